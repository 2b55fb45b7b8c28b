# Seconds facteurs : les installer, s’en servir.
second-title = Encore une vérification
second-why = Cet appareil n’est pas l’un des vôtres. Tapez le code de votre application, ou l’un de vos codes de secours.
second-code = Code
second-code-help = Six chiffres, ou un code de secours sur papier.
second-wrong = Ce n’est pas le bon code, ou il a déjà servi. Attendez le suivant, et vérifiez l’heure de votre téléphone.
second-over = Cette connexion a trop duré, ou trop de codes ont été essayés. Recommencez.
second-anew = Recommencer
second-other = Se connecter autrement
second-lost = Téléphone perdu ? Servez-vous d’un code de secours, ou demandez une fiche de connexion à votre établissement.
step-up-title = Confirmez que c’est bien vous
step-up-why = Ce que vous allez faire touche d’autres personnes. Rien n’est encore fait, et ce que vous avez saisi est gardé.
step-up-factor = Ce que vous allez faire touche d’autres personnes : il faut d’abord installer un second facteur, une application qui donne un code sur votre téléphone. Rien n’est encore fait.
step-up-wrong = Ce n’est pas le bon mot de passe. Rien n’est encore fait.
step-up-do = Confirmer et continuer
step-up-back = Ne rien faire
factors-title = Second facteur
factors-why = Avec un second facteur, votre mot de passe volé ne suffit plus pour entrer depuis un autre appareil.
factors-not-here = Vous utilisez cet appareil depuis trop peu de temps pour changer cela ici. Faites-le depuis un appareil habituel, attendez quelques jours, ou demandez une fiche de connexion.
factors-list = Vos applications
factors-none = Aucune pour l’instant.
factors-since = installée { $when }
factors-used = dernière utilisation { $when }
factors-remove = Retirer
factors-label = Nom de l’appareil
factors-label-help = Par exemple : mon téléphone.
factors-add = Ajouter une application
factors-confirm-title = Ajouter une application
factors-confirm-read = Ouvrez une application de codes sur votre téléphone et lisez ce carré.
factors-square = Code à lire avec votre téléphone
factors-confirm-type = Pas d’appareil photo ? Tapez cette clé dans l’application :
factors-confirm-code = Tapez le code que l’application affiche.
factors-six = Six chiffres
factors-confirm-do = Vérifier
factors-wrong = Ce n’est pas le code que l’application doit afficher. Vérifiez l’heure de votre téléphone et réessayez.
factors-cancel = Annuler
recovery-title = Codes de secours
recovery-once = Voici dix codes pour le jour où vous n’aurez plus votre téléphone. Imprimez-les ou recopiez-les maintenant : ils ne seront plus affichés. Chacun sert une fois.
recovery-print = Imprimer
recovery-kept = Je les ai notés
recovery-left =
    { $count ->
        [0] Vous n’en avez plus.
        [one] Il vous en reste { $count }.
       *[other] Il vous en reste { $count }.
    }
recovery-renew = Tirer de nouveaux codes
recovery-effect = Les anciens ne vaudront plus rien.
account-second = Second facteur
account-second-help = Une application sur votre téléphone, en plus du mot de passe.
account-second-go = Gérer mon second facteur
account-end = Déconnecter
account-not-me-title = Ce n’est pas vous ?
account-not-me-help = Quelqu’un d’autre a votre mot de passe. Tout sera fermé aussitôt, et ce qui a été envoyé de cet appareil sera retenu. Vous choisirez un nouveau mot de passe tout de suite si vous êtes sur un appareil à vous ; sinon, votre établissement vous remettra une fiche.
account-not-me-do = Ce n’était pas moi : tout fermer
password-unknown-device = Vous utilisez cet appareil depuis trop peu de temps pour changer le mot de passe ici. Faites-le depuis un appareil habituel, ou demandez une fiche de connexion.
