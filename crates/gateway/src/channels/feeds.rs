//! What everybody may read of a notice, for machines: an alert of CAP 1.2 (OASIS, *Common Alerting Protocol*) for each, and
//! a feed of all of them in Atom (RFC 4287). The same notices give the same bytes.
//!
//! Préau exports such documents and broadcasts nothing: alerts on every telephone of a place (FR-Alert) belong to the
//! prefectures, who read CAP.

use jiff::{Timestamp, tz::TimeZone};
use model::Millis;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

/// Offset with which CAP writes times (§ 3.3.2): our own are in UTC.
const UTC: &str = "-00:00";

/// Whether a notice is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeKind {
    /// It is.
    First,
    /// It takes the place of earlier versions, which are named.
    Correction(Vec<PublicRef>),
    /// The earlier ones hold no more.
    Withdrawal(Vec<PublicRef>),
}

/// An earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicRef {
    /// Its identifier.
    pub id: String,
    /// When it was published.
    pub at: Millis,
}

/// How grave it is, in the words of CAP (§ 3.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// Something to be done at once.
    Immediate,
    /// Something to know of.
    Information,
    /// It is over: all clear, reopening.
    Past,
}

/// A place that a notice is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name in words.
    pub name: String,
    /// Where it is: latitude and longitude in degrees, WGS 84; for places whose address is public.
    pub point: Option<(f64, f64)>,
    /// National code of the school (UAI), if it is one.
    pub uai: Option<String>,
}

/// A notice as everybody may read it.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicNotice {
    /// Names this version, for ever: letters, digits and dashes.
    pub id: String,
    /// When it was published.
    pub at: Millis,
    /// Until when it holds.
    pub until: Millis,
    /// Whether it is new.
    pub kind: NoticeKind,
    /// How grave it is.
    pub gravity: Gravity,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// Who speaks: `Rectorat de …`.
    pub sender_name: String,
    /// In a line.
    pub title: String,
    /// What we know, and what we do not.
    pub text: String,
    /// What to do, if anything.
    pub instruction: Option<String>,
    /// The page where it stands.
    pub link: String,
    /// What it is about.
    pub places: Vec<Place>,
}

/// Where the documents are from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The installation's name in the sense of CAP's `sender`: its host.
    pub host: String,
    /// What people call it.
    pub name: String,
    /// Address of the feed.
    pub feed: String,
    /// Address of the public page.
    pub page: String,
}

/// The alert of a notice.
pub fn cap(publisher: &Publisher, notice: &PublicNotice) -> String {
    let mut xml = Xml::new();
    xml.open("alert", &[("xmlns", "urn:oasis:names:tc:emergency:cap:1.2")]);
    xml.text("identifier", &notice.id);
    xml.text("sender", &publisher.host);
    xml.text("sent", &cap_time(notice.at));
    xml.text("status", if notice.exercise { "Exercise" } else { "Actual" });
    let (kind, earlier): (_, &[PublicRef]) = match &notice.kind {
        NoticeKind::First => ("Alert", &[]),
        NoticeKind::Correction(earlier) => ("Update", earlier),
        NoticeKind::Withdrawal(earlier) => ("Cancel", earlier),
    };
    xml.text("msgType", kind);
    xml.text("scope", "Public");
    if notice.exercise {
        xml.text("note", "Exercice");
    }
    if !earlier.is_empty() {
        let named = |one: &PublicRef| format!("{},{},{}", publisher.host, one.id, cap_time(one.at));
        xml.text("references", &earlier.iter().map(named).collect::<Vec<_>>().join(" "));
    }
    info(&mut xml, notice);
    xml.close("alert");
    xml.end()
}

fn info(xml: &mut Xml, notice: &PublicNotice) {
    let (response, urgency, severity, certainty) = match notice.gravity {
        Gravity::Immediate => ("Execute", "Immediate", "Severe", "Likely"),
        Gravity::Information => ("Monitor", "Expected", "Moderate", "Possible"),
        Gravity::Past => ("AllClear", "Past", "Minor", "Observed"),
    };
    xml.open("info", &[]);
    xml.text("language", "fr-FR");
    xml.text("category", "Security");
    xml.text("event", "Information d’un établissement scolaire");
    xml.text("responseType", response);
    xml.text("urgency", urgency);
    xml.text("severity", severity);
    xml.text("certainty", certainty);
    xml.text("expires", &cap_time(notice.until));
    xml.text("senderName", &notice.sender_name);
    xml.text("headline", &notice.title);
    xml.text("description", &notice.text);
    if let Some(instruction) = &notice.instruction {
        xml.text("instruction", instruction);
    }
    xml.text("web", &notice.link);
    for place in &notice.places {
        xml.open("area", &[]);
        xml.text("areaDesc", &place.name);
        if let Some((latitude, longitude)) = place.point {
            // A circle without a radius is a point (§ 3.2.4).
            xml.text("circle", &format!("{latitude:.5},{longitude:.5} 0"));
        }
        if let Some(uai) = &place.uai {
            xml.open("geocode", &[]);
            xml.text("valueName", "UAI");
            xml.text("value", uai);
            xml.close("geocode");
        }
        xml.close("area");
    }
    xml.close("info");
}

/// The feed of notices, the newest first.
pub fn atom(publisher: &Publisher, notices: &[PublicNotice]) -> String {
    let mut newest: Vec<&PublicNotice> = notices.iter().collect();
    newest.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.id.cmp(&a.id)));
    let updated = newest.first().map_or(Millis(0), |notice| notice.at);
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "fr")]);
    xml.text("id", &publisher.feed);
    xml.text("title", &publisher.name);
    xml.text("updated", &time(updated));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &publisher.feed)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &publisher.page)]);
    for notice in newest {
        xml.open("entry", &[]);
        // RFC 4151: a name that stays though addresses change.
        xml.text("id", &format!("tag:{},{}:{}", publisher.host, day(notice.at), notice.id));
        xml.text("title", &notice.title);
        xml.text("published", &time(notice.at));
        xml.text("updated", &time(notice.at));
        xml.open("author", &[]);
        xml.text("name", &notice.sender_name);
        xml.close("author");
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &notice.link)]);
        let text = match &notice.instruction {
            Some(instruction) => format!("{}\n\n{instruction}", notice.text),
            None => notice.text.clone(),
        };
        xml.text("content", &text);
        xml.close("entry");
    }
    xml.close("feed");
    xml.end()
}

fn zoned(at: Millis) -> jiff::Zoned {
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(TimeZone::UTC)
}

/// `2024-03-21T05:46:40-00:00`: CAP wants no `Z` and no fraction.
fn cap_time(at: Millis) -> String {
    format!("{}{UTC}", zoned(at).strftime("%Y-%m-%dT%H:%M:%S"))
}

/// RFC 3339.
fn time(at: Millis) -> String {
    zoned(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn day(at: Millis) -> String {
    zoned(at).strftime("%Y-%m-%d").to_string()
}

/// XML as it is put together. Writing to memory does not fail.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn new() -> Xml {
        let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        let _ = self.0.write_event(event);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = quick_xml::events::BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = quick_xml::events::BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(quick_xml::events::BytesEnd::new(name)));
    }

    /// An element with a text, without what no XML may hold (XML 1.0 § 2.2).
    fn text(&mut self, name: &str, text: &str) {
        let legal = |sign: &char| !sign.is_control() || matches!(sign, '\t' | '\n');
        let text: String = text.chars().filter(legal).filter(|sign| !matches!(sign, '\u{fffe}' | '\u{ffff}')).collect();
        self.open(name, &[]);
        self.event(Event::Text(BytesText::new(&text)));
        self.close(name);
    }

    fn end(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher() -> Publisher {
        Publisher {
            host: "ent.example".to_owned(),
            name: "ENT <Essai> & Cie".to_owned(),
            feed: "https://ent.example/feed.atom?a=1&b=2".to_owned(),
            page: "https://ent.example/etat".to_owned(),
        }
    }

    fn notice(id: &str, at: i64) -> PublicNotice {
        PublicNotice {
            id: id.to_owned(),
            at: Millis(at),
            until: Millis(at) + Millis::hours(4),
            kind: NoticeKind::First,
            gravity: Gravity::Immediate,
            exercise: false,
            sender_name: "Rectorat d’essai".to_owned(),
            title: "Collège <fermé> & évacué".to_owned(),
            text: "Les élèves sont en sécurité.\u{0}\u{b}\nProchain point à 9 h.".to_owned(),
            instruction: Some("Ne venez pas.".to_owned()),
            link: "https://ent.example/n/1?a=1&b=2".to_owned(),
            places: vec![Place {
                name: "Collège d’essai".to_owned(),
                point: Some((45.75, 4.85)),
                uai: Some("9990001X".to_owned()),
            }],
        }
    }

    #[test]
    fn an_alert_is_what_it_is_and_nothing_in_it_is_markup() {
        let xml = cap(&publisher(), &notice("n-1", 1_711_000_000_000));
        for part in [
            "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">",
            "<sent>2024-03-21T05:46:40-00:00</sent>",
            "<status>Actual</status>",
            "<msgType>Alert</msgType>",
            "<scope>Public</scope>",
            "<headline>Collège &lt;fermé&gt; &amp; évacué</headline>",
            "<circle>45.75000,4.85000 0</circle>",
            "<value>9990001X</value>",
            "<web>https://ent.example/n/1?a=1&amp;b=2</web>",
        ] {
            assert!(xml.contains(part), "{part} in {xml}");
        }
        assert!(!xml.contains("<references>") && !xml.contains(['\u{0}', '\u{b}']), "{xml}");
        assert_eq!(xml, cap(&publisher(), &notice("n-1", 1_711_000_000_000)), "the same bytes");
    }

    #[test]
    fn a_correction_names_what_it_replaces() {
        let earlier = vec![PublicRef { id: "n-1".to_owned(), at: Millis(1_711_000_000_000) }];
        let update = PublicNotice { kind: NoticeKind::Correction(earlier.clone()), ..notice("n-2", 1_711_000_060_000) };
        let xml = cap(&publisher(), &update);
        assert!(xml.contains("<msgType>Update</msgType>"), "{xml}");
        assert!(xml.contains("<references>ent.example,n-1,2024-03-21T05:46:40-00:00</references>"), "{xml}");
        let cancel = PublicNotice { kind: NoticeKind::Withdrawal(earlier), exercise: true, ..update };
        let xml = cap(&publisher(), &cancel);
        assert!(xml.contains("<msgType>Cancel</msgType>") && xml.contains("<status>Exercise</status>"), "{xml}");
    }

    #[test]
    fn a_feed_tells_the_newest_first_whatever_order_it_is_given() {
        let notices = [notice("a", 1_000), notice("b", 3_000), notice("c", 3_000)];
        let reversed: Vec<PublicNotice> = notices.iter().rev().cloned().collect();
        let feed = atom(&publisher(), &notices);
        assert_eq!(feed, atom(&publisher(), &reversed));
        let at = |id: &str| feed.find(&format!(":{id}</id>")).expect("there");
        assert!(at("c") < at("b") && at("b") < at("a"), "{feed}");
        assert!(feed.contains("<updated>1970-01-01T00:00:03Z</updated>"), "{feed}");
        assert!(feed.contains("<title>ENT &lt;Essai&gt; &amp; Cie</title>"), "{feed}");
        assert!(atom(&publisher(), &[]).contains("<updated>1970-01-01T00:00:00Z</updated>"));
    }
}
