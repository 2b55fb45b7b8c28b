# Warning the adults of a school; looking after who may hurt themselves.
nav-alert = Report a danger
alert-title = Warn an adult you trust
alert-text = A threat, harassment, somebody who is not well: write it here, in the words that you read or heard. The adults named by the school have it at once.
alert-now = Immediate danger: call 17 or 112 (by SMS, 114).
alert-school = School
alert-words = What you want to say
alert-do = Warn now
alert-readers = read by { $names }
alert-nobody-there = nobody is named
alert-help = This message is never held, and no pupil can read it. Your name goes with your message.
alert-empty = Write a few words: even one sentence is enough.
alert-too-long = This text is too long. Keep what matters most; somebody will answer you.
alert-too-many = You have sent many messages in an hour. In immediate danger, call 17 or 112.
alert-nobody = This school has named nobody. Call it, or in immediate danger 17 or 112.
help-lines = At any time, free and in confidence: 3114 (suicide prevention), 119 (children in danger), 3018 (harassment and violence online).
contacts-title = Adults named
contacts-text = The head names who is warned of a danger and who looks after pupils who suffer. As long as nobody is, it is the head.
contacts-add = Name
contacts-do = Name
contacts-end = Remove
duty-safety = Safety contact
duty-safety-help = Receives what is reported. What is written to them is never held.
duty-care = Health and listening
duty-care-help = Sees the messages whose writer seems to suffer, and takes them in charge.
care-open = People in danger
care-title = People in danger
care-text = Messages whose writer may hurt themselves. This is no police matter: it is about looking after them. They are never withdrawn as a threat.
care-not-named-title = You are not named
care-not-named-text = The head of your school names the adults who look after pupils who suffer.
care-empty-title = Nobody for now
care-empty-text = Worrying messages will appear here, and this list keeps itself up to date.
care-waits = To be taken in charge
care-taken = Taken in charge
care-closed = Closed
care-taken-by = Taken in charge by { $name }, { $when }
care-case-title = A worrying message
care-case-of = { $name } may need help
care-read-help = Your reading is written in the journal. Speak of it only to who can help.
care-take = I take it in charge
care-note = What was done
care-note-missing = Write in a few words what was done.
care-close = Close
care-help-title = You are not alone
care-help-text = If you are going through a hard time, speak to an adult you trust, or call somebody whose work is to listen.
care-help-alert = Write to an adult of my school
desk-care-open = Look after this person
desk-care-help = The writer may hurt themselves. This message is not treated as a threat: it may be delivered, or withdrawn alone.
desk-report-before =
    { $right ->
        [one] { $right } right report
       *[other] { $right } right reports
    } of { $all } before
