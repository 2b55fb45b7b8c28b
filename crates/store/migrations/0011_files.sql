-- What is found in joined files, by the hash of their content; and whether their readers may open them.

alter table attachment add column state text not null default 'waiting'; -- model::attachment::FileState
alter table attachment add column why text;     -- model::attachment::KeptFor, while kept
update attachment set state = 'clear' where message is not null; -- served until now
create index attachment_by_hash on attachment (sha256, message);

create table examination (
    sha256 bytea primary key,
    version bigint not null,        -- of the readers that made the report
    report text not null,           -- JSON: attachments::Report
    examined_at bigint not null
);

create table file_scan (
    sha256 bytea primary key,
    found text,                     -- what the antivirus calls it; null: nothing found
    scanned_at bigint not null
);

-- What a file may be recognised by, in another file: itself, files in it, pictures, links, codes.
create table file_mark (
    kind text not null,             -- 'file', 'picture', 'link', 'code'
    value text not null,
    sha256 bytea not null,
    primary key (kind, value, sha256)
);
create index file_mark_by_file on file_mark (sha256, kind, value);
