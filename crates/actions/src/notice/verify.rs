//! Is this notice genuine? Anybody asks, with the code that it carries: in 2024 a stolen mailbox told parents false
//! official news. Wrong codes of one network count as tries do, so that nobody reads notices by guessing.

use model::{
    Millis, limits,
    notice::{Code, NotCode, NoticeState},
};
use store::{
    Tx,
    notice::{NamedPlace, Notice},
};

use crate::{App, Result, sign_in::Browser, tries::Tries};

/// A notice as anybody may see it.
#[derive(Debug, Clone)]
pub struct PublicNotice {
    /// The notice: sent, corrected, or withdrawn after it was sent.
    pub notice: Notice,
    /// Where it was sent.
    pub places: Vec<NamedPlace>,
    /// The version that took its place.
    pub after: Option<Notice>,
}

/// What came of checking a code.
#[derive(Debug, Clone)]
pub enum Verified {
    /// A school sent a notice of this code.
    Genuine(Box<PublicNotice>),
    /// No notice has it.
    Unknown,
    /// It is no code as it is typed.
    NotCode(NotCode),
    /// So many wrong codes came from this network that one must wait.
    Wait(Millis),
}

/// Looks for the notice of a code that somebody typed.
pub async fn verify(app: &App, browser: Browser<'_>, typed: &str) -> Result<Verified> {
    let code: Code = match typed.parse() {
        Ok(code) => code,
        Err(wrong) => return Ok(Verified::NotCode(wrong)),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let tries = Tries::of_notice(&code.plain(), browser);
    if tries.network_must_wait(&mut tx, now).await? {
        return Ok(Verified::Wait(limits::SIGN_IN_WINDOW));
    }
    let found = store::notice::by_code(&mut tx, code).await?;
    // What has not left is nobody's to know of.
    let found = found.filter(|notice| notice.sent_at().is_some());
    tries.note(app, &mut tx, found.is_some(), now).await?;
    let answer = match found {
        Some(notice) => Verified::Genuine(Box::new(with_places(&mut tx, notice).await?)),
        None => Verified::Unknown,
    };
    tx.commit().await?;
    Ok(answer)
}

async fn with_places(tx: &mut Tx, notice: Notice) -> Result<PublicNotice> {
    let places = store::notice::places(tx, notice.id).await?;
    // A notice that was corrected several times leads to its newest version.
    let newest = store::notice::newest_version(tx, notice.first).await?;
    let after = newest.filter(|newest| newest.id != notice.id);
    Ok(PublicNotice { notice, places, after })
}

/// The notices that schools show to everybody, the newest first.
pub async fn on_public_page(app: &App) -> Result<Vec<PublicNotice>> {
    let mut tx = app.db.read().await?;
    let mut list = Vec::new();
    for notice in store::notice::public(&mut tx, app.now() - limits::NOTICE_PUBLIC_FOR).await? {
        debug_assert!(matches!(notice.state, NoticeState::Sending | NoticeState::Sent));
        let places = store::notice::places(&mut tx, notice.id).await?;
        list.push(PublicNotice { notice, places, after: None });
    }
    Ok(list)
}
