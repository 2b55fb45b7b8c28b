//! A model that is not as it was written is refused, and says what to do.

#![allow(clippy::expect_used, reason = "helpers outside of the tests")]

use model::Profile;
use shield::{Context, Letter, Shield};

const MODEL: &[u8] = include_bytes!("../classifier.bin");

fn refused(file: &[u8]) -> String {
    Shield::untrained().expect("rules").with_model(file).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_model_that_was_cut_or_changed_is_refused() {
    assert!(refused(&[]).contains("preau train"));
    assert!(refused(&MODEL[..MODEL.len() - 1]).contains("preau train"));
    for at in [0, 9, 50, MODEL.len() / 2, MODEL.len() - 1] {
        let mut changed = MODEL.to_vec();
        changed[at] ^= 1;
        assert!(refused(&changed).contains("preau train"), "byte {at}");
    }
}

#[test]
fn the_same_letter_has_the_same_verdict_to_the_bit() {
    let (one, two) = (Shield::embedded().expect("a judge"), Shield::embedded().expect("a judge"));
    let context = Context::declared(Profile::Pupil, 30);
    for body in ["", "Bonjour", "demain je fais sauter le lycée", "b.o.m.b.e a 10h", "قنبلة في المدرسة غدا", "🌸"]
    {
        let letter = Letter { subject: "", body, file_names: &[] };
        assert_eq!(one.judge(&letter, &context), two.judge(&letter, &context), "{body}");
    }
}

#[test]
fn what_the_model_holds_it_shows() {
    let shield = Shield::embedded().expect("a judge");
    let body = "Bonsoir à tous. Merci pour les photos du voyage, elles sont belles et toute la classe les a regardées pendant le cours de dessin. Nous en ferons une exposition au printemps avec les parents qui voudront venir nous aider.\n\nDemain à dix heures tout le lycée va exploser et personne ne sortira vivant.";
    let verdict = shield.judge(&Letter { subject: "", body, file_names: &[] }, &Context::declared(Profile::Pupil, 1));
    let shown = verdict.reasons.iter().find(|reason| reason.code == "classifier").expect("the model's reason");
    let words = &body[shown.start..shown.end];
    assert!(words.contains("exploser") && !words.contains("photos"), "{words}");
}
