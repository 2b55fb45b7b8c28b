//! Coming in through a provider of identity: what it says opens the accounts that their owners have linked, through the door
//! of every sign-in, and nothing else does.

use actions::{
    relying::{
        self, Back, ByCode, Choice, Gone, Linked, Overview, Returned, Unlinked,
        registry::{self, Added},
    },
    sign_in::{Browser, Opened, SignedIn},
    testing::{
        Tab, World,
        provider::{ISSUER, Provider},
    },
};
use model::{Actor, provider::Public};
use store::testing::TestDb;

pub(crate) mod acts;
mod doors;
mod ends;
mod links;
mod questions;
mod registering;
mod saml;
mod words;

/// Every kind of person.
pub(crate) const ALL: [Public; 3] = [Public::Staff, Public::Guardian, Public::Pupil];

/// A world with a provider for everybody, `guichet`.
async fn guichet(t: TestDb) -> (World, Provider) {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    let world = world.asking(&provider);
    assert!(matches!(world.adds_provider("guichet", &ALL, &[]).await, Added::Yes { signs_out: true }));
    (world, provider)
}

/// Keeps the cookies of a browser that came in.
pub(crate) fn keeps(tab: &mut Tab, opened: &Opened) {
    tab.session = Some(opened.session.secret().to_owned());
    if let Some(device) = &opened.device {
        tab.device = Some(device.secret().to_owned());
    }
}

/// Goes to the provider to sign in; the address.
pub(crate) async fn goes(world: &World, tab: &mut Tab) -> String {
    let gone = relying::to_sign_in(&world.app, "guichet", tab.browser(), "/inbox").await.expect("an answer");
    sent(tab, gone)
}

fn sent(tab: &mut Tab, gone: Gone) -> String {
    match gone {
        Gone::To { address, device, .. } => {
            tab.device = device.map(|device| device.secret().to_owned()).or(tab.device.take());
            address
        }
        other => panic!("{other:?}"),
    }
}

/// Comes back from it. `None`: the question is none of this browser's, or is over.
pub(crate) async fn returns(world: &World, tab: &Tab, code: &str, state: &str) -> Option<Back> {
    let actor = tab.who(world).await;
    comes(world, tab.browser(), actor.as_ref(), &Returned { code, state, iss: ISSUER, ..Returned::default() }).await
}

async fn comes(world: &World, browser: Browser<'_>, actor: Option<&Actor>, returned: &Returned<'_>) -> Option<Back> {
    let answered = relying::answered(&world.app, "guichet", returned, browser).await.expect("an answer")?;
    Some(relying::back(&world.app, &answered, returned, actor, browser).await.expect("an answer"))
}

/// Signs in as a subject, all the way back.
pub(crate) async fn signs_in(world: &World, provider: &Provider, tab: &mut Tab, subject: &str) -> Back {
    let address = goes(world, tab).await;
    let (code, state) = provider.lets_in(world, &address, subject);
    let back = returns(world, tab, &code, &state).await.expect("taken");
    if let Back::Came(SignedIn::Yes(opened), towards) = &back {
        assert_eq!(towards, "/inbox");
        keeps(tab, opened);
    }
    back
}

/// Signed in on a device of theirs.
pub(crate) async fn at_home(world: &World, who: &str) -> (Tab, Actor) {
    let mut tab = world.person(who).own_tab();
    assert!(tab.signs_in(world, who).await, "{who} signs in");
    let actor = tab.who(world).await.expect("signed in");
    (tab, actor)
}

/// Goes to be linked to a subject, and comes back.
pub(crate) async fn links(world: &World, provider: &Provider, (tab, actor): (&mut Tab, &Actor), subject: &str) -> Back {
    let gone = relying::to_link(&world.app, actor, "guichet", tab.browser()).await.expect("an answer");
    let address = sent(tab, gone);
    assert!(address.contains("&prompt=login"), "whoever is signed in there is asked anew: {address}");
    let (code, state) = provider.lets_in(world, &address, subject);
    returns(world, tab, &code, &state).await.expect("taken")
}

/// Somebody has linked a subject at home.
pub(crate) async fn linked(world: &World, provider: &Provider, who: &str, subject: &str) -> (Tab, Actor) {
    let (mut tab, actor) = at_home(world, who).await;
    let back = links(world, provider, (&mut tab, &actor), subject).await;
    assert!(matches!(back, Back::Linked), "{who}: {back:?}");
    (tab, actor)
}

/// No account, and the name of what the provider said.
fn nobody(back: Back) -> Choice {
    match back {
        Back::NoAccount(choice) => {
            assert!(choice.accounts.is_empty());
            choice
        }
        other => panic!("{other:?}"),
    }
}

async fn overview(world: &World, actor: &Actor) -> Overview {
    relying::overview(&world.app, actor).await.expect("an answer")
}

async fn is_in(world: &World, tab: &Tab, who: &str) -> bool {
    tab.who(world).await.is_some_and(|actor| actor.person == world.person(who).id)
}

async fn journaled(world: &World, verb: &str) -> usize {
    world.journal().await.iter().filter(|(one, _)| one == verb).count()
}

/// The verbs of the newest entries.
async fn newest(world: &World, count: usize) -> Vec<String> {
    let journal = world.journal().await;
    journal[journal.len() - count..].iter().map(|(verb, _)| verb.clone()).collect()
}
