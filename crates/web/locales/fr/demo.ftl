# The page of the demonstration.
demo-title = Démonstration
demo-intro = Une académie inventée, trois établissements, deux mille cinq cents personnes. Choisissez qui vous êtes.
demo-people = Se connecter comme
demo-login = Identifiant <code>{ $login }</code>, mot de passe <code>{ $password }</code>
demo-be = Se connecter
demo-attack-title = Une petite attaque, en direct
demo-attack-text = Des comptes volés essaient d’écrire une menace à des classes entières. Ouvrez la cellule dans un onglet et une messagerie dans un autre, puis lancez.
demo-attack-do = Lancer l’attaque
demo-attack-again = La relancer
demo-attack-running = L’attaque est en cours. Regardez la cellule.
demo-attack-done =
    { $tried ->
        [one] { $tried } message tenté, { $stopped } arrêté avant lecture.
       *[other] { $tried } messages tentés, { $stopped } arrêtés avant lecture.
    }
demo-attack-displayed =
    { $count ->
        [0] Personne n’en a lu un seul.
        [one] { $count } personne en a vu un avant son retrait.
       *[other] { $count } personnes en ont vu un avant son retrait.
    }
