# Sign-in, activation, passwords.
sign-in-title = Sign in
sign-in-login = User name
sign-in-password = Password
sign-in-do = Sign in
sign-in-activate = First sign-in, or a sheet from the school
sign-in-lost = Lost your password? Ask the school office or a teacher for a new connection sheet.
sign-in-refused = Wrong user name or password. Check both and try again.
sign-in-unusual = This sign-in looks like none of yours: as a precaution we did not open it. Sign in from a device that knows you, from home or from the school, or ask the school office for a new sign-in sheet.
sign-in-too-many =
    { $count ->
        [one] Too many tries failed from this network. Try again in { $count } minute, or from a device where you usually sign in.
       *[other] Too many tries failed from this network. Try again in { $count } minutes, or from a device where you usually sign in.
    }
sign-in-busy =
    { $count ->
        [one] Many people are signing in right now. Try again in { $count } second.
       *[other] Many people are signing in right now. Try again in { $count } seconds.
    }
sign-in-towards = You will then enter { $service }.
sign-in-kept = Your session had ended. What you were writing is kept: sign in to go on.
password-show = Show
password-hide = Hide
password-again = The same, once more
password-too-short = Too short: at least { $count } characters are needed. Four words in a row do very well.
password-common = Thieves know this password. Choose another, for instance four unrelated words.
password-too-long = Too long: no more than { $count } characters.
password-holds-login = This password holds your user name, which others know. Choose another one.
password-differs = The two do not match. Try again.

activate-title = First sign-in
activate-intro = Copy the code printed on the sheet that the school gave you.
activate-code = Code on the sheet
activate-code-help = Capitals, dashes and spaces do not matter.
activate-continue = Continue
activate-back = I already have a password
activate-wrong-code = This code is not valid: mistyped, already used or too old. Check it, or ask for a new sheet.
activate-waits = Your code is good. The accounts of your class or school open again { $when }.
activate-waits-help = Keep your slip and come back then: the same code will open your account. If you need help before that, speak to an adult of the school.
activate-too-many =
    { $count ->
        [one] Too many wrong codes came from this network. Try again in { $count } minute.
       *[other] Too many wrong codes came from this network. Try again in { $count } minutes.
    }
activate-hello = Hello { $name }
activate-login = Your user name is <strong>{ $login }</strong>. Now choose your password.
activate-proposal = We suggest these four words
activate-proposal-help = Easy to remember, hard to guess. Write them down before you go on: they will not be shown again.
activate-take = Take these four words
activate-or = or
activate-own = Your own password
activate-own-help = At least { $count } characters. No digit or sign required.
activate-do = Take this password
