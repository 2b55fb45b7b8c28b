//! The attributes that are read. All others, the national pupil number among them, are never kept.

macro_rules! attributes {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// An attribute of an AAF entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Attribute { $($variant),+ }

        impl Attribute {
            /// How many there are.
            pub(crate) const COUNT: usize = [$(Attribute::$variant),+].len();

            /// The attribute of this name, when it is one that is read.
            pub(crate) fn from_name(name: &str) -> Option<Attribute> {
                match name { $($name => Some(Attribute::$variant),)+ _ => None }
            }

            /// Its name in the file.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Attribute::$variant => $name),+ }
            }
        }
    };
}

attributes! {
    Sn = "sn",
    GivenName = "givenName",
    BirthDate = "ENTPersonDateNaissance",
    Mail = "mail",
    Mobile = "ENTPersonMobileSMS",
    MobileOld = "mobile",
    School = "ENTPersonStructRattach",
    PupilClasses = "ENTEleveClasses",
    PupilGroups = "ENTEleveGroupes",
    PupilMef = "ENTEleveMEF",
    PupilLevel = "ENTEleveNivFormation",
    PupilGuardians = "ENTElevePersRelEleve",
    PupilAuthority = "ENTEleveAutoriteParentale",
    TaughtClasses = "ENTAuxEnsClasses",
    TaughtGroups = "ENTAuxEnsGroupes",
    TaughtClassesSubjects = "ENTAuxEnsClassesMatieres",
    TaughtGroupsSubjects = "ENTAuxEnsGroupesMatieres",
    MainClasses = "ENTAuxEnsClassesPrincipal",
    Functions = "ENTPersonFonctions",
    BeforePupils = "PersEducNatPresenceDevantEleves",
    Uai = "ENTStructureUAI",
    SchoolName = "ENTStructureNomCourant",
    SchoolKind = "ENTStructureTypeStruct",
    SchoolContract = "ENTEtablissementContrat",
    SchoolClasses = "ENTStructureClasses",
    SchoolGroups = "ENTStructureGroupes",
    Academie = "ENTServAcAcademie",
    Street = "street",
    PostalCode = "postalCode",
    Commune = "l",
    Telephone = "telephoneNumber",
    MefKey = "ENTMefJointure",
    MefName = "ENTLibelleMef",
    SubjectKey = "ENTMatJointure",
    SubjectName = "ENTLibelleMatiere",
}
