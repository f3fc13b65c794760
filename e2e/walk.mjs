// One walk of one journey in a browser of its own. Watches what no journey should have to look for: errors in the
// page, answers of 500, requests to other hosts, horizontal scrolling on a phone (by `axe`), and what axe-core finds.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LANGUAGES, SIZES } from "./variants.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PATIENCE = 15_000;

/** Walks; answers what was wrong, one sentence each. */
export async function walk(browser, journey, variant, site) {
  const context = await browser.newContext({
    baseURL: site.base,
    locale: LANGUAGES[variant.language],
    timezoneId: "Asia/Shanghai",
    viewport: SIZES[variant.size],
    hasTouch: variant.size === "phone",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE);
  const faults = [];
  const page = await context.newPage();
  const scripts = await switchOf(context, page);
  if (!variant.script) await scripts("off");
  watch(context, page, site.base, faults);
  try {
    await journey.run({
      page,
      context,
      base: site.base,
      accounts: site.accounts,
      account: (role, where) => account(site.accounts, role, where),
      enter: (role, where) => enter(page, account(site.accounts, role, where)),
      variant,
      language: variant.language,
      axe: (options) => axe(page, { source: site.axeSource, variant, scripts, faults }, options),
      shot: (name) => shot(page, join(site.shots, `${name}-${variant.slug}.png`)),
      picture: (name) => picture(page, name, variant, site),
    });
  } catch (error) {
    faults.push(`at ${page.url()}: ${error.message}`);
    await shot(page, join(site.shots, `FAILED-${journey.name.replaceAll(/\W+/g, "-")}-${variant.slug}.png`)).catch(() => {});
  }
  await context.close();
  return faults;
}

/** Turns the page's own scripts off and on. (Playwright's `javaScriptEnabled: false` cannot be taken back for axe-core.) */
async function switchOf(context, page) {
  const session = await context.newCDPSession(page);
  return (to) => session.send("Emulation.setScriptExecutionDisabled", { value: to === "off" });
}

/** The first account of a role, in the office of this area or organ or in the county's; the demo says which there are. */
function account(accounts, role, where) {
  const at = (account) => !where || account.area === where || account.organ === where;
  const found = accounts.find((account) => account.role === role && at(account));
  if (!found) throw new Error(`the demo has no account for ${role}; it has ${accounts.map(({ role }) => role).join(", ")}`);
  return found;
}

/** Signs in as the demo's person of a role. */
async function enter(page, { user, password }) {
  await page.goto("/sign-in");
  await page.locator("#name").fill(user);
  await page.locator("#password").fill(password);
  await page.locator("form[action='/sign-in'] button:not([type='button'])").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

function watch(context, page, base, faults) {
  const home = new URL(base).origin;
  page.on("pageerror", (error) => faults.push(`at ${page.url()}: script error: ${error.message}`));
  page.on("console", (message) => {
    // A page that is refused on purpose (403, 404, 409) is told in the console too; the journey looks at it itself.
    const refused = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !refused) faults.push(`at ${page.url()}: ${message.text()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.request().method()} ${response.url()} answered ${response.status()}`);
    const wanted = ["stylesheet", "script", "image", "font"].includes(response.request().resourceType());
    if (wanted && response.status() >= 400) faults.push(`${response.url()} answered ${response.status()}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== home) faults.push(`asks another host: ${request.url()}`);
  });
}

/** What axe-core finds becomes a fault with the element; so does a page that is wider than its window. */
async function axe(page, { source, variant, scripts, faults }, { except = [] } = {}) {
  // A page that came without scripts stays as it came: only what is evaluated from here runs, for a moment.
  if (!variant.script) await scripts("on");
  // Evaluated rather than added as a script tag: the page's own policy must not be loosened for the test.
  await page.evaluate(source);
  const result = await page.evaluate(
    ([rules]) => globalThis.axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] }),
    [RULES],
  );
  for (const violation of result.violations.filter(({ id }) => !except.includes(id))) {
    const places = violation.nodes.slice(0, 5).map(({ target, html }) => `  ${target.join(" ")}  ${html.slice(0, 160)}`);
    faults.push([`at ${page.url()}: axe ${violation.id}: ${violation.help}`, ...places].join("\n"));
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (!variant.script) await scripts("off");
  if (wide > 1) faults.push(`at ${page.url()}: the page is ${wide} px wider than the window (${variant.size})`);
}

async function shot(page, path) {
  await mkdir(join(path, ".."), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}

/** A picture for the README, which is English, and the same in Chinese beside it: only when asked for (`cargo xtask bless pictures`), at a desk, with scripts. */
async function picture(page, name, variant, site) {
  if (!site.pictures || variant.size !== "desk" || !variant.script) return;
  await mkdir(site.pictures, { recursive: true });
  await page.screenshot({ path: join(site.pictures, variant.language === "en" ? `${name}.png` : `${name}.${variant.language}.png`) });
}
