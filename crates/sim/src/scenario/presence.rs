//! How people are there: from home, from a telephone, from the computers that a whole school shares. Sessions last for
//! days; a new telephone comes, and stays.

use std::collections::BTreeMap;

use model::Millis;

use super::{
    recording::{Origin, Recording, Session},
    schools::{Account, School},
};
use crate::chance::Chance;

/// How long somebody stays signed in on one device, at most.
const STAYS: Millis = Millis::days(6);
/// Addresses behind which mobile operators put their customers.
const MOBILE: i64 = 40;
/// Addresses of VPN services.
const VPN: i64 = 24;

/// Who is signed in where.
#[derive(Default)]
pub(super) struct Presence {
    sessions: BTreeMap<(String, String), (Millis, Session)>,
    /// Telephones that came since the beginning, by account.
    bought: BTreeMap<String, String>,
    count: usize,
}

impl Presence {
    /// The session in which somebody writes at a moment; they sign in when they must, a moment before.
    pub(super) fn of(
        &mut self,
        to: &mut Recording,
        school: &School,
        who: &Account,
        at: Millis,
        chance: &mut Chance,
    ) -> Session {
        let origin = self.origin(school, who, at, chance);
        let place = (who.key.clone(), origin.device.clone());
        let shared = origin.network == "school";
        if let Some((since, session)) = self.sessions.get(&place)
            && at - *since < STAYS
            && at > *since
            && !shared
            && !chance.once_in(6)
        {
            return session.clone();
        }
        let opened = at - Millis(chance.log_normal(50_000.0, 12_000.0) as i64);
        if chance.once_in(30) {
            for n in 0..chance.between(1, 3) {
                to.fail(opened - Millis::seconds(20) + Millis(n * 6_000), who, &origin);
            }
        }
        let session = to.sign_in(opened, who, &origin);
        self.sessions.insert(place, (opened, session.clone()));
        session
    }

    fn origin(&mut self, school: &School, who: &Account, at: Millis, chance: &mut Chance) -> Origin {
        let own = self.device(who, chance);
        if who.vpn {
            let ip = format!("192.0.2.{}", chance.between(1, VPN));
            return Origin { device: own, ip, network: "vpn", country: "FR" };
        }
        let in_class = (8..17).contains(&hour(at)) && who.role != "parent";
        if in_class && chance.once_in(2) {
            // Pupils share the computers of a room; adults have one in the staff room.
            let device = match who.role {
                "pupil" => format!("dv-{}-room-{}", who.school, chance.between(1, 12)),
                _ => format!("dv-{}-staff-{}", who.school, chance.between(1, 4)),
            };
            let device = if chance.once_in(3) { own } else { device };
            return Origin { device, ip: school.network(), network: "school", country: "FR" };
        }
        if chance.once_in(3) {
            let ip = format!("198.51.100.{}", chance.between(1, MOBILE));
            return Origin { device: own, ip, network: "mobile-fr", country: "FR" };
        }
        // A weekend at the grandparents', a friend's network.
        let ip = if chance.once_in(30) { super::schools::home(chance) } else { who.home.clone() };
        let country = if chance.once_in(400) { "BE" } else { "FR" };
        Origin { device: own, ip, network: "isp-fr", country }
    }

    fn device(&mut self, who: &Account, chance: &mut Chance) -> String {
        if chance.once_in(150) && who.role != "head" {
            self.count += 1;
            self.bought.insert(who.key.clone(), format!("dv-new-{:04}", self.count));
        }
        match self.bought.get(&who.key) {
            Some(new) if !chance.once_in(4) => new.clone(),
            _ => chance.pick(&who.devices).cloned().unwrap_or_default(),
        }
    }
}

/// The session of somebody at home on a device that is theirs for long.
pub(super) fn at_home(to: &mut Recording, who: &Account, at: Millis) -> Session {
    let device = who.devices.first().cloned().unwrap_or_default();
    let from = Origin { device, ip: who.home.clone(), network: "isp-fr", country: "FR" };
    to.sign_in(at - Millis::seconds(70), who, &from)
}

/// The hour in Paris, in the month of March before the clocks change; an hour more or less changes nothing here.
fn hour(at: Millis) -> i64 {
    (at.0 / 3_600_000 + 1) % 24
}
