//! What anybody may check and read: codes, the public page, rumours.

use actions::{
    notice::{Verified, on_public_page, verify, withdraw},
    rumour::{self, Answered, Opened},
    sign_in::Browser,
    testing::World,
};
use model::{
    SchoolId, limits,
    notice::{Kind, NotCode, NoticeState, Typed},
};
use store::testing::TestDb;
use uuid::Uuid;

use super::{actor, class, kept, school, sent, typed};

fn browser(address: &str) -> Browser<'_> {
    Browser { device: None, address, agent: "", origin: None }
}

async fn checks(world: &World, code: &str) -> Verified {
    verify(&world.app, browser("192.0.2.1:4000"), code).await.expect("an answer")
}

async fn code(world: &World, id: Uuid) -> String {
    let sight =
        actions::notice::sight(&world.app, &actor(world, "adou").await, id).await.expect("read").expect("theirs");
    sight.listed.notice.code().expect("a code").to_string()
}

store::both!(a_code_is_checked_by_anybody_however_it_is_typed, |t: TestDb| async move {
    let world = World::new(t).await;
    let draft = kept(&world, "adou", typed(&world, Kind::FirstWord, &[school(&world, "lycee")])).await;
    assert!(matches!(checks(&world, &code(&world, draft).await).await, Verified::Unknown), "it has not left");
    let id = sent(&world, "adou", typed(&world, Kind::FirstWord, &[class(&world, "2nde4")])).await;
    let code = code(&world, id).await;
    let spaced: String = code.chars().flat_map(|c| [c.to_ascii_lowercase(), ' ']).collect();
    for typed in [code.clone(), code.to_lowercase(), code.replace('-', ""), spaced, format!(" {code}.")] {
        let Verified::Genuine(found) = checks(&world, &typed).await else { panic!("{typed}") };
        assert_eq!(found.notice.id, id);
        assert_eq!(found.places[0].school_name, "Lycée Simone-Vallier");
    }
    assert!(matches!(checks(&world, "bonjour").await, Verified::NotCode(NotCode::Shape)));
    let last = if code.ends_with('2') { "3" } else { "2" };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    assert!(matches!(checks(&world, &wrong).await, Verified::NotCode(NotCode::Check)));
    withdraw(&world.app, &actor(&world, "adou").await, id, "erreur").await.expect("an answer");
    let Verified::Genuine(found) = checks(&world, &code).await else { panic!("it was genuine") };
    assert_eq!(found.notice.state, NoticeState::Withdrawn);
    world.journal_verifies().await;
});

store::both!(a_corrected_notice_leads_to_its_newest_version, |t: TestDb| async move {
    let world = World::new(t).await;
    let first = sent(&world, "adou", typed(&world, Kind::FirstWord, &[school(&world, "lycee")])).await;
    let mut newest = first;
    for _ in 0..2 {
        let form = Typed { replaces: Some(newest), ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")]) };
        newest = sent(&world, "adou", form).await;
    }
    let Verified::Genuine(found) = checks(&world, &code(&world, first).await).await else { panic!("it is genuine") };
    assert_eq!(found.notice.state, NoticeState::Corrected);
    assert_eq!(found.after.map(|one| (one.id, one.version)), Some((newest, 3)));
});

store::both!(who_guesses_codes_waits_and_keeps_nobody_from_signing_in, |t: TestDb| async move {
    let world = World::new(t).await;
    for _ in 0..=limits::NETWORK_FAILURES_MAX {
        let wrong = model::notice::Code::new(world.app.chance()).to_string();
        assert!(!matches!(checks(&world, &wrong).await, Verified::Genuine(_)));
    }
    let again = model::notice::Code::new(world.app.chance()).to_string();
    assert!(matches!(checks(&world, &again).await, Verified::Wait(_)));
    let elsewhere = verify(&world.app, browser("198.51.100.7:4000"), &again).await.expect("an answer");
    assert!(matches!(elsewhere, Verified::Unknown), "another network");
    let mut tab = actions::testing::Tab::unknown();
    assert!(tab.signs_in(&world, "ines").await);
    world.advance(limits::SIGN_IN_WINDOW);
    assert!(matches!(checks(&world, &again).await, Verified::Unknown), "nobody waits for ever");
});

store::both!(what_a_school_shows_to_everybody_stands_on_the_public_page_for_a_while, |t: TestDb| async move {
    let world = World::new(t).await;
    let own = sent(&world, "adou", typed(&world, Kind::FirstWord, &[school(&world, "lycee")])).await;
    assert!(on_public_page(&world.app).await.expect("read").is_empty(), "it is for its families");
    let form = Typed { public: true, ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")]) };
    let public = sent(&world, "adou", form).await;
    let shown: Vec<_> = on_public_page(&world.app).await.expect("read").iter().map(|one| one.notice.id).collect();
    assert_eq!(shown, [public]);
    withdraw(&world.app, &actor(&world, "adou").await, public, "erreur").await.expect("an answer");
    assert!(on_public_page(&world.app).await.expect("read").is_empty());
    assert_ne!(own, public);
});

store::both!(a_rumour_is_answered_in_public_by_those_who_speak_for_the_school, |t: TestDb| async move {
    let world = World::new(t).await;
    let (adou, desk) = (actor(&world, "adou").await, actor(&world, "desk").await);
    let (id, lycee) = (world.app.id::<Uuid>(), SchoolId(world.uuid("lycee")));
    for who in ["farida", "lemoine", "desk25"] {
        let answer = rumour::open(&world.app, &actor(&world, who).await, id, "Le lycée brûle", &[lycee]).await;
        assert_eq!(answer.expect("an answer"), Opened::NotAllowed, "{who}");
    }
    assert_eq!(rumour::open(&world.app, &adou, id, " ", &[lycee]).await.expect("an answer"), Opened::Wrong);
    for _ in 0..2 {
        let answer = rumour::open(&world.app, &adou, id, "Le lycée brûle", &[lycee]).await;
        assert_eq!(answer.expect("an answer"), Opened::Yes(id), "one form is one rumour");
    }
    assert!(rumour::on_public_page(&world.app).await.expect("read").is_empty(), "it is not repeated without an answer");
    assert_eq!(rumour::answer(&world.app, &desk, id, "C’est faux.").await.expect("an answer"), Answered::Yes);
    let shown = rumour::on_public_page(&world.app).await.expect("read");
    assert_eq!((shown.len(), shown[0].rumour.answer.as_str()), (1, "C’est faux."));
    assert_eq!(shown[0].schools, ["Lycée Simone-Vallier"]);
    let stranger = actor(&world, "lemoine").await;
    assert_eq!(rumour::close(&world.app, &stranger, id).await.expect("an answer"), Answered::NotFound);
    assert_eq!(rumour::close(&world.app, &adou, id).await.expect("an answer"), Answered::Yes);
    assert_eq!(rumour::answer(&world.app, &adou, id, "encore").await.expect("an answer"), Answered::TooLate);
    assert!(rumour::on_public_page(&world.app).await.expect("read").is_empty());
    world.journal_verifies().await;
});
