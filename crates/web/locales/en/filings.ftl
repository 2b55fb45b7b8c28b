# Filings: what is owed to others after an attack.
filings-title = Filings
filings-of-campaign = Filings of the campaign
filings-register = Register of data violations
filings-sentence = { $waiting ->
    [0] Nothing is left to file.
    [one] One filing is left to file{ $overdue ->
        [0] .
       *[other] , and it is overdue.
    }
   *[other] { $waiting } filings are left to file{ $overdue ->
        [0] .
        [one] , one of them overdue.
       *[other] , { $overdue } of them overdue.
    }
}
filings-register-sentence = { $count ->
    [0] No data violation is on record.
    [one] One data violation is on record.
   *[other] { $count } data violations are on record.
}
filings-lead = Préau prepares the texts; a person reads them over, files them, and pastes the receipt here.
filings-open-help = One press prepares the texts of all your schools from what is known now. Times run from when the campaign was confirmed. Pressing again adds schools that have joined since; what a person changed or read over is left alone.
filings-open = Prepare the filings
filings-csv = Download the table and the texts
filings-register-help = Every violation stays here, even when there is nothing to notify; the reason is then written.
filings-empty-title = No filings
filings-empty-text = Filings of a confirmed campaign are prepared from the page of the campaign.
filings-tally = { $count ->
    [0] The filings are not prepared yet. Their times are running.
   *[other] Filings prepared: { $count }. Closed: { $over }. Overdue: { $overdue }.
}
said-filings-opened = The filings are ready to be read over.
said-filings-not-confirmed = The campaign is not confirmed: nothing has to be filed yet.
said-filing-done = Noted.
filing-what = Filing
filing-where = School or campaign
filing-uai = School code
filing-who = Responsible
filing-known = Known since
filing-due = Due
filing-state = State
filing-number = Number of the receipt
filing-filed-at = Filed on
filing-people = People concerned
filing-pupils = Of them pupils
filing-accounts = Accounts used
filing-contained = Accounts contained
filing-records = Messages concerned
filing-stopped = Sendings stopped or withdrawn
filing-shown = People who saw one
filing-why = Why it is not needed
filing-text = Text
filing-overdue = overdue
filing-next = Next filing:
filing-kind-police = Call to the police
filing-kind-pharos = Report to Pharos
filing-kind-complaint-owner = Complaint of the owner of an account
filing-kind-complaint-head = Complaint of the head
filing-kind-complaint-rectorat = Complaint of the rectorat
filing-kind-complaint-operator = Complaint of the local authority or vendor
filing-kind-cnil = Notice to the CNIL (article 33)
filing-kind-letter = Letters to people (article 34)
filing-kind-incident = School incident report
filing-kind-technical = Note to the RSSI and the CERT
filing-kind-help = Help for families: 17Cyber and 3018
filing-state-to-do = to do
filing-state-draft = draft
filing-state-read = read over
filing-state-filed = filed
filing-state-completed = completed
filing-state-closed = closed
filing-state-not-needed = not needed
filing-by-desk = crisis desk
filing-by-head = head of school
filing-by-rectorat = education authority
filing-by-operator = local authority or vendor
filing-move-write = text written
filing-move-read-over = text read over
filing-move-file = filed
filing-move-complete = completed
filing-move-close = closed
filing-move-dismiss = said to be not needed
filing-move-resume = taken up again
filing-help-police = Call 17 at once, without waiting to read this over. It says what to say, what to ask and what to keep.
filing-help-pharos = Pharos takes only what is public: a phishing page, a published copy, a video. Private messages are excluded there: for them, file a complaint.
filing-help-complaint = The offences named are for counsel to confirm. Join the sealed evidence pack; the text does not repeat the threat.
filing-help-cnil = The head of the school is the controller. The notice is filed on the site of the CNIL within 72 hours; it may be completed later.
filing-help-letter = Give this text to families; check what is in brackets.
filing-help-incident = Category and level are proposed; the head decides.
filing-help-technical = Send the note by a safe way. The indicators are in the sealed pack.
filing-to-complaint = Go to the complaints of the campaign
filing-wrong-missing = A number, a text or a reason is missing. Nothing was changed.
filing-wrong-time = This time of filing is in the future, or too long ago. Nothing was changed.
filing-wrong-elsewhere = Another filing has this receipt:
filing-wrong-unseen = A filing of another school has this receipt. Check the number.
filing-filed = Filed on { $when }, receipt
filing-because = Not needed:
filing-text-label = Text to paste
filing-text-help = These texts are in French whatever the language of the interface: they are for French authorities.
filing-edited = A person changed it.
filing-do-edit = Save the text
filing-do-regenerate = Write it anew from the facts
filing-do-read-over = Mark as read over
filing-do-file = Save the receipt
filing-file-help = Once it is filed, paste here the number that you were given, with the day and hour of filing.
filing-day = Day of filing
filing-hour = Hour of filing
filing-after = What follows
filing-sent-on = What was sent on since
filing-do-complete = Add a complement
filing-do-close = Close
filing-do-dismiss = Say that it is not needed
filing-dismiss-help = The filing stays in the register, with this reason.
filing-do-resume = Take it up again
filing-history = History
