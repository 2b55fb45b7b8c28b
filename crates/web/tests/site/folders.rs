//! Folders, the archive, the trash, and messages that leave later, by their pages.

use model::Millis;
use store::{both, testing::TestDb};

use crate::support::Site;

both!(a_reader_keeps_a_message_in_a_folder_of_their_own, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("roche").write_to("ines", "Sortie au musée").await;
    let mut ines = site.signed_in("ines").await;
    let made = ines.post("/folders", &[("name", "  Sorties & voyages ")]).await;
    assert!(made.status == 303 && made.location().ends_with("said=folder-made"), "{}", made.text());
    let folder = made.location().split('?').next().expect("a path").to_owned();
    let id = folder.rsplit('/').next().expect("an id").to_owned();
    assert!(ines.get(&format!("/messages/{message}")).await.shows("Sorties & voyages"), "it may be put there");
    let put = ines.post(&format!("/messages/{message}/move"), &[("to", &id)]).await;
    assert_eq!(put.location(), "/inbox?said=moved");
    assert!(!ines.get("/inbox").await.shows("Sortie au musée"));
    assert!(ines.get(&folder).await.shows("Sortie au musée"));
    for (name, says) in [("", "Donnez au classeur un nom"), ("sorties & VOYAGES", "porte déjà ce nom")] {
        let again = ines.post("/folders", &[("name", name)]).await;
        assert!(again.status == 422 && again.shows(says) && again.shows(name), "{name}: {}", again.text());
    }
    let renamed = ines.post(&format!("{folder}/rename"), &[("name", "Musées")]).await;
    assert_eq!(renamed.location(), format!("{folder}?said=folder-renamed"));
    assert!(ines.get("/folders").await.shows("Musées"));
    assert_eq!(ines.post(&format!("{folder}/delete"), &[]).await.location(), "/folders?said=folder-deleted");
    assert!(ines.get("/inbox").await.shows("Sortie au musée"), "it is in the inbox again");
    assert_eq!(ines.get(&folder).await.status, 404);
});

both!(a_message_put_away_is_found_in_the_trash_and_taken_back, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("roche").write_to("ines", "Sortie au musée").await;
    let mut ines = site.signed_in("ines").await;
    ines.get("/inbox").await;
    ines.post(&format!("/messages/{message}/trash"), &[]).await;
    assert!(ines.get("/folders/trash").await.shows("Sortie au musée"));
    assert!(ines.get(&format!("/messages/{message}")).await.text().contains("/restore\""));
    let back = ines.post(&format!("/messages/{message}/restore"), &[]).await;
    assert_eq!(back.location(), "/folders/trash?said=restored");
    assert!(ines.get("/inbox").await.shows("Sortie au musée"));
    assert_eq!(ines.post(&format!("/messages/{message}/restore"), &[]).await.status, 404);
});

both!(a_folder_of_another_and_a_place_that_is_none_do_not_exist, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("roche").write_to("ines", "Bonjour").await;
    let mut ines = site.signed_in("ines").await;
    ines.get("/inbox").await;
    let made = site.signed_in("karim").await.post("/folders", &[("name", "À moi")]).await;
    let his = made.location().split('?').next().expect("a path").to_owned();
    let id = his.rsplit('/').next().expect("an id").to_owned();
    assert_eq!(ines.get(&his).await.status, 404);
    for act in ["rename", "delete"] {
        assert_eq!(ines.post(&format!("{his}/{act}"), &[("name", "x")]).await.status, 404, "{act}");
    }
    assert_eq!(ines.post(&format!("/messages/{message}/move"), &[("to", &id)]).await.status, 404);
    assert_eq!(ines.post(&format!("/messages/{message}/move"), &[("to", "../x")]).await.status, 400);
    assert_eq!(ines.get("/folders/inbox").await.status, 404);
    assert_eq!(ines.get("/folders/%3Cscript%3E").await.status, 404);
});

both!(a_message_is_written_tonight_and_leaves_tomorrow, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut roche = site.signed_in("roche").await;
    let ines = site.id("ines");
    let tomorrow = site.world.app.now() + Millis::days(1);
    let day = jiff::Timestamp::from_millisecond(tomorrow.0).expect("a time").strftime("%Y-%m-%d").to_string();
    let key = roche.get("/compose").await.field("key").expect("a key");
    let form = |day: &str, hour: &str| {
        [("key", key.as_str()), ("to", ines.as_str()), ("subject", "Musée"), ("body", "À demain")]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .chain([("later_date", day), ("later_time", hour), ("do", "later")].map(|(n, v)| (n.into(), v.into())))
            .collect::<Vec<(String, String)>>()
    };
    for (day, hour, says) in [
        ("", "", "Indiquez un jour et une heure"),
        ("hier", "midi", "Indiquez un jour et une heure"),
        ("2020-01-01", "08:00", "déjà passé"),
        ("2999-01-01", "08:00", "dans l’année qui vient"),
    ] {
        let fields = form(day, hour);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let page = roche.upload("/messages", &fields, &[]).await;
        assert!(page.status == 422 && page.shows(says) && page.shows("À demain"), "{day}: {}", page.text());
    }
    let fields = form(&day, "07:30");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let page = roche.upload("/messages", &fields, &[]).await;
    assert_eq!(page.location(), "/drafts?said=scheduled", "{}", page.text());
    let drafts = roche.get("/drafts").await;
    assert!(drafts.shows("Partira") && drafts.shows("7\u{202F}h\u{202F}30"), "{}", drafts.text());
    site.world.advance(Millis::days(2));
    site.world.run_jobs().await;
    assert_eq!(site.world.person("ines").inbox().await.0.rows.len(), 1);
    assert!(!roche.get("/drafts").await.shows("Musée"));
    assert!(roche.get("/sent").await.shows("Musée"));
});

both!(sending_later_is_cancelled_and_the_draft_stays, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut roche = site.signed_in("roche").await;
    let key = roche.get("/compose").await.field("key").expect("a key");
    let tomorrow = site.world.app.now() + Millis::days(1);
    let day = jiff::Timestamp::from_millisecond(tomorrow.0).expect("a time").strftime("%Y-%m-%d").to_string();
    let ines = site.id("ines");
    let fields = [
        ("key", key.as_str()),
        ("to", ines.as_str()),
        ("subject", "Musée"),
        ("body", "À demain"),
        ("later_date", day.as_str()),
        ("later_time", "23:59"),
        ("do", "later"),
    ];
    roche.upload("/messages", &fields, &[]).await;
    let drafts = roche.get("/drafts").await.text();
    let id = drafts.split("/unschedule\"").next().and_then(|before| before.rsplit("/drafts/").next()).expect("an id");
    assert_eq!(site.signed_in("ines").await.post(&format!("/drafts/{id}/unschedule"), &[]).await.status, 404);
    let cancelled = roche.post(&format!("/drafts/{id}/unschedule"), &[]).await;
    assert_eq!(cancelled.location(), "/drafts?said=unscheduled");
    assert!(roche.get("/drafts").await.shows("Musée") && !roche.get("/drafts").await.shows("Partira"));
    site.world.advance(Millis::days(3));
    site.world.run_jobs().await;
    assert!(site.world.person("ines").inbox().await.0.rows.is_empty());
});
