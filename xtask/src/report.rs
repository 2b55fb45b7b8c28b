//! `cargo xtask bench report`: runs what measures the shield and writes `docs/shield-report.md`, each target with its
//! command and its figure.

use std::{
    fmt::Write as _,
    process::{Command, Stdio},
};

use crate::tree::Result;

const PAGE: &str = "docs/shield-report.md";

/// A command whose output holds figures.
struct Source {
    command: &'static str,
    /// What comes after `cargo`.
    args: &'static [&'static str],
}

/// Stands for the lines of a table.
const TABLE: &str = " | ";

/// Stands for the lines of a table of targets: a word, then numbers.
const ROW: &str = "target 0 0 0 0 0";

/// What is run, in order.
const SOURCES: [Source; 6] = [
    Source { command: "cargo run --release -- evaluate", args: &["run", "--quiet", "--release", "--", "evaluate"] },
    Source {
        command: "cargo xtask bench shield --small",
        args: &["run", "--quiet", "--release", "--package", "benches", "--", "shield", "--small"],
    },
    Source {
        command: "cargo run --release -p sim -- bursts",
        args: &["run", "--quiet", "--release", "--package", "sim", "--", "bursts"],
    },
    Source {
        command: "cargo xtask bench replays",
        args: &["run", "--quiet", "--release", "--package", "benches", "--", "replays"],
    },
    Source { command: "cargo xtask fuzz --seconds 60", args: &["xtask", "fuzz", "--seconds", "60"] },
    Source { command: "cargo xtask bench replay --small", args: &["xtask", "bench", "replay", "--small"] },
];

/// One target of the shield, and the lines of an output that say how it stands.
struct Target {
    id: &'static str,
    what: &'static str,
    /// Place in [`SOURCES`], and words that its lines begin with.
    figures: Option<(usize, &'static [&'static str])>,
    /// Where else it is shown, or why not.
    note: &'static str,
}

const TARGETS: [Target; 12] = [
    Target {
        id: "T1",
        what: "known campaign, up to three disguises: recall ≥ 99.9 %, false alarms ≤ 1e-6",
        figures: Some((1, &["known texts under", "harmless letters taken"])),
        note: "100,000 copies without `--small`. The judge's own model stands behind the marks.",
    },
    Target {
        id: "T2",
        what: "first explicit threat, content alone: recall ≥ 90 % at 1e-5 false alarms (≥ 85 % disguised)",
        figures: Some((0, &["menaces retenues", "autres retenues", "menaces au-dessus"])),
        note: "In the order of the output: unseen authors, the same disguised, unseen hands, the same disguised. \
               A thousand harmless letters cannot show 1e-5; the figure is at the threshold in force.",
    },
    Target {
        id: "T3",
        what: "the same with behaviour and account risk: ≥ 98 % at 1e-5",
        figures: Some((5, &[TABLE, "threats displayed", "official words", "quotations held"])),
        note: "`--rules open` first: every account may write to anybody, so the shield stands alone.",
    },
    Target {
        id: "T4",
        what: "unreadable payload sent widely: ≥ 99 % of bursts stopped at five readers or fewer",
        figures: Some((2, &["bursts with"])),
        note: "Stolen accounts send, from devices that are not their owners', to classes or to the whole school, whoever may \
               write to whom; nobody reports and no desk acts. Counted is to how many people the payload could be displayed a \
               quarter of an hour after the last letter, and an hour after it. The judge is the rules without the model.",
    },
    Target {
        id: "T5",
        what: "people who displayed a campaign: median 0, p95 ≤ 3, at most the first wave",
        figures: Some((5, &[TABLE, "threats displayed"])),
        note: "",
    },
    Target {
        id: "T6",
        what: "from decision to no display anywhere: p99 ≤ 1 s for a million recipients",
        figures: None,
        note: "`cargo xtask bench spine` counts displays after the answer to a withdrawal under readers who hammer (0); \
               the journey `what the desk withdraws is gone within a second` has open pages in a browser.",
    },
    Target {
        id: "T7",
        what: "new signature live in 2 s; look-back over 30 days and withdrawal in 60 s",
        figures: Some((1, &["look-back over", "one word on one copy"])),
        note: "A month of a million messages without `--small`.",
    },
    Target {
        id: "T8",
        what: "text path ≤ 200 µs median, ≤ 1 ms p99; ≥ 5,000 letters/s a core",
        figures: Some((
            1,
            &[
                "views, rules",
                "the same with the model",
                "marks of near",
                "letters judged",
                "the same letters through",
                "rspamd",
            ],
        )),
        note: "rspamd is asked by HTTP, the judge called: the ratio says what each costs a message, not which is better.",
    },
    Target {
        id: "T9",
        what: "24 h of fuzzing without a panic or an overrun",
        figures: Some((4, &["target", ROW, "BROKEN"])),
        note: "Seconds, inputs and what they reach, target by target. `cargo xtask fuzz --hours 24` is the long run; every \
               `./test fuzz` has a short one, always the same.",
    },
    Target {
        id: "T10",
        what: "at most one hold per 1,000 pupils a month outside incidents",
        figures: Some((5, &["in good faith", "benign"])),
        note: "Letters of the whole scenario, its days of crisis among them: more than a calm month would have.",
    },
    Target {
        id: "T11",
        what: "every decision replays to the bit; every hit shows a span",
        figures: Some((3, &["decisions replayed", "hits of signatures"])),
        note: "Letters of the corpus, clean and disguised, sent in all manners; what is kept of each decision is written as it \
               is in the log, read again, and decided again from its features and from its letter. `preau decision MESSAGE` \
               replays one; a nightly duty replays a sample and counts differences.",
    },
    Target {
        id: "T12",
        what: "scenario march_2024: at most 0.1 % of accounts restricted, no interruption for the others",
        figures: Some((5, &["innocents contained"])),
        note: "",
    },
];

/// Runs everything and writes the page, with what a command that fails said before; false when one does.
pub(crate) fn run() -> Result<bool> {
    let (mut outputs, mut all_well) = (Vec::with_capacity(SOURCES.len()), true);
    for source in &SOURCES {
        println!("{}", source.command);
        let done = Command::new("cargo").args(source.args).stderr(Stdio::inherit()).output()?;
        if !done.status.success() {
            println!("it failed");
            all_well = false;
        }
        outputs.push(String::from_utf8(done.stdout)?);
    }
    std::fs::write(PAGE, page(&outputs))?;
    println!("{PAGE} is written");
    Ok(all_well)
}

fn page(outputs: &[String]) -> String {
    let mut page = "# How the shield stands against its targets\n\nWritten by `cargo xtask bench report`. Times are those of \
                    one machine and hang on what else it did; shares hold anywhere. Every letter is synthetic, written for \
                    this project; intervals are exact (Clopper–Pearson, 95 %).\n"
        .to_owned();
    for target in &TARGETS {
        let _ = write!(page, "\n## {}: {}\n", target.id, target.what);
        if let Some((source, words)) = target.figures {
            let _ = write!(page, "`{}`\n\n```\n", SOURCES[source].command);
            let said = outputs[source].lines().filter(|line| {
                let line = line.trim_start();
                line.starts_with("==")
                    || words.iter().any(|word| {
                        line.starts_with(word)
                            || (*word == TABLE && line.contains(TABLE))
                            || (*word == ROW && is_row(line))
                    })
            });
            said.for_each(|line| {
                let _ = writeln!(page, "{}", line.trim_end());
            });
            page.push_str("```\n");
        }
        if !target.note.is_empty() {
            let _ = write!(page, "\n{}\n", target.note);
        }
    }
    page
}

/// Whether a line is one of a table of targets.
fn is_row(line: &str) -> bool {
    let mut words = line.split_whitespace().skip(1);
    words.by_ref().take(3).filter(|word| word.parse::<u64>().is_ok()).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_under_its_target_with_its_command() {
        let outputs = [
            "menaces retenues 70 %\nautre chose",
            "known texts under up to three: 99 %",
            "bursts with a film: 100 %",
            "decisions replayed to the bit 100 %",
            "target  seconds\npdf  61  900  321  17  0\nCompiling pdf",
            "displays 0",
        ];
        let page = page(&outputs.map(str::to_owned));
        let under = |id: &str| page.split("\n## ").find(|part| part.starts_with(id)).expect("a part").to_owned();
        assert!(under("T1:").contains("known texts under up to three: 99 %"));
        assert!(
            under("T2:").contains("cargo run --release -- evaluate") && under("T2:").contains("menaces retenues 70 %")
        );
        assert!(under("T4:").contains("bursts with a film: 100 %"));
        assert!(under("T9:").contains("pdf  61  900") && !under("T9:").contains("Compiling"));
        assert!(under("T11:").contains("decisions replayed to the bit 100 %"));
        assert!(!page.contains("autre chose"), "{page}");
        assert_eq!(page.matches("\n## T").count(), TARGETS.len());
    }
}
