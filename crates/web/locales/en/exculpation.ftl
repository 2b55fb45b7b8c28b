# A report on how a message was sent.
exculpation-title-message = Report on how a message was sent
exculpation-title-session = Report on a session
exculpation-lead = What the system knows of how this account was used. This report accuses nobody and does not replace an inquiry.
exculpation-ask-message = Make a report on how this message was sent
exculpation-ask-session = Make a report on this session
exculpation-ask-what = The report says how the account was opened, from which device and which network, whether they had been seen before or have been since, what points to somebody else, what points to the owner, and what we do not know. It holds neither the text of the message nor anybody else’s name.
exculpation-ask-use = You may hand it to the police, to a lawyer or to the school.
exculpation-ask-journal = Every report made is written in the journal, with the name of whoever asked for it.
exculpation-ask-head = The source address is not in it: it is given to the owner, to their guardians and to the crisis desk.
exculpation-ask-family = Ask for this report on a device that has been yours for some days, or on which you used a sheet: somebody who has your password must not be able to read it. Otherwise your school can make it.
exculpation-ask-show = Make the report
exculpation-ask-file = Save it as a file
exculpation-link = Report on its sending
exculpation-link-session = Report on this session
exculpation-file-again = Save as a file
exculpation-offered = Reports
exculpation-offered-help = Did somebody else use an account? A report says what we know of it. You may hand it to whoever asks you.
exculpation-offered-session = Session that you said was not yours ({ $when })
exculpation-offered-message = Message for which your account was shut ({ $when })
exculpation-offered-child = Message for which the account of { $name } was shut ({ $when })
exculpation-made = Made { $when }, asked for by { $who }.
exculpation-by-owner = the owner of the account
exculpation-by-guardian = a guardian of the owner
exculpation-by-desk = the crisis desk
exculpation-by-head = the head of the school
exculpation-by-console = the operator
exculpation-nobody = Owner whose name is not shown
exculpation-masked = The name of a minor is shown once you have asked for it, with a reason, on the page of the message.
exculpation-conclusion = Conclusion
exculpation-conclusion-somebody-else = Several signs indicate that somebody else used this account.
exculpation-conclusion-unclear = Nothing allows us to say.
exculpation-conclusion-own-device = The message comes from a usual device of the account.
exculpation-conclusion-own-device-session = The session was opened on a usual device of the account.
exculpation-why-somebody-else = The device was not the account’s, at least two signs of other kinds point the same way, and nothing points to the owner.
exculpation-why-unclear = The facts are enough neither to say that somebody else used the account nor to say that it was its owner.
exculpation-why-own-device = This does not say who sat before the screen: a device may be lent, shared, left open, or used from afar.
exculpation-other = What points to somebody else
exculpation-other-none = Nothing that we saw.
exculpation-owner = What points to the owner
exculpation-owner-none = Nothing that we saw.
exculpation-missing = What we do not know
exculpation-sign-device-never = The device had never opened this account.
exculpation-sign-device-young = The account did not know this device, or for less than { $quiet } days.
exculpation-sign-device-gone =
    The device never came back, while the account has been opened { $elsewhere ->
        [one] once on another since.
       *[other] { $elsewhere } times on others since.
    }
exculpation-sign-network-hides = The network hides from where one connects: { $network }.
exculpation-sign-network-never = The account used the network neither before nor since.
exculpation-sign-country = The account had never been used from this country (code { $country }).
exculpation-sign-device-others =
    The same device opened { $accounts } other accounts, { $schools ->
        [one] of one school,
       *[other] of { $schools } schools,
    } within an hour.
exculpation-sign-network-others =
    { $accounts } other accounts, { $schools ->
        [one] of one school,
       *[other] of { $schools } schools,
    } were opened from the same network within an hour, on devices new to them.
exculpation-sign-leaked = A list of stolen passwords held that of this account.
exculpation-sign-copies =
    { $accounts ->
        [one] Another account sent the same text, or nearly.
       *[other] { $accounts } other accounts, { $schools ->
            [one] of one school,
           *[other] of { $schools } schools,
        } sent the same text, or nearly.
    }
exculpation-sign-hour = At this hour the account is never used.
exculpation-sign-readers = The message was for { $readers } people; the widest before it, for { $usual }.
exculpation-sign-disowned = The owner said that it was not them.
exculpation-sign-device-usual = The account had used the device for more than { $quiet } days.
exculpation-sign-device-back = The device opened the account again after the password was changed.
exculpation-sign-network-usual = The account had been opened from this network before.
exculpation-sign-network-back = The account was opened from this network again after the password was changed.
exculpation-sign-printed-code = The session was opened with a printed code, handed to the owner.
exculpation-sign-second-factor = The session was opened with a second factor, or what stands for one.
exculpation-sign-said-mine = The owner answered that the message was theirs.
exculpation-missing-person = Who sat before the screen. No system knows; a pupil who borrows a device and hides the network leaves the same traces as a thief.
exculpation-missing-session = The session: this message was sent without one, or the journal does not name it.
exculpation-missing-opening = By what the session was opened: the journal does not say.
exculpation-missing-address = From where each message was sent: address and port are those of the opening of the session, at the time of that opening.
exculpation-missing-network = To what kind of network the address belongs: it is in none of the operator’s lists.
exculpation-missing-mobile = Which telephone was behind this address: a mobile network shares it among thousands of subscribers. The operator of that network finds it by address, port and UTC time.
exculpation-missing-country = From which country the connection came.
exculpation-missing-habits = The habits of the account: it was used too little before.
exculpation-missing-leak = Whether the password was stolen: none of the lists that were tried held it, which does not prove the contrary.
exculpation-missing-undecided = What was seen at sending: the message is still being checked. The report will say so once it is decided.
exculpation-missing-verdict = The signs that would have been seen at sending: this message was not judged.
exculpation-message = The message
exculpation-session = The session
exculpation-ways = The device and the network
exculpation-habits = The habits of the account, and its password
exculpation-after = What happened afterwards
exculpation-risk = Signs that Préau saw at sending
exculpation-check = How to check this report
exculpation-sent = Sent
exculpation-state = Where it stands
exculpation-state-deferred = deferred until closed hours end
exculpation-state-held = held, waiting for a decision
exculpation-state-waves = being delivered
exculpation-state-delivered = delivered
exculpation-state-withdrawn = withdrawn
exculpation-state-checked = being checked
exculpation-held-at = Held
exculpation-withdrawn-at = Withdrawn
exculpation-readers = Recipients
exculpation-shown = Seen in a list
exculpation-shown-value = { $listed }, of whom { $opened } opened it
exculpation-body = Hash of the text (SHA-256)
exculpation-opened = Opened
exculpation-by = By
exculpation-by-code-password = the password
exculpation-by-code-password_change = a change of password
exculpation-by-code-activation = a printed code
exculpation-by-code-totp = the password and the code of an application
exculpation-by-code-recovery = the password and a recovery code
exculpation-by-code-grid = the password and two cells of a code grid
exculpation-by-code-passkey = a passkey
exculpation-by-code-other = something other than a password
exculpation-address = Address and port
exculpation-address-withheld = Not shown to whoever asks for this report. They are kept.
exculpation-agent = Browser
exculpation-network = Network
exculpation-network-isp = a household’s line
exculpation-network-mobile = mobile network
exculpation-network-school = network of a school
exculpation-network-vpn = virtual private network (VPN)
exculpation-network-hosting = hosting network
exculpation-network-tor = Tor network
exculpation-network-unknown = of an unknown kind
exculpation-network-country = { $network }, country { $country }
exculpation-last-seen = Last use
exculpation-last-seen-value = { $when }, to the minute
exculpation-ended = Closed
exculpation-device-before = The device, before
exculpation-device-since = The device, since
exculpation-network-before = The network, before
exculpation-network-since = The network, since
exculpation-use-never = never seen for this account
exculpation-use-not-known = the address names none
exculpation-use-known = known to the account since { $when }
exculpation-use-count =
    { $count ->
        [one] { $count } other session, { $first }
       *[other] { $count } other sessions, the first { $first }, the last { $last }
    }
exculpation-elsewhere = On other devices, since
exculpation-elsewhere-value =
    { $count ->
        [0] no session
        [one] { $count } session
       *[other] { $count } sessions
    }
exculpation-others-device-hour = Other accounts on this device, within an hour
exculpation-others-device-day = Other accounts on this device, within a day
exculpation-others-network-hour = Other accounts from this network, within an hour, on new devices
exculpation-others-none = none
exculpation-others-no-school = without a school
exculpation-uses = Uses compared
exculpation-uses-value = { $count } sessions and messages of the { $days } days before
exculpation-hour = Hour
exculpation-hour-value = { $hour }:00; { $count } of those uses within two hours of it
exculpation-devices = Devices and networks
exculpation-devices-value = { $devices } and { $networks }
exculpation-countries = Countries
exculpation-countries-none = unknown
exculpation-widest = Widest message
exculpation-sent-in = Messages of this session
exculpation-sent-line = { $when }, to { $readers } ({ $state })
exculpation-leaked-at = List of stolen passwords
exculpation-nothing-after = Nothing that concerns this account.
exculpation-risk-none = None.
exculpation-what-disowned = The owner said that this session was not theirs.
exculpation-what-disowned-other = The owner said that another session was not theirs.
exculpation-what-contained = The account was shut to whoever used it.
exculpation-what-lifted = The crisis desk gave the account back.
exculpation-what-returned = The owner came back with a printed code.
exculpation-what-activated = A password was chosen with a printed code.
exculpation-what-password-changed = The password was changed.
exculpation-what-leaked = A list of stolen passwords opened the account; it was shut.
exculpation-what-restricted = A device was limited to adults of the school.
exculpation-what-factor-added = A second factor was added.
exculpation-what-factor-removed = A second factor was removed.
exculpation-what-invited = A code was drawn at the console for this account.
exculpation-what-held = The message was held with others.
exculpation-what-released = A person let the message go.
exculpation-what-withdrawn = A person withdrew the message.
exculpation-what-asked = The crisis desk asked the owner whether the message was theirs.
exculpation-what-said-mine = The owner answered that the message was theirs.
exculpation-what-said-not-mine = The owner answered that the message was not theirs.
exculpation-what-appealed = The owner appealed against the decision.
exculpation-what-appeal-answered = The crisis desk answered the appeal.
exculpation-entry = journal, no. { $seq }
exculpation-entry-waits = journal, not yet sealed
exculpation-entry-none = not in the journal
exculpation-moment = { $when } ({ $utc } UTC)
exculpation-check-seal = The journal is signed up to entry no. { $last}, { $when }. Size { $size }, root:
exculpation-check-none = The journal is not signed yet.
exculpation-check-verify = The operator checks the whole journal with the command “preau verify”, and exports it with “preau export”: an expert then reads it with their own tools, without this program. Each fact above names the number of its entry.
exculpation-check-hash = The entry “evidence.exculpate” of the journal, made together with this report, holds the SHA-256 hash of its facts:
exculpation-check-file = The saved file holds these facts as JSON, in the element “facts”: their hash must be this one.
exculpation-opening-signs = Signs that Préau noted when the session was opened
exculpation-arrival-device = Device never seen for this account.
exculpation-arrival-device_today = This device was first used less than a day before.
exculpation-arrival-network_hosting = Network of a hosting company.
exculpation-arrival-network_vpn = Virtual private network (VPN).
exculpation-arrival-network_hidden = Network that hides where one is, on a known device.
exculpation-arrival-network_new = Network never seen for this account.
exculpation-arrival-network_stranger = Network never seen for any account of the school.
exculpation-arrival-country = Country unusual for this account.
exculpation-arrival-network_usual = Usual network of this account.
exculpation-arrival-network_school = Network of a school.
exculpation-arrival-network_mobile = French mobile network, with nothing else unusual.
exculpation-arrival-device_accounts = The same device opened other accounts within the hour.
exculpation-arrival-device_schools = The same device opened accounts of several schools within the hour.
exculpation-arrival-network_accounts = Other accounts were opened from this network within the hour.
exculpation-arrival-network_schools = Accounts of several schools were opened from this network within the hour.
exculpation-arrival-names_failed = Many user names were tried in vain from this network within the hour.
exculpation-arrival-browser_accounts = The same browser opened other accounts through networks that hide where one is.
