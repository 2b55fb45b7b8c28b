//! Finds the SQL that is handed to the store's facade: `run`, `later`, `all`, `maybe` and `insert` of a transaction, and `sql!`.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Expr, ExprMethodCall, Item, Lit, LitStr, Macro, Pat,
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::fault::Fault;

/// Names of the databases in the facade's enums.
const SQLITE: &str = "Sqlite";
const POSTGRES: &str = "Postgres";

/// A statement, in the words of each database that is given it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) sqlite: Option<String>,
    pub(super) postgres: Option<String>,
}

impl Statement {
    /// Whether the two databases are given different texts.
    pub(super) fn is_twice(&self) -> bool {
        self.sqlite != self.postgres
    }
}

/// Every statement of a file, and the calls whose text cannot be read from the source.
pub(super) fn statements(path: &str, text: &str) -> (Vec<Statement>, Vec<Fault>) {
    let Ok(file) = syn::parse_file(text) else {
        return (vec![], vec![Fault::new(path, 1, "is not Rust", "mend it")]);
    };
    let mut finder = Finder { path, constants: constants(&file), only: None, found: vec![], unread: vec![] };
    finder.visit_file(&file);
    (finder.found, finder.unread)
}

struct Finder<'a> {
    path: &'a str,
    /// Texts that have a name in this file.
    constants: BTreeMap<String, String>,
    /// Within the arm of a match on the database: the only one that is given what stands there.
    only: Option<&'static str>,
    found: Vec<Statement>,
    unread: Vec<Fault>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let is_test = module
            .attrs
            .iter()
            .any(|a| a.path().is_ident("cfg") && a.meta.span().source_text().is_some_and(|t| t.contains("test")));
        if !is_test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let around = self.only;
        self.only = database(&arm.pat).or(around);
        visit::visit_arm(self, arm);
        self.only = around;
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let arguments: Vec<&Expr> = call.args.iter().collect();
        match (call.method.to_string().as_str(), arguments.as_slice()) {
            ("run" | "later" | "all" | "maybe", [sql, _]) if !is_sql_macro(sql) => match self.text(sql) {
                Some(text) => self.keep(sql, text.clone(), text),
                None => self.unread(sql),
            },
            ("insert", [head, columns, tail, _]) => match (self.text(head), number(columns), self.text(tail)) {
                (Some(head), Some(columns), Some(tail)) => {
                    let values: Vec<String> = (1..=columns).map(|n| format!("${n}")).collect();
                    let text = format!("{head} values ({}) {tail}", values.join(", "));
                    self.keep(call.args.first().unwrap_or(&call.receiver), text.clone(), text);
                }
                _ => self.unread(head),
            },
            _ => {}
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        if called.path.segments.last().is_some_and(|segment| segment.ident == "sql") {
            let (mut sqlite, mut postgres) = (String::new(), String::new());
            spellings(called.tokens.clone(), &mut sqlite, &mut postgres);
            self.keep(&called.path, sqlite, postgres);
        }
        visit::visit_macro(self, called);
    }
}

impl Finder<'_> {
    fn keep(&mut self, at: &impl Spanned, sqlite: String, postgres: String) {
        let line = at.span().start().line;
        let for_whom = |database, text| (self.only.is_none() || self.only == Some(database)).then_some(text);
        let (sqlite, postgres) = (for_whom(SQLITE, sqlite), for_whom(POSTGRES, postgres));
        self.found.push(Statement { path: self.path.to_owned(), line, sqlite, postgres });
    }

    fn unread(&mut self, at: &Expr) {
        let what = "the text of this statement cannot be read here";
        let line = at.span().start().line;
        self.unread.push(Fault::new(
            self.path,
            line,
            what,
            "write it in place, as a literal, sql! or a const of this file",
        ));
    }

    /// A text written in place, or by the name of a constant.
    fn text(&self, expression: &Expr) -> Option<String> {
        match expression {
            Expr::Path(path) => self.constants.get(&path.path.get_ident()?.to_string()).cloned(),
            other => literal(other, &self.constants),
        }
    }
}

/// The database that a pattern such as `Tx::Sqlite(_)` means.
fn database(pattern: &Pat) -> Option<&'static str> {
    let path = match pattern {
        Pat::TupleStruct(pattern) => &pattern.path,
        Pat::Struct(pattern) => &pattern.path,
        _ => return None,
    };
    [SQLITE, POSTGRES].into_iter().find(|name| path.segments.last().is_some_and(|segment| segment.ident == name))
}

/// The constants of a file that name a text, and its macros that stand for one.
fn constants(file: &syn::File) -> BTreeMap<String, String> {
    struct Named(BTreeMap<String, String>);
    impl<'ast> Visit<'ast> for Named {
        fn visit_item(&mut self, item: &'ast Item) {
            let found = match item {
                Item::Const(constant) => Some(constant.ident.to_string()).zip(literal(&constant.expr, &self.0)),
                Item::Macro(rules) => rules.ident.as_ref().map(|name| format!("{name}!")).zip(only(&rules.mac.tokens)),
                _ => None,
            };
            self.0.extend(found);
            visit::visit_item(self, item);
        }
    }
    let mut named = Named(BTreeMap::new());
    named.visit_file(file);
    named.0
}

/// The text of a macro that takes nothing and stands for a text: `() => { "…" };`.
fn only(rules: &TokenStream) -> Option<String> {
    let groups = rules.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream().into_iter().collect::<Vec<_>>()),
        _ => None,
    });
    match groups.collect::<Vec<_>>().as_slice() {
        [taken, given] => match given.as_slice() {
            [TokenTree::Literal(text)] if taken.is_empty() => Some(string(text)),
            _ => None,
        },
        _ => None,
    }
}

/// A literal, or several put together with `concat!`, macros of the file among them.
fn literal(expression: &Expr, named: &BTreeMap<String, String>) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Expr::Macro(called) if called.mac.path.is_ident("concat") => {
            let mut text = String::new();
            for token in called.mac.tokens.clone() {
                match token {
                    TokenTree::Literal(literal) => text.push_str(&string(&literal)),
                    TokenTree::Ident(name) => text.push_str(named.get(&format!("{name}!"))?),
                    _ => {}
                }
            }
            Some(text)
        }
        _ => None,
    }
}

fn number(expression: &Expr) -> Option<usize> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

fn is_sql_macro(expression: &Expr) -> bool {
    matches!(expression, Expr::Macro(called) if called.mac.path.segments.last().is_some_and(|s| s.ident == "sql"))
}

/// Puts together the literals of `sql!("both", [lite: "one", pg: "other"], …)`.
fn spellings(tokens: TokenStream, sqlite: &mut String, postgres: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Literal(both) => {
                let both = string(&both);
                sqlite.push_str(&both);
                postgres.push_str(&both);
            }
            TokenTree::Group(group) => {
                let mut engine = String::new();
                for token in group.stream() {
                    match token {
                        TokenTree::Ident(name) => engine = name.to_string(),
                        TokenTree::Literal(text) if engine == "pg" => postgres.push_str(&string(&text)),
                        TokenTree::Literal(text) => sqlite.push_str(&string(&text)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn string(literal: &proc_macro2::Literal) -> String {
    syn::parse_str::<LitStr>(&literal.to_string()).map(|text| text.value()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String, String)> {
        let (found, unread) = statements("a.rs", text);
        assert_eq!(unread, []);
        let text = |text: Option<String>| text.unwrap_or("-".to_owned());
        found.into_iter().map(|found| (found.line, text(found.sqlite), text(found.postgres))).collect()
    }

    fn same(line: usize, text: &str) -> (usize, String, String) {
        (line, text.to_owned(), text.to_owned())
    }

    #[test]
    fn texts_are_found_where_they_are_handed_over() {
        let text = "fn f() {\n tx.run(\"delete \\\n   from a\", ()).await;\n tx.all::<(i64,)>(\n \"select b\", (1,)).await?;\n}";
        assert_eq!(found(text), [same(2, "delete from a"), same(5, "select b")]);
    }

    #[test]
    fn both_spellings_are_found() {
        let text = "fn f() { tx.maybe(sql!(\"select a \", [lite: \"\", pg: \"for update\"], \" x\"), ()) }";
        assert_eq!(found(text), [(1, "select a  x".to_owned(), "select a for update x".to_owned())]);
        assert_eq!(
            found("const A: Sql = store::sql!([lite: \"a\", pg: \"b\"]);"),
            [(1, "a".to_owned(), "b".to_owned())]
        );
    }

    #[test]
    fn what_one_database_alone_is_given_is_not_asked_of_the_other() {
        let text = "fn f() { match tx { Tx::Sqlite(_) => tx.run(\"a\", ()), Db::Postgres { .. } => tx.run(\"b\", ()), _ => tx.run(\"c\", ()) } }";
        let one = |sqlite: &str, postgres: &str| (1, sqlite.to_owned(), postgres.to_owned());
        assert_eq!(found(text), [one("a", "-"), one("-", "b"), one("c", "c")]);
    }

    #[test]
    fn names_and_parts_are_followed() {
        let text = "const A: &str = concat!(\"select \", \"a\");\nfn f() { const B: &str = \"select b\"; tx.run(A, ()); tx.run(B, ()) }";
        assert_eq!(found(text), [same(2, "select a"), same(2, "select b")]);
    }

    #[test]
    fn inserts_of_many_rows_are_found() {
        let text = "fn f() { tx.insert(\"insert into a (b, c)\", 2, \"on conflict do nothing\", rows) }";
        assert_eq!(found(text), [same(1, "insert into a (b, c) values ($1, $2) on conflict do nothing")]);
    }

    #[test]
    fn a_text_that_cannot_be_read_is_a_fault() {
        let (_, unread) = statements("a.rs", "fn f() {\n tx.run(&text, ());\n tx.insert(head, 2, \"\", rows)\n}");
        assert_eq!(unread.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_macro_of_the_file_that_stands_for_a_text_is_put_in_its_place() {
        let text = "macro_rules! of { () => { \"from t \" }; }\nconst A: &str = concat!(\"select a \", of!(), \"order by a\");\n\
                    fn f() { tx.all(A, ()); }";
        assert_eq!(found(text), [same(3, "select a from t order by a")]);
        let (_, unread) = statements("a.rs", "fn f() { tx.all(concat!(\"select \", elsewhere!()), ()); }");
        assert_eq!(unread.len(), 1, "one that is not of the file is unknown");
    }

    #[test]
    fn other_calls_and_tests_are_left_alone() {
        let text = "fn f() { list.iter().all(|a| a); map.insert(1, 2); MIGRATIONS.run(pool) }\n\
                    #[cfg(test)]\nmod tests { fn f() { tx.run(\"wrong\", ()) } }";
        assert_eq!(found(text), []);
    }
}
