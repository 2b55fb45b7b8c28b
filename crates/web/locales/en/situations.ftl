# A school on a bad day: where it stands, what its head does now, the roll call.
schools-title = My schools
schools-empty-title = You head no school
schools-empty-text = The situations of your territory are in the desk’s list.
schools-going-on = Going on
school-now = Now
school-quiet-title = Nothing to report here
school-quiet-text = If a threat comes, through Préau, by telephone or otherwise, say so here: this page will guide you, one thing at a time.
school-open-threat = We have received a threat
school-open-other = Something else: evacuation, closing
school-wait-title = Nothing to do for now
school-wait-text = You have done what was needed. This page will tell you what comes next.
school-wait-reopening = Reopening is announced for { $when }. This page will then ask you to open.
school-wait-word = You promised families the next word for { $when }.
school-later = Then
school-here = Where the school stands
school-others = Decide something else
school-done = What was done
school-close = Close the situation
school-past = Situations closed in the last thirty days
school-seen-nobody = Nobody in the school has seen it.
school-told = Told { $when }
school-told-before = Told { $when }, but the situation has changed since
school-untold = Not told yet
school-next-word = Next word promised for { $when }.
school-wrong-roll-call-open = The roll call is under way. End it first.
school-wrong-move = The school stands there already, or this does not follow from where it stands. See below.
school-wrong-word = Nobody goes back in without a recorded all-clear. Record it, or answer in writing for opening without it.
school-wrong-received = Pupils are not in class while the school receives nobody.
school-wrong-place = Write where pupils are gathered.
school-wrong-number = Write a number of pupils, at least 1 and at most what the place can receive.
school-wrong-unit = Write which unit is there.
school-wrong-authority = Write which authority speaks, and the name of the person.
school-wrong-reason = Write why the school opens without an all-clear.
school-wrong-time = The time is to come, or from before the situation began.
school-wrong-later = Choose a time to come, within two months, for a school that is not open.
school-wrong-choice = Choose one of the answers.
school-wrong-no-time = Write a day and an hour.
school-wrong-name = Write the name of the place.
school-wrong-hours = Write two different hours.
school-wrong-many = There are as many places as there may be.
step-call-police = Call the police
step-call-police-text = A threat is a crime even if nobody has read it. Call first, the rest can wait.
step-decide-reception = Decide how pupils are received
step-decide-reception-text = You may also decide to stay open. The police and the rectorat can advise you.
step-start-roll-call = Call the roll
step-start-roll-call-text = Every adult of the school ticks their pupils on their telephone. You see who is missing.
step-find-pupils = Find the pupils who are missing
step-find-pupils-text = The roll call is under way: the evacuation does not end while nobody knows where a pupil is.
step-end-roll-call = End the roll call: everybody is there
step-end-roll-call-text = It is known where every pupil is.
step-receive-elsewhere = Find where to receive the pupils
step-receive-elsewhere-text = Boarders, pupils with nowhere to go: a place, its room, its hours. Families will read it.
step-tell-families = Tell the families
step-tell-families-text = What is known, what is not, and when the next word comes. Without quoting the threat or naming a pupil.
step-next-word = Give families the next word
step-next-word-text = It is the time that you announced. Even if there is nothing new, say so.
step-tell-neighbours = Tell the schools next door
step-tell-neighbours-text = They hear the sirens. One word is enough.
step-note-arrival = Note the arrival of the police
step-note-arrival-text = The unit and the time matter later.
step-record-all-clear = Record the all-clear
step-record-all-clear-text = It is the word of the police, with a name and a time. It alone lets people back in.
step-plan-reopening = Announce the reopening
step-plan-reopening-text = Families need a time. It can be put off.
step-reopen = Open the school again
step-reopen-text = Pupils go back to class, the other places close.
step-close = Close the situation
step-close-text = Nothing is left. What was done stays in the journal.
step-threat = What is known of the threat
step-threat-text = What the police think of it, once it is known.
step-pupils = Where the pupils are
step-pupils-text = Gathered, received elsewhere, handed to their families, or with nowhere to go.
step-derogation = Open without an all-clear
step-derogation-text = Somebody answers for it in writing, with their name and their reasons.
threat-none = No known threat
threat-reported = Threat reported
threat-credible = Thought credible by the police
threat-not-credible = Thought not credible by the police
threat-dismissed = Dismissed
reception-normal = Open as usual
reception-reinforced = Open, reinforced reception
reception-delayed = Opening delayed
reception-suspended = Classes suspended
reception-evacuated = Evacuated
reception-sheltered = Sheltered, everybody inside
reception-closed = Closed
pupils-in-class = In class, or at home as usual
pupils-gathered = Gathered
pupils-elsewhere = Received elsewhere
pupils-handed-over = Handed to their families
pupils-without-solution = With nowhere to go
pupils-place = Place where they are gathered
pupils-number = Pupils with nowhere to go
check-not-needed = Not asked for
check-asked = Police called
check-under-way = Under way
check-all-clear = All clear
check-impossible = Impossible
reopening-none = Not announced
reopening-expected = Announced
reopening-postponed = Put off
reopening-reopened = Open again
reopening-at = Reopening at
reopening-announce = Announce
reopen-now = Open
reopen-reinforced = Open, reinforced reception
facet-school = School
facet-threat = Threat
facet-reception = Reception
facet-pupils = Pupils
facet-check = Search by the police
facet-word = Word given
facet-reopening = Reopening
facet-families = Families
facet-changed = Changed
line-opened = Situation opened
line-threat = Threat: { $to }
line-reception = Reception: { $to }
line-gathered = Pupils gathered: { $place }
line-pupils = Pupils: { $to }
line-arrived = Police there: { $unit }
line-check = Search: { $to }
line-all-clear = All clear by { $name } ({ $authority }), { $when }
line-derogation = Opening without an all-clear, on the word of { $name } ({ $authority }), { $when }
line-expect = Reopening announced: { $when }
line-reopen = School open again
flag-boarding = Boarding school
flag-exams = Examination under way
flag-shared-site = Shared site or canteen
flags-title = What is particular about the school
near-title = Schools within 500 m
near-metres = { $metres } m
near-untold = not told yet
near-seen = seen
near-nowhere = The directory does not say where the school is: its neighbours cannot be listed. Import the Annuaire de l’éducation to know them.
near-whom = Tell
near-what = Tell them
near-tell = Tell
neighbour-not-concerned = You are not concerned: nothing changes for you.
neighbour-attentive = Stay attentive: nothing else is asked of you.
neighbour-stay-inside = Keep everybody inside until further word.
heard-from = { $school }, { $when }:
sites-title = Places that receive pupils
site-name = Place
site-name-example = Jean Moulin gymnasium
site-address = Address
site-capacity = Room for
site-from = From
site-to = To
site-hours = { $from } to { $to }
site-open = Open this place
site-close = Close
site-closed = Closed
site-places = { $received } of { $capacity }
site-received = Pupils at
site-count = Update
phones-title = Telephones
phone-police = 17 Police
phone-fire = 18 Fire brigade
phone-doctor = 15 Ambulance
phone-europe = 112
police-say-where = Say where you are: { $name }, { $commune }, and which way in.
police-say-what = Read what is announced word for word: what, where, when.
police-say-how = Say how the threat came, and to whom.
police-keep = Delete nothing: Préau keeps the message and its traces.
police-called = I have called
police-unit = Unit on the spot
police-unit-example = Police station, dog team
police-arrived = The police are here
police-impossible = Search impossible
word-authority = Authority
word-authority-example = Police station, prefecture
word-name = Name and rank of the person
word-reason = Reasons
word-at = Given at
told-next = Next word promised for
told-last = It was the last word
told-done = Families have been told
reception-choose = From now on
decide = Decide
save = Save
day-field = Day
hour-field = Hour
roll-call-title = Roll call
roll-call-open = See the roll call
roll-call-start = Begin the roll call
roll-call-end = End the roll call
roll-call-all = All classes
roll-call-known = { $known } pupils of { $pupils }
roll-call-since = begun { $when }
roll-call-ended = Roll call ended { $when }.
roll-call-classes = Classes
roll-call-whole = complete
roll-call-no-class = Pupils of no class
roll-call-missing = Nobody knows where they are
roll-call-note = Why end it while pupils are missing
roll-call-note-help = Only if some are missing. It will be in the journal, with your name.
roll-call-save = Save the class
roll-call-over = The roll call has ended: nothing can be ticked any more.
roll-call-by = { $name }, { $when }
roll-call-unsent = No network: your answers are kept on this telephone and will leave as soon as they can. Keep this page open.
roll-call-sent = Answers sent.
mark-present = Present
mark-gathered = Gathered
mark-handed-over = Handed over
mark-absent = Absent today
mark-unknown = Unknown
mark-detail = Handed to whom, or why absent
mark-checked = Identity checked
situations-title = Situations of schools
situations-empty-title = No school in trouble
situations-empty-text = Those of your territory that report a threat or evacuate will be here.
situations-csv = Download the table
situations-schools = Schools
situations-threatened = Threatened
situations-shut = Shut or evacuated
situations-searched = Search under way
situations-cleared = All clear
situations-reopened = Open again
situations-stranded = Pupils with nowhere to go
situations-by-kind = By kind of school
situations-by-departement = By département
situations-over = Over
situations-told = Told
situations-untold = Not told
situations-calling = Roll call under way
kind-primary = Primary schools
kind-college = Collèges
kind-lycee = Lycées
kind-other = Others
public-title = Your school today
public-changed = Updated { $when }
public-reception-normal = The school is open as usual.
public-reception-reinforced = The school is open, with reinforced reception.
public-reception-delayed = The school opens later today.
public-reception-suspended = Classes are suspended.
public-reception-evacuated = The school was evacuated. Do not come.
public-reception-sheltered = Pupils are safe inside. Do not come.
public-reception-closed = The school is closed.
public-gathered = Pupils are gathered and looked after: { $place }.
public-handed-over = Pupils were handed to their families.
public-without-solution = A place is being sought for some pupils.
public-site = Reception: { $name }, { $hours }, room for { $places }.
public-check = A search is under way.
public-all-clear = The all-clear was given { $when } ({ $authority }): there is no danger.
public-reopens = Reopening expected { $when }.
public-postponed = Reopening put off to { $when }.
public-reopened = The school is open again.
public-next-word = Next word { $when }.
band-situation = { $school }: { $sentence }
band-roll-call = { $school }: roll call under way. Tick your pupils.
nav-school = My school
nav-situations = Situations
said-situation-opened = The situation is open. What comes next is on this page.
said-situation-already = A situation is already open for this school.
said-situation-changed = It is noted.
said-situation-too-late = Somebody changed the situation meanwhile. Nothing was done: see where it stands.
said-situation-closed = The situation is closed.
said-situation-not-over = Something is left to do before closing.
said-families-told = It is noted: families have been told.
said-site-changed = It is noted.
said-roll-call-started = The roll call has begun. The adults of the school see it on all their pages.
said-roll-call-marked = Class saved.
said-roll-call-ended = The roll call has ended.
school-seen-some =
    { $listed ->
        [one] One person was shown its first words, { $opened } opened it.
       *[other] { $listed } people were shown its first words, { $opened } opened it.
    }
school-wrong-roll-call =
    { $count ->
        [one] The roll call is under way: nobody knows where one pupil is. End it first.
       *[other] The roll call is under way: nobody knows where { $count } pupils are. End it first.
    }
line-stranded =
    { $count ->
        [one] One pupil with nowhere to go
       *[other] { $count } pupils with nowhere to go
    }
roll-call-unknown =
    { $count ->
        [one] Nobody knew where one pupil was.
       *[other] Nobody knew where { $count } pupils were.
    }
roll-call-unknown-count =
    { $count ->
        [one] pupil of whom nobody knows
       *[other] pupils of whom nobody knows
    }
roll-call-refused =
    { $count ->
        [one] Nobody knows where one pupil is. Find them, or write why you end the roll call without them.
       *[other] Nobody knows where { $count } pupils are. Find them, or write why you end the roll call without them.
    }
situations-sentence =
    { $schools ->
        [one] One school concerned: { $shut } shut or evacuated, { $searched } being searched, { $cleared } all clear.
       *[other] { $schools } schools concerned: { $shut } shut or evacuated, { $searched } being searched, { $cleared } all clear.
    }
told-write = Write the notice to families
told-otherwise = Once the notice has left, this page knows. If you told them another way, say so here.
school-wrong-not-called = Everybody was moved, and the roll was not called. Call it first.
school-wrong-past-word = That time has passed already. Choose a time to come, or tick that it was the last word.
roll-call-refused-sheet = Answers kept on this telephone were not taken: the roll call had ended, or another has begun. Tick this class again.
band-head = { $school }: a situation is open.
band-neighbour = { $school }, next door: { $sentence }
said-neighbours-told = The word is on their page. Call them as long as it is not marked as seen.
school-seen =
    { $copies ->
        [0] A threatening message was recognised.
        [one] One threat addressed to the school was held or withdrawn.
       *[other] { $copies } copies of a threat addressed to the school were held or withdrawn.
    }
roll-call-lead =
    { $count ->
        [0] The whole class is ticked.
        [one] Touch one answer for each pupil. One is left.
       *[other] Touch one answer for each pupil. { $count } are left.
    }
statistics-title = Threats and false alerts
statistics-sentence =
    { $count ->
        [0] In { $year }, no threat against your schools.
        [one] In { $year }, one threat against a school. False alert: { $false }. Taken seriously: { $credible }.
       *[other] In { $year }, { $count } threats against schools. False alerts: { $false }. Taken seriously: { $credible }.
    }
statistics-help = A threat that names ten schools counts ten times. It is a false alert when the police found nothing or did not believe it. The year runs from September to August.
statistics-year = School year
statistics-csv = Download the figures
statistics-by-month = By month
statistics-by-kind = By kind of school
statistics-by-departement = By département
statistics-by-academie = By académie
statistics-by-year = By school year
statistics-count = Threats
statistics-credible = Taken seriously
statistics-false = False alerts
statistics-unknown = Not known yet
statistics-group = Grouped
statistics-what = What
statistics-plot = Threats of each month of { $year }. The table below has the same figures.
