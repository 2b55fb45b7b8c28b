# The desk.
desk-title = Cellule de crise
desk-tabs = Listes
desk-tab-held = Retenus
desk-tab-reported = Signalés
desk-tab-recent = Récents
desk-search = Expéditeur, établissement, motif
desk-readers =
    { $count ->
        [one] { $count } destinataire
       *[other] { $count } destinataires
    }
desk-copies =
    { $count ->
        [one] { $count } copie
       *[other] { $count } copies
    }
desk-reports =
    { $count ->
        [one] { $count } signalement
       *[other] { $count } signalements
    }
desk-empty-held-title = Rien n’attend
desk-empty-held-text = Aucun message n’est retenu. Cette liste se met à jour toute seule.
desk-empty-reported-title = Aucun signalement
desk-empty-reported-text = Les messages signalés par leurs lecteurs apparaîtront ici.
desk-empty-recent-title = Aucun message
desk-empty-recent-text = Les messages distribués ou retirés ces dernières heures apparaissent ici.
desk-keys = <kbd>j</kbd> suivant · <kbd>k</kbd> précédent · <kbd>o</kbd> lire · <kbd>r</kbd> distribuer · <kbd>c</kbd> confirmer, puis <kbd>Entrée</kbd>
desk-letter = Message à examiner
desk-back = Retour à la liste
desk-none-title = Choisissez un message
desk-none-text = Le texte reste voilé jusqu’à ce que vous demandiez à le lire.
desk-from = De
desk-to = À
desk-at = Envoyé
desk-reveal = Lire le message
desk-reveal-help = Le texte peut être éprouvant. Votre lecture est inscrite au journal.
desk-unveil = Montrer aux destinataires
kept-late = Pas encore vérifiée : l’analyse tarde.
kept-virus = L’antivirus y reconnaît un logiciel malveillant.
kept-overrun = Trop lourde ou trop imbriquée pour être examinée.
kept-program = Contient un programme.
kept-unreadable = Illisible pour l’analyse, et envoyée à plusieurs personnes.
kept-threat = Contient ce qui ressemble à une menace ; le message a été distribué avant.
why-file = Pièce jointe à examiner
desk-evidence = Ce qui a été relevé
desk-evidence-none = Rien n’a été relevé dans le texte.
desk-threat = Probabilité d’une menace : { $percent } %
desk-reading = se lit « { $reading } »
desk-weight = poids { $percent } %
desk-weight-for = plaide pour l’expéditeur
desk-facts = Comportement du compte
desk-reports-title = Signalements
desk-history = Ce qui a été fait
desk-acts = Décider
desk-confirm = Confirmer la menace et retirer
desk-withdraw = Retirer ce message et ses copies
desk-withdraw-one = Retirer ce seul message
desk-release = Distribuer
desk-effect-withdraw =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } à { $readers ->
        [one] { $readers } destinataire
       *[other] { $readers } destinataires
    }, { $accounts ->
        [one] { $accounts } compte
       *[other] { $accounts } comptes
    }, { $schools ->
        [one] { $schools } établissement
       *[other] { $schools } établissements
    } : plus personne ne pourra les lire.
desk-effect-displayed =
    { $count ->
        [one] { $count } personne l’a déjà vu.
       *[other] { $count } personnes l’ont déjà vu.
    }
desk-effect-not-displayed = Personne ne l’a encore vu.
desk-effect-release =
    { $count ->
        [one] { $count } personne pourra le lire, avec la mention « distribué avec retard ».
       *[other] { $count } personnes pourront le lire, avec la mention « distribué avec retard ».
    }
desk-withdrawn-already = Ce message est retiré : plus personne ne peut le lire. Un retrait est définitif.
desk-exposure = Qui l’a vu ({ $count })
desk-journal = Chaque décision est inscrite au journal, avec votre nom et l’heure.
state-deferred = Différé
state-held = Retenu
state-waves = En cours de distribution
state-delivered = Distribué
state-withdrawn = Retiré
urgency-high = Urgent
urgency-medium = À voir
urgency-low = Sans urgence

exposure-title = Qui a vu ce message
exposure-back = Retour au message
exposure-sentence =
    { $count ->
        [0] Personne n’a vu ce message, sur { $readers ->
            [one] { $readers } destinataire
           *[other] { $readers } destinataires
        }.
        [one] { $count } personne a vu ce message, sur { $readers ->
            [one] { $readers } destinataire
           *[other] { $readers } destinataires
        }.
       *[other] { $count } personnes ont vu ce message, sur { $readers ->
            [one] { $readers } destinataire
           *[other] { $readers } destinataires
        }.
    }
exposure-sent = envoyé { $when }
exposure-withdrawn = retiré { $when }
exposure-empty-title = Personne
exposure-empty-text = Chaque affichage est inscrit ici avant que le texte ne soit montré.
exposure-name = Nom
exposure-role = Qualité
exposure-school = Établissement
exposure-first = Premier affichage
exposure-last = Dernier affichage
exposure-file = Pièce jointe ouverte
exposure-csv-help = Le fichier contient des noms d’élèves. Son téléchargement est inscrit au journal.
exposure-file-no = non
print = Imprimer

desk-claim = Je m’en occupe
desk-claim-own = Vous vous en occupez jusqu’à { $when }. Les autres officiers le voient.
desk-claim-keep = Garder dix minutes de plus
desk-claim-theirs = { $name } s’en occupe, jusqu’à { $when }. Vous pouvez retirer ce message, pas le distribuer.
desk-claimed-by = { $name } s’en occupe
desk-put-down = Reposer
desk-hand-over = Passer la main…
desk-hand-to = À qui
desk-hand-note = Un mot pour la suite
desk-hand-do = Passer la main
desk-handed-by = Transmis par { $name }.
desk-order = Comment cette liste est triée
desk-order-text = Trois questions, dans cet ordre : qu’est-ce que c’est (menace annoncée, personne en danger), jusqu’où est-ce allé (déjà vu, signalé, copies, nombre de destinataires), depuis quand cela attend. Chaque réponse compte des points ; la plus lourde est écrite sous chaque message. L’ancienneté compte peu, mais rien n’attend indéfiniment.
sign-plain = annonce explicite
sign-care = personne en danger
sign-likely = menace probable
sign-doubtful = propos douteux
sign-seen = déjà vu par des lecteurs
sign-reported = signalé
sign-copies = envoyé par d’autres comptes
sign-wide = très large
sign-old = attend depuis longtemps

desk-decoys =
    { $count ->
        [one] une boîte leurre
       *[other] { $count } boîtes leurres
    }
desk-of-class = { $who } de { $class }
desk-unmask = Lever l’anonymat
desk-unmask-why = Pourquoi avez-vous besoin du nom ?
desk-unmask-missing = Écrivez un motif : il est inscrit au journal.
desk-unmask-do = Afficher le nom
desk-unmask-help = Le nom d’un mineur n’est affiché que sur demande motivée. Votre nom, l’heure et le motif sont inscrits au journal.
desk-unmask-list-why = Pourquoi avez-vous besoin des noms ?
desk-unmask-list-do = Afficher les noms pendant une heure
desk-unmask-list-help = Les noms des mineurs d’une liste ne sont affichés que sur demande motivée. Votre nom, l’heure et le motif sont inscrits au journal.
desk-picture = Voir l’image, petite et grise
desk-picture-alt = Image jointe, affichée petite et en gris
desk-rules = règles
desk-otherwise = Ce qui aurait changé la décision
desk-nearest = Menace retirée la plus proche
desk-nearest-is = Identique à { $percent } % à un message retiré, envoyé { $when }
desk-nearest-veiled = Les différences s’affichent avec le texte.
desk-nearest-help = Souligné : ce qui n’est pas dans le message retiré.
desk-shown = Qui l’a vu
desk-shown-so-far =
    { $count ->
        [0] Personne ne l’a vu.
        [one] { $count } personne l’a vu dans sa liste, { $opened } l’a ouvert, sur { $readers } destinataires.
       *[other] { $count } personnes l’ont vu dans leur liste, { $opened } l’ont ouvert, sur { $readers } destinataires.
    }
desk-touched =
    { $copies ->
        [one] { $copies } copie
       *[other] { $copies } copies
    }, { $displayed ->
        [0] vue par personne
        [one] vue par { $displayed } personne
       *[other] vues par { $displayed } personnes
    }
desk-stopped = Autres messages du même compte arrêtés récemment
fact-reach =
    { $schools ->
        [one] { $readers ->
            [one] { $readers } destinataire.
           *[other] { $readers } destinataires.
        }
       *[other] { $readers } destinataires dans { $schools } établissements.
    }
fact-usual = Maximum habituel : { $count }.
fact-usual-none = Ce compte n’a encore écrit à personne.
fact-usual-unknown = L’habitude de ce compte n’est pas connue.
fact-hour =
    { $messages ->
        [one] Dans l’heure précédente : { $messages } message à { $readers } personnes.
       *[other] Dans l’heure précédente : { $messages } messages à { $readers } personnes.
    }
fact-month =
    { $count ->
        [0] Aucun message en trente jours.
        [one] { $count } message en trente jours.
       *[other] { $count } messages en trente jours.
    }
fact-first-contacts = { $percent } % des destinataires n’avaient jamais reçu de message de ce compte.
fact-own-device = Envoyé de l’appareil habituel du compte.
fact-new-device = Appareil jamais vu pour ce compte.
fact-strange-device = Appareil que ce compte connaît mal.
fact-network-hosting = Réseau d’hébergeur, pas celui d’un foyer.
fact-network-vpn = Réseau privé virtuel (VPN).
fact-network-tor = Réseau Tor.
fact-strange-network = Personne de l’établissement n’est jamais venu de ce réseau.
fact-abroad = Connexion d’un autre pays que d’habitude.
fact-young-session =
    { $count ->
        [0] Session ouverte dans la minute précédente.
        [one] Session ouverte { $count } minute avant l’envoi.
       *[other] Session ouverte { $count } minutes avant l’envoi.
    }
fact-searches = { $count } recherches dans l’annuaire pendant cette session.
fact-shared-device =
    { $count ->
        [one] Un autre compte ouvert sur le même appareil dans l’heure.
       *[other] { $count } autres comptes ouverts sur le même appareil dans l’heure.
    }
fact-shared-network =
    { $count ->
        [one] Un autre compte ouvert depuis le même réseau dans l’heure, sur un appareil nouveau pour lui.
       *[other] { $count } autres comptes ouverts depuis le même réseau dans l’heure, sur des appareils nouveaux pour eux.
    }
fact-copies =
    { $accounts ->
        [one] Le même texte envoyé par un autre compte
       *[other] Le même texte envoyé par { $accounts } autres comptes
    }, { $schools ->
        [one] d’un établissement.
       *[other] de { $schools } établissements.
    }
fact-stopped =
    { $count ->
        [one] Un autre message de ce compte arrêté dans la journée.
       *[other] { $count } autres messages de ce compte arrêtés dans la journée.
    }
fact-night = Envoyé dans la nuit, à { $hour } h.
otherwise-deliver = distribué aussitôt
otherwise-waves = distribué par vagues
otherwise-own-device = Envoyé de l’appareil habituel du compte, il aurait été { $how }.
otherwise-one-reader = Adressé à une seule personne, il aurait été { $how }.
otherwise-no-copies = Sans copie ailleurs, il aurait été { $how }.
otherwise-passage = Sans le passage n° { $n }, il aurait été { $how }.
otherwise-never = Aucun changement à lui seul ne l’aurait fait distribuer : ni l’appareil, ni le nombre de destinataires, ni un passage de moins.
otherwise-changed-deliver = Jugé de nouveau aujourd’hui, le même message serait distribué : les règles, ou ce que l’on sait de ses pièces jointes, ont changé depuis.
otherwise-changed-waves = Jugé de nouveau aujourd’hui, le même message serait distribué par vagues : les règles, ou ce que l’on sait de ses pièces jointes, ont changé depuis.
desk-prove = Demander à l’expéditeur de confirmer
desk-effect-prove = La question ne s’affiche que sur un appareil qui était le sien avant l’envoi. S’il confirme, le message est distribué sans que personne le lise, sauf annonce explicite ; s’il dit que ce n’est pas lui, le compte est confiné aussitôt. Sans réponse en trente minutes, la décision vous revient.
proof-open = Question posée à l’expéditeur. Sans réponse, elle prend fin { $when }.
proof-none = L’expéditeur n’a pas répondu avant { $when }. La décision vous revient.
proof-answer-mine = L’expéditeur confirme que ce message est de lui, depuis un appareil à lui ({ $when }).
proof-answer-not-mine = L’expéditeur dit que ce message n’est pas de lui ({ $when }). Son compte a été confiné.
proof-title = Ce message est-il de vous ?
proof-text = La cellule de crise a retenu ce message, envoyé depuis votre compte. Elle vous demande seulement s’il est de vous.
proof-mine = Oui, c’est moi
proof-mine-help = Le message partira, avec la mention « distribué avec retard », sauf si une personne doit encore le lire.
proof-not-mine = Non, ce n’est pas moi
proof-not-mine-help = Votre compte sera fermé partout aussitôt, y compris ici, pour en exclure celui qui l’utilise. Vous y reviendrez avec une fiche de connexion, à demander à votre établissement. Vos messages seront conservés.
proof-until = Sans réponse, la question prend fin { $when }.
