# Words that several pages share.
people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
people-pupil =
    { $count ->
        [one] { $count } pupil
       *[other] { $count } pupils
    }
people-guardian =
    { $count ->
        [one] { $count } guardian
       *[other] { $count } guardians
    }
people-teacher =
    { $count ->
        [one] { $count } teacher
       *[other] { $count } teachers
    }
people-staff =
    { $count ->
        [one] { $count } member of staff
       *[other] { $count } members of staff
    }
people-head =
    { $count ->
        [one] { $count } head
       *[other] { $count } heads
    }
profile-pupil = pupil
profile-guardian = guardian
profile-teacher = teacher
profile-staff = staff
profile-head = head
size-kilo = { $count } kB
size-mega = { $count } MB
