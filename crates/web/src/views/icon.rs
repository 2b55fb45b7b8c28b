//! The icons: 24 × 24, one line, always beside a word or with a label.

use std::fmt;

use askama::filters::HtmlSafe;

/// A drawing. Shows as an `svg` element that assistive technology skips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what it draws")]
pub enum Icon {
    Inbox,
    Write,
    Sent,
    Drafts,
    Search,
    Person,
    Desk,
    Directory,
    Imports,
    Folder,
    Save,
    Clip,
    Back,
    Next,
    Reply,
    ReplyAll,
    Flag,
    Bin,
    Unread,
    Check,
    Clock,
    Warning,
    Shield,
    Eye,
    Print,
    Out,
    More,
    Group,
    Cross,
    Plus,
    File,
    Device,
    Lock,
    Key,
    Stop,
    Play,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Icon::Inbox => "M3 13h5l1.5 3h5L16 13h5M3 13l3-8h12l3 8v6H3z",
            Icon::Write => "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
            Icon::Sent => "M3 11l18-8-7 18-3-8zM11 13l5-5",
            Icon::Drafts => "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h4",
            Icon::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
            Icon::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 21c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
            Icon::Desk | Icon::Shield => "M12 3l8 3v6c0 4.5-3.2 7.5-8 9-4.8-1.5-8-4.5-8-9V6z",
            Icon::Directory => "M5 3h14v18H5zM9 8h6M9 12h6M9 16h3M3 7h3M3 12h3M3 17h3",
            Icon::Folder => "M3 6h6l2 2h10v11H3z",
            Icon::Imports | Icon::Save => "M12 3v12M7 10l5 5 5-5M4 20h16",
            Icon::Clip => {
                "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.5 17a1.7 1.7 0 0 1-2.4-2.4L14.5 7"
            }
            Icon::Back => "M15 5l-7 7 7 7",
            Icon::Next => "M9 5l7 7-7 7",
            Icon::Reply => "M9 6l-6 6 6 6M3 12h11c4 0 6 2 7 6",
            Icon::ReplyAll => "M12 6l-6 6 6 6M7 6l-6 6 6 6M6 12h9c4 0 6 2 7 6",
            Icon::Flag => "M5 21V4h13l-3 4.5L18 13H5",
            Icon::Bin => "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
            Icon::Unread => "M3 6h12M3 6v13h18v-8M3 7l9 7 3-2.3M19 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
            Icon::Check => "M4 12.5l5 5L20 6.5",
            Icon::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3.5 2",
            Icon::Warning => "M12 4L2.5 20h19zM12 10v4.5M12 17v.5",
            Icon::Eye => {
                "M2 12c2.5-4.5 6-7 10-7s7.5 2.5 10 7c-2.5 4.5-6 7-10 7s-7.5-2.5-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
            }
            Icon::Print => "M7 9V3h10v6M7 18H4V9h16v9h-3M7 14h10v7H7z",
            Icon::Out => "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
            Icon::More => "M4 7h16M4 12h16M4 17h16",
            Icon::Group => {
                "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .8 3.2 2.6 3.5 5.2"
            }
            Icon::Cross => "M6 6l12 12M18 6L6 18",
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::File => "M6 3h8l4 4v14H6zM14 3v4h4",
            Icon::Device => "M4 5h16v11H4zM9 20h6M12 16v4",
            Icon::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Icon::Key => "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l9-9M16 7l3 3M13.5 9.5l2 2",
            Icon::Stop => "M6 6h12v12H6z",
            Icon::Play => "M7 4l13 8-13 8z",
        }
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>"#, self.path())
    }
}
/// Holds our own drawings only.
impl HtmlSafe for Icon {}
