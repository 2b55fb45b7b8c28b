-- Services that speak OpenID Connect. What lets one session into one of them is a ticket as CAS has them: its text is the
-- authorization code, and once that was exchanged the session is known there by `sid`, which then stands in `ticket`.

alter table service add column protocol text not null default 'cas'; -- cas, oidc
alter table service add column secret_hash bytea;       -- SHA-256 of its secret; null: it can keep none
alter table service add column logout_url text;         -- where it is told that a session has ended

create table service_redirect (
    service uuid not null references service (id),
    url text not null,              -- exactly as it is asked for
    after_logout boolean not null,  -- people are sent there when they have signed out; otherwise with a code
    primary key (service, after_logout, url)
);

alter table service_ticket add column scope text;       -- what the code opens, by names with spaces between; null: CAS
alter table service_ticket add column challenge text;   -- only who knows what this is the hash of exchanges the code
alter table service_ticket add column nonce text;       -- what the service wants to find in the identity token

-- What a code gave. It opens nothing any more when its ticket has ended.
create table service_token (
    token_hash bytea primary key,
    ticket uuid not null references service_ticket (id),
    kind text not null,             -- access, refresh
    issued_at bigint not null,
    expires_at bigint not null,
    used_at bigint                  -- of a refresh token: a second use ends its ticket
);
create index service_token_by_ticket on service_token (ticket);
create index service_token_by_end on service_token (expires_at);

-- Which keys sign. They are derived from this identity and the installation's secret: nothing here signs anything.
create table signing_key (
    id uuid primary key,
    made_at bigint not null,
    retired_at bigint               -- signs no more; null: it signs
);
