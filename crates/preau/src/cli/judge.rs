//! `preau judge`: verdicts on letters, one JSON line in, one JSON line out, in order.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use shield::Shield;

use super::{Error, why};

/// Bytes of one line; a longer one is refused without being kept.
const LINE_BYTES_MAX: u64 = 1_000_000;

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    /// Format d'entrée et de sortie.
    #[arg(long, default_value = "jsonl", value_parser = ["jsonl"])]
    format: String,
    /// Fichiers à lire ; l'entrée standard si aucun n'est donné.
    files: Vec<PathBuf>,
}

pub(crate) fn run(command: &Judge) -> Result<ExitCode, Error> {
    let shield = Shield::embedded()?;
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut judged = Judged { shield: &shield, line: 0, all_right: true };
    let read = (|| {
        if command.files.is_empty() {
            judged.all_of(io::stdin().lock(), &mut output)?;
        }
        for path in &command.files {
            let file = File::open(path)
                .map_err(|error| Error::Said(format!("impossible de lire {} : {}", path.display(), why(&error))))?;
            judged.all_of(BufReader::new(file), &mut output)?;
        }
        Ok(output.flush()?)
    })();
    match read {
        // The reader of our output has gone: nothing more to say.
        Err(Error::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error),
        Ok(()) if judged.all_right => Ok(ExitCode::SUCCESS),
        Ok(()) => Ok(ExitCode::FAILURE),
    }
}

struct Judged<'a> {
    shield: &'a Shield,
    line: usize,
    all_right: bool,
}

impl Judged<'_> {
    fn all_of(&mut self, mut input: impl BufRead, output: &mut impl Write) -> Result<(), Error> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = io::Read::take(&mut input, LINE_BYTES_MAX).read_until(b'\n', &mut line)?;
            if read == 0 {
                return Ok(());
            }
            self.line += 1;
            let whole = line.ends_with(b"\n") || (read as u64) < LINE_BYTES_MAX;
            if !whole {
                skip_line(&mut input)?;
                self.refuse("la ligne dépasse un million d'octets", output)?;
                continue;
            }
            match std::str::from_utf8(&line) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => {
                    let judged = shield::jsonl::judge_line(self.shield, self.line, text.trim());
                    self.all_right &= judged.is_ok();
                    let (Ok(answer) | Err(answer)) = judged;
                    writeln!(output, "{answer}")?;
                }
                Err(_) => self.refuse("la ligne n'est pas en UTF-8", output)?,
            }
        }
    }

    fn refuse(&mut self, why: &str, output: &mut impl Write) -> Result<(), Error> {
        self.all_right = false;
        writeln!(output, "{}", serde_json::json!({ "line": self.line, "error": why }))?;
        Ok(())
    }
}

/// Reads to the end of a line without keeping it.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}
