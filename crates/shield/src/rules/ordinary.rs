//! Letters of every day, by which a rule that would match everything is refused before it does harm.

use super::Rules;
use crate::error::Error;

/// Ordinary letters that one rule may hit before it is refused.
const HITS_MAX: usize = 1;

const LETTERS: [&str; 24] = [
    "Bonjour, je serai absent demain matin pour un rendez-vous médical. Merci de me transmettre les devoirs.",
    "Madame, mon fils n'a pas son livre de mathématiques, peut-il l'apporter lundi ? Cordialement",
    "slt t'as fait l'exo 4 pour demain ? j'ai rien compris mdr",
    "Chers parents, la réunion de rentrée aura lieu jeudi à 18 h au réfectoire du collège.",
    "N'oubliez pas le contrôle de physique de vendredi, chapitres 3 et 4. Prenez votre calculatrice.",
    "on mange ensemble à la cantine ce midi ? j'ai oublié ma carte",
    "Bonjour monsieur, je vous envoie mon exposé sur la Révolution. Bonne soirée.",
    "Le voyage à Londres est maintenu. Départ du lycée à 6 h, prévoyez un pique-nique.",
    "La classe de 3e B terminera à 15 h mardi, le professeur d'anglais étant absent.",
    "Qui peut m'envoyer le cours de SVT de ce matin svp ? j'étais chez le dentiste",
    "Merci beaucoup pour votre aide, Lina a repris confiance et ses notes remontent.",
    "Tout le monde vient samedi pour mon anniversaire ? je vais faire un gâteau",
    "Rappel : les élèves doivent rendre la fiche de vœux avant mercredi midi.",
    "je vais rater le bus, tu peux dire à la prof que j'arrive en retard",
    "Vous trouverez ci-joint le compte rendu du conseil de classe du deuxième trimestre.",
    "Le gymnase est fermé cette semaine, l'EPS se fera au stade. Prévoyez des baskets.",
    "j'ai perdu ma veste noire dans la cour, si quelqu'un la trouve merci de me dire",
    "La photo de classe est vendredi à 10 h dans la cour, soyez à l'heure.",
    "Pouvons-nous convenir d'un rendez-vous la semaine prochaine ? Je suis libre mardi soir.",
    "bon courage à tous pour le brevet blanc demain, ça va bien se passer",
    "Votre enfant a été exclu de cours pour bavardage. Je souhaite vous rencontrer.",
    "J'ai acheté tous les livres de la liste, où dois-je déposer le chèque ?",
    "Hello, can you send me the homework for tomorrow please? Thank you.",
    "Les délégués se réunissent lundi dans la salle 12 pour préparer le conseil.",
];

/// Refuses a signature found in more ordinary letters than chance would explain.
pub(super) fn check(rules: &Rules) -> Result<(), Error> {
    let read: Vec<_> = LETTERS
        .iter()
        .map(|letter| {
            let words = rules.words(letter);
            let finds = rules.lexicon.scan(&words);
            (letter, words, finds)
        })
        .collect();
    for signature in &rules.signatures {
        let hit = |(_, words, finds): &&(_, _, _)| !signature.matches(finds, words).is_empty();
        let hits: Vec<_> = read.iter().filter(hit).collect();
        if hits.len() > HITS_MAX {
            return Err(Error::TooBroad {
                rule: signature.id.clone(),
                hits: hits.len(),
                of: LETTERS.len(),
                sample: (*hits[0].0).to_owned(),
            });
        }
    }
    Ok(())
}
