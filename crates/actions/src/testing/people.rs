//! People who act, each through the real actions.

use model::{
    Actor, AttachmentId, DraftId, MessageId, PersonId,
    audience::Line,
    draft::{Addressee, Draft},
};

use super::World;
use crate::{
    desk::DeskLetter,
    mailbox::{self, Conversation, Showing},
    release::{self, Released},
    report::{self, Reported},
    send::{self, Sent},
    unveil::{self, Unveiled},
    withdraw::{self, Withdrawn},
    write::{self, Attached},
};

/// Somebody of a [`World`], signed in on their own device.
pub struct Person<'w> {
    pub(super) world: &'w World,
    /// Their identity.
    pub id: PersonId,
}

/// An inbox as somebody sees it.
#[derive(Debug)]
pub struct Mailbox(pub mailbox::Inbox);

impl Mailbox {
    /// Whether the message itself is in the list, not its notice.
    pub fn shows(&self, message: MessageId) -> bool {
        self.0.rows.iter().any(|row| row.id == message && row.withdrawn_at().is_none())
    }

    /// How many times the message is in the list, notices included.
    pub fn times(&self, message: MessageId) -> usize {
        self.0.rows.iter().filter(|row| row.id == message).count()
    }
}

impl<'w> Person<'w> {
    pub(super) fn new(world: &'w World, id: PersonId) -> Person<'w> {
        Person { world, id }
    }

    /// As every action receives them now: signed in a moment ago on the device that is theirs for a month.
    pub async fn actor(&self) -> Actor {
        self.try_actor().await.expect("the database is read")
    }

    /// The same, or why the database could not be read: on bad days even that fails.
    pub async fn try_actor(&self) -> crate::Result<Actor> {
        let key = self.key();
        let mut tx = self.world.app.db.read().await?;
        let actor = store::person::actor(&mut tx, self.id, self.world.now()).await?;
        let mut actor = actor.expect("somebody of this world");
        actor.device = Some(self.world.uuid(&format!("{key}'s device")).into());
        Ok(actor)
    }

    /// The same on a device that nobody has seen before.
    pub async fn actor_elsewhere(&self) -> Actor {
        Actor { device: Some(self.world.app.id()), ..self.actor().await }
    }

    /// Their key in this world, which is their user name.
    pub fn key(&self) -> String {
        let keys = self.world.keys();
        let found = keys.into_iter().find(|(_, id)| *id == self.id.uuid());
        found.map(|(key, _)| key).expect("somebody of this world")
    }

    /// A draft to these, by key.
    pub fn draft(&self, to: &[&str], subject: &str, body: &str) -> Draft {
        let to = to.iter().map(|key| Addressee { audience: self.world.audience(key), line: Line::To }).collect();
        Draft::parse(subject, body, to, None, vec![], self.world.app.id()).expect("a right draft")
    }

    /// Sends a draft.
    pub async fn send(&self, draft: &Draft) -> Sent {
        send::send(&self.world.app, &self.actor().await, draft).await.expect("an answer")
    }

    /// Writes to a person or an audience, by key, and gives what became of it.
    pub async fn writes(&self, to: &str, body: &str) -> Sent {
        self.send(&self.draft(&[to], "Un mot", body)).await
    }

    /// Writes to a person or an audience, by key; it must be accepted.
    pub async fn write_to(&self, to: &str, body: &str) -> MessageId {
        accepted(self.writes(to, body).await)
    }

    /// Answers a message to these, by key, and gives what became of it.
    pub async fn answers(&self, message: MessageId, to: &[&str], body: &str) -> Sent {
        let draft = Draft { in_reply_to: Some(message), ..self.draft(to, "Re", body) };
        self.send(&draft).await
    }

    /// Whether they may write to this person or audience now.
    pub async fn may_write_to(&self, to: &str) -> bool {
        let to = [Addressee { audience: self.world.audience(to), line: Line::To }];
        let (chosen, _) = write::choose(&self.world.app, &self.actor().await, &to, None).await.expect("an answer");
        !chosen.is_empty()
    }

    /// Uploads a file into a draft of its own; it must be accepted.
    pub async fn uploads(&self, name: &str, content: &[u8]) -> AttachmentId {
        let draft = self.world.app.id::<DraftId>();
        let attached = write::attach(&self.world.app, &self.actor().await, draft, name, content.to_vec()).await;
        match attached.expect("an answer") {
            Attached::Yes(id) => id,
            other => panic!("{name} was not accepted: {other:?}"),
        }
    }

    /// Their inbox; what it shows is in the ledger.
    pub async fn inbox(&self) -> Mailbox {
        Mailbox(mailbox::inbox(&self.world.app, &self.actor().await, None).await.expect("an inbox"))
    }

    /// Opens a conversation by one of its messages.
    pub async fn opens(&self, message: MessageId) -> Option<Conversation> {
        mailbox::open(&self.world.app, &self.actor().await, message).await.expect("an answer")
    }

    /// The text of a message, if they may read it now.
    pub async fn reads(&self, message: MessageId) -> Option<String> {
        let shown = self.opens(message).await?.messages.into_iter().find(|shown| shown.message.id == message)?;
        (shown.showing != Showing::Withdrawn).then_some(shown.message.body)
    }

    /// The content of a file, if they may open it now.
    pub async fn opens_file(&self, file: AttachmentId) -> Option<Vec<u8>> {
        let file = mailbox::open_file(&self.world.app, &self.actor().await, file).await.expect("an answer");
        file.map(|file| file.content)
    }

    /// Reports a message.
    pub async fn reports(&self, message: MessageId) -> Reported {
        report::report(&self.world.app, &self.actor().await, message, "cela me fait peur").await.expect("an answer")
    }

    /// Decides that a held message is harmless.
    pub async fn releases(&self, message: MessageId) -> Released {
        release::release(&self.world.app, &self.actor().await, message, "sans danger").await.expect("an answer")
    }

    /// Decides that a message is a threat.
    pub async fn withdraws(&self, message: MessageId) -> Withdrawn {
        withdraw::withdraw(&self.world.app, &self.actor().await, message, "menace").await.expect("an answer")
    }

    /// Shows a kept file to its readers.
    pub async fn unveils(&self, file: AttachmentId) -> Unveiled {
        unveil::unveil(&self.world.app, &self.actor().await, file).await.expect("an answer")
    }

    /// Opens a message at the desk, its text included.
    pub async fn examines(&self, message: MessageId) -> Option<DeskLetter> {
        crate::desk::letter(&self.world.app, &self.actor().await, message, true).await.expect("an answer")
    }
}

/// The message of an answer that accepted it.
pub fn accepted(sent: Sent) -> MessageId {
    match sent {
        Sent::Delivered(id) | Sent::InWaves(id) | Sent::Deferred(id) | Sent::Held(id) => id,
        Sent::Refused(why) => panic!("refused: {why}"),
    }
}
