//! Whatever is decided in whatever order, a measure restricts those whom a short description says, and nobody after its
//! end.

use actions::{
    measure::{self, Answered, Extended, Lifted, Proposed},
    testing::World,
};
use model::{
    Actor, Millis, SchoolId, limits,
    measure::{Agreement, Clause, Restriction, Typed, Whom},
    territory::Scope,
};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use store::testing::TestDb;
use uuid::Uuid;

/// People whose restrictions are looked at: key, school, département, académie, and as what they are there.
const PEOPLE: [(&str, &str, &str, u8, Kind); 7] = [
    ("ines", "lycee", "069", 10, Kind::Pupil),
    ("adam", "college", "042", 10, Kind::Pupil),
    ("yann", "ailleurs", "091", 25, Kind::Pupil),
    ("sylvie", "lycee", "069", 10, Kind::Guardian),
    ("perrin", "lycee", "069", 10, Kind::Adult),
    ("adou", "lycee", "069", 10, Kind::Head),
    ("desk", "", "", 10, Kind::Head),
];
const DECIDERS: [&str; 5] = ["adou", "desk", "desk2", "desk25", "lemoine"];
const ROUNDS: usize = 12;
const ACTS: usize = 14;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pupil,
    Guardian,
    Adult,
    Head,
}

/// A measure as the description knows it.
#[derive(Debug)]
struct Known {
    id: Uuid,
    place: Scope,
    clause: Clause,
    by: usize,
    /// From, until.
    holds: (Millis, Millis),
    /// Somebody must agree before then; `true`: it holds meanwhile.
    waits: Option<(Millis, bool)>,
    over: bool,
    /// It began before anybody agreed, and nobody has.
    alone: bool,
}

impl Known {
    fn holds(&self, now: Millis) -> bool {
        let agreed = self.waits.is_none_or(|(until, begun)| begun && now < until);
        !self.over && agreed && self.holds.0 <= now && now < self.holds.1
    }
    fn is_decided(&self, now: Millis) -> bool {
        !self.over && self.waits.is_none() && now < self.holds.1
    }
}

fn decides(who: &str, place: &Scope, world: &World) -> bool {
    let is = |key: &str| *place == Scope::School(SchoolId(world.uuid(key)));
    match who {
        "adou" => is("lycee"),
        "lemoine" => is("college"),
        "desk25" => is("ailleurs") || *place == Scope::Academie(25),
        _ => {
            is("lycee")
                || is("college")
                || *place == Scope::Academie(10)
                || matches!(place, Scope::Departement(code) if code == "069" || code == "042")
        }
    }
}

fn concerns(
    known: &Known,
    (_, school, departement, academie, kind): (&str, &str, &str, u8, Kind),
    world: &World,
) -> bool {
    let here = match &known.place {
        Scope::School(id) => !school.is_empty() && *id == SchoolId(world.uuid(school)),
        Scope::Departement(code) => code == departement,
        Scope::Academie(code) => !school.is_empty() && *code == academie,
        _ => false,
    };
    let of_kind = match known.clause.whom {
        Whom::Pupils => kind == Kind::Pupil,
        Whom::Guardians => kind == Kind::Guardian,
        Whom::Families => matches!(kind, Kind::Pupil | Kind::Guardian),
        Whom::Adults => kind == Kind::Adult,
        Whom::Everyone => kind != Kind::Head,
    };
    here && of_kind
}

struct Walk<'w> {
    world: &'w World,
    chance: ChaCha20Rng,
    deciders: Vec<Actor>,
    known: Vec<Known>,
}

impl Walk<'_> {
    fn pick(&mut self, of: usize) -> usize {
        (self.chance.next_u32() as usize) % of.max(1)
    }

    async fn proposes(&mut self) {
        let school = |key| Scope::School(SchoolId(self.world.uuid(key)));
        let places = [
            school("lycee"),
            school("college"),
            school("ailleurs"),
            Scope::Departement("069".to_owned()),
            Scope::Academie(10),
            Scope::Academie(25),
        ];
        let place = places[self.pick(places.len())].clone();
        let whom = Whom::ALL[self.pick(Whom::ALL.len())];
        let restrictions = [Restriction::ReadOnly, Restriction::NoFiles, Restriction::NewDevices, Restriction::Hold];
        let clause = Clause { whom, restriction: restrictions[self.pick(restrictions.len())] };
        let (by, at_once) = (self.pick(DECIDERS.len()), self.pick(2) == 1);
        let now = self.world.now();
        let starts_at = (self.pick(3) == 0).then(|| now + Millis::minutes(20));
        let from = starts_at.unwrap_or(now);
        let until = from + Millis::minutes(1 + self.pick(90) as i64);
        let new = Typed {
            places: vec![place.clone()],
            clauses: vec![clause],
            reason: "essai".to_owned(),
            starts_at,
            ends_at: Some(until),
            at_once,
            ..Typed::default()
        };
        let agreement = Agreement::needed(&new.places, &new.clauses, false);
        let done = measure::propose(&self.world.app, Some(&self.deciders[by]), new).await.expect("an answer");
        let allowed = decides(DECIDERS[by], &place, self.world);
        let (id, waits) = match done {
            Proposed::Begun(id) if allowed && agreement == Agreement::Alone => (id, None),
            Proposed::Waits { id, until: answer, begun } if allowed && agreement != Agreement::Alone => {
                let at_once = at_once && !self.known.iter().any(|one| one.alone && one.by == by);
                let within = if at_once { limits::MEASURE_PROVISIONAL } else { limits::MEASURE_ANSWER_WITHIN };
                assert_eq!((answer, begun), ((now + within).min(until), at_once));
                (id, Some((answer, begun)))
            }
            Proposed::NotAllowed if !allowed => return,
            other => panic!("{} on {place}: {other:?}", DECIDERS[by]),
        };
        self.known.push(Known {
            id,
            place,
            clause,
            by,
            holds: (from, until),
            waits,
            over: false,
            alone: waits.is_some_and(|(_, begun)| begun),
        });
    }

    async fn answers(&mut self) {
        if self.known.is_empty() {
            return;
        }
        let (at, who, agreed, now) =
            (self.pick(self.known.len()), self.pick(DECIDERS.len()), self.pick(4) > 0, self.world.now());
        let one = &mut self.known[at];
        let waiting = !one.over && one.waits.is_some_and(|(until, _)| now < until);
        let theirs = decides(DECIDERS[who], &one.place, self.world);
        let done = measure::answer(&self.world.app, &self.deciders[who], one.id, agreed).await.expect("an answer");
        let expected = match (waiting && theirs, agreed) {
            (false, _) => Answered::TooLate,
            (true, true) if who == one.by => Answered::Own,
            (true, true) => Answered::Agreed,
            (true, false) => Answered::Declined,
        };
        assert_eq!(done, expected, "{} answers {one:?}", DECIDERS[who]);
        match done {
            Answered::Agreed => (one.waits, one.alone) = (None, false),
            Answered::Declined => one.over = true,
            _ => {}
        }
    }

    async fn lifts(&mut self) {
        if self.known.is_empty() {
            return;
        }
        let (at, who, now) = (self.pick(self.known.len()), self.pick(DECIDERS.len()), self.world.now());
        let one = &mut self.known[at];
        let done = measure::lift(&self.world.app, Some(&self.deciders[who]), one.id, "").await.expect("an answer");
        let expected = match (decides(DECIDERS[who], &one.place, self.world), one.is_decided(now)) {
            (false, _) => Lifted::NotFound,
            (true, false) => Lifted::TooLate,
            (true, true) => Lifted::Yes,
        };
        assert_eq!(done, expected, "{} lifts {one:?}", DECIDERS[who]);
        one.over |= done == Lifted::Yes;
    }

    async fn extends(&mut self) {
        if self.known.is_empty() {
            return;
        }
        let (at, who, now) = (self.pick(self.known.len()), self.pick(DECIDERS.len()), self.world.now());
        let one = &mut self.known[at];
        let to = one.holds.1 + Millis::minutes(10);
        let by = &self.deciders[who];
        let done = measure::extend(&self.world.app, Some(by), one.id, to, "").await.expect("an answer");
        let alone = matches!(one.place, Scope::School(_));
        match (decides(DECIDERS[who], &one.place, self.world), one.is_decided(now)) {
            (false, _) => assert_eq!(done, Extended::NotFound),
            (true, false) => assert_eq!(done, Extended::TooLate),
            (true, true) if alone => {
                assert_eq!(done, Extended::Yes(to));
                one.holds.1 = to;
            }
            (true, true) => assert!(matches!(done, Extended::Waits(_)), "{done:?}"),
        }
    }

    /// Everybody is restricted as the description says.
    async fn look(&self) {
        let now = self.world.now();
        for person in PEOPLE {
            let actor = self.world.person(person.0).actor().await;
            let own = measure::own(&self.world.app, &actor).await.expect("read");
            let mut found: Vec<Restriction> = own.iter().map(|one| one.restriction).collect();
            let known = self.known.iter().filter(|one| one.holds(now) && concerns(one, person, self.world));
            let mut expected: Vec<Restriction> = known.map(|one| one.clause.restriction).collect();
            expected.sort_unstable();
            expected.dedup();
            found.sort_unstable();
            assert_eq!(found, expected, "{} at {}: {:#?}", person.0, now.0, self.known);
            assert!(own.iter().all(|one| one.until > now), "nothing is in force past its end");
        }
    }
}

// Invariant 7
store::both!(measures_decided_in_any_order_restrict_whom_they_say_until_they_end, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut deciders = Vec::new();
    for key in DECIDERS {
        deciders.push(world.person(key).actor().await);
    }
    let mut walk = Walk { world: &world, chance: ChaCha20Rng::seed_from_u64(20_240_328), deciders, known: Vec::new() };
    for _ in 0..ROUNDS {
        for _ in 0..ACTS {
            match walk.pick(8) {
                0..=2 => walk.proposes().await,
                3 | 4 => walk.answers().await,
                5 => walk.lifts().await,
                6 => walk.extends().await,
                _ => world.advance(Millis::minutes(1 + walk.pick(20) as i64)),
            }
            walk.look().await;
        }
        // A new night: what is left ends by itself.
        world.advance(Millis::hours(36));
        walk.look().await;
        assert!(walk.known.iter().all(|one| !one.holds(world.now())));
        walk.known.clear();
    }
    world.journal_verifies().await;
});
