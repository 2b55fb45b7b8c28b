//! Something to mend, and how it is told.

use std::fmt;

/// Something to mend in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    pub(crate) path: String,
    /// From 1.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) remedy: &'static str,
}

impl Fault {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>, remedy: &'static str) -> Fault {
        Fault { path: path.to_owned(), line, what: what.into(), remedy }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.path, self.line, self.what, self.remedy)
    }
}

/// Prints faults in the order of the files, then their count. Says whether there was none.
pub(crate) fn report(mut faults: Vec<Fault>) -> bool {
    faults.sort();
    faults.dedup();
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => println!("no fault"),
        1 => println!("1 fault"),
        n => println!("{n} faults"),
    }
    faults.is_empty()
}
