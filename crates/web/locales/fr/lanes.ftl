# Warning the adults of a school; looking after who may hurt themselves.
nav-alert = Signaler un danger
alert-title = Prévenir un adulte de confiance
alert-text = Une menace, un harcèlement, quelqu’un qui va mal : écrivez-le ici, avec les mots que vous avez lus ou entendus. Les adultes désignés par l’établissement le reçoivent aussitôt.
alert-now = Danger immédiat : appelez le 17 ou le 112 (par SMS, le 114).
alert-school = Établissement
alert-words = Ce que vous voulez dire
alert-do = Prévenir maintenant
alert-readers = lu par { $names }
alert-nobody-there = personne n’est désigné
alert-help = Ce message n’est jamais retenu, et aucun élève ne peut le lire. Votre nom accompagne votre message.
alert-empty = Écrivez quelques mots : même une phrase suffit.
alert-too-long = Ce texte est trop long. Gardez l’essentiel ; on vous répondra.
alert-too-many = Vous avez envoyé beaucoup de messages en une heure. En cas de danger immédiat, appelez le 17 ou le 112.
alert-nobody = Cet établissement n’a désigné personne. Appelez-le, ou en cas de danger immédiat le 17 ou le 112.
help-lines = À tout moment, gratuitement et en confidence : 3114 (prévention du suicide), 119 (enfance en danger), 3018 (harcèlement et violences numériques).
contacts-title = Adultes désignés
contacts-text = La direction désigne qui est prévenu d’un danger et qui prend soin des élèves en souffrance. Tant que personne ne l’est, c’est elle.
contacts-add = Désigner
contacts-do = Désigner
contacts-end = Retirer
duty-safety = Référent sécurité
duty-safety-help = Reçoit ce que l’on signale. Ce qui lui est écrit n’est jamais retenu.
duty-care = Santé et écoute
duty-care-help = Voit les messages dont l’auteur semble en souffrance, et les prend en charge.
care-open = Personnes en danger
care-title = Personnes en danger
care-text = Messages dont l’auteur pourrait se faire du mal. Ce n’est pas une affaire de police : il s’agit d’en prendre soin. Ils ne sont jamais retirés comme une menace.
care-not-named-title = Vous n’êtes pas désigné
care-not-named-text = La direction de votre établissement désigne les adultes qui prennent soin des élèves en souffrance.
care-empty-title = Personne pour l’instant
care-empty-text = Les messages inquiétants apparaîtront ici, et cette liste se met à jour toute seule.
care-waits = À prendre en charge
care-taken = Pris en charge
care-closed = Clos
care-taken-by = Pris en charge par { $name }, { $when }
care-case-title = Un message inquiétant
care-case-of = { $name } a peut-être besoin d’aide
care-read-help = Votre lecture est inscrite au journal. N’en parlez qu’à qui peut aider.
care-take = Je prends en charge
care-note = Ce qui a été fait
care-note-missing = Écrivez en quelques mots ce qui a été fait.
care-close = Clore
care-help-title = Vous n’êtes pas seul
care-help-text = Si vous traversez un moment difficile, parlez-en à un adulte en qui vous avez confiance, ou appelez quelqu’un dont c’est le métier d’écouter.
care-help-alert = Écrire à un adulte de mon établissement
desk-care-open = Prendre soin de cette personne
desk-care-help = L’auteur pourrait se faire du mal. Ce message n’est pas traité comme une menace : il peut être distribué, ou retiré seul.
desk-report-before =
    { $right ->
        [one] { $right } signalement juste
       *[other] { $right } signalements justes
    } sur { $all } auparavant
