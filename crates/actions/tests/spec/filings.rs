//! What is owed to others after an attack: drafts that hold what is known and no more, times, receipts.

use actions::{
    campaign, confirm,
    filing::{self, Did, Opened, Order, What},
    testing::{Judging, World},
};
use model::{
    Actor, CampaignId, Millis,
    campaign::State,
    filing::{FilingState, Kind},
    verdict::Outcome,
};
use store::{filing::Filing, testing::TestDb};
use uuid::Uuid;

const TEXT: &str = "Vous allez tous regretter ce que vous avez fait, demain à 11 h le bâtiment sud va sauter.";

/// Filings of the scene's quiet campaign; the draft that is read out to the police.
pub(crate) async fn opened(world: &World, desk: &Actor) -> Uuid {
    let rows = campaign::list(&world.app, desk).await.expect("an answer");
    let quiet = rows.iter().find(|row| row.state == State::Quiet).expect("a quiet campaign").id;
    filing::open(&world.app, Some(desk), quiet).await.expect("an answer");
    of(world, desk, quiet, Kind::Police).await.id
}

/// The desk of the scene writes down that the police was called.
pub(crate) async fn act(s: &crate::scene::Scene) -> Result<Did, actions::Error> {
    let what = What::File { number: "MC 118".into(), at: s.world.now() };
    filing::does(&s.world.app, Some(&s.desk), &Order { id: s.decided.filing, revision: 0, what }).await
}

/// ines of the lycée and adam of the collège send the same, which roche reads once; the desk confirms.
async fn attacked(world: &World) -> (CampaignId, Millis) {
    world.judge(Judging::Always(Outcome::Deliver));
    let first = world.person("ines").write_to("roche", TEXT).await;
    world.person("roche").reads(first).await;
    world.advance(Millis::minutes(1));
    let second = world.person("adam").write_to("roche", TEXT).await;
    let campaign = world.campaign_of(second).await.expect("a campaign").id;
    world.advance(Millis::minutes(5));
    let desk = world.desk().actor().await;
    confirm::confirm(&world.app, &desk, campaign, "menace").await.expect("confirmed");
    (campaign, world.now())
}

async fn listed(world: &World, by: &Actor, campaign: CampaignId) -> Vec<Filing> {
    filing::of_campaign(&world.app, Some(by), campaign).await.expect("an answer")
}

async fn of(world: &World, by: &Actor, campaign: CampaignId, kind: Kind) -> Filing {
    let all = listed(world, by, campaign).await;
    all.into_iter().find(|one| one.kind == kind).unwrap_or_else(|| panic!("{kind}"))
}

async fn does(world: &World, by: &Actor, seen: &Filing, what: What) -> Did {
    let order = Order { id: seen.id, revision: seen.revision, what };
    filing::does(&world.app, Some(by), &order).await.expect("an answer")
}

/// The same as somebody sees it later.
fn at(seen: &Filing, revision: i64) -> Filing {
    let mut later = seen.clone();
    later.revision = revision;
    later
}

fn receipt(world: &World, number: &str) -> What {
    What::File { number: number.into(), at: world.now() }
}

store::both!(a_confirmed_campaign_owes_filings_school_by_school_from_when_it_was_confirmed, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, known_at) = attacked(&world).await;
    let desk = world.desk().actor().await;
    world.advance(Millis::hours(10));
    let answer = filing::open(&world.app, Some(&desk), campaign).await.expect("an answer");
    let all = listed(&world, &desk, campaign).await;
    assert_eq!(answer, Opened::Yes { opened: all.len(), refreshed: 0 });
    assert_eq!(all[0].kind, Kind::Police, "what is due first is first");
    for kind in Kind::ALL.iter().copied() {
        let found: Vec<&Filing> = all.iter().filter(|one| one.kind == kind).collect();
        assert_eq!(found.len(), if kind.is_of_school() { 2 } else { 1 }, "{kind}");
        for one in found {
            assert_eq!((one.due_at(), one.state), (kind.due_at(known_at), FilingState::Draft), "{kind}");
            assert!(!one.body.contains("regretter") && !one.body.contains('{'), "{kind}: {}", one.body);
            for name in ["Benali", "Inès", "Adam", "Roche"] {
                assert!(!one.body.contains(name), "{kind} names {name}");
            }
        }
    }
    let lycee = all.iter().find(|one| one.kind == Kind::Cnil && one.school_name.contains("Vallier")).expect("one");
    let counts = lycee.counts().expect("counts");
    assert_eq!((counts.accounts, counts.pupil_accounts, counts.copies, counts.stopped), (1, 1, 1, 1));
    assert_eq!(counts.shown, 1, "roche was shown one: {}", lycee.body);
    let again = filing::open(&world.app, Some(&desk), campaign).await.expect("an answer");
    assert_eq!(again, Opened::Yes { opened: 0, refreshed: 0 }, "pressed twice");
    world.seal().await;
    world.journal_verifies().await;
});

store::both!(nothing_is_owed_for_what_nobody_has_confirmed, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    world.person("ines").write_to("roche", TEXT).await;
    let second = world.person("adam").write_to("roche", TEXT).await;
    let campaign = world.campaign_of(second).await.expect("a campaign").id;
    let desk = world.desk().actor().await;
    let answer = filing::open(&world.app, Some(&desk), campaign).await.expect("an answer");
    assert_eq!(answer, Opened::NotConfirmed);
    let other = world.person("desk25").actor().await;
    assert_eq!(filing::open(&world.app, Some(&other), campaign).await.expect("an answer"), Opened::NotFound);
});

store::both!(a_head_sees_what_the_school_owes_and_nobody_else_sees_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, _) = attacked(&world).await;
    filing::open(&world.app, Some(&world.desk().actor().await), campaign).await.expect("opened");
    let head = world.person("adou").actor().await;
    let own = listed(&world, &head, campaign).await;
    assert!(own.iter().all(|one| one.school() == Some(head.affiliations[0].school)), "the lycée's alone");
    assert_eq!(own.len(), Kind::ALL.iter().filter(|kind| kind.is_of_school()).count());
    let next = filing::next_of_school(&world.app, &head, head.affiliations[0].school).await.expect("an answer");
    assert_eq!(next.expect("one").kind, Kind::Incident, "due within the day");
    let other = world.person("lemoine").actor().await;
    assert!(matches!(does(&world, &other, &own[0], What::ReadOver(None)).await, Did::NotFound));
    for who in ["ines", "farida", "roche", "perrin", "desk25", "faure"] {
        let actor = world.person(who).actor().await;
        assert!(listed(&world, &actor, campaign).await.is_empty(), "{who}");
        assert!(filing::due(&world.app, Some(&actor)).await.expect("an answer").is_empty(), "{who}");
        assert!(filing::sight(&world.app, Some(&actor), own[0].id).await.expect("an answer").is_none(), "{who}");
        assert!(matches!(does(&world, &actor, &own[0], What::ReadOver(None)).await, Did::NotFound), "{who}");
    }
});

store::both!(a_receipt_is_of_one_filing_and_may_be_pasted_twice, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, known_at) = attacked(&world).await;
    let desk = world.desk().actor().await;
    filing::open(&world.app, Some(&desk), campaign).await.expect("opened");
    let all = listed(&world, &desk, campaign).await;
    let cnil: Vec<&Filing> = all.iter().filter(|one| one.kind == Kind::Cnil).collect();
    for one in &cnil {
        assert_eq!(does(&world, &desk, one, receipt(&world, "V-1")).await, Did::TooLate, "nobody has read it over");
        assert_eq!(does(&world, &desk, one, What::ReadOver(None)).await, Did::Yes(FilingState::Read));
    }
    let (first, second) = (at(cnil[0], 1), at(cnil[1], 1));
    assert_eq!(does(&world, &desk, &first, receipt(&world, " ")).await, Did::Missing);
    let later = What::File { number: "V-1".into(), at: world.now() + Millis::minutes(1) };
    assert_eq!(does(&world, &desk, &first, later).await, Did::WrongTime);
    let before = world.journal().await.len();
    assert_eq!(does(&world, &desk, &first, receipt(&world, " V-1  2024")).await, Did::Yes(FilingState::Filed));
    assert_eq!(does(&world, &desk, &first, receipt(&world, "V-1 2024 ")).await, Did::Yes(FilingState::Filed), "again");
    assert_eq!(world.journal().await.len(), before + 1, "one entry");
    let Did::Elsewhere(Some(other)) = does(&world, &desk, &second, receipt(&world, "V-1 2024")).await else {
        panic!("the same receipt twice")
    };
    assert_eq!((other.id, &other.school_name), (first.id, &first.school_name));
    // Another's head learns that it is taken, and not by whom.
    let head = world.person(if second.school_name.contains("Vallier") { "adou" } else { "lemoine" }).actor().await;
    let taken = does(&world, &head, &second, receipt(&world, "V-1 2024")).await;
    assert_eq!(taken, Did::Elsewhere(None));
    // The same number of another kind is another receipt.
    let police = of(&world, &desk, campaign, Kind::Police).await;
    let called = What::File { number: "V-1 2024".into(), at: known_at - Millis::minutes(2) };
    assert_eq!(does(&world, &desk, &police, called).await, Did::Yes(FilingState::Filed), "a call needs no reading");
    let seen = filing::sight(&world.app, Some(&desk), first.id).await.expect("an answer").expect("one");
    assert_eq!((seen.filing.filed_at(), seen.moves.len()), (Some(world.now()), 2));
    let revision = seen.filing.revision;
    let filed = at(&first, revision);
    assert_eq!(
        does(&world, &desk, &filed, What::Complete("liste des comptes".into())).await,
        Did::Yes(FilingState::Completed)
    );
    let completed = at(&filed, revision + 1);
    assert_eq!(does(&world, &desk, &completed, What::Close).await, Did::Yes(FilingState::Closed));
    let due = filing::due(&world.app, Some(&desk)).await.expect("an answer");
    assert!(due.iter().all(|one| one.id != completed.id) && due[0].state.is_due(), "what was filed comes last");
    assert_eq!(due.last().map(|one| one.kind), Some(Kind::Police));
});

store::both!(of_two_people_at_once_the_second_is_told_that_it_is_too_late, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, _) = attacked(&world).await;
    let (desk, head) = (world.desk().actor().await, world.person("adou").actor().await);
    filing::open(&world.app, Some(&desk), campaign).await.expect("opened");
    let cnil = of(&world, &head, campaign, Kind::Cnil).await;
    let changed = does(&world, &head, &cnil, What::Edit("Notification revue".into())).await;
    assert_eq!(changed, Did::Yes(FilingState::Draft));
    assert_eq!(does(&world, &desk, &cnil, What::ReadOver(None)).await, Did::TooLate, "they read another text");
    let again = filing::open(&world.app, Some(&desk), campaign).await.expect("an answer");
    assert_eq!(again, Opened::Yes { opened: 0, refreshed: 0 }, "what a person wrote is kept");
    let seen = of(&world, &head, campaign, Kind::Cnil).await;
    assert_eq!(does(&world, &desk, &seen, What::Regenerate).await, Did::Yes(FilingState::Draft));
    let written = of(&world, &head, campaign, Kind::Cnil).await;
    assert_eq!(written.body, cnil.body);
    // What they change while they read over is kept with it; a browser ends lines in its own way.
    let emptied = does(&world, &head, &written, What::ReadOver(Some(" ".into()))).await;
    assert_eq!(emptied, Did::Missing);
    let changed = format!("{}\r\nRelu par la direction.\r\n", written.body.trim());
    let read = does(&world, &head, &written, What::ReadOver(Some(changed))).await;
    assert_eq!(read, Did::Yes(FilingState::Read));
    let kept = of(&world, &head, campaign, Kind::Cnil).await;
    assert_eq!((kept.body, kept.edited), (format!("{}\nRelu par la direction.", written.body.trim()), true));
});

store::both!(what_need_not_be_notified_stays_in_the_register_with_its_reason, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, _) = attacked(&world).await;
    let head = world.person("adou").actor().await;
    filing::open(&world.app, Some(&world.desk().actor().await), campaign).await.expect("opened");
    let cnil = of(&world, &head, campaign, Kind::Cnil).await;
    assert_eq!(does(&world, &head, &cnil, What::Dismiss("  ".into())).await, Did::Missing, "why?");
    let dismissed = does(&world, &head, &cnil, What::Dismiss("Aucun risque : compte d'essai".into())).await;
    assert_eq!(dismissed, Did::Yes(FilingState::NotNeeded));
    let register = filing::register(&world.app, Some(&head)).await.expect("an answer");
    assert_eq!(register.len(), 1);
    assert_eq!(
        (register[0].state, register[0].note.as_str()),
        (FilingState::NotNeeded, "Aucun risque : compte d'essai")
    );
    let taken_up = does(&world, &head, &register[0], What::Resume).await;
    assert_eq!(taken_up, Did::Yes(FilingState::ToDo));
});
