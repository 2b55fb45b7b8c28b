//! The letters that one finds when one opens the demonstration.

use actions::{App, send::Sent};
use model::Actor;

use super::{Players, people::actor, send};
use crate::cli::Error;

/// Writes them, each by its author.
pub(crate) async fn write(app: &App, players: &Players) -> Result<(), Error> {
    let cast = &players.cast;
    let head = signed_in(app, &cast.head.login).await?;
    let teacher = signed_in(app, &cast.teacher.login).await?;
    let guardian = signed_in(app, &cast.guardian.login).await?;
    let pupil = signed_in(app, &cast.pupil.login).await?;

    let families =
        actions::operate::school_audience(app, head.affiliations.first().map(|a| a.school), model::Profile::Guardian)
            .await?;
    if let Some(families) = families {
        send(app, &head, &[families], None, FAMILIES).await?;
    }
    let exercise = send(app, &teacher, &[cast.class.id], None, EXERCISE).await?;
    send(app, &teacher, &[cast.class.id], None, OUTING).await?;
    let absence = send(app, &guardian, &[cast.teacher.person.into()], None, ABSENCE).await?;
    if let Sent::Delivered(absence) = absence {
        send(app, &teacher, &[cast.guardian.person.into()], Some(absence), ABSENCE_ANSWER).await?;
    }
    if let Sent::Delivered(exercise) = exercise {
        send(app, &pupil, &[cast.teacher.person.into()], Some(exercise), QUESTION).await?;
    }
    if let Some((who, group)) = &cast.group {
        // One of their teachers has let this group write to all of itself: the door that an attack will try.
        let far = app.now() + actions::open_group::OPEN_MAX;
        actions::open_group::open_group(app, &head, group.id, far).await?;
        let member = signed_in(app, &who.login).await?;
        send(app, &member, &[group.id], None, PROJECT).await?;
    }
    Ok(())
}

async fn signed_in(app: &App, login: &str) -> Result<Actor, Error> {
    let actor = actor(app, login, "Firefox, Linux").await?;
    actor.ok_or_else(|| Error::Said(format!("le compte {login} de la démonstration n'entre pas")))
}

const FAMILIES: (&str, &str) = (
    "Réunion de rentrée du deuxième trimestre",
    "Madame, Monsieur,\n\nLa rencontre entre les familles et les équipes aura lieu jeudi 28 mars, de 17 h 30 à 20 h, en \
     salle polyvalente. Chaque professeur reçoit dans sa salle habituelle ; la liste est affichée dans le hall.\n\nLe \
     parking de la cour nord sera ouvert dès 17 h.\n\nLa direction",
);
const EXERCISE: (&str, &str) = (
    "Exercices pour lundi",
    "Bonjour à toutes et à tous,\n\nPour lundi : exercices 12, 15 et 17 page 84. Le 17 est plus long que d’habitude, \
     commencez-le avant dimanche soir.\n\nBon courage !",
);
const OUTING: (&str, &str) = (
    "Sortie au musée : autorisations",
    "Bonjour,\n\nIl manque encore neuf autorisations pour la sortie du 4 avril. Sans elles, pas de musée. Rapportez-les \
     à la vie scolaire avant vendredi midi.",
);
const ABSENCE: (&str, &str) = (
    "Absence de mardi",
    "Bonjour,\n\nMon enfant sera absent mardi matin pour un rendez-vous médical. Pourriez-vous lui laisser le travail \
     à rattraper dans son casier ?\n\nAvec mes remerciements.",
);
const ABSENCE_ANSWER: (&str, &str) = (
    "Re : Absence de mardi",
    "Bonjour,\n\nMerci pour votre message. Je laisse la fiche de révision et le sujet du contrôle dans son casier.\n\nBonne journée.",
);
const QUESTION: (&str, &str) = (
    "Re : Exercices pour lundi",
    "Bonjour, pour le 17, est-ce qu’on a le droit d’utiliser la calculatrice ? Merci d’avance.",
);
const PROJECT: (&str, &str) = (
    "Exposé : qui fait quoi ?",
    "Salut tout le monde, je prends l’introduction et les images. Il reste la partie sur l’histoire du quartier et la \
     conclusion. Répondez ici avant mercredi !",
);
