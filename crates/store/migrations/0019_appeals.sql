-- What a sender says against a decision on their message, once; somebody else of the desk answers.
create table appeal (
    message uuid primary key references message (id),
    person uuid not null references person (id),
    body text not null,
    at bigint not null,
    decided_by uuid not null,       -- of the decision: somebody else answers
    answered_by uuid,
    answered_at bigint,
    outcome text,                   -- model::appeal::Outcome
    note text not null,             -- of the one who answered, for the sender
    sent_again uuid                 -- the new message, when it was accepted
);
create index appeal_by_person on appeal (person, at);
