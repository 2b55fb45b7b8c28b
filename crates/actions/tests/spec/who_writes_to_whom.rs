//! The program's SQL and the second writing of the rules (`testing/facts.rs`) agree on every pair.

use std::collections::BTreeSet;

use actions::testing::{Facts, World};
use model::{Actor, AudienceId, Millis, Profile, Role, audience::Line, draft::Addressee, text::fold};
use store::testing::TestDb;
use uuid::Uuid;

/// Compares the program with the second writing, for everybody and everything; gives the number of allowed pairs.
async fn agree(world: &World) -> usize {
    let facts = Facts::read(world).await;
    let keys = world.keys();
    let targets: Vec<(&String, Uuid)> = keys
        .iter()
        .filter(|(_, id)| facts.people.contains(id) || facts.audiences.contains_key(id))
        .map(|(key, id)| (key, *id))
        .collect();
    let mut allowed = 0;
    for (key, who) in targets.iter().filter(|(_, id)| facts.people.contains(id)) {
        let actor = world.person(key).actor().await;
        let chosen = may_write(world, &actor, &targets).await;
        for (to, id) in &targets {
            let expected = facts.may_write(*who, *id);
            assert_eq!(chosen.contains(id), expected, "may {key} write to {to}?");
            allowed += usize::from(expected);
        }
    }
    allowed
}

async fn may_write(world: &World, actor: &Actor, targets: &[(&String, Uuid)]) -> BTreeSet<Uuid> {
    let mut chosen = BTreeSet::new();
    for some in targets.chunks(50) {
        let to: Vec<_> = some.iter().map(|(_, id)| Addressee { audience: AudienceId(*id), line: Line::To }).collect();
        let (some, _) = actions::write::choose(&world.app, actor, &to, None).await.expect("an answer");
        chosen.extend(some.into_iter().map(|(audience, _)| audience.id.uuid()));
    }
    chosen
}

store::both!(two_writings_of_the_rules_agree_on_every_pair, |t: TestDb| async move {
    let world = World::new(t).await;
    let usual = agree(&world).await;
    assert!(usual > 250, "{usual} allowed pairs");
});

store::both!(they_still_agree_after_the_directory_has_changed, |t: TestDb| async move {
    let world = World::new(t).await;
    let usual = agree(&world).await;
    world.advance(Millis::days(1));
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", world.now() + Millis::hours(2)).await;
    directory.leave("ines", "2nde4", Profile::Pupil).await;
    directory.join("ines", "2nde5", Profile::Pupil).await;
    directory.grant("karim", Role::Operator, model::territory::Scope::All).await;
    let (paul, now) = (world.uuid("paul"), world.now());
    directory.run("update guardianship set until = $2 where guardian = $1", (paul, now)).await;
    directory.run("update affiliation set until = $2 where person = $1", (world.uuid("moreau"), now)).await;
    directory.run("update membership set until = $2 where person = $1", (world.uuid("moreau"), now)).await;
    directory.run("update person set left_at = $2 where id = $1", (world.uuid("zoe"), now)).await;
    directory.save().await;
    assert_ne!(agree(&world).await, usual);
    assert!(world.person("lea").may_write_to("radio:pupils").await);
    assert!(!world.person("noe").may_write_to("radio:pupils").await, "not a member");
    assert!(!world.person("paul").may_write_to("ines").await, "authority was lost");
    assert!(!world.person("nadia").may_write_to("zoe").await, "she has left");
    world.advance(Millis::hours(2));
    assert!(!world.person("lea").may_write_to("radio:pupils").await, "the release has ended by itself");
    agree(&world).await;
});

store::both!(what_the_rules_say_is_what_sending_does, |t: TestDb| async move {
    use actions::send::Sent;
    use model::message::Refusal::NotAllowed;
    let world = World::new(t).await;
    for (who, to) in [
        ("ines", "karim"),
        ("ines", "roche"),
        ("ines", "perrin"),
        ("ines", "farida"),
        ("ines", "paul"),
        ("farida", "roche"),
        ("farida", "perez"),
        ("farida", "lemoine"),
        ("farida", "ines"),
        ("farida", "adam"),
        ("roche", "lycee:guardians"),
        ("roche", "6b:pupils"),
        ("roche", "hugo"),
        ("perrin", "2nde5:guardians"),
        ("adou", "lycee:teachers"),
        ("durand", "moreau"),
        ("durand", "hugo"),
    ] {
        let sent = world.person(who).writes(to, "Bonjour").await;
        assert!(matches!(sent, Sent::Delivered(_)), "{who} writes to {to}: {sent:?}");
    }
    for (who, to) in [
        ("ines", "lea"),
        ("ines", "durand"),
        ("ines", "adou"),
        ("ines", "2nde4:pupils"),
        ("ines", "lycee:pupils"),
        ("ines", "radio:pupils"),
        ("ines", "sylvie"),
        ("ines", "yann"),
        ("ines", "adam"),
        ("farida", "paul"),
        ("farida", "moreau"),
        ("farida", "karim"),
        ("farida", "2nde4:teachers"),
        ("farida", "2nde4:guardians"),
        ("farida", "faure"),
        ("perrin", "college:pupils"),
        ("perrin", "adam"),
        ("bonnet", "lycee:pupils"),
        ("durand", "6b:guardians"),
        ("desk", "ines"),
        ("operator", "lycee:pupils"),
    ] {
        let sent = world.person(who).writes(to, "Bonjour").await;
        assert_eq!(sent, Sent::Refused(NotAllowed), "{who} writes to {to}");
    }
});

store::both!(the_picker_finds_those_who_may_be_written_to_and_nobody_else, |t: TestDb| async move {
    let world = World::new(t).await;
    let facts = Facts::read(&world).await;
    let keys = world.keys();
    let mut tx = world.app.db.read().await.expect("reads");
    let names: Vec<(Uuid, String)> = tx.all("select id, family_name from person", ()).await.expect("names");
    drop(tx);
    for (key, who) in keys.iter().filter(|(_, id)| facts.people.contains(id)) {
        let actor = world.person(key).actor().await;
        for (to, family) in &names {
            let typed: String = fold(family).chars().take(4).collect();
            let found = actions::write::find(&world.app, &actor, &typed).await.expect("an answer");
            let found = found.iter().any(|audience| audience.id.uuid() == *to);
            assert_eq!(found, facts.may_write(*who, *to), "{key} types {typed}");
        }
    }
});
