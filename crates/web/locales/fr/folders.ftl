# Folders, the archive and the trash.
folders-title = Dossiers
folders-new = Nouveau dossier
folders-make = Créer le dossier
folders-unread =
    { $count ->
        [one] { $count } non lu
       *[other] { $count } non lus
    }
folders-full = Vous avez déjà { $max } dossiers. Supprimez-en un pour en créer un autre.
folder-name = Nom du dossier
folder-name-wrong = Donnez au dossier un nom de { $max } caractères au plus.
folder-name-taken = Un de vos dossiers porte déjà ce nom.
folder-back = Tous les dossiers
folder-change = Renommer ou supprimer ce dossier
folder-rename = Renommer
folder-delete = Supprimer le dossier
folder-delete-help = Ses messages reviendront dans votre boîte.
folder-empty-title = Rien ici
folder-empty = Ouvrez un message et choisissez « Ranger » pour le mettre dans ce dossier.
folder-empty-archive = Ouvrez un message et choisissez « Ranger » pour l’archiver.
folder-empty-trash = Les messages mis à la corbeille restent ici et peuvent être repris.
place-inbox = Messages
place-archive = Archives
place-trash = Corbeille
