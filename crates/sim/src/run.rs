//! One run of the world: plan, do, check, again.

use std::fmt;

use actions::{
    Error,
    send::Sent,
    testing::{EVENING, Facts, Judging, World},
};
use model::{Millis, Profile};
use store::{fault, testing::TestDb};

use crate::{
    check::Checks,
    mind::Mind,
    perform::{Outcome, perform},
    plan::{Fault, Plan},
};

/// On which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// In a file.
    Sqlite,
    /// The private server of tests.
    Postgres,
}

/// What is to be run.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Where chance begins.
    pub seed: u64,
    /// Acts.
    pub steps: usize,
    /// On which database.
    pub engine: Engine,
    /// Acts between two checks of everything.
    pub check_every: usize,
}

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Root of the journal, in hexadecimal.
    pub root: String,
    /// Messages accepted.
    pub sent: usize,
    /// Of these, held at once.
    pub held: usize,
    /// Messages refused.
    pub refused: usize,
    /// Faults that struck.
    pub faults: usize,
}

/// A promise that was broken, with what replays it.
#[derive(Debug)]
pub struct Failure {
    run: Run,
    step: usize,
    doing: String,
    broken: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { run: Run { seed, engine, .. }, step, doing, broken } = self;
        let db = if *engine == Engine::Sqlite { "sqlite" } else { "postgres" };
        writeln!(f, "step {step}, {doing}: {broken}")?;
        write!(f, "replay: cargo run -p sim -- --seed {seed} --steps {step} --db {db}")
    }
}

impl std::error::Error for Failure {}

/// A world in motion.
struct Sim {
    world: World,
    mind: Mind,
    checks: Checks,
    report: Report,
}

impl Run {
    /// Runs the world; `each` hears of every step.
    pub async fn go(self, mut each: impl FnMut(usize)) -> Result<Report, Failure> {
        let t = match self.engine {
            Engine::Sqlite => store::testing::sqlite().await,
            Engine::Postgres => store::testing::postgres().await,
        };
        let mut sim = Sim::new(t, self.seed).await;
        for step in 1..=self.steps {
            each(step);
            let plan = sim.mind.next(&sim.world);
            let check = step % self.check_every.max(1) == 0 || step == self.steps;
            let done = Box::pin(sim.step(&plan, check)).await;
            done.map_err(|broken| Failure { run: self, step, doing: format!("{plan:?}"), broken })?;
        }
        sim.report.root = sim.world.seal().await;
        let verified = sim.world.verify().await;
        if !verified.holds() {
            let (step, doing) = (self.steps, "verify the journal".to_owned());
            return Err(Failure { run: self, step, doing, broken: format!("{verified:?}") });
        }
        Ok(sim.report)
    }
}

impl Sim {
    async fn new(t: TestDb, seed: u64) -> Sim {
        let world = World::with_cast(t, seed, EVENING).await;
        world.judge(Judging::Real);
        world.advance(Millis::minutes(1));
        let mind = Mind::new(&world, seed).await;
        Sim { world, mind, checks: Checks::default(), report: Report::default() }
    }

    async fn step(&mut self, plan: &Plan, check: bool) -> Result<(), String> {
        // Each act has a millisecond of its own, so that the journal's order is theirs.
        self.world.advance(Millis(1));
        match plan {
            Plan::Wait(by) => self.world.advance(*by),
            Plan::Restart => self.world.restart().await,
            Plan::Judge(judging) => self.world.judge(*judging),
            Plan::ChangeClass(pupil, from, to) => self.change_class(pupil, from, to).await,
            _ => {
                let facts = match plan {
                    Plan::Send { .. } => Some(Facts::read(&self.world).await),
                    _ => None,
                };
                let outcome = Box::pin(self.perform(plan)).await.map_err(|error| error.to_string())?;
                self.count(&outcome);
                self.checks.outcome(&self.world, facts.as_ref(), plan, &outcome).await?;
                self.mind.learn(&self.world, plan, &outcome);
            }
        }
        let watched = self.mind.watched();
        if check { self.checks.all(&self.world, &self.mind.tabs, &watched).await } else { Ok(()) }
    }

    /// Does it, perhaps after a fault: whoever asked then asks again.
    async fn perform(&mut self, plan: &Plan) -> Result<Outcome, Error> {
        let fault = self.mind.fault();
        let (world, tabs) = (&self.world, &self.mind.tabs);
        match fault {
            Fault::None => {}
            Fault::Fails(n) => {
                let (done, struck) = fault::failing_at(n, Box::pin(perform(world, tabs, plan))).await;
                if !struck {
                    return done;
                }
            }
            Fault::Cut(n) => {
                if let Some(done) = fault::cut_at(n, Box::pin(perform(world, tabs, plan))).await {
                    return done;
                }
            }
        }
        if fault != Fault::None {
            self.report.faults += 1;
            world.advance(Millis(1));
        }
        Box::pin(perform(world, tabs, plan)).await
    }

    async fn change_class(&self, pupil: &str, from: &str, to: &str) {
        let mut directory = self.world.directory().await;
        directory.leave(pupil, from, Profile::Pupil).await;
        directory.leave(pupil, to, Profile::Pupil).await;
        directory.join(pupil, to, Profile::Pupil).await;
        directory.save().await;
    }

    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Sent(Sent::Refused(_)) => self.report.refused += 1,
            Outcome::Sent(sent) => {
                self.report.sent += 1;
                self.report.held += usize::from(matches!(sent, Sent::Held(_)));
            }
            _ => {}
        }
    }
}
