# People
find-lede = Look for somebody you know of; there is no list to leaf through.
find-empty = Type a name, an ID number, a case or document number; what is found appears here.
find-area = Place
find-known = Known
find-found = { $count ->
    [one] 1 person found
   *[other] { $count } people found
  }
find-none = Nothing found
find-none-hint = Try the full name, the whole ID number, or the case number.
find-too-many = Too many people match. Be more precise: the full name, or the ID number.
person-known = What is known
person-dealings = Cases and leads
person-no-dealings = No case and no lead.
person-registers = In which registers
person-no-registers = In no register.
person-unmask = See the full name and numbers
person-unmask-hint = Give a reason and see them for 15 minutes. It goes on record, and the person may ask who looked.
person-unmask-send = Show
person-unmask-kind = Reason
person-unmask-reason = In your words
person-open-until = Everything is shown until { $until }, then masked again.
person-looks = Who looked
person-looks-hint = Every look is listed; the person has a right to know.
person-looked-masked = opened the page, masked
reason-case = I work on the case
reason-lead = I check the lead
reason-call = The person called or came
reason-other = Other
minor = minor
person-born = born { $year }
person-birth = Date of birth
person-provisional = identity not verified
person-unmasked = Shown for 15 minutes.
person-lead = Lead ({ $score }) · { $case }
person-looked-open = opened again while shown
pair-title = May be the same person
pair-hint = Compare the two, ask if need be, then say. What you say is recorded with your name; it can be taken back.
pair-caption = Two records side by side
pair-what = What
pair-this = This record
pair-that = The other record
pair-compared = Compared
pair-same = the same
pair-differs = differs
pair-unknown = cannot be compared
pair-name = Name
pair-address = Address
pair-registers = Registers
pair-say = Are they one person?
pair-say-same = The same person
pair-say-same-hint = the two records are joined; cases, leads and register rows follow
pair-say-different = Two people
pair-say-different-hint = this is not asked again
pair-say-unsure = Cannot be told yet
pair-say-unsure-hint = it stays here, and what you found out stands in the record
pair-reason = How do you know?
pair-send = Record it
pair-joined = The two records are one person now. Leads are weighed anew in a moment.
pair-kept-apart = Recorded: two people. This is not asked again.
pair-unsure = Recorded. The two stay here until somebody can tell.
pair-why-name-and-partial-id = the same name, and what can be read of the ID number agrees
pair-why-name-and-mistyped-id = the same name, and an ID number that differs by a slip
pair-why-name-and-birth = the same name and date of birth
pair-why-name-and-phone = the same name and telephone number
pair-why-same-id = the same ID number under another name
pair-why-sound-and-birth = names that sound the same, and the same birth date
pair-why-name-in-case = the same name in the same case
pair-why-name-and-area = the same name and the same area in the ID number
pair-why-other = they share a mark
joined-title = Records of this person
joined-hint = These records turned out to be this person. If that was wrong, take it back: what hangs on a record stays with it.
joined-part = They are two after all
joined-parted = The record is a person of its own again. Leads are weighed anew in a moment.
twice-title = Somebody must look at this
twice-award = Two cases granted for the same harm ({ $case }): neither knew of the other.
twice-open = Several cases of this kind are open at once for this person. Go on in one of them, and end the others.
twice-case = Case { $id }
person-erased = erased
person-erased-hint = This person was erased. What was sealed for them can be read by nobody any more; the journal says who did it, when and why.
person-looked-pair = shown beside another record, to compare
person-looked-case = opened case { $what } while shown
person-looked-lead = opened the lead of case { $what } while shown
person-looked-form = opened a form of case { $what } that shows who it is
person-looked-document = read the document { $what }
erase-open = Erase this person …
erase-title = Erase { $who } for good
erase-lede = There is no way back. Read what it means before you send it.
erase-goes = What goes
erase-goes-identity = Name, ID number, date of birth, telephone, address, household, and under what they are found ({ $records ->
    [one] 1 record
   *[other] { $records } records
  })
erase-goes-cases = What was written of them in { $cases ->
    [one] 1 case
   *[other] { $cases } cases
  }, and { $files ->
    [one] 1 document
   *[other] { $files } documents
  }: nobody can open them any more
erase-goes-rows = { $rows ->
    [one] What 1 register row says
   *[other] What { $rows } register rows say
  } of them; the tables for screening are made anew without them
erase-goes-leads = { $leads ->
    [one] 1 lead: if still open, it is withdrawn
   *[other] { $leads } leads: those still open are withdrawn
  }
erase-stays = What stays
erase-stays-journal = The journal, whole: numbers, states, days and sums of the cases, and an entry that says who erased, when and why
erase-stays-files = Files of agencies as they were received: their rows go when the batch is taken back
erase-stays-backups = Backups made before today: destroy them by your rule, or the erasure does not reach them
erase-blocked = { $cases ->
    [one] 1 case of this person is still open. End it
   *[other] { $cases } cases of this person are still open. End them
  } first; then come back here.
erase-read = I have read what goes and what stays
erase-read-yes = Yes
erase-reason = Why (rests in the open: no names here)
erase-send = Erase for good
erase-done = The person was erased.
pairs-title = Uncertain people
pairs-none = Nobody waits to be told apart or joined.
pairs-next = More
find-pairs = Uncertain people: who may be one person
reason-said = { $kind }: { $own }
person-sex = Sex
person-groups = Registered as
