# Réinitialiser un territoire, et le retour de ses comptes.
resets-title = Réinitialisations
resets-lead = Réinitialiser ferme d’un coup les comptes d’une classe, d’un établissement ou d’un territoire : mots de passe, sessions, appareils et codes d’avant ne valent plus rien. On revient par une fiche remise par un adulte.
resets-waiting = En attente d’une seconde personne
resets-asks-begin = Réinitialiser :
resets-asks-undo = Mettre fin à la réinitialisation :
resets-everybody = tous les établissements
resets-accounts =
    { $count ->
        [one] { $count } compte
       *[other] { $count } comptes
    }
resets-asked-by = Demandé par { $name }.
resets-answer-until = Réponse possible jusqu’à
resets-begun = La fermeture a déjà commencé ; sans accord, elle cesse d’elle-même.
resets-own = C’est vous qui l’avez demandé : une autre personne doit donner son accord.
resets-agree = Donner mon accord
resets-decline = Refuser
resets-take-back = Retirer ma demande
resets-done = En cours et passées
resets-empty-title = Aucune réinitialisation
resets-empty-text = Celles de votre territoire seront ici, avec le nombre de comptes revenus.
resets-back = { $back } revenus sur { $count }
resets-ended = Terminée
resets-provisional = En attente d’accord
resets-new = Réinitialiser
resets-new-text = Vous verrez d’abord combien de comptes sont touchés. Rien n’est fait avant votre confirmation.
resets-unknown-code = Aucun établissement de votre territoire n’a le code { $code }. Vérifiez-le : sept chiffres et une lettre.
resets-place = Où
resets-code = Ou un seul établissement, par son code UAI
resets-spare = Épargner
resets-spare-none = Personne
resets-spare-hours =
    { $count ->
        [one] Qui a choisi son mot de passe depuis une heure
       *[other] Qui a choisi son mot de passe depuis { $count } heures
    }
resets-spare-help = Utile quand on sait depuis quand les mots de passe ont été volés : ceux d’après sont sûrs.
resets-spare-passkeys = Épargner aussi qui avait déjà une clé d’accès avant ce moment
resets-spare-passkeys-help = Sur un appareil inconnu, la clé était demandée en plus du mot de passe : le voleur du mot de passe n’est pas entré.
resets-see = Voir ce que cela ferait
reset-new-title = Réinitialiser ces comptes ?
reset-closed = Comptes fermés
reset-spared = Épargnés
reset-passkeys = Qui avait déjà une clé d’accès avant ce moment est épargné.
reset-what = Toutes les sessions ouvertes se terminent dans la seconde, y compris dans les services reliés. Aucun mot de passe d’avant ne permet plus d’entrer. Les messages déjà reçus restent.
reset-back-how = Chacun revient avec une fiche, imprimée par classe depuis l’annuaire de l’établissement et remise en main propre.
reset-note = Pourquoi, en une phrase
reset-phrase = tout réinitialiser
reset-phrase-label = Tapez « { $phrase } » pour confirmer
reset-phrase-missing = La phrase n’a pas été tapée exactement. Rien n’est fait.
reset-two = À cette échelle il faut deux personnes, dont une de la cellule. La seconde a quinze minutes pour donner son accord, sur cette même page.
reset-at-once = Commencer tout de suite, pour trente minutes au plus, sans attendre l’accord
reset-ask = Demander la réinitialisation
reset-do =
    { $count ->
        [one] Fermer { $count } compte
       *[other] Fermer { $count } comptes
    }
reset-board-title = Retour des comptes
reset-since = Réinitialisation :
reset-is-over = Cette réinitialisation est terminée :
reset-is-provisional = Personne n’a encore donné son accord. Sans lui, elle cesse :
reset-figure = { $count }
reset-to-come = Pas encore revenus
reset-are-back = Revenus
reset-share = Part
reset-nobody = Aucun compte de ce lieu n’avait de mot de passe.
reset-class = Classe
reset-school = Établissement
reset-accounts = Comptes
reset-printed = Fiches imprimées
reset-handed = Remises
reset-undo = Mettre fin à la réinitialisation
reset-undo-text = Qui n’est pas encore revenu retrouve son ancien mot de passe, même s’il a été volé. Il faut l’accord d’une seconde personne.
reset-undo-do = Demander la fin
openings-title = Retour par étapes
openings-text = Sans rien ici, chacun revient dès qu’il a sa fiche. Pour étaler le retour, dites quand une classe ou un établissement rouvre : d’abord la lecture, puis l’écriture. Entre les deux, on peut déjà écrire aux adultes de son établissement. Les chefs d’établissement n’attendent pas.
openings-none = Aucune étape : le retour est ouvert à tous.
opening-new = Ajouter une étape
opening-who = Qui
opening-everyone = tous
opening-adults = personnels
opening-pupils = élèves
opening-guardians = responsables
opening-reads = Lecture :
opening-writes = écriture :
opening-reads-from = On se connecte et on lit à partir du
opening-writes-from = On écrit à tous à partir du
opening-date = Jour
opening-time = Heure
opening-do = Fixer cette étape
opening-end = Retirer
opening-open = Ouvert
opening-half = Lecture seule
