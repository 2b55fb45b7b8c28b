//! Evidence packs, by their page.

use actions::testing::{Judging, PASSWORD};
use model::{CampaignId, MessageId, limits, verdict::Outcome};
use store::{both, testing::TestDb};

use crate::support::Site;

const TEXT: &str = "Vous allez tous regretter ce que vous avez fait, demain à 11 h le bâtiment sud va sauter.";

async fn attacked(site: &Site) -> (CampaignId, MessageId) {
    site.world.judge(Judging::Always(Outcome::Deliver));
    let first = site.world.person("ines").write_to("roche", TEXT).await;
    site.world.person("adam").write_to("roche", TEXT).await;
    (site.world.campaign_of(first).await.expect("a campaign").id, first)
}

both!(a_desk_makes_a_pack_from_the_campaign_s_page_and_finds_it_in_the_register, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (campaign, _) = attacked(&site).await;
    let path = format!("/dossiers/campaign-{campaign}");
    let mut desk = site.signed_in("desk").await;
    let page = desk.get(&format!("/desk/campaigns/{campaign}")).await.text();
    assert!(page.contains(&format!("href=\"{path}\"")), "{page}");
    let page = desk.get(&path).await;
    assert!(page.status == 200 && page.shows("Aucun dossier n’a encore été établi"), "{}", page.text());
    let order = [("variant", "police"), ("for_whom", "Commissariat <b>"), ("reason", "Plainte n° 118"), ("child", "")];
    site.world.advance(limits::STEP_UP_LIFE);
    let asked = desk.post(&path, &order).await;
    assert!(asked.shows("Confirmez que c’est bien vous"), "{}", asked.text());
    let made = desk.post(&path, &[&order[..], &[("_proof", PASSWORD)]].concat()).await;
    assert_eq!(made.status, 200);
    let header =
        |name: &str| made.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!(header("content-type"), "application/x-tar");
    assert!(header("content-disposition").starts_with("attachment; filename=\"dossier-police-"));
    let archive = String::from_utf8_lossy(&made.body).into_owned();
    for name in ["/bagit.txt", "/data/02_messages/000002.eml", "/scelle/tagmanifest-sha256.txt.minisig"] {
        assert!(archive.contains(name), "{name}");
    }
    let page = desk.get(&path).await.text();
    assert!(page.contains("Commissariat &#60;b&#62;") && page.contains("Maud Vidal"), "{page}");
});

both!(what_is_missing_is_said_beside_what_was_typed, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (campaign, _) = attacked(&site).await;
    let path = format!("/dossiers/campaign-{campaign}");
    let mut desk = site.signed_in("desk").await;
    for (order, said) in [
        ([("variant", "cnil"), ("for_whom", " "), ("reason", "Violation")], "Indiquez à qui le dossier sera remis"),
        ([("variant", "family"), ("for_whom", "Mme Benali"), ("reason", "Audition")], "Choisissez un élève"),
    ] {
        let page = desk.post(&path, &order).await;
        assert!(page.status == 422 && page.shows(said), "{} {}", page.status, page.text());
        assert!(page.text().contains(&format!("value=\"{}\"", order[2].1)), "what was typed stays");
    }
    assert_eq!(desk.post(&path, &[("variant", "other"), ("for_whom", "a"), ("reason", "b")]).await.status, 404);
});

both!(a_head_makes_one_for_a_family_of_the_school_and_others_nothing, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (campaign, message) = attacked(&site).await;
    let paths = [format!("/dossiers/campaign-{campaign}"), format!("/dossiers/message-{message}")];
    let ines = site.world.person("ines").id.to_string();
    let family = [("variant", "family"), ("child", ines.as_str()), ("for_whom", "Mme Benali"), ("reason", "Audition")];
    let mut head = site.signed_in("adou").await;
    let ask = head.get(&format!("/directory/exculpation/message-{message}")).await.text();
    assert!(ask.contains(&format!("href=\"{}\"", paths[1])), "{ask}");
    for path in &paths {
        let page = head.get(path).await.text();
        assert!(page.contains("Inès Benali") && !page.contains("Adam") && !page.contains("value=\"police\""), "{page}");
        assert_eq!(head.post(path, &family).await.status, 200);
        let police = [("variant", "police"), ("for_whom", "Commissariat"), ("reason", "Plainte")];
        assert_eq!(head.post(path, &police).await.status, 404);
        for who in ["ines", "farida", "roche", "desk25", "faure"] {
            let mut other = site.signed_in(who).await;
            assert_eq!((other.get(path).await.status, other.post(path, &family).await.status), (404, 404), "{who}");
        }
    }
});
