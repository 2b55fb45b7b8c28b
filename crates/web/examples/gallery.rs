//! Writes every page with every sample in every language as a static site, to be looked at and photographed:
//! `cargo run -p web --example gallery -- OUTDIR`, then `node e2e/gallery.mjs OUTDIR`.
//!
//! Pages are `OUTDIR/fr/inbox/full/index.html`; `OUTDIR/pages.json` lists them.

use std::{error::Error, fs, path::Path};

use web::{assets, locale::Locale, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).ok_or("usage: gallery OUTDIR")?;
    let out = Path::new(&out);
    for asset in assets::all() {
        let file = out.join(asset.path.trim_start_matches('/'));
        fs::create_dir_all(file.parent().unwrap_or(out))?;
        fs::write(file, &asset.bytes)?;
    }
    let mut pages = Vec::new();
    for locale in Locale::ALL {
        for sample in samples::all() {
            let page = format!("{locale}/{}/{}", sample.page, sample.name);
            let folder = out.join(&page);
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("index.html"), (sample.html)(locale)?)?;
            pages.push(format!("  \"{page}\""));
        }
    }
    fs::write(out.join("pages.json"), format!("[\n{}\n]\n", pages.join(",\n")))?;
    Ok(())
}
