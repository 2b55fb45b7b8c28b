//! The program beside the client library that services written in Python use: each version of the protocol, and single
//! logout.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use actions::testing::PASSWORD;
use serde_json::{Value, json};
use store::testing::TestDb;

use crate::{
    place::Place,
    process::{Serving, preau},
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

store::both!(a_service_written_with_python_cas_lets_in_and_puts_out, |t: TestDb| async move {
    let place = Place::new(t).await;
    let serving = Serving::start(place.data(), place.database());
    let mut client = Command::new(python())
        .arg(Path::new(FOLDER).join("cas_client.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python starts");
    let mut said = BufReader::new(client.stdout.take().expect("its output"));
    let mut address = String::new();
    said.read_line(&mut address).expect("it says where it listens");
    let data = place.data().to_str().expect("plain text");
    let added = preau(&[
        "services",
        "add",
        "essai",
        "--name",
        "Essai",
        "--url",
        address.trim(),
        "--attributes",
        "common",
        "--data",
        data,
        "--database",
        place.database(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    let mut asked = client.stdin.take().expect("its input");
    write!(asked, "http://{}\nines\n{PASSWORD}\n", serving.address).expect("asked");
    let mut learned = String::new();
    said.read_line(&mut learned).expect("it says what it learned");
    assert!(client.wait().expect("it ends").success(), "{learned}");
    let learned: Value = serde_json::from_str(&learned).expect("JSON");
    assert_eq!(learned["v1"], json!(["ines", null]), "{learned}");
    for version in ["v2", "v3"] {
        assert_eq!(learned[version][0], "ines", "{learned}");
        assert_eq!(learned[version][1]["displayName"], "Inès Benali", "{learned}");
        assert_eq!(learned[version][1]["classes"], "2NDE 4", "{learned}");
    }
    for version in ["v1", "v2", "v3"] {
        assert_eq!(learned[&format!("{version} again")][0], Value::Null, "a ticket lets in once: {learned}");
    }
    assert_eq!(learned["signed out at"], true, "{learned}");
    assert_eq!((&learned["told"], &learned["another"]), (&json!([true, true, true]), &json!(false)), "{learned}");
    assert!(serving.stop().success());
});

/// A Python that has the client library: made the first time, and again when what it holds is to be something else.
fn python() -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-cas");
    let lock = File::create(home.with_extension("lock")).expect("a lock file");
    lock.lock().expect("the lock on the Python of the tests");
    let wanted = std::fs::read_to_string(Path::new(FOLDER).join("requirements.txt")).expect("the list is there");
    let (python, made) = (home.join("bin/python"), home.join("made-for.txt"));
    if std::fs::read_to_string(&made).is_ok_and(|made| made == wanted) {
        return python;
    }
    let _ = std::fs::remove_dir_all(&home);
    run(Command::new("python3").args(["-m", "venv"]).arg(&home), "install python3 and python3-venv");
    let list = Path::new(FOLDER).join("requirements.txt");
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(list);
    run(&mut pip, "the package index must be reached once");
    std::fs::write(made, wanted).expect("noted");
    python
}

fn run(command: &mut Command, hint: &str) {
    let done = command.output();
    let said = done.as_ref().map(|done| String::from_utf8_lossy(&done.stderr).into_owned());
    assert!(done.as_ref().is_ok_and(|done| done.status.success()), "{command:?}: {said:?}: {hint}");
}
