# Folders, the archive and the trash.
folders-title = Classeurs
folders-new = Nouveau classeur
folders-make = Créer le classeur
folders-unread =
    { $count ->
        [one] { $count } non lu
       *[other] { $count } non lus
    }
folders-full = Vous avez déjà { $max } classeurs. Supprimez-en un pour en créer un autre.
folder-name = Nom du classeur
folder-name-wrong = Donnez au classeur un nom de { $max } caractères au plus.
folder-name-taken = Un de vos classeurs porte déjà ce nom.
folder-back = Tous les classeurs
folder-change = Renommer ou supprimer ce classeur
folder-rename = Renommer
folder-delete = Supprimer le classeur
folder-delete-help = Ses messages reviendront dans votre boîte.
folder-empty-title = Rien ici
folder-empty = Ouvrez un message et choisissez « Ranger » pour le mettre dans ce classeur.
folder-empty-archive = Ouvrez un message et choisissez « Ranger » pour l’archiver.
folder-empty-trash = Les messages mis à la corbeille restent ici et peuvent être repris.
place-inbox = Messages
place-archive = Archives
place-trash = Corbeille
