//! The page of bounds, from `crates/model/src/limits.rs` and its parts.

use syn::{Expr, Item, Lit, Meta, spanned::Spanned};

use crate::{fault::Fault, tree::Tree};

const SOURCE: &str = "crates/model/src/limits.rs";

const HEAD: &str = "\
# Limits

Everything has a bound, and the bound has a name. Made from `crates/model/src/limits.rs` and its parts by `cargo xtask
docs`; change it there.

| name | value | meaning |
|---|---|---|
";

pub(super) fn page(tree: &Tree) -> Result<String, Fault> {
    Ok(HEAD.to_owned() + &rows(tree, SOURCE)?)
}

/// The bounds of a file, then those of the files that are parts of it.
fn rows(tree: &Tree, path: &str) -> Result<String, Fault> {
    let text = tree.text(path).ok_or_else(|| Fault::new(path, 1, "is missing", "bring it back"))?;
    let file = syn::parse_file(text).map_err(|_| Fault::new(path, 1, "is not Rust", "mend it"))?;
    let (mut own, mut parts) = (Vec::new(), Vec::new());
    for item in &file.items {
        match item {
            Item::Const(bound) => {
                let meaning = meaning(&bound.attrs);
                if meaning.is_empty() {
                    let line = bound.ident.span().start().line;
                    let what = format!("{} has no meaning", bound.ident);
                    return Err(Fault::new(path, line, what, "write what it bounds"));
                }
                own.push(format!("| `{}` | {} | {meaning} |\n", bound.ident, value(&bound.expr)));
            }
            Item::Mod(part) if part.content.is_none() => {
                parts.push(rows(tree, &format!("{}/{}.rs", path.trim_end_matches(".rs"), part.ident))?);
            }
            _ => {}
        }
    }
    Ok(own.concat() + &parts.concat())
}

/// The doc comment as one line, its links as plain names.
fn meaning(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => string(&pair.value),
        _ => None,
    });
    let text: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    text.join(" ").replace("[`", "`").replace("`]", "`").replace('|', "\\|")
}

fn string(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// A number with thin spaces, or a length of time with its unit.
fn value(expression: &Expr) -> String {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => grouped(number.base10_digits()),
            _ => source(expression),
        },
        Expr::Call(call) if call.args.len() == 1 => match source(&call.func).as_str() {
            "Millis" => format!("{} ms", value(&call.args[0])),
            of => match of.strip_prefix("Millis::") {
                Some(unit) => format!("{} {unit}", value(&call.args[0])),
                None => source(expression),
            },
        },
        _ => source(expression),
    }
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// The expression as it is written.
fn source(expression: &Expr) -> String {
    expression.span().source_text().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<String, Fault> {
        page(&Tree::of(&[(SOURCE, text)]))
    }

    #[test]
    fn every_bound_has_a_row() {
        let text = "use crate::Millis;\n/// Rows of [`PAGE`],\n/// at most.\npub const ROWS: i64 = 20_000;\n\
                    /// Life.\npub const LIFE: Millis = Millis::days(14);\n/// Time.\npub const T: Millis = Millis(1_000);\n";
        let page = of(text).expect("a page");
        let rows: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("| `")).collect();
        assert_eq!(
            rows,
            [
                "| `ROWS` | 20\u{202f}000 | Rows of `PAGE`, at most. |",
                "| `LIFE` | 14 days | Life. |",
                "| `T` | 1\u{202f}000 ms | Time. |"
            ]
        );
    }

    #[test]
    fn a_bound_without_meaning_is_refused() {
        assert_eq!(of("\npub const ROWS: i64 = 20;\n").expect_err("no meaning").line, 2);
        assert!(of("pub const").is_err());
    }
}
