// Every page of the list of routes that a role may see, and those that only work leads to: each tab and step of a case, a
// form with mistakes, an empty list, a batch with cells that could not be read, what a 403, 404 and 409 say. Each is looked
// at by axe-core, may not be wider than its window, and is in the language that was asked for.
import { readFile } from "node:fs/promises";
import { day, fill, go, must, next, openAtWindow, send, signOut, take, text } from "../steps.mjs";

export const name = "every page";
// What a page holds is the same without scripts; the stories and the lists are walked that way.
export const only = { scripts: [true] };

const ROLES = [
  "assistance-officer", "intake-clerk", "deputy-chief", "chief-meeting", "finance-clerk", "analyst", "administrator", "auditor",
];
const TABS = ["overview", "people", "facts", "amount", "papers", "money", "visits", "hand-overs", "linked", "journal"];
const STEPS = [
  "tell", "apply", "accept", "ask-correction", "papers-supplied", "deem-abandoned", "visit-home", "ask-more", "more-supplied",
  "propose", "propose-refusal", "ask-advance", "visit", "close", "plan-visit", "hand-over", "hand-over-answered", "link",
  "state-facts", "withdraw", "transfer",
];
/** The office in which the demonstration played a story to its end. */
const STORY = "110000";

/** The routes that need nothing filled into them, with what each role gets, in the order of ROLES. */
async function routes() {
  const list = await readFile(new URL("../../crates/web/tests/lists/routes.toml", import.meta.url), "utf8");
  const pages = list.split("[post]")[0];
  const lines = [...pages.matchAll(/^"(\/[^"]*)" = "([\d ]+)"$/gm)].map(([, path, answers]) => [path, answers.split(" ").slice(1)]);
  return lines.filter(([path, answers]) => !/\/\d/.test(path) && answers.some((answer) => answer === "200" || answer === "403"));
}

export async function run(walk) {
  const { page, enter, axe, shot, language } = walk;
  const seen = new Set();
  /** Looks at a page; the same page of another role only has to answer the same. */
  const look = async (path, wanted, what) => {
    const slug = what ?? `page${path.replaceAll(/[/?=&]+/g, "-")}`;
    const again = seen.has(slug);
    const answer = path && await (again ? page.request.get(path) : page.goto(path));
    if (answer) must(answer.status() === wanted, `${path} answers ${answer.status()}, not ${wanted}`);
    if (again) return;
    must(((await page.locator("html").getAttribute("lang")) ?? "").startsWith(language), `${page.url()} is in another language`);
    seen.add(slug);
    if (path === "/today") {
      const right = await page.locator(".tr-me").evaluate((own) => innerWidth - own.getBoundingClientRect().right);
      must(right >= 0 && right < 48, `who is signed in stands ${right} px from the right edge of ${page.url()}`);
      const broken = await page.locator("main td.nowrap").evaluateAll((cells) => cells.filter((own) => getComputedStyle(own).whiteSpace !== "nowrap").length);
      must(broken === 0, "names and case numbers break");
    }
    await axe();
    await shot(slug);
  };

  const all = await routes();
  for (const [index, role] of ROLES.entries()) {
    if (index > 0) await signOut(page);
    await enter(role);
    for (const [path, answers] of all) {
      const wanted = Number(answers[index]);
      if (wanted === 200) await look(path, 200, path === "/today" ? `today-${role}` : undefined);
      else if (wanted === 403) await look(path, 403, "forbidden");
    }
    if (role === "assistance-officer") await work(walk, look);
    if (role === "analyst") await lists(walk, look);
  }
  await signOut(page);
  await enter("assistance-officer", STORY);
  await look("/leads", 200, "leads-none");
  await page.goto("/cases");
  await go(page, "main a[href^='/cases/']:not([href*='new'])");
  const base = new URL(page.url()).pathname.replace("/overview", "");
  for (const tab of TABS) await look(`${base}/${tab}`, 200, `closed-${tab}`);
}

/** What an officer comes to by working. */
async function work({ page }, look) {
  await look("/nowhere", 404, "not-found");
  await look("/cases?number=none-has-this", 200, "cases-none");
  await page.goto("/leads");
  await look(await page.locator("main table a.tr-what").first().getAttribute("href"), 200, "lead");
  await go(page, "main h1 a");
  await look(null, 200, "person");
  await page.goto("/people");
  await fill(page, { text: "陈" });
  await go(page, "main .tr-filter button");
  await look(null, 200, "people-found");
  await page.goto("/calculator/deadline");

  const base = await openAtWindow(page, { full_name: "周某某" });
  await next(page, base, "tell");
  await take(page, base, ["tell", { phone: "010-00000000" }]);
  // A form that was sent empty, and one that was sent after somebody else was faster.
  await next(page, base, "apply");
  await fill(page, { applied_on: "", citizen_id: "12345", groups: ["minor"] });
  must(await send(page) === 422, "an empty application was taken");
  must(await page.locator("[name='citizen_id']").inputValue() === "12345", "what was typed is lost");
  must(await page.evaluate(() => document.activeElement?.className.includes("govuk-error-summary")), "the summary of mistakes is not focussed");
  await look(null, 422, "form-mistakes");
  const faster = await page.context().newPage();
  await page.goto(`${base}/steps/link`);
  await take(faster, base, ["link", { linked_number: "某号", linked_what: "关联" }, { side: true }]);
  await fill(page, { linked_number: "另一号", linked_what: "关联" });
  must(await send(page) === 409, "two officers took the same version");
  must(await page.locator("[name='linked_number']").inputValue() === "另一号", "what the slower officer typed is lost");
  await look(null, 409, "conflict");
  // The same where the step is done and cannot be taken again.
  const apply = { applied_on: day(), application_form: "written", applicant_capacity: "self", harm_kind: "crime" };
  await page.goto(`${base}/steps/apply`);
  await take(faster, base, ["apply", apply]);
  await fill(page, { ...apply, phone: "010-11111111" });
  must(await send(page) === 409, "an application was registered twice");
  must(await page.locator("main form.tr-form-card").count() === 0, "a step that was taken is offered again");
  must((await text(page, "main table")).includes("010-11111111"), "what the slower officer typed is lost");
  await look(null, 409, "conflict-done");
  await faster.close();
  for (const tab of TABS) await look(`${base}/${tab}`, 200, `open-${tab}`);
  for (const step of STEPS) await look(`${base}/steps/${step}`, 200, `step-${step}`);
  await take(page, base, ["withdraw", { closing_note: "撤回" }, { side: true }]);
  await look(`${base}/overview`, 200, "withdrawn");
}

/** What an analyst comes to: a batch of the demonstration with cells that could not be read. */
async function lists({ page }, look) {
  await page.goto("/registers");
  const links = await page.locator("main a[href^='/registers/batches/']").evaluateAll((all) => all.map((own) => own.getAttribute("href")));
  must(links.length > 0, "no list has come in");
  for (const link of links) {
    await page.goto(link);
    if (await page.locator("#bad tbody tr").count()) break;
  }
  must(await page.locator("#bad tbody tr").count() > 0, "no batch of the demonstration has cells that could not be read");
  await look(null, 200, "batch-bad-cells");
  await page.goto("/registers/account?month=2020-01");
  await look(null, 200, "account-empty");
}
