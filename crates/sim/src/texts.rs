//! What people write: everyday letters, and threats such as thieves of accounts send. All written for this project.

use shield::mutate::DISGUISES;

use crate::chance::Chance;

/// Everyday letters.
pub const EVERYDAY: [&str; 36] = [
    "Bonjour, pouvez-vous me dire si le devoir de mathématiques est pour lundi ou pour mardi ? Merci.",
    "Merci beaucoup pour votre réponse, bonne soirée.",
    "Ma fille est malade, elle ne viendra pas demain. Je vous envoie le certificat dès que possible.",
    "La sortie au musée est avancée à 8 h 15, rendez-vous devant la grille avec le pique-nique.",
    "N’oubliez pas d’apporter la blouse pour la séance de chimie de jeudi.",
    "Tu as compris l’exercice 4 page 112 ? Moi je bloque à la deuxième question.",
    "Le conseil de classe aura lieu mardi à 17 h 30, salle 204. Les délégués sont attendus.",
    "Je serai en retard de dix minutes, le bus n’est pas passé.",
    "Les photos de classe seront distribuées vendredi, pensez à rapporter le bon de commande.",
    "Est-ce que quelqu’un a retrouvé un bonnet bleu au gymnase hier soir ?",
    "Voici le plan de la leçon sur la Première Guerre mondiale : la mobilisation, les tranchées, les bombardements, l’armistice.",
    "Le club théâtre cherche encore deux comédiens pour la scène du duel, venez essayer !",
    "Exercice d’évacuation demain à 10 h : laissez vos affaires en classe et suivez votre professeur jusqu’au point de rassemblement.",
    "On va les exploser samedi au match, tout le monde en rouge !",
    "C’était de la bombe ton exposé, bravo.",
    "J’étais mort de rire en voyant la vidéo de la course d’escargots.",
    "Pouvez-vous vérifier la note du dernier contrôle ? Il me semble qu’il manque deux points.",
    "La réunion avec les parents de sixième est reportée au 2 avril, mêmes salles.",
    "Madame, je n’arrive pas à ouvrir le fichier joint, pourriez-vous le renvoyer en PDF ?",
    "Le rendez-vous avec la psychologue de l’Éducation nationale est confirmé pour jeudi à 14 h.",
    "Les élèves de l’atelier radio enregistrent l’émission mercredi à 13 h, soyez à l’heure.",
    "Pour la dissertation : lisez le chapitre 5 et relevez trois arguments de l’auteur.",
    "Qui peut me prêter le cours d’histoire sur la Terreur ? J’étais absente lundi.",
    "Le foyer organise un tournoi d’échecs pendant la pause de midi, inscriptions à la vie scolaire.",
    "Mon fils a oublié son inhalateur, puis-je passer le déposer à l’infirmerie vers 10 h ?",
    "Rappel : les vœux doivent être confirmés avant le 3 avril à 23 h 59.",
    "Nous avons bien reçu votre dossier de bourse, il manque le dernier avis d’imposition.",
    "Le self sera fermé jeudi midi, prévoyez un repas froid.",
    "Bonjour à tous, l’emploi du temps de la semaine prochaine est affiché devant la salle des professeurs.",
    "Peux-tu m’envoyer tes notes de SVT, s’il te plaît ? Je te rends le classeur demain.",
    "Votre enfant a été récompensé au concours de poésie, toutes nos félicitations.",
    "La séance d’éducation aux médias portera sur les rumeurs : comment vérifier avant de partager ?",
    "Le professeur de musique sera absent mardi ; la chorale répète quand même à 12 h 30.",
    "D’accord, à demain.",
    "Bien reçu, merci !",
    "Il reste trois places pour le voyage à Lisbonne, la liste sera close vendredi soir.",
];

/// Threats, as a thief of accounts sends them. They say nothing of how anything could be done.
pub const THREATS: [&str; 6] = [
    "Demain à 11 h une bombe va exploser dans votre lycée. J’en ai posé plusieurs dans le bâtiment, personne ne sortira vivant.",
    "J’ai caché des explosifs dans tout l’établissement, tout va sauter demain matin. Vous allez tous mourir.",
    "Je vais venir demain au collège et tuer tout le monde, élèves et professeurs. Ce n’est pas une blague.",
    "Des bombes sont placées dans les salles du premier étage, elles exploseront jeudi à midi. Vous êtes prévenus.",
    "Demain je viens armé au lycée, je commence par les secondes. Il y aura un carnage.",
    "Vous allez payer : le lycée va exploser vendredi, tout est prêt, rien ne pourra nous arrêter.",
];

/// A letter that harms nobody.
pub fn everyday(chance: &mut Chance) -> &'static str {
    chance.pick(&EVERYDAY).copied().unwrap_or_default()
}

/// A threat, as it is or in disguise.
pub fn threat(chance: &mut Chance) -> String {
    let text = chance.pick(&THREATS).copied().unwrap_or_default();
    match chance.below(3) {
        0 => text.to_owned(),
        _ => disguised(chance, text),
    }
}

/// A text under one disguise.
pub fn disguised(chance: &mut Chance, text: &str) -> String {
    chance.pick(&DISGUISES).map_or_else(|| text.to_owned(), |(_, disguise)| disguise(text))
}
