# Policies.
policies-title = Policy
policies-sentence = The rules that decide what becomes of a message, their versions and tests.
policies-new = Write a rule
policies-files = Rules of the operator
policies-files-help = The files of the folder of rules, as each node has them in force. A change is taken within two seconds, as a whole or not at all.
policies-files-node =
    Node { $node }: { $rules ->
        [one] { $rules } rule
       *[other] { $rules } rules
    } of { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, in force since { $when }
policies-files-kept = Newer files are refused; the rules of before stay in force.
policies-empty-title = No version
policies-empty-text = The policy that comes with Préau decides alone.
policies-version = Version
policies-state = State
policies-where = Territory
policies-hits = Hits
policy-back = Back to the policy
policy-everywhere = Everywhere
policy-until = until
policy-hits = { $hits } of { $judged } messages
policy-kind-base = Whole policy
policy-kind-overlay = Rule of the desk
policy-kind-signature = Words to recognise
policy-state-draft = draft
policy-state-tested = tested
policy-state-shadow = in the shadow
policy-state-partial = in force in a share
policy-state-active = in force
policy-state-expired = expired
policy-state-demoted = taken out by itself
policy-state-own = comes with Préau
policy-state-retired = retired
policy-share-of = ({ $share }% of the schools)
policy-tested = Last test: { $hits } decisions changed of { $of }.
policy-too-late = Nothing was changed: that is not possible any more from this state.
policy-too-broad = Nothing was changed: it would hold { $held } of the last { $of } messages. Make it narrower and propose it again.
policy-source = Text of the version
policy-days = Days
policy-test = Test on the log
policy-moves = Move this version
policy-to-shadow = Into the shadow, without effect
policy-share = Percent of the schools
policy-to-partial = Into a share
policy-sure = I know that it will decide everywhere in its territory
policy-to-active = Put into force
policy-confirm = Confirm without an end
policy-urgent-sure = I know that it will decide at once, for 72 hours
policy-urgent = Put into force urgently
policy-why = Why
policy-retire = Retire
policy-over = This version does not move any more. To come back to it, propose it again.
policy-edit-sentence = A rule of the desk only makes stricter, unless it is a relief and says why. It decides nothing before it was tested.
policy-sound = The rule is sound.
policy-name = Name
policy-name-help = Lower-case letters without accents, digits and _, 40 at most.
policy-name-problem = This name cannot be used.
policy-when = Applies when
policy-when-help = In CEL, such as readers > 20 && !adult. A missing variable is null.
policy-then = The message
policy-missing = When a variable is missing
policy-missing-pass = the rule does not apply
policy-missing-hold = the message is held
policy-text = Sentence for whoever reviews the message
policy-relief = Is a relief, because
policy-relief-help = Leave empty for a rule that only makes stricter.
policy-note = What it is for
policy-check = Check
policy-try = Test on 30 days
policy-propose = Keep as a draft
policy-outcome = Message
policy-outcome-deliver = delivered
policy-outcome-waves = in waves
policy-outcome-slow_waves = in slow waves
policy-outcome-hold = held
policy-was = Decided
policy-would = With it
policy-report = What it would have done
policy-report-sentence =
    { $judged ->
        [one] { $judged } decision
       *[other] { $judged } decisions
    } over { $days ->
        [one] { $days } day
       *[other] { $days } days
    }: { $changed } otherwise, in { $schools ->
        [one] { $schools } school
       *[other] { $schools } schools
    }.
policy-load = To review each day: { $before } messages, and { $after } with it.
policy-load-pupils = A month for 1,000 pupils: { $before }, and { $after } with it.
policy-samples = Examples
policy-sample = Message { $number }
policy-cut = There are more decisions than are looked at: the newest were.
signature-new = Have words recognised
signature-sentence = Words or a sentence that Préau is to recognise in messages, with examples. Once in force they are also looked for among the messages of the last 30 days; what is found is held for a person.
signature-sound = The examples behave as they should.
signature-disguised = Disguised, they are still recognised { $found } times of { $tried }.
signature-terms = Words or phrases
signature-terms-help = One a line, one of them is enough. (a|b) for either, * at the end for any ending.
signature-reading = They are looked for
signature-words = as words, even disguised
signature-exact = as they are written: links, whole sentences
signature-label = They announce
signature-label-attack = an attack or a bomb
signature-label-death = a death threat
signature-label-violence = extreme violence
signature-label-blackmail = blackmail
signature-effect = A message that has them
signature-holds = is held for a person
signature-sign = is looked at more closely, and not held for that alone
signature-reason = Sentence for whoever reads the message again
signature-positive = Examples to recognise
signature-negative = Examples to let pass
signature-examples-help = Three at least of each kind, one a line. They are tried before anything else.
