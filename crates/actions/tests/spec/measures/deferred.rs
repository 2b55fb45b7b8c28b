//! What is written in closed hours goes out when they end, and is judged again then.

use actions::{
    contain::{self, Contained},
    mailbox::Showing,
    measure::{self, let_out, lift},
    send::Sent,
    testing::{Judging, World, accepted},
};
use model::{
    MessageId, Millis, SchoolId,
    measure::{Restriction, Typed, Whom},
    message::State,
    territory::Scope,
    verdict::Outcome,
};
use store::testing::TestDb;
use uuid::Uuid;

use super::{begun, clause, typed};

/// 23:40 in Paris; the hours are closed until 7.
const NIGHT: Millis = Millis(1_710_974_400_000);
const MORNING: Millis = Millis(NIGHT.0 + 440 * 60_000);

async fn night(world: &World) -> Uuid {
    world.set_time(NIGHT);
    let closed = [clause(Whom::Families, Restriction::ClosedHours { from: 23 * 60, to: 7 * 60 })];
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    let ends_at = Some(NIGHT + Millis::days(3));
    begun(world, "adou", Typed { ends_at, ..typed(world, school, &closed) }).await
}

async fn writes(world: &World, who: &str, text: &str) -> MessageId {
    let sent = world.person(who).writes("roche", text).await;
    assert!(matches!(sent, Sent::Deferred(_)), "{sent:?}");
    accepted(sent)
}

async fn lets_out(world: &World) -> usize {
    let_out(&world.app).await.expect("done")
}

store::both!(a_letter_of_the_night_goes_out_in_the_morning, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    let letter = writes(&world, "ines", "Je n’ai pas compris l’exercice").await;
    assert_eq!(world.state_of(letter).await, State::Deferred);
    assert_eq!(world.person("roche").reads(letter).await, None, "nobody reads it");
    assert!(!world.person("roche").inbox().await.shows(letter));
    let own = world.person("ines").opens(letter).await.expect("hers");
    assert_eq!(own.messages[0].showing, Showing::OwnUnderWay);
    assert_eq!(own.messages[0].message.deferred_until(world.now()), Some(MORNING), "she is told when");
    world.set_time(MORNING - Millis(1));
    assert_eq!(lets_out(&world).await, 0);
    world.set_time(MORNING);
    assert_eq!((lets_out(&world).await, lets_out(&world).await), (1, 0));
    assert!(world.person("roche").inbox().await.shows(letter));
    assert_eq!(world.state_of(letter).await, State::Delivered);
    let by_day = world.person("ines").writes("roche", "Merci").await;
    assert!(matches!(by_day, Sent::Delivered(_)), "the hours are open");
    world.journal_verifies().await;
});

store::both!(the_night_teaches_and_the_morning_judges_by_it, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let text = "Vous allez tous regretter ce que vous avez fait à mon frère pendant la semaine de la rentrée";
    let early = writes(&world, "ines", text).await;
    let harmless = writes(&world, "ines", "Je n’ai pas compris l’exercice").await;
    // In the night somebody reports the same words elsewhere, and the desk withdraws them.
    let elsewhere = accepted(world.person("adam").writes("roche", text).await);
    world.desk().withdraws(elsewhere).await;
    world.judge(Judging::KnownThreats);
    world.set_time(MORNING);
    lets_out(&world).await;
    assert!(matches!(world.state_of(early).await, State::Held | State::Withdrawn), "known by now");
    assert_eq!(world.person("roche").reads(early).await, None);
    assert_eq!(world.state_of(harmless).await, State::Delivered);
});

store::both!(a_threat_of_the_night_is_held_at_once_and_its_sender_is_told_the_same, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    let threat = writes(&world, "ines", "Il y a une bombe").await;
    assert_eq!(world.state_of(threat).await, State::Held, "the desk sees it in the night");
    assert!(world.desk().examines(threat).await.is_some());
    let own = world.person("ines").opens(threat).await.expect("hers");
    assert_eq!(own.messages[0].message.deferred_until(world.now()), Some(MORNING), "no oracle");
    // The same form sent again answers the same.
    let mut draft = world.person("ines").draft(&["roche"], "", "une autre bombe");
    draft.idempotency_key = Uuid::from_u128(5);
    let (first, again) = (world.person("ines").send(&draft).await, world.person("ines").send(&draft).await);
    assert!(matches!(first, Sent::Deferred(_)));
    assert_eq!(first, again);
    world.set_time(MORNING);
    assert_eq!(lets_out(&world).await, 0);
    assert_eq!(world.state_of(threat).await, State::Held);
});

store::both!(what_waited_goes_out_when_the_measure_is_lifted, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = night(&world).await;
    let letter = writes(&world, "ines", "Bonsoir").await;
    let sight = measure::sight(&world.app, None, id).await.expect("read").expect("a measure");
    assert_eq!(sight.deferred, 1);
    world.advance(Millis::minutes(5));
    let adou = world.person("adou").actor().await;
    lift(&world.app, Some(&adou), id, "fini").await.expect("lifted");
    assert_eq!(lets_out(&world).await, 1);
    assert_eq!(world.state_of(letter).await, State::Delivered);
});

store::both!(what_a_thief_left_for_the_morning_is_held, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    let stolen = world.person("ines").actor_elsewhere().await;
    let draft = world.person("ines").draft(&["roche"], "", "Clique ici");
    let left = accepted(actions::send::send(&world.app, &stolen, &draft).await.expect("an answer"));
    let threat = writes(&world, "ines", "Il y a une bombe").await;
    let desk = world.desk().actor().await;
    let contained = contain::contain(&world.app, &desk, threat, "compte volé").await.expect("an answer");
    assert!(matches!(contained, Contained::Yes { .. }));
    world.set_time(MORNING);
    lets_out(&world).await;
    assert_eq!(world.state_of(left).await, State::Held);
    assert_eq!(world.person("roche").reads(left).await, None);
});

store::both!(what_waits_is_withdrawn_with_its_campaign, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let text = "Vous allez tous regretter ce que vous avez fait à mon frère pendant la semaine de la rentrée";
    let (one, other) = (writes(&world, "ines", text).await, writes(&world, "karim", text).await);
    world.desk().withdraws(one).await;
    assert_eq!(world.state_of(other).await, State::Withdrawn);
    world.set_time(MORNING);
    assert_eq!(lets_out(&world).await, 0);
});

store::both!(a_delay_is_served_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    let slow = [clause(Whom::Pupils, Restriction::Delay { minutes: 30 })];
    begun(&world, "adou", typed(&world, school, &slow)).await;
    let letter = writes(&world, "ines", "Bonjour").await;
    world.advance(Millis::minutes(30));
    assert_eq!(lets_out(&world).await, 1);
    assert_eq!(world.state_of(letter).await, State::Delivered);
});

store::both!(hours_closed_again_put_a_letter_off, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    let letter = writes(&world, "ines", "Bonsoir").await;
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    let morning = [clause(Whom::Pupils, Restriction::ClosedHours { from: 7 * 60, to: 9 * 60 })];
    let ends_at = Some(NIGHT + Millis::days(1));
    begun(&world, "adou", Typed { ends_at, ..typed(&world, school, &morning) }).await;
    world.set_time(MORNING);
    lets_out(&world).await;
    assert_eq!(world.state_of(letter).await, State::Deferred);
    world.set_time(MORNING + Millis::hours(2));
    assert_eq!(lets_out(&world).await, 1);
    assert_eq!(world.state_of(letter).await, State::Delivered);
});

store::both!(what_a_measure_would_not_take_any_more_waits_for_a_person, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", Millis::NEVER).await;
    directory.save().await;
    night(&world).await;
    let wide = accepted(world.person("ines").writes("radio:pupils", "Réunion demain").await);
    let narrow = writes(&world, "ines", "Bonsoir").await;
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    let few = [clause(Whom::Pupils, Restriction::CapReach { readers: 1 })];
    let ends_at = Some(NIGHT + Millis::days(1));
    begun(&world, "adou", Typed { ends_at, ..typed(&world, school, &few) }).await;
    world.set_time(MORNING);
    lets_out(&world).await;
    assert_eq!(world.state_of(wide).await, State::Held);
    assert_eq!(world.state_of(narrow).await, State::Delivered);
});

store::both!(what_was_taken_at_night_under_the_same_measures_leaves_in_the_morning, |t: TestDb| async move {
    let world = World::new(t).await;
    world.set_time(NIGHT);
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    let ends_at = Some(NIGHT + Millis::days(1));
    let watched = [
        clause(Whom::Pupils, Restriction::ClosedHours { from: 23 * 60, to: 7 * 60 }),
        clause(Whom::Pupils, Restriction::NewDevices),
        clause(Whom::Pupils, Restriction::NationalOnly),
    ];
    begun(&world, "adou", Typed { ends_at, ..typed(&world, school, &watched) }).await;
    let elsewhere = world.person("ines").actor_elsewhere().await;
    let draft = world.person("ines").draft(&["roche"], "", "J’écris du téléphone de ma mère");
    let letter = accepted(actions::send::send(&world.app, &elsewhere, &draft).await.expect("an answer"));
    assert_eq!(world.state_of(letter).await, State::Deferred, "an adult of her school can be told");
    world.set_time(MORNING);
    assert_eq!(lets_out(&world).await, 1);
    assert_eq!(world.state_of(letter).await, State::Delivered);
});

store::both!(two_nodes_let_a_letter_out_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let other = world.another_node().await;
    night(&world).await;
    let mut letters = Vec::new();
    for word in ["un", "deux", "trois", "quatre", "cinq"] {
        letters.push(writes(&world, "ines", word).await);
    }
    world.set_time(MORNING);
    let (here, there) = tokio::join!(let_out(&world.app), let_out(&other));
    assert_eq!(here.expect("done") + there.expect("done"), letters.len());
    for letter in letters {
        assert_eq!(world.state_of(letter).await, State::Delivered);
    }
    let again = world.journal().await.iter().filter(|(verb, _)| verb == "message.judge_again").count();
    assert_eq!(again, 5);
    other.db.close().await;
});

store::both!(what_is_still_held_says_the_same_as_what_waits_when_the_end_moves, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = night(&world).await;
    let (harmless, threat) = (writes(&world, "ines", "Bonsoir").await, writes(&world, "ines", "une bombe").await);
    let told = |message| {
        let world = &world;
        async move {
            let own = world.person("ines").opens(message).await.expect("hers");
            (own.messages[0].showing, own.messages[0].message.deferred_until(world.now()))
        }
    };
    assert_eq!(told(harmless).await, told(threat).await);
    world.advance(Millis::minutes(5));
    lift(&world.app, Some(&world.person("adou").actor().await), id, "fini").await.expect("lifted");
    assert_eq!(told(harmless).await, told(threat).await, "both are being checked");
});

store::both!(what_everybody_may_no_longer_write_waits_for_that_to_end, |t: TestDb| async move {
    let world = World::new(t).await;
    night(&world).await;
    let letter = writes(&world, "ines", "Bonsoir").await;
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    let closed = [clause(Whom::Pupils, Restriction::ReadOnly)];
    let ends_at = Some(NIGHT + Millis::hours(12));
    begun(&world, "adou", Typed { ends_at, ..typed(&world, school, &closed) }).await;
    world.set_time(MORNING);
    lets_out(&world).await;
    assert_eq!(world.state_of(letter).await, State::Deferred, "no desk has to clear it");
    world.set_time(NIGHT + Millis::hours(12));
    assert_eq!(lets_out(&world).await, 1);
    assert_eq!(world.state_of(letter).await, State::Delivered);
});
