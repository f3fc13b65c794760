// A court helps: a child's maintenance that cannot be enforced. The hearing, the judge who asks for more time, the committee that
// grants; numbers and papers are the court's own, and the procuratorate next door sees none of it.
import { beside, day, documents, fill, must, mustSay, next, openAtWindow, send, signOut, take, text } from "../steps.mjs";

export const name = "A court's case of maintenance";
export const only = { sizes: ["desk"], half: 1 };

const ROLE = { zh: "承办法官", en: "Judge in charge" };
const CLOSED = { zh: "已结案", en: "Closed" };

export async function run(walk) {
  const { page, enter, axe, shot, variant, language } = walk;
  const who = `赵${"甲乙丙丁"[variant.index]}某`;
  const as = async (role) => {
    if (page.url() !== "about:blank") await signOut(page);
    await enter(role, "court");
  };
  const look = (what) => async () => {
    await axe();
    await shot(`court-${what}`);
  };

  await as("assistance-officer");
  await page.goto("/today");
  await mustSay(page, ROLE[language], "header");
  const base = await openAtWindow(page, { full_name: who });
  await look("opened")();
  await take(page, base, ["tell", { phone: "010-00000009", address: "某街道" }]);
  await applied({ page, base, look });
  await reviewed({ page, as, base, look });
  await granted({ page, as, base, look, who });
  await page.goto(`${base}/overview`);
  await mustSay(page, CLOSED[language], ".tr-tags");
  must(/（\d{4}）演3499司救执\d+号/.test(await text(page, ".tr-head__caption")), "the case has no number of a court");
  await look("case")();
  await documents(page, base, 13);
  await signOut(page);
  await enter("assistance-officer");
  const answer = await page.goto(base);
  must(answer.status() === 404, "the procuratorate sees the court's case");
}

async function applied({ page, base, look }) {
  await take(page, base, ["apply", {
    applied_on: day(-6), application_form: "written", applicant_capacity: "self", cause: "抚养费纠纷", harm_kind: "none",
    original_case_number: "（2025）演3499执9号", original_kind: "enforcement", original_case_closed: "yes", is_organisation: "no",
    maintenance_claim: "yes", debtor_cannot_pay: "yes", enforcement_owed: "48000",
    papers: ["application", "identity", "harm", "hardship", "compensation-statement"],
  }, { look: look("apply") }]);
  // The original case is closed: its documents are needed.
  await next(page, base, "accept");
  await fill(page, { accepted_on: day(-5) });
  must(await send(page) >= 400, "a case was filed without the documents of the original case");
  await take(page, base, ["ask-correction", { missing_papers_note: "原案件的法律文书" }, { side: true }]);
  await take(page, base, ["papers-supplied", { papers: ["original-documents"] }]);
  await take(page, base, ["accept", { accepted_on: day(-5) }]);
}

async function reviewed({ page, as, base, look }) {
  await take(page, base, ["call-hearing", {
    hearing_on: day(), hearing_time: "上午9时30分", hearing_place: "第三审判庭", hearing_about: "被执行人的履行能力和申请人的生活困难",
  }, { side: true, look: look("call-hearing") }]);
  await page.goto(base);
  await mustSay(page, "第三审判庭", ".tr-note--soon");
  await take(page, base, ["record-hearing", { hearing_held_on: day(), hearing_found: "被执行人确无履行能力" }, { side: true }]);
  await take(page, base, ["visit-home", {
    home_visited_on: day(-1), home_visit_found: "独自抚养二子，无固定收入", hardship_grade: "very", hardship_caused_by_case: "yes",
    serious_own_fault: "no", refuses_to_cooperate: "no", false_statement: "no", waived_compensation: "no",
    reasonably_compensated: "no", other_reason_against: "no",
  }, { side: true }]);
  await as("deputy-chief");
  await take(page, base, ["extend-review", { extension_reason: "须向外地法院核实财产线索" }, { side: true }]);
}

async function granted({ page, as, base, look, who }) {
  await as("assistance-officer");
  await take(page, base, ["propose", {
    fault_share: "0", compensation_received: "0", other_aid: "0", award_owed: "48000", amount_to_grant: "30000", opinion: "建议救助3万元",
  }, { look: look("propose") }]);
  await as("chief-meeting");
  await take(page, base, ["approve", {}, { look: look("approve") }]);
  await as("finance-clerk");
  await take(page, base, ["request-funds"]);
  await take(page, base, ["funds-arrived", { funds_arrived_on: day() }]);
  await take(page, base, ["order-payment", { payee_name: who, payee_bank: "某银行", payee_account: "6200000000000009" }]);
  await as("assistance-officer");
  await take(page, base, ["check-payee"]);
  await as("finance-clerk");
  await take(page, base, ["payment-arrived", { paid_on: day(), payment_reference: "Z-0001" }]);
  await as("assistance-officer");
  await take(page, base, ["visit", { visited_on: day(), visit_found: "生活改善", still_in_hardship: "no" }]);
  await beside(page, base, "plan-visit");
  await take(page, base, ["close", { closing_note: "已回访" }]);
}
