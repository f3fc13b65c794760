# What went wrong, and why something cannot be done
sorry-today = Back to Today
sorry-code = Code:
sorry-number = error { $number }
sorry-refused = This cannot be done now
sorry-mistaken = Something needs correcting
sorry-mistaken-instead = Go back and correct it.
sorry-forbidden = Your role does not open this page
sorry-forbidden-what = This page is not among your rights.
sorry-forbidden-instead = If your work needs it, ask your office’s administrator.
sorry-not-found = There is no such page
sorry-not-found-what = The address may be wrong, or the matter is not your office’s.
sorry-not-found-instead = Go back to Today and look for it under Cases or People.
sorry-sign-in = Please sign in
sorry-sign-in-what = This page needs you to be signed in.
sorry-sign-in-instead = You will come back here afterwards.
sorry-stale = This page was open too long
sorry-stale-what = You signed in again meanwhile, and forms opened before can no longer be sent. Nothing was saved.
sorry-stale-instead = What you filled in is kept: send it below. Where there is no button, go back, reload the page and send it once more.
sorry-foreign = This was not accepted
sorry-foreign-what = It was sent by another web site and was refused for safety.
sorry-foreign-instead = Please do it on a page of this system.
sorry-unclear = This request was not understood
sorry-unclear-what = Its address or its form is not right.
sorry-unclear-instead = Go back and try again.
sorry-too-large = This is too large
sorry-too-large-what = It is more than can be received; nothing was saved.
sorry-too-large-instead = Tables up to { $max } MB; write long texts in several parts.
sorry-changed = Somebody changed this just now
sorry-changed-what = Somebody took a step after you opened it. Yours was not saved, and theirs was not overwritten.
sorry-changed-instead = Go back, look at how it stands now, then decide.
sorry-full = The disk is full
sorry-full-what = What you sent was not saved.
sorry-full-instead = Ask an administrator to make room, then send it again.
sorry-away = Busy for the moment
sorry-away-what = What you sent was not saved.
sorry-away-instead = Try again in a while. If it goes on, tell an administrator.
sorry-fault = Something went wrong
sorry-fault-what = It is our fault and not yours. Everything that was accepted is safe.
sorry-fault-instead = Try once more; if it happens again, tell an administrator the number below.
refusal-other = The rules do not allow this now ({ $code }).
refusal-other-instead = Go back and see what else can be done.
refusal-ACC-001 = Your role does not allow this.
refusal-ACC-001-instead = If your work needs it, ask your office’s administrator.
refusal-ACC-002 = The name or the password is not right.
refusal-ACC-002-instead = Try again; after 5 failures the account rests for 15 minutes.
refusal-ACC-003 = Too many failures; signing in is closed for a while.
refusal-ACC-003-instead = Try again in { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  }, or ask your office’s administrator.
refusal-AMT-001 = No standard of amounts is in force for this area.
refusal-AMT-001-instead = Ask an administrator to bring in the standard of { $area }.
refusal-AMT-002 = The range of { $proposed-on } no longer holds: other figures, another ceiling or another approver are in force today.
refusal-AMT-002-instead = Return it for revision: the officer computes the range of today and proposes anew.
refusal-AMT-003 = { $value } is not in force on { $on }, and nothing may be granted above the ceiling without it.
refusal-AMT-003-instead = Propose an amount up to the ceiling, or ask an administrator to bring the value in.
refusal-AWD-001 = The amount decided ({ $amount }) is less than what was paid in advance ({ $advanced }).
refusal-AWD-001-instead = Decide on at least what was advanced.
refusal-AWD-002 = The advances come to { $advanced }, above the ceiling of { $ceiling }.
refusal-AWD-002-instead = Advance less.
refusal-CAL-001 = The time limit cannot be counted: a year that it touches has no calendar yet.
refusal-CAL-001-instead = Only published years have a calendar; try another day.
refusal-CALC-001 = No rules apply on { $day }.
refusal-CALC-001-instead = Choose another day, or another authority.
refusal-CASE-001 = There is no variant { $variant }.
refusal-CASE-001-instead = Go back and choose again.
refusal-CASE-002 = The case has no person yet.
refusal-CASE-002-instead = Enter the applicant first.
refusal-CASE-003 = This kind of case has no state to begin in.
refusal-CASE-003-instead = Ask an administrator to check the packs.
refusal-DOC-007 = This may not be published.
refusal-DOC-007-instead = Hand it only to those whom it concerns. Where it is not known whether a minor is concerned, complete the facts first.
refusal-LEAD-001 = This lead is settled.
refusal-LEAD-001-instead = Go back to the leads and take the next.
refusal-LEAD-002 = Somebody else has taken this lead.
refusal-LEAD-002-instead = Go back to the leads and take the next; where they are away, take it over on its page.
refusal-LEAD-003 = Who this is, is not in doubt; there is nothing to confirm.
refusal-LEAD-003-instead = Choose another verdict.
refusal-PAY-001 = The sum is too large to work with.
refusal-PAY-001-instead = Check the amounts and try again.
refusal-PAY-002 = This payment ({ $amount }) is more than may still be paid; { $granted } were granted.
refusal-PAY-002-instead = Check what was paid, or change this payment.
refusal-PAY-003 = No payment is under way.
refusal-PAY-003-instead = Order a payment first.
refusal-PAY-004 = An amount has to be more than zero.
refusal-PAY-004-instead = Fill in the amount.
refusal-PAY-005 = The amount cannot be worked out; facts are missing: { $to-find-out }
refusal-PAY-005-instead = Find these out first.
refusal-ROLE-001 = “{ $one }” and “{ $other }” cannot be held by one person.
refusal-ROLE-001-instead = Give the two roles to two people.
refusal-PPL-001 = The two have different valid ID numbers: they are two people.
refusal-PPL-001-instead = Say that they are two people; if one of the numbers is wrong, have it corrected first.
refusal-PPL-002 = One of the two was erased.
refusal-PPL-002-instead = There is nothing left to join or to part.
refusal-PPL-003 = { $cases ->
    [one] 1 case of this person is
   *[other] { $cases } cases of this person are
  } still open.
refusal-PPL-003-instead = End the cases first, then erase.
refusal-STEP-001 = The case is at “{ $state }”, where “{ $step }” is not possible.
refusal-STEP-001-instead = Go back to the case and see what comes next.
refusal-STEP-002 = This step is for: { $roles }.
refusal-STEP-002-instead = Wait for them; if it runs late, it appears on Today.
refusal-STEP-003 = You took an earlier step; “{ $step }” is for somebody else.
refusal-STEP-003-instead = Ask a colleague.
refusal-STEP-004 = An amount of this size is approved by: { $role }.
refusal-STEP-004-instead = Wait for their approval.
refusal-STEP-005 = The conditions of “{ $step }” are not met yet.
refusal-STEP-005-instead = See to what it waits for first, then come back.
refusal-STO-001 = There is one already: { $what }
refusal-STO-001-instead = Go back to the list.
refusal-VIS-001 = No visit is planned.
refusal-VIS-001-instead = Plan a visit first.
refusal-REG-001 = This list cannot be taken in now: { $state ->
   [previewed] it is not confirmed yet
   [importing] it is being taken in
   [imported] it has been taken in
   [taken-back] it was taken back
   [failed] taking it in did not succeed
   *[other] it is { $state }
  }.
refusal-REG-001-instead = Go back to the registers and see where it stands.
refusal-REG-002 = The same file was taken in just now.
refusal-REG-002-instead = Go back to the registers.
refusal-REG-003 = This list cannot be taken back now: { $state ->
   [previewed] it is not confirmed yet
   [importing] it is being taken in
   [imported] it has been taken in
   [taken-back] it was taken back
   [failed] taking it in did not succeed
   *[other] it is { $state }
  }.
refusal-REG-003-instead = Wait until it has been taken in.
sorry-own-password = Choose a password of your own first
sorry-own-password-what = The one you signed in with was given to you and is known to somebody else.
sorry-own-password-instead = Change it under “My account”; everything else opens then.
refusal-ROLE-002 = This would leave nobody who administers the system.
refusal-ROLE-002-instead = Give another person the administrator’s role first.
mistake-no-such-office = There is no office of this name. There are: { $there }
mistake-no-such-role = There is no role { $role }. There are: { $there }
mistake-too-many-cases = These are more than { $max } cases: filter the list first
sorry-typed = What you wrote
sorry-typed-hint = It is not saved yet; you can copy it from here.
mistake-before-the-first-day = is before the first day
refusal-AMT-004 = With the figures of today { $amount } is more than may be granted ({ $most }).
refusal-AMT-004-instead = Return it for revision: the officer proposes an amount that may be granted today.
refusal-VAL-001 = You entered these values yourself.
refusal-VAL-001-instead = Another administrator or a deputy chief has to compare them with the document and decide.
refusal-VAL-002 = These values no longer fit the rules in force: { $why }
refusal-VAL-002-instead = Reject them with this reason, so that they are entered anew.
mistake-percent-below-one = This is in percent: write 20 for 20 %.
mistake-to-below-from = The upper end has to be the larger one.
mistake-entered-waits = Values from this day wait for confirmation already. Have those decided on first, or choose another day.
mistake-entered-does-not-fit = The values do not fit the rules in force: { $why }
refusal-AWD-003 = The shares come to { $sum } and not to the { $amount } put forward, or somebody who applies has none.
refusal-AWD-003-instead = Return it for revision; put it forward again with everybody’s share.
refusal-PAY-006 = Nobody else has checked the payee of payment { $payment } yet.
refusal-PAY-006-instead = Ask the officer in charge to check it first.
refusal-PAY-007 = No payee is to be checked.
refusal-PAY-007-instead = Order a payment first.
refusal-REC-001 = { $amount } would be asked back, more than the { $most } that were paid and not asked back yet.
refusal-REC-001-instead = Bring the amount down to that.
refusal-REC-002 = Nothing is to come back.
refusal-REC-002-instead = Decide to ask it back first.
refusal-CUS-001 = The money is in custody already.
refusal-CUS-001-instead = See it under “Money”.
refusal-CUS-002 = No money is in custody.
refusal-CUS-002-instead = Put it into custody first.
refusal-CUS-003 = No expense awaits approval.
refusal-CUS-003-instead = Record one that is asked for first.
refusal-CUS-004 = The expense of { $amount } is more than the { $kept } in custody.
refusal-CUS-004-instead = Do not allow it, or have a smaller one asked for.
refusal-CUS-005 = An expense still awaits approval.
refusal-CUS-005-instead = Decide on it, then end the custody.
refusal-VOTE-001 = You have voted already.
refusal-VOTE-001-instead = Each member votes once; after a return for revision all vote anew.
