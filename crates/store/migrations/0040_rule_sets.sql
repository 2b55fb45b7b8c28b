-- Which of the operator's rule files each node has in force, and an officer's reason to read the names of a list.

create table rule_set (
    node uuid primary key,
    hash text not null,             -- of the rules in force, as decisions have it
    files bigint not null,
    rules bigint not null,
    since bigint not null,          -- when they came into force on that node
    faults text not null,           -- JSON: [["nuit.toml", "…"]]: what is wrong with newer files, which are not in force
    seen_at bigint not null         -- a node that stops says nothing any more
);
create index rule_set_by_seen on rule_set (seen_at);

-- Minors of a list of the desk are named to an officer who said why, for a while.
create table unmasked_list (
    list text not null,             -- model::unmask::List
    subject uuid not null,          -- the campaign or message; nil for a list of its own
    officer uuid not null references person (id),
    at bigint not null,
    reason text not null,
    primary key (list, subject, officer)
);
