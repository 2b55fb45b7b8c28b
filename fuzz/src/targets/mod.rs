//! The targets, by the room that they try.

mod books;
mod files;
mod letters;
mod outside;
mod pages;
mod rules;
mod wrapped;

use crate::Target;

/// Every target, in the order in which they are run.
pub const TARGETS: &[Target] = &[
    target("attachments", "any bytes as a joined file", 1_200, files::any),
    target("office", "the text of a document, in an archive that is sound", 1_000, files::office),
    target("pdf", "the objects of a PDF, and what a page draws", 1_200, files::pdf),
    target("picture", "what follows the first bytes of a picture", 800, files::picture),
    target("sizes", "a picture of the size that it claims", 800, files::sizes),
    target("code", "a QR code with some of its modules turned", 120, files::code),
    target("wrapped", "a file in archives in archives", 800, wrapped::wrapped),
    target("judge", "a letter: subject, body, names of files", 1_000, letters::judge),
    target("jsonl", "a line given to `preau judge`", 1_000, letters::line),
    target("views", "a letter under some disguises", 1_500, letters::views),
    target("sketch", "two letters that are compared", 1_000, letters::sketch),
    target("rules", "a file of an operator's rules, and a version of the desk's", 60, rules::local),
    target("policy", "a policy, and an overlay on the program's", 1_000, rules::policy),
    target("rosters", "a file of a directory", 800, outside::rosters),
    target("leaks", "a list of stolen passwords", 2_000, outside::leaks),
    target("clamd", "an answer of the antivirus", 3_000, outside::clamd),
    target(
        "carriers",
        "an answer or a report of a provider of text messages, a key and a mail to sign",
        1_500,
        outside::carriers,
    ),
    target("words", "an address, a number or a code that somebody types", 3_000, outside::words),
    target("journal", "a signed checkpoint, and entries of an exported journal", 1_500, books::journal),
    target("pack", "the files of an evidence pack", 800, books::pack),
    target("scenario", "a recorded crisis, its truth and its outcomes", 600, books::scenario),
    target("pages", "a request to the pages and protocols, by somebody", 900, pages::pages),
];

const fn target(name: &'static str, what: &'static str, tries: usize, entry: fn(&[u8])) -> Target {
    Target { name, what, tries, entry }
}
