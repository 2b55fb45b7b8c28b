//! Any bytes as a file of a directory: the first byte chooses which.
#![no_main]

use gateway::rosters::{Options, detect, survey};
use model::Uai;

const NAMES: [&str; 5] = [
    "ENT_9990000A_Complet_20250915_Eleve_0000.xml",
    "ENT_9990000A_Complet_20250915_PersEducNat_0000.xml",
    "ENT_9990000A_Delta_20250915_PersRelEleve_0000.xml",
    "CSVExtraction-eleves.csv",
    "annuaire-education.csv",
];

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    let Some((choice, rest)) = content.split_first() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(NAMES[usize::from(*choice) % NAMES.len()]);
    std::fs::write(&path, rest).expect("written");
    let options = Options { uai: Some(Uai::from_number(9_990_001)), complete: true };
    if let Ok(found) = detect(&[path], &options) {
        for set in &found.sets {
            let _ = survey(set);
        }
    }
});
