//! A small attack, played through the same doors as any browser: hijacked accounts, right passwords, new devices.

use std::time::Duration;

use actions::{App, send::Sent};
use model::{AudienceId, MessageId, Profile};
use web::Played;

use super::{Players, people::actor, send};
use crate::cli::Error;

/// Time between two attempts, so that one can watch.
const PAUSE: Duration = Duration::from_millis(700);

/// What was tried and what came of it.
#[derive(Debug, Default)]
struct Tried {
    /// Messages that the thief tried to send.
    messages: i64,
    /// Refused by the rules, or held before anybody could read them.
    stopped: i64,
    /// Those that went out.
    out: Vec<MessageId>,
}

/// Plays the attack from beginning to end, and counts to whom anything was displayed.
pub(crate) async fn play(app: &App, players: &Players) -> Result<Played, Error> {
    let tried = try_everything(app, players).await?;
    let mut displayed = 0;
    let mut tx = app.db.read().await?;
    for id in tried.out {
        displayed += store::reading::exposed(&mut tx, id).await?.0;
    }
    Ok(Played { tried: tried.messages, stopped: tried.stopped, displayed })
}

async fn try_everything(app: &App, players: &Players) -> Result<Tried, Error> {
    let cast = &players.cast;
    let mut tried = Tried::default();
    let mut pace = tokio::time::interval(PAUSE);
    let whole_school = actions::operate::school_audience(
        app,
        actor(app, &cast.head.login, "Firefox, Linux")
            .await?
            .and_then(|head| head.affiliations.first().map(|a| a.school)),
        Profile::Pupil,
    )
    .await?;
    for (n, victim) in cast.others.iter().take(4).enumerate() {
        let Some(thief) = actor(app, &victim.login, STRANGER).await? else { continue };
        // First the widest audience that can be named, then one classmate after the other.
        let targets = whole_school.iter().copied().chain(classmates(app, &thief, n).await?);
        for target in targets {
            pace.tick().await;
            tried.note(send(app, &thief, &[target], None, TEXTS[n % TEXTS.len()]).await?);
        }
    }
    if let Some((who, group)) = &cast.group
        && let Some(thief) = actor(app, &who.login, STRANGER).await?
    {
        for text in TEXTS {
            pace.tick().await;
            tried.note(send(app, &thief, &[group.id], None, text).await?);
        }
    }
    if let Some(who) = &cast.classmate
        && let Some(thief) = actor(app, &who.login, STRANGER).await?
    {
        // Nothing in these words can be held alone: this one is for the report button and for the desk.
        pace.tick().await;
        tried.note(send(app, &thief, &[cast.pupil.person.into()], None, ALLUSIVE).await?);
    }
    Ok(tried)
}

/// What the thief's browser says it is.
const STRANGER: &str = "python-requests, réseau d’hébergeur";

/// Two classmates of the stolen account, found as a thief would: by typing a letter.
async fn classmates(app: &App, thief: &model::Actor, n: usize) -> Result<Vec<AudienceId>, Error> {
    let letter = ["a", "b", "d", "m"][n % 4];
    let found = actions::write::find(app, thief, letter).await?;
    Ok(found.into_iter().map(|audience| audience.id).filter(|id| *id != thief.person.into()).take(2).collect())
}

impl Tried {
    fn note(&mut self, sent: Sent) {
        self.messages += 1;
        match sent {
            Sent::Held(_) | Sent::Deferred(_) | Sent::Refused(_) => self.stopped += 1,
            Sent::Delivered(id) | Sent::InWaves(id) => self.out.push(id),
        }
    }
}

/// What the thief writes: the first plainly, the others in disguise.
const TEXTS: [(&str, &str); 4] = [
    (
        "À lire",
        "Demain à 11 h tout le lycée va exploser. J’ai posé des explosifs dans vos classes. Vous allez tous mourir.",
    ),
    ("a lire", "D.e.m.a.i.n à 11 h t.o.u.t le lycée va e.x.p.l.o.s.e.r, j’ai posé des explosifs dans vos classes."),
    ("À lire", "Dеmаin à 11 h tоut lе lyсéе vа ехрlоsеr. J’аi роsé dеs ехрlоsifs dаns vоs сlаssеs."),
    ("urgent", "2m1 11h jvé fer p3t3 l3 lyc33, g mi d 3xpl0sifs, vs all3 tous mourir"),
];

/// An allusion that means nothing to who has not seen the rest.
const ALLUSIVE: (&str, &str) =
    ("Tu verras", "Souviens-toi de ce que je t’ai dit pour demain. Tu feras moins le malin.");
