//! What a policy decides by and how: the values of features, and the word that a policy gives on them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::verdict::{Consequence, Outcome};

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
    /// Rules in the shadow that would have decided otherwise, as `overlay/rule@version`.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub shadow: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

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
