# Contained accounts.
contained-title = Contained accounts
contained-back = Back to the desk
contained-sentence =
    { $count ->
        [0] No account is contained at the moment.
        [one] { $count } account is contained at the moment.
       *[other] { $count } accounts are contained at the moment.
    }
contained-help = A contained account is closed to everybody. Its owner comes back with a sign-in slip printed since; otherwise the containment ends by itself.
contained-empty-title = No contained account
contained-empty-text = Containments of the last seven days appear here.
contained-account = Account
contained-why = Reason
contained-since = Since
contained-end = End
contained-refused = Sign-ins refused
contained-lift = Lift
contained-lift-do = Lift
contained-note = Why lift this containment
contained-note-missing = Nothing was changed: write why this containment is lifted.
contained-lift-help = Lifting gives back the former password and devices. Sessions that were open stay closed. Your note is entered in the journal.
contained-see = see the message
contained-by-machine = decided by Préau
contained-reason-threat = A threat was sent from this account, probably by somebody else.
contained-reason-carrier = Had sent the same threat before, from an unknown device.
contained-reason-desk = Decided by the desk.
contained-state-holds = contained
contained-state-lifted = lifted
contained-state-returned = owner is back
contained-state-over = over
contained-asked =
    { $count ->
        [one] { $count } account waits for your decision
       *[other] { $count } accounts wait for your decision
    }
contained-asked-help = Past { $bound } accounts of one campaign, Préau holds messages and contains no more accounts without a person.
contained-asked-do =
    { $count ->
        [one] Contain this account
       *[other] Contain { $count } accounts
    }
desk-contain = Contain the account
desk-effect-contain = Its sessions and password are cut off for 24 hours, or until its owner is back with a printed slip.
desk-contained-until = Account contained. Planned end: { $when }.
desk-contained-list = Contained accounts
own-containment = Your account was closed ({ $since }), then given back ({ $until }).
own-containment-machine = A dangerous message left it from a device that we did not know: somebody probably had your password. Nobody blames you for that message. Do not use the former password again, here or elsewhere.
own-containment-desk = The crisis desk closed it to protect you. Do not use the former password again, here or elsewhere.
own-containment-lifted = It was a precaution; the crisis desk has lifted it. There is nothing you need to do.
own-restricted = From this device you may read, and write to the adults of your school. Everything else waits for a few hours, as the device is new and one of your messages must be checked.
contained-reason-owner = Its owner said that a message was not theirs.
contained-reason-decoy = Wrote to a decoy mailbox, which nobody sees.
contained-reason-spray = Opened with accounts of other schools, within an hour, by the same device or network.
