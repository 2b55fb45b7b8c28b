//! What is done with passkeys, for the table of all that writes.

use actions::{
    Error,
    factor::Confirmed,
    passkey::{
        enrol::{self, NewPasskey},
        sign_in::{self as alone, Entered},
    },
    second_step::{self, Stepped},
    step_up::{self, Proved},
    testing::{Key, Tab, World},
};
use model::Actor;

/// Questions to passkeys and what they answer, one in each browser.
pub(crate) struct Keys {
    /// Of ines, on her own device: a new one.
    pub(crate) made: (Tab, Actor, String),
    /// Of zoe, whose password was right a moment ago in this browser.
    pub(crate) second: (Tab, String, String),
    /// Of zoe, signed in on her own device.
    pub(crate) proof: (Tab, Actor, String),
    /// Of zoe, before any sign-in.
    pub(crate) alone: (Tab, String),
    /// Of a copy of hers, likewise.
    pub(crate) copied: (Tab, String),
}

/// Zoe has a passkey and is asked for it everywhere; ines makes one.
pub(crate) async fn keys(world: &World, (tab, step): &(Tab, String), own: &(Tab, Actor)) -> Keys {
    let mut key = Key::new(1, &world.app.issuer);
    key.counter = 5;
    let zoe = world.person("zoe");
    assert!(matches!(zoe.enrols(&mut key).await, Confirmed::Yes { .. }));
    let mut copy = key.clone();
    copy.counter = 1;
    let (tab, step) = (tab.clone(), step.clone());
    let asked = second_step::ask_passkey(&world.app, &step, tab.browser()).await.expect("an answer").expect("asked");
    let second = (tab, step, key.signs(&asked.0));
    let mut hers = zoe.own_tab();
    assert!(hers.signs_in(world, "zoe").await);
    let actor = hers.who(world).await.expect("in");
    let asked = step_up::ask_passkey(&world.app, &actor, cookie(&hers)).await.expect("an answer").expect("asked");
    let proof = (hers, actor, key.signs(&asked.0));
    let (mut first, mut second_tab) = (Tab::unknown(), Tab::unknown());
    let (one, two) = (first.is_asked(world).await, second_tab.is_asked(world).await);
    let (alone, copied) = ((first, key.signs(&one)), (second_tab, copy.signs(&two)));
    let (own, ines) = own.clone();
    let asked = enrol::begin(&world.app, &ines, cookie(&own)).await.expect("an answer").expect("asked");
    let made = (own, ines, Key::new(2, &world.app.issuer).makes(&asked.0));
    Keys { made, second, proof, alone, copied }
}

fn cookie(tab: &Tab) -> &str {
    tab.device.as_deref().expect("a device")
}

impl Keys {
    pub(crate) async fn begins(&self, world: &World) -> Result<bool, Error> {
        Ok(enrol::begin(&world.app, &self.made.1, cookie(&self.made.0)).await?.is_some())
    }

    pub(crate) async fn makes(&self, world: &World) -> Result<Confirmed, Error> {
        let (tab, actor, answer) = &self.made;
        enrol::enrol(&world.app, actor, &NewPasskey { label: "clé", answer, device: cookie(tab) }).await
    }

    pub(crate) async fn is_asked_second(&self, world: &World) -> Result<bool, Error> {
        let (tab, step, _) = &self.second;
        Ok(second_step::ask_passkey(&world.app, step, tab.browser()).await?.is_some())
    }

    pub(crate) async fn goes_on(&self, world: &World) -> Result<Stepped, Error> {
        let (tab, step, answer) = &self.second;
        second_step::by_passkey(&world.app, step, answer, tab.browser()).await
    }

    pub(crate) async fn is_asked_again(&self, world: &World) -> Result<bool, Error> {
        let (tab, actor, _) = &self.proof;
        Ok(step_up::ask_passkey(&world.app, actor, cookie(tab)).await?.is_some())
    }

    pub(crate) async fn proves(&self, world: &World) -> Result<Proved, Error> {
        let (tab, actor, answer) = &self.proof;
        step_up::by_passkey(&world.app, actor, cookie(tab), answer).await
    }

    pub(crate) async fn is_asked(&self, world: &World) -> Result<alone::Asking, Error> {
        alone::ask(&world.app, self.alone.0.browser()).await
    }

    pub(crate) async fn enters(&self, world: &World, (tab, answer): &(Tab, String)) -> Result<Entered, Error> {
        alone::sign_in(&world.app, answer, tab.browser()).await
    }
}
