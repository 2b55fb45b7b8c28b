//! The bounds of a crisis: situations of schools, roll calls, evidence packs, notices and what leaves of them.

use crate::Millis;

/// Pupils without a solution that one school may count.
pub const STRANDED_MAX: i64 = 10_000;
/// How far ahead a reopening is announced at most.
pub const REOPENING_AHEAD_MAX: Millis = Millis::days(60);
/// Pupils that a place may receive.
pub const SITE_CAPACITY_MAX: i64 = 20_000;
/// Places that receive pupils of one situation.
pub const SITES_MAX: i64 = 20;
/// Bytes of a place, a unit, a name or a reason in a situation.
pub const SITUATION_TEXT_BYTES_MAX: usize = 300;
/// Moves of a situation that its page lists.
pub const SITUATION_MOVES_LISTED_MAX: i64 = 100;
/// Situations that a list shows.
pub const SITUATIONS_LISTED_MAX: i64 = 500;
/// Threats against schools that statistics count: ten years of a whole country.
pub const STATISTICS_THREATS_MAX: i64 = 100_000;
/// How far a school next door is, in metres, at most.
pub const NEXT_DOOR_METRES: f64 = 500.0;
/// Neighbours of one school that are looked at.
pub const SCHOOLS_NEXT_DOOR_MAX: i64 = 50;
/// Pupils of one school that a roll call counts one by one.
pub const ROLL_CALL_PUPILS_MAX: i64 = 10_000;
/// Marks of a roll call that one form may carry: a class, and some.
pub const ROLL_CALL_MARKS_MAX: usize = 1_000;
/// How long a situation that was closed stays on its school's page.
pub const SITUATION_REMEMBERED: Millis = Millis::days(30);

/// Messages of one evidence pack; of a larger campaign the first are in it, and it says how many are not.
pub const DOSSIER_MESSAGES_MAX: i64 = 20_000;
/// Sessions of one evidence pack, and rows of its ledger of who was shown what.
pub const DOSSIER_ROWS_MAX: i64 = 500_000;
/// Entries of the journal in one evidence pack.
pub const DOSSIER_ENTRIES_MAX: i64 = 200_000;
/// How long before the first message sessions and entries of the accounts are in an evidence pack.
pub const DOSSIER_BEFORE: Millis = Millis::days(30);
/// Bytes of the joined files of one evidence pack; what is beyond is named by its hash, with its size.
pub const DOSSIER_FILES_BYTES_MAX: usize = 200_000_000;
/// Bytes of a pack that is checked.
pub const DOSSIER_BYTES_MAX: u64 = 2_000_000_000;
/// Files of a pack that is checked.
pub const DOSSIER_FILES_MAX: usize = 100_000;
/// Characters of for whom a pack is made, and of why.
pub const DOSSIER_WORDS_CHARS_MAX: usize = 300;
/// Faults that checking a pack names; the rest is counted.
pub const DOSSIER_FAULTS_KEPT_MAX: usize = 50;
/// How long what a pack is on is kept from purges, unless the hold is lifted before.
pub const DOSSIER_HOLD: Millis = Millis::days(365);
/// Times that the journal is sealed again before a pack goes on with entries that are not sealed yet.
pub const DOSSIER_SEALS_MAX: usize = 5;
/// Bytes of the answer of a time-stamping authority.
pub const TIMESTAMP_BYTES_MAX: usize = 64_000;

/// Schools and classes of one notice to families.
pub const NOTICE_PLACES_MAX: usize = 200;
/// Bytes of a notice's title.
pub const NOTICE_TITLE_BYTES_MAX: usize = 160;
/// Bytes of each other part of a notice: it prints on one side of a page.
pub const NOTICE_PART_BYTES_MAX: usize = 1_600;
/// Within which the next word is to come.
pub const NOTICE_NEXT_WORD_WITHIN: Millis = Millis::days(3);
/// Words in a row that a notice may not share with a threat.
pub const NOTICE_QUOTED_WORDS: usize = 6;
/// Words of one threat that a notice is compared with.
pub const NOTICE_THREAT_WORDS_MAX: usize = 2_000;
/// Words of a sentence that is easy to read.
pub const NOTICE_SENTENCE_WORDS_MAX: usize = 20;
/// LIX above which a notice is said to be hard to read.
pub const NOTICE_LIX_MAX: usize = 50;
/// Messages that a notice for telephones is proposed to be at most.
pub const NOTICE_SEGMENTS_PROPOSED: usize = 2;
/// Things that are said of one notice before it leaves.
pub const NOTICE_FINDINGS_MAX: usize = 60;
/// Given names that a notice is compared with.
pub const NOTICE_NAMES_MAX: i64 = 20_000;
/// Notices of a list.
pub const NOTICES_SHOWN_MAX: i64 = 100;
/// How long a notice stays with those it was sent to.
pub const NOTICE_SHOWN_FOR: Millis = Millis::days(60);
/// How long a notice stands above everything else for who has not said that they read it.
pub const NOTICE_PINNED_FOR: Millis = Millis::days(3);
/// Notices that stand there at once; the others are on the page of official information.
pub const NOTICES_PINNED_MAX: usize = 2;
/// How long a notice stands on the public page.
pub const NOTICE_PUBLIC_FOR: Millis = Millis::days(7);
/// Notices of the public page.
pub const NOTICES_PUBLIC_MAX: i64 = 20;
/// Classes whose reach is counted on one page.
pub const NOTICE_CLASSES_MAX: i64 = 2_000;
/// Children of one class who are listed because nobody has read for them.
pub const NOTICE_MISSING_MAX: i64 = 500;
/// Bytes of why a notice was sent back or withdrawn.
pub const NOTICE_NOTE_BYTES_MAX: usize = 300;
/// Bytes of what is told, and of the answer to it.
pub const RUMOUR_BYTES_MAX: usize = 600;
/// Rumours of a list.
pub const RUMOURS_SHOWN_MAX: i64 = 100;
/// Bytes of a mail address (RFC 5321 § 4.5.3.1.3, without its brackets).
pub const MAIL_ADDRESS_BYTES_MAX: usize = 254;
/// Bytes of a mail address before its `@` (RFC 5321 § 4.5.3.1.1).
pub const MAIL_LOCAL_BYTES_MAX: usize = 64;
/// Bytes of the short text of a notice: ten text messages.
pub const NOTICE_TEXT_BYTES_MAX: usize = 1_600;
/// Bytes of the link of a notice.
pub const NOTICE_LINK_BYTES_MAX: usize = 500;
/// Messages to people that one channel takes from the queue at once.
pub const DELIVERIES_PER_CLAIM: i64 = 500;
/// How long a message that was taken from the queue is left to whoever took it; then it is handed over again.
pub const DELIVERY_LEASE: Millis = Millis::minutes(2);
/// People named in one order to send, besides whole audiences.
pub const DELIVERY_PEOPLE_MAX: usize = 5_000;
/// Time for a push to be read before the person gets a text message.
pub const PUSH_PATIENCE: Millis = Millis::seconds(90);
/// Messages whose next channel is planned at once.
pub const FALLBACKS_PER_ROUND: i64 = 5_000;
/// Tries of one push message.
pub const PUSH_ATTEMPTS_MAX: i64 = 3;
/// Tries of one text message.
pub const SMS_ATTEMPTS_MAX: i64 = 8;
/// Tries of one mail.
pub const MAIL_ATTEMPTS_MAX: i64 = 12;
/// Pause after the first try that failed; it doubles with each.
pub const DELIVERY_PAUSE_MIN: Millis = Millis::seconds(5);
/// Longest pause between two tries.
pub const DELIVERY_PAUSE_MAX: Millis = Millis::minutes(30);
/// For how long somebody who carries messages may ask to be left alone.
pub const RETRY_AFTER_MAX: Millis = Millis::hours(1);
/// Time that somebody who carries messages has for one answer, unless the configuration says less.
pub const CHANNEL_PATIENCE: Millis = Millis::seconds(20);
/// Bytes read of one answer of somebody who carries messages.
pub const CHANNEL_ANSWER_BYTES_MAX: usize = 64_000;
/// Bytes of one push message, encrypted (RFC 8291 § 4): what every push service takes.
pub const PUSH_BYTES_MAX: usize = 4_096;
/// Browsers of one person that take push messages; the newest.
pub const PUSH_SUBSCRIPTIONS_MAX: i64 = 10;
/// How long a push service keeps a message for a browser that is off.
pub const PUSH_KEPT: Millis = Millis::hours(4);
/// Mail domains that are paced one by one on one node; beyond, all others share one pace.
pub const MAIL_DOMAINS_PACED_MAX: usize = 10_000;
/// How long a mail waits whose destination has had its share.
pub const MAIL_DOMAIN_PAUSE: Millis = Millis::seconds(10);
/// People whose addresses are read from the directory at once.
pub const CONTACTS_PER_ROUND: i64 = 2_000;
/// How long an address is kept that is not used any more.
pub const CONTACT_KEPT: Millis = Millis::days(30);
/// How long is kept which messages left for whom.
pub const DELIVERY_KEPT: Millis = Millis::days(365);
