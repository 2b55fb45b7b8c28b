# Qui peut décider de quoi, le donner pour un temps, et les codes de secours.
powers-title = Pouvoirs
powers-lead = Qui peut décider de quoi dans votre territoire. Un pouvoir donné pour un temps ne se donne pas plus loin, et cesse avec celui dont il vient.
powers-held = En vigueur
power-desk = Cellule de crise
power-operator = Exploitation
power-glass = codes de secours
power-given-on = donné pour un temps
power-until = Jusqu’à
power-lasting = Sans terme, donné par l’exploitant
power-by = donné par { $name }
power-end = Y mettre fin
power-give = Donner un pouvoir pour un temps
power-give-text = À une personne qui travaille dans un établissement ou qui a déjà un pouvoir. Quatorze jours au plus ; vous pouvez y mettre fin à tout moment.
power-login = Identifiant de la personne
power-which = Quel pouvoir, et où
power-until-when = Jusqu’au
power-give-do = Donner ce pouvoir
power-nobody = Personne de ce nom ne travaille dans un établissement ou n’a de pouvoir. Vérifiez l’identifiant. Rien n’a changé.
power-time = Choisissez un moment à venir, dans les quatorze jours. Rien n’a changé.
power-too-many = Vingt personnes ont déjà une part de ce pouvoir : mettez d’abord fin à l’une.
power-not-allowed = Ce pouvoir n’est pas à vous, ou vous a été donné pour un temps : il ne se donne pas plus loin.
glass-title = Codes de secours
glass-link = Personne de la cellule ne peut se connecter ? Codes de secours
glass-lead = Quand personne de la cellule ne répond ni ne peut se connecter, deux des trois codes imprimés donnent son pouvoir pour une heure.
glass-told = Tous ceux qui ont un pouvoir dans ce territoire le verront sur chacune de leurs pages, avec votre nom et votre raison. Les trois codes ne vaudront ensuite plus rien.
glass-one = Code d’une première enveloppe
glass-two = Code d’une autre enveloppe
glass-do = Prendre le pouvoir de la cellule pour une heure
glass-wrong = Ce ne sont pas deux codes différents, imprimés ensemble et encore bons. Vérifiez-les. Cet essai est noté.
glass-no-note = Dites pourquoi, en une phrase : cela sera lu par tous.
glass-wait =
    { $count ->
        [one] Trop d’essais. Réessayez dans une minute.
       *[other] Trop d’essais. Réessayez dans { $count } minutes.
    }
band-glass = Codes de secours utilisés : { $name } a le pouvoir de la cellule ({ $note }).
account-powers = Pouvoirs
account-powers-go = Pouvoirs de mon territoire
