use encoding_rs::UTF_8;
use model::{
    Profile,
    roster::{Change, PersonRecord, SchoolRecord, SchoolRef},
    school::{SchoolKind, SectionKind},
};

use super::*;
use crate::rosters::{bytes::Watch, draft::Item};

fn place(file: &str) -> Place {
    Place { file: file.into(), line: 0 }
}

fn attr(name: &str, values: &[&str]) -> String {
    let values = values.join("</value><value>");
    format!("<attr name=\"{name}\"><value>{values}</value></attr>")
}

fn add(category: &str, id: &str, attributes: &str) -> String {
    let category = attr("categoriePersonne", &[category]);
    format!(
        "<addRequest><operationalAttributes>{category}</operationalAttributes><identifier><id>{id}</id></identifier>\
         <attributes>{attributes}</attributes></addRequest>"
    )
}

fn read_with(kind: Kind, body: &str, names: &mut Names) -> Vec<Item> {
    let body = format!("<ficAlimMENESR>{body}</ficAlimMENESR>");
    let mut items = Vec::new();
    read(Text::new(body.as_bytes(), UTF_8, Watch::default()), &place("f.xml"), kind, names, &mut |item| {
        items.push(item);
        Ok(())
    })
    .expect("read");
    items
}

fn read_all(kind: Kind, body: &str) -> Vec<Item> {
    read_with(kind, body, &mut Names::default())
}

fn person(items: &[Item]) -> &PersonRecord {
    match items.last() {
        Some(Ok(Record::Person(person))) => person,
        other => panic!("a person is expected, not {other:?}"),
    }
}

fn school(items: &[Item]) -> &SchoolRecord {
    match items.last() {
        Some(Ok(Record::School(school))) => school,
        other => panic!("a school is expected, not {other:?}"),
    }
}

fn named(family: &str, given: &str) -> String {
    attr("sn", &[family]) + &attr("givenName", &[given])
}

#[test]
fn a_pupil_has_a_school_a_class_groups_and_those_with_authority() {
    let items = read_all(
        Kind::Pupils,
        &add(
            "Eleve",
            "2874113",
            &(named("N'Diaye", "Zoé")
                + &attr("ENTPersonDateNaissance", &["04/03/2012"])
                + &attr("ENTPersonStructRattach", &["52009"])
                + &attr("ENTEleveNivFormation", &["3EME"])
                + &attr("ENTEleveClasses", &["52009$3B"])
                + &attr("ENTEleveGroupes", &["52009$3LATIN", "52009$3LATIN", "52009$"])
                + &attr("ENTElevePersRelEleve", &["11$1$1$1$1$1", "12$2$0$2$1$0", "13$4$0$0$1$0"])),
        ),
    );
    let pupil = person(&items);
    assert_eq!(pupil.key, "aaf:eleve:2874113");
    assert_eq!(pupil.birth_date.as_deref(), Some("2012-03-04"));
    assert_eq!(pupil.mail.as_deref(), Some(""));
    let posts = pupil.posts.as_ref().expect("posts");
    assert_eq!(posts[0].school, SchoolRef::Key("aaf:52009".to_owned()));
    assert_eq!((posts[0].profile, posts[0].title.as_str()), (Profile::Pupil, "3EME"));
    assert_eq!(pupil.classes.as_ref().expect("classes")[0].name, "3B");
    assert_eq!(pupil.groups.as_ref().expect("groups").len(), 1);
    // Somebody to call, without authority, is no guardian.
    assert_eq!(pupil.guardians, Some(vec!["aaf:resp:11".to_owned(), "aaf:resp:12".to_owned()]));
    let Err(refusal) = &items[0] else { panic!("the group without a name is refused") };
    assert_eq!(
        (refusal.field.as_str(), refusal.value.as_str(), refusal.key.as_deref()),
        ("ENTEleveGroupes", "52009$", None)
    );
}

#[test]
fn a_name_of_ten_thousand_characters_costs_its_record_alone() {
    let school = attr("ENTPersonStructRattach", &["1"]);
    let long = add("Eleve", "1", &(named(&"a".repeat(10_000), "Zoé") + &school));
    let items = read_all(Kind::Pupils, &(long + "\n" + &add("Eleve", "2", &(named("Diallo", "Awa") + &school))));
    let Err(refusal) = &items[0] else { panic!("refused") };
    assert_eq!((refusal.place.line, refusal.field.as_str()), (1, "sn"));
    assert_eq!(refusal.key.as_deref(), Some("aaf:eleve:1"));
    assert!(refusal.value.chars().count() <= 81);
    assert_eq!(person(&items).key, "aaf:eleve:2");
}

#[test]
fn a_wrong_birth_date_costs_the_date_alone() {
    let items = read_all(
        Kind::Pupils,
        &add(
            "Eleve",
            "1",
            &(named("Diallo", "Awa")
                + &attr("ENTPersonDateNaissance", &["31/02/2012"])
                + &attr("ENTPersonStructRattach", &["1"])),
        ),
    );
    assert!(matches!(&items[0], Err(refusal) if refusal.value == "31/02/2012" && refusal.key.is_none()));
    assert_eq!(person(&items).birth_date, None);
}

#[test]
fn a_modification_keeps_silent_about_the_rest() {
    let body = "<modifyRequest><identifier><id>7</id></identifier><modifications>\
                <modification name=\"ENTEleveClasses\" operation=\"replace\"><value>52009$3C</value></modification>\
                </modifications></modifyRequest>";
    let items = read_all(Kind::Pupils, body);
    let pupil = person(&items);
    assert_eq!(pupil.change, Change::Partial);
    assert_eq!((&pupil.family, &pupil.guardians, &pupil.posts, &pupil.groups), (&None, &None, &None, &None));
    assert_eq!(pupil.classes.as_ref().expect("classes")[0].name, "3C");
}

#[test]
fn a_teacher_of_two_schools_works_in_both() {
    let mut names = Names::default();
    let subject = attr("ENTMatJointure", &["006600"]) + &attr("ENTLibelleMatiere", &["HISTOIRE GEOGRAPHIE"]);
    read_with(Kind::Subjects, &add("MatiereEducNat", "006600", &subject), &mut names);
    let items = read_with(
        Kind::Staff,
        &add(
            "PersEducNat",
            "5",
            &(named("Rossi", "Ada")
                + &attr("PersEducNatPresenceDevantEleves", &["O"])
                + &attr("ENTPersonStructRattach", &["52009"])
                + &attr("ENTPersonFonctions", &["52009$ENS$ENSEIGNEMENT$L1000$HISTOIRE GEOGRAPHIE"])
                + &attr("ENTAuxEnsClassesMatieres", &["52009$3B$006600", "52010$2NDE 4$006600"])
                + &attr("ENTAuxEnsClassesPrincipal", &["52009$3B"])),
        ),
        &mut names,
    );
    let teacher = person(&items);
    let posts = teacher.posts.as_ref().expect("posts");
    assert_eq!(posts.len(), 2);
    assert!(posts.iter().all(|post| post.profile == Profile::Teacher && post.title == "Histoire geographie"));
    assert_eq!(teacher.classes.as_ref().expect("classes").len(), 2);
}

#[test]
fn functions_tell_heads_from_staff() {
    let profile = |function: &str| {
        let body = named("Rossi", "Ada") + &attr("ENTPersonFonctions", &[function]);
        let items = read_all(Kind::Staff, &add("PersEducNat", "5", &body));
        let posts = person(&items).posts.clone().expect("posts");
        (posts[0].profile, posts[0].title.clone())
    };
    assert_eq!(profile("1$DIR$DIRECTION$D0010$CHEF D ETABLISSEMENT"), (Profile::Head, "Direction".to_owned()));
    assert_eq!(profile("1$EDU$EDUCATION$E0030$CPE"), (Profile::Staff, "Education".to_owned()));
    assert_eq!(
        profile("1$ADF$PERSONNELS ADMINISTRATIFS$-$-"),
        (Profile::Staff, "Personnels administratifs".to_owned())
    );
    assert_eq!(profile("1$ENS$ENSEIGNEMENT$L0202$LETTRES MODERNES"), (Profile::Teacher, "Lettres modernes".to_owned()));
}

#[test]
fn a_school_brings_its_classes_and_its_code_is_checked() {
    let attributes = |code: &str| {
        attr("ENTStructureUAI", &[code])
            + &attr("ENTStructureNomCourant", &["Collège des Tilleuls"])
            + &attr("ENTStructureTypeStruct", &["COLLEGE"])
            + &attr("ENTEtablissementContrat", &["PU"])
            + &attr("ENTStructureClasses", &["3B$TROISIEME B$10310019110"])
            + &attr("ENTStructureGroupes", &["3LATIN$LATIN TROISIEME$3A$3B"])
    };
    let items = read_all(Kind::Schools, &add("EtabEducNat", "52009", &attributes("9990001D")));
    let found = school(&items);
    assert_eq!(
        (found.key.as_str(), found.kind, found.private_sector),
        ("aaf:52009", Some(SchoolKind::College), Some(false))
    );
    assert_eq!(found.sections.len(), 2);
    assert_eq!((found.sections[1].kind, found.sections[1].level.as_str()), (SectionKind::Group, "Latin troisieme"));
    let items = read_all(Kind::Schools, &add("EtabEducNat", "52009", &attributes("XX")));
    assert!(matches!(&items[0], Err(refusal) if refusal.value == "XX" && refusal.field == "ENTStructureUAI"));
}

#[test]
fn the_first_entry_tells_what_a_file_holds() {
    let kind = |file: &str, body: &str| {
        let body = format!("<ficAlimMENESR>{body}</ficAlimMENESR>");
        Kind::of(Text::new(body.as_bytes(), UTF_8, Watch::default()), &place(file)).expect("read")
    };
    assert_eq!(kind("x.xml", &add("PersRelEleve", "1", "")), Some(Kind::Guardians));
    assert_eq!(kind("x.xml", &add("", "1", &attr("ENTStructureUAI", &["1"]))), Some(Kind::Schools));
    assert_eq!(kind("ENT_X_Delta_20250916_Eleve_0000.xml", ""), Some(Kind::Pupils));
    assert_eq!(kind("x.xml", ""), None);
}
