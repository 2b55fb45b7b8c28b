-- How people get in, and what ends their being in.

create table account (
    person uuid primary key references person (id),
    login text not null unique,     -- made by us; lower case, a–z, digits, '.', '-'
    state text not null,            -- model::account::AccountState
    secret_hash text,               -- Argon2id, PHC string; null: none chosen yet
    secret_set_at bigint not null,
    locale text,                    -- 'fr', 'en'; null: the browser's
    font text,                      -- 'opendyslexic'; null: the default
    created_at bigint not null
);

-- A printed code. Never stored in clear; one use; printing again voids the former.
create table activation (
    id uuid primary key,
    person uuid not null references person (id),
    code_hash bytea not null unique, -- SHA-256 of the code, which has 50 bits of chance and a short life
    printed_at bigint not null,
    printed_by uuid,
    expires_at bigint not null,
    used_at bigint,
    voided_at bigint
);
create index activation_by_person on activation (person);

-- A browser that has signed in. The cookie holds a secret; only its hash is here.
create table device (
    id uuid primary key,
    token_hash bytea not null unique,
    label text not null,            -- 'Firefox, Windows'
    first_seen_at bigint not null
);

create table device_use (
    person uuid not null references person (id),
    device uuid not null references device (id),
    known_since bigint not null,
    vouched boolean not null,       -- a printed code was used on it: trusted at once, not after some quiet days
    last_seen_at bigint not null,
    primary key (person, device)
);

create table session (
    id uuid primary key,
    token_hash bytea not null unique,
    person uuid not null references person (id),
    device uuid not null references device (id),
    issued_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    address text not null,          -- source address and port of the sign-in
    agent text not null
);
create index session_by_person on session (person, expires_at);

-- Invariant 6: whatever was issued to anybody in a scope before `not_before` is dead. The scope is one of five columns,
-- or everyone when all are null.
create table epoch (
    id uuid primary key,
    kind text not null,             -- model::epoch::EpochKind
    not_before bigint not null,
    academie bigint,
    departement text,
    school uuid,
    section uuid,
    person uuid,
    reason text not null,
    decided_by uuid
);
create index epoch_by_person on epoch (person, not_before);

-- Sign-in tries, for limits that hold over restarts and nodes.
create table sign_in_try (
    id uuid primary key,
    login_key text not null,        -- the login as typed, folded; whether or not it exists
    device uuid,
    at bigint not null,
    succeeded boolean not null
);
create index sign_in_try_by_login on sign_in_try (login_key, at);
