// Asks a running site for its busiest pages at a steady rate, as `cargo xtask bench pages` calls it:
//   node load.mjs --base URL --accounts FILE --role ROLE --rate N --seconds S [--pid P]
// Open loop: a request is sent when its time has come, whether or not earlier ones were answered, and its wait counts
// from that time, so that a site that stalls cannot hide it. Ends with one line of JSON per page.
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    accounts: { type: "string" },
    role: { type: "string", default: "assistance-officer" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    pid: { type: "string" },
  },
});
const agent = new Agent({ keepAlive: true, maxSockets: 128 });
const accounts = JSON.parse(await readFile(values.accounts, "utf8"));
const account = accounts.find(({ role }) => role === values.role) ?? accounts[0];

/** One request; answers status, text and cookie. */
function ask(path, { method = "GET", body, cookie } = {}) {
  const headers = { accept: "text/html", "accept-language": "zh-CN", ...(cookie && { cookie }) };
  if (body) Object.assign(headers, { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) });
  return new Promise((answer, fail) => {
    const asked = request(new URL(path, values.base), { method, headers, agent }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => answer({
        status: response.statusCode,
        text: Buffer.concat(parts).toString(),
        cookie: (response.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; "),
      }));
      response.on("error", fail);
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

async function signIn() {
  const page = await ask("/sign-in");
  const form = new URLSearchParams();
  for (const [tag] of page.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const field = (name) => tag.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? "";
    form.set(field("name"), field("value"));
  }
  form.set("name", account.user);
  form.set("password", account.password);
  const answer = await ask("/sign-in", { method: "POST", body: form.toString(), cookie: page.cookie });
  const cookie = answer.cookie || page.cookie;
  if (answer.status !== 303 && answer.status !== 302) throw new Error(`signing in answered ${answer.status}`);
  return cookie;
}

/** Processor seconds that the site has used so far. */
async function processor() {
  if (!values.pid) return null;
  const fields = (await readFile(`/proc/${values.pid}/stat`, "utf8")).split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function load(what, paths, cookie) {
  const count = Number(values.rate) * Number(values.seconds);
  const gap = 1000 / Number(values.rate);
  const waits = [];
  let wrong = 0;
  const before = await processor();
  const begun = performance.now();
  const all = [];
  for (let n = 0; n < count; n += 1) {
    const due = begun + n * gap;
    const early = due - performance.now();
    if (early > 1) await new Promise((go) => setTimeout(go, early));
    all.push(ask(paths[n % paths.length], { cookie }).then(
      ({ status }) => { waits.push(performance.now() - due); if (status !== 200) wrong += 1; },
      () => { wrong += 1; },
    ));
  }
  await Promise.all(all);
  waits.sort((a, b) => a - b);
  const at = (share) => Number((waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(1));
  const after = await processor();
  console.log(JSON.stringify({
    what, requests: count, wrong, p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1),
    site_cpu_s: after === null ? null : Number((after - before).toFixed(2)),
  }));
}

const cookie = await signIn();
const list = await ask("/cases", { cookie });
const cases = [...new Set([...list.text.matchAll(/href="(\/cases\/\d+)"/g)].map(([, path]) => path))];
const filters = [...new Set([...list.text.matchAll(/href="(\/cases\?[^"]+)"/g)].map(([, path]) => path.replaceAll("&amp;", "&")))];
for (const path of ["/today", ...cases.slice(0, 1)]) await ask(path, { cookie });
await load("worklist", ["/today"], cookie);
await load("case list with filters", filters.length ? filters : ["/cases"], cookie);
if (cases.length) await load("case page", cases, cookie);
agent.destroy();
