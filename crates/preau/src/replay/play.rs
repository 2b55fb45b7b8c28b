//! One event, through the actions that pages call.

use std::collections::{BTreeMap, BTreeSet};

use actions::{
    App,
    report::{self, Reported},
    send::{self, Sent},
    sign_in::{self, Attempt, Browser, SignedIn},
    write::{self, Attached},
};
use model::{
    Actor, AttachmentId, AudienceId, DraftId, EntryId, MessageId, Millis, PersonId,
    audience::Line as Place,
    draft::{Addressee, Draft},
    network::Origin,
    wave::WavePlan,
};
use uuid::Uuid;

use super::{
    Error,
    entities::Cast,
    events::{Attachment, Event, Letter, What, network_class},
    told::Line,
};

/// Everybody's password. Nobody but the recording signs in here.
pub(super) const PASSWORD: &str = "quatre mots pour rejouer";
/// Entries of the journal looked at after one event.
const ENTRIES_MAX: i64 = 10_000;

/// What came of an event.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Done.
    Ok,
    /// The account must wait, or prove more.
    StepUp,
    /// The session has ended, or was never opened.
    RefusedSession,
    /// Out.
    Deliver,
    /// Going out in waves.
    Waves {
        /// Key of the message.
        message: String,
        /// When how many of its readers have it.
        plan: WavePlan,
    },
    /// Waiting for a person.
    Hold,
    /// Not accepted.
    Refused(String),
}

/// Who is where while events are played.
pub(super) struct Stage {
    cast: Cast,
    /// Session and device cookies by the recording's session.
    sessions: BTreeMap<String, (String, String)>,
    /// Cookies of the browsers that came since, by the recording's name of them.
    devices: BTreeMap<String, String>,
    messages: BTreeMap<String, Option<MessageId>>,
    keys: BTreeMap<MessageId, String>,
    accounts: BTreeMap<PersonId, String>,
    /// Accounts that are contained, with the end of it.
    contained: BTreeMap<String, Millis>,
    heard: BTreeSet<EntryId>,
    heard_from: Millis,
}

/// What came of a recorded sign-in.
enum Entry {
    /// A session, by its secret and that of its device.
    Open((String, String)),
    /// The password is right, and how it comes is a thief's.
    TurnedAway,
    /// Anything else.
    No,
}

impl Stage {
    pub(super) fn new(cast: Cast) -> Stage {
        let accounts = cast.people.iter().map(|(key, (person, _))| (*person, key.clone())).collect();
        Stage {
            cast,
            accounts,
            contained: BTreeMap::new(),
            sessions: BTreeMap::new(),
            devices: BTreeMap::new(),
            messages: BTreeMap::new(),
            keys: BTreeMap::new(),
            heard: BTreeSet::new(),
            heard_from: Millis(0),
        }
    }

    /// The recording's key of a message.
    pub(super) fn key_of(&self, message: MessageId) -> Option<&str> {
        self.keys.get(&message).map(String::as_str)
    }

    /// Plays one event.
    pub(super) async fn play(&mut self, app: &App, event: &Event) -> Result<Outcome, Error> {
        match &event.what {
            What::SignedIn { device, ip, asn_class, country, session } => {
                let from =
                    Origin { class: network_class(asn_class), country: country.as_deref().map(str::to_uppercase) };
                let (device, contained) = (device.as_deref(), self.contained.contains_key(&event.account));
                match self.sign_in(app, &event.account, PASSWORD, device, ip, &from).await? {
                    Entry::Open(cookies) => {
                        self.sessions.insert(session.clone(), cookies);
                        Ok(Outcome::Ok)
                    }
                    Entry::TurnedAway => Ok(Outcome::RefusedSession),
                    Entry::No if contained => Ok(Outcome::RefusedSession),
                    Entry::No => Ok(Outcome::StepUp),
                }
            }
            What::Failed { device, ip } => {
                self.sign_in(app, &event.account, "", device.as_deref(), ip, &Origin::default()).await?;
                Ok(Outcome::Ok)
            }
            What::Searched { session, query } => {
                let Some(actor) = self.actor(app, session).await? else { return Ok(Outcome::RefusedSession) };
                write::find(app, &actor, query).await?;
                Ok(Outcome::Ok)
            }
            What::Sent(letter) => {
                if let Some(actor) = self.actor(app, &letter.session).await? {
                    return self.send(app, &actor, letter).await;
                }
                self.messages.insert(letter.message.clone(), None);
                Ok(Outcome::RefusedSession)
            }
            What::Reported { message, reason, session } => {
                let actor = match session {
                    Some(session) => self.actor(app, session).await?,
                    None => self.unrecorded(app, &event.account).await?,
                };
                let Some(actor) = actor else { return Ok(Outcome::RefusedSession) };
                let id = self.messages.get(message).copied().flatten().unwrap_or_else(|| app.id());
                let reason = reason.as_deref().unwrap_or_default();
                Ok(match report::report(app, &actor, id, reason).await? {
                    Reported::Kept | Reported::Held(_) | Reported::Again => Outcome::Ok,
                    Reported::NotFound => Outcome::Refused("not_found".to_owned()),
                })
            }
        }
    }

    async fn sign_in(
        &mut self,
        app: &App,
        account: &str,
        password: &str,
        device: Option<&str>,
        ip: &str,
        from: &Origin,
    ) -> Result<Entry, Error> {
        let login = self.cast.people.get(account).map_or(account, |(_, login)| login.as_str());
        // A device that an account knows brings its own name as cookie; the others bring the one that we gave them.
        let cookie = device.map(|name| self.devices.get(name).map_or(name, String::as_str));
        let address = format!("{ip}:0");
        let browser = Browser { device: cookie, address: &address, agent: "", origin: Some(from) };
        let (new, session) = match sign_in::sign_in(app, &Attempt { login, password, browser }).await? {
            SignedIn::Yes(opened) => (opened.device, Some(opened.session)),
            SignedIn::Unusual(new) => (new, None),
            _ => return Ok(Entry::No),
        };
        let kept = match (&new, device) {
            (Some(new), Some(name)) => {
                self.devices.insert(name.to_owned(), new.secret().to_owned());
                new.secret().to_owned()
            }
            (Some(new), None) => new.secret().to_owned(),
            (None, _) => cookie.unwrap_or_default().to_owned(),
        };
        Ok(session.map_or(Entry::TurnedAway, |session| Entry::Open((session.secret().to_owned(), kept))))
    }

    async fn actor(&self, app: &App, session: &str) -> Result<Option<Actor>, Error> {
        let Some((session, device)) = self.sessions.get(session) else { return Ok(None) };
        Ok(sign_in::authenticate(app, session, device).await?)
    }

    /// Somebody whose session was not recorded: they are taken at their word.
    async fn unrecorded(&self, app: &App, account: &str) -> Result<Option<Actor>, Error> {
        let Some((person, _)) = self.cast.people.get(account) else { return Ok(None) };
        let mut tx = app.db.read().await?;
        Ok(store::person::actor(&mut tx, *person, app.now()).await?)
    }

    async fn send(&mut self, app: &App, actor: &Actor, letter: &Letter) -> Result<Outcome, Error> {
        let to = letter.to.iter().map(|key| Addressee { audience: self.audience(app, key), line: Place::To }).collect();
        let answers = letter.reply_to.as_ref().and_then(|key| self.messages.get(key));
        // What answers a message of before the recording begins a conversation; what answers one that was refused
        // answers nothing.
        let answers = answers.map(|known| known.unwrap_or_else(|| app.id()));
        let files = self.attach(app, actor, &letter.attachments).await?;
        let subject = letter.subject.as_deref().unwrap_or_default();
        let body = letter.body.as_deref().unwrap_or_default();
        let sent = match Draft::parse(subject, body, to, answers, files, app.id()) {
            Ok(draft) if draft.attachments.len() == letter.attachments.len() => send::send(app, actor, &draft).await?,
            _ => {
                self.messages.insert(letter.message.clone(), None);
                return Ok(Outcome::Refused("invalid".to_owned()));
            }
        };
        let (id, outcome) = match sent {
            Sent::Delivered(id) => (Some(id), Outcome::Deliver),
            Sent::InWaves(id) => {
                let waves = |plan| Outcome::Waves { message: letter.message.clone(), plan };
                (Some(id), waves_of(app, id).await?.map_or(Outcome::Deliver, waves))
            }
            // No measure is ever in force in a replay.
            Sent::Deferred(id) | Sent::Held(id) => (Some(id), Outcome::Hold),
            Sent::Refused(why) => (None, Outcome::Refused(why.to_string())),
        };
        self.messages.insert(letter.message.clone(), id);
        if let Some(id) = id {
            self.keys.insert(id, letter.message.clone());
        }
        Ok(outcome)
    }

    /// A group or an account; what is neither is somebody whom nobody knows.
    fn audience(&self, app: &App, key: &str) -> AudienceId {
        let group = self.cast.groups.get(key).copied();
        let person = || self.cast.people.get(key).map(|(person, _)| AudienceId::from(*person));
        group.or_else(person).unwrap_or_else(|| app.id())
    }

    /// Files whose content was not recorded: their hash stands for it, so that the same file is the same again.
    async fn attach(&self, app: &App, actor: &Actor, files: &[Attachment]) -> Result<Vec<AttachmentId>, Error> {
        let draft = app.id::<DraftId>();
        let mut attached = Vec::with_capacity(files.len());
        for file in files {
            let content = format!("sha256 {}\n", file.sha256).into_bytes();
            if let Attached::Yes(id) = write::attach(app, actor, draft, &file.name, content).await? {
                attached.push(id);
            }
        }
        Ok(attached)
    }

    /// What the program did by itself since it was last asked.
    pub(super) async fn heard(&mut self, app: &App) -> Result<Vec<(Millis, Line)>, Error> {
        let mut tx = app.db.read().await?;
        let entries = store::journal::unsealed_since(&mut tx, self.heard_from, ENTRIES_MAX).await?;
        drop(tx);
        let mut lines = Vec::new();
        for entry in entries {
            self.heard_from = self.heard_from.max(entry.at());
            if self.heard.insert(entry.id) {
                let keys = |id: Uuid| self.keys.get(&MessageId(id)).cloned();
                let accounts = |id: Uuid| self.accounts.get(&PersonId(id)).cloned();
                lines.extend(Line::of(&entry, keys, accounts).into_iter().map(|line| (entry.at(), line)));
            }
        }
        for (_, line) in &lines {
            match line {
                Line::Contained(account, until) => drop(self.contained.insert(account.clone(), *until)),
                Line::Uncontained(account) => drop(self.contained.remove(account)),
                _ => {}
            }
        }
        Ok(lines)
    }

    /// The next end of a containment by its time, up to a moment.
    pub(super) fn next_end(&self, at: Millis) -> Option<Millis> {
        self.contained.values().min().copied().filter(|until| *until <= at)
    }

    /// The accounts whose containment has ended by its time.
    pub(super) fn ended(&mut self, now: Millis) -> Vec<(Millis, Line)> {
        let ended = self.contained.extract_if(.., |_, until| *until <= now);
        ended.map(|(account, until)| (until, Line::Uncontained(account))).collect()
    }

    /// Every entry was sealed: none is met again.
    pub(super) fn forget_heard(&mut self) {
        self.heard.clear();
    }
}

async fn waves_of(app: &App, id: MessageId) -> Result<Option<WavePlan>, Error> {
    let mut tx = app.db.read().await?;
    let found = store::message::get(&mut tx, id, model::PersonId(Uuid::nil())).await?;
    Ok(found.and_then(|message| message.wave()))
}
