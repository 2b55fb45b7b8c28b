-- From where an account is used, as `device_use` says on what. `session.network` is what model::network::key makes of an
-- address.

drop index session_by_school;

-- Mobile networks are not kept: their addresses change with every hour and say nothing.
create table network_use (
    person uuid not null references person (id),
    network text not null,
    school uuid,                    -- school of the account then
    country text,
    known_since bigint not null,
    vouched boolean not null,       -- a device that was trusted came from there
    last_seen_at bigint not null,
    primary key (person, network)
);
create index network_use_by_school on network_use (school, network);

alter table message add column wave_slow boolean not null default false; -- its waves are stretched: model::wave
