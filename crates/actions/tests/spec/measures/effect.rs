//! What a measure would stop is counted before it is taken, and the smallest that is enough is proposed.

use actions::{
    measure::{advise, figures},
    send,
    testing::{Judging, World, accepted},
};
use model::{
    Millis, SchoolId,
    measure::{Restriction, Whom},
    territory::Scope,
    verdict::Outcome,
};
use store::testing::TestDb;

use super::{LYON, clause};

fn lycee(world: &World) -> Scope {
    Scope::School(SchoolId(world.uuid("lycee")))
}

async fn open_radio(world: &World) {
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", Millis::NEVER).await;
    directory.save().await;
}

store::both!(a_preview_counts_people_and_the_letters_that_they_wrote, |t: TestDb| async move {
    let world = World::new(t).await;
    open_radio(&world).await;
    world.person("ines").write_to("roche", "Bonjour").await;
    world.person("ines").write_to("radio:pupils", "Réunion jeudi").await;
    world.person("roche").write_to("2nde4:pupils", "Devoir").await;
    world.person("adam").write_to("roche", "Bonjour").await;
    world.advance(Millis::seconds(1));
    let adou = world.person("adou").actor().await;
    let of = |place: Scope, whom, restriction| {
        let (app, adou) = (world.app.clone(), adou.clone());
        async move { figures(&app, Some(&adou), &[place], &[clause(whom, restriction)]).await.expect("read") }
    };
    let all = of(lycee(&world), Whom::Pupils, Restriction::ReadOnly).await.expect("theirs");
    assert_eq!((all.people, all.schools, all.letters, all.stopped), (4, 1, 2, 2));
    let groups = of(lycee(&world), Whom::Pupils, Restriction::CapReach { readers: 1 }).await.expect("theirs");
    assert_eq!((groups.letters, groups.stopped), (2, 1), "one to a group");
    let night = Restriction::ClosedHours { from: 19 * 60, to: 6 * 60 };
    let night = of(lycee(&world), Whom::Pupils, night).await.expect("theirs");
    assert_eq!((night.stopped, night.delayed), (0, 2), "it is half past seven");
    assert!((all.stopped_per_hour() - 2.0 / 168.0).abs() < 1e-9, "over a week");
    assert!(of(LYON, Whom::Pupils, Restriction::ReadOnly).await.is_none(), "not theirs");
});

store::both!(the_adviser_finds_the_shape_of_an_attack, |t: TestDb| async move {
    let world = World::new(t).await;
    open_radio(&world).await;
    // Pupils write to one another every day, from their own devices.
    for word in ["Salut", "À demain", "Tu as le cours de maths", "Merci beaucoup pour tout"] {
        world.person("ines").write_to("karim", word).await;
        world.person("lea").write_to("radio:pupils", word).await;
    }
    world.judge(Judging::Always(Outcome::Hold));
    let text = "Vous allez tous regretter ce que vous avez fait à mon frère pendant la semaine de la rentrée";
    let mut copies = Vec::new();
    for carrier in ["ines", "lea"] {
        let carrier = world.person(carrier);
        let draft = carrier.draft(&["radio:pupils"], "", text);
        copies.push(accepted(send::send(&world.app, &carrier.actor_elsewhere().await, &draft).await.expect("sent")));
    }
    let campaign = world.campaign_of(copies[1]).await.expect("two make a campaign").id;
    let desk = world.desk().actor().await;
    let advice = advise(&world.app, &desk, campaign).await.expect("read");
    assert_eq!(advice[0].clause, clause(Whom::Pupils, Restriction::NewDevices), "no honest letter came so");
    assert_eq!((advice[0].figures.stopped, advice[0].copies), (0, 2));
    assert_eq!(advice[0].places, [lycee(&world)]);
    let costs: Vec<i64> = advice.iter().map(|one| one.figures.stopped).collect();
    assert!(costs.is_sorted(), "{costs:?}");
    let last = advice.last().expect("several");
    assert!(last.figures.stopped >= 8 && last.clause.restriction.is_heavy(), "closing everything costs most");
    let elsewhere = world.person("desk25").actor().await;
    assert!(advise(&world.app, &elsewhere, campaign).await.expect("read").is_empty());
});
