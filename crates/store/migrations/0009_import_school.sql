-- The school that an operator named for uploaded files that do not name it themselves.

alter table import_run add column uai text;
