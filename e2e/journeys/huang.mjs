// The assistance part of story T2, by hand: the green channel, paid nine days after the hearing, five agencies with a promise
// each, a visit, closing. The days are those of the story counted back from today, so that every period is met.
import { beside, day, documents, fill, must, mustSay, next, openAtWindow, refused, send, signOut, take, text, workOut } from "../steps.mjs";

export const name = "Ms Huang, ten years of violence";
export const only = { half: 1 };

const HEARING = day(-9);
const PROMISES = [
  ["辖区派出所", "防止余某妨害其正常生活", "已训诫并定期走访"],
  ["区禁毒办", "跟踪余某强制隔离戒毒情况", "仍在强制隔离戒毒，解除前通报"],
  ["街道办事处", "提供就业机会", "已介绍社区保洁岗位"],
  ["区教育局", "协调减免课后服务费", "已减免本学期课后服务费"],
  ["女儿就读学校", "减免餐费", "已减免餐费"],
];

export async function run(walk) {
  const { page, enter, axe, shot, variant } = walk;
  const who = `黄${"甲乙丙丁"[variant.index]}某`;
  const as = async (role) => {
    if (page.url() !== "about:blank") await signOut(page);
    await enter(role);
  };
  const look = (what) => async () => {
    await axe();
    await shot(`huang-${what}`);
  };

  await as("assistance-officer");
  const base = await openAtWindow(page, { full_name: who });
  await take(page, base, ["link", { linked_number: "示范检民支〔2026〕某号", linked_what: `支持起诉案件（${HEARING}开庭并调解）` }, { side: true }]);
  await take(page, base, ["tell", { phone: "028-00000000", address: "某街道" }, { look: look("tell") }]);
  await as("intake-clerk");
  await take(page, base, ["apply", {
    applied_on: day(-7), application_form: "written", applicant_capacity: "self", groups: ["woman-in-hardship"],
    woman_ground: ["violence", "divorce-after-violence"], is_rural: "no", original_case_number: "（2026）某民初某号", cause: "离婚纠纷",
    harm_kind: "civil-tort", injury: "slight", no_compensation_by_suit: "yes",
    papers: ["application", "identity", "harm", "hardship", "compensation-statement"],
  }]);
  await as("assistance-officer");
  await take(page, base, ["accept", { accepted_on: day(-7) }, { look: look("accept") }]);
  await take(page, base, ["visit-home", {
    home_visited_on: day(-6), home_visit_found: "租住月租200元的小屋，独自抚养女儿，无固定收入", hardship_grade: "extreme",
    hardship_caused_by_case: "yes", serious_own_fault: "no", refuses_to_cooperate: "no", false_statement: "no",
    waived_compensation: "no", reasonably_compensated: "no",
  }, { side: true, look: look("visit-home") }]);
  // The range follows from what the form asks, before anything is decided.
  await next(page, base, "propose");
  const range = await workOut(page, { harm_class: "injury", fault_share: "0", compensation_received: "0", other_aid: "0" });
  must(/[1-9][\d,]*\.\d\d/.test(range), `no range is worked out: ${range}`);
  await look("range")();
  await take(page, base, ["propose", {
    harm_class: "injury", fault_share: "0", compensation_received: "0", other_aid: "0", amount_to_grant: "30000",
    opinion: "符合细则第七条第六项，走绿色通道，建议救助3万元",
  }]);
  await as("chief-meeting");
  await take(page, base, ["approve"]);

  await as("finance-clerk");
  await take(page, base, ["request-funds"]);
  await take(page, base, ["funds-arrived", { funds_arrived_on: day() }]);
  await take(page, base, ["order-payment", { payee_name: who, payee_bank: "某银行", payee_account: "6200000000000002" }, { look: look("order-payment") }]);
  await as("assistance-officer");
  await take(page, base, ["check-payee"]);
  await as("finance-clerk");
  await take(page, base, ["payment-arrived", { paid_on: day(), payment_reference: "J-0001" }]);

  await as("assistance-officer");
  for (const [to, what] of PROMISES) await take(page, base, ["hand-over", { handed_to: to, handed_what: what }, { side: true }]);
  await page.goto(`${base}/hand-overs`);
  await look("promises")();
  for (const [to] of PROMISES.slice(0, 4)) await answered(page, base, to);
  await take(page, base, ["visit", { visited_on: day(), visit_found: "已就业，女儿就学正常", still_in_hardship: "no" }, { look: look("visit") }]);
  // The school still owes its answer: no other agency is offered, and an answer without words is none.
  await refused(page, base, "close");
  await beside(page, base, "hand-over-answered");
  must(await page.locator('main [name="answered_by"]').count() === 1, "an agency that owes no answer can be chosen");
  must(await send(page) === 422, "an answer without words was taken");
  await look("answer-mistaken")();
  await answered(page, base, PROMISES[4][0]);
  await take(page, base, ["close"]);
  await over(walk, base, look);
}

async function answered(page, base, agency) {
  const [, , answer] = PROMISES.find(([to]) => to === agency);
  await take(page, base, ["hand-over-answered", { answered_by: agency, hand_over_answer: answer }, { side: true }]);
}

/** What must have come out, as the pages say it. */
async function over({ page, language }, base, look) {
  await page.goto(`${base}/overview`);
  await mustSay(page, { zh: "已结案", en: "Closed" }[language], ".tr-tags");
  must(/示范检司救〔\d{4}〕\d+号/.test(await text(page, ".tr-head__caption")), "the case has no number");
  // Every clock was stopped in time: none is late.
  const clocks = page.locator(".tr-clocks > li");
  must(await clocks.count() === 3, `${await clocks.count()} clocks, not three`);
  must(await page.locator(".tr-clocks .tr-clock--done").count() === 3, `not every clock was met: ${await text(page, ".tr-clocks")}`);
  await look("case")();
  await page.goto(`${base}/money`);
  await mustSay(page, "30,000");
  await mustSay(page, "J-0001");
  await page.goto(`${base}/hand-overs`);
  for (const words of PROMISES.flat()) await mustSay(page, words);
  await look("hand-overs")();
  await page.goto(`${base}/linked`);
  await mustSay(page, "示范检民支〔2026〕某号");
  await look("linked")();
  await documents(page, base, 9);
}
