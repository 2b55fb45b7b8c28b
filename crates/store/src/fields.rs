//! Values that both databases can store, and tuples of them as the parameters of a statement.

use sqlx::{error::BoxDynError, postgres::PgArguments, sqlite::SqliteArguments};

use model::{
    AttachmentId, AudienceId, BatchId, CampaignId, DecoyId, DeviceId, DraftId, EntryId, FactorId, FolderId, ImportId,
    JobId, MessageId, Millis, OutgoingId, PersonId, Profile, ProviderId, Role, SchoolId, SectionId, ServiceId,
    SessionId, ThreadId, TicketId, Uai,
    account::AccountState,
    appeal,
    attachment::{FileState, KeptFor, Unscanned},
    audience::{AudienceKind, Line},
    campaign::{self, PatternKind},
    channel::{Channel, DeliveryState, Fault},
    containment::{ContainmentEnd, ContainmentReason},
    decoy::Way,
    duty::Duty,
    epoch::EpochKind,
    factor::{Ceremony, FactorKind},
    filing::{self, FilingState, Move},
    measure::{Agreement, MeasureState},
    message::State,
    network::NetworkClass,
    notice::{self, NoticeState, RumourState},
    policy::{PolicyKind, PolicyState},
    proof::Answer,
    reset::{ResetStep, Returning},
    roster::Part,
    school::{SchoolKind, SectionKind},
    service::AttributeSet,
    situation::{Check, Flag, Mark, NeighbourWord, Pupils, Reception, Reopening, Threat, WordKind},
    territory::Scope,
    unmask::List,
    verdict::{Consequence, Outcome},
};

/// A value that both databases can store.
pub trait Field: Send {
    /// Adds the value to the parameters of a SQLite statement.
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError>;
    /// Adds the value to the parameters of a PostgreSQL statement.
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError>;
}

macro_rules! plain {
    ($($kind:ty),+ $(,)?) => {$(
        impl Field for $kind {
            fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> { sqlx::Arguments::add(to, self) }
            fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> { sqlx::Arguments::add(to, self) }
        }
    )+};
}
plain!(i64, f64, bool, String, uuid::Uuid, Vec<u8>);
plain!(Option<i64>, Option<f64>, Option<bool>, Option<String>, Option<uuid::Uuid>, Option<Vec<u8>>);

/// Stores types of `model` as a plain one, and optional ones as an optional plain one.
macro_rules! as_plain {
    ($(|$value:ident| $plain:expr => $($kind:ty),+;)+) => {$($(
        impl Field for $kind {
            fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
                let $value = self;
                Field::sqlite($plain, to)
            }
            fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
                let $value = self;
                Field::postgres($plain, to)
            }
        }
        impl Field for Option<$kind> {
            fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
                Field::sqlite(self.map(|$value| $plain), to)
            }
            fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
                Field::postgres(self.map(|$value| $plain), to)
            }
        }
    )+)+};
}
as_plain! {
    |id| id.uuid() => AttachmentId, AudienceId, BatchId, CampaignId, DecoyId, DeviceId, DraftId, EntryId, FactorId, FolderId, ImportId, JobId, MessageId,
        OutgoingId, PersonId, ProviderId, SchoolId, SectionId, ServiceId, SessionId, ThreadId, TicketId;
    |at| at.0 => Millis;
    |value| value.to_string() => Profile, Role, Scope, Uai, SchoolKind, SectionKind, AudienceKind, Line, State,
        AccountState, AttributeSet, appeal::Outcome, Answer, Duty, FactorKind, FileState, KeptFor, Unscanned, Consequence, ContainmentEnd, ContainmentReason, EpochKind, Ceremony, NetworkClass, Outcome, Part, PatternKind, PolicyKind, PolicyState, ResetStep, Returning, Agreement, MeasureState, notice::Kind, NoticeState, RumourState, campaign::State, campaign::Step, Threat, Reception, Pupils, Check,
        Reopening, WordKind, Mark, Flag, NeighbourWord, Channel, DeliveryState, Fault, Way, List, filing::Kind, FilingState, Move;
}

impl Field for &str {
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        Field::sqlite(self.to_owned(), to)
    }
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
        Field::postgres(self.to_owned(), to)
    }
}
impl Field for &[u8] {
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        Field::sqlite(self.to_vec(), to)
    }
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
        Field::postgres(self.to_vec(), to)
    }
}

/// Messages that one statement asks about.
pub(crate) const IDS: usize = 50;

/// [`IDS`] parameters that name messages, in a list within a statement; those that are missing name none.
pub(crate) struct Ids(pub(crate) Vec<MessageId>);

impl Ids {
    fn uuids(&self) -> impl Iterator<Item = uuid::Uuid> {
        let nobody = std::iter::repeat(uuid::Uuid::nil());
        self.0.iter().map(|id| id.uuid()).chain(nobody).take(IDS)
    }
}
impl Field for Ids {
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        self.uuids().try_for_each(|id| id.sqlite(to))
    }
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
        self.uuids().try_for_each(|id| id.postgres(to))
    }
}

/// [`IDS`] parameters that name people, likewise.
pub(crate) struct People(pub(crate) Vec<PersonId>);

impl People {
    fn uuids(&self) -> impl Iterator<Item = uuid::Uuid> {
        self.0.iter().map(|id| id.uuid()).chain(std::iter::repeat(uuid::Uuid::nil())).take(IDS)
    }
}
impl Field for People {
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        self.uuids().try_for_each(|id| id.sqlite(to))
    }
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
        self.uuids().try_for_each(|id| id.postgres(to))
    }
}

/// [`IDS`] parameters that are words, likewise.
pub(crate) struct Names(pub(crate) Vec<String>);

impl Names {
    fn texts(self) -> impl Iterator<Item = String> {
        self.0.into_iter().chain(std::iter::repeat(String::new())).take(IDS)
    }
}
impl Field for Names {
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        self.texts().try_for_each(|text| text.sqlite(to))
    }
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
        self.texts().try_for_each(|text| text.postgres(to))
    }
}

/// The parameters of a statement: a tuple of [`Field`]s.
pub trait Fields: Send {
    /// Adds them all, in order, to the parameters of a SQLite statement.
    fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError>;
    /// Adds them all, in order, to the parameters of a PostgreSQL statement.
    fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError>;
}

macro_rules! fields {
    ($($name:ident),*) => {
        #[allow(non_snake_case, unused_variables, reason = "the names of the tuple's types serve as its variables")]
        impl<$($name: Field),*> Fields for ($($name,)*) {
            fn sqlite(self, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
                let ($($name,)*) = self;
                $($name.sqlite(to)?;)*
                Ok(())
            }
            fn postgres(self, to: &mut PgArguments) -> Result<(), BoxDynError> {
                let ($($name,)*) = self;
                $($name.postgres(to)?;)*
                Ok(())
            }
        }
    };
}
macro_rules! fields_up_to {
    () => { fields!(); };
    ($first:ident $(, $rest:ident)*) => { fields!($first $(, $rest)*); fields_up_to!($($rest),*); };
}
fields_up_to!(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X);
