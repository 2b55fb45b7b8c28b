//! What the command line says of itself, and what it answers to what it cannot use.

use std::net::TcpListener;

use crate::process::{Said, Serving, preau};

/// The commands that the program lists.
fn commands() -> Vec<String> {
    let help = preau(&["--help"]).out;
    let list = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let list = list.take_while(|line| !line.trim().is_empty());
    list.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn the_program_says_what_it_is_for() {
    let said = preau(&["--help"]);
    assert!(said.out.starts_with("Messagerie scolaire"), "{}", said.out);
}

#[test]
fn the_reference_of_the_command_line_is_what_the_program_says() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/command-line.md");
    let page = std::fs::read_to_string(page).expect("the page is there");
    let said = preau(&["help-markdown"]).out;
    assert!(page == said, "run: cargo run -- help-markdown > docs/reference/command-line.md");
}

#[test]
fn every_command_and_every_option_says_what_it_does() {
    let commands = commands();
    assert!(commands.len() >= 9, "{commands:?}");
    for command in commands {
        let said = preau(&[&command, "--help"]);
        assert_eq!(said.code, 0, "{command}");
        let lines: Vec<&str> = said.out.lines().collect();
        assert!(lines[0].chars().count() > 15, "{command} says what it does: {}", lines[0]);
        for (n, line) in lines.iter().enumerate() {
            let option = line.trim_start();
            let is_one =
                option.starts_with(['-', '<', '[']) && !option.starts_with("- ") && !option.starts_with("[default");
            if !is_one || !line.starts_with("  ") {
                continue;
            }
            // What it does stands behind it, or on the next line.
            let behind = option.split_once("  ").map_or("", |(_, text)| text.trim());
            let below = lines.get(n + 1).map_or("", |line| line.trim());
            assert!(!behind.is_empty() || !below.is_empty(), "{command}: « {option} » says what it does");
        }
    }
}

#[test]
fn an_unknown_command_or_option_ends_with_two() {
    for args in [&["fly"][..], &["serve", "--fly"], &[]] {
        let said = preau(args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains("--help"), "{args:?}: {}", said.err);
    }
}

#[test]
fn an_unknown_key_of_the_configuration_is_named_with_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("preau.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:0\"\nlisten_to = 3\n").expect("written");
    let file = file.to_str().expect("plain text");
    let said = preau(&["serve", "--config", file]);
    refused(&said, &["listen_to", file, "line 2"]);
    refused(&preau(&["serve", "--config", "nowhere.toml"]), &["nowhere.toml"]);
}

#[test]
fn a_port_in_use_is_named_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let said = preau(&["serve", "--listen", &address, "--data", data.to_str().expect("plain text")]);
    refused(&said, &[&address, "--listen"]);
}

#[test]
fn a_data_folder_is_served_by_one_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("plain text");
    let database = format!("sqlite:{data}/preau.db");
    let first = Serving::start(folder.path(), &database);
    refused(&preau(&["serve", "--listen", "127.0.0.1:0", "--data", data]), &[data, "--data"]);
    refused(&preau(&["migrate", "--data", data]), &[data]);
    drop(first);
    Serving::start(folder.path(), &database);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("written");
    let under_a_file = file.join("data");
    let under_a_file = under_a_file.to_str().expect("plain text");
    refused(&preau(&["serve", "--data", under_a_file]), &[under_a_file]);
}

#[test]
fn a_damaged_key_is_named_and_nothing_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("plain text");
    let key = folder.path().join("journal.key");
    std::fs::write(&key, "PRIVATE+KEY+broken").expect("written");
    refused(&preau(&["serve", "--listen", "127.0.0.1:0", "--data", data]), &["journal.key"]);
    assert_eq!(std::fs::read_to_string(key).expect("still there"), "PRIVATE+KEY+broken");
}

#[test]
fn nobody_is_invited_or_given_power_by_a_wrong_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("plain text");
    refused(&preau(&["invite", "nobody.here", "--data", data]), &["nobody.here"]);
    refused(&preau(&["grant", "nobody.here", "desk", "--data", data]), &["nobody.here"]);
    refused(&preau(&["grant", "nobody.here", "king", "--data", data]), &["king", "desk", "operator"]);
}

/// It ends with 1 and its one complaint holds all of these.
fn refused(said: &Said, words: &[&str]) {
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.starts_with("preau : "), "{}", said.err);
    for word in words {
        assert!(said.err.contains(word), "« {word} » is missing: {}", said.err);
    }
}
