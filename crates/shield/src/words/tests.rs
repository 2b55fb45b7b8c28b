use crate::Shield;

fn reading(text: &str) -> String {
    Shield::embedded().map_or_else(|fault| fault.to_string(), |shield| shield.reading(text))
}

#[test]
fn words_are_read_as_they_were_meant() {
    for (written, meant) in [
        ("la b0mb3 est au lyc33", "la bombe est au lycee"),
        ("j3 v4i5 7u3r", "je vais tuer"),
        ("un explausif au coléje", "un explosif au college"),
        ("tt le monde vs etes la", "tout le monde vous etes la"),
        ("expl*ser", "exploser"),
        ("jevaistousvoustuer", "je vais tous vous tuer"),
        ("expl oser", "exploser"),
        ("massaccrer égorgé", "massacrer egorge"),
        ("tμer", "tuer"),
    ] {
        assert_eq!(reading(written), meant, "{written}");
    }
}

#[test]
fn ordinary_words_are_read_as_themselves() {
    for text in
        ["tombe explore poisson manchette regorge", "marie lise adam", "il a battu le record", "accentuer destituer"]
    {
        assert_eq!(reading(text), text);
    }
}

#[test]
fn a_point_after_each_word_parts_no_sentence() {
    assert_eq!(reading("je. vais. tout. dire"), "je vais tout . dire");
    assert_eq!(reading("Je pars demain. Tu viens ?"), "je pars demain . tu viens");
}
