-- Two lanes beside the threats: warnings to a school's safety contact, and writers who may hurt themselves.

create table duty (
    school uuid not null references school (id),
    person uuid not null references person (id),
    duty text not null,             -- model::duty::Duty
    since bigint not null,
    until bigint not null,
    named_by uuid not null,
    primary key (school, person, duty)
);
create index duty_by_person on duty (person, duty);

create table care (
    message uuid primary key references message (id),
    person uuid not null references person (id),
    school uuid not null references school (id),
    opened_at bigint not null,
    taken_by uuid,
    taken_at bigint,
    closed_at bigint,
    note text not null              -- of the one who closed it
);
create index care_by_school on care (school, closed_at, opened_at);

-- What a report weighed when it was made, and what became of the reporter's earlier ones.
alter table report add column weight bigint not null default 100; -- in hundredths of a pupil's voice
alter table report add column right_before bigint not null default 0;
alter table report add column wrong_before bigint not null default 0;
update report set weight = 200 where profile <> 'pupil';
create index report_by_reporter on report (reporter, at);
