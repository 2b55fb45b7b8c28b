//! The scene on which every action is tried: a small school in the middle of everything that may happen to it.

use actions::{
    Error, appeal, break_glass, claim, contain, contained, designate, factor, folders, grid, mailbox, policy,
    powers::{self, Delegated, NewDelegation},
    prove,
    reset::{self, NewReset, openings, two},
    schedule, send, sheets, sign_in, single_logout,
    testing::{Judging, Tab, World, accepted, provider::Provider},
    withdraw, write,
};
use model::{
    Actor, AttachmentId, BatchId, CampaignId, DraftId, FactorId, FolderId, MessageId, Millis, Profile, Role, SchoolId,
    SectionId, campaign,
    draft::Draft,
    duty::Duty,
    epoch::EpochKind,
    limits,
    network::NetworkClass,
    policy::{PolicyKind, PolicyState},
    reset::Returning,
    service::AttributeSet,
    territory::Scope,
    verdict::{Consequence, Label, Outcome},
    wave::ALL_AFTER,
};
use store::{draft::SavedDraft, epoch::NewEpoch, testing::TestDb};
use uuid::Uuid;

use crate::{
    decoys::{Decoys, decoys},
    deliveries::acts::{Deliveries, deliveries},
    measures::acts::{Measures, measures, waiting_letter},
    notices::acts::{Notices, notices},
    oidc::acts::{Carnet, carnet},
    passkeys::acts::{Keys, keys},
    relying::acts::{Providers, providers},
    services,
    situations::acts::{Situations, situations},
};

/// Of a confirmed campaign.
pub(crate) const REGRET: &str = "Vous allez tous regretter ce que vous avez fait à mon frère pendant la semaine";
/// Of one that was confirmed and is quiet.
pub(crate) const QUIET: &str = "Je sais où vous habitez tous et je viendrai chez chacun de vous avant la fin du mois";
/// Sent once.
pub(crate) const SAME: &str = "Pensez à rapporter les livres de la bibliothèque avant le départ en vacances";

/// Everything that an action may need, made ready.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) ines: Actor,
    pub(crate) roche: Actor,
    pub(crate) desk: Actor,
    /// Of ines, signed in.
    pub(crate) tab: Tab,
    pub(crate) factors: Factors,
    pub(crate) providers: Box<Providers>,
    pub(crate) strangers: Strangers,
    /// From roche to the class, with a file, unread.
    pub(crate) plan: MessageId,
    pub(crate) plan_file: AttachmentId,
    /// Opened by ines.
    pub(crate) read: MessageId,
    pub(crate) held: MessageId,
    /// Held; the desk has it.
    pub(crate) claimed: MessageId,
    /// Held, of durand, who is asked whether it is his.
    pub(crate) own: MessageId,
    pub(crate) asked: Actor,
    /// Head of the lycée.
    pub(crate) head: Actor,
    /// Of noe, who may hurt himself; roche looks after such pupils.
    pub(crate) in_danger: MessageId,
    /// Two of ines, withdrawn a day ago and more; she appealed against the second.
    pub(crate) withdrawn: [MessageId; 2],
    pub(crate) desk2: Actor,
    pub(crate) in_waves: MessageId,
    /// Two suspected campaigns of two copies each.
    pub(crate) suspected: [CampaignId; 2],
    /// A confirmed one, of which a copy is not known to be one.
    pub(crate) confirmed: CampaignId,
    /// Of ines, with a file that waits in it.
    pub(crate) draft: SavedDraft,
    pub(crate) draft_file: AttachmentId,
    pub(crate) letter: Draft,
    pub(crate) code: String,
    /// With which it was printed.
    pub(crate) batch: BatchId,
    /// Of ines, whose time has come.
    pub(crate) due: DraftId,
    /// Of karim, whose time has come and whose account was reset meanwhile.
    pub(crate) evicted: DraftId,
    /// In the trash of ines.
    pub(crate) gone: MessageId,
    /// Of ines.
    pub(crate) folder: FolderId,
    /// Of a picture in a message that was sent before it was examined, longer ago than one waits.
    pub(crate) waiting_hash: String,
    pub(crate) late: MessageId,
    /// A program, in a message that is out.
    pub(crate) kept_file: AttachmentId,
    /// A threat of ines, signed in elsewhere.
    pub(crate) threat: Draft,
    /// Held, of noe; lea sent the same before from a strange device.
    pub(crate) recognised: MessageId,
    /// Held, of karim; noe, who is contained, sent the same before from a strange device, and it is still out.
    pub(crate) recognised_again: MessageId,
    /// The containment of noe, and a code printed for him since.
    pub(crate) contained: Uuid,
    pub(crate) return_code: String,
    pub(crate) services: InServices,
    /// Written, and nothing more.
    pub(crate) draft_policy: Uuid,
    /// In force for a while, and hits more than it said.
    pub(crate) wild_policy: Uuid,
    /// What is decided about places, and what leaves.
    pub(crate) decided: Decided,
}

/// Two threats that are not alike.
const MORNING: &str =
    "Demain à onze heures tout le bâtiment sera rasé ; aucun d’entre vous ne verra la fin du trimestre.";
const NIGHT: &str =
    "Cette nuit les flammes prendront le gymnase, puis vos maisons, l’une après l’autre, jusqu’à la mienne.";

/// Second factors, and those who have them.
pub(crate) struct Factors {
    /// Of ines, signed in, on the device that is hers for a month; she has begun a factor.
    pub(crate) own_tab: (Tab, Actor),
    /// What the application of ines shows for it.
    pub(crate) begun_code: String,
    /// What stands in the cells that confirm the grid of codes that ines has begun.
    pub(crate) cells: String,
    pub(crate) zoe: Actor,
    /// Of zoe, in force.
    pub(crate) factor: FactorId,
    /// What her application shows; the code before has confirmed it.
    pub(crate) code: String,
    /// Of zoe, whose password was right a moment ago on this browser.
    pub(crate) step: (Tab, String),
    pub(crate) keys: Keys,
}

/// Browsers of people who have stolen passwords.
pub(crate) struct Strangers {
    /// Behind a private network; it has just opened two accounts of the collège.
    pub(crate) several: Tab,
    /// In a computing centre abroad.
    pub(crate) far: Tab,
}

async fn strangers(world: &World) -> Strangers {
    let mut several = Tab::from("203.0.113.77:50000", NetworkClass::Vpn, "FR");
    for stolen in ["hugo", "perez"] {
        assert!(several.signs_in(world, stolen).await, "{stolen}");
    }
    Strangers { several, far: Tab::from("203.0.113.99:50000", NetworkClass::Hosting, "BR") }
}

/// Another empty database of the same kind.
pub(crate) async fn another(t: &TestDb) -> TestDb {
    if t.db.is_postgres() { store::testing::postgres().await } else { store::testing::sqlite().await }
}

impl Scene {
    /// The scene, on a database of its own like this one.
    pub(crate) async fn anew(t: &TestDb) -> Scene {
        Box::pin(Scene::new(another(t).await)).await
    }

    #[expect(clippy::too_many_lines, reason = "one line after another sets the scene")]
    async fn new(t: TestDb) -> Scene {
        let (world, provider) = asking(t).await;
        let (withdrawn, desk2) = (withdrawn(&world).await, world.person("desk2").actor().await);
        let (ines, roche) = (world.person("ines"), world.person("roche"));
        let mut tab = Tab::unknown();
        assert!(tab.signs_in(&world, "ines").await);
        let (batch, code) = printed(&world, "karim").await;
        let plan_file = roche.uploads("plan.txt", b"le plan").await;
        let with_file = Draft { attachments: vec![plan_file], ..roche.draft(&["2nde4:pupils"], "Plan", "Voici") };
        let plan = accepted(roche.send(&with_file).await);
        world.judge(Judging::Real);
        let read = roche.write_to("ines", "À demain").await;
        world.judge(Judging::Words);
        ines.opens(read).await.expect("hers");
        world.judge(Judging::Always(Outcome::Hold));
        let held = roche.write_to("2nde4:pupils", "une bombe de voyage").await;
        world.judge(Judging::Always(Outcome::Waves));
        let in_waves = roche.write_to("2nde4:pupils", "Sortie vendredi").await;
        world.judge(Judging::Words);
        let draft = SavedDraft {
            id: world.app.id::<DraftId>(),
            in_reply_to: None,
            subject: "Devoir".to_owned(),
            body: "Bonj".to_owned(),
            to: vec![],
            updated_at: Millis(0),
        };
        let actor = ines.actor().await;
        write::save(&world.app, &actor, draft.clone()).await.expect("saved");
        let attached = write::attach(&world.app, &actor, draft.id, "a.txt", b"a".to_vec()).await.expect("attached");
        let write::Attached::Yes(draft_file) = attached else { panic!("{attached:?}") };
        let kept_file = roche.uploads("jeu.exe", b"MZ\x90\0\x03").await;
        let with_program = Draft { attachments: vec![kept_file], ..roche.draft(&["ines"], "Jeu", "Voici") };
        accepted(roche.send(&with_program).await);
        world.run_jobs().await;
        let later = ines.draft(&["roche"], "Devoir", "Bonj");
        let due = SavedDraft { id: world.app.id::<DraftId>(), to: later.to.clone(), ..draft.clone() };
        write::save(&world.app, &actor, due.clone()).await.expect("saved");
        let soon = world.app.now() + Millis::minutes(1);
        let asked = schedule::schedule(&world.app, &actor, due.id, &later, soon).await.expect("an answer");
        assert_eq!(asked, schedule::Scheduled::Yes(soon));
        let evicted = evicted(&world, soon).await;
        let gone = roche.write_to("ines", "Publicité").await;
        ines.opens(gone).await.expect("hers");
        assert!(mailbox::trash(&world.app, &actor, gone).await.expect("an answer"));
        let made = folders::create(&world.app, &actor, "Sorties").await.expect("an answer");
        let folders::Named::Yes(folder) = made else { panic!("{made:?}") };
        let letter = Draft { attachments: vec![draft_file], ..ines.draft(&["roche", "karim"], "Devoir", "Bonjour") };
        let picture = b"\x89PNG\r\n\x1a\nabc";
        let picture_file = roche.uploads("photo.png", picture).await;
        let with_picture = Draft { attachments: vec![picture_file], ..roche.draft(&["ines"], "Photo", "Voici") };
        let late = accepted(roche.send(&with_picture).await);
        let waiting_hash = model::text::hex(&world.app.blobs.put(picture).expect("kept"));
        world.advance(ALL_AFTER);
        let mut campaigns = Vec::new();
        for text in [
            "Le bâtiment sud sera visité lundi par les élèves de sixième et leurs parents",
            "Il reste onze places dans le car pour la sortie au musée de jeudi prochain",
            REGRET,
            QUIET,
        ] {
            world.person("karim").write_to("roche", text).await;
            let second = world.person("adam").write_to("zoe", text).await;
            campaigns.push(world.campaign_of(second).await.expect("a campaign").id);
        }
        let left = world.person("lea").write_to("durand", REGRET).await;
        world.forget_campaign(left).await;
        let officer = world.desk().actor().await;
        for id in &campaigns[2..] {
            actions::confirm::confirm(&world.app, &officer, *id, "menace").await.expect("confirmed");
        }
        world.moves_campaign(campaigns[3], campaign::State::Confirmed, campaign::State::Quiet).await;
        world.person("karim").write_to("roche", SAME).await;
        let (roche, desk) = (roche.actor().await, world.desk().actor().await);
        asks_to_contain(&world, held).await;
        let recognised_again = recognised_threat(&world, "noe", ("karim", "roche"), NIGHT).await;
        let recognised = recognised_threat(&world, "lea", ("noe", "durand"), MORNING).await;
        let (contained, return_code) = contained(&world, &desk, recognised).await;
        let (draft_policy, wild_policy) = policies(&world, &desk).await;
        let threat = Draft { attachments: vec![], ..world.person("ines").draft(&["roche"], "", "une bombe au lycée") };
        let ines = tab.who(&world).await.expect("signed in");
        world.judge(Judging::Always(Outcome::Waves));
        let goes_out = world.person("ines").draft(&["roche"], "", "Regardez");
        send::send(&world.app, &ines, &goes_out).await.expect("an answer");
        world.advance(ALL_AFTER);
        assert!(matches!(claim::claim(&world.app, &desk, recognised_again).await, Ok(claim::Claimed::Yes { .. })));
        world.judge(Judging::Always(Outcome::Hold));
        let own = world.person("durand").write_to("2nde5:pupils", "Rendez-vous au portail").await;
        prove::ask(&world.app, &desk, own).await.expect("asked");
        let (asked, adou) = (world.person("durand").actor().await, world.person("adou").actor().await);
        let (school, named) = (SchoolId(world.uuid("lycee")), world.person("roche").id);
        designate::designate(&world.app, &adou, school, named, Duty::Care).await.expect("named");
        world.judge(Judging::Care);
        let in_danger = world.person("lea").write_to("durand", "Je voudrais mourir").await;
        world.judge(Judging::Wary(Consequence::Contain));
        waiting_letter(&world).await;
        // A ticket lives shorter than a code of an application: what makes codes is before what makes tickets.
        let (factors, providers) = (factors(&world).await, Box::new(providers(&world, &provider).await));
        let (strangers, services) = (strangers(&world).await, in_services(&world, &ines).await);
        let decided = decided(&world, &desk).await;
        Scene {
            world,
            ines,
            roche,
            desk,
            tab,
            factors,
            providers,
            strangers,
            plan,
            plan_file,
            read,
            held,
            claimed: recognised_again,
            own,
            asked,
            head: adou,
            in_danger,
            withdrawn,
            desk2,
            in_waves,
            suspected: [campaigns[0], campaigns[1]],
            confirmed: campaigns[2],
            draft,
            draft_file,
            letter,
            code,
            batch,
            due: due.id,
            evicted,
            gone,
            folder,
            waiting_hash,
            late,
            kept_file,
            threat,
            recognised,
            recognised_again,
            contained,
            return_code,
            services,
            draft_policy,
            wild_policy,
            decided,
        }
    }
}

/// What is decided about places, and what leaves because of it.
pub(crate) struct Decided {
    /// A signature in force, for what goes out in waves.
    pub(crate) signature: Uuid,
    pub(crate) decoys: Decoys,
    pub(crate) deliveries: Deliveries,
    /// Of a territory in which nobody is.
    pub(crate) resets: Resets,
    pub(crate) measures: Measures,
    pub(crate) notices: Notices,
    pub(crate) situations: Situations,
    /// A draft of the quiet campaign.
    pub(crate) filing: Uuid,
}

async fn decided(world: &World, desk: &Actor) -> Decided {
    Decided {
        signature: signature(world, desk).await,
        decoys: decoys(world).await,
        deliveries: deliveries(world).await,
        resets: resets(world, desk).await,
        measures: measures(world).await,
        notices: notices(world).await,
        situations: situations(world).await,
        filing: crate::filings::opened(world, desk).await,
    }
}

/// A world whose program asks a provider of identity.
async fn asking(t: TestDb) -> (World, Provider) {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    (world.asking(&provider), provider)
}

/// Roche prints sheets for her class; the batch, and the code of one pupil.
async fn printed(world: &World, login: &str) -> (BatchId, String) {
    let (roche, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    // With grids, so that using the code also puts one into force.
    let wanted = sheets::Wanted { which: sheets::Which::All, grid: Some("grille") };
    let printed = sheets::print_for(&world.app, &roche, section, Profile::Pupil, wanted).await.expect("printed");
    let sheets::Sheets { slips, batch, .. } = printed.expect("her class");
    (batch, slips.into_iter().find(|slip| slip.login == login).expect("a slip").code)
}

/// Zoe has a second factor and has begun to sign in; ines has begun one.
async fn factors(world: &World) -> Factors {
    let (zoe, ines) = (world.person("zoe"), world.person("ines"));
    zoe.adds_factor().await;
    let factor = factor::overview(&world.app, &zoe.actor().await).await.expect("an answer").factors[0].id;
    world.advance(Millis::seconds(30));
    let code = zoe.code().await;
    let mut tab = Tab::unknown();
    let step = tab.begins(world, "zoe").await;
    let mut own = ines.own_tab();
    assert!(own.signs_in(world, "ines").await);
    let actor = own.who(world).await.expect("in");
    factor::begin(&world.app, &actor, "téléphone").await.expect("an answer").expect("begun");
    let grid = grid::begin(&world.app, &actor, "grille").await.expect("an answer").expect("begun");
    let cells = grid.grid.read(grid.asked);
    let (begun_code, zoe) = (ines.begun_code().await, zoe.actor().await);
    let (own_tab, step) = ((own, actor), (tab, step));
    let keys = keys(world, &step, &own_tab).await;
    Factors { own_tab, begun_code, cells, zoe, factor, code, step, keys }
}

/// Where ines goes.
pub(crate) const HUB: &str = "https://hub.example/";

/// What services of others have of the people of the scene.
pub(crate) struct InServices {
    /// Of ines, for the service « hub », not shown yet.
    pub(crate) ticket: String,
    /// Of adam, let in and signed out; the service « notes » is to be told.
    pub(crate) notice: single_logout::Notice,
    /// Of ines, for the service « carnet ».
    pub(crate) carnet: Carnet,
}

/// Ines has a ticket and codes; one of adam's is on its way to its service, and one of yann's has just ended.
async fn in_services(world: &World, ines: &Actor) -> InServices {
    for (code, address) in [("hub", HUB), ("notes", "https://notes.example")] {
        services::add(world, code, address, AttributeSet::Common).await;
    }
    let notes = "https://notes.example/";
    for who in ["adam", "yann"] {
        let mut tab = Tab::unknown();
        assert!(tab.signs_in(world, who).await);
        let actor = tab.who(world).await.expect("in");
        let ticket = services::given(world, &actor, notes).await;
        services::shows(world, notes, &ticket).await.expect("let in");
        sign_in::sign_out(&world.app, &actor).await.expect("out");
    }
    let mut tx = world.app.db.read().await.expect("reads");
    let adam = world.person("adam").id;
    let row: Option<(Uuid,)> =
        tx.maybe("select id from service_ticket where person = $1", (adam,)).await.expect("an answer");
    drop(tx);
    let ticket = row.expect("his ticket").0.into();
    let notice = single_logout::notice(&world.app, ticket).await.expect("an answer").expect("to be told");
    let ticket = services::given(world, ines, HUB).await;
    InServices { ticket, notice, carnet: carnet(world, ines).await }
}

/// A draft; and a rule in force that has hit far more letters than its test said.
async fn policies(world: &World, desk: &Actor) -> (Uuid, Uuid) {
    let mut ids = Vec::new();
    for name in ["brouillon", "carnaval"] {
        ids.push(proposed(policy::propose(&world.app, Some(desk), &overlay(name)).await));
    }
    let urgent = policy::Order { to: PolicyState::Active, share: 100, urgent: true, note: "urgence" };
    let moved = policy::move_to(&world.app, Some(desk), ids[1], &urgent).await.expect("an answer");
    assert_eq!(moved, policy::Moved::Yes);
    let mut tx = world.app.db.begin().await.expect("begins");
    store::policy::tested(&mut tx, ids[1], 1, 1_000, world.app.now()).await.expect("kept");
    store::policy::count(&mut tx, ids[1], world.app.now(), 30, 40).await.expect("counted");
    tx.commit().await.expect("kept");
    (ids[0], ids[1])
}

/// A signature in force, whose words are those of the message that goes out in waves.
async fn signature(world: &World, desk: &Actor) -> Uuid {
    let lines = |text: [&str; 3]| text.map(str::to_owned);
    let text = policy::OneSignature {
        name: "sortie",
        author: "cellule",
        terms: &["sortie vendredi".to_owned()],
        exact: false,
        label: Label::Attack,
        holds: true,
        reason: "Mots de la vague.",
        positive: &lines(["Sortie vendredi", "la sortie vendredi", "sortie vendredi soir"]),
        negative: &lines(["Vendredi", "la sortie", "une sortie lundi"]),
    };
    let (kind, scope, text) = (PolicyKind::Signature, Scope::Academie(10), text.text());
    let new = policy::NewVersion { kind, name: "sortie", text: &text, note: "", scope };
    let id = proposed(policy::propose(&world.app, Some(desk), &new).await);
    let (from, to) = (PolicyState::Draft, PolicyState::Active);
    let step = store::policy::Move { from, to, share: 100, expires_at: None };
    let mut tx = world.app.db.begin().await.expect("begins");
    assert!(store::policy::moves(&mut tx, id, &step, world.app.now()).await.expect("moved"));
    tx.commit().await.expect("kept");
    id
}

/// A reset of a territory in which nobody is.
/// Resets of places, done and asked for.
pub(crate) struct Resets {
    /// In force where nobody is.
    pub(crate) nowhere: Uuid,
    /// Asked for by one of the desk.
    pub(crate) asked: Uuid,
    /// When some of nowhere come back.
    pub(crate) opening: Uuid,
    pub(crate) operator: Actor,
    /// A part of the desk's power, that perrin holds.
    pub(crate) power: Uuid,
    /// Codes on paper.
    pub(crate) glass: Vec<String>,
}

async fn resets(world: &World, desk: &Actor) -> Resets {
    let done = reset::reset(&world.app, None, &nowhere()).await.expect("an answer");
    let reset::Reset::Yes { id: nowhere_id, .. } = done else { panic!("the console may") };
    let new = NewReset { scope: Scope::Academie(10), ..nowhere() };
    let two::Asked::Waits { id: asked, .. } = two::ask(&world.app, desk, &new, false).await.expect("an answer") else {
        panic!("it takes two")
    };
    let at = world.now() + Millis::hours(1);
    let new = openings::NewOpening { scope: Scope::Academie(1), who: Returning::Pupils, reads_at: at, writes_at: at };
    let openings::Decided::Yes(opening) = openings::open(&world.app, None, nowhere_id, &new).await.expect("an answer")
    else {
        panic!("the console may")
    };
    let until = world.now() + Millis::days(1);
    let new = NewDelegation { login: "perrin", role: Role::Desk, scope: Scope::Academie(10), until, note: "" };
    let Delegated::Yes(power) = powers::delegate(&world.app, desk, &new).await.expect("an answer") else {
        panic!("theirs to give")
    };
    let glass = break_glass::print(&world.app, &Scope::Academie(10)).await.expect("printed").expect("an académie");
    let operator = world.person("operator").actor().await;
    Resets { nowhere: nowhere_id, asked, opening, operator, power, glass }
}

pub(crate) fn nowhere() -> NewReset<'static> {
    NewReset { scope: Scope::Academie(1), spares_since: None, spares_passkeys: None, note: "" }
}

/// Holds what pupils write about a carnival's last day.
pub(crate) fn overlay(name: &str) -> policy::NewVersion<'_> {
    let text = "[[rule]]\nid = \"r\"\nwhen = \"readers > 20\"\noutcome = \"hold\"\nif_unavailable = \"pass\"\n";
    policy::NewVersion { kind: PolicyKind::Overlay, name, text, note: "essai", scope: Scope::Academie(10) }
}

fn proposed(answer: Result<policy::Proposed, Error>) -> Uuid {
    match answer.expect("an answer") {
        policy::Proposed::Yes { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

/// Two short words of ines that were withdrawn longer ago than she is kept from knowing; she appeals against the second.
async fn withdrawn(world: &World) -> [MessageId; 2] {
    let (ines, desk) = (world.person("ines"), world.desk().actor().await);
    let mut both = Vec::new();
    for word in ["un", "deux"] {
        let message = ines.write_to("roche", word).await;
        withdraw::withdraw_alone(&world.app, &desk, message, "erreur").await.expect("withdrawn");
        both.push(message);
    }
    world.advance(limits::REASON_AFTER);
    let appealed = appeal::appeal(&world.app, &ines.actor().await, both[1], "un exposé").await.expect("an answer");
    assert_eq!(appealed, appeal::Appealed::Yes);
    [both[0], both[1]]
}

/// A held letter whose verdict asks to contain its sender.
async fn asks_to_contain(world: &World, held: MessageId) {
    let mut tx = world.app.db.begin().await.expect("begins");
    tx.run("update verdict set consequence = 'contain' where message = $1", (held,)).await.expect("kept");
    tx.commit().await.expect("kept");
}

/// A threat that is held, which somebody else had sent before from a strange device.
async fn recognised_threat(world: &World, carrier: &str, (sender, to): (&str, &str), text: &str) -> MessageId {
    world.judge(Judging::Always(Outcome::Deliver));
    let (carrier, adult) = (world.person(carrier), if carrier == "noe" { "durand" } else { "roche" });
    let stolen = carrier.actor_elsewhere().await;
    send::send(&world.app, &stolen, &carrier.draft(&[adult], "", text)).await.expect("an answer");
    world.judge(Judging::Always(Outcome::Hold));
    let recognised = world.person(sender).write_to(to, text).await;
    world.judge(Judging::Words);
    world.advance(Millis::seconds(1));
    recognised
}

/// The sender of a message is contained by the desk; then a sheet is printed.
async fn contained(world: &World, desk: &Actor, message: MessageId) -> (Uuid, String) {
    contain::contain(&world.app, desk, message, "doute").await.expect("contained");
    world.advance(Millis::minutes(1));
    let id = contained::list(&world.app, desk).await.expect("a list").list[0].id;
    let (durand, section) = (world.person("durand").actor().await, SectionId(world.uuid("2nde5")));
    let printed = sheets::print(&world.app, &durand, section, Profile::Pupil).await.expect("printed");
    let slips = printed.expect("his class").slips;
    (id, slips.into_iter().find(|slip| slip.login == "noe").expect("a slip").code)
}

/// A draft of karim's that is to be sent soon, and that his reset has ended.
async fn evicted(world: &World, soon: Millis) -> DraftId {
    let karim = world.person("karim");
    let (actor, letter) = (karim.actor().await, karim.draft(&["ines"], "Mot", "Bonjour"));
    let (id, updated_at) = (world.app.id::<DraftId>(), Millis(0));
    let (subject, body) = ("Mot".to_owned(), "Bonjour".to_owned());
    let draft = SavedDraft { id, in_reply_to: None, subject, body, to: letter.to.clone(), updated_at };
    write::save(&world.app, &actor, draft).await.expect("saved");
    let asked = schedule::schedule(&world.app, &actor, id, &letter, soon).await.expect("an answer");
    assert_eq!(asked, schedule::Scheduled::Yes(soon));
    let (scope, now) = (Scope::Person(actor.person), world.app.now());
    let mut tx = world.app.db.begin().await.expect("begins");
    let (epoch, kind) = (world.app.id(), EpochKind::Sessions);
    store::epoch::set(&mut tx, &NewEpoch::of(epoch, &scope, kind, now, "compte volé")).await.expect("set");
    tx.commit().await.expect("kept");
    id
}
