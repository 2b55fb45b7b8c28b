-- Providers of identity through which people come in, and whose accounts their subjects open.

create table provider (
    id uuid primary key,
    code text not null,             -- as addresses name it
    label text not null,            -- what its button says
    issuer text not null,
    client text not null,           -- by which name it knows this installation
    secret bytea not null,          -- sealed by a key that follows from the installation's secret
    publics text not null,          -- model::provider::Public, with spaces between
    claim text not null,            -- says which subject came
    acr text not null,              -- strengths of which one must be said, with spaces between; empty: any
    made_at bigint not null,
    ended_at bigint
);
create unique index provider_by_code on provider (code) where ended_at is null;

-- A person has said, signed in or with a printed code, that a subject is them.
create table provider_link (
    id uuid primary key,
    provider uuid not null references provider (id),
    subject text not null,
    person uuid not null references person (id),
    made_at bigint not null,        -- an epoch after it ends it, like a password
    last_used_at bigint,
    ended_at bigint
);
create index provider_link_by_subject on provider_link (provider, subject);
create index provider_link_by_person on provider_link (person);

-- Somebody is at a provider. Taken once, by the browser that went there.
create table provider_question (
    state_hash bytea primary key,
    provider uuid not null references provider (id),
    browser bytea not null,         -- hash of the secret of its device cookie, which may name no device yet
    session uuid,                   -- which wants to be linked; null: to sign in
    towards text not null,          -- the path of this site to go on to
    asked_at bigint not null
);
create index provider_question_by_time on provider_question (asked_at);

-- What a provider said of who came. It opens one session at most.
create table provider_proof (
    id uuid primary key,
    token_hash bytea not null unique, -- names it in the form that chooses an account
    provider uuid not null references provider (id),
    subject text not null,          -- by which accounts are linked
    sub text not null,              -- by which the provider says that a session has ended
    sid text,                       -- by which the provider knows its own session
    id_token text not null,         -- to be shown to the provider at the end; opens nothing here
    browser bytea not null,
    made_at bigint not null,
    tries bigint not null default 0,
    used_at bigint
);
create index provider_proof_by_sub on provider_proof (provider, sub);
create index provider_proof_by_sid on provider_proof (provider, sid);
create index provider_proof_by_time on provider_proof (made_at);

alter table session add column provider_proof uuid;      -- by which it was opened; null: otherwise
create index session_by_provider_proof on session (provider_proof);
alter table sign_in_step add column provider_proof uuid; -- what came before the second factor; null: a password

-- Words of providers that a session has ended; none is taken twice.
create table provider_logout (
    provider uuid not null references provider (id),
    jti bytea not null,             -- hash of the word's name
    seen_at bigint not null,
    primary key (provider, jti)
);
create index provider_logout_by_time on provider_logout (seen_at);
