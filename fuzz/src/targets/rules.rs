//! What operators and desks write: rules that are accepted end, and hold by what they say; a policy that is accepted
//! decides on everything, and on the same always the same.

use std::sync::{Arc, LazyLock};

use model::{Profile, policy::Value, verdict::Outcome};
use shield::{
    Context, Letter, RuleFile,
    policy::{InForce, Policy, Ruled, outcome, over, rule},
};

use super::letters::{SHIELD, judged};

/// Letters on which what was accepted is tried.
const LETTERS: [(&str, &str); 4] = [
    ("Sortie de jeudi", "Bonjour, la sortie au musée aura lieu jeudi. Merci de signer le mot."),
    ("", "Il y a une bombe dans le lycée, je vais tout faire exploser."),
    (
        "RE: devoir",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
    ),
    ("Vidéo", "https://video.example/x?y=1 🔥🔥🔥"),
];

/// A file of rules, by an operator and by the desk.
pub(super) fn local(content: &[u8]) {
    let text = String::from_utf8_lossy(content).into_owned();
    for version in [None, Some(1)] {
        let file = RuleFile { name: "essai".to_owned(), version, text: text.clone() };
        let Ok(shield) = SHIELD.try_file(&file) else { continue };
        for (subject, body) in LETTERS {
            let letter = Letter { subject, body, file_names: &[] };
            judged(&shield, &letter, &Context::declared(Profile::Pupil, 30));
            shield.local_hits(&letter, None);
        }
        // A rule that is accepted lets its own harmless examples pass: it does not match everything.
        assert!(shield.failing_examples().is_empty(), "accepted with a failing example");
    }
}

/// The features of some letters, decided by the program's policy.
static FEATURES: LazyLock<Vec<(Vec<Value>, Outcome)>> = LazyLock::new(|| {
    let mut known = Context::declared(Profile::Teacher, 400);
    (known.known_device, known.device_new, known.session_minutes) = (Some(false), Some(true), Some(0));
    let contexts = [Context::declared(Profile::Pupil, 30), known];
    let letters = LETTERS.iter().flat_map(|letter| contexts.iter().map(move |context| (letter, context)));
    let verdicts =
        letters.map(|((subject, body), context)| SHIELD.judge(&Letter { subject, body, file_names: &[] }, context));
    verdicts.filter_map(|verdict| verdict.ruling).map(|ruling| (ruling.features, ruling.outcome)).collect()
});

/// A policy, and an overlay on the program's.
pub(super) fn policy(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    if let Ok(policy) = Policy::parse(&text) {
        let in_force = InForce::alone(Arc::new(policy));
        for (features, _) in FEATURES.iter() {
            let ruled = outcome(features, &in_force);
            let again = rule(features.clone(), &in_force);
            assert_eq!(ruled.outcome(), again.outcome);
            // What does not answer, holds.
            assert!(
                again.rule != "none" && !again.rule.ends_with('!') || again.outcome == Outcome::Hold,
                "{}",
                again.rule
            );
        }
    }
    if let Ok(overlay) = Policy::parse_overlay(&text) {
        for (features, before) in FEATURES.iter() {
            let ruled = match before {
                Outcome::Deliver => Ruled::Deliver,
                Outcome::Waves => Ruled::Waves,
                Outcome::Hold => Ruled::Hold,
            };
            if let Some((other, by)) = over(features, ruled, &overlay) {
                assert!(other != ruled, "{} changes nothing", by.id);
                assert!(other > ruled || !by.relief.is_empty(), "{} is milder and no relief", by.id);
            }
        }
    }
}
