//! A notice as somebody types it, looked at before anything is kept: every mistake has a name. What only has to be right
//! before it leaves is the question of [`super::lint`].

use super::{Kind, Part, Texts, Words};
use crate::{CampaignId, Millis, SchoolId, SectionId, codes::codes, limits};

/// A place whose families are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Everybody of a school.
    School(SchoolId),
    /// A class or group.
    Section(SectionId),
}

/// What somebody typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What it is for.
    pub kind: Option<Kind>,
    /// Whose families.
    pub places: Vec<Place>,
    /// Pupils read it too.
    pub pupils: bool,
    /// Teachers and staff read it too.
    pub staff: bool,
    /// It stands on the public page too.
    pub public: bool,
    /// The text.
    pub texts: Texts,
    /// When the next word comes.
    pub next_word_at: Option<Millis>,
    /// The campaign that it speaks of.
    pub campaign: Option<CampaignId>,
    /// The notice that it corrects.
    pub replaces: Option<uuid::Uuid>,
    /// Its identity, when its form has one: the same form sent twice is one notice.
    pub id: Option<uuid::Uuid>,
}

codes! {
    /// What is wrong with a notice as it is typed.
    pub enum Wrong {
        /// It is of no kind.
        NoKind = "no_kind",
        /// Nobody is told.
        NoPlace = "no_place",
        /// More places than [`limits::NOTICE_PLACES_MAX`].
        TooManyPlaces = "too_many_places",
        /// It has no title, in one of its languages.
        NoTitle = "no_title",
        /// A title is longer than [`limits::NOTICE_TITLE_BYTES_MAX`], or has several lines.
        LongTitle = "long_title",
        /// It does not say what is known, in one of its languages.
        NoKnown = "no_known",
        /// It does not say what is not known, and is not the last word.
        NoUnknown = "no_unknown",
        /// A part is longer than [`limits::NOTICE_PART_BYTES_MAX`].
        LongPart = "long_part",
        /// The next word would come later than [`limits::NOTICE_NEXT_WORD_WITHIN`].
        NextTooFar = "next_too_far",
    }
}

/// A notice that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it is for.
    pub kind: Kind,
    /// Whose families, each once.
    pub places: Vec<Place>,
    /// Pupils read it too.
    pub pupils: bool,
    /// Teachers and staff read it too.
    pub staff: bool,
    /// It stands on the public page too.
    pub public: bool,
    /// The text.
    pub texts: Texts,
    /// When the next word comes; a draft may lack it.
    pub next_word_at: Option<Millis>,
    /// The campaign that it speaks of.
    pub campaign: Option<CampaignId>,
    /// The notice that it corrects.
    pub replaces: Option<uuid::Uuid>,
    /// Its identity, when its form has one.
    pub id: Option<uuid::Uuid>,
}

impl Plan {
    /// Looks at what somebody typed: everything that is wrong with it, or what can be kept.
    pub fn parse(typed: Typed, now: Millis) -> Result<Plan, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut check = |is_wrong: bool, what: Wrong| {
            if is_wrong && !wrong.contains(&what) {
                wrong.push(what);
            }
        };
        let mut places: Vec<Place> = Vec::new();
        for place in typed.places {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let texts =
            Texts { fr: tidied(typed.texts.fr), en: typed.texts.en.map(tidied).filter(|words| !words.is_empty()) };
        check(typed.kind.is_none(), Wrong::NoKind);
        check(places.is_empty(), Wrong::NoPlace);
        check(places.len() > limits::NOTICE_PLACES_MAX, Wrong::TooManyPlaces);
        let kind = typed.kind.unwrap_or(Kind::FirstWord);
        for (_, words) in texts.languages() {
            let long = |part: &&Part| words.part(**part).len() > limits::NOTICE_PART_BYTES_MAX;
            check(words.title.is_empty(), Wrong::NoTitle);
            check(words.title.len() > limits::NOTICE_TITLE_BYTES_MAX || words.title.contains('\n'), Wrong::LongTitle);
            check(words.known.is_empty(), Wrong::NoKnown);
            check(words.unknown.is_empty() && !kind.may_be_last(), Wrong::NoUnknown);
            check(Part::ALL.iter().any(|part| long(&part)), Wrong::LongPart);
        }
        let far = |at: &Millis| *at > now + limits::NOTICE_NEXT_WORD_WITHIN;
        check(typed.next_word_at.as_ref().is_some_and(far), Wrong::NextTooFar);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Plan {
            kind,
            places,
            pupils: typed.pupils,
            staff: typed.staff,
            public: typed.public,
            texts,
            next_word_at: typed.next_word_at,
            campaign: typed.campaign,
            replaces: typed.replaces,
            id: typed.id,
        })
    }
}

/// Without spaces at its ends, its lines ended in one way.
fn tidied(mut words: Words) -> Words {
    for part in Part::ALL {
        let text = words.part_mut(*part);
        text.replace("\r\n", "\n").trim().clone_into(text);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_710_959_400_000);

    fn good() -> Typed {
        let words = Words {
            title: " Un message inquiétant circule ".into(),
            known: "Nous vérifions.\r\nLes élèves vont bien.".into(),
            unknown: "Qui l’a écrit.".into(),
            ..Words::default()
        };
        let place = Place::School(uuid::Uuid::from_u128(1).into());
        Typed {
            kind: Some(Kind::FirstWord),
            places: vec![place, place],
            texts: Texts { fr: words, en: Some(Words::default()) },
            ..Typed::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut Typed)) -> Vec<Wrong> {
        let mut typed = good();
        change(&mut typed);
        Plan::parse(typed, NOW).expect_err("it is wrong")
    }

    #[test]
    fn a_sound_form_is_kept_tidy() {
        let plan = Plan::parse(good(), NOW).expect("a plan");
        assert_eq!((plan.places.len(), plan.texts.en), (1, None));
        assert_eq!(plan.texts.fr.title, "Un message inquiétant circule");
        assert_eq!(plan.texts.fr.known, "Nous vérifions.\nLes élèves vont bien.");
    }

    #[test]
    fn every_mistake_has_a_name() {
        assert_eq!(wrong(|typed| typed.kind = None), [Wrong::NoKind]);
        assert_eq!(wrong(|typed| typed.places.clear()), [Wrong::NoPlace]);
        assert_eq!(wrong(|typed| typed.texts.fr.title.clear()), [Wrong::NoTitle]);
        assert_eq!(wrong(|typed| typed.texts.fr.title = "a\nb".into()), [Wrong::LongTitle]);
        assert_eq!(wrong(|typed| typed.texts.fr.known = " ".into()), [Wrong::NoKnown]);
        assert_eq!(wrong(|typed| typed.texts.fr.unknown.clear()), [Wrong::NoUnknown]);
        let long = "é".repeat(limits::NOTICE_PART_BYTES_MAX);
        assert_eq!(wrong(|typed| typed.texts.fr.to_do = long), [Wrong::LongPart]);
        let english = Words { title: "Hello".into(), ..Words::default() };
        assert_eq!(wrong(|typed| typed.texts.en = Some(english)), [Wrong::NoKnown, Wrong::NoUnknown]);
        let far = Some(NOW + limits::NOTICE_NEXT_WORD_WITHIN + Millis(1));
        assert_eq!(wrong(|typed| typed.next_word_at = far), [Wrong::NextTooFar]);
        let many = (0..=limits::NOTICE_PLACES_MAX as u128).map(|n| Place::School(uuid::Uuid::from_u128(n).into()));
        assert_eq!(wrong(|typed| typed.places = many.collect()), [Wrong::TooManyPlaces]);
        let mut last = good();
        (last.kind, last.texts.fr.unknown) = (Some(Kind::Closing), String::new());
        assert!(Plan::parse(last, NOW).is_ok(), "the last word has nothing left open");
    }
}
