//! Faults under the pages: what was typed is given back, and the same form sent again is one message.

use store::{both, fault::failing_at, testing::TestDb};

use crate::support::Site;

both!(whatever_statement_fails_nothing_typed_is_lost_and_nothing_leaves_twice, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let roche = site.id("roche");
    let mut sent = 0;
    for n in 1.. {
        let key = ines.get("/compose").await.field("key").expect("a key");
        let fields = [
            ("key", key.as_str()),
            ("to", &roche),
            ("subject", "Mon objet"),
            ("body", "Mon long texte"),
            ("do", "send"),
        ];
        let (page, struck) = failing_at(n, ines.upload("/messages", &fields, &[])).await;
        if !struck {
            assert_eq!(page.status, 303);
            assert!(n > 15, "{n} statements");
            break;
        }
        if page.status == 500 {
            assert!(page.shows("Mon long texte") && page.shows("Mon objet"), "statement {n}: {}", page.text());
            assert!(page.text().contains("<code>"), "statement {n}: an operation's mark");
        } else {
            // The message was on its way before the fault: only what comes after it failed.
            assert_eq!(page.status, 303, "statement {n}: {}", page.text());
        }
        assert_eq!(ines.upload("/messages", &fields, &[]).await.status, 303, "statement {n}: sent again");
        sent += 1;
        assert_eq!(site.world.person("roche").inbox().await.0.rows.len(), sent, "statement {n}: once");
    }
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_one_reads_on_and_what_one_wrote_is_given_back() {
    let site = Site::new(store::testing::sqlite().await).await;
    let mut ines = site.signed_in("ines").await;
    let message = site.world.person("roche").write_to("ines", "Rappel : piscine").await;
    ines.get(&format!("/inbox?message={message}")).await;
    let form = ines.get("/compose").await;
    let (key, roche, body) = (form.field("key").expect("a key"), site.id("roche"), "long ".repeat(10_000));
    let mut tx = site.world.app.db.begin().await.expect("begins");
    tx.run("pragma max_page_count = 1", ()).await.expect("bounded");
    tx.commit().await.expect("kept");
    let fields = [("key", key.as_str()), ("to", &roche), ("subject", "Devoir"), ("body", &body), ("do", "send")];
    let page = ines.upload("/messages", &fields, &[]).await;
    assert_eq!(page.status, 507, "{}", page.text());
    assert!(page.shows(&body) && page.shows("Vous pouvez lire vos messages"));
    assert!(ines.get("/inbox").await.shows("Rappel : piscine"));
}
