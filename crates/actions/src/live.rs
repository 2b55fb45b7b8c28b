//! What an open page listens for.

use std::collections::HashSet;

use model::{Actor, AudienceId, PersonId, Role};

use crate::{App, Result, switchboard::Hint};

/// What concerns one person among the hints of the switchboard. Read once in a while: a hint too many or too few costs a
/// reading or a delay, never a message.
#[derive(Debug)]
pub struct Concern {
    person: PersonId,
    desk: bool,
    audiences: HashSet<AudienceId>,
}

/// What a hint makes worth reading again for one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part of a page, and any of them go together")]
pub struct Touched {
    /// The messages that they receive or sent.
    pub mailbox: bool,
    /// The desk's lists.
    pub desk: bool,
    /// Whether their session still holds.
    pub session: bool,
    /// What is restricted for them.
    pub measures: bool,
    /// Where their schools stand.
    pub situations: bool,
}

/// What concerns the actor at this moment.
pub async fn concern(app: &App, actor: &Actor) -> Result<Concern> {
    let mut tx = app.db.read().await?;
    // Past belongings too: a message that was held may be released to those who have left the class since.
    let belongings = store::mailbox::belongings(&mut tx, actor.person).await?;
    let audiences = belongings.into_iter().map(|belonging| belonging.audience).collect();
    Ok(Concern { person: actor.person, desk: actor.has(Role::Desk), audiences })
}

impl Concern {
    /// What this hint makes worth reading again.
    pub fn of(&self, hint: &Hint) -> Touched {
        let none = Touched::default();
        match hint {
            Hint::Audiences(named) => Touched { mailbox: named.iter().any(|id| self.audiences.contains(id)), ..none },
            Hint::Person(person) => Touched { mailbox: *person == self.person, ..none },
            Hint::Withdrawal => Touched { mailbox: true, ..none },
            Hint::Desk => Touched { desk: self.desk, ..none },
            Hint::Sessions => Touched { session: true, ..none },
            Hint::Measures => Touched { measures: true, ..none },
            Hint::Situations => Touched { situations: true, ..none },
        }
    }

    /// Everything, when hints were missed.
    pub const fn all(&self) -> Touched {
        Touched { mailbox: true, desk: self.desk, session: true, measures: true, situations: true }
    }
}

impl Touched {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Touched) -> Touched {
        Touched {
            mailbox: self.mailbox || other.mailbox,
            desk: self.desk || other.desk,
            session: self.session || other.session,
            measures: self.measures || other.measures,
            situations: self.situations || other.situations,
        }
    }

    /// Nothing at all.
    pub fn is_nothing(self) -> bool {
        self == Touched::default()
    }
}
