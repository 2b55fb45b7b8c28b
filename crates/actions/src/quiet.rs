//! What nobody sent for three days is quiet; and a look-back whose job was lost is given another. Found again by whoever
//! looks: nothing here needs to be remembered.

use model::{
    campaign::{State, Step},
    job::Job,
    limits,
};

use crate::{App, Result, record, switchboard::Hint};

/// Lets silent campaigns rest, each in its own transaction. Gives their number.
pub async fn quiet(app: &App) -> Result<usize> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let silent = store::campaign::silent(&mut tx, now - limits::CAMPAIGN_QUIET_AFTER).await?;
    let unfinished = store::look_back::unfinished(&mut tx).await?;
    drop(tx);
    let mut done = 0;
    for campaign in silent {
        let id = campaign.id;
        let mut tx = app.db.begin().await?;
        if store::campaign::moves(&mut tx, id, campaign.state, State::Quiet, now).await? {
            store::campaign::add_step(&mut tx, app.id(), id, Step::Quieted, None, 0, now).await?;
            let facts = serde_json::json!({ "from": campaign.state });
            record::append(app, &mut tx, "campaign.quiet", None, &format!("campaign/{id}"), &facts).await?;
            app.commit(tx, [Hint::Desk]).await?;
            done += 1;
        }
    }
    if !unfinished.is_empty() {
        let mut tx = app.db.begin().await?;
        for campaign in unfinished {
            let key = format!("look_back/{campaign}");
            store::job::push(&mut tx, app.id(), &Job::LookBack { campaign }, Some(&key), now).await?;
        }
        tx.commit().await?;
    }
    Ok(done)
}
