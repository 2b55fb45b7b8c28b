-- Who exists: territory, schools, people, sections, and the audiences that a message may name.
-- Times are milliseconds since 1970 UTC. `until` is never null: what has no end ends at 9223372036854775807.

create table academie (
    code bigint primary key,
    name text not null
);

create table departement (
    code text primary key,          -- three characters: '069', '02A'
    name text not null,
    academie bigint not null references academie (code)
);

create table school (
    id uuid primary key,
    uai text not null unique,
    name text not null,
    kind text not null,             -- model::school::SchoolKind
    private_sector boolean not null,
    academie bigint not null references academie (code),
    departement text not null,      -- not a reference: directories carry codes that no list has
    commune text not null,
    postal_code text not null,
    address text not null,
    phone text not null,
    mail text not null,
    latitude double precision,
    longitude double precision,
    sort_key text not null,         -- folded name, then commune
    updated_at bigint not null,
    closed_at bigint not null
);
create index school_by_key on school (sort_key, id);

create table person (
    id uuid primary key,
    source_key text not null unique, -- key of the source that owns the record: 'aaf:2874113', 'onde:…'
    family_name text not null,
    given_name text not null,
    sort_key text not null,         -- model::person::Names::sort_key
    birth_date text not null,       -- 'yyyy-mm-dd', or '' when unknown
    mail text not null,
    mobile text not null,
    fingerprint bigint not null,    -- of the whole source record, so that an unchanged one is skipped
    updated_at bigint not null,
    left_at bigint not null         -- when the person left for good
);

create table affiliation (
    person uuid not null references person (id),
    school uuid not null references school (id),
    profile text not null,          -- model::Profile
    since bigint not null,
    until bigint not null,
    title text not null,            -- function or level in words: 'CPE', '3EME', ''
    primary key (person, school, profile, since)
);
create index affiliation_by_school on affiliation (school, profile, until);

create table section (
    id uuid primary key,
    school uuid not null references school (id),
    kind text not null,             -- model::school::SectionKind
    name text not null,
    level text not null,
    closed_at bigint not null,
    unique (school, kind, name)
);

create table guardianship (
    guardian uuid not null references person (id),
    pupil uuid not null references person (id),
    since bigint not null,
    until bigint not null,
    primary key (guardian, pupil, since)
);
create index guardianship_by_pupil on guardianship (pupil, guardian);

-- A set of people that can be written to as one. One person is an audience too, with the person's id and no row here.
create table audience (
    id uuid primary key,
    school uuid not null references school (id),
    section uuid references section (id), -- null: the whole school
    kind text not null,             -- model::audience::AudienceKind
    profile text not null,          -- profile of its members
    label text not null,
    readers bigint not null,        -- members now
    open_until bigint not null,     -- an adult lets the pupils of this audience write to all of it until then; 0: no
    unique (school, section, profile)
);

create table membership (
    person uuid not null,
    audience uuid not null,
    since bigint not null,
    until bigint not null,
    primary key (person, audience, since)
);
create index membership_by_audience on membership (audience, until, person);

-- What can be typed to find somebody or something of a school. One row for each word that may come first.
create table directory_key (
    school uuid not null,
    key text not null,              -- folded
    target uuid not null,           -- person or audience
    kind text not null,             -- model::audience::AudienceKind
    primary key (school, key, target)
);
create index directory_key_by_target on directory_key (target);

-- Powers beyond what a profile gives. Where a power holds is one of three columns, or everywhere when all are null.
create table role_grant (
    id uuid primary key,
    person uuid not null references person (id),
    role text not null,             -- model::Role
    academie bigint,
    departement text,
    school uuid,
    since bigint not null,
    until bigint not null,
    granted_by uuid
);
create index role_grant_by_person on role_grant (person);
