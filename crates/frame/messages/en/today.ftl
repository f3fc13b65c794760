# Today
today-take-next = Take the next lead
today-first = Do these first
today-waiting = Also on my desk
today-waiting-none = Nothing else waits for you.
today-elsewhere-late = Overdue in this office
today-elsewhere-late-none = Nothing is late in this office.
today-elsewhere-opened = Opened by me, now with others
today-elsewhere-opened-none = The cases that you open will stand here, and who has each of them now.
today-elsewhere-late-all = { $count ->
    [one] The one case of the office, whoever has it
   *[other] All { $count } cases of the office, your own included
  }
today-elsewhere-opened-all = All { $count }
today-nothing = Nothing is due today.
today-nothing-hint = Time limits of your cases and answers that people wait for will appear here.
today-nothing-lead = You could take a new lead.
today-leads = New leads, most pressing first
today-no-leads = No new leads. They appear here when registers have been imported and compared.
today-account = Everyone harmed, each harm once
today-account-all = Everyone in the registers, the unharmed too
today-no-account = No register has been imported yet. Afterwards this says what became of everyone in it.
today-lede = { $day } · { $open ->
    [one] 1 open case is yours
   *[other] { $open } open cases are yours
  }, { $due ->
    [0] none needs you today
    [one] 1 needs you today
   *[other] { $due } need you today
  }
today-stat-late = overdue
today-stat-soon = due within three working days
today-stat-leads = new leads
today-stat-leads-urgent = new leads, { $urgent } of them urgent
today-stat-waiting = on my desk
today-leads-all = All { $count }
task-due = Due
task-what = What
task-who = Who, which case
task-why = Why then
task-act = Action
task-with = Now with
task-officer = officer: { $who }
left-late-days = { $n ->
    [one] 1 day late
   *[other] { $n } days late
  }
left-today = today
left-working-days = { $n ->
    [one] 1 working day left
   *[other] { $n } working days left
  }
left-days = { $n ->
    [one] 1 day left
   *[other] { $n } days left
  }
left-none = no limit
lead-score = Score
lead-who = Who
lead-why = Why
lead-from = Original case
account-nobody-missed = Nobody missed
account-helped = helped
account-found = a lead, or in hand
account-asked = asked, waiting for an answer
account-refused = refused, by decision
account-handed-on = handed on
account-lost = contact lost
account-not-eligible = not eligible (grounds on file)
account-not-screened = not screened yet (just came in)
account-unknown = facts not known, to find out
task-open = Open
task-visit = Return visit
task-visit-why = visits after payment
task-answer = Answer of { $agency }
task-answer-why = the time for an answer
state-question = ask first
today-values = { $count ->
    [one] One table or figure that somebody entered waits for you to confirm it
   *[other] { $count } tables or figures that others entered wait for you to confirm them
  }
