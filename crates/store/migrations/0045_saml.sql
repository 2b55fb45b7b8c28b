-- Providers of identity that speak SAML: what they said of themselves, what they say before it is asked for, and once.

alter table provider add column saml text;               -- where people go, its certificates, what it signs (JSON); null: OpenID Connect
alter table provider_proof add column named text;        -- as what and in which schools the subject came, with spaces between; null: it is not said

-- What was brought for a question, believed or not. The browser that asked takes it with the question.
create table provider_word (
    state_hash bytea primary key,   -- of the question
    provider uuid not null references provider (id),
    code_hash bytea not null,       -- of what the browser shows to take it
    said text not null,             -- JSON, store::provider_word::Word
    brought_at bigint not null
);
create index provider_word_by_time on provider_word (brought_at);

-- Assertions that were taken; none is taken twice.
create table provider_assertion (
    provider uuid not null references provider (id),
    name bytea not null,            -- hash of its identity
    seen_at bigint not null,
    primary key (provider, name)
);
create index provider_assertion_by_time on provider_assertion (seen_at);
