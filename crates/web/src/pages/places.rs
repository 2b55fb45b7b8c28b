//! Places that a form names: those that were chosen, and schools by their national codes.

use actions::reset::board;
use model::{territory::Scope, text::cut};

use crate::{error::Result, session::Ask};

/// Bytes of a code that is not one, as a page says it again.
const CODE_BYTES: usize = 40;

/// The places, and the codes of which the actor knows no school.
pub(super) async fn chosen(
    ask: &Ask,
    chosen: &[String],
    codes: &str,
    places_max: usize,
) -> Result<(Vec<Scope>, Vec<String>)> {
    let mut places: Vec<Scope> = chosen.iter().filter_map(|text| text.parse().ok()).collect();
    let mut unknown = Vec::new();
    let codes = codes.split([' ', ',', ';', '\n', '\r', '\t']).filter(|code| !code.is_empty());
    for code in codes.take(places_max) {
        match board::school(ask.app(), &ask.actor, code).await? {
            Some(school) => places.push(school),
            None => unknown.push(cut(code, CODE_BYTES).to_owned()),
        }
    }
    Ok((places, unknown))
}
