//! How long files and functions are: what is pleasant to read is short.

use syn::{
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::{fault::Fault, tree::Tree};

const FILE_LISTED: usize = 400;
const FILE_MAX: usize = 800;
const FUNCTION_LISTED: usize = 80;
const FUNCTION_MAX: usize = 150;

/// What was measured, in lines.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    files: Vec<Size>,
    functions: Vec<Size>,
}

/// A file, or a function in it.
#[derive(Debug)]
struct Size {
    path: String,
    line: usize,
    name: String,
    lines: usize,
}

/// Measures every Rust file. Tests at the end of a file count for the file.
pub(super) fn measure(tree: &Tree) -> Sizes {
    let mut sizes = Sizes::default();
    for (path, text) in tree.under("", ".rs") {
        let lines = text.lines().count();
        sizes.files.push(Size { path: path.to_owned(), line: 1, name: "file".to_owned(), lines });
        if let Ok(file) = syn::parse_file(text) {
            Functions { path, found: &mut sizes.functions }.visit_file(&file);
        }
    }
    sizes
}

impl Sizes {
    /// The middle of both, and what is worth a look.
    pub(super) fn summary(&self) -> Vec<String> {
        let mut lines = vec![spread("files", &self.files), spread("functions", &self.functions)];
        let long_files = self.files.iter().filter(|size| size.lines > FILE_LISTED);
        let long_functions = self.functions.iter().filter(|size| size.lines > FUNCTION_LISTED);
        lines.extend(long_files.chain(long_functions).map(|Size { path, line, name, lines }| {
            format!("{path}:{line}: {name} of {lines} lines: look for the second subject")
        }));
        lines
    }

    /// What is too long to stay.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let files = self.files.iter().filter(|size| size.lines > FILE_MAX);
        let functions = self.functions.iter().filter(|size| size.lines > FUNCTION_MAX);
        let long = files.chain(functions);
        long.map(|size| {
            let what = format!("{} of {} lines", size.name, size.lines);
            Fault::new(&size.path, size.line, what, "split it: 800 lines a file and 150 a function at most")
        })
        .collect()
    }
}

fn spread(of: &str, sizes: &[Size]) -> String {
    let mut lines: Vec<usize> = sizes.iter().map(|size| size.lines).collect();
    lines.sort_unstable();
    let at = |hundredths: usize| lines.get(lines.len().saturating_sub(1) * hundredths / 100).copied().unwrap_or(0);
    format!("{} {of}: median {} lines, nine in ten up to {}, longest {}", lines.len(), at(50), at(90), at(100))
}

struct Functions<'a> {
    path: &'a str,
    found: &'a mut Vec<Size>,
}

impl Functions<'_> {
    fn found(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.span().start().line, block.span().end().line);
        let name = format!("function {}", signature.ident);
        self.found.push(Size { path: self.path.to_owned(), line: first, name, lines: last - first + 1 });
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.found(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }
    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.found(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }
    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.found(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2))
    }

    #[test]
    fn long_files_and_functions_are_faults_and_those_on_the_way_are_listed() {
        let of = |text: &str| measure(&Tree::of(&[("a.rs", text)]));
        let short = of(&function(FUNCTION_LISTED));
        assert_eq!((short.faults().len(), short.summary().len()), (0, 2));
        let listed = of(&function(FUNCTION_LISTED + 1));
        assert_eq!((listed.faults().len(), listed.summary().len()), (0, 3));
        let long = of(&function(FUNCTION_MAX + 1));
        assert_eq!(long.faults()[0].what, "function f of 151 lines");
        let file = of(&"const A: u8 = 1;\n".repeat(FILE_MAX));
        assert_eq!((file.faults().len(), file.summary().len()), (0, 3));
        assert_eq!(of(&"const A: u8 = 1;\n".repeat(FILE_MAX + 1)).faults().len(), 1);
    }

    #[test]
    fn methods_and_functions_of_traits_count() {
        let text = format!("impl A {{ {} }}\ntrait B {{ {} }}", function(200), function(300));
        assert_eq!(measure(&Tree::of(&[("a.rs", &text)])).faults().len(), 2);
    }

    #[test]
    fn the_middle_is_told() {
        let files: Vec<(String, String)> = (1..=10).map(|n| (format!("{n}.rs"), "\n".repeat(n * 10))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let summary = measure(&Tree::of(&files)).summary();
        assert_eq!(summary[0], "10 files: median 50 lines, nine in ten up to 90, longest 100");
        assert_eq!(summary[1], "0 functions: median 0 lines, nine in ten up to 0, longest 0");
    }
}
