//! Writing.

use actions::decoy;
use store::{both, testing::TestDb};

use crate::support::{Browser, Site};

/// The key of a new form.
async fn key(browser: &mut Browser) -> String {
    browser.get("/compose").await.field("key").expect("a key")
}

/// Presses a button of a form.
async fn press(browser: &mut Browser, fields: Vec<(String, String)>) -> crate::support::Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.upload("/messages", &fields, &[]).await
}

both!(a_pupil_writes_to_a_teacher, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let (key, roche) = (key(&mut ines).await, site.id("roche"));
    let fields =
        [("key", key.as_str()), ("to", &roche), ("subject", "Mon exposé"), ("body", "Bonjour Madame,"), ("do", "send")];
    let page = ines.upload("/messages", &fields, &[]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert!(page.location().ends_with("?said=sent"), "{}", page.location());
    let thread = ines.get(page.location()).await;
    assert!(thread.shows("Message envoyé.") && thread.shows("Bonjour Madame,"), "{}", thread.text());
    assert!(ines.get("/sent").await.shows("Mon exposé"));

    let mut roche = site.signed_in("roche").await;
    assert!(roche.get("/inbox").await.shows("Mon exposé"));
    assert_eq!(roche.fragment("/account", "unread").await.text().matches("data-live=\"unread\"").count(), 1);
});

both!(the_same_form_twice_is_one_message, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let (key, roche) = (key(&mut ines).await, site.id("roche"));
    let fields = [("key", key.as_str()), ("to", &roche), ("subject", "Une fois"), ("body", "Bonjour"), ("do", "send")];
    let (first, second) = tokio::join!(
        {
            let mut one = ines.clone();
            async move { one.upload("/messages", &fields, &[("a.txt", b"un")]).await }
        },
        {
            let mut other = ines.clone();
            async move { other.upload("/messages", &fields, &[("a.txt", b"un")]).await }
        },
    );
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    assert_eq!(site.world.person("roche").inbox().await.0.rows.len(), 1);
});

both!(a_form_without_its_key_is_given_back_and_nothing_leaves, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let roche = site.id("roche");
    for key in ["", "not a key"] {
        let fields = [("key", key), ("to", &roche), ("subject", "Objet"), ("body", "Un long texte"), ("do", "send")];
        let page = ines.post("/messages", &fields).await;
        assert_eq!(page.status, 400);
        assert!(page.shows("Un long texte"), "what was typed is given back");
    }
    let cut = b"------form-of-a-test\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nUn long te";
    let kind = Some("multipart/form-data; boundary=----form-of-a-test");
    let page = ines.sends("POST", "/messages", axum::body::Body::from(&cut[..]), kind).await;
    assert_eq!(page.status, 400, "a form that was cut on its way");
    assert!(site.world.person("roche").inbox().await.0.rows.is_empty());
});

both!(an_answer_to_a_group_goes_to_who_may_be_written_to_and_to_no_group, |t: TestDb| async move {
    let site = Site::new(t).await;
    let word = site.world.person("roche").write_to("2nde4:pupils", "Sortie jeudi").await;
    let mut ines = site.signed_in("ines").await;
    let thread = ines.get(&format!("/messages/{word}")).await;
    assert_eq!(thread.fields("to"), [site.id("roche")], "the answer goes to one person");
    assert!(!thread.text().contains("all=1"), "answering all is not offered");
    let all = ines.get(&format!("/compose?reply={word}&all=1")).await;
    assert_eq!(all.fields("to"), [site.id("roche")]);

    // The form made by hand gets no further.
    let (key, group) = (key(&mut ines).await, site.id("2nde4:pupils"));
    let reply_to = word.to_string();
    let fields = [("key", key.as_str()), ("reply_to", &reply_to), ("to", &group), ("body", "à tous !"), ("do", "send")];
    let page = ines.post("/messages", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.shows("à tous !"), "what was typed is given back");
    assert!(site.world.person("karim").inbox().await.0.rows.iter().all(|row| row.id == word));
});

both!(recipients_are_found_and_chosen_without_script, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut roche = site.signed_in("roche").await;
    let key = key(&mut roche).await;
    let typed = [("key", key.as_str()), ("subject", "Sortie"), ("body", "Jeudi à 8 h"), ("q", "2nde")];
    let with = |extra: &[(&'static str, String)]| -> Vec<(String, String)> {
        let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        typed.chain(extra.iter().map(|(name, value)| ((*name).to_owned(), value.clone()))).collect()
    };
    let (class, perrin) = (site.id("2nde4:pupils"), site.id("perrin"));
    let found = press(&mut roche, with(&[("do", "find".into())])).await;
    assert_eq!(found.status, 200);
    assert!(found.text().contains(&format!("add:{class}")), "{}", found.text());
    assert!(found.shows("Jeudi à 8 h"));
    let added = press(&mut roche, with(&[("do", format!("add:{class}"))])).await;
    assert_eq!(added.field("to").as_deref(), Some(class.as_str()));
    assert!(added.shows("Envoyer à 2 élèves"), "{}", added.text());
    let copied = press(&mut roche, with(&[("to", class.clone()), ("do", format!("copy:{perrin}"))])).await;
    assert_eq!((copied.fields("to"), copied.fields("cc")), (vec![class.clone()], vec![perrin.clone()]));
    let chosen = [("to", class.clone()), ("cc", perrin.clone()), ("do", format!("remove:{class}"))];
    let removed = press(&mut roche, with(&chosen)).await;
    assert_eq!((removed.fields("to"), removed.fields("cc")), (vec![], vec![perrin]));
    let live = roche.fragment("/recipients?q=karim", "found").await;
    assert!(live.shows("Karim Lefèvre") && !live.text().contains("<html"), "{}", live.text());
    assert!(!roche.get("/recipients?q=yann").await.shows("Yann"), "a pupil of another school is not found");
});

both!(decoys_are_in_the_live_answer_and_in_no_page, |t: TestDb| async move {
    let site = Site::new(t).await;
    decoys_are_in_no_page(&site, &mut site.signed_in("roche").await).await;
});

both!(what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let (key, long) = (key(&mut ines).await, "x".repeat(300));
    let page =
        ines.post("/messages", &[("key", key.as_str()), ("subject", &long), ("body", " "), ("do", "send")]).await;
    assert_eq!(page.status, 422);
    for problem in ["L’objet dépasse 200 caractères", "Écrivez quelques mots", "Choisissez au moins un destinataire"]
    {
        assert!(page.shows(problem), "{problem}");
    }
    assert_eq!(page.field("subject").as_deref(), Some(long.as_str()));
    let huge = "é".repeat(100_000);
    let page = ines.post("/messages", &[("key", key.as_str()), ("body", &huge), ("do", "send")]).await;
    assert_eq!(page.status, 422);
    assert!(page.shows("Le message dépasse 64 ko") && page.text().contains(&huge[..60_000]));
});

both!(odd_letters_come_out_as_they_went_in, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let (key, roche) = (key(&mut ines).await, site.id("roche"));
    let body = "🏫 e\u{301}t\u{e9} \u{202E}tfel\u{202C} ﷽ 𝓫𝓸𝓷𝓳𝓸𝓾𝓻 \u{200B} <script>alert(1)</script> &amp; \"'";
    let subject = "\u{202E}gepj.exe </title><img src=x onerror=alert(1)>\u{0}\r\nBcc: x";
    let fields = [("key", key.as_str()), ("to", &roche), ("subject", subject), ("body", body), ("do", "send")];
    let page = ines.upload("/messages", &fields, &[]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let mut roche = site.signed_in("roche").await;
    let thread = roche.get(&format!("/messages/{}", page.message())).await;
    assert!(thread.shows(body), "{}", thread.text());
    for text in [thread.text(), roche.get("/inbox").await.text(), roche.get("/search?q=bonjour").await.text()] {
        assert!(!text.contains("<script>alert") && !text.contains("<img"), "{text}");
    }
});

both!(a_draft_waits_and_is_sent_from_where_it_was, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let (key, roche) = (key(&mut ines).await, site.id("roche"));
    let fields = [("key", key.as_str()), ("to", &roche), ("subject", "Plus tard"), ("body", "Bonj"), ("do", "save")];
    let page = ines.upload("/messages", &fields, &[("plan.txt", b"le plan")]).await;
    assert_eq!(page.status, 303);
    let form = ines.get(page.location()).await;
    let draft = form.field("draft").expect("a draft");
    assert_eq!((form.field("subject").as_deref(), form.fields("to")), (Some("Plus tard"), vec![roche.clone()]));
    assert!(form.shows("plan.txt"));
    assert!(ines.get("/drafts").await.shows("Plus tard"));
    let mut karim = site.signed_in("karim").await;
    assert_eq!(karim.get(&format!("/compose?draft={draft}")).await.status, 404, "another's draft is nowhere");
    assert_eq!(karim.post(&format!("/drafts/{draft}/delete"), &[]).await.status, 404);

    // The script saves in the meantime, and learns the draft's identity alone.
    ines.headers.push(("x-fragment", "saved".to_owned()));
    let saved =
        ines.post("/messages", &[("key", key.as_str()), ("draft", &draft), ("body", "Bonjour"), ("do", "save")]).await;
    ines.headers.pop();
    assert_eq!((saved.status, saved.header("x-draft"), saved.body.len()), (204, draft.as_str(), 0));

    let file = form.field("attachment").expect("a file");
    let fields = [
        ("key", key.as_str()),
        ("draft", &draft),
        ("to", &roche),
        ("body", "Bonjour"),
        ("attachment", &file),
        ("do", "send"),
    ];
    let page = ines.upload("/messages", &fields, &[]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert!(ines.get(page.location()).await.shows("plan.txt"));
    assert!(!ines.get("/drafts").await.text().contains(&draft), "the draft is gone");
});

both!(a_held_message_and_one_in_waves_look_alike_to_their_sender, |t: TestDb| async move {
    use actions::testing::Judging;
    use model::verdict::Outcome;
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let roche = site.id("roche");
    let mut seen = Vec::new();
    for outcome in [Outcome::Hold, Outcome::Waves] {
        site.world.judge(Judging::Always(outcome));
        let key = key(&mut ines).await;
        let fields = [("key", key.as_str()), ("to", &roche), ("subject", "Pareil"), ("body", "Pareil"), ("do", "send")];
        let page = ines.post("/messages", &fields).await;
        let id = page.message();
        let thread = ines.get(page.location()).await;
        let reply = thread.field("key").unwrap_or_default();
        let sent = ines.get("/sent").await.text();
        let row = sent.split("<li").find(|row| row.contains(&id)).and_then(|row| row.split("</li>").next());
        let row = row.expect("a row").to_owned();
        let plain = |text: &str| text.replace(&id, "ID").replace(&reply, "KEY");
        seen.push((page.status, plain(page.location()), plain(&thread.text()), plain(&row)));
    }
    assert_eq!(seen[0], seen[1]);
    assert!(seen[0].1.ends_with("said=being-checked"));
});

/// What a program takes from the live answer, no page shows.
async fn decoys_are_in_no_page(site: &Site, roche: &mut Browser) {
    let mut tx = site.world.app.db.read().await.expect("reads");
    let lycee = site.world.uuid("lycee");
    let (uai,): (String,) =
        tx.maybe("select uai from school where id = $1", (lycee,)).await.expect("an answer").expect("a school");
    drop(tx);
    let school = model::Uai::parse(&uai).expect("a code");
    let order = decoy::Order { school: &school, classes: false, name: Some(("Ambre", "Lefaucheux")) };
    assert!(matches!(decoy::plant(&site.world.app, &order).await.expect("an answer"), decoy::Planted::Yes(1)));
    let live = roche.fragment("/recipients?q=ambre", "found").await;
    let (shown, hidden) =
        live.text().split_once("<ul hidden>").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a row");
    assert!(hidden.contains("Ambre Lefaucheux") && !shown.contains("Ambre Lefaucheux"), "{shown}");
    let key = key(roche).await;
    let form = [("key", key.as_str()), ("q", "ambre"), ("do", "find")];
    let found = roche.upload("/messages", &form, &[]).await;
    assert!(found.status == 200 && !found.shows("Ambre Lefaucheux"), "nor is it found without script");
    assert!(!roche.get("/directory?q=ambre").await.shows("Ambre"), "nor in the directory");
}
