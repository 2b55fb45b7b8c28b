//! Which files are given: what each one holds, and which go together.

use std::{
    fs::File,
    io::{BufRead as _, Read},
    path::{Path, PathBuf},
};

use encoding_rs::{Encoding, UTF_8};
use model::{
    Uai, limits,
    roster::{Place, Roster},
};

use crate::rosters::{
    aaf, annuaire,
    broken::{self, Broken},
    bytes::{Text, Watch, guess_encoding},
    names::{self, Mode},
    onde,
    table::{Table, delimiter},
};

/// Folders inside folders that are looked into.
const DEPTH_MAX: usize = 4;

/// What the operator says beyond the files.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The school of ONDE files, which do not name it.
    pub uai: Option<Uai>,
    /// Whether AAF files hold everybody of their schools, when their names do not say it.
    pub complete: bool,
}

/// A file, and how to read it.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) place: Place,
    pub(crate) encoding: &'static Encoding,
    pub(crate) what: What,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Annuaire { delimiter: u8 },
    Aaf(aaf::Kind),
    Onde { kind: onde::Kind, uai: Uai, delimiter: u8 },
}

/// Files that are imported together.
#[derive(Debug, Clone)]
pub struct FileSet {
    /// What the import must know of them.
    pub roster: Roster,
    /// Bytes of all files.
    pub bytes: u64,
    pub(crate) sources: Vec<Source>,
}

/// What was found among the files given.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Sets to be imported one after the other, oldest first.
    pub sets: Vec<FileSet>,
    /// Files of folders that were passed over, as they are not rosters.
    pub passed_over: Vec<String>,
}

/// Looks at the head of each file; a folder stands for the files in it.
pub fn detect(paths: &[PathBuf], options: &Options) -> Result<Found, Broken> {
    let mut found = Found::default();
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, path, 0, &mut sources, &mut found.passed_over)?;
        } else {
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            sources.push((path.clone(), Place { file: file.as_ref().into(), line: 0 }));
        }
    }
    let mut sources: Vec<Source> =
        sources.into_iter().map(|(path, place)| look(path, place, options)).collect::<Result<_, _>>()?;
    sources.sort_by(|a, b| (a.what.order(), &a.place.file).cmp(&(b.what.order(), &b.place.file)));
    found.sets = group(sources, options)?;
    if found.sets.is_empty() {
        let place =
            Place { file: paths.first().map(|path| path.display().to_string()).unwrap_or_default().into(), line: 0 };
        return Err(broken::at(&place, "aucun fichier AAF, ONDE ou Annuaire de l'éducation n'a été trouvé"));
    }
    Ok(found)
}

fn walk(
    base: &Path,
    folder: &Path,
    depth: usize,
    sources: &mut Vec<(PathBuf, Place)>,
    passed_over: &mut Vec<String>,
) -> Result<(), Broken> {
    let name = |path: &Path| path.strip_prefix(base).unwrap_or(path).display().to_string();
    let place = Place { file: name(folder).into(), line: 0 };
    let listed = std::fs::read_dir(folder).map_err(|error| broken::io(&place, &error))?;
    let mut paths: Vec<PathBuf> = listed
        .map(|entry| entry.map(|entry| entry.path()).map_err(|error| broken::io(&place, &error)))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() && depth < DEPTH_MAX {
            walk(base, &path, depth + 1, sources, passed_over)?;
        } else if ending == "xml" || ending == "csv" {
            let place = Place { file: name(&path).into(), line: 0 };
            sources.push((path, place));
        } else {
            passed_over.push(name(&path));
        }
        if sources.len() > limits::IMPORT_FILES_MAX {
            let reason =
                format!("plus de {} fichiers\u{202f}; importez-les en plusieurs fois", limits::IMPORT_FILES_MAX);
            return Err(broken::at(&place, &reason));
        }
    }
    Ok(())
}

/// Looks at the head of a file.
fn look(path: PathBuf, place: Place, options: &Options) -> Result<Source, Broken> {
    let open = || File::open(&path).map_err(|error| broken::io(&place, &error));
    let mut head = Vec::new();
    open()?.take(64 * 1024).read_to_end(&mut head).map_err(|error| broken::io(&place, &error))?;
    let watch = Watch::default();
    if is_xml(&head) {
        let encoding = xml_encoding(&head, &place)?;
        let kind = aaf::Kind::of(Text::new(open()?, encoding, watch), &place)?;
        let what = kind.map(What::Aaf).ok_or_else(|| {
            broken::at(
                &place,
                "ce fichier AAF n'est d'aucune catégorie connue (Eleve, PersRelEleve, PersEducNat, EtabEducNat…)",
            )
        })?;
        return Ok(Source { path, place, encoding, what });
    }
    let encoding = guess_encoding(open()?).map_err(|error| broken::io(&place, &error))?;
    let encoding = encoding.ok_or_else(|| {
        broken::at(
            &place,
            "ce n'est pas un fichier de texte\u{202f}; un fichier XML ou CSV est attendu (décompressez les archives)",
        )
    })?;
    let mut first = String::new();
    let mut text = Text::new(open()?, encoding, watch.clone());
    text.read_line(&mut first).map_err(|error| broken::io(&place, &error))?;
    let delimiter = delimiter(&first);
    let mut table = Table::open(Text::new(open()?, encoding, watch), &place, delimiter)?;
    let what = if table.headers().iter().any(|header| header == annuaire::UAI) {
        What::Annuaire { delimiter }
    } else if let Some(kind) = onde::Kind::of(table.headers()) {
        let named = table.next()?.and_then(|(row, _)| row.get(&onde::SCHOOL).and_then(|code| Uai::parse(code).ok()));
        let uai = named.or_else(|| options.uai.clone()).or_else(|| names::uai_in(&path)).ok_or_else(|| {
            broken::at(
                &place,
                "un fichier ONDE ne dit pas de quelle école il vient\u{202f}: donnez son code UAI (--uai 9990003Z, \
                 ou le champ de la page des imports) ou rangez-le dans un dossier qui porte ce code",
            )
        })?;
        What::Onde { kind, uai, delimiter }
    } else {
        return Err(broken::at(
            &place,
            "ses colonnes ne sont ni celles d'ONDE ni celles de l'Annuaire de l'éducation\u{202f}; vérifiez que c'est le bon fichier",
        ));
    };
    Ok(Source { path, place, encoding, what })
}

fn is_xml(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let utf_16 = head.starts_with(b"\xff\xfe<\0") || head.starts_with(b"\xfe\xff\0<");
    utf_16 || head.trim_ascii_start().starts_with(b"<")
}

/// The encoding that an XML file declares, or that its byte order mark tells; UTF-8 without either.
fn xml_encoding(head: &[u8], place: &Place) -> Result<&'static Encoding, Broken> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let end = head.windows(2).position(|two| two == b"?>").unwrap_or(0);
    let declaration = String::from_utf8_lossy(&head[..end]);
    let Some((_, after)) = declaration.split_once("encoding") else { return Ok(UTF_8) };
    let label: String = after
        .trim_start_matches(|c: char| c.is_whitespace() || c == '=')
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| !matches!(c, '"' | '\''))
        .collect();
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let label = crate::rosters::text::shown(&label);
        broken::at(place, &format!("l'encodage «\u{a0}{label}\u{a0}» que déclare le fichier n'est pas connu\u{202f}; réexportez-le en UTF-8"))
    })
}

/// Puts together what is imported together: AAF files by date, full before delta; all others with the first.
fn group(sources: Vec<Source>, options: &Options) -> Result<Vec<FileSet>, Broken> {
    let mut sets: Vec<((String, Mode), Vec<Source>)> = Vec::new();
    let (aaf, others): (Vec<Source>, Vec<Source>) = sources.into_iter().partition(|s| matches!(s.what, What::Aaf(_)));
    for source in aaf {
        let key = names::dated(&source.place.file);
        match sets.iter_mut().find(|(known, _)| *known == key) {
            Some((_, set)) => set.push(source),
            None => sets.push((key, vec![source])),
        }
    }
    sets.sort_by(|(a, _), (b, _)| a.cmp(b));
    if !others.is_empty() {
        match sets.first_mut() {
            Some((_, first)) => first.extend(others),
            None => sets.push(((String::new(), Mode::Delta), others)),
        }
    }
    sets.into_iter().map(|((_, mode), sources)| set(mode, sources, options)).collect()
}

fn set(mode: Mode, mut sources: Vec<Source>, options: &Options) -> Result<FileSet, Broken> {
    sources.sort_by(|a, b| (a.what.order(), &a.place.file).cmp(&(b.what.order(), &b.place.file)));
    let whole = mode == Mode::Full || (mode == Mode::Unsaid && options.complete);
    if whole {
        let aaf = sources.iter().filter_map(|source| match source.what {
            What::Aaf(kind) => Some((kind, &source.place)),
            _ => None,
        });
        names::check_parts(aaf)?;
    }
    let mut complete: Vec<String> = sources
        .iter()
        .filter_map(|source| match &source.what {
            What::Aaf(kind) if whole => kind.prefix().map(str::to_owned),
            What::Onde { kind, uai, .. } => Some(kind.prefix(uai)),
            What::Aaf(_) | What::Annuaire { .. } => None,
        })
        .collect();
    complete.dedup();
    let mut kinds: Vec<&str> = sources.iter().map(|source| source.what.code()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let files: Vec<&str> = sources.iter().map(|source| source.place.file.as_ref()).collect();
    let size = |source: &Source| std::fs::metadata(&source.path).map_or(0, |data| data.len());
    let bytes = sources.iter().map(size).sum();
    Ok(FileSet { roster: Roster { label: names::label(&files), kind: kinds.join("+"), complete }, bytes, sources })
}

impl What {
    /// Schools first, then guardians, pupils who name them, and staff, who may be guardians too.
    fn order(&self) -> u8 {
        match self {
            What::Annuaire { .. } => 0,
            What::Aaf(aaf::Kind::Mef | aaf::Kind::Subjects) => 1,
            What::Aaf(aaf::Kind::Schools) => 2,
            What::Aaf(aaf::Kind::Guardians) => 3,
            What::Onde { kind: onde::Kind::Guardians, .. } => 4,
            What::Aaf(aaf::Kind::Pupils) => 5,
            What::Onde { kind: onde::Kind::Pupils, .. } => 6,
            What::Aaf(aaf::Kind::Staff) => 7,
            What::Onde { kind: onde::Kind::Teachers, .. } => 8,
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            What::Annuaire { .. } => "annuaire",
            What::Aaf(_) => "aaf",
            What::Onde { .. } => "onde",
        }
    }
}
