# Lists of messages, conversations, search.
inbox-title = Messages
inbox-empty-title = Aucun message
inbox-empty-text = Les messages de l’établissement arriveront ici.
row-unread = Non lu.
row-to = À
row-files = Pièces jointes.
row-withdrawn = Ce message a été retiré
row-being-checked = En cours de vérification
pane-label = Lecture
pane-empty-title = Choisissez un message
pane-empty-text = Il s’ouvrira ici.

sent-title = Messages envoyés
sent-to-nobody = personne
sent-empty-title = Rien d’envoyé
sent-empty-text = Les messages que vous enverrez seront gardés ici.
drafts-title = Brouillons
drafts-empty-title = Aucun brouillon
drafts-empty-text = Un message commencé s’enregistre ici et vous attend.
drafts-to-nobody = Sans destinataire
drafts-send-at = Partira { $when }
drafts-not-sent = Ce message n’est pas parti.
drafts-unschedule = Annuler l’envoi
drafts-delete = Supprimer

search-title = Recherche
search-label = Rechercher dans vos messages
search-placeholder = Rechercher
search-do = Rechercher
search-bare-title = Que cherchez-vous ?
search-bare-text = Un nom, un objet ou quelques mots du message. Les accents et les majuscules ne comptent pas.
search-nothing = Rien pour « { $query } »
search-nothing-text = Essayez avec moins de mots, ou seulement le nom de la personne.
search-found =
    { $count ->
        [one] { $count } message trouvé
       *[other] { $count } messages trouvés
    }
search-more = Les { $count } plus récents sont affichés. Ajoutez un mot pour préciser.

letter-mine = (vous)
letter-to = À { $names }
letter-cc = en copie : { $names }
letter-late = Distribué avec retard, { $when }.
letter-being-checked = En cours de vérification. Votre message partira dès que ce sera fait ; vous n’avez rien à faire.
letter-report = Signaler
letter-reported = Vous avez signalé ce message. Une personne le regarde.
letter-unread = Marquer comme non lu
letter-restore = Reprendre de la corbeille
letter-move = Ranger
letter-move-to = Ranger dans
letter-trash = Mettre à la corbeille
files-label = Pièces jointes
file-veiled = en cours de vérification
withdrawn-when = Ce message a été retiré { $when }.
withdrawn-threat = Il contenait une menace.
withdrawn-nothing-to-do = Vous n’avez rien à faire.
withdrawn-contact = Pour parler à quelqu’un : { $contact }.
withdrawn-contact-school = Pour parler à quelqu’un, adressez-vous à la vie scolaire ou au secrétariat de l’établissement.
reply-label = Répondre à { $name }
reply-all =
    { $count ->
        [one] Répondre à tous ({ $count } personne)
       *[other] Répondre à tous ({ $count } personnes)
    }
reply-with-files = Joindre un fichier
reply-none = Ce message n’attend pas de réponse.
inbox-new-device = Votre compte a été ouvert sur un nouvel appareil : { $device }, { $when }. Est-ce vous ?
inbox-new-device-own = C’était moi
