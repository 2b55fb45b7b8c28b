-- Every change appends an entry in its own transaction, without a place; sealing gives places, in order, once a second.

create table journal_entry (
    id uuid primary key,
    seq bigint unique,              -- place in the log, given by sealing; null until then
    at bigint not null,
    verb text not null,
    actor uuid,
    subject text not null,
    payload text,                   -- JSON; null once erased
    salt bytea,
    commitment bytea not null,      -- SHA-256 of salt and payload: what the leaf holds
    leaf bytea                      -- hash of the leaf, once sealed
);
create index journal_entry_unsealed on journal_entry (at, id) where seq is null;
create index journal_entry_by_subject on journal_entry (subject, at);

create table checkpoint (
    size bigint primary key,        -- entries covered
    at bigint not null,
    root bytea not null,
    note text not null,             -- signed note
    frontier text not null          -- roots of the full subtrees, to go on from here
);

create table job (
    id uuid primary key,
    kind text not null,
    payload text not null,          -- JSON: model::job::Job
    dedup_key text unique,          -- while set, a second job of the same key is not made
    run_at bigint not null,
    attempts bigint not null,
    lease_until bigint not null,    -- 0: free
    dead_at bigint,
    last_error text
);
create index job_due on job (run_at, id) where dead_at is null;

create table import_run (
    id uuid primary key,
    kind text not null,             -- 'aaf', 'onde', 'annuaire'
    state text not null,            -- 'waiting', 'reading', 'preview', 'applying', 'done', 'stopped', 'failed'
    label text not null,            -- names of the files
    files text not null,            -- JSON: where the uploaded files are
    started_by uuid,
    started_at bigint not null,
    changed_at bigint not null,
    progress text not null,         -- JSON: counts so far
    stop_asked boolean not null
);
create index import_run_by_time on import_run (started_at, id);

create table import_refusal (
    import uuid not null references import_run (id),
    number bigint not null,
    file text not null,
    line bigint not null,
    field text not null,
    value text not null,            -- what stood there, cut
    reason text not null,
    primary key (import, number)
);
