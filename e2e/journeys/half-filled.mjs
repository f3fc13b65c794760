// A half-filled form: the way back after a mistake and the other language lose nothing of it; a form that was taken comes
// fresh; signing out leaves nothing, nor does another session in the same tab find anything. Without scripts the form says
// beforehand what empties it.
import { fill, go, must, openAtWindow, signOut } from "../steps.mjs";

export const name = "half-filled forms";
export const only = { sizes: ["desk"] };

const NEW = "/cases/new?kind=judicial-assistance";
const value = (page, field) => page.locator(`main [name="${field}"]:not([type="hidden"])`).first().inputValue();
const drafts = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((own) => own.startsWith("draft ")).length);
const chosen = (page, field) => page.locator(`main [name="${field}"]:checked`).count();

export async function run({ page, account, enter, axe, shot, variant }) {
  await enter("assistance-officer");
  await page.goto(NEW);
  if (!variant.script) {
    must(await page.locator("main form[data-keep] noscript p").count() > 0, "nothing says that the form is emptied without scripts");
    await axe();
    return shot("half-filled-warning");
  }
  const send = () => go(page, "form[action='/cases/new'] button.tr-button");
  const holds = async (when) => {
    must(await value(page, "full_name") === "周某某" && await value(page, "citizen_id") === "12345", `${when} the form is empty`);
    must(await chosen(page, "variant") === 1, `${when} nothing is chosen`);
  };
  await fill(page, { full_name: "周某某", citizen_id: "12345" });
  await page.locator("main [name='variant']").first().check();
  must((await send()).status() === 422, "a wrong ID number was taken");
  await page.goBack();
  await holds("back after a mistake");
  must(await page.locator("main form .tr-note[role='status']").count() === 1, "nothing says that it was put back");
  await axe();
  await shot("half-filled-back");
  for (const from of ["a form with mistakes", "a half-filled form"]) {
    if (from === "a form with mistakes") await send();
    await go(page, ".tr-me > a[data-look]");
    must(new URL(page.url()).pathname === "/cases/new", `the other language of ${from} is ${page.url()}`);
    await holds(`in the other language of ${from}`);
  }
  await page.locator("main form .tr-note button").click();
  must(await value(page, "full_name") === "", "starting afresh leaves what was typed");
  await page.reload();
  must(await value(page, "full_name") === "", "what was thrown away comes back");
  const base = await openAtWindow(page, { full_name: "周某某" });
  await page.goto(NEW);
  must(await value(page, "full_name") === "", "a form that was taken comes back");
  await page.goto(`${base}/steps/tell`);
  await fill(page, { phone: "010-00000000" });
  await page.locator(".tr-top a.tr-brand").evaluate((own) => { addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true); own.click(); });
  await page.waitForURL("**/today");
  must(await drafts(page) > 0, "leaving a form loses it");
  const { user, password } = account("intake-clerk");
  await page.request.post("/sign-in", { form: { name: user, password, next: "/today" } });
  await page.goto("/today");
  must(await drafts(page) === 0, "what another account typed is still in the tab");
  await signOut(page);
  must(await page.evaluate(() => sessionStorage.length) === 0, "signing out leaves what was typed in the browser");
}
