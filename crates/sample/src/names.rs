//! Names of people from every origin that a French school knows. The lists are in `data/names`.

use crate::chance::Chance;

/// The lists, one for each origin, by its name.
const LISTS: &[(&str, &str)] = &[
    ("france", include_str!("../data/names/france.txt")),
    ("bretagne", include_str!("../data/names/bretagne.txt")),
    ("alsace-lorraine", include_str!("../data/names/alsace-lorraine.txt")),
    ("nord", include_str!("../data/names/nord.txt")),
    ("midi", include_str!("../data/names/midi.txt")),
    ("maghreb", include_str!("../data/names/maghreb.txt")),
    ("afrique-ouest", include_str!("../data/names/afrique-ouest.txt")),
    ("afrique-centrale", include_str!("../data/names/afrique-centrale.txt")),
    ("comores-mayotte", include_str!("../data/names/comores-mayotte.txt")),
    ("madagascar-reunion", include_str!("../data/names/madagascar-reunion.txt")),
    ("antilles-guyane", include_str!("../data/names/antilles-guyane.txt")),
    ("portugal-bresil", include_str!("../data/names/portugal-bresil.txt")),
    ("espagne-amerique", include_str!("../data/names/espagne-amerique.txt")),
    ("italie", include_str!("../data/names/italie.txt")),
    ("pologne", include_str!("../data/names/pologne.txt")),
    ("balkans", include_str!("../data/names/balkans.txt")),
    ("roumanie-ukraine", include_str!("../data/names/roumanie-ukraine.txt")),
    ("armenie-grece", include_str!("../data/names/armenie-grece.txt")),
    ("proche-orient", include_str!("../data/names/proche-orient.txt")),
    ("turquie", include_str!("../data/names/turquie.txt")),
    ("vietnam", include_str!("../data/names/vietnam.txt")),
    ("cambodge-laos", include_str!("../data/names/cambodge-laos.txt")),
    ("chine", include_str!("../data/names/chine.txt")),
    ("inde-sri-lanka", include_str!("../data/names/inde-sri-lanka.txt")),
];

/// Given names of every origin, each once, by the name of the origin.
pub fn given_names() -> Vec<(&'static str, Vec<&'static str>)> {
    let of = |(name, list): &(&'static str, &'static str)| {
        let origin = origin(list);
        let mut names = [origin.girls, origin.boys, origin.women, origin.men].concat();
        names.sort_unstable();
        names.dedup();
        (*name, names)
    };
    LISTS.iter().map(of).collect()
}

/// How a person is called in files: `Mme` or `M.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

/// Names that go together.
struct Origin {
    weight: usize,
    girls: Vec<&'static str>,
    boys: Vec<&'static str>,
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    families: Vec<&'static str>,
}

/// All names.
pub(crate) struct Names {
    origins: Vec<Origin>,
}

/// The place of an origin in [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Roots(usize);

impl Names {
    /// Reads the lists.
    pub(crate) fn load() -> Names {
        Names { origins: LISTS.iter().map(|(_, list)| origin(list)).collect() }
    }

    /// An origin, as often as it is met.
    pub(crate) fn origin(&self, chance: &mut Chance) -> Roots {
        Roots(chance.weighted(self.origins.iter().map(|origin| origin.weight)))
    }

    /// A family name.
    pub(crate) fn family(&self, from: Roots, chance: &mut Chance) -> &'static str {
        chance.pick(&self.origins[from.0].families)
    }

    /// A given name of somebody born before 2000.
    pub(crate) fn adult(&self, from: Roots, sex: Sex, chance: &mut Chance) -> &'static str {
        let origin = &self.origins[from.0];
        chance.pick(if sex == Sex::Female { &origin.women } else { &origin.men })
    }

    /// A given name of a child: often, whatever the origin, one that all of France likes.
    pub(crate) fn child(&self, from: Roots, sex: Sex, chance: &mut Chance) -> &'static str {
        let from = if chance.percent(30) { 0 } else { from.0 };
        let origin = &self.origins[from];
        chance.pick(if sex == Sex::Female { &origin.girls } else { &origin.boys })
    }
}

/// One list: a line for each kind of names, which are parted by commas.
fn origin(list: &'static str) -> Origin {
    let line =
        |kind: &str| list.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": ")).unwrap_or_default();
    let names = |kind: &str| line(kind).split(", ").map(str::trim).collect();
    Origin {
        weight: line("weight").trim().parse().unwrap_or(0),
        girls: names("girls"),
        boys: names("boys"),
        women: names("women"),
        men: names("men"),
        families: names("families"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_list_is_complete_and_without_repetition() {
        let names = Names::load();
        let (mut given, mut families): (HashSet<&str>, HashSet<&str>) = (HashSet::new(), HashSet::new());
        for (origin, (list, _)) in names.origins.iter().zip(LISTS) {
            assert!(origin.weight > 0, "{list}");
            for kind in [&origin.girls, &origin.boys, &origin.women, &origin.men] {
                assert!(kind.len() >= 3 && kind.iter().all(|name| name.chars().any(char::is_alphabetic)), "{list}");
                given.extend(kind.iter());
            }
            assert!(origin.families.len() >= 8, "{list}");
            for family in &origin.families {
                assert!(families.insert(*family), "{family} is there twice");
            }
        }
        assert!(given.len() >= 350 && families.len() >= 300, "{} {}", given.len(), families.len());
    }

    #[test]
    fn hard_names_are_among_them() {
        let all: String = LISTS.iter().map(|(_, list)| *list).collect();
        for hard in ["N'Diaye", "de La Rivoire", "Jean-Baptiste", "Nguyễn", "Şahin", "L'Hôpitalier", "Rœhrich", "Muñoz"]
        {
            assert!(all.contains(hard), "{hard}");
        }
        let longest = all.split([',', '\n']).map(|name| name.trim().chars().count()).max();
        assert!(longest >= Some(26), "{longest:?}");
    }
}
