//! Services of others: tickets are for one address and one showing, of a session that holds, and whoever was let in is put
//! out again when it ends.

use actions::{
    account::{Changed, NewPassword, change_password},
    cas::{
        issue::{Issued, issue},
        validate::{Answer, Question, Refusal, Welcome, validate},
    },
    contain,
    services::{self, Added, NewService},
    sign_in, single_logout,
    testing::{PASSWORD, Tab, World},
};
use model::{
    Actor, Millis, SchoolId, TicketId, epoch::EpochKind, job::Job, limits, service::AttributeSet, territory::Scope,
};
use store::{epoch::NewEpoch, testing::TestDb};

const HUB: &str = "https://hub.example/res?id=7";
const PRONOTE: &str = "https://pronote.example/eleves/";

pub(crate) async fn add(world: &World, code: &str, address: &str, attributes: AttributeSet) -> Added {
    let prefixes = [address.to_owned()];
    let new = NewService { code, name: "Un service", prefixes: &prefixes, attributes };
    services::add(&world.app, &new).await.expect("an answer")
}

/// A world with a hub and a Pronote.
async fn linked(t: TestDb) -> World {
    let world = World::new(t).await;
    assert!(matches!(add(&world, "hub", "https://hub.example/res", AttributeSet::Hub).await, Added::Yes(_)));
    assert!(matches!(add(&world, "pronote", PRONOTE, AttributeSet::Pronote).await, Added::Yes(_)));
    world
}

async fn signed_in(world: &World, who: &str) -> Tab {
    let mut tab = world.person(who).own_tab();
    assert!(tab.signs_in(world, who).await, "{who} signs in");
    tab
}

/// The ticket with which a browser is sent to an address.
async fn ticket(world: &World, tab: &Tab, address: &str) -> String {
    given(world, &tab.who(world).await.expect("signed in"), address).await
}

/// The same, for who is signed in.
pub(crate) async fn given(world: &World, actor: &Actor, address: &str) -> String {
    match issue(&world.app, actor, address, false).await.expect("an answer") {
        Issued::To(to) => {
            assert!(to.starts_with(address), "{to}");
            to.split_once("ticket=").expect("a ticket").1.to_owned()
        }
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn shows(world: &World, service: &str, ticket: &str) -> Result<Welcome, Refusal> {
    let question = Question { service, ticket, renew: false, proxy: false };
    match validate(&world.app, &question).await.expect("an answer") {
        Answer::Yes(welcome) => Ok(welcome),
        Answer::No(refusal) => Err(refusal),
    }
}

/// Services that are told of ended sessions now: where, and by which ticket.
async fn told(world: &World) -> Vec<(String, String)> {
    single_logout::sweep(&world.app, TicketId(uuid::Uuid::nil())).await.expect("looked for");
    let mut told = Vec::new();
    for claimed in actions::jobs::claim(&world.app).await.expect("claimed") {
        if let Job::Logout { ticket } = claimed.job {
            let notice = single_logout::notice(&world.app, ticket).await.expect("an answer");
            if let Some(notice) = notice {
                single_logout::told(&world.app, &notice, 200).await.expect("noted");
                assert!(single_logout::notice(&world.app, ticket).await.expect("an answer").is_none(), "told once");
                told.push((notice.to.as_str().to_owned(), notice.ticket));
            }
        }
        actions::jobs::finish(&world.app, &claimed, Ok(())).await.expect("done");
    }
    told.sort();
    told
}

store::both!(a_ticket_lets_in_once, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let ticket = ticket(&world, &ines, HUB).await;
    assert!(ticket.len() <= 32 && ticket.starts_with("ST-"), "{ticket}");
    assert!(ticket.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{ticket}");
    assert!(shows(&world, HUB, &ticket).await.is_ok());
    assert_eq!(shows(&world, HUB, &ticket).await, Err(Refusal::InvalidTicket), "replayed");
    assert_eq!(shows(&world, HUB, "ST-AAAA").await, Err(Refusal::InvalidTicket), "invented");
    assert_eq!(shows(&world, HUB, "PT-AAAA").await, Err(Refusal::InvalidTicketSpec));
    assert_eq!(shows(&world, HUB, "").await, Err(Refusal::InvalidRequest));
});

store::both!(of_two_showings_at_once_one_lets_in, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let ticket = ticket(&world, &ines, HUB).await;
    let (one, other) = tokio::join!(shows(&world, HUB, &ticket), shows(&world, HUB, &ticket));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
});

store::both!(a_ticket_shown_for_another_address_is_burnt, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    for other in [PRONOTE, "https://hub.example/res?id=8", "https://HUB.example/res?id=7", "https://evil.example/"] {
        let ticket = ticket(&world, &ines, HUB).await;
        assert_eq!(shows(&world, other, &ticket).await, Err(Refusal::InvalidService), "{other}");
        assert_eq!(shows(&world, HUB, &ticket).await, Err(Refusal::InvalidTicket), "{other} has burnt it");
    }
    let burnt = ticket(&world, &ines, HUB).await;
    let question = Question { service: HUB, ticket: &burnt, renew: false, proxy: true };
    let answer = validate(&world.app, &question).await.expect("an answer");
    assert_eq!(answer, Answer::No(Refusal::InvalidProxyCallback));
    assert_eq!(shows(&world, HUB, &burnt).await, Err(Refusal::InvalidTicket));
});

store::both!(a_ticket_is_old_after_seconds, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let (soon, late) = (ticket(&world, &ines, HUB).await, ticket(&world, &ines, HUB).await);
    world.advance(limits::TICKET_LIFE - Millis(1));
    assert!(shows(&world, HUB, &soon).await.is_ok());
    world.advance(Millis(1));
    assert_eq!(shows(&world, HUB, &late).await, Err(Refusal::InvalidTicket));
});

store::both!(nobody_is_sent_to_an_address_that_is_not_registered, |t: TestDb| async move {
    let world = linked(t).await;
    let actor = signed_in(&world, "ines").await.who(&world).await.expect("in");
    for address in [
        "https://evil.example/",
        "https://hub.example.evil.example/res",
        "https://hub.example@evil.example/res",
        "https://HUB.EXAMPLE/res/../admin",
        "https://hub.example/res/%2e%2e/admin",
        "https://hub.example/resources",
        "https://hub.example:444/res",
        "http://hub.example/res",
        "//hub.example/res",
        "/inbox",
        "",
    ] {
        let issued = issue(&world.app, &actor, address, false).await.expect("an answer");
        assert_eq!(issued, Issued::NoService, "{address}");
    }
    let same = issue(&world.app, &actor, "https://HUB.EXAMPLE/res/7", false).await.expect("an answer");
    assert!(matches!(same, Issued::To(_)), "a host has no case");
    assert!(services::set_enabled(&world.app, "hub", false).await.expect("an answer"));
    assert_eq!(issue(&world.app, &actor, HUB, false).await.expect("an answer"), Issued::NoService, "closed");
});

store::both!(a_service_that_is_closed_meanwhile_learns_nothing, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let ticket = ticket(&world, &ines, HUB).await;
    services::set_enabled(&world.app, "hub", false).await.expect("an answer");
    assert_eq!(shows(&world, HUB, &ticket).await, Err(Refusal::InvalidService));
});

store::both!(a_ticket_is_worth_what_its_session_is_worth, |t: TestDb| async move {
    let world = linked(t).await;
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    for ends in ["sign-out", "reset", "containment", "suspension"] {
        let ines = signed_in(&world, "ines").await;
        let ticket = ticket(&world, &ines, HUB).await;
        let actor = ines.who(&world).await.expect("in");
        match ends {
            "sign-out" => sign_in::sign_out(&world.app, &actor).await.expect("out"),
            "reset" => reset(&world, &school).await,
            "containment" => contained(&world).await,
            _ => {
                let mut directory = world.directory().await;
                directory.run("update account set state = 'suspended' where person = $1", (actor.person,)).await;
                directory.save().await;
            }
        }
        assert_eq!(shows(&world, HUB, &ticket).await, Err(Refusal::InvalidTicket), "{ends}");
        if ends == "containment" {
            let mut directory = world.directory().await;
            directory.run("delete from epoch where kind = 'credentials'", ()).await;
            directory.save().await;
        }
        world.advance(Millis::minutes(1));
    }
});

store::both!(whoever_was_let_in_is_put_out_however_the_session_ends, |t: TestDb| async move {
    let world = linked(t).await;
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    for ends in ["sign-out", "end session", "password", "reset of one", "reset of a school", "reset of all", "age"] {
        world.advance(Millis::seconds(1));
        let (ines, yann) = (signed_in(&world, "ines").await, signed_in(&world, "yann").await);
        let (at_hub, at_pronote) = (ticket(&world, &ines, HUB).await, ticket(&world, &ines, PRONOTE).await);
        let (unshown, his) = (ticket(&world, &ines, HUB).await, ticket(&world, &yann, HUB).await);
        for (service, ticket) in [(HUB, &at_hub), (PRONOTE, &at_pronote), (HUB, &his)] {
            assert!(shows(&world, service, ticket).await.is_ok(), "{ends}");
        }
        assert_eq!(told(&world).await, [], "{ends}: nothing has ended");
        world.advance(Millis::seconds(1));
        let actor = ines.who(&world).await.expect("in");
        match ends {
            "sign-out" => sign_in::sign_out(&world.app, &actor).await.expect("out"),
            "end session" => {
                let other = signed_in(&world, "ines").await.who(&world).await.expect("in");
                let session = actor.session.expect("a session");
                assert!(sign_in::end_session(&world.app, &other, session).await.expect("an answer"));
            }
            "password" => {
                let form = NewPassword { current: PASSWORD, password: PASSWORD, browser: ines.browser() };
                let changed = change_password(&world.app, &actor, &form).await.expect("an answer");
                assert!(matches!(changed, Changed::Yes(_)));
            }
            "reset of one" => reset(&world, &Scope::Person(actor.person)).await,
            "reset of a school" => reset(&world, &school).await,
            "reset of all" => reset(&world, &Scope::All).await,
            _ => world.advance(limits::SESSION_IDLE),
        }
        let mut ended = vec![(HUB.to_owned(), at_hub), (PRONOTE.to_owned(), at_pronote)];
        if ["reset of all", "age"].contains(&ends) {
            ended.push((HUB.to_owned(), his));
        } else {
            sign_in::sign_out(&world.app, &yann.who(&world).await.expect("in")).await.expect("out");
            let (his, mut hers): (Vec<_>, Vec<_>) = told(&world).await.into_iter().partition(|(_, text)| *text == his);
            assert_eq!(his.len(), 1, "{ends}: his ended by his own word");
            ended.sort();
            hers.sort();
            assert_eq!(hers, ended, "{ends}");
            assert!(!hers.iter().any(|(_, text)| *text == unshown), "{ends}: what was not shown opened nothing");
            assert_eq!(told(&world).await, [], "{ends}: once");
            continue;
        }
        ended.sort();
        assert_eq!(told(&world).await, ended, "{ends}");
        assert_eq!(told(&world).await, [], "{ends}: once");
    }
});

store::both!(a_containment_puts_out_of_services_too, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let ticket = ticket(&world, &ines, HUB).await;
    assert!(shows(&world, HUB, &ticket).await.is_ok());
    world.advance(Millis::seconds(1));
    contained(&world).await;
    assert_eq!(told(&world).await, [(HUB.to_owned(), ticket)]);
});

store::both!(a_sweep_that_fails_half_way_tells_everybody_all_the_same, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let ticket = ticket(&world, &ines, HUB).await;
    assert!(shows(&world, HUB, &ticket).await.is_ok());
    world.advance(Millis::seconds(1));
    reset(&world, &Scope::Academie(10)).await;
    let mut statements = 0;
    loop {
        statements += 1;
        let nil = TicketId(uuid::Uuid::nil());
        let (swept, struck) = store::fault::failing_at(statements, single_logout::sweep(&world.app, nil)).await;
        assert!(swept.is_err() || !struck, "the failure of statement {statements} is swallowed");
        if !struck {
            break;
        }
    }
    assert!(statements > 4, "{statements} statements");
    assert_eq!(told(&world).await, [(HUB.to_owned(), ticket)]);
});

store::both!(whom_a_reset_spares_stays_in, |t: TestDb| async move {
    let world = linked(t).await;
    let (ines, desk) = (signed_in(&world, "ines").await, signed_in(&world, "desk").await);
    let (hers, theirs) = (ticket(&world, &ines, HUB).await, ticket(&world, &desk, HUB).await);
    assert!(shows(&world, HUB, &hers).await.is_ok() && shows(&world, HUB, &theirs).await.is_ok());
    world.advance(Millis::seconds(1));
    reset(&world, &Scope::All).await;
    let mut directory = world.directory().await;
    directory.run("update epoch set spares_powers = $1", (true,)).await;
    directory.save().await;
    assert_eq!(told(&world).await, [(HUB.to_owned(), hers)], "the desk has a power");
    assert!(desk.who(&world).await.is_some() && ines.who(&world).await.is_none());
    world.advance(Millis::seconds(1));
    let karim = signed_in(&world, "karim").await;
    let his = ticket(&world, &karim, HUB).await;
    assert!(shows(&world, HUB, &his).await.is_ok());
    reset(&world, &Scope::Academie(10)).await;
    let mut directory = world.directory().await;
    directory.run("update epoch set spares_powers = $1, spares_since = $2", (true, Millis(-1))).await;
    directory.save().await;
    assert!(karim.who(&world).await.is_some());
    assert_eq!(told(&world).await, [], "whoever chose a password since");
});

store::both!(nothing_is_sent_to_a_service_that_was_forgotten, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let (closed, forgotten) = (ticket(&world, &ines, HUB).await, ticket(&world, &ines, PRONOTE).await);
    assert!(shows(&world, HUB, &closed).await.is_ok() && shows(&world, PRONOTE, &forgotten).await.is_ok());
    services::set_enabled(&world.app, "hub", false).await.expect("an answer");
    assert!(services::remove(&world.app, "pronote").await.expect("an answer"));
    sign_in::sign_out(&world.app, &ines.who(&world).await.expect("in")).await.expect("out");
    assert_eq!(told(&world).await, [(HUB.to_owned(), closed)], "one that is closed is told, one that is gone is not");
});

store::both!(a_service_may_ask_for_the_password_anew, |t: TestDb| async move {
    let world = linked(t).await;
    let anew = async |tab: &Tab| {
        let actor = tab.who(&world).await.expect("in");
        issue(&world.app, &actor, HUB, true).await.expect("an answer")
    };
    let mut ines = signed_in(&world, "ines").await;
    world.advance(limits::FRESH_SIGN_IN + Millis(1));
    assert_eq!(anew(&ines).await, Issued::SignInAgain, "too long ago");
    let shared = ticket(&world, &ines, HUB).await;
    let question = Question { service: HUB, ticket: &shared, renew: true, proxy: false };
    let answer = validate(&world.app, &question).await.expect("an answer");
    assert_eq!(answer, Answer::No(Refusal::InvalidTicket), "nor when it is shown");
    assert!(ines.signs_in(&world, "ines").await);
    let Issued::To(to) = anew(&ines).await else { panic!("typed for it") };
    let fresh = to.split_once("ticket=").expect("a ticket").1;
    let question = Question { service: HUB, ticket: fresh, renew: true, proxy: false };
    assert!(matches!(validate(&world.app, &question).await.expect("an answer"), Answer::Yes(_)));
    assert_eq!(anew(&ines).await, Issued::SignInAgain, "it was typed for another");
});

store::both!(a_person_has_another_name_at_each_service, |t: TestDb| async move {
    let world = linked(t).await;
    assert!(matches!(add(&world, "other", "https://other.example", AttributeSet::Hub).await, Added::Yes(_)));
    let (ines, karim) = (signed_in(&world, "ines").await, signed_in(&world, "karim").await);
    let mut names = Vec::new();
    for (tab, address) in [(&ines, HUB), (&ines, "https://other.example/"), (&karim, HUB), (&ines, HUB)] {
        let ticket = ticket(&world, tab, address).await;
        let welcome = shows(&world, address, &ticket).await.expect("let in");
        let told = format!("{welcome:?}");
        for secret in
            ["ines", "Inès", "Benali", &world.uuid("ines").to_string(), &world.uuid("ines").simple().to_string()]
        {
            assert!(!told.contains(secret), "{told}");
        }
        assert!(welcome.attributes.contains(&("IDO", welcome.user.clone())));
        names.push(welcome.user);
    }
    assert_eq!(names[0], names[3], "the same at each visit");
    assert!(names[0] != names[1] && names[0] != names[2] && names[0].len() == 32, "{names:?}");
});

store::both!(a_service_is_added_whole_or_not_at_all, |t: TestDb| async move {
    let world = linked(t).await;
    for (code, address, why) in [
        ("hub", "https://new.example", Added::CodeTaken),
        ("Hub!", "https://new.example", Added::WrongName),
        ("new", "https://hub.example/res/part", Added::Overlaps("hub".into())),
        ("new", "https://hub.example", Added::Overlaps("hub".into())),
    ] {
        assert_eq!(add(&world, code, address, AttributeSet::Hub).await, why, "{code} {address}");
    }
    for wrong in ["http://new.example", "https://a@new.example", "new.example", "https://new.example/?x"] {
        let added = add(&world, "new", wrong, AttributeSet::Hub).await;
        assert!(matches!(added, Added::WrongAddress(..)), "{wrong}: {added:?}");
    }
    assert_eq!(services::list(&world.app).await.expect("listed").len(), 2);
    assert!(!services::remove(&world.app, "none").await.expect("an answer"));
    assert!(!services::set_enabled(&world.app, "none", true).await.expect("an answer"));
});

store::both!(spent_tickets_are_forgotten_and_those_that_are_needed_kept, |t: TestDb| async move {
    let world = linked(t).await;
    let ines = signed_in(&world, "ines").await;
    let (open, _unshown) = (ticket(&world, &ines, HUB).await, ticket(&world, &ines, HUB).await);
    assert!(shows(&world, HUB, &open).await.is_ok());
    world.advance(limits::TICKET_KEPT + Millis(1));
    single_logout::forget(&world.app).await.expect("forgotten");
    let mut tx = world.app.db.read().await.expect("reads");
    let left: Vec<(Option<String>,)> = tx.all("select ticket from service_ticket order by id", ()).await.expect("read");
    assert_eq!(left, [(Some(open.clone()),)]);
    drop(tx);
    sign_in::sign_out(&world.app, &ines.who(&world).await.expect("in")).await.expect("out");
    assert_eq!(told(&world).await, [(HUB.to_owned(), open)]);
});

/// Ends what was open in a territory.
pub(crate) async fn reset(world: &World, scope: &Scope) {
    let mut tx = world.app.db.begin().await.expect("begins");
    let (id, now) = (world.app.id(), world.now());
    store::epoch::set(&mut tx, &NewEpoch::of(id, scope, EpochKind::Sessions, now, "essai")).await.expect("set");
    tx.commit().await.expect("kept");
}

/// The desk contains the account of ines.
pub(crate) async fn contained(world: &World) {
    let held = world.person("ines").write_to("roche", "il y a une bombe").await;
    let desk = world.person("desk").actor().await;
    contain::contain(&world.app, &desk, held, "compte volé").await.expect("contained");
}
