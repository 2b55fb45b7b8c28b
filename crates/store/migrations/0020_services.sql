-- Services of others that let people in through this installation, and the tickets that they were given.

create table service (
    id uuid primary key,
    code text not null unique,      -- how the operator names it; opaque identifiers of people hang on it
    name text not null,             -- how people know it
    attributes text not null,       -- model::service::AttributeSet
    enabled boolean not null,
    created_at bigint not null
);

create table service_prefix (
    service uuid not null references service (id),
    prefix text not null,           -- model::service::Prefix, in its only spelling
    primary key (service, prefix)
);

-- What lets one session into one service, once. Only its hash is here until it was shown: then it opens nothing any more,
-- and its text is what the service knows the session by.
create table service_ticket (
    id uuid primary key,
    ticket_hash bytea not null unique,
    service uuid not null references service (id),
    url text not null,              -- exactly as the service wrote it
    session uuid not null,
    person uuid not null,
    fresh boolean not null,         -- the password was typed for it
    issued_at bigint not null,
    expires_at bigint not null,
    used_at bigint,                 -- shown, whatever came of it; a second time it is none
    ticket text,                    -- its text, from when it let in until its service was told of the end
    ended_at bigint,                -- its session holds no more; null: not known to
    queued_at bigint,               -- a job tells the service
    told_at bigint                  -- the service was told
);
create index service_ticket_by_session on service_ticket (session);
create index service_ticket_by_person on service_ticket (person);
create index service_ticket_by_service on service_ticket (service);
create index service_ticket_open on service_ticket (id) where ended_at is null;
create index service_ticket_untold on service_ticket (ended_at, id) where ended_at is not null and queued_at is null;

-- When the tickets of the sessions that an epoch ended were looked for; null: not yet.
alter table epoch add column swept_at bigint;
update epoch set swept_at = not_before;
create index epoch_unswept on epoch (id) where swept_at is null;
