//! What changes in a month is a change of what was written.

use std::collections::HashMap;

use sample::Written;

use crate::roster::{Entry, Sample, entries, small};

fn changes(sample: &Sample, seed: u64) -> (Written, HashMap<String, Vec<Entry>>) {
    let written = sample::write_delta(sample.folder.path(), seed).expect("written");
    let category = |file: &std::path::PathBuf| {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        name.split('_').nth(4).expect("a category").to_owned()
    };
    let files = written.files.iter().map(|file| (category(file), entries(file))).collect();
    (written, files)
}

fn find<'a>(all: &'a [Entry], id: &str) -> Option<&'a Entry> {
    all.iter().find(|entry| entry.id == id)
}

#[test]
fn every_change_is_about_somebody_who_is_there_or_who_comes() {
    for seed in [0, 7, 20_240_320] {
        let sample = small(seed);
        let (written, changes) = changes(&sample, seed);
        assert_eq!((written.pupils, written.guardians, written.teachers, written.files.len()), (3, 2, 1, 3));
        let [mover, bereft, newcomer] = &changes["Eleve"][..] else { panic!("{changes:?}") };

        let before = find(&sample.pupils, &mover.id).expect("known");
        let (from, to) = (before.part("ENTEleveClasses"), mover.part("ENTEleveClasses"));
        assert_eq!(mover.request, "modifyRequest");
        assert!(from != to && from[..1] == to[..1], "{from} {to}");

        let before = find(&sample.pupils, &bereft.id).expect("known").all("ENTEleveAutoriteParentale");
        let after = bereft.all("ENTEleveAutoriteParentale");
        let lost: Vec<&String> = before.iter().filter(|id| !after.contains(id)).collect();
        assert_eq!((before.len(), after.len(), lost.len()), (2, 1, 1));
        let others = sample.pupils.iter().filter(|pupil| pupil.id != bereft.id);
        assert!(others.clone().any(|pupil| pupil.all("ENTEleveAutoriteParentale").contains(lost[0])));

        assert_eq!((newcomer.request.as_str(), newcomer.one("ENTPersonStructRattach")), ("addRequest", sample.lycee()));
        assert!(find(&sample.pupils, &newcomer.id).is_none());
        assert!(others.clone().any(|pupil| pupil.one("ENTEleveClasses") == newcomer.one("ENTEleveClasses")));
        for guardian in newcomer.all("ENTEleveAutoriteParentale") {
            assert!(find(&changes["PersRelEleve"], guardian).is_some() && find(&sample.guardians, guardian).is_none());
        }

        let [leaver] = &changes["PersEducNat"][..] else { panic!("{changes:?}") };
        assert_eq!(leaver.request, "deleteRequest");
        let before = find(&sample.staff, &leaver.id).expect("known");
        assert!(!before.all("ENTAuxEnsClassesMatieres").is_empty());
    }
}
