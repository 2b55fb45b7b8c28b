//! The desk by its pages.

use model::limits;
use store::{both, testing::TestDb};

use crate::support::{Browser, Site};

const THREAT: &str = "il y a une bombe au lycée";

both!(a_held_letter_is_veiled_until_asked_for_and_asking_is_journaled, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let mut desk = site.signed_in("desk").await;
    let list = desk.get("/desk").await;
    assert!(list.text().contains(&held.to_string()) && list.shows("Lycée Simone-Vallier"), "{}", list.text());
    assert!(!list.shows(THREAT));
    let letter = desk.get(&format!("/desk/messages/{held}")).await;
    assert!(letter.shows("Le texte annonce une explosion.") && !letter.shows("une bombe"), "{}", letter.text());
    let shown = desk.post(&format!("/desk/messages/{held}/reveal"), &[]).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains(">bombe</mark>"), "what the judge saw is marked: {}", shown.text());
    let journal = site.world.journal().await;
    let reveals =
        journal.iter().filter(|(verb, subject)| verb == "desk.reveal" && *subject == format!("message/{held}"));
    assert_eq!(reveals.count(), 1);
    assert!(shown.shows("Préau"), "the machine's decision is the first step");
    let waiting = desk.fragment("/account", "waiting").await;
    assert!(waiting.text().contains("data-fragment=\"waiting\">1<"), "{}", waiting.text());
    assert_eq!(site.signed_in("ines").await.fragment("/inbox", "waiting").await.status, 404);
    let queue = desk.fragment("/desk", "queue").await;
    assert!(queue.text().trim_start().starts_with("<div data-live=\"desk\""), "{}", queue.text());
});

both!(a_desk_sees_its_territory_and_nothing_else, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let mut elsewhere = site.signed_in("desk25").await;
    assert!(!elsewhere.get("/desk").await.text().contains(&held.to_string()));
    for path in ["", "/exposure"] {
        assert_eq!(elsewhere.get(&format!("/desk/messages/{held}{path}")).await.status, 404);
    }
    for act in ["reveal", "release", "withdraw"] {
        assert_eq!(elsewhere.post(&format!("/desk/messages/{held}/{act}"), &[]).await.status, 404, "{act}");
    }
});

both!(of_two_desks_that_decide_at_once_one_is_told_that_it_is_too_late, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let (mut one, mut other) = (site.signed_in("desk").await, site.signed_in("desk2").await);
    let (release, again) = (format!("/desk/messages/{held}/release"), format!("/desk/messages/{held}/release"));
    let (first, second) = tokio::join!(one.post(&release, &[]), other.post(&again, &[]));
    let mut told = [first.location().to_owned(), second.location().to_owned()];
    told.sort();
    assert_eq!(
        told,
        ["/desk/messages/ID?said=too-late".replace("ID", &held.to_string()), "/desk?said=released".into()]
    );

    // A withdrawal is never too late for what is out, and is final.
    let withdraw = format!("/desk/messages/{held}/withdraw");
    assert_eq!(one.post(&withdraw, &[("siblings", "yes")]).await.location(), "/desk?said=withdrawn");
    for late in
        [other.post(&withdraw, &[("siblings", "yes")]).await, other.post(&withdraw, &[("siblings", "no")]).await]
    {
        assert!(late.location().ends_with("said=too-late"), "{}", late.location());
    }
    assert!(other.post(&release, &[]).await.location().ends_with("said=too-late"));
    assert!(site.world.person("roche").reads(held).await.is_none());
});

both!(a_withdrawal_takes_the_copies_or_leaves_them, |t: TestDb| async move {
    let site = Site::new(t).await;
    let text = "rendez-vous demain devant le portail avec tous ceux qui veulent se battre contre les autres";
    let mut copies = Vec::new();
    for (who, to) in [("karim", "ines"), ("ines", "karim"), ("lea", "noe")] {
        copies.push(site.world.person(who).write_to(to, text).await);
    }
    let mut desk = site.signed_in("desk").await;
    let list = desk.get("/desk?tab=recent").await;
    assert_eq!(list.text().matches("2 copies").count(), 3, "{}", list.text());
    let of_lea = desk.get("/desk?tab=recent&q=l%C3%A9a+NGUYEN").await;
    let found =
        |page: &crate::support::Page| copies.iter().filter(|copy| page.text().contains(&copy.to_string())).count();
    assert_eq!((found(&of_lea), found(&desk.get("/desk?tab=recent&q=nobody").await)), (1, 0));
    let alone = format!("/desk/messages/{}/withdraw", copies[0]);
    assert_eq!(desk.post(&alone, &[("siblings", "no")]).await.location(), "/desk?said=withdrawn");
    assert!(site.world.person("karim").reads(copies[1]).await.is_some(), "the copies stay");
    let all = format!("/desk/messages/{}/withdraw", copies[1]);
    assert_eq!(desk.post(&all, &[("siblings", "yes")]).await.location(), "/desk?said=withdrawn");
    assert!(site.world.person("noe").reads(copies[2]).await.is_none(), "the copies go with it");
    let recent = desk.get("/desk?tab=recent").await;
    assert!(copies.iter().all(|copy| recent.text().contains(&copy.to_string())));
});

both!(who_was_shown_a_message_is_listed_and_the_listing_is_journaled, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("karim").write_to("ines", "un texte").await;
    let mut desk = site.signed_in("desk").await;
    let path = format!("/desk/messages/{message}/exposure");
    assert!(!desk.get(&path).await.shows("Inès Benali"));
    site.signed_in("ines").await.get("/inbox").await;
    let page = desk.get(&path).await;
    assert!(page.shows("Une personne") || page.shows("1 personne"), "{}", page.text());
    assert!(!page.shows("Inès Benali") && page.shows("Lever l’anonymat"), "no minor is named unasked");
    names_are_asked_for(&mut desk, "exposed", &message.to_string(), &path).await;
    assert!(desk.get(&path).await.shows("Inès Benali"));
    let listed = site.world.journal().await.into_iter().filter(|(verb, _)| verb == "desk.exposures").count();
    assert_eq!(listed, 4, "each time that the list is shown, the one that asks for a reason too");
    site.world.advance(limits::UNMASKED_LIST_LIFE);
    assert!(!desk.get(&path).await.shows("Inès Benali"), "for an hour");
});

both!(a_campaign_is_read_aloud_confirmed_and_seen_by_its_own_desk_alone, |t: TestDb| async move {
    let site = Site::new(t).await;
    let text = "Demain à onze heures il y aura une bombe dans le bâtiment sud, vous ne trouverez rien";
    let first = site.world.person("karim").write_to("roche", text).await;
    site.world.person("adam").write_to("zoe", &text.replace("sud", "nord")).await;
    let id = site.world.campaign_of(first).await.expect("a campaign").id;
    let (mut desk, mut elsewhere) = (site.signed_in("desk").await, site.signed_in("desk25").await);
    let queue = desk.get("/desk").await;
    assert!(queue.shows("et 1 autre de la même campagne"), "held copies are one line: {}", queue.text());
    assert!(desk.get("/desk/campaigns").await.text().contains(&id.to_string()));
    let path = format!("/desk/campaigns/{id}");
    let page = desk.get(&path).await;
    assert!(
        page.shows("2 comptes ont envoyé 2 messages presque identiques depuis 2 établissements"),
        "{}",
        page.text()
    );
    assert!(!page.shows("onze heures"), "texts are veiled");
    assert!(!page.shows("Karim Lefèvre") && page.shows("élève, "), "no minor is named unasked: {}", page.text());
    names_are_asked_for(&mut desk, "carriers", &id.to_string(), &path).await;
    assert!(desk.get(&path).await.shows("Karim Lefèvre"));
    let shown = desk.post(&format!("{path}/reveal"), &[]).await;
    assert!(shown.shows("onze heures") && shown.text().contains("<ins>nord, "), "{}", shown.text());
    assert_eq!(elsewhere.get(&path).await.status, 404);
    for act in ["reveal", "confirm", "false-alarm", "merge"] {
        let refused = elsewhere.post(&format!("{path}/{act}"), &[("into", &id.to_string())]).await;
        assert_eq!(refused.status, 404, "{act}");
    }
    assert_eq!(desk.post(&format!("{path}/merge"), &[("into", "x")]).await.status, 404);
    let confirmed = desk.post(&format!("{path}/confirm"), &[]).await;
    assert!(confirmed.location().ends_with("?said=campaign-confirmed"), "{}", confirmed.location());
    assert!(desk.post(&format!("{path}/confirm"), &[]).await.location().ends_with("?said=too-late"));
    let now = desk.fragment(&path, "now").await;
    assert!(now.text().trim_start().starts_with("<div data-live=\"desk\""), "{}", now.text());
    assert!(now.shows("plus aucun n’est visible"), "{}", now.text());
});

both!(who_was_shown_a_message_can_be_taken_away_as_a_table_and_that_is_journaled, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("karim").write_to("ines", "un texte").await;
    site.signed_in("ines").await.get("/inbox").await;
    let mut desk = site.signed_in("desk").await;
    assert!(desk.get(&format!("/desk/messages/{message}/exposure")).await.text().contains("/exposure.csv\" download"));
    let path = format!("/desk/messages/{message}/exposure.csv");
    assert!(!desk.get(&path).await.shows("Inès Benali"), "no minor is named unasked");
    let list = format!("/desk/messages/{message}/exposure");
    names_are_asked_for(&mut desk, "exposed", &message.to_string(), &list).await;
    let table = desk.get(&path).await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert!(table.header("content-disposition").starts_with("attachment; filename=\"exposition-"));
    let text = table.text();
    let mut rows = text.strip_prefix('\u{feff}').expect("a byte order mark").lines();
    assert_eq!(rows.next().map(|titles| titles.split(';').count()), Some(6));
    assert!(rows.next().is_some_and(|row| row.starts_with("\"Inès Benali\";\"élève\";")), "{text}");
    let journal = site.world.journal().await;
    assert!(journal.contains(&("desk.export_exposures".to_owned(), format!("message/{message}"))));
    assert_eq!(site.signed_in("desk25").await.get(&path).await.status, 404);
});

both!(the_desk_contains_an_account_and_lifts_it_with_a_note, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("ines").write_to("roche", "une bombe de table").await;
    let mut ines = site.signed_in("ines").await;
    let mut desk = site.signed_in("desk").await;
    let letter = format!("/desk/messages/{held}");
    assert!(desk.get(&letter).await.shows("Confiner le compte"));
    let done = desk.post(&format!("{letter}/contain"), &[("note", "")]).await;
    assert_eq!(done.location(), format!("{letter}?said=contained"));
    assert!(desk.get(&letter).await.shows("Compte confiné. Fin prévue"));
    assert_eq!(ines.get("/inbox").await.status, 303, "her session has ended");
    let list = desk.get("/desk/contained").await;
    assert!(list.shows("1 compte est confiné") && list.shows("élève"), "{}", list.text());
    assert!(!list.shows("Inès Benali"), "no minor is named unasked");
    names_are_asked_for(&mut desk, "contained", "", "/desk/contained").await;
    let list = desk.get("/desk/contained").await;
    assert!(list.shows("Inès Benali"), "{}", list.text());
    let text = list.text();
    let (_, rest) = text.split_once("/desk/contained/").expect("a form to lift it");
    let lift = format!("/desk/contained/{}", rest.split('"').next().expect("an address"));
    assert_eq!(desk.post(&lift, &[("note", " ")]).await.location(), "/desk/contained?note=missing");
    assert_eq!(desk.post(&lift, &[("note", "C’était elle.")]).await.location(), "/desk/contained?said=lifted");
    assert_eq!(desk.post(&lift, &[("note", "C’était elle.")]).await.location(), "/desk/contained?said=too-late");
    let mut ines = site.signed_in("ines").await;
    let account = ines.get("/account").await;
    assert!(account.shows("la cellule de crise l’a levée"), "{}", account.text());
    assert_eq!(site.signed_in("desk25").await.post(&lift, &[("note", "x")]).await.status, 404);
});

both!(a_letter_is_taken_seen_by_the_others_passed_on_and_put_down, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let (mut maud, mut theo) = (site.signed_in("desk").await, site.signed_in("desk2").await);
    let path = format!("/desk/messages/{held}");
    assert!(maud.get(&path).await.shows("Je m’en occupe"));
    assert_eq!(maud.post(&format!("{path}/claim"), &[]).await.location(), format!("{path}?said=claimed"));
    let queue = theo.fragment("/desk", "queue").await;
    assert!(queue.shows("Maud Vidal s’en occupe"), "{}", queue.text());
    assert!(theo.fragment(&path, "claim").await.shows("Maud Vidal s’en occupe, jusqu’à 19\u{202f}h\u{202f}40"));
    assert_eq!(theo.post(&format!("{path}/claim"), &[]).await.location(), format!("{path}?said=taken"));
    assert_eq!(theo.post(&format!("{path}/release"), &[]).await.location(), format!("{path}?said=taken"));
    let own = maud.get(&path).await;
    assert!(own.shows("Vous vous en occupez") && own.shows("Théo Arnaud"), "{}", own.text());
    let to = site.world.person("desk2").id.to_string();
    assert_eq!(maud.post(&format!("{path}/hand-over"), &[("to", "x")]).await.status, 404);
    let passed = maud.post(&format!("{path}/hand-over"), &[("to", &to), ("note", "<b>à toi</b>")]).await;
    assert_eq!(passed.location(), format!("{path}?said=handed-over"));
    assert_eq!(maud.post(&format!("{path}/put-down"), &[]).await.location(), format!("{path}?said=taken"));
    let handed = theo.get(&path).await;
    assert!(
        handed.shows("Transmis par Maud Vidal") && handed.text().contains("&lt;b&gt;")
            || handed.text().contains("&#60;b&#62;"),
        "{}",
        handed.text()
    );
    assert_eq!(theo.post(&format!("{path}/put-down"), &[]).await.location(), format!("{path}?said=put-down"));
    for act in ["claim", "put-down", "hand-over"] {
        let refused = site.signed_in("desk25").await.post(&format!("{path}/{act}"), &[("to", &to)]).await;
        assert_eq!(refused.status, 404, "{act}");
    }
});

both!(a_letter_is_explained_and_a_minor_named_to_who_says_why, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let mut desk = site.signed_in("desk").await;
    let path = format!("/desk/messages/{held}");
    let page = desk.get(&path).await;
    for said in [
        "élève de 2NDE 4",
        "1 destinataire.",
        "Ce compte n’a encore écrit à personne.",
        "Envoyé de l’appareil habituel du compte.",
        "Sans le passage n°\u{202f}1, il aurait été distribué aussitôt.",
        "Personne ne l’a vu.",
        "signature:test",
    ] {
        assert!(page.shows(said), "{said}: {}", page.text());
    }
    assert!(!page.shows("Karim"));
    assert_eq!(
        desk.post(&format!("{path}/unmask"), &[("reason", " ")]).await.location(),
        format!("{path}?reason=missing")
    );
    assert!(desk.get(&format!("{path}?reason=missing")).await.shows("Écrivez un motif"));
    let asked = desk.post(&format!("{path}/unmask"), &[("reason", "appeler la famille")]).await;
    assert_eq!(asked.location(), format!("{path}?said=unmasked"));
    assert!(desk.get(&path).await.shows("Karim Lefèvre, élève de 2NDE 4"));
    assert!(!site.signed_in("desk2").await.get(&path).await.shows("Karim"));
});

both!(a_sender_is_asked_on_their_own_device_and_a_thief_is_told_nothing, |t: TestDb| async move {
    let site = Site::new(t).await;
    site.world.judge(actions::testing::Judging::Always(model::verdict::Outcome::Hold));
    let held = site.world.person("karim").write_to("roche", "Rendez-vous au portail").await;
    site.world.judge(actions::testing::Judging::Words);
    site.world.advance(model::Millis::minutes(1));
    let mut desk = site.signed_in("desk").await;
    let path = format!("/desk/messages/{held}");
    assert!(desk.get(&path).await.shows("Demander à l’expéditeur de confirmer"));
    assert_eq!(desk.post(&format!("{path}/prove"), &[]).await.location(), format!("{path}?said=proof-asked"));
    assert_eq!(desk.post(&format!("{path}/prove"), &[]).await.location(), format!("{path}?said=too-late"));
    assert!(desk.get(&path).await.shows("Question posée à l’expéditeur"));
    let proof = format!("/proof/{held}");
    let mut karim = site.signed_in("karim").await;
    // A browser that nobody has seen, with the right password: nothing at all is said.
    assert!(!karim.get("/inbox").await.shows("cellule de crise"));
    assert_eq!(karim.get(&proof).await.status, 404);
    assert_eq!(karim.post(&proof, &[("answer", "mine")]).await.status, 404);
    let mut tx = site.world.app.db.begin().await.expect("begins");
    let person = site.world.person("karim").id;
    let known = "update device_use set vouched = $2, known_since = 0 where person = $1";
    assert!(tx.run(known, (person, true)).await.expect("known") > 0);
    tx.commit().await.expect("known");
    assert!(karim.get("/inbox").await.shows("si un message est bien de vous"));
    assert!(karim.get(&proof).await.shows("Rendez-vous au portail"));
    assert_eq!(karim.post(&proof, &[("answer", "x")]).await.status, 404);
    assert_eq!(karim.post(&proof, &[("answer", "mine")]).await.location(), "/sent?said=proved");
    assert!(site.world.person("roche").inbox().await.shows(held));
    assert_eq!(site.signed_in("ines").await.get(&proof).await.status, 404);
});

/// An officer says why they need the names of a list.
async fn names_are_asked_for(desk: &mut Browser, list: &str, subject: &str, path: &str) {
    let done = desk.post("/desk/unmask", &[("list", list), ("subject", subject), ("reason", " ")]).await;
    assert_eq!(done.location(), format!("{path}?reason=missing"));
    assert!(desk.get(done.location()).await.shows("il est inscrit au journal"));
    let why = [("list", list), ("subject", subject), ("reason", "appeler les familles")];
    let done = desk.post("/desk/unmask", &why).await;
    assert_eq!(done.location(), format!("{path}?said=unmasked"));
}
