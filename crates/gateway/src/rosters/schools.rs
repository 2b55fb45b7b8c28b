//! Words that several formats share about schools.

use model::school::SchoolKind;

/// What kind of school a type or a name tells: `COLLEGE`, `Lycée professionnel`, `Ecole`.
pub(crate) fn kind(words: &str) -> SchoolKind {
    let folded = model::text::fold(words);
    let says = |word: &str| folded.split(' ').any(|one| one.starts_with(word));
    match () {
        () if says("colleg") || says("clg") => SchoolKind::College,
        () if says("lycee") || says("lgt") || says("lpo") || says("lp") => SchoolKind::Lycee,
        () if says("ecole") || says("maternelle") || says("elementaire") || says("primaire") => SchoolKind::Primary,
        () => SchoolKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_read_from_either_writing() {
        assert_eq!(kind("COLLEGE"), SchoolKind::College);
        assert_eq!(kind("LYCEE D ENSEIGNEMENT GENERAL"), SchoolKind::Lycee);
        assert_eq!(kind("Ecole élémentaire"), SchoolKind::Primary);
        assert_eq!(kind("EREA"), SchoolKind::Other);
    }
}
