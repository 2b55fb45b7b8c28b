//! What a campaign is recognised by, for other tools: a STIX 2.1 bundle. It holds hashes, links and sites, and nothing of
//! anybody. Identities are `UUIDv5`, so that the same thing is the same object in every pack.

use model::Millis;
use serde_json::{Map, Value, json};
use sha1::{Digest as _, Sha1};
use uuid::{Builder, Uuid, uuid};

use crate::{facts::Dossier, moment};

/// Namespace of observables, STIX 2.1 §2.9.
const OBSERVABLES: Uuid = uuid!("00abedb4-aa42-466c-9fed-23fdd4a9ca93");
/// Namespace of our own objects.
const OURS: Uuid = uuid!("5b0f3a0e-6d0c-5e55-9d0b-0c7a6b1f2d11");
/// How long an indicator is worth something: words of a threat change within days, and an old one stops harmless letters.
const VALID: Millis = Millis::days(7);
/// How the messages came: accounts of others, and letters within the service (MITRE ATT&CK).
const TECHNIQUES: [(&str, &str); 2] = [("T1078", "Valid Accounts"), ("T1534", "Internal Spearphishing")];

/// The bundle, indented; nothing when there is nothing to recognise.
pub(crate) fn bundle(facts: &Dossier) -> Result<Option<Vec<u8>>, serde_json::Error> {
    let first = facts.texts.iter().map(|text| text.first_at).chain(facts.patterns.iter().map(|one| one.added_at)).min();
    let Some(first) = first else { return Ok(None) };
    let last = facts.messages.iter().map(|message| message.sent_at).max().unwrap_or(first).max(first);
    let maker = Maker { at: moment::utc(first), identity: id("identity", &facts.head.installation) };
    let campaign = id("campaign", &facts.head.of.to_string());
    let mut objects = vec![
        maker.object(
            "identity",
            &maker.identity,
            json!({ "name": facts.head.installation, "identity_class": "system" }),
        ),
        maker.object(
            "campaign",
            &campaign,
            json!({
                "name": format!("Préau {}", facts.head.of),
                "first_seen": moment::utc(first),
                "last_seen": moment::utc(last),
            }),
        ),
    ];
    for (code, name) in TECHNIQUES {
        let technique = id("attack-pattern", code);
        let reference = json!([{ "source_name": "mitre-attack", "external_id": code }]);
        objects.push(maker.object(
            "attack-pattern",
            &technique,
            json!({ "name": name, "external_references": reference }),
        ));
        objects.push(maker.link(&campaign, "uses", &technique));
    }
    for text in &facts.texts {
        let hashes = json!({ "SHA-256": text.letters_sha256 });
        objects.push(json!({
            "type": "file", "spec_version": "2.1", "id": observable("file", &json!({ "hashes": hashes })),
            "hashes": hashes,
        }));
        let pattern = format!("[file:hashes.'SHA-256' = '{}']", text.letters_sha256);
        let named = format!("Texte normalisé, {} copies", text.copies);
        objects.extend(maker.indicator(&campaign, &pattern, &named, text.first_at));
    }
    for one in &facts.patterns {
        if let Some(pattern) = pattern(&one.kind, &one.value) {
            objects.extend(maker.indicator(&campaign, &pattern, &one.kind, one.added_at));
        }
    }
    let bundle = json!({ "type": "bundle", "id": id("bundle", &facts.head.id), "objects": objects });
    let mut bytes = serde_json::to_vec_pretty(&sorted(bundle))?;
    bytes.push(b'\n');
    Ok(Some(bytes))
}

/// What is the same in every object.
struct Maker {
    at: String,
    identity: String,
}

impl Maker {
    fn object(&self, kind: &str, id: &str, more: Value) -> Value {
        let mut object = Map::new();
        object.insert("type".to_owned(), kind.into());
        object.insert("spec_version".to_owned(), "2.1".into());
        object.insert("id".to_owned(), id.into());
        if kind != "identity" {
            object.insert("created_by_ref".to_owned(), self.identity.as_str().into());
        }
        object.insert("created".to_owned(), self.at.as_str().into());
        object.insert("modified".to_owned(), self.at.as_str().into());
        if let Value::Object(more) = more {
            object.extend(more);
        }
        Value::Object(object)
    }

    fn link(&self, from: &str, how: &str, to: &str) -> Value {
        let id = id("relationship", &format!("{from} {how} {to}"));
        self.object("relationship", &id, json!({ "relationship_type": how, "source_ref": from, "target_ref": to }))
    }

    fn indicator(&self, campaign: &str, pattern: &str, named: &str, from: Millis) -> [Value; 2] {
        let indicator = id("indicator", &format!("{campaign} {pattern}"));
        let more = json!({
            "name": named, "pattern": pattern, "pattern_type": "stix", "indicator_types": ["malicious-activity"],
            "valid_from": moment::utc(from), "valid_until": moment::utc(from + VALID),
        });
        [self.object("indicator", &indicator, more), self.link(&indicator, "indicates", campaign)]
    }
}

/// A link, a site or a file as a pattern; other marks say nothing to other tools.
fn pattern(kind: &str, value: &str) -> Option<String> {
    let quoted = value.replace('\\', "\\\\").replace('\'', "\\'");
    Some(match kind {
        "link" => format!("[url:value = '{quoted}']"),
        "domain" => format!("[domain-name:value = '{quoted}']"),
        "file" => format!("[file:hashes.'SHA-256' = '{quoted}']"),
        _ => return None,
    })
}

fn id(kind: &str, name: &str) -> String {
    format!("{kind}--{}", version_5(OURS, &format!("{kind} {name}")).hyphenated())
}

/// The identity of an observable is made from what it is (STIX 2.1 §3.4, RFC 8785).
fn observable(kind: &str, properties: &Value) -> String {
    format!("{kind}--{}", version_5(OBSERVABLES, &sorted(properties.clone()).to_string()).hyphenated())
}

/// `UUIDv5` (RFC 9562 §5.5).
fn version_5(namespace: Uuid, name: &str) -> Uuid {
    let digest = Sha1::new().chain_update(namespace.as_bytes()).chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_sha1_bytes(bytes).into_uuid()
}

/// The same with the keys of every object in order: how a map keeps them hangs on features that others choose.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<(String, Value)> = map.into_iter().collect();
            pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(pairs.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_those_of_the_standard() {
        // The example of RFC 9562, appendix A.4: www.example.com in the namespace of domain names.
        let dns = uuid!("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assert_eq!(version_5(dns, "www.example.com"), uuid!("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    #[test]
    fn a_value_that_somebody_chose_stays_within_its_quotes() {
        assert_eq!(
            pattern("link", "https://a.example/'] OR [x").as_deref(),
            Some("[url:value = 'https://a.example/\\'] OR [x']")
        );
        assert_eq!(pattern("text", "x"), None);
    }
}
