# Resetting a territory, and the return of its accounts.
resets-title = Resets
resets-lead = A reset closes at once the accounts of a class, a school or a territory: earlier passwords, sessions, devices and codes are worth nothing. People come back by a sheet that an adult hands them.
resets-waiting = Waiting for a second person
resets-asks-begin = Reset:
resets-asks-undo = End the reset:
resets-everybody = every school
resets-accounts =
    { $count ->
        [one] { $count } account
       *[other] { $count } accounts
    }
resets-asked-by = Asked for by { $name }.
resets-answer-until = To be answered before
resets-begun = It has begun already; without a second person it ends by itself.
resets-own = You asked for it: somebody else must agree.
resets-agree = Agree
resets-decline = Decline
resets-take-back = Take my request back
resets-done = Present and past
resets-empty-title = No reset
resets-empty-text = Those of your territory will be here, with how many accounts are back.
resets-back = { $back } back of { $count }
resets-ended = Ended
resets-provisional = Waits for agreement
resets-new = Reset
resets-new-text = You will first see how many accounts it concerns. Nothing is done before you confirm.
resets-unknown-code = No school of your territory has the code { $code }. Check it: seven digits and a letter.
resets-place = Where
resets-code = Or one school, by its UAI code
resets-spare = Spare
resets-spare-none = Nobody
resets-spare-hours =
    { $count ->
        [one] Who chose their password within an hour
       *[other] Who chose their password within { $count } hours
    }
resets-spare-help = Useful when one knows since when passwords were stolen: later ones are safe.
resets-spare-passkeys = Also spare whoever had a passkey before that moment
resets-spare-passkeys-help = On an unknown device the passkey was asked besides the password: whoever stole the password did not come in.
resets-see = See what it would do
reset-new-title = Reset these accounts?
reset-closed = Accounts closed
reset-spared = Spared
reset-passkeys = Whoever had a passkey before that moment is spared.
reset-what = Every open session ends within a second, in linked services too. No earlier password lets anybody in. Messages already received stay.
reset-back-how = Everybody comes back by a sheet, printed by class from the school’s directory and handed over in person.
reset-note = Why, in a sentence
reset-phrase = reset everything
reset-phrase-label = Type “{ $phrase }” to confirm
reset-phrase-missing = The words were not typed exactly. Nothing is done.
reset-two = At this scale it takes two people, one of a crisis desk. The second has fifteen minutes to agree, on this same page.
reset-at-once = Begin now, for thirty minutes at most, without waiting for the agreement
reset-ask = Ask for the reset
reset-do =
    { $count ->
        [one] Close { $count } account
       *[other] Close { $count } accounts
    }
reset-board-title = Return of accounts
reset-since = Reset:
reset-is-over = This reset has ended:
reset-is-provisional = Nobody has agreed yet. Without that, it ends:
reset-figure = { $count }
reset-to-come = Not back yet
reset-are-back = Back
reset-share = Share
reset-nobody = No account of this place had a password.
reset-class = Class
reset-school = School
reset-accounts = Accounts
reset-printed = Sheets printed
reset-handed = Handed out
reset-undo = End the reset
reset-undo-text = Whoever is not back gets their earlier password again, even if it was stolen. A second person must agree.
reset-undo-do = Ask for the end
openings-title = Return step by step
openings-text = With nothing here, everybody comes back as soon as they have their slip. To spread the return, say when a class or a school opens again: reading first, then writing. In between one may already write to the adults of one’s school. Heads wait for nothing.
openings-none = No step: the return is open to everybody.
opening-new = Add a step
opening-who = Who
opening-everyone = everybody
opening-adults = those who work there
opening-pupils = pupils
opening-guardians = guardians
opening-reads = Reading:
opening-writes = writing:
opening-reads-from = Signing in and reading from
opening-writes-from = Writing to everybody from
opening-date = Day
opening-time = Time
opening-do = Set this step
opening-end = Take back
opening-open = Open
opening-half = Reading only
