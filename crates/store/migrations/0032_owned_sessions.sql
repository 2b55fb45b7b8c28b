-- A session on a new device is told to the owner of the account until they say that it is theirs.

alter table session add column owned_at bigint; -- when, from a device of theirs; null: nobody has said so
