// The README's pictures: a day at the desk of the demonstration, and a case in review. `cargo xtask bless pictures` walks this alone, on a fresh demo.
import { day, openAtWindow, take } from "../steps.mjs";

export const name = "pictures";
export const only = { sizes: ["desk"], scripts: [true] };
// Others would leave their cases on the desk.
export const alone = true;

const KNOWN = {
  application_form: "written", applicant_capacity: "self", harm_kind: "crime", injury: "serious", is_rural: "yes",
  offender: "unable-to-pay", no_compensation_by_suit: "yes",
  papers: ["application", "identity", "harm", "hardship", "compensation-statement"],
};

export async function run({ page, enter, axe, shot, picture }) {
  await enter("assistance-officer");
  const base = await openAtWindow(page, { full_name: "林小雨" });
  await take(page, base, ["tell", { phone: "010-00000003", address: "示范县某镇某村" }]);
  await take(page, base, ["apply", { ...KNOWN, applied_on: day(-12), cause: "故意伤害", original_case_number: "示检刑诉〔2026〕某号" }]);
  await take(page, base, ["accept", { accepted_on: day(-10) }]);
  await take(page, base, ["visit-home", {
    home_visited_on: day(-3), home_visit_found: "伤后不能下地，两个孩子上学，靠亲戚接济", hardship_grade: "very",
    hardship_caused_by_case: "yes", serious_own_fault: "no", refuses_to_cooperate: "no", false_statement: "no",
    waived_compensation: "no", reasonably_compensated: "no",
  }, { side: true }]);
  await page.goto("/today");
  await axe();
  await shot("picture-today");
  await picture("today");
  await page.goto(`${base}/overview`);
  await axe();
  await shot("picture-case");
  await picture("case");
}
