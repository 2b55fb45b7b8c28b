//! What becomes of a letter, by what it says and by how it is sent.

use model::{
    Profile, limits,
    verdict::{Label, Outcome, Verdict},
};
use shield::{ConfirmedMatch, Context, Letter, Reach, Shield, SimilarRecent};

const EXPLICIT: &str = "Demain je vais faire sauter le lycée.";
const DOUBTFUL: &str = "un massacre lundi au collège";
const ORDINARY: &str = "Bonjour, la sortie de jeudi est reportée.";
const DISTRESS: &str = "je n'en peux plus, j'ai envie de mourir";

fn judge(text: &str, change: impl Fn(&mut Context)) -> Verdict {
    let mut context = Context::declared(Profile::Pupil, 1);
    change(&mut context);
    match Shield::untrained() {
        Ok(shield) => shield.judge(&Letter { subject: "", body: text, file_names: &[] }, &context),
        Err(fault) => Verdict::held_for("rules", &fault.to_string(), ""),
    }
}

fn outcome(text: &str, change: impl Fn(&mut Context)) -> Outcome {
    judge(text, change).outcome
}

#[test]
fn an_explicit_threat_is_held_whoever_sends_it_and_to_however_few() {
    for profile in Profile::ALL {
        let verdict = judge(EXPLICIT, |context| context.profile = *profile);
        assert_eq!(verdict.outcome, Outcome::Hold);
        let first = &verdict.reasons[0];
        assert!(first.code.starts_with("signature:") && EXPLICIT[first.start..first.end].contains("sauter"));
    }
    assert_eq!(outcome(EXPLICIT, |c| c.broadcast_power = true), Outcome::Hold);
    assert_eq!(outcome(EXPLICIT, |c| c.known_device = Some(true)), Outcome::Hold);
}

#[test]
fn the_safety_contact_is_reached_by_every_letter() {
    assert_eq!(outcome(EXPLICIT, |c| c.to_safety_contact = true), Outcome::Deliver);
    assert_eq!(outcome(&"a".repeat(limits::BODY_BYTES_MAX + 1), |c| c.to_safety_contact = true), Outcome::Deliver);
}

#[test]
fn behaviour_decides_on_a_doubtful_letter() {
    let verdict = judge(DOUBTFUL, |_| ());
    assert!((shield::policy::DOUBT_AT..shield::policy::HOLD_AT).contains(&verdict.threat), "{}", verdict.threat);
    assert_eq!(verdict.outcome, Outcome::Deliver);
    assert_eq!(outcome(DOUBTFUL, |c| c.readers = 30), Outcome::Hold);
    assert_eq!(outcome(DOUBTFUL, |c| c.known_device = Some(false)), Outcome::Hold);
    let elsewhere = SimilarRecent { count: 1, distinct_senders: 1, schools: 1 };
    assert_eq!(outcome(DOUBTFUL, |c| c.similar_recent = Some(elsewhere)), Outcome::Hold);
    let teacher = |c: &mut Context| (c.profile, c.readers) = (Profile::Teacher, 30);
    assert_eq!(outcome(DOUBTFUL, teacher), Outcome::Waves);
}

#[test]
fn an_ordinary_letter_goes_out_at_once_or_in_waves() {
    assert_eq!(outcome(ORDINARY, |_| ()), Outcome::Deliver);
    assert_eq!(outcome(ORDINARY, |c| c.readers = limits::WAVES_ABOVE_READERS), Outcome::Deliver);
    assert_eq!(outcome(ORDINARY, |c| c.readers = limits::WAVES_ABOVE_READERS + 1), Outcome::Waves);
    let staff = |c: &mut Context| (c.readers, c.broadcast_power) = (1_500, true);
    assert_eq!(outcome(ORDINARY, staff), Outcome::Deliver);
    let copies = SimilarRecent { count: 6, distinct_senders: 4, schools: 3 };
    assert_eq!(outcome(ORDINARY, |c| c.similar_recent = Some(copies)), Outcome::Waves);
    let spree = Reach { readers: limits::REACH_PER_HOUR_MAX, schools: 1, messages: 12 };
    assert_eq!(outcome(ORDINARY, |c| c.reach_last_hour = Some(spree)), Outcome::Hold);
}

#[test]
fn a_confirmed_threat_is_known_again_but_not_in_the_mouth_of_who_reports_it() {
    let known = |c: &mut Context| {
        c.confirmed_match = Some(ConfirmedMatch { similarity: 0.8, campaign: "Campagne du 20 mars".to_owned() });
    };
    let verdict = judge(ORDINARY, known);
    assert_eq!(verdict.outcome, Outcome::Hold);
    assert!(verdict.reasons.iter().any(|reason| reason.code == "campaign" && reason.text.contains("20 mars")));
    assert_eq!(outcome("J'ai reçu ce message : « Demain je vais faire sauter le lycée. »", known), Outcome::Deliver);
}

#[test]
fn who_speaks_of_dying_is_heard_and_not_shown_widely() {
    let verdict = judge(DISTRESS, |_| ());
    assert_eq!(verdict.outcome, Outcome::Deliver);
    assert!(verdict.labels[&Label::SelfHarm] > 0.5 && verdict.threat < 0.2);
    assert!(verdict.reasons.iter().any(|reason| reason.code == "self_harm"));
    assert_eq!(outcome(DISTRESS, |c| c.readers = 200), Outcome::Hold);
}

#[test]
fn what_is_too_large_to_be_examined_is_held_and_says_so() {
    let verdict = judge(&"é".repeat(limits::BODY_BYTES_MAX), |_| ());
    assert_eq!((verdict.outcome, verdict.reasons[0].code.as_str()), (Outcome::Hold, "overrun"));
    let glued = "abcdefgh".repeat(2_000);
    assert_eq!(judge(&glued, |_| ()).reasons[0].code, "overrun");
}

#[test]
fn a_threat_in_a_file_name_is_found_and_said_to_be_there() {
    let shield = Shield::untrained().expect("rules");
    let letter =
        Letter { subject: "", body: "voir la pièce jointe", file_names: &["je_vais_tuer_tous_les_profs.mp4"] };
    let verdict = shield.judge(&letter, &Context::declared(Profile::Pupil, 3));
    assert_eq!(verdict.outcome, Outcome::Hold);
    let first = &verdict.reasons[0];
    assert_eq!((first.start, first.end), (0, 0));
    assert!(first.text.contains("fichier"), "{}", first.text);
}

#[test]
fn every_hold_says_why() {
    for (text, readers) in [(EXPLICIT, 1), (DOUBTFUL, 30), (DISTRESS, 300)] {
        let verdict = judge(text, |c| c.readers = readers);
        assert_eq!(verdict.outcome, Outcome::Hold);
        assert!(!verdict.reasons.is_empty() && verdict.reasons.iter().all(|reason| reason.text.ends_with('.')));
        assert_eq!(verdict.rules.len(), 64);
    }
}
