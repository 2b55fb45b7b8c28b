# Notices to families: written, read over, sent, read, checked by anybody.
nav-notices = Notices
notices-title = Notices to families
notices-lead = A notice says what we know, what we do not know, and when the next word comes. A second person reads it before it leaves. Nothing closes this page.
notices-new = Write a notice
notices-point = Public page
notices-waiting = To be read over
notices-before = Not sent yet
notices-after = Sent
notices-empty-title = No notice has been sent
notices-empty-text = The notices of your schools will be here, with how many families have read them.
notice-state-draft = Draft
notice-state-to-approve = To be read over
notice-state-approved = Ready to send
notice-state-sending = Being sent
notice-state-sent = Sent
notice-state-corrected = Corrected
notice-state-withdrawn = Withdrawn
notice-kind-first-word = First word
notice-kind-first-word-help = A worrying message has just come in. Say so before rumours do, even if you do not know everything.
notice-kind-shelter = Pupils are staying inside
notice-kind-shelter-help = Nobody goes in or out. Families should not come.
notice-kind-where-to-come = Do not come, or come here
notice-kind-where-to-come-help = The school is empty. Say where the children are.
notice-kind-all-clear = There is no danger
notice-kind-all-clear-help = The police have checked, and said so.
notice-kind-reopening = Opening again
notice-kind-reopening-help = The school opens again, at a given time.
notice-kind-account-used = A pupil’s account was used without their knowledge
notice-kind-account-used-help = For the family of a pupil whose account was stolen: the child has done nothing.
notice-kind-closing = It is over, we are still here to listen
notice-kind-closing-help = The last word, with the place and telephone of those who listen.
notice-kind-denial = We are not concerned
notice-kind-denial-help = People say that the school is threatened, and it is not true.
notice-new-title = Write a notice
notice-new-lead = Choose what is happening. The text is written already, you only have to complete it.
notice-corrects = This correction takes the place of the present notice as soon as it is sent. Families will see what has changed.
notice-to-whom = To whom
notice-places = Schools or classes
notice-codes = Or schools, by their UAI codes
notice-also-pupils = Pupils read it too
notice-also-staff = Teachers and staff read it too
notice-also-public = It stands on the public page too
notice-next-word = Next word
notice-next-date = Day
notice-next-time = Time
notice-next-help = Needed: not knowing is what hurts families. Even if there is nothing new, say so again at that time.
notice-next-last = Not needed: this notice may be the last word.
notice-fill = To complete
notice-fill-do = Make the text again
notice-fill-help = The model’s text comes back, with what you have just written here. Your own sentences are replaced.
notice-variable-since = Since when
notice-variable-place = Where
notice-variable-when = When
notice-variable-who = Who has checked
notice-variable-contact = Telephone
notice-language-fr = Text in French
notice-language-en = Text in English
notice-part-title = Title
notice-part-known = What we know
notice-part-unknown = What we do not know yet
notice-part-to-do = What you can do
notice-part-sms = Short version, for a text message
notice-part-english = { $part } (English)
notice-before-leaving = Before it leaves
notice-nothing-found = Nothing to say about the text.
notice-stops = What is in red keeps it from leaving.
notice-look = Look at the text again
notice-keep = Go on
notice-keep-help = Nothing is sent: first you will see the notice as families will read it.
notice-several-schools = Your schools
notice-reaches = For { $people }.
notice-guardians =
    { $count ->
        [one] { $count } guardian
       *[other] { $count } guardians
    }
notice-pupils =
    { $count ->
        [one] { $count } pupil
       *[other] { $count } pupils
    }
notice-adults =
    { $count ->
        [one] { $count } adult of the school
       *[other] { $count } adults of the school
    }
notice-is-public = It stands on the public page too.
notice-sms-cost =
    { $segments ->
        [one] { $segments } text message, { $units } characters
       *[other] { $segments } text messages, { $units } characters
    }
notice-sms-cost-dear =
    { $segments ->
        [one] { $segments } text message, { $units } characters; 70 instead of 160 in each because of some characters
       *[other] { $segments } text messages, { $units } characters; 67 instead of 153 in each because of some characters
    }
notice-finding-quotes-threat = These words are those of the threat. Do not repeat them: say “a worrying message”.
notice-finding-names-pupil = This is the first name of a pupil. Do not name any child.
notice-finding-unfilled = Something is left to complete:
notice-finding-no-next-time = Say when the next word comes.
notice-finding-next-time-past = The time of the next word has passed. Choose another.
notice-finding-no-code = The short version lacks the code that proves the notice genuine. Write [code] where it should be.
notice-finding-long-sentence = A sentence of { $words } words. Make two of it:
notice-finding-hard-word = Say “{ $instead }” rather than
notice-finding-hard-text = The text is hard to read (LIX { $lix }). Use shorter sentences and everyday words.
notice-finding-dear-character = “{ $character }” makes the text message cost more. Write “{ $instead }”.
notice-finding-dear-no-other = “{ $character }” makes the text message cost more. Leave it out if you can.
notice-finding-many-segments = The short version is { $segments } text messages. Two are almost always enough.
notice-wrong-no-kind = Choose what is happening.
notice-wrong-no-place = Choose one school or class at least.
notice-wrong-too-many-places = Too many schools for one notice.
notice-wrong-no-title = Write a title: one line that says it all.
notice-wrong-long-title = The title is one single line.
notice-wrong-no-known = Say what you know.
notice-wrong-no-unknown = Say what you do not know yet: families will believe you more.
notice-wrong-long-part = One part is too long: the notice has to fit on a page.
notice-wrong-next-too-far = The next word comes within three days.
notice-wrong-nobody = No guardian is registered here: { $place }. Nobody would receive this notice; leave this place out, or tell people in another way.
notice-wrong-too-late = This text has changed, or has left. Go back to the list to see where it stands.
notice-alone = First word of a head to the families of their own school: you can send it at once, alone. Every minute counts, and it is you whom families wait for.
notice-takes-two = A second person reads this notice before it leaves: a head of the school, or the desk.
notice-submit = Have it read over
notice-edit = Change
notice-waits-other = Somebody else has to read it over. You cannot approve what you wrote.
notice-take-back = Take it back
notice-read-first = Read the notice below as a parent will. Is it true, clear, and without anything of the threat?
notice-read-over = Read over
notice-approve-send = Approve and send to { $people }
notice-approve = Approve without sending
notice-back-note = What has to change
notice-send-back = Give back to its author
notice-sent-back = To change:
notice-ready = The notice is approved. It leaves only when you send it.
notice-send-now = Send to { $people }
notice-write-again = Write it again
notice-not-yours = This notice is for other schools as well: the desk approves and sends it.
notice-approved-by = read over by { $name },
notice-version = version { $version }
notice-see-before = See the version before
notice-as-read = What families read ·
notice-reach = Families reached
notice-reach-sentence =
    { $acknowledged ->
        [one] For { $acknowledged } child of { $children }, a guardian said that they read the notice.
       *[other] For { $acknowledged } children of { $children }, a guardian said that they read the notice.
    }
notice-reach-help = A child counts once, as soon as one of its guardians has read. “Seen”: the notice was shown; “Read”: the button “I have read it” was pressed.
notice-class = Class
notice-no-class = In no class
notice-children = Children
notice-seen = Seen
notice-acknowledged-short = Read
notice-share = Share
notice-bar = Read for { $acknowledged } children of { $children }
notice-who-is-missing = To reach
notice-nobody-missing = nobody
notice-missing-count =
    { $count ->
        [one] { $count } family
       *[other] { $count } families
    }
notice-missing-title = { $class }: families to reach
notice-missing-lead =
    { $count ->
        [one] For { $count } child, no guardian has said that they read the notice.
       *[other] For { $count } children, no guardian has said that they read the notice.
    }
notice-missing-none = All families have read
notice-missing-none-text = There is nobody to reach in this class.
notice-seen-only = Seen, not confirmed
notice-not-seen = Not seen
notice-correct-or-withdraw = Correct or withdraw
notice-correct-text = A mistake? A correction takes the notice’s place and says what has changed. Withdraw only what should never have left.
notice-correct = Correct
notice-give-up = Give up
notice-withdraw-note = Why, in a sentence that families may read
notice-withdraw = Withdraw the notice
notice-official = Official notice from
notice-known = What we know
notice-unknown = What we do not know yet
notice-to-do = What you can do
notice-next = Next word:
notice-code = Code of this notice:
notice-check = Check that it is genuine
notice-french-only = This notice exists in French only.
notice-correction = Correction
notice-corrected-at = Corrected { $when }
notice-before = Notice before it: { $when }. This is what changes:
notice-gone = Not true any more:
notice-new = New:
notice-acknowledge = I have read it
notice-acknowledge-help = Press this button: the school will know that your family has been told.
notice-acknowledged = You said that you read it
notice-replaced-at = This notice was corrected { $when }.
notice-read-newest = Read the new version
notice-withdrawn-at = This notice was withdrawn { $when }.
notice-withdrawn-do = Do not rely on it any more. You do not have to do anything.
notice-withdrawn-why = Why:
notice-read-tag = Read
notice-to-read = To read
official-letters = Messages from the head
band-notice = Notice from the school, to read now: { $title }
band-notice-read = Notice from the school: { $title }
band-notice-withdrawn = A notice that you read was withdrawn: { $title }
verify-title = Check a notice
verify-lead = Did you receive a notice from a school, as a message, a text message or on paper? Type its code: you will see whether it is genuine, and what it says.
verify-code = Code of the notice
verify-code-help = Eight letters and digits, capital or not, with or without the hyphen.
verify-do = Check
verify-genuine = This notice is genuine.
verify-compare = Compare it with the one you received: the text must be this one.
verify-corrected = This notice was genuine, and was corrected { $when }.
verify-newest = Rely on the new version.
verify-withdrawn = This notice was genuine, and was withdrawn { $when }.
verify-unknown = No notice has this code.
verify-unknown-do = Do not do what that message says and do not share it. Call the school at the number that you already know.
verify-shape = This is not the code of a notice.
verify-shape-do = A code has eight letters and digits. It never has 0, 1, I, L or O.
verify-check = This code was copied wrongly.
verify-check-do = One letter or digit is not the right one. Read it again and try once more.
verify-wait =
    { $count ->
        [one] Too many wrong codes were tried from this network. Try again in a minute, or call the school.
       *[other] Too many wrong codes were tried from this network. Try again in { $count } minutes, or call the school.
    }
point-title = What schools say
point-calm = No school has a public notice at the moment.
point-situation =
    { $count ->
        [one] One notice is public: { $place }, { $when }.
       *[other] { $count } notices are public. The newest: { $place }, { $when }.
    }
point-as-of = Written
point-rumours = What is told, and what is true
rumours-title = Rumours
rumours-lead = Note what people say and answer it: your answer stands on the public page at once. Without an answer nothing is public.
rumours-empty-title = No rumour is noted
rumours-empty-text = What is told about your schools will be here.
rumour-told = People say: “{ $claim }”
rumour-open = No answer
rumour-answered = Public
rumour-answer = Your answer, in a sentence or two
rumour-answer-do = Make the answer public
rumour-close = Show it no more
rumour-note = Note a rumour
rumour-claim = What people say
rumour-claim-help = Without naming anybody, and without copying a threat.
rumour-note-do = Note
said-notice-kept = The notice is kept. Nothing has been sent yet: read it over here.
said-notice-waits = The notice waits for somebody else to read it over.
said-notice-ready = The notice is approved. It is still to be sent.
said-notice-sent = The notice is sent: families read it from now on.
said-notice-sent-back = The notice is its author’s again.
said-notice-withdrawn = The notice is withdrawn.
said-notice-own = You cannot approve what you wrote.
said-notice-stopped = Something in the text keeps it from leaving: see below.
said-notice-nobody = The notice has not left: there is no guardian left to reach in one of these places.
said-notice-too-late = Somebody was faster, or the text has changed since you read it. This is where it stands.
said-notice-read = Thank you. The school knows that you have read this notice.
said-notice-changed = This notice changed while you were reading. This is where it stands.
said-rumour-noted = The rumour is noted. Answer it to make it public.
said-rumour-answered = The answer is public.
said-rumour-closed = The rumour is shown no more.
said-rumour-wrong = Something is missing: a text of a sentence or two, and one of your schools.
said-rumour-too-late = This rumour is closed already.
channels-title = Also left by
channels-help = A push that nobody reads is followed by a text message. Who has read the notice here is sent nothing more.
channels-channel = Channel
channels-waiting = Waiting
channels-taken = Handed over
channels-arrived = Arrived or read
channels-failed = Not arrived
channel-in-app = Préau
channel-push = Push
channel-sms = Text message
channel-mail = Mail
