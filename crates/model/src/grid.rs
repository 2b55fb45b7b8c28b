//! A grid of codes on paper (*grille de codes*): fifty cells of three digits, of which two are asked at a time.
//!
//! Which two is a schedule, not a draw: the cells meet as the teams of a tournament do, each of the others once, by the
//! circle method. So a cell comes back after twenty-five answers at the earliest, and a pair after all the other 1,224.
//! The schedule is of places; which cell stands at a place is the installation's secret.

use std::fmt;

/// Columns of a grid, named by letters.
pub const COLUMNS: usize = 5;
/// Its rows, numbered from one.
pub const ROWS: usize = 10;
/// Its cells.
pub const CELLS: usize = COLUMNS * ROWS;
/// Digits in a cell.
pub const DIGITS: usize = 3;
/// Values that a cell may have.
pub const VALUES: u64 = 1_000;
/// Pairs of one round, in which each cell is asked once.
const OF_ROUND: usize = CELLS / 2;
/// Answers after which the first pair is asked again.
pub const PAIRS: usize = OF_ROUND * (CELLS - 1);

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell(u8);

impl Cell {
    /// Every cell, row by row.
    pub fn all() -> impl Iterator<Item = Cell> {
        (0..CELLS).map(Cell::at)
    }

    fn at(number: usize) -> Cell {
        Cell((number % CELLS) as u8)
    }

    /// Its place, row by row, from zero.
    pub fn number(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, column) = (self.number() / COLUMNS, self.number() % COLUMNS);
        write!(f, "{}{}", column_name(column), row + 1)
    }
}

/// The letter of a column.
pub fn column_name(column: usize) -> char {
    char::from(b'A' + (column % COLUMNS) as u8)
}

/// The cells that are asked after so many right answers; `order` says which cell stands at which place of the schedule.
pub fn asked(answered: i64, order: &[Cell; CELLS]) -> [Cell; 2] {
    let turn = answered.rem_euclid(PAIRS as i64) as usize;
    places(turn / OF_ROUND, turn % OF_ROUND).map(|place| order[place])
}

/// The circle method: the last place stays, the others go round.
fn places(round: usize, pair: usize) -> [usize; 2] {
    let others = CELLS - 1;
    match pair {
        0 => [others, round],
        _ => [(round + pair) % others, (round + others - pair) % others],
    }
}

/// Cells in a new order: `below(n)` gives a number below `n`.
pub fn shuffled(mut below: impl FnMut(usize) -> usize) -> [Cell; CELLS] {
    let mut cells: [Cell; CELLS] = std::array::from_fn(Cell::at);
    for last in (1..CELLS).rev() {
        cells.swap(last, below(last + 1).min(last));
    }
    cells
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_cell_is_asked_once_a_round_and_each_pair_once_in_all() {
        let order = shuffled(|n| n / 2);
        assert_eq!(order.iter().collect::<HashSet<_>>().len(), CELLS);
        let mut pairs = HashSet::new();
        for round in 0..CELLS - 1 {
            let mut cells = HashSet::new();
            for pair in 0..OF_ROUND {
                let [a, b] = asked((round * OF_ROUND + pair) as i64, &order);
                assert!(a != b && cells.insert(a) && cells.insert(b), "round {round}: {a} {b}");
                assert!(pairs.insert((a.min(b), a.max(b))), "{a} {b} again");
            }
        }
        assert_eq!(pairs.len(), PAIRS);
        assert_eq!(asked(PAIRS as i64, &order), asked(0, &order));
    }

    #[test]
    fn cells_are_named_by_column_and_row() {
        let names: Vec<String> = Cell::all().map(|cell| cell.to_string()).collect();
        assert_eq!((names[0].as_str(), names[4].as_str(), names[5].as_str()), ("A1", "E1", "A2"));
        assert_eq!(names.last().map(String::as_str), Some("E10"));
    }
}
