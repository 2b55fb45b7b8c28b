-- The desk asks the sender of a held message whether it is theirs.
create table proof (
    id uuid primary key,
    message uuid not null unique references message (id),
    person uuid not null references person (id),
    asked_by uuid not null references person (id),
    asked_at bigint not null,
    until bigint not null,          -- without an answer the desk decides
    answered_at bigint,
    answer text                     -- model::proof::Answer
);
create index proof_by_person on proof (person, asked_at);

alter table account add column proof_until bigint; -- null or past: nothing is asked of this person
