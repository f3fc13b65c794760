// Asks a running site for its busiest pages at a steady rate, as `cargo xtask bench pages-…` calls it:
//   node load.mjs --base URL --accounts FILE --rate N --seconds S [--pid P] [--database-pid P]
// Open loop: a request is sent when its time has come, whether or not earlier ones were answered, and its wait counts
// from that time, so that a site that stalls cannot hide it. Each account of the file looks at its own pages. Ends with
// one line of JSON per page and account.
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    accounts: { type: "string" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    pid: { type: "string" },
    "database-pid": { type: "string" },
  },
});
const agent = new Agent({ keepAlive: true, maxSockets: 128 });
const accounts = JSON.parse(await readFile(values.accounts, "utf8"));
/** So many different cases are opened in turn. */
const CASES = 300;

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

async function signIn(account) {
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

/** Processor seconds that a process has used so far; with those of its children where they are meant. */
async function processor(pid, children) {
  if (!pid) return null;
  const seconds = async (id) => {
    const fields = (await readFile(`/proc/${id}/stat`, "utf8")).split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  if (!children) return seconds(pid);
  const ids = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").filter(Boolean);
  const each = await Promise.all(ids.map((id) => seconds(id).catch(() => 0)));
  return each.reduce((sum, own) => sum + own, 0);
}

/** Follows the pages of a list until enough different cases are known. */
async function cases(cookie) {
  const found = new Set();
  for (let path = "/cases"; path && found.size < CASES;) {
    const { text } = await ask(path, { cookie });
    for (const [, id] of text.matchAll(/href="(\/cases\/\d+)"/g)) found.add(`${id}/overview`);
    path = text.match(/href="(\/cases\?[^"]*after=[^"]+)"/)?.[1].replaceAll("&amp;", "&");
  }
  return [...found];
}

/** The list with each of its filters set in turn, as the page itself offers them. */
async function lists(cookie) {
  const { text } = await ask("/cases", { cookie });
  const kept = [...text.matchAll(/href="(\/cases\?[^"]+)"/g)].map(([, path]) => path.replaceAll("&amp;", "&"));
  const states = [...(text.match(/<select[^>]*name="state"[\s\S]*?<\/select>/)?.[0] ?? "").matchAll(/value="([^"]+)"/g)];
  return [...new Set(["/cases", ...kept, ...states.map(([, state]) => `/cases?state=${state}`)])];
}

async function load(what, paths, cookie) {
  const count = Number(values.rate) * Number(values.seconds);
  const gap = 1000 / Number(values.rate);
  const waits = [];
  let wrong = 0;
  const before = await Promise.all([processor(values.pid), processor(values["database-pid"], true)]);
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
  const after = await Promise.all([processor(values.pid), processor(values["database-pid"], true)]);
  const used = (place) => (after[place] === null ? null : Number((after[place] - before[place]).toFixed(2)));
  console.log(JSON.stringify({
    what, requests: count, wrong, p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1),
    site_cpu_s: used(0), database_cpu_s: used(1),
  }));
}

for (const account of accounts) {
  const cookie = await signIn(account);
  const pages = [["worklist", ["/today"]], ["case list with filters", await lists(cookie)], ["case page", await cases(cookie)]];
  for (const [what, paths] of pages) {
    if (!paths.length) throw new Error(`${account.user} has no ${what}`);
    for (const path of paths.slice(0, 30)) await ask(path, { cookie });
    await load(`${what}, ${account.role}`, paths, cookie);
  }
}
agent.destroy();
