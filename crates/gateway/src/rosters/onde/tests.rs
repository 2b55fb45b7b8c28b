use encoding_rs::UTF_8;
use model::{
    Profile,
    roster::{PersonRecord, Record},
};

use super::*;
use crate::rosters::{
    bytes::{Text, Watch},
    draft::Item,
};

const PUPILS: &str = "\"Nom Elève\";\"Nom d'usage Elève\";\"Prénom Elève\";\"Date naissance\";\"Sexe\";\" Cycle\";\"Niveau\";\"Classe\"\n";
const GUARDIANS: &str = "Civilité Responsable;Nom d'usage responsable;Nom responsable;Prénom responsable;Courriel;\
    Téléphone portable;Nom de famille enfant 1;Prénom enfant 1;Classe enfant 1;Nom de famille enfant 2;Prénom enfant 2;\
    Classe enfant 2\n";

fn uai() -> Uai {
    Uai::from_number(9_990_003)
}

fn table(file: &str, text: String) -> Table<std::io::Cursor<Vec<u8>>> {
    let place = Place { file: file.into(), line: 0 };
    let text = Text::new(std::io::Cursor::new(text.into_bytes()), UTF_8, Watch::default());
    Table::open(text, &place, b';').expect("opened")
}

fn collect(read: impl FnOnce(&mut Sink<'_>) -> Result<(), Broken>) -> (Vec<PersonRecord>, Vec<Refusal>) {
    let mut items: Vec<Item> = Vec::new();
    read(&mut |item| {
        items.push(item);
        Ok(())
    })
    .expect("read");
    let (mut people, mut refused) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Ok(Record::Person(person)) => people.push(*person),
            Ok(Record::School(_)) => panic!("no school is in these files"),
            Err(refusal) => refused.push(refusal),
        }
    }
    (people, refused)
}

fn pupils(pupils: &str, guardians: &str) -> (Vec<PersonRecord>, Vec<Refusal>) {
    let pupils = table("e.csv", format!("{PUPILS}{pupils}"));
    let guardians = table("r.csv", format!("{GUARDIANS}{guardians}"));
    collect(|sink| read_pupils(pupils, Some(guardians), &uai(), sink))
}

fn guardians(pupils: &str, guardians: &str) -> (Vec<PersonRecord>, Vec<Refusal>) {
    let pupils = table("e.csv", format!("{PUPILS}{pupils}"));
    let guardians = table("r.csv", format!("{GUARDIANS}{guardians}"));
    collect(|sink| read_guardians(guardians, pupils, &uai(), sink))
}

#[test]
fn files_are_told_apart_by_their_columns() {
    let kind = |header: &str| Kind::of(table("x.csv", header.to_owned()).headers());
    assert_eq!(kind(PUPILS), Some(Kind::Pupils));
    assert_eq!(kind(GUARDIANS), Some(Kind::Guardians));
    assert_eq!(kind("Civilité;Nom usage;Nom;Prénom;Courriel;Directeur;Classe\n"), Some(Kind::Teachers));
    assert_eq!(kind("a;b\n"), None);
}

#[test]
fn a_guardian_is_linked_to_children_by_name() {
    let two = "\"Le Goff\";;\"Zoé\";\"2016-03-04\";F;CYCLE II;CE1;CE1 A\n\"Le Goff\";\"Diallo\";\"Ali\";04/05/2018;M;CYCLE I;GS;GS\n";
    let rows = "Mme;Diallo;Sow;Awa;awa@mail.example;06 39 98 00 01;LE GOFF;Zoe;CE1 A;Diallo;Ali;GS\n";
    let (found, refused) = pupils(two, rows);
    assert_eq!((found.len(), refused.len()), (2, 0));
    assert_eq!(found[0].key, "onde:9990003F:eleve:le goff zoe 2016-03-04".replace("9990003F", uai().as_str()));
    assert_eq!(found[1].family.as_deref(), Some("Diallo"));
    let guardian = format!("onde:{}:resp:diallo awa", uai());
    assert!(found.iter().all(|pupil| pupil.guardians == Some(vec![guardian.clone()])));
    let (found, refused) = guardians(two, rows);
    assert_eq!((found.len(), refused.len()), (1, 0));
    assert_eq!((found[0].key.as_str(), found[0].mobile.as_deref()), (guardian.as_str(), Some("0639980001")));
}

#[test]
fn pupils_of_one_name_are_told_apart_by_class_or_not_linked_at_all() {
    let two = "Martin;;Léo;2016-03-04;M;;CE1;A\nMartin;;Léo;2017-03-04;M;;CP;B\n";
    let (found, _) = pupils(two, "M.;;Martin;Luc;luc@mail.example;;Martin;Léo;B;;;\n");
    assert_eq!(found[0].guardians, Some(vec![]));
    assert_eq!(found[1].guardians.as_ref().map(Vec::len), Some(1));
    let (found, refused) = guardians(two, "M.;;Martin;Luc;luc@mail.example;;Martin;Léo;;;;\n");
    assert_eq!(found.len(), 0);
    assert_eq!((refused[0].place.line, refused[0].field.as_str()), (2, "Prénom enfant"));
}

#[test]
fn two_parents_of_one_name_are_two_people() {
    let two = "Martin;;Léo;2016-03-04;M;;CE1;A\nPetit;;Mia;2017-03-04;F;;CP;B\n";
    let rows = "Mme;;Martin;Marie;un@mail.example;;Martin;Léo;A;;;\nMme;;Martin;Marie;deux@mail.example;;Petit;Mia;B;;;\n\
                Mme;;Martin;Marie;un@mail.example;;Petit;Mia;B;;;\n";
    let (found, _) = guardians(two, rows);
    assert_eq!(found.len(), 2);
    assert_ne!(found[0].key, found[1].key);
    let (found, _) = pupils(two, rows);
    assert_eq!(found[0].guardians.as_ref().map(Vec::len), Some(1));
    assert_eq!(found[1].guardians.as_ref().map(Vec::len), Some(2));
}

#[test]
fn a_bad_row_is_refused_with_file_line_and_field() {
    let long = "a".repeat(10_000);
    let rows = format!(
        "{long};;Zoé;2016-03-04;F;;CE1;A\nDiallo;;Awa;hier;F;;CE1;A\nDiallo;;\nSow;;Ali;2016-01-01;M;;CE1;A\nSow;;Ali;2016-01-01;M;;CE1;A\n"
    );
    let (found, refused) = pupils(&rows, "");
    assert_eq!(found.len(), 2);
    let told: Vec<(u64, &str)> = refused.iter().map(|r| (r.place.line, r.field.as_str())).collect();
    assert_eq!(told, [(2, "Nom Elève"), (3, "Date naissance"), (4, ""), (6, "Nom Elève")]);
    assert!(refused.iter().all(|refusal| &*refusal.place.file == "e.csv" && !refusal.reason.is_empty()));
}

#[test]
fn the_head_of_a_primary_school_teaches_too() {
    let rows = "Civilité;Nom usage;Nom;Prénom;Courriel;Directeur;Classe\nMme;;Rossi;Ada;ada@mail.example;oui;CE1 A\nM.;Sow;Diop;Ali;;non;GS\nM.;;Roy;Luc;;Oui;\n";
    let place = Place { file: "t.csv".into(), line: 0 };
    let (found, refused) = collect(|sink| read_teachers(table("t.csv", rows.to_owned()), &uai(), &place, sink));
    assert_eq!(refused.len(), 0);
    let profiles = |index: usize| -> Vec<Profile> {
        found[index].posts.iter().flatten().map(|post: &model::roster::Post| post.profile).collect()
    };
    assert_eq!(profiles(0), [Profile::Head, Profile::Teacher]);
    assert_eq!(profiles(1), [Profile::Teacher]);
    assert_eq!(profiles(2), [Profile::Head]);
    assert_eq!(found[1].family.as_deref(), Some("Sow"));
}
