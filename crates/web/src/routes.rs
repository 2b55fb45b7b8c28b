//! Every address that the program answers, who may call it, and how much it may send. The router is made from this
//! table and from nothing else.
//!
//! A form that is answered with a page, not by going on to one, has that page's address for `GET` too: the page may be
//! asked for again, whole or in part.

use std::sync::Arc;

use axum::{
    http::Method,
    routing::{MethodRouter, get, post},
};
use model::{Role, limits};

use crate::{
    pages::{
        account, activate, alert, appeals, assets, attachments, campaigns, care, cas, compose, contained, demo, desk,
        directory, dossiers, drafts, exculpation, exposure, factors, filings, folders, home, imports, in_person, inbox,
        measures, notices, oidc, passkeys, policy, powers, proof, providers, recipients, resets, restricted, roll_call,
        school, search, second_step, sent, sheets, sign_in, signature, situations, statistics, status, thread,
    },
    server::Web,
    session::Visitor,
};

/// One address and method.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may call it.
    pub who: Who,
    /// What it may be sent.
    pub body: Body,
    pub(crate) handler: fn() -> MethodRouter<Arc<Web>>,
}

/// Who may call a route. For everybody else there is no such page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody; nobody is even asked who they are.
    Unasked,
    /// Anybody.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever works in a school as teacher, staff or head. Of which school is the action's question.
    AdultOfSchool,
    /// Whoever may reset a place or hand over an evidence pack: heads of schools, crisis desks, operators. Which place is
    /// the action's question.
    Resets,
    /// Whoever has a power over a territory.
    Holder,
    /// Whoever is of a crisis desk. Of which territory is the action's question.
    Desk,
    /// Whoever looks after the installation.
    Operator,
    /// Anybody, in the demonstration only.
    DemoOnly,
}

/// What a route may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// Nothing that is read.
    None,
    /// A form without files.
    Form,
    /// What a program says in a protocol.
    Protocol,
    /// A sign-in that may carry what was typed when a session ended.
    Kept,
    /// A message with files. When the session has ended, what was typed is carried to the sign-in page and back.
    Message,
    /// A form that changes what opens one's own account: whoever sends it has proved lately who they are, or is asked to.
    Own,
    /// A form that decides over others: the same, and by a second factor where the installation wants one.
    Act,
    /// Files of a directory.
    Rosters,
}

/// What a route is a part of: measures close parts to some people, and some parts to nobody (invariant 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Signing in and out, one's own account, warnings, official information, what is restricted, reporting a message.
    Always,
    /// Reading and writing messages.
    Messages,
    /// Everything else.
    Rest,
}

/// Paths of what no measure closes, and of what is below them.
const ALWAYS: [&str; 32] = [
    "/saml",
    "/cas/logout",
    "/oidc/logout",
    "/assets",
    "/healthz",
    "/status",
    "/sign-in",
    "/sign-out",
    "/activate",
    "/account",
    "/alert",
    "/care",
    "/official",
    "/restrictions",
    "/proof",
    "/exculpation",
    "/events",
    "/measures",
    "/notices",
    "/verify",
    "/point",
    "/break-glass",
    "/powers",
    "/resets",
    "/demo",
    "/attachments",
    "/school",
    "/situations",
    "/situations.csv",
    "/statistics",
    "/statistics.csv",
    "/filings",
];
/// The same of messages.
const MESSAGES: [&str; 8] =
    ["/inbox", "/messages", "/compose", "/recipients", "/sent", "/drafts", "/folders", "/search"];

/// Whether a form comes to this path from the sites of others: what a provider of identity answers, which a browser brings.
/// Nobody is asked there who they are, so that no cookie is of use.
pub(crate) fn comes_from_elsewhere(method: &Method, path: &str) -> bool {
    let name = path.strip_prefix("/sign-in/with/").and_then(|rest| rest.strip_suffix("/saml"));
    method == Method::POST && name.is_some_and(|name| !name.is_empty() && !name.contains('/'))
}

impl Route {
    /// What it is a part of. Files of official information are told from others where they are served.
    pub fn part(&self) -> Part {
        let below = |roots: &[&str]| {
            roots
                .iter()
                .any(|root| self.path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        if self.path == "/" || self.path == "/messages/{id}/report" || below(&ALWAYS) {
            Part::Always
        } else if below(&MESSAGES) {
            Part::Messages
        } else {
            Part::Rest
        }
    }
}

/// Whether a request may go on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It may.
    Open,
    /// Nobody is signed in: ask them to.
    SignInFirst,
    /// There is no such page for this person.
    Nowhere,
}

impl Body {
    /// Bytes that are read of it.
    pub const fn bytes_max(self) -> usize {
        match self {
            Body::None => 0,
            Body::Form | Body::Own | Body::Act => limits::FORM_BYTES_MAX,
            Body::Protocol => limits::PROTOCOL_FORM_BYTES_MAX,
            // A letter of a message's size, each of its bytes written as three.
            Body::Kept => 4 * limits::FORM_BYTES_MAX,
            Body::Message => limits::UPLOAD_BYTES_MAX,
            Body::Rosters => limits::ROSTERS_BYTES_MAX,
        }
    }
}

impl Who {
    /// Whether this visitor may call a route that this stands on.
    pub(crate) fn lets_in(self, web: &Web, visitor: &Visitor) -> Entry {
        let right = match (self, &visitor.actor) {
            (Who::Unasked | Who::Anyone, _) | (Who::SignedIn, Some(_)) => true,
            (Who::DemoOnly, _) => web.settings.demo.is_some(),
            (_, None) => return Entry::SignInFirst,
            (Who::AdultOfSchool, Some(actor)) => actor.affiliations.iter().any(|a| a.profile.is_adult_of_school()),
            (Who::Resets, Some(actor)) => actor.decides(),
            (Who::Holder, Some(actor)) => !actor.roles.is_empty(),
            (Who::Desk, Some(actor)) => actor.has(Role::Desk),
            (Who::Operator, Some(actor)) => actor.has(Role::Operator),
        };
        if right { Entry::Open } else { Entry::Nowhere }
    }
}

macro_rules! routes {
    ($($method:ident $path:literal $who:ident $body:ident $handler:path;)+) => {
        /// The table.
        pub static ROUTES: &[Route] = &[$(Route {
            method: routes!(@method $method),
            path: $path,
            who: Who::$who,
            body: Body::$body,
            handler: || routes!(@make $method $handler),
        }),+];
    };
    (@method GET) => { Method::GET };
    (@method POST) => { Method::POST };
    (@make GET $handler:path) => { get($handler) };
    (@make POST $handler:path) => { post($handler) };
}

routes! {
    GET  "/"                               Anyone        None    home::show;
    GET  "/assets/{name}"                  Unasked       None    assets::show;
    GET  "/healthz"                        Unasked       None    status::alive;
    GET  "/status"                         Unasked       None    status::show;

    GET  "/sign-in"                        Anyone        None    sign_in::show;
    POST "/sign-in"                        Anyone        Kept    sign_in::submit;
    GET  "/sign-in/code"                   Anyone        None    second_step::again;
    POST "/sign-in/code"                   Anyone        Kept    second_step::submit;
    POST "/sign-in/code/passkey"           Anyone        Form    passkeys::ask_second_step;
    GET  "/sign-in/passkey"                Anyone        None    passkeys::from_the_beginning;
    POST "/sign-in/passkey"                Anyone        Kept    passkeys::enter_alone;
    POST "/sign-in/passkey/ask"            Anyone        Form    passkeys::ask_sign_in;
    GET  "/sign-in/with/{name}"            Anyone        None    providers::from_the_beginning;
    POST "/sign-in/with/{name}"            Anyone        Form    providers::begin;
    GET  "/sign-in/with/{name}/back"       Anyone        None    providers::back;
    POST "/sign-in/with/{name}/logout"     Unasked       Protocol providers::ended;
    POST "/sign-in/with/{name}/saml"       Unasked       Form    providers::brought;
    GET  "/saml/metadata/{name}"           Unasked       None    providers::description;
    GET  "/sign-in/choose"                 Anyone        None    providers::from_the_beginning;
    POST "/sign-in/choose"                 Anyone        Form    providers::choose;
    GET  "/sign-in/linked"                 Anyone        None    providers::from_the_beginning;
    POST "/sign-in/linked"                 Anyone        Form    providers::by_code;
    POST "/sign-out"                       SignedIn      Form    sign_in::out;
    GET  "/activate"                       Anyone        None    activate::show;
    POST "/activate"                       Anyone        Form    activate::submit;

    GET  "/cas/login"                      Anyone        None    cas::login;
    GET  "/cas/logout"                     Anyone        None    cas::logout;
    GET  "/cas/validate"                   Unasked       None    cas::validate;
    GET  "/cas/serviceValidate"            Unasked       None    cas::service_validate;
    GET  "/cas/proxyValidate"              Unasked       None    cas::service_validate;
    GET  "/cas/p3/serviceValidate"         Unasked       None    cas::service_validate;
    GET  "/cas/p3/proxyValidate"           Unasked       None    cas::service_validate;
    POST "/cas/samlValidate"               Unasked       Protocol cas::saml::validate;

    GET  "/.well-known/openid-configuration" Unasked     None    oidc::api::configuration;
    GET  "/oidc/jwks"                      Unasked       None    oidc::api::jwks;
    GET  "/oidc/authorize"                 Anyone        None    oidc::authorize;
    POST "/oidc/token"                     Unasked       Protocol oidc::api::token;
    GET  "/oidc/userinfo"                  Unasked       None    oidc::api::userinfo;
    POST "/oidc/userinfo"                  Unasked       Protocol oidc::api::userinfo_form;
    GET  "/oidc/logout"                    Anyone        None    oidc::logout;

    GET  "/inbox"                          SignedIn      None    inbox::show;
    GET  "/messages/{id}"                  SignedIn      None    thread::show;
    POST "/messages/{id}/report"           SignedIn      Form    thread::report;
    POST "/messages/{id}/unread"           SignedIn      Form    thread::mark_unread;
    POST "/messages/{id}/trash"            SignedIn      Form    thread::trash;
    POST "/messages/{id}/move"             SignedIn      Form    folders::put;
    POST "/messages/{id}/restore"          SignedIn      Form    folders::restore;
    GET  "/attachments/{id}"               SignedIn      None    attachments::show;
    GET  "/events"                         SignedIn      None    crate::events::listen;

    GET  "/compose"                        SignedIn      None    compose::show;
    GET  "/messages"                       SignedIn      None    compose::again;
    POST "/messages"                       SignedIn      Message compose::submit;
    GET  "/compose/prove"                  SignedIn      None    compose::again;
    POST "/compose/prove"                  SignedIn      Own     compose::proven;
    GET  "/recipients"                     SignedIn      None    recipients::show;
    GET  "/sent"                           SignedIn      None    sent::show;
    GET  "/drafts"                         SignedIn      None    drafts::show;
    POST "/drafts/{id}/delete"             SignedIn      Form    drafts::delete;
    POST "/drafts/{id}/unschedule"         SignedIn      Form    drafts::unschedule;
    GET  "/folders"                        SignedIn      None    folders::list;
    POST "/folders"                        SignedIn      Form    folders::create;
    GET  "/folders/{id}"                   SignedIn      None    folders::show;
    GET  "/folders/{id}/rename"            SignedIn      None    folders::again;
    POST "/folders/{id}/rename"            SignedIn      Form    folders::rename;
    POST "/folders/{id}/delete"            SignedIn      Form    folders::delete;
    GET  "/search"                         SignedIn      None    search::show;

    GET  "/account"                        SignedIn      None    account::show;
    POST "/account/locale"                 SignedIn      Form    account::set_locale;
    POST "/account/font"                   SignedIn      Form    account::set_font;
    GET  "/account/password"               SignedIn      None    account::again;
    POST "/account/password"               SignedIn      Form    account::change_password;
    POST "/account/sessions/{id}/end"      SignedIn      Form    account::end_session;
    POST "/account/sessions/{id}/own"      SignedIn      Form    account::own_session;
    GET  "/account/children/{id}/code"     SignedIn      None    in_person::again_guardian;
    POST "/account/children/{id}/code"     SignedIn      Own     in_person::by_guardian;
    GET  "/account/sessions/{id}/disown"   SignedIn      None    account::again;
    POST "/account/sessions/{id}/disown"   SignedIn      Form    account::disown;
    GET  "/exculpation/{id}"               SignedIn      None    exculpation::ask;
    POST "/exculpation/{id}"               SignedIn      Own     exculpation::make;
    GET  "/account/providers/{name}"       SignedIn      None    providers::from_the_account;
    POST "/account/providers/{name}"       SignedIn      Own     providers::link;
    GET  "/account/links/{id}/end"         SignedIn      None    providers::from_the_account;
    POST "/account/links/{id}/end"         SignedIn      Own     providers::unlink;
    GET  "/account/factors"                SignedIn      None    factors::show;
    POST "/account/factors"                SignedIn      Own     factors::begin;
    GET  "/account/factors/confirm"        SignedIn      None    factors::again;
    POST "/account/factors/confirm"        SignedIn      Form    factors::confirm;
    GET  "/account/factors/grid"           SignedIn      None    factors::again;
    POST "/account/factors/grid"           SignedIn      Own     factors::begin_grid;
    GET  "/account/factors/grid/confirm"   SignedIn      None    factors::again;
    POST "/account/factors/grid/confirm"   SignedIn      Form    factors::confirm_grid;
    GET  "/account/factors/passkey"        SignedIn      None    factors::again;
    POST "/account/factors/passkey"        SignedIn      Own     passkeys::begin;
    GET  "/account/factors/passkey/confirm" SignedIn     None    factors::again;
    POST "/account/factors/passkey/confirm" SignedIn     Form    passkeys::confirm;
    POST "/account/proof/passkey"          SignedIn      Form    passkeys::ask_step_up;
    POST "/account/factors/{id}/remove"    SignedIn      Own     factors::remove;
    GET  "/account/factors/recovery"       SignedIn      None    factors::again;
    POST "/account/factors/recovery"       SignedIn      Own     factors::recovery;

    GET  "/powers"                         Holder        None    powers::list;
    POST "/powers"                         Holder        Act     powers::delegate;
    POST "/powers/{id}/end"                Holder        Act     powers::end;
    GET  "/break-glass"                    Resets        None    powers::glass;
    POST "/break-glass"                    Resets        Act     powers::break_glass;

    GET  "/measures"                       Resets   None    measures::list;
    POST "/measures"                       Resets   Act     measures::submit;
    GET  "/measures/new"                   Resets   None    measures::new;
    GET  "/measures/preview"               Resets   None    measures::preview;
    GET  "/measures/{id}"                  Resets   None    measures::show;
    POST "/measures/{id}"                  Resets   Act     measures::act;
    POST "/measures/extensions/{id}"       Resets   Act     measures::answer_extension;
    GET  "/restrictions"                   SignedIn None    restricted::show;
    GET  "/official"                       SignedIn None    restricted::official;
    GET  "/official/{id}"                  SignedIn None    restricted::official_letter;
    GET  "/official/notices/{id}"          SignedIn None    notices::read;
    POST "/official/notices/{id}"          SignedIn Form    notices::acknowledge;

    GET  "/notices"                        Resets   None    notices::list;
    POST "/notices"                        Resets   Act     notices::keep;
    GET  "/notices/new"                    Resets   None    notices::new;
    POST "/notices/new"                    Resets   Form    notices::look;
    GET  "/notices/rumours"                Resets   None    notices::rumours;
    POST "/notices/rumours"                Resets   Act     notices::open_rumour;
    POST "/notices/rumours/{id}"           Resets   Act     notices::act_on_rumour;
    GET  "/notices/{id}"                   Resets   None    notices::show;
    POST "/notices/{id}"                   Resets   Act     notices::act;
    GET  "/notices/{id}/edit"              Resets   None    notices::edit;
    POST "/notices/{id}/edit"              Resets   Act     notices::rewrite;
    GET  "/notices/{id}/missing"           Resets   None    notices::missing;
    GET  "/verify"                         Anyone   None    notices::verify;
    GET  "/point"                          Anyone   None    notices::point;

    GET  "/resets"                         Resets   None    resets::list;
    POST "/resets"                         Resets   Act     resets::submit;
    GET  "/resets/new"                     Resets   None    resets::new;
    POST "/resets/requests/{id}"           Resets   Act     resets::answer;
    GET  "/resets/{id}"                    Resets   None    resets::show;
    POST "/resets/{id}/openings"           Resets   Act     resets::open;
    POST "/resets/openings/{id}/end"       Resets   Act     resets::end_opening;
    POST "/resets/{id}/undo"               Resets   Act     resets::undo;
    GET  "/directory"                      AdultOfSchool None    directory::show;
    GET  "/directory/sections/{id}/sheets" AdultOfSchool None    sheets::again;
    POST "/directory/sections/{id}/sheets" AdultOfSchool Act     sheets::print;
    GET  "/directory/sections/{id}/sheets.pdf" AdultOfSchool None sheets::again;
    POST "/directory/sections/{id}/sheets.pdf" AdultOfSchool Act  sheets::print_pdf;
    GET  "/directory/batches/{id}"         AdultOfSchool None    sheets::board;
    POST "/directory/batches/{id}"         AdultOfSchool Form    sheets::hand_out;
    GET  "/directory/batches/{id}/void"    AdultOfSchool None    sheets::board;
    GET  "/directory/people/{id}/code"     AdultOfSchool None    in_person::again_school;
    POST "/directory/people/{id}/code"     AdultOfSchool Act     in_person::by_school;
    POST "/directory/batches/{id}/void"    AdultOfSchool Act     sheets::void;

    GET  "/directory/exculpation/{id}"     AdultOfSchool None    exculpation::ask_at_school;
    POST "/directory/exculpation/{id}"     AdultOfSchool Act     exculpation::make_at_school;

    GET  "/school"                         Resets        None    school::list;
    GET  "/school/{id}"                    Resets        None    school::show;
    POST "/school/{id}/open"               Resets        Act     school::open;
    GET  "/school/{id}/change"             Resets        None    school::again;
    POST "/school/{id}/change"             Resets        Act     school::change;
    POST "/school/{id}/close"              Resets        Act     school::close;
    GET  "/school/{id}/told"               Resets        None    school::again;
    POST "/school/{id}/told"               Resets        Act     school::told;
    POST "/school/{id}/flags"              Resets        Act     school::flags;
    GET  "/school/{id}/neighbours"         Resets        None    school::again;
    POST "/school/{id}/neighbours"         Resets        Act     school::neighbours;
    GET  "/school/{id}/sites"              Resets        None    school::again;
    POST "/school/{id}/sites"              Resets        Act     school::open_site;
    GET  "/school/{id}/sites/count"        Resets        None    school::again;
    POST "/school/{id}/sites/count"        Resets        Act     school::count_site;
    POST "/school/{id}/sites/close"        Resets        Act     school::close_site;
    GET  "/school/{id}/roll-call"          SignedIn      None    roll_call::board;
    POST "/school/{id}/roll-call/start"    Resets        Act     roll_call::start;
    GET  "/school/{id}/roll-call/end"      Resets        None    roll_call::again;
    POST "/school/{id}/roll-call/end"      Resets        Act     roll_call::end;
    GET  "/school/{id}/roll-call/class"    SignedIn      None    roll_call::class;
    POST "/school/{id}/roll-call/class"    SignedIn      Form    roll_call::mark;
    GET  "/situations"                     Desk          None    situations::list;
    GET  "/situations.csv"                 Desk          None    situations::csv;
    GET  "/statistics"                     Desk          None    statistics::show;
    GET  "/statistics.csv"                 Desk          None    statistics::csv;

    GET  "/desk"                           Desk          None    desk::list;
    GET  "/desk/messages/{id}"             Desk          None    desk::letter;
    GET  "/desk/messages/{id}/reveal"      Desk          None    desk::letter;
    POST "/desk/messages/{id}/reveal"      Desk          Act     desk::reveal;
    POST "/desk/messages/{id}/release"     Desk          Act     desk::release;
    POST "/desk/messages/{id}/withdraw"    Desk          Act     desk::withdraw;
    GET  "/sent/decisions"                 SignedIn      None    appeals::decisions;
    POST "/sent/{id}/appeal"               SignedIn      Form    appeals::make;
    GET  "/desk/appeals"                   Desk          None    appeals::list;
    POST "/desk/appeals/{id}"              Desk          Act     appeals::answer;
    GET  "/alert"                          SignedIn      None    alert::show;
    POST "/alert"                          SignedIn      Form    alert::submit;
    GET  "/alert/contacts"                 AdultOfSchool None    alert::contacts;
    POST "/alert/contacts"                 AdultOfSchool Act     alert::change;
    GET  "/care"                           SignedIn      None    care::list;
    GET  "/care/{id}"                      SignedIn      None    care::show;
    POST "/care/{id}/take"                 SignedIn      Form    care::take;
    POST "/care/{id}/close"                SignedIn      Form    care::close;
    GET  "/proof/{id}"                     SignedIn      None    proof::show;
    POST "/proof/{id}"                     SignedIn      Form    proof::answer;
    POST "/desk/messages/{id}/prove"       Desk          Act     proof::demand;
    POST "/desk/messages/{id}/unmask"      Desk          Act     desk::masks::unmask;
    POST "/desk/unmask"                    Desk          Act     desk::masks::unmask_list;
    POST "/desk/messages/{id}/claim"       Desk          Act     desk::claims::claim;
    POST "/desk/messages/{id}/put-down"    Desk          Act     desk::claims::put_down;
    POST "/desk/messages/{id}/hand-over"   Desk          Act     desk::claims::hand_over;
    POST "/desk/attachments/{id}/unveil"   Desk          Act     desk::unveil;
    POST "/desk/messages/{id}/contain"     Desk          Act     contained::contain;
    GET  "/desk/contained"                 Desk          None    contained::list;
    POST "/desk/contained/asked"           Desk          Act     contained::contain_asked;
    POST "/desk/contained/{id}/lift"       Desk          Act     contained::lift;
    GET  "/desk/exculpation/{id}"          Desk          None    exculpation::ask_at_desk;
    POST "/desk/exculpation/{id}"          Desk          Act     exculpation::make_at_desk;
    GET  "/desk/messages/{id}/exposure"    Desk          None    exposure::show;
    GET  "/desk/messages/{id}/exposure.csv" Desk         None    exposure::csv;

    GET  "/desk/campaigns"                 Desk          None    campaigns::list;
    GET  "/desk/campaigns/{id}"            Desk          None    campaigns::show;
    GET  "/desk/campaigns/{id}/reveal"     Desk          None    campaigns::show;
    POST "/desk/campaigns/{id}/reveal"     Desk          Act     campaigns::reveal;
    POST "/desk/campaigns/{id}/confirm"    Desk          Act     campaigns::confirm;
    POST "/desk/campaigns/{id}/false-alarm" Desk         Act     campaigns::false_alarm;
    POST "/desk/campaigns/{id}/merge"      Desk          Act     campaigns::merge;

    GET  "/desk/campaigns/{id}/filings"    Desk          None    filings::of_campaign;
    POST "/desk/campaigns/{id}/filings"    Desk          Act     filings::open;
    GET  "/desk/campaigns/{id}/filings.csv" Desk         None    filings::of_campaign_csv;
    GET  "/filings"                        Resets        None    filings::list;
    GET  "/filings/register"               Resets        None    filings::register;
    GET  "/filings/register.csv"           Resets        None    filings::register_csv;
    GET  "/filings/{id}"                   Resets        None    filings::show;
    POST "/filings/{id}"                   Resets        Act     filings::act;
    GET  "/dossiers/{id}"                  Resets        None    dossiers::show;
    POST "/dossiers/{id}"                  Resets        Act     dossiers::make;

    GET  "/desk/policy"                    Desk          None    policy::list;
    GET  "/desk/policy/new"                Desk          None    policy::edit;
    POST "/desk/policy/new"                Desk          Act     policy::write;
    GET  "/desk/policy/signature"          Desk          None    signature::edit;
    POST "/desk/policy/signature"          Desk          Act     signature::write;
    GET  "/desk/policy/{id}"               Desk          None    policy::show;
    GET  "/desk/policy/{id}/test"          Desk          None    policy::show;
    POST "/desk/policy/{id}/test"          Desk          Act     policy::test;
    POST "/desk/policy/{id}/move"          Desk          Act     policy::move_to;

    GET  "/imports"                        Operator      None    imports::list;
    POST "/imports"                        Operator      Rosters imports::begin;
    GET  "/imports/{id}"                   Operator      None    imports::show;
    GET  "/imports/{id}/refusals.csv"      Operator      None    imports::refusals;
    POST "/imports/{id}/apply"             Operator      Act     imports::apply;
    POST "/imports/{id}/stop"              Operator      Act     imports::stop;

    GET  "/demo"                           DemoOnly      None    demo::show;
    POST "/demo/attack"                    DemoOnly      Form    demo::attack;
}
