//! Acts that shut an account, and those that open the way back.

use actions::{
    contain::{self, Contained},
    contained,
    disown::{self, Disowned},
    lift::{self, Lifted},
    measure::{self, Proposed},
    reset::{self, NewReset, Reset},
    sheets::{self, Wanted, Which},
    sign_in,
};
use model::{
    Millis, Profile, SchoolId, SectionId, limits,
    measure::{Clause, Restriction, Typed, Whom},
    territory::Scope,
};

use super::walk::{Answer, Fault, PEOPLE, Walk};

impl Walk {
    pub(super) async fn sign_out(&mut self, who: usize) -> Answer {
        let Some(session) = self.open_session(who) else { return Ok(()) };
        self.said(who, &format!("signs out of session {session}"));
        let actor = self.actor(who, session).await?;
        sign_in::sign_out(&self.world.app, &actor).await?;
        self.people[who].oracle.sign_out(session);
        Ok(())
    }

    /// Sheets for the whole class.
    pub(super) async fn print(&mut self, who: usize) -> Answer {
        let class = self.people[who].class;
        let adou = self.world.person("adou").actor().await;
        let section = SectionId(self.world.uuid(class));
        let grids = self.chance.once_in(3);
        let wanted = Wanted { which: Which::All, grid: grids.then_some("grille") };
        let printed = sheets::print_for(&self.world.app, &adou, section, Profile::Pupil, wanted).await?;
        let now = self.world.now();
        for slip in printed.ok_or_else(|| Fault("the head prints".to_owned()))?.slips {
            let Some(who) = PEOPLE.iter().position(|(key, _)| *key == slip.login) else { continue };
            self.people[who].oracle.print(now, now + limits::ACTIVATION_LIFE, grids);
            self.people[who].codes.push((slip.code, slip.grid));
            let code = self.people[who].codes.len() - 1;
            self.said(who, &format!("is given code {code}, with a grid {grids}"));
        }
        Ok(())
    }

    /// A reset of everybody, the school, or a class; it may spare those whose password is new.
    pub(super) async fn reset(&mut self) -> Answer {
        let class = ["2nde4", "2nde5"][self.chance.below(2)];
        let scope = match self.chance.below(3) {
            0 => Scope::All,
            1 => Scope::School(SchoolId(self.world.uuid("lycee"))),
            _ => Scope::Section(SectionId(self.world.uuid(class))),
        };
        let now = self.world.now();
        let spares_since = self.chance.once_in(3).then(|| now - Millis::hours(self.chance.between(1, 30)));
        let spares_passkeys = self.chance.once_in(3).then(|| now - Millis::hours(self.chance.between(0, 300)));
        let new = NewReset { scope: scope.clone(), spares_since, spares_passkeys, note: "" };
        let done = reset::reset(&self.world.app, None, &new).await?;
        let Reset::Yes { id, .. } = done else { return Err(Fault("the console resets".to_owned())) };
        let mut places = Vec::new();
        for who in 0..self.people.len() {
            let concerns = !matches!(scope, Scope::Section(_)) || self.people[who].class == class;
            places.push(concerns.then(|| self.people[who].oracle.reset((spares_since, spares_passkeys), now)));
            if concerns {
                self.said(
                    who,
                    &format!("is reset ({scope}), spared since {spares_since:?}, by a passkey of {spares_passkeys:?}"),
                );
            }
        }
        self.resets.push((id, places));
        self.look_at_all().await
    }

    /// A measure closes writing to pupils, and no door.
    pub(super) async fn measure(&mut self, who: usize) -> Answer {
        let class = SectionId(self.world.uuid(self.people[who].class));
        let place = [Scope::Section(class), Scope::School(SchoolId(self.world.uuid("lycee"))), Scope::All];
        let restriction = [Restriction::NoFiles, Restriction::NewDevices, Restriction::Delay { minutes: 5 }];
        let typed = Typed {
            places: vec![place[self.chance.below(3)].clone()],
            clauses: vec![Clause { whom: Whom::Pupils, restriction: restriction[self.chance.below(3)] }],
            reason: "essai".to_owned(),
            ends_at: Some(self.world.now() + Millis::hours(2)),
            ..Typed::default()
        };
        self.said(who, &format!("is under a measure: {typed:?}"));
        match measure::propose(&self.world.app, None, typed).await? {
            Proposed::Begun(_) => self.look_at_all().await,
            other => Err(Fault(format!("the console's measure says {other:?}"))),
        }
    }

    pub(super) async fn undo(&mut self) -> Answer {
        if self.resets.is_empty() {
            return Ok(());
        }
        let one = self.chance.below(self.resets.len());
        let (id, places) = self.resets.swap_remove(one);
        let now = self.world.now();
        if !reset::undo(&self.world.app, None, id, "").await? {
            return Err(Fault("a reset is undone once".to_owned()));
        }
        for (who, place) in places.into_iter().enumerate() {
            if let Some(place) = place {
                self.people[who].oracle.undo(place, now);
                self.said(who, "has no reset any more");
            }
        }
        self.look_at_all().await
    }

    pub(super) async fn contain(&mut self, who: usize) -> Answer {
        let (desk, now) = (self.world.desk().actor().await, self.world.now());
        let contained_before = self.people[who].oracle.is_contained(now);
        let letter = self.people[who].letter;
        let done = contain::contain(&self.world.app, &desk, letter, "").await?;
        self.said(who, &format!("is contained: {done:?}"));
        self.people[who].oracle.contain(now);
        match done {
            Contained::Yes { .. } if !contained_before => Ok(()),
            Contained::Already if contained_before => Ok(()),
            other => Err(Fault(format!("containing says {other:?}"))),
        }
    }

    pub(super) async fn lift(&mut self, who: usize) -> Answer {
        let (desk, now) = (self.world.desk().actor().await, self.world.now());
        let contained_before = self.people[who].oracle.is_contained(now);
        let person = self.world.person(self.people[who].key).id;
        let list = contained::list(&self.world.app, &desk).await?.list;
        let Some(newest) = list.iter().filter(|one| one.person == person).max_by_key(|one| one.since()) else {
            return if contained_before {
                Err(Fault("the desk does not see a containment".to_owned()))
            } else {
                Ok(())
            };
        };
        let lifted = lift::lift(&self.world.app, &desk, newest.id, "erreur").await?;
        self.said(who, &format!("is lifted: {lifted:?}"));
        match lifted {
            Lifted::Yes if contained_before => self.people[who].oracle.lift(now),
            Lifted::TooLate if !contained_before => {}
            other => return Err(Fault(format!("lifting says {other:?}"))),
        }
        Ok(())
    }

    /// "That was not me", of the session that was opened last.
    pub(super) async fn disown(&mut self, who: usize) -> Answer {
        let (Some(from), Some(strange)) = (self.open_session(who), self.open_session(who)) else { return Ok(()) };
        if from == strange {
            return Ok(());
        }
        self.actor(who, strange).await?;
        let actor = self.actor(who, from).await?;
        let (session, now) = (self.people[who].cookies[strange].id, self.world.now());
        let disowned = disown::disown(&self.world.app, &actor, session).await?;
        let back = self.people[who].oracle.disown(from, now);
        self.said(who, &format!("disowns {strange} in {from}: own device {back}"));
        match (disowned, back) {
            (Disowned::Back { code }, true) => self.people[who].codes.push((code, None)),
            (Disowned::Shut, false) => {}
            (other, back) => return Err(Fault(format!("disowning says {other:?}, on a device of theirs {back}"))),
        }
        Ok(())
    }
}
