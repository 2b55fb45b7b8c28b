-- Where a school stands on a bad day: its situation, every move of it, the word on which people went back in, places that
-- received pupils, roll calls, and what schools next door were told.

create table situation (
    id uuid primary key,
    school uuid not null references school (id),
    opened_at bigint not null,
    opened_by uuid,                 -- null: a campaign that was confirmed
    campaign uuid,                  -- that named the school
    threat text not null,           -- model::situation::Threat, and so on
    reception text not null,
    pupils text not null,
    police_check text not null,
    reopening text not null,
    gathered_at text not null,      -- where pupils are gathered; '' when they are not
    stranded bigint not null,       -- pupils who have nowhere to go
    police_unit text not null,
    police_since bigint,            -- since when a unit is there
    reopening_at bigint,            -- when it was said to open again
    threat_at bigint not null,      -- when the threat last changed
    moved_at bigint,                -- when everybody was last moved at once: evacuated, sheltered
    decided_at bigint,              -- when somebody last decided how pupils are received
    families_at bigint not null,    -- when something last changed that families have to know
    told_at bigint,                 -- when they were last told
    next_word_at bigint,            -- when they were promised the next word
    version bigint not null,        -- grows with each move: who decided on an older picture is told
    changed_at bigint not null,
    closed_at bigint
);
create unique index situation_open on situation (school) where closed_at is null;
create index situation_by_school on situation (school, opened_at);
create index situation_by_change on situation (changed_at);

create table situation_move (
    situation uuid not null references situation (id),
    version bigint not null,
    at bigint not null,
    by_person uuid,
    what text not null,             -- JSON: what was changed
    note text not null,
    primary key (situation, version)
);

-- levée de doute, or somebody's word by name for doing without. One that a new doubt made void keeps its row.
create table all_clear (
    situation uuid not null references situation (id),
    version bigint not null,        -- the move that recorded it
    kind text not null,             -- model::situation::WordKind
    authority text not null,
    name text not null,
    given_at bigint not null,
    reason text not null,
    recorded_at bigint not null,
    recorded_by uuid not null,
    void_at bigint,
    primary key (situation, version)
);

create table reception_site (
    id uuid primary key,
    situation uuid not null references situation (id),
    name text not null,
    address text not null,
    capacity bigint not null,
    open_from bigint not null,      -- minute of the day, where the school is
    open_to bigint not null,
    received bigint not null,       -- pupils there now
    opened_at bigint not null,
    opened_by uuid not null,
    closed_at bigint
);
create index reception_site_by_situation on reception_site (situation, opened_at);

create table roll_call (
    id uuid primary key,
    situation uuid not null references situation (id),
    started_at bigint not null,
    started_by uuid not null,
    ended_at bigint,
    ended_by uuid,
    unknown bigint,                 -- of whom nobody knew when it ended
    note text not null              -- why it was ended with some missing
);
create unique index roll_call_open on roll_call (situation) where ended_at is null;

-- The newest mark of each pupil. One that was made earlier, and comes later over a bad network, does not replace it.
create table roll_call_mark (
    roll_call uuid not null references roll_call (id),
    pupil uuid not null references person (id),
    mark text not null,             -- model::situation::Mark; '': nobody knows, though somebody thought so before
    detail text not null,           -- to whom, or why
    checked boolean not null,       -- the identity of whoever took them was looked at
    made_at bigint not null,        -- by the clock of the telephone, never later than it came
    by_person uuid not null,
    primary key (roll_call, pupil)
);

create table neighbour_word (
    situation uuid not null references situation (id),
    school uuid not null references school (id),
    word text not null,             -- model::situation::NeighbourWord
    at bigint not null,
    by_person uuid not null,
    seen_at bigint,                 -- when somebody there first saw it
    primary key (situation, school)
);
create index neighbour_word_by_school on neighbour_word (school, at);

create table school_flag (
    school uuid not null references school (id),
    flag text not null,             -- model::situation::Flag
    set_at bigint not null,
    set_by uuid not null,
    primary key (school, flag)
);

create index school_by_latitude on school (latitude);
