//! Publications in italics: what looks like one is one, whatever commas stand in it.

use super::document::Look;
use super::draft::Draft;
use super::entry::Text;
use super::kinds::{self, Venue};
use crate::model::Field;

/// Pieces that make up one name in italics are the publication: “Ports, Tides, and Trade”.
pub(super) fn join(pieces: &mut Vec<String>, entry: &Text, draft: &mut Draft) {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    for (_, run) in entry.runs.iter().filter(|(look, _)| *look == Look::Italic) {
        let whole = letters(run);
        for start in 0..pieces.len() {
            let mut joined = String::new();
            for (at, piece) in pieces.iter().enumerate().skip(start) {
                joined.push_str(&letters(piece));
                if !whole.starts_with(&joined) {
                    break;
                }
                let first = pieces.get(start).map_or("", String::as_str);
                if joined != whole || at == start || is_house(first) {
                    continue;
                }
                let name = run.trim_matches([' ', ',', '.', '“', '”', '"']).to_owned();
                draft.text(Field::CONTAINER_TITLE, &name, 93, "italics");
                pieces.drain(start..=at);
                return;
            }
        }
    }
}

/// “Northern Institute, Quay Notes”: a house and its publication.
fn is_house(piece: &str) -> bool {
    matches!(kinds::venue(piece), Venue::Publisher(_) | Venue::Place | Venue::Series(_))
        || kinds::label(piece).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_italics_part_nothing() {
        let entry = Text {
            runs: vec![(Look::Italic, "Ports, Tides, and Trade".to_owned())],
            ..Text::default()
        };
        let mut pieces: Vec<String> =
            ["Ports", "Tides", "and Trade", "Quay Press"].map(str::to_owned).to_vec();
        let mut draft = Draft::default();
        join(&mut pieces, &entry, &mut draft);
        assert_eq!(draft.get(Field::CONTAINER_TITLE), Some("Ports, Tides, and Trade"));
        assert_eq!(pieces, ["Quay Press"]);
    }
}
