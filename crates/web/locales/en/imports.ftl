# Imports of directories.
imports-title = Imports
imports-new = New import
imports-files = Files to read
imports-files-help = Annuaire académique fédérateur (XML, full or delta), ONDE extracts (CSV), Annuaire de l’éducation (CSV). Several files at once.
imports-uai = Code (UAI) of the school, for ONDE files that do not say it
imports-uai-help = Seven digits and a letter, for instance 9990003Z. Leave it empty for other files.
imports-uai-wrong = This is not a UAI code: seven digits and a letter are needed, for instance 9990003Z. Please choose the files again.
imports-do = Read the files
imports-safe = Reading changes nothing: you will first see what would change.
imports-before = Earlier imports
imports-refused =
    { $count ->
        [one] { $count } line refused
       *[other] { $count } lines refused
    }
imports-empty-title = No imports
imports-empty-text = The first import creates the schools, the classes and the accounts.
import-title = Import
import-of = Import of { $day }
import-school = school { $uai }
import-back = Back to imports
import-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
import-state-reading = Being read
import-state-ready = Ready, waiting for your word
import-state-applying = Being applied
import-state-done = Done
import-state-stopped = Stopped, nothing was changed
import-state-failed = Failed, nothing was changed
import-reading = Reading the files
import-applying = Updating the directory
import-progress = { $done } people out of { $total }
import-progress-open = { $done } people read
import-counts = What would change
import-counts-done = What has changed
import-created = Created
import-changed = Changed
import-closed = Closed
import-same = Unchanged
import-closing = This import would close { $people } accounts, { $percent }% of the people. That is a lot: the file may be incomplete.
import-closing-confirm = Yes, close these { $people } accounts
import-apply = Apply these changes
import-stop = Stop
import-drop = Drop
import-stop-safe = Nothing will be changed.
import-refusals =
    { $count ->
        [0] Refused lines
        [one] { $count } refused line
       *[other] { $count } refused lines
    }
import-refusals-none = Every line was read.
import-refusals-help = These lines are not taken; all the others are. Correct them at the source, then read the file again.
import-refusals-more =
    { $count ->
        [one] and { $count } more.
       *[other] and { $count } more.
    }
import-file = File
import-line = Line
import-field = Field
import-value = Value read
import-reason = Reason
noun-schools = Schools
noun-sections = Classes and groups
noun-pupils = Pupils
noun-guardians = Guardians
noun-teachers = Teachers
noun-staff = Staff
noun-memberships = Memberships
