//! Filings, by their pages.

use actions::{
    confirm, filing,
    testing::{Judging, World},
};
use model::{CampaignId, filing::Kind, verdict::Outcome};
use store::{both, filing::Filing, testing::TestDb};

use crate::support::Site;

const TEXT: &str = "Vous allez tous regretter ce que vous avez fait, demain à 11 h le bâtiment sud va sauter.";

async fn attacked(site: &Site) -> CampaignId {
    site.world.judge(Judging::Always(Outcome::Deliver));
    let first = site.world.person("ines").write_to("roche", TEXT).await;
    site.world.person("adam").write_to("roche", TEXT).await;
    let campaign = site.world.campaign_of(first).await.expect("a campaign").id;
    let desk = site.world.desk().actor().await;
    confirm::confirm(&site.world.app, &desk, campaign, "menace").await.expect("confirmed");
    campaign
}

async fn of_head(world: &World, campaign: CampaignId, kind: Kind) -> Filing {
    let head = world.person("adou").actor().await;
    let all = filing::of_campaign(&world.app, Some(&head), campaign).await.expect("an answer");
    all.into_iter().find(|one| one.kind == kind).expect("one")
}

both!(a_desk_prepares_all_filings_by_one_press_and_takes_them_as_one_file, |t: TestDb| async move {
    let site = Site::new(t).await;
    let campaign = attacked(&site).await;
    let path = format!("/desk/campaigns/{campaign}/filings");
    let mut desk = site.signed_in("desk").await;
    let page = desk.get(&format!("/desk/campaigns/{campaign}")).await;
    assert!(page.shows("Leurs délais courent déjà") && page.text().contains(&path), "{}", page.text());
    assert_eq!(desk.post(&path, &[]).await.status, 303);
    let page = desk.get("/filings").await;
    assert!(page.shows("Appel à la police") && page.shows("Lycée Simone-Vallier"), "{}", page.text());
    let table = desk.get(&format!("{path}.csv")).await.text();
    assert_eq!(table.matches("NOTIFICATION D’UNE VIOLATION").count(), 2, "one a school: {table}");
    assert!(!table.contains("regretter"), "the threat is not in it");
    let mut other = site.signed_in("desk25").await;
    for path in [path.clone(), format!("{path}.csv")] {
        assert_eq!(other.get(&path).await.status, 404, "{path}");
    }
});

both!(a_head_finds_what_the_school_owes_and_pastes_the_receipt, |t: TestDb| async move {
    let site = Site::new(t).await;
    let campaign = attacked(&site).await;
    let desk = site.world.desk().actor().await;
    filing::open(&site.world.app, Some(&desk), campaign).await.expect("opened");
    let mut head = site.signed_in("adou").await;
    let incident = of_head(&site.world, campaign, Kind::Incident).await;
    let school = incident.school().expect("a school");
    let page = head.get(&format!("/school/{school}")).await;
    assert!(page.shows("Prochaine démarche") && page.text().contains(&format!("/filings/{}", incident.id)));
    let cnil = of_head(&site.world, campaign, Kind::Cnil).await;
    let path = format!("/filings/{}", cnil.id);
    let read = [("revision", "0"), ("what", "read_over"), ("text", cnil.body.as_str())];
    assert_eq!(head.post(&path, &read).await.status, 303);
    let page = head.post(&path, &[("revision", "1"), ("what", "dismiss"), ("note", " ")]).await;
    assert!(page.status == 422 && page.shows("Il manque un numéro, un texte ou un motif"), "{}", page.text());
    let receipt = [("revision", "1"), ("what", "file"), ("number", "V-118"), ("day", "2999-01-01"), ("hour", "07:40")];
    let page = head.post(&path, &receipt).await;
    assert!(page.status == 422 && page.text().contains("value=\"V-118\""), "what was typed stays: {}", page.text());
    let page = head.get(&path).await.text();
    let day =
        page.split("type=\"date\" value=\"").nth(1).expect("a day").split('"').next().expect("it ends").to_owned();
    let hour =
        page.split("type=\"time\" value=\"").nth(1).expect("an hour").split('"').next().expect("it ends").to_owned();
    let receipt =
        [("revision", "1"), ("what", "file"), ("number", "V-118"), ("day", day.as_str()), ("hour", hour.as_str())];
    assert_eq!(head.post(&path, &receipt).await.status, 303);
    let page = head.get("/filings/register").await;
    assert!(page.shows("V-118") && page.shows("déposée"), "{}", page.text());
    let mut other = site.signed_in("lemoine").await;
    assert_eq!(other.get(&path).await.status, 404);
    assert_eq!(other.post(&path, &read).await.status, 404);
});
