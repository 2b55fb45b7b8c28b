//! The text that each kind of notice begins with, in plain words. None quotes, none names a child, and each says what we
//! know, what we do not, and what to do.

use std::collections::BTreeMap;

use super::{Kind, Language, Words, sms};
use crate::codes::codes;

codes! {
    /// What somebody fills in.
    pub enum Variable {
        /// Since when: « ce matin », « 8 h ».
        Since = "since",
        /// Where people go.
        Place = "place",
        /// When it is, or opens: « demain à 8 h ».
        When = "when",
        /// Who has checked: « la police ».
        Who = "who",
        /// Whom to call.
        Contact = "contact",
    }
}

impl Kind {
    /// What its text has to be given.
    pub const fn variables(self) -> &'static [Variable] {
        use Variable::{Contact, Place, Since, When, Who};
        match self {
            Kind::FirstWord | Kind::Shelter | Kind::AccountUsed => &[Since, Contact],
            Kind::WhereToCome => &[Place, When, Contact],
            Kind::AllClear => &[Who, When],
            Kind::Reopening => &[When, Contact],
            Kind::Closing => &[Place, Contact],
            Kind::Denial => &[Contact],
        }
    }

    /// Its text with what was filled in. What is missing stays in square brackets, and the linter finds it.
    pub fn words(self, language: Language, filling: &Filling) -> Words {
        let [title, known, unknown, to_do, short] = match language {
            Language::Fr => french(self),
            Language::En => english(self),
        };
        let fill = |text: &str| filling.fill(text, language);
        Words {
            title: fill(title),
            known: fill(known),
            unknown: fill(unknown),
            to_do: fill(to_do),
            sms: sms::spelled(&fill(short)),
        }
    }
}

/// What stands in for the marks of a text.
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// Name of the school, or of all of them in words.
    pub school: String,
    /// When the next word comes, in the words of the language; may be empty.
    pub next: String,
    /// The code of the notice, as readers see it; may be empty.
    pub code: String,
    /// Where a code is checked.
    pub link: String,
    /// The others.
    pub variables: BTreeMap<Variable, String>,
}

impl Filling {
    fn fill(&self, text: &str, language: Language) -> String {
        let mut filled = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((mark, after)) = after.split_once('}') else { break };
            filled.push_str(before);
            filled.push_str(&self.value(mark, language));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn value(&self, mark: &str, language: Language) -> String {
        let known = match mark {
            "school" => Some(&self.school),
            "next" => Some(&self.next),
            "code" => Some(&self.code),
            "link" => Some(&self.link),
            _ => Variable::from_code(mark).and_then(|variable| self.variables.get(&variable)),
        };
        match known.map(|value| value.trim()).filter(|value| !value.is_empty()) {
            // Brackets are the mark of what is missing: nobody types one in.
            Some(value) => value.replace(['[', ']'], ""),
            None => format!("[{}]", missing(mark, language)),
        }
    }
}

/// What is missing, in words.
fn missing(mark: &str, language: Language) -> &'static str {
    match (mark, language) {
        ("since", Language::Fr) => "depuis quand",
        ("since", Language::En) => "since when",
        ("place", Language::Fr) => "lieu",
        ("place", Language::En) => "place",
        ("when", Language::Fr) => "quand",
        ("when", Language::En) => "when",
        ("who", Language::Fr) => "qui a vérifié",
        ("who", Language::En) => "who has checked",
        ("contact", Language::Fr) => "téléphone",
        ("contact", Language::En) => "telephone",
        ("next", Language::Fr) => "heure du prochain message",
        ("next", Language::En) => "time of the next message",
        ("code", _) => "code",
        ("school", Language::Fr) => "établissement",
        ("school", Language::En) => "school",
        (_, Language::Fr) => "à compléter",
        (_, Language::En) => "to fill in",
    }
}

/// Title, known, unknown, to do, text for telephones.
type Text = [&'static str; 5];

/// End of every text for telephones.
macro_rules! end {
    (fr) => {
        " Prochain message {next}. Avis {code}, à vérifier sur {link}"
    };
    (en) => {
        " Next message {next}. Notice {code}, check it at {link}"
    };
}

const fn french(kind: Kind) -> Text {
    match kind {
        Kind::FirstWord => [
            "{school}\u{202f}: un message inquiétant est arrivé",
            "Un message inquiétant est arrivé {since}. La direction et la police sont prévenues. Les adultes de l’établissement veillent sur les élèves.",
            "Nous ne savons pas encore qui l’a écrit. Nous ne savons pas encore si le danger est réel. Nous vérifions.",
            "Ne venez pas chercher votre enfant pour l’instant. Ne partagez pas le message. Gardez la ligne libre. En cas d’urgence, appelez le {contact}.",
            concat!(
                "{school}: un message inquiétant est arrivé {since}. Police prévenue, nous vérifions. Ne venez pas pour l'instant.",
                end!(fr)
            ),
        ],
        Kind::Shelter => [
            "{school}\u{202f}: les élèves restent à l’intérieur",
            "Depuis {since}, les élèves restent à l’intérieur. Des adultes sont avec eux. La police est prévenue.",
            "Nous ne savons pas encore combien de temps cela va durer.",
            "Ne venez pas à l’établissement\u{202f}: vous gêneriez les secours. N’appelez pas votre enfant, son téléphone doit rester muet. Pour une urgence, appelez le {contact}.",
            concat!(
                "{school}: les élèves restent à l'intérieur depuis {since}, avec des adultes. Ne venez pas, n'appelez pas votre enfant.",
                end!(fr)
            ),
        ],
        Kind::WhereToCome => [
            "{school}\u{202f}: ne venez pas à l’établissement",
            "Les élèves ont quitté l’établissement avec leurs professeurs. Vous pouvez venir les chercher ici\u{202f}: {place}, {when}.",
            "Nous ne savons pas encore quand les cours vont reprendre.",
            "Venez avec une pièce d’identité. Un adulte note chaque départ. Si vous ne pouvez pas venir, votre enfant reste avec nous. Appelez le {contact}.",
            concat!(
                "{school}: ne venez pas à l'établissement. Rendez-vous: {place}, {when}, avec une pièce d'identité.",
                end!(fr)
            ),
        ],
        Kind::AllClear => [
            "{school}\u{202f}: il n’y a pas de danger",
            "{who} a tout vérifié, {when}. Rien de dangereux n’a été trouvé. Tous les élèves vont bien.",
            "Nous ne savons pas encore qui a écrit le message. La police cherche.",
            "Vous n’avez rien à faire. Les cours reprennent. Si votre enfant a eu peur, parlez-en avec lui\u{202f}: nous aussi, nous l’écoutons.",
            concat!("{school}: pas de danger, {who} a tout vérifié. Tous les élèves vont bien.", end!(fr)),
        ],
        Kind::Reopening => [
            "{school}\u{202f}: l’établissement rouvre {when}",
            "L’établissement rouvre {when}. Tout a été vérifié. Les repas et les cars sont assurés.",
            "",
            "Votre enfant revient à ses horaires de tous les jours. Si vous préférez le garder, dites-le à la vie scolaire\u{202f}: {contact}.",
            "{school}: l'établissement rouvre {when}. Avis {code}, à vérifier sur {link}",
        ],
        Kind::AccountUsed => [
            "Le compte de votre enfant a servi à son insu",
            "Quelqu’un s’est servi du compte de votre enfant sans qu’il le sache {since}. Votre enfant n’a rien fait de mal. Le compte est fermé et personne ne peut plus s’en servir.",
            "Nous ne savons pas encore qui l’a fait.",
            "Rassurez votre enfant. Ne cherchez pas à vous connecter à sa place. Nous vous donnerons un nouveau code. Vous pouvez porter plainte, et nous pouvons vous y aider\u{202f}: {contact}.",
            concat!(
                "Le compte de votre enfant a servi sans qu'il le sache. Il n'a rien fait de mal. Le compte est fermé.",
                end!(fr)
            ),
        ],
        Kind::Closing => [
            "{school}\u{202f}: c’est terminé, nous restons à l’écoute",
            "Tout est vérifié et les cours ont repris. Merci de votre patience.",
            "",
            "Une infirmière et une psychologue écoutent les élèves et les parents\u{202f}: {place}. Pour prendre rendez-vous, appelez le {contact}. Le 3018 répond aussi aux jeunes, gratuitement, tous les jours.",
            "{school}: c'est terminé. Pour parler à quelqu'un: {place}, {contact}. Avis {code}, à vérifier sur {link}",
        ],
        Kind::Denial => [
            "{school}\u{202f}: notre établissement n’est pas concerné",
            "Des messages disent que notre établissement est menacé. Ce n’est pas vrai. Nous avons demandé à la police. Les cours ont lieu.",
            "",
            "Ne partagez pas ces messages. Une vraie information de l’établissement porte toujours un code\u{202f}: vérifiez-le. Pour une question, appelez le {contact}.",
            "{school}: notre établissement n'est pas concerné par les messages qui circulent. Les cours ont lieu. Avis {code}, à vérifier sur {link}",
        ],
    }
}

const fn english(kind: Kind) -> Text {
    match kind {
        Kind::FirstWord => [
            "{school}: a worrying message has come in",
            "A worrying message came in {since}. The head and the police have been told. The adults of the school are looking after the pupils.",
            "We do not know yet who wrote it. We do not know yet if the danger is real. We are checking.",
            "Please do not come for your child now. Do not share the message. Keep the line free. In an emergency, call {contact}.",
            concat!(
                "{school}: a worrying message came in {since}. The police know, we are checking. Please do not come now.",
                end!(en)
            ),
        ],
        Kind::Shelter => [
            "{school}: pupils are staying inside",
            "Since {since}, pupils have been staying inside. Adults are with them. The police have been told.",
            "We do not know yet how long it will last.",
            "Do not come to the school: you would be in the way of those who help. Do not call your child, their phone must stay silent. In an emergency, call {contact}.",
            concat!(
                "{school}: pupils have been staying inside since {since}, with adults. Do not come, do not call your child.",
                end!(en)
            ),
        ],
        Kind::WhereToCome => [
            "{school}: do not come to the school",
            "Pupils have left the school with their teachers. You can pick them up here: {place}, {when}.",
            "We do not know yet when lessons will start again.",
            "Bring something that proves who you are. An adult writes down who leaves with whom. If you cannot come, your child stays with us. Call {contact}.",
            concat!(
                "{school}: do not come to the school. Pick up your child here: {place}, {when}, with proof of who you are.",
                end!(en)
            ),
        ],
        Kind::AllClear => [
            "{school}: there is no danger",
            "{who} has checked everything, {when}. Nothing dangerous was found. All pupils are well.",
            "We do not know yet who wrote the message. The police are looking.",
            "You do not have to do anything. Lessons go on. If your child was afraid, talk about it: we listen too.",
            concat!("{school}: no danger, {who} has checked everything. All pupils are well.", end!(en)),
        ],
        Kind::Reopening => [
            "{school}: the school opens again {when}",
            "The school opens again {when}. Everything has been checked. There are meals and buses.",
            "",
            "Your child comes at the usual times. If you would rather keep them at home, tell the school office: {contact}.",
            "{school}: the school opens again {when}. Notice {code}, check it at {link}",
        ],
        Kind::AccountUsed => [
            "Your child’s account was used without their knowledge",
            "Somebody used your child’s account without their knowledge {since}. Your child has done nothing wrong. The account is closed and nobody can use it any more.",
            "We do not know yet who did it.",
            "Reassure your child. Do not try to sign in for them. We will give you a new code. You can go to the police, and we can help you with that: {contact}.",
            concat!(
                "Your child's account was used without their knowledge. They did nothing wrong. It is closed.",
                end!(en)
            ),
        ],
        Kind::Closing => [
            "{school}: it is over, we are still here to listen",
            "Everything has been checked and lessons have started again. Thank you for your patience.",
            "",
            "A nurse and a psychologist listen to pupils and parents: {place}. For a time, call {contact}. Young people can also call 3018, free of charge, every day.",
            "{school}: it is over. To talk to somebody: {place}, {contact}. Notice {code}, check it at {link}",
        ],
        Kind::Denial => [
            "{school}: our school is not concerned",
            "Messages say that our school is threatened. That is not true. We have asked the police. Lessons take place.",
            "",
            "Do not share these messages. Real news from the school always has a code: check it. If you have a question, call {contact}.",
            "{school}: our school is not concerned by the messages that go round. Lessons take place. Notice {code}, check it at {link}",
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{
        Millis,
        notice::{Known, Plan, Texts, Typed, lint, plan::Place},
    };

    fn filled(kind: Kind) -> Filling {
        let value = |variable: &Variable| match variable {
            Variable::Since => "ce matin",
            Variable::Place => "stade municipal",
            Variable::When => "demain à 8 h",
            Variable::Who => "La police",
            Variable::Contact => "04 65 71 00 00",
        };
        Filling {
            school: "Lycée Simone-Vallier".into(),
            next: "à 20\u{202f}h\u{202f}30".into(),
            code: "K7M3-9QXA".into(),
            link: "preau.example/verify".into(),
            variables: kind.variables().iter().map(|one| (*one, value(one).to_owned())).collect(),
        }
    }

    #[test]
    fn every_template_is_plain_cheap_and_whole_once_it_is_filled_in() {
        for kind in Kind::ALL.iter().copied() {
            let filling = filled(kind);
            let texts = Texts { fr: kind.words(Language::Fr, &filling), en: Some(kind.words(Language::En, &filling)) };
            let known = Known {
                kind,
                next_word_at: (!kind.may_be_last()).then_some(Millis(2)),
                code: Some("K7M3-9QXA"),
                threats: &[],
                given_names: &HashSet::new(),
                now: Millis(1),
            };
            assert_eq!(lint(&texts, &known), [], "{kind}: {texts:#?}");
            for (_, words) in texts.languages() {
                assert!(sms::cost(&words.sms).gsm7, "{kind}");
            }
            let typed = Typed {
                kind: Some(kind),
                places: vec![Place::School(uuid::Uuid::nil().into())],
                texts,
                ..Typed::default()
            };
            assert!(Plan::parse(typed, Millis(1)).is_ok(), "{kind}");
        }
    }

    #[test]
    fn what_was_not_filled_in_is_seen() {
        let words =
            Kind::WhereToCome.words(Language::Fr, &Filling { school: "Lycée [X]".into(), ..Filling::default() });
        assert!(words.known.contains("[lieu], [quand]"), "{}", words.known);
        assert!(words.title.starts_with("Lycée X"), "{}", words.title);
    }
}
