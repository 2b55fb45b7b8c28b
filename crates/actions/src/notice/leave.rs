//! What a notice does beyond its page: it leaves on the channels that are configured, what was queued of the version before
//! does not, and the situations of its schools know that families were told. All of it in the transaction that sends it, so
//! that nothing is announced that was not sent.

use model::{Millis, PersonId, limits, notice::Kind, text::cut};
use store::{
    Tx,
    notice::{Notice, PlaceOf},
};
use uuid::Uuid;

use crate::{
    App, Result,
    deliver::{self, NewOutgoing, Planned},
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
        notice: first(tx, notice).await?,
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

/// The first version of a notice: what all of them have in common.
pub(super) async fn first(tx: &mut Tx, notice: &Notice) -> Result<Uuid> {
    let (mut id, mut before) = (notice.id, notice.replaces);
    for _ in 0..limits::NOTICE_VERSIONS_MAX {
        let Some(old) = before else { break };
        let Some(found) = store::notice::get(tx, old).await? else { break };
        (id, before) = (found.id, found.replaces);
    }
    Ok(id)
}

/// The situations of its schools know that what families were told was taken back.
pub(super) async fn untold(tx: &mut Tx, notice: &Notice, places: &[PlaceOf]) -> Result<()> {
    if is_word_of_a_situation(notice.kind) {
        for place in places.iter().filter(|place| place.section.is_none()) {
            store::situation::untold(tx, place.school).await?;
        }
    }
    Ok(())
}

/// What concerns one child, or a school where nothing happens, is not word of a situation.
fn is_word_of_a_situation(kind: Kind) -> bool {
    !matches!(kind, Kind::AccountUsed | Kind::Denial)
}

/// The situations of its schools know that families were told, and when the next word comes.
pub(super) async fn told(tx: &mut Tx, notice: &Notice, places: &[PlaceOf], now: Millis) -> Result<()> {
    if !is_word_of_a_situation(notice.kind) {
        return Ok(());
    }
    for place in places.iter().filter(|place| place.section.is_none()) {
        store::situation::told(tx, place.school, notice.next_word_at(), now).await?;
    }
    Ok(())
}
