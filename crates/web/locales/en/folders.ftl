# Folders, the archive and the trash.
folders-title = Folders
folders-new = New folder
folders-make = Create the folder
folders-unread =
    { $count ->
        [one] { $count } unread
       *[other] { $count } unread
    }
folders-full = You already have { $max } folders. Delete one to create another.
folder-name = Name of the folder
folder-name-wrong = Give the folder a name of at most { $max } characters.
folder-name-taken = One of your folders already has this name.
folder-back = All folders
folder-change = Rename or delete this folder
folder-rename = Rename
folder-delete = Delete the folder
folder-delete-help = Its messages will be in your inbox again.
folder-empty-title = Nothing here
folder-empty = Open a message and choose “Move” to put it in this folder.
folder-empty-archive = Open a message and choose “Move” to archive it.
folder-empty-trash = Messages put in the bin stay here and can be taken back.
place-inbox = Inbox
place-archive = Archive
place-trash = Bin
