# Times and dates.
date-day = { $weekday } { $date }
date-day-month =
    { $day ->
        [1] 1er { $month }
       *[other] { $day } { $month }
    }
date-exact = { $weekday } { $date } à { $hour }
date-yesterday = hier
date-today-at = aujourd’hui à { $hour }
date-yesterday-at = hier à { $hour }
date-tomorrow-at = demain à { $hour }
date-day-at = { $day } à { $hour }
date-just-now = à l’instant
date-minutes-ago =
    { $count ->
        [one] il y a { $count } minute
       *[other] il y a { $count } minutes
    }
date-hours-ago =
    { $count ->
        [one] il y a { $count } heure
       *[other] il y a { $count } heures
    }
date-seconds =
    { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
date-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
date-hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }

day-1 = lundi
day-2 = mardi
day-3 = mercredi
day-4 = jeudi
day-5 = vendredi
day-6 = samedi
day-7 = dimanche
day-short-1 = lun.
day-short-2 = mar.
day-short-3 = mer.
day-short-4 = jeu.
day-short-5 = ven.
day-short-6 = sam.
day-short-7 = dim.
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
