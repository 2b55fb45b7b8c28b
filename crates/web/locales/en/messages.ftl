# Lists of messages, conversations, search.
inbox-title = Messages
inbox-empty-title = No messages
inbox-empty-text = Messages from the school will arrive here.
row-unread = Unread.
row-to = To
row-files = Attachments.
row-withdrawn = This message was withdrawn
row-being-checked = Being checked
pane-label = Reading
pane-empty-title = Choose a message
pane-empty-text = It will open here.

sent-title = Sent messages
sent-to-nobody = nobody
sent-empty-title = Nothing sent
sent-empty-text = The messages you send will be kept here.
drafts-title = Drafts
drafts-empty-title = No drafts
drafts-empty-text = A message you have begun is saved here and waits for you.
drafts-to-nobody = No recipient
drafts-send-at = To be sent { $when }
drafts-not-sent = This message was not sent.
drafts-unschedule = Cancel sending
drafts-delete = Delete

search-title = Search
search-label = Search your messages
search-placeholder = Search
search-do = Search
search-bare-title = What are you looking for?
search-bare-text = A name, a subject or a few words of the message. Accents and capitals do not matter.
search-nothing = Nothing for “{ $query }”
search-nothing-text = Try fewer words, or only the person’s name.
search-found =
    { $count ->
        [one] { $count } message found
       *[other] { $count } messages found
    }
search-more = The { $count } newest are shown. Add a word to narrow the search.

letter-mine = (you)
letter-to = To { $names }
letter-cc = copy: { $names }
letter-late = Delivered late, { $when }.
letter-being-checked = Being checked. Your message will leave as soon as that is done; you have nothing to do.
letter-report = Report
letter-reported = You have reported this message. A person is looking at it.
letter-unread = Mark as unread
letter-restore = Take back from the bin
letter-move = Move
letter-move-to = Move to
letter-trash = Move to bin
files-label = Attachments
file-veiled = being checked
withdrawn-when = This message was withdrawn { $when }.
withdrawn-threat = It contained a threat.
withdrawn-nothing-to-do = You have nothing to do.
withdrawn-contact = To talk to somebody: { $contact }.
withdrawn-contact-school = To talk to somebody, turn to the school office.
reply-label = Reply to { $name }
reply-all =
    { $count ->
        [one] Reply to all ({ $count } person)
       *[other] Reply to all ({ $count } people)
    }
reply-with-files = Attach a file
reply-none = This message does not expect an answer.
inbox-new-device = Your account was opened on a new device: { $device }, { $when }. Was it you?
inbox-new-device-own = That was me
