//! Why a policy is refused: a sentence in French, for the desk that writes it.

use model::limits;

use super::schema::Kind;

/// Where a fault is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The text as a whole.
    File,
    /// A term, by its name.
    Term(String),
    /// A rule, by its id.
    Rule(String),
}

/// A policy that is refused: where and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", told(place))]
pub struct Refused {
    /// Where.
    pub place: Place,
    /// Why.
    pub fault: Fault,
}

fn told(place: &Place) -> String {
    match place {
        Place::File => String::new(),
        Place::Term(name) => format!("terme «\u{202F}{name}\u{202F}»\u{202F}: "),
        Place::Rule(id) => format!("règle «\u{202F}{id}\u{202F}»\u{202F}: "),
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not TOML, or has keys that no policy has.
    #[error("le texte ne se lit pas\u{202F}: {0}")]
    Toml(String),
    /// The text is too long.
    #[error("texte de {bytes} octets\u{202F}; {} au plus", limits::POLICY_BYTES_MAX)]
    File {
        /// Its length.
        bytes: usize,
    },
    /// An expression is too long.
    #[error("expression de {bytes} octets\u{202F}; {} au plus", limits::POLICY_EXPRESSION_BYTES_MAX)]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Parentheses in parentheses, or too many signs.
    #[error("l’expression est trop profonde ou a trop de signes\u{202F}: coupez-la en termes")]
    TooDeep,
    /// Too many rules, terms or steps.
    #[error("{found} {what}\u{202F}; {max} au plus")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many may be.
        max: usize,
    },
    /// It is no CEL.
    #[error(
        "l’expression ne se lit pas, à la ligne {line}, caractère {column}\u{202F}: vérifiez les parenthèses, les guillemets et les signes"
    )]
    Syntax {
        /// Line, from 1.
        line: isize,
        /// Character, from 1.
        column: isize,
    },
    /// A name that is not in the schema.
    #[error("«\u{202F}{name}\u{202F}» n’est ni une variable, ni un terme déjà défini, ni une borne")]
    Unknown {
        /// The name.
        name: String,
    },
    /// Types that do not fit.
    #[error("«\u{202F}{sign}\u{202F}» attend {}, et reçoit {}", named(*wanted), named(*found))]
    Type {
        /// The sign.
        sign: &'static str,
        /// What it takes.
        wanted: Kind,
        /// What it was given.
        found: Kind,
    },
    /// The condition gives something else than yes or no.
    #[error("la condition doit donner vrai ou faux, et donne {}", named(*.0))]
    NotBool(Kind),
    /// A part of CEL that policies do without.
    #[error("{0} ne s’emploie pas dans une politique")]
    NotUsed(&'static str),
    /// A function.
    #[error(
        "«\u{202F}{name}\u{202F}» ne s’emploie pas dans une politique\u{202F}: comparaisons, && || !, + - *, «\u{202F}in\u{202F}» et ?\u{202F}: suffisent"
    )]
    Call {
        /// Its name.
        name: String,
    },
    /// A feature that always has a value is compared to `null`.
    #[error("«\u{202F}{name}\u{202F}» a toujours une valeur\u{202F}: ne le comparez pas à null")]
    NeverMissing {
        /// The feature.
        name: String,
    },
    /// A name or an id that cannot be one.
    #[error(
        "«\u{202F}{name}\u{202F}» ne peut pas être un nom\u{202F}: des lettres minuscules sans accent, des chiffres et _, {} au plus",
        limits::POLICY_NAME_BYTES_MAX
    )]
    Name {
        /// The name.
        name: String,
    },
    /// A name that is taken.
    #[error("«\u{202F}{name}\u{202F}» est défini deux fois, ou porte le nom d’une variable")]
    Twice {
        /// The name.
        name: String,
    },
    /// A part that must be there.
    #[error("{0}")]
    Lacks(&'static str),
}

fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "vrai ou faux",
        Kind::Int => "un nombre entier",
        Kind::Double => "un nombre à virgule, comme 0.5 ou 1.0",
        Kind::Text => "un mot entre guillemets",
        Kind::Words => "une liste de mots",
    }
}
