//! Facts become files.

use model::dossier::Variant;

use crate::{
    PublicKey,
    bag::{Bag, File, Info},
    facts::Dossier,
    letter::letter,
    log,
    moment::{maybe, utc},
    notice, stix,
    synthesis::{self, Counts},
    table::Table,
    variant::{For, seen_by},
};

/// Makes the pack that somebody is given from all facts. It is not sealed yet. `key` is the one that will seal it, which
/// the pack names in words.
pub fn pack(facts: Dossier, whom: For, key: &PublicKey) -> Result<Bag, serde_json::Error> {
    let variant = whom.variant;
    // A family is told numbers of its child alone; to others, of everything, though rows are left out.
    let whole = (variant != Variant::Family).then(|| Counts::of(&facts));
    let facts = seen_by(facts, whom);
    let counts = whole.unwrap_or_else(|| Counts::of(&facts));
    let mut files = vec![
        file("00_LISEZMOI.txt", notice::notice(&facts, variant, key)),
        file("01_synthese/synthese.html", synthesis::page(&facts, &counts, variant)),
        file("01_synthese/synthese.csv", counts.table()),
        file("07_mesures/mesures.csv", measures(&facts)),
        file("10_garde/possession.jsonl", custody(&facts)?),
    ];
    files.extend(log::files(&facts.journal)?);
    if variant != Variant::Cnil {
        files.extend(messages(&facts));
        files.push(file("04_comptes/comptes.csv", accounts(&facts)));
        files.push(file("05_connexions/sessions.csv", sessions(&facts)));
        files.push(file("06_diffusion/affichages.csv", shown(&facts)));
        files.push(file("06_diffusion/messages.csv", spread(&facts)));
        files.push(file("07_mesures/comptes_mis_a_l_abri.csv", containments(&facts)));
        files.push(file("03_pieces_jointes/index.csv", joined(&facts)));
    }
    if let Some(bundle) = stix::bundle(&facts)? {
        files.push(file("09_indicateurs/campagne.stix.json", bundle));
    }
    if variant.has_words() {
        for one in facts.files {
            if let Some(content) = one.content {
                files.push(file(&format!("03_pieces_jointes/{}.bin", one.sha256), content));
            }
        }
    }
    let info = Info {
        id: &facts.head.id,
        variant: variant.code(),
        installation: &facts.head.installation,
        of: &facts.head.of.to_string(),
        made_at: facts.head.made_at,
    };
    Ok(Bag::new(files, &info))
}

fn file(path: &str, bytes: Vec<u8>) -> File {
    File { path: format!("data/{path}"), bytes }
}

/// A letter each, and their list.
fn messages(facts: &Dossier) -> Vec<File> {
    let mut index = Table::new(&[
        "numero",
        "fichier",
        "message",
        "envoye_utc",
        "compte",
        "nom",
        "profil",
        "uai",
        "etablissement",
        "destinataires",
        "nb_destinataires",
        "objet",
        "etat",
        "session",
        "corps_sha256",
        "lettres_sha256",
        "pieces_jointes",
    ]);
    let mut files = Vec::with_capacity(facts.messages.len() + 1);
    for (message, n) in facts.messages.iter().zip(1..) {
        let name = format!("{n:06}.eml");
        let joined: Vec<&str> = message.files.iter().map(|(_, sha256)| sha256.as_str()).collect();
        index.row(&[
            n.to_string(),
            name.clone(),
            message.id.to_string(),
            utc(message.sent_at),
            message.sender.to_string(),
            message.sender_name.clone(),
            message.profile.to_string(),
            message.uai.clone(),
            message.school.clone(),
            message.to.join(", "),
            message.readers.to_string(),
            message.subject.clone(),
            message.state.to_string(),
            message.session.map(|id| id.to_string()).unwrap_or_default(),
            message.body_sha256.clone(),
            message.letters_sha256.clone().unwrap_or_default(),
            joined.join(" "),
        ]);
        files.push(file(&format!("02_messages/{name}"), letter(message)));
    }
    files.push(file("02_messages/index.csv", index.finish()));
    files
}

fn joined(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&["sha256", "type", "octets", "contenu_joint"]);
    for one in &facts.files {
        let there = if one.content.is_some() { "oui" } else { "non" };
        table.row(&[one.sha256.as_str(), &one.mime, &one.bytes.to_string(), there]);
    }
    table.finish()
}

fn accounts(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&[
        "compte",
        "nom",
        "profil",
        "uai",
        "etablissement",
        "identifiant",
        "messages",
        "premier_envoi_utc",
        "mot_de_passe_choisi_utc",
    ]);
    for one in &facts.accounts {
        table.row(&[
            one.person.to_string(),
            one.name.clone(),
            one.profile.to_string(),
            one.uai.clone(),
            one.school.clone(),
            one.login.clone().unwrap_or_default(),
            one.messages.to_string(),
            utc(one.first_at),
            maybe(one.secret_set_at),
        ]);
    }
    table.finish()
}

fn sessions(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&[
        "session",
        "compte",
        "ouverte_utc",
        "derniere_activite_utc",
        "fermee_utc",
        "adresse",
        "port",
        "navigateur",
        "appareil",
        "appareil_nouveau",
        "reseau",
        "pays",
        "ecriture_journal",
    ]);
    for one in &facts.sessions {
        let (address, port) = parts(&one.address);
        table.row(&[
            one.id.to_string(),
            one.person.to_string(),
            utc(one.issued_at),
            utc(one.last_seen_at),
            maybe(one.ended_at),
            address,
            port,
            one.agent.clone(),
            one.device.clone(),
            if one.device_new { "oui" } else { "non" }.to_owned(),
            one.network.clone(),
            one.country.clone().unwrap_or_default(),
            one.entry.map(|seq| seq.to_string()).unwrap_or_default(),
        ]);
    }
    table.finish()
}

/// An address and its port: `203.0.113.9:51820`, `[2001:db8::7]:443`. What is neither stands as it is.
fn parts(address: &str) -> (String, String) {
    let known = address.rsplit_once(':').and_then(|(host, port)| {
        let six = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let host = six.or_else(|| Some(host).filter(|host| !host.contains(':')))?;
        port.parse::<u16>().ok().map(|_| (host.to_owned(), port.to_owned()))
    });
    known.unwrap_or_else(|| (address.to_owned(), String::new()))
}

/// Each message: when it went out, was held, was withdrawn, and to how many it was shown.
fn spread(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&[
        "message",
        "envoye_utc",
        "diffuse_utc",
        "retenu_utc",
        "retire_utc",
        "etat",
        "nb_destinataires",
        "montre_a",
        "ouvert_par",
    ]);
    let mut counts = std::collections::HashMap::new();
    for one in &facts.shown {
        let (listed, opened): &mut (i64, i64) = counts.entry(one.message).or_default();
        *listed += 1;
        *opened += i64::from(one.opened_at.is_some());
    }
    for message in &facts.messages {
        let (listed, opened) = counts.get(&message.id).copied().unwrap_or_default();
        table.row(&[
            message.id.to_string(),
            utc(message.sent_at),
            maybe(message.delivered_at),
            maybe(message.held_at),
            maybe(message.withdrawn_at),
            synthesis::state(message.state).to_owned(),
            message.readers.to_string(),
            listed.to_string(),
            opened.to_string(),
        ]);
    }
    table.finish()
}

/// Who was shown what: the exposure ledger.
fn shown(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&[
        "message",
        "personne",
        "nom",
        "montre_utc",
        "ouvert_utc",
        "dernier_affichage_utc",
        "piece_jointe_ouverte_utc",
    ]);
    for one in &facts.shown {
        table.row(&[
            one.message.to_string(),
            one.person.to_string(),
            one.name.clone(),
            utc(one.listed_at),
            maybe(one.opened_at),
            maybe(one.last_opened_at),
            maybe(one.file_opened_at),
        ]);
    }
    table.finish()
}

fn containments(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&[
        "compte",
        "depuis_utc",
        "jusqu_a_utc",
        "fin_utc",
        "motif",
        "fin",
        "message",
        "decide_par_la_machine",
    ]);
    for one in &facts.containments {
        table.row(&[
            one.person.to_string(),
            utc(one.since),
            utc(one.until),
            maybe(one.ended_at),
            one.reason.clone(),
            one.ending.clone().unwrap_or_default(),
            one.message.map(|id| id.to_string()).unwrap_or_default(),
            if one.by_machine { "oui" } else { "non" }.to_owned(),
        ]);
    }
    table.finish()
}

fn measures(facts: &Dossier) -> Vec<u8> {
    let mut table = Table::new(&[
        "mesure",
        "proposee_utc",
        "debut_utc",
        "fin_prevue_utc",
        "fin_anticipee_utc",
        "etat",
        "lieux",
        "motif_public",
        "contenu",
    ]);
    for one in &facts.measures {
        table.row(&[
            one.id.clone(),
            utc(one.proposed_at),
            utc(one.starts_at),
            utc(one.ends_at),
            maybe(one.ended_at),
            one.state.clone(),
            one.places.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "),
            one.reason.clone(),
            one.clauses.clone(),
        ]);
    }
    table.finish()
}

/// Packs that were made of the same, a JSON object a line; the last line is this one.
fn custody(facts: &Dossier) -> Result<Vec<u8>, serde_json::Error> {
    let mut lines = Vec::new();
    for one in &facts.custody {
        serde_json::to_writer(&mut lines, one)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_port_stand_in_two_cells() {
        for (address, host, port) in [
            ("203.0.113.9:51820", "203.0.113.9", "51820"),
            ("[2001:db8::7]:443", "2001:db8::7", "443"),
            ("2001:db8::7", "2001:db8::7", ""),
            ("203.0.113.9", "203.0.113.9", ""),
            ("unknown:here", "unknown:here", ""),
            ("", "", ""),
        ] {
            assert_eq!(parts(address), (host.to_owned(), port.to_owned()), "{address}");
        }
    }
}
