# People
find-lede = Search for whom you know; there is no list to browse. Searches are on record.
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
sex-male = man
sex-female = woman
minor = minor
person-born = born { $year }
person-birth = Date of birth
person-provisional = identity not verified
person-unmasked = Shown for 15 minutes.
person-lead = Lead ({ $score }) · { $case }
person-looked-open = opened again while shown
