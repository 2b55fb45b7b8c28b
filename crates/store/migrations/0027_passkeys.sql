-- Passkeys: second factors whose key never leaves an authenticator. What is kept of one proves nobody.

create table passkey (
    factor uuid primary key references factor (id),
    credential_id bytea not null unique, -- as the authenticator names it; one is never two people's
    credential text not null        -- public key, counter and what the authenticator said of itself, as JSON
);

-- What a browser's passkey is asked to sign. Each is taken once, by the browser that asked; the next one replaces it.
create table passkey_challenge (
    browser bytea not null,         -- hash of the secret of its device cookie, which may name no device yet
    ceremony text not null,         -- model::factor::Ceremony
    person uuid references person (id), -- null: whoever answers
    challenge bytea not null,
    made_at bigint not null,
    primary key (browser, ceremony)
);
create index passkey_challenge_by_time on passkey_challenge (made_at);
