//! Style, script and fonts: inside the program, under names that change with their content, so that a browser may keep
//! them for ever.

use std::{borrow::Cow, fmt::Write as _, io::Write as _, sync::LazyLock};

use sha2::{Digest, Sha256};

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/"]
struct Files;

/// Sheets of the style, in the order in which they are joined to `app.css`.
const SHEETS: [&str; 11] = [
    "css/tokens.css",
    "css/base.css",
    "css/frame.css",
    "css/controls.css",
    "css/messages.css",
    "css/compose.css",
    "css/desk.css",
    "css/pages.css",
    "css/school.css",
    "css/notices.css",
    "css/print.css",
];

/// An asset, ready to be sent with `cache-control: public, max-age=31536000, immutable`.
#[derive(Debug)]
pub struct Asset {
    /// Its address: `/assets/app-1f3a….css`.
    pub path: String,
    /// Its plain name: `app.css`.
    pub name: String,
    /// For `content-type`.
    pub mime: &'static str,
    /// The bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The same, compressed with Brotli; `None` for what is compressed by nature.
    pub br: Option<Vec<u8>>,
    /// The same, compressed with gzip.
    pub gz: Option<Vec<u8>>,
}

/// The table is a constant that is computed at first use: names, compressed forms.
static TABLE: LazyLock<Vec<Asset>> = LazyLock::new(table);

/// Address of an asset by its plain name (`app.css`); a name that does not exist gives the address of nothing.
pub fn path(name: &str) -> &'static str {
    TABLE.iter().find(|asset| asset.name == name).map_or("/assets/none", |asset| asset.path.as_str())
}

/// The asset at `/assets/{name}`.
pub fn find(name: &str) -> Option<&'static Asset> {
    TABLE.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(name))
}

/// Every asset.
pub fn all() -> impl Iterator<Item = &'static Asset> {
    TABLE.iter()
}

fn table() -> Vec<Asset> {
    let mut assets = Vec::new();
    let mut style: String =
        SHEETS.iter().filter_map(|sheet| Files::get(sheet)).map(|file| squeezed(&file.data)).collect();
    for name in Files::iter().filter(|name| !name.starts_with("css/")) {
        let Some(file) = Files::get(&name) else { continue };
        let plain = name.rsplit('/').next().unwrap_or(&name);
        let asset = asset(plain, file.data);
        // The style names fonts plainly; what is sent names them by content.
        style = style.replace(&format!("url({plain})"), &format!("url({})", asset.path));
        assets.push(asset);
    }
    assets.push(asset("app.css", style.into_bytes().into()));
    assets
}

fn asset(name: &str, bytes: Cow<'static, [u8]>) -> Asset {
    let mut hash = String::new();
    for byte in Sha256::digest(&bytes).iter().take(6) {
        // Writing to a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mime = mime(ending);
    let is_text = ending != "woff2";
    Asset {
        path: format!("/assets/{stem}-{hash}.{ending}"),
        name: name.to_owned(),
        mime,
        br: is_text.then(|| brotli(&bytes)).flatten(),
        gz: is_text.then(|| gzip(&bytes)).flatten(),
        bytes,
    }
}

fn mime(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4_096, 9, 20);
    writer.write_all(bytes).and_then(|()| writer.flush()).ok()?;
    drop(writer);
    Some(packed)
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).ok()?;
    writer.finish().ok()
}

/// A sheet without its comments, indentation and empty lines.
fn squeezed(sheet: &[u8]) -> String {
    let sheet = String::from_utf8_lossy(sheet);
    let mut plain = String::with_capacity(sheet.len());
    let mut rest = &*sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |mut sheet, line| {
        sheet.push_str(line);
        sheet.push('\n');
        sheet
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_is_there_and_the_style_names_fonts_by_content() {
        assert!(SHEETS.iter().all(|sheet| Files::get(sheet).is_some()));
        let style = find(path("app.css").trim_start_matches("/assets/")).expect("the style");
        let text = String::from_utf8(style.bytes.to_vec()).expect("text");
        assert!(text.contains(path("inter.woff2")) && !text.contains("url(inter.woff2)"));
        assert!(!text.contains("/*") && !text.contains("/assets/none"));
    }

    #[test]
    fn a_compressed_form_gives_back_the_same_bytes() {
        for asset in all() {
            let Some(packed) = &asset.br else { continue };
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut packed.as_slice(), &mut plain).expect("brotli");
            assert_eq!(plain.as_slice(), &*asset.bytes, "{}", asset.name);
        }
    }

    #[test]
    fn an_unknown_name_is_no_asset() {
        assert!(find("app.css").is_none());
        assert!(find("../Cargo.toml").is_none());
    }

    /// The first page after sign-in may weigh 60 kB; what every page shares leaves 12 kB for the page itself.
    #[test]
    fn what_every_page_loads_weighs_under_48_kilobytes() {
        let weight = |name: &str| {
            let asset = all().find(|asset| asset.name == name).expect(name);
            asset.br.as_ref().map_or(asset.bytes.len(), Vec::len)
        };
        let total: usize = ["app.css", "app.js", "inter.woff2"].into_iter().map(weight).sum();
        assert!(total < 48_000, "{total}");
    }
}
