use proptest::prelude::*;

use super::*;
use crate::mutate::DISGUISES;

const THREAT: &str =
    "Demain à onze heures le bâtiment sud va exploser, nous avons tout préparé, vous ne trouverez rien.";
const OTHER: &str = "Le conseil de classe est avancé à lundi, merci d'envoyer vos appréciations avant vendredi soir.";

#[test]
fn a_disguised_copy_is_a_sibling_and_is_found_by_its_bands() {
    let first = Sketch::of(THREAT).bands();
    for (name, disguise) in DISGUISES {
        let copy = disguise(THREAT);
        assert!(is_sibling(THREAT, &copy), "{name}: {}", similarity(THREAT, &copy));
        let bands = Sketch::of(&copy).bands();
        assert!(first.iter().zip(bands).any(|(a, b)| *a == b), "{name}");
    }
}

#[test]
fn a_copy_with_another_hour_and_greeting_is_a_sibling() {
    let copy = "Bonjour. demain a 10 heures, le batiment nord va exploser : nous avons tout prepare, vous ne trouverez rien !!";
    assert!(is_sibling(THREAT, copy), "{}", similarity(THREAT, copy));
    let near = (Sketch::of(THREAT).simhash ^ Sketch::of(copy).simhash).count_ones();
    let far = (Sketch::of(THREAT).simhash ^ Sketch::of(OTHER).simhash).count_ones();
    assert!(near < far, "{near} {far}");
}

#[test]
fn equal_letters_under_a_disguise_have_one_exact_mark() {
    assert_eq!(
        Sketch::of("Vous le regretterez demain").exact,
        Sketch::of("V.o.u.s l.e r.e.g.r.e.t.t.e.r.e.z d.e.m.a.i.n").exact
    );
    assert_ne!(Sketch::of(THREAT).exact, Sketch::of(OTHER).exact);
}

#[test]
fn ordinary_letters_are_nobodys_siblings() {
    assert!(!is_sibling(THREAT, OTHER));
    for text in ["bonjour, merci", "Bonjour madame, merci beaucoup, bonne journée", "ok", ""] {
        assert!(!is_sibling(text, text), "{text}");
    }
    let quoted = "Madame, ce matin j'ai reçu un message bizarre d'un compte que je ne connais pas, il disait que le bâtiment sud va exploser, je ne sais pas quoi faire, pouvez-vous m'aider s'il vous plaît ?";
    assert!(!is_sibling(THREAT, quoted), "{}", similarity(THREAT, quoted));
}

proptest! {
    #[test]
    fn any_text_has_a_sketch(a in ".{0,200}", b in ".{0,200}") {
        let likeness = similarity(&a, &b);
        prop_assert!((0.0..=1.0).contains(&likeness));
        prop_assert_eq!(Sketch::of(&a), Sketch::of(&a));
        prop_assert_eq!(is_sibling(&a, &b), is_sibling(&b, &a));
    }
}
