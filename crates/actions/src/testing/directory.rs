//! Writes schools and people straight into the tables, as an import would leave them.

use model::{
    AudienceId, DeviceId, Millis, PersonId, Profile, Role, SchoolId, SectionId, Uai,
    account::AccountState,
    actor::Grant,
    audience::AudienceKind,
    person::Names,
    school::{SchoolKind, SectionKind},
    territory::Scope,
    text::fold,
};
use store::Tx;
use uuid::Uuid;

use super::{PASSWORD, World};

/// A change of the directory, kept by [`Directory::save`].
pub struct Directory<'w> {
    world: &'w World,
    tx: Tx,
    secret_hash: String,
}

/// The profiles that have an audience in every class and group.
const IN_SECTIONS: [Profile; 3] = [Profile::Pupil, Profile::Guardian, Profile::Teacher];

impl<'w> Directory<'w> {
    pub(super) async fn open(world: &'w World) -> Directory<'w> {
        let hash = world.app.hasher.hash(PASSWORD, [5; 16]).await.expect("hashed").expect("not busy");
        Directory { world, tx: world.app.db.begin().await.expect("begins"), secret_hash: hash }
    }

    /// Counts the readers of each audience and keeps everything.
    pub async fn save(mut self) {
        let now = self.world.now();
        let count = "update audience set readers = (select count(*) from membership m \
                     where m.audience = audience.id and m.since <= $1 and m.until > $1)";
        self.run(count, (now,)).await;
        self.tx.commit().await.expect("kept");
    }

    /// An académie and one of its départements.
    pub async fn territory(&mut self, academie: u8, departement: &str, name: &str) {
        let of = model::territory::academie_name(academie).expect("a known académie");
        self.run("insert into academie (code, name) values ($1, $2)", (i64::from(academie), of)).await;
        let insert = "insert into departement (code, name, academie) values ($1, $2, $3)";
        self.run(insert, (departement, name, i64::from(academie))).await;
    }

    /// A school; its five profiles are audiences, `KEY:pupils` to `KEY:heads`.
    pub async fn school(&mut self, key: &str, name: &str, kind: SchoolKind, academie: u8, departement: &str) {
        let id = self.world.app.id::<SchoolId>();
        self.world.name(key, id.uuid());
        let number = 9_990_000 + self.world.keys().len() as u32;
        let insert = "insert into school (id, uai, name, kind, private_sector, academie, departement, commune, \
                      postal_code, address, phone, mail, sort_key, updated_at, closed_at) \
                      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, $9, $10, $11, $12)";
        let now = self.world.now();
        let (uai, academie) = (Uai::from_number(number), i64::from(academie));
        let row = (id, uai, name, kind, false, academie, departement, "Valmont", "", fold(name), now, Millis::NEVER);
        self.run(insert, row).await;
        for profile in Profile::ALL {
            self.audience(key, key, id, None, AudienceKind::School, *profile, name).await;
        }
    }

    /// A class or group of a school; its pupils, guardians and teachers are audiences.
    pub async fn section(&mut self, school: &str, key: &str, kind: SectionKind, name: &str) {
        let id = self.world.app.id::<SectionId>();
        self.world.name(key, id.uuid());
        let at = SchoolId(self.world.uuid(school));
        let insert = "insert into section (id, school, kind, name, level, closed_at) values ($1, $2, $3, $4, $5, $6)";
        self.run(insert, (id, at, kind, name, "", Millis::NEVER)).await;
        let made_from = if kind == SectionKind::Class { AudienceKind::Class } else { AudienceKind::Group };
        for profile in IN_SECTIONS {
            self.audience(school, key, at, Some(id), made_from, profile, name).await;
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one row of a table, written in two places")]
    async fn audience(
        &mut self,
        school_key: &str,
        key: &str,
        school: SchoolId,
        section: Option<SectionId>,
        kind: AudienceKind,
        profile: Profile,
        name: &str,
    ) {
        let (id, profile_name) = (self.world.app.id::<AudienceId>(), plural(profile));
        self.world.name(&format!("{key}:{}", english(profile)), id.uuid());
        let insert = "insert into audience (id, school, section, kind, profile, label, readers, open_until) \
                      values ($1, $2, $3, $4, $5, $6, $7, $7)";
        let label = format!("{name} – {profile_name}");
        let key = fold(&label);
        self.run(insert, (id, school, section, kind, profile, label, 0_i64)).await;
        self.directory_key(school_key, &key, id.uuid(), kind).await;
    }

    /// Somebody with an account in use and a device of their own. The user name is the key.
    pub async fn person(&mut self, key: &str, given: &str, family: &str) {
        let id = self.world.app.id::<PersonId>();
        self.world.name(key, id.uuid());
        let names = Names { family: family.to_owned(), given: given.to_owned() };
        let now = self.world.now();
        let insert = "insert into person (id, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, \
                      fingerprint, updated_at, left_at) values ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8, $9)";
        let source = format!("test:{key}");
        self.run(insert, (id, source, family, given, names.sort_key(), "", 0_i64, now, Millis::NEVER)).await;
        let insert = "insert into account (person, login, state, secret_hash, secret_set_at, created_at) \
                      values ($1, $2, $3, $4, $5, $5)";
        let hash = self.secret_hash.clone();
        let since = now - Millis::days(30);
        self.run(insert, (id, key, AccountState::Active, hash, since)).await;
        let device = self.world.app.id::<DeviceId>();
        self.world.name(&format!("{key}'s device"), device.uuid());
        let secret = crate::token::hash(&device_secret(key));
        store::account::add_device(&mut self.tx, device, &secret, "Firefox", since).await.expect("a device");
        store::account::use_device(&mut self.tx, id, device, true, false, since).await.expect("a device in use");
    }

    /// From now on a person is this in a school, and in the school's audience of that profile.
    pub async fn affiliate(&mut self, person: &str, school: &str, profile: Profile) {
        let (id, now) = (PersonId(self.world.uuid(person)), self.world.now());
        let insert = "insert into affiliation (person, school, profile, since, until, title) \
                      values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
        self.run(insert, (id, SchoolId(self.world.uuid(school)), profile, now, Millis::NEVER, "")).await;
        self.join(person, school, profile).await;
        let names: Option<(String, String)> = self
            .tx
            .maybe("select given_name, family_name from person where id = $1", (id,))
            .await
            .expect("the person's names");
        let (given, family) = names.expect("a person of this world");
        for key in [fold(&given), fold(&family)] {
            self.directory_key(school, &key, id.uuid(), AudienceKind::Person).await;
        }
    }

    async fn directory_key(&mut self, school: &str, key: &str, target: Uuid, kind: AudienceKind) {
        let insert = "insert into directory_key (school, key, target, kind) values ($1, $2, $3, $4) \
                      on conflict do nothing";
        let school = SchoolId(self.world.uuid(school));
        self.run(insert, (school, key, target, kind)).await;
    }

    /// From now on a person belongs to the audience of a profile of a class, group or school.
    pub async fn join(&mut self, person: &str, of: &str, profile: Profile) {
        let (person, audience) = (PersonId(self.world.uuid(person)), member_of(self.world, of, profile));
        let insert = "insert into membership (person, audience, since, until) values ($1, $2, $3, $4) \
                      on conflict do nothing";
        self.run(insert, (person, audience, self.world.now(), Millis::NEVER)).await;
    }

    /// From now on a person does not belong to it any more.
    pub async fn leave(&mut self, person: &str, of: &str, profile: Profile) {
        let (person, audience) = (PersonId(self.world.uuid(person)), member_of(self.world, of, profile));
        let update = "update membership set until = $3 where person = $1 and audience = $2 and until > $3";
        self.run(update, (person, audience, self.world.now())).await;
    }

    /// From now on somebody is the guardian of a pupil, and belongs with the guardians of the pupil's school and of
    /// these classes and groups.
    pub async fn guard(&mut self, guardian: &str, pupil: &str, school: &str, sections: &[&str]) {
        let (person, child, now) = (self.world.uuid(guardian), self.world.uuid(pupil), self.world.now());
        let insert = "insert into guardianship (guardian, pupil, since, until) values ($1, $2, $3, $4)";
        self.run(insert, (person, child, now, Millis::NEVER)).await;
        self.affiliate(guardian, school, Profile::Guardian).await;
        for section in sections {
            self.join(guardian, section, Profile::Guardian).await;
        }
    }

    /// From now on somebody has a power over a territory.
    pub async fn grant(&mut self, person: &str, role: Role, scope: Scope) {
        let (id, person) = (self.world.app.id(), PersonId(self.world.uuid(person)));
        let given = Grant { role, scope };
        store::power::give(&mut self.tx, &store::power::NewPower::lasting(id, person, &given), self.world.now())
            .await
            .expect("granted");
    }

    /// Until then the members of an audience (`radio:pupils`) may write to all of it.
    pub async fn open_to_its_pupils(&mut self, audience: &str, until: Millis) {
        let audience = self.world.audience(audience);
        self.run("update audience set open_until = $2 where id = $1", (audience, until)).await;
    }

    /// Any other change, in the words of the database.
    pub async fn run(&mut self, sql: &'static str, fields: impl store::fields::Fields) {
        self.tx.run(sql, fields).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// The secret in the cookie of somebody's own device.
pub(super) fn device_secret(key: &str) -> String {
    format!("deviceof{key}")
}

fn member_of(world: &World, of: &str, profile: Profile) -> AudienceId {
    world.audience(&format!("{of}:{}", english(profile)))
}

fn english(profile: Profile) -> &'static str {
    match profile {
        Profile::Pupil => "pupils",
        Profile::Guardian => "guardians",
        Profile::Teacher => "teachers",
        Profile::Staff => "staff",
        Profile::Head => "heads",
    }
}

fn plural(profile: Profile) -> &'static str {
    match profile {
        Profile::Pupil => "élèves",
        Profile::Guardian => "responsables",
        Profile::Teacher => "enseignants",
        Profile::Staff => "personnels",
        Profile::Head => "direction",
    }
}
