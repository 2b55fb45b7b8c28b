//! What is done with providers, for the table of all that writes.

use actions::{
    Error,
    relying::{
        Answered,
        saml::{self, Onward},
    },
    testing::counter::AtCounter,
};

use super::*;

/// Somebody on the way back: their browser, where they were sent, and the question, which nobody has answered yet.
struct Coming {
    tab: Tab,
    address: String,
    state: String,
    answered: Option<Answered>,
}

/// People on their way back from a provider, each in a browser.
pub(crate) struct Providers {
    entering: Coming,
    /// Their question is taken, and the provider's answer is still to be read.
    entered: Coming,
    linked: Coming,
    lying: Coming,
    /// Comes back to be linked.
    sylvie: Actor,
    /// Linked already, signed in.
    pub(crate) owner: (Actor, uuid::Uuid),
    /// Back with several accounts.
    pub(crate) choosing: (Tab, Choice),
    /// Back with none.
    pub(crate) coding: (Tab, Choice),
    /// The word that a session has ended.
    pub(crate) ended: String,
    provider: Provider,
    /// At a counter that speaks SAML: on the way there, with an answer in hand, and with one that is brought.
    leaving: Tab,
    bringing: AtCounter,
    brought: (Coming, Onward),
}

/// Sets the providers of the scene.
pub(crate) async fn providers(world: &World, provider: &Provider) -> Providers {
    assert!(matches!(world.adds_provider("guichet", &ALL, &[]).await, Added::Yes { .. }));
    let (_, actor) = linked(world, provider, "nadia", "s-nadia").await;
    let link = overview(world, &actor).await.links[0].id;
    for who in ["farida", "paul"] {
        linked(world, provider, who, "s-famille").await;
    }
    let mut choosing = Tab::unknown();
    let Back::Choose(choice) = signs_in(world, provider, &mut choosing, "s-famille").await else { panic!("a choice") };
    let mut coding = Tab::unknown();
    let none = nobody(signs_in(world, provider, &mut coding, "s-personne").await);
    signs_in(world, provider, &mut Tab::unknown(), "s-nadia").await;
    let (mut home, sylvie) = at_home(world, "sylvie").await;
    let gone = relying::to_link(&world.app, &sylvie, "guichet", home.browser()).await.expect("an answer");
    let to_link = sent(&mut home, gone);
    let leaving = Tab::unknown();
    let (mut bringing, mut brought) = (Tab::unknown(), Tab::unknown());
    assert!(matches!(world.adds_counter("saml", &ALL, &[]).await, Added::Yes { .. }));
    let bringing = at_counter(world, &mut bringing).await;
    let at = at_counter(world, &mut brought).await;
    let onward = saml::brought(&world.app, "saml", &at.form(), &at.state).await.expect("an answer").expect("brought");
    let brought = Coming { tab: brought, address: String::new(), state: at.state, answered: None };
    Providers {
        leaving,
        bringing,
        brought: (brought, onward),
        entering: on_the_way(world).await,
        entered: on_the_way(world).await.with_its_answer(world).await,
        linked: Coming::of(home, to_link).with_its_answer(world).await,
        lying: on_the_way(world).await.with_its_answer(world).await,
        sylvie,
        owner: (actor, link),
        choosing: (choosing, choice),
        coding: (coding, none),
        ended: provider.says_ended(world, "s-nadia", None, "j1"),
        provider: provider.clone(),
    }
}

async fn at_counter(world: &World, tab: &mut Tab) -> AtCounter {
    let gone = relying::to_sign_in(&world.app, "saml", tab.browser(), "/").await.expect("an answer");
    let address = sent(tab, gone);
    AtCounter::new(world, &address, "ref-1")
}

async fn on_the_way(world: &World) -> Coming {
    let mut tab = Tab::unknown();
    let address = goes(world, &mut tab).await;
    Coming::of(tab, address)
}

impl Coming {
    fn of(tab: Tab, address: String) -> Coming {
        let (_, rest) = address.split_once("state=").expect("a state");
        let state = rest.split('&').next().expect("its end").to_owned();
        Coming { tab, address, state, answered: None }
    }

    fn brings<'a>(&'a self, code: &'a str) -> Returned<'a> {
        Returned { code, state: &self.state, iss: ISSUER, ..Returned::default() }
    }

    async fn with_its_answer(mut self, world: &World) -> Coming {
        let returned = self.brings("x");
        let answered = relying::answered(&world.app, "guichet", &returned, self.tab.browser()).await;
        self.answered = answered.expect("an answer");
        self
    }

    async fn comes(&self, world: &World, actor: Option<&Actor>, code: &str) -> Result<Back, Error> {
        let answered = self.answered.as_ref().expect("taken");
        relying::back(&world.app, answered, &self.brings(code), actor, self.tab.browser()).await
    }
}

impl Providers {
    pub(crate) async fn goes(&self, world: &World) -> Result<Gone, Error> {
        relying::to_sign_in(&world.app, "guichet", self.entering.tab.browser(), "/").await
    }

    pub(crate) async fn goes_to_counter(&self, world: &World) -> Result<Gone, Error> {
        relying::to_sign_in(&world.app, "saml", self.leaving.browser(), "/").await
    }

    pub(crate) async fn brings(&self, world: &World) -> Result<Option<Onward>, Error> {
        saml::brought(&world.app, "saml", &self.bringing.form(), &self.bringing.state).await
    }

    pub(crate) async fn takes(&self, world: &World) -> Result<Option<Answered>, Error> {
        let (coming, onward) = &self.brought;
        relying::answered(&world.app, "saml", &coming.brings(&onward.code), coming.tab.browser()).await
    }

    pub(crate) async fn answers(&self, world: &World) -> Result<Option<Answered>, Error> {
        let Coming { tab, .. } = &self.entering;
        relying::answered(&world.app, "guichet", &self.entering.brings("x"), tab.browser()).await
    }

    pub(crate) async fn enters(&self, world: &World) -> Result<Back, Error> {
        let (code, _) = self.provider.lets_in(world, &self.entered.address, "s-nadia");
        self.entered.comes(world, None, &code).await
    }

    pub(crate) async fn lies(&self, world: &World) -> Result<Back, Error> {
        self.lying.comes(world, None, "un autre code").await
    }

    pub(crate) async fn links(&self, world: &World) -> Result<Back, Error> {
        let (code, _) = self.provider.lets_in(world, &self.linked.address, "s-sylvie");
        self.linked.comes(world, Some(&self.sylvie), &code).await
    }
}
