//! Getting in: sign-in, and activation with the code of a printed sheet.

use askama::Template;
use model::Millis;

use super::{Frame, Here, Icon, ProviderButton};

/// `GET /sign-in`, and `POST /sign-in` when it does not let in. Fields `login`, `password`, `then`, and `kept-…`.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// The frame.
    pub frame: Frame,
    /// As typed.
    pub login: String,
    /// Where to go afterwards: a path of this site.
    pub then: String,
    /// The service of others that one goes on to, if it is one.
    pub towards: Option<String>,
    /// Passkeys work under this address: `POST /sign-in/passkey`, with `passkey` instead of name and password.
    pub passkeys: bool,
    /// Other ways in: `POST /sign-in/with/{name}`, with `then`.
    pub providers: Vec<ProviderButton>,
    /// Why the last try did not let in.
    pub wrong: Option<SignInWrong>,
    /// The session had ended while a form was sent: its fields, to be posted again with the sign-in as `kept-NAME`,
    /// so that nothing typed is lost.
    pub kept: Vec<(String, String)>,
}

/// Why a sign-in did not let in. Unknown, closed, suspended and wrong are one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInWrong {
    /// User name or password.
    Refused,
    /// The password is right, and nothing of how it comes is the owner's.
    Unusual,
    /// A passkey that opens nothing here, or answered too late.
    Passkey,
    /// There is a copy of the passkey that was used since.
    Copied,
    /// Too many tries; minutes to wait.
    TooMany(i64),
    /// Too many people at once; seconds to wait.
    Busy(i64),
    /// The provider does not answer.
    ProviderSilent,
    /// What the provider says cannot be believed.
    ProviderRefused,
    /// The provider let nobody in, or somebody did not want to.
    ProviderDeclined,
    /// It took too long, was begun in another browser, or was done once before.
    ProviderOver,
}

/// `GET /activate`, and `POST /activate` when it does not activate. First with `code` alone; then, once the code is
/// known to be right, with `code`, `password` and `again`.
#[derive(Debug, Template)]
#[template(path = "activate.html")]
pub struct ActivationPage {
    /// The frame.
    pub frame: Frame,
    /// As typed.
    pub code: String,
    /// Whose code it is, once it was found right: name and user name. `None` asks for the code.
    pub person: Option<(String, String)>,
    /// Until when the code waits: their place comes back then.
    pub waits: Option<Millis>,
    /// Four French words, proposed as a password.
    pub proposed: String,
    /// Shortest password allowed, in characters.
    pub chars_min: usize,
    /// What is wrong.
    pub wrong: Option<ActivationWrong>,
}

/// Why an activation did not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivationWrong {
    /// Unknown, used, expired or mistyped code: one answer.
    Code,
    /// Too many tries; minutes to wait.
    TooMany(i64),
    /// Shorter than allowed.
    TooShort,
    /// Longer than can be kept.
    TooLong,
    /// Known to thieves: in the list of common or breached passwords.
    Common,
    /// It holds the user name.
    HoldsLogin,
    /// The second writing differs from the first.
    Differs,
}

impl ActivationWrong {
    /// About the code, not the password.
    pub const fn is_code(self) -> bool {
        matches!(self, ActivationWrong::Code | ActivationWrong::TooMany(_))
    }
}
