//! What the people of the world take it into their heads to do next.

use std::collections::{BTreeMap, VecDeque};

use actions::{
    send::Sent,
    testing::{Facts, Judging, PASSWORD, Tab, World},
};
use model::{
    AttachmentId, DraftId, MessageId, Millis, PersonId, Profile, SchoolId, SectionId,
    audience::Line,
    draft::{Addressee, Draft},
    epoch::EpochKind,
    territory::Scope,
    verdict::Outcome as Verdict,
};

use crate::{
    chance::Chance,
    perform::Outcome,
    plan::{Fault, Plan},
    texts,
};

/// Browsers of the world; the last ones are the thief's.
const TABS: usize = 8;
/// Statements within which a fault strikes.
const FAULT_WITHIN: i64 = 25;

/// Everybody's intentions, and what they remember.
pub struct Mind {
    chance: Chance,
    /// Browsers.
    pub tabs: Vec<Tab>,
    pupils: Vec<String>,
    people: Vec<String>,
    adults: Vec<String>,
    audiences: Vec<String>,
    /// Those to whom each might write at the beginning.
    acquaintances: BTreeMap<String, Vec<String>>,
    queue: VecDeque<Plan>,
    due: BTreeMap<(Millis, usize), (String, MessageId)>,
    letters: Vec<MessageId>,
    files: Vec<AttachmentId>,
    codes: Vec<String>,
    planned: usize,
}

/// What may come to mind, and how often.
const WEIGHTS: [usize; 18] = [12, 18, 6, 9, 10, 10, 1, 3, 2, 7, 2, 4, 2, 1, 3, 5, 4, 4];

impl Mind {
    /// The people of a world with the usual cast.
    pub async fn new(world: &World, seed: u64) -> Mind {
        let keys: Vec<String> = world.keys().into_keys().collect();
        let is_person = |key: &String| world.keys().contains_key(&format!("{key}'s device"));
        let people: Vec<String> = keys.iter().filter(|key| is_person(key)).cloned().collect();
        let facts = Facts::read(world).await;
        let allowed = |who: &String| {
            let may = |key: &&String| facts.may_write(world.uuid(who), world.uuid(key));
            keys.iter().filter(may).cloned().collect::<Vec<_>>()
        };
        let acquaintances = people.iter().map(|who| (who.clone(), allowed(who))).collect();
        let named = |some: &[&str]| some.iter().map(|key| (*key).to_owned()).collect();
        Mind {
            chance: Chance::new(seed, 1),
            tabs: vec![Tab::unknown(); TABS],
            pupils: named(&["ines", "karim", "lea", "noe", "adam", "zoe", "hugo", "yann"]),
            adults: named(&["roche", "durand", "perrin", "adou", "moreau", "perez", "lemoine", "bonnet", "faure"]),
            audiences: keys.iter().filter(|key| key.contains(':')).cloned().collect(),
            people,
            acquaintances,
            queue: VecDeque::new(),
            due: BTreeMap::new(),
            letters: Vec::new(),
            files: Vec::new(),
            codes: Vec::new(),
            planned: 0,
        }
    }

    /// What goes wrong with the next act.
    pub fn fault(&mut self) -> Fault {
        let statement = self.chance.between(1, FAULT_WITHIN) as usize;
        match self.chance.below(24) {
            0 => Fault::Fails(statement),
            1 => Fault::Cut(statement),
            _ => Fault::None,
        }
    }

    /// Two people to look over the shoulder of.
    pub fn watched(&mut self) -> [String; 2] {
        [self.someone(), self.someone()]
    }

    /// The next act.
    pub fn next(&mut self, world: &World) -> Plan {
        self.planned += 1;
        if let Some(plan) = self.queue.pop_front() {
            return plan;
        }
        let ripe = self.due.first_key_value().filter(|((at, _), _)| *at <= world.now()).map(|(key, _)| *key);
        if let Some(key) = ripe.filter(|_| self.chance.once_in(2))
            && let Some((who, message)) = self.due.remove(&key)
        {
            return Plan::Open(who, message);
        }
        match self.chance.weighted(&WEIGHTS) {
            0 => Plan::Wait(Millis(self.chance.log_normal(60_000.0, 2_000.0) as i64 + 1)),
            1 => self.letter(world),
            2 => self.announcement(world),
            3 => self.answer(world),
            4 => Plan::List(self.someone()),
            5 => self.with_letter(Plan::Open),
            6 => Plan::Search(self.someone(), "demain".to_owned()),
            7 => self.with_letter(Plan::Report),
            8 => {
                let away = self.chance.once_in(2);
                self.with_letter(|who, message| Plan::Mark(who, message, away))
            }
            9 => self.desk(),
            10 => self.attack(world),
            11 => self.at_a_browser(),
            12 => self.paper(world),
            13 => self.upheaval(world),
            14 => self.with_file(world),
            15 => Plan::Work,
            16 => Plan::Seal,
            _ => self.trouble(),
        }
    }

    /// Takes note of what came of an act.
    pub fn learn(&mut self, world: &World, plan: &Plan, outcome: &Outcome) {
        match outcome {
            Outcome::Sent(Sent::Delivered(id) | Sent::InWaves(id) | Sent::Deferred(id) | Sent::Held(id)) => {
                self.letters.push(*id);
                for _ in 0..3 {
                    let opens = world.now() + Millis(self.chance.log_normal(60_000.0, 5_000.0) as i64);
                    let reader = self.someone();
                    self.due.insert((opens, self.planned + self.due.len()), (reader, *id));
                }
            }
            Outcome::Browser(tab, cookies) => {
                if let (Some(cookies), Some(browser)) = (cookies, self.tabs.get_mut(*tab)) {
                    *browser = cookies.clone();
                }
            }
            Outcome::Codes(slips) => self.codes.extend(slips.iter().map(|(_, code)| code.clone())),
            Outcome::Attached(Some(file)) => self.files.push(*file),
            _ => {}
        }
        if let (Plan::Attach(who, _, _), Outcome::Attached(Some(file))) = (plan, outcome) {
            let text = texts::everyday(&mut self.chance);
            let to = self.acquaintance(who);
            if let Some(mut draft) = draft(world, &[&to], "Voir le fichier", text) {
                draft.attachments = vec![*file];
                self.queue.push_back(Plan::Send { who: who.clone(), elsewhere: false, draft });
            }
        }
    }

    fn someone(&mut self) -> String {
        self.chance.pick(&self.people).cloned().unwrap_or_default()
    }

    /// Mostly somebody, or an audience, to whom this person may write.
    fn acquaintance(&mut self, of: &str) -> String {
        if !self.chance.once_in(5)
            && let Some(some) = self.acquaintances.get(of)
            && let Some(key) = self.chance.pick(some)
        {
            return key.clone();
        }
        self.audience_or_person()
    }

    fn audience_or_person(&mut self) -> String {
        if self.chance.once_in(3) {
            return self.chance.pick(&self.audiences).cloned().unwrap_or_default();
        }
        self.someone()
    }

    fn letter(&mut self, world: &World) -> Plan {
        let who = self.someone();
        let to = self.acquaintance(&who);
        let text = texts::everyday(&mut self.chance);
        send(world, who, &[&to], false, text)
    }

    fn announcement(&mut self, world: &World) -> Plan {
        let who = self.chance.pick(&self.adults).cloned().unwrap_or_default();
        let (one, two) = (self.acquaintance(&who), self.acquaintance(&who));
        let text = texts::everyday(&mut self.chance);
        send(world, who, &[&one, &two], false, text)
    }

    fn with_letter(&mut self, plan: impl FnOnce(String, MessageId) -> Plan) -> Plan {
        let who = self.someone();
        // Mostly what is new; sometimes what is old.
        let recent = self.letters.len().saturating_sub(12);
        let letter = if self.chance.once_in(4) {
            self.chance.pick(&self.letters).copied()
        } else {
            self.chance.pick(&self.letters[recent..]).copied()
        };
        letter.map_or(Plan::Work, |letter| plan(who, letter))
    }

    fn answer(&mut self, world: &World) -> Plan {
        let to = [self.audience_or_person(), self.someone()];
        let text = texts::everyday(&mut self.chance);
        let Some(mut draft) = draft(world, &[&to[0], &to[1]], "Re", text) else { return Plan::Work };
        draft.to.truncate(self.chance.between(1, 2) as usize);
        self.with_letter(|who, message| {
            draft.in_reply_to = Some(message);
            Plan::Send { who, elsewhere: false, draft }
        })
    }

    fn desk(&mut self) -> Plan {
        let desk = self.chance.pick(&["desk", "desk2", "desk25"]).copied().unwrap_or_default().to_owned();
        let (choice, alone) = (self.chance.below(4), self.chance.once_in(3));
        self.with_letter(|_, message| match choice {
            0 => Plan::Examine(desk, message),
            1 | 2 => Plan::Release(desk, message),
            _ => Plan::Withdraw(desk, message, alone),
        })
    }

    /// Several stolen accounts, one text in different disguises, to as many as they can, within a minute.
    fn attack(&mut self, world: &World) -> Plan {
        let text = self.chance.pick(&texts::THREATS).copied().unwrap_or_default();
        for _ in 0..self.chance.between(2, 5) {
            let who = if self.chance.once_in(4) {
                self.someone()
            } else {
                self.chance.pick(&self.pupils).cloned().unwrap_or_default()
            };
            self.queue.push_back(Plan::SignIn(TABS - 1, who.clone(), PASSWORD.to_owned()));
            for _ in 0..self.chance.between(1, 3) {
                let body = texts::disguised(&mut self.chance, text);
                let to = [self.acquaintance(&who), self.acquaintance(&who)];
                let attempt = send(world, who.clone(), &[&to[0], &to[1]], true, &body);
                self.queue.push_back(attempt);
                self.queue.push_back(Plan::Wait(Millis(self.chance.between(500, 20_000))));
            }
        }
        Plan::Wait(Millis(1))
    }

    fn at_a_browser(&mut self) -> Plan {
        let tab = self.chance.below(TABS);
        if self.chance.once_in(4) {
            return Plan::SignOut(tab);
        }
        let password = if self.chance.once_in(4) { "une erreur de frappe" } else { PASSWORD };
        Plan::SignIn(tab, self.someone(), password.to_owned())
    }

    fn paper(&mut self, world: &World) -> Plan {
        if self.chance.once_in(2)
            && let Some(code) = self.chance.pick(&self.codes).cloned()
        {
            return Plan::Activate(self.chance.below(TABS), code);
        }
        let who = self.chance.pick(&self.adults).cloned().unwrap_or_default();
        let profile = if self.chance.once_in(2) { Profile::Pupil } else { Profile::Guardian };
        Plan::Print(who, self.section(world), profile)
    }

    fn section(&mut self, world: &World) -> SectionId {
        let key = self.chance.pick(&["2nde4", "2nde5", "radio", "6a", "6b", "1re2"]).copied().unwrap_or("2nde4");
        SectionId(world.uuid(key))
    }

    fn upheaval(&mut self, world: &World) -> Plan {
        match self.chance.below(4) {
            0 => {
                let (pupil, from, to) = ("ines", ["2nde4", "2nde5"], self.chance.below(2));
                Plan::ChangeClass(pupil.to_owned(), from[to].to_owned(), from[1 - to].to_owned())
            }
            1 => {
                let until = world.now() + Millis::minutes(self.chance.between(-5, 300));
                Plan::OpenGroup("roche".to_owned(), world.audience("radio:pupils"), until)
            }
            _ => {
                let scopes = [
                    Scope::Person(PersonId(world.uuid("karim"))),
                    Scope::Section(self.section(world)),
                    Scope::School(SchoolId(world.uuid("college"))),
                    Scope::Departement("069".to_owned()),
                    Scope::Academie(25),
                    Scope::All,
                ];
                // A reset of everybody's password would leave nobody to play with.
                let scope = self.chance.pick(&scopes).cloned().unwrap_or(Scope::All);
                let narrow = matches!(scope, Scope::Person(_) | Scope::Section(_));
                Plan::Reset(scope, if narrow { EpochKind::Credentials } else { EpochKind::Sessions })
            }
        }
    }

    fn with_file(&mut self, world: &World) -> Plan {
        if self.chance.once_in(2)
            && let Some(file) = self.chance.pick(&self.files).copied()
        {
            return Plan::OpenFile(self.someone(), file);
        }
        let content = vec![b'a' + self.chance.below(26) as u8; self.chance.between(1, 200) as usize];
        Plan::Attach(self.someone(), world.app.id::<DraftId>(), content)
    }

    fn trouble(&mut self) -> Plan {
        match self.chance.below(8) {
            0 => Plan::Restart,
            1 => {
                let back = Plan::Judge(Judging::Real);
                self.queue.extend([Plan::Wait(Millis(200)), back]);
                let ways = [Judging::Panics, Judging::Slow, Judging::Always(Verdict::Waves)];
                Plan::Judge(self.chance.pick(&ways).copied().unwrap_or(Judging::Real))
            }
            _ => Plan::Wait(Millis::minutes(self.chance.between(1, 600))),
        }
    }
}

fn draft(world: &World, to: &[&str], subject: &str, body: &str) -> Option<Draft> {
    let to = to.iter().map(|key| Addressee { audience: world.audience(key), line: Line::To }).collect();
    Draft::parse(subject, body, to, None, vec![], world.app.id()).ok()
}

fn send(world: &World, who: String, to: &[&str], elsewhere: bool, body: &str) -> Plan {
    match draft(world, to, "Message", body) {
        Some(draft) => Plan::Send { who, elsewhere, draft },
        None => Plan::Work,
    }
}
