//! One's own account.

use actions::testing::PASSWORD;
use store::{both, testing::TestDb};

use crate::support::Site;

const NEW: &str = "girafe ruban piano montagne";

both!(a_session_that_is_not_mine_is_ended_by_one_press, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut ines, mut stranger, mut karim) =
        (site.signed_in("ines").await, site.signed_in("ines").await, site.signed_in("karim").await);
    let page = ines.get("/account").await;
    let path =
        page.text().split("/account/sessions/").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let path = format!("/account/sessions/{}", path.expect("another session"));
    assert_eq!(karim.post(&path, &[]).await.status, 404, "nobody ends another's session");
    assert_eq!(ines.post(&path, &[]).await.location(), "/account?said=session-ended");
    assert_eq!(stranger.get("/inbox").await.status, 303);
    assert_eq!(ines.get("/inbox").await.status, 200);
    assert_eq!(ines.post(&path, &[]).await.status, 404, "it has ended");
});

both!(a_new_password_asks_for_the_old_one_and_ends_every_other_session, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut ines, mut thief) = (site.at_home("ines").await, site.signed_in("ines").await);
    let form = |current: &'static str, password: &'static str, again: &'static str| {
        [("current", current), ("password", password), ("again", again)]
    };
    for (fields, said) in [
        (form("not it", NEW, NEW), "Le mot de passe actuel"),
        (form(PASSWORD, NEW, "else"), "Les deux écritures"),
        (form(PASSWORD, "court", "court"), "Trop court"),
        (form(PASSWORD, "motdepasse2024", "motdepasse2024"), "connu des voleurs"),
        (form(PASSWORD, "je suis ines benali", "je suis ines benali"), "contient votre identifiant"),
    ] {
        let page = ines.post("/account/password", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.shows(said), "{said}: {}", page.text());
    }
    let former = ines.cookies["preau-session"].clone();
    let page = thief.post("/account/password", &form(PASSWORD, NEW, NEW)).await;
    assert!(page.status == 422 && page.shows("depuis trop peu de temps"), "{}", page.text());
    let page = ines.post("/account/password", &form(PASSWORD, NEW, NEW)).await;
    assert_eq!(page.location(), "/account?said=password-changed");
    assert_ne!(ines.cookies["preau-session"], former, "the session is renewed");
    assert_eq!(ines.get("/account").await.status, 200);
    assert_eq!(thief.get("/inbox").await.status, 303);
    assert_eq!(site.browser().signs_in("ines").await.status, 401, "the old password is dead");
});

both!(who_guesses_the_current_password_in_an_open_session_is_stopped, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut thief = site.at_home("ines").await;
    for _ in 0..model::limits::SIGN_IN_FAILURES_MAX {
        thief.post("/account/password", &[("current", "a guess"), ("password", NEW), ("again", NEW)]).await;
    }
    let page = thief.post("/account/password", &[("current", PASSWORD), ("password", NEW), ("again", NEW)]).await;
    assert_eq!(page.status, 422, "even the right one, for now");
});

both!(language_font_and_light_are_kept, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    assert!(ines.get("/account").await.text().contains("<html lang=\"fr\""));
    ines.post("/account/locale", &[("locale", "en")]).await;
    ines.post("/account/font", &[("font", "opendyslexic"), ("theme", "dark")]).await;
    let here = ines.get("/inbox").await.text();
    assert!(here.contains("<html lang=\"en\" data-theme=\"dark\" data-font=\"opendyslexic\""), "{here}");
    let elsewhere = site.signed_in("ines").await.get("/inbox").await.text();
    assert!(
        elsewhere.contains("<html lang=\"en\" data-theme=\"auto\" data-font=\"opendyslexic\""),
        "light is the device's"
    );
    ines.post("/account/locale", &[("locale", "../../etc")]).await;
    assert!(ines.get("/inbox").await.text().contains("<html lang=\"fr\""), "what we do not speak is French");
    let mut guest = site.browser();
    guest.headers.push(("accept-language", "en-GB,en;q=0.9".to_owned()));
    assert!(guest.get("/sign-in").await.text().contains("<html lang=\"en\""));
});
