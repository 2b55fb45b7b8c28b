//! Annuaire de l'éducation: the open list of every school of France, from which neighbours and addresses come.

use std::io::Read;

use model::{
    Uai,
    roster::{Place, Record, Refusal, SchoolRecord},
    school::SchoolKind,
};

use crate::rosters::{
    broken::{self, Broken},
    draft::{Items, Sink},
    schools,
    table::{Row, Table},
    text,
};

/// Column of the code: the file is recognised by it.
pub(crate) const UAI: &str = "identifiantdeletablissement";

/// Reads the file: gives each school, and each refusal, to the sink.
pub(crate) fn read<R: Read>(mut table: Table<R>, place: &Place, sink: &mut Sink<'_>) -> Result<(), Broken> {
    while let Some((row, wrong)) = table.next()? {
        let mut items = Items::new(row.place.clone());
        let taken = match wrong {
            Some(reason) => Err(items.refusal("", "", reason, None)),
            None => take(&row, &mut items),
        };
        match taken {
            Ok(school) => items.give(Record::School(Box::new(school))),
            Err(refusal) => items.refuse(refusal),
        }
        let line = row.place.line;
        items.into_sink(sink).map_err(|_| broken::stopped(place, line))?;
    }
    Ok(())
}

fn take(row: &Row<'_>, items: &mut Items) -> Result<SchoolRecord, Box<Refusal>> {
    let code = row.get(&[UAI]).unwrap_or_default();
    let uai = Uai::parse(code).map_err(|error| {
        items.refusal(
            "identifiant_de_l_etablissement",
            code,
            &format!("{error}\u{202f}; la ligne est laissée de côté"),
            None,
        )
    })?;
    let mut school = SchoolRecord::new(items.place(), format!("annuaire:{uai}"), uai);
    let name = row.get(&["nometablissement"]).unwrap_or_default();
    let read = text::name(name).map_err(|reason| items.refusal("nom_etablissement", name, &reason, None))?;
    school.name = Some(read);
    let line = |columns: &[&str]| row.get(columns).map(text::clean);
    let kind = line(&["typeetablissement"]).map_or(SchoolKind::Other, |kind| schools::kind(&kind));
    school.kind = Some(kind);
    school.private_sector = line(&["statutpublicprive"]).map(|status| model::text::fold(&status).starts_with("prive"));
    school.academie = row.get(&["codeacademie"]).and_then(|code| {
        let read = code.parse().map_err(|_| "ce n'est pas un code d'académie\u{202f}; le reste est importé".to_owned());
        items.kept("code_academie", code, read)
    });
    school.academie_name = line(&["libelleacademie"]);
    school.departement = line(&["codedepartement"]).map(|code| format!("{code:0>3}").to_uppercase());
    school.departement_name = line(&["libelledepartement"]);
    school.commune = line(&["nomcommune"]);
    school.postal_code = line(&["codepostal"]);
    school.address = line(&["adresse1"]);
    school.phone = line(&["telephone"]);
    school.mail = row.get(&["mail"]).and_then(|mail| items.kept("mail", mail, text::mail(mail)));
    school.latitude = degrees(row, "latitude", 90.0, items);
    school.longitude = degrees(row, "longitude", 180.0, items);
    let open = line(&["etat"]).map(|state| !model::text::fold(&state).starts_with("ferm"));
    school.closed = Some(open == Some(false));
    Ok(school)
}

fn degrees(row: &Row<'_>, column: &str, max: f64, items: &mut Items) -> Option<f64> {
    let cell = row.get(&[column])?;
    let read = cell.replace(',', ".").parse::<f64>().ok().filter(|degrees| degrees.abs() <= max);
    items.kept(column, cell, read.ok_or_else(|| "ce n'est pas une coordonnée\u{202f}; le reste est importé".to_owned()))
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;
    use crate::rosters::{
        bytes::{Text, Watch},
        draft::Item,
    };

    fn read_all(csv: &str) -> Vec<Item> {
        let place = Place { file: "annuaire.csv".into(), line: 0 };
        let table = Table::open(Text::new(csv.as_bytes(), UTF_8, Watch::default()), &place, b';').expect("opened");
        let mut items = Vec::new();
        read(table, &place, &mut |item| {
            items.push(item);
            Ok(())
        })
        .expect("read");
        items
    }

    #[test]
    fn a_school_is_read_with_its_territory() {
        let items = read_all(
            "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Nom_commune;\
             Code_departement;Code_academie;Libelle_academie;latitude;longitude;Mail;etat\n\
             9990001D;Collège des Tilleuls;Collège;Public;Valombre;99;99;Valombre;45.5;4,25;ce.9990001D@ecole.example;OUVERT\n",
        );
        let Ok(Record::School(school)) = &items[0] else { panic!("{items:?}") };
        assert_eq!(school.name.as_deref(), Some("Collège des Tilleuls"));
        assert_eq!(school.kind, Some(SchoolKind::College));
        assert_eq!(school.departement.as_deref(), Some("099"));
        assert_eq!((school.academie, school.closed), (Some(99), Some(false)));
        assert_eq!((school.latitude, school.longitude), (Some(45.5), Some(4.25)));
        assert_eq!(school.mail.as_deref(), Some("ce.9990001d@ecole.example"));
    }

    #[test]
    fn a_bad_line_is_refused_with_its_line_and_the_next_is_read() {
        let items = read_all(
            "identifiant_de_l_etablissement;nom_etablissement;latitude\n12345;Collège A;1\n9990001D;Collège B;nord\n",
        );
        let Err(refusal) = &items[0] else { panic!("{items:?}") };
        assert_eq!((refusal.place.line, refusal.value.as_str()), (2, "12345"));
        let Err(refusal) = &items[1] else { panic!("{items:?}") };
        assert_eq!((refusal.place.line, refusal.field.as_str()), (3, "latitude"));
        assert!(matches!(&items[2], Ok(Record::School(school)) if school.latitude.is_none()));
    }
}
