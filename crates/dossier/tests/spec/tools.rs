//! The tools that an expert has accept a pack, and refuse it once a byte is changed.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use dossier::{Bag, File, timestamp};
use model::dossier::Variant;
use tempfile::TempDir;

use crate::sealed;

fn written(files: &[File]) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for file in files {
        let path = place.path().join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, &file.bytes).expect("written");
    }
    place
}

/// Whether a command ends well in a folder. Not to be there is a fault of the machine: `./test tools` installs it.
fn runs(folder: &Path, command: &str) -> bool {
    let mut words = command.split(' ');
    let program = words.next().expect("a program");
    let done = Command::new(program).args(words).current_dir(folder).output();
    let done = done.unwrap_or_else(|why| panic!("{program} is missing, run `./test tools`: {why}"));
    done.status.success()
}

/// The `bagit` of `PyPI`, where `./test tools` put it, or where the machine has it.
fn bagit() -> String {
    let own = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/peers/bin/bagit.py"));
    if own.exists() { own.display().to_string() } else { "bagit.py".to_owned() }
}

const MINISIGN: &str =
    "minisign -V -q -p scelle/cle-publique.txt -m tagmanifest-sha256.txt -x scelle/tagmanifest-sha256.txt.minisig";

/// All of them, as `00_LISEZMOI.txt` has them.
fn accepted(folder: &Path) -> [bool; 5] {
    [
        runs(folder, "sha256sum --quiet -c manifest-sha256.txt"),
        runs(folder, "sha256sum --quiet -c tagmanifest-sha256.txt"),
        runs(folder, MINISIGN),
        runs(folder, &format!("{} --validate --quiet .", bagit())),
        runs(folder, "python3 data/08_journal/verifier.py"),
    ]
}

#[test]
fn the_tools_of_experts_accept_every_variant() {
    for variant in Variant::ALL.iter().copied() {
        let bag = sealed(variant);
        assert_eq!(accepted(written(bag.files()).path()), [true; 5], "{variant}");
    }
}

#[test]
fn the_tools_of_experts_refuse_what_was_changed() {
    let bag = sealed(Variant::Police);
    let after = |path: &str| {
        let mut files = bag.files().to_vec();
        let file = files.iter_mut().find(|file| file.path == path).expect("there");
        let middle = file.bytes.len() / 2;
        file.bytes[middle] ^= 1;
        accepted(written(&files).path())
    };
    assert_eq!(after("data/02_messages/000001.eml"), [false, true, true, false, true]);
    let [_, tags, ..] = after("manifest-sha256.txt");
    assert!(!tags);
    let [.., seal, _, _] = after("tagmanifest-sha256.txt");
    assert!(!seal);
    let [first, _, _, bag, log] = after("data/08_journal/checkpoint.txt");
    assert_eq!([first, bag, log], [false; 3]);
}

/// An authority of the test's own: a root and a certificate for time-stamps, as `openssl ts` wants them.
const AUTHORITY: &str = "\
set -e
openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=Racine -keyout root.key -out root.pem 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=Horodatage -keyout tsa.key -out tsa.csr 2>/dev/null
printf 'extendedKeyUsage=critical,timeStamping\\nkeyUsage=critical,digitalSignature\\n' > ext
openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 9 -extfile ext -out tsa.pem 2>/dev/null
printf '[tsa]\\ndefault_tsa=t\\n[t]\\nserial=./serial\\nsigner_cert=./tsa.pem\\ncerts=./root.pem\\nsigner_key=./tsa.key\\n\
signer_digest=sha256\\ndefault_policy=1.2.3.4.1\\ndigests=sha256\\naccuracy=secs:1\\n' > tsa.cnf
openssl ts -reply -config tsa.cnf -queryfile question.tsq -out answer.tsr 2>/dev/null
";

fn stamped(bag: &Bag) -> (Vec<u8>, Vec<u8>) {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("question.tsq"), timestamp::question(&bag.digest())).expect("written");
    std::fs::write(place.path().join("make.sh"), AUTHORITY).expect("written");
    assert!(runs(place.path(), "sh make.sh"), "the test's authority answers");
    let read = |name| std::fs::read(place.path().join(name)).expect("there");
    (read("answer.tsr"), read("root.pem"))
}

#[test]
fn a_time_stamp_of_an_authority_is_kept_and_verifies() {
    let mut bag = sealed(Variant::Police);
    let (answer, chain) = stamped(&bag);
    assert_eq!(timestamp::check(&answer, &bag.digest()), Ok(()));
    assert_eq!(timestamp::check(&answer, &sealed(Variant::Cnil).digest()), Err(timestamp::NotStamped::OtherDigest));
    bag.stamp(&answer, &chain);
    let place = written(bag.files());
    let verify = "openssl ts -verify -data tagmanifest-sha256.txt -in scelle/tagmanifest-sha256.txt.tsr -CAfile scelle/tsa-chain.pem";
    assert!(runs(place.path(), verify));
    assert_eq!(accepted(place.path()), [true; 5], "with the time-stamp beside");
    let checked = dossier::check(bag.files(), Some(crate::key().public()));
    assert!(checked.holds() && checked.stamped, "{:?}", checked.faults);
    std::fs::write(place.path().join("tagmanifest-sha256.txt"), "other").expect("written");
    assert!(!runs(place.path(), verify));
}

#[test]
fn an_archive_unpacks_to_the_pack() {
    let bag = sealed(Variant::Police);
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("pack.tar"), dossier::tar("dossier-x", bag.files())).expect("written");
    assert!(runs(place.path(), "tar xf pack.tar"));
    for file in bag.files() {
        let bytes = std::fs::read(place.path().join("dossier-x").join(&file.path)).expect("unpacked");
        assert_eq!(bytes, file.bytes, "{}", file.path);
    }
    assert_eq!(accepted(&place.path().join("dossier-x")), [true; 5]);
}
