-- Where a person keeps what they received, and what they wrote to be sent later.

create table folder (
    id uuid primary key,
    person uuid not null references person (id),
    name text not null,
    name_key text not null,         -- folded: a person has each name once
    created_at bigint not null,
    unique (person, name_key)
);

-- null: the inbox; all zero: the archive; otherwise a folder of the person's.
alter table reading add column folder uuid;
create index reading_by_folder on reading (person, folder, message) where folder is not null;
create index reading_trashed on reading (person, message) where trashed_at is not null;

-- A draft that is to be sent at a time. It is judged when it is sent, as any message.
create table scheduled (
    draft uuid primary key references draft (id),
    author uuid not null references person (id),
    at bigint not null,
    idempotency_key uuid not null,  -- of the message, so that it is sent once whatever happens meanwhile
    session uuid,                   -- that asked for it
    device uuid,
    made_at bigint not null,        -- an epoch after this moment ends it, as it ends sessions
    refused text                    -- model::message::Refusal: it was not sent at its time, and why
);
create index scheduled_by_author on scheduled (author, at);
