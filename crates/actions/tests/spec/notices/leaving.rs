//! What a notice does beyond its page: it leaves on the channels, and the situation of its school knows that families were told.

use actions::{
    contacts,
    deliver::{self, Outcome},
    notice::{Acknowledged, acknowledge, sight},
    situation,
};
use model::{
    channel::{Channel, DeliveryState, Fault, Happened},
    situation::Step,
};

use super::*;
use crate::{deliveries::lists, situations::acts::opens};

/// What left of a notice, as its author sees it.
async fn left(world: &World, who: &str, id: Uuid) -> Vec<(Channel, DeliveryState, i64)> {
    sight(&world.app, &actor(world, who).await, id).await.expect("an answer").expect("theirs").left
}

store::both!(it_leaves_for_its_guardians_and_who_has_read_it_is_not_called, |t: TestDb| async move {
    let world = World::new(t).await;
    for (who, mobile) in [("farida", "06 39 98 00 01"), ("paul", "06 39 98 00 02"), ("claire", "06 39 98 00 03")] {
        lists(&world, who, mobile, "").await;
    }
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    let id = sent(&world, "adou", typed(&world, Kind::FirstWord, &[school(&world, "lycee")])).await;
    let planned = [(Channel::Sms, DeliveryState::Planned, 2)];
    let known: Vec<_> = left(&world, "adou", id).await.into_iter().filter(|one| one.0 == Channel::Sms).collect();
    assert_eq!(known, planned, "claire's child is at another school");
    let read = acknowledge(&world.app, &actor(&world, "paul").await, id).await.expect("an answer");
    assert_eq!(read, Acknowledged::Yes);
    let claimed = deliver::claim(&world.app, Channel::Sms, 10).await.expect("claimed");
    assert_eq!(claimed.len(), 1, "paul has read it");
    assert_eq!(claimed[0].outgoing.text.matches("Tout va bien. Avis ").count(), 1);
    assert!(!claimed[0].outgoing.text.contains("[code]") && claimed[0].outgoing.link.ends_with(&id.to_string()));
    let taken = Outcome { of: claimed[0].clone(), happened: Happened::Accepted(None), gone: Vec::new() };
    deliver::record(&world.app, Channel::Sms, &[taken]).await.expect("recorded");
    world.journal_verifies().await;
});

store::both!(a_correction_and_a_withdrawal_stop_what_has_not_left, |t: TestDb| async move {
    let world = World::new(t).await;
    lists(&world, "farida", "06 39 98 00 01", "").await;
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    let first = sent(&world, "adou", typed(&world, Kind::FirstWord, &[school(&world, "lycee")])).await;
    let typed = Typed { replaces: Some(first), ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")]) };
    let second = sent(&world, "adou", typed).await;
    let claimed = deliver::claim(&world.app, Channel::Sms, 10).await.expect("claimed");
    assert_eq!(claimed.len(), 1, "one message, of the newest version");
    assert!(claimed[0].outgoing.link.ends_with(&second.to_string()));
    let taken = Outcome { of: claimed[0].clone(), happened: Happened::Temporary(Fault::Busy, None), gone: Vec::new() };
    deliver::record(&world.app, Channel::Sms, &[taken]).await.expect("recorded");
    let gone = withdraw(&world.app, &actor(&world, "adou").await, second, "erreur").await.expect("an answer");
    assert_eq!(gone, Withdrawn::Yes);
    world.advance(Millis::hours(1));
    assert!(deliver::claim(&world.app, Channel::Sms, 10).await.expect("claimed").is_empty());
});

store::both!(the_head_s_page_knows_that_families_were_told_and_when_the_next_word_comes, |t: TestDb| async move {
    let world = World::new(t).await;
    let head = actor(&world, "adou").await;
    opens(&world, &head, "lycee", true).await;
    let waits = |step: Step| {
        let (app, head, lycee) = (world.app.clone(), head.clone(), SchoolId(world.uuid("lycee")));
        async move {
            let sight = situation::sight(&app, &head, lycee).await.expect("an answer").expect("her school");
            sight.stood.expect("a situation").steps.contains(&step)
        }
    };
    assert!(waits(Step::TellFamilies).await);
    let of_a_class = typed(&world, Kind::FirstWord, &[class(&world, "2nde4")]);
    sent(&world, "adou", of_a_class).await;
    assert!(waits(Step::TellFamilies).await, "one class is not the school");
    let whole = Typed {
        next_word_at: Some(world.now() + Millis::hours(1)),
        ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")])
    };
    sent(&world, "adou", whole).await;
    assert!(!waits(Step::TellFamilies).await && !waits(Step::NextWord).await);
    world.advance(Millis::hours(1));
    assert!(waits(Step::NextWord).await, "what was promised is kept");
});
