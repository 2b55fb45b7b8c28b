-- Mailboxes that no honest sender knows. They are no people: nothing that lists, counts or names people meets them.

create table decoy (
    id uuid primary key,            -- a draft may name it as it names a person
    school uuid not null references school (id),
    section uuid references section (id), -- null: the whole school
    given_name text not null,
    family_name text not null,
    family_key text not null,       -- folded, family name first
    given_key text not null,        -- folded, given name first
    login text not null unique,     -- of no account; kept when the decoy is taken away, so that nobody is given it
    planted_at bigint not null,
    removed_at bigint               -- null: in place
);
create index decoy_by_school on decoy (school, section);

-- What reached one.
create table decoy_touch (
    id uuid primary key,
    decoy uuid not null references decoy (id),
    at bigint not null,
    way text not null,              -- model::decoy::Way
    message uuid,                   -- the letter
    device uuid,                    -- of a try to sign in; null: a browser that had no name yet
    network text                    -- likewise, as in session
);
create index decoy_touch_by_decoy on decoy_touch (decoy, at);
create index decoy_touch_by_message on decoy_touch (message);
create index decoy_touch_by_device on decoy_touch (device, at);
create index decoy_touch_by_network on decoy_touch (network, at);
