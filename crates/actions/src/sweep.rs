//! Stolen passwords, found before they are used: each pair of a list is tried against the hash of the account that it
//! names. An account that opens is evicted at once, as by a reset: its password, sessions, devices and codes are dead,
//! and it waits for a sheet. What a list holds is neither kept nor told: the journal says whose account it was.
//!
//! This is a door that is tried without signing in. It opens nothing, is asked by the console alone, and its work is
//! bounded by the hasher like that of every door.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use model::{PersonId, epoch::EpochKind, limits, territory::Scope};
use sha2::{Digest as _, Sha256};
use store::{account::Account, epoch::NewEpoch};

use crate::{
    App, Error, Result,
    hasher::{Busy, Turn},
    record, sign_in,
    switchboard::Hint,
};

/// A user name and a password of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    name: String,
    password: String,
}

impl Pair {
    /// A pair, unless one of the two cannot be one of ours.
    pub fn new(name: &str, password: &str) -> Option<Pair> {
        let (name, password) = (name.trim(), password.trim_end_matches(['\r', '\n']));
        let fits = !name.is_empty()
            && name.len() <= limits::LOGIN_BYTES_MAX
            && !name.contains(char::is_whitespace)
            && !password.is_empty()
            && password.len() <= limits::PASSWORD_BYTES_MAX;
        fits.then(|| Pair { name: name.to_lowercase(), password: password.to_owned() })
    }

    /// The user names that it may mean: the one that is written, and what stands before the @ of an address.
    fn names(&self) -> impl Iterator<Item = &str> {
        let local = self.name.split_once('@').map(|(local, _)| local);
        std::iter::once(self.name.as_str()).chain(local)
    }
}

impl std::fmt::Debug for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pair(…)")
    }
}

/// What became of pairs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Pairs.
    pub pairs: u64,
    /// Those that name an account of ours, each account and password once.
    pub named: u64,
    /// Those that opened it.
    pub opened: u64,
}

impl std::ops::AddAssign for Swept {
    fn add_assign(&mut self, more: Swept) {
        self.pairs += more.pairs;
        self.named += more.named;
        self.opened += more.opened;
    }
}

/// One run over lists.
#[derive(Default)]
pub struct Sweep {
    /// Nothing is changed: what would be evicted is only counted.
    dry: bool,
    /// What was tried, as hashes: lists repeat themselves.
    tried: HashSet<[u8; 16]>,
    evicted: BTreeSet<PersonId>,
}

impl Sweep {
    /// A run; a dry one changes nothing.
    pub fn new(dry: bool) -> Sweep {
        Sweep { dry, ..Sweep::default() }
    }

    /// Whose accounts the lists opened.
    pub fn evicted(&self) -> &BTreeSet<PersonId> {
        &self.evicted
    }

    /// Tries pairs, and evicts the accounts that they open.
    pub async fn check(&mut self, app: &App, pairs: Vec<Pair>) -> Result<Swept> {
        let mut swept = Swept { pairs: pairs.len() as u64, ..Swept::default() };
        let named = self.named(app, &pairs).await?;
        swept.named = named.len() as u64;
        // Two at once, as many as are hashed at once.
        for two in named.chunks(2) {
            let (first, second) = (two.first(), two.get(1));
            let (first_opens, second_opens) = tokio::try_join!(opens(app, first), opens(app, second))?;
            for (found, opens) in [(first, first_opens), (second, second_opens)] {
                if let Some((account, _)) = found.filter(|_| opens) {
                    swept.opened += u64::from(self.evict(app, account).await?);
                }
            }
        }
        Ok(swept)
    }

    /// The pairs that name an account, each once, with it.
    async fn named<'p>(&mut self, app: &App, pairs: &'p [Pair]) -> Result<Vec<(Account, &'p Pair)>> {
        let names: BTreeSet<&str> = pairs.iter().flat_map(Pair::names).collect();
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let mut tx = app.db.read().await?;
        let accounts = store::account::by_logins(&mut tx, &names).await?;
        let accounts: BTreeMap<&str, &Account> = accounts.iter().map(|one| (one.login.as_str(), one)).collect();
        let mut found = Vec::new();
        for pair in pairs {
            for account in pair.names().filter_map(|name| accounts.get(name)) {
                let new = self.tried.len() >= limits::SWEEP_REMEMBERED_MAX || self.tried.insert(mark(account, pair));
                if new && account.secret_hash.is_some() && !self.evicted.contains(&account.person) {
                    found.push(((*account).clone(), pair));
                }
            }
        }
        Ok(found)
    }

    /// Ends everything that was issued to an account, if its password still holds.
    async fn evict(&mut self, app: &App, account: &Account) -> Result<bool> {
        let now = app.now();
        let person = account.person;
        let mut tx = app.db.begin().await?;
        if !sign_in::may_enter(&mut tx, account, now).await? || !self.evicted.insert(person) {
            return Ok(false);
        }
        if self.dry {
            return Ok(true);
        }
        let scope = Scope::Person(person);
        store::epoch::set(&mut tx, &NewEpoch::of(app.id(), &scope, EpochKind::Credentials, now, "leak")).await?;
        let facts = serde_json::json!({ "not_before": now });
        record::append(app, &mut tx, "account.leaked", None, &format!("person/{person}"), &facts).await?;
        app.commit(tx, [Hint::Sessions]).await?;
        Ok(true)
    }
}

/// Whether a pair opens the account that it names. It waits for its turn, however many sign in meanwhile.
async fn opens(app: &App, named: Option<&(Account, &Pair)>) -> Result<bool> {
    let Some((account, pair)) = named else { return Ok(false) };
    match app.hasher.verify(&pair.password, account.secret_hash.as_deref(), Turn::Last).await? {
        Ok(right) => Ok(right),
        // Whoever comes last is never sent away.
        Err(Busy) => Err(Error::Lost),
    }
}

/// What is remembered of a pair that was tried.
fn mark(account: &Account, pair: &Pair) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(account.person.uuid().as_bytes());
    hash.update(pair.password.as_bytes());
    let mut mark = [0; 16];
    mark.copy_from_slice(&hash.finalize()[..16]);
    mark
}

/// Accounts that wait for a sheet because of a list, for the console: name, user name, school.
pub async fn list(app: &App, people: &BTreeSet<PersonId>) -> Result<Vec<Evicted>> {
    let mut tx = app.db.read().await?;
    let mut list = Vec::with_capacity(people.len());
    for person in people {
        let Some(actor) = store::person::actor(&mut tx, *person, app.now()).await? else { continue };
        let Some(account) = store::account::of(&mut tx, *person).await? else { continue };
        let school = actor.affiliations.first().map(|one| one.school_name.clone()).unwrap_or_default();
        list.push(Evicted { name: actor.name, login: account.login, school });
    }
    list.sort_by(|a, b| (&a.school, &a.name).cmp(&(&b.school, &b.name)));
    Ok(list)
}

/// Somebody who needs a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evicted {
    /// Name.
    pub name: String,
    /// User name.
    pub login: String,
    /// A school of theirs.
    pub school: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_one_of_ours_or_none_and_never_shown() {
        let pair = Pair::new(" Zoe.Martin@Ent.example ", "secret\r\n").expect("a pair");
        assert_eq!(pair.names().collect::<Vec<_>>(), ["zoe.martin@ent.example", "zoe.martin"]);
        assert_eq!(format!("{pair:?}"), "Pair(…)");
        assert_eq!(pair.password, "secret");
        for (name, password) in
            [("", "x"), ("x", ""), ("a b", "x"), (&*"x".repeat(400), "x"), ("x", &*"x".repeat(5_000))]
        {
            assert_eq!(Pair::new(name, password), None, "{name} {password}");
        }
    }
}
