-- Powers that are given on for a time, and codes on paper for the night on which nobody of the desk can get in.

alter table role_grant add column parent uuid;   -- the grant that it is a part of; null: given at the console, or by codes
alter table role_grant add column glass uuid;    -- the codes on paper that gave it
alter table role_grant add column note text not null default '';
create index role_grant_by_parent on role_grant (parent);
create index role_grant_by_until on role_grant (until);

create table glass_code (
    id uuid primary key,
    batch uuid not null,            -- printed together; any two of them open
    academie bigint,                -- where, as in role_grant: all of them null, everyone
    departement text,
    code_hash bytea not null unique,
    printed_at bigint not null,
    voided_at bigint                -- others were printed, or two of the batch were used
);
create index glass_code_by_batch on glass_code (batch);
