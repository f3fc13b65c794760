// Story T1, by hand: burns over the whole body, an advance before the papers, 320,000 yuan within the ceiling, paid, visited.
// The days are those of the story, typed wherever a form asks for one: the rules of 2016 apply, and the periods run in 2021.
import { documents, fill, must, mustSay, next, openAtWindow, refused, send, signOut, take, workOut } from "../steps.mjs";

export const name = "Chen, whole-body burns";
export const only = { half: 0 };

export async function run(walk) {
  const { page, enter, axe, shot, variant } = walk;
  const who = `陈${"甲乙丙丁"[variant.index]}某`;
  const as = async (role) => {
    if (page.url() !== "about:blank") await signOut(page);
    await enter(role);
  };
  const look = (what) => async () => {
    await axe();
    await shot(`chen-${what}`);
  };

  await as("intake-clerk");
  const base = await openAtWindow(page, { full_name: who });
  await as("assistance-officer");
  await take(page, base, ["tell", { phone: "010-00000000", address: "某医院烧伤科" }]);
  await take(page, base, ["ask-advance", {
    harm_kind: "crime", injury: "serious", life_in_danger: "yes", urgent_treatment: "yes", can_pay_treatment: "no",
    advance_amount: "50000", advance_reason: "全身烧伤，需立即手术，无力支付费用",
    payee_name: who, payee_bank: "某银行", payee_account: "6200000000000001",
  }, { side: true, look: look("ask-advance") }]);

  // What is asked stands on the case, is not asked twice, and is the next thing to do for who is called.
  await page.goto(base);
  await mustSay(page, "50,000", ".tr-note--soon");
  await refused(page, base, "ask-advance");
  await as("deputy-chief");
  await page.goto(base);
  await look("advance-asked")();
  await take(page, base, ["approve-advance", {}, { look: look("approve-advance") }]);
  await as("finance-clerk");
  // An old file is recorded: the payment is of a day before it was ordered here.
  const old = { reasons: { "paid-before-ordered": "补录2021年的旧案" } };
  await take(page, base, ["advance-arrived", { paid_on: "2021-01-05", payment_reference: "B-0001" }, { ...old, look: look("advance-arrived") }]);

  await as("assistance-officer");
  await take(page, base, ["apply", {
    applied_on: "2021-01-06", application_form: "oral", applicant_capacity: "agent", agent: "陈某某", cause: "放火",
    original_case_number: "京一分检刑诉〔2020〕某号", offender: "unable-to-pay", no_compensation_by_suit: "yes",
    papers: ["application", "identity"],
  }, { look: look("apply") }]);
  await mustSay(page, "2021", ".tr-clocks");
  // The papers are not complete: nothing is lost, and the page says what is missing.
  await next(page, base, "accept");
  await fill(page, { accepted_on: "2021-01-06" });
  must(await send(page) >= 400, "a case was accepted without its papers");
  await take(page, base, ["accept", {
    accepted_on: "2021-01-07", papers: ["harm", "hardship", "compensation-statement", "representation"],
  }]);
  await refused(page, base, "propose");
  await take(page, base, ["visit-home", {
    home_visited_on: "2021-01-08", home_visit_found: "家中无积蓄，已借款治疗，后续需多次植皮手术", hardship_grade: "extreme",
    hardship_caused_by_case: "yes", serious_own_fault: "no", refuses_to_cooperate: "no", false_statement: "no",
    waived_compensation: "no", reasonably_compensated: "no",
  }, { side: true }]);
  await next(page, base, "propose");
  await workOut(page, { harm_class: "disability" });
  await mustSay(page, "336,000", "section[aria-labelledby='range']");
  await take(page, base, ["propose", {
    harm_class: "disability", amount_to_grant: "320000", opinion: "符合细则第七条，建议救助32万元",
  }, { look: look("propose") }]);

  await as("deputy-chief");
  await refused(page, base, "approve");
  await as("chief-meeting");
  await take(page, base, ["approve", {}, { look: look("approve") }]);
  await as("finance-clerk");
  await take(page, base, ["request-funds"]);
  await take(page, base, ["funds-arrived", { funds_arrived_on: "2021-01-14" }, { reasons: { "funds-before-grant": "补录2021年的旧案" } }]);
  await take(page, base, ["order-payment", {}, { look: look("order-payment") }]);
  await as("assistance-officer");
  await take(page, base, ["check-payee", {}, { look: look("check-payee") }]);
  await as("finance-clerk");
  // The reference of the advance does not count for the rest.
  await next(page, base, "payment-arrived");
  must(await send(page) === 422, "a payment without day and reference was taken");
  await look("payment-mistakes")();
  await take(page, base, ["payment-arrived", { paid_on: "2021-01-15", payment_reference: "B-0002" }, old]);

  await as("assistance-officer");
  await refused(page, base, "close");
  await take(page, base, ["visit", {
    visited_on: "2021-04-14", visit_found: "已完成两次手术，救助金用于治疗", still_in_hardship: "yes",
  }]);
  await next(page, base, "close");
  must(await send(page) === 422, "a case was closed without a word although the person is still in hardship");
  await look("close-asks")();
  await take(page, base, ["close", { closing_note: "回访完成", "reason.still-in-hardship": "后续治疗由医疗救助承担" }]);
  await over(walk, base, look);
}

/** What must have come out, as the pages say it. */
async function over({ page, language }, base, look) {
  await mustSay(page, { zh: "已结案", en: "Closed" }[language], ".tr-tags");
  await page.goto(`${base}/overview`);
  must(/示范检司救〔2021〕\d+号/.test(await page.locator(".tr-head__caption").innerText()), "the case has no number of 2021");
  await look("case")();
  await page.locator(".tr-clocks-done > summary").click();
  for (const due of [{ zh: "1月13日", en: "13 Jan 2021" }, { zh: "1月21日", en: "21 Jan 2021" }, { zh: "1月18日", en: "18 Jan 2021" }]) {
    await mustSay(page, due[language], ".tr-clocks-done");
  }
  await page.goto(`${base}/money`);
  await look("money")();
  for (const amount of ["50,000", "270,000", "320,000"]) await mustSay(page, amount);
  for (const reference of ["B-0001", "B-0002"]) await mustSay(page, reference);
  await documents(page, base, 10);
  await look("papers")();
  await page.goto(`${base}/visits`);
  await mustSay(page, "已完成两次手术");
}
