//! What a policy decides by and how: the values of features, and the word that a policy gives on them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{
    codes::codes,
    verdict::{Consequence, Outcome},
};

codes! {
    /// What a policy is for.
    pub enum PolicyKind {
        /// It decides, in the place of the program's own.
        Base = "base",
        /// Rules on top of the one that decides: they make stricter, or say that they are a relief.
        Overlay = "overlay",
        /// Words that are looked for in letters, with examples of their own.
        Signature = "signature",
    }
}

codes! {
    /// Where a version of a policy stands.
    pub enum PolicyState {
        /// Written, and checked.
        Draft = "draft",
        /// Tried on the log of decisions.
        Tested = "tested",
        /// Asked about every letter, without effect; its hits are counted.
        Shadow = "shadow",
        /// In force in a share of the schools.
        Partial = "partial",
        /// In force.
        Active = "active",
        /// Its time is over.
        Expired = "expired",
        /// It hit far more often than its test said, and was taken out by itself.
        Demoted = "demoted",
        /// Taken out by a person, or another version took its place.
        Retired = "retired",
    }
}

impl PolicyState {
    /// The only list of legal moves; an emergency has one more, from a draft to active for a while.
    pub const fn may_become(self, next: PolicyState) -> bool {
        use PolicyState::{Active, Demoted, Draft, Expired, Partial, Retired, Shadow, Tested};
        matches!(
            (self, next),
            (Draft, Tested | Retired)
                | (Tested, Shadow | Partial | Active | Retired)
                | (Shadow, Partial | Active | Demoted | Retired)
                | (Partial, Partial | Shadow | Active | Demoted | Expired | Retired)
                | (Active, Shadow | Partial | Demoted | Expired | Retired)
        )
    }

    /// The move that an emergency allows: from what is not tested, for a while.
    pub const fn may_become_urgently(self, next: PolicyState) -> bool {
        matches!((self, next), (PolicyState::Draft | PolicyState::Tested | PolicyState::Shadow, PolicyState::Active))
    }

    /// Whether nodes read it: it decides, or is counted.
    pub const fn is_read(self) -> bool {
        matches!(self, PolicyState::Shadow | PolicyState::Partial | PolicyState::Active)
    }

    /// Whether it decides.
    pub const fn is_in_force(self) -> bool {
        matches!(self, PolicyState::Partial | PolicyState::Active)
    }
}

/// The value of one feature of a letter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The signal could not be had.
    Unavailable,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with decimals. It is kept as exactly as the shield knows it.
    Double(f32),
    /// A word of a closed list.
    Text(String),
    /// Words of a closed list.
    Words(Vec<String>),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Unavailable => to.serialize_unit(),
            Value::Bool(value) => to.serialize_bool(*value),
            Value::Int(value) => to.serialize_i64(*value),
            Value::Double(value) => to.serialize_f32(*value),
            Value::Text(value) => to.serialize_str(value),
            Value::Words(value) => value.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Any {
            Null(()),
            Bool(bool),
            Int(i64),
            Double(f64),
            Text(String),
            Words(Vec<String>),
        }
        Ok(match Any::deserialize(from).map_err(|_| D::Error::custom("not a value of a feature"))? {
            Any::Null(()) => Value::Unavailable,
            Any::Bool(value) => Value::Bool(value),
            Any::Int(value) => Value::Int(value),
            Any::Double(value) => Value::Double(value as f32),
            Any::Text(value) => Value::Text(value),
            Any::Words(value) => Value::Words(value),
        })
    }
}

/// What the policy made of one letter, and from what: enough to decide again, to the bit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// The values of the features, in the order of the schema.
    #[serde(rename = "f")]
    pub features: Vec<Value>,
    /// Hexadecimal SHA-256 of the policy's text.
    #[serde(rename = "p")]
    pub policy: String,
    /// The same of each overlay that was in force, in their order.
    #[serde(rename = "v", default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// The rule that decided, with its version: `threat@1`.
    #[serde(rename = "r")]
    pub rule: String,
    /// What it decided of the letter.
    #[serde(rename = "o")]
    pub outcome: Outcome,
    /// The waves are stretched.
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    pub slow: bool,
    /// What it decided of the account.
    #[serde(rename = "c", default)]
    pub consequence: Consequence,
    /// Versions of the desk's signatures that were looked for, as `nuit.2`.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<String>,
    /// Rules in the shadow that would have decided otherwise, as `overlay/rule@version`.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub shadow: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_stays_over_and_nothing_decides_untested_but_in_an_emergency() {
        use PolicyState::{Active, Demoted, Draft, Expired, Retired};
        for next in PolicyState::ALL {
            for over in [Expired, Demoted, Retired] {
                assert!(!over.may_become(*next) && !over.may_become_urgently(*next), "{over} {next}");
            }
            assert!(!(Draft.may_become(*next) && next.is_read()), "{next}");
        }
        assert!(Draft.may_become_urgently(Active));
    }

    #[test]
    fn every_value_comes_back_to_the_bit() {
        let values = vec![
            Value::Unavailable,
            Value::Bool(true),
            Value::Int(i64::MIN),
            Value::Int(7),
            Value::Double(0.1),
            Value::Double(f32::from_bits(0x3f19_999b)),
            Value::Double(1.0),
            Value::Double(f32::MIN_POSITIVE),
            Value::Text("vpn".to_owned()),
            Value::Words(vec!["device".to_owned()]),
            Value::Words(vec![]),
        ];
        let text = serde_json::to_string(&values).expect("written");
        assert_eq!(serde_json::from_str::<Vec<Value>>(&text).expect("read"), values, "{text}");
        assert!(serde_json::from_str::<Value>("{\"a\":1}").is_err());
        let mut chance = 0x9E37_79B9_u32;
        for _ in 0..20_000 {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let value = f32::from_bits(chance >> 2 | 0x0800_0000);
            let text = serde_json::to_string(&Value::Double(value)).expect("written");
            assert_eq!(serde_json::from_str::<Value>(&text).expect("read"), Value::Double(value), "{text}");
        }
    }
}
