//! The policy written a second time, in Rust: chance must not find a letter on which the two differ. Whoever changes
//! `rules/policy.toml` says it here as well, once more in other words.

use std::collections::BTreeMap;

use model::{
    Profile, limits,
    network::NetworkClass,
    verdict::{Consequence, Label, Outcome},
};

use super::{InForce, Policy};
use crate::{
    ConfirmedMatch, Reach, SimilarRecent,
    letter::Context,
    risk::Risk,
    rules::{Hit, Severity},
    score::{Finding, Part, Score, is_threat},
};

/// Probability from which the words alone hold a letter.
const HOLD_AT: f32 = 0.6;
/// Probability from which behaviour decides.
const DOUBT_AT: f32 = 0.3;
/// Probability from which the words leave hardly a doubt.
const PLAIN_AT: f32 = 0.8;
/// Readers up to which a letter goes to persons rather than to a group.
const FEW_READERS: i64 = 5;
/// Likeness to a confirmed threat from which a letter is the same threat.
const SAME_AT: f32 = 0.55;
/// Probability from which blackmail, the writer's distress, a quotation or a lesson is taken for real.
const LANE_AT: f32 = 0.5;
/// Near-identical messages of other accounts that make ordinary words a campaign to be slowed down.
const CAMPAIGN_SENDERS: i64 = 3;
/// The same that make them one to be held, when the account is at risk.
const RISKY_SENDERS: i64 = 2;
/// Copies that one account at high risk may send within an hour.
const OWN_COPIES: i64 = 3;
/// Stopped copies of a text after which every further one waits.
const STOPPED_COPIES: i64 = 2;

/// Points of risk, from doubt to extreme.
mod risk {
    pub(super) const DOUBT: i64 = 2;
    pub(super) const RAISED: i64 = 4;
    pub(super) const HIGH: i64 = 5;
    pub(super) const EXTREME: i64 = 8;
}

struct Case<'a> {
    score: &'a Score,
    context: &'a Context,
    risk: Risk,
    unreadable: bool,
}

type Answer = (Outcome, bool);

impl Case<'_> {
    fn outcome(&self) -> Answer {
        self.words().or_else(|| self.doubt()).or_else(|| self.campaign()).unwrap_or_else(|| self.sending())
    }

    /// What the words decide, and what they excuse.
    fn words(&self) -> Option<Answer> {
        let context = self.context;
        if context.to_safety_contact {
            return Some((Outcome::Deliver, false));
        }
        if self.names_a_decoy() {
            return Some(Self::hold());
        }
        if self.is_voice_of_school() {
            return Some((Outcome::Deliver, false));
        }
        if self.is_report() {
            return Some((Outcome::Deliver, false));
        }
        if self.confirmed().is_some() {
            return Some((Outcome::Hold, false));
        }
        if self.is_warning() {
            return Some((Outcome::Waves, false));
        }
        if self.is_threat() || self.has(Label::Blackmail) {
            return Some(Self::hold());
        }
        if self.has(Label::SelfHarm) {
            let wide = context.readers > limits::WAVES_ABOVE_READERS;
            let outcome = if wide { Outcome::Hold } else { Outcome::Deliver };
            return Some((outcome, false));
        }
        None
    }

    /// Doubtful words, which behaviour decides.
    fn doubt(&self) -> Option<Answer> {
        if self.score.threat < DOUBT_AT {
            return None;
        }
        let stopped = self.stopped() + self.context.own_stopped_last_day.unwrap_or(0);
        let suspected = self.risk.points >= risk::DOUBT || self.siblings() >= 1 || stopped >= 1;
        if suspected && self.informs() && self.risk.points < risk::HIGH {
            return Some((Outcome::Waves, true));
        }
        if suspected {
            return Some(Self::hold());
        }
        if self.is_group() {
            let adult = self.context.profile.is_adult_of_school();
            return Some(if adult { (Outcome::Waves, false) } else { Self::hold() });
        }
        None
    }

    /// The same words elsewhere, whatever they are.
    fn campaign(&self) -> Option<Answer> {
        if self.score.reported || self.informs() {
            return None;
        }
        let (raised, high) = (self.risk.points >= risk::RAISED, self.risk.points >= risk::HIGH);
        let stopped = self.stopped() >= if raised { 1 } else { STOPPED_COPIES };
        let slowly = high && self.context.campaign_accounts.unwrap_or(0) >= RISKY_SENDERS;
        let spreads = slowly || (high && self.siblings() >= 1) || (raised && self.siblings() >= RISKY_SENDERS);
        let repeats = high && self.context.own_similar_last_hour.unwrap_or(0) >= OWN_COPIES;
        // An adult of the school on their own device may well repeat what a machine has held elsewhere.
        (spreads || repeats || (stopped && !self.context.broadcast_power)).then(Self::hold)
    }

    /// Ordinary words: how far and how fast they go.
    fn sending(&self) -> Answer {
        let context = self.context;
        let points = self.risk.points;
        if self.is_group() && (points >= risk::EXTREME || (self.unreadable && points >= risk::RAISED)) {
            return if self.informs() { (Outcome::Waves, true) } else { Self::hold() };
        }
        let power = context.broadcast_power || self.is_at_home();
        if self.reach() > limits::REACH_PER_HOUR_MAX && context.reach_last_hour.is_some() && !power {
            // A head who writes to a whole school from a new telephone is slowed down, not stopped.
            let adult = context.profile.is_adult_of_school();
            return if adult { (Outcome::Waves, points >= risk::RAISED) } else { Self::hold() };
        }
        if self.is_group() && (points >= risk::RAISED || (self.unreadable && points >= risk::DOUBT)) {
            return (Outcome::Waves, true);
        }
        let wide = context.readers > limits::WAVES_ABOVE_READERS && !power;
        if wide || self.siblings() >= CAMPAIGN_SENDERS {
            return (Outcome::Waves, false);
        }
        (Outcome::Deliver, false)
    }

    /// What becomes of the account when its letter is held.
    fn consequence(&self) -> Consequence {
        let context = self.context;
        if self.names_a_decoy() {
            return Consequence::Contain;
        }
        // Somebody on the owner's device is the owner, or sits beside them: that is not for a machine to settle.
        if context.known_device != Some(false) {
            return Consequence::None;
        }
        let unrelated = context.campaign_accounts.unwrap_or(0) >= RISKY_SENDERS
            && (context.campaign_schools.unwrap_or(0) >= 2 || context.campaign_accounts.unwrap_or(0) > RISKY_SENDERS);
        let threat = self.is_threat() || self.confirmed().is_some();
        // One odd sentence from a new telephone at a friend's is not enough; plain words, a copy or more risk is.
        let known = self.confirmed().is_some() || context.campaign_copies.unwrap_or(0) >= 1;
        let plain = known || self.score.threat >= PLAIN_AT;
        let stranger = self.risk.points >= risk::HIGH && (plain || self.risk.points > risk::HIGH + 1);
        if threat && (stranger || (unrelated && self.risk.points >= risk::DOUBT)) {
            return Consequence::Contain;
        }
        let repeats = context.own_similar_last_hour.unwrap_or(0) >= 2 || context.neighbours_stopped.unwrap_or(0) >= 2;
        if (threat && self.risk.points >= risk::RAISED) || (self.risk.points >= risk::EXTREME && repeats) {
            return Consequence::RestrictSession;
        }
        Consequence::None
    }

    fn hold() -> Answer {
        (Outcome::Hold, false)
    }

    /// Nobody names one by hand.
    fn names_a_decoy(&self) -> bool {
        self.context.decoys.unwrap_or(0) > 0
    }

    /// An explicit threat, on its words.
    fn is_threat(&self) -> bool {
        let violent = self.score.findings.iter().find(|finding| is_threat(finding.label));
        self.score.threat >= HOLD_AT && violent.is_none_or(|finding| finding.severity > Severity::Sign)
    }

    /// An adult of the school whose words inform, teach or quote.
    fn informs(&self) -> bool {
        let says = self.score.reported || self.has(Label::Quotation) || self.has(Label::Lesson);
        self.context.profile.is_adult_of_school() && says
    }

    /// The same on a device that is theirs, by which nothing is unusual. A school that says what happened must be heard
    /// at once, and its words are those of the threat.
    fn is_voice_of_school(&self) -> bool {
        let own = self.context.known_device == Some(true) || (self.is_at_home() && !self.is_threat());
        self.informs() && own && self.is_usual()
    }

    /// Somebody from where they always are warns a group of what was written: slowly, in case a reader knows better.
    fn is_warning(&self) -> bool {
        let plain = self.is_threat() && self.score.threat >= PLAIN_AT;
        let worth = self.score.threat >= DOUBT_AT && !plain;
        self.score.reported && worth && self.is_group() && self.context.known_device == Some(true) && self.is_usual()
    }

    /// Nothing speaks against the sender.
    fn is_usual(&self) -> bool {
        self.risk.points < risk::DOUBT
    }

    /// An adult of the school on a device that is new to the account, where they work or live: a computer of the staff
    /// room, a new laptop. Nothing is unusual, and the school's mail does not wait for it.
    fn is_at_home(&self) -> bool {
        let context = self.context;
        let known =
            context.network_class == Some(NetworkClass::School) || context.network_new_for_account == Some(false);
        context.profile.is_adult_of_school() && known && self.is_usual()
    }

    /// Somebody tells a few people what was written to them. Who warns must be heard, and quotes. On a device that is
    /// theirs they may quote it all, in whatever words they put around it: should the quotation be a trick, few see it
    /// and everybody knows whose it is.
    fn is_report(&self) -> bool {
        let own = self.context.known_device == Some(true) && self.is_usual();
        let reports = self.score.reported && self.risk.points < risk::HIGH && (self.score.threat < HOLD_AT || own);
        !self.is_group() && (reports || (self.is_quoted() && own))
    }

    /// The gravest find stands between quotation marks.
    fn is_quoted(&self) -> bool {
        let violent = self.score.findings.iter().find(|finding| is_threat(finding.label));
        violent.is_some_and(|finding| finding.parts.iter().any(|part| part.code == super::QUOTED))
    }

    fn has(&self, label: Label) -> bool {
        self.score.labels.get(&label).is_some_and(|value| *value >= LANE_AT)
    }

    fn is_group(&self) -> bool {
        self.context.readers > FEW_READERS
    }

    /// A confirmed threat that this letter is, and does not report.
    fn confirmed(&self) -> Option<&ConfirmedMatch> {
        self.context.confirmed_match.as_ref().filter(|m| m.similarity >= SAME_AT && !self.score.reported)
    }

    /// Other accounts that sent the same within the hour.
    fn siblings(&self) -> i64 {
        self.context.similar_recent.map_or(0, |similar| similar.distinct_senders)
    }

    /// Copies that are held or were withdrawn.
    fn stopped(&self) -> i64 {
        self.context.campaign_stopped.unwrap_or(0)
    }

    /// People reached within the hour, this message included.
    fn reach(&self) -> i64 {
        self.context.readers.saturating_add(self.context.reach_last_hour.map_or(0, |before| before.readers))
    }
}

/// Chance that grows from a number.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % most
    }
    fn yes(&mut self) -> bool {
        self.below(2) == 1
    }
    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
    fn maybe<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (self.below(4) > 0).then(|| self.one(of))
    }
}

const EDGES: [f32; 12] = [0.0, 0.01, 0.299_999_98, 0.3, 0.5, 0.55, 0.599_999_96, 0.6, 0.7, 0.799_999_95, 0.8, 1.0];
const COUNTS: [i64; 6] = [0, 1, 2, 3, 4, 12];

fn score(chance: &mut Chance) -> Score {
    let hit = Hit { first: 0, last: 0 };
    let part = |code: &str| Part { code: code.to_owned(), text: String::new(), weight: 1.0, words: None };
    let mut labels = BTreeMap::new();
    for label in Label::ALL {
        labels.insert(*label, chance.one(&[0.0, 0.1, 0.49, 0.5, 0.9]));
    }
    let mut findings = Vec::new();
    for _ in 0..chance.below(3) {
        let mut parts = vec![part("signature:x")];
        if chance.yes() {
            parts.push(part(super::QUOTED));
        }
        findings.push(Finding {
            rule: "x".to_owned(),
            label: chance.one(&[Label::Attack, Label::Death, Label::Blackmail, Label::SelfHarm]),
            severity: chance.one(&[Severity::Sign, Severity::Serious, Severity::Explicit]),
            total: 3.0,
            words: hit,
            parts,
            reported: false,
        });
    }
    Score { threat: chance.one(&EDGES), labels, findings, reported: chance.below(3) == 0 }
}

fn context(chance: &mut Chance) -> Context {
    let mut c = Context::declared(chance.one(Profile::ALL), chance.one(&[1, 2, 5, 6, 30, 40, 41, 120, 301, 1_500]));
    c.to_safety_contact = chance.below(30) == 0;
    c.broadcast_power = chance.below(3) == 0;
    c.known_device = chance.maybe(&[true, false, false]);
    c.device_new = chance.maybe(&[true, false]);
    c.network_class = chance.maybe(NetworkClass::ALL);
    c.network_new_for_account = chance.maybe(&[true, false]);
    c.network_new_for_school = chance.maybe(&[true, false]);
    c.country_unusual = chance.maybe(&[true, false]);
    c.session_minutes = chance.maybe(&[1, 20]);
    c.session_searches = chance.maybe(&COUNTS);
    c.device_other_accounts = chance.maybe(&COUNTS);
    c.device_schools = chance.maybe(&COUNTS);
    c.network_other_accounts = chance.maybe(&COUNTS);
    c.network_schools = chance.maybe(&COUNTS);
    c.neighbours_stopped = chance.maybe(&COUNTS);
    c.own_similar_last_hour = chance.maybe(&COUNTS);
    c.own_stopped_last_day = chance.maybe(&[0, 0, 0, 1]);
    c.readers_before_max = chance.maybe(&[0, 30]);
    c.decoys = chance.maybe(&[0, 0, 0, 0, 0, 0, 0, 1]);
    c.decoys_tried = chance.maybe(&[0, 0, 0, 1, 3]);
    c.campaign_copies = chance.maybe(&COUNTS);
    c.campaign_accounts = chance.maybe(&COUNTS);
    c.campaign_schools = chance.maybe(&COUNTS);
    c.campaign_stopped = chance.maybe(&[0, 0, 0, 1, 2, 3]);
    if chance.yes() {
        let senders = chance.one(&[0, 0, 0, 1, 2, 3, 5]);
        c.similar_recent = Some(SimilarRecent { count: senders, distinct_senders: senders, schools: 1 });
    }
    if chance.yes() {
        let readers = chance.one(&[0, 10, 299, 300, 900]);
        c.reach_last_hour = Some(Reach { readers, schools: 1, messages: 3 });
    }
    if chance.below(5) == 0 {
        let similarity = chance.one(&[0.2, 0.549_999_95, 0.55, 0.9]);
        c.confirmed_match = Some(ConfirmedMatch { similarity, campaign: "x".to_owned() });
    }
    c
}

#[test]
fn the_two_writings_of_the_policy_agree_on_every_letter_that_chance_finds() {
    let policy = InForce::alone(std::sync::Arc::new(Policy::parse(super::BUILT_IN).expect("the built-in policy")));
    let mut chance = Chance(7);
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut consequences = [0; 3];
    for n in 0..150_000 {
        let (score, context, unreadable) = (score(&mut chance), context(&mut chance), chance.below(4) == 0);
        let case = Case { score: &score, context: &context, risk: crate::risk::of(&context), unreadable };
        let (outcome, slow) = case.outcome();
        let consequence = if outcome == Outcome::Hold { case.consequence() } else { Consequence::None };
        let (ruling, _) = super::decide(&score, unreadable, &context, &policy);
        let said = (ruling.outcome, ruling.slow, ruling.consequence);
        assert_eq!(said, (outcome, slow, consequence), "{n} by {}: {score:?} {context:?}", ruling.rule);
        let again = super::rule(ruling.features.clone(), &policy);
        assert_eq!(again, ruling, "a replay is the same to the bit");
        *rules.entry(ruling.rule).or_default() += 1;
        consequences[consequence as usize] += 1;
    }
    println!("{rules:?} {consequences:?}");
    assert_eq!(rules.len(), policy.base.rules.len(), "chance has met every rule: {rules:?}");
    assert!(consequences.iter().all(|count| *count > 500), "{consequences:?}");
}
