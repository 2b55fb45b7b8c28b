//! Why a set of rules is refused.

/// A fault in the text of the rules. Nothing else can go wrong: judging always gives a verdict.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is not TOML, or has keys that no rule has.
    #[error("fichier de règles {file} : {source}")]
    Syntax {
        /// Position of the file among those given, from 1.
        file: usize,
        /// What the TOML reader says, with line and column.
        source: Box<toml::de::Error>,
    },
    /// A name that stands for two things.
    #[error("« {name} » est défini deux fois")]
    Twice {
        /// The concept, rule or frame.
        name: String,
    },
    /// A rule or frame asks for a concept that no file defines.
    #[error("« {of} » demande la notion « {concept} », qu’aucun fichier ne définit")]
    UnknownConcept {
        /// The rule or frame.
        of: String,
        /// What is missing.
        concept: String,
    },
    /// A concept, rule or frame is not acceptable.
    #[error("« {of} » : {fault}")]
    Unfit {
        /// The concept, rule or frame.
        of: String,
        /// What is wrong and what would be right.
        fault: String,
    },
    /// More concepts than a set of rules may have.
    #[error("{found} notions : il n’y a place que pour {max}")]
    TooManyConcepts {
        /// How many there are.
        found: usize,
        /// How many may be.
        max: usize,
    },
    /// A rule that finds its threat in ordinary letters.
    #[error("« {rule} » reconnaît {hits} lettres ordinaires sur {of}, comme « {sample} » : resserrez-la")]
    TooBroad {
        /// The rule.
        rule: String,
        /// Ordinary letters that it hits.
        hits: usize,
        /// Ordinary letters tried.
        of: usize,
        /// One of them.
        sample: String,
    },
    /// The policy that comes with the program is refused.
    #[error("la politique du programme : {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Policy(Vec<crate::policy::Refused>),
    /// The automaton over the terms cannot be built.
    #[error("ces mots ne tiennent pas dans un automate : {0}")]
    Automaton(#[from] aho_corasick::BuildError),
}

impl Error {
    pub(crate) fn unfit(of: &str, fault: impl Into<String>) -> Error {
        Error::Unfit { of: of.to_owned(), fault: fault.into() }
    }
}
