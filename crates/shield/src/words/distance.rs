//! One wrong letter.

/// Whether one word becomes the other by one change: a letter more, less, other, or two neighbours swapped.
pub(super) fn is_one_off(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail =
        |skip_a: usize, skip_b: usize| a.get(head + skip_a..) == b.get(head + skip_b..) && a.len() >= head + skip_a;
    match a.len().abs_diff(b.len()) {
        0 => head == a.len() || tail(1, 1) || is_swap_at(a, b, head),
        1 if a.len() > b.len() => tail(1, 0),
        1 => tail(0, 1),
        _ => false,
    }
}

/// Whether one word becomes the other by swapping two neighbours.
pub(super) fn is_swap(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    a.len() == b.len() && is_swap_at(a, b, head)
}

/// The same for words that agree up to `head`.
fn is_swap_at(a: &[u8], b: &[u8], head: usize) -> bool {
    head + 1 < a.len() && a[head] == b[head + 1] && a[head + 1] == b[head] && a[head + 2..] == b[head + 2..]
}
