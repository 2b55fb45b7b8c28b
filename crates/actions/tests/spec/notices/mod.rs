//! Notices to families: read by a second person before they leave, read by those concerned whatever is closed, counted by
//! class, corrected in sight of everybody.

pub(crate) mod acts;
mod leaving;
mod public;
mod reading;

use actions::{
    notice::{
        self, Approved, Drafted, Sent, Submitted, Withdrawn, approve, draft, edit, look, send, send_back, submit,
        withdraw,
    },
    testing::World,
};
use model::{
    Actor, Millis, SchoolId, SectionId,
    notice::{Kind, Place, Texts, Typed, What, Words, Wrong},
};
use store::testing::TestDb;
use uuid::Uuid;

use crate::scene::Scene;

fn school(world: &World, key: &str) -> Place {
    Place::School(SchoolId(world.uuid(key)))
}

fn class(world: &World, key: &str) -> Place {
    Place::Section(SectionId(world.uuid(key)))
}

fn words() -> Words {
    Words {
        title: "Un message inquiétant est arrivé".to_owned(),
        known: "La direction vérifie. Les élèves vont bien.".to_owned(),
        unknown: "Nous ne savons pas encore qui l’a écrit.".to_owned(),
        to_do: "Ne venez pas.".to_owned(),
        sms: "Tout va bien. Avis [code]".to_owned(),
    }
}

/// A notice whose next word comes in two days.
fn typed(world: &World, kind: Kind, places: &[Place]) -> Typed {
    Typed {
        kind: Some(kind),
        places: places.to_vec(),
        texts: Texts { fr: words(), en: None },
        next_word_at: Some(world.now() + Millis::days(2)),
        ..Typed::default()
    }
}

async fn actor(world: &World, who: &str) -> Actor {
    world.person(who).actor().await
}

/// Keeps a draft.
async fn kept(world: &World, who: &str, typed: Typed) -> Uuid {
    match draft(&world.app, &actor(world, who).await, typed).await.expect("an answer") {
        Drafted::Kept(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn submits(world: &World, who: &str, id: Uuid) -> Submitted {
    submit(&world.app, &actor(world, who).await, id, 1).await.expect("an answer")
}

async fn approves(world: &World, who: &str, id: Uuid) -> Approved {
    approve(&world.app, &actor(world, who).await, id, 1).await.expect("an answer")
}

async fn sends(world: &World, who: &str, id: Uuid) -> Sent {
    send(&world.app, &actor(world, who).await, id, 1).await.expect("an answer")
}

/// A notice of a head's to their own school, sent: the first word needs nobody else.
async fn sent(world: &World, who: &str, typed: Typed) -> Uuid {
    let id = kept(world, who, Typed { kind: Some(Kind::FirstWord), ..typed }).await;
    assert_eq!(submits(world, who, id).await, Submitted::Approved);
    assert_eq!(sends(world, who, id).await, Sent::Yes);
    id
}

store::both!(nobody_approves_what_they_wrote_and_the_head_approves_what_the_desk_wrote, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = kept(&world, "desk", typed(&world, Kind::Shelter, &[school(&world, "lycee")])).await;
    assert_eq!(approves(&world, "adou", id).await, Approved::TooLate, "it is a draft");
    assert_eq!(submits(&world, "adou", id).await, Submitted::NotFound, "of another");
    assert_eq!(submits(&world, "desk", id).await, Submitted::Waits);
    assert_eq!(sends(&world, "desk", id).await, Sent::TooLate, "nobody has approved it");
    assert_eq!(approves(&world, "desk", id).await, Approved::Own);
    for stranger in ["desk25", "lemoine", "roche", "farida", "operator"] {
        assert_eq!(approves(&world, stranger, id).await, Approved::NotFound, "{stranger}");
    }
    assert_eq!(approves(&world, "adou", id).await, Approved::Yes);
    assert_eq!(approves(&world, "desk2", id).await, Approved::TooLate, "once");
    assert_eq!(sends(&world, "desk25", id).await, Sent::NotFound);
    assert_eq!(sends(&world, "desk", id).await, Sent::Yes);
    assert_eq!(sends(&world, "adou", id).await, Sent::TooLate, "once");
    world.journal_verifies().await;
});

store::both!(the_first_word_of_a_head_to_their_own_school_needs_nobody_and_nothing_else_does, |t: TestDb| async move {
    let world = World::new(t).await;
    let own = [school(&world, "lycee")];
    let first = kept(&world, "adou", typed(&world, Kind::FirstWord, &own)).await;
    assert_eq!(submits(&world, "adou", first).await, Submitted::Approved);
    let shelter = kept(&world, "adou", typed(&world, Kind::Shelter, &own)).await;
    assert_eq!(submits(&world, "adou", shelter).await, Submitted::Waits);
    assert_eq!(approves(&world, "adou", shelter).await, Approved::Own);
    assert_eq!(approves(&world, "desk", shelter).await, Approved::Yes);
    let of_desk = kept(&world, "desk", typed(&world, Kind::FirstWord, &own)).await;
    assert_eq!(submits(&world, "desk", of_desk).await, Submitted::Waits, "a desk is no head");
    let several = [school(&world, "lycee"), school(&world, "college")];
    let several = kept(&world, "desk", typed(&world, Kind::FirstWord, &several)).await;
    assert_eq!(submits(&world, "desk", several).await, Submitted::Waits);
    assert_eq!(approves(&world, "adou", several).await, Approved::NotFound, "not for the other school");
    assert_eq!(approves(&world, "desk2", several).await, Approved::Yes);
});

store::both!(a_school_of_others_is_nobodys_to_speak_for, |t: TestDb| async move {
    let world = World::new(t).await;
    for (who, place) in
        [("adou", "college"), ("desk", "ailleurs"), ("roche", "lycee"), ("farida", "lycee"), ("operator", "lycee")]
    {
        let typed = typed(&world, Kind::FirstWord, &[school(&world, place)]);
        let answer = draft(&world.app, &actor(&world, who).await, typed.clone()).await.expect("an answer");
        assert_eq!(answer, Drafted::NotAllowed, "{who}");
        assert!(look(&world.app, &actor(&world, who).await, &typed).await.expect("read").is_none(), "{who}");
    }
    let nowhere = Place::School(SchoolId(world.app.id()));
    let typed = typed(&world, Kind::FirstWord, &[nowhere]);
    let answer = draft(&world.app, &actor(&world, "desk").await, typed).await.expect("an answer");
    assert_eq!(answer, Drafted::NotAllowed, "there is no such school");
});

store::both!(what_was_taken_back_is_not_approved_and_what_was_written_again_is_read_again, |t: TestDb| async move {
    let world = World::new(t).await;
    let place = [school(&world, "lycee")];
    let (desk, desk2) = (actor(&world, "desk").await, actor(&world, "desk2").await);
    let gone = kept(&world, "desk", typed(&world, Kind::AllClear, &place)).await;
    submits(&world, "desk", gone).await;
    assert_eq!(withdraw(&world.app, &desk, gone, "erreur").await.expect("an answer"), Withdrawn::Yes);
    assert_eq!(approves(&world, "desk2", gone).await, Approved::TooLate);
    assert_eq!(withdraw(&world.app, &desk2, gone, "").await.expect("an answer"), Withdrawn::TooLate, "once");

    let id = kept(&world, "desk", typed(&world, Kind::AllClear, &place)).await;
    submits(&world, "desk", id).await;
    let again = edit(&world.app, &desk, id, 1, typed(&world, Kind::Denial, &place)).await.expect("an answer");
    assert_eq!(again, Drafted::TooLate, "it is not a draft any more");
    assert_eq!(send_back(&world.app, &desk2, id, 1, "heure ?").await.expect("an answer"), Approved::SentBack);
    assert_eq!(
        edit(&world.app, &desk2, id, 2, typed(&world, Kind::Denial, &place)).await.expect("an answer"),
        Drafted::NotAllowed
    );
    assert_eq!(
        edit(&world.app, &desk, id, 2, typed(&world, Kind::Denial, &place)).await.expect("an answer"),
        Drafted::Kept(id)
    );
    assert_eq!(submit(&world.app, &desk, id, 3).await.expect("an answer"), Submitted::Waits);
    assert_eq!(approves(&world, "desk2", id).await, Approved::TooLate, "they read the first writing");
    assert_eq!(approve(&world.app, &desk2, id, 3).await.expect("an answer"), Approved::Yes);
    world.journal_verifies().await;
});

store::both!(of_two_desks_at_once_one_is_too_late, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = kept(&world, "adou", typed(&world, Kind::Shelter, &[school(&world, "lycee")])).await;
    submits(&world, "adou", id).await;
    let (desk, desk2) = (actor(&world, "desk").await, actor(&world, "desk2").await);
    let other = world.another_node().await;
    let (one, two) = tokio::join!(approve(&world.app, &desk, id, 1), approve(&other, &desk2, id, 1));
    let answers = [one.expect("an answer"), two.expect("an answer")];
    assert!(answers.contains(&Approved::Yes) && answers.contains(&Approved::TooLate), "{answers:?}");
    let (sent, gone) = tokio::join!(send(&world.app, &desk, id, 1), withdraw(&other, &desk2, id, "attendez"));
    let (sent, gone) = (sent.expect("an answer"), gone.expect("an answer"));
    assert_eq!(gone, Withdrawn::Yes, "a withdrawal has the last word, whichever came first: {sent:?}");
    assert!(matches!(sent, Sent::Yes | Sent::TooLate), "{sent:?}");
    let farida = actor(&world, "farida").await;
    let opened = notice::open(&world.app, &farida, id).await.expect("read");
    assert!(opened.is_none_or(|shown| !shown.mine.notice.state.is_shown()));
    other.db.close().await;
    world.journal_verifies().await;
});

store::both!(the_same_form_twice_is_one_notice, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = world.app.id::<Uuid>();
    let form = Typed { id: Some(id), ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")]) };
    let adou = actor(&world, "adou").await;
    let (one, two) = tokio::join!(draft(&world.app, &adou, form.clone()), draft(&world.app, &adou, form.clone()));
    assert_eq!((one.expect("an answer"), two.expect("an answer")), (Drafted::Kept(id), Drafted::Kept(id)));
    let desk = actor(&world, "desk").await;
    assert_eq!(draft(&world.app, &desk, form).await.expect("an answer"), Drafted::NotAllowed, "not theirs");
    assert_eq!(notice::list(&world.app, &adou).await.expect("read").len(), 1);
    world.journal_verifies().await;
});

store::both!(what_would_hurt_does_not_leave, |t: TestDb| async move {
    let world = World::new(t).await;
    let place = [school(&world, "lycee")];
    let stopped = |texts: Texts, next: Option<Millis>| {
        let world = &world;
        async move {
            let form = Typed { texts, next_word_at: next, ..typed(world, Kind::FirstWord, &place) };
            let id = kept(world, "adou", form).await;
            match submits(world, "adou", id).await {
                Submitted::Stopped(found) => found.into_iter().map(|one| one.what).collect::<Vec<_>>(),
                other => panic!("{other:?}"),
            }
        }
    };
    let soon = Some(world.now() + Millis::hours(1));
    let fr = |change: fn(&mut Words)| {
        let mut fr = words();
        change(&mut fr);
        Texts { fr, en: None }
    };
    assert_eq!(stopped(fr(|_| ()), None).await, [What::NoNextTime]);
    let named = fr(|words| words.known = "Le compte d’Inès a servi.".into());
    assert_eq!(stopped(named, soon).await, [What::NamesPupil]);
    let elsewhere = fr(|words| words.known = "Le compte de Yann a servi.".into());
    let elsewhere = Typed { texts: elsewhere, ..typed(&world, Kind::FirstWord, &place) };
    let elsewhere = kept(&world, "adou", elsewhere).await;
    assert_eq!(submits(&world, "adou", elsewhere).await, Submitted::Approved, "a pupil of another school");
    assert_eq!(stopped(fr(|words| words.sms = "Tout va bien".into()), soon).await, [What::NoCode]);
    assert_eq!(stopped(fr(|words| words.to_do = "Venez au [lieu].".into()), soon).await, [What::Unfilled]);

    let late = kept(&world, "adou", Typed { next_word_at: soon, ..typed(&world, Kind::FirstWord, &place) }).await;
    assert_eq!(submits(&world, "adou", late).await, Submitted::Approved);
    world.advance(Millis::hours(1));
    let Sent::Stopped(found) = sends(&world, "adou", late).await else { panic!("its time has passed") };
    assert_eq!(found[0].what, What::NextTimePast);
});

store::both!(a_threat_of_the_campaign_is_not_repeated, |t: TestDb| async move {
    let scene = Scene::anew(&t).await;
    let world = &scene.world;
    let mut words = words();
    words.known = format!("On lit : « {} ».", crate::scene::REGRET);
    let form = Typed {
        texts: Texts { fr: words, en: None },
        campaign: Some(scene.confirmed),
        ..typed(world, Kind::FirstWord, &[school(world, "lycee")])
    };
    let (found, _) = look(&world.app, &scene.head, &form).await.expect("read").expect("their school");
    assert_eq!(found[0].what, What::QuotesThreat);
    let id = kept(world, "adou", form).await;
    assert!(matches!(submits(world, "adou", id).await, Submitted::Stopped(_)));
});

store::both!(a_notice_that_would_reach_nobody_is_refused, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.leave("claire", "ailleurs", model::Profile::Guardian).await;
    directory.save().await;
    world.advance(Millis(1));
    let form = typed(&world, Kind::FirstWord, &[school(&world, "ailleurs")]);
    let answer = draft(&world.app, &actor(&world, "faure").await, form).await.expect("an answer");
    assert_eq!(answer, Drafted::NobodyThere(vec!["Lycée Hélène-Aubrac".to_owned()]));
    let empty = typed(&world, Kind::FirstWord, &[class(&world, "2nde5")]);
    let answer = draft(&world.app, &actor(&world, "adou").await, empty).await.expect("an answer");
    assert_eq!(answer, Drafted::NobodyThere(vec!["2NDE 5, Lycée Simone-Vallier".to_owned()]));
    let wrong = Typed { kind: None, places: Vec::new(), ..typed(&world, Kind::FirstWord, &[]) };
    let answer = draft(&world.app, &actor(&world, "adou").await, wrong).await.expect("an answer");
    assert_eq!(answer, Drafted::Wrong(vec![Wrong::NoKind, Wrong::NoPlace]));
});

store::both!(a_correction_takes_the_place_of_what_it_corrects_when_it_is_sent, |t: TestDb| async move {
    let world = World::new(t).await;
    let place = [school(&world, "lycee")];
    let old = sent(&world, "adou", typed(&world, Kind::FirstWord, &place)).await;
    let corrected = Typed { replaces: Some(old), ..typed(&world, Kind::WhereToCome, &place) };
    let new = kept(&world, "adou", corrected.clone()).await;
    let farida = actor(&world, "farida").await;
    let state = |id: Uuid| {
        let (world, farida) = (&world, &farida);
        async move { notice::open(&world.app, farida, id).await.expect("read").map(|shown| shown.mine.notice.state) }
    };
    assert!(state(old).await.is_some_and(model::notice::NoticeState::is_shown), "nothing is corrected yet");
    assert_eq!(state(new).await, None);
    submits(&world, "adou", new).await;
    approves(&world, "desk", new).await;
    assert_eq!(sends(&world, "desk", new).await, Sent::Yes);
    assert_eq!(state(old).await, Some(model::notice::NoticeState::Corrected));
    let shown = notice::open(&world.app, &farida, new).await.expect("read").expect("theirs");
    assert_eq!((shown.mine.notice.version, shown.before.map(|one| one.id)), (2, Some(old)));
    assert_eq!(notice::mine(&world.app, &farida).await.expect("read").len(), 1, "the newest version alone");
    let late = draft(&world.app, &actor(&world, "adou").await, corrected).await.expect("an answer");
    assert_eq!(late, Drafted::TooLate, "it is corrected already");

    // Two corrections of one notice: the second to be sent is too late.
    let twice = Typed { replaces: Some(new), ..typed(&world, Kind::FirstWord, &place) };
    let (one, two) = (kept(&world, "adou", twice.clone()).await, kept(&world, "adou", twice).await);
    for id in [one, two] {
        assert_eq!(submits(&world, "adou", id).await, Submitted::Approved);
    }
    assert_eq!(sends(&world, "adou", one).await, Sent::Yes);
    assert_eq!(sends(&world, "adou", two).await, Sent::TooLate);
    world.journal_verifies().await;
});
