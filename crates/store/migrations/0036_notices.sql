-- What schools say to families, who said that they read it, and what is told that is not true.

create table notice (
    id uuid primary key,
    kind text not null,             -- model::notice::Kind
    campaign uuid,                  -- that it speaks of; its texts are not repeated
    texts text not null,            -- JSON: model::notice::Texts
    next_word_at bigint,            -- null: a draft that lacks it, or the last word
    pupils boolean not null,        -- pupils read it too; guardians always do
    staff boolean not null,         -- teachers and staff read it too
    public boolean not null,        -- it stands on the public page too
    state text not null,            -- model::notice::NoticeState
    code text not null unique,      -- model::notice::Code, without its mark
    version bigint not null,        -- 1, and one more at each correction
    first uuid not null,            -- the first of its versions: what they have in common
    replaces uuid,                  -- the version that it takes the place of when it is sent
    revision bigint not null,       -- one more at each change of a draft: nobody approves what they have not read
    author uuid not null,
    drafted_at bigint not null,
    submitted_at bigint,
    approved_by uuid,               -- null when sent: a head's own first word
    approved_at bigint,
    sent_by uuid,
    sent_at bigint,                 -- who belonged to its places then reads it
    ended_by uuid,                  -- who corrected or withdrew it
    ended_at bigint,
    note text not null              -- why it was sent back, or withdrawn
);
create index notice_by_drafting on notice (drafted_at);
create index notice_by_sending on notice (sent_at);
create index notice_by_replaced on notice (replaces);
create index notice_by_first on notice (first, sent_at);

create table notice_place (
    notice uuid not null references notice (id),
    position bigint not null,
    school uuid not null,
    section uuid,                   -- null: the whole school
    primary key (notice, position)
);
create index notice_place_by_school on notice_place (school, notice);

-- What a reader did with a notice, made on first touch. `shown_at` is written before the text is shown.
create table notice_ack (
    notice uuid not null,
    person uuid not null,
    shown_at bigint not null,
    at bigint,                      -- when they said that they read it
    primary key (notice, person)
);

create table rumour (
    id uuid primary key,
    claim text not null,            -- what is told
    answer text not null,           -- '' while there is none
    state text not null,            -- model::notice::RumourState
    opened_by uuid not null,
    opened_at bigint not null,
    answered_by uuid,
    answered_at bigint,
    closed_by uuid,
    closed_at bigint
);
create index rumour_by_opening on rumour (opened_at);

create table rumour_place (
    rumour uuid not null references rumour (id),
    position bigint not null,
    school uuid not null,
    primary key (rumour, position)
);
