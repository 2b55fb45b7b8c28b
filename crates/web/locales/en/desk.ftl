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
