# Evidence packs: for whom, and the register.
dossier-title = Dossiers de preuves
dossier-lead = Un dossier rassemble ce que le service sait, à un seul moment, et le scelle : on peut le vérifier sans Préau, et un seul octet changé se voit.
dossier-messages = { $count ->
    [0] Aucun message.
    [one] Un message.
   *[other] { $count } messages.
}
dossier-elsewhere = { $count ->
    [one] Un autre a été envoyé depuis un établissement qui n’est pas de votre ressort : il n’y sera pas.
   *[other] { $count } autres ont été envoyés depuis des établissements qui ne sont pas de votre ressort : ils n’y seront pas.
}
dossier-make = Établir un dossier
dossier-variant = Pour qui
dossier-police = Enquête
dossier-police-help = Tout : messages, pièces jointes, comptes, connexions avec adresse et port, diffusion, mesures, journal. Il contient les noms d’élèves.
dossier-family = Famille d’un élève
dossier-family-help = Seulement ce qui concerne cet élève : ce que son compte a envoyé, ses connexions, ce qui lui a été montré. Rien sur les autres.
dossier-cnil = CNIL
dossier-cnil-help = Des nombres seuls, par établissement. Aucun nom, aucun message.
dossier-review = Retour d’expérience
dossier-review-help = Ce qui s’est passé, sans nom et sans texte.
dossier-child = Élève, pour un dossier destiné à sa famille
dossier-no-child = Aucun
dossier-child-help = Pour les autres dossiers, ce choix ne compte pas.
dossier-for = À l’attention de
dossier-reason = Motif
dossier-written = Votre nom, le destinataire et le motif sont inscrits au registre et au journal. Ce dont parle le dossier est conservé pendant un an.
dossier-do = Sceller et télécharger
dossier-wrong-for = Indiquez à qui le dossier sera remis, en 300 caractères au plus. Rien n’a été fait.
dossier-wrong-reason = Indiquez le motif, en 300 caractères au plus. Rien n’a été fait.
dossier-wrong-child = Choisissez un élève qui a envoyé un de ces messages, ou à qui il a été montré. Rien n’a été fait.
dossier-register = Registre
dossier-register-none = Aucun dossier n’a encore été établi.
dossier-for-row = À l’attention de { $for }
dossier-by-console = Exploitant
dossier-held = conservation jusqu’à
dossier-digest = Empreinte du dossier (SHA-256 de tagmanifest-sha256.txt) :
dossier-link = Dossiers de preuves
dossier-link-family = Dossier pour la famille
