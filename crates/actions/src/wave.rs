//! The worker's part in staged delivery. Who sees a message is computed from the time alone; here pages are woken, and
//! a message whose whole audience has it stops being in waves.

use model::{MessageId, Millis, job::Job, message::State, verdict::Verdict, wave::WavePlan};
use store::Tx;

use crate::{App, Result, record, switchboard::Hint};

/// How a letter that goes out in this state does so, when that is in waves.
pub(crate) fn plan(app: &App, state: State, verdict: &Verdict, readers: i64, now: Millis) -> Option<WavePlan> {
    let key = || u64::from_le_bytes(app.chance());
    (state == State::Waves).then(|| WavePlan { from: now, readers, key: key(), slow: verdict.slow })
}

/// Plans the first step of a letter that has begun to go out.
pub(crate) async fn begin(app: &App, tx: &mut Tx, id: MessageId, plan: Option<WavePlan>, now: Millis) -> Result<()> {
    if let Some(at) = plan.and_then(|plan| plan.next_step(now)) {
        store::job::push(tx, app.id(), &Job::Wave { message: id }, Some(&format!("wave/{id}")), at).await?;
    }
    Ok(())
}

/// Wakes the pages of a message's readers, and plans the next step or ends the waves. May run twice.
pub async fn advance(app: &App, id: MessageId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = store::message::get(&mut tx, id, model::PersonId(uuid::Uuid::nil())).await? else {
        return Ok(());
    };
    if message.state != State::Waves {
        return Ok(());
    }
    if let Some(at) = message.wave().and_then(|wave| wave.next_step(now)) {
        let key = format!("wave/{id}/{}", at.0);
        store::job::push(&mut tx, app.id(), &Job::Wave { message: id }, Some(&key), at).await?;
    } else {
        store::message::finish_waves(&mut tx, id).await?;
        record::append(app, &mut tx, "message.waves_out", None, &format!("message/{id}"), &serde_json::json!({}))
            .await?;
    }
    let audiences = store::message::addressees(&mut tx, id).await?.into_iter().map(|a| a.audience).collect();
    app.commit(tx, [Hint::Audiences(audiences), Hint::Person(message.sender)]).await
}
