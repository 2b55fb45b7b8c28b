//! Where a school stands on a bad day: who decides, what may follow what, what families read, what the head does next.

pub(crate) mod acts;
mod roll_call;

use actions::{
    confirm::{self, Confirmed},
    measure::propose,
    situation::{self, Changed, Closed, Opened, Sight, Sited, Stood, Told, change, close, open, sight, told},
    testing::World,
    withdraw::Withdrawn,
};
use model::{
    Actor, Millis, SchoolId,
    measure::{Restriction, Typed, Whom},
    situation::{
        Change, Check, Flag, NeighbourWord, Pupils, Reception, Refused, Reopening, Step, Threat, Word, WordKind,
    },
    statistics::{Finding, finding},
    territory::Scope,
};
use store::testing::TestDb;
use uuid::Uuid;

use self::acts::{gymnasium, opens};
use crate::measures::clause;

pub(crate) async fn version(world: &World, situation: Uuid) -> i64 {
    let mut tx = world.app.db.read().await.expect("reads");
    store::situation::get(&mut tx, situation).await.expect("an answer").expect("a situation").version
}

/// Puts two schools 200 m from one another.
pub(crate) async fn next_door(world: &World, one: &str, other: &str) {
    let mut tx = world.app.db.begin().await.expect("begins");
    for (school, latitude) in [(one, 45.75), (other, 45.7518)] {
        let id = SchoolId(world.uuid(school));
        tx.run("update school set latitude = $2, longitude = $3 where id = $1", (id, latitude, 4.85))
            .await
            .expect("put");
    }
    tx.commit().await.expect("kept");
}

fn lycee(world: &World) -> SchoolId {
    SchoolId(world.uuid("lycee"))
}

async fn sees(world: &World, who: &Actor) -> Option<Sight> {
    sight(&world.app, who, lycee(world)).await.expect("an answer")
}

async fn stands(world: &World, who: &Actor) -> Stood {
    sees(world, who).await.expect("their school").stood.expect("a situation")
}

/// Changes the lycée's situation as its head sees it now.
async fn does(world: &World, head: &Actor, what: Change) -> Changed {
    let found = stands(world, head).await.situation;
    change(&world.app, head, (found.id, found.version), &what, "").await.expect("an answer")
}

fn word(world: &World) -> Word {
    Word {
        kind: WordKind::AllClear,
        authority: "Commissariat".into(),
        name: "Capitaine Reine".into(),
        at: world.now(),
        reason: String::new(),
    }
}

fn called() -> Change {
    Change::Check { to: Check::Asked, unit: String::new() }
}

fn arrived() -> Change {
    Change::Check { to: Check::UnderWay, unit: "Équipe cynophile".into() }
}

store::both!(one_morning_from_the_threat_to_the_all_clear, |t: TestDb| async move {
    let world = World::new(t).await;
    let head = world.person("adou").actor().await;
    opens(&world, &head, "lycee", true).await;
    assert_eq!(stands(&world, &head).await.steps[0], Step::CallPolice);
    assert_eq!(does(&world, &head, called()).await, Changed::Yes);
    assert_eq!(stands(&world, &head).await.steps[0], Step::DecideReception);
    assert_eq!(does(&world, &head, Change::Reception { to: Reception::Suspended }).await, Changed::Yes);
    assert_eq!(stands(&world, &head).await.steps[0], Step::TellFamilies);
    let id = stands(&world, &head).await.situation.id;
    let hour = Some(world.now() + Millis::hours(1));
    assert_eq!(told(&world.app, &head, id, hour).await.expect("an answer"), Told::Yes);
    assert_eq!(told(&world.app, &head, id, Some(world.now())).await.expect("an answer"), Told::Past);
    assert_eq!(stands(&world, &head).await.steps[0], Step::NoteArrival);
    world.advance(Millis::minutes(20));
    assert_eq!(does(&world, &head, arrived()).await, Changed::Yes);
    assert!(!stands(&world, &head).await.situation.families_know(), "the police being there is news for families");
    let reopen = Change::Reopen { reinforced: true };
    assert_eq!(does(&world, &head, reopen.clone()).await, Changed::Refused(Refused::NeedsWord));
    assert_eq!(does(&world, &head, Change::Word(word(&world))).await, Changed::Yes);
    assert_eq!(stands(&world, &head).await.word.expect("a word").name, "Capitaine Reine");
    assert_eq!(does(&world, &head, Change::Expect { at: world.now() + Millis::minutes(30) }).await, Changed::Yes);
    assert_eq!(told(&world.app, &head, id, None).await.expect("an answer"), Told::Yes);
    assert!(stands(&world, &head).await.steps.is_empty(), "until half past there is nothing to do");
    world.advance(Millis::minutes(30));
    assert_eq!(stands(&world, &head).await.steps[0], Step::Reopen);
    assert_eq!(does(&world, &head, reopen).await, Changed::Yes);
    let facets = stands(&world, &head).await.situation.facets();
    assert_eq!(
        (facets.reception, facets.pupils, facets.reopening),
        (Reception::Reinforced, Pupils::InClass, Reopening::Reopened)
    );
    told(&world.app, &head, id, None).await.expect("an answer");
    let last = stands(&world, &head).await;
    assert_eq!(last.steps, [Step::Close]);
    assert_eq!(last.moves.len(), 6, "everything that was changed is there");
    let of = (id, last.situation.version);
    assert_eq!(close(&world.app, &head, of).await.expect("an answer"), Closed::Yes);
    assert_eq!(close(&world.app, &head, of).await.expect("an answer"), Closed::TooLate);
    let after = sees(&world, &head).await.expect("her school");
    assert!(after.stood.is_none());
    assert_eq!(after.past.len(), 1);
    world.journal_verifies().await;
});

store::both!(its_head_and_the_desk_of_its_territory_decide_and_nobody_else, |t: TestDb| async move {
    let world = World::new(t).await;
    let head = world.person("adou").actor().await;
    for who in ["roche", "perrin", "ines", "farida", "lemoine", "desk25"] {
        let other = world.person(who).actor().await;
        assert_eq!(
            open(&world.app, &other, lycee(&world), true, "").await.expect("an answer"),
            Opened::NotFound,
            "{who}"
        );
        assert!(sees(&world, &other).await.is_none(), "{who}");
    }
    let id = opens(&world, &head, "lycee", true).await;
    for who in ["roche", "perrin", "ines", "farida", "lemoine", "desk25"] {
        let other = world.person(who).actor().await;
        let changed = change(&world.app, &other, (id, 0), &called(), "").await.expect("an answer");
        assert_eq!(changed, Changed::NotFound, "{who}");
        assert_eq!(close(&world.app, &other, (id, 0)).await.expect("an answer"), Closed::NotFound, "{who}");
        assert_eq!(told(&world.app, &other, id, None).await.expect("an answer"), Told::NotFound, "{who}");
        let sited = situation::open_site(&world.app, &other, id, gymnasium(world.app.id())).await.expect("an answer");
        assert_eq!(sited, Sited::NotFound, "{who}");
        assert!(
            !situation::set_flags(&world.app, &other, lycee(&world), &[Flag::Exams]).await.expect("an answer"),
            "{who}"
        );
        assert!(situation::list(&world.app, &other).await.expect("a list").is_empty(), "{who}");
    }
    let desk = world.desk().actor().await;
    assert_eq!(change(&world.app, &desk, (id, 0), &called(), "").await.expect("an answer"), Changed::Yes);
    assert_eq!(situation::list(&world.app, &desk).await.expect("a list").len(), 1);
    assert_eq!(open(&world.app, &desk, lycee(&world), true, "").await.expect("an answer"), Opened::Already(id));
    let nowhere = SchoolId(Uuid::nil());
    assert_eq!(open(&world.app, &desk, nowhere, true, "").await.expect("an answer"), Opened::NotFound);
});

store::both!(who_decides_on_an_older_picture_is_told_and_nothing_is_done, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, desk) = (world.person("adou").actor().await, world.desk().actor().await);
    let id = opens(&world, &head, "lycee", true).await;
    let evacuate = Change::Reception { to: Reception::Evacuated };
    let (one, other) = tokio::join!(
        change(&world.app, &head, (id, 0), &evacuate, ""),
        change(&world.app, &desk, (id, 0), &Change::Reception { to: Reception::Suspended }, ""),
    );
    let mut answers = [one.expect("an answer"), other.expect("an answer")];
    answers.sort_by_key(|answer| *answer != Changed::Yes);
    assert_eq!(answers, [Changed::Yes, Changed::TooLate], "of two at once one is done");
    assert_eq!(stands(&world, &head).await.moves.len(), 1);
});

store::both!(a_new_doubt_makes_the_word_void, |t: TestDb| async move {
    let world = World::new(t).await;
    let head = world.person("adou").actor().await;
    opens(&world, &head, "lycee", true).await;
    for what in [called(), Change::Reception { to: Reception::Closed }, arrived(), Change::Word(word(&world))] {
        assert_eq!(does(&world, &head, what).await, Changed::Yes);
    }
    assert_eq!(does(&world, &head, called()).await, Changed::Yes);
    assert!(stands(&world, &head).await.word.is_none());
    let reopen = Change::Reopen { reinforced: false };
    assert_eq!(does(&world, &head, reopen.clone()).await, Changed::Refused(Refused::NeedsWord));
    let derogation = Word {
        kind: WordKind::Derogation,
        reason: "Le préfet en répond.".into(),
        authority: "Préfecture".into(),
        ..word(&world)
    };
    assert_eq!(does(&world, &head, Change::Word(derogation)).await, Changed::Yes);
    assert_eq!(does(&world, &head, reopen).await, Changed::Yes, "somebody answers for it by name");
});

store::both!(families_read_where_to_go_whatever_is_closed_to_them, |t: TestDb| async move {
    let world = World::new(t).await;
    let head = world.person("adou").actor().await;
    let farida = world.person("farida").actor().await;
    let id = opens(&world, &head, "lycee", true).await;
    let reads = |who: Actor| {
        let app = world.app.clone();
        async move { situation::of_actor(&app, &who).await.expect("an answer") }
    };
    assert!(reads(farida.clone()).await.is_empty(), "a threat alone is not told to families by the machine");
    does(&world, &head, Change::Reception { to: Reception::Suspended }).await;
    does(&world, &head, Change::Pupils { to: Pupils::Elsewhere, place: String::new(), stranded: 0 }).await;
    let site = world.app.id();
    for _ in 0..2 {
        let sited = situation::open_site(&world.app, &head, id, gymnasium(site)).await.expect("an answer");
        assert_eq!(sited, Sited::Yes, "the same form twice is one place");
    }
    let counted = situation::count_site(&world.app, &head, (id, site), 112).await.expect("an answer");
    assert_eq!(counted, Sited::Yes);
    let too_many = situation::count_site(&world.app, &head, (id, site), 321).await.expect("an answer");
    assert_eq!(too_many, Sited::WrongNumber);
    let everything = Typed {
        places: vec![Scope::School(lycee(&world))],
        clauses: vec![clause(Whom::Everyone, Restriction::NoAccess)],
        reason: "essai".into(),
        ends_at: Some(world.now() + Millis::hours(1)),
        ..Typed::default()
    };
    propose(&world.app, None, everything).await.expect("an answer");
    let read = reads(farida).await;
    assert_eq!(read.len(), 1, "the college of her other child is as usual");
    assert_eq!(read[0].facets.reception, Reception::Suspended);
    assert_eq!((read[0].sites.len(), read[0].sites[0].free()), (1, 208));
    assert!(reads(world.person("yann").actor().await).await.is_empty(), "another school's is not theirs");
    let shut = situation::close_site(&world.app, &head, (id, site)).await.expect("an answer");
    assert_eq!(shut, Sited::Yes);
    let again = situation::close_site(&world.app, &head, (id, site)).await.expect("an answer");
    assert_eq!(again, Sited::TooLate);
});

store::both!(a_confirmed_campaign_tells_the_heads_of_the_schools_that_it_was_meant_for, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, desk) = (world.person("adou").actor().await, world.desk().actor().await);
    let threat = "Demain à onze heures tout le lycée sautera, je l’ai préparé depuis longtemps";
    let first = world.person("roche").write_to("2nde4:pupils", threat).await;
    world.person("durand").write_to("2nde5:pupils", threat).await;
    world.person("ines").opens(first).await.expect("delivered");
    let campaign = world.campaign_of(first).await.expect("a campaign");
    let done = confirm::confirm(&world.app, &desk, campaign.id, "").await.expect("an answer");
    assert_eq!(done, Confirmed::Yes { withdrawn: 2, held: 0 });
    let found = stands(&world, &head).await;
    assert_eq!((found.situation.facets().threat, found.steps[0]), (Threat::Reported, Step::CallPolice));
    let seen = found.seen.expect("the campaign named the school");
    assert_eq!((seen.copies, seen.listed, seen.opened), (2, 1, 1), "ines alone opened one");
    let elsewhere = world.person("lemoine").actor().await;
    let college = sight(&world.app, &elsewhere, SchoolId(world.uuid("college"))).await.expect("an answer");
    assert!(college.expect("her school").stood.is_none(), "nothing was sent to the collège");
    let dismissed = Change::Threat { to: Threat::Dismissed };
    assert_eq!(does(&world, &head, dismissed).await, Changed::Yes);
    confirm::confirm(&world.app, &desk, campaign.id, "").await.expect("an answer");
    let facets = stands(&world, &head).await.situation.facets();
    assert_eq!(facets.threat, Threat::Dismissed, "what was sent before is not a new threat");
    world.advance(Millis::minutes(5));
    let again = "Cette fois c’est au gymnase que vous verrez ce que je prépare depuis des mois entiers";
    let second = world.person("roche").write_to("2nde4:pupils", again).await;
    assert!(matches!(world.desk().withdraws(second).await, Withdrawn::Yes { .. }));
    assert_eq!(stands(&world, &head).await.situation.facets().threat, Threat::Reported, "one more is a new threat");
    world.journal_verifies().await;
});

store::both!(schools_next_door_learn_whether_they_are_concerned, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, other) = (world.person("adou").actor().await, world.person("lemoine").actor().await);
    let college = SchoolId(world.uuid("college"));
    let id = opens(&world, &head, "lycee", true).await;
    assert!(sees(&world, &head).await.expect("her school").near.is_none(), "nobody knows where it is");
    let tell = |to: SchoolId, word| {
        let (app, head) = (world.app.clone(), head.clone());
        async move { situation::tell(&app, &head, id, &[to], word).await.expect("an answer") }
    };
    assert_eq!(tell(college, NeighbourWord::NotConcerned).await, None);
    next_door(&world, "lycee", "college").await;
    let near = sees(&world, &head).await.expect("her school").near.expect("known");
    assert_eq!((near.len(), near[0].school, near[0].metres), (1, college, 200));
    assert_eq!(tell(SchoolId(world.uuid("ailleurs")), NeighbourWord::NotConcerned).await, None, "not next door");
    assert_eq!(tell(college, NeighbourWord::NotConcerned).await, Some(1));
    assert_eq!(tell(college, NeighbourWord::NotConcerned).await, Some(0), "said before");
    assert!(
        sees(&world, &head).await.expect("her school").near.expect("known")[0]
            .told
            .as_ref()
            .is_some_and(|told| told.seen_at().is_none())
    );
    let heard = sight(&world.app, &other, college).await.expect("an answer").expect("her school").heard;
    assert_eq!((heard[0].school_name.as_str(), heard[0].word), ("Lycée Simone-Vallier", NeighbourWord::NotConcerned));
    let near = sees(&world, &head).await.expect("her school").near.expect("known");
    assert!(near[0].told.as_ref().is_some_and(|told| told.seen_at().is_some()), "it was seen there");
    assert_eq!(tell(college, NeighbourWord::StayInside).await, Some(1), "a newer word takes its place");
    let heard = sight(&world.app, &other, college).await.expect("an answer").expect("her school").heard;
    assert_eq!((heard.len(), heard[0].word, heard[0].is_new()), (1, NeighbourWord::StayInside, true));
});

store::both!(boarders_have_somewhere_to_sleep_before_families_are_told, |t: TestDb| async move {
    let world = World::new(t).await;
    let head = world.person("adou").actor().await;
    assert!(situation::set_flags(&world.app, &head, lycee(&world), &[Flag::Boarding]).await.expect("an answer"));
    assert_eq!(sees(&world, &head).await.expect("her school").flags, [Flag::Boarding]);
    let id = opens(&world, &head, "lycee", true).await;
    for what in [called(), Change::Reception { to: Reception::Closed }] {
        assert_eq!(does(&world, &head, what).await, Changed::Yes);
    }
    assert_eq!(stands(&world, &head).await.steps[0], Step::ReceiveElsewhere);
    let wrong = situation::NewSite { capacity: 0, ..gymnasium(world.app.id()) };
    assert_eq!(situation::open_site(&world.app, &head, id, wrong).await.expect("an answer"), Sited::WrongNumber);
    let wrong = situation::NewSite { name: "  ".into(), ..gymnasium(world.app.id()) };
    assert_eq!(situation::open_site(&world.app, &head, id, wrong).await.expect("an answer"), Sited::NoName);
    let wrong = situation::NewSite { hours: (60, 60), ..gymnasium(world.app.id()) };
    assert_eq!(situation::open_site(&world.app, &head, id, wrong).await.expect("an answer"), Sited::WrongHours);
    let open = situation::open_site(&world.app, &head, id, gymnasium(world.app.id())).await.expect("an answer");
    assert_eq!(open, Sited::Yes);
    assert_eq!(stands(&world, &head).await.steps[0], Step::TellFamilies);
    assert!(situation::set_flags(&world.app, &head, lycee(&world), &[]).await.expect("an answer"));
    assert!(sees(&world, &head).await.expect("her school").flags.is_empty());
});

store::both!(statistics_count_what_threats_of_a_desks_schools_turned_out_to_be, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, desk) = (world.person("adou").actor().await, world.desk().actor().await);
    let findings = async |who: &Actor| {
        let threats = actions::statistics::threats(&world.app, who).await.expect("threats");
        threats.iter().map(|one| finding(one.threat, one.check, one.is_closed())).collect::<Vec<_>>()
    };
    opens(&world, &head, "lycee", false).await;
    assert_eq!(findings(&desk).await, [], "a school that is in trouble for another reason is no threat");
    assert_eq!(does(&world, &head, Change::Threat { to: Threat::Reported }).await, Changed::Yes);
    assert_eq!(findings(&desk).await, [Some(Finding::Unknown)]);
    assert_eq!(does(&world, &head, Change::Threat { to: Threat::Dismissed }).await, Changed::Yes);
    assert_eq!(findings(&desk).await, [Some(Finding::FalseAlert)]);
    let found = stands(&world, &head).await.situation;
    assert_eq!(close(&world.app, &head, (found.id, found.version)).await.expect("an answer"), Closed::Yes);
    assert_eq!(findings(&desk).await, [Some(Finding::FalseAlert)], "what is over stays counted");
    assert_eq!(findings(&head).await, [], "who heads a school is no desk");
    world.advance(Millis::days(366 * 10 + 1));
    assert_eq!(findings(&desk).await, []);
});
