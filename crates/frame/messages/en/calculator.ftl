# Calculator
calc-deadline = Time limit
calc-eligibility = Who qualifies
calc-amount = Amount
calc-lede = Work it out without a case, with the ground of every step. Nothing you type here is kept.
calc-go = Work it out
calc-last-day = Last day
calc-how = How it was counted
calc-result = Result
calc-deadline-hint = Fill in the first day and the length; the last day and the days that do not count appear here.
calc-sums-hint = Fill in what you know. Leave the rest open, and the result says what to find out.
calc-from = From
calc-from-hint = the first day is not counted
calc-n = How long
calc-unit = Counted in
calc-excluded-from = from
calc-excluded-to = to
calc-case-type = Kind of case
calc-variant = Handled by
calc-on = Worked out for
calc-area = Area code
calc-area-hint = six digits, such as 510106
calc-said = { $length } from { $from }
calc-provisional = The holidays of a year in this period are not published yet; the day is provisional.
calc-eligible = Qualifies
calc-not-eligible = No ground applies
calc-unknown = Not decided yet
calc-no-amount = No amount yet
calc-demonstration = Rests on demonstration values; not for real use.
calc-ceiling = At most
calc-approval = Approved by
calc-range = Suggested range
unit-days = days
unit-working-days = working days
unit-months = months
unit-years = years
length-days = { $n ->
    [one] 1 day
   *[other] { $n } days
  }
length-working-days = { $n ->
    [one] 1 working day
   *[other] { $n } working days
  }
length-months = { $n ->
    [one] 1 month
   *[other] { $n } months
  }
length-years = { $n ->
    [one] 1 year
   *[other] { $n } years
  }
calc-variant-hint = The questions below are those of who handles it; press the button after choosing another.
