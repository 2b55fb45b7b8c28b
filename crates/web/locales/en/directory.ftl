# The school directory and the connection sheets.
directory-title = Directory
directory-school = School
directory-find = Find a person
directory-found =
    { $count ->
        [one] { $count } person found
       *[other] { $count } people found
    }
directory-found-none = Nobody matches “{ $query }” in this school.
directory-kind-class = Classes
directory-kind-group = Groups
directory-write = Write to { $people }
directory-print = Print the list
directory-teachers = Teachers
directory-pupils = Pupils
directory-section-empty = Nobody
directory-section-empty-text = The directory does not list anybody here yet.
directory-empty-title = No classes
directory-empty-text = The directory of this school has not been imported yet.
directory-none-title = Choose a class
directory-none-text = Or search for somebody by name.
sheets-title = Connection sheets
sheets-ask =
    { $count ->
        [0] Every pupil has a password in force.
        [one] { $count } pupil has no password in force.
       *[other] { $count } pupils have no password in force.
    }
sheets-for = Make a sheet
sheets-for-new =
    { $count ->
        [one] for the pupil who has no password in force ({ $count })
       *[other] for the pupils who have no password in force ({ $count })
    }
sheets-for-all = for the whole class: each will have to choose a new password
sheets-do = Prepare the sheets
sheets-grid = With a code grid on each sheet
sheets-grid-help = From an unknown device the password is then not enough: two cells of the grid are asked. It holds as soon as the sheet was used, and replaces the one before.
sheets-do-pdf = Make a PDF
sheets-pdf-help = The PDF is accessible: a screen reader reads it sheet by sheet. It is made only once.
sheets-voids = A new sheet voids the previous one. Sheets are valid for fourteen days.
sheets-of = Connection sheets · { $section }
sheets-once =
    { $count ->
        [one] { $count } sheet. Print it now: the code will never be shown again.
       *[other] { $count } sheets. Print them now: the codes will never be shown again.
    }
sheets-print = Print the sheets
sheets-hand-out = Cut them, then hand each one over in person. A code works once.
sheets-empty-title = No sheets to make
sheets-empty-text = All pupils of this class have a password in force.
slip-how = Go to <strong>{ $address }</strong>, copy the code and choose your password.
slip-until = Valid until { $when }. Do not show this code to anybody.
slip-from = Opens your account from: { $when }.
batches-title = Sheets printed before
batch-title = Batch of sheets { $label }
batch-printed = printed { $when }
batch-line = { $printed } printed, { $handed } handed out, { $used } used
batch-guardians = guardians
batch-pupils = pupils
batch-count = Printed
batch-handed = Handed out
batch-used = Used
batch-good = Still good
batch-tick = Tick each sheet that you have handed out in person.
batch-keep = Save
batch-voided = This batch was made void.
batch-lost = Batch lost?
batch-lost-text =
    { $count ->
        [one] The sheet that was not used will be void. A new one must be printed.
       *[other] The { $count } sheets that were not used will be void. New ones must be printed.
    }
batch-void = Make these sheets void
sheets-board = Tick the sheets handed out, follow those that were used
slip-square = Code to read with a phone
slip-used = used { $when }
slip-void = void
slip-expired = expired
slip-forgotten = not used for a week
slip-waiting = not used yet
in-person-title = Code on the screen
in-person-for = A code for { $name }
in-person-lead = For the person who is here with you. They type it, or point their telephone at the square, then choose a password themselves: do not choose it for them.
in-person-until = Valid until { $when }, once. Codes and slips of before are void.
in-person-help = This code is shown here only. If the page closes, ask for another.
in-person-do = Code on the screen
directory-new-device = new device, { $when }
