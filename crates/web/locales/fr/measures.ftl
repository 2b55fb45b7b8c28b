# Mesures : ce qui est limité, pour qui, où et jusqu’à quand.
measures-title = Mesures
measures-lead = Une mesure limite la messagerie ou l’accès, pour certains, à un endroit, jusqu’à une heure. Elle cesse toujours d’elle-même. Les chefs d’établissement, les informations officielles et les signalements ne sont jamais concernés.
measures-new = Proposer une mesure
measures-in-force = En vigueur ou prévues
measures-empty-title = Aucune mesure en vigueur
measures-empty-text = Celles de votre territoire seront ici, avec leur fin.
measures-over = Terminées
measure-title = Mesure
measure-console = l’exploitant du service
measure-from = Début :
measure-now = Début : dès maintenant
measure-until = Fin :
measure-see = Voir cette mesure
measure-change = Lever, prolonger ou remplacer
measure-clause = { $whom } : { $what }
measure-places-more =
    { $count ->
        [one] { $places } et un autre
       *[other] { $places } et { $count } autres
    }
measure-everybody = Tous les établissements
measure-hour = { $hours } h
measure-hour-minutes = { $hours } h { $minutes }
measure-whom-pupils = Élèves
measure-whom-guardians = Responsables
measure-whom-families = Élèves et responsables
measure-whom-adults = Enseignants et personnels
measure-whom-everyone = Tout le monde, sauf la direction
measure-no-access = accès suspendu, sauf aux informations officielles
measure-no-messages = messagerie suspendue, ni lecture ni écriture
measure-read-only = lecture seule, aucun envoi
measure-hold = chaque message vérifié par la cellule avant de partir
measure-cap-reach =
    { $readers ->
        [one] un seul destinataire par message
       *[other] { $readers } destinataires au plus par message
    }
measure-no-files = ni fichier ni lien
measure-national-only = aucun envoi depuis l’étranger
measure-new-devices = depuis un appareil jamais vu, on n’écrit qu’aux adultes de l’établissement
measure-proof = identité à prouver de nouveau avant d’écrire
measure-closed-hours = envois de { $from } à { $to } remis à { $to }, après une nouvelle vérification
measure-delay = envois remis { $minutes } minutes plus tard, après une nouvelle vérification
measure-what-no-access = Suspendre l’accès
measure-what-no-messages = Suspendre la messagerie
measure-what-read-only = Lecture seule
measure-what-hold = Vérifier chaque message
measure-what-cap-reach = Limiter le nombre de destinataires
measure-what-no-files = Arrêter les fichiers et les liens
measure-what-national-only = Arrêter les envois depuis l’étranger
measure-what-new-devices = Limiter les appareils jamais vus
measure-what-proof = Redemander l’identité
measure-what-closed-hours = Fermer des heures
measure-what-delay = Retarder les envois
measure-preset-default = Préau par défaut : élèves, petits envois et appareils connus
measure-preset-paris = Comme à Paris le 29 mars 2024 : messagerie des élèves en lecture seule, nuits fermées, France seulement
measure-preset-amiens = Comme à Amiens le 24 mars 2024 : accès suspendu
measure-preset-national = Comme le 28 mars 2024 : toute la messagerie
measure-preset-night = Les nuits, de 23 h à 7 h
measure-preset-none = Une seule limite, choisie plus bas
measure-alone = Une personne suffit pour en décider.
measure-second = À cette échelle il faut deux personnes, dont une de la cellule.
measure-joint = Demande conjointe : une personne d’une autre institution doit confirmer.
measure-provisional = La mesure a déjà commencé ; sans accord, elle cesse d’elle-même.
measure-standing-waits = En attente
measure-standing-provisional = Commencée, en attente d’accord
measure-standing-planned = Prévue
measure-standing-in-force = En vigueur
measure-standing-expired = Terminée
measure-standing-lapsed = Sans réponse
measure-standing-refused = Refusée
measure-standing-lifted = Levée
measure-standing-replaced = Remplacée
measure-new-title = Proposer une mesure
measure-advice = Les plus petites mesures qui suffisent
measure-advice-text =
    { $copies ->
        [one] Chacune aurait arrêté la copie connue de cette campagne. La première gêne le moins.
       *[other] Chacune aurait arrêté les { $copies } copies connues de cette campagne. La première gêne le moins.
    }
measure-advice-costs = au plus { $stopped } messages légitimes arrêtés par heure, { $delayed } retardés
measure-replaces = Cette mesure prendra la place de l’actuelle, dès qu’elle sera décidée.
measure-where = Où
measure-places = Lieux
measure-places-help = Plusieurs choix possibles. Plus c’est petit, moins on gêne.
measure-codes = Ou des établissements, par leurs codes UAI
measure-what = Quoi
measure-preset = Modèle
measure-whom = Pour qui
measure-restriction = Limite
measure-readers = Destinataires
measure-hours-from = De
measure-hours-to = À
measure-minutes = Minutes
measure-numbers-help = Ces nombres ne servent qu’à la limite qui les demande.
measure-when = Jusqu’à quand
measure-ends-date = Jour de fin
measure-ends-time = Heure de fin
measure-later = Commencer plus tard
measure-starts-date = Jour du début
measure-starts-time = Heure du début
measure-ends-help = Une mesure qui arrête tous les messages dure trois jours au plus, les autres quatorze ; elle peut être prolongée.
measure-preview-title = Voici ce que cela ferait
measure-people = Personnes limitées
measure-schools = Établissements
measure-stopped = Messages arrêtés par heure
measure-delayed = Messages retardés par heure
measure-figures = Ce qui était prévu au moment de décider
measure-figures-help =
    { $letters ->
        [one] Calculé sur le seul message envoyé par ces personnes depuis sept jours. Le nombre est plutôt trop grand.
       *[other] Calculé sur { $letters } messages envoyés par ces personnes depuis sept jours ; presque tous étaient légitimes. Les nombres sont plutôt trop grands.
    }
measure-smaller = Plus petit, au même endroit
measure-never = Resteront toujours ouverts : les informations officielles des chefs d’établissement, le signalement d’un danger ou d’un message, et la connexion pour les lire.
measure-reason = Pourquoi, en une phrase
measure-reason-help = Les personnes limitées la liront. Ne citez pas la menace et ne nommez personne.
measure-ask-joint = Demander aussi l’accord d’une autre institution
measure-ask = Demander l’accord
measure-take = Prendre cette mesure
measure-agreed-by = Accord de { $name },
measure-refused-by = Refus de { $name },
measure-ended = Terminée
measure-deferred =
    { $count ->
        [one] { $count } message attend son heure.
       *[other] { $count } messages attendent leur heure.
    }
measure-extensions = Prolongations
measure-extension-yes = Accordée
measure-lift = Lever maintenant
measure-lift-text = Une personne suffit. Ce qui attendait part, après une nouvelle vérification.
measure-lift-do = Lever la mesure
measure-replace = La remplacer par une plus petite
measure-extend = Prolonger
measure-extend-text = Il faut autant de personnes que pour la décider.
measure-extend-do = Prolonger
measure-wrong-no-place = Choisissez au moins un lieu.
measure-wrong-too-many-places = Trop de lieux pour une mesure : choisissez un département ou une académie.
measure-wrong-no-clause = Choisissez une limite et pour qui, ou un modèle.
measure-wrong-too-many-clauses = Une même limite est demandée deux fois.
measure-wrong-unsound = Le nombre ou les heures de la limite ne conviennent pas : au moins un destinataire, et deux heures différentes.
measure-wrong-no-reason = Dites pourquoi, en une phrase : les personnes limitées la liront.
measure-wrong-long-reason = La raison est trop longue : une ou deux phrases suffisent.
measure-wrong-no-end = Indiquez le jour et l’heure de la fin : aucune mesure n’est sans fin.
measure-wrong-ends-first = La fin est déjà passée, ou vient avant le début.
measure-wrong-too-long = C’est trop long pour cette limite : trois jours si elle arrête tous les messages, quatorze sinon. Elle pourra être prolongée.
measure-wrong-too-far = Une mesure commence dans les quatorze jours.
measure-wrong-no-start = Indiquez le jour et l’heure du début, ou aucun des deux pour commencer tout de suite.
measure-wrong-replaces-later = Une mesure qui en remplace une autre commence tout de suite.
measure-wrong-exempt = Cette personne dirige un établissement ou a un pouvoir : aucune mesure ne la concerne. Son compte peut être confiné.
measure-wrong-replaced = La mesure à remplacer n’est plus en vigueur. Proposez celle-ci sans la remplacer.
band-measure = { $what } Raison : { $reason }
restrictions-title = Ce qui est limité pour vous
restrictions-empty-title = Rien n’est limité pour vous
restrictions-empty-text = Vous pouvez lire et écrire comme d’habitude.
restrictions-why = Pourquoi
restrictions-until = Jusqu’à quand
restrictions-still = Ce qui marche toujours
restrictions-who = Décidé par
restrictions-always = Vous pouvez toujours lire les informations officielles, prévenir un adulte d’un danger et signaler un message.
restricted-no-access = L’accès est suspendu.
restricted-no-access-still = Les informations officielles de votre établissement, le signalement d’un danger et votre compte.
restricted-no-messages = La messagerie est suspendue.
restricted-no-messages-still = Tout le reste, et les informations officielles de votre établissement. Vos messages sont gardés.
restricted-read-only = Vous pouvez lire vos messages, mais pas en écrire.
restricted-read-only-still = Lire, ranger, signaler, et prévenir un adulte d’un danger.
restricted-hold = Vos messages sont vérifiés avant de partir.
restricted-hold-still = Écrivez comme d’habitude : ils partiront un peu plus tard.
restricted-cap-reach =
    { $readers ->
        [one] Vous pouvez écrire à une seule personne à la fois.
       *[other] Vous pouvez écrire à { $readers } personnes au plus à la fois.
    }
restricted-cap-reach-still = Écrire, à quelques personnes à la fois.
restricted-no-files = Les fichiers et les liens sont arrêtés.
restricted-no-files-still = Écrire des messages sans fichier ni lien.
restricted-national-only = On n’écrit pas depuis l’étranger.
restricted-national-only-still = Lire vos messages, et écrire aux adultes de votre établissement.
restricted-new-devices = Depuis un appareil jamais vu, on n’écrit qu’aux adultes de l’établissement.
restricted-new-devices-still = Écrire à tous depuis un appareil que vous utilisez d’habitude.
restricted-proof = Avant d’écrire, prouvez de nouveau que c’est vous.
restricted-proof-still = Écrire aux adultes de votre établissement, sans rien prouver.
restricted-closed-hours = Ce que vous écrivez de { $from } à { $to } part à { $to }.
restricted-closed-hours-still = Lire à toute heure, et écrire normalement le reste du temps.
restricted-delay = Vos messages partent { $minutes } minutes plus tard.
restricted-delay-still = Écrire comme d’habitude.
official-title = Informations officielles
official-lead = Ce que la direction de votre établissement vous a écrit. Cette page reste ouverte quoi qu’il arrive.
official-closed = La messagerie est fermée pour l’instant ; vos messages sont gardés.
official-empty-title = Aucune information
official-empty-text = Ce que la direction vous écrira sera ici.
said-goes-out-later = Votre message partira plus tard, après une vérification.
said-measure-begun = La mesure est décidée. Elle cessera d’elle-même à sa fin.
said-measure-waits = La mesure attend l’accord d’une seconde personne.
said-measure-agreed = Votre accord est donné.
said-measure-declined = La demande est refusée. Rien n’est fait.
said-measure-own = Vous ne pouvez pas donner l’accord à votre propre demande.
said-measure-no-desk = L’une des deux personnes doit être de la cellule de crise.
said-measure-same-house = Vous êtes de la même institution : une autre doit confirmer.
said-measure-too-late = C’est trop tard : la mesure a changé entre-temps, ou la demande a expiré.
said-measure-lifted = La mesure est levée.
said-measure-extended = La mesure est prolongée.
said-measure-extension-waits = La prolongation attend l’accord d’une seconde personne.
said-measure-not-later = Cette fin n’est pas plus tardive que l’actuelle.
said-measure-too-long = C’est plus long que ce que cette mesure permet à partir de maintenant.
said-measure-no-end = Indiquez le jour et l’heure de la nouvelle fin.
problem-suspended = Une mesure en vigueur ne vous laisse pas écrire pour l’instant. Votre texte est gardé si vous enregistrez le brouillon. En cas de danger, prévenez un adulte.
problem-too-wide = Une mesure en vigueur limite le nombre de destinataires. Retirez-en, ou enregistrez le brouillon pour plus tard.
problem-no-files = Une mesure en vigueur arrête les fichiers et les liens. Retirez-les pour envoyer.
problem-abroad = Une mesure en vigueur arrête les messages envoyés depuis l’étranger. Vous pouvez écrire aux adultes de votre établissement.
problem-new-device = Une mesure en vigueur : depuis cet appareil, jamais vu, vous ne pouvez écrire qu’aux adultes de votre établissement.
problem-proof-first = Prouvez d’abord que c’est vous : un envoi aussi large, ou une mesure en vigueur, le demande.
letter-goes-out = Votre message partira { $when } ; vous n’avez rien à faire.
nav-official = Informations
nav-measures = Mesures
rate = { $value }
