# What handlers say of data: reasons, decisions, refusals of uploads.
you = you
why-attack = Attack announced
why-death = Death threat
why-violence = Extreme violence
why-blackmail = Blackmail
why-self-harm = Someone at risk
why-harassment = Harassment
why-quotation = Reported speech
why-lesson = Lesson or fiction
why-reported = Reported by readers
why-nothing = Nothing found
decision-held = Held before anybody could read it.
decision-held-shown =
    { $count ->
        [one] Held after it was shown to { $count } person.
       *[other] Held after it was shown to { $count } people.
    }
decision-deferred = Waits for closed hours to end; will be checked again.
decision-waves = Going out in waves.
decision-delivered = Delivered.
decision-withdrawn = Withdrawn: nobody can read it any more.
did-hold = Held
did-waves = Delivered in waves
did-deliver = Delivered
did-release = Delivered
did-withdraw = Withdrawn
did-contain = Account contained
imports-too-large = These files are over { $max } in all. Send them in several goes, or import them from the server with preau import.
imports-no-file = Choose at least one file that is not empty.
import-console = Server console
import-failed = Reading stopped. Nothing was changed: check the files and try again.
did-prove = Confirmed by its sender: delivered
did-disown = Disowned by its owner: account contained
