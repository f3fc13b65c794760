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
leads-said-mine = { $count ->
    [one] 1 of yours waits for a verdict
   *[other] { $count } of yours wait for a verdict
  }
leads-said-ask = { $count ->
    [one] 1 needs an answer first
   *[other] { $count } need an answer first
  }
leads-said-settled = { $count ->
    [one] 1 is settled
   *[other] { $count } are settled
  }
leads-kept-open = To check
leads-kept-mine = Mine
leads-kept-ask = To ask first
leads-kept-settled = Settled
lead-take = Take it
lead-take-over = Take it over
lead-not-eligibility = A lead is not a finding. Whether to help is decided by a person, in the case.
lead-reasons = Why this is a lead
lead-ask = Ask first
lead-rows = What the registers say
lead-forecast = Forecast by the rules of the case
lead-verdict = Verdict
lead-to-verdict = Give your verdict
lead-verdict-send = Send
lead-parts = Where the score comes from
lead-sum = Sum
lead-capped = The parts come to { $sum }; no score is above { $score }.
lead-finding-lead = May qualify, and never asked
lead-finding-confirm = May qualify; first make sure it is one person
lead-finding-question = Not clear yet; ask first
colour-red = urgent
colour-amber = pressing
colour-blue = ordinary
state-confirm = identity to confirm
state-taken = taken by { $who }
state-settled = settled
leads-shown = { $count ->
    [one] 1 lead
   *[other] { $count } leads
  }
lead-found = found on { $on } · original case { $case }
lead-weights = The weights are demonstration values; they order leads and drop none.
lead-to-case = Open the case
lead-opened-case = The case is open. What the registers know is filled in; please check it.
lead-judged = The verdict is recorded.
verdict-open = Open a case
verdict-open-hint = of our own motion; the person is told
verdict-ask = Ask first
verdict-ask-hint = the question is out, the answer awaited
verdict-same = It is the same person
verdict-same-hint = both records become one person’s
verdict-other = It is somebody else
verdict-other-hint = this is not asked again
verdict-not = Does not qualify
verdict-not-hint = choose the ground and say why
verdict-hand-on = Hand on
verdict-hand-on-hint = another organ is competent
verdict-lost = Cannot be reached
verdict-lost-hint = say how you tried
verdict-rest = Look again later
verdict-rest-hint = it comes back on the day
verdict-field-verdict = Your verdict
verdict-field-variant = Handled by
verdict-field-ground = Ground
verdict-field-to = Handed on to
verdict-field-until = Until
verdict-field-reason = In your words
verdict-only = (for “{ $verdict }”)
verdict-withdrawn = withdrawn, because the registers changed
lead-changed = Somebody changed this lead while you were writing
lead-changed-hint = Nothing is lost: below stands the lead as it is now, its history, and what you typed. Check it and send it again.
lead-changed-over = Meanwhile this lead was settled, or is in other hands; your verdict was not recorded.
lead-changed-typed = You wrote: { $text }
lead-forecast-yes = With what the registers say, a criterion is met. It still has to be checked.
lead-forecast-no = With what the registers say, no criterion is met.
lead-forecast-open = With what the registers say it cannot be told yet; what to find out stands below each criterion.
leads-none-mine = You have not taken a lead yet.
leads-none-mine-hint = Open one under To check, or take the next one.
leads-none-ask = Nothing has to be asked first.
leads-none-settled = No lead has been settled yet.
leads-none-settled-hint = Once judged, a lead stays here to be looked up.
harm-no-number = no case number on the list
