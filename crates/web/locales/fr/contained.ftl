# Contained accounts.
contained-title = Comptes confinés
contained-back = Retour à la cellule
contained-sentence =
    { $count ->
        [0] Aucun compte n’est confiné en ce moment.
        [one] { $count } compte est confiné en ce moment.
       *[other] { $count } comptes sont confinés en ce moment.
    }
contained-help = Un compte confiné est fermé à tout le monde. Son propriétaire y revient avec une fiche de connexion imprimée depuis ; sinon, le confinement prend fin de lui-même.
contained-empty-title = Aucun compte confiné
contained-empty-text = Les confinements des sept derniers jours apparaissent ici.
contained-account = Compte
contained-why = Motif
contained-since = Depuis
contained-end = Fin
contained-refused = Connexions refusées
contained-lift = Lever
contained-lift-do = Lever
contained-note = Pourquoi lever ce confinement
contained-note-missing = Rien n’a été changé : écrivez pourquoi ce confinement est levé.
contained-lift-help = Lever rend le mot de passe et les appareils d’avant. Les sessions qui étaient ouvertes restent fermées. Votre note est inscrite au journal.
contained-see = voir le message
contained-by-machine = décidé par Préau
contained-reason-threat = Menace envoyée depuis ce compte, vraisemblablement par quelqu’un d’autre.
contained-reason-carrier = Avait envoyé plus tôt la même menace, depuis un appareil inconnu.
contained-reason-desk = Décision de la cellule.
contained-state-holds = confiné
contained-state-lifted = levé
contained-state-returned = propriétaire revenu
contained-state-over = terminé
contained-asked =
    { $count ->
        [one] { $count } compte attend votre décision
       *[other] { $count } comptes attendent votre décision
    }
contained-asked-help = Au-delà de { $bound } comptes d’une même campagne, Préau retient les messages et ne confine plus sans une personne.
contained-asked-do =
    { $count ->
        [one] Confiner ce compte
       *[other] Confiner { $count } comptes
    }
desk-contain = Confiner le compte
desk-effect-contain = Ses sessions et son mot de passe sont coupés pendant 24 heures, ou jusqu’à son retour par une fiche imprimée.
desk-contained-until = Compte confiné. Fin prévue : { $when }.
desk-contained-list = Comptes confinés
own-containment = Votre compte a été fermé ({ $since }), puis rendu ({ $until }).
own-containment-machine = Un message dangereux en est parti depuis un appareil que nous ne connaissions pas : quelqu’un avait sans doute votre mot de passe. Personne ne vous reproche ce message. Ne réutilisez pas l’ancien mot de passe, ici ou ailleurs.
own-containment-desk = La cellule de crise l’a fermé pour vous protéger. Ne réutilisez pas l’ancien mot de passe, ici ou ailleurs.
own-containment-lifted = C’était une précaution ; la cellule de crise l’a levée. Vous n’avez rien à faire.
own-restricted = Depuis cet appareil, vous pouvez lire, et écrire aux adultes de votre établissement. Le reste est mis en attente pour quelques heures, car l’appareil est nouveau et un de vos messages doit être vérifié.
contained-reason-owner = Son titulaire a dit qu’un message n’était pas de lui.
contained-reason-decoy = A écrit à une boîte leurre, que personne ne voit.
contained-reason-spray = Ouvert avec des comptes d’autres établissements, en moins d’une heure, par le même appareil ou le même réseau.
