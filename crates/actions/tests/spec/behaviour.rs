//! What the judge is told of how a letter is sent: each signal, from what really happened.

use actions::{
    send,
    testing::{Judging, Tab, World, accepted},
    write,
};
use model::{
    Actor, Millis,
    network::{NetworkClass, Origin},
    verdict::Outcome,
};
use shield::Context;
use store::testing::TestDb;

const HOME: &str = "198.51.100.7:40112";
const ELSEWHERE: &str = "203.0.113.9:1024";

fn origin(class: NetworkClass, country: &str) -> Origin {
    Origin { class, country: Some(country.to_owned()) }
}

/// Signs in on a browser from an address, and gives who that makes them.
async fn comes(world: &World, tab: &mut Tab, key: &str, address: &str, from: Origin) -> Actor {
    (tab.address, tab.origin) = (address.to_owned(), Some(from));
    assert!(tab.signs_in(world, key).await, "{key} signs in");
    tab.who(world).await.expect("a session")
}

/// What the judge was told of a letter that somebody sends.
async fn told(world: &World, actor: &Actor, to: &str, body: &str) -> Context {
    let draft = world.person("ines").draft(&[to], "Un mot", body);
    let message = accepted(send::send(&world.app, actor, &draft).await.expect("an answer"));
    let mut tx = world.app.db.read().await.expect("reads");
    let (_, _, context) = store::verdict::get(&mut tx, message).await.expect("read").expect("kept");
    serde_json::from_str(&context).expect("a context")
}

store::both!(a_thief_s_device_and_network_are_told_from_the_owner_s, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("ines").own_tab();
    let actor = comes(&world, &mut own, "ines", HOME, origin(NetworkClass::Isp, "FR")).await;
    let owner = told(&world, &actor, "roche", "Bonjour, je serai absente lundi.").await;
    assert_eq!((owner.known_device, owner.device_new), (Some(true), Some(false)));
    assert_eq!((owner.network_class, owner.country_unusual), (Some(NetworkClass::Isp), Some(false)));
    assert_eq!(owner.network_new_for_account, Some(false), "her own device vouches for where she is");

    let mut thief = Tab::unknown();
    let actor = comes(&world, &mut thief, "ines", ELSEWHERE, origin(NetworkClass::Vpn, "RU")).await;
    let stolen = told(&world, &actor, "roche", "Bonjour, pouvez-vous ouvrir ceci ?").await;
    assert_eq!((stolen.known_device, stolen.device_new), (Some(false), Some(true)));
    assert_eq!((stolen.network_class, stolen.country_unusual), (Some(NetworkClass::Vpn), Some(true)));
    assert_eq!((stolen.network_new_for_account, stolen.network_new_for_school), (Some(true), Some(true)));
    assert_eq!(stolen.session_minutes, Some(0));

    world.advance(Millis::days(2));
    let again = told(&world, &actor, "roche", "Bonjour, et la semaine prochaine ?").await;
    assert_eq!((again.known_device, again.device_new), (Some(false), Some(false)), "not new, and not trusted");
    assert_eq!(again.session_minutes, Some(2 * 24 * 60));
});

store::both!(a_new_telephone_at_home_is_not_a_stranger_s, |t: TestDb| async move {
    let world = World::new(t).await;
    let (isp, mobile) = (origin(NetworkClass::Isp, "FR"), origin(NetworkClass::Mobile, "FR"));
    comes(&world, &mut world.person("ines").own_tab(), "ines", HOME, isp.clone()).await;
    let mut telephone = Tab::unknown();
    let actor = comes(&world, &mut telephone, "ines", HOME, isp.clone()).await;
    let home = told(&world, &actor, "roche", "Bonjour de mon nouveau téléphone.").await;
    assert_eq!((home.device_new, home.network_new_for_account), (Some(true), Some(false)));
    let actor = comes(&world, &mut telephone, "ines", "192.0.2.77:3", mobile).await;
    let bus = told(&world, &actor, "roche", "Je suis dans le bus.").await;
    assert_eq!((bus.network_class, bus.network_new_for_account), (Some(NetworkClass::Mobile), None));
    // A schoolmate who visits is at a place that the school knows.
    let actor = comes(&world, &mut Tab::unknown(), "lea", HOME, isp).await;
    let visit = told(&world, &actor, "durand", "Je travaille chez Inès.").await;
    assert_eq!((visit.network_new_for_account, visit.network_new_for_school), (Some(true), Some(false)));
});

store::both!(one_device_and_one_network_that_open_several_accounts_are_seen, |t: TestDb| async move {
    let world = World::new(t).await;
    let line = origin(NetworkClass::Isp, "FR");
    let mut thief = Tab::unknown();
    let first = comes(&world, &mut thief, "ines", ELSEWHERE, line.clone()).await;
    let alone = told(&world, &first, "roche", "Bonjour, une question.").await;
    assert_eq!((alone.device_other_accounts, alone.device_schools), (Some(0), Some(1)));
    assert_eq!((alone.network_other_accounts, alone.neighbours_stopped), (Some(0), Some(0)));
    comes(&world, &mut thief, "lea", ELSEWHERE, line.clone()).await;
    let third = comes(&world, &mut thief, "zoe", ELSEWHERE, line.clone()).await;
    world.judge(Judging::Always(Outcome::Hold));
    told(&world, &first, "roche", "Une bombe.").await;
    let third = told(&world, &third, "roche", "Une bombe.").await;
    assert_eq!((third.device_other_accounts, third.device_schools), (Some(2), Some(2)));
    assert_eq!((third.network_other_accounts, third.network_schools), (Some(2), Some(2)));
    assert_eq!(third.neighbours_stopped, Some(1), "one of them sent what is held");
    world.advance(Millis::hours(2));
    let late = comes(&world, &mut thief, "noe", ELSEWHERE, line).await;
    let late = told(&world, &late, "durand", "Bonsoir.").await;
    assert_eq!((late.device_other_accounts, late.network_other_accounts), (Some(0), Some(0)));
    assert_eq!(late.neighbours_stopped, Some(2), "what a device did is remembered for a day");
});

store::both!(a_school_and_a_family_behind_one_address_are_no_neighbours, |t: TestDb| async move {
    let world = World::new(t).await;
    for key in ["ines", "farida"] {
        comes(&world, &mut world.person(key).own_tab(), key, HOME, origin(NetworkClass::Isp, "FR")).await;
    }
    let actor = comes(&world, &mut Tab::unknown(), "paul", HOME, origin(NetworkClass::Isp, "FR")).await;
    let family = told(&world, &actor, "roche", "Bonsoir, Inès est malade.").await;
    assert_eq!((family.network_other_accounts, family.network_schools), (Some(0), Some(1)));

    let school = origin(NetworkClass::School, "FR");
    for key in ["ines", "karim"] {
        comes(&world, &mut Tab::unknown(), key, ELSEWHERE, school.clone()).await;
    }
    let actor = comes(&world, &mut Tab::unknown(), "lea", ELSEWHERE, school).await;
    let class = told(&world, &actor, "durand", "Voici mon devoir.").await;
    assert_eq!((class.network_class, class.network_other_accounts), (Some(NetworkClass::School), None));
});

store::both!(searches_of_a_session_are_counted_over_restarts, |t: TestDb| async move {
    let mut world = World::new(t).await;
    let mut tab = Tab::unknown();
    let actor = comes(&world, &mut tab, "ines", ELSEWHERE, Origin::default()).await;
    for typed in ["r", "ro", "roc", "roch", "roche", "d", ""] {
        write::find(&world.app, &actor, typed).await.expect("an answer");
    }
    let all = told(&world, &actor, "roche", "Bonjour !").await;
    assert_eq!(all.session_searches, Some(6), "an empty box is no search");
    for typed in ["a", "b", "c", "d", "e", "f"] {
        write::find(&world.app, &actor, typed).await.expect("an answer");
    }
    world.restart().await;
    let actor = tab.who(&world).await.expect("the session outlives a restart");
    let kept = told(&world, &actor, "roche", "Rebonjour !").await;
    assert_eq!(kept.session_searches, Some(11), "all but the last few");
});

store::both!(a_letter_is_compared_with_its_sender_s_habit, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let actor = roche.actor().await;
    let first = told(&world, &actor, "ines", "Bonjour Inès.").await;
    assert_eq!((first.readers_before_max, first.messages_last_30_days), (Some(0), Some(0)));
    assert_eq!((first.replies_percent_30_days, first.first_contacts_percent), (None, Some(100)));
    let question = world.person("ines").write_to("roche", "Une question.").await;
    roche.answers(question, &["ines"], "Une réponse.").await;
    let class = told(
        &world,
        &actor,
        "2nde4:pupils",
        "Bonjour à tous, le cours de demain a lieu salle 204 à neuf heures, apportez le livre.",
    )
    .await;
    assert_eq!((class.readers, class.readers_before_max), (2, Some(1)));
    assert_eq!((class.messages_last_30_days, class.replies_percent_30_days), (Some(2), Some(50)));
    assert_eq!((class.first_contacts_percent, class.is_reply), (Some(100), Some(false)));
    let again = told(
        &world,
        &actor,
        "2nde4:pupils",
        "Bonjour à tous, le cours de demain a lieu salle 204 à neuf heures, apportez le livre.",
    )
    .await;
    assert_eq!((again.first_contacts_percent, again.own_similar_last_hour), (Some(0), Some(1)));
    assert_eq!(again.reach_last_hour.map(|reach| (reach.messages, reach.readers)), Some((3, 4)));
    world.judge(Judging::Always(Outcome::Hold));
    told(&world, &actor, "2nde5:pupils", "Ceci est retenu.").await;
    let after = told(&world, &actor, "ines", "Encore un mot.").await;
    assert_eq!(after.own_stopped_last_day, Some(1));
    world.advance(Millis::days(31));
    let later = told(&world, &actor, "6a:pupils", "Un mois après.").await;
    assert_eq!(later.own_stopped_last_day, Some(0));
    assert_eq!((later.messages_last_30_days, later.readers_before_max), (Some(0), Some(2)));
});

store::both!(the_same_text_of_several_accounts_is_a_campaign, |t: TestDb| async move {
    let world = World::new(t).await;
    let text = "Venez tous voir ce que j'ai caché dans le gymnase avant la sonnerie de midi.";
    let (ines, adam, yann) =
        (world.person("ines").actor().await, world.person("adam").actor().await, world.person("yann").actor().await);
    let first = told(&world, &ines, "roche", text).await;
    assert_eq!((first.campaign_copies, first.campaign_accounts), (Some(0), Some(0)));
    world.judge(Judging::Always(Outcome::Hold));
    told(&world, &adam, "roche", text).await;
    world.judge(Judging::Words);
    world.advance(Millis::days(3));
    let third = told(&world, &yann, "bonnet", text).await;
    assert_eq!((third.campaign_copies, third.campaign_accounts), (Some(2), Some(2)));
    assert_eq!((third.campaign_schools, third.campaign_stopped), (Some(2), Some(1)));
    assert_eq!(third.similar_recent.map(|similar| similar.count), Some(0), "the last hour is another question");
});
