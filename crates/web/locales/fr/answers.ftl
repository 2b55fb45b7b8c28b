# What handlers say of data: reasons, decisions, refusals of uploads.
you = vous
why-attack = Attentat annoncé
why-death = Menace de mort
why-violence = Violence extrême
why-blackmail = Chantage
why-self-harm = Personne en danger
why-harassment = Harcèlement
why-quotation = Propos rapportés
why-lesson = Cours ou fiction
why-reported = Signalé par des lecteurs
why-nothing = Rien de relevé
decision-held = Retenu avant toute lecture.
decision-held-shown =
    { $count ->
        [one] Retenu après { $count } affichage.
       *[other] Retenu après { $count } affichages.
    }
decision-deferred = Attend la fin des heures fermées ; sera vérifié de nouveau.
decision-waves = En cours de distribution, par vagues.
decision-delivered = Distribué.
decision-withdrawn = Retiré : plus personne ne peut le lire.
did-hold = Retenu
did-waves = Distribué par vagues
did-deliver = Distribué
did-release = Distribué
did-withdraw = Retiré
did-contain = Compte confiné
imports-too-large = Ces fichiers dépassent { $max } en tout. Envoyez-les en plusieurs fois, ou importez-les depuis le serveur avec preau import.
imports-no-file = Choisissez au moins un fichier qui ne soit pas vide.
import-console = Console du serveur
import-failed = La lecture s’est arrêtée. Rien n’a été modifié : vérifiez les fichiers et recommencez.
did-prove = Confirmé par son expéditeur : distribué
did-disown = Désavoué par son titulaire : compte confiné
