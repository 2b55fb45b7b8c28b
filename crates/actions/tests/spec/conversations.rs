//! A long conversation is read from its newest messages, page by page, and only what is shown counts as shown.

use actions::{
    mailbox::{self, Conversation},
    testing::{Judging, World, accepted},
};
use model::{MessageId, Millis, limits, verdict::Outcome};
use store::testing::TestDb;

/// So many messages of one conversation between roche and adou, oldest first; two in each millisecond.
async fn long(world: &World, messages: usize) -> Vec<MessageId> {
    world.judge(Judging::Always(Outcome::Deliver));
    let (roche, adou) = (world.person("roche"), world.person("adou"));
    let mut all = vec![roche.write_to("adou", "Le premier mot").await];
    for n in 1..messages {
        if n % 2 == 0 {
            world.advance(Millis(1));
        }
        let before = all[n - 1];
        let sent = match n % 2 {
            0 => roche.answers(before, &["adou"], &format!("mot {n}")).await,
            _ => adou.answers(before, &["roche"], &format!("mot {n}")).await,
        };
        all.push(accepted(sent));
    }
    all
}

fn ids(conversation: &Conversation) -> Vec<MessageId> {
    conversation.messages.iter().map(|shown| shown.message.id).collect()
}

store::both!(a_conversation_shows_its_newest_messages_and_leads_to_all_earlier_ones, |t: TestDb| async move {
    let world = World::new(t).await;
    let page = limits::THREAD_ROWS_MAX as usize;
    let all = long(&world, 2 * page + 7).await;
    let (adou, newest) = (world.person("adou").actor().await, all[all.len() - 1]);
    let mut seen = Vec::new();
    let mut conversation = mailbox::open(&world.app, &adou, newest).await.expect("an answer").expect("a conversation");
    assert_eq!(conversation.newest, None);
    loop {
        seen.splice(0..0, ids(&conversation));
        let Some(earlier) = conversation.earlier else { break };
        let next = mailbox::open_before(&world.app, &adou, newest, earlier).await.expect("an answer");
        conversation = next.expect("earlier messages");
        assert_eq!(conversation.newest, Some(newest));
    }
    assert_eq!(seen, all, "each once, in order, without a gap");
});

// Invariant 4
store::both!(an_old_message_opens_where_it_stands_and_nothing_else_counts_as_opened, |t: TestDb| async move {
    let world = World::new(t).await;
    let page = limits::THREAD_ROWS_MAX as usize;
    let all = long(&world, page + 9).await;
    let adou = world.person("adou");
    let asked = all[4];
    let opened = adou.opens(asked).await.expect("a conversation");
    assert_eq!(ids(&opened), all[..=4]);
    assert_eq!((opened.earlier, opened.newest), (None, Some(all[page + 8])));
    let mut tx = world.app.db.read().await.expect("reads");
    for (n, message) in all.iter().enumerate().filter(|(n, _)| n % 2 == 0) {
        let (_, shown) = store::reading::exposed(&mut tx, *message).await.expect("counted");
        assert_eq!(shown, i64::from(n <= 4), "message {n}");
    }
});

// Invariant 1
store::both!(messages_that_the_reader_may_not_see_leave_no_hole, |t: TestDb| async move {
    let world = World::new(t).await;
    let page = limits::THREAD_ROWS_MAX as usize;
    let mut all = long(&world, page).await;
    world.judge(Judging::Always(Outcome::Hold));
    let roche = world.person("roche");
    for n in 0..page {
        world.advance(Millis(1));
        accepted(roche.answers(all[1], &["adou"], &format!("retenu {n}")).await);
    }
    world.judge(Judging::Always(Outcome::Deliver));
    world.advance(Millis(1));
    all.push(accepted(roche.answers(all[1], &["adou"], "le dernier").await));
    let adou = world.person("adou");
    let opened = adou.opens(all[page]).await.expect("a conversation");
    assert_eq!(ids(&opened), all[1..]);
    let before = opened.earlier.expect("one earlier");
    let first = mailbox::open_before(&world.app, &adou.actor().await, all[page], before).await.expect("an answer");
    let first = first.expect("the first");
    assert_eq!((ids(&first), first.earlier), (vec![all[0]], None));
    let nothing = first.messages[0].message.cursor();
    let end = mailbox::open_before(&world.app, &adou.actor().await, all[page], nothing).await.expect("an answer");
    assert!(end.is_none(), "there is nothing before the first");
    let stranger = world.person("ines").actor().await;
    assert!(mailbox::open_before(&world.app, &stranger, all[page], before).await.expect("an answer").is_none());
});
