//! Powers: who may do what and where, written a second time; giving a part of one's own on; codes on paper.

use std::collections::BTreeMap;

use actions::{
    break_glass::{self, Broken},
    in_person::{self, Given},
    powers::{self, Delegated, NewDelegation},
    reset, sheets,
    testing::World,
};
use model::{Actor, Millis, Profile, Role, SchoolId, SectionId, actor::Grant, limits, territory::Scope};
use store::testing::TestDb;

async fn delegates(world: &World, actor: &Actor, login: &str, role: Role, scope: Scope) -> Delegated {
    let until = world.now() + Millis::days(2);
    let new = NewDelegation { login, role, scope, until, note: "astreinte" };
    powers::delegate(&world.app, actor, &new).await.expect("an answer")
}

const LYON: Scope = Scope::Academie(10);

fn rhone() -> Scope {
    Scope::Departement("069".to_owned())
}

store::both!(a_part_of_a_power_is_given_on_for_a_time_and_no_further, |t: TestDb| async move {
    let world = World::new(t).await;
    let desk = world.person("desk").actor().await;
    let given = delegates(&world, &desk, " Adou ", Role::Desk, rhone()).await;
    let Delegated::Yes(id) = given else { panic!("{given:?}") };
    let adou = world.person("adou").actor().await;
    assert_eq!(adou.roles, [Grant { role: Role::Desk, scope: rhone() }]);
    for (who, to, role, scope) in [
        (&adou, "perrin", Role::Desk, rhone()),             // given on is given no further
        (&desk, "perrin", Role::Desk, Scope::All),          // wider than one's own
        (&desk, "perrin", Role::Desk, Scope::Academie(25)), // elsewhere
        (&desk, "perrin", Role::Operator, LYON),            // another power
        (&desk, "perrin", Role::Desk, Scope::Section(SectionId(world.uuid("2nde4")))),
    ] {
        assert_eq!(delegates(&world, who, to, role, scope).await, Delegated::NotAllowed, "{to}");
    }
    for to in ["ines", "farida", "desk", "personne"] {
        assert_eq!(delegates(&world, &desk, to, Role::Desk, LYON).await, Delegated::NobodyThere, "{to}");
    }
    for until in [world.now(), world.now() + limits::DELEGATION_LIFE_MAX + Millis(1)] {
        let new = NewDelegation { login: "perrin", role: Role::Desk, scope: LYON, until, note: "" };
        assert_eq!(powers::delegate(&world.app, &desk, &new).await.expect("an answer"), Delegated::TooLong);
    }

    // Whoever gave it ends it, or whoever holds it; nobody else of the desk, and nobody ends the console's.
    let desk2 = world.person("desk2").actor().await;
    assert!(!powers::end(&world.app, Some(&desk2), id).await.expect("an answer"));
    assert!(powers::end(&world.app, Some(&adou), id).await.expect("an answer"), "given back");
    assert!(world.person("adou").actor().await.roles.is_empty());
    let held = powers::list(&world.app, Some(&desk)).await.expect("read");
    let names: Vec<&str> = held.iter().map(|one| one.power.name.as_str()).collect();
    assert!(held.iter().all(|one| !one.may_end) && names.len() == 2, "{names:?}");
    assert!(!powers::end(&world.app, Some(&desk), held[0].power.id).await.expect("an answer"));

    // It ends by itself, and with what it is a part of.
    assert!(matches!(delegates(&world, &desk, "adou", Role::Desk, LYON).await, Delegated::Yes(_)));
    world.advance(Millis::days(2));
    assert!(world.person("adou").actor().await.roles.is_empty());
    assert!(matches!(delegates(&world, &desk, "adou", Role::Desk, LYON).await, Delegated::Yes(_)));
    let own = powers::to_give(&world.app, &desk).await.expect("read")[0].id;
    assert!(powers::end(&world.app, None, own).await.expect("an answer"), "at the console");
    assert!(world.person("adou").actor().await.roles.is_empty() && world.person("desk").actor().await.roles.is_empty());
    world.journal_verifies().await;
});

store::both!(two_of_three_codes_on_paper_give_the_desk_s_power_for_an_hour, |t: TestDb| async move {
    let world = World::new(t).await;
    let first = break_glass::print(&world.app, &LYON).await.expect("printed").expect("an académie");
    let codes = break_glass::print(&world.app, &LYON).await.expect("printed").expect("an académie");
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    assert_eq!(break_glass::print(&world.app, &school).await.expect("an answer"), None);
    let adou = world.person("adou").actor().await;
    let tries = |actor: Actor, one: &str, two: &str, note: &'static str| {
        let (app, typed) = (world.app.clone(), [one.to_owned(), two.to_owned()]);
        async move { break_glass::break_glass(&app, &actor, [&typed[0], &typed[1]], note).await.expect("an answer") }
    };
    assert_eq!(tries(adou.clone(), &codes[0], &codes[1], " ").await, Broken::NoNote);
    for (one, two) in [
        (&codes[0], &codes[0]),               // one code twice
        (&codes[0], &first[1]),               // of two printings
        (&first[0], &first[1]),               // void
        (&codes[0], &"0000-0000".to_owned()), // none at all
    ] {
        assert_eq!(tries(adou.clone(), one, two, "essai").await, Broken::Wrong);
    }
    for who in ["ines", "roche"] {
        let actor = world.person(who).actor().await;
        assert_eq!(tries(actor, &codes[0], &codes[1], "essai").await, Broken::NotAllowed, "{who}");
    }
    let until = world.now() + limits::GLASS_LIFE;
    let taken = tries(adou.clone(), &codes[2].to_lowercase(), &codes[0], "personne ne répond").await;
    assert_eq!(taken, Broken::Yes { scope: LYON, until });
    let now = world.person("adou").actor().await;
    assert_eq!(now.roles, [Grant { role: Role::Desk, scope: LYON }]);
    assert_eq!(delegates(&world, &now, "perrin", Role::Desk, LYON).await, Delegated::NotAllowed, "given no further");
    assert_eq!(tries(adou.clone(), &codes[1], &codes[0], "encore").await, Broken::Wrong, "all three are void");
    // Everybody with a power there is told.
    for (who, told) in [("desk", 1), ("operator", 1), ("desk25", 0), ("roche", 0)] {
        let actor = world.person(who).actor().await;
        assert_eq!(break_glass::in_force(&world.app, &actor).await.expect("read").len(), told, "{who}");
    }
    world.set_time(until);
    assert!(world.person("adou").actor().await.roles.is_empty());
    // Wrong codes are counted.
    let perrin = world.person("lemoine").actor().await;
    for _ in 0..limits::SIGN_IN_FAILURES_MAX {
        assert_eq!(tries(perrin.clone(), &codes[0], &codes[1], "essai").await, Broken::Wrong);
    }
    assert!(matches!(tries(perrin, &codes[0], &codes[1], "essai").await, Broken::Wait(_)));
    world.journal_verifies().await;
});

/// Everything that somebody holds, as places.
async fn held(world: &World, who: &str) -> Vec<Grant> {
    world.person(who).actor().await.roles
}

/// Whether every one of these powers is a part of one of those.
fn parts(some: &[Grant], of: &[Grant]) -> bool {
    let inside = |narrow: &Scope, wide: &Scope| match (narrow, wide) {
        (_, Scope::All) => true,
        (Scope::Departement(code), Scope::Academie(10)) => code == "069" || code == "042",
        (narrow, wide) => narrow == wide,
    };
    some.iter().all(|one| of.iter().any(|other| one.role == other.role && inside(&one.scope, &other.scope)))
}

// Mistakes of others: « delegated administrators raising themselves ».
store::both!(no_sequence_of_acts_raises_one_s_own_power, |t: TestDb| async move {
    let world = World::new(t).await;
    let people = ["desk", "desk2", "operator", "adou", "perrin", "roche", "lemoine"];
    let mut given_at_console = BTreeMap::new();
    for who in people {
        given_at_console.insert(who, held(&world, who).await);
    }
    let scopes = [Scope::All, LYON, rhone(), Scope::Departement("042".to_owned()), Scope::Academie(25)];
    let mut chance = 7_u64;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % below
    };
    let mut given = 0;
    for _ in 0..150 {
        let (who, to) = (people[next(people.len())], people[next(people.len())]);
        let before = held(&world, who).await;
        let actor = world.person(who).actor().await;
        match next(4) {
            0 => {
                let all = powers::list(&world.app, Some(&actor)).await.expect("read");
                if !all.is_empty() {
                    let one = all[next(all.len())].power.id;
                    powers::end(&world.app, Some(&actor), one).await.expect("an answer");
                }
            }
            1 => world.advance(Millis::hours(9)),
            _ => {
                let (role, scope) = ([Role::Desk, Role::Operator][next(2)], scopes[next(scopes.len())].clone());
                let done = delegates(&world, &actor, to, role, scope).await;
                given += usize::from(matches!(done, Delegated::Yes(_)));
            }
        }
        let after = held(&world, who).await;
        assert!(parts(&after, &before), "{who} had {before:?} and has {after:?}");
        // Whatever anybody holds, somebody was given at the console.
        let all: Vec<Grant> = given_at_console.values().flatten().cloned().collect();
        for one in people {
            let theirs = held(&world, one).await;
            assert!(parts(&theirs, &all), "{one}: {theirs:?}");
        }
    }
    assert!(given > 5, "{given}");
});

/// What may be done in a place, as the program says.
async fn program_says(world: &World, who: &str, scope: &Scope) -> [bool; 3] {
    let actor = world.person(who).actor().await;
    let may_reset = reset::preview(&world.app, Some(&actor), scope, (None, None)).await.expect("an answer").is_some();
    let prints = match scope {
        Scope::Section(section) => {
            sheets::print(&world.app, &actor, *section, Profile::Pupil).await.expect("an answer").is_some()
        }
        _ => false,
    };
    let desk = delegates(world, &actor, "tessier", Role::Desk, scope.clone()).await;
    if let Delegated::Yes(id) = desk {
        assert!(powers::end(&world.app, None, id).await.expect("an answer"));
    }
    [may_reset, prints, matches!(desk, Delegated::Yes(_))]
}

/// The same from the rules as one says them, without a table: a place is a path, and a power covers what begins with its own.
fn rules_say(who: &str, place: &str) -> [bool; 3] {
    let under = |own: &str| place == own || place.starts_with(&format!("{own}/"));
    let narrow = place.matches('/').count();
    let may_reset = match who {
        "desk" | "desk2" => under("fr/10"),
        "desk25" => under("fr/25"),
        "operator" => true,
        "adou" => under("fr/10/069/lycee"),
        "lemoine" => under("fr/10/042/college"),
        "faure" => under("fr/25/091/ailleurs"),
        _ => false,
    };
    let works_in: &[&str] = match who {
        "adou" | "perrin" | "durand" => &["lycee"],
        "roche" => &["lycee", "college"],
        "lemoine" => &["college"],
        "faure" => &["ailleurs"],
        _ => &[],
    };
    let prints = narrow == 4 && works_in.iter().any(|school| place.contains(&format!("/{school}/")));
    let gives_on = narrow < 4
        && match who {
            "desk" | "desk2" => under("fr/10"),
            "desk25" => under("fr/25"),
            _ => false,
        };
    [may_reset, prints, gives_on]
}

store::both!(the_table_of_powers_is_what_the_rules_say_in_every_place_for_everybody, |t: TestDb| async move {
    let world = World::new(t).await;
    let school = |key: &str| Scope::School(SchoolId(world.uuid(key)));
    let class = |key: &str| Scope::Section(SectionId(world.uuid(key)));
    let places = [
        ("fr", Scope::All),
        ("fr/10", LYON),
        ("fr/25", Scope::Academie(25)),
        ("fr/10/069", rhone()),
        ("fr/10/042", Scope::Departement("042".to_owned())),
        ("fr/25/091", Scope::Departement("091".to_owned())),
        ("fr/10/069/lycee", school("lycee")),
        ("fr/10/042/college", school("college")),
        ("fr/25/091/ailleurs", school("ailleurs")),
        ("fr/10/069/lycee/2nde4", class("2nde4")),
        ("fr/10/042/college/6a", class("6a")),
        ("fr/25/091/ailleurs/1re2", class("1re2")),
    ];
    let people = [
        "ines", "farida", "roche", "durand", "perrin", "adou", "lemoine", "faure", "desk", "desk2", "desk25",
        "operator",
    ];
    let mut yes = 0;
    for who in people {
        for (place, scope) in &places {
            let (program, rules) = (program_says(&world, who, scope).await, rules_say(who, place));
            assert_eq!(program, rules, "{who} in {place}: reset, print sheets, give the desk's power on");
            yes += rules.iter().filter(|one| **one).count();
        }
    }
    assert!(yes > 40, "{yes}");
    // Nobody gives a code to who has more power, whoever they are.
    for who in people {
        let actor = world.person(who).actor().await;
        for to in ["roche", "adou", "desk", "operator", "durand"] {
            let given = in_person::give(&world.app, &actor, world.person(to).id).await.expect("an answer");
            assert_eq!(given, Given::NotFound, "{who} to {to}");
        }
    }
});
