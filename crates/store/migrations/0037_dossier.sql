-- Evidence packs: the register of who was handed what, and what purges must leave meanwhile.

create table dossier (
    id uuid primary key,
    campaign uuid references campaign (id), -- on what: a campaign,
    message uuid references message (id),   -- or one message
    variant text not null,          -- model::dossier::Variant
    child uuid,                     -- the pupil whose family it is for; in that variant only
    digest bytea not null,          -- SHA-256 of its tagmanifest, which the journal has too
    key_number text not null,       -- of the key that sealed it
    messages bigint not null,       -- messages in it
    made_at bigint not null,
    made_by uuid,                   -- null: the console
    for_whom text not null,
    reason text not null
);
create index dossier_by_campaign on dossier (campaign, made_at, id);
create index dossier_by_message on dossier (message, made_at, id);

-- While it stands, nothing of what a pack is on is purged. It ends by itself; evaluated when read.
create table legal_hold (
    dossier uuid primary key references dossier (id),
    campaign uuid,
    message uuid,
    since bigint not null,
    until bigint not null
);
create index legal_hold_by_end on legal_hold (until);
