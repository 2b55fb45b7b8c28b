# Campaigns at the desk.
campaigns-title = Campaigns
campaigns-lead = A campaign gathers the copies of one text, one link or one file that several accounts sent.
campaigns-empty-title = No campaign
campaigns-empty-text = A campaign appears here once one of its copies is held, withdrawn or reported.
campaigns-open = Campaigns
campaign-back = Back to the desk
campaign-amounts =
    { $copies ->
        [one] { $copies } copy
       *[other] { $copies } copies
    }, { $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    }, { $schools ->
        [one] { $schools } school
       *[other] { $schools } schools
    }
campaign-waiting =
    { $count ->
        [one] { $count } copy waits for a decision
       *[other] { $count } copies wait for a decision
    }
campaign-state-suspected = Suspected
campaign-state-confirmed = Confirmed
campaign-state-contained = Contained
campaign-state-quiet = Quiet
campaign-state-closed = Closed
campaign-state-false-alarm = False alarm
campaign-state-merged = Merged
campaign-sentence-suspected =
    { $accounts ->
        [one] One account sent
       *[other] { $accounts } accounts sent
    } { $copies ->
        [one] one message
       *[other] { $copies } nearly identical messages
    } from { $schools ->
        [one] one school
       *[other] { $schools } schools
    }; { $held ->
        [0] none is held
        [one] one is held
       *[other] { $held } are held
    }, { $displayed ->
        [0] nobody has seen one
        [one] one person has seen one
       *[other] { $displayed } people have seen one
    }.
campaign-sentence-threat =
    Confirmed threat: { $accounts ->
        [one] one account sent
       *[other] { $accounts } accounts sent
    } { $copies ->
        [one] one message
       *[other] { $copies } messages
    } from { $schools ->
        [one] one school
       *[other] { $schools } schools
    }; { $out ->
        [0] none can be seen any more
        [one] one can still be seen
       *[other] { $out } can still be seen
    }, { $displayed ->
        [0] nobody has seen one
        [one] one person has seen one
       *[other] { $displayed } people have seen one
    }.
campaign-sentence-false-alarm =
    False alarm: { $copies ->
        [one] this message is
       *[other] these { $copies } messages are
    } harmless, and their copies are no longer held for the same reason.
campaign-sentence-merged = This campaign was merged into another.
campaign-merged-into = See the campaign that took its copies
campaign-look-back-running =
    Looking back over thirty days: { $examined ->
        [one] { $examined } message examined
       *[other] { $examined } messages examined
    } so far.
campaign-look-back-done =
    Looked back over thirty days, done { $when }: { $examined ->
        [one] { $examined } message examined
       *[other] { $examined } messages examined
    }, { $withdrawn } withdrawn, { $held } held.
campaign-confirm = Confirm the threat and withdraw everything
campaign-confirm-effect =
    { $messages ->
        [0] No message left to withdraw
        [one] One message withdrawn
       *[other] { $messages } messages withdrawn
    } from { $readers ->
        [one] { $readers } recipient
       *[other] { $readers } recipients
    }. Every new copy is held, and the last thirty days are looked through.
campaign-call-off = False alarm
campaign-call-off-effect =
    { $messages ->
        [0] Nothing is held
        [one] One message released
       *[other] { $messages } messages released
    }, for { $readers ->
        [one] { $readers } recipient
       *[other] { $readers } recipients
    }. What was withdrawn stays so.
campaign-call-off-beyond =
    { $count ->
        [one] One school belongs to another desk, which must say so too.
       *[other] { $count } schools belong to another desk, which must say so too.
    }
campaign-merge = Merge the two campaigns
campaign-merge-into = Same threat as
campaign-merge-effect = Its copies go to the other one. If either is confirmed, everything is withdrawn.
campaign-texts =
    { $count ->
        [0] No text
        [one] One text
       *[other] { $count } texts, side by side
    }
campaign-reveal = Read the texts
campaign-variant =
    Text { $n } · { $count ->
        [one] { $count } copy
       *[other] { $count } copies
    }
campaign-variant-open = open
campaign-variants-help = Underlined words are not in the first text.
campaign-schools = Schools concerned
campaign-accounts = Accounts
campaign-copies = Copies
campaign-readers = Recipients
campaign-displayed = Displays
campaign-exposure =
    { $count ->
        [0] Nobody has seen a copy.
        [one] One person has seen a copy, { $opened ->
            [0] without opening it.
           *[other] and opened it.
        }
       *[other] { $count } people have seen a copy, { $opened ->
            [0] none opened it.
            [one] one opened it.
           *[other] { $opened } opened it.
        }
    }
campaign-decoys =
    { $count ->
        [one] One message of this campaign was
       *[other] { $count } messages of this campaign were
    } addressed to decoy mailboxes of { $schools ->
        [one] one school
       *[other] { $schools } schools
    }, which nobody sees: a program sent them, or a stolen list.
campaign-exposure-last = Last display { $when }.
campaign-carriers = Carrier accounts
campaign-first = First sent
campaign-marks = Also recognised by
campaign-mark-text = text
campaign-mark-file = attachment
campaign-mark-link = link
campaign-mark-domain = site
campaign-mark-live =
    { $count ->
        [0] in no other message
        [one] in { $count } other message, held
       *[other] in { $count } other messages, held
    }
campaign-mark-off =
    { $count ->
        [0] no longer looked for
       *[other] too common or revoked ({ $count } other messages): not looked for
    }
campaign-timeline = Timeline
campaign-moment-first = First known sending
campaign-moment-suspected = Second account: the campaign is suspected
campaign-moment-confirmed =
    Threat confirmed, { $count ->
        [one] { $count } message withdrawn
       *[other] { $count } messages withdrawn
    }
campaign-moment-revived = Came back after it was quiet
campaign-moment-looked-back =
    Look-back: { $count ->
        [one] { $count } message stopped
       *[other] { $count } messages stopped
    }
campaign-moment-false-alarm =
    False alarm, { $count ->
        [one] { $count } message released
       *[other] { $count } messages released
    }
campaign-moment-merged =
    Merged with another campaign, { $count ->
        [one] { $count } copy taken over
       *[other] { $count } copies taken over
    }
campaign-moment-quieted = Nothing for three days
campaign-moment-last-shown = A copy was last displayed
desk-campaign = Campaign: { campaign-amounts }
desk-campaign-more =
    { $count ->
        [one] and { $count } more of the same campaign
       *[other] and { $count } more of the same campaign
    }
desk-cleared =
    { $count ->
        [0] A person cleared this text: exact copies are not held again for the same reason, until { $until }.
        [one] A person cleared this text: { $count } copy has passed, until { $until }.
       *[other] A person cleared this text: { $count } copies have passed, until { $until }.
    }
