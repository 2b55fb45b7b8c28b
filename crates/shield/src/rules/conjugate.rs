//! The forms of a French verb in -er, folded as the words of a letter are.

/// The forms, each with the concept that it carries beside its own: a future in the first person says who acts
/// (`author_future`), another future only when (`future`). The conditional sounds like the future and is often written
/// for it.
pub(super) fn forms(infinitive: &str) -> Vec<(String, Option<&'static str>)> {
    let Some(stem) = infinitive.strip_suffix("er") else { return vec![(infinitive.to_owned(), None)] };
    // égorger: égorgeons, égorgeait.
    let soft = if stem.ends_with('g') { "e" } else { "" };
    let mut forms: Vec<(String, Option<&'static str>)> = Vec::new();
    for end in ["er", "e", "es", "ent", "ez", "ee", "ees", "erent"] {
        forms.push((format!("{stem}{end}"), None));
    }
    for end in ["ons", "ant", "ais", "ait", "aient", "a", "ai"] {
        forms.push((format!("{stem}{soft}{end}"), None));
    }
    for end in ["erai", "erais", "erons"] {
        forms.push((format!("{stem}{end}"), Some("author_future")));
    }
    for end in ["era", "eras", "erez", "eront", "erait", "eraient"] {
        forms.push((format!("{stem}{end}"), Some("future")));
    }
    forms
}
