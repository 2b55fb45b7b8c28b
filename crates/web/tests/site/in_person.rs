//! Codes on a screen, new devices told, and powers given on, through the pages.

use actions::break_glass;
use model::{Millis, territory::Scope};
use store::{both, testing::TestDb};

use crate::support::Site;

/// What stands in a page between two words.
fn between<'p>(page: &'p str, before: &str, end: char) -> &'p str {
    page.split(before).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_else(|| panic!("{before}: {page}"))
}

both!(a_teacher_and_a_guardian_give_a_code_that_opens_the_account, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut roche, mut farida) = (site.at_home("roche").await, site.at_home("farida").await);
    let class = roche.get(&format!("/directory?section={}", site.id("2nde4"))).await;
    let of_ines = format!("/directory/people/{}/code", site.id("ines"));
    assert!(class.text().contains(&format!("action=\"{of_ines}\"")), "{}", class.text());
    let shown = roche.post(&of_ines, &[]).await;
    assert!(shown.status == 200 && shown.shows("Un code pour Inès Benali") && shown.shows("Valable jusqu’à"));
    let first = between(&shown.text(), "slip-code\">", '<').to_owned();

    let account = farida.get("/account").await;
    assert!(account.shows("Mes enfants") && account.shows("Inès Benali"), "{}", account.text());
    let by_guardian = format!("/account/children/{}/code", site.id("ines"));
    let shown = farida.post(&by_guardian, &[]).await;
    let second = between(&shown.text(), "slip-code\">", '<').to_owned();
    let mut ines = site.browser();
    assert!(ines.post("/activate", &[("code", &first)]).await.shows("Ce code n’est pas valable"), "it is void");
    assert!(ines.post("/activate", &[("code", &second)]).await.shows("Inès Benali"));
    let elsewhere = format!("/account/children/{}/code", site.id("karim"));
    assert_eq!(farida.post(&elsewhere, &[]).await.status, 404, "not her child");
    assert_eq!(roche.post(&format!("/directory/people/{}/code", site.id("adou")), &[]).await.status, 404);
    // Asked for again, the address shows nothing.
    assert_eq!(roche.get(&of_ines).await.location(), "/directory");
    assert_eq!(farida.get(&by_guardian).await.location(), "/account");
});

both!(a_new_device_is_told_where_the_owner_reads_until_they_say_it_is_theirs, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut own = site.at_home("ines").await;
    assert!(!own.get("/inbox").await.shows("nouvel appareil"));
    site.world.advance(Millis::minutes(1));
    let mut strange = site.signed_in("ines").await;
    let told = own.get("/inbox").await;
    assert!(told.shows("Votre compte a été ouvert sur un nouvel appareil"), "{}", told.text());
    assert!(!strange.get("/inbox").await.shows("nouvel appareil"), "whoever opened it is told nothing");
    let action = format!("/account/sessions/{}/own", between(&told.text(), "/account/sessions/", '/'));
    assert_eq!(strange.post(&action, &[]).await.status, 404, "nor do they say that it is theirs");
    let mut roche = site.at_home("roche").await;
    assert!(roche.get(&format!("/directory?section={}", site.id("2nde4"))).await.shows("nouvel appareil"));
    assert!(own.post(&action, &[]).await.location().ends_with("said=session-owned"));
    assert!(!own.get("/inbox").await.shows("Votre compte a été ouvert"));
});

both!(a_power_is_given_on_seen_and_ended, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut desk = site.at_home("desk").await;
    assert!(desk.get("/account").await.text().contains("href=\"/powers\""));
    let page = desk.get("/powers").await;
    assert!(page.shows("Cellule de crise") && page.shows("Sans terme"), "{}", page.text());
    let form = |login: &'static str, day: &'static str| {
        [
            ("login", login),
            ("power", "desk academie/10"),
            ("until_date", day),
            ("until_time", "08:00"),
            ("note", "week-end"),
        ]
    };
    for (login, day, why) in [
        ("ines", "2024-03-22", "Personne de ce nom ne travaille"),
        ("adou", "", "Choisissez un moment à venir"),
        ("adou", "2025-01-01", "Choisissez un moment à venir"),
    ] {
        let wrong = desk.post("/powers", &form(login, day)).await;
        assert!(wrong.status == 422 && wrong.shows(why), "{}", wrong.text());
    }
    let wide = [("login", "adou"), ("power", "desk all"), ("until_date", "2024-03-22"), ("until_time", "08:00")];
    assert!(desk.post("/powers", &wide).await.shows("Ce pouvoir n’est pas à vous"));
    assert!(desk.post("/powers", &form("adou", "2024-03-22")).await.location().ends_with("said=power-given"));
    let mut adou = site.at_home("adou").await;
    let seen = adou.get("/powers").await;
    assert!(seen.shows("week-end") && !seen.shows("Donner un pouvoir"), "{}", seen.text());
    let id = between(&seen.text(), "action=\"/powers/", '/').to_owned();
    assert_eq!(adou.get("/desk").await.status, 200);
    assert!(adou.post(&format!("/powers/{id}/end"), &[]).await.location().ends_with("said=power-ended"));
    assert_eq!(adou.get("/desk").await.status, 404);
    assert_eq!(adou.get("/powers").await.status, 404);
});

both!(codes_on_paper_open_the_desk_and_everybody_sees_it, |t: TestDb| async move {
    let site = Site::new(t).await;
    let codes = break_glass::print(&site.world.app, &Scope::Academie(10)).await.expect("printed").expect("three");
    let (mut adou, mut desk) = (site.at_home("adou").await, site.at_home("desk").await);
    assert!(adou.get("/break-glass").await.shows("deux des trois codes"));
    let form = |one: &str, two: &str, note: &str| {
        [("one", one.to_owned()), ("two", two.to_owned()), ("note", note.to_owned())]
    };
    for (typed, why) in [
        (form(&codes[0], &codes[0], "essai"), "Ce ne sont pas deux codes différents"),
        (form(&codes[0], &codes[1], " "), "Dites pourquoi"),
    ] {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let wrong = adou.post("/break-glass", &typed).await;
        assert!(wrong.status == 422 && wrong.shows(why), "{}", wrong.text());
    }
    let typed = [("one", codes[0].as_str()), ("two", codes[2].as_str()), ("note", "personne ne répond")];
    assert!(adou.post("/break-glass", &typed).await.location().ends_with("said=glass-broken"));
    assert_eq!(adou.get("/desk").await.status, 200);
    let told = desk.get("/inbox").await;
    assert!(told.shows("Koffi Adou a le pouvoir de la cellule (personne ne répond)"), "{}", told.text());
    let mut ines = site.at_home("ines").await;
    assert_eq!(ines.get("/break-glass").await.status, 404);
    assert!(!ines.get("/inbox").await.shows("pouvoir de la cellule"));
    site.world.advance(Millis::hours(1));
    assert_eq!(adou.get("/desk").await.status, 404);
});
