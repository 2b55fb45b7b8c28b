//! Lists of stolen passwords: the accounts that they open are shut before anybody uses them.

use actions::{
    activate::{self, Activated, Activation},
    sheets::{self, Wanted, Which},
    sweep::{self, Pair, Sweep, Swept},
    testing::{PASSWORD, Tab, World},
};
use model::{Millis, Profile, SectionId};
use store::testing::TestDb;

fn pairs(list: &[(&str, &str)]) -> Vec<Pair> {
    list.iter().map(|(name, password)| Pair::new(name, password).expect("a pair")).collect()
}

async fn waiting(world: &World) -> Vec<String> {
    let (section, actor) = (SectionId(world.uuid("2nde4")), world.person("roche").actor().await);
    let printed = sheets::print_for(&world.app, &actor, section, Profile::Pupil, Wanted::codes(Which::Waiting)).await;
    printed.expect("an answer").expect("her class").slips.into_iter().map(|slip| slip.code).collect()
}

store::both!(an_account_that_a_list_opens_is_shut_and_waits_for_a_sheet, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut owner = Tab::unknown();
    assert!(owner.signs_in(&world, "ines").await);
    let before = waiting(&world).await.len();
    world.advance(Millis::minutes(1));
    let list =
        [("INES@ent.example", PASSWORD), ("karim", "faux mot de passe"), ("ines", PASSWORD), ("personne", PASSWORD)];
    let mut sweep = Sweep::new(false);
    let swept = sweep.check(&world.app, pairs(&list)).await.expect("swept");
    assert_eq!(swept, Swept { pairs: 4, named: 2, opened: 1 });
    assert_eq!(sweep.check(&world.app, pairs(&list)).await.expect("swept"), Swept { pairs: 4, named: 0, opened: 0 });
    assert!(owner.who(&world).await.is_none(), "the open session is dead");
    world.advance(Millis::minutes(1));
    assert!(!Tab::unknown().signs_in(&world, "ines").await, "so is the password");
    assert!(Tab::unknown().signs_in(&world, "karim").await, "what was tried in vain counts for nothing");
    let listed = sweep::list(&world.app, sweep.evicted()).await.expect("listed");
    assert_eq!(listed.iter().map(|one| one.login.as_str()).collect::<Vec<_>>(), ["ines"]);
    let codes = waiting(&world).await;
    assert_eq!(codes.len(), before + 1, "she needs a sheet");
    let mut back = None;
    for code in codes {
        if activate::holder(&world.app, &code).await.expect("read").is_some_and(|holder| holder.login == "ines") {
            back = Some(code);
        }
    }
    let (code, tab) = (back.expect("a sheet of hers"), Tab::unknown());
    let form = Activation { code: &code, password: "quatre mots bien choisis", browser: tab.browser() };
    assert!(matches!(activate::activate(&world.app, &form).await.expect("an answer"), Activated::Yes(_)));
    let again = Sweep::new(false).check(&world.app, pairs(&list)).await.expect("swept");
    assert_eq!(again.opened, 0, "the list is worth nothing any more");
    world.journal_verifies().await;
});

store::both!(a_dry_run_changes_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut sweep = Sweep::new(true);
    let swept = sweep.check(&world.app, pairs(&[("ines", PASSWORD)])).await.expect("swept");
    assert_eq!((swept.opened, sweep.evicted().len()), (1, 1));
    assert!(Tab::unknown().signs_in(&world, "ines").await);
});
