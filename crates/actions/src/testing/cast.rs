//! The standing cast: three schools in two académies, and about thirty people.
//!
//! - `lycee` Simone-Vallier (académie 10, département 069), classes `2nde4` and `2nde5`, project group `radio`:
//!   pupils `ines` and `karim` (2nde4), `lea` and `noe` (2nde5); `ines` and `lea` are in `radio`. Head `adou`, staff
//!   `perrin`, teachers `roche` (2nde4, radio) and `durand` (2nde5).
//! - `college` Ondine-Marchand (académie 10, département 042), classes `6a` and `6b`: pupils `adam` and `zoe` (6a),
//!   `hugo` (6b). Head `lemoine`, staff `perez`, teachers `roche` (6a as well) and `moreau` (6b).
//! - `ailleurs`, lycée Hélène-Aubrac (académie 25, département 091), class `1re2`: pupil `yann`, guardian `claire`,
//!   teacher `bonnet`, head `faure`, staff `tessier`.
//! - Guardians: `farida` of `ines` and `adam` (two schools), `paul` of `ines` alone, `sylvie` of `karim`, `nadia` of
//!   `zoe`; the teacher `durand` is the guardian of `hugo`.
//! - Without school: `desk` and `desk2` triage académie 10, `desk25` académie 25, `operator` looks after it all.

use model::{
    Profile::{Head, Pupil, Staff, Teacher},
    Role,
    school::{SchoolKind, SectionKind},
    territory::Scope,
};

use super::Directory;

impl Directory<'_> {
    /// Writes the cast.
    pub(super) async fn add_cast(&mut self) {
        self.places().await;
        self.pupils().await;
        self.adults_of_schools().await;
        self.guardians().await;
        self.powers().await;
    }

    async fn places(&mut self) {
        self.territory(10, "069", "Rhône").await;
        self.run("insert into departement (code, name, academie) values ($1, $2, $3)", ("042", "Loire", 10_i64)).await;
        self.territory(25, "091", "Essonne").await;
        self.school("lycee", "Lycée Simone-Vallier", SchoolKind::Lycee, 10, "069").await;
        self.section("lycee", "2nde4", SectionKind::Class, "2NDE 4").await;
        self.section("lycee", "2nde5", SectionKind::Class, "2NDE 5").await;
        self.section("lycee", "radio", SectionKind::Group, "PROJET RADIO").await;
        self.school("college", "Collège Ondine-Marchand", SchoolKind::College, 10, "042").await;
        self.section("college", "6a", SectionKind::Class, "6A").await;
        self.section("college", "6b", SectionKind::Class, "6B").await;
        self.school("ailleurs", "Lycée Hélène-Aubrac", SchoolKind::Lycee, 25, "091").await;
        self.section("ailleurs", "1re2", SectionKind::Class, "1RE 2").await;
    }

    async fn pupils(&mut self) {
        for (key, given, family, school, section) in [
            ("ines", "Inès", "Benali", "lycee", "2nde4"),
            ("karim", "Karim", "Lefèvre", "lycee", "2nde4"),
            ("lea", "Léa", "Nguyễn", "lycee", "2nde5"),
            ("noe", "Noé", "Da Costa", "lycee", "2nde5"),
            ("adam", "Adam", "Benali", "college", "6a"),
            ("zoe", "Zoé", "Martin", "college", "6a"),
            ("hugo", "Hugo", "Durand", "college", "6b"),
            ("yann", "Yann", "Le Goff", "ailleurs", "1re2"),
        ] {
            self.pupil(key, given, family, school, section).await;
        }
        self.join("ines", "radio", Pupil).await;
        self.join("lea", "radio", Pupil).await;
    }

    /// A pupil of a class.
    pub async fn pupil(&mut self, key: &str, given: &str, family: &str, school: &str, section: &str) {
        self.person(key, given, family).await;
        self.affiliate(key, school, Pupil).await;
        self.join(key, section, Pupil).await;
    }

    async fn adults_of_schools(&mut self) {
        for (key, given, family, school, profile, sections) in [
            ("roche", "Anne", "Roche", "lycee", Teacher, &["2nde4", "radio"][..]),
            ("durand", "Marc", "Durand", "lycee", Teacher, &["2nde5"]),
            ("perrin", "Odile", "Perrin", "lycee", Staff, &[]),
            ("adou", "Koffi", "Adou", "lycee", Head, &[]),
            ("moreau", "Luc", "Moreau", "college", Teacher, &["6b"]),
            ("perez", "Ana", "Perez", "college", Staff, &[]),
            ("lemoine", "Ève", "Lemoine", "college", Head, &[]),
            ("bonnet", "Jean", "Bonnet", "ailleurs", Teacher, &["1re2"]),
            ("tessier", "Rose", "Tessier", "ailleurs", Staff, &[]),
            ("faure", "Alix", "Faure", "ailleurs", Head, &[]),
        ] {
            self.person(key, given, family).await;
            self.affiliate(key, school, profile).await;
            for section in sections {
                self.join(key, section, Teacher).await;
            }
        }
        self.affiliate("roche", "college", Teacher).await;
        self.join("roche", "6a", Teacher).await;
    }

    async fn guardians(&mut self) {
        for (key, given, family) in [
            ("farida", "Farida", "Benali"),
            ("paul", "Paul", "Garnier"),
            ("sylvie", "Sylvie", "Lefèvre"),
            ("nadia", "Nadia", "Martin"),
            ("claire", "Claire", "Le Goff"),
        ] {
            self.person(key, given, family).await;
        }
        self.guard("farida", "ines", "lycee", &["2nde4", "radio"]).await;
        self.guard("farida", "adam", "college", &["6a"]).await;
        self.guard("paul", "ines", "lycee", &["2nde4", "radio"]).await;
        self.guard("sylvie", "karim", "lycee", &["2nde4"]).await;
        self.guard("nadia", "zoe", "college", &["6a"]).await;
        self.guard("durand", "hugo", "college", &["6b"]).await;
        self.guard("claire", "yann", "ailleurs", &["1re2"]).await;
    }

    async fn powers(&mut self) {
        for (key, given, family, role, scope) in [
            ("desk", "Maud", "Vidal", Role::Desk, Scope::Academie(10)),
            ("desk2", "Théo", "Arnaud", Role::Desk, Scope::Academie(10)),
            ("desk25", "Lise", "Colin", Role::Desk, Scope::Academie(25)),
            ("operator", "Samir", "Haddad", Role::Operator, Scope::All),
        ] {
            self.person(key, given, family).await;
            self.grant(key, role, scope).await;
        }
    }
}
