//! Letters: every text has a verdict, every reason points into the text, what goes beyond a bound is held, and a decision
//! is the same again from its features.

use std::sync::LazyLock;

use model::{Profile, limits, verdict::Outcome};
use shield::{
    Context, Letter, Shield, jsonl,
    mutate::DISGUISES,
    policy,
    sketch::{MinHash, Prepared, Sketch, is_sibling, similarity},
    views::{Views, fold},
};

/// The program's rules and model.
pub(super) static SHIELD: LazyLock<Shield> = LazyLock::new(|| Shield::embedded().expect("the rules"));

/// Disguises put on one above the other, at most; each may make a text many times longer.
const DISGUISES_MAX: usize = 3;
/// Bytes of a letter that is disguised.
const DISGUISED_BYTES_MAX: usize = 2_000;

/// A letter cut into subject, body and names of files where it has zeros.
pub(super) fn judge(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    let mut parts = text.split('\0');
    let (subject, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let names: Vec<&str> = parts.take(limits::ATTACHMENTS_PER_MESSAGE_MAX + 1).collect();
    let letter = Letter { subject, body, file_names: &names };
    for context in [Context::declared(Profile::Pupil, 30), Context::declared(Profile::Teacher, 1)] {
        judged(&SHIELD, &letter, &context);
    }
}

/// Judges a letter and holds the verdict against what is promised of every verdict.
pub(super) fn judged(shield: &Shield, letter: &Letter<'_>, context: &Context) {
    let verdict = shield.judge(letter, context);
    assert!((0.0..=1.0).contains(&verdict.threat), "{}", verdict.threat);
    assert!(verdict.labels.values().all(|value| (0.0..=1.0).contains(value)));
    for reason in &verdict.reasons {
        assert!(letter.body.get(reason.start..reason.end).is_some(), "a reason points beside the text: {reason:?}");
    }
    let beyond = letter.body.len() > limits::BODY_BYTES_MAX
        || letter.subject.len() > limits::SUBJECT_CHARS_MAX * 4
        || letter.file_names.len() > limits::ATTACHMENTS_PER_MESSAGE_MAX;
    let overrun = beyond || verdict.reasons.iter().any(|reason| reason.code == "overrun");
    assert!(!overrun || verdict.outcome == Outcome::Hold, "an overrun passed");
    if let Some(ruling) = &verdict.ruling {
        let again = policy::rule(ruling.features.clone(), shield.policy());
        assert_eq!((again.outcome, &again.rule, again.slow), (ruling.outcome, &ruling.rule, ruling.slow));
    }
}

/// A line of JSON: one line gives one line.
pub(super) fn line(content: &[u8]) {
    let (Ok(answer) | Err(answer)) = jsonl::judge_line(&SHIELD, 1, &String::from_utf8_lossy(content));
    assert!(!answer.contains('\n'), "{answer}");
    serde_json::from_str::<serde_json::Value>(&answer).expect("an answer is JSON");
}

/// A letter under the disguises that its first bytes choose: every place of a view has its place in the original.
pub(super) fn views(content: &[u8]) {
    let (choices, rest) = content.split_at(content.len().min(DISGUISES_MAX));
    let mut text = String::from_utf8_lossy(rest).into_owned();
    for choice in choices.iter().map(|choice| usize::from(*choice)) {
        // Beyond the disguises, none.
        if let Some((_, put_on)) =
            DISGUISES.get(choice % (2 * DISGUISES.len())).filter(|_| text.len() <= DISGUISED_BYTES_MAX)
        {
            text = put_on(&text);
        }
    }
    let views = Views::of(&text);
    for view in [&views.canonical, &views.skeleton, &views.squeezed] {
        let read = view.text();
        let step = (read.len() / 64).max(1);
        let mut before = 0;
        for start in (0..read.len()).step_by(step) {
            let place = view.original(start..(start + step).min(read.len()));
            assert!(text.get(place.clone()).is_some(), "{place:?} is no part of {text:?}");
            assert!(place.start >= before, "places go back");
            before = place.start;
        }
    }
    fold(&text);
}

/// Two letters, cut at the first zero or in the middle.
pub(super) fn sketch(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    let (one, other) = text.split_once('\0').unwrap_or((&text, model::text::cut(&text, text.len() / 2)));
    let (sketch, second) = (Sketch::of(one), Sketch::of(other));
    assert_eq!(sketch.exact, Sketch::of(one).exact);
    let (alike, back) = (similarity(one, other), similarity(other, one));
    assert!((0.0..=1.0).contains(&alike) && alike.to_bits() == back.to_bits(), "{alike} {back}");
    assert_eq!(is_sibling(one, other), is_sibling(other, one));
    let marks = sketch.minhash.likeness(&second.minhash);
    assert!((0.0..=1.0).contains(&marks) && marks.to_bits() == second.minhash.likeness(&sketch.minhash).to_bits());
    let kept = MinHash::from_bytes(sketch.minhash.bytes()).expect("a mark that was kept");
    assert_eq!(kept.bands(), sketch.bands());
    assert_eq!(MinHash::from_bytes(content).is_some(), content.len() == MinHash::BYTES);
    assert!(!Prepared::of(one).may_have_siblings() || is_sibling(one, one), "a text is no copy of itself");
}
