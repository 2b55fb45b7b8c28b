//! Second factors and proving oneself again, through the pages.

use actions::testing::PASSWORD;
use model::{Millis, limits};
use store::{both, testing::TestDb};
use web::{
    Settings,
    routes::{Body, ROUTES, Who},
};

use crate::support::Site;

/// Of a message that was being written.
const KEY: &str = "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b";

/// A hidden field of a page.
fn field(page: &str, name: &str) -> String {
    let found = page.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or_else(|| panic!("no field {name} in {page}")).to_owned()
}

both!(a_teacher_sets_a_second_factor_up_and_a_new_browser_asks_for_it, |t: TestDb| async move {
    let site = Site::new(t).await;
    let roche = site.world.person("roche");
    let mut own = site.at_home("roche").await;
    let page = own.post("/account/factors", &[("label", "Mon téléphone")]).await;
    assert!(page.status == 200 && page.text().contains("<svg"), "{}", page.text());
    let wrong = own.post("/account/factors/confirm", &[("code", "000000")]).await;
    assert!(wrong.status == 422 && wrong.shows("Ce n’est pas le code"), "{}", wrong.text());
    let codes = own.post("/account/factors/confirm", &[("code", &roche.begun_code().await)]).await;
    assert!(codes.shows("Voici dix codes"), "{}", codes.text());
    assert!(own.get("/account/factors").await.shows("Mon téléphone"));

    let mut phone = site.browser();
    let login = [("login", "roche"), ("password", PASSWORD), ("kept-key", KEY), ("kept-body", "déjà écrit")];
    let asked = phone.post("/sign-in", &login).await;
    assert!(asked.status == 200 && asked.shows("Encore une vérification"), "{}", asked.text());
    assert!(!phone.cookies.contains_key("preau-session"));
    assert_eq!(phone.get("/inbox").await.status, 303, "nothing is open yet");
    let step = field(&asked.text(), "step");
    let kept = field(&asked.text(), "kept-body");
    let wrong = phone.post("/sign-in/code", &[("step", &step), ("code", "000000")]).await;
    assert_eq!(wrong.status, 401);
    site.world.advance(Millis::seconds(30));
    let code = roche.code().await;
    let right = [("step", step.as_str()), ("code", &code), ("kept-key", KEY), ("kept-body", &kept)];
    let page = phone.post("/sign-in/code", &right).await;
    assert!(page.status == 200 && page.shows("déjà écrit"), "what was typed is given back: {}", page.text());
    assert_eq!(phone.get("/inbox").await.status, 200);
    let over = phone.post("/sign-in/code", &right).await;
    assert!(over.status == 401 && over.shows("Recommencez"), "{}", over.text());
});

both!(a_grid_of_codes_is_printed_confirmed_and_asked_for_on_a_new_browser, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut own = site.at_home("roche").await;
    let page = own.post("/account/factors/grid", &[("label", "")]).await;
    assert!(page.status == 200 && page.shows("Voici votre grille"), "{}", page.text());
    let grid = cells(&page.text());
    assert_eq!(grid.len(), 50);
    let wrong = own.post("/account/factors/grid/confirm", &[("code", "1")]).await;
    assert!(wrong.status == 422 && cells(&wrong.text()) == grid, "the same grid: {}", wrong.text());
    let done = own.post("/account/factors/grid/confirm", &[("code", &read(&grid, &page.text()))]).await;
    assert!(done.shows("Voici dix codes"), "{}", done.text());
    assert!(own.get("/account/factors").await.shows("Grille de codes"));
    assert_eq!(own.get("/account/factors/grid").await.status, 303, "it was shown once");

    let mut phone = site.browser();
    let asked = phone.post("/sign-in", &[("login", "roche"), ("password", PASSWORD)]).await;
    assert!(asked.shows("Prenez votre grille de codes"), "{}", asked.text());
    let (step, answer) = (field(&asked.text(), "step"), read(&grid, &asked.text()));
    let wrong = phone.post("/sign-in/code", &[("step", &step), ("code", &answer[1..])]).await;
    assert_eq!((wrong.status, read(&grid, &wrong.text())), (401, answer.clone()), "the same cells");
    let right = phone.post("/sign-in/code", &[("step", &step), ("code", &answer)]).await;
    assert_eq!(right.status, 303, "{}", right.text());
    assert_eq!(phone.get("/inbox").await.status, 200);
});

/// The cells of a grid on a page, by their names.
fn cells(page: &str) -> std::collections::BTreeMap<String, String> {
    let rows = page.split("<th scope=\"row\">").skip(1);
    let row = |row: &str| -> Vec<(String, String)> {
        let number = row.split('<').next().unwrap_or_default().to_owned();
        let cells = row.split("</tr>").next().unwrap_or_default().split("<td>").skip(1);
        let cells = cells.map(|cell| cell.split('<').next().unwrap_or_default().to_owned());
        ('A'..).zip(cells).map(|(column, cell)| (format!("{column}{number}"), cell)).collect()
    };
    rows.flat_map(row).collect()
}

/// What stands in the two cells that a page asks for.
fn read(grid: &std::collections::BTreeMap<String, String>, page: &str) -> String {
    let asked = page.split("lisez la case <strong>").nth(1).unwrap_or_else(|| panic!("no cells in {page}"));
    let names: Vec<&str> = asked.split("strong>").filter_map(|part| part.split('<').next()).collect();
    names.iter().filter_map(|name| grid.get(*name)).take(2).map(String::as_str).collect()
}

both!(a_form_that_decides_over_others_waits_for_the_proof_and_keeps_what_it_holds, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("ines", "il y a une bombe").await;
    let mut desk = site.signed_in("desk").await;
    site.world.advance(limits::STEP_UP_LIFE);
    let path = format!("/desk/messages/{held}/contain");
    let note = ("note", "vague de 23 h 30 <b>");
    let asked = desk.post(&path, &[note]).await;
    assert!(asked.status == 200 && asked.shows("Confirmez que c’est bien vous"), "{}", asked.text());
    assert!(asked.text().contains("vague de 23 h 30 &#60;b&#62;"), "{}", asked.text());
    assert!(!desk.get("/desk/contained").await.shows("Karim"), "nothing is done yet");
    let wrong = desk.post(&path, &[note, ("_proof", "autre")]).await;
    assert!(wrong.status == 422 && wrong.shows("Ce n’est pas le bon mot de passe"), "{}", wrong.text());
    let done = desk.post(&path, &[note, ("_proof", PASSWORD)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(desk.get("/desk/contained").await.shows("vague de 23 h 30"));
    let again = desk.post(&path, &[note]).await;
    assert_ne!(again.status, 200, "a proof holds for a while");
});

both!(where_a_second_factor_is_required_nobody_decides_without_one, |t: TestDb| async move {
    let site = Site::with(t, Settings { factor_required: true, ..Settings::default() }).await;
    let held = site.world.person("karim").write_to("ines", "il y a une bombe").await;
    let path = format!("/desk/messages/{held}/withdraw");
    let mut desk = site.at_home("desk").await;
    let asked = desk.post(&path, &[("_proof", PASSWORD)]).await;
    assert!(asked.status == 200 && asked.shows("installer un second facteur"), "{}", asked.text());
    site.world.desk().adds_factor().await;
    let asked = desk.post(&path, &[]).await;
    assert_ne!(asked.status, 200, "the session has proved its password a moment ago, and the factor is there");
    site.world.advance(limits::STEP_UP_LIFE);
    assert!(desk.post(&path, &[("_proof", PASSWORD)]).await.shows("Ce n’est pas le bon code"));
    let done = desk.post(&path, &[("_proof", &site.world.desk().code().await)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
});

#[test]
fn every_form_of_the_desk_and_of_the_operator_asks_for_a_proof() {
    for route in ROUTES.iter().filter(|route| matches!(route.who, Who::Desk | Who::Operator)) {
        let acts = matches!(route.body, Body::None | Body::Act | Body::Rosters);
        assert!(acts, "{} {} decides over others", route.method, route.path);
    }
}

both!(a_session_that_is_not_mine_shuts_the_account_and_leads_to_a_new_password, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut ines, mut stranger) = (site.at_home("ines").await, site.signed_in("ines").await);
    let page = ines.get("/account").await.text();
    let path = page.split("/account/sessions/").nth(1).and_then(|rest| rest.split('/').next()).expect("a session");
    let page = ines.post(&format!("/account/sessions/{path}/disown"), &[]).await;
    assert!(page.status == 200 && page.shows("Choisissez maintenant"), "{}", page.text());
    assert_eq!(stranger.get("/inbox").await.status, 303);
    let code = field(&page.text(), "code");
    site.world.advance(Millis(2));
    let new = "girafe ruban piano montagne";
    let back = ines.post("/activate", &[("code", &code), ("password", new), ("again", new)]).await;
    assert_eq!(back.status, 303, "{}", back.text());
    assert_eq!(ines.get("/inbox").await.status, 200);
    assert_eq!(stranger.signs_in("ines").await.status, 401);
});
