// What an officer does with the pages, for the journeys: signs in and out, opens a case, fills a form, reads what came out.
// Looks only at what a person sees and can click; a field is told by its name in the form, which both languages share.

/** Fails the journey with a sentence. */
export function must(holds, what) {
  if (!holds) throw new Error(what);
}

/** The day in Shanghai, `days` from today: what the site calls today. */
export function day(days = 0) {
  const now = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now);
}

/** The words of both languages that journeys look for. */
const WORDS = {
  closed: { zh: "已结案", en: "Closed" },
  met: { zh: "已办结", en: "done" },
};
export const say = (language, word) => WORDS[word][language];

/** The lines of text of the page's main part. */
export async function text(page, place = "main") {
  return (await page.locator(place).allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
}

export async function mustSay(page, wanted, place = "main") {
  const said = await text(page, place);
  must(said.includes(wanted), `${page.url()} does not say "${wanted}" in ${place}; it says:\n${said.slice(0, 1500)}`);
}

/** Clicks and waits for the page that comes. */
export async function go(page, place) {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303),
    page.locator(place).first().click(),
  ]);
  await page.waitForLoadState();
  return answer;
}

/** Signs out by the menu at the top. */
export async function signOut(page) {
  // A page that refuses has no menu.
  if (!await page.locator(".tr-me summary").count()) await page.goto("/today");
  await page.locator(".tr-me summary").click();
  await go(page, "form[action='/sign-out'] button");
  must(new URL(page.url()).pathname === "/sign-in", `signing out leads to ${page.url()}`);
}

/** Opens a case at the window; answers its address, such as `/cases/7`. */
export async function openAtWindow(page, person) {
  await page.goto("/cases");
  await go(page, "main a[href^='/cases/new?kind=judicial-assistance']");
  await fill(page, person);
  const answer = await go(page, "form[action='/cases/new'] button.tr-button");
  must(answer.status() === 200, `opening the case answered ${answer.status()}`);
  return new URL(page.url()).pathname.replace(/\/overview$/, "");
}

/** Types and chooses: `{ name: text }` for a line, a day or a choice, `{ name: [ids] }` for boxes to tick. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const fields = page.locator(`main [name="${name}"]:not([type="hidden"])`);
    const kind = await fields.first().evaluate((field) => field.type, undefined, { timeout: 5_000 }).catch(() => null);
    must(kind !== null, `${page.url()} has no field ${name}`);
    if (kind === "radio") await choose(page, name, value);
    else if (kind === "checkbox") for (const id of [value].flat()) await choose(page, name, id);
    else if (kind === "select-one") await fields.selectOption(value);
    else if (kind === "file") await fields.setInputFiles(value);
    else await fields.fill(String(value));
  }
}

/** A radio or a box is clicked on its words, as a person does. */
async function choose(page, name, value) {
  const field = page.locator(`main [name="${name}"][value="${value}"]`);
  must(await field.count() === 1, `${page.url()} has no choice ${value} of ${name}`);
  if (!await field.isChecked()) await page.locator(`label[for="${await field.getAttribute("id")}"]`).click();
}

/** The next thing to do on the case's page is `step`: opens its form. */
export async function next(page, base, step) {
  await page.goto(base);
  const button = page.locator(".tr-next a.tr-button");
  const offered = (await button.count()) ? await button.getAttribute("href") : "nothing";
  must(offered.endsWith(`/steps/${step}`), `${base} puts forward ${offered}, not ${step}`);
  await go(page, ".tr-next a.tr-button");
}

/** Opens the form of a step that is offered beside the next one. */
export async function beside(page, base, step) {
  await page.goto(base);
  await page.locator("details.tr-more summary").click();
  const link = page.locator(`details.tr-more a[href$="/steps/${step}"]`);
  must(await link.count() === 1, `${base} does not offer ${step}`);
  await go(page, `details.tr-more a[href$="/steps/${step}"]`);
}

/** Sends the form of a step; answers its status. */
export async function send(page) {
  return (await go(page, "main form.tr-form-card button.tr-button")).status();
}

/** Asks for the range before the amount is sent: the form comes back with everything typed, and nothing is saved. */
export async function workOut(page, values) {
  await fill(page, values);
  const answer = await go(page, "main button[name='work-out']");
  must(answer.status() === 200, `working out the range answered ${answer.status()}`);
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]:not([type="hidden"])`);
    const kept = await field.first().evaluate((own) => own.type) === "radio"
      ? await page.locator(`main [name="${name}"][value="${value}"]`).isChecked() : await field.inputValue() === value;
    must(kept, `${name} lost what was typed`);
  }
  return text(page, "section[aria-labelledby='range']");
}

/** Where a step leads that adds to the list of a tab; every other leads to the overview. */
const TABS = { visit: "visits", "plan-visit": "visits", "hand-over": "hand-overs", "hand-over-answered": "hand-overs", link: "linked" };

/**
 * Takes a step: opens its form where the page offers it, fills it, sends it, is told that it was taken. Where what was filled in
 * wants `reasons`, the form comes back once and asks for them.
 */
export async function take(page, base, [step, values = {}, { side = false, look, reasons } = {}]) {
  await (side ? beside : next)(page, base, step);
  await look?.();
  await fill(page, values);
  if (reasons) {
    must(await send(page) === 422, `${step} asks for no reason`);
    await fill(page, Object.fromEntries(Object.entries(reasons).map(([id, reason]) => [`reason.${id}`, reason])));
  }
  const status = await send(page);
  must(status === 200, `${step} answered ${status}:\n${await text(page)}`);
  must(new URL(page.url()).pathname === `${base}/${TABS[step] ?? "overview"}`, `${step} leads to ${page.url()}`);
  must(await page.locator(".tr-note--good").count() === 1, `${step} does not say what was done`);
}

/** A step that may not be taken now says why, and offers nothing to send. */
export async function refused(page, base, step) {
  await page.goto(`${base}/steps/${step}`);
  must(await page.locator(".tr-note--late").count() === 1, `${step} does not say why it may not be taken`);
  must(await page.locator("main form.tr-form-card button.tr-button").count() === 0, `${step} offers a button all the same`);
}

/** What the papers tab lists, waiting until `count` documents are printed; each opens as a PDF. */
export async function documents(page, base, count) {
  const links = page.locator("main a.tr-button[href^='/documents/']");
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto(`${base}/papers`);
    if (await links.count() >= count) break;
    await page.waitForTimeout(500);
  }
  must(await links.count() === count, `${base} has ${await links.count()} documents to open, not ${count}`);
  // Each document, the sets of those that are served, and the whole file.
  const sets = await page.locator("main a[href^='/documents/'][href$='/set'], main a[href$='/file']").all();
  must(sets.length > 1, `${base} offers no sets and no file`);
  for (const link of [...await links.all(), ...sets]) {
    const answer = await page.request.get(await link.getAttribute("href"));
    const bytes = await answer.body();
    must(answer.status() === 200 && answer.headers()["content-type"] === "application/pdf", `a document answers ${answer.status()}`);
    must(bytes.subarray(0, 5).toString() === "%PDF-" && bytes.length > 5_000, "a document is no PDF");
  }
}
