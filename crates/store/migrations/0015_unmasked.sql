-- Officers who asked to know who a minor is, letter by letter, and why.
create table unmasked (
    message uuid not null references message (id),
    officer uuid not null references person (id),
    at bigint not null,
    reason text not null,
    primary key (message, officer)
);
