# The school directory and the connection sheets.
directory-title = Annuaire
directory-school = Établissement
directory-find = Chercher une personne
directory-found =
    { $count ->
        [one] { $count } personne trouvée
       *[other] { $count } personnes trouvées
    }
directory-found-none = Personne ne correspond à « { $query } » dans cet établissement.
directory-kind-class = Classes
directory-kind-group = Groupes
directory-write = Écrire à { $people }
directory-print = Imprimer la liste
directory-teachers = Enseignants
directory-pupils = Élèves
directory-section-empty = Personne
directory-section-empty-text = L’annuaire ne donne encore personne ici.
directory-empty-title = Aucune classe
directory-empty-text = L’annuaire de cet établissement n’a pas encore été importé.
directory-none-title = Choisissez une classe
directory-none-text = Ou cherchez une personne par son nom.
sheets-title = Fiches de connexion
sheets-ask =
    { $count ->
        [0] Tous les élèves ont un mot de passe en vigueur.
        [one] { $count } élève n’a pas de mot de passe en vigueur.
       *[other] { $count } élèves n’ont pas de mot de passe en vigueur.
    }
sheets-for = Faire une fiche
sheets-for-new =
    { $count ->
        [one] à l’élève qui n’a pas de mot de passe en vigueur ({ $count })
       *[other] aux élèves qui n’ont pas de mot de passe en vigueur ({ $count })
    }
sheets-for-all = à toute la classe : chacun devra choisir un nouveau mot de passe
sheets-do = Préparer les fiches
sheets-grid = Avec une grille de codes sur chaque fiche
sheets-grid-help = Depuis un appareil inconnu, le mot de passe ne suffit plus : deux cases de la grille sont demandées. Elle vaut dès que la fiche a servi, et remplace celle d’avant.
sheets-do-pdf = Faire un PDF
sheets-pdf-help = Le PDF est accessible : un lecteur d’écran le lit fiche par fiche. Il n’est produit qu’une fois.
sheets-voids = Une nouvelle fiche annule la précédente. Les fiches sont valables quatorze jours.
sheets-of = Fiches de connexion · { $section }
sheets-once =
    { $count ->
        [one] { $count } fiche. Imprimez-la maintenant : le code ne sera plus jamais affiché.
       *[other] { $count } fiches. Imprimez-les maintenant : les codes ne seront plus jamais affichés.
    }
sheets-print = Imprimer les fiches
sheets-hand-out = Découpez, puis remettez chaque fiche en main propre. Un code ne sert qu’une fois.
sheets-empty-title = Aucune fiche à faire
sheets-empty-text = Tous les élèves de cette classe ont un mot de passe en vigueur.
slip-how = Allez à <strong>{ $address }</strong>, recopiez le code et choisissez votre mot de passe.
slip-until = Valable jusqu’au { $when }. Ne montrez ce code à personne.
slip-from = Ouvre votre compte à partir de : { $when }.
batches-title = Fiches déjà imprimées
batch-title = Paquet de fiches { $label }
batch-printed = imprimées { $when }
batch-line = { $printed } imprimées, { $handed } remises, { $used } utilisées
batch-guardians = responsables
batch-pupils = élèves
batch-count = Imprimées
batch-handed = Remises
batch-used = Utilisées
batch-good = Encore valables
batch-tick = Cochez chaque fiche que vous avez remise en main propre.
batch-keep = Enregistrer
batch-voided = Ce paquet a été annulé.
batch-lost = Paquet perdu ?
batch-lost-text =
    { $count ->
        [one] La fiche qui n’a pas servi ne vaudra plus rien. Il faudra en imprimer une nouvelle.
       *[other] Les { $count } fiches qui n’ont pas servi ne vaudront plus rien. Il faudra en imprimer de nouvelles.
    }
batch-void = Annuler ces fiches
sheets-board = Cocher les fiches remises, suivre celles qui ont servi
slip-square = Code à lire avec un téléphone
slip-used = utilisée { $when }
slip-void = annulée
slip-expired = périmée
slip-forgotten = pas utilisée depuis une semaine
slip-waiting = pas encore utilisée
in-person-title = Code à l’écran
in-person-for = Un code pour { $name }
in-person-lead = À donner en main propre, à la personne qui est devant vous. Elle le tape ou vise le carré avec son téléphone, puis choisit elle-même son mot de passe : ne le choisissez pas pour elle.
in-person-until = Valable jusqu’à { $when }, une seule fois. Les codes et fiches d’avant ne valent plus rien.
in-person-help = Ce code n’est affiché qu’ici. Si la page se ferme, demandez-en un autre.
in-person-do = Code à l’écran
directory-new-device = nouvel appareil, { $when }
