//! From score, behaviour and account risk to what becomes of the letter and of the account.
//!
//! Content opens a hypothesis; behaviour decides. Only an explicit threat to a place or a person is held on its words
//! alone, whoever writes and whatever the reach. Read `outcome` from top to bottom: the first line that applies is the
//! answer. Risk is that of `risk.rs`, in points: ordinary, doubt (2), raised (4), high (5), extreme (8).
//!
//! | the words | ordinary risk | doubt | raised, high | extreme |
//! |---|---|---|---|---|
//! | to the safety contact alone | deliver | deliver | deliver | deliver |
//! | an adult of the school, on a device that is theirs, informs or quotes | deliver | deliver | as below | as below |
//! | a threat that the letter reports, to few | deliver, also in quotation marks alone when the device is theirs | deliver, unless the words say threat | the same; hold when high | hold |
//! | a threat that the letter reports, to a group, on a device that is theirs | waves, unless the words are plain | hold | hold | hold |
//! | like a confirmed threat | hold | hold | hold | hold |
//! | threat ([`HOLD_AT`] and above) or blackmail | hold | hold | hold | hold |
//! | the writer may hurt themselves | deliver; hold when wide | the same | the same | the same |
//! | doubtful ([`DOUBT_AT`] and above), to few | deliver; hold when others send it too or something of the sender was held | hold | hold | hold |
//! | doubtful, to a group | hold; waves for adults of the school | hold | hold | hold |
//! | the same text was stopped elsewhere | deliver; hold on the third copy | the same | hold | hold |
//! | the same text from two other accounts within the hour, or when high from one | waves from the third | the same | hold | hold |
//! | unreadable (a file or link alone, an unknown language), to a group | as ordinary words | slow waves | hold | hold |
//! | ordinary, to a group | waves above the wave bound, except for adults of the school where they work or live | waves above the wave bound | slow waves | hold |
//! | ordinary, to few | deliver | deliver | deliver | deliver |
//!
//! An adult of the school whose words inform or quote is slowed down where others are held, unless risk is high.
//!
//! The account: it is contained when what is held is a threat in words, or like a confirmed one, and either the risk is
//! high or unrelated accounts send the same; its session is restricted when the risk is only raised, or when a harmless
//! text is repeated at extreme risk. Never on a device that is the account's own: one clumsy sentence of a pupil waits
//! for a person, and that is all.
//!
//! | signal unavailable | is taken as |
//! |---|---|
//! | device, network, habit, neighbours | no points: most letters come so, and holding them all would close the school's mail |
//! | `hour_local` | day |
//! | `schools`, `classes` | one |
//! | `reach_last_hour` | nothing before: admission has its own counter and refuses without it |
//! | `similar_recent`, `confirmed_match`, `campaign_…` | no sibling: the look-back finds it again when the signal is back |
//! | `now` | every rule is in force |

mod reasons;

use model::{
    limits,
    network::NetworkClass,
    verdict::{Consequence, Label, Outcome, Reason},
};

use crate::{
    letter::Context,
    risk::{self, Risk},
    rules::Severity,
    score::{Score, is_threat},
};

/// Probability from which the words alone hold a letter.
pub const HOLD_AT: f32 = 0.6;
/// Probability from which behaviour decides.
pub const DOUBT_AT: f32 = 0.3;
/// Probability from which the words leave hardly a doubt.
pub const PLAIN_AT: f32 = 0.8;
/// Readers up to which a letter goes to persons rather than to a group.
const FEW_READERS: i64 = 5;
/// Likeness to a confirmed threat from which a letter is the same threat.
pub const SAME_AT: f32 = 0.55;
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

/// Code of the part of a find that stands between quotation marks.
const QUOTED: &str = "quoted";

/// What becomes of a letter.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) outcome: Outcome,
    pub(crate) consequence: Consequence,
    /// The waves are stretched.
    pub(crate) slow: bool,
    /// What behaviour adds to the reasons of the words.
    pub(crate) reasons: Vec<Reason>,
}

/// What a letter shows, under the names that the table of this file uses.
struct Case<'a> {
    score: &'a Score,
    context: &'a Context,
    risk: Risk,
    unreadable: bool,
}

/// What becomes of the letter, with the reasons that behaviour adds to those of the words.
pub(crate) fn decide(score: &Score, unreadable: bool, context: &Context) -> Decision {
    let case = Case { score, context, risk: risk::of(context), unreadable };
    let (outcome, slow, mut reasons) = case.outcome();
    let consequence = if outcome == Outcome::Hold { case.consequence() } else { Consequence::None };
    if let Some(reason) = reasons::of_consequence(consequence) {
        reasons.push(reason);
    }
    Decision { outcome, consequence, slow, reasons }
}

type Answer = (Outcome, bool, Vec<Reason>);

impl Case<'_> {
    fn outcome(&self) -> Answer {
        self.words().or_else(|| self.doubt()).or_else(|| self.campaign()).unwrap_or_else(|| self.sending())
    }

    /// What the words decide, and what they excuse.
    fn words(&self) -> Option<Answer> {
        let context = self.context;
        if context.to_safety_contact {
            return Some((Outcome::Deliver, false, vec![reasons::safety_contact()]));
        }
        if self.is_voice_of_school() {
            return Some((Outcome::Deliver, false, vec![reasons::voice()]));
        }
        if self.is_report() {
            return Some((Outcome::Deliver, false, vec![reasons::report()]));
        }
        if let Some(confirmed) = self.confirmed() {
            let mut why = self.why();
            why.push(reasons::confirmed(&confirmed.campaign, confirmed.similarity));
            return Some((Outcome::Hold, false, why));
        }
        if self.is_warning() {
            return Some((Outcome::Waves, false, self.why()));
        }
        if self.is_threat() || self.has(Label::Blackmail) {
            return Some(self.hold());
        }
        if self.has(Label::SelfHarm) {
            let wide = context.readers > limits::WAVES_ABOVE_READERS;
            let outcome = if wide { Outcome::Hold } else { Outcome::Deliver };
            return Some((outcome, false, vec![reasons::care()]));
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
            return Some((Outcome::Waves, true, self.why()));
        }
        if suspected {
            return Some(self.hold());
        }
        if self.is_group() {
            let adult = self.context.profile.is_adult_of_school();
            return Some(if adult { (Outcome::Waves, false, self.why()) } else { self.hold() });
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
        (spreads || repeats || (stopped && !self.context.broadcast_power)).then(|| self.hold())
    }

    /// Ordinary words: how far and how fast they go.
    fn sending(&self) -> Answer {
        let context = self.context;
        let points = self.risk.points;
        if self.is_group() && (points >= risk::EXTREME || (self.unreadable && points >= risk::RAISED)) {
            return if self.informs() { (Outcome::Waves, true, self.why()) } else { self.hold() };
        }
        let power = context.broadcast_power || self.is_at_home();
        if self.reach() > limits::REACH_PER_HOUR_MAX && context.reach_last_hour.is_some() && !power {
            // A head who writes to a whole school from a new telephone is slowed down, not stopped.
            let adult = context.profile.is_adult_of_school();
            return if adult { (Outcome::Waves, points >= risk::RAISED, self.why()) } else { self.hold() };
        }
        if self.is_group() && (points >= risk::RAISED || (self.unreadable && points >= risk::DOUBT)) {
            return (Outcome::Waves, true, self.why());
        }
        let wide = context.readers > limits::WAVES_ABOVE_READERS && !power;
        if wide || self.siblings() >= CAMPAIGN_SENDERS {
            return (Outcome::Waves, false, self.why());
        }
        (Outcome::Deliver, false, Vec::new())
    }

    /// What becomes of the account when its letter is held.
    fn consequence(&self) -> Consequence {
        let context = self.context;
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

    fn hold(&self) -> Answer {
        (Outcome::Hold, false, self.why())
    }

    /// What the sending says, in sentences for the desk.
    fn why(&self) -> Vec<Reason> {
        reasons::of_sending(self.context, &self.risk)
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
        violent.is_some_and(|finding| finding.parts.iter().any(|part| part.code == QUOTED))
    }

    fn has(&self, label: Label) -> bool {
        self.score.labels.get(&label).is_some_and(|value| *value >= LANE_AT)
    }

    fn is_group(&self) -> bool {
        self.context.readers > FEW_READERS
    }

    /// A confirmed threat that this letter is, and does not report.
    fn confirmed(&self) -> Option<&crate::ConfirmedMatch> {
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
