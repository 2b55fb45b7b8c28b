-- How a session came, so that the judge knows whether a letter is like its sender; and what becomes of the account.

alter table verdict add column consequence text not null default 'none'; -- model::verdict::Consequence

alter table session add column school uuid;             -- school of the account, as its letters name it
alter table session add column network text;            -- the address without what changes from day to day: '198.51.100.0/24'; null: unknown
alter table session add column network_class text not null default 'unknown'; -- model::network::NetworkClass
alter table session add column country text;            -- two letters; null: unknown
alter table session add column device_new boolean not null default false; -- the device had never opened this account
alter table session add column searches bigint not null default 0; -- of the directory, in this session
create index session_by_network on session (network, issued_at);
create index session_by_device on session (device, issued_at);
create index session_by_school on session (school, network);
