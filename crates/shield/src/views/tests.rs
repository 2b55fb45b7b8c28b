use proptest::prelude::*;

use super::*;

fn squeezed(text: &str) -> String {
    Views::of(text).squeezed.text
}

#[test]
fn disguised_letters_are_read_as_they_look() {
    for disguised in [
        "bombe",
        "BOMBE",
        "bo\u{200B}m\u{AD}be",
        "ｂｏｍｂｅ",
        "𝓫𝓸𝓶𝓫𝓮",
        "ⓑⓞⓜⓑⓔ",
        "ʙᴏᴍʙᴇ",
        "bоmbе",
        "βοмβε",
        "b\u{301}o\u{335}\u{336}mbe\u{301}\u{302}\u{303}\u{304}\u{305}",
        "🅱🅾🅼🅱🅴",
        "b.o.m.b.e",
        "b o m b e",
        "b💥o💥m💥b💥e",
        "b\no\nm\nb\ne",
        "boooombeeee",
        "\u{202E}ebmob\u{202C}",
    ] {
        assert_eq!(squeezed(disguised), "bombe", "{disguised}");
    }
}

#[test]
fn words_of_a_spaced_sentence_stay_apart() {
    assert_eq!(squeezed("l.a b.o.m.b.e d.u l.y.c.é.e"), "la bombe du lycee");
    assert_eq!(squeezed("l a  b o m b e"), "la bombe");
    assert_eq!(squeezed("je vais t u e r"), "je vais tuer");
}

#[test]
fn initials_elisions_and_arabic_are_left_alone() {
    for text in ["a b", "il n'y a qu'a", "1 2 3 4 5", "تفجير المدرسة"] {
        assert_eq!(squeezed(text), text);
    }
}

#[test]
fn a_find_points_at_what_was_written() {
    let text = "une b\u{200B}о.m.b.é là";
    let text = text.replace("b\u{200B}о.m.b.é", "b.\u{200B}о.m.b.é");
    let views = Views::of(&text);
    let at = views.squeezed.text().find("bombe").expect("found");
    let range = views.squeezed.original(at..at + 5);
    assert_eq!(&text[range], "b.\u{200B}о.m.b.é");
}

#[test]
fn what_was_undone_is_counted() {
    let undone = Views::of("b\u{200B}o\u{200B}mbe bоmbe t u e r été\u{301}\u{301}\u{301}\u{301}\u{301}").disguises;
    assert_eq!(undone.invisible, 2);
    assert_eq!(undone.mixed_words, 1);
    assert_eq!(undone.spaced_letters, 4);
    assert!(undone.stacked > 0);
    assert_eq!(Views::of("Élève à l’école : où ça ? 👩‍🏫 ❤️").disguises, Disguises::default());
}

/// Any text, with the characters that matter here more often than chance would give.
fn any_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        'a',
        'b',
        'é',
        'É',
        ' ',
        '.',
        '\n',
        '\'',
        '«',
        '\u{200B}',
        '\u{202E}',
        '\u{202C}',
        '\u{301}',
        '\u{345}',
        'о',
        'Ν',
        'ﬁ',
        'ǅ',
        'İ',
        'ﷺ',
        '한',
        '\u{1100}',
        '\u{1161}',
        'م',
        '💣',
        '🇫',
        '1',
        '@',
        'ß',
        '½',
        '\u{FE0F}',
        '\u{E0041}',
        '\0',
    ]);
    prop::collection::vec(prop_oneof![3 => odd, 1 => any::<char>()], 0..60).prop_map(String::from_iter)
}

fn check(text: &str, view: &View) -> Result<(), TestCaseError> {
    prop_assert_eq!(view.text.len(), view.starts.len());
    prop_assert_eq!(view.text.len(), view.ends.len());
    prop_assert!(view.starts.is_sorted() && view.ends.is_sorted());
    for (at, c) in view.text.char_indices() {
        let range = view.original(at..at + c.len_utf8());
        prop_assert!(range.start < range.end && range.end <= text.len());
        prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_byte_of_every_view_points_into_the_text(text in any_text()) {
        let views = Views::of(&text);
        for view in [&views.canonical, &views.skeleton, &views.squeezed] {
            check(&text, view)?;
        }
    }

    #[test]
    fn reading_twice_changes_nothing(text in any_text()) {
        let once = Views::of(&text);
        let again = Views::of(once.canonical.text());
        prop_assert_eq!(again.canonical.text(), once.canonical.text());
        let again = Views::of(once.skeleton.text());
        prop_assert_eq!(again.skeleton.text(), once.skeleton.text());
    }

    #[test]
    fn views_grow_at_most_as_normalisation_does(text in any_text()) {
        let views = Views::of(&text);
        // NFKC makes at most 18 characters of one; folding at most four bytes of one character.
        prop_assert!(views.canonical.text().len() <= 64 * text.len());
        prop_assert!(views.squeezed.text().len() <= views.skeleton.text().len() + views.skeleton.text().len());
    }
}
