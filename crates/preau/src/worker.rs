//! What goes on by itself: jobs whose time has come, and the journal's seal. The tables are the truth; the period below
//! only says how often they are looked at.

use std::{sync::Arc, time::Duration};

use actions::{App, jobs::Claimed, rule_files::Loaded};
use gateway::{antivirus::Antivirus, films::Films};
use model::{Millis, PersonId, TicketId, channel::Channels, job::Job, limits};
use tokio::sync::watch;

use crate::{folder::Folder, rules::Watch};

/// How often due jobs are looked for.
const JOBS_EVERY: Duration = Duration::from_millis(250);
/// How often the database is asked whether a policy moved: within two seconds every node knows.
const POLICIES_EVERY: Duration = Duration::from_secs(1);
/// How often the operator's folder of rules is looked at: within two seconds a change of it is tried and in force.
const RULES_EVERY: Duration = Duration::from_millis(500);
/// How often a node says which rules it has in force.
const RULES_SAID_EVERY: Duration = Duration::from_mins(1);
/// How often policies are looked after.
const WATCH_EVERY: Duration = Duration::from_secs(5);
/// How often services are looked for that must be told of a session's end.
const LOGOUTS_EVERY: Duration = Duration::from_secs(1);
/// How often letters of closed hours are looked for whose time has come.
const DEFERRED_EVERY: Duration = Duration::from_secs(1);
/// How often notices are looked at that nobody has read, and some people's addresses.
const NOTICES_EVERY: Duration = Duration::from_secs(1);
/// How often files are looked for of which the antivirus said nothing.
const SCANS_EVERY: Duration = Duration::from_secs(5);
/// How long before the connection to the other nodes is tried again.
const HEAR_AGAIN: Duration = Duration::from_secs(2);

/// Programs beside this one that look at joined files.
pub(crate) struct Lookers {
    /// The antivirus, when one is configured.
    pub(crate) antivirus: Option<Antivirus>,
    /// Who takes pictures of films, when there is somebody.
    pub(crate) films: Option<Films>,
}

/// Works until told to stop, then seals once more.
pub(crate) async fn run(app: Arc<App>, folder: Arc<Folder>, lookers: Arc<Lookers>, mut stop: watch::Receiver<bool>) {
    let mut jobs = tokio::time::interval(JOBS_EVERY);
    // Half the promised second, so that an entry that just missed one seal is in the next.
    let mut seals = tokio::time::interval(Duration::from_millis(limits::SEAL_EVERY.0.unsigned_abs() / 2));
    let mut tidy = tokio::time::interval(Duration::from_hours(1));
    let mut policies = tokio::time::interval(POLICIES_EVERY);
    let mut watch = tokio::time::interval(WATCH_EVERY);
    let mut logouts = tokio::time::interval(LOGOUTS_EVERY);
    let mut deferred = tokio::time::interval(DEFERRED_EVERY);
    let mut notices = tokio::time::interval(NOTICES_EVERY);
    let mut scans = tokio::time::interval(SCANS_EVERY);
    let mut listed = actions::contacts::FIRST;
    let mut letting_out = tokio::spawn(async {});
    let mut round = actions::single_logout::FIRST;
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            _ = jobs.tick() => work(&app, &lookers).await,
            _ = seals.tick() => seal(&app, &folder).await,
            _ = tidy.tick() => forget(&app).await,
            _ = policies.tick() => refresh(&app).await,
            _ = watch.tick() => watch_policies(&app).await,
            _ = deferred.tick() => {
                // What waits is judged beside the rest of the work, one round at a time.
                if letting_out.is_finished() {
                    letting_out = tokio::spawn(let_out(app.clone()));
                }
            }
            _ = notices.tick() => listed = look_after_notices(&app, listed).await,
            _ = scans.tick() => {
                if lookers.antivirus.is_some() {
                    scan_again(&app).await;
                }
            }
            _ = logouts.tick() => round = end_in_services(&app, round).await,
        }
    }
    seal(&app, &folder).await;
}

/// Hears the hints of the other nodes, until told to stop. When the connection is lost every page reads again.
pub(crate) async fn hear(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut again = tokio::time::interval(HEAR_AGAIN);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = again.tick() => {}
        }
        let mut listener = match store::wake::Listener::open(&app.db).await {
            Ok(Some(listener)) => listener,
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, "other nodes cannot be heard for now");
                continue;
            }
        };
        app.switchboard.missed();
        loop {
            let heard = tokio::select! {
                _ = stop.changed() => return,
                heard = listener.next() => heard,
            };
            match heard {
                Ok(Some(hint)) => app.switchboard.heard(&hint),
                Ok(None) => app.switchboard.missed(),
                Err(error) => {
                    tracing::warn!(%error, "the connection to hear other nodes was lost");
                    break;
                }
            }
        }
    }
}

/// Takes the operator's rule files as they change, until told to stop.
pub(crate) async fn watch_rules(app: Arc<App>, mut rules: Watch, mut stop: watch::Receiver<bool>) {
    let mut look = tokio::time::interval(RULES_EVERY);
    let mut say = tokio::time::interval(RULES_SAID_EVERY);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = look.tick() => match rules.look(&app).await {
                Ok(Loaded::Same) => {}
                Ok(Loaded::Yes(rules)) => tracing::info!(rules, "the operator's rules were read again and are in force"),
                Ok(Loaded::Refused(refused)) => {
                    for one in refused {
                        tracing::error!(file = one.file, why = one.why, "rules are refused; the former ones stay in force");
                    }
                }
                Err(error) => tracing::error!(%error, "rules could not be tried; it is tried again"),
            },
            _ = say.tick() => {
                if let Err(error) = actions::rule_files::note(&app).await {
                    tracing::error!(%error, "which rules are in force could not be said; it is tried again");
                }
            }
        }
    }
}

async fn seal(app: &App, folder: &Folder) {
    match actions::record::seal(app).await {
        Ok(Some(sealed)) => {
            if let Err(error) = folder.keep_checkpoint(&sealed.note) {
                tracing::error!(%error, "the newest checkpoint could not be kept beside the database");
            }
        }
        Ok(None) => {}
        Err(error) => tracing::error!(%error, "the journal could not be sealed; it is tried again"),
    }
}

async fn work(app: &Arc<App>, lookers: &Arc<Lookers>) {
    let claimed = match actions::jobs::claim(app).await {
        Ok(claimed) => claimed,
        Err(error) => return tracing::error!(%error, "jobs could not be claimed; it is tried again"),
    };
    for job in claimed {
        // A long import must not keep a wave waiting.
        tokio::spawn(one(app.clone(), lookers.clone(), job));
    }
}

async fn one(app: Arc<App>, lookers: Arc<Lookers>, job: Claimed) {
    let app = &*app;
    let done = match &job.job {
        Job::Wave { message } => actions::wave::advance(app, *message).await.map_err(|error| error.to_string()),
        Job::LookBack { campaign } => {
            actions::look_back::look_back(app, *campaign).await.map_err(|error| error.to_string())
        }
        Job::SendLater { draft } => actions::send_later::run(app, *draft).await.map_err(|error| error.to_string()),
        Job::Examine { sha256 } => {
            let examined = gateway::films::examine_job(app, lookers.films.as_ref(), sha256).await;
            examined.map_err(|error| error.to_string())
        }
        Job::Settle { message } => actions::settle::settle(app, *message).await.map_err(|error| error.to_string()),
        Job::Scan { sha256 } => match &lookers.antivirus {
            Some(antivirus) => {
                let scanned = gateway::antivirus::scan_job(app, antivirus, sha256).await;
                scanned.map_err(|error| error.to_string())
            }
            // It was configured when the file came, and is not any more.
            None => Ok(()),
        },
        Job::Carriers { message } => {
            let contained = actions::carriers::contain_carriers(app, *message).await;
            contained.map(drop).map_err(|error| error.to_string())
        }
        Job::Replay { .. } => actions::decision::replay(app).await.map(drop).map_err(|error| error.to_string()),
        Job::Signature { policy, before, held } => {
            let done = actions::policy::signature::look_back(app, *policy, *before, *held).await;
            done.map_err(|error| error.to_string())
        }
        Job::Logout { ticket } => gateway::logout_job(app, *ticket).await.map_err(|error| error.to_string()),
        Job::Import { import } => gateway::import_job(app, *import).await.map_err(|error| error.to_string()),
    };
    if let Err(error) = actions::jobs::finish(app, &job, done).await {
        tracing::error!(%error, "a job's end could not be written; it will run again");
    }
}

/// Takes policies that moved, on whatever node that was.
async fn refresh(app: &App) {
    if let Err(error) = actions::policies::refresh(app).await {
        tracing::error!(%error, "policies could not be read; those that are known stay in force");
    }
}

/// Writes down what policies hit, and takes out those whose time is over or that hit too often.
async fn watch_policies(app: &App) {
    if let Err(error) = actions::policies::flush(app).await {
        tracing::error!(%error, "hits of policies could not be written down; some are lost");
    }
    if let Err(error) = actions::policy::watch(app).await {
        tracing::error!(%error, "policies could not be watched; it is tried again");
    }
}

/// Has the antivirus asked again about files of which it said nothing.
async fn scan_again(app: &App) {
    if let Err(error) = actions::scan::again(app).await {
        tracing::error!(%error, "files that wait for the antivirus could not be looked for; it is tried again");
    }
}

/// Lets out what closed hours had wait.
async fn let_out(app: Arc<App>) {
    if let Err(error) = actions::measure::let_out(&app).await {
        tracing::error!(%error, "letters of closed hours could not be let out; it is tried again");
    }
}

/// Has what nobody read followed by the next channel, and reads some people's addresses from the directory. Gives whose are
/// read next.
async fn look_after_notices(app: &App, listed: PersonId) -> PersonId {
    if app.channels == Channels::default() {
        return listed;
    }
    if let Err(error) = actions::deliver::fall_back(app).await {
        tracing::error!(%error, "the next channel of notices could not be planned; it is tried again");
    }
    actions::contacts::read(app, listed).await.unwrap_or_else(|error| {
        tracing::error!(%error, "addresses could not be read from the directory; it is tried again");
        listed
    })
}

/// Has services told of sessions that ended. Gives where the next round begins.
async fn end_in_services(app: &App, round: TicketId) -> TicketId {
    actions::single_logout::sweep(app, round).await.unwrap_or_else(|error| {
        tracing::error!(%error, "sessions that ended could not be looked for; services are told later");
        round
    })
}

/// Forgets what is kept for a short time only.
async fn forget(app: &App) {
    if let Err(error) = actions::jobs::forget(app, app.now() - Millis::days(1)).await {
        tracing::error!(%error, "old sign-in tries could not be forgotten");
    }
    if let Err(error) = actions::single_logout::forget(app).await {
        tracing::error!(%error, "spent tickets of services could not be forgotten");
    }
    if let Err(error) = actions::contacts::forget(app).await {
        tracing::error!(%error, "old addresses could not be forgotten");
    }
    if let Err(error) = actions::decision::plan_replay(app).await {
        tracing::error!(%error, "the night's replay of decisions could not be planned; it is tried again");
    }
    if let Err(error) = actions::quiet::quiet(app).await {
        tracing::error!(%error, "silent campaigns could not be looked at; it is tried again");
    }
}
