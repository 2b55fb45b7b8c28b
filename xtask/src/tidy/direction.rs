//! Who may see whom. The table is the direction of ARCHITECTURE.md; `Cargo.toml` files are held against it.

use proc_macro2::TokenTree;
use toml::{Table, Value};

use crate::{
    fault::Fault,
    tokens::{is, levels, line},
    tree::Tree,
};

/// Each room, and the rooms that it may see.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("shield", &["model"]),
    ("journal", &["model"]),
    ("dossier", &["model", "journal"]),
    ("saml", &["model"]),
    ("paper", &[]),
    ("store", &["model"]),
    ("attachments", &["model"]),
    ("actions", &["model", "shield", "journal", "store", "attachments", "dossier", "saml"]),
    ("web", &["model", "shield", "journal", "store", "actions", "paper"]),
    ("gateway", &["model", "shield", "journal", "store", "actions"]),
    ("sample", &["model"]),
    (
        "preau",
        &["model", "shield", "journal", "store", "attachments", "dossier", "actions", "web", "gateway", "sample"],
    ),
    ("sim", &["model", "shield", "journal", "store", "actions", "web", "gateway", "sample", "preau"]),
    (
        "benches",
        &["model", "shield", "journal", "store", "attachments", "dossier", "actions", "web", "gateway", "sample"],
    ),
    ("xtask", &["model", "shield", "store", "sim"]),
    (
        "fuzz",
        &[
            "model",
            "shield",
            "journal",
            "store",
            "attachments",
            "dossier",
            "actions",
            "web",
            "gateway",
            "sample",
            "sim",
        ],
    ),
];

/// Rooms that the tests of every other may see, besides those in the table: `sample` makes the files that they read.
const FOR_TESTS: &[&str] = &["sample"];

/// Libraries that one room alone may use. Tests may speak to a peer of their own making, so only a database is theirs
/// alone in tests too.
const OWNED: &[(&str, &str)] = &[
    ("sqlx", "store"),
    ("rusqlite", "store"),
    ("tokio-postgres", "store"),
    ("diesel", "store"),
    ("axum", "web"),
    ("axum-extra", "web"),
    ("hyper", "web"),
    ("reqwest", "gateway"),
    ("image", "attachments"),
    ("rqrr", "attachments"),
    ("krilla", "paper"),
    ("ureq", "gateway"),
    ("hyper-rustls", "gateway"),
    ("lettre", "gateway"),
    ("openidconnect", "gateway"),
    ("oauth2", "gateway"),
    ("saml-rs", "gateway"),
    ("x509-cert", "saml"),
    ("web-push-native", "gateway"),
];

/// Rooms without I/O and without async (invariant 9).
const PURE: &[&str] = &["model", "shield", "journal", "attachments", "dossier", "saml", "paper"];
const ASYNC: &[&str] = &["tokio", "tokio-util", "futures", "futures-util", "async-trait", "async-std", "smol"];
const IO: &[&str] = &["fs", "net", "process", "env", "thread"];

const SEE: &str = "see the table in xtask/src/tidy/direction.rs and ARCHITECTURE.md";

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let manifests = tree.texts().filter_map(|(path, text)| Some((path, room(path)?, text)));
    let mut faults: Vec<Fault> = manifests.flat_map(|(path, room, text)| manifest(path, room, text)).collect();
    for room in PURE {
        let folder = format!("crates/{room}/src/");
        let sources = tree.under(&folder, ".rs");
        faults.extend(sources.flat_map(|(path, text)| impure(path, text)));
    }
    faults
}

/// The room that a `Cargo.toml` is of.
fn room(path: &str) -> Option<&str> {
    let folder = path.strip_suffix("/Cargo.toml")?;
    let room = folder.strip_prefix("crates/").unwrap_or(folder);
    (!room.contains('/')).then_some(room)
}

fn manifest(path: &str, room: &str, text: &str) -> Vec<Fault> {
    let Some((_, seen)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![Fault::new(path, 1, format!("room « {room} » is not in the table of directions"), SEE)];
    };
    let manifest: Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(_) => return vec![Fault::new(path, 1, "is not TOML", "mend it")],
    };
    let mut faults = Vec::new();
    for (kind, name) in dependencies(&manifest) {
        let mut fault = |what: String| faults.push(Fault::new(path, line_of(text, &name), what, SEE));
        let for_tests = kind == "dev-dependencies" && FOR_TESTS.contains(&name.as_str());
        let is_room = name != room && ROOMS.iter().any(|(other, _)| *other == name);
        if is_room && !for_tests && !seen.contains(&name.as_str()) {
            fault(format!("{room} may not see {name}"));
        }
        let owner = OWNED.iter().find(|(library, _)| *library == name).map(|(_, owner)| *owner);
        if owner.is_some_and(|owner| owner != room && (kind != "dev-dependencies" || owner == "store")) {
            fault(format!("only {} may name {name}", owner.unwrap_or_default()));
        }
        if PURE.contains(&room) && ASYNC.contains(&name.as_str()) {
            fault(format!("{room} has no async, so no {name}"));
        }
    }
    faults
}

/// Every dependency of a manifest: its table and the library's own name.
fn dependencies(manifest: &Table) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
        for (key, value) in manifest.get(kind).and_then(Value::as_table).into_iter().flatten() {
            let renamed = value.get("package").and_then(Value::as_str);
            found.push((kind, renamed.unwrap_or(key).to_owned()));
        }
    }
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    for target in targets.filter_map(|(_, target)| target.as_table()) {
        found.extend(dependencies(target));
    }
    found
}

/// The line that names a dependency.
fn line_of(manifest: &str, name: &str) -> usize {
    let names = |line: &str| line.contains(name) && !line.trim_start().starts_with('#');
    manifest.lines().position(names).map_or(1, |at| at + 1)
}

/// Async code, and what of the standard library reaches outside.
fn impure(path: &str, text: &str) -> Vec<Fault> {
    let Ok(levels) = levels(text) else { return vec![] };
    let mut faults = Vec::new();
    for tokens in levels {
        for (n, token) in tokens.iter().enumerate() {
            let TokenTree::Ident(word) = token else { continue };
            let word = word.to_string();
            let after_std = n >= 3 && is(tokens.get(n - 3), "std") && is(tokens.get(n - 1), ":");
            if word == "async" || word == "await" {
                faults.push(Fault::new(
                    path,
                    line(token),
                    "async in a pure room",
                    "move it to actions, gateway or web",
                ));
            } else if after_std && IO.contains(&word.as_str()) {
                let what = format!("std::{word} in a pure room");
                faults.push(Fault::new(path, line(token), what, "let the caller give what it reads"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_room_sees_only_what_is_below_it() {
        let below = "[dependencies]\nmodel.workspace = true\nstore = { path = \"../store\" }\n";
        assert_eq!(faults("crates/actions/Cargo.toml", below), [""; 0]);
        let above =
            faults("crates/store/Cargo.toml", "[dependencies]\nmodel.workspace = true\nactions.workspace = true\n");
        assert_eq!(above, [format!("crates/store/Cargo.toml:3: store may not see actions; {SEE}")]);
        assert_eq!(faults("crates/web/Cargo.toml", "[dependencies]\ngateway.workspace = true\n").len(), 1);
        assert_eq!(faults("crates/preau/Cargo.toml", "[dev-dependencies]\nsim.workspace = true\n").len(), 1);
        assert_eq!(faults("crates/shield/Cargo.toml", "[dependencies]\njournal.workspace = true\n").len(), 1);
    }

    #[test]
    fn invented_files_are_for_tests_and_for_the_demonstration() {
        let in_tests = "[dev-dependencies]\nsample.workspace = true\n";
        assert_eq!(faults("crates/gateway/Cargo.toml", in_tests), [""; 0]);
        let in_code = "[dependencies]\nsample.workspace = true\n";
        assert_eq!(faults("crates/preau/Cargo.toml", in_code), [""; 0]);
        assert_eq!(faults("crates/gateway/Cargo.toml", in_code).len(), 1);
        assert_eq!(faults("crates/sample/Cargo.toml", "[dev-dependencies]\ngateway.workspace = true\n").len(), 1);
    }

    #[test]
    fn a_new_room_asks_for_its_place() {
        assert_eq!(faults("crates/attic/Cargo.toml", "[dependencies]\n").len(), 1);
        assert_eq!(faults("crates/store/tests/inner/Cargo.toml", "[dependencies]\n"), [""; 0]);
    }

    #[test]
    fn a_library_of_one_room_is_not_named_by_another() {
        assert_eq!(faults("crates/store/Cargo.toml", "[dependencies]\nsqlx.workspace = true\n"), [""; 0]);
        assert_eq!(faults("crates/actions/Cargo.toml", "[dev-dependencies]\nsqlx.workspace = true\n").len(), 1);
        assert_eq!(faults("crates/gateway/Cargo.toml", "[dev-dependencies]\naxum.workspace = true\n"), [""; 0]);
        assert_eq!(faults("crates/gateway/Cargo.toml", "[dependencies]\naxum.workspace = true\n").len(), 1);
        let renamed = "[dependencies]\nhttp-client = { package = \"reqwest\", version = \"0.13\" }\n";
        assert_eq!(faults("crates/web/Cargo.toml", renamed).len(), 1);
        let on_unix = "[target.'cfg(unix)'.dependencies]\nsqlx.workspace = true\n";
        assert_eq!(faults("crates/preau/Cargo.toml", on_unix).len(), 1);
    }

    // Invariant 9
    #[test]
    fn pure_rooms_stay_pure() {
        assert_eq!(faults("crates/shield/Cargo.toml", "[dev-dependencies]\ntokio.workspace = true\n").len(), 1);
        assert_eq!(faults("crates/model/src/a.rs", "// async\nfn f() { let s = \"std::fs\"; }"), [""; 0]);
        assert_eq!(faults("crates/model/src/a.rs", "\nasync fn f() { g().await }").len(), 2);
        assert_eq!(faults("crates/journal/src/a.rs", "use std::fs;").len(), 1);
        assert_eq!(faults("crates/journal/src/a.rs", "fn f() { std::process::exit(1) }").len(), 1);
        assert_eq!(faults("crates/store/src/a.rs", "async fn f() {}"), [""; 0]);
    }
}
