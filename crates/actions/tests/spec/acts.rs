//! Every action that writes, once, on a scene made for it: what the tests of the journal and of faults go through.

use std::{future::Future, pin::Pin};

use actions::{
    Error, account, activate, alert, appeal, batches, break_glass, care, carriers, cas, claim, confirm, contacts,
    contain, decision, decoy, deliver, designate, desk, disown, examine,
    exculpation::{self, Door, Of},
    factor, false_alarm, family, filing, folders, in_person, lift, look_back, mailbox, measure, merge, notice,
    oidc::{authorize, end, exchange, keys, refresh, register},
    open_group, operate, policy, powers, prove, quiet, record, release,
    relying::{self, registry},
    report,
    reset::{self, NewReset, openings, two},
    rule_files, rumour, scan, schedule, search, second_step, send, send_later, settle, sheets, sign_in, single_logout,
    situation, step_up,
    sweep::{Pair, Sweep, Swept},
    testing::{
        Judging, PASSWORD, Tab,
        counter::counter_description,
        provider::{CLIENT, ISSUER, SECRET},
    },
    threats, unmask, unveil, wave, withdraw, write,
};
use model::{
    MessageId, Millis, PersonId, Profile, Role, SchoolId, SectionId,
    duty::Duty,
    folder::Place,
    limits,
    measure::Typed,
    policy::PolicyState,
    proof::Answer,
    reset::Returning,
    service::AttributeSet,
    situation::{Flag, NeighbourWord},
    territory::Scope,
    verdict::Consequence,
};
use store::draft::SavedDraft;
use uuid::Uuid;

use crate::deliveries::{self, acts as channels};
use crate::local_rules::file;
use crate::measures::acts::{for_lyon, for_nobody};
use crate::notices::acts::for_the_lycee;
use crate::oidc::{
    acts::{exchanged, refreshed},
    question,
};
use crate::relying::ALL;
use crate::scene::{HUB, QUIET, SAME, Scene, nowhere, overlay};
use crate::situations::acts::{gathered, gymnasium};

/// What an action gives: that it was done, whatever it answers.
pub(crate) type Doing<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// An action on a scene.
pub(crate) struct Act {
    pub(crate) name: &'static str,
    /// Entries that it appends to the journal, in order.
    pub(crate) verbs: &'static [&'static str],
    pub(crate) run: for<'a> fn(&'a Scene) -> Doing<'a>,
}

/// A list that opens one account.
async fn swept(s: &Scene) -> Result<Swept, Error> {
    let pair = Pair::new("adam", PASSWORD).expect("a pair");
    Sweep::new(false).check(&s.world.app, vec![pair]).await
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
    [
        of_accounts(),
        of_providers(),
        of_people(),
        of_lanes(),
        of_services(),
        of_desk(),
        of_measures(),
        of_situations(),
        of_filings(),
        of_notices(),
        of_channels(),
        of_the_program(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How people get in, and what they do with what lets them in.
pub(crate) fn of_accounts() -> Vec<Act> {
    acts! {
        "sign in" ["session.open"] |s| sign_in::sign_in(&s.world.app, &attempt(s, PASSWORD));
        "come from far away" ["session.refuse"] |s| sign_in::sign_in(&s.world.app, &stolen(&s.strangers.far, "lea"));
        "open accounts one after another" ["session.refuse", "account.contain", "account.contain", "account.contain"]
            |s| sign_in::sign_in(&s.world.app, &stolen(&s.strangers.several, "yann"));
        "fail to sign in" [] |s| sign_in::sign_in(&s.world.app, &attempt(s, "autre"));
        "be recognised" [] |s| sign_in::authenticate(&s.world.app, secret(s.tab.session.as_ref()), secret(s.tab.device.as_ref()));
        "sign out" ["session.end"] |s| sign_in::sign_out(&s.world.app, &s.ines);
        "ask whose code it is" [] |s| activate::greet(&s.world.app, &s.code, s.tab.browser());
        "activate" ["account.activate", "session.open"] |s| activate::activate(&s.world.app, &activation(s));
        "change password" ["account.password", "session.open"]
            |s| account::change_password(&s.world.app, &s.factors.own_tab.1, &new_password(s));
        "begin a second factor" ["factor.begin"] |s| factor::begin(&s.world.app, &s.roche, "téléphone");
        "confirm a second factor" ["factor.add"]
            |s| factor::confirm(&s.world.app, &s.factors.own_tab.1, &s.factors.begun_code);
        "begin a grid of codes" ["factor.begin"] |s| actions::grid::begin(&s.world.app, &s.factors.own_tab.1, "grille");
        "confirm a grid of codes" ["factor.add"]
            |s| actions::grid::confirm(&s.world.app, &s.factors.own_tab.1, &s.factors.cells);
        "remove a second factor" ["factor.remove"]
            |s| factor::remove(&s.world.app, &s.factors.zoe, s.factors.factor);
        "draw recovery codes" ["factor.recovery"] |s| factor::renew_recovery(&s.world.app, &s.factors.zoe);
        "begin to sign in" ["session.begin"] |s| sign_in::sign_in(
            &s.world.app, &sign_in::Attempt { login: "zoe", ..attempt(s, PASSWORD) });
        "go on signing in" ["session.open"] |s| second_step::second_step(&s.world.app, &given(s));
        "prove oneself again" ["session.prove"] |s| step_up::step_up(&s.world.app, &s.factors.own_tab.1, PASSWORD);
        "begin a passkey" [] |s| s.factors.keys.begins(&s.world);
        "make a passkey" ["factor.add"] |s| s.factors.keys.makes(&s.world);
        "be asked for a passkey after the password" [] |s| s.factors.keys.is_asked_second(&s.world);
        "go on signing in by a passkey" ["session.open"] |s| s.factors.keys.goes_on(&s.world);
        "be asked for a passkey in a session" [] |s| s.factors.keys.is_asked_again(&s.world);
        "prove oneself again by a passkey" ["session.prove"] |s| s.factors.keys.proves(&s.world);
        "be asked for a passkey alone" [] |s| s.factors.keys.is_asked(&s.world);
        "sign in by a passkey" ["session.open"] |s| s.factors.keys.enters(&s.world, &s.factors.keys.alone);
        "be refused with a copied passkey" ["factor.copied"]
            |s| s.factors.keys.enters(&s.world, &s.factors.keys.copied);
        "disown a session" ["session.disown"]
            |s| disown::disown(&s.world.app, &s.factors.own_tab.1, s.ines.session.expect("a session"));
        "ask how a message was sent" ["evidence.exculpate"] |s| exculpation::report(
            &s.world.app, &s.factors.own_tab.1, Of::Session(s.ines.session.expect("a session")), Door::Family);
        "choose a language" ["account.comfort"]
            |s| account::set_comfort(&s.world.app, &s.ines, Some("en"), Some("opendyslexic"));
    }
}

/// Providers of identity, and those who come in through them.
pub(crate) fn of_providers() -> Vec<Act> {
    acts! {
        "add a provider" ["console.provider_add"] |s| registry::add(&s.world.app, &registry::NewProvider {
            code: "new", label: "Autre", issuer: ISSUER, client: CLIENT, secret: SECRET, publics: &ALL, claim: "sub",
            acr: &[] });
        "end a provider" ["console.provider_end"] |s| registry::end(&s.world.app, "guichet");
        "go to a provider" [] |s| s.providers.goes(&s.world);
        "bring its answer" [] |s| s.providers.answers(&s.world);
        "add a provider that speaks SAML" ["console.provider_add"] |s| s.world.registers_counter("other");
        "renew a provider that speaks SAML" ["console.provider_renew"]
            |s| registry::renew(&s.world.app, "saml", &counter_description());
        "go to a provider that speaks SAML" [] |s| s.providers.goes_to_counter(&s.world);
        "bring what it answers" [] |s| s.providers.brings(&s.world);
        "take what it has answered" [] |s| s.providers.takes(&s.world);
        "sign in through a provider" ["provider.enter", "session.open"] |s| s.providers.enters(&s.world);
        "come with a word that is not believed" ["provider.refuse"] |s| s.providers.lies(&s.world);
        "be linked to a subject" ["provider.link"] |s| s.providers.links(&s.world);
        "choose an account" ["provider.enter", "session.open"] |s| relying::choose(
            &s.world.app, s.providers.choosing.1.token.secret(), s.world.person("paul").id, s.providers.choosing.0.browser());
        "be linked by a printed code" ["account.activate", "session.open"] |s| relying::by_code(
            &s.world.app, s.providers.coding.1.token.secret(), &s.code, s.providers.coding.0.browser());
        "take a link away" ["provider.unlink"]
            |s| relying::unlink(&s.world.app, &s.providers.owner.0, s.providers.owner.1);
        "hear that a session has ended" ["provider.logout"]
            |s| relying::ended_there(&s.world.app, "guichet", &s.providers.ended);
    }
}

/// What people do with those they answer for, and with their letters.
pub(crate) fn of_people() -> Vec<Act> {
    acts! {
        "invite" ["console.invite"] |s| operate::invite(&s.world.app, "adou");
        "grant" ["console.grant"] |s| operate::grant(&s.world.app, "adou", Role::Desk, Scope::All, "Rectorat");
        "print sheets" ["sheets.print"]
            |s| sheets::print(&s.world.app, &s.roche, SectionId(s.world.uuid("2nde4")), Profile::Guardian);
        "print sheets with grids of codes" ["sheets.print"] |s| {
            let wanted = sheets::Wanted { which: sheets::Which::All, grid: Some("grille") };
            sheets::print_for(&s.world.app, &s.roche, SectionId(s.world.uuid("2nde4")), Profile::Pupil, wanted)
        };
        "make a batch of sheets void" ["sheets.void"] |s| batches::void(&s.world.app, &s.roche, s.batch);
        "hand sheets out" ["sheets.hand_out"] |s| batches::hand_out(&s.world.app, &s.roche, s.batch, &[]);
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
        "tell a service" ["service.logout"] |s| single_logout::told(&s.world.app, &s.services.notice, 200);
        "link a service of OpenID Connect" ["console.service_add"]
            |s| register::register(&s.world.app, &register::NewClient {
                code: "new", name: "Autre", attributes: AttributeSet::Hub, redirects: &["https://new.example".to_owned()],
                after_logout: &[], logout: None, public: false });
        "renew the key" ["console.service_key"] |s| keys::renew(&s.world.app);
        "go to a service with a code" ["service.code"]
            |s| authorize::authorize(&s.world.app, Some(&s.ines), &question("carnet"));
        "be let in by a code" ["service.enter"] |s| exchange::exchange(&s.world.app, &exchanged(&s.services.carnet, 0, None));
        "burn a code" ["service.refuse"] |s| exchange::exchange(&s.world.app, &exchanged(&s.services.carnet, 0, Some("autre")));
        "show a code again" ["service.void"] |s| exchange::exchange(&s.world.app, &exchanged(&s.services.carnet, 1, None));
        "refresh tokens" ["service.refresh"]
            |s| refresh::refresh(&s.world.app, &refreshed(&s.services.carnet, &s.services.carnet.unused));
        "show a refresh token again" ["service.void"]
            |s| refresh::refresh(&s.world.app, &refreshed(&s.services.carnet, &s.services.carnet.used));
        "sign out from a service" ["session.end"] |s| end::end(&s.world.app, Some(&s.ines), &end::SignOut {
            hint: &s.services.carnet.id_token, ..end::SignOut::default() });
        "forget spent tickets" [] |s| {
            s.world.advance(limits::TICKET_KEPT + Millis(1));
            single_logout::forget(&s.world.app)
        };
    }
}

fn shown<'a>(s: &'a Scene, service: &'a str) -> cas::validate::Question<'a> {
    cas::validate::Question { service, ticket: &s.services.ticket, renew: false, proxy: false }
}

/// What the desk does.
pub(crate) fn of_desk() -> Vec<Act> {
    acts! {
        "reveal" ["desk.reveal"] |s| desk::letter(&s.world.app, &s.desk, s.held, true);
        "name those exposed" ["desk.exposures"] |s| desk::exposures(&s.world.app, &s.desk, s.read);
        "export those exposed" ["desk.export_exposures"] |s| desk::export_exposures(&s.world.app, &s.desk, s.read);
        "report how a message was sent" ["evidence.exculpate"]
            |s| exculpation::report(&s.world.app, &s.desk, Of::Message(s.held), Door::Desk);
        "make an evidence pack" ["dossier.seal"] |s| crate::dossiers::act(s);
        "release" ["message.release"] |s| release::release(&s.world.app, &s.desk, s.held, "sans danger");
        "ask who wrote it" ["message.ask_proof"] |s| prove::ask(&s.world.app, &s.desk, s.held);
        "prove oneself" ["message.prove"] |s| prove::answer(&s.world.app, &s.asked, s.own, Answer::Mine);
        "disown" ["account.contain", "message.disown"]
            |s| prove::answer(&s.world.app, &s.asked, s.own, Answer::NotMine);
        "ask for a name" ["desk.unmask"] |s| unmask::unmask(&s.world.app, &s.desk, s.claimed, "appeler la famille");
        "ask for the names of a list" ["desk.unmask_list"]
            |s| unmask::unmask_list(&s.world.app, &s.desk, unmask::OfList::Contained, "appeler les familles");
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
        "plant a decoy" ["console.decoy_plant"] |s| s.decided.decoys.plants(&s.world);
        "take a decoy away" ["console.decoy_remove"] |s| decoy::remove(&s.world.app, s.decided.decoys.one.id);
        "write to a decoy" ["message.send", "decoy.touch", "account.contain"] |s| s.decided.decoys.is_written_to(&s.world);
        "try a decoy's user name" ["decoy.touch"] |s| sign_in::sign_in(
            &s.world.app, &sign_in::Attempt { login: &s.decided.decoys.one.login, ..attempt(s, PASSWORD) });
        "come back" ["account.activate", "account.return", "session.open"]
            |s| activate::activate(&s.world.app, &return_of(s));
    }
}

/// Measures, and what they have wait.
pub(crate) fn of_measures() -> Vec<Act> {
    acts! {
        "take a measure" ["measure.propose"] |s| measure::propose(&s.world.app, None, for_nobody(&s.world));
        "ask for a measure" ["measure.propose"] |s| measure::propose(&s.world.app, Some(&s.desk), for_lyon(&s.world));
        "replace a measure" ["measure.propose", "measure.replaced"] |s| {
            let new = Typed { replaces: Some(s.decided.measures.nowhere), ..for_nobody(&s.world) };
            async move { measure::propose(&s.world.app, None, new).await }
        };
        "agree to a measure" ["measure.answer"] |s| measure::answer(&s.world.app, &s.desk2, s.decided.measures.asked, true);
        "decline a measure" ["measure.answer"] |s| measure::answer(&s.world.app, &s.desk2, s.decided.measures.asked, false);
        "extend a measure" ["measure.extend"] |s| {
            let to = s.world.now() + Millis::hours(20);
            async move { measure::extend(&s.world.app, None, s.decided.measures.nowhere, to, "encore").await }
        };
        "agree to an extension" ["measure.extend_answer"]
            |s| measure::answer_extension(&s.world.app, &s.desk2, s.decided.measures.longer, true);
        "lift a measure" ["measure.lift"] |s| measure::lift(&s.world.app, None, s.decided.measures.planned, "fini");
        "write in closed hours" ["message.send"] |s| {
            let draft = s.world.person("yann").draft(&["bonnet"], "", "Encore un mot");
            async move { send::send(&s.world.app, &s.world.person("yann").try_actor().await?, &draft).await }
        };
        "let out what waited" ["message.judge_again"] |s| measure::let_out(&s.world.app);
    }
}

/// Schools in trouble.
pub(crate) fn of_situations() -> Vec<Act> {
    acts! {
        "open a situation" ["situation.open"]
            |s| situation::open(&s.world.app, &s.desk, SchoolId(s.world.uuid("lycee")), true, "appel reçu");
        "change a situation" ["situation.change"]
            |s| situation::change(&s.world.app, &s.decided.situations.faure, (s.decided.situations.evacuated, 1), &gathered(), "tous là");
        "close a situation" ["situation.close"]
            |s| situation::close(&s.world.app, &s.decided.situations.lemoine, s.decided.situations.calm);
        "note that families were told" ["situation.told"]
            |s| situation::told(&s.world.app, &s.decided.situations.faure, s.decided.situations.evacuated, None);
        "say what is particular" ["situation.flag"] |s| situation::set_flags(
            &s.world.app, &s.decided.situations.faure, SchoolId(s.world.uuid("ailleurs")), &[Flag::Boarding]);
        "open a place for pupils" ["situation.site_open"] |s| situation::open_site(
            &s.world.app, &s.decided.situations.faure, s.decided.situations.evacuated, gymnasium(s.world.app.id()));
        "count at a place" ["situation.site_count"] |s| situation::count_site(
            &s.world.app, &s.decided.situations.faure, (s.decided.situations.evacuated, s.decided.situations.site), 12);
        "close a place" ["situation.site_close"] |s| situation::close_site(
            &s.world.app, &s.decided.situations.faure, (s.decided.situations.evacuated, s.decided.situations.site));
        "tell a school next door" ["situation.neighbour"] |s| situation::tell(
            &s.world.app, &s.decided.situations.faure, s.decided.situations.evacuated, &s.decided.situations.near, NeighbourWord::Attentive);
        "begin a roll call" ["roll_call.start"]
            |s| situation::start(&s.world.app, &s.decided.situations.lemoine, s.decided.situations.calm.0);
        "mark pupils" ["roll_call.mark"] |s| situation::mark(
            &s.world.app, &s.decided.situations.faure, (SchoolId(s.world.uuid("ailleurs")), s.decided.situations.call),
            &s.decided.situations.marks, Millis(0));
        "end a roll call" ["roll_call.end"]
            |s| situation::end(&s.world.app, &s.decided.situations.faure, s.decided.situations.evacuated, "tous chez eux");
        "hear from next door" ["situation.heard"] |s| situation::sight(
            &s.world.app, &s.decided.situations.lemoine, SchoolId(s.world.uuid("college")));
    }
}

/// What is owed to others.
pub(crate) fn of_filings() -> Vec<Act> {
    acts! {
        "open filings" ["filing.open"] |s| filing::open(&s.world.app, Some(&s.desk), s.confirmed);
        "move a filing" ["filing.move"] |s| crate::filings::act(s);
    }
}

/// Notices to families, and rumours.
pub(crate) fn of_notices() -> Vec<Act> {
    acts! {
        "write a notice" ["notice.draft"] |s| notice::draft(&s.world.app, &s.head, for_the_lycee(&s.world));
        "write a notice again" ["notice.edit"]
            |s| notice::edit(&s.world.app, &s.head, s.decided.notices.draft, 1, for_the_lycee(&s.world));
        "put a notice to somebody" ["notice.submit"] |s| notice::submit(&s.world.app, &s.head, s.decided.notices.draft, 1);
        "approve a notice" ["notice.approve"] |s| notice::approve(&s.world.app, &s.desk2, s.decided.notices.waiting, 1);
        "send a notice back" ["notice.send_back"]
            |s| notice::send_back(&s.world.app, &s.desk2, s.decided.notices.waiting, 1, "l’heure manque");
        "send a notice" ["notice.send", "delivery.plan"] |s| notice::send(&s.world.app, &s.desk, s.decided.notices.approved, 1);
        "correct a notice" ["notice.send", "notice.correct", "delivery.plan"]
            |s| notice::send(&s.world.app, &s.head, s.decided.notices.correction, 1);
        "take a notice back" ["notice.withdraw", "delivery.withdraw"] |s| notice::withdraw(&s.world.app, &s.desk, s.decided.notices.sent, "erreur");
        "read a notice" [] |s| {
            let reader = s.world.person("paul");
            async move { notice::open(&s.world.app, &reader.try_actor().await?, s.decided.notices.sent).await }
        };
        "say that one read a notice" [] |s| {
            let reader = s.world.person("paul");
            async move { notice::acknowledge(&s.world.app, &reader.try_actor().await?, s.decided.notices.sent).await }
        };
        "check the code of a notice" [] |s| async move {
            let code = model::notice::Code::new([7; 16]).to_string();
            notice::verify(&s.world.app, Tab::unknown().browser(), &code).await
        };
        "note a rumour" ["rumour.open"] |s| rumour::open(
            &s.world.app, &s.head, s.world.app.id(), "On dit que", &[SchoolId(s.world.uuid("lycee"))]);
        "answer a rumour" ["rumour.answer"] |s| rumour::answer(&s.world.app, &s.desk, s.decided.notices.rumour, "C’est faux.");
        "close a rumour" ["rumour.close"] |s| rumour::close(&s.world.app, &s.head, s.decided.notices.rumour);
    }
}

/// Notices that leave, and where they go.
pub(crate) fn of_channels() -> Vec<Act> {
    acts! {
        "read addresses from the directory" ["contact.read"] |s| contacts::read(&s.world.app, contacts::FIRST);
        "let a browser be pushed to" ["contact.subscribe"]
            |s| {
                let browser = deliveries::browser("lea");
                async move { contacts::subscribe(&s.world.app, &s.ines, &browser).await }
            };
        "take that back" ["contact.unsubscribe"]
            |s| {
                let browser = deliveries::browser("claire");
                async move { contacts::unsubscribe(&s.world.app, &s.decided.deliveries.claire, &browser.endpoint).await }
            };
        "forget old addresses" ["contact.forget"] |s| {
            s.world.advance(limits::DELIVERY_KEPT + Millis::days(1));
            contacts::forget(&s.world.app)
        };
        "send a correction" ["delivery.plan"] |s| channels::is_corrected(&s.world, &s.decided.deliveries);
        "withdraw a notice" ["delivery.withdraw"] |s| deliver::withdraw(&s.world.app, None, deliveries::NOTICE);
        "take messages from the queue" [] |s| channels::is_claimed(&s.world);
        "record what came of messages" ["delivery.record"] |s| channels::is_taken(&s.world, &s.decided.deliveries);
        "hear that messages arrived" ["delivery.receipts"] |s| channels::arrives(&s.world);
        "go over to the next channel" ["delivery.fall_back"] |s| channels::falls_back(&s.world);
        "have read a notice" [] |s| channels::is_read(&s.world, &s.decided.deliveries);
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
        "look behind for a signature" ["policy.look_back"] |s| policy::signature::look_back(&s.world.app, s.decided.signature,
            MessageId(Uuid::max()), 0);
        "reset a territory" ["accounts.reset"] |s| {
            let new = NewReset { scope: Scope::Academie(10), ..nowhere() };
            async move { reset::reset(&s.world.app, None, &new).await }
        };
        "ask for a reset" ["accounts.reset_ask", "accounts.reset"] |s| {
            let new = NewReset { scope: Scope::Academie(10), spares_since: None, spares_passkeys: None, note: "" };
            async move { two::ask(&s.world.app, &s.desk, &new, true).await }
        };
        "agree to a reset" ["accounts.reset_answer", "accounts.reset"]
            |s| two::answer(&s.world.app, &s.desk2, s.decided.resets.asked, true);
        "ask for a reset's end" ["accounts.reset_ask"] |s| two::ask_undo(&s.world.app, &s.decided.resets.operator, s.decided.resets.nowhere, "");
        "give a code to a pupil who is there" ["code.give"]
            |s| in_person::give(&s.world.app, &s.roche, s.world.person("karim").id);
        "say that a session is one's own" ["session.own"] |s| family::own(&s.world.app, &s.factors.own_tab.1,
                s.ines.session.expect("a session"));
        "give a part of a power on" ["power.delegate"] |s| {
            let until = s.world.now() + Millis::days(1);
            async move {
                let new = powers::NewDelegation { login: "perrin", role: Role::Desk, scope: Scope::Academie(10), until, note: "" };
                powers::delegate(&s.world.app, &s.desk, &new).await
            }
        };
        "end a power" ["power.end"] |s| powers::end(&s.world.app, None, s.decided.resets.power);
        "print codes for a bad night" ["console.break_glass"] |s| break_glass::print(&s.world.app, &Scope::All);
        "take the desk's power by codes" ["power.break_glass"]
            |s| break_glass::break_glass(&s.world.app, &s.decided.resets.operator, [&s.decided.resets.glass[0], &s.decided.resets.glass[1]], "essai");
        "fail to take it" ["power.break_glass_refused"]
            |s| break_glass::break_glass(&s.world.app, &s.decided.resets.operator, [&s.decided.resets.glass[0], &s.decided.resets.glass[0]], "essai");
        "say when a place comes back" ["accounts.reset_opening"] |s| {
            let at = s.world.now() + Millis::hours(9);
            let new = openings::NewOpening { scope: Scope::Academie(1), who: Returning::Everyone, reads_at: at, writes_at: at };
            async move { openings::open(&s.world.app, None, s.decided.resets.nowhere, &new).await }
        };
        "take back when a place comes back" ["accounts.reset_opening_ended"]
            |s| openings::close(&s.world.app, Some(&s.decided.resets.operator), s.decided.resets.opening);
        "undo a reset" ["accounts.reset_undone"] |s| reset::undo(&s.world.app, None, s.decided.resets.nowhere, "fausse alerte");
        "sweep a list" ["account.leaked"] |s| swept(s);
        "put rule files in force" ["rules.load"] |s| {
            let files = [file("nuit.toml", "corbeau-noir", "operation corbeau noir")];
            async move { rule_files::load(&s.world.app, &files).await }
        };
        "refuse rule files" ["rules.refuse"] |s| {
            let files = [file("nuit.toml", "corbeau noir", "")];
            async move { rule_files::load(&s.world.app, &files).await }
        };
        "say which rules are in force" [] |s| rule_files::note(&s.world.app);
        "keep the program's own policy" ["policy.own"] |s| policy::keep_own(&s.world.app);
        "replay decisions" ["decision.replay"] |s| decision::replay(&s.world.app);
        "seal" [] |s| record::seal(&s.world.app);
    }
}

fn secret(cookie: Option<&String>) -> &str {
    cookie.expect("a signed-in browser")
}

fn attempt<'a>(s: &'a Scene, password: &'a str) -> sign_in::Attempt<'a> {
    sign_in::Attempt { login: "ines", password, browser: s.tab.browser() }
}

/// Somebody who has the password, and nothing else of the owner's.
fn stolen<'a>(from: &'a Tab, login: &'a str) -> sign_in::Attempt<'a> {
    sign_in::Attempt { login, password: PASSWORD, browser: from.browser() }
}

/// Zoe gives the code that is asked for besides her password.
fn given(s: &Scene) -> second_step::Given<'_> {
    let (tab, step) = &s.factors.step;
    second_step::Given { step, code: &s.factors.code, browser: tab.browser() }
}

fn activation(s: &Scene) -> activate::Activation<'_> {
    activate::Activation { code: &s.code, password: "quatre mots bien choisis", browser: s.tab.browser() }
}

fn return_of(s: &Scene) -> activate::Activation<'_> {
    activate::Activation { code: &s.return_code, ..activation(s) }
}

fn new_password(s: &Scene) -> account::NewPassword<'_> {
    let (current, password) = (PASSWORD, "quatre mots bien choisis");
    account::NewPassword { current, password, browser: s.factors.own_tab.0.browser() }
}

async fn sends(s: &Scene, text: &str) -> Result<send::Sent, Error> {
    let draft = s.world.person("roche").draft(&["ines"], "Un mot", text);
    send::send(&s.world.app, &s.roche, &draft).await
}

async fn falls_quiet(s: &Scene) -> Result<usize, Error> {
    s.world.advance(limits::CAMPAIGN_QUIET_AFTER + Millis(1));
    quiet::quiet(&s.world.app).await
}
