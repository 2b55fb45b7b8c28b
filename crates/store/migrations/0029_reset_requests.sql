-- A reset of many schools, and the end of any, is asked for by one person and agreed to by another.

create table reset_request (
    id uuid primary key,            -- of a reset that is to begin: the identity that it has
    step text not null,             -- model::reset::ResetStep
    reset uuid,                     -- the reset that is to end; null: one is to begin
    academie bigint,                -- where, as in epoch: all of them null, everyone
    departement text,
    school uuid,
    section uuid,
    spares_since bigint,
    note text not null,
    asked_by uuid not null references person (id),
    asked_at bigint not null,
    begun boolean not null,         -- it began at once, for half an hour
    answered_by uuid,
    answered_at bigint,
    agreed boolean
);
create index reset_request_by_time on reset_request (asked_at);
