# Campaigns at the desk.
campaigns-title = Campagnes
campaigns-lead = Une campagne réunit les copies d’un même texte, d’un même lien ou d’un même fichier envoyées par plusieurs comptes.
campaigns-empty-title = Aucune campagne
campaigns-empty-text = Une campagne apparaît ici dès qu’une de ses copies est retenue, retirée ou signalée.
campaigns-open = Campagnes
campaign-back = Retour à la cellule
campaign-amounts =
    { $copies ->
        [one] { $copies } copie
       *[other] { $copies } copies
    }, { $accounts ->
        [one] { $accounts } compte
       *[other] { $accounts } comptes
    }, { $schools ->
        [one] { $schools } établissement
       *[other] { $schools } établissements
    }
campaign-waiting =
    { $count ->
        [one] { $count } copie attend une décision
       *[other] { $count } copies attendent une décision
    }
campaign-state-suspected = Soupçonnée
campaign-state-confirmed = Confirmée
campaign-state-contained = Contenue
campaign-state-quiet = Calme
campaign-state-closed = Close
campaign-state-false-alarm = Fausse alerte
campaign-state-merged = Réunie à une autre
campaign-sentence-suspected =
    { $accounts ->
        [one] Un compte a envoyé
       *[other] { $accounts } comptes ont envoyé
    } { $copies ->
        [one] un message
       *[other] { $copies } messages presque identiques
    } depuis { $schools ->
        [one] un établissement
       *[other] { $schools } établissements
    } ; { $held ->
        [0] aucun n’est retenu
        [one] un est retenu
       *[other] { $held } sont retenus
    }, { $displayed ->
        [0] personne n’en a vu
        [one] une personne en a vu
       *[other] { $displayed } personnes en ont vu
    }.
campaign-sentence-threat =
    Menace confirmée : { $accounts ->
        [one] un compte a envoyé
       *[other] { $accounts } comptes ont envoyé
    } { $copies ->
        [one] un message
       *[other] { $copies } messages
    } depuis { $schools ->
        [one] un établissement
       *[other] { $schools } établissements
    } ; { $out ->
        [0] plus aucun n’est visible
        [one] un est encore visible
       *[other] { $out } sont encore visibles
    }, { $displayed ->
        [0] personne n’en a vu
        [one] une personne en a vu
       *[other] { $displayed } personnes en ont vu
    }.
campaign-sentence-false-alarm =
    Fausse alerte : { $copies ->
        [one] ce message est
       *[other] ces { $copies } messages sont
    } sans danger, et leurs copies ne sont plus retenues pour la même raison.
campaign-sentence-merged = Cette campagne a été réunie à une autre.
campaign-merged-into = Voir la campagne qui a reçu ses copies
campaign-look-back-running =
    Recherche dans les trente derniers jours : { $examined ->
        [one] { $examined } message examiné
       *[other] { $examined } messages examinés
    } jusqu’ici.
campaign-look-back-done =
    Recherche dans les trente derniers jours, terminée { $when } : { $examined ->
        [one] { $examined } message examiné
       *[other] { $examined } messages examinés
    }, { $withdrawn ->
        [one] { $withdrawn } retiré
       *[other] { $withdrawn } retirés
    }, { $held ->
        [one] { $held } retenu
       *[other] { $held } retenus
    }.
campaign-confirm = Confirmer la menace et tout retirer
campaign-confirm-effect =
    { $messages ->
        [0] Aucun message à retirer
        [one] Un message retiré
       *[other] { $messages } messages retirés
    } à { $readers ->
        [one] { $readers } destinataire
       *[other] { $readers } destinataires
    }. Toute nouvelle copie est retenue, et les trente derniers jours sont relus.
campaign-call-off = Fausse alerte
campaign-call-off-effect =
    { $messages ->
        [0] Rien n’est retenu
        [one] Un message remis en circulation
       *[other] { $messages } messages remis en circulation
    }, pour { $readers ->
        [one] { $readers } destinataire
       *[other] { $readers } destinataires
    }. Ce qui a été retiré le reste.
campaign-call-off-beyond =
    { $count ->
        [one] Un établissement relève d’une autre cellule : c’est à elle aussi de le dire.
       *[other] { $count } établissements relèvent d’une autre cellule : c’est à elle aussi de le dire.
    }
campaign-merge = Réunir les deux campagnes
campaign-merge-into = Même menace que
campaign-merge-effect = Ses copies passent à l’autre. Si l’une des deux est confirmée, tout est retiré.
campaign-texts =
    { $count ->
        [0] Aucun texte
        [one] Un texte
       *[other] { $count } textes, côte à côte
    }
campaign-reveal = Lire les textes
campaign-variant =
    Texte { $n } · { $count ->
        [one] { $count } copie
       *[other] { $count } copies
    }
campaign-variant-open = ouvrir
campaign-variants-help = Les mots soulignés ne sont pas dans le premier texte.
campaign-schools = Établissements touchés
campaign-accounts = Comptes
campaign-copies = Copies
campaign-readers = Destinataires
campaign-displayed = Affichages
campaign-exposure =
    { $count ->
        [0] Personne n’a vu une copie.
        [one] Une personne a vu une copie, { $opened ->
            [0] sans l’ouvrir.
           *[other] et l’a ouverte.
        }
       *[other] { $count } personnes ont vu une copie, { $opened ->
            [0] aucune ne l’a ouverte.
            [one] une l’a ouverte.
           *[other] { $opened } l’ont ouverte.
        }
    }
campaign-decoys =
    { $count ->
        [one] Un message de cette campagne
       *[other] { $count } messages de cette campagne
    } { $count ->
        [one] a été adressé
       *[other] ont été adressés
    } à des boîtes leurres { $schools ->
        [one] d’un établissement
       *[other] de { $schools } établissements
    }, que personne ne voit : ils viennent d’un programme ou d’une liste volée.
campaign-exposure-last = Dernier affichage { $when }.
campaign-carriers = Comptes porteurs
campaign-first = Premier envoi
campaign-marks = Reconnue aussi par
campaign-mark-text = texte
campaign-mark-file = pièce jointe
campaign-mark-link = lien
campaign-mark-domain = site
campaign-mark-live =
    { $count ->
        [0] dans aucun autre message
        [one] dans { $count } autre message, retenu
       *[other] dans { $count } autres messages, retenus
    }
campaign-mark-off =
    { $count ->
        [0] n’est plus recherché
       *[other] trop répandu ou révoqué ({ $count } autres messages) : n’est pas recherché
    }
campaign-timeline = Chronologie
campaign-moment-first = Premier envoi connu
campaign-moment-suspected = Deuxième compte : la campagne est soupçonnée
campaign-moment-confirmed =
    Menace confirmée, { $count ->
        [one] { $count } message retiré
       *[other] { $count } messages retirés
    }
campaign-moment-revived = Revenue après le calme
campaign-moment-looked-back =
    Recherche en arrière : { $count ->
        [one] { $count } message arrêté
       *[other] { $count } messages arrêtés
    }
campaign-moment-false-alarm =
    Fausse alerte, { $count ->
        [one] { $count } message remis en circulation
       *[other] { $count } messages remis en circulation
    }
campaign-moment-merged =
    Réunion avec une autre campagne, { $count ->
        [one] { $count } copie reçue
       *[other] { $count } copies reçues
    }
campaign-moment-quieted = Rien depuis trois jours
campaign-moment-last-shown = Dernier affichage d’une copie
desk-campaign = Campagne : { campaign-amounts }
desk-campaign-more =
    { $count ->
        [one] et { $count } autre de la même campagne
       *[other] et { $count } autres de la même campagne
    }
desk-cleared =
    { $count ->
        [0] Ce texte a été admis par une personne : ses copies exactes ne sont plus retenues pour la même raison, jusqu’au { $until }.
        [one] Ce texte a été admis par une personne : { $count } copie est passée, jusqu’au { $until }.
       *[other] Ce texte a été admis par une personne : { $count } copies sont passées, jusqu’au { $until }.
    }
