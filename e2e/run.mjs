// Runs the journeys of ./journeys in real Chromium against a running site, as `cargo xtask e2e` calls it:
//   node run.mjs --base URL --accounts FILE --chromium PROGRAM [--shots DIR] [--pictures DIR] [JOURNEY …]
// Two walks at a time. Each journey runs in both languages, at both sizes, with scripts on and off, unless it asks for less.
// It ends with one line, "N passed, N failed"; status 0 when nothing failed.
import { readFile, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { variants } from "./variants.mjs";
import { walk } from "./walk.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string" },
    accounts: { type: "string" },
    chromium: { type: "string" },
    shots: { type: "string", default: join(here, "shots") },
    pictures: { type: "string" },
  },
});
if (!values.base || !values.accounts || !values.chromium) {
  console.error("wrong usage: --base, --accounts and --chromium are needed; `cargo xtask e2e` gives them");
  process.exit(2);
}

/** Walks at a time: one per core of a small machine. */
const AT_ONCE = 2;

// As root, in a container, on a closed network: no sandbox, no calls home.
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function journeys(wanted) {
  const folder = join(here, "journeys");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).sort();
  const all = await Promise.all(files.map(async (file) => ({ file, ...(await import(join(folder, file))) })));
  const chosen = all.filter(({ file, name }) => !wanted.length || wanted.some((word) => file.includes(word) || name.includes(word)));
  if (!chosen.length) {
    console.error(`no journey is called ${wanted.join(" or ")}; there are: ${all.map(({ name }) => name).join(", ")}`);
    process.exit(2);
  }
  return chosen;
}

const chosen = await journeys(positionals);
const accounts = JSON.parse(await readFile(values.accounts, "utf8"));
const axeSource = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
if (!positionals.length) await rm(values.shots, { recursive: true, force: true });

const browser = await chromium.launch({ executablePath: values.chromium, args: FLAGS });
const site = { base: values.base, accounts, axeSource, shots: values.shots, pictures: values.pictures };
let passed = 0;
let failed = 0;

async function one([journey, variant]) {
  const begun = Date.now();
  const faults = await walk(browser, journey, variant, site);
  const title = `${journey.name} (${variant.title})`;
  if (faults.length) {
    failed += 1;
    console.log(`FAIL ${title}`);
    for (const fault of faults) console.log(fault.replace(/^/gm, "     "));
  } else {
    passed += 1;
    console.log(`ok   ${title}  ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
}

// Several walks at a time, as people work; those that would take each other's work (`alone`) one after another at the end.
const walks = chosen.flatMap((journey) => variants(journey).map((variant) => [journey, variant]));
const together = walks.filter(([journey]) => !journey.alone);
const walker = async () => {
  while (together.length) await one(together.shift());
};
await Promise.all(Array.from({ length: AT_ONCE }, walker));
for (const walk of walks.filter(([journey]) => journey.alone)) await one(walk);
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
