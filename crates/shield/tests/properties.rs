//! Whatever is written, the judge answers, points into the text, and takes time in proportion to it.

use model::{Profile, limits, verdict::Outcome};
use proptest::prelude::*;
use shield::{Context, Letter, Shield};

/// Any text, with words that the rules look for more often than chance would give.
fn any_letter() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "je vais ",
        "tuer ",
        "tous ",
        "bombe ",
        "lycée ",
        "b.o.m.b.e ",
        "« ",
        " » ",
        "\" ",
        ": ",
        "\n\n",
        "pas ",
        "j'ai reçu ",
        "? ",
        "💣",
        "t u e r ",
        "е",
        "\u{200B}",
        "\u{202E}",
        "@",
        "1",
        "b*mbe",
        "demain ",
        "si vous ",
        "me tuer ",
        "ﷺ",
        "\u{301}",
    ]);
    prop::collection::vec(
        prop_oneof![3 => words.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..60,
    )
    .prop_map(|parts| parts.concat())
}

#[test]
fn any_letter_gets_a_verdict_whose_spans_lie_in_its_body() {
    let shield = Shield::embedded().expect("rules");
    let letters = (any_letter(), any_letter(), any_letter(), 0..2_000_i64);
    let config = ProptestConfig { cases: 400, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let ran = runner.run(&letters, |(subject, body, name, readers)| {
        let letter = Letter { subject: &subject, body: &body, file_names: &[&name] };
        let verdict = shield.judge(&letter, &Context::declared(Profile::Pupil, readers));
        prop_assert!((0.0..=1.0).contains(&verdict.threat));
        prop_assert!(verdict.outcome != Outcome::Hold || !verdict.reasons.is_empty());
        for reason in &verdict.reasons {
            prop_assert!(reason.start <= reason.end && reason.end <= body.len());
            prop_assert!(body.is_char_boundary(reason.start) && body.is_char_boundary(reason.end));
        }
        prop_assert_eq!(shield.judge(&letter, &Context::declared(Profile::Pupil, readers)), verdict);
        Ok(())
    });
    assert!(ran.is_ok(), "{ran:?}");
}

/// The largest letters of the kinds that cost most: one letter may cost some times what ten of a tenth of its length
/// cost, where a loop in a loop would cost ten times as much. Both take as long on a machine that is shared, and the
/// quickest of several tries counts.
#[test]
#[expect(clippy::disallowed_methods, reason = "measures how cost grows with length")]
fn the_worst_letters_cost_in_proportion_to_their_length() {
    const TRIES: usize = 30;
    let shield = Shield::embedded().expect("rules");
    let context = Context::declared(Profile::Pupil, 1);
    let time = |piece: &str, bytes: usize, times: usize| {
        let body = piece.repeat(bytes / piece.len());
        let start = std::time::Instant::now();
        for _ in 0..times {
            let verdict = shield.judge(&Letter { subject: "", body: &body, file_names: &[] }, &context);
            assert!(!verdict.rules.is_empty());
        }
        start.elapsed()
    };
    for piece in [
        "a",
        "a ",
        "é",
        "bombe ",
        "je vais vous tuer tous ",
        "j'ai reçu « je vais tuer tous » ",
        "b.o.m.b.e ",
        "e\u{301}\u{301}",
        "b*mbe ",
        "\u{202E}a\u{202C}",
        "bombelycee",
        "1",
        "m1ll1l1 ",
        "« \" ",
        ": ",
        "pas ",
        "si vous ",
        "💣",
        "vous allez mourir. ",
        "a1!b",
    ] {
        let largest = limits::BODY_BYTES_MAX - 100;
        let in_proportion = (0..TRIES).any(|_| time(piece, largest, 1) < time(piece, largest / 10, 10) * 4);
        assert!(in_proportion, "« {piece} » costs more than in proportion");
    }
}
