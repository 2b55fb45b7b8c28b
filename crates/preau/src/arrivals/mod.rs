//! Measures the weighing of sign-ins: invented weeks of sign-ins, those of thieves among them, go through the real door, in
//! a database of their own, with the clock set from each.
//!
//! Detected means that a sign-in has so many points or more; what Préau does from which points is in
//! [`shield::arrival`]. Owners who have as many points are those who would have to prove anew who they are.

mod report;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use actions::{
    App,
    sign_in::{Attempt, Browser, SignedIn, sign_in},
};
use model::{DeviceId, Millis, PersonId, SchoolId, Uai, network::Origin, person::Names, school::SchoolKind};
use sample::arrivals::{BEGIN, By, SCHOOLS, SignIn, Year};
use store::{
    Db,
    provision::{Directory, Person, School},
};

use crate::replay::{Error, app_alone, clock::SetClock, password};

pub(crate) use report::Measured;

/// Everybody's password.
const PASSWORD: &str = "mesure";
/// How long everybody has been there when the weeks begin.
const BEFORE: Millis = Millis::days(30);

/// What a sign-in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// A session was opened.
    In,
    /// It was refused for how it came.
    TurnedAway,
    /// The account is contained.
    Contained,
}

/// One sign-in that was played.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Played {
    pub(crate) by: By,
    /// Sign-ins of the owner before.
    pub(crate) before: usize,
    pub(crate) points: i64,
    pub(crate) came: Came,
    /// A thief had opened or asked for this account before.
    pub(crate) stolen: bool,
}

/// Plays every sign-in in the order of time. `folder` is used for files that go away.
pub(crate) async fn play(folder: &Path, year: &Year, mut tell: impl FnMut(usize)) -> Result<Measured, Error> {
    let clock = Arc::new(SetClock::at(BEGIN - BEFORE));
    let db = Db::open_scratch(&folder.join("connexions.db")).await?;
    let app = app_alone(db, folder, clock.clone())?;
    let people = provision(&app, year).await?;
    let mut stage = Stage { app, people, devices: BTreeMap::new(), owners: BTreeMap::new(), stolen: Vec::new() };
    stage.stolen.resize(year.people.len(), false);
    let mut played = Vec::with_capacity(year.sign_ins.len());
    for (n, one) in year.sign_ins.iter().enumerate() {
        clock.forward_to(one.at);
        played.push(stage.play(one).await?);
        tell(n);
    }
    stage.app.db.close().await;
    Ok(Measured::of(&played))
}

struct Stage {
    app: App,
    people: Vec<(PersonId, String)>,
    /// Cookies by the name of a browser. What an account has known from the beginning brings its name.
    devices: BTreeMap<String, String>,
    owners: BTreeMap<usize, usize>,
    stolen: Vec<bool>,
}

impl Stage {
    async fn play(&mut self, one: &SignIn) -> Result<Played, Error> {
        let (person, login) = &self.people[one.account];
        let name = one.place.device.as_deref();
        let cookie = name.map(|name| self.devices.get(name).map_or(name, String::as_str));
        let origin = Origin { class: one.place.class, country: Some(one.place.country.to_owned()) };
        let address = format!("{}:50000", one.place.address);
        let browser = Browser { device: cookie, address: &address, agent: "", origin: Some(&origin) };
        let answer = sign_in(&self.app, &Attempt { login, password: PASSWORD, browser }).await?;
        let (new, came) = match answer {
            SignedIn::Yes(opened) => (opened.device, Came::In),
            SignedIn::Unusual(new) => (new, Came::TurnedAway),
            _ => (None, Came::Contained),
        };
        if let (Some(new), Some(name)) = (new, name) {
            self.devices.insert(name.to_owned(), new.secret().to_owned());
        }
        let points = match came {
            Came::Contained => 0,
            _ => store::arrival::newest(&mut self.app.db.read().await?, *person).await?.unwrap_or(0),
        };
        let before = self.owners.get(&one.account).copied().unwrap_or(0);
        let stolen = self.stolen[one.account];
        match one.by {
            By::Owner => *self.owners.entry(one.account).or_default() += 1,
            _ => self.stolen[one.account] = true,
        }
        Ok(Played { by: one.by, before, points, came, stolen })
    }
}

/// The people of the weeks, with what they have used for a month.
async fn provision(app: &App, year: &Year) -> Result<Vec<(PersonId, String)>, Error> {
    let hash = password(app, PASSWORD).await?;
    let mut all = Directory { since: app.now(), academies: vec![(200, "Mesure".to_owned())], ..Directory::default() };
    for number in (0..).take(SCHOOLS) {
        all.schools.push(School {
            id: app.id::<SchoolId>(),
            uai: Uai::from_number(9_000_000 + number),
            name: format!("Établissement {}", number + 1),
            kind: if number % 2 == 0 { SchoolKind::College } else { SchoolKind::Lycee },
            academie: 200,
        });
    }
    let mut people = Vec::new();
    for (n, someone) in year.people.iter().enumerate() {
        let (id, login, school) = (app.id::<PersonId>(), format!("p{n}"), all.schools[someone.school].id);
        let names = Names { family: login.clone(), given: String::new() };
        let account = Some((login.clone(), hash.clone()));
        all.people.push(Person { id, key: login.clone(), names, school, account });
        all.affiliations.push((id, school, someone.profile));
        all.networks.extend(model::network::key(&someone.home).map(|network| (id, school, network)));
        people.push((id, login));
    }
    for (guardian, pupil) in &year.guardians {
        all.guardianships.push((people[*guardian].0, people[*pupil].0));
    }
    // A family's computer is one device of several people.
    let mut devices: BTreeMap<&str, DeviceId> = BTreeMap::new();
    for (someone, (person, _)) in year.people.iter().zip(&people) {
        let id = *devices.entry(&someone.device).or_insert_with(|| app.id::<DeviceId>());
        all.devices.push((id, actions::token::hash(&someone.device), *person));
    }
    if actions::provision::provision(app, all).await? { Ok(people) } else { Err(Error::NotEmpty) }
}
