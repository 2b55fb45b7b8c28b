-- A campaign is one threat in its many copies. Known threats outlive the messages that they were made from.

alter table campaign add column state text not null default 'confirmed'; -- model::campaign::State
alter table campaign add column changed_at bigint not null default 0;    -- when its state last changed
alter table campaign add column confirmed_at bigint;
alter table campaign add column merged_into uuid;
create index campaign_by_state on campaign (state, changed_at, id);

-- By what it was recognised (model::campaign::PatternKind): a text is the threat itself and is withdrawn with it, a link
-- or a file may stand in other letters too and is held for a person. Null as long as it is in no campaign.
alter table message add column campaign_by text;
create index message_by_carrier on message (campaign, state, sender, sender_school) where campaign is not null;

alter table sketch add column minhash bytea;            -- null: sent before there were any
create index sketch_by_time on sketch (sent_at, message);

-- Links, sites and files of a letter, for those that have some.
create table message_indicator (
    kind text not null,                                 -- model::campaign::PatternKind
    value text not null,
    sent_at bigint not null,
    message uuid not null references message (id),
    primary key (kind, value, sent_at, message)
);
create index message_indicator_by_message on message_indicator (message, kind, value);

-- What a confirmed campaign is recognised by besides its texts.
create table campaign_pattern (
    kind text not null,
    value text not null,
    campaign uuid not null references campaign (id),
    added_at bigint not null,
    outside bigint not null,                            -- letters outside of the campaign that held it then
    common boolean not null,                            -- too many of them: shown, not looked for
    revoked_at bigint,
    primary key (kind, value, campaign)
);
create index campaign_pattern_by_campaign on campaign_pattern (campaign, kind, value);

create table campaign_step (
    id uuid primary key,
    campaign uuid not null references campaign (id),
    at bigint not null,
    what text not null,                                 -- model::campaign::Step
    actor uuid,                                         -- null: the program
    messages bigint not null                            -- how many it concerned
);
create index campaign_step_by_campaign on campaign_step (campaign, at, id);

-- Marks of threats, of this installation or of earlier years. No text can be read from them.
create table known_threat (
    exact bytea primary key,                            -- SHA-256 of the letters
    minhash bytea not null,
    seen_at bigint not null,
    label text not null,
    campaign uuid,                                      -- null: imported
    added_at bigint not null,
    revoked_at bigint
);
create index known_threat_by_campaign on known_threat (campaign, exact);
create index known_threat_by_time on known_threat (seen_at, exact);

create table known_threat_band (
    band bigint not null,
    value bigint not null,                              -- 16 bits of the minhash
    exact bytea not null references known_threat (exact),
    primary key (band, value, exact)
);

-- A text that a person released: not held again for the same reasons, for a while.
create table clearance (
    exact bytea primary key,
    message uuid not null,                              -- that was released
    minhash bytea not null,
    reasons text not null,                              -- JSON: codes of the reasons that it was held for
    threat double precision not null,                   -- what the shield said of it
    by_person uuid not null,
    since bigint not null,
    until bigint not null,
    used bigint not null,                               -- letters that passed by it
    revoked_at bigint
);
create index clearance_by_message on clearance (message);

-- How far the look-back of a campaign has come. One row a campaign; a new run begins it again.
create table look_back (
    campaign uuid primary key references campaign (id),
    since bigint not null,
    until bigint not null,
    cursor_at bigint not null,
    cursor_message uuid not null,
    examined bigint not null,
    withdrawn bigint not null,
    held bigint not null,
    started_at bigint not null,
    finished_at bigint
);
