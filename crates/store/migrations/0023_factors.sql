-- What proves a person beside their password. No secret is here: that of an application's codes is made from the
-- installation's secret and the row's identity.

create table factor (
    id uuid primary key,
    person uuid not null references person (id),
    kind text not null,             -- model::factor::FactorKind
    label text not null,            -- as its owner calls it
    made_at bigint not null,        -- an epoch after it ends it, like a password
    confirmed_at bigint,            -- null: begun; it proves nothing yet
    last_step bigint not null default 0, -- the newest half minute whose code was used: none is taken twice
    last_used_at bigint,
    ended_at bigint
);
create index factor_by_person on factor (person);

-- Codes on paper for whoever lost the rest. Each opens once.
create table recovery_code (
    id uuid primary key,
    person uuid not null references person (id),
    code_hash bytea not null unique,
    made_at bigint not null,
    used_at bigint,
    voided_at bigint                -- replaced by newer ones
);
create index recovery_code_by_person on recovery_code (person);

-- A sign-in whose password was right and that waits for the second factor. It is no session and opens nothing else.
create table sign_in_step (
    id uuid primary key,
    token_hash bytea not null unique,
    person uuid not null references person (id),
    device uuid not null references device (id), -- no other browser goes on with it
    begun_at bigint not null,
    tries bigint not null default 0,
    used_at bigint
);

-- When the person last proved in this session who they are; null: only a password on a device known before.
alter table session add column proven_at bigint;
