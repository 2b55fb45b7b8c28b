//! What is taught, by the codes that the national files use.

/// A subject.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Key in `MatiereEducNat`.
    pub(crate) code: &'static str,
    /// Its name, in capitals as in the files; of a spécialité, the one that everybody uses.
    pub(crate) name: &'static str,
    /// Those who teach it: their code and their name.
    pub(crate) discipline: (&'static str, &'static str),
    /// Taught so little in one school that its teachers share themselves between several.
    pub(crate) is_rare: bool,
}

macro_rules! subjects {
    ($($id:ident = $code:literal $name:literal $discipline:literal $teachers:literal $rare:literal;)+) => {
        $(pub(crate) const $id: Subject = Subject {
            code: $code,
            name: $name,
            discipline: ($discipline, $teachers),
            is_rare: $rare,
        };)+
        /// Every subject.
        pub(crate) const ALL: &[&Subject] = &[$(&$id),+];
    };
}

subjects! {
    FRENCH = "020700" "FRANÇAIS" "L0202" "LETTRES MODERNES" false;
    LATIN = "020300" "LATIN" "L0201" "LETTRES CLASSIQUES" true;
    HUMANITIES = "024500" "Spécialité HLP" "L0202" "LETTRES MODERNES" false;
    PHILOSOPHY = "013000" "PHILOSOPHIE" "L0100" "PHILOSOPHIE" false;
    MATHS = "061300" "MATHÉMATIQUES" "L1300" "MATHÉMATIQUES" false;
    COMPUTING = "061600" "NUMÉRIQUE ET SCIENCES INFORMATIQUES" "L1310" "INFORMATIQUE" false;
    HISTORY = "043700" "HISTOIRE-GÉOGRAPHIE" "L1000" "HISTOIRE-GÉOGRAPHIE" false;
    GEOPOLITICS = "043900" "Spécialité HGGSP" "L1000" "HISTOIRE-GÉOGRAPHIE" false;
    ECONOMICS = "052200" "SCIENCES ÉCONOMIQUES ET SOCIALES" "L1100" "SCIENCES ÉCONOMIQUES ET SOCIALES" false;
    MANAGEMENT = "056800" "SCIENCES DE GESTION ET MANAGEMENT" "L8010" "ÉCONOMIE ET GESTION" false;
    LAW = "056900" "DROIT ET ÉCONOMIE" "L8010" "ÉCONOMIE ET GESTION" false;
    ENGLISH = "030201" "ANGLAIS" "L0422" "ANGLAIS" false;
    ENGLISH_LETTERS = "032200" "Spécialité LLCER" "L0422" "ANGLAIS" false;
    SPANISH = "030602" "ESPAGNOL" "L0426" "ESPAGNOL" false;
    GERMAN = "030102" "ALLEMAND" "L0421" "ALLEMAND" true;
    ITALIAN = "030402" "ITALIEN" "L0429" "ITALIEN" true;
    ARABIC = "030502" "ARABE" "L0423" "ARABE" true;
    BIOLOGY = "062900" "SCIENCES DE LA VIE ET DE LA TERRE" "L1600" "SCIENCES DE LA VIE ET DE LA TERRE" false;
    PHYSICS = "062300" "PHYSIQUE-CHIMIE" "L1500" "PHYSIQUE-CHIMIE" false;
    TECHNOLOGY = "070800" "TECHNOLOGIE" "L1400" "TECHNOLOGIE" false;
    SPORT = "100100" "ÉDUCATION PHYSIQUE ET SPORTIVE" "L1900" "ÉDUCATION PHYSIQUE ET SPORTIVE" false;
    ARTS = "090100" "ARTS PLASTIQUES" "L1800" "ARTS PLASTIQUES" true;
    MUSIC = "081300" "ÉDUCATION MUSICALE" "L1700" "ÉDUCATION MUSICALE" true;
}
