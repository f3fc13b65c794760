# The fund: budget, appropriations, batches for the bank, its answers.
nav-fund = Fund
fund-title = The fund of { $year }
fund-lede = { $free } are free; the year’s budget is { $budget }. What is granted and not ordered, under way and paid is counted from the cases.
fund-year-before = See { $year }
fund-new-batch = New batch
fund-recorded = Recorded.
fund-appropriated = Appropriated
fund-returned = Returned to the treasury
fund-committed = Granted, not ordered
fund-under-way = Under way
fund-paid = Paid
fund-free = Free
fund-short = More was granted than came
fund-short-do = Ask for another appropriation, or settle with the deputy chief what goes first.
fund-reversed = Payment { $key } came back after it had arrived
fund-reversed-do = Its case still says paid. Open the case, reach the payee, and settle it there.
fund-to-release = { $count ->
    [one] 1 batch is to be released
   *[other] { $count } batches are to be released
}
fund-to-release-do = Somebody else than its maker opens it, checks it and releases it.
fund-to-answer = { $count ->
    [one] 1 batch is with the bank and not answered in full
   *[other] { $count } batches are with the bank and not answered in full
}
fund-to-answer-do = When the bank’s answer comes, open the batch and take it in.
fund-ready = { $count ->
    [one] 1 payment may go, { $sum }
   *[other] { $count } payments may go, { $sum } in all
}
fund-ready-do = Put them into a batch; somebody else releases it.
fund-unready = { $count ->
    [one] 1 payment may not go yet
   *[other] { $count } payments may not go yet
}
fund-unready-do = The payee is to be checked, or the day has not come; “New batch” says which.
fund-nothing = Nothing is to be done
fund-nothing-do = No payment waits, and every batch is answered.
fund-batches = Batches
fund-batches-none = None yet. When a case ordered a payment and its payee was checked, it is put into a batch here.
fund-batch = Batch
fund-made = Made
fund-payments = Payments
fund-sum = Amount
fund-arrived = Arrived
fund-back = Came back
fund-open = Not answered
fund-entries = What came and went
fund-entries-none = None yet. Record each appropriation with its amount, day and document number.
fund-entry = Entry
fund-what = What
fund-day = Day
fund-document = Document number
fund-corrects = Takes entry { $entry } back
fund-reconciled = Reconciliation
fund-reconciled-none = None yet. The account should hold { $balance }; of it { $sent } are with the bank and not answered.
fund-statement-balance = Balance of the statement
fund-computed = Computed balance
fund-difference = Difference
fund-sent = Of it sent, not answered
fund-agrees = agrees
fund-differs = differs
fund-field-amount = Amount
fund-field-why = Reason
fund-record = Record
fund-record-appropriated = Record an appropriation
fund-record-appropriated-hint = Money from the treasury. An entry is not edited later; it can be taken back.
fund-record-budget = Record the year’s budget
fund-record-budget-hint = The last one recorded counts.
fund-record-returned = Record a return
fund-record-returned-hint = Money that went back to the treasury, at most what is free.
fund-record-correction = Take an entry back
fund-record-correction-hint = By its number in the list; both entries stay.
fund-record-statement = Reconcile
fund-record-statement-hint = The balance of the bank’s statement on a day, held against the computed one to the fen.
batch-made = to be released
batch-released = released
batch-withdrawn = taken back
batch-new-lede = Choose what goes to the bank now: payments whose payee was checked and whose day has come.
batch-choose = Choose payments
batch-choose-hint = Somebody else releases the batch; then its file can be taken.
batch-payments = Payments
batch-choice = { $key }, ordered { $on }
batch-make = Make the batch
batch-made-done = The batch is made; somebody else releases it.
batch-unready = May not go yet
batch-unready-none = No other payment waits.
fund-why = Why
batch-unchecked = the payee is not checked yet
batch-not-before = from { $day } on
batch-in-batch = in a batch already
batch-title = Batch { $number }
batch-sum = { $count ->
    [one] 1 payment, { $sum }
   *[other] { $count } payments, { $sum } in all
}
batch-made-by = Made by { $who } on { $on }.
batch-released-by = Released by { $who } on { $on }.
batch-next-release = check it, then release it
batch-next-release-do = Look at each payee and amount; where one is wrong, do not release it: its maker takes it back.
batch-next-wait = somebody else is to release it
batch-next-wait-do = Who made a batch does not release it.
batch-next-send = send it to the bank
batch-next-send-do = Take the payment file to the bank; when its answer comes, take it in here, and the cases follow.
batch-next-done = the bank answered in full
batch-next-done-do = What came back is ordered anew in its case.
batch-next-withdrawn = it does not go to the bank
batch-next-withdrawn-do = Its payments may enter another batch.
batch-release = Release
batch-release-hint = A released batch cannot be taken back; its file may go to the bank.
batch-released-done = The batch is released.
batch-withdraw = Take the batch back
batch-withdraw-hint = Its payments may enter another batch.
batch-withdrawn-done = The batch is taken back.
batch-file = Payment file
batch-file-hint = It holds payees and accounts; taking it goes on record.
batch-file-encoding = Encoding
batch-file-utf8 = UTF-8 (opens in spreadsheets)
batch-file-gb18030 = GB18030 (where the bank asks for it)
batch-file-take = Take the file
outcome-open = not answered
outcome-paid = arrived
outcome-failed = came back
outcome-reversed = came back later
file-name = payments
file-payee = payee
file-bank = bank
file-account = account
file-purpose = purpose
file-purpose-words = judicial assistance
answer-batch = batch
answer-payment = payment
answer-amount = amount
answer-result = result
answer-day = day
answer-reference = reference
answer-reason = reason
answer-paid = paid
answer-failed = failed
answer-reversed = reversed
answer-total = total
answer-take = Take the bank’s answer in
answer-lede = The answer to batch { $number }: first see what it would do, then take it in whole.
answer-file = Answer file
answer-file-hint = CSV or XLSX; names of columns first, the total last.
answer-upload = Choose the file
answer-upload-hint = This only compares; no case is changed.
answer-look = Compare
answer-preview-lede = The file fits the batch. Taken in, it changes these cases.
answer-happens = What will happen
answer-happens-none = The file names no payment.
answer-row = Row
answer-column = Column
answer-what = What is wrong
answer-does = In the case
answer-will-pay = recorded as paid
answer-will-fail = recorded as come back, to be ordered anew
answer-will-tell = told on the fund’s page; settle it in the case
answer-known = recorded before, not again
answer-take-in = Take it in whole
answer-take-in-hint = Every row counts, or none.
answer-remark = Remark
answer-remark-hint = Some cases ask for a reason, such as a day of payment before the order: it is kept in those cases.
answer-taken = { $count ->
    [one] Taken in: 1 payment was recorded.
   *[other] Taken in: { $count } payments were recorded.
}
answer-before = This file was taken in before; nothing changed.
answer-wrong = { $count ->
    [one] 1 thing is wrong with the file; nothing was recorded
   *[other] { $count } things are wrong with the file; nothing was recorded
}
answer-wrong-do = Ask the bank for a corrected file; what a case stops is done in the case first.
answer-wrong-rows = Where
mistake-payment-unchecked = payment { $key }: its payee is not checked yet
mistake-payment-not-yet = payment { $key } may go from { $day } on
mistake-payment-in-batch = payment { $key } is in another batch
mistake-batch-empty = choose at least one payment
mistake-fund-return-above = at most { $most } yuan can go back
mistake-fund-other-year = this day is not in { $year }
mistake-answer-empty = the file is empty
mistake-answer-unread = this file is no table that can be read; send CSV or XLSX
mistake-answer-no-column = the first row lacks this column
mistake-answer-no-total = the last row should be the total: the word “total” in the column “payment”
mistake-answer-other-batch = this row is not of batch { $batch }
mistake-answer-unknown-payment = the batch holds no such payment
mistake-answer-twice = the same payment stands in row { $row-before } already
mistake-answer-no-result = the result is one of: paid, failed, reversed
mistake-answer-other-amount = { $sent } yuan were sent
mistake-answer-not-paid = what has not arrived cannot be reversed
mistake-answer-contradicts = the answer of { $on } said something else; ask the bank
mistake-answer-wrong-count = the total’s number of rows should be { $rows } (in the column “result”)
mistake-answer-wrong-sum = the rows add up to { $sum } yuan
mistake-answer-no-step = payment { $key }: its case cannot record this now; look there
mistake-answer-other-payment = payment { $key }: another payment of its case is under way; record that one there first
mistake-answer-refused = payment { $key }: its case refuses ({ $code }); look there
mistake-answer-remark = a case asks for a reason: give it here once
refusal-FUND-001 = There is no entry { $entry }, or it was taken back.
refusal-FUND-001-instead = Go back to the fund and use the number in the list.
refusal-FUND-002 = You made batch { $batch } yourself; you cannot release it.
refusal-FUND-002-instead = Ask somebody else who may release payments.
refusal-FUND-003 = Batch { $batch } was released or taken back.
refusal-FUND-003-instead = Open the batch and see how it stands.
refusal-FUND-004 = Batch { $batch } is not released; its file cannot be taken yet.
refusal-FUND-004-instead = Ask somebody else to release it first.
journal-different-funds = { $count ->
    [one] 1 thing in the funds differs from the journal or from a case.
   *[other] { $count } things in the funds differ from the journal or from cases.
}
step-fund-short = { $amount } is more than the { $free } that are free in this year’s fund
step-fund-short-do = You may go on; settle it with the finance clerk, or ask for another appropriation.
act-see-fund = see the fund
act-keep-fund = keep the fund, make batches, take answers in
act-release-payments = release batches of payments
stream-fund = fund { $id }
kind-budget-set = Budget recorded
kind-moved = Appropriation or return recorded
kind-corrected = Entry taken back
kind-batch-made = Batch made
kind-batch-released = Batch released
kind-batch-withdrawn = Batch taken back
kind-answered = Bank’s answer taken in
kind-reconciled = Reconciled
