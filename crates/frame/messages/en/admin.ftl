# Administration
form-save = Save
admin-offices = Offices
admin-offices-lede = Who stands above whom decides who may see what.
admin-people = Accounts
admin-people-lede = One account a person; roles that exclude one another cannot be held together.
admin-roles = Roles and rights
admin-roles-lede = Roles are laid down in the packs; here they are only shown.
admin-packs = Rules in force
admin-packs-lede = Kinds of case, law, registers and screening, with version and check value.
pack-calendars = Workday calendars
pack-access = Roles and rights
pack-system = What is common to every kind of case
admin-figures = Values to confirm
admin-figures-lede = Values whose source is not certain enough; check the text, then confirm.
admin-calendars = Workday calendars
admin-calendars-lede = Holidays and make-up workdays of each year, from the State Council’s notices.
admin-jobs = Background work
admin-jobs-failing = Background work ({ $count } failed)
admin-jobs-lede = Documents are printed and lists compared in the background. What failed stands here until it succeeds; it is tried again by itself, later each time.
jobs-what = What failed
jobs-asked = Asked for by
jobs-tried = Tried
jobs-again = Next try
jobs-running = now
jobs-entry = entry { $entry } · { $about }
jobs-times = { $count ->
    [one] once
   *[other] { $count } times
  }
jobs-none = Nothing has failed.
jobs-do = What to do
jobs-do-how = What failed once or twice usually succeeds by itself. Otherwise run timelyrain verify on the machine: it names the cause of each, such as a full disk or missing fonts. Mend that and wait for the next try.
job-print-documents = Printing the documents of a case
job-tables = Bringing the tables for screening up to date
job-screen = Comparing the registers
admin-journal = Journal
admin-journal-lede = Everything that was done, in order, never changed, each entry tied to the one before.
me-look = Look
me-password = Change password
me-password-hint = At least 10 characters, the longer the better; a sentence will do.
me-password-save = Change password
me-password-old = Present password
me-password-new = New password
me-password-done = The password is changed; sessions elsewhere have ended.
me-language = Language
me-saved = Saved.
me-chinese = 中文
me-english = English
me-care-off = Standard
me-care-on = Care mode (larger, more contrast)
admin-empty = None yet.
admin-office = Office
admin-area = Area
admin-mark = Mark in numbers
admin-role = Role
admin-may = May
admin-never-with = Never together with
admin-pack = Pack
admin-folder = Folder
account-new = New account
account-name = Name
account-active = active
account-locked = locked for a while
account-closed = closed
account-unlock = Unlock
account-close = Close the account
account-reopen = Open the account again
account-seen = last signed in { $at }
account-count = { $count ->
    [one] One account
   *[other] { $count } accounts
}
act-see-cases = see cases
act-work-cases = work on cases
act-see-leads = see leads
act-judge-leads = judge leads
act-see-people = look people up
act-unmask = see names and numbers for a reason
act-join-people = say whether two records are one person, join and part them
act-erase-people = erase a person for good
act-see-registers = see registers
act-import-registers = take lists in and back
act-calculate = use the calculator
act-see-administration = see the administration
act-administer = administer offices, accounts, roles
act-read-journal = read the journal
scope-own = own cases
scope-office = own office
scope-subtree = own office and those under it
scope-all = everything
figures-open = { $count ->
    [one] 1 value to confirm
   *[other] { $count } values to confirm
  }
figures-open-hint = Every page that uses them says so. Please check them against the published text.
figure-value = Value
figure-amount = Amount
figure-from = From
figure-until = until { $until }
figure-source = Source
calendar-year = Year
calendar-notice = Notice
calendar-days = Holidays and make-up workdays
calendar-provisional = provisional
calendar-holiday = { $name }: { $from } – { $to }
calendar-makeup = worked: { $days }
journal-check = Check now
journal-number = Entry
journal-hash = Check value
journal-sound = All is sound: { $entries ->
    [one] 1 entry hangs
   *[other] { $entries } entries hang
  } together, { $cases ->
    [one] 1 case agrees
   *[other] { $cases } cases agree
  } with them.
journal-unsound = Something does not fit, in { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
  } and { $cases ->
    [one] 1 case
   *[other] { $cases } cases
  }.
journal-broken = From entry { $entry } on the chain is broken: it or one before it was changed.
journal-different = { $different ->
    [one] 1 case differs
   *[other] { $different } cases differ
  } from the journal; { $overpaid ->
    [one] 1 was
   *[other] { $overpaid } were
  } paid more than was granted.
journal-different-others = { $leads ->
    [one] 1 lead differs
   *[other] { $leads } leads differ
  } from the journal; { $files ->
    [one] 1 file is missing or was
   *[other] { $files } files are missing or were
  } changed.
journal-looks-broken = The log of looks is not as it was written from batch { $batch } on.
account-name-en = Name in Latin letters
account-new-lede = A password for the first sign-in is made and shown once; its owner then chooses one.
account-waits = has not chosen a password yet
account-give-password = Set a one-time password
account-password = One-time password of { $login }: { $password }
account-password-hint = Shown only now. Tell its owner in person; at the next sign-in they choose one of their own.
account-password-shown = This was done just now already, and the password was shown then. Set a new one if it is lost.
me-password-given = Choose a password of your own first
me-password-given-hint = The one you signed in with was given to you and is known to somebody else. Nothing else opens until it is changed.
office-new = New office
office-added = The office is added.
office-change-lede = Name, area and mark may change; the place under other offices stays. Documents made before keep what they say.
office-name-zh = Name in Chinese
office-name-en = Name in English
office-area-hint = six digits; the law of this area applies to its cases
office-mark-hint = stands in the numbers of its documents
office-organ = Organ
office-parent = Under
office-no-parent = no other office
backup-last = Last backup: { $at }
backup-none = No backup is on record
backup-how = On the machine: timelyrain backup FILE. It runs beside the site; keep the file, and apart from it the master keys.
figures-invented = { $count ->
    [one] 1 invented figure
   *[other] { $count } invented figures
  }
figures-invented-hint = They are for demonstration. Before a real case, lay your own figures over the packs.
figure-kind = Kind of value
figure-place = Place in the packs
figure-always = always
figure-confirmed = Confirmed
figure-confirmed-by = confirmed by { $who } on { $on }
figure-confirm = Confirm
figure-confirm-lede = It was entered from memory, or no text was found and it is ours. Compare it with the published text, or with what your office decided; if that says otherwise, change the pack and do not confirm.
figure-note = What it rests on
figure-note-hint = which text, which article, where you read it
figure-will-say = Pages will say
figure-confirmed-done = Confirmed. Pages that use the value now say by whom.
figure-take-back = Take the confirmation back
figure-taken-back = The confirmation is taken back.
value-kind-retention = how long a closed file is kept
value-kind-clock = time limit
value-kind-effects = period of a step
value-kind-figure = published figure
value-kind-criterion = criterion
value-kind-exclusion = exclusion
value-kind-flag = priority group
value-kind-value = value in force
value-kind-paper = paper asked of the applicant
journal-newest = From entry { $newest }, newest first
value-kind-regime = version of the rules
value-kind-notice = calendar of a year
admin-standards = Tables and figures
admin-standards-lede = Tables of standards and published figures that no pack could bring along: one person enters them, another confirms them, and they hold from their day on.
act-confirm-values = confirm tables and figures that another person entered
pack-entered = Tables and figures entered here
job-recompute = Working out amounts anew that wait for their decision
standards-waiting = Waiting for a second person
standards-waiting-lede = Whoever entered a value does not confirm it; another administrator or a deputy chief does.
standards-waiting-none = Nothing waits. What somebody enters appears here until another person has confirmed or rejected it.
standards-all = Standards
standards-all-lede = Open one to see its tables and to enter new values.
standards-all-none = No pack brings a standard along.
standards-figures = Published figures
standards-figures-lede = Wages and the like, by area and year. Every figure in force stands under “Values to confirm”.
standards-figures-none = No pack names a figure.
standards-settled = Entered so far
standards-settled-lede = Nothing is ever overwritten: what was replaced or rejected stays here.
standards-settled-none = Nothing has been entered yet.
standard-name = Standard
standard-parts = Tables
standard-parts-said = { $count ->
    [one] 1 to be entered
   *[other] { $count } to be entered
  }{ $invented ->
    [0] {""}
   *[other] , { $invented } invented so far
  }
standard-no-parts = nothing to enter: its table is text of the law
standard-everywhere = everywhere
standard-entered = Entered here
standard-do = What to do
standard-enter = Enter new values
standard-waiting = Look at what waits
standard-row = Row
standard-from = from { $from }
standard-between = { $from } to { $until }
standard-text-of-law = This is text of the law, or a formula; it is not entered.
standard-demonstration = The pack calls this standard a demonstration
standard-demonstration-hint = Whatever is computed by it says so, also with tables of your own: its formula and who approves are invented until your office brings a pack of its own.
entered-lede = Fill in every row from the document. What holds now stands in the fields.
entered-four-eyes = What you enter counts once another administrator or a deputy chief has compared it with the document and confirmed it.
entered-past = Decisions that were made keep what they were decided with. Amounts that still wait for their decision are worked out anew, and whoever decides sees both.
entered-same-day = Values from a later day close those of today; values from a day that has some already take their place. Both are kept.
entered-send = Enter
entered-from = In force from
entered-from-hint = The first day on which they hold, as the document says.
entered-act = Act
entered-act-hint = Its full name, as decisions cite it.
entered-article = Article
entered-article-hint = Such as 7 or 7(1); or the words of the place.
entered-document = Document
entered-document-hint = Number and date of the document in front of you.
entered-note = Note
entered-now = now { $value }
entered-cell = { $row } ({ $unit })
entered-cell-low = { $row }: from ({ $unit })
entered-cell-high = { $row }: to ({ $unit })
entered-unit-months = months
entered-unit-factor = factor
entered-unit-percent = percent
entered-unit-yuan = yuan
entered-area-hint = Six digits; 100000 is the whole country.
entered-year = Year that it describes
entered-done = Entered. It counts once another person has confirmed it.
entered-check = Compare every row with the document. Then confirm, or reject with a reason.
entered-shown = What was entered, by whom, and what became of it.
entered-own = You entered this yourself: another person has to confirm it. Until then you may take it back.
entered-reason = Reason for rejecting
entered-reason-hint = What is wrong; whoever entered it reads this.
entered-reject = Reject
entered-confirm = Confirm
entered-withdraw = Take back
entered-confirmed-done = Confirmed. Amounts that wait for their decision are being worked out anew.
entered-rejected-done = Rejected.
entered-withdrawn-done = Taken back.
entered-instead = { $now }, instead of { $was }
entered-state = State
entered-who = Entered
entered-decision = Decided
entered-by = { $who }, { $on }
entered-decided-by = decided by { $who }, { $on }
entered-cited = { $act }, { $article } · { $document }
entered-proposed = waits
entered-confirmed = confirmed
entered-rejected = rejected
entered-withdrawn = taken back
entered-replaced = replaced
entered-unknown = A value that this version of the program does not know
entered-unfit = Confirmed values that no longer fit the packs and are left out
entered-unfit-line = { $what }: { $why }
stream-values = tables and figures
kind-value-entered = Entered a table or figure
kind-value-confirmed = Confirmed a table or figure
kind-value-rejected = Rejected a table or figure
kind-value-withdrawn = Took back a table or figure
