//! Who can be tried: accounts made the way real ones are, by a code and a password.

use actions::{
    App,
    activate::{Activated, Activation, activate},
    operate::{self, Cast},
    sign_in::{Attempt, Browser, SignedIn, authenticate, sign_in},
};
use model::{Actor, Role, territory::Scope};
use store::person::Example;

use crate::cli::Error;

/// The password of every account of the demonstration.
pub(crate) const PASSWORD: &str = "quatre-mots-sous-un-toit";

/// Somebody to be for a while.
#[derive(Debug, Clone)]
pub(crate) struct Player {
    /// Name.
    pub(crate) name: String,
    /// What they are.
    pub(crate) role: &'static str,
    /// User name.
    pub(crate) login: String,
    /// What to try.
    pub(crate) hint: &'static str,
}

/// The people of the demonstration.
pub(crate) struct Players {
    /// Those who can be tried, in the order in which they are listed.
    pub(crate) listed: Vec<Player>,
    /// The whole cast.
    pub(crate) cast: Cast,
    /// Whether their accounts were made just now.
    pub(crate) are_new: bool,
}

/// The part of each player, by its place in the list.
pub(crate) async fn prepare(app: &App) -> Result<Players, Error> {
    let cast = operate::cast(app).await?.ok_or_else(|| {
        Error::Said("l'annuaire de ce dossier n'a pas de lycée : choisissez un dossier vide avec --data".to_owned())
    })?;
    let [desk, operator] = cast
        .staff
        .as_slice()
        .first_chunk::<2>()
        .ok_or_else(|| Error::Said("l'annuaire de ce dossier n'a pas assez de personnels".to_owned()))?;
    let part = |person: &Example, role, hint| Player { name: person.name(), role, login: person.login.clone(), hint };
    let listed = vec![
        part(&cast.pupil, "élève de lycée", "Écrivez à un professeur ; regardez votre boîte pendant l’attaque."),
        part(&cast.guardian, "responsable", "Lisez le mot de la direction, écrivez à la vie scolaire."),
        part(&cast.teacher, "enseignant", "Écrivez à la classe entière, joignez un fichier."),
        part(&cast.head, "direction", "Écrivez à tous les responsables ; imprimez les fiches d’une classe."),
        part(desk, "cellule de crise", "Lisez la file, levez le voile, retirez ou distribuez."),
        part(operator, "exploitation", "Importez un annuaire et regardez l’aperçu."),
    ];
    let are_new = actor(app, &cast.pupil.login, "lycée, poste 12").await?.is_none();
    if are_new {
        for player in &listed {
            enrol(app, &player.login).await?;
        }
        for victim in cast.others.iter().take(4).chain(cast.group.as_ref().map(|(who, _)| who)).chain(&cast.classmate) {
            enrol(app, &victim.login).await?;
        }
        operate::grant(app, &desk.login, Role::Desk, Scope::All, "Rectorat").await?;
        operate::grant(app, &operator.login, Role::Operator, Scope::All, "Région").await?;
    }
    Ok(Players { listed, cast, are_new })
}

/// A session opened through the one door, on the device of this name. `None`: the password is not (yet) that.
pub(crate) async fn actor(app: &App, login: &str, agent: &str) -> Result<Option<Actor>, Error> {
    let browser = Browser { device: None, address: "192.0.2.10:40000", agent, origin: None };
    match sign_in(app, &Attempt { login, password: PASSWORD, browser }).await? {
        SignedIn::Yes(opened) => {
            let device = opened.device.as_ref().map_or("", |device| device.secret());
            Ok(authenticate(app, opened.session.secret(), device).await?)
        }
        _ => Ok(None),
    }
}

/// A code, then a password, as for anybody. Who has their password already keeps it.
async fn enrol(app: &App, login: &str) -> Result<(), Error> {
    let Some((_, code)) = operate::invite(app, login).await? else { return Ok(()) };
    let browser = Browser { device: None, address: "192.0.2.10:40000", agent: "Préau, démonstration", origin: None };
    match activate(app, &Activation { code: &code, password: PASSWORD, browser }).await? {
        Activated::Yes(_) => Ok(()),
        other => Err(Error::Said(format!("le compte {login} n'a pas pu être préparé : {other:?}"))),
    }
}
