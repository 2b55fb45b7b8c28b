-- After a reset, places come back one after the other: reading from one moment, writing from another.

create table reset_opening (
    id uuid primary key,
    reset uuid not null references epoch (id),
    academie bigint,                -- where, as in epoch: all of them null, everyone
    departement text,
    school uuid,
    section uuid,
    who text not null,              -- model::reset::Returning
    reads_at bigint not null,       -- printed codes open accounts from then on
    writes_at bigint not null,      -- and they write to everybody they may from then on; never before reads_at
    decided_by uuid,                -- null: the console
    decided_at bigint not null,
    ended_at bigint                 -- taken back, or another took its place
);
create index reset_opening_by_reset on reset_opening (reset);
create index reset_opening_by_section on reset_opening (section);
create index reset_opening_by_school on reset_opening (school);
create index reset_opening_by_departement on reset_opening (departement);
create index reset_opening_by_academie on reset_opening (academie);
