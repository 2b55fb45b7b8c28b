# A report on how a message was sent.
exculpation-title-message = Rapport sur l’envoi d’un message
exculpation-title-session = Rapport sur une session
exculpation-lead = Ce que le système sait de la façon dont ce compte a été utilisé. Ce rapport n’accuse personne et ne remplace pas une enquête.
exculpation-ask-message = Établir un rapport sur l’envoi de ce message
exculpation-ask-session = Établir un rapport sur cette session
exculpation-ask-what = Le rapport dit comment le compte a été ouvert, depuis quel appareil et quel réseau, s’ils avaient été vus avant ou l’ont été depuis, ce qui indique quelqu’un d’autre, ce qui indique le titulaire, et ce que nous ne savons pas. Il ne contient ni le texte du message, ni le nom d’une autre personne.
exculpation-ask-use = Vous pouvez le remettre à la police, à un avocat ou à l’établissement.
exculpation-ask-journal = Chaque rapport établi est inscrit au journal, avec le nom de la personne qui l’a demandé.
exculpation-ask-head = L’adresse de connexion n’y figure pas : elle est donnée au titulaire, à ses responsables et à la cellule de crise.
exculpation-ask-family = Demandez ce rapport depuis un appareil qui est à vous depuis plusieurs jours, ou sur lequel vous avez utilisé une fiche de connexion : quelqu’un qui aurait votre mot de passe ne doit pas pouvoir le lire. Sinon, votre établissement peut l’établir.
exculpation-ask-show = Établir le rapport
exculpation-ask-file = L’enregistrer dans un fichier
exculpation-link = Rapport sur l’envoi
exculpation-link-session = Rapport sur cette session
exculpation-file-again = Enregistrer dans un fichier
exculpation-offered = Rapports
exculpation-offered-help = Quelqu’un d’autre s’est-il servi d’un compte ? Un rapport dit ce que nous en savons. Vous pouvez le remettre à qui vous le demande.
exculpation-offered-session = Session que vous avez dit ne pas être à vous ({ $when })
exculpation-offered-message = Message pour lequel votre compte a été fermé ({ $when })
exculpation-offered-child = Message pour lequel le compte de { $name } a été fermé ({ $when })
exculpation-made = Établi { $when }, à la demande { $who }.
exculpation-by-owner = du titulaire du compte
exculpation-by-guardian = d’un responsable du titulaire
exculpation-by-desk = de la cellule de crise
exculpation-by-head = de la direction de l’établissement
exculpation-by-console = de l’exploitant
exculpation-nobody = Titulaire dont le nom n’est pas affiché
exculpation-masked = Le nom d’un mineur s’affiche une fois que vous l’avez demandé, avec un motif, depuis la page du message.
exculpation-conclusion = Conclusion
exculpation-conclusion-somebody-else = Plusieurs signes indiquent que quelqu’un d’autre s’est servi de ce compte.
exculpation-conclusion-unclear = Rien ne permet de le dire.
exculpation-conclusion-own-device = Le message vient d’un appareil habituel du compte.
exculpation-conclusion-own-device-session = La session a été ouverte sur un appareil habituel du compte.
exculpation-why-somebody-else = L’appareil n’était pas celui du compte, au moins deux signes d’une autre nature vont dans le même sens, et rien n’indique le titulaire.
exculpation-why-unclear = Les faits ne suffisent ni pour dire que quelqu’un d’autre s’est servi du compte, ni pour dire que c’était son titulaire.
exculpation-why-own-device = Cela ne dit pas qui était devant l’écran : un appareil peut être prêté, partagé, laissé ouvert, ou utilisé à distance.
exculpation-other = Ce qui indique quelqu’un d’autre
exculpation-other-none = Rien de ce que nous avons vu.
exculpation-owner = Ce qui indique le titulaire
exculpation-owner-none = Rien de ce que nous avons vu.
exculpation-missing = Ce que nous ne savons pas
exculpation-sign-device-never = L’appareil n’avait jamais ouvert ce compte.
exculpation-sign-device-young = Le compte ne connaissait pas cet appareil, ou depuis moins de { $quiet } jours.
exculpation-sign-device-gone =
    L’appareil n’est jamais revenu, alors que le compte a été ouvert { $elsewhere ->
        [one] une fois sur un autre depuis.
       *[other] { $elsewhere } fois sur d’autres depuis.
    }
exculpation-sign-network-hides = Le réseau cache d’où l’on se connecte : { $network }.
exculpation-sign-network-never = Le réseau n’a servi à ce compte ni avant, ni depuis.
exculpation-sign-country = Le compte n’avait jamais été utilisé depuis ce pays (code { $country }).
exculpation-sign-device-others =
    Le même appareil a ouvert { $accounts } autres comptes, { $schools ->
        [one] d’un établissement,
       *[other] de { $schools } établissements,
    } à moins d’une heure de là.
exculpation-sign-network-others =
    { $accounts } autres comptes, { $schools ->
        [one] d’un établissement,
       *[other] de { $schools } établissements,
    } ont été ouverts depuis le même réseau à moins d’une heure de là, sur des appareils nouveaux pour eux.
exculpation-sign-leaked = Une liste de mots de passe volés contenait celui de ce compte.
exculpation-sign-copies =
    { $accounts ->
        [one] Un autre compte a envoyé le même texte, ou presque.
       *[other] { $accounts } autres comptes, { $schools ->
            [one] d’un établissement,
           *[other] de { $schools } établissements,
        } ont envoyé le même texte, ou presque.
    }
exculpation-sign-hour = À cette heure-là, le compte n’est jamais utilisé.
exculpation-sign-readers = Le message s’adressait à { $readers } personnes ; le plus large avant lui, à { $usual }.
exculpation-sign-disowned = Le titulaire a dit que ce n’était pas lui.
exculpation-sign-device-usual = L’appareil servait à ce compte depuis plus de { $quiet } jours.
exculpation-sign-device-back = L’appareil a de nouveau ouvert le compte après que le mot de passe a été changé.
exculpation-sign-network-usual = Le compte avait déjà été ouvert depuis ce réseau.
exculpation-sign-network-back = Le compte a de nouveau été ouvert depuis ce réseau après que le mot de passe a été changé.
exculpation-sign-printed-code = La session a été ouverte avec un code imprimé, remis au titulaire.
exculpation-sign-second-factor = La session a été ouverte avec un second facteur, ou ce qui en tient lieu.
exculpation-sign-said-mine = Le titulaire a répondu que le message était de lui.
exculpation-missing-person = Qui était devant l’écran. Aucun système ne le sait ; un élève qui emprunte un appareil et cache son réseau laisse les mêmes traces qu’un voleur.
exculpation-missing-session = La session : ce message a été envoyé sans session, ou le journal ne la nomme pas.
exculpation-missing-opening = Par quoi la session a été ouverte : le journal ne le dit pas.
exculpation-missing-address = D’où chaque message a été envoyé : l’adresse et le port sont ceux de l’ouverture de la session, à l’heure de cette ouverture.
exculpation-missing-network = À quel genre de réseau l’adresse appartient : elle n’est dans aucune des listes de l’exploitant.
exculpation-missing-mobile = Quel téléphone était derrière cette adresse : un réseau mobile la partage entre des milliers d’abonnés. L’opérateur le retrouve par l’adresse, le port et l’heure UTC.
exculpation-missing-country = De quel pays venait la connexion.
exculpation-missing-habits = Les habitudes du compte : il a été trop peu utilisé avant.
exculpation-missing-leak = Si le mot de passe a été volé : aucune des listes essayées ne le contenait, ce qui ne prouve pas le contraire.
exculpation-missing-undecided = Ce qui a été relevé à l’envoi : le message est encore en cours de vérification. Le rapport le dira une fois la décision prise.
exculpation-missing-verdict = Les signes qui auraient été vus à l’envoi : ce message n’a pas été jugé.
exculpation-message = Le message
exculpation-session = La session
exculpation-ways = L’appareil et le réseau
exculpation-habits = Les habitudes du compte, et son mot de passe
exculpation-after = Ce qui s’est passé ensuite
exculpation-risk = Signes relevés par Préau à l’envoi
exculpation-check = Comment vérifier ce rapport
exculpation-sent = Envoyé
exculpation-state = Où il en est
exculpation-state-deferred = différé jusqu’à la fin des heures fermées
exculpation-state-held = retenu, en attente d’une décision
exculpation-state-waves = en cours de distribution
exculpation-state-delivered = distribué
exculpation-state-withdrawn = retiré
exculpation-state-checked = en cours de vérification
exculpation-held-at = Retenu
exculpation-withdrawn-at = Retiré
exculpation-readers = Destinataires
exculpation-shown = Vu dans une liste
exculpation-shown-value = { $listed }, dont { $opened } l’ont ouvert
exculpation-body = Empreinte du texte (SHA-256)
exculpation-opened = Ouverte
exculpation-by = Avec
exculpation-by-code-password = le mot de passe
exculpation-by-code-password_change = un changement de mot de passe
exculpation-by-code-activation = un code imprimé
exculpation-by-code-totp = le mot de passe et le code d’une application
exculpation-by-code-recovery = le mot de passe et un code de secours
exculpation-by-code-grid = le mot de passe et deux cases d’une grille de codes
exculpation-by-code-passkey = une clé d’accès
exculpation-by-code-other = autre chose qu’un mot de passe
exculpation-address = Adresse et port
exculpation-address-withheld = Non affichés à qui demande ce rapport. Ils sont conservés.
exculpation-agent = Navigateur
exculpation-network = Réseau
exculpation-network-isp = accès d’un foyer
exculpation-network-mobile = réseau mobile
exculpation-network-school = réseau d’un établissement
exculpation-network-vpn = réseau privé virtuel (VPN)
exculpation-network-hosting = réseau d’hébergeur
exculpation-network-tor = réseau Tor
exculpation-network-unknown = d’un genre inconnu
exculpation-network-country = { $network }, pays { $country }
exculpation-last-seen = Dernier usage
exculpation-last-seen-value = { $when }, à une minute près
exculpation-ended = Fermée
exculpation-device-before = L’appareil, avant
exculpation-device-since = L’appareil, depuis
exculpation-network-before = Le réseau, avant
exculpation-network-since = Le réseau, depuis
exculpation-use-never = jamais vu pour ce compte
exculpation-use-not-known = l’adresse n’en désigne aucun
exculpation-use-known = connu du compte depuis { $when }
exculpation-use-count =
    { $count ->
        [one] { $count } autre session, { $first }
       *[other] { $count } autres sessions, la première { $first }, la dernière { $last }
    }
exculpation-elsewhere = Sur d’autres appareils, depuis
exculpation-elsewhere-value =
    { $count ->
        [0] aucune session
        [one] { $count } session
       *[other] { $count } sessions
    }
exculpation-others-device-hour = Autres comptes sur cet appareil, à moins d’une heure
exculpation-others-device-day = Autres comptes sur cet appareil, à moins d’un jour
exculpation-others-network-hour = Autres comptes depuis ce réseau, à moins d’une heure, sur des appareils nouveaux
exculpation-others-none = aucun
exculpation-others-no-school = sans établissement
exculpation-uses = Usages comparés
exculpation-uses-value = { $count } sessions et messages des { $days } jours précédents
exculpation-hour = Heure
exculpation-hour-value = { $hour } h ; { $count } de ces usages à deux heures près
exculpation-devices = Appareils et réseaux
exculpation-devices-value = { $devices } et { $networks }
exculpation-countries = Pays
exculpation-countries-none = inconnus
exculpation-widest = Message le plus large
exculpation-sent-in = Messages de cette session
exculpation-sent-line = { $when }, à { $readers } ({ $state })
exculpation-leaked-at = Liste de mots de passe volés
exculpation-nothing-after = Rien qui concerne ce compte.
exculpation-risk-none = Aucun.
exculpation-what-disowned = Le titulaire a dit que cette session n’était pas à lui.
exculpation-what-disowned-other = Le titulaire a dit qu’une autre session n’était pas à lui.
exculpation-what-contained = Le compte a été fermé à qui s’en servait.
exculpation-what-lifted = La cellule de crise a rendu le compte.
exculpation-what-returned = Le titulaire est revenu avec un code imprimé.
exculpation-what-activated = Un mot de passe a été choisi avec un code imprimé.
exculpation-what-password-changed = Le mot de passe a été changé.
exculpation-what-leaked = Une liste de mots de passe volés a ouvert le compte ; il a été fermé.
exculpation-what-restricted = Un appareil a été limité aux adultes de l’établissement.
exculpation-what-factor-added = Un second facteur a été ajouté.
exculpation-what-factor-removed = Un second facteur a été retiré.
exculpation-what-invited = Un code a été tiré à la console pour ce compte.
exculpation-what-held = Le message a été retenu avec d’autres.
exculpation-what-released = Une personne a laissé partir le message.
exculpation-what-withdrawn = Une personne a retiré le message.
exculpation-what-asked = La cellule de crise a demandé au titulaire si le message était de lui.
exculpation-what-said-mine = Le titulaire a répondu que le message était de lui.
exculpation-what-said-not-mine = Le titulaire a répondu que le message n’était pas de lui.
exculpation-what-appealed = Le titulaire a contesté la décision.
exculpation-what-appeal-answered = La cellule de crise a répondu à la contestation.
exculpation-entry = journal, n° { $seq }
exculpation-entry-waits = journal, pas encore scellé
exculpation-entry-none = pas dans le journal
exculpation-moment = { $when } ({ $utc } UTC)
exculpation-check-seal = Le journal est signé jusqu’à l’écriture n° { $last}, { $when }. Taille { $size }, racine :
exculpation-check-none = Le journal n’est pas encore signé.
exculpation-check-verify = L’exploitant vérifie tout le journal par la commande « preau verify », et l’exporte par « preau export » : un expert le relit alors avec ses propres outils, sans ce programme. Chaque fait ci-dessus nomme le numéro de son écriture.
exculpation-check-hash = L’écriture « evidence.exculpate » du journal, faite au moment de ce rapport, contient l’empreinte SHA-256 de ses faits :
exculpation-check-file = Le fichier enregistré contient ces faits en JSON, dans l’élément « facts » : leur empreinte doit être celle-ci.
exculpation-opening-signs = Signes relevés par Préau à l’ouverture de la session
exculpation-arrival-device = Appareil jamais vu pour ce compte.
exculpation-arrival-device_today = Première utilisation de cet appareil il y avait moins d’un jour.
exculpation-arrival-network_hosting = Réseau d’hébergeur.
exculpation-arrival-network_vpn = Réseau privé virtuel (VPN).
exculpation-arrival-network_hidden = Réseau qui cache d’où l’on vient, sur un appareil connu.
exculpation-arrival-network_new = Réseau jamais vu pour ce compte.
exculpation-arrival-network_stranger = Réseau jamais vu pour aucun compte de l’établissement.
exculpation-arrival-country = Pays inhabituel pour ce compte.
exculpation-arrival-network_usual = Réseau habituel de ce compte.
exculpation-arrival-network_school = Réseau d’un établissement.
exculpation-arrival-network_mobile = Réseau mobile français, sans rien d’autre d’inhabituel.
exculpation-arrival-device_accounts = Le même appareil a ouvert d’autres comptes dans l’heure.
exculpation-arrival-device_schools = Le même appareil a ouvert des comptes de plusieurs établissements dans l’heure.
exculpation-arrival-network_accounts = D’autres comptes ont été ouverts depuis ce réseau dans l’heure.
exculpation-arrival-network_schools = Des comptes de plusieurs établissements ont été ouverts depuis ce réseau dans l’heure.
exculpation-arrival-names_failed = De nombreux identifiants ont été essayés en vain depuis ce réseau dans l’heure.
exculpation-arrival-browser_accounts = Le même navigateur a ouvert d’autres comptes par des réseaux qui cachent d’où l’on vient.
