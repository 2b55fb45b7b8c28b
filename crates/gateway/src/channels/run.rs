//! The loop of a channel: takes messages from the queue, hands them over at the carrier's pace, writes down what came of
//! them. One loop for each channel and node; the table is the truth, so that a loop that dies loses nothing.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use actions::{
    App,
    deliver::{self, Claimed, Outcome},
};
use model::{
    channel::{Channel, Happened},
    limits,
};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval, timeout},
};

use super::{Carrier, pace::Paces};

/// How often the queue is looked at, and what came of messages written down.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How often messages leave while some wait.
const LEAVE_EVERY: Duration = Duration::from_millis(5);
/// How long messages under way are waited for when the program stops; then they are sent again by whoever comes next.
const FAREWELL: Duration = Duration::from_secs(10);

/// Carries messages until told to stop; then gives back what waits, and waits a little for what is under way.
pub async fn run(app: Arc<App>, carrier: Arc<Carrier>, mut stop: watch::Receiver<bool>) {
    let mut line = Line::new(app, carrier);
    let (mut look, mut leave) = (interval(LOOK_EVERY), interval(LEAVE_EVERY));
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    leave.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            Some(ended) = line.under_way.join_next(), if !line.under_way.is_empty() => line.done.extend(ended.ok()),
            at = leave.tick(), if !line.waiting.is_empty() => line.leave(at),
            at = look.tick() => {
                line.write_down().await;
                line.take(at).await;
            }
        }
    }
    line.farewell().await;
}

/// What one loop has in hand.
struct Line {
    app: Arc<App>,
    carrier: Arc<Carrier>,
    channel: Channel,
    paces: Option<Paces>,
    waiting: VecDeque<Claimed>,
    under_way: JoinSet<Outcome>,
    done: Vec<Outcome>,
}

impl Line {
    fn new(app: Arc<App>, carrier: Arc<Carrier>) -> Line {
        let channel = carrier.channel();
        Line {
            app,
            carrier,
            channel,
            paces: None,
            waiting: VecDeque::new(),
            under_way: JoinSet::new(),
            done: Vec::new(),
        }
    }

    /// Takes as many messages as leave within about a second, so that what is taken leaves long before its lease ends.
    async fn take(&mut self, at: Instant) {
        let pace = self.carrier.pace();
        self.paces.get_or_insert_with(|| Paces::new(pace, at));
        let room = pace.per_second.ceil().max(1.0) as i64 - self.waiting.len() as i64;
        if room <= 0 || self.done.len() as i64 > limits::DELIVERIES_PER_CLAIM {
            return;
        }
        match deliver::claim(&self.app, self.channel, room).await {
            Ok(claimed) => self.waiting.extend(claimed),
            Err(error) => {
                tracing::error!(%error, channel = %self.channel, "messages could not be taken; it is tried again");
            }
        }
    }

    /// Hands over what may leave now. A mail whose destination has had its share goes back to the queue for a while, so that
    /// it does not stand in the way of others.
    fn leave(&mut self, at: Instant) {
        let Some(paces) = &mut self.paces else { return };
        let at_once = self.carrier.pace().at_once;
        while self.under_way.len() < at_once && !self.waiting.is_empty() {
            if !paces.may_leave(at) {
                return;
            }
            let Some(of) = self.waiting.pop_front() else { return };
            if !paces.may_go_to(of.domain(), at) {
                let later = self.app.now() + limits::MAIL_DOMAIN_PAUSE;
                self.done.push(Outcome { of, happened: Happened::NotYet(later), gone: Vec::new() });
                continue;
            }
            let (app, carrier) = (self.app.clone(), self.carrier.clone());
            self.under_way.spawn(async move {
                let sent = carrier.send(&of.outgoing, app.now(), app.chance()).await;
                Outcome { of, happened: sent.happened, gone: sent.gone }
            });
        }
    }

    /// Writes down what came of messages. What could not be written is written later; if the program dies before, these
    /// messages are handed over again.
    async fn write_down(&mut self) {
        if self.done.is_empty() {
            return;
        }
        match deliver::record(&self.app, self.channel, &self.done).await {
            Ok(()) => self.done.clear(),
            Err(error) => {
                tracing::error!(%error, channel = %self.channel, "what came of messages could not be written; it is tried again");
            }
        }
    }

    async fn farewell(mut self) {
        let now = self.app.now();
        let back = |of| Outcome { of, happened: Happened::NotYet(now), gone: Vec::new() };
        self.done.extend(self.waiting.drain(..).map(back));
        let _ = timeout(FAREWELL, async {
            while let Some(ended) = self.under_way.join_next().await {
                self.done.extend(ended.ok());
            }
        })
        .await;
        self.write_down().await;
    }
}

#[cfg(test)]
mod tests;
