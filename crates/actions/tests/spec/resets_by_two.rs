//! A reset of many schools takes two people, and so does the end of any.

use actions::reset::{
    self, NewReset, Reset,
    board::{board, places, school},
    two::{Answered, Asked, answer, ask, ask_undo, waiting},
};
use actions::testing::{Tab, World};
use model::{Actor, Millis, Role, SchoolId, SectionId, limits, territory::Scope};
use store::testing::TestDb;
use uuid::Uuid;

fn of(scope: Scope) -> NewReset<'static> {
    NewReset { scope, spares_since: None, spares_passkeys: None, note: "mots de passe volés" }
}

async fn asks(world: &World, actor: &Actor, scope: Scope, at_once: bool) -> Uuid {
    match ask(&world.app, actor, &of(scope), at_once).await.expect("an answer") {
        Asked::Waits { id, until, begun } => {
            assert_eq!((until, begun), (world.now() + limits::RESET_ANSWER_WITHIN, at_once));
            id
        }
        other => panic!("{other:?}"),
    }
}

async fn agrees(world: &World, actor: &Actor, id: Uuid) -> Answered {
    answer(&world.app, actor, id, true).await.expect("an answer")
}

/// Whether the password of a pupil of the académie holds.
async fn enters(world: &World) -> bool {
    world.person("ines").own_tab().signs_in(world, "ines").await
}

const LYON: Scope = Scope::Academie(10);

store::both!(two_of_the_desk_reset_an_academie_and_one_alone_does_not, |t: TestDb| async move {
    let world = World::new(t).await;
    let (desk, desk2) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    let id = asks(&world, &desk, LYON, false).await;
    assert!(enters(&world).await, "nothing is done yet");
    assert_eq!(agrees(&world, &desk, id).await, Answered::Own, "nobody agrees to what they asked for");
    let elsewhere = world.person("desk25").actor().await;
    assert_eq!(agrees(&world, &elsewhere, id).await, Answered::TooLate, "nor another académie");
    assert!(waiting(&world.app, &elsewhere).await.expect("read").is_empty());
    let seen = waiting(&world.app, &desk2).await.expect("read");
    assert_eq!((seen.len(), seen[0].own, seen[0].place.as_deref()), (1, false, Some("Lyon")));
    world.advance(Millis::minutes(1));
    assert_eq!(agrees(&world, &desk2, id).await, Answered::Begun(id));
    world.advance(Millis(1));
    assert!(!enters(&world).await);
    assert!(Tab::unknown().signs_in(&world, "yann").await, "another académie is not touched");
    assert_eq!(agrees(&world, &desk2, id).await, Answered::TooLate, "once");
    world.journal_verifies().await;
});

store::both!(what_begins_at_once_ends_by_itself_unless_somebody_agrees, |t: TestDb| async move {
    let world = World::new(t).await;
    let (desk, desk2) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    let mut open = world.person("karim").own_tab();
    assert!(open.signs_in(&world, "karim").await);
    world.advance(Millis::seconds(1));
    let lapses = asks(&world, &desk, LYON, true).await;
    world.advance(Millis(1));
    assert!(!enters(&world).await && open.who(&world).await.is_none(), "within the second");
    world.advance(limits::RESET_ANSWER_WITHIN);
    assert_eq!(agrees(&world, &desk2, lapses).await, Answered::TooLate, "a quarter of an hour");
    world.advance(limits::RESET_PROVISIONAL - limits::RESET_ANSWER_WITHIN);
    assert!(enters(&world).await, "passwords hold again");
    assert!(open.who(&world).await.is_none(), "what was open stays closed");

    let id = asks(&world, &desk, LYON, true).await;
    world.advance(Millis::minutes(2));
    assert_eq!(agrees(&world, &desk2, id).await, Answered::Begun(id));
    world.advance(limits::RESET_PROVISIONAL);
    assert!(!enters(&world).await, "it goes on");

    let id = asks(&world, &desk, LYON, true).await;
    let asked = ask_undo(&world.app, &desk, id, "").await.expect("an answer");
    assert_eq!(asked, Asked::NotAllowed, "what waits for agreement is taken back, not ended");
    assert_eq!(answer(&world.app, &desk, id, false).await.expect("an answer"), Answered::Declined, "taken back");
});

store::both!(a_head_resets_a_class_alone_and_its_end_takes_two, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, desk) = (world.person("adou").actor().await, world.person("desk").actor().await);
    let class = Scope::Section(SectionId(world.uuid("2nde4")));
    let asked = ask(&world.app, &head, &of(class.clone()), false).await.expect("an answer");
    let Asked::Done { id, counts } = asked else { panic!("{asked:?}") };
    assert!(counts.accounts > 1);
    world.advance(Millis::minutes(1));
    assert!(!enters(&world).await);
    let asked = ask_undo(&world.app, &head, id, "erreur de classe").await.expect("an answer");
    let Asked::Waits { id: request, .. } = asked else { panic!("{asked:?}") };
    assert_eq!(agrees(&world, &head, request).await, Answered::Own);
    assert!(!enters(&world).await, "not by one alone");
    assert_eq!(agrees(&world, &desk, request).await, Answered::Undone(id));
    world.advance(Millis(1));
    assert!(enters(&world).await);
    for wide in [LYON, Scope::All, Scope::School(SchoolId(world.uuid("college")))] {
        let asked = ask(&world.app, &head, &of(wide.clone()), false).await.expect("an answer");
        assert_eq!(asked, Asked::NotAllowed, "{wide}");
    }
    let pupil = world.person("ines").actor().await;
    assert_eq!(ask(&world.app, &pupil, &of(class), false).await.expect("an answer"), Asked::NotAllowed);
});

store::both!(two_operators_are_not_two_houses, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.person("operator2", "Nour", "Bellec").await;
    directory.grant("operator2", Role::Operator, Scope::All).await;
    directory.save().await;
    let (one, other) = (world.person("operator").actor().await, world.person("operator2").actor().await);
    let id = asks(&world, &one, LYON, false).await;
    assert_eq!(agrees(&world, &other, id).await, Answered::SameHouse, "one of the two is of a desk");
    assert!(enters(&world).await);
    assert_eq!(agrees(&world, &world.person("desk").actor().await, id).await, Answered::Begun(id));
});

store::both!(a_board_counts_who_is_back_class_by_class, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, desk) = (world.person("adou").actor().await, world.person("desk").actor().await);
    let lycee = SchoolId(world.uuid("lycee"));
    let new = of(Scope::School(lycee));
    let Reset::Yes { id, .. } = reset::reset(&world.app, Some(&head), &new).await.expect("an answer") else {
        panic!("their school")
    };
    let found = board(&world.app, &head, id, None).await.expect("read").expect("theirs");
    assert_eq!((found.school, found.place.as_deref()), (Some(lycee), Some("Lycée Simone-Vallier")));
    let names: Vec<_> = found.rows.iter().map(|row| (row.name.as_str(), row.back, row.accounts)).collect();
    assert_eq!(names, [("2NDE 4", 0, 2), ("2NDE 5", 0, 2)]);
    for stranger in ["ines", "roche", "lemoine", "desk25"] {
        let actor = world.person(stranger).actor().await;
        assert!(board(&world.app, &actor, id, Some(lycee)).await.expect("read").is_none(), "{stranger}");
    }
    assert!(board(&world.app, &head, world.app.id(), None).await.expect("read").is_none(), "no such reset");

    // Of a whole académie the desk sees schools, and a head their own.
    let desk2 = world.person("desk2").actor().await;
    let request = asks(&world, &desk, LYON, false).await;
    assert_eq!(agrees(&world, &desk2, request).await, Answered::Begun(request));
    let schools = board(&world.app, &desk, request, None).await.expect("read").expect("theirs");
    let names: Vec<&str> = schools.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Collège Ondine-Marchand", "Lycée Simone-Vallier"]);
    assert!(board(&world.app, &head, request, None).await.expect("read").is_none(), "the whole is not a head's");
    let own = board(&world.app, &head, request, Some(lycee)).await.expect("read").expect("their school");
    assert_eq!(own.rows.len(), 2);
    let ailleurs = SchoolId(world.uuid("ailleurs"));
    assert!(board(&world.app, &desk, request, Some(ailleurs)).await.expect("read").is_none(), "not of it");
});

store::both!(each_chooses_among_places_of_their_own, |t: TestDb| async move {
    let world = World::new(t).await;
    let scopes = async |who: &str| -> Vec<Scope> {
        let actor = world.person(who).actor().await;
        places(&world.app, &actor).await.expect("read").into_iter().map(|place| place.scope).collect()
    };
    assert_eq!(scopes("adou").await.len(), 3, "the school and its two classes");
    assert_eq!(scopes("desk").await, [LYON, Scope::Departement("042".into()), Scope::Departement("069".into())]);
    assert!(scopes("operator").await.contains(&Scope::Academie(25)));
    for nobody in ["ines", "roche", "farida"] {
        assert!(scopes(nobody).await.is_empty(), "{nobody}");
    }
    let desk = world.person("desk").actor().await;
    assert_eq!(school(&world.app, &desk, "pas un code").await.expect("read"), None);
    let mut tx = world.app.db.read().await.expect("reads");
    let row: Option<(String,)> =
        tx.maybe("select uai from school where id = $1", (world.uuid("lycee"),)).await.expect("read");
    drop(tx);
    let uai = row.expect("its code").0;
    let found = school(&world.app, &desk, &format!(" {} ", uai.to_lowercase())).await.expect("read");
    assert_eq!(found, Some(Scope::School(SchoolId(world.uuid("lycee")))));
    let elsewhere = world.person("desk25").actor().await;
    assert_eq!(school(&world.app, &elsewhere, &uai).await.expect("read"), None, "not of their territory");
});
