//! `00_LISEZMOI.txt`: what is in a pack, what is not, and how to check it without Préau.

use std::fmt::Write as _;

use model::dossier::Variant;

use crate::{PublicKey, facts::Dossier, moment, synthesis::variant_name};

/// The text. Spaces before `: ; ! ?` are narrow and do not break.
pub(crate) fn notice(facts: &Dossier, variant: Variant, key: &PublicKey) -> Vec<u8> {
    let head = &facts.head;
    let mut text = format!(
        "DOSSIER DE PREUVES\n\n\
         Dossier {}, sur {}.\nVariante : {}.\nÉtabli le {} pour : {}\nMotif : {}\n\n",
        head.id,
        head.of,
        variant_name(variant),
        moment::utc(head.made_at),
        one_line(&head.for_whom),
        one_line(&head.reason),
    );
    text.push_str(CHECKS);
    let _ = write!(
        text,
        "\nLa clé qui scelle les dossiers de ce service a le numéro {}. Comparez-la à celle que le service\n\
         publie ou vous a remise par une autre voie :\n   {}\n\n",
        key.number(),
        key.line()
    );
    text.push_str(match variant {
        Variant::Police => POLICE,
        Variant::Family => FAMILY,
        Variant::Cnil => CNIL,
        Variant::Review => REVIEW,
    });
    text.push_str(FORMATS);
    left(&mut text, facts);
    narrow(&text).into_bytes()
}

const CHECKS: &str = "\
VÉRIFIER, SANS PRÉAU\n\n\
Depuis le dossier qui contient bagit.txt :\n\n\
1. Rien n’a changé dans les fichiers :\n\
\x20  sha256sum --quiet -c manifest-sha256.txt\n\
\x20  sha256sum --quiet -c tagmanifest-sha256.txt\n\n\
2. Le scellé est celui du service (minisign, paquet Debian du même nom) :\n\
\x20  minisign -V -p scelle/cle-publique.txt -m tagmanifest-sha256.txt -x scelle/tagmanifest-sha256.txt.minisig\n\n\
3. Le sac est complet (BagIt, RFC 8493 ; paquet « bagit » de PyPI) :\n\
\x20  bagit.py --validate .\n\n\
4. Les écritures sont bien dans le journal signé :\n\
\x20  python3 data/08_journal/verifier.py\n\n\
5. Seulement s’il y a un horodatage (RFC 3161) dans scelle/ :\n\
\x20  openssl ts -verify -data tagmanifest-sha256.txt -in scelle/tagmanifest-sha256.txt.tsr -CAfile scelle/tsa-chain.pem\n\n\
Avec Préau : preau dossier verify DOSSIER\n\n\
Le scellé porte sur tagmanifest-sha256.txt, qui porte l’empreinte de manifest-sha256.txt, qui porte celle de chaque\n\
fichier. Les fichiers de scelle/ ne sont donc dans aucune de ces listes.\n";

const POLICE: &str = "\
CONTENU\n\n\
Tout ce que le service sait : 01 synthèse, 02 messages, 03 pièces jointes, 04 comptes, 05 connexions, 06 diffusion,\n\
07 mesures, 08 journal, 09 indicateurs, 10 garde. Ce dossier contient des données personnelles, dont celles de\n\
mineurs. Les pièces jointes sont en clair : elles peuvent être dangereuses à ouvrir. Remettez le dossier sur un\n\
support chiffré.\n\n\
Qu’un compte ait envoyé un message ne dit pas qui le tenait. Voir 05_connexions et 04_comptes.\n";

const FAMILY: &str = "\
CONTENU\n\n\
Ce qui concerne un seul élève : les messages envoyés depuis son compte, les connexions à son compte, ce qui lui a\n\
été montré. Rien sur les autres. Les écritures du journal faites par d’autres y sont sans leur contenu : leur\n\
empreinte suffit à la preuve.\n\n\
Qu’un compte ait envoyé un message ne dit pas qui le tenait.\n";

const CNIL: &str = "\
CONTENU\n\n\
Des nombres seuls : aucun nom, aucun message, aucune ligne qui concerne une personne. Le point de contrôle de\n\
08_journal dit quel était le journal au moment du dossier ; aucune écriture n’y est jointe.\n";

const REVIEW: &str = "\
CONTENU\n\n\
Ce qui s’est passé, sans nom et sans texte : comptes et lecteurs ont un numéro, les textes leur empreinte SHA-256.\n\
Les identités techniques restent, car le journal les contient : elles ne mènent à un nom que dans la base du service.\n";

const FORMATS: &str = "\n\
FORMATS\n\n\
Heures : UTC, à la milliseconde, qui est ce que le service garde (« last_seen » : à la minute).\n\
Adresses : adresse source et port, quand il est connu, à l’ouverture de la session. Le port est nécessaire à\n\
l’opérateur pour trouver un abonné parmi ceux qui partagent une adresse.\n\
Tableaux : CSV, UTF-8 avec marque d’ordre, séparateur point-virgule, pour s’ouvrir d’un double-clic dans un tableur\n\
français. Une cellule qui commence par = + - @ ou une tabulation est précédée d’une apostrophe, pour qu’un tableur\n\
ne l’exécute pas ; le texte exact est dans le message.\n\
Messages : un fichier .eml par message. Le corps, une fois décodé, a l’empreinte SHA-256 de l’en-tête\n\
X-Preau-Body-SHA256 et du journal. Les adresses en « .invalid » ne sont pas des adresses de courriel.\n\
Journal : voir 08_journal/FORMAT.md ; preuves_inclusion.json contient pour chaque écriture le chemin de sa feuille à\n\
la racine (RFC 6962 §2.1.1).\n";

/// What did not fit is said, not hidden.
fn left(text: &mut String, facts: &Dossier) {
    let left = &facts.left;
    let counted = [
        (left.messages, "messages au-delà de la limite d’un dossier"),
        (left.elsewhere, "messages d’établissements qui ne sont pas du ressort de la personne qui a fait ce dossier"),
        (left.files, "pièces jointes dont seule l’empreinte est donnée"),
        (facts.journal.waiting as i64, "écritures du journal pas encore signées"),
    ];
    let mut missing: Vec<String> =
        counted.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}.")).collect();
    if left.rows {
        missing.push("Des lignes de connexion ou de diffusion au-delà de la limite.".to_owned());
    }
    if left.entries {
        missing.push("Des écritures du journal au-delà de la limite.".to_owned());
    }
    if !missing.is_empty() {
        let _ = writeln!(text, "\nCE QUI MANQUE\n\n{}", missing.join("\n"));
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// French puts a narrow space before these signs; commands have none of them after a space.
fn narrow(text: &str) -> String {
    let mut text = text.replace("« ", "«\u{202f}").replace(" »", "\u{202f}»");
    for sign in [":", ";", "!", "?"] {
        text = text.replace(&format!(" {sign}"), &format!("\u{202f}{sign}"));
    }
    text
}
