# Un établissement un mauvais jour : où il en est, ce que sa direction fait maintenant, l’appel.
schools-title = Mes établissements
schools-empty-title = Vous ne dirigez aucun établissement
schools-empty-text = Les situations de votre territoire sont dans la liste de la cellule.
schools-going-on = En cours
school-now = Maintenant
school-quiet-title = Rien à signaler ici
school-quiet-text = Si une menace arrive, par Préau, par téléphone ou autrement, dites-le ici : cette page vous guidera, une chose à la fois.
school-open-threat = Nous avons reçu une menace
school-open-other = Autre situation : évacuation, fermeture
school-wait-title = Rien à faire pour l’instant
school-wait-text = Vous avez fait ce qu’il fallait. Cette page vous dira la suite.
school-wait-reopening = La réouverture est annoncée pour { $when }. Cette page vous demandera alors d’ouvrir.
school-wait-word = Vous avez promis des nouvelles aux familles pour { $when }.
school-later = Ensuite
school-here = Où en est l’établissement
school-others = Décider autre chose
school-done = Ce qui a été fait
school-close = Clore la situation
school-past = Situations closes ces trente derniers jours
school-seen-nobody = Personne dans l’établissement ne l’a vue.
school-told = Prévenues { $when }
school-told-before = Prévenues { $when }, mais la situation a changé depuis
school-untold = Pas encore prévenues
school-next-word = Prochaines nouvelles promises pour { $when }.
school-wrong-roll-call-open = L’appel est en cours. Terminez-le d’abord.
school-wrong-move = L’établissement en est déjà là, ou ce changement ne suit pas ce qui précède. Regardez où il en est ci-dessous.
school-wrong-word = Personne ne rentre sans levée de doute enregistrée. Enregistrez-la, ou répondez par écrit de l’ouverture sans elle.
school-wrong-received = Les élèves ne sont pas en classe tant que l’établissement ne reçoit personne.
school-wrong-place = Écrivez où les élèves sont rassemblés.
school-wrong-number = Écrivez un nombre d’élèves, au moins 1 et au plus ce que le lieu peut recevoir.
school-wrong-unit = Écrivez quelle unité est sur place.
school-wrong-authority = Écrivez quelle autorité parle, et le nom de la personne.
school-wrong-reason = Écrivez pourquoi l’établissement ouvre sans levée de doute.
school-wrong-time = L’heure est à venir, ou d’avant le début de la situation.
school-wrong-later = Choisissez une heure à venir, dans les deux mois, pour un établissement qui n’est pas ouvert.
school-wrong-choice = Choisissez une des réponses.
school-wrong-no-time = Écrivez un jour et une heure.
school-wrong-name = Écrivez le nom du lieu.
school-wrong-hours = Écrivez deux heures différentes.
school-wrong-many = Il y a déjà autant de lieux que possible.
step-call-police = Appelez la police
step-call-police-text = Une menace est un crime même si personne ne l’a lue. Appelez d’abord, le reste attend.
step-decide-reception = Décidez de l’accueil des élèves
step-decide-reception-text = Vous pouvez aussi décider de rester ouvert. La police et le rectorat peuvent vous conseiller.
step-start-roll-call = Faites l’appel
step-start-roll-call-text = Chaque adulte de l’établissement coche ses élèves sur son téléphone. Vous voyez qui manque.
step-find-pupils = Retrouvez les élèves qui manquent
step-find-pupils-text = L’appel est en cours : l’évacuation ne se termine pas tant que l’on ignore où est un élève.
step-end-roll-call = Terminez l’appel : tout le monde est là
step-end-roll-call-text = On sait où est chaque élève.
step-receive-elsewhere = Trouvez où accueillir les élèves
step-receive-elsewhere-text = Internes, élèves sans solution : un lieu, ses places, ses heures. Les familles le liront.
step-tell-families = Prévenez les familles
step-tell-families-text = Ce que l’on sait, ce que l’on ne sait pas, et quand viendra la suite. Sans citer la menace ni nommer d’élève.
step-next-word = Donnez des nouvelles aux familles
step-next-word-text = C’est l’heure que vous aviez annoncée. Même s’il n’y a rien de neuf, dites-le.
step-tell-neighbours = Prévenez les établissements voisins
step-tell-neighbours-text = Ils entendent les sirènes. Un mot suffit.
step-note-arrival = Notez l’arrivée de la police
step-note-arrival-text = L’unité et l’heure comptent pour la suite.
step-record-all-clear = Enregistrez la levée de doute
step-record-all-clear-text = C’est la parole de la police, avec un nom et une heure. Elle seule permet de rentrer.
step-plan-reopening = Annoncez la réouverture
step-plan-reopening-text = Les familles ont besoin d’une heure. Elle peut être repoussée.
step-reopen = Rouvrez l’établissement
step-reopen-text = Les élèves reprennent les cours, les lieux d’accueil ferment.
step-close = Clore la situation
step-close-text = Plus rien n’est en attente. Ce qui a été fait reste au journal.
step-threat = Ce que l’on sait de la menace
step-threat-text = L’appréciation de la police, quand elle est connue.
step-pupils = Où sont les élèves
step-pupils-text = Rassemblés, accueillis ailleurs, rendus à leurs familles, ou sans solution.
step-derogation = Ouvrir sans levée de doute
step-derogation-text = Quelqu’un en répond par écrit, avec son nom et ses raisons.
threat-none = Aucune menace connue
threat-reported = Menace signalée
threat-credible = Jugée crédible par la police
threat-not-credible = Jugée non crédible par la police
threat-dismissed = Écartée
reception-normal = Ouvert normalement
reception-reinforced = Ouvert, accueil renforcé
reception-delayed = Ouverture retardée
reception-suspended = Cours suspendus
reception-evacuated = Évacué
reception-sheltered = Confiné, tout le monde à l’intérieur
reception-closed = Fermé
pupils-in-class = En classe, ou chez eux comme d’habitude
pupils-gathered = Rassemblés
pupils-elsewhere = Accueillis ailleurs
pupils-handed-over = Rendus à leurs familles
pupils-without-solution = Sans solution
pupils-place = Lieu de rassemblement
pupils-number = Élèves sans solution
check-not-needed = Pas demandée
check-asked = Police appelée
check-under-way = En cours
check-all-clear = Levée de doute
check-impossible = Impossible
reopening-none = Pas annoncée
reopening-expected = Annoncée
reopening-postponed = Repoussée
reopening-reopened = Rouvert
reopening-at = Réouverture à
reopening-announce = Annoncer
reopen-now = Rouvrir
reopen-reinforced = Rouvrir, accueil renforcé
facet-school = Établissement
facet-threat = Menace
facet-reception = Accueil
facet-pupils = Élèves
facet-check = Vérification par la police
facet-word = Parole donnée
facet-reopening = Réouverture
facet-families = Familles
facet-changed = Changé
line-opened = Situation ouverte
line-threat = Menace : { $to }
line-reception = Accueil : { $to }
line-gathered = Élèves rassemblés : { $place }
line-pupils = Élèves : { $to }
line-arrived = Police sur place : { $unit }
line-check = Vérification : { $to }
line-all-clear = Levée de doute par { $name } ({ $authority }), { $when }
line-derogation = Ouverture sans levée de doute, sur la parole de { $name } ({ $authority }), { $when }
line-expect = Réouverture annoncée : { $when }
line-reopen = Établissement rouvert
flag-boarding = Internat
flag-exams = Examen en cours
flag-shared-site = Site ou cantine partagés
flags-title = Particularités de l’établissement
near-title = Établissements à moins de 500 m
near-metres = { $metres } m
near-untold = pas encore prévenu
near-seen = vu
near-nowhere = L’annuaire ne dit pas où se trouve l’établissement : ses voisins ne peuvent pas être listés. Importez l’Annuaire de l’éducation pour les connaître.
near-whom = Prévenir
near-what = Leur dire
near-tell = Prévenir
neighbour-not-concerned = Vous n’êtes pas concernés : rien ne change chez vous.
neighbour-attentive = Restez attentifs : rien d’autre ne vous est demandé.
neighbour-stay-inside = Gardez tout le monde à l’intérieur jusqu’à nouvel ordre.
heard-from = { $school }, { $when } :
sites-title = Lieux d’accueil
site-name = Lieu
site-name-example = Gymnase Jean-Moulin
site-address = Adresse
site-capacity = Places
site-from = De
site-to = À
site-hours = de { $from } à { $to }
site-open = Ouvrir ce lieu
site-close = Fermer
site-closed = Fermé
site-places = { $received } sur { $capacity }
site-received = Élèves présents à
site-count = Mettre à jour
phones-title = Téléphones
phone-police = 17 Police
phone-fire = 18 Pompiers
phone-doctor = 15 Samu
phone-europe = 112
police-say-where = Dites où vous êtes : { $name }, { $commune }, et par où entrer.
police-say-what = Lisez ce qui est annoncé mot pour mot : quoi, où, quand.
police-say-how = Dites comment la menace est arrivée, et à qui.
police-keep = N’effacez rien : Préau garde le message et ses traces.
police-called = J’ai appelé
police-unit = Unité sur place
police-unit-example = Commissariat, équipe cynophile
police-arrived = La police est là
police-impossible = Vérification impossible
word-authority = Autorité
word-authority-example = Commissariat, préfecture
word-name = Nom et grade de la personne
word-reason = Raisons
word-at = Donnée à
told-next = Prochaines nouvelles promises pour
told-last = C’était le dernier message
told-done = Les familles sont prévenues
reception-choose = À partir de maintenant
decide = Décider
save = Enregistrer
day-field = Jour
hour-field = Heure
roll-call-title = Appel
roll-call-open = Voir l’appel
roll-call-start = Commencer l’appel
roll-call-end = Terminer l’appel
roll-call-all = Toutes les classes
roll-call-known = { $known } élèves sur { $pupils }
roll-call-since = commencé { $when }
roll-call-ended = Appel terminé { $when }.
roll-call-classes = Classes
roll-call-whole = complète
roll-call-no-class = Élèves sans classe
roll-call-missing = On ignore où sont
roll-call-note = Pourquoi terminer alors que des élèves manquent
roll-call-note-help = À remplir seulement s’il en manque. Ce sera au journal, avec votre nom.
roll-call-save = Enregistrer la classe
roll-call-over = L’appel est terminé : plus rien ne peut être coché.
roll-call-by = { $name }, { $when }
roll-call-unsent = Pas de réseau : vos réponses sont gardées sur ce téléphone et partiront dès que possible. Gardez cette page ouverte.
roll-call-sent = Réponses envoyées.
mark-present = Présent
mark-gathered = Rassemblé
mark-handed-over = Remis à la famille
mark-absent = Absent ce jour
mark-unknown = On ne sait pas
mark-detail = Remis à qui, ou motif d’absence
mark-checked = Identité vérifiée
situations-title = Situations des établissements
situations-empty-title = Aucun établissement en difficulté
situations-empty-text = Ceux de votre territoire qui signalent une menace ou qui évacuent seront ici.
situations-csv = Télécharger le tableau
situations-schools = Établissements
situations-threatened = Menacés
situations-shut = Fermés ou évacués
situations-searched = Vérification en cours
situations-cleared = Levées de doute
situations-reopened = Rouverts
situations-stranded = Élèves sans solution
situations-by-kind = Par type d’établissement
situations-by-departement = Par département
situations-over = Close
situations-told = Prévenues
situations-untold = Pas prévenues
situations-calling = Appel en cours
kind-primary = Écoles
kind-college = Collèges
kind-lycee = Lycées
kind-other = Autres
public-title = Votre établissement aujourd’hui
public-changed = Mis à jour { $when }
public-reception-normal = L’établissement est ouvert normalement.
public-reception-reinforced = L’établissement est ouvert, avec un accueil renforcé.
public-reception-delayed = L’établissement ouvre plus tard aujourd’hui.
public-reception-suspended = Les cours sont suspendus.
public-reception-evacuated = L’établissement a été évacué. Ne venez pas sur place.
public-reception-sheltered = Les élèves sont à l’abri à l’intérieur. Ne venez pas sur place.
public-reception-closed = L’établissement est fermé.
public-gathered = Les élèves sont rassemblés et encadrés : { $place }.
public-handed-over = Les élèves ont été rendus à leurs familles.
public-without-solution = Un lieu d’accueil est recherché pour des élèves.
public-site = Accueil : { $name }, { $hours }, { $places } places libres.
public-check = Une vérification est en cours.
public-all-clear = La levée de doute a été prononcée { $when } ({ $authority }) : il n’y a pas de danger.
public-reopens = Réouverture prévue { $when }.
public-postponed = Réouverture repoussée à { $when }.
public-reopened = L’établissement a rouvert.
public-next-word = Prochaines nouvelles { $when }.
band-situation = { $school } : { $sentence }
band-roll-call = { $school } : appel en cours. Cochez vos élèves.
nav-school = Mon établissement
nav-situations = Situations
said-situation-opened = La situation est ouverte. La suite est sur cette page.
said-situation-already = Une situation est déjà ouverte pour cet établissement.
said-situation-changed = C’est noté.
said-situation-too-late = Quelqu’un a changé la situation entre-temps. Rien n’a été fait : regardez où elle en est.
said-situation-closed = La situation est close.
said-situation-not-over = Il reste quelque chose à faire avant de clore.
said-families-told = C’est noté : les familles sont prévenues.
said-site-changed = C’est noté.
said-roll-call-started = L’appel a commencé. Les adultes de l’établissement le voient sur toutes leurs pages.
said-roll-call-marked = Classe enregistrée.
said-roll-call-ended = L’appel est terminé.
school-seen-some =
    { $listed ->
        [one] Une personne en a vu les premiers mots, { $opened } l’a ouverte.
       *[other] { $listed } personnes en ont vu les premiers mots, { $opened } l’ont ouverte.
    }
school-wrong-roll-call =
    { $count ->
        [one] L’appel est en cours : on ignore où est un élève. Terminez l’appel d’abord.
       *[other] L’appel est en cours : on ignore où sont { $count } élèves. Terminez l’appel d’abord.
    }
line-stranded =
    { $count ->
        [one] Un élève sans solution
       *[other] { $count } élèves sans solution
    }
roll-call-unknown =
    { $count ->
        [one] On ignorait où était un élève.
       *[other] On ignorait où étaient { $count } élèves.
    }
roll-call-unknown-count =
    { $count ->
        [one] élève dont on ne sait rien
       *[other] élèves dont on ne sait rien
    }
roll-call-refused =
    { $count ->
        [one] On ignore où est un élève. Retrouvez-le, ou écrivez pourquoi vous terminez l’appel sans lui.
       *[other] On ignore où sont { $count } élèves. Retrouvez-les, ou écrivez pourquoi vous terminez l’appel sans eux.
    }
situations-sentence =
    { $schools ->
        [one] Un établissement concerné. Fermés ou évacués : { $shut }. En vérification : { $searched }. Levées de doute : { $cleared }.
       *[other] { $schools } établissements concernés. Fermés ou évacués : { $shut }. En vérification : { $searched }. Levées de doute : { $cleared }.
    }
told-write = Écrire l’avis aux familles
told-otherwise = L’avis parti, cette page le sait. Si vous les avez prévenues autrement, dites-le ici.
school-wrong-not-called = Tout le monde a été déplacé, et l’appel n’a pas été fait. Faites l’appel d’abord.
school-wrong-past-word = Cette heure est déjà passée. Choisissez une heure à venir, ou cochez que c’était le dernier message.
roll-call-refused-sheet = Des réponses gardées sur ce téléphone n’ont pas été prises : l’appel était terminé ou un autre a commencé. Cochez de nouveau cette classe.
band-head = { $school } : une situation est ouverte.
band-neighbour = { $school }, à côté : { $sentence }
said-neighbours-told = Le mot est sur leur page. Appelez-les tant qu’il n’est pas marqué vu.
school-seen =
    { $copies ->
        [0] Un message menaçant a été reconnu.
        [one] Une menace adressée à l’établissement a été retenue ou retirée.
       *[other] { $copies } copies d’une menace adressée à l’établissement ont été retenues ou retirées.
    }
roll-call-lead =
    { $count ->
        [0] Toute la classe est cochée.
        [one] Touchez une réponse par élève. Il en reste un.
       *[other] Touchez une réponse par élève. Il en reste { $count }.
    }
statistics-title = Menaces et fausses alertes
statistics-sentence =
    { $count ->
        [0] En { $year }, aucune menace contre vos établissements.
        [one] En { $year }, une menace contre un établissement. Fausse alerte : { $false }. Prise au sérieux : { $credible }.
       *[other] En { $year }, { $count } menaces contre des établissements. Fausses alertes : { $false }. Prises au sérieux : { $credible }.
    }
statistics-help = Une menace qui nomme dix établissements compte dix fois. C’est une fausse alerte quand la police n’a rien trouvé ou n’y a pas cru. L’année va de septembre à août.
statistics-year = Année scolaire
statistics-csv = Télécharger les chiffres
statistics-by-month = Par mois
statistics-by-kind = Par type d’établissement
statistics-by-departement = Par département
statistics-by-academie = Par académie
statistics-by-year = Par année scolaire
statistics-count = Menaces
statistics-credible = Prises au sérieux
statistics-false = Fausses alertes
statistics-unknown = On ne sait pas encore
statistics-group = Regroupement
statistics-what = Quoi
statistics-plot = Menaces de chaque mois de { $year }. Les mêmes chiffres sont dans le tableau qui suit.
