-- A reset may spare accounts that had a passkey before the theft: whoever has the password alone did not come in since.

alter table epoch add column spares_passkeys bigint; -- a passkey in force that was confirmed by then spares its owner; null: none
alter table reset_request add column spares_passkeys bigint; -- the same, of what is asked for
