//! The page of bad input: what comes, what is answered, and the tests that show it. A test that is not there any more
//! makes the page impossible, so no line loses its test unseen.

use std::fmt::Write as _;

use crate::{fault::Fault, tree::Tree};

/// What comes, what is answered, and the tests.
type Line = (&'static str, &'static str, &'static [&'static str]);

const LINES: &[Line] = &[
    (
        "XML or CSV that is malformed",
        "the import stops and names the line; nothing of it is applied",
        &["malformed_xml_stops_with_its_line", "a_bad_row_is_refused_with_file_line_and_field"],
    ),
    (
        "in another encoding than it says",
        "the same",
        &["a_file_in_another_encoding_than_it_declares_stops", "a_wrong_encoding_stops_with_nothing_applied"],
    ),
    (
        "truncated",
        "the same",
        &[
            "a_truncated_file_stops_with_nothing_applied",
            "a_last_line_that_is_cut_is_a_truncated_file",
            "a_missing_part_of_a_full_export_stops_with_nothing_applied",
        ],
    ),
    (
        "a DTD with entities",
        "refused; nothing is expanded, nothing is fetched",
        &["a_dtd_with_entities_is_refused_and_nothing_is_expanded", "a_dtd_with_entities_stops_with_nothing_applied"],
    ),
    (
        "gigabytes in one line",
        "the import stops after a megabyte of it",
        &["a_line_without_end_stops_with_nothing_applied", "one_line_of_64_megabytes_stops_early"],
    ),
    (
        "a UAI code that nobody knows, or with a wrong letter",
        "refused with where it is looked up; taken with a warning",
        &[
            "an_onde_school_that_nobody_knows_is_refused_with_what_to_do",
            "an_unknown_uai_and_a_wrong_check_letter_are_told",
        ],
    ),
    (
        "ONDE files that name no school",
        "the page and the command ask for its code",
        &[
            "onde_files_that_name_no_school_ask_for_it",
            "onde_files_of_the_pages_are_of_the_school_that_the_operator_names",
            "an_operator_names_the_school_of_files_that_do_not",
        ],
    ),
    (
        "a body of 30 MB",
        "413, and the text of the message is given back",
        &["a_body_of_thirty_megabytes_is_told_so_and_the_text_is_kept"],
    ),
    (
        "headers or a body that trickle in",
        "the connection is let go",
        &["a_client_that_never_ends_its_headers_is_let_go", "a_form_that_trickles_is_given_up_and_a_slow_line_is_not"],
    ),
    (
        "more connections than may be",
        "the next one waits its turn",
        &["as_many_connections_as_may_be_and_the_next_waits_its_turn"],
    ),
    (
        "an address that a client claims to come from",
        "not believed, unless a trusted proxy wrote it",
        &[
            "a_forged_address_is_ignored_when_no_proxy_is_trusted",
            "what_a_client_wrote_itself_is_not_believed",
            "everybody_is_not_a_proxy",
        ],
    ),
    (
        "a name of 10,000 characters",
        "its record alone is refused",
        &["a_name_of_ten_thousand_characters_costs_its_record_alone"],
    ),
    (
        "a file name with `../`, or of 10,000 letters",
        "its last part is kept, cut",
        &[
            "a_file_name_is_one_part_and_bounded",
            "a_file_name_of_ten_thousand_letters_is_cut_and_an_empty_file_is_refused",
        ],
    ),
    (
        "a cell that a spreadsheet would calculate",
        "exported as text",
        &["a_table_holds_no_formula", "refused_lines_can_be_taken_away_as_a_table_that_holds_no_formula"],
    ),
    (
        "a form whose session has ended",
        "what was typed is carried through the sign-in and given back",
        &["what_was_typed_outlives_the_session"],
    ),
    (
        "the same form twice, one after the other or at once, on one node or two",
        "one message, one answer",
        &[
            "the_same_form_sent_twice_is_one_message",
            "the_same_form_sent_twice_at_once_is_one_message",
            "the_same_form_sent_to_two_nodes_at_once_is_one_message",
            "a_message_whose_answer_was_lost_is_not_sent_twice",
        ],
    ),
    (
        "a time of sending that is none, past or too far",
        "said beside its field, what was typed is kept",
        &["a_message_is_written_tonight_and_leaves_tomorrow", "a_time_that_cannot_be_is_refused"],
    ),
    (
        "the program dies while it sends what was scheduled",
        "it is sent once",
        &["wherever_the_program_dies_it_is_sent_once"],
    ),
    (
        "two desks act on one message at once",
        "one decides, the other is told that it is too late; a withdrawal has the last word",
        &[
            "of_two_desks_that_decide_at_once_one_is_told_that_it_is_too_late",
            "of_two_desks_at_once_a_withdrawal_always_has_the_last_word",
            "two_desks_that_decide_the_same_at_once_decide_once",
            "desks_on_two_nodes_decide_once",
        ],
    ),
    (
        "a reply to a group by somebody who may not write to it",
        "refused, and not proposed",
        &[
            "a_reply_to_a_group_is_refused_to_somebody_who_may_not_write_to_it",
            "reply_to_all_proposes_only_those_that_the_rules_allow",
        ],
    ),
    (
        "a file asked by its address after the withdrawal",
        "404",
        &["a_file_is_served_only_while_its_message_may_be_read"],
    ),
    (
        "a folder, a draft or a session of another person",
        "404",
        &["a_folder_of_another_and_a_place_that_is_none_do_not_exist", "a_draft_is_its_author_s_alone"],
    ),
    (
        "any bytes, wherever others send some",
        "read, refused or held; what goes beyond a bound waits for a person",
        &["every_target_keeps_its_promises_on_seeds_and_on_spoiled_ones", "spoiled_files_are_examined_without_a_fault"],
    ),
    (
        "a film that lists other files, or that never ends",
        "no other file is opened; its reader is ended, and the film waits for a person",
        &[
            "what_only_claims_to_be_a_film_gives_no_picture_and_opens_no_other_file",
            "a_program_that_never_ends_is_ended_and_one_that_is_missing_is_said",
        ],
    ),
    (
        "an antivirus that does not answer",
        "files stay veiled, a person is asked after 30 s, and the antivirus again until it is back",
        &[
            "files_that_waited_for_the_antivirus_are_looked_at_when_it_is_back",
            "a_file_that_the_antivirus_refuses_is_not_asked_about_for_ever",
        ],
    ),
    (
        "a full disk",
        "507: one reads on, what was typed is given back, nothing is half done",
        &[
            "on_a_full_disk_one_reads_on_and_what_one_wrote_is_given_back",
            "a_full_disk_refuses_a_message_whole_and_says_what_to_do",
        ],
    ),
    (
        "a database that another process holds",
        "said to be held, left alone",
        &[
            "a_database_that_another_holds_is_named_and_left",
            "a_database_that_another_process_holds_is_said_to_be_held",
        ],
    ),
    (
        "a database of a newer program",
        "named, left alone",
        &["a_database_of_a_newer_program_is_left_alone", "a_newer_database_is_left_alone"],
    ),
    (
        "any statement fails, or the program dies at it",
        "an action is done whole or not at all, and nothing typed is lost",
        &[
            "every_action_of_people_fails_whole_at_every_statement",
            "a_process_that_dies_in_an_action_of_people_leaves_nothing_half_done",
            "whatever_statement_fails_nothing_typed_is_lost_and_nothing_leaves_twice",
        ],
    ),
];

const HEAD: &str = "\
# Bad input, and the tests that show the answer

Made by `cargo xtask docs` from the table in `xtask/src/docs/bad_input.rs`, which names no test that is not there.

| what comes | what is answered | shown by |
|---|---|---|
";

/// The page, or the first test that is not there.
pub(super) fn page(tree: &Tree) -> Result<String, Fault> {
    let mut page = HEAD.to_owned();
    for (comes, answered, tests) in LINES {
        let mut shown = Vec::with_capacity(tests.len());
        for test in *tests {
            let path = file_of(tree, test).ok_or_else(|| {
                let what = format!("names the test {test}, which is not there");
                Fault::new("xtask/src/docs/bad_input.rs", 1, what, "name the test that shows it now, or write one")
            })?;
            shown.push(format!("[`{test}`](../../{path})"));
        }
        let _ = writeln!(page, "| {comes} | {answered} | {} |", shown.join(", "));
    }
    Ok(page)
}

/// The file that holds a test of this name.
fn file_of<'t>(tree: &'t Tree, test: &str) -> Option<&'t str> {
    let (function, macro_call) = (format!("fn {test}("), format!("both!({test},"));
    let holds = |line: &str| line.contains(&function) || line.contains(&macro_call);
    let sources = tree.under("", ".rs");
    sources.filter(|(_, text)| text.contains(test)).find(|(_, text)| text.lines().any(holds)).map(|(path, _)| path)
}

/// A source that holds every test of the table.
#[cfg(test)]
pub(super) fn source() -> String {
    let tests = LINES.iter().flat_map(|(_, _, tests)| *tests);
    tests.map(|test| format!("both!({test}, |t| async {{}});")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_is_gone_is_named() {
        let source = source();
        let all = Tree::of(&[("crates/a/tests/a.rs", &source)]);
        assert!(page(&all).is_ok_and(|page| page.contains("](../../crates/a/tests/a.rs)")));
        let gone = source.replace("(malformed_xml_stops_with_its_line,", "(another,");
        let fault = page(&Tree::of(&[("crates/a/tests/a.rs", &gone)])).expect_err("one is gone");
        assert!(fault.to_string().contains("malformed_xml_stops_with_its_line"), "{fault}");
    }
}
