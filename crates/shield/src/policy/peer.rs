//! The same expressions, evaluated by the `cel` crate's own interpreter: an independent reading of the language.

use cel::{Context as Names, Program, Value as Cel};
use model::policy::Value;

use super::{
    BUILT_IN, Policy,
    evaluate::{Nothing, Scratch},
    schema::{BOUNDS, FEATURES, Kind},
};

fn cel(value: &Value) -> Cel {
    match value {
        Value::Unavailable => Cel::Null,
        Value::Bool(value) => Cel::Bool(*value),
        Value::Int(value) => Cel::Int(*value),
        Value::Double(value) => Cel::Float(f64::from(*value)),
        Value::Text(value) => Cel::String(value.clone().into()),
        Value::Words(words) => {
            Cel::List(words.iter().map(|word| Cel::String(word.clone().into())).collect::<Vec<_>>().into())
        }
    }
}

/// Values that differ from one number to the next.
fn features(seed: u64) -> Vec<Value> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let made = FEATURES.iter().map(|feature| {
        if feature.may_be_unavailable() && next(3) == 0 {
            return Value::Unavailable;
        }
        match feature.kind {
            Kind::Bool => Value::Bool(next(2) == 1),
            Kind::Int => Value::Int(next(9) as i64 * if next(4) == 0 { 40 } else { 1 }),
            Kind::Double => Value::Double(next(21) as f32 / 20.0),
            Kind::Text => Value::Text(["school", "vpn", "pupil", "isp"][next(4) as usize].to_owned()),
            Kind::Words => Value::Words(vec!["device".to_owned(); next(2) as usize]),
        }
    });
    made.collect()
}

#[test]
fn an_independent_interpreter_says_the_same_of_every_expression() {
    let more = r#"
[[rule]]
id = "more"
when = '("device" in signs) != (profile in ["pupil", "head"]) || (schools != null && schools * 3 - 2 >= -readers)'
outcome = "hold"
if_unavailable = "pass"
"#;
    for text in [BUILT_IN, more] {
        let policy = Policy::parse(text).expect("a policy");
        let program = |text: &str| Program::compile(text).expect("an expression");
        let terms: Vec<Program> = policy.terms.iter().map(|term| program(&term.is)).collect();
        let rules: Vec<Program> = policy.rules.iter().map(|rule| program(&rule.when)).collect();
        for seed in 0..3_000 {
            let features = features(seed);
            let mut names = Names::default();
            for (feature, value) in FEATURES.iter().zip(&features) {
                names.add_variable_from_value(feature.name, cel(value));
            }
            for (name, value) in BOUNDS {
                names.add_variable_from_value(name, Cel::Int(value));
            }
            for (term, program) in policy.terms.iter().zip(&terms) {
                names.add_variable_from_value(term.name.as_str(), program.execute(&names).expect("a value"));
            }
            let mut scratch = Scratch::new(&features, &policy.meanings);
            for (rule, program) in policy.rules.iter().zip(&rules) {
                let said = program.execute(&names);
                match scratch.holds(&rule.node) {
                    Ok(holds) => assert_eq!(said, Ok(Cel::Bool(holds)), "{}: {features:?}", rule.when),
                    Err(Nothing::Unavailable(_)) => assert!(said.is_err(), "{}: {features:?}", rule.when),
                    Err(Nothing::Fault) => panic!("{}: {features:?}", rule.when),
                }
            }
        }
    }
}
