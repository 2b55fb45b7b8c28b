# Measures: what is restricted, for whom, where and until when.
measures-title = Measures
measures-lead = A measure restricts messaging or access, for some people, in a place, until a time. It always ends by itself. Heads of schools, official information and reports are never concerned.
measures-new = Propose a measure
measures-in-force = In force or planned
measures-empty-title = No measure in force
measures-empty-text = Those of your territory will be here, with their end.
measures-over = Ended
measure-title = Measure
measure-console = the operator of the service
measure-from = Begins:
measure-now = Begins: at once
measure-until = Ends:
measure-see = See this measure
measure-change = Lift, extend or replace
measure-clause = { $whom }: { $what }
measure-places-more =
    { $count ->
        [one] { $places } and one more
       *[other] { $places } and { $count } more
    }
measure-everybody = All schools
measure-hour = { $hours }:00
measure-hour-minutes = { $hours }:{ $minutes }
measure-whom-pupils = Pupils
measure-whom-guardians = Guardians
measure-whom-families = Pupils and guardians
measure-whom-adults = Teachers and staff
measure-whom-everyone = Everybody but heads
measure-no-access = access suspended, official information excepted
measure-no-messages = messaging suspended, neither read nor written
measure-read-only = read only, nothing is sent
measure-hold = every message checked by the desk before it leaves
measure-cap-reach =
    { $readers ->
        [one] one recipient for each message
       *[other] at most { $readers } recipients for each message
    }
measure-no-files = neither files nor links
measure-national-only = nothing is sent from abroad
measure-new-devices = from a device never seen before, only adults of the school can be written to
measure-proof = identity to be proved again before writing
measure-closed-hours = what is sent from { $from } to { $to } is delivered at { $to }, after another check
measure-delay = what is sent is delivered { $minutes } minutes later, after another check
measure-what-no-access = Suspend access
measure-what-no-messages = Suspend messaging
measure-what-read-only = Read only
measure-what-hold = Check every message
measure-what-cap-reach = Limit the number of recipients
measure-what-no-files = Stop files and links
measure-what-national-only = Stop sending from abroad
measure-what-new-devices = Limit devices never seen before
measure-what-proof = Ask for identity again
measure-what-closed-hours = Close some hours
measure-what-delay = Delay what is sent
measure-preset-default = Préau by default: pupils, small sendings and known devices
measure-preset-paris = As in Paris on 29 March 2024: pupils closed, nights closed, France only
measure-preset-amiens = As in Amiens on 24 March 2024: access suspended
measure-preset-national = As on 28 March 2024: all messaging
measure-preset-night = Nights, from 23:00 to 7:00
measure-preset-none = One restriction, chosen below
measure-alone = One person is enough to decide this.
measure-second = At this scale it takes two people, one of them from the desk.
measure-joint = Joint request: somebody of another institution must confirm.
measure-provisional = It has begun already; without agreement it ends by itself.
measure-standing-waits = Waiting
measure-standing-provisional = Begun, waiting for agreement
measure-standing-planned = Planned
measure-standing-in-force = In force
measure-standing-expired = Ended
measure-standing-lapsed = Unanswered
measure-standing-refused = Refused
measure-standing-lifted = Lifted
measure-standing-replaced = Replaced
measure-new-title = Propose a measure
measure-advice = The smallest measures that are enough
measure-advice-text =
    { $copies ->
        [one] Each would have stopped the known copy of this campaign. The first disturbs least.
       *[other] Each would have stopped the { $copies } known copies of this campaign. The first disturbs least.
    }
measure-advice-costs = at most { $stopped } legitimate messages stopped an hour, { $delayed } delayed
measure-replaces = This measure will take the place of the present one, once it is decided.
measure-where = Where
measure-places = Places
measure-places-help = Several may be chosen. The smaller, the less it disturbs.
measure-codes = Or schools, by their UAI codes
measure-what = What
measure-preset = Model
measure-whom = For whom
measure-restriction = Restriction
measure-readers = Recipients
measure-hours-from = From
measure-hours-to = To
measure-minutes = Minutes
measure-numbers-help = These numbers matter only to the restriction that asks for them.
measure-when = Until when
measure-ends-date = Day of the end
measure-ends-time = Time of the end
measure-later = Begin later
measure-starts-date = Day of the beginning
measure-starts-time = Time of the beginning
measure-ends-help = A measure that stops every message lasts three days at most, others fourteen; it can be extended.
measure-preview-title = This is what it would do
measure-people = People restricted
measure-schools = Schools
measure-stopped = Messages stopped an hour
measure-delayed = Messages delayed an hour
measure-figures = What was foreseen when it was decided
measure-figures-help =
    { $letters ->
        [one] Computed from the only message that these people sent in seven days. The number is rather too large.
       *[other] Computed from { $letters } messages that these people sent in seven days; nearly all were legitimate. The numbers are rather too large.
    }
measure-smaller = Smaller, in the same place
measure-never = These stay open whatever happens: official information of heads of schools, reporting a danger or a message, and signing in to read them.
measure-reason = Why, in one sentence
measure-reason-help = Those restricted will read it. Do not quote the threat, and name nobody.
measure-ask-joint = Ask another institution to confirm as well
measure-ask = Ask for agreement
measure-take = Take this measure
measure-agreed-by = Agreed by { $name },
measure-refused-by = Refused by { $name },
measure-ended = Ended
measure-deferred =
    { $count ->
        [one] { $count } message waits for its time.
       *[other] { $count } messages wait for their time.
    }
measure-extensions = Extensions
measure-extension-yes = Granted
measure-lift = Lift now
measure-lift-text = One person is enough. What was waiting leaves, after another check.
measure-lift-do = Lift the measure
measure-replace = Replace it by a smaller one
measure-extend = Extend
measure-extend-text = It takes as many people as deciding it did.
measure-extend-do = Extend
measure-wrong-no-place = Choose at least one place.
measure-wrong-too-many-places = Too many places for one measure: choose a département or an académie.
measure-wrong-no-clause = Choose a restriction and for whom, or a model.
measure-wrong-too-many-clauses = The same restriction is asked for twice.
measure-wrong-unsound = The number or the hours of the restriction make no sense: at least one recipient, and two different hours.
measure-wrong-no-reason = Say why, in one sentence: those restricted will read it.
measure-wrong-long-reason = The reason is too long: a sentence or two is enough.
measure-wrong-no-end = Give the day and time of the end: no measure is without one.
measure-wrong-ends-first = The end is past already, or comes before the beginning.
measure-wrong-too-long = That is too long for this restriction: three days if it stops every message, fourteen otherwise. It can be extended.
measure-wrong-too-far = A measure begins within fourteen days.
measure-wrong-no-start = Give the day and the time of the beginning, or neither to begin at once.
measure-wrong-replaces-later = A measure that replaces another begins at once.
measure-wrong-exempt = This person heads a school or has a power: no measure concerns them. Their account can be contained.
measure-wrong-replaced = The measure to replace is not in force any more. Propose this one without replacing it.
band-measure = { $what } Reason: { $reason }
restrictions-title = What is restricted for you
restrictions-empty-title = Nothing is restricted for you
restrictions-empty-text = You can read and write as usual.
restrictions-why = Why
restrictions-until = Until when
restrictions-still = What still works
restrictions-who = Decided by
restrictions-always = You can always read official information, warn an adult of a danger and report a message.
restricted-no-access = Access is suspended.
restricted-no-access-still = Official information of your school, reporting a danger, and your account.
restricted-no-messages = Messaging is suspended.
restricted-no-messages-still = Everything else, and official information of your school. Your messages are kept.
restricted-read-only = You can read your messages, not write any.
restricted-read-only-still = Reading, filing, reporting, and warning an adult of a danger.
restricted-hold = Your messages are checked before they leave.
restricted-hold-still = Write as usual: they leave a little later.
restricted-cap-reach =
    { $readers ->
        [one] You can write to one person at a time.
       *[other] You can write to at most { $readers } people at a time.
    }
restricted-cap-reach-still = Writing, to a few people at a time.
restricted-no-files = Files and links are stopped.
restricted-no-files-still = Writing messages without files or links.
restricted-national-only = Nothing is written from abroad.
restricted-national-only-still = Reading your messages, and writing to adults of your school.
restricted-new-devices = From a device never seen before, only adults of the school can be written to.
restricted-new-devices-still = Writing to everybody from a device that you usually use.
restricted-proof = Before writing, prove again that it is you.
restricted-proof-still = Writing to adults of your school, without proving anything.
restricted-closed-hours = What you write from { $from } to { $to } leaves at { $to }.
restricted-closed-hours-still = Reading at any time, and writing normally the rest of the day.
restricted-delay = Your messages leave { $minutes } minutes later.
restricted-delay-still = Writing as usual.
official-title = Official information
official-lead = What the head of your school wrote to you. This page stays open whatever happens.
official-closed = Messaging is closed for now; your messages are kept.
official-empty-title = No information
official-empty-text = What the head will write to you will be here.
said-goes-out-later = Your message will leave later, after a check.
said-measure-begun = The measure is decided. It will end by itself.
said-measure-waits = The measure waits for a second person to agree.
said-measure-agreed = You have agreed.
said-measure-declined = The request is declined. Nothing is done.
said-measure-own = You cannot agree to your own request.
said-measure-no-desk = One of the two must be of the crisis desk.
said-measure-same-house = You are of the same institution: another must confirm.
said-measure-too-late = Too late: the measure has changed meanwhile, or the request has lapsed.
said-measure-lifted = The measure is lifted.
said-measure-extended = The measure is extended.
said-measure-extension-waits = The extension waits for a second person to agree.
said-measure-not-later = That end is not later than the present one.
said-measure-too-long = That is longer than this measure may last from now.
said-measure-no-end = Give the day and time of the new end.
problem-suspended = A measure in force does not let you write for now. Your text is kept if you save the draft. If there is danger, warn an adult.
problem-too-wide = A measure in force limits the number of recipients. Remove some, or save the draft for later.
problem-no-files = A measure in force stops files and links. Remove them to send.
problem-abroad = A measure in force stops messages sent from abroad. You can write to adults of your school.
problem-new-device = A measure in force: from this device, never seen before, you can only write to adults of your school.
problem-proof-first = Prove first that it is you: a sending as wide as this, or a measure in force, asks for it.
letter-goes-out = Your message will leave { $when }; there is nothing you need to do.
nav-official = Information
nav-measures = Measures
rate = { $value }
