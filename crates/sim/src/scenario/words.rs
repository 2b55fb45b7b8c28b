//! Words of the scenarios, written for this project. The everyday ones are in [`crate::texts`].

/// A class is told of something.
pub(super) const TO_CLASS: [&str; 5] = [
    "Bonjour à tous, le contrôle de jeudi portera sur les chapitres 3 et 4. Bonnes révisions.",
    "Rappel : l’exercice d’évacuation a lieu demain à 10 h, suivez les consignes et laissez vos sacs.",
    "Leçon de demain : Londres sous les bombes, 1940. Lisez les deux témoignages du manuel page 88.",
    "Pensez à apporter vos affaires de sport, le cours a lieu au stade.",
    "Le texte de la pièce est à savoir pour lundi : acte III, scène 4, le meurtre du roi.",
];

/// The head writes to families on ordinary days.
pub(super) const TO_FAMILIES: [&str; 2] = [
    "Madame, Monsieur, la réunion d’orientation se tiendra mardi à 18 h dans l’amphithéâtre.",
    "Madame, Monsieur, un exercice du plan de mise en sûreté (scénario intrusion) aura lieu vendredi matin. Il ne s’agit que d’un exercice.",
];

/// What is written in good faith while the crisis goes on: it holds the words of the threats.
pub(super) const IN_THE_CRISIS: [&str; 5] = [
    "Madame, j’ai reçu un message qui dit qu’une bombe va exploser demain au lycée, est-ce que c’est vrai ?",
    "Bonjour, mon fils a peur à cause de l’alerte à la bombe, faut-il l’envoyer en cours demain ?",
    "J’ai entendu que des messages de menace circulent, pouvez-vous rassurer les élèves ?",
    "Ne le partagez pas, mais voici ce qu’il a écrit : « tout va sauter demain matin ». Je vous préviens tout de suite.",
    "Est-ce que les cours sont maintenus demain malgré les menaces reçues dans les autres lycées ?",
];

/// The head, once told.
pub(super) const HEAD_REASSURES: &str = "Madame, Monsieur, un message malveillant annonçant un attentat a été envoyé depuis des comptes piratés. \
    Les forces de l’ordre sont prévenues, l’établissement est sécurisé et les cours auront lieu normalement.";

/// What the first thief sends.
pub(super) const FIRST_NIGHT: [&str; 3] = [
    "Demain à onze heures une bombe va exploser dans votre lycée. J’en ai posé plusieurs, personne ne sortira vivant. Vous allez tous mourir.",
    "Demain à 11h une bombe explose dans votre lycée, j’en ai mis plusieurs et personne ne sortira vivant, vous allez tous mourir",
    "À onze heures, demain, votre lycée explosera : plusieurs bombes sont posées. Personne n’en sortira vivant.",
];

/// What those who imitate him send.
pub(super) const COPYCATS: [&str; 3] = [
    "On a caché des explosifs dans les salles, tout va sauter vendredi. Personne ne pourra nous arrêter.",
    "Vendredi je viens au lycée avec une arme et je tire sur tout ce qui bouge. Adieu à tous.",
    "Le collège va brûler et vous avec. Les explosifs sont déjà en place, il est trop tard.",
];

/// Small tries of the thief, hours before.
pub(super) const PROBES: [&str; 2] = ["test", "salut tu me reçois ?"];
