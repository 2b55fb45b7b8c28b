//! Services written in Python, with the client libraries that such services use.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

/// A program of `tests/python`: it says where it listens, is told what to do and says what it learned, a line each.
pub(crate) struct Client {
    child: Child,
    pub(crate) input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Client {
    pub(crate) fn start(name: &str) -> Client {
        let mut command = Command::new(python());
        command.arg(Path::new(FOLDER).join(name)).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("python starts");
        let input = child.stdin.take().expect("its input");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        Client { child, input, output }
    }

    /// Its next line.
    pub(crate) fn says(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("its output is text");
        line.trim().to_owned()
    }

    /// What it learned, once it has ended.
    pub(crate) fn learned(mut self) -> Value {
        let line = self.says();
        assert!(self.child.wait().expect("it ends").success(), "{line}");
        serde_json::from_str(&line).expect("JSON")
    }
}

/// A Python that has the client libraries: made the first time, and again when what it holds is to be something else.
fn python() -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
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
