//! Invariant 3: what waits to leave the program holds no word of a message.

use actions::testing::World;

use super::{Broken, holds, rows};

/// No job's payload holds a message's subject or text, and no entry of the journal does.
pub(super) async fn nothing_leaves(world: &World) -> Result<(), Broken> {
    let bodies: Vec<(String,)> = rows(world, "select body from message order by sent_at desc, id limit 20").await?;
    let leaving: Vec<(String,)> = rows(
        world,
        "select payload from job union all select payload from journal_entry where seq is null and payload is not null order by 1",
    )
    .await?;
    for (body,) in bodies.iter().filter(|(body,)| body.len() > 12) {
        let found = leaving.iter().find(|(payload,)| payload.contains(body.as_str()));
        holds(found.is_none(), || format!("the text of a message is in {found:?}"))?;
    }
    Ok(())
}
