-- What imports remember of their sources, and the plan of the import that is being prepared.

-- The key under which a source knows a school: 'aaf:52009', 'annuaire:9990001X', 'onde:9990003Z'.
create table school_source (
    source_key text primary key,
    school uuid not null references school (id)
);
create index school_source_by_school on school_source (school);

-- Further records of a person beyond `person.source_key`: a teacher who is also a parent, a parent whom two sources name.
create table person_alias (
    source_key text primary key,
    person uuid not null references person (id),
    fingerprint bigint not null     -- as in person: of the whole record; 0: no source names it any more
);
create index person_alias_by_person on person_alias (person);

-- How many accounts were ever made from a pair of names, so that no login is given twice, even after a deletion.
create table login_series (
    base text primary key,          -- 'zoe.dupont'
    used bigint not null
);

-- The plan: only what differs from the directory. There is one at a time; the import that owns it is in `plan`.
create table plan (
    one bigint primary key,         -- 1: there is at most one row
    import uuid not null
);

create table plan_school (
    school uuid primary key,
    is_new boolean not null,
    is_changed boolean not null,
    in_scope boolean not null,      -- its people are in the files: who is not in them has left
    uai text not null,
    name text not null,
    kind text not null,
    private_sector boolean not null,
    academie bigint not null,
    departement text not null,
    commune text not null,
    postal_code text not null,
    address text not null,
    phone text not null,
    mail text not null,
    latitude double precision,
    longitude double precision,
    sort_key text not null,
    closed_at bigint not null
);

create table plan_school_source (
    source_key text primary key,
    school uuid not null
);

create table plan_territory (
    kind text not null,             -- 'academie', 'departement'
    code text not null,
    name text not null,
    academie bigint not null,       -- of a departement; the code of an academie
    primary key (kind, code)
);

create table plan_section (
    section uuid primary key,
    is_new boolean not null,
    school uuid not null,
    kind text not null,
    name text not null,
    level text not null,
    closed_at bigint not null
);

create table plan_audience (
    audience uuid primary key,
    is_new boolean not null,
    school uuid not null,
    section uuid,
    kind text not null,
    profile text not null,
    label text not null
);

create table plan_audience_key (
    audience uuid not null,
    key text not null,
    primary key (audience, key)
);

-- One row for each record that differs.
create table plan_record (
    person uuid not null,
    source_key text not null,
    number bigint not null,         -- order in the files
    part text not null,             -- model::roster::Part
    standing text not null,         -- 'new', 'alias', 'changed', 'absent', 'gone'
    is_main boolean not null,       -- person.source_key, and not an alias
    home uuid,                      -- the only school that the source speaks of; null: every school of the source
    says_guardians boolean not null,
    fingerprint bigint not null,
    family_name text not null,
    given_name text not null,
    sort_key text not null,
    birth_date text not null,
    mail text not null,
    mobile text not null,
    login_base text not null,
    primary key (person, source_key)
);

-- What the people of the plan are to be. What they are and is not here comes to its end.
create table plan_affiliation (
    person uuid not null,
    school uuid not null,
    profile text not null,
    title text not null,
    primary key (person, school, profile)
);

create table plan_membership (
    person uuid not null,
    audience uuid not null,
    primary key (person, audience)
);

create table plan_guardianship (
    pupil uuid not null,
    guardian uuid not null,
    primary key (pupil, guardian)
);

-- Guardians whose schools and audiences are worked out again from their children.
create table plan_guardian (
    person uuid primary key
);

-- Everybody whom the plan touches, guardians of its pupils included.
create table plan_touched (
    person uuid primary key,
    is_new boolean not null
);

-- A record that names somebody already known under another key.
create table plan_same (
    person uuid primary key,        -- made for the record
    known uuid not null
);
