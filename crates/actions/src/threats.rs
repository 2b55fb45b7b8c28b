//! Threats of earlier years, as lines of JSON that hold marks and no text: taken in, listed, given out.

use model::{Millis, limits};
use serde::{Deserialize, Serialize};
use shield::sketch::{MinHash, Prepared, Sketch};
use store::threat::NewThreat;

use crate::{App, Result, record};

/// Rows read at once.
const ROWS: i64 = 1_000;
/// Characters of a name.
const LABEL_CHARS_MAX: usize = 80;

/// One known threat, as a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreatLine {
    /// SHA-256 of its letters, in hexadecimal.
    pub exact: String,
    /// Its mark, in hexadecimal.
    pub sketch: String,
    /// The day when it was first seen: `2024-03-20`.
    pub date: String,
    /// Its name.
    pub label: String,
}

/// Why a line is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not such a line.
    #[error("ce n’est pas une ligne de menace connue ({0})")]
    Json(String),
    /// The mark has not the length of one.
    #[error("« exact » compte 64 chiffres hexadécimaux et « sketch » {}", 2 * MinHash::BYTES)]
    Mark,
    /// There is no such day.
    #[error("« {0} » n’est pas une date comme 2024-03-20")]
    Date(String),
    /// The name is empty or too long.
    #[error("« label » compte de 1 à 80 caractères")]
    Label,
    /// The text says too little to be recognised.
    #[error("le texte est trop court pour être reconnu")]
    Short,
}

/// A line that was read.
#[derive(Debug, Clone)]
pub struct Threat {
    exact: Vec<u8>,
    mark: MinHash,
    seen_at: Millis,
    label: String,
}

impl ThreatLine {
    /// The line of a text, which is not in it.
    pub fn of(text: &str, date: &str, label: &str) -> std::result::Result<ThreatLine, Fault> {
        let read = Prepared::of(text);
        if !read.may_have_siblings() {
            return Err(Fault::Short);
        }
        let Sketch { exact, minhash, .. } = read.sketch();
        let (exact, sketch) = (model::text::hex(&exact), model::text::hex(minhash.bytes()));
        let line = ThreatLine { exact, sketch, date: date.to_owned(), label: label.trim().to_owned() };
        line.read().map(|_| line)
    }

    /// Reads a line.
    pub fn parse(line: &str) -> std::result::Result<Threat, Fault> {
        serde_json::from_str::<ThreatLine>(line).map_err(|error| Fault::Json(error.to_string()))?.read()
    }

    fn read(&self) -> std::result::Result<Threat, Fault> {
        let exact = unhex(&self.exact).filter(|bytes| bytes.len() == 32).ok_or(Fault::Mark)?;
        let mark = unhex(&self.sketch).and_then(|bytes| MinHash::from_bytes(&bytes)).ok_or(Fault::Mark)?;
        let label = self.label.trim();
        if label.is_empty() || label.chars().count() > LABEL_CHARS_MAX || label.contains(char::is_control) {
            return Err(Fault::Label);
        }
        let seen_at = noon(&self.date).ok_or_else(|| Fault::Date(model::text::cut(&self.date, 40).to_owned()))?;
        Ok(Threat { exact, mark, seen_at, label: label.to_owned() })
    }
}

/// Noon of a day in universal time, which is that day all over the territory but for its ends.
fn noon(date: &str) -> Option<Millis> {
    let date: jiff::civil::Date = date.parse().ok()?;
    if !(1990..=2200).contains(&date.year()) {
        return None;
    }
    let at = date.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Millis(at.timestamp().as_millisecond()))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// New ones.
    pub new: usize,
    /// Known before.
    pub known: usize,
    /// Left out, as there are as many as may be kept.
    pub beyond: usize,
}

/// Keeps threats, all or none of them.
pub async fn import(app: &App, threats: &[Threat]) -> Result<Imported> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (live, revoked) = store::threat::count(&mut tx).await?;
    let room = usize::try_from(limits::KNOWN_THREATS_MAX - live - revoked).unwrap_or(0);
    let mut done = Imported::default();
    for threat in threats {
        if done.new >= room {
            done.beyond += 1;
            continue;
        }
        let new = NewThreat {
            exact: &threat.exact,
            minhash: threat.mark.bytes(),
            bands: &threat.mark.bands(),
            seen_at: threat.seen_at,
            label: &threat.label,
            campaign: None,
        };
        if store::threat::keep(&mut tx, &new, now).await? {
            done.new += 1;
        } else {
            done.known += 1;
        }
    }
    let facts = serde_json::json!({ "new": done.new, "known": done.known, "beyond": done.beyond });
    record::append(app, &mut tx, "threats.import", None, "threats", &facts).await?;
    app.commit(tx, []).await?;
    Ok(done)
}

/// Every live threat, in the order in which they were seen, as lines that another installation may take in.
pub async fn export(db: &store::Db) -> Result<Vec<ThreatLine>> {
    let mut tx = db.read().await?;
    let mut lines = Vec::new();
    let mut after = (Millis(i64::MIN), Vec::new());
    loop {
        let rows = store::threat::list(&mut tx, (after.0, &after.1), ROWS).await?;
        let Some(last) = rows.last() else { return Ok(lines) };
        after = (last.seen_at(), last.exact.clone());
        for threat in rows.iter().filter(|threat| threat.is_live()) {
            let at = jiff::Timestamp::from_millisecond(threat.seen_at().0).unwrap_or_default();
            let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
            lines.push(ThreatLine {
                exact: model::text::hex(&threat.exact),
                sketch: model::text::hex(&threat.minhash),
                date: at.to_zoned(zone).date().to_string(),
                label: threat.label.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Demain à onze heures le bâtiment sud va exploser, vous ne trouverez rien.";

    #[test]
    fn a_line_holds_no_word_of_its_text_and_reads_back() {
        let line = ThreatLine::of(TEXT, "2024-03-20", " Vague de mars ").expect("a line");
        let json = serde_json::to_string(&line).expect("JSON");
        assert!(!json.contains("exploser") && !json.contains("onze"), "{json}");
        let threat = ThreatLine::parse(&json).expect("read back");
        assert_eq!((threat.mark, threat.label.as_str()), (Sketch::of(TEXT).minhash, "Vague de mars"));
        assert_eq!(crate::seen::day(threat.seen_at), "20 mars 2024");
    }

    #[test]
    fn a_line_that_is_not_right_is_refused_with_its_reason() {
        let right = ThreatLine::of(TEXT, "2024-03-20", "x").expect("a line");
        let parse =
            |line: &ThreatLine| ThreatLine::parse(&serde_json::to_string(line).expect("JSON")).expect_err("refused");
        assert_eq!(parse(&ThreatLine { exact: "é0".into(), ..right.clone() }), Fault::Mark);
        assert_eq!(parse(&ThreatLine { sketch: right.exact.clone(), ..right.clone() }), Fault::Mark);
        for date in ["2024-02-30", "20 mars", "", "0001-01-01", "99999-01-01"] {
            assert_eq!(parse(&ThreatLine { date: date.into(), ..right.clone() }), Fault::Date(date.into()));
        }
        for label in ["", "  ", "a\nb", &"x".repeat(81)] {
            assert_eq!(parse(&ThreatLine { label: label.into(), ..right.clone() }), Fault::Label);
        }
        assert!(matches!(ThreatLine::parse("{\"text\": \"…\"}"), Err(Fault::Json(_))));
        assert_eq!(ThreatLine::of("merci", "2024-03-20", "x"), Err(Fault::Short));
    }
}
