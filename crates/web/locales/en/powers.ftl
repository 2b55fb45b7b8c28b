# Who may decide what, giving it for a time, and the codes on paper.
powers-title = Powers
powers-lead = Who may decide what in your territory. A power that was given for a time is given no further, and ends with the one that it comes from.
powers-held = In force
power-desk = Crisis desk
power-operator = Operation
power-glass = codes on paper
power-given-on = given for a time
power-until = Until
power-lasting = Without end, given by the operator
power-by = given by { $name }
power-end = End it
power-give = Give a power for a time
power-give-text = To somebody who works in a school or has a power already. For fourteen days at most; you may end it at any moment.
power-login = User name of the person
power-which = Which power, and where
power-until-when = Until
power-give-do = Give this power
power-nobody = Nobody of that name works in a school or has a power. Check the user name. Nothing has changed.
power-time = Choose a moment to come, within fourteen days. Nothing has changed.
power-too-many = Twenty people hold a part of this power already: end one first.
power-not-allowed = This power is not yours, or was given to you for a time: it is given no further.
glass-title = Codes on paper
glass-link = Can nobody of the desk sign in? Codes on paper
glass-lead = When nobody of the desk answers or can sign in, two of the three printed codes give its power for an hour.
glass-told = Everybody who has a power in this territory will see it on each of their pages, with your name and your reason. The three codes are void afterwards.
glass-one = Code of a first envelope
glass-two = Code of another envelope
glass-do = Take the desk’s power for an hour
glass-wrong = These are not two different codes that were printed together and are still good. Check them. This try is noted.
glass-no-note = Say why, in a sentence: everybody will read it.
glass-wait =
    { $count ->
        [one] Too many tries. Try again in a minute.
       *[other] Too many tries. Try again in { $count } minutes.
    }
band-glass = Codes on paper were used: { $name } has the desk’s power ({ $note }).
account-powers = Powers
account-powers-go = Powers of my territory
