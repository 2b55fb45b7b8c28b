-- Who of the desk looks at a letter now, so that no two work on the same.
create table claim (
    message uuid primary key references message (id),
    officer uuid not null references person (id),
    since bigint not null,
    until bigint not null,          -- ends by itself; evaluated when read
    handed_by uuid,                 -- who passed it on; null: the officer took it
    note text not null              -- of the one who passed it on
);
