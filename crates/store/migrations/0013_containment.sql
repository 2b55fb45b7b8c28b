-- Accounts that were taken from whoever uses them: for a time, with a reason, until their owner comes back.

create table containment (
    id uuid primary key,
    person uuid not null references person (id),
    school uuid not null,           -- of the account, as its letters name it: whose desk sees it
    since bigint not null,
    until bigint not null,          -- ends by itself; evaluated when read
    reason text not null,           -- model::containment::ContainmentReason
    message uuid,                   -- the letter that led to it
    campaign uuid,
    decided_by uuid,                -- null: the machine
    note text not null,             -- of the one who decided
    ended_at bigint,                -- before its time; null: it was not
    ending text,                    -- model::containment::ContainmentEnd
    ended_by uuid,
    end_note text
);
create index containment_by_person on containment (person, since);
create index containment_by_campaign on containment (campaign);
create index containment_by_school on containment (school, since);

alter table account add column contained_until bigint; -- null or past: not contained. The row that a sender locks
alter table device_use add column restricted_until bigint; -- until then this account writes from this device to adults of the school only

-- A containment's epochs end with it; those of a reset never do.
alter table epoch add column until bigint;      -- null: never
alter table epoch add column containment uuid;
create index epoch_by_containment on epoch (containment);

-- Verdicts that asked for a containment.
create index verdict_by_consequence on verdict (consequence, judged_at);
