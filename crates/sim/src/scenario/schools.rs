//! Schools of a scenario, and those of them who act.

use serde_json::{Value, json};

use crate::chance::Chance;

/// Pupils of one class, more or less.
const CLASS: i64 = 29;

/// A school.
pub(super) struct School {
    pub(super) key: String,
    ent: &'static str,
    region: &'static str,
    kind: &'static str,
    pub(super) pupils: i64,
    pub(super) parents: i64,
    staff: i64,
    pub(super) classes: i64,
    pub(super) accounts: Vec<Account>,
}

/// An account that acts.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) key: String,
    pub(super) school: String,
    pub(super) role: &'static str,
    pub(super) class: Option<String>,
    pub(super) devices: Vec<String>,
    pub(super) home: String,
}

const PLACES: [(&str, &str); 5] =
    [("ENT-A", "R-SEINE"), ("ENT-A", "R-SEINE"), ("ENT-B", "R-LOIRE"), ("ENT-C", "R-RHONE"), ("ENT-B", "R-SOMME")];

impl School {
    /// The school of this number.
    pub(super) fn new(number: usize, chance: &mut Chance) -> School {
        let key = format!("S{number:03}");
        let (ent, region) = PLACES[number % PLACES.len()];
        let kind = if chance.once_in(3) { "college" } else { "lycee" };
        let pupils = if kind == "lycee" { chance.between(600, 1_600) } else { chance.between(300, 800) };
        let mut school = School {
            ent,
            region,
            kind,
            pupils,
            parents: pupils * 14 / 10,
            staff: pupils / 11,
            classes: (pupils / CLASS).max(1),
            accounts: Vec::new(),
            key,
        };
        for (role, letter, count) in [
            ("pupil", 'P', 14),
            ("parent", 'R', 9),
            ("teacher", 'T', 6),
            ("life", 'V', 2),
            ("staff", 'A', 1),
            ("head", 'D', 1),
        ] {
            for n in 0..count {
                let account = school.account(role, letter, n, chance);
                school.accounts.push(account);
            }
        }
        school
    }

    fn account(&self, role: &'static str, letter: char, n: usize, chance: &mut Chance) -> Account {
        let key = format!("{}-{letter}{n:02}", self.key);
        let of_a_class = matches!(role, "pupil" | "parent" | "teacher");
        let class = of_a_class.then(|| format!("{}:CL{:02}", self.key, chance.between(1, self.classes.min(6))));
        let devices = (0..chance.between(1, 2)).map(|d| format!("dv-{key}-{d}")).collect();
        let home = format!("198.51.100.{}", chance.between(1, 254));
        Account { key, school: self.key.clone(), role, class, devices, home }
    }

    /// Somebody of this role.
    pub(super) fn one(&self, role: &str, chance: &mut Chance) -> Account {
        let of: Vec<&Account> = self.accounts.iter().filter(|account| account.role == role).collect();
        let found = chance.pick(&of).copied().or_else(|| self.accounts.first());
        found.cloned().unwrap_or_else(|| self.account("pupil", 'P', 0, chance))
    }

    /// A group of this name, and how many are in it.
    pub(super) fn group(&self, name: &str) -> (String, i64) {
        let members = match name {
            "ALL-PUPILS" => self.pupils,
            "ALL-PARENTS" => self.parents,
            "ALL-STAFF" => self.staff,
            _ => self.pupils / self.classes,
        };
        (format!("{}:{name}", self.key), members)
    }

    pub(super) fn line(&self) -> Value {
        json!({
            "school": self.key, "ent": self.ent, "region": self.region, "kind": self.kind, "pupils": self.pupils,
            "parents": self.parents, "staff": self.staff, "classes": self.classes,
            "label": format!("Établissement inventé {}", self.key),
        })
    }

    pub(super) fn group_lines(&self) -> Vec<Value> {
        let classes = (1..=self.classes).map(|n| format!("CL{n:02}"));
        let all = ["ALL-PUPILS", "ALL-PARENTS", "ALL-STAFF"].into_iter().map(str::to_owned).chain(classes);
        let line = |name: String| {
            let (group, members) = self.group(&name);
            json!({ "group": group, "school": self.key, "label": name, "members": members })
        };
        all.map(line).collect()
    }
}

impl Account {
    pub(super) fn line(&self) -> Value {
        let mut line = json!({
            "account": self.key, "school": self.school, "role": self.role, "known_devices": self.devices,
            "home_net": self.home, "asn_class": "isp-fr",
        });
        if let Some(class) = &self.class {
            line["class"] = class.as_str().into();
        }
        line
    }
}
