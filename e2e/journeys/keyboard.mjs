// With the keyboard alone: signing in, taking the next lead, deciding on it.
import { must } from "../steps.mjs";

export const name = "keyboard only";
export const only = { sizes: ["desk"], half: 0 };
export const alone = true;

/** Presses Tab until `place` has the focus; the focus must be seen, and must not be caught anywhere. */
async function tabTo(page, place) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((wanted) => {
      const own = document.activeElement;
      if (!own || !own.matches(wanted)) return null;
      const look = getComputedStyle(own);
      const label = own.id && document.querySelector(`label[for="${own.id}"]`);
      const rings = [look, label && getComputedStyle(label, "::before"), getComputedStyle(own, "::before")].filter(Boolean);
      return rings.some((ring) => ring.outlineStyle !== "none" || ring.boxShadow !== "none");
    }, place);
    if (here !== null) {
      must(here, `the focus on ${place} is not seen`);
      return;
    }
  }
  throw new Error(`${page.url()}: 80 times Tab never come to ${place}`);
}

export async function run({ page, account, shot }) {
  const { user, password } = account("assistance-officer");
  await page.goto("/sign-in");
  await tabTo(page, "#name");
  await page.keyboard.type(user);
  await tabTo(page, "#password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/today");
  // The first Tab leads past the navigation.
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement?.getAttribute("href")) === "#main", "the first Tab does not lead to the content");
  await page.keyboard.press("Enter");
  await tabTo(page, "form[action='/leads/next'] button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/leads\/\d+$/);
  await tabTo(page, "[name='verdict']");
  // The arrows move among the choices: to "ask first", which every lead has after "open a case".
  for (let presses = 0; presses < 6; presses += 1) {
    if (await page.evaluate(() => document.activeElement?.value) === "ask") break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Space");
  must(await page.locator("[name='verdict'][value='ask']").isChecked(), "the choice is not made");
  await tabTo(page, "textarea[name='reason']");
  await page.keyboard.type("先问清伤情");
  await shot("keyboard-verdict");
  await tabTo(page, "form[action$='/verdict'] button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/leads\/\d+$/);
  await page.locator(".tr-note--good").waitFor();
}
