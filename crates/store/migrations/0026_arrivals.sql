-- How a session came in, weighed when it was opened.

alter table session add column risk bigint;             -- points of shield::arrival; null: opened before they were counted
alter table session add column risk_signs text;         -- JSON: codes of its signs

-- Those who came by a network that hides them, on a device new to the account: few, and looked at by browser.
create index session_hidden on session (issued_at) where device_new and network_class in ('vpn', 'hosting', 'tor');

-- From which network somebody tried, so that one who tries many names is seen.
alter table sign_in_try add column network text;
create index sign_in_try_by_network on sign_in_try (network, at);

create index containment_by_reason on containment (reason, since);
