//! What becomes of joined files and of their letter, by what was found in them. Content is judged by the shield, like the
//! letter's own; here is what else counts.
//!
//! | found | up to [`limits::FILE_UNREAD_READERS_MAX`] readers | more |
//! |---|---|---|
//! | in common with a withdrawn message, or a threat in the text | the message is held | the message is held |
//! | a virus, a program, more than may be examined, a fault of ours | kept for a person | kept for a person |
//! | something that cannot be read | shown | kept, unless an adult of the school sends it from their own device |
//! | pictures, which are known only by likeness | shown | kept when the device is unknown |
//! | nothing of these | shown | shown |

use attachments::{Report, Unreadable};
use model::{
    Millis,
    attachment::{FileState, KeptFor},
    limits,
    verdict::{Outcome, Verdict},
};
use shield::{Context, Letter};
use store::{Tx, attachment::Attachment, examination};

use crate::{App, Result, judge::judge};

/// Bytes of a file's text that are judged at once, together with the letter.
const PIECE_BYTES: usize = 24_000;
/// Bytes that two pieces share, so that no threat is cut in two.
const SHARED_BYTES: usize = 600;

/// What is known of one file.
pub(crate) struct Known {
    pub(crate) file: Attachment,
    pub(crate) report: Option<Report>,
    /// Whether the antivirus found something; `None` when it was not asked.
    infected: Option<bool>,
    /// A withdrawn message with which it has something in common.
    like: Option<examination::Withdrawn>,
}

impl Known {
    /// What is known of these files now.
    pub(crate) async fn of(app: &App, tx: &mut Tx, files: Vec<Attachment>) -> Result<Vec<Known>> {
        let since = app.now() - limits::LOOK_BACK;
        let mut pictures = None;
        let mut known = Vec::with_capacity(files.len());
        for file in files {
            let report = examination::report(tx, &file.sha256, Report::version()).await?;
            // A report that this version cannot read is made again.
            let report: Option<Report> = report.and_then(|report| serde_json::from_str(&report).ok());
            let infected = examination::scan(tx, &file.sha256).await?.map(|found| found.is_some());
            let mut like = examination::withdrawn(tx, &file.sha256, since).await?;
            if let Some(report) = report.as_ref().filter(|report| like.is_none() && !report.pictures.is_empty()) {
                if pictures.is_none() {
                    pictures = Some(examination::withdrawn_pictures(tx, since).await?);
                }
                like = pictures.iter().flatten().find(|known| resembles(report, &known.value)).cloned();
            }
            known.push(Known { file, report, infected, like });
        }
        Ok(known)
    }

    /// Whether its text may be judged while others wait.
    pub(crate) fn is_short(&self) -> bool {
        self.report.as_ref().is_none_or(|report| report.text.len() <= limits::FILE_AT_ONCE_BYTES_MAX)
    }

    /// Whether everything that the policy asks was said.
    fn is_complete(&self, app: &App) -> bool {
        self.report.is_some() && (self.infected.is_some() || !app.antivirus)
    }

    /// Whether readers may open it.
    pub(crate) fn fate(&self, app: &App, context: &Context) -> (FileState, Option<KeptFor>) {
        let Some(report) = self.report.as_ref().filter(|_| self.is_complete(app)) else {
            return (FileState::Waiting, None);
        };
        let kept = kept_for(report, self.infected == Some(true), context);
        (if kept.is_some() { FileState::Kept } else { FileState::Clear }, kept)
    }
}

/// Why a file waits for a person, by what was found in it, whether the antivirus knows it, and how it is sent; `None` when
/// its readers may open it.
pub fn kept_for(report: &Report, infected: bool, context: &Context) -> Option<KeptFor> {
    let many = context.readers > limits::FILE_UNREAD_READERS_MAX;
    let unknown = context.known_device == Some(false);
    let trusted = context.profile.is_adult_of_school() && !unknown;
    if infected {
        Some(KeptFor::Virus)
    } else if !report.overrun.is_empty() || report.unreadable.contains(&Unreadable::Fault) {
        Some(KeptFor::Overrun)
    } else if report.program {
        Some(KeptFor::Program)
    } else if (many && !report.unreadable.is_empty() && !trusted) || (many && unknown && !report.pictures.is_empty()) {
        Some(KeptFor::Unreadable)
    } else {
        None
    }
}

fn resembles(report: &Report, picture: &str) -> bool {
    picture.parse().is_ok_and(|known| report.pictures.iter().any(|own| own.is_like(&known)))
}

/// What becomes of a letter with files, when it is sent.
pub(crate) struct Joined {
    pub(crate) verdict: Verdict,
    /// Of each file, in order.
    pub(crate) fates: Vec<(FileState, Option<KeptFor>)>,
    /// When the files that wait are looked at again.
    pub(crate) again: Option<Millis>,
}

/// Judges a letter together with what is known of its files now. What would take long is left to a job.
pub(crate) async fn joined(
    app: &App,
    tx: &mut Tx,
    letter: &Letter<'_>,
    context: &Context,
    files: &[Attachment],
    first: Verdict,
) -> Result<Joined> {
    let files = Known::of(app, tx, files.to_vec()).await?;
    let complete = files.iter().all(|known| known.is_complete(app));
    let texts = files.iter().filter_map(|known| known.report.as_ref()).map(|report| report.text.len());
    let short = texts.sum::<usize>() <= limits::FILE_AT_ONCE_BYTES_MAX;
    let mut verdict = first;
    if short {
        verdict = judged(app, letter, context, &files, verdict).await;
    }
    if !short || !complete {
        verdict = unseen(app, context, verdict);
    }
    let fate = |known: &Known| if short { known.fate(app, context) } else { (FileState::Waiting, None) };
    let fates: Vec<_> = files.iter().map(fate).collect();
    let waits = fates.iter().any(|(state, _)| *state == FileState::Waiting);
    let patience = if complete { Millis(0) } else { limits::FILE_PATIENCE };
    Ok(Joined { verdict, fates, again: waits.then(|| app.now() + patience) })
}

/// The gravest of a first verdict and those on the letter together with what its files say.
pub(crate) async fn judged(
    app: &App,
    letter: &Letter<'_>,
    context: &Context,
    files: &[Known],
    first: Verdict,
) -> Verdict {
    let mut gravest = first;
    for known in files {
        if let Some(like) = &known.like {
            gravest = graver(gravest, in_common(app, &known.file.name, like));
        }
        let text = known.report.as_ref().map_or("", |report| report.text.as_str());
        for piece in pieces(text) {
            let together = letter.body.len() + piece.len() < limits::BODY_BYTES_MAX;
            let body = if together { format!("{}\n{piece}", letter.body) } else { piece.to_owned() };
            let verdict = judge(app, &Letter { body: &body, ..*letter }, context);
            let own = if together { letter.body.len() } else { 0 };
            gravest = graver(gravest, in_file(verdict, own, &known.file.name));
            tokio::task::yield_now().await;
        }
    }
    gravest
}

/// The verdict when a letter that goes to many from an unknown device has files that nobody has looked at.
fn unseen(app: &App, context: &Context, first: Verdict) -> Verdict {
    let many = context.readers > limits::WAVES_ABOVE_READERS;
    if !many || context.known_device != Some(false) || first.outcome == Outcome::Hold {
        return first;
    }
    let text = "Pièces jointes pas encore vérifiées, envoyées à beaucoup de personnes d’un appareil inconnu.";
    graver(first, Verdict::held_for("files", text, app.judge().rules()))
}

/// A text cut where characters end, each piece beginning before the end of the one before.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let piece = model::text::cut(rest, PIECE_BYTES);
        if piece.len() == rest.len() {
            rest = "";
        } else {
            let next = model::text::cut(rest, piece.len() - SHARED_BYTES).len();
            rest = &rest[next..];
        }
        Some(piece)
    })
}

fn graver(one: Verdict, other: Verdict) -> Verdict {
    let rank = |verdict: &Verdict| match verdict.outcome {
        Outcome::Deliver => 0,
        Outcome::Waves => 1,
        Outcome::Hold => 2,
    };
    match rank(&other).cmp(&rank(&one)) {
        std::cmp::Ordering::Greater => other,
        std::cmp::Ordering::Equal if other.threat > one.threat && rank(&other) == 2 => other,
        _ => one,
    }
}

/// Reasons that point behind the letter's own text point into the file; the desk is told which.
fn in_file(mut verdict: Verdict, own: usize, name: &str) -> Verdict {
    for reason in &mut verdict.reasons {
        if reason.start < reason.end && reason.end > own {
            (reason.start, reason.end) = (0, 0);
            let said = reason.text.trim_end_matches('.');
            reason.text = format!("{said} (dans la pièce jointe «\u{202F}{name}\u{202F}»).");
        }
    }
    verdict
}

fn in_common(app: &App, name: &str, like: &examination::Withdrawn) -> Verdict {
    let what = match like.kind.as_str() {
        "picture" => "la même image",
        "link" => "le même lien",
        "code" => "le même code QR",
        _ => "le même contenu",
    };
    let of = if like.subject.is_empty() { "sans objet" } else { like.subject.as_str() };
    let text = format!(
        "La pièce jointe «\u{202F}{name}\u{202F}» a {what} qu’un message retiré\u{202F}: «\u{202F}{of}\u{202F}»."
    );
    let mut verdict = Verdict::held_for("files", &text, app.judge().rules());
    verdict.reasons[0].weight = 4.0;
    verdict.threat = 0.9;
    verdict
}

/// What a file is recognised by in others.
pub(crate) fn marks(sha256: &[u8], report: &Report) -> Vec<examination::Mark> {
    let files = std::iter::once(model::text::hex(sha256)).chain(report.files.iter().cloned());
    let files = files.map(|hash| ("file", hash));
    let pictures = report.pictures.iter().map(|hash| ("picture", hash.to_string()));
    let links = report.links.iter().map(|link| ("link", link.clone()));
    let codes = report.codes.iter().map(|code| ("code", model::text::cut(code, limits::LINK_BYTES_MAX).to_owned()));
    files.chain(pictures).chain(links).chain(codes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_overlap_and_lose_nothing() {
        let text = "à1".repeat(30_000);
        let all: Vec<&str> = pieces(&text).collect();
        assert!(all.len() > 3 && all.iter().all(|piece| piece.len() <= PIECE_BYTES));
        let unique: usize = all.iter().map(|piece| piece.len()).sum::<usize>() - (all.len() - 1) * SHARED_BYTES;
        assert!(unique.abs_diff(text.len()) < all.len() * 4, "{unique} {}", text.len());
        assert_eq!(pieces("").count(), 0);
        assert_eq!(pieces("a").count(), 1);
    }
}
