# Times and dates.
date-day = { $weekday } { $date }
date-day-month = { $day } { $month }
date-exact = { $weekday } { $date } at { $hour }
date-yesterday = yesterday
date-today-at = today at { $hour }
date-yesterday-at = yesterday at { $hour }
date-tomorrow-at = tomorrow at { $hour }
date-day-at = { $day } at { $hour }
date-just-now = just now
date-minutes-ago =
    { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
date-hours-ago =
    { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
date-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
date-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
date-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }

day-1 = Monday
day-2 = Tuesday
day-3 = Wednesday
day-4 = Thursday
day-5 = Friday
day-6 = Saturday
day-7 = Sunday
day-short-1 = Mon
day-short-2 = Tue
day-short-3 = Wed
day-short-4 = Thu
day-short-5 = Fri
day-short-6 = Sat
day-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
