//! Lists, conversations, search.

use model::Millis;
use store::{both, testing::TestDb};

use crate::support::Site;

both!(a_message_is_unread_until_it_is_opened, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("ines").write_to("roche", "Bonjour Madame").await;
    let mut roche = site.signed_in("roche").await;
    let list = roche.get("/inbox").await;
    assert!(list.text().contains("row unread") && list.shows("Inès Benali"), "{}", list.text());
    let open = roche.get(&format!("/inbox?message={message}")).await;
    assert!(open.shows("Bonjour Madame") && open.text().contains("aria-current=\"true\""));
    assert!(!open.text().contains("row unread"));
    let rows = roche.fragment(&format!("/inbox?message={message}"), "rows").await;
    assert!(rows.text().contains("aria-current=\"true\"") && !rows.text().contains("<html"), "{}", rows.text());
    assert!(!rows.shows("Répondre"), "the list alone opens nothing");
    let pane = roche.fragment(&format!("/inbox?message={message}"), "pane").await;
    assert!(pane.text().trim_start().starts_with("<div data-live=\"thread\""), "{}", pane.text());
    let page = roche.post(&format!("/messages/{message}/unread"), &[]).await;
    assert_eq!(page.location(), "/inbox?said=marked-unread");
    assert!(roche.get("/inbox").await.text().contains("row unread"));
    roche.post(&format!("/messages/{message}/trash"), &[]).await;
    assert!(!roche.get("/inbox").await.shows("Inès Benali"));
    let mut karim = site.signed_in("karim").await;
    for act in ["report", "unread", "trash"] {
        assert_eq!(karim.post(&format!("/messages/{message}/{act}"), &[]).await.status, 404, "{act}");
    }
});

both!(a_long_inbox_is_read_page_by_page_without_a_gap, |t: TestDb| async move {
    let site = Site::new(t).await;
    let adou = site.world.person("adou");
    let mut sent = Vec::new();
    for n in 0..120 {
        // Several in the same millisecond: the order goes by identity then.
        if n % 3 == 0 {
            site.world.advance(Millis(1));
        }
        sent.push(adou.write_to("roche", &format!("Mot {n}")).await.to_string());
    }
    let mut roche = site.signed_in("roche").await;
    let (mut path, mut seen, mut pages) = ("/inbox".to_owned(), Vec::new(), 0);
    loop {
        let text = roche.get(&path).await.text();
        let rows = text.split("class=\"row").skip(1).filter_map(|row| {
            let link = row.split("message=").nth(1)?;
            Some(link.split('"').next()?.to_owned())
        });
        seen.extend(rows.filter(|id| id.len() == 32));
        pages += 1;
        let Some(older) = text.split("class=\"older\" href=\"").nth(1) else { break };
        path = older.split('"').next().expect("a link").replace("&#38;", "&");
    }
    assert_eq!(pages, 3);
    assert_eq!(seen.len(), 120);
    seen.sort();
    sent.sort();
    assert_eq!(seen, sent);
    assert_eq!(roche.get("/inbox?before=nonsense&message=nonsense").await.status, 200);
});

both!(a_long_conversation_leads_from_its_newest_letters_to_its_first, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (roche, adou) = (site.world.person("roche"), site.world.person("adou"));
    let first = roche.write_to("adou", "Le tout premier mot").await;
    let mut newest = first;
    for n in 0..model::limits::THREAD_ROWS_MAX {
        site.world.advance(Millis(1));
        newest = actions::testing::accepted(roche.answers(first, &["adou"], &format!("Réponse numéro {n}.")).await);
    }
    assert!(adou.inbox().await.shows(newest));
    let mut adou = site.signed_in("adou").await;
    let page = adou.get(&format!("/messages/{newest}")).await;
    assert!(page.shows("Réponse numéro 199.") && page.shows("Réponse numéro 0."), "{}", page.text());
    assert!(!page.shows("Le tout premier mot") && page.shows("Plus anciens") && !page.shows("Les plus récents"));
    let link = page.text().split("class=\"older\" href=\"").nth(1).expect("a link").to_owned();
    let link = link.split('"').next().expect("its end").replace("&#38;", "&");
    let earlier = adou.get(&link).await;
    assert!(earlier.shows("Le tout premier mot") && !earlier.shows("Réponse numéro 0."), "{}", earlier.text());
    assert!(!earlier.shows("Plus anciens") && earlier.text().contains(&format!("href=\"/messages/{newest}\"")));
    assert!(adou.get(&format!("/messages/{newest}?before=nonsense")).await.shows("Réponse numéro 199."));
    assert_eq!(adou.get(&format!("/messages/{newest}?before=0-{newest}")).await.status, 404);
    let mut ines = site.signed_in("ines").await;
    assert_eq!(ines.get(&link).await.status, 404);
});

both!(a_search_shows_where_the_word_stands_and_only_ones_own, |t: TestDb| async move {
    let site = Site::new(t).await;
    site.world.person("roche").write_to("2nde4:pupils", "Rendez-vous au musée d’Orsay").await;
    assert!(site.signed_in("ines").await.get("/search?q=MUSEE").await.shows("musée d’Orsay"));
    assert!(!site.signed_in("lea").await.get("/search?q=MUSEE").await.shows("Orsay"));
    let mut ines = site.signed_in("ines").await;
    for odd in ["", "%00", "%22%27%2A%26", "%F0%9F%8F%AB", &"a".repeat(5_000)] {
        assert_eq!(ines.get(&format!("/search?q={odd}")).await.status, 200, "{odd}");
    }
});

both!(a_withdrawn_message_leaves_a_neutral_notice_to_who_saw_it, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("karim").write_to("ines", "un texte à retirer").await;
    let mut ines = site.signed_in("ines").await;
    assert!(ines.get("/inbox").await.shows("un texte à retirer"));
    site.world.desk().withdraws(message).await;
    let list = ines.get("/inbox").await;
    assert!(list.shows("Ce message a été retiré") && !list.shows("un texte à retirer"), "{}", list.text());
    let thread = ines.get(&format!("/messages/{message}")).await;
    assert_eq!(thread.status, 200);
    assert!(thread.shows("Vous n’avez rien à faire") && !thread.shows("un texte à retirer"), "{}", thread.text());
    assert!(!ines.get("/search?q=texte").await.shows("un texte à retirer"));
    let mut lea = site.signed_in("lea").await;
    assert_eq!(lea.get(&format!("/messages/{message}")).await.status, 404);
});

both!(a_report_reaches_the_desk_and_thanks_in_the_same_words, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("karim").write_to("ines", "un texte").await;
    let mut ines = site.signed_in("ines").await;
    ines.get("/inbox").await;
    for _ in 0..2 {
        let page = ines.post(&format!("/messages/{message}/report"), &[("reason", "cela me fait peur")]).await;
        assert_eq!((page.status, page.location()), (303, "/inbox?said=reported"));
    }
    let mut desk = site.signed_in("desk").await;
    let page = desk.get(&format!("/desk/messages/{message}?tab=reported")).await;
    assert!(page.shows("cela me fait peur") && page.shows("Inès Benali"), "{}", page.text());
});

both!(a_live_region_alone_is_byte_for_byte_what_its_page_holds, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("ines", "il y a une bombe").await;
    let message = site.world.person("ines").write_to("roche", "Bonjour Madame").await;
    let mut looked_at = 0;
    for (who, paths) in [
        (
            "roche",
            vec![
                "/inbox".to_owned(),
                format!("/inbox?message={message}"),
                format!("/messages/{message}"),
                "/sent".into(),
            ],
        ),
        ("desk", vec!["/desk".into(), "/desk?tab=recent".into(), format!("/desk/messages/{held}"), "/account".into()]),
    ] {
        let mut browser = site.signed_in(who).await;
        for path in paths {
            browser.get(&path).await;
            let page = browser.get(&path).await.text();
            for name in page.split("data-fragment=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let fragment = browser.fragment(&path, name).await;
                // The key of an answer is new each time it is asked for.
                let plain = |text: &str| match fragment.field("key") {
                    Some(key) => text.replace(&key, "KEY"),
                    None => text.to_owned(),
                };
                let there = page.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
                let page = there.map_or(page.clone(), |key| page.replace(key, "KEY"));
                assert_eq!(fragment.status, 200, "{path} {name}");
                assert!(page.contains(plain(fragment.text().trim()).as_str()), "{path} {name}: {}", fragment.text());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 16, "{looked_at} regions were looked at");
});
