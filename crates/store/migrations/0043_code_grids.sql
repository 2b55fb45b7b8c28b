-- A grid of codes is a factor of kind 'grid': its cells are made from the installation's secret and the row's identity, and
-- last_step counts the pairs that were answered, so that none is asked again before all the others.

alter table factor add column activation uuid; -- printed with this code, and in force once it is used; null: made by its owner
create index factor_by_activation on factor (activation) where activation is not null;
