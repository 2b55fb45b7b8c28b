-- What is owed to others after an attack: drafts, receipts, and the register of violations. No row is ever deleted.

create table filing (
    id uuid primary key,
    campaign uuid not null references campaign (id),
    kind text not null,             -- model::filing::Kind
    school uuid,                    -- null: one for the whole campaign
    state text not null,            -- model::filing::FilingState
    known_at bigint not null,       -- when the campaign was confirmed: from then on the time runs
    due_at bigint not null,
    counts text not null,           -- JSON: model::filing::Counts, as the text says them
    body text not null,             -- the text; '' while there is none
    edited boolean not null,        -- a person changed it: it is not generated anew unasked
    revision bigint not null,       -- one more at each move: nobody moves what they have not seen
    number text not null,           -- of the receipt, as model::filing::number writes it; '' while there is none
    filed_at bigint,
    filed_by uuid,
    note text not null,             -- why it need not be filed
    changed_at bigint not null
);
create unique index filing_once on filing (campaign, kind, coalesce(school, campaign));
create unique index filing_by_receipt on filing (kind, number) where number <> '';
create index filing_by_due on filing (due_at, id);
create index filing_by_school on filing (school, due_at);

create table filing_move (
    filing uuid not null references filing (id),
    revision bigint not null,
    at bigint not null,
    by_person uuid,                 -- null: the console
    what text not null,             -- model::filing::Move
    became text not null,           -- model::filing::FilingState
    note text not null,             -- what was sent on, or why
    primary key (filing, revision)
);
