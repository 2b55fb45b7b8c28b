//! Passkeys through the pages: what the script asks for, and what its answers do.

use actions::testing::{Key, PASSWORD};
use model::limits;
use store::{both, testing::TestDb};

use crate::support::{Browser, Page, Site};

/// Of a message that was being written.
const KEY: &str = "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b";

/// What the page asks of the browser, as its script reads it.
fn options(page: &Page) -> String {
    let found = page.text();
    let found = found.split("data-options=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("options");
    found.replace("&#34;", "\"").replace("&#38;", "&")
}

/// Makes a passkey on the page of second factors.
async fn enrols(browser: &mut Browser, key: &mut Key) -> Page {
    let page = browser.post("/account/factors/passkey", &[("label", "Mon ordinateur <b>")]).await;
    assert!(page.status == 200 && page.shows("Créer la clé"), "{}", page.text());
    let answer = key.makes(&options(&page));
    let label = page.field("label").expect("a name");
    browser.post("/account/factors/passkey/confirm", &[("label", &label), ("passkey", &answer)]).await
}

both!(a_passkey_is_made_on_the_page_and_goes_on_with_a_sign_in_elsewhere, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut key = Key::new(1, &site.world.app.issuer);
    let mut own = site.at_home("roche").await;
    assert!(own.get("/account/factors").await.shows("Ajouter une clé d’accès"));
    let codes = enrols(&mut own, &mut key).await;
    assert!(codes.shows("Voici dix codes"), "{}", codes.text());
    let list = own.get("/account/factors").await;
    assert!(list.shows("Mon ordinateur <b>") && list.shows("clé d’accès"), "{}", list.text());
    assert_eq!(own.get("/account/factors/passkey/confirm").await.location(), "/account/factors");

    let mut phone = site.browser();
    let kept = [("kept-key", KEY), ("kept-body", "déjà écrit")];
    let login = [[("login", "roche"), ("password", PASSWORD)], kept].concat();
    let asked = phone.post("/sign-in", &login).await;
    assert!(asked.status == 200 && asked.shows("Utiliser ma clé d’accès"), "{}", asked.text());
    assert!(asked.shows("JavaScript est arrêté"), "without script the page says what is left");
    let step = asked.field("step").expect("a step");
    let nothing = phone.post("/sign-in/code/passkey", &[("step", "autre")]).await;
    assert_eq!((nothing.status, nothing.text()), (409, String::new()));
    let asked = phone.post("/sign-in/code/passkey", &[("step", &step)]).await;
    assert_eq!((asked.status, asked.header("content-type")), (200, "application/json"));
    let stranger = Key::new(9, &site.world.app.issuer).signs(&asked.text());
    let wrong = phone.post("/sign-in/code", &[("step", &step), ("passkey", &stranger)]).await;
    assert!(wrong.status == 401 && wrong.shows("Ce n’est pas l’une de vos clés d’accès"), "{}", wrong.text());
    assert!(wrong.shows("Utiliser ma clé d’accès"), "there are tries left");
    let asked = phone.post("/sign-in/code/passkey", &[("step", &step)]).await;
    let answer = key.signs(&asked.text());
    let given = [[("step", step.as_str()), ("passkey", answer.as_str())], kept].concat();
    let page = phone.post("/sign-in/code", &given).await;
    assert!(page.status == 200 && page.shows("déjà écrit"), "what was typed is given back: {}", page.text());
    assert_eq!(phone.get("/inbox").await.status, 200);
});

both!(a_passkey_alone_opens_the_door, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut key = site.world.person("roche").adds_passkey(1).await;
    let mut phone = site.browser();
    assert!(phone.get("/sign-in").await.shows("Se connecter avec une clé d’accès"));
    let asked = phone.post("/sign-in/passkey/ask", &[]).await;
    assert_eq!((asked.status, asked.header("content-type")), (200, "application/json"));
    assert_eq!(asked.header("cache-control"), "no-store");
    assert!(phone.cookies.contains_key("preau-device"), "the answer is this browser's");
    let unknown = Key::new(9, &site.world.app.issuer).signs(&asked.text());
    let refused = phone.post("/sign-in/passkey", &[("passkey", &unknown), ("then", "/sent")]).await;
    assert!(refused.status == 401 && refused.shows("Cette clé d’accès n’ouvre rien ici"), "{}", refused.text());
    let nothing = site.browser().post("/sign-in/passkey", &[("then", "/sent")]).await;
    assert_eq!((nothing.status, nothing.text()), (401, refused.text()), "one answer, whatever is wrong");
    let asked = phone.post("/sign-in/passkey/ask", &[]).await;
    let answer = key.signs(&asked.text());
    let entered = phone.post("/sign-in/passkey", &[("passkey", &answer), ("then", "/sent")]).await;
    assert_eq!((entered.status, entered.location()), (303, "/sent"));
    assert!(phone.get("/account").await.shows("Roche"));
    assert_eq!(phone.post("/sign-out", &[]).await.status, 303);
    assert_eq!(phone.signs_in("roche").await.status, 303, "the device is hers from now on");
    let mut other = site.browser();
    other.headers.push(("sec-fetch-site", "cross-site".to_owned()));
    assert_eq!(other.post("/sign-in/passkey/ask", &[]).await.status, 403, "no other site asks");
});

both!(a_copied_passkey_is_refused_and_the_page_says_why, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut key = Key::new(1, &site.world.app.issuer);
    key.counter = 1;
    site.world.person("roche").enrols(&mut key).await;
    let mut copy = key.clone();
    let (mut hers, mut theirs) = (site.browser(), site.browser());
    let asked = hers.post("/sign-in/passkey/ask", &[]).await;
    assert_eq!(hers.post("/sign-in/passkey", &[("passkey", &key.signs(&asked.text()))]).await.status, 303);
    let asked = theirs.post("/sign-in/passkey/ask", &[]).await;
    let refused = theirs.post("/sign-in/passkey", &[("passkey", &copy.signs(&asked.text()))]).await;
    assert!(refused.status == 401 && refused.shows("une copie d’elle a servi"), "{}", refused.text());
});

both!(a_form_that_decides_over_others_goes_on_by_a_passkey_with_all_that_it_holds, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("ines", "il y a une bombe").await;
    let mut key = site.world.desk().adds_passkey(1).await;
    let mut desk = site.at_home("desk").await;
    site.world.advance(limits::STEP_UP_LIFE);
    let path = format!("/desk/messages/{held}/contain");
    let note = ("note", "vague de 23 h 30");
    let asked = desk.post(&path, &[note]).await;
    assert!(asked.status == 200 && asked.shows("Utiliser ma clé d’accès"), "{}", asked.text());
    let question = desk.post("/account/proof/passkey", &[]).await;
    assert_eq!(question.status, 200);
    let wrong = Key::new(9, &site.world.app.issuer).signs(&question.text());
    let refused = desk.post(&path, &[note, ("_passkey", &wrong)]).await;
    assert!(refused.status == 422 && refused.shows("Ce n’est pas l’une de vos clés"), "{}", refused.text());
    assert!(refused.shows("vague de 23 h 30") && !refused.text().contains("rawId"), "the form, without the answer");
    assert!(!desk.get("/desk/contained").await.shows("Karim"), "nothing is done yet");
    let answer = key.signs(&desk.post("/account/proof/passkey", &[]).await.text());
    let done = desk.post(&path, &[note, ("_passkey", &answer)]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(desk.get("/desk/contained").await.shows("vague de 23 h 30"));
});

both!(a_passkey_is_made_only_by_who_has_proved_themselves_on_a_device_of_theirs, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut stranger = site.signed_in("roche").await;
    assert!(!stranger.get("/account/factors").await.shows("Ajouter une clé d’accès"));
    assert_eq!(stranger.post("/account/factors/passkey", &[]).await.location(), "/account/factors");
    let mut own = site.at_home("roche").await;
    site.world.advance(limits::STEP_UP_LIFE);
    let asked = own.post("/account/factors/passkey", &[("label", "x")]).await;
    assert!(asked.shows("Confirmez que c’est bien vous"), "{}", asked.text());
    let made = own.post("/account/factors/passkey", &[("label", "x"), ("_proof", PASSWORD)]).await;
    let answer = Key::new(1, "http://ent.example").makes(&options(&made));
    let confirm = [("label", "x"), ("passkey", answer.as_str())];
    let refused = own.post("/account/factors/passkey/confirm", &confirm).await;
    assert_eq!(refused.location(), "/account/factors?said=passkey-refused", "another site made it");
    assert!(!own.get("/account/factors").await.shows("Retirer"));
});
