-- The policy as data: versions that never change, where each stands, and the log of what was decided from what.

alter table verdict add column ruling text; -- JSON: model::policy::Ruling, the features included; null: judged before there was a log, or not at all

create table policy (
    id uuid primary key,
    kind text not null,             -- model::policy::PolicyKind
    name text not null,             -- what people call it; versions of one name follow each other
    version bigint not null,
    hash text not null,             -- hexadecimal SHA-256 of the text
    text text not null,             -- TOML; never changed
    note text not null,             -- of the author: what it is for
    author uuid,                    -- null: the console, or the program itself
    created_at bigint not null,
    scope text not null,            -- model::territory::Scope: everyone, an académie or a school
    state text not null,            -- model::policy::PolicyState
    share bigint not null,          -- in percent of the schools, while partial
    share_key bigint not null,      -- of the hash by which schools are in the share
    changed_at bigint not null,     -- of the state
    expires_at bigint,              -- null: never; evaluated when read
    hits bigint not null,           -- letters that it changed, or would have, since changed_at
    judged bigint not null,         -- letters that it was asked about since
    tested_at bigint,               -- null: not tested
    tested_hits bigint,             -- decisions of the log that it would have changed
    tested_of bigint,               -- of so many
    changes bigint not null,        -- grows at each move, so that a sum tells nodes that something moved
    unique (name, version)
);
create index policy_by_hash on policy (hash);
create index policy_by_state on policy (state, scope);
