//! What the doors of one account must answer, told a second time and from nothing but what happened: no table, no
//! statement, no word of the program's own.

use model::{Millis, limits};

/// A password that was ended, and until when.
#[derive(Debug, Clone, Copy)]
struct Ended {
    /// What was issued up to then is dead.
    at: Millis,
    /// For as long; none: for good.
    until: Option<Millis>,
    /// Unless the password was chosen after this.
    spares: Option<Millis>,
    /// Unless there was, when it began, a passkey that was made by then.
    passkeys: Option<Millis>,
}

impl Ended {
    /// For good, sparing nobody.
    fn all(at: Millis) -> Ended {
        Ended { at, until: None, spares: None, passkeys: None }
    }

    fn holds(&self, now: Millis, chosen: Millis, passkeys: &[Passkey]) -> bool {
        let had = |by: Millis| passkeys.iter().any(|key| key.made <= by && key.gone.is_none_or(|gone| gone > self.at));
        self.until.is_none_or(|until| until > now)
            && self.spares.is_none_or(|spares| spares >= chosen)
            && !self.passkeys.is_some_and(had)
    }
}

/// A passkey, and when it was taken away.
#[derive(Debug, Clone, Copy)]
struct Passkey {
    made: Millis,
    gone: Option<Millis>,
}

/// What proves somebody beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Totp,
    Grid,
    Passkey,
}

impl Kind {
    pub(super) const ALL: [Kind; 3] = [Kind::Totp, Kind::Grid, Kind::Passkey];
}

/// A browser, as one account knows it.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    since: Option<Millis>,
    vouched: bool,
}

/// A session that was opened.
#[derive(Debug, Clone)]
struct Session {
    opened: Millis,
    seen: Millis,
    over: bool,
    browser: usize,
}

/// A code that was printed.
#[derive(Debug, Clone)]
struct Code {
    printed: Millis,
    until: Millis,
    gone: bool,
    /// A grid of codes is on the same paper.
    grid: bool,
}

/// An account and everything that ever opened it.
#[derive(Debug, Default)]
pub(super) struct Oracle {
    /// Number of the password in force, and when it was chosen.
    password: Option<(usize, Millis)>,
    browsers: Vec<Known>,
    sessions: Vec<Session>,
    codes: Vec<Code>,
    /// What ended sessions and leaves the password.
    evicted: Vec<Ended>,
    /// What ended everything.
    reset: Vec<Ended>,
    /// The containment that was last begun: since, until.
    contained: Option<(Millis, Millis)>,
    totp: Option<Millis>,
    grid: Option<Millis>,
    passkeys: Vec<Passkey>,
    /// Wrong passwords from browsers that it did not know.
    strange: Vec<Millis>,
    /// The same from each browser that it did.
    own: Vec<Vec<Millis>>,
}

/// How a sign-in must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    In,
    Second,
    /// Turned away for where it comes from.
    Unusual,
    Out,
}

impl Oracle {
    /// An account that has had a password and its first browser for a while, and nothing else.
    pub(super) fn new(browsers: usize, since: Millis) -> Oracle {
        let mut known = vec![Known::default(); browsers];
        known[0].since = Some(since);
        Oracle { password: Some((0, since)), browsers: known, own: vec![vec![]; browsers], ..Oracle::default() }
    }

    /// The number of the password in force.
    pub(super) fn password(&self) -> usize {
        self.password.map_or(0, |(number, _)| number)
    }

    fn chosen(&self) -> Millis {
        self.password.map_or(Millis(0), |(_, at)| at)
    }

    fn newest<'a>(&'a self, of: impl Iterator<Item = &'a Ended>, now: Millis) -> Millis {
        of.filter(|ended| ended.holds(now, self.chosen(), &self.passkeys))
            .map(|ended| ended.at)
            .max()
            .unwrap_or(Millis(-1))
    }

    fn credentials_after(&self, now: Millis) -> Millis {
        self.newest(self.reset.iter(), now)
    }

    fn sessions_after(&self, now: Millis) -> Millis {
        self.newest(self.reset.iter().chain(&self.evicted), now)
    }

    fn knows(&self, browser: usize, now: Millis) -> Option<Millis> {
        self.browsers[browser].since.filter(|since| *since > self.sessions_after(now))
    }

    fn trusts(&self, browser: usize, now: Millis) -> bool {
        self.knows(browser, now)
            .is_some_and(|since| self.browsers[browser].vouched || since + limits::DEVICE_QUIET <= now)
    }

    /// Whether a session opens anything, in the browser that it is of.
    pub(super) fn is_open(&self, session: usize, now: Millis) -> bool {
        let one = &self.sessions[session];
        !one.over
            && one.opened + limits::SESSION_LIFE > now
            && one.seen + limits::SESSION_IDLE > now
            && one.opened > self.sessions_after(now)
    }

    /// A session was used.
    pub(super) fn used(&mut self, session: usize, now: Millis) {
        let one = &mut self.sessions[session];
        if now - one.seen >= Millis::minutes(1) {
            one.seen = now;
        }
    }

    pub(super) fn browser_of(&self, session: usize) -> usize {
        self.sessions[session].browser
    }

    fn failures(&mut self, browser: usize, now: Millis) -> &mut Vec<Millis> {
        let known = self.knows(browser, now).is_some();
        if known { &mut self.own[browser] } else { &mut self.strange }
    }

    fn must_wait(&mut self, browser: usize, now: Millis) -> bool {
        let since = now - limits::SIGN_IN_WINDOW;
        let failed = self.failures(browser, now).iter().filter(|at| **at > since).count();
        i64::try_from(failed).unwrap_or(i64::MAX) >= limits::SIGN_IN_FAILURES_MAX
    }

    /// What a password at the door must come to.
    pub(super) fn sign_in(&mut self, browser: usize, password: usize, now: Millis) -> Door {
        let right = self.password() == password && self.chosen() > self.credentials_after(now);
        if !right || self.must_wait(browser, now) {
            self.failures(browser, now).push(now);
            return Door::Out;
        }
        if self.has_factor(now) && !self.trusts(browser, now) {
            return Door::Second;
        }
        self.open(browser, false, now);
        Door::In
    }

    /// What a password must come to that is typed in a computing centre abroad, on a browser that nobody knows.
    pub(super) fn comes_from_far(&mut self, password: usize, now: Millis) -> Door {
        let right = self.password() == password && self.chosen() > self.credentials_after(now);
        let since = now - limits::SIGN_IN_WINDOW;
        let failed = self.strange.iter().filter(|at| **at > since).count();
        if !right || failed as i64 >= limits::SIGN_IN_FAILURES_MAX {
            self.strange.push(now);
            return Door::Out;
        }
        if self.has_factor(now) { Door::Second } else { Door::Unusual }
    }

    /// What a passkey alone must come to.
    pub(super) fn enter(&mut self, browser: usize, now: Millis) -> Door {
        if !self.has(Kind::Passkey, now) || self.chosen() <= self.credentials_after(now) {
            return Door::Out;
        }
        self.open(browser, true, now);
        Door::In
    }

    /// A code of the second factor at its door, in the browser that gave the password a moment before.
    pub(super) fn second(&mut self, browser: usize, right: bool, now: Millis) -> Door {
        if !right {
            return Door::Out;
        }
        self.open(browser, true, now);
        Door::In
    }

    fn open(&mut self, browser: usize, vouched: bool, now: Millis) {
        let known = self.knows(browser, now).is_some();
        let of = &mut self.browsers[browser];
        if !known {
            *of = Known { since: Some(now), vouched: false };
        }
        of.vouched |= vouched;
        self.sessions.push(Session { opened: now, seen: now, over: false, browser });
    }

    pub(super) fn sign_out(&mut self, session: usize) {
        self.sessions[session].over = true;
    }

    /// A sheet is printed; those of before are void.
    pub(super) fn print(&mut self, printed: Millis, until: Millis, grid: bool) {
        for code in &mut self.codes {
            code.gone = true;
        }
        self.codes.push(Code { printed, until, gone: false, grid });
    }

    /// What a printed code must come to; it sets the password of this number.
    pub(super) fn activate(&mut self, code: usize, browser: usize, password: usize, now: Millis) -> Door {
        let after = self.credentials_after(now);
        let one = &mut self.codes[code];
        if one.gone || one.until <= now || one.printed <= after {
            return Door::Out;
        }
        one.gone = true;
        let grid = one.grid.then_some(one.printed);
        self.bury(after, now);
        self.grid = grid.or(self.grid);
        self.contained = self.contained.filter(|(_, until)| *until <= now);
        self.choose(browser, password, now);
        Door::In
    }

    /// What a new password asked for in a session must come to.
    pub(super) fn change(&mut self, session: usize, current: usize, password: usize, now: Millis) -> Door {
        let browser = self.browser_of(session);
        if !self.trusts(browser, now) {
            return Door::Out;
        }
        if current != self.password() || self.must_wait(browser, now) {
            self.failures(browser, now).push(now);
            return Door::Out;
        }
        self.choose(browser, password, now);
        Door::In
    }

    fn choose(&mut self, browser: usize, password: usize, now: Millis) {
        self.password = Some((password, now));
        self.evicted.push(Ended::all(now));
        self.open(browser, true, now + Millis(1));
    }

    /// What was dead when its owner came back stays so.
    fn bury(&mut self, after: Millis, now: Millis) {
        self.totp = self.totp.filter(|made| *made > after);
        self.grid = self.grid.filter(|made| *made > after);
        for key in self.passkeys.iter_mut().filter(|key| key.made <= after) {
            key.gone = key.gone.or(Some(now));
        }
    }

    /// Whether a factor of a kind proves anything.
    pub(super) fn has(&self, kind: Kind, now: Millis) -> bool {
        let made = match kind {
            Kind::Totp => self.totp,
            Kind::Grid => self.grid,
            Kind::Passkey => self.passkeys.iter().rev().find(|key| key.gone.is_none()).map(|key| key.made),
        };
        made.is_some_and(|made| made > self.credentials_after(now))
    }

    pub(super) fn has_factor(&self, now: Millis) -> bool {
        Kind::ALL.into_iter().any(|kind| self.has(kind, now))
    }

    /// Whether the factors may be changed in a session.
    pub(super) fn may_change(&self, session: usize, now: Millis) -> bool {
        self.trusts(self.browser_of(session), now)
    }

    pub(super) fn add(&mut self, kind: Kind, now: Millis) {
        match kind {
            Kind::Totp => self.totp = Some(now),
            Kind::Grid => self.grid = Some(now),
            Kind::Passkey => self.passkeys.push(Passkey { made: now, gone: None }),
        }
    }

    pub(super) fn remove(&mut self, kind: Kind, now: Millis) {
        match kind {
            Kind::Totp => self.totp = None,
            Kind::Grid => self.grid = None,
            Kind::Passkey => {
                if let Some(key) = self.passkeys.iter_mut().rev().find(|key| key.gone.is_none()) {
                    key.gone = Some(now);
                }
            }
        }
    }

    /// Everything is ended, of everybody but those who chose their password after a moment, or had a passkey by another.
    /// Gives the place of it.
    pub(super) fn reset(&mut self, (spares, passkeys): (Option<Millis>, Option<Millis>), now: Millis) -> usize {
        self.reset.push(Ended { at: now, until: None, spares, passkeys });
        self.reset.len() - 1
    }

    /// Passwords hold again; what was open stays closed.
    pub(super) fn undo(&mut self, reset: usize, now: Millis) {
        let ended = &mut self.reset[reset];
        ended.until = Some(now);
        let undone = Ended { until: None, ..*ended };
        self.evicted.push(undone);
    }

    pub(super) fn is_contained(&self, now: Millis) -> bool {
        self.contained.is_some_and(|(_, until)| until > now)
    }

    pub(super) fn contain(&mut self, now: Millis) {
        if self.is_contained(now) {
            return;
        }
        let until = now + limits::CONTAINMENT_LIFE;
        self.contained = Some((now, until));
        self.evicted.push(Ended::all(now));
        self.reset.push(Ended { until: Some(until), ..Ended::all(now) });
    }

    /// The desk lifts a containment: what it ended holds again, but for the sessions.
    pub(super) fn lift(&mut self, now: Millis) {
        let Some((since, _)) = self.contained.take() else { return };
        for session in self.sessions.iter_mut().filter(|session| session.opened <= since) {
            session.over = true;
        }
        let until = since + limits::CONTAINMENT_LIFE;
        for ended in &mut self.reset {
            if ended.at == since && ended.until == Some(until) {
                ended.until = Some(now);
            }
        }
        for ended in &mut self.evicted {
            if ended.at == since && ended.until.is_none() && ended.spares.is_none() && ended.passkeys.is_none() {
                ended.until = Some(now);
                break;
            }
        }
    }

    /// The owner says in one session that another is not theirs. Whether they get a code at once.
    pub(super) fn disown(&mut self, from: usize, now: Millis) -> bool {
        let own = self.may_change(from, now);
        self.contain(now);
        self.reset.push(Ended::all(now));
        if own {
            self.print(now + Millis(1), now + limits::OWN_CODE_LIFE, false);
        }
        own
    }

    /// Sessions that were ever opened.
    pub(super) fn sessions(&self) -> usize {
        self.sessions.len()
    }
}
