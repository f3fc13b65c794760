# Forms
form-errors = A few things need another look
form-back = Back without saving
form-optional = (optional)
form-yuan = yuan
form-choose = Choose
form-yes = Yes
form-no = No
form-unknown = Not known yet
form-from = from { $source }
mistake-required = please fill this in
mistake-too-long = at most { $max } characters
mistake-not-a-date = there is no such day; write it like 2023-03-15
mistake-date-in-future = this day is still to come
mistake-date-before = not before { $than }
mistake-not-an-amount = write an amount such as 20000 or 20000.50
mistake-amount-negative = an amount cannot be below zero
mistake-amount-too-large = at most { $max }
mistake-not-a-number = write a number
mistake-number-out-of-range = between { $min } and { $max }
mistake-none-and-some = either “None of these” or some of those listed, not both
mistake-not-a-choice = choose one of those listed
mistake-bad-citizen-id = not a valid ID number
mistake-bad-phone = this cannot be dialled: a mobile number has 11 digits, a landline needs its area code, such as 010-12345678
mistake-bad-account = not a valid account number
mistake-other-organ = an office stands under one of the same organ
mistake-no-such-area = there is no such area code
mistake-wrong-password = the password is not right
mistake-reason-too-short = at least { $min } characters
mistake-file-missing = choose a file
mistake-file-too-large = at most { $max } MB
mistake-unclear = this could not be understood
mistake-bad-login = 2 to 40 letters, digits or - _ .
mistake-login-taken = this account name is taken
mistake-password-too-short = at least { $min } characters
mistake-search-too-short = between 2 and 60 characters
mistake-date-not-to-come = a day still to come
mistake-column-twice = two columns were taken for the same thing
mistake-no-register = no register was recognised; please choose one
mistake-only-heads = only headings and not one row; it may be taken in all the same: nobody is on the list
mistake-file-empty = this file is empty: not one cell says anything; look at the original and export it again
mistake-not-a-name = not the name of one person
mistake-SHEET-001 = { $what ->
    [rows] too many rows, at most { $limit }; split the list
    [cells] too many cells, at most { $limit }; split the list
    [cell-text] one cell is too long (row { $row }), at most { $limit } characters; look at the original
    [sheets] too many sheets, at most { $limit }; split the file
   *[other] the file is larger than can be taken ({ $limit } bytes); split the list
  }
mistake-SHEET-002 = unpacked, this file would be enormous; it was not opened. Save it anew and try again
mistake-SHEET-003 = this file is not a table we know; send CSV, XLSX or XLS
mistake-SHEET-004 = the characters cannot be read (line { $line }); save it as CSV in UTF-8 or GB18030
mistake-SHEET-005 = too many columns: { $found } in row { $row }, at most { $limit }
mistake-SHEET-006 = the file is damaged (sheet { $sheet }, after row { $row }); please export it again
mistake-SHEET-007 = the file cannot be opened; please send it again
mistake-reason-needed = please say why to go on all the same
mistake-reason-without-range = no range can be worked out yet: fill in what it needs, or give a reason for this amount
mistake-reason-for-amount = the amount leaves the range; please give a reason
mistake-above-ceiling = above the ceiling of { $ceiling }; a ground for lifting it is needed
mistake-exception-not-met = the amount lies above the ceiling of { $ceiling }, and what is known of the case does not bear out this ground
mistake-above-limit = not above { $limit } even so
mistake-makes-no-amount = with this value no amount comes out: a share lies between 0 and 1
mistake-amount-not-positive = the amount has to be above zero
mistake-already-helped = already helped for this harm; a second award needs a reason
mistake-nothing-asked-of-them = nothing was asked of this agency
mistake-wrong-kind = this is not what the field asks for
mistake-disk-full = the disk is full and nothing was taken in; please tell an administrator
mistake-import-failed = the work was cut off and everything was taken back; you can take the file in again
mistake-date-too-early = cannot be before { $day }
mistake-birth-not-of-id = differs from the birth date inside the ID number ({ $birth }); check both
mistake-id-of-another-name = This ID number is on file under another name. Check both; if it is this person’s, leave the number out now, state it with the application and judge the two records under People.
form-none-of-these = None of these
form-no-script = Scripts are off in this browser: changing the language or going back empties what is not sent yet. Choose the language before you write.
mistake-no-calendar = the time limits from this day cannot be counted: there are working calendars for { $first } to { $last }
