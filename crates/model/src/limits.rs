//! Every bound of the program, by name (invariant 10). Sizes in bytes, times in milliseconds, unless the name says.

mod crisis;

pub use self::crisis::*;
use crate::Millis;

/// Characters of a subject.
pub const SUBJECT_CHARS_MAX: usize = 200;
/// Bytes of a message's text.
pub const BODY_BYTES_MAX: usize = 64_000;
/// Audiences named by one message.
pub const AUDIENCES_PER_MESSAGE_MAX: usize = 100;
/// Files joined to one message.
pub const ATTACHMENTS_PER_MESSAGE_MAX: usize = 10;
/// Links of one message that are compared with others.
pub const LINKS_PER_MESSAGE_MAX: usize = 20;
/// Bytes of one file.
pub const ATTACHMENT_BYTES_MAX: usize = 20_000_000;
/// Characters of a file's name; a longer one is cut, its ending kept.
pub const FILE_NAME_CHARS_MAX: usize = 120;
/// Files within files that are opened: an archive in an archive in an archive.
pub const FILE_DEPTH_MAX: usize = 3;
/// Times its packed size that a part of a file may have when unpacked, beyond the first megabyte.
pub const FILE_RATIO_MAX: u64 = 100;
/// Bytes unpacked while one file is examined.
pub const FILE_UNPACKED_BYTES_MAX: u64 = 100_000_000;
/// Files and parts examined within one file.
pub const FILE_PARTS_MAX: usize = 1_000;
/// Bytes of text kept of one file.
pub const FILE_TEXT_BYTES_MAX: usize = 256_000;
/// Links kept of one file.
pub const FILE_LINKS_MAX: usize = 200;
/// Bytes of one link.
pub const LINK_BYTES_MAX: usize = 1_000;
/// Width or height of a picture that is decoded.
pub const PICTURE_SIDE_MAX: u32 = 12_000;
/// Points of all pictures decoded while one file is examined.
pub const FILE_PIXELS_MAX: u64 = 60_000_000;
/// Pictures of a moving one that are looked at.
pub const PICTURE_FRAMES_MAX: usize = 8;
/// Pictures taken of one film.
pub const FILM_PICTURES_MAX: usize = 16;
/// Longest side, in points, to which they are shrunk.
pub const FILM_PICTURE_SIDE: usize = 1_024;
/// Bytes of one of them.
pub const FILM_PICTURE_BYTES_MAX: u64 = 8_000_000;
/// Time that taking them may last; less than [`FILE_PATIENCE`].
pub const FILM_TIME: Millis = Millis::seconds(20);
/// Bytes that the program which takes them may ask for at once.
pub const FILM_MEMORY_MAX: usize = 256_000_000;
/// QR codes read in one picture.
pub const CODES_PER_PICTURE_MAX: usize = 16;
/// Objects of one PDF.
pub const PDF_OBJECTS_MAX: usize = 200_000;
/// Trailers of one PDF that are asked whether it is locked.
pub const PDF_TRAILERS_MAX: usize = 1_000;
/// Fonts of one page of a PDF.
pub const PDF_FONTS_MAX: usize = 200;
/// Bytes of a plain text that is examined while its sender waits.
pub const FILE_AT_ONCE_BYTES_MAX: usize = 64_000;
/// Files examined at once on one node.
pub const FILES_AT_ONCE: usize = 2;
/// Time after which a file that is not examined yet waits for a person.
pub const FILE_PATIENCE: Millis = Millis::seconds(30);
/// Pause before the antivirus is asked again about a file of which it said nothing; it doubles each time,
pub const SCAN_PAUSE_MIN: Millis = Millis::seconds(5);
/// up to this.
pub const SCAN_PAUSE_MAX: Millis = Millis::minutes(5);
/// Times that it is asked about one file: about a day.
pub const SCAN_TRIES_MAX: i64 = 300;
/// Files that it is asked about again at once.
pub const SCANS_PER_ROUND: i64 = 64;
/// Readers up to which a file that cannot be read is shown, whoever sends it.
pub const FILE_UNREAD_READERS_MAX: i64 = 5;
/// Files of withdrawn messages that one file is compared with.
pub const FILE_MARKS_COMPARED_MAX: i64 = 20_000;
/// Bytes of a request that carries no file.
pub const FORM_BYTES_MAX: usize = 256_000;
/// Bytes read of a request that carries files; what is beyond [`ATTACHMENT_BYTES_MAX`] in one file is left out.
pub const UPLOAD_BYTES_MAX: usize = 64_000_000;
/// Bytes of the files of one import, as uploaded.
pub const ROSTERS_BYTES_MAX: usize = 1_000_000_000;
/// Uploads of files received at once on one node.
pub const UPLOADS_AT_ONCE: usize = 8;
/// Time for the head of a request, and for the silence between two requests of one connection.
pub const REQUEST_HEAD_TIME: Millis = Millis::seconds(20);
/// Connections open at once on one node; the next ones wait.
pub const CONNECTIONS_MAX: u32 = 25_000;
/// Proxies of the operator's that one request may have come through.
pub const PROXY_HOPS_MAX: usize = 16;
/// Time in which a form with files may arrive as slowly as it likes; from then on [`UPLOAD_BYTES_PER_SECOND_MIN`].
pub const UPLOAD_GRACE: Millis = Millis::seconds(60);
/// Bytes a second that a form with files must bring on the whole: it holds one of [`UPLOADS_AT_ONCE`] meanwhile.
pub const UPLOAD_BYTES_PER_SECOND_MIN: i64 = 4_000;
/// Characters of an address to return to after signing in.
pub const RETURN_PATH_CHARS_MAX: usize = 8_000;
/// Drafts kept by one person.
pub const DRAFTS_PER_PERSON_MAX: i64 = 200;
/// Messages of one person that wait for the time at which they are to be sent.
pub const SCHEDULED_PER_PERSON_MAX: i64 = 50;
/// How far ahead a message may be sent later.
pub const SCHEDULE_AHEAD_MAX: Millis = Millis::days(366);
/// Folders of one person.
pub const FOLDERS_PER_PERSON_MAX: i64 = 50;
/// Characters of a folder's name.
pub const FOLDER_NAME_CHARS_MAX: usize = 60;

/// Rows of one page of a list.
pub const PAGE_ROWS: i64 = 50;
/// Unread messages counted before "99+" is shown.
pub const UNREAD_SHOWN_MAX: i64 = 99;
/// Newest messages looked at to count the unread ones.
pub const UNREAD_LOOKED_AT_MAX: i64 = 200;
/// Memberships of one person that the inbox looks at.
pub const MEMBERSHIPS_PER_PERSON_MAX: i64 = 512;
/// Proposals of the recipient picker.
pub const PICKER_ROWS_MAX: i64 = 20;
/// Characters typed in the picker or the search box that are looked at.
pub const QUERY_CHARS_MAX: usize = 100;
/// Found messages shown by one search.
pub const SEARCH_ROWS_MAX: i64 = 50;
/// Messages of one conversation shown at once.
pub const THREAD_ROWS_MAX: i64 = 200;
/// Statements that one page of a conversation may take: a bound against a flood of messages that the reader may not see.
pub const THREAD_ROUNDS_MAX: usize = 16;

/// Readers above which a message of an account without broadcast power goes out in waves.
pub const WAVES_ABOVE_READERS: i64 = 40;
/// Distinct people that an account without broadcast power may reach within an hour.
pub const REACH_PER_HOUR_MAX: i64 = 300;
/// Messages that one account may send within an hour.
pub const SENDS_PER_HOUR_MAX: i64 = 120;
/// Newest messages of a sender that make their habit.
pub const HABIT_MESSAGES_MAX: i64 = 100;
/// Newest messages of the hour that are looked at to know how far a sender reaches: more than a pupil may send.
pub const SENDS_LOOKED_AT_MAX: i64 = 150;
/// Newest messages of a sender whose audiences they are said to know.
pub const CONTACT_MESSAGES_MAX: i64 = 50;
/// Audiences that a sender is said to know.
pub const CONTACTS_MAX: i64 = 500;
/// Accounts that came by the same device, and as many from the same network, looked at for one letter.
pub const NEIGHBOURS_MAX: i64 = 100;
/// Searches of the directory in one session that are counted before they are written down.
pub const SEARCHES_UNWRITTEN_MAX: i64 = 5;
/// Sessions whose searches wait to be written down on one node.
pub const SEARCHING_SESSIONS_MAX: usize = 10_000;
/// Time the shield has for one letter; past it the message is held.
pub const JUDGE_BUDGET: Millis = Millis(250);
/// How far back siblings of a threat are looked for.
pub const LOOK_BACK: Millis = Millis::days(30);
/// Siblings compared with one threat.
pub const SIBLINGS_COMPARED_MAX: i64 = 20_000;
/// Copies of a campaign that are counted when a letter would join it; more is many.
pub const CAMPAIGN_COPIES_COUNTED_MAX: i64 = 2_000;
/// Distinct texts of one campaign whose marks are kept and looked for.
pub const CAMPAIGN_VARIANTS_MAX: i64 = 64;
/// Carriers, schools and steps of a campaign shown on its page.
pub const CAMPAIGN_ROWS_MAX: i64 = 200;
/// Letters outside of a campaign that may hold one of its links or files before that is too common to tell anything.
pub const PATTERN_OUTSIDE_MAX: i64 = 20;
/// Files and pictures of the copies of one campaign that are looked for in other messages.
pub const CAMPAIGN_PAYLOADS_MAX: i64 = 500;
/// Messages looked at for one of them.
pub const PAYLOAD_HOLDERS_MAX: i64 = 1_000;
/// Messages looked at by the look-back between two writes.
pub const LOOK_BACK_BATCH: i64 = 20_000;
/// Messages that the look-back withdraws for one campaign by itself; past it they are held until a person says so.
pub const LOOK_BACK_WITHDRAWN_MAX: i64 = 1_000;
/// Threats of earlier years that are kept.
pub const KNOWN_THREATS_MAX: i64 = 100_000;
/// Bytes of one line of a file of known threats.
pub const THREAT_LINE_BYTES_MAX: usize = 4_000;
/// Newest messages on which an operator's rules are tried before they are in force.
pub const RULE_TRAFFIC_MESSAGES: i64 = 10_000;
/// Share of them, in percent, that one such rule may hold.
pub const RULE_HELD_PERCENT_MAX: i64 = 1;
/// Messages that one such rule may hold whatever their share, so that a quiet installation can have rules at all.
pub const RULE_HELD_ALWAYS_FINE: i64 = 20;
/// Files of an operator's rules.
pub const RULE_FILES_MAX: usize = 100;
/// Bytes of one of them.
pub const RULE_FILE_BYTES_MAX: u64 = 256_000;
/// Bytes of the text of one policy.
pub const POLICY_BYTES_MAX: usize = 64_000;
/// Rules of one policy, on letters and on accounts together.
pub const POLICY_RULES_MAX: usize = 100;
/// Terms that one policy defines.
pub const POLICY_TERMS_MAX: usize = 64;
/// Bytes of one expression of a policy.
pub const POLICY_EXPRESSION_BYTES_MAX: usize = 2_000;
/// Parentheses within parentheses of one expression.
pub const POLICY_DEPTH_MAX: u16 = 32;
/// Comparisons and sums of one expression, character by character.
pub const POLICY_SIGNS_MAX: usize = 300;
/// Steps of all expressions of one policy: names, values and signs. It bounds the time of one decision.
pub const POLICY_NODES_MAX: usize = 4_000;
/// Bytes of the name of a rule or term.
pub const POLICY_NAME_BYTES_MAX: usize = 40;
/// Bytes of a sentence of a rule.
pub const POLICY_SENTENCE_BYTES_MAX: usize = 400;
/// Versions of policies shown in one list, newest first.
pub const POLICY_LIST_ROWS_MAX: i64 = 500;
/// Policies and overlays that nodes read at once; past it nothing more comes into force.
pub const POLICIES_READ_MAX: i64 = 50;
/// How long an emergency rule is in force unless somebody confirms it.
pub const POLICY_EMERGENCY_LIFE: Millis = Millis::hours(72);
/// How many times its tested share of letters an overlay may hit before it is taken out by itself.
pub const POLICY_DEMOTE_FACTOR: i64 = 5;
/// Hits before that is looked at.
pub const POLICY_DEMOTE_HITS_MIN: i64 = 20;
/// Days of the log on which a policy may be tried.
pub const POLICY_TEST_DAYS_MAX: i64 = 90;
/// Decisions of the log read at once; others may write between two batches.
pub const POLICY_TEST_BATCH: i64 = 2_000;
/// Decisions of the log on which one policy is tried, newest first.
pub const POLICY_TEST_DECISIONS_MAX: i64 = 2_000_000;
/// Messages that a test gives as examples.
pub const POLICY_TEST_SAMPLES_MAX: usize = 20;
/// Letters on which one signature is tried, newest first.
pub const SIGNATURE_TEST_LETTERS_MAX: i64 = 100_000;
/// Letters in which a signature is looked for at once.
pub const SIGNATURE_BATCH: i64 = 2_000;
/// How long every node has to know of a policy that moved; what was judged without it is looked for after that.
pub const POLICY_SPREAD: Millis = Millis::seconds(3);
/// Letters that one signature may hold by looking back; beyond, a person looks at it first.
pub const SIGNATURE_LOOK_BACK_HELD_MAX: i64 = 500;
/// Versions of signatures that nodes read.
pub const SIGNATURES_READ_MAX: usize = 24;
/// Decisions that are decided again every night.
pub const REPLAY_SAMPLE: i64 = 1_000;
/// How long a released text is not held again for the same reason.
pub const CLEARANCE_LIFE: Millis = Millis::days(30);
/// Silence after which a confirmed campaign is quiet.
pub const CAMPAIGN_QUIET_AFTER: Millis = Millis::hours(72);

/// How long an account stays contained, unless its owner comes back or the desk lifts it.
pub const CONTAINMENT_LIFE: Millis = Millis::hours(24);
/// How long a device may write from an account to adults of its school only.
pub const RESTRICTION_LIFE: Millis = Millis::hours(24);
/// Accounts of one campaign that the machine contains by itself; past that it goes on holding, and asks a person.
pub const CONTAINED_BY_MACHINE_MAX: i64 = 50;
/// Accounts that one decision of a person contains at once.
pub const CONTAINED_AT_ONCE_MAX: i64 = 50;
/// How far back the earlier carriers of a threat are looked for.
pub const CARRIERS_WITHIN: Millis = Millis::hours(24);
/// Copies of a threat whose senders are looked at.
pub const CARRIERS_COMPARED_MAX: i64 = 500;
/// Messages of one account that are held when it is contained.
pub const HELD_WITH_ACCOUNT_MAX: i64 = 200;
/// How far back a letter that is held stops what is still going out in waves; the slowest waves are over by then.
pub const HALTED_SINCE: Millis = Millis::hours(1);

/// Life of a session that is not used.
pub const SESSION_IDLE: Millis = Millis::days(14);
/// Life of a session, used or not.
pub const SESSION_LIFE: Millis = Millis::days(90);
/// Services of others that let people in through this installation.
pub const SERVICES_MAX: usize = 200;
/// Addresses of one service.
pub const PREFIXES_PER_SERVICE_MAX: usize = 10;
/// Bytes of a service's address.
pub const SERVICE_URL_BYTES_MAX: usize = 1_000;
/// Characters of a service's name.
pub const SERVICE_NAME_CHARS_MAX: usize = 80;
/// Life of a service ticket that was not shown yet.
pub const TICKET_LIFE: Millis = Millis::seconds(30);
/// How long after a password was typed a service that asks for it anew is content.
pub const FRESH_SIGN_IN: Millis = Millis::minutes(1);
/// How long spent tickets are kept that nobody needs any more.
pub const TICKET_KEPT: Millis = Millis::days(1);
/// Epochs that are gone through at once for services to be told.
pub const EPOCHS_PER_SWEEP: i64 = 50;
/// Services that are told at once that a session has ended.
pub const LOGOUTS_PER_SWEEP: i64 = 64;
/// Sessions in services whose own session is looked at in one round.
pub const TICKETS_PER_ROUND: i64 = 50;
/// Time a service has to take the word that a session has ended.
pub const LOGOUT_PATIENCE: Millis = Millis::seconds(10);
/// Addresses of one service that speaks OpenID Connect, those where people are sent after signing out apart.
pub const REDIRECTS_PER_SERVICE_MAX: usize = 10;
/// Bytes of a request of a service that speaks OpenID Connect.
pub const PROTOCOL_FORM_BYTES_MAX: usize = 16_000;
/// Providers of identity through which people come in.
pub const PROVIDERS_MAX: usize = 20;
/// Characters of a provider's button.
pub const PROVIDER_LABEL_CHARS_MAX: usize = 40;
/// Bytes of a client identifier, of the name of a claim or of a strength, as providers give them.
pub const PROVIDER_WORD_BYTES_MAX: usize = 255;
/// Strengths of a sign-in that a provider may be asked for.
pub const PROVIDER_STRENGTHS_MAX: usize = 10;
/// Bytes of the secret that a provider gave us.
pub const PROVIDER_SECRET_BYTES_MAX: usize = 1_000;
/// Time a provider has for one answer.
pub const PROVIDER_PATIENCE: Millis = Millis::seconds(5);
/// Bytes of one answer of a provider.
pub const PROVIDER_ANSWER_BYTES_MAX: usize = 256_000;
/// Questions to providers under way at once on one node.
pub const PROVIDER_QUESTIONS_AT_ONCE: usize = 16;
/// How long what a provider announces, and its keys, are taken as known.
pub const PROVIDER_FRESH: Millis = Millis::hours(1);
/// Shortest time between two looks for a key that is not known.
pub const PROVIDER_KEYS_AGAIN: Millis = Millis::minutes(1);
/// Keys of a provider that are looked at.
pub const PROVIDER_KEYS_MAX: usize = 50;
/// Bytes of a token that a provider signed.
pub const PROVIDER_TOKEN_BYTES_MAX: usize = 16_000;
/// Bytes of a subject, as its provider names it.
pub const PROVIDER_SUBJECT_BYTES_MAX: usize = 255;
/// By how much the clock of a provider may differ from ours.
pub const PROVIDER_CLOCK_SKEW: Millis = Millis::minutes(5);
/// How long somebody may take at a provider.
pub const PROVIDER_QUESTION_LIFE: Millis = Millis::minutes(15);
/// People who are at providers at once; so that nobody fills the database.
pub const PROVIDER_QUESTIONS_MAX: i64 = 20_000;
/// Bytes of the path to which somebody goes on after a provider.
pub const PROVIDER_TOWARDS_BYTES_MAX: usize = 4_000;
/// How long what a provider said waits for somebody to choose an account, or to type a printed code.
pub const PROVIDER_PROOF_LIFE: Millis = Millis::minutes(10);
/// Choices and printed codes that are taken for one word of a provider.
pub const PROVIDER_PROOF_TRIES_MAX: i64 = 5;
/// Subjects of providers that are linked to one person.
pub const LINKS_PER_PERSON_MAX: usize = 5;
/// People to whom one subject of a provider is linked.
pub const PEOPLE_PER_SUBJECT_MAX: usize = 20;
/// How long the words of providers that a session has ended are remembered, so that none is taken twice; longer than one
/// of them is taken at all.
pub const PROVIDER_LOGOUT_KEPT: Millis = Millis::hours(1);
/// Bytes of the answer of a provider that speaks SAML, as a document.
pub const SAML_RESPONSE_BYTES_MAX: usize = 100_000;
/// Bytes of the name that a provider has for itself in SAML (SAML metadata, 2.2.1).
pub const SAML_ENTITY_BYTES_MAX: usize = 1_024;
/// Keys of a provider that speaks SAML.
pub const SAML_KEYS_MAX: usize = 10;
/// Schools and children that a provider names of one subject.
pub const SAML_VECTORS_MAX: usize = 40;
/// How long it is remembered which assertions were taken: longer than any is.
pub const SAML_SEEN_KEPT: Millis = Millis::hours(1);
/// Bytes of what a service asks to be given back with the code (`state`).
pub const STATE_BYTES_MAX: usize = 1_000;
/// Bytes of what a service asks to find in the identity token (`nonce`).
pub const NONCE_BYTES_MAX: usize = 300;
/// Bytes of what a service asks to be opened (`scope`).
pub const SCOPE_BYTES_MAX: usize = 300;
/// Life of a code that was not exchanged yet.
pub const CODE_LIFE: Millis = Millis::seconds(60);
/// Life of what opens a person's claims to a service.
pub const ACCESS_TOKEN_LIFE: Millis = Millis::minutes(10);
/// Life of a signed word on who signed in.
pub const ID_TOKEN_LIFE: Millis = Millis::minutes(10);
/// Life of a signed word that a session has ended.
pub const LOGOUT_TOKEN_LIFE: Millis = Millis::minutes(2);
/// Life of a refresh token that is not used.
pub const REFRESH_TOKEN_LIFE: Millis = SESSION_IDLE;
/// How long a key that signs no more is still published: longer than what it signed lives, and than a service keeps keys.
pub const SIGNING_KEY_KEPT: Millis = Millis::days(1);
/// Life of an activation code on a printed sheet.
pub const ACTIVATION_LIFE: Millis = Millis::days(14);
/// Batches of sheets of one class that are listed.
pub const BATCHES_SHOWN_MAX: i64 = 10;
/// How long after it was printed a sheet that nobody used is looked after.
pub const SHEET_UNUSED_AFTER: Millis = Millis::days(7);
/// Characters of a password: shortest.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Characters of a password: shortest for who works in a school or has a power, and has no second factor.
pub const PASSWORD_CHARS_MIN_STAFF: usize = 15;
/// Digits that a password of digits alone needs.
pub const DIGITS_ALONE_MIN: usize = 20;
/// Bytes of a password, longest.
pub const PASSWORD_BYTES_MAX: usize = 256;
/// Within which a second person answers when somebody asks for a reset, or for its end.
pub const RESET_ANSWER_WITHIN: Millis = Millis::minutes(15);
/// How long a reset holds that one person began and nobody has agreed to.
pub const RESET_PROVISIONAL: Millis = Millis::minutes(30);
/// Bytes of the name of an institution on whose behalf somebody has a power.
pub const HOUSE_BYTES_MAX: usize = 120;
/// Readers above whom a letter waits for its sender to prove who they are, unless the operator says otherwise.
pub const PROOF_ABOVE_READERS: i64 = 300;
/// Within which a second person answers when somebody proposes a measure.
pub const MEASURE_ANSWER_WITHIN: Millis = Millis::minutes(15);
/// How long a measure holds that one person began and nobody has agreed to.
pub const MEASURE_PROVISIONAL: Millis = Millis::minutes(30);
/// Within which nobody begins another measure alone whose last one nobody agreed to.
pub const MEASURE_ALONE_AGAIN: Millis = Millis::days(1);
/// How long a measure may last before somebody extends it.
pub const MEASURE_LIFE_MAX: Millis = Millis::days(14);
/// The same for one that stops every letter: everybody's messages were once closed for weeks.
pub const HEAVY_MEASURE_LIFE_MAX: Millis = Millis::hours(72);
/// Places of one measure.
pub const MEASURE_PLACES_MAX: usize = 600;
/// Restrictions of one measure.
pub const MEASURE_CLAUSES_MAX: usize = 8;
/// Bytes of the reason that those concerned read.
pub const MEASURE_REASON_BYTES_MAX: usize = 400;
/// Measures of a list, and those that are looked at for one person.
pub const MEASURES_SHOWN_MAX: i64 = 200;
/// Readers of one letter to which a measure may bound it.
pub const CAP_READERS_MAX: i64 = 1_000;
/// Readers to which the smallest measure for pupils bounds a letter: friends, not a group.
pub const CAP_READERS_PROPOSED: i64 = 5;
/// Letters of a place that a preview looks at.
pub const TRAFFIC_SAMPLED_MAX: i64 = 5_000;
/// How far back it looks.
pub const TRAFFIC_LOOKED_BACK: Millis = Millis::days(7);
/// Deferred letters that one round of the worker judges.
pub const DEFERRED_BATCH: i64 = 200;
/// How long official information stays on its page.
pub const OFFICIAL_SHOWN_FOR: Millis = Millis::days(60);
/// Pieces of official information on one page.
pub const OFFICIAL_ROWS_MAX: i64 = 20;
/// A place that is to come back after a reset does so within this time of the decision.
pub const OPENING_WITHIN: Millis = Millis::days(60);
/// Openings shown of one reset.
pub const OPENINGS_SHOWN_MAX: i64 = 600;
/// Classes or schools of a board, and territories to choose from.
pub const BOARD_ROWS_MAX: i64 = 600;
/// Resets of a territory that are listed.
pub const RESETS_SHOWN_MAX: i64 = 100;
/// Bytes of a user name as typed.
pub const LOGIN_BYTES_MAX: usize = 200;
/// Bytes of one line of a list of stolen passwords that are read.
pub const LEAK_LINE_BYTES_MAX: usize = 4_096;
/// Pairs of a list that are looked up at once.
pub const SWEEP_BATCH: usize = 500;
/// Pairs that a run remembers, so as not to try them twice: 16 bytes each.
pub const SWEEP_REMEMBERED_MAX: usize = 4_000_000;
/// How long a device that only a password has vouched for stays unknown.
pub const DEVICE_QUIET: Millis = Millis::days(7);
/// Failed sign-ins of one account from unknown devices within [`SIGN_IN_WINDOW`] before it must wait.
pub const SIGN_IN_FAILURES_MAX: i64 = 10;
/// Window of the bound above.
pub const SIGN_IN_WINDOW: Millis = Millis::minutes(15);
/// Names, or printed codes, that fail from one network within [`SIGN_IN_WINDOW`] before whoever comes from there on a device
/// that their account does not know must wait, unless half as many of them went in. A school that mistypes goes in.
pub const NETWORK_FAILURES_MAX: i64 = 30;
/// Tries of one network that are looked at.
pub const TRIES_LOOKED_AT_MAX: i64 = 2_000;
/// Window in which accounts that came by one device or network are looked at together.
pub const ARRIVALS_WINDOW: Millis = Millis::hours(1);
/// How long a sign-in whose password was right waits for the second factor.
pub const SECOND_STEP_LIFE: Millis = Millis::minutes(5);
/// Codes that may be tried in one sign-in.
pub const SECOND_STEP_TRIES_MAX: i64 = 5;
/// How long whoever proved who they are need not prove it again, in the same session, to decide over others.
pub const STEP_UP_LIFE: Millis = Millis::hours(1);
/// Second factors of one person.
pub const FACTORS_MAX: i64 = 10;
/// How long a second factor that was begun waits for its first code.
pub const FACTOR_BEGUN_LIFE: Millis = Millis::minutes(15);
/// Characters of the name that its owner gives to a second factor.
pub const FACTOR_LABEL_CHARS_MAX: usize = 60;
/// How long what a passkey is asked waits for its answer.
pub const PASSKEY_CHALLENGE_LIFE: Millis = Millis::minutes(5);
/// Browsers that may be asked for a passkey at once by sign-in pages; those of anybody, so that nobody fills the database.
pub const PASSKEY_CHALLENGES_MAX: i64 = 20_000;
/// Bytes of a passkey's identity, as the standard bounds it.
pub const PASSKEY_ID_BYTES_MAX: usize = 1_023;
/// Recovery codes that a person is given at once.
pub const RECOVERY_CODES: usize = 10;
/// How long a code is good that the owner of an account who is there draws for themselves.
pub const OWN_CODE_LIFE: Millis = Millis::minutes(30);
/// How long a code is good that somebody shows on a screen to who is there.
pub const SCREEN_CODE_LIFE: Millis = Millis::minutes(30);
/// How long a session on a new device is told about: to its owner, to a guardian, in the list of the class.
pub const NEW_DEVICE_TOLD: Millis = Millis::days(7);
/// How long a power may be given on.
pub const DELEGATION_LIFE_MAX: Millis = Millis::days(14);
/// People who may hold parts of one power at a time.
pub const DELEGATIONS_MAX: i64 = 20;
/// Powers in force that are listed.
pub const POWERS_SHOWN_MAX: i64 = 500;
/// Codes on paper that are printed together for the night on which nobody of the desk can get in.
pub const GLASS_CODES: usize = 3;
/// How long two of them give the desk's power.
pub const GLASS_LIFE: Millis = Millis::hours(1);
/// Passwords hashed at once.
pub const HASHES_AT_ONCE: usize = 2;
/// Sign-ins that wait for a hash before the next is told to come back.
pub const HASHES_WAITING_MAX: usize = 64;

/// Entries of the journal sealed in one step.
pub const ENTRIES_PER_SEAL_MAX: i64 = 10_000;
/// Longest time between two seals while entries wait.
pub const SEAL_EVERY: Millis = Millis(1_000);
/// Bytes of a signed checkpoint, witnesses' signatures included.
pub const NOTE_BYTES_MAX: usize = 128_000;
/// Faults, and remarks, that a verification of the journal keeps; the rest is counted.
pub const VERIFY_FINDINGS_KEPT_MAX: usize = 100;
/// By how much the clocks of two nodes may differ before a verification remarks on it.
pub const JOURNAL_CLOCK_SKEW: Millis = Millis::minutes(5);

/// Jobs claimed at once by a worker.
pub const JOBS_PER_CLAIM: i64 = 16;
/// Tries of a job before it is declared dead.
pub const JOB_ATTEMPTS_MAX: i64 = 8;
/// Time a worker may keep a job before another takes it.
pub const JOB_LEASE: Millis = Millis::minutes(5);

/// Bytes of one line, field or XML text of an imported file.
pub const IMPORT_FIELD_BYTES_MAX: usize = 1_000_000;
/// Characters of a name; a longer one is refused with its line.
pub const NAME_CHARS_MAX: usize = 120;
/// Refused lines kept of one import; the rest is counted.
pub const IMPORT_REFUSALS_KEPT_MAX: usize = 10_000;
/// Share of the people, in percent, that an import may close without asking first.
pub const IMPORT_CLOSED_PERCENT_ASKED: i64 = 10;
/// Characters of a refused value that the report shows.
pub const IMPORT_REFUSED_VALUE_CHARS_MAX: usize = 80;
/// Values of one record of a roster.
pub const IMPORT_VALUES_PER_RECORD_MAX: usize = 2_000;
/// Classes or groups of one person.
pub const IMPORT_SECTIONS_PER_PERSON_MAX: usize = 100;
/// Guardians of one pupil.
pub const IMPORT_GUARDIANS_PER_PUPIL_MAX: usize = 12;
/// Rows of one ONDE file, which holds one school.
pub const ONDE_ROWS_MAX: u64 = 50_000;
/// Records handed over at once by the thread that reads files.
pub const IMPORT_RECORDS_PER_BATCH: usize = 500;
/// Batches that may wait between reading and comparing.
pub const IMPORT_BATCHES_WAITING_MAX: usize = 16;
/// Compared records written in one short transaction, so that others may write between two.
pub const IMPORT_RECORDS_PER_STAGE: usize = 5_000;
/// Files of one import.
pub const IMPORT_FILES_MAX: usize = 10_000;
/// Words of a person's names that may be typed first to find them.
pub const DIRECTORY_KEYS_PER_PERSON_MAX: usize = 6;

/// People of a school from whose names those of decoys are made up.
pub const DECOY_NAMES_MAX: i64 = 400;
/// Names that are made up before a school is said to have too few people for one.
pub const DECOY_NAMES_TRIED_MAX: usize = 60;
/// Classes of a school that are given a decoy at once.
pub const DECOYS_AT_ONCE_MAX: i64 = 200;
/// Decoys that are listed.
pub const DECOYS_LISTED_MAX: i64 = 20_000;
/// How often a try of a decoy's user name is noted for one browser or network.
pub const DECOY_TRIES_EVERY: Millis = Millis::hours(1);
/// How long such a try speaks against who comes by the same browser or network.
pub const DECOY_TRIES_KEPT: Millis = Millis::days(1);

/// How long the names of a list stay shown to an officer who said why they need them.
pub const UNMASKED_LIST_LIFE: Millis = Millis::hours(1);

/// How long a node that says nothing is still listed with the rules that it has in force.
pub const RULE_SETS_KEPT: Millis = Millis::minutes(5);

/// Held messages listed at the desk.
pub const DESK_ROWS_MAX: i64 = 200;
/// How long after a withdrawal its sender is told of it, while its campaign is not closed.
pub const REASON_AFTER: Millis = Millis::hours(24);
/// Characters of an appeal.
pub const APPEAL_CHARS_MAX: usize = 500;
/// Bytes of a warning to a safety contact.
pub const ALERT_BYTES_MAX: usize = 16_000;
/// Adults of a school who are listed to be named for something.
pub const ADULTS_LISTED_MAX: i64 = 500;
/// How long the desk's question to a sender waits for its answer.
pub const PROOF_PATIENCE: Millis = Millis::minutes(30);
/// Questions that one sender is asked within a day.
pub const PROOFS_A_DAY_MAX: i64 = 5;
/// How long an officer keeps a letter to themselves without saying so again.
pub const CLAIM_LIFE: Millis = Millis::minutes(10);
/// Officers to whom a letter can be passed on, as listed.
pub const OFFICERS_LISTED_MAX: i64 = 100;
/// Bytes kept of an officer's note.
pub const DESK_NOTE_BYTES_MAX: usize = 1_000;
/// Rows of a table that is exported as a file.
pub const EXPORT_ROWS_MAX: i64 = 200_000;
/// Event streams open at once on one node.
pub const STREAMS_MAX: usize = 20_000;
/// Event streams of one person.
pub const STREAMS_PER_PERSON_MAX: usize = 20;
/// Shortest time between two words of one event stream.
pub const STREAM_PAUSE: Millis = Millis(200);
/// Longest silence of an event stream; proxies end connections that say nothing.
pub const STREAM_SILENCE: Millis = Millis::seconds(25);
/// How long what concerns a listener is remembered before it is read again.
pub const STREAM_CONCERN_LIFE: Millis = Millis::minutes(5);
/// Earlier uses of an account that a report on a message compares it with, of each kind.
pub const EXCULPATION_USES_MAX: i64 = 200;
/// How far back those uses go.
pub const EXCULPATION_HABIT: Millis = Millis::days(90);
/// Entries of the journal that such a report reads about one subject.
pub const EXCULPATION_ENTRIES_MAX: i64 = 200;
/// Messages that a report on a session names.
pub const EXCULPATION_MESSAGES_MAX: i64 = 20;
/// Reports that are offered to somebody on their account's page, of each kind.
pub const EXCULPATION_OFFERED_MAX: i64 = 10;
/// How long they are offered.
pub const EXCULPATION_OFFERED: Millis = Millis::days(365);
/// How soon after a campaign was confirmed those who look after machines are told.
pub const FILING_TECHNICAL_WITHIN: Millis = Millis::hours(4);
/// The same of what is reported within the day.
pub const FILING_DAY_WITHIN: Millis = Millis::days(1);
/// The same of the CNIL: 72 hours, article 33 of the GDPR.
pub const FILING_CNIL_WITHIN: Millis = Millis::hours(72);
/// The same of complaints.
pub const FILING_COMPLAINT_WITHIN: Millis = Millis::days(7);
/// Longest text of a filing.
pub const FILING_TEXT_BYTES_MAX: usize = 20_000;
/// Longest number of a receipt.
pub const FILING_NUMBER_CHARS_MAX: usize = 80;
/// Filings that a page lists.
pub const FILINGS_LISTED_MAX: i64 = 200;
/// Filings of one campaign that are opened, and written to one file.
pub const FILINGS_OF_CAMPAIGN_MAX: i64 = 5_000;
/// Moves of a filing that its page lists.
pub const FILING_MOVES_LISTED_MAX: i64 = 60;
/// How long before a campaign was confirmed something of it may have been filed: the police is called before anybody presses.
pub const FILING_BEFORE_KNOWN: Millis = Millis::days(30);
