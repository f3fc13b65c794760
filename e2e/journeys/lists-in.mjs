// A list comes in and a person is found: an analyst hands over two spreadsheets, looks at what their columns were taken for,
// takes them in, sees what could not be read by row and column, corrects a row that waited; an officer takes the next lead
// and opens a case from it; the batch is taken back. And wrongly: a picture, a half-filled form, the same form twice.
import { fill, go, must, mustSay, signOut, text } from "../steps.mjs";

export const name = "lists in, a lead out";
export const only = { half: 0 };
// The next lead is whoever's turn it is: walks of this journey would take each other's.
export const alone = true;

/** The smallest picture there is, called a spreadsheet. */
const PICTURE = { name: "照片.xlsx", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") };

/** An ID number of an area that no one has, born on `day`: with its check digit. */
function citizenId(day, serial) {
  const body = `990199${day}${String(serial).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(body[place]), 0);
  return body + "10X98765432"[sum % 11];
}

/** The spreadsheets of one walk, about a person of its own; never the same file twice, also in a demo that is kept. */
function sheets(index) {
  const run = Date.now() % 100_000;
  const id = citizenId("19521012", 100 + index);
  const other = citizenId("19800101", 200 + index);
  const case_ = (number) => `演检刑诉〔2026〕${run}${index}${number}号`;
  const harmed = [
    ["序号", "案号", "案由", "受害人姓名", "证件号码", "伤情", "应赔金额", "实赔金额", "处理结果", "处理日期"],
    ["1", case_(1), "故意伤害", "欧阳雨", id, "重伤", "200000", "0", "起诉", "2026-03-02"],
    ["2", case_(2), "盗窃", "诸葛晴", other, "", "见判决书", "0", "起诉", "2026-02-30"],
    ["3", case_(3), "故意伤害", "", "", "轻伤", "8000", "0", "起诉", "2026-03-05"],
  ];
  const poor = [
    ["户编号", "户主姓名", "成员姓名", "身份证号", "与户主关系", "救助类别", "享受开始年月", "月保障金额(元)"],
    [`W${run}`, "欧阳雨", "欧阳雨", id, "本人", "低保", "202301", "700"],
  ];
  const csv = (what, rows) => ({ name: `${what}${index}.csv`, mimeType: "text/csv", buffer: Buffer.from(`${rows.map((row) => row.join(",")).join("\r\n")}\r\n`) });
  return { harmed: csv("被害人台账", harmed), poor: csv("低保名单", poor) };
}

export async function run({ page, enter, axe, shot, language, variant }) {
  const files = sheets(variant.index);
  const look = async (what) => {
    await axe();
    await shot(`lists-${what}`);
  };
  const upload = async (file, more = {}) => {
    await page.goto("/registers/upload");
    await fill(page, { file, sender_kind: "own", sender: "演示来源", ...more });
    return go(page, "main form[action='/registers/upload'] button.tr-button");
  };

  await enter("analyst");
  // Wrongly first: nothing chosen, and a picture. What was typed stays.
  await page.goto("/registers/upload");
  await fill(page, { sender: "演示来源", purpose: "试一试" });
  must((await go(page, "main form[action='/registers/upload'] button.tr-button")).status() === 422, "a form without a file was taken");
  must(await page.locator("[name='purpose']").inputValue() === "试一试", "the purpose that was typed is lost");
  if (variant.script) {
    must(await page.evaluate(() => document.activeElement?.className.includes("govuk-error-summary")), "the summary of mistakes is not focussed");
  }
  await look("no-file");
  must((await upload(PICTURE)).status() === 422, "a picture was taken for a spreadsheet");
  must(await page.locator("#f-file-error").count() === 1, "nothing stands at the file that was a picture");
  await look("picture");

  await takeIn(page, upload, files.poor);
  const batch = await takeIn(page, upload, files.harmed, async () => {
    await mustSay(page, "受害人姓名");
    await look("mapping");
  });
  // What could not be read, by column letter and row.
  for (const place of ["G3", "J3"]) await mustSay(page, place, "#bad");
  await look("batch");
  const row = page.locator("#waiting form").first();
  await row.locator("input[name$='name'], input[name='name']").first().fill("司马云");
  must((await go(page, "#waiting form button.tr-button")).status() === 200, "the correction was not taken");
  must(await page.locator("#waiting form").count() === 0, "the corrected row still waits");
  await screened(page, batch);
  await look("rows");

  await signOut(page);
  await enter("assistance-officer");
  await opened(page, look);

  await signOut(page);
  await enter("analyst");
  await page.goto(batch);
  must((await go(page, "form[action$='/take-back'] button")).status() === 422, "a batch was taken back without a reason");
  await fill(page, { reason: "演示完毕" });
  await go(page, "form[action$='/take-back'] button");
  await mustSay(page, { zh: "已撤回", en: "taken back" }[language], ".tr-tags");
  await look("taken-back");
}

/** Hands a file over and takes it in; answers the address of its batch. The same form twice is one batch. */
async function takeIn(page, upload, file, look) {
  const answer = await upload(file);
  must(answer.status() === 200 && page.url().includes("/registers/previews/"), `${file.name} leads to ${page.url()}:\n${await text(page)}`);
  await look?.();
  const form = "main form[action^='/registers/previews/']";
  const sent = await page.locator(form).evaluate((own) => [own.getAttribute("action"), new URLSearchParams(new FormData(own)).toString()]);
  await go(page, `${form} button.tr-button`);
  const batch = new URL(page.url()).pathname;
  must(batch.startsWith("/registers/batches/"), `taking ${file.name} in leads to ${batch}`);
  const again = await page.request.post(sent[0], { data: sent[1], headers: { "content-type": "application/x-www-form-urlencoded" } });
  must(again.status() === 200 && new URL(again.url()).pathname === batch, `the same form twice answers ${again.status()} at ${again.url()}`);
  // The work behind waits its turn on a busy machine; a page that was made a moment before it ended is read anew.
  for (let tries = 0; tries < 200 && await page.locator("progress").count(); tries += 1) {
    await page.waitForTimeout(300);
    await page.goto(batch);
  }
  must(await page.locator("progress").count() === 0, `${file.name} is not taken in after a minute and more`);
  await page.goto(batch);
  return batch;
}

/** Compares the registers and looks at what became of the rows of `batch`. */
async function screened(page, batch) {
  await page.goto("/registers");
  await go(page, "form[action='/registers/screen'] button");
  await page.goto(`${batch}/rows`);
  must(await page.locator("main tbody tr").count() === 3, `${await page.locator("main tbody tr").count()} rows have an outcome, not 3`);
  must(await page.locator("main tbody a[href^='/leads/']").count() >= 1, `no row has a lead: ${await text(page)}`);
}

/** Takes the next lead and opens a case from it: first without saying of which kind the verdict is. */
async function opened(page, look) {
  await page.goto("/leads");
  await go(page, "form[action='/leads/next'] button");
  must(/^\/leads\/\d+$/.test(new URL(page.url()).pathname), `taking the next lead leads to ${page.url()}`);
  await fill(page, { reason: "已经看过名册" });
  must((await go(page, "form[action$='/verdict'] button")).status() === 422, "a verdict without a choice was taken");
  must(await page.locator("[name='reason']").inputValue() === "已经看过名册", "the reason that was typed is lost");
  await look("verdict-mistakes");
  await fill(page, { verdict: "open" });
  await go(page, "form[action$='/verdict'] button");
  must(/^\/cases\/\d+\/overview$/.test(new URL(page.url()).pathname), `opening the case leads to ${page.url()}:\n${await text(page)}`);
  must(await page.locator(".tr-next a.tr-button").count() === 1, "the case does not say what to do next");
  await look("case-from-lead");
}
