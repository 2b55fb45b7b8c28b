-- One message, one row, one state. Readers are computed from audiences; nothing is copied to them.

create table message (
    id uuid primary key,
    thread uuid not null,
    in_reply_to uuid,
    sender uuid not null references person (id),
    sender_name text not null,      -- as it was when sent
    sender_profile text not null,
    sender_school uuid not null references school (id),
    subject text not null,
    body text not null,
    state text not null,            -- model::message::State
    sent_at bigint not null,
    delivered_at bigint,            -- when it went out to its first readers
    held_at bigint,
    withdrawn_at bigint,
    wave_from bigint,               -- model::wave::WavePlan, while and after it goes out in waves
    wave_key bigint,
    readers bigint not null,        -- people in its audiences when sent
    attachments bigint not null,
    idempotency_key uuid not null,
    campaign uuid,
    unique (sender, idempotency_key)
);
create index message_by_sender on message (sender, sent_at, id);
create index message_by_thread on message (thread, sent_at, id);
create index message_by_campaign on message (campaign, sent_at);
create index message_by_state on message (state, sent_at, id);

create table message_audience (
    audience uuid not null,
    sent_at bigint not null,        -- that of the message: the order of an inbox
    message uuid not null references message (id),
    line text not null,             -- model::audience::Line
    label text not null,            -- the audience's name when sent
    primary key (audience, sent_at, message)
);
create index message_audience_by_message on message_audience (message, line, label);

-- What a person did with a message, made on first touch. It is the exposure ledger: `listed_at` is written before the
-- subject and first words are shown in a list, `opened_at` before the body is.
create table reading (
    person uuid not null,
    message uuid not null,
    listed_at bigint not null,
    opened_at bigint,               -- first opening
    last_opened_at bigint,
    file_opened_at bigint,          -- first opening of an attachment
    unread boolean not null,        -- not opened yet, or marked unread again
    trashed_at bigint,
    primary key (person, message)
);
create index reading_by_message on reading (message, opened_at);

create table draft (
    id uuid primary key,
    author uuid not null references person (id),
    in_reply_to uuid,
    subject text not null,
    body text not null,
    addressees text not null,       -- JSON: [{"audience":"…","line":"to"}]
    updated_at bigint not null
);
create index draft_by_author on draft (author, updated_at, id);

create table attachment (
    id uuid primary key,
    owner uuid not null references person (id),
    draft uuid,                     -- while it waits in a draft
    message uuid,                   -- once sent
    position bigint not null,
    name text not null,
    mime text not null,
    bytes bigint not null,
    sha256 bytea not null,          -- name of the blob
    created_at bigint not null
);
create index attachment_by_message on attachment (message, position);
create index attachment_by_draft on attachment (draft, position);
create index attachment_by_owner on attachment (owner, created_at);

-- What the shield said, kept with the features that it saw.
create table verdict (
    message uuid primary key references message (id),
    outcome text not null,          -- model::verdict::Outcome
    threat double precision not null,
    reasons text not null,          -- JSON: model::verdict::Reason
    labels text not null,           -- JSON
    context text not null,          -- JSON: what the shield was told besides the letter
    rules text not null,            -- identity of the rules in force
    judged_at bigint not null
);

-- A sketch of each letter, to find its siblings.
create table sketch (
    message uuid primary key references message (id),
    sent_at bigint not null,
    exact bytea not null,
    simhash bigint not null
);
create index sketch_by_exact on sketch (exact, sent_at);

create table sketch_band (
    band bigint not null,           -- 0 to 3
    value bigint not null,          -- 16 bits of the simhash
    sent_at bigint not null,
    message uuid not null references message (id),
    primary key (band, value, sent_at, message)
);

create table report (
    message uuid not null references message (id),
    reporter uuid not null references person (id),
    profile text not null,
    reason text not null,
    at bigint not null,
    primary key (message, reporter)
);

-- What the desk decided on a message.
create table decision (
    id uuid primary key,
    message uuid not null references message (id),
    campaign uuid,
    actor uuid not null references person (id),
    verb text not null,             -- 'release', 'withdraw'
    at bigint not null,
    note text not null
);
create index decision_by_message on decision (message, at);

create table campaign (
    id uuid primary key,
    opened_at bigint not null,
    opened_by uuid,
    seed uuid not null references message (id), -- the message that it was made from
    label text not null
);
