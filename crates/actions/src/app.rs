//! What every action needs: first parameter, then the actor. Time and chance enter here and nowhere else.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use model::{Actor, Millis, channel::Channels, ids::uuid_v7, limits, network::Networks, time::Clock};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use shield::{RuleFile, RuleRefused};
use store::{Db, Tx, blobs::Blobs};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    Result,
    hasher::{Cost, Hasher},
    judge::Judge,
    meters::Meters,
    password::Breached,
    policies::Policies,
    relying::{Relying, outside::Outside},
    rule_files::Own,
    searches::Searches,
    switchboard::{Hint, Switchboard},
};

/// The program's parts, as actions see them.
pub struct App {
    /// The database.
    pub db: Db,
    /// Files joined to messages.
    pub blobs: Blobs,
    /// Wakes open pages.
    pub switchboard: Switchboard,
    /// Hashes passwords, a few at a time.
    pub hasher: Hasher,
    /// Signs the journal's checkpoints.
    pub seal_key: journal::SigningKey,
    /// Seals evidence packs.
    pub dossier_key: Arc<dossier::SealKey>,
    /// Mixed into the hashes of printed codes, so that the database alone does not let one guess them.
    pub pepper: [u8; 32],
    /// Address of the installation, as services of others know it: scheme, host and port.
    pub issuer: String,
    /// Whose rules of who may write to whom hold.
    pub rules: Rules,
    /// Which addresses are whose.
    pub networks: Networks,
    /// Searches of the directory that are not written down yet.
    pub(crate) searches: Searches,
    /// The policies in force, as this node knows them.
    pub policies: Policies,
    /// Counts for the operator's monitoring.
    pub meters: Meters,
    /// Passwords that were stolen somewhere, if the operator has such a list.
    pub(crate) breached: Option<Breached>,
    /// Providers of identity, and somebody who asks them.
    pub(crate) relying: Relying,
    /// Above how many readers a letter goes out only once its sender has proved lately who they are; none: never.
    pub(crate) proof_above: Option<i64>,
    /// An antivirus looks at files before their readers may open them.
    pub antivirus: bool,
    /// Ways on which notices leave.
    pub channels: Channels,
    /// Turns of those who examine files.
    pub(crate) examining: Arc<Semaphore>,
    /// Judges letters by what comes with the program and the operator's files.
    own: RwLock<Arc<Own>>,
    clock: Arc<dyn Clock>,
    chance: Mutex<ChaCha20Rng>,
    made: Mutex<Made>,
}

/// Which rules of who may write to whom hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rules {
    /// Préau's: those of [`store::rules`], and a budget of people reached in an hour.
    #[default]
    Preau,
    /// Everybody may write to every person, class and group of their schools, as often as they like, as in the ENTs of
    /// 2024. For `preau replay` alone: it measures the shield without the help of the rules.
    Open,
}

/// What [`App::new`] is made from.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Files joined to messages.
    pub blobs: Blobs,
    /// Judges letters.
    pub judge: Box<dyn Judge>,
    /// Signs the journal's checkpoints.
    pub seal_key: journal::SigningKey,
    /// Seals evidence packs.
    pub dossier_key: dossier::SealKey,
    /// Secret mixed into the hashes of printed codes.
    pub pepper: [u8; 32],
    /// Gives the time.
    pub clock: Arc<dyn Clock>,
    /// Where chance begins: from the system in the program, fixed in tests and `sim`.
    pub seed: [u8; 32],
}

/// Identities made in the newest millisecond.
#[derive(Default)]
struct Made {
    at: Millis,
    count: u16,
}

impl Made {
    /// The number of the next one. There is room for twelve bits of it; beyond, only chance tells them apart.
    fn count(&mut self, now: Millis) -> u16 {
        if self.at == now {
            self.count = (self.count + 1).min(0x0FFF);
        } else {
            *self = Made { at: now, count: 0 };
        }
        self.count
    }
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> App {
        let mut chance = ChaCha20Rng::from_seed(parts.seed);
        let mut node = [0; 16];
        chance.fill_bytes(&mut node);
        App {
            db: parts.db,
            blobs: parts.blobs,
            switchboard: Switchboard::new(Uuid::from_bytes(node)),
            hasher: Hasher::new(Cost::Full),
            seal_key: parts.seal_key,
            dossier_key: Arc::new(parts.dossier_key),
            pepper: parts.pepper,
            issuer: "http://localhost".to_owned(),
            rules: Rules::Preau,
            networks: Networks::default(),
            searches: Searches::default(),
            policies: Policies::default(),
            meters: Meters::default(),
            breached: None,
            relying: Relying::default(),
            proof_above: None,
            antivirus: false,
            channels: Channels::default(),
            examining: Arc::new(Semaphore::new(limits::FILES_AT_ONCE)),
            own: RwLock::new(Arc::new(Own::alone(Arc::from(parts.judge), parts.clock.now()))),
            clock: parts.clock,
            chance: Mutex::new(chance),
            made: Mutex::default(),
        }
    }

    /// Judges letters, by what comes with the program and by the desk's signatures.
    pub fn judge(&self) -> Arc<dyn Judge> {
        self.policies.judge().unwrap_or_else(|| self.own().judge.clone())
    }

    /// What judges by itself here, without the desk's signatures.
    pub(crate) fn own(&self) -> Arc<Own> {
        self.own.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on this does.
    pub(crate) fn set_own(&self, own: Own) {
        *self.own.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(own);
    }

    /// The same, whose judge has rules of these files of the operator, those left out that are refused.
    #[must_use]
    pub fn with_rule_files(self, rules: usize, files: Vec<RuleFile>, refused: Vec<RuleRefused>) -> App {
        let judge = self.own().judge.clone();
        self.set_own(Own::alone(judge, self.now()).with(rules as i64, files, refused));
        self
    }

    /// The same with other rules of who may write to whom.
    #[must_use]
    pub fn with_rules(mut self, rules: Rules) -> App {
        self.rules = rules;
        self
    }

    /// The same, reached under another address.
    #[must_use]
    pub fn at(mut self, address: &str) -> App {
        address.trim_end_matches('/').clone_into(&mut self.issuer);
        self
    }

    /// The same with lists of networks.
    #[must_use]
    pub fn with_networks(mut self, networks: Networks) -> App {
        self.networks = networks;
        self
    }

    /// The same, refusing the passwords of a list.
    #[must_use]
    pub fn with_breached(self, list: Breached) -> App {
        App { breached: Some(list), ..self }
    }

    /// The same with somebody who asks providers of identity.
    #[must_use]
    pub fn with_outside(self, outside: Arc<dyn Outside>) -> App {
        App { relying: Relying::through(outside), ..self }
    }

    /// The same, asking who writes to more readers than this to prove first who they are.
    #[must_use]
    pub fn with_proof_above(self, readers: i64) -> App {
        App { proof_above: Some(readers), ..self }
    }

    /// Whether a letter to so many waits for its sender to prove who they are. What no session sends is the program's own.
    pub(crate) fn asks_proof(&self, actor: &Actor, readers: i64, now: Millis) -> bool {
        let wide = self.proof_above.is_some_and(|above| readers > above);
        wide && actor.session.is_some() && !actor.has_proven_lately(now)
    }

    /// The same with an antivirus that looks at files.
    #[must_use]
    pub fn with_antivirus(mut self) -> App {
        self.antivirus = true;
        self
    }

    /// The same with ways on which notices leave.
    #[must_use]
    pub fn with_channels(self, channels: Channels) -> App {
        App { channels, ..self }
    }

    /// The same with another cost of passwords: tests and replays have made-up accounts by the thousand.
    #[must_use]
    pub fn with_hash_cost(mut self, cost: Cost) -> App {
        self.hasher = Hasher::new(cost);
        self
    }

    /// Commits, then wakes the pages that these hints concern, here and on every other node.
    pub(crate) async fn commit(&self, mut tx: Tx, hints: impl IntoIterator<Item = Hint>) -> Result<()> {
        let hints: Vec<Hint> = hints.into_iter().collect();
        for hint in &hints {
            store::wake::notify(&mut tx, &self.switchboard.pack(hint)?).await?;
        }
        tx.commit().await?;
        for hint in hints {
            self.switchboard.hint(hint);
        }
        Ok(())
    }

    /// The present moment.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// Bytes of chance, good enough for secrets.
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        // A thread that panicked while it drew left the generator in a valid state.
        self.chance.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A new identity, which sorts by time; those of one millisecond sort in the order in which this node made them, so
    /// that the journal tells one after the other what was done at once.
    pub fn id<T: From<Uuid>>(&self) -> T {
        let (now, mut chance) = (self.now(), self.chance::<10>());
        let [high, low] = self.made.lock().unwrap_or_else(PoisonError::into_inner).count(now).to_be_bytes();
        (chance[0], chance[1]) = (high, low);
        uuid_v7(now, chance).into()
    }
}
