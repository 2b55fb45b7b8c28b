//! The form of a notice as it was typed: nothing in it need be right.

use model::{
    Millis, limits,
    notice::{Filling, Kind, Language, Part, Place, Texts, Typed, Variable, Words, Wrong},
    territory::Scope,
};

use super::super::places;
use crate::{
    dates::Calendar,
    error::Result,
    forms::Fields,
    locale::Locale,
    session::Ask,
    views::notices::{NoticeForm, NoticeWrong},
};

/// Bytes of one short field that are kept.
const SHORT_BYTES: usize = 40;
/// Bytes of what is filled in for one mark.
const VALUE_BYTES: usize = 200;
/// Bytes of a list of codes that are read.
const CODES_BYTES: usize = 8_000;
/// What a new form proposes for the next word.
const NEXT_WORD: Millis = Millis::minutes(45);

/// Reads what was typed.
pub(super) fn read(fields: &Fields) -> NoticeForm {
    let short = |name: &str| model::text::cut(fields.get(name).trim(), SHORT_BYTES).to_owned();
    let value = |variable: &Variable| {
        let text = model::text::cut(fields.get(&format!("v_{variable}")).trim(), VALUE_BYTES).to_owned();
        (*variable, text)
    };
    let english = words(fields, Language::En);
    NoticeForm {
        kind: Kind::from_code(fields.get("kind")),
        scopes: fields.all("scope").filter(|text| text.len() <= 64).map(str::to_owned).collect(),
        codes: model::text::cut(fields.get("uai").trim(), CODES_BYTES).to_owned(),
        pupils: fields.get("pupils") == "1",
        staff: fields.get("staff") == "1",
        public: fields.get("public") == "1",
        next: (short("next_date"), short("next_time")),
        variables: Variable::ALL.iter().map(value).filter(|(_, text)| !text.is_empty()).collect(),
        texts: Texts { fr: words(fields, Language::Fr), en: Some(english).filter(|words| !words.is_empty()) },
        id: fields.read("id"),
        campaign: fields.read("campaign"),
        replaces: fields.read("replaces"),
        edits: fields.read("edits").zip(fields.read("revision")),
    }
}

fn words(fields: &Fields, language: Language) -> Words {
    let mut words = Words::default();
    for part in Part::ALL.iter().copied() {
        let typed = fields.get(&format!("{language}_{part}")).trim();
        // One byte more than may be kept, so that what is too long is said to be.
        model::text::cut(typed, limits::NOTICE_PART_BYTES_MAX + 1).clone_into(words.part_mut(part));
    }
    words
}

/// What a new form proposes: a next word soon, on a round minute.
pub(super) fn proposed(mut form: NoticeForm, clock: &Calendar) -> NoticeForm {
    if form.next.0.is_empty() && form.kind.is_some_and(|kind| !kind.may_be_last()) {
        let five = Millis::minutes(5).0;
        let at = (clock.now + NEXT_WORD).0;
        form.next = clock.typed(Millis(at - at % five));
    }
    form
}

/// The form with the text of its kind, in both languages, as far as it is filled in.
pub(super) fn filled(ask: &Ask, mut form: NoticeForm, names: &[String]) -> NoticeForm {
    let Some(kind) = form.kind else { return form };
    let clock = ask.visitor.clock(ask.app());
    let at = clock.read(&form.next.0, &form.next.1);
    let fill = |language: Language| {
        let locale = match language {
            Language::Fr => Locale::Fr,
            Language::En => Locale::En,
        };
        let clock = Calendar { locale, ..clock.clone() };
        let school = match names {
            [] => String::new(),
            [one] => one.clone(),
            _ => locale.say("notice-several-schools").to_string(),
        };
        let link = ask.app().issuer.trim_start_matches("https://").trim_start_matches("http://");
        let filling = Filling {
            school,
            next: at.map(|at| clock.long(at)).unwrap_or_default(),
            code: String::new(),
            link: format!("{link}/verify"),
            variables: form.variables.clone(),
        };
        kind.words(language, &filling)
    };
    form.texts = Texts { fr: fill(Language::Fr), en: Some(fill(Language::En)) };
    form
}

/// What was typed, with the mistakes that only the form can have.
pub(super) async fn typed(ask: &Ask, form: &NoticeForm) -> Result<(Typed, Vec<NoticeWrong>)> {
    let (scopes, wrong) = scopes(ask, &form.scopes, &form.codes).await?;
    let clock = ask.visitor.clock(ask.app());
    let typed = Typed {
        kind: form.kind,
        places: scopes.iter().filter_map(place).take(limits::NOTICE_PLACES_MAX + 1).collect(),
        pupils: form.pupils,
        staff: form.staff,
        public: form.public,
        texts: form.texts.clone(),
        next_word_at: clock.read(&form.next.0, &form.next.1),
        campaign: form.campaign,
        replaces: form.replaces,
        id: form.id,
    };
    Ok((typed, wrong))
}

/// Chosen places, and those that were named by their codes.
pub(super) async fn scopes(ask: &Ask, chosen: &[String], codes: &str) -> Result<(Vec<Scope>, Vec<NoticeWrong>)> {
    let (scopes, unknown) = places::chosen(ask, chosen, codes, limits::NOTICE_PLACES_MAX).await?;
    Ok((scopes, unknown.into_iter().map(NoticeWrong::UnknownCode).collect()))
}

/// A place that a notice may be for.
pub(super) fn place(scope: &Scope) -> Option<Place> {
    match scope {
        Scope::School(school) => Some(Place::School(*school)),
        Scope::Section(section) => Some(Place::Section(*section)),
        _ => None,
    }
}

/// The mistakes of a notice, in the words of its form.
pub(super) fn as_wrong(wrong: Vec<Wrong>) -> Vec<NoticeWrong> {
    wrong.into_iter().map(NoticeWrong::Plan).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_a_form_is_read_without_fuss() {
        let fields = |list: &[(&str, &str)]| {
            Fields(list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        let form =
            read(&fields(&[("kind", "first_word"), ("fr_title", " Un mot "), ("v_since", "8 h"), ("edits", "x")]));
        assert_eq!((form.kind, form.texts.fr.title.as_str(), form.edits), (Some(Kind::FirstWord), "Un mot", None));
        assert_eq!(form.variables.get(&Variable::Since).map(String::as_str), Some("8 h"));
        assert!(form.texts.en.is_none());
        let odd = read(&fields(&[("kind", "party"), ("scope", "moon"), ("en_known", "Hello")]));
        assert!(odd.kind.is_none() && odd.texts.en.is_some());
        assert_eq!(place(&Scope::All), None);
    }
}
