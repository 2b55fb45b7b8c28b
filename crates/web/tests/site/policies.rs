//! A rule of the desk by its pages: written, refused with a reason, tried, moved, taken out.

use store::{both, testing::TestDb};

use crate::support::Site;

const WHEN: &str = "readers == 1 && adult";

fn rule<'a>(when: &'a str, act: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "soir"),
        ("scope", "academie/10"),
        ("when", when),
        ("outcome", "hold"),
        ("if_unavailable", "pass"),
        ("text", "Essai\" ''' ]]\n de la \\cellule"),
        ("note", "Pendant la vague"),
        ("act", act),
    ]
}

both!(a_rule_is_written_tried_and_moved_by_its_pages, |t: TestDb| async move {
    let site = Site::new(t).await;
    site.world.judge(actions::testing::Judging::Real);
    site.world.person("roche").writes("ines", "Bonjour, à demain.").await;
    let mut desk = site.signed_in("desk").await;
    assert!(desk.get("/desk").await.text().contains("href=\"/desk/policy\""));
    let wrong = desk.post("/desk/policy/new", &rule("lecteurs > 3", "propose")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.shows("lecteurs") && wrong.shows("n’est ni une variable"), "{}", wrong.text());
    assert!(desk.post("/desk/policy/new", &rule(WHEN, "check")).await.shows("se lit et se tient"));
    let tried = desk.post("/desk/policy/new", &rule(WHEN, "test")).await;
    assert!(tried.shows("1 décision sur 1 jour"), "{}", tried.text());
    assert!(desk.get("/desk/policy").await.shows("Aucune version"), "trying keeps nothing");
    let kept = desk.post("/desk/policy/new", &rule(WHEN, "propose")).await;
    let path = kept.location().to_owned();
    assert!(path.starts_with("/desk/policy/"), "{} {}", kept.status, kept.text());
    let page = desk.get(&path).await;
    assert!(page.shows("soir.1") && page.shows("brouillon") && page.shows("\\cellule"), "{}", page.text());
    let refused = desk.post(&format!("{path}/move"), &[("to", "active")]).await;
    assert!(desk.get(refused.location()).await.shows("Rien n’a été changé"));
    let tested = desk.post(&format!("{path}/test"), &[("days", "30")]).await;
    assert!(tested.shows("essayée") && tested.text().contains("/desk/messages/"), "{}", tested.text());
    for (to, state) in [("shadow", "dans l’ombre"), ("partial", "en vigueur dans une part"), ("active", "en vigueur")]
    {
        let moved = desk.post(&format!("{path}/move"), &[("to", to), ("share", "20")]).await;
        assert!(desk.get(moved.location()).await.shows(state), "{state}");
    }
    desk.post(&format!("{path}/move"), &[("to", "retired"), ("note", "fini")]).await;
    assert!(desk.get("/desk/policy").await.shows("retirée"));
    let verbs: Vec<String> = site.world.journal().await.into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs.iter().filter(|verb| *verb == "policy.move").count(), 4);
});

both!(policies_are_there_for_the_desk_of_their_territory_alone, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut desk = site.signed_in("desk").await;
    let kept = desk.post("/desk/policy/new", &rule(WHEN, "propose")).await;
    let path = kept.location().to_owned();
    let (mut elsewhere, mut pupil) = (site.signed_in("desk25").await, site.signed_in("ines").await);
    for path in [path.as_str(), "/desk/policy/00000000-0000-0000-0000-000000000001", "/desk/policy/x"] {
        assert_eq!(elsewhere.get(path).await.status, 404, "{path}");
    }
    for (act, fields) in [("test", vec![("days", "3")]), ("move", vec![("to", "retired")]), ("move", vec![("to", "x")])]
    {
        assert_eq!(elsewhere.post(&format!("{path}/{act}"), &fields).await.status, 404, "{act}");
    }
    let foreign = elsewhere.post("/desk/policy/new", &rule(WHEN, "propose")).await;
    assert_eq!(foreign.status, 404, "another académie is not offered");
    assert_eq!(pupil.get("/desk/policy").await.status, 404);
});
