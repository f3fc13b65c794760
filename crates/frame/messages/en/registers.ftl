# Registers
registers-screen = Compare now
registers-account = What became of everyone
registers-upload = Take a list in
registers-batches = Files taken in
registers-none = Nothing has been taken in yet.
registers-none-hint = Lists from civil affairs, the disabled persons’ federation, the women’s federation, veterans, courts come in here, as CSV, XLSX or XLS, with the headings they have.
registers-all = Kinds of register
registers-file = File
registers-register = Register
registers-from = From
registers-rows = Rows
registers-bad = Cells not understood
registers-waiting = To correct
registers-says = Says
registers-people = People
registers-last = Last list
registers-said = { $registers ->
    [one] 1 register
   *[other] { $registers } registers
  }, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  }, { $people ->
    [one] 1 person
   *[other] { $people } people, each counted once: who stands in several registers counts in each of them below
  }
registers-never = none received yet
says-harm = harm
says-hardship = hardship
says-neither = other
upload-lede = First a look, then it is taken in. Nothing changes yet.
upload-next = Next: check the columns
upload-then = What happens then
upload-then-preview = you see which columns were recognised and correct those that were not
upload-then-cells = cells that cannot be read are listed one by one and count as not known; no row is dropped
upload-then-same = the same file twice changes nothing
upload-then-back = the whole file can be taken back
upload-file = The table
upload-file-hint = CSV, XLSX or XLS, at most { $max } MB
upload-sender = From
upload-sender-hint = the agency that hands the list over
upload-purpose = Purpose
upload-until = May be used until
preview-title = Check before taking in
preview-leave-out = leave this part out
preview-column = Column
preview-is = Taken for
preview-samples = First rows
preview-not-used = not used
preview-guess = a guess, please check
preview-take-in = Take it in
preview-drop = Do not take it in
preview-known-sender = This agency sent the same kind of table before; its columns are filled in as last time. A glance is enough.
preview-same-file = This very file is in already; taking it in again changes nothing.
batch-leave = You may leave this page; the work goes on.
batch-waiting = Rows to correct
batch-waiting-hint = With neither name nor ID number nobody knows who is meant. Ask the agency and fill it in here.
batch-correct = Correct
batch-bad = Cells not understood
batch-no-bad = Every cell was understood.
batch-nobody = This table has only headings and not one row: nobody is on the list.
batch-bad-hint = These cells count as not known; the rest of the row is used.
batch-place = Place
batch-text = What stands there
batch-why = Why
batch-take-back = Take this list back
batch-take-back-hint = What this list brought is no longer used and leads are compared anew. Taking back is itself on record.
batch-hash = Check value of the file
account-month = Month
account-whole = Everyone in the registers, each person once
account-whole-hint = This is everyone whom a list names, most of whom nothing befell. The account on Today has those alone who were harmed, so its sum is smaller; nobody is lost.
account-by-register = By register
account-by-register-hint = Who stands in several registers is counted in each of them: these numbers add up to more than the number of people above.
forecast-title = Forecast: the criteria over everyone harmed
forecast-said = What the criteria would say with what the registers say, as of { $on }
forecast-none = No kind of case has a forecast.
forecast-criterion = Criterion
forecast-yes = holds
forecast-unknown = to find out
forecast-no = does not hold
forecast-any = At least one criterion
forecast-hint = A forecast decides nothing and opens no lead: what a list does not say stays to be found out. What became of everyone:
account-disagrees = The sides do not agree; please tell an administrator
account-said = { $month } · as of { $at }
cell-lost-digits = a spreadsheet turned the number into a figure and its last digits are gone; treated as no ID
cell-check-digit = the last character of the ID number does not fit; treated as no ID
cell-no-such-day = there is no such day; treated as not known
cell-wrong-length = an ID number of the wrong length; treated as no ID
cell-other-document = not an ID card’s number; treated as no ID
cell-not-a-date = no date; treated as not known
cell-not-an-amount = no amount; treated as not known
cell-too-large = too large; treated as not known
cell-negative = below zero; treated as not known
cell-too-precise = more than two decimals; treated as not known
cell-not-a-count = no whole number; treated as not known
cell-not-a-number = no number; treated as not known
cell-unknown-word = a word we do not know; treated as not known
cell-not-a-phone = no phone number; treated as not known
cell-not-a-name = no name of one person; treated as not known
cell-sheet-error = the spreadsheet itself shows an error here; treated as not known
batch-state-previewed = to check
batch-state-importing = being taken in
batch-state-imported = taken in
batch-state-taken-back = taken back
batch-to-confirm = identity to confirm
batch-corrected = Corrected; { $count ->
    [one] 1 still waits
   *[other] { $count } still wait
  }.
batch-taken-back = The list is taken back; leads are compared anew.
batch-cells = { $count ->
    [one] 1 cell
   *[other] { $count } cells
  }
batch-progress = rows read: { $done } of { $all }
batch-until = until { $until }
batch-reason = Why it is taken back
registers-files = { $count ->
    [one] 1 file
   *[other] { $count } files
  }
says-help = help
preview-rows = { $sheets ->
    [one] 1 sheet
   *[other] { $sheets } sheets
  }, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  } below the headings
preview-heads = headings in row { $rows }
preview-look-again = The kind of register was changed and its columns recognised anew; please look once more.
upload-sender-name = Name of the agency
upload-purpose-usual = finding people who qualify for judicial assistance
sender-civil-affairs = Civil affairs
sender-women = Women’s federation
sender-disabled = Disabled persons’ federation
sender-veterans = Veterans affairs
sender-rural = Rural revitalisation
sender-court = Court
sender-police = Police
sender-own = Our own office
sender-other = Other
account-all-months = All lists
registers-screened = Compared: { $opened ->
    [one] 1 new lead
   *[other] { $opened } new leads
  }, { $withdrawn } withdrawn.
batch-outcomes = What became of each row
outcomes-lede = What the last comparison said. It suggests; a person decides.
outcomes-none = There is nothing to say of the rows of this list yet.
outcomes-none-hint = Only lists of people who were harmed are answered row by row; the others tell who is in hardship.
outcomes-shown = { $count ->
    [one] 1 row
   *[other] { $count } rows
  }
outcome-row = row { $row }
outcome-became = What came of it
outcome-lead = Lead
outcome-question = To find out
outcome-none = No lead
outcome-see-lead = See the lead
batch-same = repeated rows
preview-no-heads = no row of headings was found
