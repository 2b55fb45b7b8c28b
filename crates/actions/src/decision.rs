//! A decision decided again: the same features and the same policy give the same ruling, to the bit, or it is said what is
//! missing or differs.

use std::sync::Arc;

use model::{MessageId, Millis, job::Job, limits, policy::Ruling};
use shield::{
    Context, Letter,
    policy::{self, InForce, Policy},
};
use store::Tx;

use crate::{App, Result, record};

/// What a replay says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// The letter, read again by the same rules and model, and its features, decided again: the same to the bit.
    Same,
    /// Its features, decided again: the same to the bit. Why the letter was not read again is said.
    SameFeatures(&'static str),
    /// This policy is not kept.
    Missing(String),
    /// Decided again it is another; what differs, and how.
    Differs(String),
}

/// One decision, with what it was made from.
#[derive(Debug)]
pub struct Decision {
    /// What the policy said.
    pub ruling: Ruling,
    /// What became of the message in the end: files, releases and containments have a word too.
    pub outcome: model::verdict::Outcome,
    /// Identity of the rules and the model that read the letter.
    pub rules: String,
    /// The same of this program.
    pub own_rules: String,
    /// Decided again.
    pub replay: Replay,
}

/// The decision on a message; none when there is none in the log.
pub async fn explain(app: &App, id: MessageId) -> Result<Option<Decision>> {
    let mut tx = app.db.read().await?;
    let Some((Some(ruling), rules)) = store::policy::ruling_on(&mut tx, id).await? else { return Ok(None) };
    let Some((verdict, _, context)) = store::verdict::get(&mut tx, id).await? else { return Ok(None) };
    let replay = match features_again(&mut tx, &ruling).await? {
        Ok(in_force) => whole_again(app, &mut tx, id, &ruling, (&rules, &context), &in_force).await?,
        Err(replay) => replay,
    };
    let own_rules = app.judge().rules().to_owned();
    Ok(Some(Decision { ruling, outcome: verdict.outcome, rules, own_rules, replay }))
}

/// Decides again from the features. Gives what decided, or what a replay says when it is not the same.
async fn features_again(tx: &mut Tx, ruling: &Ruling) -> Result<std::result::Result<InForce, Replay>> {
    let Some(base) = kept(tx, &ruling.policy).await? else { return Ok(Err(Replay::Missing(ruling.policy.clone()))) };
    let mut in_force = InForce::alone(base);
    let named = ruling.rule.strip_prefix('+').and_then(|rule| rule.split_once('/')).map_or("", |(name, _)| name);
    for hash in &ruling.overlays {
        let Some(overlay) = kept(tx, hash).await? else { return Ok(Err(Replay::Missing(hash.clone()))) };
        in_force.overlays.push((named.to_owned(), overlay));
    }
    let again = policy::rule(ruling.features.clone(), &in_force);
    // What was in the shadow had no effect.
    let again = Ruling { shadow: ruling.shadow.clone(), signatures: ruling.signatures.clone(), ..again };
    if again == *ruling { Ok(Ok(in_force)) } else { Ok(Err(Replay::Differs(differs(ruling, &again)))) }
}

async fn kept(tx: &mut Tx, hash: &str) -> Result<Option<Arc<Policy>>> {
    let text = match store::policy::text_of(tx, hash).await? {
        Some(text) => text,
        None => policy::BUILT_IN.to_owned(),
    };
    Ok(Policy::parse(&text).ok().filter(|policy| policy.hash == hash).map(Arc::new))
}

/// Reads the letter again as well, when this program reads as the one that judged it.
async fn whole_again(
    app: &App,
    tx: &mut Tx,
    id: MessageId,
    ruling: &Ruling,
    (rules, context): (&str, &str),
    in_force: &InForce,
) -> Result<Replay> {
    if rules != app.judge().rules() {
        return Ok(Replay::SameFeatures("les règles ou le modèle du bouclier ont changé depuis"));
    }
    let nobody = model::PersonId(uuid::Uuid::nil());
    let Some(message) = store::message::get(tx, id, nobody).await? else {
        return Ok(Replay::SameFeatures("le texte n’est plus là"));
    };
    if message.attachments > 0 {
        return Ok(Replay::SameFeatures("des pièces jointes ont été lues avec lui"));
    }
    let Ok(context) = serde_json::from_str::<Context>(context) else {
        return Ok(Replay::SameFeatures("ce qui était su de l’envoi ne se lit plus"));
    };
    let letter = Letter { subject: &message.subject, body: &message.body, file_names: &[] };
    if !ruling.signatures.is_empty() {
        return Ok(Replay::SameFeatures("des signatures du bureau étaient en vigueur"));
    }
    let Some(again) = app.judge().again(&letter, &context, in_force).and_then(|verdict| verdict.ruling) else {
        return Ok(Replay::SameFeatures("le bouclier de ce programme n’en fait pas"));
    };
    let again = Ruling { shadow: ruling.shadow.clone(), ..*again };
    Ok(if again == *ruling { Replay::Same } else { Replay::Differs(differs(ruling, &again)) })
}

/// The first thing that is not the same, for a person.
fn differs(before: &Ruling, after: &Ruling) -> String {
    let names = policy::schema::FEATURES.iter().map(|feature| feature.name);
    let mut pairs = names.zip(before.features.iter().zip(&after.features));
    match pairs.find(|(_, (one, other))| one != other) {
        Some((name, (one, other))) => format!("{name} : {one:?}, puis {other:?}"),
        None => format!("{} ({}), puis {} ({})", before.rule, before.outcome, after.rule, after.outcome),
    }
}

/// What a night's replay found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Night {
    /// Decisions decided again.
    pub replayed: i64,
    /// Those that came out otherwise, or whose policy is not kept.
    pub different: Vec<MessageId>,
}

/// Plans the replay of the coming night, once whatever the number of nodes.
pub async fn plan_replay(app: &App) -> Result<()> {
    let day = app.now().0 / Millis::days(1).0 + 1;
    let at = Millis::days(day) + Millis::hours(2);
    let mut tx = app.db.begin().await?;
    let job = Job::Replay { day };
    store::job::push(&mut tx, app.id(), &job, Some(&format!("replay/{day}")), at).await?;
    Ok(tx.commit().await?)
}

/// Decides again what was decided in the last day, so many at most, spread over it; the journal tells the result.
pub async fn replay(app: &App) -> Result<Night> {
    const PARTS: i64 = 10;
    let now = app.now();
    let (day, part) = (now - Millis::days(1), Millis(Millis::days(1).0 / PARTS));
    let mut night = Night::default();
    for n in 0..PARTS {
        let (from, to) = (
            MessageId::first_of(day + Millis(part.0 * n)),
            MessageId::first_of(day + Millis(part.0 * (n + 1)) + Millis(1)),
        );
        let mut tx = app.db.read().await?;
        for logged in store::policy::log(&mut tx, from, to, limits::REPLAY_SAMPLE / PARTS).await? {
            drop(tx);
            let replay = explain(app, logged.message).await?.map(|decision| decision.replay);
            night.replayed += 1;
            if matches!(replay, Some(Replay::Differs(_) | Replay::Missing(_))) {
                night.different.push(logged.message);
            }
            tx = app.db.read().await?;
        }
        drop(tx);
        tokio::task::yield_now().await;
    }
    if night.replayed > 0 {
        let mut tx = app.db.begin().await?;
        let facts = serde_json::json!({ "replayed": night.replayed, "different": night.different });
        record::append(app, &mut tx, "decision.replay", None, "decisions", &facts).await?;
        tx.commit().await?;
    }
    app.meters.replayed(night.replayed, night.different.len() as i64);
    if !night.different.is_empty() {
        tracing::error!(different = night.different.len(), replayed = night.replayed, "decisions came out otherwise");
    }
    Ok(night)
}
