# Leads
leads-none = No lead waits to be checked.
leads-none-hint = Registers are compared every night; whoever may qualify and never asked is lined up here.
leads-state = State
leads-said = { $count ->
    [one] 1 waits to be checked
   *[other] { $count } wait to be checked
  }
leads-said-urgent = { $count ->
    [one] 1 waits to be checked, { $urgent } urgent
   *[other] { $count } wait to be checked, { $urgent } of them urgent
  }
leads-kept-open = To check
leads-kept-mine = Mine
leads-kept-ask = To ask first
leads-kept-settled = Settled
lead-take = Take it
lead-not-eligibility = A lead is not a finding. Whether to help is decided by a person, in the case.
lead-reasons = Why this is a lead
lead-ask = Ask first
lead-rows = What the registers say
lead-forecast = Forecast by the rules of the case
lead-verdict = Verdict
lead-verdict-send = Send
lead-parts = Where the score comes from
lead-sum = Sum
lead-beside = May be the same matter
lead-finding-lead = May qualify, and never asked
lead-finding-confirm = May qualify; first make sure it is one person
lead-finding-question = Not clear yet; ask first
lead-finding-none = Not a lead
colour-red = urgent
colour-amber = pressing
colour-blue = ordinary
state-confirm = identity to confirm
state-taken = taken by { $who }
state-settled = settled
