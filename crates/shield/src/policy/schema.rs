//! The features that a policy may name: one table, computed once a letter.
//!
//! The place of a feature in the table is its place in the log of every decision, so the table only ever grows at its
//! end: a feature that is not wanted any more stays, and gives [`Value::Unavailable`].

use model::{limits, policy::Value, verdict::Label};

use crate::{letter::Context, risk::Risk, rules::Severity, score::Score};

use super::QUOTED;

/// What values a feature has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number with decimals.
    Double,
    /// One word.
    Text,
    /// Several words.
    Words,
}

impl Kind {
    /// Its name in CEL.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Bool => "bool",
            Kind::Int => "int",
            Kind::Double => "double",
            Kind::Text => "string",
            Kind::Words => "list",
        }
    }
}

/// One feature: its name, what it is, and what its absence means.
pub struct Feature {
    /// Name in expressions.
    pub name: &'static str,
    /// Type of its values.
    pub kind: Kind,
    /// One French sentence.
    pub meaning: &'static str,
    /// When it is `null`; empty for a feature that always has a value.
    pub unavailable: &'static str,
    of: fn(&Shown<'_>) -> Value,
}

impl Feature {
    /// Whether it may be `null`.
    pub const fn may_be_unavailable(&self) -> bool {
        !self.unavailable.is_empty()
    }
}

/// What a letter shows, from which the features are made.
pub(crate) struct Shown<'a> {
    pub(crate) score: &'a Score,
    pub(crate) context: &'a Context,
    pub(crate) risk: &'a Risk,
    pub(crate) unreadable: bool,
}

/// Every feature, computed once.
pub(crate) fn of(shown: &Shown<'_>) -> Vec<Value> {
    FEATURES.iter().map(|feature| (feature.of)(shown)).collect()
}

/// The place of a feature.
pub(crate) fn place(name: &str) -> Option<usize> {
    FEATURES.iter().position(|feature| feature.name == name)
}

/// Bounds of the program that a policy may name, so that they are written once.
pub const BOUNDS: [(&str, i64); 2] =
    [("WAVES_ABOVE_READERS", limits::WAVES_ABOVE_READERS), ("REACH_PER_HOUR_MAX", limits::REACH_PER_HOUR_MAX)];

/// Every feature. Add at the end only.
pub const FEATURES: [Feature; 58] = [
    // What the words say.
    sure("threat", Kind::Double, "Probabilité d’une menace de violence, de 0 à 1, sur les mots seuls.", |s| {
        Value::Double(s.score.threat)
    }),
    sure("attack", Kind::Double, "Probabilité d’une attaque annoncée contre un lieu.", |s| label(s, Label::Attack)),
    sure("death", Kind::Double, "Probabilité d’une menace de mort.", |s| label(s, Label::Death)),
    sure("violence", Kind::Double, "Probabilité d’une violence extrême, ou de son éloge.", |s| {
        label(s, Label::Violence)
    }),
    sure("blackmail", Kind::Double, "Probabilité d’un chantage.", |s| label(s, Label::Blackmail)),
    sure("self_harm", Kind::Double, "Probabilité que l’auteur parle de se faire du mal.", |s| {
        label(s, Label::SelfHarm)
    }),
    sure("harassment", Kind::Double, "Probabilité d’un harcèlement.", |s| label(s, Label::Harassment)),
    sure("quotation", Kind::Double, "Probabilité que le texte cite ou rapporte.", |s| label(s, Label::Quotation)),
    sure("lesson", Kind::Double, "Probabilité d’un cours, d’un exercice, d’une fiction, d’un jeu.", |s| {
        label(s, Label::Lesson)
    }),
    sure("only_sign", Kind::Bool, "Le passage le plus grave n’est qu’un indice, pas une menace dite.", |s| {
        let violent = s.score.findings.iter().find(|finding| crate::score::is_threat(finding.label));
        Value::Bool(violent.is_some_and(|finding| finding.severity <= Severity::Sign))
    }),
    sure(
        "reported",
        Kind::Bool,
        "Le passage le plus grave est dans ce qu’un autre a écrit et que la lettre rapporte.",
        |s| Value::Bool(s.score.reported),
    ),
    sure("quoted", Kind::Bool, "Le passage le plus grave est entre guillemets.", |s| {
        let violent = s.score.findings.iter().find(|finding| crate::score::is_threat(finding.label));
        Value::Bool(violent.is_some_and(|finding| finding.parts.iter().any(|part| part.code == QUOTED)))
    }),
    sure("unreadable", Kind::Bool, "Ce que dit la lettre n’est pas dans des mots que le bouclier lit.", |s| {
        Value::Bool(s.unreadable)
    }),
    // Who writes, to whom.
    sure("profile", Kind::Text, "Profil de l’expéditeur : pupil, guardian, teacher, staff, head.", |s| {
        Value::Text(s.context.profile.code().to_owned())
    }),
    sure("adult", Kind::Bool, "L’expéditeur travaille dans un établissement.", |s| {
        Value::Bool(s.context.profile.is_adult_of_school())
    }),
    sure("readers", Kind::Int, "Personnes qui liraient ce message.", |s| Value::Int(s.context.readers)),
    sure(
        "to_safety_contact",
        Kind::Bool,
        "Adressé au seul référent sécurité. Aucune politique ne le retient.",
        |s| Value::Bool(s.context.to_safety_contact),
    ),
    sure("broadcast_power", Kind::Bool, "L’expéditeur a prouvé qu’il peut écrire à beaucoup.", |s| {
        Value::Bool(s.context.broadcast_power)
    }),
    maybe("schools", Kind::Int, "Établissements parmi les destinataires.", "inconnu", |s| int(s.context.schools)),
    maybe("classes", Kind::Int, "Classes parmi les destinataires.", "inconnu", |s| int(s.context.classes)),
    maybe(
        "hour",
        Kind::Int,
        "Heure à l’établissement, de 0 à 23.",
        "le fuseau de l’académie est inconnu",
        |s| int(s.context.hour_local.map(i64::from)),
    ),
    maybe("is_reply", Kind::Bool, "Répond à un message que l’expéditeur pouvait lire.", "inconnu", |s| {
        flag(s.context.is_reply)
    }),
    maybe("files", Kind::Int, "Pièces jointes.", "inconnu", |s| int(s.context.files)),
    // What the sender usually does.
    maybe("reach_readers", Kind::Int, "Personnes jointes dans l’heure, sans ce message.", NO_HABIT, |s| {
        int(s.context.reach_last_hour.map(|reach| reach.readers))
    }),
    maybe("reach_schools", Kind::Int, "Établissements joints dans l’heure.", NO_HABIT, |s| {
        int(s.context.reach_last_hour.map(|reach| reach.schools))
    }),
    maybe("reach_messages", Kind::Int, "Messages envoyés dans l’heure.", NO_HABIT, |s| {
        int(s.context.reach_last_hour.map(|reach| reach.messages))
    }),
    maybe(
        "readers_before_max",
        Kind::Int,
        "Plus grand nombre de destinataires d’un de ses messages.",
        NO_HABIT,
        |s| int(s.context.readers_before_max),
    ),
    maybe("messages_30_days", Kind::Int, "Messages de l’expéditeur en 30 jours.", NO_HABIT, |s| {
        int(s.context.messages_last_30_days)
    }),
    maybe(
        "replies_percent",
        Kind::Int,
        "Part de réponses parmi eux, en pour cent.",
        "aucun message en 30 jours",
        |s| int(s.context.replies_percent_30_days),
    ),
    maybe(
        "first_contacts_percent",
        Kind::Int,
        "Part des destinataires auxquels il n’avait pas écrit.",
        NO_HABIT,
        |s| int(s.context.first_contacts_percent),
    ),
    maybe("own_similar", Kind::Int, "Mêmes messages de l’expéditeur dans l’heure.", NO_HABIT, |s| {
        int(s.context.own_similar_last_hour)
    }),
    maybe("own_stopped", Kind::Int, "Messages de l’expéditeur retenus ou retirés depuis un jour.", NO_HABIT, |s| {
        int(s.context.own_stopped_last_day)
    }),
    // Session, device, network.
    maybe(
        "known_device",
        Kind::Bool,
        "L’appareil est celui de la personne.",
        "la session ne dit pas d’appareil",
        |s| flag(s.context.known_device),
    ),
    maybe(
        "device_new",
        Kind::Bool,
        "L’appareil a ouvert ce compte pour la première fois depuis un jour.",
        "la session ne dit pas d’appareil",
        |s| flag(s.context.device_new),
    ),
    maybe("session_minutes", Kind::Int, "Minutes depuis l’ouverture de la session.", NO_SESSION, |s| {
        int(s.context.session_minutes)
    }),
    maybe("session_searches", Kind::Int, "Recherches dans l’annuaire pendant la session.", NO_SESSION, |s| {
        int(s.context.session_searches)
    }),
    maybe("network_class", Kind::Text, "Réseau : isp, mobile, school, vpn, hosting, tor, unknown.", NO_SESSION, |s| {
        s.context.network_class.map_or(Value::Unavailable, |class| Value::Text(class.code().to_owned()))
    }),
    maybe(
        "country_unusual",
        Kind::Bool,
        "Pays inhabituel pour ce compte.",
        "le pays de l’adresse est inconnu",
        |s| flag(s.context.country_unusual),
    ),
    maybe(
        "network_new_for_account",
        Kind::Bool,
        "Réseau jamais vu pour ce compte.",
        "réseau mobile ou inconnu",
        |s| flag(s.context.network_new_for_account),
    ),
    maybe(
        "network_new_for_school",
        Kind::Bool,
        "Réseau jamais vu pour l’établissement.",
        "réseau mobile ou inconnu",
        |s| flag(s.context.network_new_for_school),
    ),
    // Who else came the same way.
    maybe(
        "device_other_accounts",
        Kind::Int,
        "Autres comptes ouverts par cet appareil dans l’heure.",
        "la session ne dit pas d’appareil",
        |s| int(s.context.device_other_accounts),
    ),
    maybe(
        "device_schools",
        Kind::Int,
        "Établissements de ces comptes, le sien compris.",
        "la session ne dit pas d’appareil",
        |s| int(s.context.device_schools),
    ),
    maybe(
        "network_other_accounts",
        Kind::Int,
        "Autres comptes ouverts depuis ce réseau dans l’heure.",
        "réseau d’établissement ou inconnu",
        |s| int(s.context.network_other_accounts),
    ),
    maybe(
        "network_schools",
        Kind::Int,
        "Établissements de ces comptes, le sien compris.",
        "réseau d’établissement ou inconnu",
        |s| int(s.context.network_schools),
    ),
    maybe(
        "neighbours_stopped",
        Kind::Int,
        "Comptes venus par le même chemin dont un message fut retenu ou retiré.",
        NO_SESSION,
        |s| int(s.context.neighbours_stopped),
    ),
    // The same text elsewhere.
    maybe("similar_count", Kind::Int, "Textes presque identiques dans l’heure.", NO_COPIES, |s| {
        int(s.context.similar_recent.map(|similar| similar.count))
    }),
    maybe("similar_senders", Kind::Int, "Autres comptes qui les ont envoyés.", NO_COPIES, |s| {
        int(s.context.similar_recent.map(|similar| similar.distinct_senders))
    }),
    maybe("similar_schools", Kind::Int, "Établissements de ces comptes.", NO_COPIES, |s| {
        int(s.context.similar_recent.map(|similar| similar.schools))
    }),
    maybe(
        "confirmed_similarity",
        Kind::Double,
        "Ressemblance à une menace confirmée, de 0 à 1.",
        "aucune ne ressemble",
        |s| {
            s.context
                .confirmed_match
                .as_ref()
                .map_or(Value::Unavailable, |confirmed| Value::Double(confirmed.similarity))
        },
    ),
    maybe("campaign_copies", Kind::Int, "Copies du texte en 30 jours.", NO_COPIES, |s| int(s.context.campaign_copies)),
    maybe("campaign_accounts", Kind::Int, "Autres comptes qui les ont envoyées.", NO_COPIES, |s| {
        int(s.context.campaign_accounts)
    }),
    maybe("campaign_schools", Kind::Int, "Établissements de ces comptes.", NO_COPIES, |s| {
        int(s.context.campaign_schools)
    }),
    maybe("campaign_stopped", Kind::Int, "Copies retenues ou retirées.", NO_COPIES, |s| {
        int(s.context.campaign_stopped)
    }),
    // How likely it is that somebody else uses the account.
    sure("risk", Kind::Int, "Points de risque : 2 doute, 4 élevé, 5 fort, 8 extrême.", |s| {
        Value::Int(s.risk.points)
    }),
    sure("signs", Kind::Words, "Codes des signes qui font ces points, comme device ou network_vpn.", |s| {
        Value::Words(s.risk.reasons.iter().map(|reason| reason.code.clone()).collect())
    }),
    maybe("academie", Kind::Int, "Code de l’académie de l’expéditeur.", "inconnue", |s| int(s.context.academie)),
    maybe("decoys", Kind::Int, "Boîtes leurres parmi les destinataires, nommées une à une.", "inconnu", |s| {
        int(s.context.decoys)
    }),
    maybe(
        "decoys_tried",
        Kind::Int,
        "Boîtes leurres dont l’identifiant a été essayé depuis un jour, par cet appareil ou ce réseau.",
        NO_SESSION,
        |s| int(s.context.decoys_tried),
    ),
];

const NO_HABIT: &str = "l’historique n’a pas pu être lu";
const NO_SESSION: &str = "envoi sans session connue";
const NO_COPIES: &str = "les copies n’ont pas pu être cherchées";

const fn sure(name: &'static str, kind: Kind, meaning: &'static str, of: fn(&Shown<'_>) -> Value) -> Feature {
    Feature { name, kind, meaning, unavailable: "", of }
}

const fn maybe(
    name: &'static str,
    kind: Kind,
    meaning: &'static str,
    unavailable: &'static str,
    of: fn(&Shown<'_>) -> Value,
) -> Feature {
    Feature { name, kind, meaning, unavailable, of }
}

fn label(shown: &Shown<'_>, label: Label) -> Value {
    Value::Double(shown.score.labels.get(&label).copied().unwrap_or(0.0))
}

fn int(value: Option<i64>) -> Value {
    value.map_or(Value::Unavailable, Value::Int)
}

fn flag(value: Option<bool>) -> Value {
    value.map_or(Value::Unavailable, Value::Bool)
}
