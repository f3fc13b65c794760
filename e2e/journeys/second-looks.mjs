// What makes somebody look twice: an advance that is declined, an amount outside the range and above the loss, a case that is
// returned, a payee who is another, a payment that came back, a home visit among the visits. Every page says what happened.
import { beside, day, fill, must, mustSay, next, openAtWindow, refused, send, signOut, take, text, workOut } from "../steps.mjs";

export const name = "What is looked at twice";
export const only = { half: 0 };

export async function run(walk) {
  const { page, enter, axe, shot, variant } = walk;
  const who = `周${"甲乙丙丁"[variant.index]}某`;
  const as = async (role) => {
    if (page.url() !== "about:blank") await signOut(page);
    await enter(role);
  };
  const look = (what) => async () => {
    await axe();
    await shot(`second-looks-${what}`);
  };

  await as("finance-clerk");
  await page.goto("/cases");
  must(await page.locator("main a[href^='/cases/new']").count() === 0, "who pays is offered to open a case");
  await as("assistance-officer");
  const base = await openAtWindow(page, { full_name: who });
  await declined({ page, as, base, look, who });
  await proposed({ page, as, base, look, who });
  await paid({ page, as, base, look, who });
}

async function declined({ page, as, base, look, who }) {
  await next(page, base, "tell");
  await fill(page, { phone: "1234567" });
  must(await send(page) === 422, "a number without area code was taken");
  await take(page, base, ["tell", { phone: "010-00000009", address: "某街道" }]);
  await as("deputy-chief");
  await refused(page, base, "decline-advance");
  await as("assistance-officer");
  await take(page, base, ["ask-advance", {
    harm_kind: "crime", injury: "serious", urgent_treatment: "yes", can_pay_treatment: "no", advance_amount: "20000",
    advance_reason: "急需手术", payee_name: who, payee_bank: "某银行", payee_account: "6200000000000009",
  }, { side: true }]);
  await as("deputy-chief");
  await take(page, base, ["decline-advance", { advance_note: "请补充医院预缴单" }, { side: true }]);
  await as("assistance-officer");
  await page.goto(base);
  await mustSay(page, "请补充医院预缴单", ".tr-note--soon");
}

async function proposed({ page, as, base, look, who }) {
  await take(page, base, ["apply", {
    applied_on: day(-3), application_form: "written", applicant_capacity: "self", full_name: who, offender: "unable-to-pay",
    original_case_number: "某检刑诉〔2026〕九号", papers: ["application", "identity", "harm", "hardship", "compensation-statement"],
  }]);
  await take(page, base, ["accept", { accepted_on: day(-2) }]);
  await beside(page, base, "visit-home");
  const visit = { home_visit_found: "无积蓄", hardship_grade: "very", hardship_caused_by_case: "yes" };
  await fill(page, { home_visited_on: day(-4), ...visit });
  must(await send(page) === 422, "a home visit before the application was taken");
  await look("visit-too-early")();
  await take(page, base, ["visit-home", { home_visited_on: day(-1), ...visit }, { side: true }]);
  await page.goto(`${base}/visits`);
  await mustSay(page, "无积蓄");
  await look("visits")();

  await next(page, base, "propose");
  const much = { harm_class: "serious-injury", fault_share: "0", compensation_received: "0", other_aid: "0", award_owed: "9000", amount_to_grant: "9500" };
  await workOut(page, much);
  must(await page.locator(".tr-note--soon").count() >= 3, `the form does not warn: ${await text(page)}`);
  await look("propose")();
  await fill(page, {
    opinion: "建议救助", deviation_kind: "like-cases", deviation_reason: "参照同类案件", "reason.above-the-loss": "后续治疗费用尚未计入",
  });
  must(await send(page) === 200, `not proposed: ${await text(page)}`);
  await as("deputy-chief");
  await next(page, base, "approve");
  await mustSay(page, "后续治疗费用尚未计入");
  await look("approve")();
  await take(page, base, ["return", { return_note: "请补充医疗费用单据" }, { side: true }]);
  await as("assistance-officer");
  await page.goto(base);
  await mustSay(page, "请补充医疗费用单据", ".tr-note--soon");
  await look("returned")();
  await next(page, base, "propose");
  await fill(page, { "reason.above-the-loss": "单据已补充" });
  must(await send(page) === 200, `not proposed again: ${await text(page)}`);
  await as("deputy-chief");
  await take(page, base, ["approve"]);
}

async function paid({ page, as, base, look }) {
  await as("finance-clerk");
  await take(page, base, ["request-funds"]);
  await take(page, base, ["funds-arrived", { funds_arrived_on: day() }]);
  const account = { payee_name: "周某之母", payee_bank: "某银行", payee_account: "6200000000000009" };
  await next(page, base, "order-payment");
  await fill(page, account);
  must(await send(page) === 422, "a payment to somebody else was ordered without a word");
  await look("other-payee")();
  await fill(page, { "reason.other-payee": "申请人之母，持授权委托书" });
  must(await send(page) === 200, "not ordered");
  await refused(page, base, "payment-arrived");
  await as("assistance-officer");
  await take(page, base, ["check-payee"]);
  await as("finance-clerk");
  await next(page, base, "payment-arrived");
  await mustSay(page, "申请人之母，持授权委托书");
  await look("payment-arrived")();
  await take(page, base, ["payment-failed", { payment_failure: "账号与户名不符" }, { side: true }]);
  await mustSay(page, "账号与户名不符", ".tr-note--soon");
  await look("came-back")();
  await take(page, base, ["order-payment", { "reason.other-payee": "已更正户名" }]);
  await as("assistance-officer");
  await take(page, base, ["check-payee"]);
  await as("finance-clerk");
  await take(page, base, ["payment-arrived", { paid_on: day(), payment_reference: "Z-0001" }]);
  await as("assistance-officer");
  await page.goto(base);
  must(await page.locator(".tr-clocks .tr-clock").count() > 0, "the visit that is due is no clock");
  await look("visit-due")();
  await next(page, base, "visit");
  await fill(page, { visited_on: day(-1), visit_found: "仍在康复" });
  must(await send(page) === 422, "a return visit before the payment was taken");
}
