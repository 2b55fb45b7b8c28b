//! A report in the reader's words.

use actions::exculpation::{
    Report,
    facts::{Cite, Facts, Habits, Many, Moment, Opened, Sending, Use},
    weigh::Sign,
};
use model::{exculpation::Conclusion, limits, network::NetworkClass};

use crate::{
    dates::Calendar,
    locale::Locale,
    pages::agent,
    reasons,
    views::{ReportLine, ReportPart, ReportView, words},
};

/// The report, at the hour of its school.
pub(crate) fn of(report: &Report, sha256: &str, clock: &Calendar) -> ReportView {
    let t = clock.locale;
    let (facts, weighed) = (&report.facts, &report.weighed);
    let session = facts.message.is_none();
    let words = Words { clock, t };
    ReportView {
        title: t.say(if session { "exculpation-title-session" } else { "exculpation-title-message" }).to_string(),
        account: account(t, facts),
        masked: facts.account.name.is_none(),
        made: t
            .say("exculpation-made")
            .arg("when", clock.exact(report.made.at))
            .arg("who", t.say(format!("exculpation-by-{}", report.asked_as)).to_string())
            .to_string(),
        conclusion: weighed.conclusion,
        line: match weighed.conclusion {
            Conclusion::OwnDevice if session => t.say("exculpation-conclusion-own-device-session").to_string(),
            conclusion => t.say(format!("exculpation-conclusion-{conclusion}")).to_string(),
        },
        why: t.say(format!("exculpation-why-{}", weighed.conclusion)).to_string(),
        somebody_else: weighed.somebody_else.iter().map(|sign| words.sign(sign)).collect(),
        owner: weighed.owner.iter().map(|sign| words.sign(sign)).collect(),
        missing: weighed.missing.iter().map(|one| t.say(format!("exculpation-missing-{one}")).to_string()).collect(),
        parts: words.parts(report),
        after: facts
            .events
            .iter()
            .map(|event| ReportLine {
                label: words.when(&event.at),
                value: t.say(format!("exculpation-what-{}", event.what)).to_string(),
                entry: words.entry(Some(&event.entry)),
            })
            .collect(),
        arrival: facts
            .arrival
            .as_ref()
            .map(|signs| signs.iter().map(|sign| t.say(format!("exculpation-arrival-{sign}")).to_string()).collect()),
        risk: facts.risk.as_ref().map(|risk| risk.iter().map(|reason| reasons::words(t, reason)).collect()),
        signed: facts.signed.as_ref().map(|signed| {
            let said = t
                .say("exculpation-check-seal")
                .arg("last", (signed.size - 1).to_string())
                .arg("when", words.when(&signed.at))
                .arg("size", signed.size.to_string());
            (said.to_string(), signed.root.clone())
        }),
        sha256: sha256.to_owned(),
    }
}

fn account(t: Locale, facts: &Facts) -> String {
    let account = &facts.account;
    let name = account.name.clone().unwrap_or_else(|| t.say("exculpation-nobody").to_string());
    let profile = account.profile.map(|profile| words::profile(t, profile));
    [Some(name), profile, account.school.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Words of one language, at the hour of one place.
struct Words<'a> {
    clock: &'a Calendar,
    t: Locale,
}

impl Words<'_> {
    fn say(&self, key: &'static str) -> String {
        self.t.say(key).to_string()
    }

    /// "mercredi 20 mars 2024 à 19 h 30 (2024-03-20 18:30:00.000 UTC)".
    fn when(&self, at: &Moment) -> String {
        let utc = at.utc.replace('T', " ").replace('Z', "");
        self.t.say("exculpation-moment").arg("when", self.clock.exact(at.at)).arg("utc", utc).to_string()
    }

    fn entry(&self, entry: Option<&Cite>) -> String {
        match entry {
            None => self.say("exculpation-entry-none"),
            Some(Cite { seq: None, .. }) => self.say("exculpation-entry-waits"),
            Some(Cite { seq: Some(seq), .. }) => {
                self.t.say("exculpation-entry").arg("seq", seq.to_string()).to_string()
            }
        }
    }

    fn line(&self, label: &'static str, value: String) -> ReportLine {
        ReportLine { label: self.say(label), value, entry: String::new() }
    }

    fn cited(&self, label: &'static str, value: String, entry: Option<&Cite>) -> ReportLine {
        ReportLine { entry: self.entry(entry), ..self.line(label, value) }
    }

    fn network(&self, class: NetworkClass) -> String {
        self.t.say(format!("exculpation-network-{class}")).to_string()
    }

    fn sign(&self, sign: &Sign) -> String {
        let said = self.t.say(format!("exculpation-sign-{}", sign.code()));
        let said = said.arg("quiet", limits::DEVICE_QUIET.0 / model::Millis::days(1).0);
        match sign {
            Sign::DeviceGone { elsewhere } => said.arg("elsewhere", *elsewhere),
            Sign::NetworkHides { class } => said.arg("network", self.network(*class)),
            Sign::Country { country } => said.arg("country", country.as_str()),
            Sign::DeviceOthers { accounts, schools }
            | Sign::NetworkOthers { accounts, schools }
            | Sign::Copies { accounts, schools } => said.arg("accounts", *accounts).arg("schools", *schools),
            Sign::Readers { readers, usual } => said.arg("readers", *readers).arg("usual", *usual),
            _ => said,
        }
        .to_string()
    }

    fn parts(&self, report: &Report) -> Vec<ReportPart> {
        let facts = &report.facts;
        let part = |title, lines| ReportPart { title: self.say(title), lines };
        let mut parts = Vec::new();
        if let Some(message) = &facts.message {
            parts.push(part("exculpation-message", self.message(message)));
        }
        if let Some(session) = &facts.session {
            let mut lines = self.session(session);
            lines.extend(facts.sent.iter().map(|one| {
                let (when, readers) = (self.when(&one.sent), words_of(self.t, one.readers));
                let state = self.t.say(format!("exculpation-state-{}", one.state)).to_string();
                let said =
                    self.t.say("exculpation-sent-line").arg("when", when).arg("readers", readers).arg("state", state);
                self.cited("exculpation-sent-in", said.to_string(), Some(&one.entry))
            }));
            parts.push(part("exculpation-session", lines));
            parts.push(part("exculpation-ways", self.ways(facts)));
        }
        parts.push(part("exculpation-habits", self.habits(facts)));
        parts
    }

    fn message(&self, message: &Sending) -> Vec<ReportLine> {
        let state = match message.state {
            Some(state) => self.t.say(format!("exculpation-state-{state}")).to_string(),
            None => self.say("exculpation-state-checked"),
        };
        let mut lines = vec![
            self.cited("exculpation-sent", self.when(&message.sent), message.entry.as_ref()),
            self.line("exculpation-state", state),
        ];
        lines.extend(message.held.as_ref().map(|at| self.line("exculpation-held-at", self.when(at))));
        lines.extend(message.withdrawn.as_ref().map(|at| self.line("exculpation-withdrawn-at", self.when(at))));
        lines.push(self.line("exculpation-readers", words_of(self.t, message.readers)));
        if message.state.is_some() {
            let (listed, opened) = (words_of(self.t, message.listed), message.opened.to_string());
            let shown = self.t.say("exculpation-shown-value").arg("listed", listed).arg("opened", opened);
            lines.push(self.line("exculpation-shown", shown.to_string()));
        }
        let hash = message.body_sha256.clone();
        lines.extend(hash.map(|hash| self.cited("exculpation-body", hash, message.entry.as_ref())));
        lines
    }

    fn session(&self, session: &Opened) -> Vec<ReportLine> {
        let by = match session.by.as_deref() {
            Some(by @ ("password" | "password_change" | "activation" | "totp" | "recovery" | "passkey" | "grid")) => {
                Some(self.t.say(format!("exculpation-by-code-{by}")).to_string())
            }
            Some(_) => Some(self.say("exculpation-by-code-other")),
            None => None,
        };
        let network = self.network(session.network);
        let network = match &session.country {
            Some(country) => {
                let country = country.as_str();
                self.t.say("exculpation-network-country").arg("network", network).arg("country", country).to_string()
            }
            None => network,
        };
        let address = session.address.clone().unwrap_or_else(|| self.say("exculpation-address-withheld"));
        let seen = self.t.say("exculpation-last-seen-value").arg("when", self.when(&session.last_seen)).to_string();
        let mut lines = vec![self.cited("exculpation-opened", self.when(&session.at), session.entry.as_ref())];
        lines.extend(by.map(|by| self.line("exculpation-by", by)));
        lines.push(self.line("exculpation-address", address));
        lines.push(self.line("exculpation-agent", agent::name(&session.agent)));
        lines.push(self.line("exculpation-network", network));
        lines.push(self.line("exculpation-last-seen", seen));
        lines.extend(session.ended.as_ref().map(|at| self.line("exculpation-ended", self.when(at))));
        lines
    }

    fn ways(&self, facts: &Facts) -> Vec<ReportLine> {
        let mut lines = Vec::new();
        let never = || self.say("exculpation-use-never");
        if let Some(device) = &facts.device {
            let known = facts
                .device_known_since
                .as_ref()
                .map(|at| self.t.say("exculpation-use-known").arg("when", self.clock.exact(at.at)).to_string());
            let before = self.used(device.before, device.span_before.as_ref());
            let before: Vec<String> = known.into_iter().chain(before).collect();
            let before = if before.is_empty() { never() } else { before.join("\u{202F}; ") };
            lines.push(self.line("exculpation-device-before", before));
            lines.push(self.line("exculpation-device-since", self.since(device)));
        }
        match &facts.network {
            Some(network) => {
                let before = self.used(network.before, network.span_before.as_ref()).unwrap_or_else(never);
                lines.push(self.line("exculpation-network-before", before));
                lines.push(self.line("exculpation-network-since", self.since(network)));
            }
            None => lines.push(self.line("exculpation-network-before", self.say("exculpation-use-not-known"))),
        }
        let elsewhere = self.t.say("exculpation-elsewhere-value").arg("count", facts.elsewhere_since).to_string();
        lines.push(self.line("exculpation-elsewhere", elsewhere));
        lines.push(self.line("exculpation-others-device-hour", self.many(&facts.others.device_hour)));
        lines.push(self.line("exculpation-others-device-day", self.many(&facts.others.device_day)));
        lines.push(self.line("exculpation-others-network-hour", self.many(&facts.others.network_hour)));
        lines
    }

    fn since(&self, used: &Use) -> String {
        self.used(used.since, used.span_since.as_ref()).unwrap_or_else(|| self.say("exculpation-use-never"))
    }

    fn used(&self, count: i64, span: Option<&(Moment, Moment)>) -> Option<String> {
        let (first, last) = span?;
        let (first, last) = (self.clock.exact(first.at), self.clock.exact(last.at));
        let said = self.t.say("exculpation-use-count").arg("count", count).arg("first", first).arg("last", last);
        Some(said.to_string())
    }

    /// "3 : Lycée Simone-Vallier (2), Collège Ondine-Marchand (1)".
    fn many(&self, list: &[Many]) -> String {
        if list.is_empty() {
            return self.say("exculpation-others-none");
        }
        let one = |many: &Many| {
            let school = many.school.clone().unwrap_or_else(|| self.say("exculpation-others-no-school"));
            format!("{school} ({})", many.accounts)
        };
        list.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn habits(&self, facts: &Facts) -> Vec<ReportLine> {
        let Habits { uses, hour, near_hour, devices, networks, countries, readers_max } = &facts.habits;
        let days = limits::EXCULPATION_HABIT.0 / model::Millis::days(1).0;
        let compared = self.t.say("exculpation-uses-value").arg("count", *uses).arg("days", days).to_string();
        let mut lines = vec![self.line("exculpation-uses", compared)];
        if *uses > 0 {
            let at = self.t.say("exculpation-hour-value").arg("hour", hour.to_string()).arg("count", *near_hour);
            lines.push(self.line("exculpation-hour", at.to_string()));
            let of = self.t.say("exculpation-devices-value").arg("devices", *devices).arg("networks", *networks);
            lines.push(self.line("exculpation-devices", of.to_string()));
            let none = || self.say("exculpation-countries-none");
            let countries = if countries.is_empty() { none() } else { countries.join(", ") };
            lines.push(self.line("exculpation-countries", countries));
        }
        lines.extend(readers_max.map(|most| self.line("exculpation-widest", words_of(self.t, most))));
        let leaked = facts.leaked.iter();
        lines.extend(leaked.map(|one| self.cited("exculpation-leaked-at", self.when(&one.at), Some(&one.entry))));
        lines
    }
}

/// "32 personnes".
fn words_of(t: Locale, count: i64) -> String {
    t.say("people").arg("count", count).to_string()
}
