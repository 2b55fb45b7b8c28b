//! The policy as a table: who sends what to how many, and what becomes of the letter and of the account.

#![allow(clippy::expect_used, reason = "without its rules the table cannot be read")]

use std::sync::LazyLock;

use model::{
    Profile::{self, Guardian, Head, Pupil, Staff, Teacher},
    limits,
    network::NetworkClass,
    verdict::{Consequence, Outcome, Verdict},
};
use shield::{ConfirmedMatch, Context, Letter, Reach, Shield, SimilarRecent};

const EXPLICIT: &str = "Demain je vais faire sauter le lycée.";
const DOUBTFUL: &str = "un massacre lundi au collège";
const ORDINARY: &str = "Bonjour, la sortie de jeudi est reportée, merci de prévenir les autres.";
const OFFICIAL: &str = "Madame, Monsieur, un message malveillant annonçant un attentat a été envoyé depuis des comptes \
    piratés. Les forces de l’ordre sont prévenues, l’établissement est sécurisé et les cours auront lieu normalement.";
const QUOTE: &str = "J'ai reçu ce message : « Demain je vais faire sauter le lycée. » J'ai peur.";
const FOREIGN: &str = "Zamknij drzwi jutro rano kiedy wszyscy przyjdą razem tutaj do środka";

/// Reading the rules takes longer than all judgments of this file.
static SHIELD: LazyLock<Shield> = LazyLock::new(|| Shield::untrained().expect("rules"));

/// Somebody who sends, and from where.
type Sender = fn(&mut Context);

/// At home, on their own device, for years.
fn at_home(c: &mut Context) {
    (c.known_device, c.device_new) = (Some(true), Some(false));
    (c.network_class, c.country_unusual) = (Some(NetworkClass::Isp), Some(false));
    (c.network_new_for_account, c.network_new_for_school) = (Some(false), Some(false));
    (c.device_other_accounts, c.device_schools, c.neighbours_stopped) = (Some(0), Some(1), Some(0));
    (c.network_other_accounts, c.network_schools) = (Some(0), Some(1));
    (c.session_minutes, c.session_searches, c.own_similar_last_hour) = (Some(3), Some(1), Some(0));
    c.broadcast_power = c.profile.is_adult_of_school();
}

/// On a telephone that they have bought today, at home.
fn new_telephone(c: &mut Context) {
    at_home(c);
    (c.known_device, c.device_new, c.broadcast_power) = (Some(false), Some(true), false);
}

/// The same in the bus.
fn new_telephone_outside(c: &mut Context) {
    new_telephone(c);
    (c.network_class, c.network_new_for_account, c.network_new_for_school) = (Some(NetworkClass::Mobile), None, None);
}

/// At a computer of the school, after thirty others.
fn school_computer(c: &mut Context) {
    new_telephone(c);
    c.network_class = Some(NetworkClass::School);
    (c.network_new_for_account, c.network_other_accounts, c.network_schools) = (Some(true), None, None);
    c.device_other_accounts = Some(6);
}

/// On their own laptop, through a VPN.
fn careful(c: &mut Context) {
    at_home(c);
    (c.network_class, c.network_new_for_account, c.network_new_for_school) =
        (Some(NetworkClass::Vpn), Some(true), Some(true));
}

/// A stranger at somebody's home line, who opens this account alone.
fn thief_at_home(c: &mut Context) {
    new_telephone(c);
    (c.network_new_for_account, c.network_new_for_school) = (Some(true), Some(true));
}

/// A stranger through a VPN, who looks up whom to write to.
fn thief_by_vpn(c: &mut Context) {
    thief_at_home(c);
    (c.network_class, c.session_searches) = (Some(NetworkClass::Vpn), Some(4));
}

/// A stranger through a computing centre, with accounts of several schools.
fn thief_of_many(c: &mut Context) {
    thief_at_home(c);
    (c.network_class, c.country_unusual) = (Some(NetworkClass::Hosting), Some(true));
    (c.device_other_accounts, c.device_schools) = (Some(4), Some(3));
    (c.network_other_accounts, c.network_schools) = (Some(9), Some(5));
}

fn judge(profile: Profile, readers: i64, text: &str, changes: &[Sender]) -> Verdict {
    let mut context = Context::declared(profile, readers);
    for change in changes {
        change(&mut context);
    }
    SHIELD.judge(&Letter { subject: "", body: text, file_names: &[] }, &context)
}

/// `deliver`, `waves`, `slow` or `hold`, with `+session` or `+contain`.
fn told(verdict: &Verdict) -> String {
    let outcome = match verdict.outcome {
        Outcome::Waves if verdict.slow => "slow",
        outcome => outcome.code(),
    };
    let consequence = match verdict.consequence {
        Consequence::None => "",
        Consequence::RestrictSession => "+session",
        Consequence::Contain => "+contain",
    };
    format!("{outcome}{consequence}")
}

#[test]
fn the_table() {
    let rows: &[(&str, Profile, i64, &str, Sender, &str)] = &[
        // An explicit threat is held, whoever writes; the account is taken only from strangers.
        ("explicit, own device", Pupil, 1, EXPLICIT, at_home, "hold"),
        ("explicit, own device, class", Pupil, 30, EXPLICIT, at_home, "hold"),
        ("explicit, head", Head, 1_500, EXPLICIT, at_home, "hold"),
        ("explicit, new telephone", Pupil, 30, EXPLICIT, new_telephone, "hold"),
        ("explicit, new telephone outside", Pupil, 30, EXPLICIT, new_telephone_outside, "hold"),
        ("explicit, school computer", Pupil, 30, EXPLICIT, school_computer, "hold"),
        ("explicit, own device by VPN", Pupil, 30, EXPLICIT, careful, "hold"),
        ("explicit, stranger", Pupil, 1, EXPLICIT, thief_at_home, "hold+contain"),
        ("explicit, stranger by VPN", Pupil, 1, EXPLICIT, thief_by_vpn, "hold+contain"),
        ("explicit, stranger with many", Teacher, 400, EXPLICIT, thief_of_many, "hold+contain"),
        // Doubtful words: behaviour decides.
        ("doubtful, own device", Pupil, 1, DOUBTFUL, at_home, "deliver"),
        ("doubtful, own device, class", Pupil, 30, DOUBTFUL, at_home, "hold"),
        ("doubtful, teacher to class", Teacher, 30, DOUBTFUL, at_home, "waves"),
        ("doubtful, new telephone", Pupil, 1, DOUBTFUL, new_telephone, "deliver"),
        ("doubtful, school computer", Pupil, 1, DOUBTFUL, school_computer, "deliver"),
        ("doubtful, stranger", Pupil, 1, DOUBTFUL, thief_at_home, "hold"),
        ("doubtful, stranger, teacher", Teacher, 30, DOUBTFUL, thief_by_vpn, "hold"),
        // Ordinary words go where they go; a stranger's go slowly.
        ("ordinary", Pupil, 1, ORDINARY, at_home, "deliver"),
        ("ordinary, class", Pupil, 30, ORDINARY, at_home, "deliver"),
        ("ordinary, wide", Pupil, 100, ORDINARY, at_home, "waves"),
        ("ordinary, teacher wide", Teacher, 100, ORDINARY, at_home, "deliver"),
        ("ordinary, new telephone to class", Teacher, 30, ORDINARY, new_telephone, "deliver"),
        ("ordinary, new telephone outside", Guardian, 3, ORDINARY, new_telephone_outside, "deliver"),
        ("ordinary, school computer to class", Teacher, 30, ORDINARY, school_computer, "deliver"),
        ("ordinary, own device by VPN", Teacher, 30, ORDINARY, careful, "deliver"),
        ("ordinary, elsewhere to few", Pupil, 2, ORDINARY, thief_at_home, "deliver"),
        ("ordinary, elsewhere to class", Pupil, 30, ORDINARY, thief_at_home, "slow"),
        ("ordinary, stranger by VPN to class", Teacher, 30, ORDINARY, thief_by_vpn, "hold"),
        ("ordinary, stranger with many to class", Pupil, 30, ORDINARY, thief_of_many, "hold"),
        ("ordinary, stranger with many to few", Pupil, 2, ORDINARY, thief_of_many, "deliver"),
        // What cannot be read.
        ("foreign, own device", Pupil, 30, FOREIGN, at_home, "deliver"),
        ("foreign, new telephone", Pupil, 30, FOREIGN, new_telephone, "deliver"),
        ("foreign, new telephone outside, few", Pupil, 3, FOREIGN, new_telephone_outside, "deliver"),
        ("foreign, new telephone outside", Teacher, 30, FOREIGN, new_telephone_outside, "slow"),
        ("foreign, stranger to few", Pupil, 2, FOREIGN, thief_at_home, "deliver"),
        ("foreign, stranger to class", Pupil, 30, FOREIGN, thief_at_home, "hold"),
        // Those who inform and those who warn are heard.
        ("official, head", Head, 1_500, OFFICIAL, at_home, "deliver"),
        ("official, staff by VPN", Staff, 1_500, OFFICIAL, careful, "deliver"),
        ("official, new telephone", Head, 1_500, OFFICIAL, new_telephone, "deliver"),
        ("official, new telephone outside", Head, 1_500, OFFICIAL, new_telephone_outside, "waves"),
        ("official, school computer", Head, 1_500, OFFICIAL, school_computer, "deliver"),
        ("doubtful, new telephone outside", Pupil, 1, DOUBTFUL, new_telephone_outside, "hold"),
        ("quotation, pupil", Pupil, 1, QUOTE, at_home, "deliver"),
        ("quotation, new telephone", Guardian, 2, QUOTE, new_telephone_outside, "deliver"),
        ("quotation, school computer", Pupil, 1, QUOTE, school_computer, "deliver"),
        ("quotation, teacher to colleagues", Teacher, 60, QUOTE, at_home, "deliver"),
    ];
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(case, profile, readers, text, sender, expected)| {
            let verdict = judge(*profile, *readers, text, &[*sender]);
            let said = told(&verdict);
            (said != *expected)
                .then(|| format!("{case}: {said}, not {expected}: {:.2} {:?}", verdict.threat, verdict.reasons))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_text_of_several_accounts_is_slowed_then_held_as_risk_grows() {
    let copies = |n: i64| SimilarRecent { count: n, distinct_senders: n, schools: 2 };
    let two: Sender = |c| c.similar_recent = Some(SimilarRecent { count: 2, distinct_senders: 2, schools: 2 });
    let stopped: Sender = |c| (c.campaign_copies, c.campaign_stopped) = (Some(3), Some(1));
    let often: Sender = |c| (c.campaign_copies, c.campaign_stopped) = (Some(3), Some(2));
    assert_eq!(copies(2), SimilarRecent { count: 2, distinct_senders: 2, schools: 2 });
    for (sender, change, expected) in [
        (at_home as Sender, two, "deliver"),
        (thief_at_home, two, "hold"),
        (at_home, stopped, "deliver"),
        (new_telephone, stopped, "deliver"),
        (thief_at_home, stopped, "hold"),
        (at_home, often, "hold"),
    ] {
        let verdict = judge(Pupil, 3, ORDINARY, &[sender, change]);
        assert_eq!(told(&verdict), expected, "{:?}", verdict.reasons);
    }
    let many: Sender = |c| c.similar_recent = Some(SimilarRecent { count: 5, distinct_senders: 4, schools: 3 });
    assert_eq!(told(&judge(Pupil, 3, ORDINARY, &[at_home, many])), "waves");
    assert_eq!(told(&judge(Head, 900, ORDINARY, &[at_home, often])), "deliver", "a head repeats a notice");
    assert_eq!(told(&judge(Pupil, 2, QUOTE, &[at_home, often])), "deliver", "who quotes is no copy");
}

#[test]
fn who_quotes_a_threat_to_a_few_is_heard_and_who_had_a_letter_held_is_not_trusted_with_doubt() {
    const BARE: &str =
        "garde ça pour toi mais c'était « Demain je vais faire sauter le lycée. », ma mère est au courant";
    let known: Sender = |c| (c.campaign_copies, c.campaign_stopped) = (Some(3), Some(3));
    assert_eq!(told(&judge(Pupil, 2, BARE, &[at_home, known])), "deliver");
    assert_eq!(told(&judge(Pupil, 2, BARE, &[at_home])), "deliver");
    assert_eq!(told(&judge(Pupil, 2, BARE, &[new_telephone, known])), "hold");
    assert_eq!(told(&judge(Pupil, 2, BARE, &[])), "hold", "of whom nothing is known");
    assert_eq!(told(&judge(Pupil, 30, BARE, &[at_home, known])), "hold");
    assert_eq!(told(&judge(Pupil, 2, BARE, &[thief_at_home, known])), "hold+contain");
    let stopped: Sender = |c| c.own_stopped_last_day = Some(1);
    assert_eq!(told(&judge(Pupil, 1, DOUBTFUL, &[at_home, stopped])), "hold");
    assert_eq!(told(&judge(Pupil, 1, ORDINARY, &[new_telephone, stopped])), "deliver");
}

#[test]
fn an_account_is_taken_only_when_words_and_risk_agree() {
    let campaign: Sender =
        |c| (c.campaign_copies, c.campaign_accounts, c.campaign_schools) = (Some(4), Some(3), Some(2));
    let confirmed: Sender = |c| {
        c.confirmed_match = Some(ConfirmedMatch { similarity: 0.9, campaign: "20 mars".to_owned() });
    };
    let outside = new_telephone_outside as Sender;
    let seen: Sender = |c| (c.network_class, c.device_new) = (Some(NetworkClass::Unknown), Some(false));
    for (sender, changes, expected) in [
        (at_home as Sender, &[campaign] as &[Sender], "hold"),
        (at_home, &[campaign, confirmed], "hold"),
        (new_telephone, &[campaign], "hold"),
        (outside, &[campaign, seen], "hold+contain"),
        (outside, &[seen], "hold"),
    ] {
        let all: Vec<Sender> = std::iter::once(sender).chain(changes.iter().copied()).collect();
        assert_eq!(told(&judge(Pupil, 30, EXPLICIT, &all)), expected);
    }
    assert_eq!(told(&judge(Pupil, 30, ORDINARY, &[thief_at_home, confirmed])), "hold+contain", "a threat known again");
    assert_eq!(told(&judge(Pupil, 30, ORDINARY, &[at_home, confirmed])), "hold");
    let repeats: Sender = |c| c.own_similar_last_hour = Some(3);
    assert_eq!(told(&judge(Pupil, 30, ORDINARY, &[thief_of_many, repeats])), "hold+session");
}

#[test]
fn more_risk_never_makes_an_answer_milder() {
    let rank = |verdict: &Verdict| match verdict.outcome {
        Outcome::Deliver => 0,
        Outcome::Waves if !verdict.slow => 1,
        Outcome::Waves => 2,
        Outcome::Hold => 3,
    };
    let senders: [Sender; 5] = [at_home, new_telephone, thief_at_home, thief_by_vpn, thief_of_many];
    for profile in Profile::ALL {
        for text in [EXPLICIT, DOUBTFUL, ORDINARY, OFFICIAL, QUOTE, FOREIGN] {
            for readers in [1, 5, 6, 30, limits::WAVES_ABOVE_READERS + 1, 1_500] {
                let verdicts: Vec<Verdict> = senders.iter().map(|s| judge(*profile, readers, text, &[*s])).collect();
                assert!(verdicts.windows(2).all(|w| rank(&w[0]) <= rank(&w[1])), "{profile} {readers} {text}");
                assert!(
                    verdicts.windows(2).all(|w| w[0].consequence <= w[1].consequence),
                    "{profile} {readers} {text}"
                );
            }
        }
    }
}

#[test]
fn each_sign_of_risk_is_a_sentence_with_a_weight() {
    let verdict = judge(Pupil, 30, EXPLICIT, &[thief_of_many]);
    let text = |code: &str| verdict.reasons.iter().find(|r| r.code == code).map(|r| r.text.as_str());
    assert_eq!(text("device"), Some("Appareil jamais vu pour ce compte."));
    assert_eq!(text("network_hosting"), Some("Réseau d’hébergeur."));
    assert_eq!(text("network_accounts"), Some("9 autres comptes ouverts depuis ce réseau en une heure."));
    assert_eq!(text("device_schools"), Some("Cet appareil a ouvert des comptes de 3 établissements en une heure."));
    assert!(text("consequence").is_some_and(|text| text.starts_with("Compte confiné")));
    assert!(verdict.reasons.windows(2).all(|w| w[0].weight.abs() >= w[1].weight.abs()));
}

#[test]
fn a_head_on_a_new_telephone_who_reaches_far_is_slowed_down_and_a_pupil_stopped() {
    let spree: Sender = |c| {
        c.reach_last_hour = Some(Reach { readers: limits::REACH_PER_HOUR_MAX, schools: 1, messages: 12 });
    };
    assert_eq!(told(&judge(Head, 900, ORDINARY, &[new_telephone, spree])), "deliver", "at home, where they always are");
    assert_eq!(told(&judge(Head, 900, ORDINARY, &[new_telephone_outside, spree])), "waves");
    assert_eq!(told(&judge(Head, 900, ORDINARY, &[thief_at_home, spree])), "slow");
    assert_eq!(told(&judge(Pupil, 10, ORDINARY, &[at_home, spree])), "hold");
}
