-- What a crisis restricts: for whom, where, until when; and letters that go out when closed hours end.

create table measure (
    id uuid primary key,
    clauses text not null,          -- JSON: model::measure::Clause
    reason text not null,           -- public: those concerned read it
    starts_at bigint not null,
    ends_at bigint not null,        -- evaluated when read: a measure ends though every worker is dead
    agreement text not null,        -- model::measure::Agreement
    state text not null,            -- model::measure::MeasureState
    proposed_by uuid,               -- null: the console
    proposed_at bigint not null,
    provisional_until bigint,       -- until then it holds though nobody has agreed; null: it waits
    campaign uuid,                  -- that it answers to
    replaces uuid,                  -- the measure that it takes the place of
    figures text not null,          -- JSON: what its author was shown of its effects
    answered_by uuid,
    answered_at bigint,
    ended_by uuid,
    ended_at bigint,
    end_note text not null
);
create index measure_by_end on measure (ends_at);
create index measure_by_campaign on measure (campaign);
create index measure_by_author on measure (proposed_by, proposed_at);

create table measure_place (
    measure uuid not null references measure (id),
    position bigint not null,
    academie bigint,                -- as in epoch: all of them null, everyone
    departement text,
    school uuid,
    section uuid,
    person uuid,
    primary key (measure, position)
);

create table measure_extension (
    id uuid primary key,
    measure uuid not null references measure (id),
    from_end bigint not null,       -- the end that it was to move: another that moved it meanwhile was faster
    to_end bigint not null,
    note text not null,
    asked_by uuid,                  -- null: the console
    asked_at bigint not null,
    answered_by uuid,
    answered_at bigint,
    agreed boolean
);
create index measure_extension_by_measure on measure_extension (measure, asked_at);

alter table message add column deferred_until bigint; -- while it waits for the end of closed hours
alter table message add column deferred_by uuid;      -- the measure that has it wait
create index message_by_deferral on message (deferred_by, state);

alter table scheduled add column proven boolean not null default false; -- its author had proved lately who they are

alter table role_grant add column house text not null default ''; -- on behalf of which institution: a rectorat, a Région
