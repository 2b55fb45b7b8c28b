-- Whom a pupil or a guardian may write to is asked by class and group at every sending: without this, all audiences of the
-- installation are read.
create index audience_by_section on audience (section, profile);
