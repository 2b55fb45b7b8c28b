//! A report on how a message was sent, for whoever must answer for it: what may be asked, what is said, what is not known.

use crate::codes::codes;

codes! {
    /// As what somebody asks for a report.
    pub enum Standing {
        /// The account is theirs.
        Owner = "owner",
        /// They are the guardian of its owner, a minor.
        Guardian = "guardian",
        /// An officer of the desk of its territory.
        Desk = "desk",
        /// A head of its school.
        Head = "head",
        /// Whoever holds the console of the installation.
        Console = "console",
    }
}

codes! {
    /// The line that a report ends with.
    #[derive(Default)]
    pub enum Conclusion {
        /// Several signs say that somebody else used the account.
        SomebodyElse = "somebody-else",
        /// Nothing allows to say it.
        #[default]
        Unclear = "unclear",
        /// It comes from a usual device of the account.
        OwnDevice = "own-device",
    }
}

codes! {
    /// What a session's opening was weighed by, for or against its owner: those signs of the shield that speak of the device,
    /// of the network and of who else came by them. What other letters came to, and decoys, are nobody's to read here.
    pub enum ArrivalSign {
        /// The device had never opened the account.
        Device = "device",
        /// It was first used less than a day before.
        DeviceToday = "device_today",
        /// A computing centre's network.
        NetworkHosting = "network_hosting",
        /// A virtual private network.
        NetworkVpn = "network_vpn",
        /// A network that hides where one is, on a device of the account.
        NetworkHidden = "network_hidden",
        /// A network never seen for the account.
        NetworkNew = "network_new",
        /// A network never seen for any account of the school.
        NetworkStranger = "network_stranger",
        /// A country unusual for the account.
        Country = "country",
        /// A usual network of the account.
        NetworkUsual = "network_usual",
        /// A school's network.
        NetworkSchool = "network_school",
        /// A French mobile network.
        NetworkMobile = "network_mobile",
        /// The device opened other accounts within the hour.
        DeviceAccounts = "device_accounts",
        /// The device opened accounts of several schools.
        DeviceSchools = "device_schools",
        /// Other accounts were opened from the network within the hour.
        NetworkAccounts = "network_accounts",
        /// Accounts of several schools were.
        NetworkSchools = "network_schools",
        /// Many user names were tried in vain from the network.
        NamesFailed = "names_failed",
        /// The browser opened other accounts through networks that hide.
        BrowserAccounts = "browser_accounts",
    }
}

codes! {
    /// What is not known.
    pub enum Missing {
        /// Who sat before the screen. Nobody knows it from here.
        Person = "person",
        /// The message was not sent in a session.
        Session = "session",
        /// How the session was opened.
        Opening = "opening",
        /// From where each message of a session was sent: the address is that of its opening.
        Address = "address",
        /// What kind of network it was.
        Network = "network",
        /// Behind a mobile network, whose telephone it was: the operator knows it from address, port and time.
        Mobile = "mobile",
        /// From which country.
        Country = "country",
        /// The account was used too little to have habits.
        Habits = "habits",
        /// Whether the password was stolen: no list that was tried opened the account.
        Leak = "leak",
        /// What the judge saw: it is told once a person has decided.
        Undecided = "undecided",
        /// What the judge saw: the message has no verdict.
        Verdict = "verdict",
    }
}

codes! {
    /// What may have happened.
    pub enum Happened {
        /// The owner said of this very session that it was not theirs.
        Disowned = "disowned",
        /// They said so of another session.
        DisownedOther = "disowned-other",
        /// The account was taken from whoever used it.
        Contained = "contained",
        /// The desk gave it back.
        Lifted = "lifted",
        /// The owner came back with a printed code.
        Returned = "returned",
        /// A printed code was used.
        Activated = "activated",
        /// The password was changed.
        PasswordChanged = "password-changed",
        /// A list of stolen passwords opened the account.
        Leaked = "leaked",
        /// A device was restricted.
        Restricted = "restricted",
        /// A second factor was added.
        FactorAdded = "factor-added",
        /// One was removed.
        FactorRemoved = "factor-removed",
        /// A code was given at the console.
        Invited = "invited",
        /// The message was held with others.
        Held = "held",
        /// A person let it out.
        Released = "released",
        /// A person withdrew it.
        Withdrawn = "withdrawn",
        /// The desk asked its sender.
        Asked = "asked",
        /// The owner said that it was theirs.
        SaidMine = "said-mine",
        /// The owner said that it was not theirs.
        SaidNotMine = "said-not-mine",
        /// The sender appealed.
        Appealed = "appealed",
        /// The appeal was answered.
        AppealAnswered = "appeal-answered",
    }
}

impl Happened {
    /// Whether whoever comes after it knows a password that a thief of before does not.
    pub const fn renews(self) -> bool {
        matches!(self, Happened::Activated | Happened::PasswordChanged)
    }
}

impl Standing {
    /// Whether they may be told the source address. A head answers for a school, not for a network: it tells them nothing
    /// that they need, and the police ask whoever may give it.
    pub const fn sees_address(self) -> bool {
        !matches!(self, Standing::Head)
    }
}
