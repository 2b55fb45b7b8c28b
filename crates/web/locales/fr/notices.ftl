# Avis aux familles : écrits, relus, envoyés, lus, vérifiés par tous.
nav-notices = Avis
notices-title = Avis aux familles
notices-lead = Un avis dit ce que nous savons, ce que nous ne savons pas, et quand vient le prochain message. Une deuxième personne le relit avant l’envoi. Rien ne ferme cette page.
notices-new = Écrire un avis
notices-point = Page publique
notices-waiting = À relire
notices-before = Pas encore envoyés
notices-after = Envoyés
notices-empty-title = Aucun avis envoyé
notices-empty-text = Les avis de vos établissements seront ici, avec le nombre de familles qui les ont lus.
notice-state-draft = Brouillon
notice-state-to-approve = À relire
notice-state-approved = Prêt à envoyer
notice-state-sending = Envoi en cours
notice-state-sent = Envoyé
notice-state-corrected = Corrigé
notice-state-withdrawn = Retiré
notice-kind-first-word = Premier mot
notice-kind-first-word-help = Un message inquiétant vient d’arriver. Dites-le avant la rumeur, même sans tout savoir.
notice-kind-shelter = Les élèves restent à l’intérieur
notice-kind-shelter-help = Personne n’entre ni ne sort. Les familles ne doivent pas venir.
notice-kind-where-to-come = Ne venez pas, ou venez ici
notice-kind-where-to-come-help = L’établissement est évacué. Dites où retrouver les enfants.
notice-kind-all-clear = Il n’y a pas de danger
notice-kind-all-clear-help = La police a vérifié et l’a dit.
notice-kind-reopening = Réouverture
notice-kind-reopening-help = L’établissement rouvre, à une heure précise.
notice-kind-account-used = Compte d’un élève utilisé à son insu
notice-kind-account-used-help = Pour la famille d’un élève dont le compte a été volé : l’enfant n’a rien fait.
notice-kind-closing = C’est terminé, nous restons à l’écoute
notice-kind-closing-help = Le dernier message, avec le lieu et le téléphone de la cellule d’écoute.
notice-kind-denial = Nous ne sommes pas concernés
notice-kind-denial-help = On dit que l’établissement est menacé, et c’est faux.
notice-new-title = Écrire un avis
notice-new-lead = Choisissez ce qui se passe. Le texte est déjà écrit, vous n’avez qu’à le compléter.
notice-corrects = Cette correction prendra la place de l’avis actuel dès qu’elle sera envoyée. Les familles verront ce qui a changé.
notice-to-whom = À qui
notice-places = Établissements ou classes
notice-codes = Ou des établissements, par leurs codes UAI
notice-also-pupils = Les élèves le lisent aussi
notice-also-staff = Les enseignants et les personnels le lisent aussi
notice-also-public = Il figure aussi sur la page publique
notice-next-word = Prochain message
notice-next-date = Jour
notice-next-time = Heure
notice-next-help = Obligatoire : les familles souffrent de ne pas savoir. Même s’il n’y a rien de neuf, redites-le à cette heure.
notice-next-last = Facultatif : cet avis peut être le dernier.
notice-fill = À compléter
notice-fill-do = Refaire le texte
notice-fill-help = Le texte du modèle reprend, avec ce que vous venez d’écrire ici. Vos propres phrases sont remplacées.
notice-variable-since = Depuis quand
notice-variable-place = Où
notice-variable-when = Quand
notice-variable-who = Qui a vérifié
notice-variable-contact = Téléphone
notice-language-fr = Texte en français
notice-language-en = Texte en anglais
notice-part-title = Titre
notice-part-known = Ce que nous savons
notice-part-unknown = Ce que nous ne savons pas encore
notice-part-to-do = Ce que vous pouvez faire
notice-part-sms = Version courte, pour un SMS
notice-part-english = { $part } (anglais)
notice-before-leaving = Avant l’envoi
notice-nothing-found = Rien à signaler dans le texte.
notice-stops = Ce qui est en rouge empêche l’envoi.
notice-look = Revoir le texte
notice-keep = Continuer
notice-keep-help = Rien n’est envoyé : vous verrez d’abord l’avis tel que les familles le liront.
notice-several-schools = Vos établissements
notice-reaches = Pour { $people }.
notice-guardians =
    { $count ->
        [one] { $count } responsable
       *[other] { $count } responsables
    }
notice-pupils =
    { $count ->
        [one] { $count } élève
       *[other] { $count } élèves
    }
notice-adults =
    { $count ->
        [one] { $count } adulte de l’établissement
       *[other] { $count } adultes de l’établissement
    }
notice-is-public = Il figure aussi sur la page publique.
notice-sms-cost =
    { $segments ->
        [one] { $segments } SMS, { $units } caractères
       *[other] { $segments } SMS, { $units } caractères
    }
notice-sms-cost-dear =
    { $segments ->
        [one] { $segments } SMS, { $units } caractères ; 70 au lieu de 160 par SMS à cause de certains caractères
       *[other] { $segments } SMS, { $units } caractères ; 67 au lieu de 153 par SMS à cause de certains caractères
    }
notice-finding-quotes-threat = Ces mots sont ceux de la menace. Ne les répétez pas : dites « un message inquiétant ».
notice-finding-names-pupil = C’est le prénom d’un élève. Ne nommez aucun enfant.
notice-finding-unfilled = Il reste quelque chose à compléter :
notice-finding-no-next-time = Indiquez quand vient le prochain message.
notice-finding-next-time-past = L’heure du prochain message est passée. Choisissez-en une autre.
notice-finding-no-code = La version courte ne contient pas le code qui prouve que l’avis est vrai. Écrivez [code] là où il doit être.
notice-finding-long-sentence = Phrase de { $words } mots. Coupez-la en deux :
notice-finding-hard-word = Dites plutôt « { $instead } » que
notice-finding-hard-text = Le texte est difficile à lire (indice LIX { $lix }). Faites des phrases plus courtes, avec des mots de tous les jours.
notice-finding-dear-character = « { $character } » rend le SMS plus cher. Écrivez « { $instead } ».
notice-finding-dear-no-other = « { $character } » rend le SMS plus cher. Retirez-le si vous pouvez.
notice-finding-many-segments = La version courte fait { $segments } SMS. Deux suffisent presque toujours.
notice-wrong-no-kind = Choisissez ce qui se passe.
notice-wrong-no-place = Choisissez au moins un établissement ou une classe.
notice-wrong-too-many-places = Trop d’établissements pour un seul avis.
notice-wrong-no-title = Écrivez un titre : une ligne qui dit tout.
notice-wrong-long-title = Le titre tient sur une seule ligne.
notice-wrong-no-known = Dites ce que vous savez.
notice-wrong-no-unknown = Dites ce que vous ne savez pas encore : les familles vous croiront davantage.
notice-wrong-long-part = Une partie est trop longue : l’avis doit tenir sur une page.
notice-wrong-next-too-far = Le prochain message vient dans les trois jours.
notice-wrong-nobody = Aucun responsable n’est inscrit ici : { $place }. Personne ne recevrait cet avis ; retirez ce lieu, ou prévenez autrement.
notice-wrong-too-late = Ce texte a changé ou est déjà parti. Revenez à la liste pour voir où il en est.
notice-alone = Premier mot d’un chef d’établissement aux familles de son établissement : vous pouvez l’envoyer tout de suite, seul. Chaque minute compte, et c’est vous que les familles attendent.
notice-takes-two = Une deuxième personne relit cet avis avant l’envoi : un chef de l’établissement, ou la cellule.
notice-submit = Faire relire
notice-edit = Modifier
notice-waits-other = Une autre personne doit le relire. Vous ne pouvez pas approuver ce que vous avez écrit.
notice-take-back = Le reprendre
notice-read-first = Lisez l’avis ci-dessous comme un parent le lira. Est-il vrai, clair, et sans rien de la menace ?
notice-read-over = Relire
notice-approve-send = Approuver et envoyer à { $people }
notice-approve = Approuver sans envoyer
notice-back-note = Ce qu’il faut changer
notice-send-back = Rendre à son auteur
notice-sent-back = À changer :
notice-ready = L’avis est approuvé. Il ne part que quand vous l’envoyez.
notice-send-now = Envoyer à { $people }
notice-write-again = Le réécrire
notice-not-yours = Cet avis concerne aussi d’autres établissements : la cellule l’approuve et l’envoie.
notice-approved-by = relu par { $name },
notice-version = version { $version }
notice-see-before = Voir la version précédente
notice-as-read = Ce que les familles lisent ·
notice-reach = Familles atteintes
notice-reach-sentence =
    { $acknowledged ->
        [one] Pour { $acknowledged } enfant sur { $children }, un responsable a dit avoir lu l’avis.
       *[other] Pour { $acknowledged } enfants sur { $children }, un responsable a dit avoir lu l’avis.
    }
notice-reach-help = Un enfant compte une fois, dès qu’un de ses responsables a lu. « Vu » : l’avis s’est affiché ; « Lu » : le bouton « J’ai lu » a été touché.
notice-class = Classe
notice-no-class = Sans classe
notice-children = Enfants
notice-seen = Vu
notice-acknowledged-short = Lu
notice-share = Part
notice-bar = Lu pour { $acknowledged } enfants sur { $children }
notice-who-is-missing = À joindre
notice-nobody-missing = personne
notice-missing-count =
    { $count ->
        [one] { $count } famille
       *[other] { $count } familles
    }
notice-missing-title = { $class } : familles à joindre
notice-missing-lead =
    { $count ->
        [one] Pour { $count } enfant, aucun responsable n’a dit avoir lu l’avis.
       *[other] Pour { $count } enfants, aucun responsable n’a dit avoir lu l’avis.
    }
notice-missing-none = Toutes les familles ont lu
notice-missing-none-text = Il n’y a personne à joindre dans cette classe.
notice-seen-only = Vu, pas confirmé
notice-not-seen = Pas vu
notice-correct-or-withdraw = Corriger ou retirer
notice-correct-text = Une erreur ? Une correction remplace l’avis, et dit ce qui a changé. Ne retirez que ce qui n’aurait pas dû partir.
notice-correct = Corriger
notice-give-up = Abandonner
notice-withdraw-note = Pourquoi, en une phrase que les familles peuvent lire
notice-withdraw = Retirer l’avis
notice-official = Avis officiel de
notice-known = Ce que nous savons
notice-unknown = Ce que nous ne savons pas encore
notice-to-do = Ce que vous pouvez faire
notice-next = Prochain message :
notice-code = Code de cet avis :
notice-check = Vérifier qu’il est vrai
notice-french-only = Cet avis n’existe qu’en français.
notice-correction = Correction
notice-corrected-at = Corrigé { $when }
notice-before = Avis précédent : { $when }. Voici ce qui change :
notice-gone = N’est plus vrai :
notice-new = Nouveau :
notice-acknowledge = J’ai lu
notice-acknowledge-help = Touchez ce bouton : l’établissement saura que votre famille est prévenue.
notice-acknowledged = Vous avez confirmé votre lecture
notice-replaced-at = Cet avis a été corrigé { $when }.
notice-read-newest = Lire la nouvelle version
notice-withdrawn-at = Cet avis a été retiré { $when }.
notice-withdrawn-do = Ne vous y fiez plus. Vous n’avez rien à faire.
notice-withdrawn-why = Pourquoi :
notice-read-tag = Lu
notice-to-read = À lire
official-letters = Messages de la direction
band-notice = Avis de l’établissement, à lire maintenant : { $title }
band-notice-read = Avis de l’établissement : { $title }
band-notice-withdrawn = Un avis que vous avez lu a été retiré : { $title }
verify-title = Vérifier un avis
verify-lead = Vous avez reçu un avis d’un établissement, par message, SMS ou sur papier ? Tapez son code : vous verrez s’il est vrai, et ce qu’il dit.
verify-code = Code de l’avis
verify-code-help = Huit lettres et chiffres, en majuscules ou non, avec ou sans tiret.
verify-do = Vérifier
verify-genuine = Cet avis est authentique.
verify-compare = Comparez-le avec celui que vous avez reçu : le texte doit être celui-ci.
verify-corrected = Cet avis était authentique, et a été corrigé { $when }.
verify-newest = Fiez-vous à la nouvelle version.
verify-withdrawn = Cet avis était authentique, et a été retiré { $when }.
verify-unknown = Aucun avis ne porte ce code.
verify-unknown-do = Ne suivez pas ce que dit ce message et ne le partagez pas. Appelez l’établissement au numéro que vous connaissez déjà.
verify-shape = Ce n’est pas un code d’avis.
verify-shape-do = Un code a huit lettres et chiffres. Il ne contient jamais 0, 1, I, L ni O.
verify-check = Ce code est mal recopié.
verify-check-do = Une lettre ou un chiffre n’est pas le bon. Relisez-le et recommencez.
verify-wait =
    { $count ->
        [one] Trop de codes faux ont été essayés depuis ce réseau. Recommencez dans une minute, ou appelez l’établissement.
       *[other] Trop de codes faux ont été essayés depuis ce réseau. Recommencez dans { $count } minutes, ou appelez l’établissement.
    }
point-title = Ce que disent les établissements
point-calm = Aucun établissement ne publie d’avis en ce moment.
point-situation =
    { $count ->
        [one] Un avis est publié : { $place }, { $when }.
       *[other] { $count } avis sont publiés. Le plus récent : { $place }, { $when }.
    }
point-as-of = Page écrite
point-rumours = Ce qui circule, et ce qui est vrai
rumours-title = Rumeurs
rumours-lead = Notez ce qui se dit et répondez-y : votre réponse figure aussitôt sur la page publique. Sans réponse, rien n’est publié.
rumours-empty-title = Aucune rumeur notée
rumours-empty-text = Ce qui circule au sujet de vos établissements sera ici.
rumour-told = On dit : « { $claim } »
rumour-open = Sans réponse
rumour-answered = Publiée
rumour-answer = Votre réponse, en une ou deux phrases
rumour-answer-do = Publier la réponse
rumour-close = Ne plus l’afficher
rumour-note = Noter une rumeur
rumour-claim = Ce qui se dit
rumour-claim-help = Sans nommer personne, et sans recopier une menace.
rumour-note-do = Noter
said-notice-kept = L’avis est gardé. Rien n’est encore envoyé : relisez-le ici.
said-notice-waits = L’avis attend qu’une autre personne le relise.
said-notice-ready = L’avis est approuvé. Il reste à l’envoyer.
said-notice-sent = L’avis est envoyé : les familles le lisent dès maintenant.
said-notice-sent-back = L’avis est rendu à son auteur.
said-notice-withdrawn = L’avis est retiré.
said-notice-own = Vous ne pouvez pas approuver ce que vous avez écrit.
said-notice-stopped = Quelque chose dans le texte empêche l’envoi : voyez ci-dessous.
said-notice-nobody = L’avis n’est pas parti : il n’y a plus aucun responsable à joindre dans un de ces lieux.
said-notice-too-late = Quelqu’un a été plus rapide, ou le texte a changé depuis que vous l’avez lu. Voici où il en est.
said-notice-read = Merci. L’établissement sait que vous avez lu cet avis.
said-notice-changed = Cet avis a changé pendant que vous le lisiez. Voici ce qu’il en est.
said-rumour-noted = La rumeur est notée. Répondez-y pour qu’elle soit publiée.
said-rumour-answered = La réponse est publiée.
said-rumour-closed = La rumeur n’est plus affichée.
said-rumour-wrong = Il manque quelque chose : un texte d’une ou deux phrases, et un de vos établissements.
said-rumour-too-late = Cette rumeur est déjà close.
channels-title = Parti aussi par
channels-help = Un message poussé que personne ne lit est suivi d’un SMS. Qui a lu l’avis ici ne reçoit plus rien.
channels-channel = Canal
channels-waiting = En attente
channels-taken = Confiés
channels-arrived = Arrivés ou lus
channels-failed = Sans suite
channel-in-app = Préau
channel-push = Notification
channel-sms = SMS
channel-mail = Courriel
