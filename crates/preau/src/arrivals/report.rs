//! What was measured: for each number of points, how many thieves have as many, and how many owners.

use std::{collections::BTreeMap, fmt};

use sample::arrivals::By;
use serde::Serialize;
use shield::arrival::{NOTED, REFUSED, RESTRICTED};

use super::{Came, Played};

/// From so many sign-ins of the owner before, as in the published figures.
const USUAL_AFTER: usize = 12;
/// The points that are tabulated.
const POINTS: std::ops::RangeInclusive<i64> = 2..=10;
/// Thieves of one account each, and what the table calls them.
const ALONE: [(By, &str); 4] =
    [(By::Naive, "naïf"), (By::Hidden, "VPN"), (By::Resident, "voisin"), (By::Classmate, "camarade")];

/// A share, with what it is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Share {
    pub(crate) of: usize,
    pub(crate) have: usize,
}

impl Share {
    fn note(&mut self, has: bool) {
        self.of += 1;
        self.have += usize::from(has);
    }

    fn value(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.have as f64 / self.of as f64 }
    }
}

/// What one number of points tells apart, on accounts that had been opened twelve times or more.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    pub(crate) points: i64,
    /// Owners who have as many: each would prove anew who they are.
    pub(crate) owners: Share,
    /// Thieves by kind.
    pub(crate) thieves: BTreeMap<String, Share>,
}

/// A thief who went through a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Spray {
    /// Accounts tried.
    pub(crate) tried: usize,
    /// Sessions that were opened.
    pub(crate) opened: usize,
    /// One of its sign-ins was turned away.
    pub(crate) stopped: bool,
}

/// All of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Measured {
    pub(crate) owners: usize,
    pub(crate) thieves: usize,
    pub(crate) lines: Vec<Line>,
    pub(crate) sprays: Vec<Spray>,
    /// Of every sign-in of owners: restricted.
    pub(crate) owners_restricted: Share,
    /// Refused.
    pub(crate) owners_refused: Share,
    /// Shut out of an account that no thief had opened.
    pub(crate) owners_locked: Share,
}

impl Measured {
    pub(super) fn of(played: &[Played]) -> Measured {
        let usual: Vec<&Played> =
            played.iter().filter(|one| one.before >= USUAL_AFTER && one.came != Came::Contained).collect();
        let mut sprays: BTreeMap<usize, Spray> = BTreeMap::new();
        let [mut restricted, mut refused, mut locked] = [Share::default(); 3];
        for one in played {
            match one.by {
                By::Owner => {
                    restricted.note(one.came == Came::In && one.points >= RESTRICTED);
                    refused.note(one.came == Came::TurnedAway);
                    locked.note(one.came == Came::Contained && !one.stolen);
                }
                By::Spray(number) => {
                    let spray = sprays.entry(number).or_default();
                    spray.tried += 1;
                    spray.opened += usize::from(one.came == Came::In);
                    spray.stopped |= one.came == Came::TurnedAway;
                }
                _ => {}
            }
        }
        Measured {
            owners: restricted.of,
            thieves: played.len() - restricted.of,
            lines: POINTS.map(|points| line(&usual, points)).collect(),
            sprays: sprays.into_values().collect(),
            owners_restricted: restricted,
            owners_refused: refused,
            owners_locked: locked,
        }
    }
}

/// In words, for a terminal.
impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} connexions de titulaires, {} de voleurs qui ont le bon mot de passe.\n\n\
             Comptes ouverts {USUAL_AFTER} fois ou plus par leur titulaire ; part de ceux qui ont tant de points :\n\n\
             points        titulaires",
            self.owners, self.thieves
        )?;
        for (_, name) in ALONE {
            write!(f, "{name:>12}")?;
        }
        writeln!(f)?;
        for line in &self.lines {
            let mark = match line.points {
                NOTED => "noté",
                RESTRICTED => "restreint",
                REFUSED => "refusé",
                _ => "",
            };
            write!(f, "≥ {:<2} {mark:<10}{:>9.4}", line.points, line.owners.value())?;
            for (_, name) in ALONE {
                let share = line.thieves.get(name).copied().unwrap_or_default();
                write!(f, "{:>10.1} %", share.value() * 100.0)?;
            }
            writeln!(f)?;
        }
        f.write_str(
            "\nCourbe publiée, sur 33 millions de connexions, après douze : 98 % des naïfs pour 0,08 titulaire ;\n\
             97 % derrière un VPN du même pays pour 0,17.\n",
        )?;
        self.tail(f)
    }
}

impl Measured {
    fn tail(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stopped: Vec<&Spray> = self.sprays.iter().filter(|spray| spray.stopped).collect();
        let mut opened: Vec<usize> = stopped.iter().map(|spray| spray.opened).collect();
        opened.sort_unstable();
        writeln!(
            f,
            "\nListes de comptes de plusieurs établissements, jouées d'affilée : {} sur {} arrêtées ; comptes ouverts par \
             chacune avant : {} (médiane), {} (au plus).",
            stopped.len(),
            self.sprays.len(),
            opened.get(opened.len() / 2).copied().unwrap_or(0),
            opened.last().copied().unwrap_or(0),
        )?;
        let tried: usize = self.sprays.iter().map(|spray| spray.tried).sum();
        let open: usize = self.sprays.iter().map(|spray| spray.opened).sum();
        writeln!(f, "Comptes essayés en tout : {tried} ; ouverts : {open}.")?;
        for (what, share) in [
            ("restreintes pour un jour aux adultes de l'établissement", self.owners_restricted),
            ("refusées", self.owners_refused),
            ("d'un compte fermé à tort", self.owners_locked),
        ] {
            let Share { have, of } = share;
            let percent = share.value() * 100.0;
            writeln!(f, "Connexions de titulaires {what} : {have} sur {of} ({percent:.2} %).")?;
        }
        Ok(())
    }
}

fn line(usual: &[&Played], points: i64) -> Line {
    let mut owners = Share::default();
    let mut thieves: BTreeMap<String, Share> = BTreeMap::new();
    for one in usual {
        let has = one.points >= points;
        match ALONE.iter().find(|(by, _)| *by == one.by) {
            Some((_, name)) => thieves.entry((*name).to_owned()).or_default().note(has),
            None if one.by == By::Owner => owners.note(has),
            None => {}
        }
    }
    Line { points, owners, thieves }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(by: By, before: usize, points: i64, came: Came) -> Played {
        Played { by, before, points, came, stolen: false }
    }

    #[test]
    fn shares_are_of_accounts_that_had_been_opened_often() {
        let measured = Measured::of(&[
            played(By::Owner, 12, 5, Came::In),
            played(By::Owner, 40, 0, Came::In),
            played(By::Owner, 11, 9, Came::In),
            played(By::Naive, 12, 10, Came::TurnedAway),
            played(By::Naive, 12, 3, Came::In),
            played(By::Naive, 0, 3, Came::In),
            played(By::Spray(1), 3, 7, Came::In),
            played(By::Spray(1), 3, 8, Came::TurnedAway),
        ]);
        let line = |points| measured.lines.iter().find(|line| line.points == points).expect("a line");
        assert_eq!(line(5).owners, Share { of: 2, have: 1 });
        assert_eq!(line(6).owners, Share { of: 2, have: 0 });
        assert_eq!(line(5).thieves["naïf"], Share { of: 2, have: 1 });
        assert_eq!(line(3).thieves["naïf"], Share { of: 2, have: 2 });
        assert_eq!(measured.sprays, [Spray { tried: 2, opened: 1, stopped: true }]);
        assert_eq!((measured.owners, measured.thieves), (3, 5));
        assert_eq!(measured.owners_restricted, Share { of: 3, have: 1 });
        assert!(measured.to_string().contains("1 sur 1 arrêtées"), "{measured}");
    }
}
