//! What a correction changed, sentence by sentence: readers of the first version are shown that, not two whole texts.

use super::{Part, Words, plain::sentences};

/// Sentences that are gone and that are new, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Said before, said no more.
    pub gone: Vec<String>,
    /// Not said before.
    pub new: Vec<String>,
}

/// What changed from one version to the next. The text for telephones says the same again and is left out.
pub fn changes(before: &Words, after: &Words) -> Changes {
    let (before, after) = (all(before), all(after));
    let missing = |of: &[String], from: &[String]| of.iter().filter(|one| !from.contains(one)).cloned().collect();
    Changes { gone: missing(&before, &after), new: missing(&after, &before) }
}

fn all(words: &Words) -> Vec<String> {
    let parts = Part::ALL.iter().filter(|part| **part != Part::Sms);
    parts
        .flat_map(|part| {
            let text = words.part(*part);
            sentences(text).map(|span| text[span].trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_of_the_first_version_see_what_is_gone_and_what_is_new() {
        let words = |known: &str| Words { title: "Ne venez pas.".into(), known: known.into(), ..Words::default() };
        let before = words("Le lycée est fermé. Les élèves sont au gymnase.");
        let after = words("Le lycée est fermé.  Les élèves sont au stade !");
        let changes = changes(&before, &after);
        assert_eq!(changes.gone, ["Les élèves sont au gymnase."]);
        assert_eq!(changes.new, ["Les élèves sont au stade !"]);
        assert_eq!(super::changes(&before, &before), Changes::default());
    }
}
