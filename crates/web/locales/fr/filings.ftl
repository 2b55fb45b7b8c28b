# Démarches : ce qui est dû à d’autres après une attaque.
filings-title = Démarches
filings-of-campaign = Démarches de la campagne
filings-register = Registre des violations de données
filings-sentence = { $waiting ->
    [0] Rien ne reste à déposer.
    [one] Une démarche reste à déposer{ $overdue ->
        [0] .
       *[other] , et son échéance est passée.
    }
   *[other] { $waiting } démarches restent à déposer{ $overdue ->
        [0] .
        [one] , dont une en retard.
       *[other] , dont { $overdue } en retard.
    }
}
filings-register-sentence = { $count ->
    [0] Aucune violation de données n’est inscrite.
    [one] Une violation de données est inscrite.
   *[other] { $count } violations de données sont inscrites.
}
filings-lead = Préau prépare les textes ; une personne les relit, les dépose, puis colle le récépissé ici.
filings-open-help = Un seul geste prépare les textes de tous vos établissements, d’après ce qui est connu à cet instant. Les délais courent depuis la confirmation de la campagne. Un nouvel appui ajoute les établissements arrivés depuis ; ce qu’une personne a modifié ou relu n’est pas changé.
filings-open = Préparer les démarches
filings-csv = Télécharger le tableau et les textes
filings-register-help = Toute violation y reste, même quand il n’y a rien à notifier ; le motif est alors écrit.
filings-empty-title = Aucune démarche
filings-empty-text = Les démarches d’une campagne confirmée se préparent depuis la page de la campagne.
filings-tally = { $count ->
    [0] Les démarches ne sont pas encore préparées. Leurs délais courent déjà.
   *[other] Démarches préparées : { $count }. Closes : { $over }. En retard : { $overdue }.
}
said-filings-opened = Les démarches sont prêtes à être relues.
said-filings-not-confirmed = La campagne n’est pas confirmée : rien n’est encore à déposer.
said-filing-done = C’est noté.
filing-what = Démarche
filing-where = Établissement ou campagne
filing-uai = UAI
filing-who = Responsable
filing-known = Prise de connaissance
filing-due = Échéance
filing-state = État
filing-number = Numéro du récépissé
filing-filed-at = Déposée le
filing-people = Personnes concernées
filing-pupils = Dont élèves
filing-accounts = Comptes utilisés
filing-contained = Comptes confinés
filing-records = Messages concernés
filing-stopped = Envois arrêtés ou retirés
filing-shown = Personnes ayant vu un envoi
filing-why = Pourquoi elle n’est pas nécessaire
filing-text = Texte
filing-overdue = en retard
filing-next = Prochaine démarche :
filing-kind-police = Appel à la police
filing-kind-pharos = Signalement Pharos
filing-kind-complaint-owner = Plainte du titulaire d’un compte
filing-kind-complaint-head = Plainte de la direction
filing-kind-complaint-rectorat = Plainte du rectorat
filing-kind-complaint-operator = Plainte de la collectivité ou de l’éditeur
filing-kind-cnil = Notification à la CNIL (article 33)
filing-kind-letter = Lettres aux personnes (article 34)
filing-kind-incident = Faits établissement
filing-kind-technical = Note au RSSI et au CERT
filing-kind-help = Aide aux familles : 17Cyber et 3018
filing-state-to-do = à faire
filing-state-draft = brouillon
filing-state-read = relue
filing-state-filed = déposée
filing-state-completed = complétée
filing-state-closed = close
filing-state-not-needed = non nécessaire
filing-by-desk = cellule de crise
filing-by-head = direction
filing-by-rectorat = rectorat
filing-by-operator = collectivité ou éditeur
filing-move-write = texte écrit
filing-move-read-over = texte relu
filing-move-file = déposée
filing-move-complete = complétée
filing-move-close = close
filing-move-dismiss = déclarée non nécessaire
filing-move-resume = reprise
filing-help-police = Appelez le 17 tout de suite, sans attendre de relire ce texte. Il dit quoi dire, quoi demander, quoi conserver.
filing-help-pharos = Pharos ne reçoit que ce qui est public : une page d’hameçonnage, une copie publiée, une vidéo. Les messages privés de la messagerie en sont exclus : pour eux, déposez plainte.
filing-help-complaint = Les infractions citées restent à confirmer par un conseil. Joignez le dossier de preuves scellé ; le texte ne recopie pas la menace.
filing-help-cnil = La direction de l’établissement est responsable du traitement. La notification se dépose sur le site de la CNIL dans les 72 heures ; elle peut être complétée ensuite.
filing-help-letter = Remettez ce texte aux familles ; vérifiez ce qui est entre crochets.
filing-help-incident = La catégorie et le niveau sont proposés ; la direction décide.
filing-help-technical = Transmettez la note par une voie sûre. Les indicateurs sont dans le dossier scellé.
filing-to-complaint = Aller aux plaintes de la campagne
filing-wrong-missing = Il manque un numéro, un texte ou un motif. Rien n’a été changé.
filing-wrong-time = Cette heure de dépôt est à venir, ou trop ancienne. Rien n’a été changé.
filing-wrong-elsewhere = Ce récépissé est déjà celui d’une autre démarche :
filing-wrong-unseen = Ce récépissé est déjà celui d’une démarche d’un autre établissement. Vérifiez le numéro.
filing-filed = Déposée le { $when }, récépissé
filing-because = Non nécessaire :
filing-text-label = Texte à coller
filing-text-help = Ces textes sont en français quelle que soit la langue de l’interface : ils sont destinés à des autorités françaises.
filing-edited = Une personne l’a modifié.
filing-do-edit = Enregistrer le texte
filing-do-regenerate = Réécrire d’après les faits
filing-do-read-over = Marquer comme relu
filing-do-file = Enregistrer le récépissé
filing-file-help = Une fois la démarche déposée, collez ici le numéro reçu, avec le jour et l’heure du dépôt.
filing-day = Jour du dépôt
filing-hour = Heure du dépôt
filing-after = Suites
filing-sent-on = Ce qui a été transmis depuis
filing-do-complete = Ajouter un complément
filing-do-close = Clore
filing-do-dismiss = Déclarer non nécessaire
filing-dismiss-help = La démarche reste au registre, avec ce motif.
filing-do-resume = La reprendre
filing-history = Historique
