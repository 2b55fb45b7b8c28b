# Imports of directories.
imports-title = Imports
imports-new = Nouvel import
imports-files = Fichiers à lire
imports-files-help = Annuaire académique fédérateur (XML, complet ou delta), extractions ONDE (CSV), Annuaire de l’éducation (CSV). Plusieurs fichiers à la fois.
imports-uai = Code UAI de l’école, pour des fichiers ONDE qui ne le disent pas
imports-uai-help = Sept chiffres et une lettre, par exemple 9990003Z. Laissez vide pour les autres fichiers.
imports-uai-wrong = Ce n’est pas un code UAI : il faut sept chiffres et une lettre, par exemple 9990003Z. Choisissez de nouveau les fichiers.
imports-do = Lire les fichiers
imports-safe = Rien n’est modifié à la lecture : vous verrez d’abord ce qui changerait.
imports-before = Imports précédents
imports-refused =
    { $count ->
        [one] { $count } ligne refusée
       *[other] { $count } lignes refusées
    }
imports-empty-title = Aucun import
imports-empty-text = Le premier import crée les établissements, les classes et les comptes.
import-title = Import
import-of = Import du { $day }
import-school = école { $uai }
import-back = Retour aux imports
import-files =
    { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
import-state-reading = Lecture en cours
import-state-ready = Prêt, en attente de votre accord
import-state-applying = Application en cours
import-state-done = Terminé
import-state-stopped = Arrêté, rien n’a été modifié
import-state-failed = Échec, rien n’a été modifié
import-reading = Lecture des fichiers
import-applying = Mise à jour de l’annuaire
import-progress = { $done } personnes sur { $total }
import-progress-open = { $done } personnes lues
import-counts = Ce qui changerait
import-counts-done = Ce qui a changé
import-created = Créés
import-changed = Modifiés
import-closed = Fermés
import-same = Inchangés
import-closing = Cet import fermerait { $people } comptes, soit { $percent } % des personnes. C’est beaucoup : le fichier est peut-être incomplet.
import-closing-confirm = Oui, fermer ces { $people } comptes
import-apply = Appliquer ces changements
import-stop = Arrêter
import-drop = Abandonner
import-stop-safe = Rien ne sera modifié.
import-refusals =
    { $count ->
        [0] Lignes refusées
        [one] { $count } ligne refusée
       *[other] { $count } lignes refusées
    }
import-refusals-none = Toutes les lignes ont été lues.
import-refusals-help = Ces lignes ne sont pas prises ; toutes les autres le sont. Corrigez-les à la source, puis relisez le fichier.
import-refusals-more =
    { $count ->
        [one] et { $count } autre.
       *[other] et { $count } autres.
    }
import-file = Fichier
import-line = Ligne
import-field = Champ
import-value = Valeur lue
import-reason = Motif
noun-schools = Établissements
noun-sections = Classes et groupes
noun-pupils = Élèves
noun-guardians = Responsables
noun-teachers = Enseignants
noun-staff = Personnels
noun-memberships = Appartenances
