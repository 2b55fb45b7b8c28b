-- Contents that the antivirus did not look at because it gave no answer: asked again, each time later.
create table scan_wait (
    sha256 bytea primary key,
    tries bigint not null,          -- answers that did not come, so far
    why text not null,              -- model::attachment::Unscanned, the last time
    next_at bigint not null         -- when it is asked again
);
create index scan_wait_by_time on scan_wait (next_at, sha256);
