//! Evidence packs: one picture of what is known, sealed, for those alone who answer for it, and written down.

use actions::{
    dossier::{self, Made, Order, Sealed, Wrong},
    jobs,
    testing::{Judging, Tab, World},
    withdraw,
};
use model::{
    Actor, CampaignId, MessageId, Millis, PersonId,
    dossier::{Of, Variant},
    verdict::Outcome,
};
use store::testing::TestDb;

const TEXT: &str = "Vous allez tous regretter ce que vous avez fait, demain à 11 h le bâtiment sud va sauter.";

/// Three accounts send the same: ines of the lycée, adam of the collège, yann of another académie. Two of it are read.
async fn attacked(world: &World) -> (CampaignId, [MessageId; 3]) {
    world.judge(Judging::Always(Outcome::Deliver));
    let mut messages = Vec::new();
    for (who, to) in [("ines", "roche"), ("adam", "roche"), ("yann", "bonnet")] {
        world.advance(Millis::minutes(1));
        let mut tab = world.person(who).own_tab();
        assert!(tab.signs_in(world, who).await);
        let actor = tab.who(world).await.expect("in");
        let draft = world.person(who).draft(&[to], "=cmd()", TEXT);
        let sent = actions::send::send(&world.app, &actor, &draft).await.expect("an answer");
        messages.push(actions::testing::accepted(sent));
    }
    world.person("roche").reads(messages[0]).await;
    world.person("bonnet").reads(messages[2]).await;
    let campaign = world.campaign_of(messages[1]).await.expect("a campaign").id;
    (campaign, [messages[0], messages[1], messages[2]])
}

/// The desk of the scene makes one of a message that waits.
pub(crate) async fn act(s: &crate::scene::Scene) -> Result<Made, actions::Error> {
    dossier::make_as_sealed(&s.world.app, Some(&s.desk), &order(Of::Message(s.held), Variant::Police, None)).await
}

fn order(of: Of, variant: Variant, child: Option<PersonId>) -> Order {
    let (for_whom, reason) = ("Commissariat de Villeneuve".to_owned(), "Plainte n° 12".to_owned());
    Order { of, variant, child, for_whom, reason }
}

async fn makes(world: &World, by: Option<&Actor>, order: &Order) -> Made {
    dossier::make(&world.app, by, order).await.expect("an answer")
}

async fn made(world: &World, by: Option<&Actor>, order: &Order) -> Sealed {
    match makes(world, by, order).await {
        Made::Yes(sealed) => *sealed,
        other => panic!("{other:?}"),
    }
}

fn text(sealed: &Sealed, path: &str) -> String {
    let file = sealed.bag.files().iter().find(|file| file.path == path);
    String::from_utf8(file.unwrap_or_else(|| panic!("{path} is there")).bytes.clone()).expect("a text")
}

store::both!(a_pack_holds_what_is_known_of_a_campaign_and_proves_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, messages) = attacked(&world).await;
    world.desk().withdraws(messages[1]).await;
    world.run_jobs().await;
    for variant in Variant::ALL.iter().copied() {
        let child = variant.is_of_one().then(|| world.person("ines").id);
        let sealed = made(&world, None, &order(Of::Campaign(campaign), variant, child)).await;
        let checked = ::dossier::check(sealed.bag.files(), Some(world.app.dossier_key.public()));
        assert!(checked.holds(), "{variant}: {:?}", checked.faults);
        assert!(variant == Variant::Cnil || checked.entries >= 2, "{variant}: {}", checked.entries);
    }
    let sealed = made(&world, None, &order(Of::Campaign(campaign), Variant::Police, None)).await;
    assert_eq!(sealed.messages, 3);
    let index = text(&sealed, "data/02_messages/index.csv");
    assert!(index.contains(";'=cmd();withdrawn;"), "{index}");
    let sessions = text(&sealed, "data/05_connexions/sessions.csv");
    assert_eq!(sessions.lines().count(), 4, "one session each: {sessions}");
    assert!(sessions.lines().skip(1).all(|line| !line.ends_with(';')), "each names its entry: {sessions}");
    let shown = text(&sealed, "data/06_diffusion/affichages.csv");
    assert!(shown.contains("Anne Roche") && shown.contains("Jean Bonnet"), "{shown}");
    let journal = text(&sealed, "data/08_journal/extrait.jsonl");
    for verb in ["message.send", "session.open", "campaign.withdraw", "dossier.seal"] {
        assert!(journal.contains(verb), "{verb}");
    }
    let custody = text(&sealed, "data/10_garde/possession.jsonl");
    assert_eq!(custody.lines().count(), 5, "those before, and itself");
    world.seal().await;
    world.journal_verifies().await;
});

store::both!(a_pack_is_for_who_answers_for_what_it_is_on, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, messages) = attacked(&world).await;
    let of = Of::Campaign(campaign);
    let actor = async |key: &str| world.person(key).actor().await;
    // Each desk is given what was sent from its own schools, and told how much is elsewhere.
    for (who, own) in [("desk", 2), ("desk25", 1), ("operator", 3)] {
        let sealed = made(&world, Some(&actor(who).await), &order(of, Variant::Police, None)).await;
        assert_eq!(sealed.messages, own, "{who}");
        let notice = text(&sealed, "data/00_LISEZMOI.txt");
        assert_eq!(notice.contains("ressort"), own < 3, "{who}");
        let all: String = sealed.bag.files().iter().map(|file| String::from_utf8_lossy(&file.bytes)).collect();
        assert_eq!(all.contains("Yann"), who != "desk", "{who}");
        assert_eq!(all.contains(&world.person("yann").id.to_string()), who != "desk", "{who}");
    }
    for who in ["adou", "ines", "roche", "farida"] {
        let refused = makes(&world, Some(&actor(who).await), &order(of, Variant::Police, None)).await;
        assert!(matches!(refused, Made::NotFound), "{who}");
    }
    let of_yann = order(Of::Message(messages[2]), Variant::Police, None);
    assert!(matches!(makes(&world, Some(&actor("desk").await), &of_yann).await, Made::NotFound));
    // A head makes one for a family of the school, and of that school alone.
    let (ines, adam) = (world.person("ines").id, world.person("adam").id);
    let head = actor("adou").await;
    let sealed = made(&world, Some(&head), &order(of, Variant::Family, Some(ines))).await;
    let all: String = sealed.bag.files().iter().map(|file| String::from_utf8_lossy(&file.bytes)).collect();
    assert!(all.contains("ines") && !all.contains("Adam") && !all.contains("Roche") && !all.contains("Yann"));
    assert!(matches!(makes(&world, Some(&head), &order(of, Variant::Family, Some(adam))).await, Made::NotFound));
    let offered = dossier::offered(&world.app, &head, of).await.expect("an answer").expect("a pupil of the school");
    assert_eq!(offered.pupils.iter().map(|pupil| pupil.person).collect::<Vec<_>>(), [ines]);
    assert!(offered.register.is_none());
    for who in ["faure", "desk25"] {
        let offered = dossier::offered(&world.app, &actor(who).await, of).await.expect("an answer").expect("theirs");
        assert_eq!(offered.pupils.len(), 1, "{who}");
    }
    assert!(dossier::offered(&world.app, &actor("ines").await, of).await.expect("an answer").is_none());
});

store::both!(a_pack_says_for_whom_and_why_and_is_in_the_register_and_the_journal, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, _) = attacked(&world).await;
    let of = Of::Campaign(campaign);
    let right = order(of, Variant::Cnil, None);
    let stranger = world.person("noe").id;
    for (wrong, why) in [
        (Order { for_whom: " ".to_owned(), ..right.clone() }, Wrong::ForWhom),
        (Order { reason: "x".repeat(301), ..right.clone() }, Wrong::Reason),
        (Order { variant: Variant::Family, ..right.clone() }, Wrong::Child),
        (Order { child: Some(stranger), ..right.clone() }, Wrong::Child),
        (Order { variant: Variant::Family, child: Some(stranger), ..right.clone() }, Wrong::Child),
    ] {
        assert!(matches!(makes(&world, None, &wrong).await, Made::Wrong(said) if said == why), "{wrong:?}");
    }
    assert!(!world.journal().await.iter().any(|(verb, _)| verb == "dossier.seal"));
    let desk = world.desk().actor().await;
    let sealed = made(&world, Some(&desk), &right).await;
    let last = world.journal().await.pop().expect("an entry");
    assert_eq!(last, ("dossier.seal".to_owned(), format!("campaign/{campaign}")));
    let offered = dossier::offered(&world.app, &desk, of).await.expect("an answer").expect("theirs");
    let register = offered.register.expect("shown to a desk");
    assert_eq!(register.len(), 1);
    assert_eq!(register[0].digest, sealed.bag.digest().0);
    assert_eq!(register[0].by.as_deref(), Some("Maud Vidal"));
    assert_eq!(
        (register[0].for_whom.as_str(), register[0].reason.as_str()),
        ("Commissariat de Villeneuve", "Plainte n° 12")
    );
});

store::both!(a_pack_asked_for_while_messages_are_withdrawn_is_one_picture, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, messages) = attacked(&world).await;
    let desk = world.desk().actor().await;
    let order = order(Of::Campaign(campaign), Variant::Police, None);
    let pack = async {
        let mut seen = Vec::new();
        for _ in 0..6 {
            seen.push(made(&world, None, &order).await);
        }
        seen
    };
    let (seen, withdrawn) = tokio::join!(pack, withdraw::withdraw(&world.app, &desk, messages[0], "menace"));
    withdrawn.expect("withdrawn");
    for sealed in seen.iter().chain([&made(&world, None, &order).await]) {
        let index = text(sealed, "data/02_messages/index.csv");
        let gone = index.matches(";withdrawn;").count();
        assert!(gone == 0 || gone == 3, "all or none: {index}");
        let checked = ::dossier::check(sealed.bag.files(), Some(world.app.dossier_key.public()));
        assert!(checked.holds(), "{:?}", checked.faults);
        // Whoever sees it withdrawn sees the entry that says so, once it is sealed.
        let journal = text(sealed, "data/08_journal/extrait.jsonl");
        let waits = text(sealed, "data/00_LISEZMOI.txt").contains("pas encore signées");
        assert!(gone == 0 || waits || journal.contains("campaign.withdraw"), "{journal}");
    }
});

store::both!(while_a_pack_is_held_the_tries_to_sign_in_of_its_accounts_stay, |t: TestDb| async move {
    let world = World::new(t).await;
    let (campaign, _) = attacked(&world).await;
    let mut tab = Tab::unknown();
    for who in ["ines", "karim"] {
        assert!(!tab.tries(&world, who, "autre").await);
    }
    let count = async || {
        let mut tx = world.app.db.read().await.expect("reads");
        let rows: Vec<(String,)> =
            tx.all("select login_key from sign_in_try where not succeeded order by login_key", ()).await.expect("read");
        rows.into_iter().map(|(login,)| login).collect::<Vec<_>>()
    };
    assert_eq!(count().await.len(), 2);
    made(&world, None, &order(Of::Campaign(campaign), Variant::Police, None)).await;
    world.advance(Millis::days(2));
    jobs::forget(&world.app, world.now() - Millis::days(1)).await.expect("forgotten");
    assert_eq!(count().await, ["ines"], "of who sent what is held");
    world.advance(model::limits::DOSSIER_HOLD);
    jobs::forget(&world.app, world.now() - Millis::days(1)).await.expect("forgotten");
    assert!(count().await.is_empty(), "a hold ends by itself");
});

store::both!(a_file_is_in_the_pack_of_who_investigates_as_it_was_sent, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let ines = world.person("ines");
    let file = ines.uploads("plan.txt", b"les octets").await;
    let draft = model::draft::Draft { attachments: vec![file], ..ines.draft(&["roche"], "Plan", TEXT) };
    let message = actions::testing::accepted(ines.send(&draft).await);
    let sealed = made(&world, None, &order(Of::Message(message), Variant::Police, None)).await;
    let joined = sealed.bag.files().iter().find(|file| file.path.contains(".bin")).expect("the file");
    assert_eq!(joined.bytes, b"les octets");
    let review = made(&world, None, &order(Of::Message(message), Variant::Review, None)).await;
    assert!(!review.bag.files().iter().any(|file| file.path.contains(".bin")));
    let nothing = Of::Message(MessageId(world.app.id()));
    assert!(matches!(makes(&world, None, &order(nothing, Variant::Police, None)).await, Made::NotFound));
});
