-- What is asked of one person goes through an index of each link of their chain, however many epochs there are: everybody
-- who chooses a password sets one.

create index epoch_by_section on epoch (section) where section is not null;
create index epoch_by_school on epoch (school) where school is not null;
create index epoch_by_departement on epoch (departement) where departement is not null;
create index epoch_by_academie on epoch (academie) where academie is not null;
