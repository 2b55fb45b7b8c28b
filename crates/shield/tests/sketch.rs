//! Which letters are copies of one another, on the letters of `corpus/`: run with `--nocapture` to see the figures.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a test that prints its measure, with helpers outside of it"
)]

use serde_json::Value;
use shield::{
    mutate::DISGUISES,
    sketch::{Prepared, Sketch},
};

struct Text {
    id: String,
    words: String,
    threat: bool,
    read: Prepared,
    sketch: Sketch,
}

fn corpus() -> Vec<Text> {
    let folder = format!("{}/../../corpus", env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    // Those whose letters were written without another in view: elsewhere a threat and its harmless twin are near copies.
    for file in ["benign", "held_out", "threats"] {
        for line in std::fs::read_to_string(format!("{folder}/{file}.jsonl")).expect("a file of letters").lines() {
            let letter: Value = serde_json::from_str(line).expect("JSON");
            let (Some(id), Some(text)) = (letter["id"].as_str(), letter["text"].as_str()) else { continue };
            let read = Prepared::of(text);
            if read.may_have_siblings() {
                let threat = letter["threat"] == true;
                texts.push(Text { id: id.to_owned(), words: text.to_owned(), threat, sketch: read.sketch(), read });
            }
        }
    }
    texts
}

fn shares_band(a: &Sketch, b: &Sketch) -> bool {
    a.bands().iter().zip(b.bands()).any(|(a, b)| *a == b)
}

/// Likeness of two texts that a person would call copies; the shield's own threshold.
const SIBLING_AT: f32 = 0.55;

#[test]
fn letters_that_have_nothing_in_common_are_never_siblings() {
    let texts = corpus();
    let (mut pairs, mut compared, mut copies, mut error) = (0_u64, 0_u64, Vec::new(), 0.0_f32);
    for (n, a) in texts.iter().enumerate() {
        for b in &texts[..n] {
            pairs += 1;
            compared += u64::from(shares_band(&a.sketch, &b.sketch));
            let likeness = a.read.likeness(&b.read);
            error = error.max((a.sketch.minhash.likeness(&b.sketch.minhash) - likeness).abs());
            if likeness >= SIBLING_AT {
                assert!(a.threat && b.threat, "{} and {} are taken for copies", a.id, b.id);
                copies.push((&a.id, &b.id));
            }
        }
    }
    println!("{pairs} pairs, {compared} with a band in common, largest error of an estimate {error:.2}; {copies:?}");
    // A threat may stand in the corpus beside its own disguise.
    assert!(copies.len() as u64 * 50_000 < pairs, "{copies:?}");
    assert!(compared * 100 < pairs, "{compared} of {pairs} pairs would have to be compared");
    assert!(error < 0.25, "{error}");
}

#[test]
fn up_to_three_disguises_leave_a_letter_a_sibling_of_itself() {
    let texts = corpus();
    let (mut all, mut unseen) = (0_u64, 0_u64);
    for (n, text) in texts.iter().enumerate() {
        // Every disguise with every other in turn, and a third: over the corpus all of them meet.
        for (i, (first, one)) in DISGUISES.iter().enumerate() {
            let (second, two) = DISGUISES[(i + n) % DISGUISES.len()];
            let (third, three) = DISGUISES[(2 * i + n / DISGUISES.len()) % DISGUISES.len()];
            for (name, copy) in [
                (format!("{first}+{second}"), two(&one(&text.words))),
                (format!("{first}+{second}+{third}"), three(&two(&one(&text.words)))),
            ] {
                let read = Prepared::of(&copy);
                let likeness = text.read.likeness(&read);
                assert!(likeness >= SIBLING_AT, "{} under {name}: {likeness} « {copy} »", text.id);
                all += 1;
                unseen += u64::from(!shares_band(&text.sketch, &read.sketch()));
            }
        }
    }
    println!("{all} disguised copies, {unseen} without a band in common");
    assert!(unseen * 500 < all, "{unseen} of {all} copies would not be looked at");
}

#[test]
fn a_warning_that_quotes_a_few_words_is_no_copy() {
    let warnings = [
        (
            "Madame, je vous écris car ma fille a reçu ce matin un message qui dit « ",
            " ». Elle ne veut plus venir, que dois-je faire ? Merci de me rappeler dès que possible.",
        ),
        (
            "Bonjour, un compte que je ne connais pas a écrit à toute la classe, ça commence par ",
            " et après c’est pire, je préfère ne pas tout recopier. Je vous le montre demain à la vie scolaire.",
        ),
    ];
    for text in corpus().iter().filter(|text| text.threat) {
        let few: Vec<&str> = text.words.split_whitespace().take(6).collect();
        for (before, after) in warnings {
            let warning = Prepared::of(&format!("{before}{}{after}", few.join(" ")));
            let likeness = text.read.likeness(&warning);
            assert!(likeness < SIBLING_AT, "{}: {likeness}", text.id);
        }
    }
}
