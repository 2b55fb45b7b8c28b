//! A region for the benches: schools of 1,500 pupils, written in bulk; one who sends, one who reads, one who decides.

use std::sync::Arc;

use actions::{App, Parts};
use model::{
    Actor, AudienceId, Millis, PersonId, Profile, Role, SchoolId,
    actor::{Affiliation, Grant},
    ids::uuid_v7,
    territory::Scope,
    text::fold,
    time::Clock,
};
use store::{Db, Tx, blobs::Blobs, power::NewPower};
use uuid::Uuid;

/// Pupils of one school.
pub(crate) const PUPILS: u64 = 1_500;

struct SystemClock;
impl Clock for SystemClock {
    fn now(&self) -> Millis {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        Millis(since.as_millis() as i64)
    }
}

/// A region in a database of its own.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) schools: Vec<School>,
    pub(crate) desk: Actor,
    _folder: tempfile::TempDir,
}

/// One school of it.
pub(crate) struct School {
    pub(crate) head: Actor,
    pub(crate) all_pupils: AudienceId,
    pub(crate) pupils: Vec<PersonId>,
}

const FAMILY: [&str; 16] = [
    "Dupont",
    "Martin",
    "N’Diaye",
    "Benali",
    "Nguyễn",
    "Lopes",
    "Kowalczyk",
    "Traoré",
    "Le Goff",
    "Haddad",
    "Dubois",
    "Da Silva",
    "Yılmaz",
    "Rakoto",
    "Petit",
    "Moreau",
];
const GIVEN: [&str; 12] =
    ["Zoé", "Inès", "Lucas", "Mohamed", "Chloé", "Aminata", "Hugo", "Linh", "Jade", "Adam", "Léa", "Maëlys"];

impl World {
    /// Writes a region of so many schools into a new SQLite database with durable commits.
    pub(crate) async fn new(schools: u64) -> World {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open_file(&folder.path().join("preau.db")).await.expect("a database");
        let app = App::new(Parts {
            db,
            blobs: Blobs::open(&folder.path().join("blobs")).expect("blobs"),
            judge: Box::new(shield::Shield::embedded().expect("the shield's rules")),
            seal_key: journal::SigningKey::new("bench.example/journal", [7; 32]).expect("a key"),
            dossier_key: dossier::SealKey::new([7; 32]),
            pepper: [7; 32],
            clock: Arc::new(SystemClock),
            seed: [7; 32],
        });
        let mut world = World {
            app: Arc::new(app),
            schools: Vec::new(),
            desk: actor(id(0), vec![], vec![Grant { role: Role::Desk, scope: Scope::All }]),
            _folder: folder,
        };
        let mut tx = world.app.db.begin().await.expect("begun");
        tx.run("insert into academie (code, name) values ($1, $2)", (10_i64, "Lyon")).await.expect("inserted");
        person(&mut tx, vec![(id(0), "Bureau".to_owned(), "Cellule".to_owned())]).await;
        store::power::give(&mut tx, &NewPower::lasting(id(1), PersonId(id(0)), &world.desk.roles[0]), Millis(0))
            .await
            .expect("granted");
        for n in 1..=schools {
            world.schools.push(school(&mut tx, n).await);
        }
        tx.commit().await.expect("committed");
        world
    }
}

async fn school(tx: &mut Tx, n: u64) -> School {
    let base = u128::from(n) << 32;
    let school = SchoolId(id(base));
    let name = format!("Lycée n° {n}");
    tx.run(
        "insert into school (id, uai, name, kind, private_sector, academie, departement, commune, postal_code, address, \
         phone, mail, sort_key, updated_at, closed_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, $8, $8, $9, $10, $11)",
        (school, model::Uai::from_number(9_990_000 + n as u32), name.as_str(), "lycee", false, 10_i64, "069", "", fold(&name), Millis(0), Millis::NEVER),
    )
    .await
    .expect("inserted");
    let all_pupils = AudienceId(id(base + 1));
    tx.run(
        "insert into audience (id, school, kind, profile, label, readers, open_until) values ($1, $2, $3, $4, $5, $6, $7)",
        (all_pupils, school, "school", Profile::Pupil, format!("Tous les élèves – {name}"), PUPILS as i64, Millis(0)),
    )
    .await
    .expect("inserted");
    let head = id(base + 2);
    let names = |k: u64| {
        let mix = k.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        (FAMILY[(mix % 16) as usize].to_owned(), GIVEN[(mix / 16 % 12) as usize].to_owned())
    };
    let pupils: Vec<Uuid> = (0..PUPILS).map(|k| id(base + 16 + u128::from(k))).collect();
    let people = pupils.iter().chain([&head]).zip(0..).map(|(id, k)| {
        let (family, given) = names(n * PUPILS + k);
        (*id, family, given)
    });
    let people: Vec<_> = people.collect();
    let keys: Vec<_> = people
        .iter()
        .flat_map(|(id, family, given)| {
            let (family, given) = (fold(family), fold(given));
            [(school, format!("{family} {given}"), *id, "person"), (school, format!("{given} {family}"), *id, "person")]
        })
        .collect();
    person(tx, people).await;
    let affiliations: Vec<_> = pupils
        .iter()
        .map(|p| (*p, school, Profile::Pupil, Millis(0), Millis::NEVER, ""))
        .chain([(head, school, Profile::Head, Millis(0), Millis::NEVER, "")])
        .collect();
    tx.insert("insert into affiliation (person, school, profile, since, until, title)", 6, "", affiliations)
        .await
        .expect("inserted");
    let memberships: Vec<_> = pupils.iter().map(|p| (*p, all_pupils, Millis(0), Millis::NEVER)).collect();
    tx.insert("insert into membership (person, audience, since, until)", 4, "", memberships).await.expect("inserted");
    tx.insert("insert into directory_key (school, key, target, kind)", 4, "", keys).await.expect("inserted");
    let works = Affiliation { school, school_name: name, profile: Profile::Head, academie: 10 };
    School { head: actor(head, vec![works], vec![]), all_pupils, pupils: pupils.into_iter().map(PersonId).collect() }
}

async fn person(tx: &mut Tx, people: Vec<(Uuid, String, String)>) {
    let rows: Vec<_> = people
        .into_iter()
        .map(|(id, family, given)| {
            let key = format!("{} {}", fold(&family), fold(&given));
            (id, id.to_string(), family, given, key, "", "", "", 0_i64, Millis(0), Millis::NEVER)
        })
        .collect();
    let head = "insert into person (id, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, fingerprint, updated_at, left_at)";
    tx.insert(head, 11, "", rows).await.expect("inserted");
}

/// Somebody who acts without signing in.
pub(crate) fn actor(person: Uuid, affiliations: Vec<Affiliation>, roles: Vec<Grant>) -> Actor {
    Actor {
        person: PersonId(person),
        name: "Camille Essai".to_owned(),
        affiliations,
        roles,
        signed_in_at: Millis(0),
        device: None,
        session: None,
        font: None,
        locale: None,
        proof_until: None,
        proven_at: None,
    }
}

/// An id that sorts by its number.
fn id(n: u128) -> Uuid {
    let bytes = n.to_be_bytes();
    let mut chance = [0; 10];
    chance.copy_from_slice(&bytes[6..]);
    uuid_v7(Millis(1_000), chance)
}
