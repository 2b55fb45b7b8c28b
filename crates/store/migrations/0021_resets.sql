-- A reset of a territory is one epoch, with those whom it spares.

alter table epoch add column spares_since bigint;   -- passwords chosen after it, and what was opened with them, hold; null: none
alter table epoch add column spares_powers boolean not null default false; -- whoever has a power is not evicted by somebody who may have less
create index epoch_by_reason on epoch (reason, not_before);
