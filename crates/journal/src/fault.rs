//! What a verification finds, in words that a court can read.

use std::fmt;

use model::Millis;

use crate::{Checkpoint, Error};

/// Something that cannot be if nobody has touched the journal. Numbers of entries start at 0, as in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An entry is not what its stored leaf hash was made from.
    EntryChanged {
        /// Its number.
        seq: u64,
    },
    /// The words of an entry are not those that it was sealed with.
    PayloadChanged {
        /// Its number.
        seq: u64,
    },
    /// A field of an entry has a shape that the program never writes.
    EntryUnreadable {
        /// Its number.
        seq: u64,
    },
    /// Something was changed, removed, added or moved among the entries from `from` up to but not with `until`: they
    /// do not give the root that was signed. These are the closest checkpoints around it.
    LogChanged {
        /// First number that may be touched.
        from: u64,
        /// First number that no longer matters: the size of the checkpoint that disagrees.
        until: u64,
    },
    /// Entries are missing.
    Gap {
        /// First number that is missing.
        from: u64,
        /// First number that is there again.
        until: u64,
    },
    /// An entry comes again, or after one that it should precede.
    OutOfOrder {
        /// Its number.
        seq: u64,
        /// The number that was expected.
        expected: u64,
    },
    /// A checkpoint is not what was signed, or was not signed by this key.
    CheckpointRefused {
        /// Its place in the list, from 1.
        place: u64,
        /// Why.
        why: Error,
    },
    /// One or more checkpoints were taken out, added or moved before this one.
    CheckpointChainBroken {
        /// Its place in the list, from 1.
        place: u64,
        /// Entries that it covers.
        size: u64,
    },
    /// A checkpoint covers fewer entries than one before it.
    CheckpointBackwards {
        /// Its place in the list, from 1.
        place: u64,
        /// Entries that it covers.
        size: u64,
        /// Entries that the newest before it covers.
        after: u64,
    },
    /// Two different logs of this size were signed with the same key: the log was rewritten by who holds the key.
    Fork {
        /// Entries that both cover.
        size: u64,
    },
    /// A checkpoint was given after the entries that it covers, and could not be compared with them.
    CheckpointLate {
        /// Entries that it covers.
        size: u64,
    },
    /// The log ends before its newest checkpoint.
    ShorterThanSealed {
        /// Entries that are there.
        entries: u64,
        /// Entries that were sealed.
        sealed: u64,
    },
    /// The log ends before the checkpoint that was kept elsewhere.
    ShorterThanKnown {
        /// Entries that are there.
        entries: u64,
        /// Entries that the kept checkpoint covers.
        known: u64,
    },
    /// The newest checkpoint of the log is older than the one that was kept elsewhere.
    CheckpointsRemoved {
        /// Entries that the newest one covers; 0 when there is none.
        newest: u64,
        /// Entries that the kept checkpoint covers.
        known: u64,
    },
}

/// Something to look at that proves nothing: clocks may be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// An entry bears a time well before the checkpoint that precedes it.
    EntryEarly {
        /// Its number.
        seq: u64,
        /// By how much.
        by: Millis,
    },
    /// An entry bears a time well after the checkpoint that seals it.
    EntryLate {
        /// Its number.
        seq: u64,
        /// By how much.
        by: Millis,
    },
    /// A checkpoint bears a time well before the one that precedes it.
    CheckpointEarly {
        /// Entries that it covers.
        size: u64,
        /// By how much.
        by: Millis,
    },
}

/// What was read, what holds, and what does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Entries read.
    pub entries: u64,
    /// Of them, those whose words were erased; each erasure has an entry of its own.
    pub erased: u64,
    /// Checkpoints read.
    pub checkpoints: u64,
    /// Of them, those whose root was computed again from the entries and is the same.
    pub agreed: u64,
    /// The newest checkpoint whose signature is right.
    pub newest: Option<Checkpoint>,
    /// Its signed note. When the journal holds, keep this elsewhere: it is what the next verification is given as known.
    pub newest_note: Option<String>,
    /// Entries after it, which no signature protects yet.
    pub unsealed: u64,
    /// The time of the first of them.
    pub unsealed_since: Option<Millis>,
    /// Faults, in the order in which they were found, at most
    /// [`VERIFY_FINDINGS_KEPT_MAX`](model::limits::VERIFY_FINDINGS_KEPT_MAX).
    pub faults: Vec<Fault>,
    /// Faults in all.
    pub fault_count: u64,
    /// Remarks, bounded likewise.
    pub remarks: Vec<Remark>,
    /// Remarks in all.
    pub remark_count: u64,
}

impl Report {
    /// Whether nothing was found that should not be.
    pub fn holds(&self) -> bool {
        self.fault_count == 0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::EntryChanged { seq } => write!(f, "l'écriture n° {seq} a été modifiée"),
            Fault::PayloadChanged { seq } => {
                write!(f, "le contenu de l'écriture n° {seq} n'est pas celui qui a été scellé")
            }
            Fault::EntryUnreadable { seq } => {
                write!(f, "l'écriture n° {seq} a une forme que le programme n'écrit jamais")
            }
            Fault::LogChanged { from, until } => write!(
                f,
                "une écriture au moins a été modifiée, retirée, ajoutée ou déplacée entre les n° {from} et {} : elles \
                 ne donnent plus l'empreinte signée",
                until.saturating_sub(1)
            ),
            Fault::Gap { from, until } if until - from == 1 => write!(f, "l'écriture n° {from} manque"),
            Fault::Gap { from, until } => write!(f, "les écritures n° {from} à {} manquent", until - 1),
            Fault::OutOfOrder { seq, expected } => {
                write!(f, "l'écriture n° {seq} est répétée ou déplacée : le n° {expected} était attendu")
            }
            Fault::CheckpointRefused { place, why } => write!(f, "{place}e point de contrôle refusé : {why}"),
            Fault::CheckpointChainBroken { place, size } => write!(
                f,
                "un point de contrôle au moins a été retiré, ajouté ou déplacé avant le {place}e ({size} écritures)"
            ),
            Fault::CheckpointBackwards { place, size, after } => write!(
                f,
                "le {place}e point de contrôle recule : il couvre {size} écritures alors qu'un précédent en couvre {after}"
            ),
            Fault::Fork { size } => write!(
                f,
                "deux journaux différents de {size} écritures ont été signés avec la même clé : le journal a été réécrit \
                 par qui la détient"
            ),
            Fault::CheckpointLate { size } => write!(
                f,
                "le point de contrôle de {size} écritures a été lu trop tard pour être comparé : vérification incomplète"
            ),
            Fault::ShorterThanSealed { entries, sealed } => {
                write!(f, "la fin du journal manque : {entries} écritures présentes, {sealed} scellées")
            }
            Fault::ShorterThanKnown { entries, known } => write!(
                f,
                "la fin du journal manque : {entries} écritures présentes, {known} couvertes par le point de contrôle \
                 conservé à part"
            ),
            Fault::CheckpointsRemoved { newest, known } => write!(
                f,
                "les derniers points de contrôle manquent : le plus récent couvre {newest} écritures, celui conservé à \
                 part en couvre {known}"
            ),
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, by, than) = match self {
            Remark::EntryEarly { seq, by } => {
                (format!("l'écriture n° {seq}"), by, "avant le point de contrôle précédent")
            }
            Remark::EntryLate { seq, by } => {
                (format!("l'écriture n° {seq}"), by, "après le point de contrôle qui la scelle")
            }
            Remark::CheckpointEarly { size, by } => {
                (format!("le point de contrôle de {size} écritures"), by, "avant le précédent")
            }
        };
        write!(f, "{what} porte une heure de {} s {than} : une horloge a été réglée", by.0 / 1_000)
    }
}
