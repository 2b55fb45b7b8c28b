//! Schools of a scenario, and those of them who act, with their habits.

use serde_json::{Value, json};

use crate::chance::Chance;

/// Pupils of one class, more or less.
const CLASS: i64 = 29;
/// Homes of the scenario, as addresses of networks that belong to nobody.
const HOMES: usize = 60_000;

/// A school.
pub(super) struct School {
    pub(super) key: String,
    pub(super) number: usize,
    ent: &'static str,
    region: &'static str,
    pub(super) kind: &'static str,
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
    /// Always on a VPN, for reasons of their own.
    pub(super) vpn: bool,
    /// Reads and writes late.
    pub(super) night: bool,
}

/// ENT, region, and the kinds of schools that it has.
const PLACES: [(&str, &str, &[&str]); 7] = [
    ("ENT-A", "R-SEINE", &["lycee", "lycee"]),
    ("ENT-A", "R-SEINE", &["lycee", "lycee_pro"]),
    ("ENT-B", "R-LOIRE", &["lycee", "college"]),
    ("ENT-C", "R-RHONE", &["college", "lycee_pro"]),
    ("ENT-B", "R-SOMME", &["lycee", "college"]),
    ("ENT-D", "R-RHIN", &["college", "college"]),
    ("ENT-E", "R-OCEAN", &["lycee", "ecole"]),
];

impl School {
    /// The school of this number.
    pub(super) fn new(number: usize, chance: &mut Chance) -> School {
        let key = format!("S{number:03}");
        let (ent, region, kinds) = PLACES[number % PLACES.len()];
        let kind = chance.pick(kinds).copied().unwrap_or("lycee");
        let pupils = match kind {
            "lycee" => chance.between(600, 1_700),
            "lycee_pro" => chance.between(250, 700),
            "college" => chance.between(300, 850),
            _ => chance.between(90, 280),
        };
        let mut school = School {
            key,
            number,
            ent,
            region,
            kind,
            pupils,
            parents: pupils * 14 / 10,
            staff: (pupils / 11).max(8),
            classes: (pupils / CLASS).max(1),
            accounts: Vec::new(),
        };
        // Little pupils of an école do not write.
        let (writing, parents) = if kind == "ecole" { (4, 12) } else { (18, 10) };
        for (role, letter, count) in [
            ("pupil", 'P', writing),
            ("parent", 'R', parents),
            ("teacher", 'T', 7),
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
        let mut devices: Vec<String> = (0..chance.between(1, 2)).map(|d| format!("dv-{key}-{d}")).collect();
        // Brothers, sisters and parents share a home, and often its tablet.
        let family = self.accounts.iter().filter(|other| matches!(other.role, "pupil" | "parent"));
        let family: Vec<&Account> = family.collect();
        let home = match chance.pick(&family) {
            Some(other) if matches!(role, "pupil" | "parent") && chance.once_in(4) => {
                devices.extend(other.devices.last().filter(|_| chance.once_in(2)).cloned());
                other.home.clone()
            }
            _ => home(chance),
        };
        let vpn = chance.once_in(60) && role != "head";
        let night = chance.once_in(if role == "teacher" { 3 } else { 8 });
        Account { key, school: self.key.clone(), role, class, devices, home, vpn, night }
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

    /// The class of this number, from 1.
    pub(super) fn class(&self, number: i64) -> (String, i64) {
        self.group(&format!("CL{:02}", number.clamp(1, self.classes)))
    }

    /// The class of an account, or any.
    pub(super) fn class_of(&self, who: &Account, chance: &mut Chance) -> (String, i64) {
        match who.class.as_deref().and_then(|class| class.rsplit(':').next()) {
            Some(name) => self.group(name),
            None => self.class(chance.between(1, self.classes)),
        }
    }

    /// Somebody of the same class.
    pub(super) fn of_class(&self, role: &str, who: &Account, chance: &mut Chance) -> Option<Account> {
        let of = |other: &&Account| other.role == role && other.class == who.class && other.key != who.key;
        let found: Vec<&Account> = self.accounts.iter().filter(of).collect();
        chance.pick(&found).copied().cloned()
    }

    /// Address of the school's own network, which all its computers share.
    pub(super) fn network(&self) -> String {
        format!("198.19.{}.1", self.number % 256)
    }

    /// "le lycée", "le collège", as its people say.
    pub(super) fn called(&self) -> &'static str {
        match self.kind {
            "college" => "collège",
            "ecole" => "école",
            _ => "lycée",
        }
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

/// The address of some home, of a network set apart for measurements.
pub(super) fn home(chance: &mut Chance) -> String {
    let n = chance.below(HOMES);
    format!("198.18.{}.{}", n / 250, 1 + n % 250)
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
