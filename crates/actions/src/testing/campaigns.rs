//! Campaigns of a world, as a test looks at them.

use model::{CampaignId, MessageId, campaign::State, message};
use store::campaign::Campaign;

use super::World;

impl World {
    /// The campaign that a message is in.
    pub async fn campaign_of(&self, message: MessageId) -> Option<Campaign> {
        let mut tx = self.app.db.read().await.expect("reads");
        store::campaign::of_message(&mut tx, message).await.expect("reads")
    }

    /// Takes a message out of its campaign, as if nobody had seen that it is like the others.
    pub async fn forget_campaign(&self, message: MessageId) {
        let mut tx = self.app.db.begin().await.expect("begun");
        tx.run("update message set campaign = null, campaign_by = null where id = $1", (message,))
            .await
            .expect("taken");
        tx.commit().await.expect("committed");
    }

    /// Where a message stands.
    pub async fn state_of(&self, message: MessageId) -> message::State {
        let mut tx = self.app.db.read().await.expect("reads");
        let found = store::message::get(&mut tx, message, self.desk().id).await.expect("reads");
        found.expect("a message of this world").state
    }

    /// A campaign moves on.
    pub async fn moves_campaign(&self, id: CampaignId, from: State, to: State) {
        let mut tx = self.app.db.begin().await.expect("begun");
        assert!(store::campaign::moves(&mut tx, id, from, to, self.now()).await.expect("moved"), "a legal move");
        tx.commit().await.expect("committed");
    }
}
