//! What a variant leaves out. Everything that a pack shows is taken from what is left here, so a name that is taken out
//! is nowhere in it.

use std::collections::HashMap;

use journal::Recorded;
use model::{MessageId, PersonId, dossier::Variant};

use crate::facts::Dossier;

/// For whom facts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct For {
    /// The variant.
    pub variant: Variant,
    /// The pupil whose family it is; in the family's variant only.
    pub child: Option<PersonId>,
}

/// The facts as somebody is shown them.
pub fn seen_by(facts: Dossier, whom: For) -> Dossier {
    match whom.variant {
        Variant::Police => facts,
        Variant::Family => of_child(facts, whom.child),
        Variant::Review => under_pseudonyms(facts),
        Variant::Cnil => counted(facts),
    }
}

/// What the account of one pupil sent, how it was opened, and what the pupil was shown. Of others nothing: not who read
/// it, not who else sent the same, not in what words somebody decided.
fn of_child(mut facts: Dossier, child: Option<PersonId>) -> Dossier {
    let is = |person: &PersonId| Some(*person) == child;
    facts.messages.retain(|message| is(&message.sender));
    // To whom a child wrote is told, unless it is one person: their name is not this family's.
    let own: Vec<MessageId> = facts.messages.iter().map(|message| message.id).collect();
    let hashes: Vec<&String> = facts.messages.iter().flat_map(|m| m.files.iter().map(|(_, hash)| hash)).collect();
    facts.files.retain(|file| hashes.contains(&&file.sha256));
    for message in &mut facts.messages {
        message.to.clear();
    }
    facts.accounts.retain(|account| is(&account.person));
    facts.sessions.retain(|session| is(&session.person));
    facts.shown.retain(|shown| is(&shown.person));
    // Of a message that the child was shown, and somebody else sent, only that it was.
    facts.containments.retain(|containment| is(&containment.person));
    for containment in &mut facts.containments {
        containment.message = containment.message.filter(|message| own.contains(message));
    }
    facts.texts.clear();
    facts.patterns.clear();
    facts.label_of_child(&own);
    let subjects: Vec<String> =
        own.iter().map(|id| format!("message/{id}")).chain(child.map(|id| format!("person/{id}"))).collect();
    keep_entries(&mut facts, |entry| is_about(entry, &subjects, child));
    for entry in &mut facts.journal.entries {
        // What others wrote down of it may name others.
        if entry.entry.actor.is_none() || entry.entry.actor != child {
            entry.entry.erase();
        }
    }
    hide_others(&mut facts);
    facts
}

impl Dossier {
    /// A campaign's name may quote what others wrote.
    fn label_of_child(&mut self, own: &[MessageId]) {
        let first = self.messages.iter().find(|message| own.contains(&message.id));
        self.head.label = first.map(|message| message.subject.clone()).unwrap_or_default();
    }
}

fn is_about(entry: &Recorded, subjects: &[String], child: Option<PersonId>) -> bool {
    subjects.contains(&entry.entry.subject) || (child.is_some() && entry.entry.actor == child)
}

/// Entries and their proofs stay side by side.
fn keep_entries(facts: &mut Dossier, keep: impl Fn(&Recorded) -> bool) {
    let entries = std::mem::take(&mut facts.journal.entries);
    let proofs = std::mem::take(&mut facts.journal.proofs);
    for (entry, proof) in entries.into_iter().zip(proofs) {
        if keep(&entry) {
            facts.journal.entries.push(entry);
            facts.journal.proofs.push(proof);
        }
    }
}

/// Names become numbers, texts their hashes, files their sizes. What happened, when and how often, stays. Identities stay
/// as well, for the journal's leaves hold them: they lead to a name only for who has the database.
fn under_pseudonyms(mut facts: Dossier) -> Dossier {
    let senders: HashMap<PersonId, usize> =
        facts.accounts.iter().zip(1..).map(|(account, n)| (account.person, n)).collect();
    let name = |person: &PersonId| senders.get(person).map_or(String::new(), |n| format!("Compte {n:04}"));
    for message in &mut facts.messages {
        message.sender_name = name(&message.sender);
        message.subject = String::new();
        message.body = String::new();
        message.veiled = true;
        message.to.clear();
        message.files.iter_mut().for_each(|(file, _)| file.clear());
    }
    for account in &mut facts.accounts {
        account.name = name(&account.person);
        account.login = None;
    }
    let mut readers: HashMap<PersonId, usize> = HashMap::new();
    for shown in &mut facts.shown {
        let next = readers.len() + 1;
        let n = *readers.entry(shown.person).or_insert(next);
        shown.name = format!("Lecteur {n:06}");
    }
    for session in &mut facts.sessions {
        session.address = String::new();
    }
    for file in &mut facts.files {
        file.content = None;
    }
    facts.head.label = String::new();
    facts.patterns.clear();
    facts.journal.entries.iter_mut().for_each(|entry| entry.entry.erase());
    hide_others(&mut facts);
    facts
}

/// Numbers: what the synthesis counts was counted before this. No row of anybody is left, nor an entry, whose author and
/// subject are identities; the checkpoint stays, so that who has the journal can say which one it was.
fn counted(mut facts: Dossier) -> Dossier {
    facts.head.label = String::new();
    facts.messages.clear();
    facts.files.clear();
    facts.accounts.clear();
    facts.sessions.clear();
    facts.shown.clear();
    facts.containments.clear();
    facts.texts.clear();
    facts.patterns.clear();
    keep_entries(&mut facts, |_| false);
    hide_others(&mut facts);
    facts
}

/// Whom else a pack was made for, and by whom, is not everybody's; nor which person a measure is about.
fn hide_others(facts: &mut Dossier) {
    for (name, _) in facts.measures.iter_mut().flat_map(|measure| &mut measure.places).filter(|(_, person)| *person) {
        "une personne".clone_into(name);
    }
    facts.custody.drain(..facts.custody.len().saturating_sub(1));
    facts.custody.iter_mut().for_each(|custody| custody.by = None);
    facts.head.made_by = None;
}
