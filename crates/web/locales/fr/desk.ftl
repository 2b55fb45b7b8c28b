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
