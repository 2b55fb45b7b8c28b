//! Evidence packs: what one would hold, for whom it may be made, and the register of those that were.

use std::borrow::Borrow;

use actions::dossier::Wrong;
use askama::Template;
use model::{
    CampaignId, MessageId, Millis, PersonId,
    dossier::{Of, Variant},
};

use super::{Frame, Here, Icon};

/// `GET /dossiers/{of}`. Form: the same address (`variant`, `child`, `for_whom`, `reason`), answered with a file.
#[derive(Debug, Template)]
#[template(path = "dossier.html")]
pub struct DossierPage {
    /// The frame.
    pub frame: Frame,
    /// On what.
    pub of: Of,
    /// What the desk calls it.
    pub label: Option<String>,
    /// Messages that a pack would hold, and those of schools of others.
    pub messages: (i64, i64),
    /// Pupils whose family one may be for.
    pub pupils: Vec<DossierPupil>,
    /// Packs that were made, newest first; none: the reader makes packs for families only.
    pub register: Option<Vec<DossierRow>>,
    /// What was typed.
    pub typed: DossierTyped,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
}

/// The form as it was typed.
#[derive(Debug, Clone, Default)]
pub struct DossierTyped {
    /// The variant.
    pub variant: Option<Variant>,
    /// The pupil.
    pub child: Option<PersonId>,
    /// For whom.
    pub for_whom: String,
    /// Why.
    pub reason: String,
}

/// A pupil whose family a pack may be for.
#[derive(Debug, Clone)]
pub struct DossierPupil {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Name of the school.
    pub school: String,
}

/// A pack that was made.
#[derive(Debug, Clone)]
pub struct DossierRow {
    /// When.
    pub at: Millis,
    /// Its variant.
    pub variant: Variant,
    /// By whom; none: the console.
    pub by: Option<String>,
    /// For whom.
    pub for_whom: String,
    /// Why.
    pub reason: String,
    /// Messages in it.
    pub messages: i64,
    /// Its digest, hexadecimal.
    pub digest: String,
    /// Until when what it is on is held.
    pub held_until: Millis,
}

impl DossierPage {
    /// Where the form leads.
    pub fn action(&self) -> String {
        href(self.of)
    }

    /// Where "back" leads.
    pub fn back(&self) -> String {
        match (self.register.is_some(), self.of) {
            (false, _) => "/directory".to_owned(),
            (true, Of::Campaign(id)) => format!("/desk/campaigns/{id}"),
            (true, Of::Message(id)) => format!("/desk/messages/{id}"),
        }
    }

    /// Variants that the reader may make.
    pub fn variants(&self) -> Vec<Variant> {
        let may = |variant: &Variant| match variant {
            Variant::Family => !self.pupils.is_empty(),
            _ => self.register.is_some(),
        };
        Variant::ALL.iter().copied().filter(may).collect()
    }

    /// Whether a variant is the one that is proposed, or was chosen.
    pub fn is_chosen(&self, variant: impl Borrow<Variant>) -> bool {
        let variant = *variant.borrow();
        self.typed.variant.map_or_else(|| self.variants().first() == Some(&variant), |chosen| chosen == variant)
    }

    /// Whether a pupil was chosen.
    pub fn is_child(&self, pupil: impl Borrow<PersonId>) -> bool {
        self.typed.child.as_ref() == Some(pupil.borrow())
    }

    /// Key of the words for what is wrong.
    pub fn wrong_key(wrong: impl Borrow<Wrong>) -> &'static str {
        match wrong.borrow() {
            Wrong::ForWhom => "dossier-wrong-for",
            Wrong::Reason => "dossier-wrong-reason",
            Wrong::Child => "dossier-wrong-child",
        }
    }
}

/// Key of a variant's name.
pub fn variant_key(variant: impl Borrow<Variant>) -> &'static str {
    match variant.borrow() {
        Variant::Police => "dossier-police",
        Variant::Family => "dossier-family",
        Variant::Cnil => "dossier-cnil",
        Variant::Review => "dossier-review",
    }
}

/// Key of the words for what is in a variant.
pub fn variant_help_key(variant: impl Borrow<Variant>) -> &'static str {
    match variant.borrow() {
        Variant::Police => "dossier-police-help",
        Variant::Family => "dossier-family-help",
        Variant::Cnil => "dossier-cnil-help",
        Variant::Review => "dossier-review-help",
    }
}

/// The last part of the address of packs on a campaign.
pub fn on_campaign(campaign: impl Borrow<CampaignId>) -> String {
    Of::Campaign(*campaign.borrow()).slug()
}

/// The last part of the address of packs on a message.
pub fn on_message(message: impl Borrow<MessageId>) -> String {
    Of::Message(*message.borrow()).slug()
}

/// Where packs on something are.
pub fn href(of: Of) -> String {
    format!("/dossiers/{}", of.slug())
}
