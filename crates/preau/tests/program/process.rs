//! `preau` as a process.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

/// What a command that ended said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command to its end.
pub(crate) fn preau(args: &[&str]) -> Said {
    preau_reading(args, b"")
}

/// The same with this on its standard input.
pub(crate) fn preau_reading(args: &[&str], input: &[u8]) -> Said {
    let mut child = command(args).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("preau starts");
    let mut stdin = child.stdin.take().expect("its input");
    let input = input.to_vec();
    // Written beside, so that neither waits for the other when both pipes are full.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("preau ends");
    writer.join().expect("its input was written");
    Said {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("its answer is text"),
        err: String::from_utf8(output.stderr).expect("its complaint is text"),
    }
}

/// `preau serve` on a port of its choice; killed when dropped.
pub(crate) struct Serving {
    child: Child,
    stdout: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
}

impl Serving {
    /// Starts it on a data folder and a database; returns when it listens.
    pub(crate) fn start(data: &Path, database: &str) -> Serving {
        Serving::start_with(data, database, &[])
    }

    /// The same with more on its command line.
    pub(crate) fn start_with(data: &Path, database: &str, more: &[&str]) -> Serving {
        let data = data.to_str().expect("a path of plain text");
        let args = [&["serve", "--listen", "127.0.0.1:0", "--data", data, "--database", database], more].concat();
        let mut child = command(&args).stdin(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("preau starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert_ne!(stdout.read_line(&mut line).expect("its output is text"), 0, "preau ended before it listened");
            if let Some((_, address)) = line.split_once("http://127.0.0.1:") {
                break SocketAddr::from(([127, 0, 0, 1], address.trim().parse().expect("a port")));
            }
        };
        Serving { child, stdout, address }
    }

    /// Ends it as a loss of power would, between two of its instructions.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("kill runs").success(), "asked to stop");
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("its output ends");
        self.child.wait().expect("gone")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Without what the surroundings of the test may say to it.
fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preau"));
    command.args(args).env_clear().stdout(Stdio::piped());
    command
}
