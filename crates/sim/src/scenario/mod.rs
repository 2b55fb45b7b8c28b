//! Recorded crises that `preau replay` plays: schools and accounts, what happened, and beside it the truth, which the
//! program is not told.

mod attack;
mod crisis;
mod days;
mod letters;
mod march_2024;
mod presence;
mod recording;
mod schools;
pub mod score;
mod words;

use std::{fs, io::Write as _, path::Path};

use flate2::{Compression, write::GzEncoder};

pub use march_2024::{MARCH_2024, Size, record};
pub use recording::{Kind, Recording, Stolen, Told, Truth};

/// The scenarios, by name.
pub const NAMES: [&str; 1] = [MARCH_2024];

/// Writes `entities.json`, `events.jsonl` and `truth.json` into a folder; compressed with gzip when they are large.
pub fn write(recording: &Recording, folder: &Path, gzip: bool) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let ending = if gzip { ".gz" } else { "" };
    let write = |name: &str, text: &[u8]| -> std::io::Result<()> {
        let file = fs::File::create(folder.join(format!("{name}{ending}")))?;
        if gzip {
            let mut to = GzEncoder::new(file, Compression::default());
            to.write_all(text)?;
            to.finish()?.sync_all()
        } else {
            let mut to = file;
            to.write_all(text)?;
            to.sync_all()
        }
    };
    let mut events: Vec<String> = recording.events().iter().map(ToString::to_string).collect();
    events.push(String::new());
    write("entities.json", &serde_json::to_vec(&recording.entities())?)?;
    write("events.jsonl", events.join("\n").as_bytes())?;
    fs::write(folder.join("truth.json"), serde_json::to_vec_pretty(&recording.truth)?)
}
