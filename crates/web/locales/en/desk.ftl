# The desk.
desk-title = Crisis desk
desk-tabs = Lists
desk-tab-held = Held
desk-tab-reported = Reported
desk-tab-recent = Recent
desk-search = Sender, school, reason
desk-readers =
    { $count ->
        [one] { $count } recipient
       *[other] { $count } recipients
    }
desk-copies =
    { $count ->
        [one] { $count } copy
       *[other] { $count } copies
    }
desk-reports =
    { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
desk-empty-held-title = Nothing is waiting
desk-empty-held-text = No message is held. This list keeps itself up to date.
desk-empty-reported-title = No reports
desk-empty-reported-text = Messages reported by their readers will appear here.
desk-empty-recent-title = No messages
desk-empty-recent-text = Messages delivered or withdrawn in the last hours appear here.
desk-keys = <kbd>j</kbd> next · <kbd>k</kbd> previous · <kbd>o</kbd> read · <kbd>r</kbd> release · <kbd>c</kbd> confirm, then <kbd>Enter</kbd>
desk-letter = Message to examine
desk-back = Back to the list
desk-none-title = Choose a message
desk-none-text = Its text stays veiled until you ask to read it.
desk-from = From
desk-to = To
desk-at = Sent
desk-reveal = Read the message
desk-reveal-help = The text may be distressing. Your reading is entered in the journal.
desk-unveil = Show to the readers
kept-late = Not examined yet: it is taking long.
kept-virus = The antivirus recognises harmful software in it.
kept-overrun = Too large or too deeply packed to be examined.
kept-program = Contains a program.
kept-unreadable = Cannot be read, and goes to several people.
kept-threat = Holds what looks like a threat; its message was let out before.
why-file = An attachment to look at
desk-evidence = What was found
desk-evidence-none = Nothing was found in the text.
desk-threat = Probability of a threat: { $percent }%
desk-reading = reads “{ $reading }”
desk-weight = weight { $percent }%
desk-weight-for = speaks for the sender
desk-facts = Behaviour of the account
desk-reports-title = Reports
desk-history = What was done
desk-acts = Decide
desk-confirm = Confirm the threat and withdraw
desk-withdraw = Withdraw this message and its copies
desk-withdraw-one = Withdraw this message only
desk-release = Release
desk-effect-withdraw =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } to { $readers ->
        [one] { $readers } recipient
       *[other] { $readers } recipients
    }, { $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    }, { $schools ->
        [one] { $schools } school
       *[other] { $schools } schools
    }: nobody will be able to read them.
desk-effect-displayed =
    { $count ->
        [one] { $count } person has already seen it.
       *[other] { $count } people have already seen it.
    }
desk-effect-not-displayed = Nobody has seen it yet.
desk-effect-release =
    { $count ->
        [one] { $count } person will be able to read it, marked “delivered late”.
       *[other] { $count } people will be able to read it, marked “delivered late”.
    }
desk-withdrawn-already = This message is withdrawn: nobody can read it any more. A withdrawal is final.
desk-exposure = Who has seen it ({ $count })
desk-journal = Every decision is entered in the journal, with your name and the time.
state-deferred = Deferred
state-held = Held
state-waves = Going out
state-delivered = Delivered
state-withdrawn = Withdrawn
urgency-high = Urgent
urgency-medium = To look at
urgency-low = Not urgent

exposure-title = Who has seen this message
exposure-back = Back to the message
exposure-sentence =
    { $count ->
        [0] Nobody has seen this message, out of { $readers ->
            [one] { $readers } recipient
           *[other] { $readers } recipients
        }.
        [one] { $count } person has seen this message, out of { $readers ->
            [one] { $readers } recipient
           *[other] { $readers } recipients
        }.
       *[other] { $count } people have seen this message, out of { $readers ->
            [one] { $readers } recipient
           *[other] { $readers } recipients
        }.
    }
exposure-sent = sent { $when }
exposure-withdrawn = withdrawn { $when }
exposure-empty-title = Nobody
exposure-empty-text = Every display is entered here before the text is shown.
exposure-name = Name
exposure-role = Role
exposure-school = School
exposure-first = First display
exposure-last = Last display
exposure-file = Attachment opened
exposure-csv-help = The file holds names of pupils. Downloading it is entered in the journal.
exposure-file-no = no
print = Print

desk-claim = I am on it
desk-claim-own = You are on it until { $when }. The other officers see it.
desk-claim-keep = Keep it ten more minutes
desk-claim-theirs = { $name } is on it, until { $when }. You may withdraw this message, not deliver it.
desk-claimed-by = { $name } is on it
desk-put-down = Put it down
desk-hand-over = Hand over…
desk-hand-to = To whom
desk-hand-note = A word for what follows
desk-hand-do = Hand over
desk-handed-by = Passed on by { $name }.
desk-order = How this list is sorted
desk-order-text = Three questions, in this order: what is it (an announced threat, a person in danger), how far did it go (already seen, reported, copies, number of recipients), how long has it waited. Each answer counts points; the heaviest is written under each message. Age counts for little, but nothing waits for ever.
sign-plain = plain announcement
sign-care = person in danger
sign-likely = likely threat
sign-doubtful = doubtful words
sign-seen = already seen by readers
sign-reported = reported
sign-copies = sent by other accounts
sign-wide = very wide
sign-old = has waited long

desk-decoys =
    { $count ->
        [one] a decoy mailbox
       *[other] { $count } decoy mailboxes
    }
desk-of-class = { $who } of { $class }
desk-unmask = Show who it is
desk-unmask-why = Why do you need the name?
desk-unmask-missing = Write a reason: it is kept in the journal.
desk-unmask-do = Show the name
desk-unmask-help = The name of a minor is only shown for a reason. Your name, the time and the reason are written in the journal.
desk-unmask-list-why = Why do you need the names?
desk-unmask-list-do = Show the names for an hour
desk-unmask-list-help = The names of the minors of a list are only shown for a reason. Your name, the time and the reason are written in the journal.
desk-picture = See the picture, small and grey
desk-picture-alt = Joined picture, shown small and grey
desk-rules = rules
desk-otherwise = What would have changed the decision
desk-nearest = Nearest withdrawn threat
desk-nearest-is = { $percent }% the same as a withdrawn message, sent { $when }
desk-nearest-veiled = The differences are shown with the text.
desk-nearest-help = Underlined: what is not in the withdrawn message.
desk-shown = Who has seen it
desk-shown-so-far =
    { $count ->
        [0] Nobody has seen it.
        [one] { $count } person saw it in their list, { $opened } opened it, of { $readers } recipients.
       *[other] { $count } people saw it in their list, { $opened } opened it, of { $readers } recipients.
    }
desk-touched =
    { $copies ->
        [one] { $copies } copy
       *[other] { $copies } copies
    }, { $displayed ->
        [0] seen by nobody
        [one] seen by { $displayed } person
       *[other] seen by { $displayed } people
    }
desk-stopped = Other messages of the same account stopped lately
fact-reach =
    { $schools ->
        [one] { $readers ->
            [one] { $readers } recipient.
           *[other] { $readers } recipients.
        }
       *[other] { $readers } recipients in { $schools } schools.
    }
fact-usual = Usual maximum: { $count }.
fact-usual-none = This account has not written to anybody yet.
fact-usual-unknown = The habit of this account is not known.
fact-hour =
    { $messages ->
        [one] In the hour before: { $messages } message to { $readers } people.
       *[other] In the hour before: { $messages } messages to { $readers } people.
    }
fact-month =
    { $count ->
        [0] No message in thirty days.
        [one] { $count } message in thirty days.
       *[other] { $count } messages in thirty days.
    }
fact-first-contacts = { $percent }% of the recipients had never had a message from this account.
fact-own-device = Sent from the account’s usual device.
fact-new-device = A device never seen for this account.
fact-strange-device = A device that this account hardly knows.
fact-network-hosting = A hosting network, not a household’s.
fact-network-vpn = A virtual private network (VPN).
fact-network-tor = The Tor network.
fact-strange-network = Nobody of the school ever came from this network.
fact-abroad = From another country than usual.
fact-young-session =
    { $count ->
        [0] Session opened within the minute before.
        [one] Session opened { $count } minute before sending.
       *[other] Session opened { $count } minutes before sending.
    }
fact-searches = { $count } searches of the directory in this session.
fact-shared-device =
    { $count ->
        [one] One other account opened on the same device within the hour.
       *[other] { $count } other accounts opened on the same device within the hour.
    }
fact-shared-network =
    { $count ->
        [one] One other account opened from the same network within the hour, on a device new to it.
       *[other] { $count } other accounts opened from the same network within the hour, on devices new to them.
    }
fact-copies =
    { $accounts ->
        [one] The same text sent by one other account
       *[other] The same text sent by { $accounts } other accounts
    }, { $schools ->
        [one] of one school.
       *[other] of { $schools } schools.
    }
fact-stopped =
    { $count ->
        [one] One other message of this account stopped within the day.
       *[other] { $count } other messages of this account stopped within the day.
    }
fact-night = Sent in the night, at { $hour }:00.
otherwise-deliver = delivered at once
otherwise-waves = delivered in waves
otherwise-own-device = Sent from the account’s usual device, it would have been { $how }.
otherwise-one-reader = Addressed to one person, it would have been { $how }.
otherwise-no-copies = Without copies elsewhere, it would have been { $how }.
otherwise-passage = Without passage no. { $n }, it would have been { $how }.
otherwise-never = No single change would have let it pass: neither the device, nor the number of recipients, nor one passage less.
otherwise-changed-deliver = Judged again today, the same message would be delivered: the rules, or what is known of its files, have changed since.
otherwise-changed-waves = Judged again today, the same message would be delivered in waves: the rules, or what is known of its files, have changed since.
desk-prove = Ask the sender to confirm
desk-effect-prove = The question is only shown on a device that was theirs before sending. If they confirm, the message is delivered without anybody reading it, unless it is a plain announcement; if they say that it is not theirs, the account is contained at once. Without an answer in thirty minutes, the decision is yours.
proof-open = The sender was asked. Without an answer, the question ends { $when }.
proof-none = The sender did not answer before { $when }. The decision is yours.
proof-answer-mine = The sender confirms that this message is theirs, from a device of their own ({ $when }).
proof-answer-not-mine = The sender says that this message is not theirs ({ $when }). Their account was contained.
proof-title = Is this message yours?
proof-text = The crisis desk held this message, sent from your account. It only asks whether it is yours.
proof-mine = Yes, it is mine
proof-mine-help = The message will leave, marked as delivered late, unless a person still has to read it.
proof-not-mine = No, it is not mine
proof-not-mine-help = Your account will be closed everywhere at once, here as well, to shut out whoever uses it. You will come back with a sign-in sheet, to be asked of your school. Your messages will be kept.
proof-until = Without an answer, the question ends { $when }.
