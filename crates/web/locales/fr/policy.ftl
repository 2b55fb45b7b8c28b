# Policies.
policies-title = Politique
policies-sentence = Les règles qui décident de ce que devient un message, leurs versions et leurs essais.
policies-new = Écrire une règle
policies-files = Règles de l’exploitant
policies-files-help = Les fichiers du dossier de règles, tels que chaque nœud les a en vigueur. Un changement est pris en deux secondes, en entier ou pas du tout.
policies-files-node =
    Nœud { $node } : { $rules ->
        [one] { $rules } règle
       *[other] { $rules } règles
    } de { $files ->
        [one] { $files } fichier
       *[other] { $files } fichiers
    }, en vigueur depuis { $when }
policies-files-kept = Des fichiers plus récents sont refusés ; les règles d’avant restent en vigueur.
policies-empty-title = Aucune version
policies-empty-text = La politique livrée avec Préau décide seule.
policies-version = Version
policies-state = État
policies-where = Territoire
policies-hits = Touches
policy-back = Retour à la politique
policy-everywhere = Partout
policy-until = jusqu’au
policy-hits = { $hits } sur { $judged } messages
policy-kind-base = Politique entière
policy-kind-overlay = Règle de la cellule
policy-kind-signature = Mots à reconnaître
policy-state-draft = brouillon
policy-state-tested = essayée
policy-state-shadow = dans l’ombre
policy-state-partial = en vigueur dans une part
policy-state-active = en vigueur
policy-state-expired = expirée
policy-state-demoted = retirée d’elle-même
policy-state-own = livrée avec Préau
policy-state-retired = retirée
policy-share-of = ({ $share } % des établissements)
policy-tested = Dernier essai : { $hits } décisions changées sur { $of }.
policy-too-late = Rien n’a été changé : ce n’est plus possible depuis cet état.
policy-too-broad = Rien n’a été changé : elle retiendrait { $held } des { $of } derniers messages. Resserrez-la et proposez-la à nouveau.
policy-source = Texte de la version
policy-days = Jours
policy-test = Essayer sur l’historique
policy-moves = Faire passer cette version
policy-to-shadow = Dans l’ombre, sans effet
policy-share = Pour cent des établissements
policy-to-partial = Dans une part
policy-sure = Je sais qu’elle décidera partout dans son territoire
policy-to-active = Mettre en vigueur
policy-confirm = Confirmer sans terme
policy-urgent-sure = Je sais qu’elle décidera tout de suite, pendant 72 heures
policy-urgent = Mettre en vigueur en urgence
policy-why = Pourquoi
policy-retire = Retirer
policy-over = Cette version ne change plus d’état. Pour y revenir, proposez-la à nouveau.
policy-edit-sentence = Une règle de la cellule ne rend que plus sévère, sauf si elle allège et dit pourquoi. Elle ne décide de rien avant d’être essayée.
policy-sound = La règle se lit et se tient.
policy-name = Nom
policy-name-help = Lettres minuscules sans accent, chiffres et _, 40 au plus.
policy-name-problem = Ce nom ne peut pas servir.
policy-when = S’applique quand
policy-when-help = En CEL, comme readers > 20 && !adult. Une variable qui manque vaut null.
policy-then = Le message
policy-missing = S’il manque une variable
policy-missing-pass = la règle ne s’applique pas
policy-missing-hold = le message est retenu
policy-text = Phrase pour qui relit le message
policy-relief = Allège, parce que
policy-relief-help = Laissez vide pour une règle qui ne fait que renforcer.
policy-note = À quoi elle sert
policy-check = Vérifier
policy-try = Essayer sur 30 jours
policy-propose = Garder en brouillon
policy-outcome = Message
policy-outcome-deliver = remis
policy-outcome-waves = par vagues
policy-outcome-slow_waves = par vagues lentes
policy-outcome-hold = retenu
policy-was = Décidé
policy-would = Avec elle
policy-report = Ce qu’elle aurait fait
policy-report-sentence =
    { $judged ->
        [one] { $judged } décision
       *[other] { $judged } décisions
    } sur { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } : { $changed } autrement, dans { $schools ->
        [one] { $schools } établissement
       *[other] { $schools } établissements
    }.
policy-load = À relire chaque jour : { $before } messages, et { $after } avec elle.
policy-load-pupils = Par mois pour 1 000 élèves : { $before }, et { $after } avec elle.
policy-samples = Exemples
policy-sample = Message { $number }
policy-cut = Il y a plus de décisions que ce qui est regardé : les plus récentes l’ont été.
signature-new = Faire reconnaître des mots
signature-sentence = Des mots ou une phrase que Préau doit reconnaître dans les messages, avec des exemples. Une fois en vigueur, ils sont aussi cherchés dans les messages des 30 derniers jours : ce qui est trouvé est retenu pour une personne.
signature-sound = Les exemples se comportent comme prévu.
signature-disguised = Déguisés, ils sont encore reconnus { $found } fois sur { $tried }.
signature-terms = Mots ou expressions
signature-terms-help = Un par ligne, il suffit d’un seul. (a|b) pour l’un ou l’autre, * à la fin pour toute terminaison.
signature-reading = Ils sont cherchés
signature-words = comme des mots, même déguisés
signature-exact = tels qu’ils sont écrits : liens, phrases entières
signature-label = Ils annoncent
signature-label-attack = une attaque ou une bombe
signature-label-death = une menace de mort
signature-label-violence = une violence extrême
signature-label-blackmail = un chantage
signature-effect = Un message qui les contient
signature-holds = est retenu pour une personne
signature-sign = est regardé de plus près, sans être retenu pour cela seul
signature-reason = Phrase pour qui relit le message
signature-positive = Exemples à reconnaître
signature-negative = Exemples à laisser passer
signature-examples-help = Trois au moins de chaque sorte, un par ligne. Ils sont essayés avant tout le reste.
