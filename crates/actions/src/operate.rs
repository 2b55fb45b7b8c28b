//! What the operator does at the console of the machine: let the first adults in, and give powers. There is no actor:
//! whoever may run the program on its data may do this, and the journal says so.

use model::{PersonId, Role, actor::Grant, territory::Scope};

use crate::{App, Result, record, token};

/// A code by which the holder of a user name may choose a password; the former ones are void. `None`: no such name.
pub async fn invite(app: &App, login: &str) -> Result<Option<(PersonId, String)>> {
    let mut tx = app.db.begin().await?;
    let Some(account) = store::account::by_login(&mut tx, login).await? else { return Ok(None) };
    let code = token::new_code(app);
    let Ok(plain) = token::read_code(&code) else { return Ok(None) };
    store::activation::print(&mut tx, app.id(), account.person, &token::code_hash(app, &plain), None, app.now())
        .await?;
    let subject = format!("person/{}", account.person);
    record::append(app, &mut tx, "console.invite", None, &subject, &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(Some((account.person, code)))
}

/// Gives a power to the holder of a user name. `None`: no such name.
pub async fn grant(app: &App, login: &str, role: Role, scope: Scope) -> Result<Option<PersonId>> {
    let mut tx = app.db.begin().await?;
    let Some(account) = store::account::by_login(&mut tx, login).await? else { return Ok(None) };
    let facts = serde_json::json!({ "role": role, "scope": scope });
    let given = Grant { role, scope };
    store::person::grant(&mut tx, app.id(), account.person, &given, app.now(), None).await?;
    record::append(app, &mut tx, "console.grant", None, &format!("person/{}", account.person), &facts).await?;
    tx.commit().await?;
    Ok(Some(account.person))
}

/// Whether nobody was imported yet.
pub async fn is_empty(app: &App) -> Result<bool> {
    let mut tx = app.db.read().await?;
    Ok(store::person::count(&mut tx).await? == 0)
}
