//! mesure: what a crisis restricts, for whom, where and until when. Every measure ends (invariant 7), and none concerns
//! those who lead the others out: heads, and whoever has a power.
//!
//! What a restriction does to one letter is one pure question, [`Restriction::effect`]. Sending asks it, and so do the
//! preview, of the letters of the last days, and the adviser, of the copies of a campaign.

mod plan;

use serde::{Deserialize, Serialize};

pub use self::plan::{Plan, Typed, Wrong, life_max};
use crate::{Actor, Millis, Profile, codes::codes, limits, territory::Scope};

codes! {
    /// Whom of a place a measure concerns. Heads never: they are the way to families.
    pub enum Whom {
        /// Pupils.
        Pupils = "pupils",
        /// Guardians.
        Guardians = "guardians",
        /// Pupils and guardians.
        Families = "families",
        /// Teachers and staff.
        Adults = "adults",
        /// Everybody but heads.
        Everyone = "everyone",
    }
}

impl Whom {
    /// Whether it concerns somebody who is this in the place.
    pub const fn concerns(self, profile: Profile) -> bool {
        match profile {
            Profile::Pupil => matches!(self, Whom::Pupils | Whom::Families | Whom::Everyone),
            Profile::Guardian => matches!(self, Whom::Guardians | Whom::Families | Whom::Everyone),
            Profile::Teacher | Profile::Staff => matches!(self, Whom::Adults | Whom::Everyone),
            Profile::Head => false,
        }
    }

    /// Whether it concerns this person, who is `here` in the places of the measure. Somebody who works in a school is
    /// never taken for the parent that they are as well.
    pub fn concerns_person(self, actor: &Actor, here: &[Profile]) -> bool {
        if actor.decides() {
            return false;
        }
        let works = actor.affiliations.iter().any(|one| one.profile.is_adult_of_school());
        here.iter().any(|profile| self.concerns(*profile) && (!works || profile.is_adult_of_school()))
    }
}

/// What is restricted, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Restriction {
    /// Nothing of the service but official information.
    NoAccess,
    /// Messages are neither read nor written.
    NoMessages,
    /// Messages are read, not written.
    ReadOnly,
    /// Every letter waits for the desk.
    Hold,
    /// A letter goes to so many readers at most.
    CapReach {
        /// Readers.
        readers: i64,
    },
    /// No file and no link.
    NoFiles,
    /// Nothing is written from outside France, where the country is known.
    NationalOnly,
    /// A device that was never seen writes to adults of the school only.
    NewDevices,
    /// Whoever writes to others than adults of the school proves again who they are.
    Proof,
    /// What is written at these hours goes out at their end, and is judged again then.
    ClosedHours {
        /// Minute of the day at which they begin, where the school is.
        from: i64,
        /// Minute of the day at which they end.
        to: i64,
    },
    /// A letter goes out so much later, and is judged again then.
    Delay {
        /// Minutes.
        minutes: i64,
    },
}

/// A letter, as a restriction sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sending {
    /// Minute of the day where the school is.
    pub minute: i64,
    /// People in its audiences.
    pub readers: i64,
    /// It has a file or a link.
    pub files: bool,
    /// The device was seen before; `None`: nobody can say.
    pub known_device: Option<bool>,
    /// It comes from outside France; `None`: nobody can say.
    pub abroad: Option<bool>,
    /// Its sender has proved lately who they are.
    pub proven: bool,
    /// Whom it names.
    pub to: Named,
}

/// Whom a letter names, as far as restrictions make a difference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Named {
    /// Those whom the school has people warn, and nobody else.
    SafetyContacts,
    /// Adults of the sender's schools, one by one, and nobody else.
    AdultsOfSchool,
    /// Others, or nobody can say.
    #[default]
    Others,
}

/// What a restriction does to a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It goes its way.
    Nothing,
    /// It goes out later: at this minute of the day.
    UntilMinute(i64),
    /// It goes out so much later.
    For(Millis),
    /// It waits for the desk.
    Hold,
    /// It is not accepted.
    Refuse,
}

impl Restriction {
    /// What it does to a letter. A warning to a school's safety contact goes through whatever is in force.
    pub const fn effect(&self, letter: &Sending) -> Effect {
        let others = match letter.to {
            Named::SafetyContacts => return Effect::Nothing,
            Named::AdultsOfSchool => false,
            Named::Others => true,
        };
        let stops = match *self {
            Restriction::NoAccess | Restriction::NoMessages | Restriction::ReadOnly => true,
            Restriction::Hold => return Effect::Hold,
            Restriction::CapReach { readers } => letter.readers > readers,
            Restriction::NoFiles => letter.files,
            Restriction::NationalOnly => matches!(letter.abroad, Some(true)) && others,
            Restriction::NewDevices => !matches!(letter.known_device, Some(true)) && others,
            Restriction::Proof => !letter.proven && others,
            Restriction::ClosedHours { from, to } => {
                return if is_between(letter.minute, from, to) { Effect::UntilMinute(to) } else { Effect::Nothing };
            }
            Restriction::Delay { minutes } => return Effect::For(Millis::minutes(minutes)),
        };
        if stops { Effect::Refuse } else { Effect::Nothing }
    }

    /// Stable code of its kind.
    pub const fn code(&self) -> &'static str {
        match self {
            Restriction::NoAccess => "no_access",
            Restriction::NoMessages => "no_messages",
            Restriction::ReadOnly => "read_only",
            Restriction::Hold => "hold",
            Restriction::CapReach { .. } => "cap_reach",
            Restriction::NoFiles => "no_files",
            Restriction::NationalOnly => "national_only",
            Restriction::NewDevices => "new_devices",
            Restriction::Proof => "proof",
            Restriction::ClosedHours { .. } => "closed_hours",
            Restriction::Delay { .. } => "delay",
        }
    }

    /// Messages can still be read.
    pub const fn lets_read(&self) -> bool {
        !matches!(self, Restriction::NoAccess | Restriction::NoMessages)
    }

    /// It stops every letter, whatever is in it.
    pub const fn is_heavy(&self) -> bool {
        matches!(self, Restriction::NoAccess | Restriction::NoMessages | Restriction::ReadOnly | Restriction::Hold)
    }

    /// How long a measure that has it may last at most before somebody extends it.
    pub const fn life_max(&self) -> Millis {
        if self.is_heavy() { limits::HEAVY_MEASURE_LIFE_MAX } else { limits::MEASURE_LIFE_MAX }
    }

    /// Whether its numbers make sense.
    pub const fn is_sound(&self) -> bool {
        const DAY: i64 = 24 * 60;
        match *self {
            Restriction::CapReach { readers } => readers >= 1 && readers <= limits::CAP_READERS_MAX,
            Restriction::ClosedHours { from, to } => from >= 0 && to >= 0 && from < DAY && to < DAY && from != to,
            Restriction::Delay { minutes } => minutes >= 1 && minutes <= DAY,
            _ => true,
        }
    }
}

/// Whether a minute of the day is in a span, which may go over midnight. The end is not in it.
const fn is_between(minute: i64, from: i64, to: i64) -> bool {
    if from < to { from <= minute && minute < to } else { minute >= from || minute < to }
}

/// One part of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clause {
    /// For whom.
    pub whom: Whom,
    /// What.
    #[serde(flatten)]
    pub restriction: Restriction,
}

codes! {
    /// How many agree to a measure.
    pub enum Agreement {
        /// Its author alone.
        Alone = "alone",
        /// A second person; one of the two is of a crisis desk.
        Second = "second",
        /// demande conjointe: a second person of another house.
        Joint = "joint",
    }
}

impl Agreement {
    /// How many it takes: one for a person, a class or one school; two for more; two of different houses where everything
    /// is closed in a whole territory, or when the author asks for it.
    pub fn needed(places: &[Scope], clauses: &[Clause], joint: bool) -> Agreement {
        let wide = |place: &Scope| matches!(place, Scope::All | Scope::Academie(_) | Scope::Departement(_));
        let closes = clauses.iter().any(|clause| clause.restriction.is_heavy());
        if joint || (closes && places.iter().any(wide)) {
            Agreement::Joint
        } else if places.len() > 1 || places.iter().any(wide) {
            Agreement::Second
        } else {
            Agreement::Alone
        }
    }
}

codes! {
    /// Where a measure stands in its row. That its time is over is computed, see [`Standing`].
    pub enum MeasureState {
        /// Waits for a second person.
        Proposed = "proposed",
        /// Decided.
        Active = "active",
        /// The second person said no, or its author took it back.
        Refused = "refused",
        /// Ended before its time.
        Lifted = "lifted",
        /// Another took its place.
        Replaced = "replaced",
    }
}

impl MeasureState {
    /// The only list of legal moves.
    pub const fn may_become(self, next: MeasureState) -> bool {
        use MeasureState::{Active, Lifted, Proposed, Refused, Replaced};
        matches!((self, next), (Proposed, Active | Refused) | (Active, Lifted | Replaced))
    }
}

codes! {
    /// Where a measure stands at a moment.
    pub enum Standing {
        /// Waits for a second person, and does nothing yet.
        Waits = "waits",
        /// Waits for a second person, and has begun.
        Provisional = "provisional",
        /// Decided, and begins later.
        Planned = "planned",
        /// In force.
        InForce = "in_force",
        /// Its time is over.
        Expired = "expired",
        /// Nobody agreed in time.
        Lapsed = "lapsed",
        /// Refused.
        Refused = "refused",
        /// Ended before its time.
        Lifted = "lifted",
        /// Another took its place.
        Replaced = "replaced",
    }
}

/// The moments of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// When it was proposed.
    pub proposed_at: Millis,
    /// Until when it holds though nobody has agreed to it yet.
    pub provisional_until: Option<Millis>,
}

impl Times {
    /// Until when a second person may answer.
    pub fn answer_until(&self) -> Millis {
        self.provisional_until.unwrap_or(self.proposed_at + limits::MEASURE_ANSWER_WITHIN).min(self.ends_at)
    }

    /// Where a measure of this state stands at a moment.
    pub fn standing(&self, state: MeasureState, now: Millis) -> Standing {
        match state {
            MeasureState::Refused => Standing::Refused,
            MeasureState::Lifted => Standing::Lifted,
            MeasureState::Replaced => Standing::Replaced,
            MeasureState::Active if self.ends_at <= now => Standing::Expired,
            MeasureState::Active if self.starts_at > now => Standing::Planned,
            MeasureState::Active => Standing::InForce,
            MeasureState::Proposed if self.answer_until() <= now => Standing::Lapsed,
            MeasureState::Proposed if self.provisional_until.is_some() => Standing::Provisional,
            MeasureState::Proposed => Standing::Waits,
        }
    }
}

impl Standing {
    /// Whether somebody is to agree.
    pub const fn waits(self) -> bool {
        matches!(self, Standing::Waits | Standing::Provisional)
    }

    /// Whether it was decided and is not over: it can be extended, lifted and replaced.
    pub const fn is_decided(self) -> bool {
        matches!(self, Standing::InForce | Standing::Planned)
    }

    /// Whether it restricts anybody.
    pub const fn is_in_force(self) -> bool {
        matches!(self, Standing::InForce | Standing::Provisional)
    }
}

codes! {
    /// Measures that were taken, or are proposed, as one.
    pub enum Preset {
        /// What Préau proposes: pupils write to a few at a time, unknown devices to adults only.
        Default = "default",
        /// 29 March 2024, Paris: pupils' messages closed, hours closed at night, new devices watched, France only.
        Paris = "paris",
        /// 24 March 2024, Amiens: access suspended.
        Amiens = "amiens",
        /// 28 March 2024: messages of everybody.
        National = "national",
        /// Nights only.
        Night = "night",
    }
}

impl Preset {
    /// What it consists of.
    pub fn clauses(self) -> Vec<Clause> {
        let night = Restriction::ClosedHours { from: 23 * 60, to: 7 * 60 };
        let of = |whom, restrictions: &[Restriction]| -> Vec<Clause> {
            restrictions.iter().map(|restriction| Clause { whom, restriction: *restriction }).collect()
        };
        match self {
            Preset::Default => of(
                Whom::Pupils,
                &[Restriction::CapReach { readers: limits::CAP_READERS_PROPOSED }, Restriction::NewDevices],
            ),
            Preset::Paris => {
                let mut clauses = of(Whom::Pupils, &[Restriction::ReadOnly]);
                clauses.extend(of(Whom::Everyone, &[night, Restriction::NewDevices, Restriction::NationalOnly]));
                clauses
            }
            Preset::Amiens => of(Whom::Everyone, &[Restriction::NoAccess]),
            Preset::National => of(Whom::Everyone, &[Restriction::NoMessages]),
            Preset::Night => of(Whom::Families, &[night]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        PersonId, Role,
        actor::{Affiliation, Grant},
    };

    fn somebody(profiles: &[Profile]) -> Actor {
        let of = |profile: &Profile| Affiliation {
            school: uuid::Uuid::from_u128(1).into(),
            school_name: String::new(),
            profile: *profile,
            academie: 10,
        };
        Actor {
            person: PersonId(uuid::Uuid::from_u128(2)),
            name: String::new(),
            affiliations: profiles.iter().map(of).collect(),
            roles: Vec::new(),
            signed_in_at: Millis(0),
            proven_at: None,
            device: None,
            session: None,
            font: None,
            locale: None,
            proof_until: None,
        }
    }

    #[test]
    fn no_measure_concerns_a_head_or_who_has_a_power() {
        for whom in Whom::ALL {
            assert!(!whom.concerns(Profile::Head), "{whom}");
            let head = somebody(&[Profile::Guardian, Profile::Head]);
            assert!(!whom.concerns_person(&head, &[Profile::Guardian, Profile::Head]), "{whom}");
            let mut officer = somebody(&[Profile::Teacher]);
            officer.roles.push(Grant { role: Role::Desk, scope: Scope::All });
            assert!(!whom.concerns_person(&officer, &[Profile::Teacher]), "{whom}");
        }
    }

    #[test]
    fn a_teacher_is_not_taken_for_the_parent_they_are() {
        let teacher = somebody(&[Profile::Teacher, Profile::Guardian]);
        let here = [Profile::Guardian];
        assert!(!Whom::Families.concerns_person(&teacher, &here));
        assert!(!Whom::Everyone.concerns_person(&teacher, &here), "the measure is on another school than theirs");
        assert!(Whom::Everyone.concerns_person(&teacher, &[Profile::Teacher]));
        assert!(Whom::Families.concerns_person(&somebody(&[Profile::Guardian]), &here));
    }

    #[test]
    fn a_night_goes_over_midnight() {
        let night = Restriction::ClosedHours { from: 23 * 60, to: 7 * 60 };
        let at = |hour: i64, minute: i64| night.effect(&Sending { minute: hour * 60 + minute, ..Sending::default() });
        assert_eq!(at(22, 59), Effect::Nothing);
        assert_eq!(at(23, 0), Effect::UntilMinute(420));
        assert_eq!(at(6, 59), Effect::UntilMinute(420));
        assert_eq!(at(7, 0), Effect::Nothing);
        let lunch = Restriction::ClosedHours { from: 720, to: 810 };
        let noon = |minute| lunch.effect(&Sending { minute, ..Sending::default() });
        assert_eq!((noon(719), noon(720), noon(810)), (Effect::Nothing, Effect::UntilMinute(810), Effect::Nothing));
    }

    #[test]
    fn a_warning_goes_through_whatever_is_in_force() {
        let warning =
            Sending { to: Named::SafetyContacts, readers: 4, files: true, abroad: Some(true), ..Sending::default() };
        for preset in Preset::ALL {
            for clause in preset.clauses() {
                assert_eq!(clause.restriction.effect(&warning), Effect::Nothing, "{preset}");
                assert!(clause.restriction.is_sound(), "{preset}");
            }
        }
        assert_eq!(Restriction::Hold.effect(&warning), Effect::Nothing);
        assert_eq!(Restriction::Delay { minutes: 5 }.effect(&warning), Effect::Nothing);
    }

    #[test]
    fn what_nobody_can_say_of_a_device_counts_as_unknown_and_of_a_country_as_france() {
        let letter = Sending { readers: 3, ..Sending::default() };
        assert_eq!(Restriction::NewDevices.effect(&letter), Effect::Refuse);
        assert_eq!(Restriction::NewDevices.effect(&Sending { to: Named::AdultsOfSchool, ..letter }), Effect::Nothing);
        assert_eq!(Restriction::NationalOnly.effect(&letter), Effect::Nothing);
        assert_eq!(Restriction::NationalOnly.effect(&Sending { abroad: Some(true), ..letter }), Effect::Refuse);
    }

    #[test]
    fn how_many_agree_grows_with_the_place_and_with_what_is_closed() {
        let one = [Scope::School(uuid::Uuid::from_u128(1).into())];
        let two = [one[0].clone(), Scope::School(uuid::Uuid::from_u128(2).into())];
        let all = Preset::National.clauses();
        let few = Preset::Default.clauses();
        assert_eq!(Agreement::needed(&one, &all, false), Agreement::Alone);
        assert_eq!(Agreement::needed(&one, &few, true), Agreement::Joint);
        assert_eq!(Agreement::needed(&two, &all, false), Agreement::Second);
        assert_eq!(Agreement::needed(&[Scope::Academie(10)], &few, false), Agreement::Second);
        assert_eq!(Agreement::needed(&[Scope::Departement("069".into())], &all, false), Agreement::Joint);
        assert_eq!(Agreement::needed(&[Scope::All], &all, false), Agreement::Joint);
    }

    #[test]
    fn a_measure_ends_whatever_its_state() {
        let times = Times {
            starts_at: Millis(0),
            ends_at: Millis::hours(4),
            proposed_at: Millis(0),
            provisional_until: Some(limits::MEASURE_PROVISIONAL),
        };
        for state in MeasureState::ALL {
            assert!(!times.standing(*state, Millis::hours(4)).is_in_force(), "{state}");
        }
        let proposed = |at| times.standing(MeasureState::Proposed, at);
        assert_eq!(proposed(Millis(1)), Standing::Provisional);
        assert_eq!(proposed(limits::MEASURE_PROVISIONAL), Standing::Lapsed);
        assert_eq!(times.standing(MeasureState::Active, Millis(1)), Standing::InForce);
    }

    #[test]
    fn nothing_comes_back_once_it_has_ended() {
        for ended in [MeasureState::Refused, MeasureState::Lifted, MeasureState::Replaced] {
            assert!(MeasureState::ALL.iter().all(|next| !ended.may_become(*next)));
        }
    }

    #[test]
    fn a_clause_reads_back_what_it_wrote() {
        for preset in Preset::ALL {
            let clauses = preset.clauses();
            let text = serde_json::to_string(&clauses).expect("json");
            assert_eq!(serde_json::from_str::<Vec<Clause>>(&text).expect("clauses"), clauses, "{text}");
        }
    }
}
