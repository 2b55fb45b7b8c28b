//! canal: how a short official text leaves the program for one person, and what happens to it on its way.
//!
//! A person is written to by the fastest channel that is known of them: push, text message, mail. Each try has a key that
//! stays the same however often it is made, so that whoever takes it can tell a repetition. What comes next after each
//! event is one pure question, [`next_step`]: try again later, go over to the next channel, or rest.

use crate::{Millis, codes::codes, contact::Address, limits};

codes! {
    /// A way to a person.
    pub enum Channel {
        /// The pages of the program: nothing leaves; it is done when it is read.
        InApp = "in_app",
        /// Web Push to the person's browsers.
        Push = "push",
        /// A text message.
        Sms = "sms",
        /// A mail.
        Mail = "mail",
    }
}

impl Channel {
    /// Channels on which something is sent.
    pub const OUTSIDE: [Channel; 3] = [Channel::Push, Channel::Sms, Channel::Mail];

    /// How often one message is tried on this channel, the first time included.
    pub const fn attempts_max(self) -> i64 {
        match self {
            Channel::InApp => 0,
            Channel::Push => limits::PUSH_ATTEMPTS_MAX,
            Channel::Sms => limits::SMS_ATTEMPTS_MAX,
            Channel::Mail => limits::MAIL_ATTEMPTS_MAX,
        }
    }
}

/// Which channels this installation has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Channels {
    /// Web Push.
    pub push: bool,
    /// Text messages.
    pub sms: bool,
    /// Mail.
    pub mail: bool,
}

impl Channels {
    /// Whether anything leaves the program at all.
    pub const fn any(self) -> bool {
        self.push || self.sms || self.mail
    }

    /// Whether a channel is on.
    pub const fn has(self, channel: Channel) -> bool {
        match channel {
            Channel::InApp => true,
            Channel::Push => self.push,
            Channel::Sms => self.sms,
            Channel::Mail => self.mail,
        }
    }
}

codes! {
    /// How far one message to one person on one channel is.
    pub enum DeliveryState {
        /// It waits for its turn.
        Planned = "planned",
        /// It is being handed over. A program that dies here leaves it so, and hands it over again with the same key.
        Submitted = "submitted",
        /// Whoever carries it has taken it.
        Accepted = "accepted",
        /// It reached the telephone or the mailbox, as its carrier says.
        Delivered = "delivered",
        /// The person has read the notice, on this channel or another.
        Acknowledged = "acknowledged",
        /// It could not be handed over this time, and is tried again.
        Temporary = "temporary",
        /// It will not be handed over on this channel.
        Failed = "failed",
        /// A correction or a withdrawal came before it had left.
        Replaced = "replaced",
    }
}

impl DeliveryState {
    /// The only list of legal moves (invariant 12).
    pub const fn may_become(self, to: DeliveryState) -> bool {
        use DeliveryState::{Accepted, Acknowledged, Delivered, Failed, Planned, Replaced, Submitted, Temporary};
        match self {
            Planned | Temporary => matches!(to, Submitted | Failed | Replaced | Acknowledged),
            // Back to planned: it was taken, but our own limits let it wait.
            Submitted => matches!(to, Submitted | Planned | Accepted | Temporary | Failed | Replaced | Acknowledged),
            // What a carrier took may still come back.
            Accepted => matches!(to, Delivered | Failed | Acknowledged),
            // Somebody on holiday reads on Sunday what failed on Thursday.
            Delivered | Failed => matches!(to, Acknowledged),
            Acknowledged | Replaced => false,
        }
    }
}

codes! {
    /// Why a message was not taken. No fault holds what the other side said: it may repeat an address.
    pub enum Fault {
        /// Nobody listens, or the connection was cut.
        Unreachable = "unreachable",
        /// No answer in time.
        Slow = "slow",
        /// The other side asks to come later.
        Busy = "busy",
        /// The other side has a fault of its own.
        Failing = "failing",
        /// The other side refuses this message.
        Refused = "refused",
        /// The address does not exist, or takes nothing.
        NoSuchAddress = "no_such_address",
        /// The other side does not know us: a wrong secret, or an account without money.
        NotAllowed = "not_allowed",
        /// The answer is none that the configuration describes.
        Nonsense = "nonsense",
        /// No address is known any more.
        NoAddress = "no_address",
        /// What was to be sent cannot be put in this channel's form.
        Unsendable = "unsendable",
        /// The text was not worth being sent any more.
        Expired = "expired",
        /// It was tried as often as it is.
        TooManyTries = "too_many_tries",
    }
}

/// Names one message to one person on one channel, the same at each try: letters and digits, from which nobody can tell the
/// person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryKey(pub String);

/// A message as it is handed to a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its name, the same at each try.
    pub key: DeliveryKey,
    /// Where it goes.
    pub to: Address,
    /// What it is about, in a line.
    pub subject: String,
    /// The text: short, plain.
    pub text: String,
    /// Where the rest is read.
    pub link: String,
    /// When the notice was made: the date of a mail, the same at each try.
    pub made_at: Millis,
    /// From when on it is not worth being sent.
    pub expires_at: Millis,
    /// Whether a telephone is to ring for it.
    pub urgent: bool,
    /// What versions of one notice have in common: a push service drops what it still holds of it for the newer one
    /// (RFC 8030 § 5.4). At most 32 letters and digits.
    pub topic: String,
}

/// What happened to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// Its carrier took it, and knows it by this.
    Accepted(Option<String>),
    /// It arrived, as the carrier says.
    Delivered,
    /// The person has read the notice.
    Acknowledged,
    /// Not this time; the other side may have said from when on.
    Temporary(Fault, Option<Millis>),
    /// Never on this channel.
    Final(Fault),
    /// It was not tried: our own limits let it wait until then.
    NotYet(Millis),
    /// It was taken, and nobody has read it in time.
    Silence,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// How far the message is now.
    pub state: DeliveryState,
    /// When it is looked at again: to be tried, or because nobody has read it. [`Millis::NEVER`]: not any more.
    pub due_at: Millis,
    /// Whether the next channel is to be tried now.
    pub falls_back: bool,
    /// Why, when it was not taken.
    pub fault: Option<Fault>,
}

/// What comes after an event. `attempts` counts those so far, this one included; `expires_at` is when the text is not worth
/// being sent any more.
///
/// A push that nobody has read after [`limits::PUSH_PATIENCE`] falls back, because a telephone may lie in a drawer and most
/// push services never say that they delivered. A text message falls back to mail only when it failed: its carrier's word
/// that it was taken is worth more, and a mail behind each text message would double what families get.
pub fn next_step(channel: Channel, attempts: i64, happened: &Happened, now: Millis, expires_at: Millis) -> Step {
    let step = |state, due_at, falls_back, fault| Step { state, due_at, falls_back, fault };
    match happened {
        Happened::Accepted(_) => {
            let silent_at = now + limits::PUSH_PATIENCE;
            let waits = channel == Channel::Push && silent_at < expires_at;
            step(DeliveryState::Accepted, if waits { silent_at } else { Millis::NEVER }, false, None)
        }
        Happened::Silence => step(DeliveryState::Accepted, Millis::NEVER, true, None),
        Happened::Delivered => step(DeliveryState::Delivered, Millis::NEVER, false, None),
        Happened::Acknowledged => step(DeliveryState::Acknowledged, Millis::NEVER, false, None),
        Happened::NotYet(at) if *at < expires_at => step(DeliveryState::Planned, *at, false, None),
        Happened::NotYet(_) => step(DeliveryState::Failed, Millis::NEVER, true, Some(Fault::Expired)),
        Happened::Final(fault) => step(DeliveryState::Failed, Millis::NEVER, true, Some(*fault)),
        Happened::Temporary(..) if attempts >= channel.attempts_max() => {
            step(DeliveryState::Failed, Millis::NEVER, true, Some(Fault::TooManyTries))
        }
        Happened::Temporary(fault, asked) => {
            let asked = asked.unwrap_or(now).min(now + limits::RETRY_AFTER_MAX);
            let at = asked.max(now + pause(attempts));
            if at >= expires_at {
                return step(DeliveryState::Failed, Millis::NEVER, true, Some(Fault::Expired));
            }
            step(DeliveryState::Temporary, at, false, Some(*fault))
        }
    }
}

/// How long one waits after so many tries: twice as long each time.
fn pause(attempts: i64) -> Millis {
    let doubled = limits::DELIVERY_PAUSE_MIN.0 << (attempts - 1).clamp(0, 20);
    Millis(doubled.min(limits::DELIVERY_PAUSE_MAX.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_711_000_000_000);
    const LATE: Millis = Millis(NOW.0 + 86_400_000);

    fn after(channel: Channel, attempts: i64, happened: &Happened) -> Step {
        next_step(channel, attempts, happened, NOW, LATE)
    }

    #[test]
    fn a_push_that_nobody_reads_becomes_a_text_message() {
        let taken = after(Channel::Push, 1, &Happened::Accepted(None));
        assert_eq!((taken.state, taken.due_at), (DeliveryState::Accepted, NOW + limits::PUSH_PATIENCE));
        let silent = after(Channel::Push, 1, &Happened::Silence);
        assert!(silent.falls_back && silent.due_at == Millis::NEVER && silent.state == DeliveryState::Accepted);
        let short = next_step(Channel::Push, 1, &Happened::Accepted(None), NOW, NOW + limits::PUSH_PATIENCE);
        assert_eq!(short.due_at, Millis::NEVER, "what has expired by then needs no other channel");
    }

    #[test]
    fn a_text_message_that_was_taken_is_left_in_peace() {
        let taken = after(Channel::Sms, 1, &Happened::Accepted(Some("x".to_owned())));
        assert_eq!((taken.state, taken.due_at, taken.falls_back), (DeliveryState::Accepted, Millis::NEVER, false));
    }

    #[test]
    fn a_fault_of_the_moment_is_tried_again_with_growing_pauses_and_then_no_more() {
        let busy = Happened::Temporary(Fault::Busy, None);
        let mut last = Millis(0);
        for attempts in 1..Channel::Sms.attempts_max() {
            let step = after(Channel::Sms, attempts, &busy);
            assert_eq!((step.state, step.fault), (DeliveryState::Temporary, Some(Fault::Busy)));
            assert!(step.due_at - NOW >= last && step.due_at - NOW <= limits::DELIVERY_PAUSE_MAX);
            last = step.due_at - NOW;
        }
        let end = after(Channel::Sms, Channel::Sms.attempts_max(), &busy);
        assert_eq!((end.state, end.fault, end.falls_back), (DeliveryState::Failed, Some(Fault::TooManyTries), true));
    }

    #[test]
    fn who_asks_to_come_later_is_believed_within_bounds() {
        let asked = |at| after(Channel::Sms, 1, &Happened::Temporary(Fault::Busy, Some(at))).due_at;
        assert_eq!(asked(NOW + Millis::seconds(40)), NOW + Millis::seconds(40));
        assert_eq!(asked(NOW + Millis::days(9)), NOW + limits::RETRY_AFTER_MAX, "not for ever");
        assert_eq!(asked(Millis(0)), NOW + limits::DELIVERY_PAUSE_MIN, "not at once");
    }

    #[test]
    fn nothing_is_tried_after_it_has_expired() {
        let soon = NOW + Millis::seconds(2);
        for happened in [Happened::Temporary(Fault::Slow, None), Happened::NotYet(LATE)] {
            let step = next_step(Channel::Sms, 1, &happened, NOW, soon);
            assert_eq!((step.state, step.fault), (DeliveryState::Failed, Some(Fault::Expired)));
        }
    }

    #[test]
    fn every_step_is_a_legal_move_from_what_was_submitted() {
        let all = [
            Happened::Accepted(None),
            Happened::Acknowledged,
            Happened::Temporary(Fault::Slow, None),
            Happened::Final(Fault::Refused),
            Happened::NotYet(NOW),
        ];
        for channel in Channel::OUTSIDE {
            for happened in &all {
                for attempts in 1..=channel.attempts_max() {
                    let step = after(channel, attempts, happened);
                    assert!(DeliveryState::Submitted.may_become(step.state), "{channel} {happened:?}");
                    let looked_at_again = step.due_at != Millis::NEVER;
                    assert!(!(looked_at_again && step.falls_back), "one thing at a time: {happened:?}");
                }
            }
        }
    }

    #[test]
    fn what_has_ended_stays_so() {
        for to in DeliveryState::ALL {
            assert!(!DeliveryState::Acknowledged.may_become(*to));
            assert!(!DeliveryState::Replaced.may_become(*to));
        }
    }
}
