# Words that several pages share.
people =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
people-pupil =
    { $count ->
        [one] { $count } élève
       *[other] { $count } élèves
    }
people-guardian =
    { $count ->
        [one] { $count } responsable
       *[other] { $count } responsables
    }
people-teacher =
    { $count ->
        [one] { $count } enseignant
       *[other] { $count } enseignants
    }
people-staff =
    { $count ->
        [one] { $count } personnel
       *[other] { $count } personnels
    }
people-head =
    { $count ->
        [one] { $count } membre de la direction
       *[other] { $count } membres de la direction
    }
profile-pupil = élève
profile-guardian = responsable
profile-teacher = enseignant
profile-staff = personnel
profile-head = direction
size-kilo = { $count } ko
size-mega = { $count } Mo
