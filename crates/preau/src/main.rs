//! The program `preau`.

fn main() {}
