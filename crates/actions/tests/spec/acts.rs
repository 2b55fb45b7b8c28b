//! Every action that writes, once, on a scene made for it: what the tests of the journal and of faults go through.

use std::{future::Future, pin::Pin};

use actions::{
    Error, account, activate, alert, appeal, care, carriers, cas, claim, confirm, contain, contained, decision,
    designate, desk, examine, false_alarm, folders, lift, look_back, mailbox, merge, open_group, operate, policy,
    prove, quiet, record, release, report,
    reset::{self, NewReset},
    scan, schedule, search, send, send_later, settle, sheets, sign_in,
    sweep::{Pair, Sweep, Swept},
    testing::{Judging, PASSWORD, Tab, World, accepted},
    threats, unmask, unveil, wave, withdraw, write,
};
use model::{
    Actor, AttachmentId, CampaignId, DraftId, FolderId, MessageId, Millis, PersonId, Profile, Role, SchoolId,
    SectionId, campaign,
    draft::Draft,
    duty::Duty,
    epoch::EpochKind,
    folder::Place,
    limits,
    policy::{PolicyKind, PolicyState},
    proof::Answer,
    service::AttributeSet,
    territory::Scope,
    verdict::{Consequence, Label, Outcome},
    wave::ALL_AFTER,
};
use store::{draft::SavedDraft, epoch::NewEpoch, testing::TestDb};
use uuid::Uuid;

use crate::services;

/// Of a confirmed campaign.
const REGRET: &str = "Vous allez tous regretter ce que vous avez fait à mon frère pendant la semaine";
/// Of one that was confirmed and is quiet.
const QUIET: &str = "Je sais où vous habitez tous et je viendrai chez chacun de vous avant la fin du mois";
/// Sent once.
const SAME: &str = "Pensez à rapporter les livres de la bibliothèque avant le départ en vacances";

/// Everything that an action may need, made ready.
pub(crate) struct Scene {
    pub(crate) world: World,
    ines: Actor,
    roche: Actor,
    desk: Actor,
    /// Of `ines`, signed in.
    tab: Tab,
    /// From roche to the class, with a file, unread.
    plan: MessageId,
    plan_file: AttachmentId,
    /// Opened by ines.
    read: MessageId,
    held: MessageId,
    /// Held; the desk has it.
    claimed: MessageId,
    /// Held, of durand, who is asked whether it is his.
    own: MessageId,
    asked: Actor,
    /// Head of the lycée.
    head: Actor,
    /// Of noe, who may hurt himself; roche looks after such pupils.
    in_danger: MessageId,
    /// Two of ines, withdrawn a day ago and more; she appealed against the second.
    withdrawn: [MessageId; 2],
    desk2: Actor,
    in_waves: MessageId,
    /// Two suspected campaigns of two copies each.
    suspected: [CampaignId; 2],
    /// A confirmed one, of which a copy is not known to be one.
    confirmed: CampaignId,
    /// Of ines, with a file that waits in it.
    draft: SavedDraft,
    draft_file: AttachmentId,
    letter: Draft,
    code: String,
    /// Of ines, whose time has come.
    due: DraftId,
    /// Of karim, whose time has come and whose account was reset meanwhile.
    evicted: DraftId,
    /// In the trash of ines.
    gone: MessageId,
    /// Of ines.
    folder: FolderId,
    /// Of a picture in a message that was sent before it was examined, longer ago than one waits.
    waiting_hash: String,
    late: MessageId,
    /// A program, in a message that is out.
    kept_file: AttachmentId,
    /// A threat of ines, signed in elsewhere.
    threat: Draft,
    /// Held, of noe; lea sent the same before from a strange device.
    recognised: MessageId,
    /// Held, of karim; noe, who is contained, sent the same before from a strange device, and it is still out.
    recognised_again: MessageId,
    /// The containment of noe, and a code printed for him since.
    contained: Uuid,
    return_code: String,
    /// Of ines, for the service « hub », not shown yet.
    ticket: String,
    /// Of adam, let in and signed out; the service « notes » is to be told.
    notice: cas::logout::Notice,
    /// Written, and nothing more.
    draft_policy: Uuid,
    /// A signature in force, for what goes out in waves.
    signature: Uuid,
    /// Of a territory in which nobody is.
    reset: Uuid,
    /// In force for a while, and hits more than it said.
    wild_policy: Uuid,
}

/// Two threats that are not alike.
const MORNING: &str =
    "Demain à onze heures tout le bâtiment sera rasé ; aucun d’entre vous ne verra la fin du trimestre.";
const NIGHT: &str =
    "Cette nuit les flammes prendront le gymnase, puis vos maisons, l’une après l’autre, jusqu’à la mienne.";

/// What an action gives: that it was done, whatever it answers.
pub(crate) type Doing<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// An action on a scene.
pub(crate) struct Act {
    pub(crate) name: &'static str,
    /// Entries that it appends to the journal, in order.
    pub(crate) verbs: &'static [&'static str],
    pub(crate) run: for<'a> fn(&'a Scene) -> Doing<'a>,
}

impl Scene {
    #[expect(clippy::too_many_lines, reason = "one line after another sets the scene")]
    pub(crate) async fn new(t: TestDb) -> Scene {
        let world = World::new(t).await;
        let withdrawn = withdrawn(&world).await;
        let desk2 = world.person("desk2").actor().await;
        let (ines, roche) = (world.person("ines"), world.person("roche"));
        let mut tab = Tab::unknown();
        assert!(tab.signs_in(&world, "ines").await);
        let section = SectionId(world.uuid("2nde4"));
        let printed = sheets::print(&world.app, &roche.actor().await, section, Profile::Pupil).await.expect("printed");
        let slips = printed.expect("her class").slips;
        let code = slips.into_iter().find(|slip| slip.login == "karim").expect("a slip").code;
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
        let due = due.id;
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
        let claimed = recognised_again;
        assert!(matches!(claim::claim(&world.app, &desk, claimed).await, Ok(claim::Claimed::Yes { .. })));
        world.judge(Judging::Always(Outcome::Hold));
        let own = world.person("durand").write_to("2nde5:pupils", "Rendez-vous au portail").await;
        prove::ask(&world.app, &desk, own).await.expect("asked");
        let asked = world.person("durand").actor().await;
        let adou = world.person("adou").actor().await;
        let (school, named) = (SchoolId(world.uuid("lycee")), world.person("roche").id);
        designate::designate(&world.app, &adou, school, named, Duty::Care).await.expect("named");
        world.judge(Judging::Care);
        let in_danger = world.person("lea").write_to("durand", "Je voudrais mourir").await;
        let (suspected, confirmed) = ([campaigns[0], campaigns[1]], campaigns[2]);
        world.judge(Judging::Wary(Consequence::Contain));
        let (ticket, notice) = in_services(&world, &ines).await;
        let (signature, reset) = (signature(&world, &desk).await, reset_nowhere(&world).await);
        Scene {
            world,
            ines,
            roche,
            desk,
            tab,
            plan,
            plan_file,
            read,
            held,
            claimed,
            own,
            asked,
            head: adou,
            in_danger,
            withdrawn,
            desk2,
            in_waves,
            suspected,
            confirmed,
            draft,
            draft_file,
            letter,
            code,
            due,
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
            ticket,
            notice,
            draft_policy,
            wild_policy,
            signature,
            reset,
        }
    }
}

/// Where ines goes.
const HUB: &str = "https://hub.example/";

/// A ticket of ines that was not shown, one that ended and is on its way to its service, and one that has just ended.
async fn in_services(world: &World, ines: &Actor) -> (String, cas::logout::Notice) {
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
    let notice = cas::logout::notice(&world.app, ticket).await.expect("an answer").expect("to be told");
    (services::given(world, ines, HUB).await, notice)
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
async fn reset_nowhere(world: &World) -> Uuid {
    match reset::reset(&world.app, None, &nowhere()).await.expect("an answer") {
        reset::Reset::Yes { id, .. } => id,
        reset::Reset::NotAllowed => panic!("the console may"),
    }
}

fn nowhere() -> NewReset<'static> {
    NewReset { scope: Scope::Academie(1), spares_since: None, note: "" }
}

/// A list that opens one account.
async fn swept(s: &Scene) -> Result<Swept, Error> {
    let pair = Pair::new("adam", PASSWORD).expect("a pair");
    Sweep::new(false).check(&s.world.app, vec![pair]).await
}

/// Holds what pupils write about a carnival's last day.
fn overlay(name: &str) -> policy::NewVersion<'_> {
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

/// Gives each action its name, its entries and its call.
macro_rules! acts {
    ($($name:literal [$($verb:literal),*] |$s:ident| $call:expr;)+) => {
        vec![$(Act {
            name: $name,
            verbs: &[$($verb),*],
            run: |$s: &Scene| -> Doing<'_> { Box::pin(async move { $call.await.map(drop).map_err(Error::from) }) },
        }),+]
    };
}

/// Every action that writes. Those without an entry keep a person's own papers (drafts, marks), the ledger of what was
/// shown, which is evidence itself, tries to sign in, and the program's own housekeeping.
pub(crate) fn all() -> Vec<Act> {
    [of_people(), of_lanes(), of_services(), of_desk(), of_the_program()].into_iter().flatten().collect()
}

/// What people do with their accounts and their letters.
pub(crate) fn of_people() -> Vec<Act> {
    acts! {
        "sign in" ["session.open"] |s| sign_in::sign_in(&s.world.app, &attempt(s, PASSWORD));
        "fail to sign in" [] |s| sign_in::sign_in(&s.world.app, &attempt(s, "autre"));
        "be recognised" [] |s| sign_in::authenticate(&s.world.app, secret(s.tab.session.as_ref()), secret(s.tab.device.as_ref()));
        "sign out" ["session.end"] |s| sign_in::sign_out(&s.world.app, &s.ines);
        "activate" ["account.activate", "session.open"] |s| activate::activate(&s.world.app, &activation(s));
        "change password" ["account.password", "session.open"]
            |s| account::change_password(&s.world.app, &s.ines, &new_password(s));
        "choose a language" ["account.comfort"]
            |s| account::set_comfort(&s.world.app, &s.ines, Some("en"), Some("opendyslexic"));
        "invite" ["console.invite"] |s| operate::invite(&s.world.app, "adou");
        "grant" ["console.grant"] |s| operate::grant(&s.world.app, "adou", Role::Desk, Scope::All);
        "print sheets" ["sheets.print"]
            |s| sheets::print(&s.world.app, &s.roche, SectionId(s.world.uuid("2nde4")), Profile::Guardian);
        "open a group" ["audience.open"]
            |s| open_group::open_group(&s.world.app, &s.roche, s.world.audience("radio:pupils"), Millis::NEVER);
        "send" ["message.send"] |s| send::send(&s.world.app, &s.ines, &s.letter);
        "save a draft" [] |s| write::save(&s.world.app, &s.ines, SavedDraft { body: "Bonjour".into(), ..s.draft.clone() });
        "forget a draft" [] |s| write::discard(&s.world.app, &s.ines, s.draft.id);
        "attach" ["attachment.add"] |s| write::attach(&s.world.app, &s.ines, s.draft.id, "b.txt", b"b".to_vec());
        "detach" [] |s| write::detach(&s.world.app, &s.ines, s.draft_file);
        "list the inbox" [] |s| mailbox::inbox(&s.world.app, &s.ines, None);
        "search" [] |s| search::search(&s.world.app, &s.ines, "voici");
        "open a message" [] |s| mailbox::open(&s.world.app, &s.ines, s.plan);
        "open a file" [] |s| mailbox::open_file(&s.world.app, &s.ines, s.plan_file);
        "mark unread" [] |s| mailbox::mark_unread(&s.world.app, &s.ines, s.read);
        "put away" [] |s| mailbox::trash(&s.world.app, &s.ines, s.read);
        "keep in a folder" [] |s| folders::put(&s.world.app, &s.ines, s.read, Place::Folder(s.folder));
        "take back" [] |s| folders::restore(&s.world.app, &s.ines, s.gone);
        "make a folder" [] |s| folders::create(&s.world.app, &s.ines, "Autre");
        "rename a folder" [] |s| folders::rename(&s.world.app, &s.ines, s.folder, "Voyages");
        "remove a folder" [] |s| folders::delete(&s.world.app, &s.ines, s.folder);
        "ask to send later" ["message.schedule"]
            |s| schedule::schedule(&s.world.app, &s.ines, s.draft.id, &s.letter, s.world.app.now() + Millis::hours(1));
        "cancel sending later" ["message.unschedule"] |s| schedule::cancel(&s.world.app, &s.ines, s.due);
        "send later" ["message.send"] |s| send_later::run(&s.world.app, s.due);
        "not send later" ["message.not_sent"] |s| send_later::run(&s.world.app, s.evicted);
        "report" ["message.report"] |s| report::report(&s.world.app, &s.ines, s.read, "peur");
    }
}

/// Warnings to a school's adults, care for who may hurt themselves, appeals.
pub(crate) fn of_lanes() -> Vec<Act> {
    acts! {
        "warn a safety contact" ["message.alert"] |s| alert::alert(
            &s.world.app, &s.ines, SchoolId(s.world.uuid("lycee")), "on me menace", s.world.app.id());
        "name for a duty" ["duty.name"] |s| designate::designate(
            &s.world.app, &s.head, SchoolId(s.world.uuid("lycee")), PersonId(s.world.uuid("perrin")), Duty::Safety);
        "end a duty" ["duty.end"] |s| designate::dismiss(
            &s.world.app, &s.head, SchoolId(s.world.uuid("lycee")), PersonId(s.world.uuid("roche")), Duty::Care);
        "read who is in danger" ["care.read"] |s| care::read(&s.world.app, &s.roche, s.in_danger);
        "take in charge" ["care.take"] |s| care::take(&s.world.app, &s.roche, s.in_danger);
        "close a case" ["care.close"] |s| care::close(&s.world.app, &s.roche, s.in_danger, "famille appelée");
        "appeal" ["appeal.make"] |s| appeal::appeal(&s.world.app, &s.ines, s.withdrawn[0], "c’était un exposé");
        "answer an appeal" ["appeal.answer", "message.send_again"]
            |s| appeal::answer(&s.world.app, &s.desk2, s.withdrawn[1], model::appeal::Outcome::Accepted, "en effet");
    }
}

/// Services of others.
pub(crate) fn of_services() -> Vec<Act> {
    acts! {
        "link a service" ["console.service_add"] |s| actions::services::add(&s.world.app, &actions::services::NewService {
            code: "new", name: "Autre", prefixes: &["https://new.example".to_owned()], attributes: AttributeSet::Hub });
        "close a service" ["console.service_enable"] |s| actions::services::set_enabled(&s.world.app, "hub", false);
        "forget a service" ["console.service_remove"] |s| actions::services::remove(&s.world.app, "hub");
        "go to a service" ["service.ticket"] |s| cas::issue::issue(&s.world.app, &s.ines, HUB, false);
        "be let in" ["service.enter"] |s| cas::validate::validate(&s.world.app, &shown(s, HUB));
        "burn a ticket" ["service.refuse"] |s| cas::validate::validate(&s.world.app, &shown(s, "https://notes.example/"));
        "tell a service" ["service.logout"] |s| cas::logout::told(&s.world.app, &s.notice, 200);
        "forget spent tickets" [] |s| {
            s.world.advance(limits::TICKET_KEPT + Millis(1));
            cas::logout::forget(&s.world.app)
        };
    }
}

fn shown<'a>(s: &'a Scene, service: &'a str) -> cas::validate::Question<'a> {
    cas::validate::Question { service, ticket: &s.ticket, renew: false, proxy: false }
}

/// What the desk does.
pub(crate) fn of_desk() -> Vec<Act> {
    acts! {
        "reveal" ["desk.reveal"] |s| desk::letter(&s.world.app, &s.desk, s.held, true);
        "name those exposed" ["desk.exposures"] |s| desk::exposures(&s.world.app, &s.desk, s.read);
        "export those exposed" ["desk.export_exposures"] |s| desk::export_exposures(&s.world.app, &s.desk, s.read);
        "release" ["message.release"] |s| release::release(&s.world.app, &s.desk, s.held, "sans danger");
        "ask who wrote it" ["message.ask_proof"] |s| prove::ask(&s.world.app, &s.desk, s.held);
        "prove oneself" ["message.prove"] |s| prove::answer(&s.world.app, &s.asked, s.own, Answer::Mine);
        "disown" ["account.contain", "message.disown"]
            |s| prove::answer(&s.world.app, &s.asked, s.own, Answer::NotMine);
        "ask for a name" ["desk.unmask"] |s| unmask::unmask(&s.world.app, &s.desk, s.claimed, "appeler la famille");
        "take a letter" ["desk.claim"] |s| claim::claim(&s.world.app, &s.desk, s.held);
        "put a letter down" ["desk.put_down"] |s| claim::put_down(&s.world.app, &s.desk, s.claimed);
        "hand a letter over" ["desk.hand_over"]
            |s| claim::hand_over(&s.world.app, &s.desk, s.claimed, PersonId(s.world.uuid("desk2")), "à toi");
        "withdraw" ["campaign.withdraw"] |s| withdraw::withdraw(&s.world.app, &s.desk, s.plan, "menace");
        "withdraw one alone" ["message.withdraw"]
            |s| withdraw::withdraw_alone(&s.world.app, &s.desk, s.plan, "adressé par erreur");
        "confirm a campaign" ["campaign.confirm"]
            |s| confirm::confirm(&s.world.app, &s.desk, s.suspected[0], "menace");
        "call a campaign off" ["campaign.false_alarm"]
            |s| false_alarm::false_alarm(&s.world.app, &s.desk, s.suspected[0], "sans danger");
        "merge campaigns" ["campaign.merge"]
            |s| merge::merge(&s.world.app, &s.desk, s.suspected[0], s.suspected[1], "la même");
        "look back" ["campaign.look_back"] |s| look_back::look_back(&s.world.app, s.confirmed);
        "reveal a campaign" ["desk.reveal"] |s| actions::campaign::sight(&s.world.app, &s.desk, s.suspected[0], true);
        "send what others sent" ["message.send", "campaign.suspect"]
            |s| sends(s, SAME);
        "send what was quiet" ["message.send", "campaign.revive"] |s| sends(s, QUIET);
        "fall quiet" ["campaign.quiet"] |s| falls_quiet(s);
        "take in known threats" ["threats.import"] |s| threats::import(&s.world.app, &[]);
        "look at a file at the desk" ["desk.open_file"] |s| mailbox::open_file(&s.world.app, &s.desk, s.plan_file);
        "examine a file" ["file.examine"] |s| examine::examine(&s.world.app, &s.waiting_hash);
        "keep what the antivirus says" ["file.scan"] |s| scan::keep(&s.world.app, &s.waiting_hash, None);
        "settle a message's files" ["message.settle"] |s| settle::settle(&s.world.app, s.late);
        "show a kept file" ["file.unveil"] |s| unveil::unveil(&s.world.app, &s.desk, s.kept_file);
        "end the waves" ["message.waves_out"] |s| wave::advance(&s.world.app, s.in_waves);
        "contain" ["account.contain"] |s| contain::contain(&s.world.app, &s.desk, s.held, "compte volé");
        "contain those asked about" ["account.contain"] |s| contain::contain_asked(&s.world.app, &s.desk, "campagne");
        "lift a containment" ["account.uncontain"] |s| lift::lift(&s.world.app, &s.desk, s.contained, "c’était lui");
        "contain earlier carriers" ["account.contain"] |s| carriers::contain_carriers(&s.world.app, s.recognised);
        "send a threat from a stolen account" ["message.send", "account.contain"] |s| send::send(&s.world.app, &s.ines, &s.threat);
        "hold copies of a contained account" ["message.hold_copies"]
            |s| carriers::contain_carriers(&s.world.app, s.recognised_again);
        "send a threat from a strange device" ["message.send", "device.restrict", "message.halt"] |s| {
            s.world.judge(Judging::Wary(Consequence::RestrictSession));
            send::send(&s.world.app, &s.ines, &s.threat)
        };
        "come back" ["account.activate", "account.return", "session.open"]
            |s| activate::activate(&s.world.app, &return_of(s));
    }
}

/// Policies, and what the program does by itself.
pub(crate) fn of_the_program() -> Vec<Act> {
    acts! {
        "propose a policy" ["policy.propose"] |s| policy::propose(&s.world.app, Some(&s.desk), &overlay("nuit"));
        "test a policy" ["policy.test"] |s| policy::test(&s.world.app, Some(&s.desk), s.draft_policy, 30);
        "move a policy" ["policy.move"] |s| policy::move_to(&s.world.app, Some(&s.desk), s.wild_policy,
            &policy::Order { to: PolicyState::Retired, share: 100, urgent: false, note: "fini" });
        "take out a wild policy" ["policy.demote"] |s| policy::watch(&s.world.app);
        "end a policy" ["policy.expire"] |s| {
            s.world.advance(limits::POLICY_EMERGENCY_LIFE);
            policy::watch(&s.world.app)
        };
        "look behind for a signature" ["policy.look_back"] |s| policy::signature::look_back(&s.world.app, s.signature,
            MessageId(Uuid::max()), 0);
        "reset a territory" ["accounts.reset"] |s| {
            let new = NewReset { scope: Scope::Academie(10), ..nowhere() };
            async move { reset::reset(&s.world.app, None, &new).await }
        };
        "undo a reset" ["accounts.reset_undone"] |s| reset::undo(&s.world.app, None, s.reset, "fausse alerte");
        "sweep a list" ["account.leaked"] |s| swept(s);
        "keep the program's own policy" ["policy.own"] |s| policy::keep_own(&s.world.app);
        "replay decisions" ["decision.replay"] |s| decision::replay(&s.world.app);
        "seal" [] |s| record::seal(&s.world.app);
    }
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

fn secret(cookie: Option<&String>) -> &str {
    cookie.expect("a signed-in browser")
}

fn attempt<'a>(s: &'a Scene, password: &'a str) -> sign_in::Attempt<'a> {
    sign_in::Attempt { login: "ines", password, browser: s.tab.browser() }
}

fn activation(s: &Scene) -> activate::Activation<'_> {
    activate::Activation { code: &s.code, password: "quatre mots bien choisis", browser: s.tab.browser() }
}

fn return_of(s: &Scene) -> activate::Activation<'_> {
    activate::Activation { code: &s.return_code, ..activation(s) }
}

fn new_password(s: &Scene) -> account::NewPassword<'_> {
    let (current, password) = (PASSWORD, "quatre mots bien choisis");
    account::NewPassword { current, password, browser: s.tab.browser() }
}

async fn sends(s: &Scene, text: &str) -> Result<send::Sent, Error> {
    let draft = s.world.person("roche").draft(&["ines"], "Un mot", text);
    send::send(&s.world.app, &s.roche, &draft).await
}

async fn falls_quiet(s: &Scene) -> Result<usize, Error> {
    s.world.advance(limits::CAMPAIGN_QUIET_AFTER + Millis(1));
    quiet::quiet(&s.world.app).await
}
