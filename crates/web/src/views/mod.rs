//! What pages show: one struct a page, filled by its handler, rendered by its template.
//!
//! A view holds plain data (no database row, no decision) and times as [`model::Millis`]; its template chooses words
//! from `locales/` and writes dates through [`Frame::clock`]. `Page.html` is rendered by askama's `render()`. A part
//! of a page that changes while one looks at it is a block of the same template, listed in `blocks = […]`:
//! `page.as_rows().render()` gives the fragment alone, byte for byte what the page holds.
//!
//! # Fragments and live pages
//! An element `data-live="inbox" data-fragment="rows"` is read again when the event stream says `inbox`: `app.js` asks
//! for the page's own address with the header `X-Fragment: rows` and puts the answer in the element's place. The
//! answer is the block, whose root element is that same element. Every message of the stream is a list of such names,
//! separated by spaces, as plain `data:`; it says what to read again and never what is in it. Names in use: `inbox`,
//! `unread`, `thread`, `sent`, `desk`, `import`, `measure`.
//!
//! # Forms
//! Every form is `POST`, has no token of its own (the `csrf` layer looks at `Sec-Fetch-Site` and `Origin`) and works
//! without script. What was typed comes back after an error.

pub mod account;
pub mod alert;
pub mod appeal;
pub mod campaign;
pub mod care;
pub mod compose;
pub mod contained;
pub mod demo;
pub mod desk;
pub mod directory;
pub mod dossier;
pub mod exculpation;
pub mod factors;
pub mod filings;
pub mod folders;
pub mod frame;
pub mod icon;
pub mod imports;
pub mod inbox;
pub mod measures;
pub mod notices;
pub mod places;
pub mod policy;
pub mod powers;
pub mod proof;
pub mod providers;
pub mod resets;
pub mod restricted;
pub mod roll_call;
pub mod said;
pub mod school;
pub mod search;
pub mod sheets;
pub mod sign_in;
pub mod situations;
pub mod statistics;
pub mod thread;
pub mod trouble;
pub mod words;

pub use account::{AccountPage, ChildRow, PasswordWrong, SessionRow, StrangeSession};
pub use alert::{AdultRow, AlertPage, AlertWrong, ContactsPage, DutyView, SchoolDuties, SchoolLine};
pub use appeal::{AppealRow, AppealsPage, DecisionRow, DecisionsPage};
pub use campaign::{
    CampaignPage, CampaignRow, CampaignsPage, CarrierRow, Choice, Figures, LookBackView, MarkRow, Moment, Piece,
    SchoolRow, VariantView, compare,
};
pub use care::{CareCasePage, CarePage, CareRow};
pub use compose::{Chosen, ComposePage, Found, Problem, Reach, RecipientsFragment};
pub use contained::{AskedRow, ContainedPage, ContainedRow, OwnContainment};
pub use demo::{Attack, DemoPage, DemoPerson};
pub use desk::{
    ClaimView, DeskPage, DeskRow, DeskTab, Effects, Evidence, ExposedRow, ExposurePage, HeldLetter, Mask, NearestView,
    Report, Segment, Step, StoppedRow, segments,
};
pub use directory::{DirectoryPage, PersonRow, SchoolChoice, SectionRow, SectionView, WriteTo};
pub use exculpation::{
    ExculpationAskPage, ExculpationFile, ExculpationPage, OfferedReport, ReportLine, ReportPart, ReportView,
    report_on_message, report_on_session,
};
pub use factors::{
    AskedCells, CodeGrid, FactorRow, FactorsPage, FactorsShow, SecondStepPage, SecondWrong, StepUpPage, StepUpWanted,
    StepUpWrong,
};
pub use folders::{DraftRow, DraftsPage, SentPage};
pub use frame::{Band, Font, Frame, Here, Reader, Theme, Tone};
pub use icon::Icon;
pub use imports::{Closing, CountRow, ImportPage, ImportRow, ImportState, ImportsPage, Noun, Progress, RefusalRow};
pub use inbox::{InboxPage, Row, RowState};
pub use measures::{
    AdviceRow, ClauseLine, ExtensionRow, MeasureFigures, MeasureForm, MeasureNewPage, MeasurePage, MeasurePreviewPage,
    MeasureRow, MeasureWrong, MeasuresPage,
};
pub use places::{FolderPage, FolderRow, FoldersPage, Shelves};
pub use policy::{
    NodeRules, PoliciesPage, PolicyEditPage, PolicyPage, PolicyRow, RuleForm, SignatureEditPage, SignatureForm, Tried,
};
pub use powers::{BreakGlassPage, GlassWrong, PowerChoice, PowerRow, PowerWrong, PowersPage};
pub use proof::ProofPage;
pub use providers::{
    AccountChoice, ChoosePage, LinkRow, LinkingWrong, LinksPart, NoAccountPage, OnwardPage, ProviderButton,
};
pub use resets::{BackRow, OpeningRow, PlaceChoice, ResetBoardPage, ResetNewPage, ResetRow, ResetsPage, WaitingRow};
pub use restricted::{OfficialLetterPage, OfficialPage, RestrictionRow, RestrictionsPage};
pub use roll_call::{ClassLine, PupilLine, RollCallClassPage, RollCallPage};
pub use said::Said;
pub use school::{HeardRow, LineRow, NearRow, SchoolForm, SchoolPage, SchoolWrong, SchoolsPage, SiteRow, StoodView};
pub use search::SearchPage;
pub use sheets::{BatchCounts, BatchPage, InPersonPage, Sheet, SheetsPage, SlipRow, SlipState};
pub use sign_in::{ActivationPage, ActivationWrong, SignInPage, SignInWrong};
pub use situations::{PublicSituation, SituationFigures, SituationRow, SituationsPage};
pub use statistics::StatisticsPage;
pub use thread::{Content, FileLink, Letter, Reply, Thread, ThreadPage, Withdrawal};
pub use trouble::{ErrorPage, Kept, Trouble};
