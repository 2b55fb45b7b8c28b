//! Files to examine: those that other programs wrote, and those made here.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A file of `fuzz/seeds/attachments`, written by another program.
pub(crate) fn seed(name: &str) -> Vec<u8> {
    let path = format!("{}/../../fuzz/seeds/attachments/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every seed with its name, in the order of names.
pub(crate) fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = format!("{}/../../fuzz/seeds/attachments", env!("CARGO_MANIFEST_DIR"));
    let names =
        std::fs::read_dir(folder).expect("the seeds are there").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), seed(&name))).collect()
}

/// A ZIP archive of these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(*name, options).expect("a file begins");
        writer.write_all(content).expect("a file is written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A PDF of these objects, numbered from 1, without a table of objects.
pub(crate) fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    pdf.extend(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    pdf
}

/// A stream of these bytes.
pub(crate) fn stream(dict: &str, bytes: &str) -> String {
    format!("<< {dict} /Length {} >>\nstream\n{bytes}\nendstream", bytes.len())
}
