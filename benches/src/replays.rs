//! T11: decisions, written down as they are kept and decided again, must be the same to the bit.

use ::shield::{
    Context, Letter, Shield,
    classifier::interval,
    mutate::DISGUISES,
    policy::{self, schema::FEATURES},
};
use model::{Profile, network::NetworkClass, policy::Ruling, verdict::Verdict};

use crate::judge::corpus;

/// Runs everything. `small` is for a quick look.
pub(crate) fn run(small: bool) {
    let (letters, decisions) = (corpus(), if small { 20_000 } else { 200_000 });
    let shield = Shield::embedded().expect("a model");
    let (mut same, mut spans, mut reasons) = (0_u64, 0_u64, 0_u64);
    for n in 0..decisions {
        let letter = &letters[n as usize % letters.len()];
        // Every other round puts another disguise on.
        let round = n as usize / letters.len();
        let text = match round % (DISGUISES.len() + 1) {
            0 => letter.text.clone(),
            disguise => (DISGUISES[disguise - 1].1)(&letter.text),
        };
        let text = Letter { subject: &letter.subject, body: &text, file_names: &[] };
        let verdict = shield.judge(&text, &context(n));
        same += u64::from(again(&shield, &text, &context(n), &verdict));
        let found = verdict.reasons.iter().filter(|reason| reason.code.starts_with("signature:"));
        for reason in found {
            reasons += 1;
            // A hit in the subject alone points nowhere in the body.
            spans += u64::from(reason.start < reason.end || !letter.subject.is_empty());
        }
    }
    let (low, high) = interval::exact(same, decisions);
    println!(
        "decisions replayed to the bit (T11)                        {:.4} % ({same} of {decisions}; {:.4}–{:.4}), {} features each   goal 100 %",
        100.0 * same as f64 / decisions as f64,
        100.0 * low,
        100.0 * high,
        FEATURES.len(),
    );
    println!("hits of signatures that show their span                    {spans} of {reasons}   goal all");
}

/// What is known of the sending, drawn by the number of the decision; every third signal is missing.
fn context(n: u64) -> Context {
    let mut state = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let profile = Profile::ALL[draw(Profile::ALL.len() as u64) as usize];
    let mut context = Context::declared(profile, 1 + draw(1_500) as i64);
    let flag = |drawn: u64| if drawn == 0 { None } else { Some(drawn == 1) };
    context.known_device = flag(draw(3));
    context.device_new = flag(draw(3));
    context.country_unusual = flag(draw(3));
    context.network_new_for_account = flag(draw(3));
    context.hour_local = Some(draw(24) as u8);
    context.session_minutes = (draw(3) > 0).then(|| draw(2_000) as i64);
    context.network_class = (draw(3) > 0).then(|| NetworkClass::ALL[draw(NetworkClass::ALL.len() as u64) as usize]);
    context.own_similar_last_hour = (draw(3) > 0).then(|| draw(6) as i64);
    context.broadcast_power = draw(10) == 0;
    context
}

/// Whether a decision is the same again: from the features as they are kept, and from the letter read anew with what was
/// known as it is kept.
fn again(shield: &Shield, letter: &Letter<'_>, context: &Context, verdict: &Verdict) -> bool {
    let Some(ruling) = verdict.ruling.as_deref() else { return false };
    let kept = serde_json::to_string(ruling).expect("JSON");
    let kept: Ruling = serde_json::from_str(&kept).expect("the same");
    let from_features = policy::rule(kept.features.clone(), shield.policy());
    let told = serde_json::to_string(context).expect("JSON");
    let told: Context = serde_json::from_str(&told).expect("the same");
    let anew = shield.judge(letter, &told);
    let bits = |verdict: &Verdict| {
        let labels: Vec<u32> = verdict.labels.values().map(|value| value.to_bits()).collect();
        (verdict.threat.to_bits(), labels, verdict.outcome, verdict.consequence, verdict.slow)
    };
    kept == *ruling && from_features == *ruling && anew == *verdict && bits(&anew) == bits(verdict)
}
