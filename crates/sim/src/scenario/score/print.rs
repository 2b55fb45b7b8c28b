//! The score, for people.

use std::{collections::BTreeMap, fmt};

use super::{Delayed, Score, Wave, quantile};

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<12} {:>7} {:>5} {:>5} {:>5} {:>7} | {:>8} {:>4} {:>4} {:>6} {:>8} | {:>9} {:>9} | {:>9} {:>8} {:>8}",
            "wave",
            "letters",
            "out",
            "waves",
            "hold",
            "refused",
            "displays",
            "med",
            "p95",
            "worst",
            "unending",
            "1st hold",
            "last out",
            "contained",
            "med s",
            "p95 s",
        )?;
        self.waves.iter().try_for_each(|wave| wave.line(f))?;
        let total = |of: fn(&Wave) -> u64| self.waves.iter().map(of).sum::<u64>();
        let (accounts, contained) = (total(|w| w.accounts.0), total(|w| w.accounts.1));
        writeln!(
            f,
            "threats displayed {} times, {} of them of letters never stopped; stolen or threatening accounts contained: {contained} of {accounts}",
            total(|w| w.displays),
            total(|w| w.never_stopped),
        )?;
        for (key, displays, text) in self.waves.iter().flat_map(|wave| &wave.worst) {
            writeln!(f, "  displayed {displays:>5}  {key}  {text:?}")?;
        }
        self.good_faith(f)
    }
}

impl Wave {
    fn line(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |outcome: &str| self.outcomes.get(outcome).copied().unwrap_or_default();
        let letters: u64 = self.outcomes.values().sum();
        let refused = of("refused") + of("refused_session") + of("step_up");
        let some = |value: Option<u64>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
        let time = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1} s"));
        writeln!(
            f,
            "{:<12} {letters:>7} {:>5} {:>5} {:>5} {refused:>7} | {:>8} {:>4} {:>4} {:>6} {:>8} | {:>9} {:>9} | {:>9} {:>8} {:>8}",
            self.name,
            of("deliver"),
            of("waves"),
            of("hold"),
            self.displays,
            some(quantile(&self.by_letter, 0.5)),
            some(quantile(&self.by_letter, 0.95)),
            some(self.by_letter.last().copied()),
            self.never_stopped,
            time(self.first_hold_s),
            time(self.last_out_s),
            format!("{} of {}", self.accounts.1, self.accounts.0),
            time(quantile(&self.contained_s, 0.5)),
            time(quantile(&self.contained_s, 0.95)),
        )
    }
}

impl Score {
    fn good_faith(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, outcomes) in &self.letters {
            writeln!(f, "{kind}: {} ({})", outcomes.values().sum::<u64>(), counts(outcomes))?;
        }
        let how = |how: &str| self.delayed.iter().filter(|one| one.how == how).count();
        writeln!(
            f,
            "in good faith: {} held, {} taken back, {} in waves",
            how("hold"),
            how("taken back"),
            how("waves")
        )?;
        let must = |count: usize| if count == 0 { "ok" } else { "NOT OK" };
        let (officials, quotations) = (self.officials_held(), self.quotations_stopped());
        writeln!(f, "official words held or taken back: {officials} (must be 0: {})", must(officials))?;
        writeln!(f, "quotations held or taken back: {quotations} (must be 0: {})", must(quotations))?;
        writeln!(
            f,
            "innocents contained: {} of {} accounts {:?}; their events refused: {}",
            self.innocents.len(),
            self.accounts,
            self.innocents.iter().take(self.list).collect::<Vec<_>>(),
            self.shut_out,
        )?;
        let stopped: Vec<&Delayed> = self.delayed.iter().filter(|one| one.how != "waves").collect();
        for one in stopped.iter().take(self.list) {
            writeln!(
                f,
                "  {:<10} {:<9} {:>5} readers  {}  {:?}",
                one.how, one.kind, one.readers, one.message, one.text
            )?;
        }
        match stopped.len().saturating_sub(self.list) {
            0 => Ok(()),
            more => writeln!(f, "  and {more} more"),
        }
    }
}

fn counts(outcomes: &BTreeMap<String, u64>) -> String {
    let each: Vec<String> = outcomes.iter().map(|(outcome, count)| format!("{outcome} {count}")).collect();
    each.join(", ")
}
