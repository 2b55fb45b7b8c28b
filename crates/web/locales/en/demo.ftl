# The page of the demonstration.
demo-title = Demonstration
demo-intro = An invented académie, three schools, two thousand five hundred people. Choose who you are.
demo-people = Sign in as
demo-login = User name <code>{ $login }</code>, password <code>{ $password }</code>
demo-be = Sign in
demo-attack-title = A small attack, live
demo-attack-text = Stolen accounts try to write a threat to whole classes. Open the desk in one tab and a mailbox in another, then start.
demo-attack-do = Start the attack
demo-attack-again = Play it again
demo-attack-running = The attack is on. Watch the desk.
demo-attack-done =
    { $tried ->
        [one] { $tried } message tried, { $stopped } stopped before anybody read it.
       *[other] { $tried } messages tried, { $stopped } stopped before anybody read them.
    }
demo-attack-displayed =
    { $count ->
        [0] Nobody has read a single one.
        [one] { $count } person saw one before it was withdrawn.
       *[other] { $count } people saw one before it was withdrawn.
    }
