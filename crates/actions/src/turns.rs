//! Who is served next when more ask than there are hands: those who come first by right, then everybody, then work that
//! nobody waits for. What waits is bounded, but for the last.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

/// When somebody is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Before everybody else: a device that the account knows, or somebody who has proved more than a name.
    First,
    /// After those.
    Usual,
    /// When nobody else waits; nobody is ever sent away.
    Last,
}

/// So many wait already that the next one is told to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

/// A number of hands, and three queues before them.
#[derive(Clone)]
pub(crate) struct Turns {
    queues: Arc<Mutex<Queues>>,
    waiting_max: usize,
}

struct Queues {
    free: usize,
    /// First, usual, last.
    waiting: [VecDeque<oneshot::Sender<Permit>>; 3],
}

/// One hand; it is free again when this goes.
pub(crate) struct Permit {
    of: Turns,
    /// Given on: the next one has the hand.
    given: bool,
}

impl Turns {
    /// So many hands; in each queue but the last so many may wait.
    pub(crate) fn new(hands: usize, waiting_max: usize) -> Turns {
        let waiting = [VecDeque::new(), VecDeque::new(), VecDeque::new()];
        Turns { queues: Arc::new(Mutex::new(Queues { free: hands, waiting })), waiting_max }
    }

    fn queues(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A hand, when it is this one's turn.
    pub(crate) async fn take(&self, turn: Turn) -> Result<Permit, Full> {
        let next = {
            let mut queues = self.queues();
            if queues.free > 0 {
                queues.free -= 1;
                return Ok(self.permit());
            }
            let queue = &mut queues.waiting[turn as usize];
            // Whoever went away while they waited takes nobody's place.
            queue.retain(|one| !one.is_closed());
            if turn != Turn::Last && queue.len() >= self.waiting_max {
                return Err(Full);
            }
            let (call, next) = oneshot::channel();
            queue.push_back(call);
            next
        };
        // A queue outlives those who wait in it: nobody is forgotten there.
        next.await.map_err(|_| Full)
    }

    fn permit(&self) -> Permit {
        Permit { of: self.clone(), given: false }
    }

    /// The hand of one who is done goes to the next who still waits.
    fn pass_on(&self) {
        loop {
            let next = {
                let mut queues = self.queues();
                let next = queues.waiting.iter_mut().find_map(VecDeque::pop_front);
                if next.is_none() {
                    queues.free += 1;
                }
                next
            };
            let Some(next) = next else { return };
            match next.send(self.permit()) {
                Ok(()) => return,
                // They went away: the hand is offered to the one after them, and is not freed twice.
                Err(mut permit) => permit.given = true,
            }
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if !self.given {
            self.of.pass_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::Future, pin::Pin, task::Poll};

    use super::*;

    type Waiting = Pin<Box<dyn Future<Output = Result<Permit, Full>> + Send>>;

    /// Asks, and gets as far as the queue.
    async fn asks(turns: &Turns, turn: Turn) -> Waiting {
        let turns = turns.clone();
        let mut waiting: Waiting = Box::pin(async move { turns.take(turn).await });
        std::future::poll_fn(|cx| {
            assert!(waiting.as_mut().poll(cx).is_pending(), "no hand is free");
            Poll::Ready(())
        })
        .await;
        waiting
    }

    async fn is_served(waiting: &mut Waiting) -> Option<Permit> {
        std::future::poll_fn(|cx| {
            Poll::Ready(match waiting.as_mut().poll(cx) {
                Poll::Ready(Ok(permit)) => Some(permit),
                Poll::Ready(Err(_)) | Poll::Pending => None,
            })
        })
        .await
    }

    #[tokio::test]
    async fn who_comes_first_by_right_passes_a_flood_and_the_rest_keep_their_order() {
        let turns = Turns::new(1, 2);
        let Ok(busy) = turns.take(Turn::Usual).await else { panic!("free") };
        let mut last = asks(&turns, Turn::Last).await;
        let (mut one, mut two) = (asks(&turns, Turn::Usual).await, asks(&turns, Turn::Usual).await);
        assert!(turns.take(Turn::Usual).await.is_err(), "two wait already");
        let mut first = asks(&turns, Turn::First).await;
        let order = [&mut first, &mut one, &mut two, &mut last];
        let mut hand = Some(busy);
        let mut rest = order.into_iter().collect::<VecDeque<_>>();
        while let Some(next) = rest.pop_front() {
            drop(hand.take());
            hand = is_served(next).await;
            assert!(hand.is_some());
            for other in &mut rest {
                assert!(is_served(other).await.is_none(), "one hand, one served");
            }
        }
        drop(hand);
        assert!(turns.take(Turn::Last).await.is_ok(), "the hand is free again");
    }

    #[tokio::test]
    async fn whoever_goes_away_takes_no_hand_and_no_place_along() {
        let turns = Turns::new(1, 1);
        let Ok(busy) = turns.take(Turn::Usual).await else { panic!("free") };
        drop(asks(&turns, Turn::Usual).await);
        let gone = asks(&turns, Turn::Usual).await;
        let mut stays = asks(&turns, Turn::First).await;
        drop(busy);
        let hand = is_served(&mut stays).await.expect("served");
        drop(gone);
        drop(hand);
        // A hand that was given to somebody who never looked comes back.
        let Ok(busy) = turns.take(Turn::Usual).await else { panic!("free again") };
        let never_looked = asks(&turns, Turn::Usual).await;
        drop(busy);
        drop(never_looked);
        assert!(turns.take(Turn::Usual).await.is_ok());
    }
}
