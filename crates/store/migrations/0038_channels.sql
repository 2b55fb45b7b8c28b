-- What leaves the program for people: where they can be reached, what is said to them, and how far each message is.

create table contact (
    person uuid not null references person (id),
    channel text not null,          -- model::channel::Channel: sms, mail
    address text not null,          -- as model::contact reads it: +33…, or local@domain
    verified_at bigint,             -- when the person showed that it is theirs; null: as the directory says
    since bigint not null,
    until bigint not null,
    primary key (person, channel, address, since)
);

-- A browser that takes push messages. It is forgotten when its service says that it has gone.
create table push_subscription (
    endpoint text primary key,      -- a secret of the browser
    person uuid not null references person (id),
    public_key bytea not null,      -- 65 bytes, RFC 8291
    auth bytea not null,            -- 16 bytes
    since bigint not null
);
create index push_subscription_by_person on push_subscription (person, since);

-- A version of a notice, as it leaves.
create table outgoing (
    id uuid primary key,
    notice uuid not null,           -- what its versions have in common
    version bigint not null,
    subject text not null,
    text text not null,
    link text not null,
    urgent boolean not null,
    made_at bigint not null,
    expires_at bigint not null,     -- from then on it is not worth being sent
    replaced_at bigint not null,    -- when a newer version or a withdrawal came; 9223372036854775807: it holds
    unique (notice, version)
);

create table delivery (
    outgoing uuid not null references outgoing (id),
    person uuid not null,
    channel text not null,          -- model::channel::Channel
    state text not null,            -- model::channel::DeliveryState
    attempts bigint not null,
    due_at bigint not null,         -- when it is looked at: to be sent, sent again, or followed by the next channel
    provider_id text,               -- the carrier's name for it
    fault text,                     -- model::channel::Fault, of the last try
    planned_at bigint not null,
    submitted_at bigint,
    accepted_at bigint,
    delivered_at bigint,
    acknowledged_at bigint,
    primary key (outgoing, person, channel)
);
create index delivery_by_turn on delivery (channel, due_at, outgoing, person);
-- What may be followed by the next channel: few among many that wait to leave.
create index delivery_by_silence on delivery (channel, due_at) where state in ('accepted', 'failed');
create index delivery_by_person on delivery (person, outgoing);
create index delivery_by_provider on delivery (provider_id);
