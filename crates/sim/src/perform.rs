//! Doing what was planned, through the program's own actions.

use actions::{
    Error, activate, carriers, desk, jobs, mailbox, open_group, record, release, report, search, send, sheets, sign_in,
    testing::{Tab, World},
    wave, withdraw, write,
};
use model::{MessageId, PersonId, job::Job};
use store::epoch::NewEpoch;

use crate::plan::Plan;

/// What came of an act, as far as the world must know it.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing to keep.
    Done,
    /// A message was accepted, or refused.
    Sent(send::Sent),
    /// These were on somebody's screen: the message, and whether its text was.
    Shown(PersonId, Vec<(MessageId, bool)>),
    /// A file was served, or not.
    File(bool),
    /// A browser and its cookies; none: it was not let in.
    Browser(usize, Option<Tab>),
    /// Codes on paper: user name and code.
    Codes(Vec<(String, String)>),
    /// A file waits in a draft.
    Attached(Option<model::AttachmentId>),
}

/// Does it once. `tabs` are the browsers of the world.
pub async fn perform(world: &World, tabs: &[Tab], plan: &Plan) -> Result<Outcome, Error> {
    let app = &world.app;
    match plan {
        Plan::Send { who, elsewhere, draft } => {
            let person = world.person(who);
            let mut actor = person.try_actor().await?;
            if *elsewhere {
                actor.device = Some(app.id());
            }
            Ok(Outcome::Sent(send::send(app, &actor, draft).await?))
        }
        Plan::List(who) => {
            let person = world.person(who);
            let rows = mailbox::inbox(app, &person.try_actor().await?, None).await?.rows;
            let shown = rows.iter().filter(|row| row.withdrawn_at().is_none()).map(|row| (row.id, false)).collect();
            Ok(Outcome::Shown(person.id, shown))
        }
        Plan::Search(who, query) => {
            let person = world.person(who);
            let found = search::search(app, &person.try_actor().await?, query).await?;
            let shown = found.iter().filter(|m| m.sender != person.id).map(|m| (m.id, false)).collect();
            Ok(Outcome::Shown(person.id, shown))
        }
        Plan::Open(who, message) => {
            let person = world.person(who);
            let messages = mailbox::open(app, &person.try_actor().await?, *message).await?.map(|c| c.messages);
            let others = messages.into_iter().flatten().filter(|shown| shown.message.sender != person.id);
            let shown = others.filter(|shown| shown.showing == mailbox::Showing::Whole);
            Ok(Outcome::Shown(person.id, shown.map(|shown| (shown.message.id, true)).collect()))
        }
        Plan::OpenFile(who, file) => {
            let served = mailbox::open_file(app, &world.person(who).try_actor().await?, *file).await?;
            Ok(Outcome::File(served.is_some()))
        }
        Plan::Attach(who, draft, content) => {
            let actor = world.person(who).try_actor().await?;
            let attached = write::attach(app, &actor, *draft, "note.txt", content.clone()).await?;
            Ok(Outcome::Attached(match attached {
                write::Attached::Yes(file) => Some(file),
                _ => None,
            }))
        }
        Plan::SignIn(..) | Plan::SignOut(_) | Plan::Print(..) | Plan::Activate(..) => {
            at_the_door(world, tabs, plan).await
        }
        Plan::Work => work(world).await,
        _ => decide(world, plan).await,
    }
}

async fn decide(world: &World, plan: &Plan) -> Result<Outcome, Error> {
    let app = &world.app;
    let actor = async |who: &str| world.person(who).try_actor().await;
    match plan {
        Plan::Report(who, message) => {
            report::report(app, &actor(who).await?, *message, "").await?;
        }
        Plan::Mark(who, message, true) => {
            mailbox::trash(app, &actor(who).await?, *message).await?;
        }
        Plan::Mark(who, message, false) => {
            mailbox::mark_unread(app, &actor(who).await?, *message).await?;
        }
        Plan::Examine(who, message) => {
            desk::letter(app, &actor(who).await?, *message, true).await?;
            desk::exposures(app, &actor(who).await?, *message).await?;
        }
        Plan::Release(who, message) => {
            release::release(app, &actor(who).await?, *message, "").await?;
        }
        Plan::Withdraw(who, message, true) => {
            withdraw::withdraw_alone(app, &actor(who).await?, *message, "").await?;
        }
        Plan::Withdraw(who, message, false) => {
            withdraw::withdraw(app, &actor(who).await?, *message, "").await?;
        }
        Plan::OpenGroup(who, audience, until) => {
            open_group::open_group(app, &actor(who).await?, *audience, *until).await?;
        }
        Plan::Reset(scope, kind) => {
            let mut tx = app.db.begin().await?;
            store::epoch::set(&mut tx, &NewEpoch::of(app.id(), scope, *kind, app.now(), "simulation")).await?;
            tx.commit().await?;
        }
        Plan::Seal => {
            record::seal(app).await?;
        }
        _ => {}
    }
    Ok(Outcome::Done)
}

async fn at_the_door(world: &World, tabs: &[Tab], plan: &Plan) -> Result<Outcome, Error> {
    let app = &world.app;
    match plan {
        Plan::SignIn(tab, login, password) => {
            let browser = &tabs[*tab];
            let attempt = sign_in::Attempt { login, password, browser: browser.browser() };
            Ok(match sign_in::sign_in(app, &attempt).await? {
                sign_in::SignedIn::Yes(opened) => Outcome::Browser(*tab, Some(with_cookies(browser, &opened))),
                _ => Outcome::Browser(*tab, None),
            })
        }
        Plan::SignOut(tab) => {
            let (Some(session), Some(device)) = (&tabs[*tab].session, &tabs[*tab].device) else {
                return Ok(Outcome::Done);
            };
            if let Some(actor) = sign_in::authenticate(app, session, device).await? {
                sign_in::sign_out(app, &actor).await?;
            }
            Ok(Outcome::Done)
        }
        Plan::Print(who, section, profile) => {
            let sheets = sheets::print(app, &world.person(who).try_actor().await?, *section, *profile).await?;
            let slips = sheets.into_iter().flat_map(|sheets| sheets.slips);
            Ok(Outcome::Codes(slips.map(|slip| (slip.login, slip.code)).collect()))
        }
        Plan::Activate(tab, code) => {
            let browser = &tabs[*tab];
            let password = actions::testing::PASSWORD;
            let form = activate::Activation { code, password, browser: browser.browser() };
            Ok(match activate::activate(app, &form).await? {
                activate::Activated::Yes(opened) => Outcome::Browser(*tab, Some(with_cookies(browser, &opened))),
                _ => Outcome::Browser(*tab, None),
            })
        }
        _ => Ok(Outcome::Done),
    }
}

fn with_cookies(browser: &Tab, opened: &sign_in::Opened) -> Tab {
    let device = opened.device.as_ref().map(|device| device.secret().to_owned());
    Tab {
        session: Some(opened.session.secret().to_owned()),
        device: device.or_else(|| browser.device.clone()),
        ..browser.clone()
    }
}

async fn work(world: &World) -> Result<Outcome, Error> {
    for job in jobs::claim(&world.app).await? {
        match &job.job {
            Job::Wave { message } => wave::advance(&world.app, *message).await?,
            Job::Carriers { message } => {
                carriers::contain_carriers(&world.app, *message).await?;
            }
            Job::Examine { sha256 } => actions::examine::examine(&world.app, sha256).await?,
            Job::Settle { message } => actions::settle::settle(&world.app, *message).await?,
            Job::LookBack { .. }
            | Job::SendLater { .. }
            | Job::Signature { .. }
            | Job::Import { .. }
            | Job::Scan { .. }
            | Job::Logout { .. }
            | Job::Replay { .. } => {}
        }
        jobs::finish(&world.app, &job, Ok(())).await?;
    }
    Ok(Outcome::Done)
}
