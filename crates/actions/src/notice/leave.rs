//! What a notice does beyond its page: it leaves on the channels that are configured, what was queued of the version before
//! does not, and the situations of its schools know that families were told. All of it in the transaction that sends it, so
//! that nothing is announced that was not sent.

use crate::{
    App, Result,
    deliver::{self, NewOutgoing, Planned},
};
use model::{Millis, PersonId, SchoolId, limits, notice::Kind, text::cut};
use store::{
    Tx,
    notice::{Notice, PlaceOf},
};

/// How long a notice is worth being sent by telephone when no next word is promised.
const WORTH: Millis = Millis::hours(24);

/// Plans a notice that is sent at this moment. What is planned may be refused only for what no page lets through.
pub(super) async fn leaves(app: &App, tx: &mut Tx, notice: &Notice, by: PersonId, now: Millis) -> Result<()> {
    if !app.channels.any() {
        return Ok(());
    }
    let (texts, code) = (notice.texts()?, notice.code()?.to_string());
    let words = &texts.fr;
    let short = if words.sms.trim().is_empty() { format!("{} Avis {code}", words.title) } else { words.sms.clone() };
    let link = format!("{}/official/notices/{}", app.issuer, notice.id);
    let audiences = store::notice_reach::audiences(tx, notice.id, notice.pupils, notice.staff).await?;
    let expires_at = notice.next_word_at().filter(|at| *at > now).unwrap_or(now + WORTH);
    let new = NewOutgoing {
        notice: notice.first,
        version: notice.version,
        subject: words.title.trim(),
        text: cut(short.trim(), limits::NOTICE_TEXT_BYTES_MAX),
        link: &link,
        urgent: matches!(notice.kind, Kind::FirstWord | Kind::Shelter | Kind::WhereToCome | Kind::AllClear),
        expires_at,
        audiences: &audiences,
        people: &[],
    };
    if let Planned::Refused(wrong) = deliver::plan_with(app, tx, Some(by), &new).await? {
        tracing::warn!(%wrong, notice = %notice.id, "a notice is on its page and leaves on no channel");
    }
    Ok(())
}

/// The situations of its schools know that families were told, and when the next word comes.
pub(super) async fn told(tx: &mut Tx, notice: &Notice, places: &[PlaceOf], now: Millis) -> Result<()> {
    for school in speaks_to(notice, places) {
        store::situation::told(tx, school, notice.next_word_at(), now).await?;
    }
    Ok(())
}

/// The situations of its schools know that what families were told was taken back.
pub(super) async fn untold(tx: &mut Tx, notice: &Notice, places: &[PlaceOf]) -> Result<()> {
    for school in speaks_to(notice, places) {
        store::situation::untold(tx, school).await?;
    }
    Ok(())
}

/// The schools to whose families, all of them, a notice is word of their situation. What concerns one child, or a school where
/// nothing happens, is not.
fn speaks_to<'a>(notice: &Notice, places: &'a [PlaceOf]) -> impl Iterator<Item = SchoolId> + use<'a> {
    let is_word = !matches!(notice.kind, Kind::AccountUsed | Kind::Denial);
    places.iter().filter(move |place| is_word && place.section.is_none()).map(|place| place.school)
}
