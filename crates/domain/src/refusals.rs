//! Every refusal and every mistake that this crate can answer with, and what it means.
//!
//! Words for people stand in the message files; the web proves that it has them for every code here.

/// Code → what it means. `refusal-<code>` and `refusal-<code>-instead` say it in every language.
pub const REFUSALS: [(&str, &str); 26] = [
    ("ACC-001", "no role of the person grants this"),
    ("CASE-001", "the kind of case has no such variant (`variant`)"),
    ("CASE-002", "a case must be about somebody, and no person was named"),
    ("CASE-003", "the kind of case has no state to open in"),
    ("STEP-001", "the step (`step`) cannot be taken where the case stands (`state`)"),
    ("STEP-002", "none of the person's roles may take this step; these may (`roles`)"),
    ("STEP-003", "who took the step before may not take this one (`step`): somebody else must"),
    ("STEP-004", "an amount of this size is decided by another role (`role`)"),
    (
        "STEP-005",
        "a condition of the step (`step`) does not hold; what the pack says, and the facts to find out (`to-find-out`)",
    ),
    ("STEP-006", "the step (`step`) asked for something on the day (`on`) that nobody (`role`) has answered yet"),
    ("AMT-001", "no standard for the amount is in force for this area (`area`) and day"),
    ("AMT-002", "since the proposal (`proposed-on`) the range, the ceiling or who approves changed"),
    ("AMT-003", "the limit (`value`) that remains above the ceiling is not in force on the day (`on`)"),
    ("AMT-004", "with the figures of today the amount (`amount`) lies above what may be granted (`most`)"),
    ("AWD-001", "the amount decided (`amount`) is less than what was already advanced or paid (`advanced`)"),
    ("AWD-002", "the advance (`advanced`) would lie above the ceiling (`ceiling`)"),
    ("PAY-001", "the sum of the money is too large to count"),
    ("PAY-002", "the payment (`amount`) would exceed what was granted (`granted`)"),
    ("PAY-003", "no payment is under way"),
    ("PAY-004", "there is nothing to pay: the amount is not above zero"),
    ("PAY-005", "the amount is not known yet; the facts to find out (`to-find-out`)"),
    ("CAL-001", "a period cannot be counted, because a calendar is missing (`why`)"),
    ("VIS-001", "no return visit is planned"),
    ("LEAD-001", "the lead is settled"),
    ("LEAD-002", "somebody else works on the lead"),
    ("LEAD-003", "the identity of this lead is not in doubt"),
];

/// Code → what it means. `mistake-<code>` says it in every language.
pub const MISTAKES: [(&str, &str); 30] = [
    ("required", "the field must be filled in"),
    ("reason-needed", "an exclusion holds, or no criterion is known to be met: going on needs a reason"),
    ("reason-without-range", "the range cannot be computed: the amount needs a reason"),
    ("reason-for-amount", "the amount leaves the range: it needs a reason"),
    ("above-ceiling", "the amount lies above the ceiling (`ceiling`): it needs a ground that the rules know"),
    (
        "exception-not-met",
        "the ground for going above the ceiling (`ceiling`) is for others, or not known to be for this person",
    ),
    ("above-limit", "the amount lies above the limit that remains with a ground (`limit`)"),
    ("makes-no-amount", "with this value no amount comes out, such as a share above one"),
    ("amount-not-positive", "the amount must be above zero"),
    ("amount-negative", "money cannot be negative"),
    ("amount-too-large", "the amount is too large"),
    ("not-an-amount", "this is not an amount in yuan"),
    ("already-helped", "the person was already helped for this harm: a second award needs a reason"),
    ("nothing-asked-of-them", "nothing awaits an answer from this agency"),
    ("date-in-future", "the day lies in the future"),
    ("date-too-early", "the day lies before the one (`day`) that it follows"),
    ("date-not-to-come", "the day must lie in the future"),
    ("wrong-kind", "the value is not of the kind that the field asks for"),
    ("not-a-date", "there is no such day"),
    ("not-a-choice", "this is none of the choices"),
    ("none-and-some", "none of the choices and one of them"),
    ("not-a-number", "this is not a number"),
    ("number-out-of-range", "the number must lie between `min` and `max`"),
    ("too-long", "the text has more than `max` characters"),
    ("below-advance", "the amount lies below what was advanced, paid or is under way (`advanced`)"),
    ("advance-above-ceiling", "with this the advance (`advanced`) would lie above the ceiling (`ceiling`)"),
    ("caution", "the value cannot be so; the kind of case says why"),
    ("bad-citizen-id", "this is not a citizen ID number"),
    ("bad-phone", "this is not a telephone number"),
    ("bad-account", "this is not an account number"),
];

#[cfg(test)]
mod tests;
