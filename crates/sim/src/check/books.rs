//! Invariant 5: what the tables hold and what the journal says are the same acts, one for one.

use actions::testing::World;

use super::{Broken, holds, rows};

/// Rows that an action leaves, and the entries that it appends with them.
const PAIRS: [(&str, &str, &[&str]); 8] = [
    ("messages", "select count(*) from message", &["message.send"]),
    ("verdicts", "select count(*) from verdict", &["message.send"]),
    ("reports", "select count(*) from report", &["message.report"]),
    ("decisions", "select count(*) from decision", &["message.release", "message.withdraw", "campaign.withdraw"]),
    ("sessions", "select count(*) from session", &["session.open"]),
    ("ended sessions", "select count(*) from session where ended_at is not null", &["session.end"]),
    ("used codes", "select count(*) from activation where used_at is not null", &["account.activate"]),
    ("sent files", "select count(*) from attachment", &["attachment.add"]),
];

/// A campaign begins with the second account, or with a withdrawal; it may then be withdrawn more than once.
const CAMPAIGNS: [&str; 2] = [
    "select count(*) from campaign",
    "select count(distinct subject) from journal_entry where verb in ('campaign.suspect', 'campaign.withdraw')",
];

/// Counts both sides of each pair.
pub(super) async fn every_row_has_its_entry(world: &World) -> Result<(), Broken> {
    let entries: Vec<(String, i64)> =
        rows(world, "select verb, count(*) from journal_entry group by verb order by verb").await?;
    let [campaigns, begun]: [Vec<(i64,)>; 2] = [rows(world, CAMPAIGNS[0]).await?, rows(world, CAMPAIGNS[1]).await?];
    holds(campaigns == begun, || format!("{campaigns:?} campaigns, the journal tells of {begun:?}"))?;
    for (what, sql, verbs) in PAIRS {
        let there: Vec<(i64,)> = rows(world, sql).await?;
        let there = there.first().map_or(0, |(count,)| *count);
        let told: i64 = entries.iter().filter(|(verb, _)| verbs.contains(&verb.as_str())).map(|(_, count)| count).sum();
        holds(there == told, || format!("{there} {what}, the journal tells of {told}"))?;
    }
    Ok(())
}
