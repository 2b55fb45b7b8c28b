//! Schools, their classes and groups.

use crate::{SchoolId, SectionId, Uai, codes::codes};

codes! {
    /// What kind of school.
    pub enum SchoolKind {
        /// école maternelle, élémentaire or primaire
        Primary = "primary",
        /// collège
        College = "college",
        /// lycée, of any kind
        Lycee = "lycee",
        /// anything else: EREA, CFA, service…
        Other = "other",
    }
}

codes! {
    /// A part of a school: its pupils, their guardians and their teachers are three audiences.
    pub enum SectionKind {
        /// classe, division
        Class = "class",
        /// groupe d'enseignement, projet
        Group = "group",
    }
}

/// A school as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// Identity in this installation.
    pub id: SchoolId,
    /// National code.
    pub uai: Uai,
    /// Usual name.
    pub name: String,
    /// Kind.
    pub kind: SchoolKind,
    /// Commune, as written in the directory.
    pub commune: String,
    /// Département, three characters ("069", "02A").
    pub departement: String,
    /// Code of the académie.
    pub academie: u8,
}

/// A class or a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Identity.
    pub id: SectionId,
    /// Its school.
    pub school: SchoolId,
    /// Class or group.
    pub kind: SectionKind,
    /// Its name in the school: "3B", "2NDE 4".
    pub name: String,
}
