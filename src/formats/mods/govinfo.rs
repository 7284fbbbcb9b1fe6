//! What the United States Government Publishing Office says of a bill beside MODS's own
//! elements (govinfo.gov, “MODS metadata”: `extension` with `collectionCode` BILLS).

use crate::formats::common::Draft;
use crate::formats::common::xml::Element;
use crate::model::{EntryKind, Field};

/// A bill of Congress.
pub(super) struct Bill {
    number: String,
    chamber: String,
    congress: String,
    short_title: String,
}

/// The bill that a record describes, if it describes one.
pub(super) fn bill(mods: &Element) -> Option<Bill> {
    let extensions: Vec<&Element> = mods.children("extension").collect();
    let said = |name: &str| {
        let texts = extensions.iter().map(|extension| extension.text_of(name));
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    };
    if said("collectionCode") != "BILLS" {
        return None;
    }
    let citation = mods
        .children("identifier")
        .find(|id| id.attr("type") == "preferred citation")
        .map(Element::text);
    Some(Bill {
        number: citation.unwrap_or_else(|| said("billNumber")),
        chamber: said("originChamber"),
        congress: said("congress"),
        short_title: said("shortTitle"),
    })
}

impl Bill {
    /// A bill is cited by its short title and number (The Bluebook, rule 13.2).
    pub(super) fn tell(&self, draft: &mut Draft) {
        draft.kind = EntryKind::BILL;
        draft.text(Field::NUMBER, &self.number);
        draft.text(Field::CHAPTER_NUMBER, &self.congress);
        let mut chamber = self.chamber.to_lowercase();
        if let Some(first) = chamber.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        draft.text(Field::AUTHORITY, &chamber);
        if !self.short_title.is_empty()
            && let Some(official) = draft.take(Field::TITLE)
        {
            draft.text(Field::TITLE, &self.short_title);
            draft.stranger("mods", "title.official", &official);
        }
    }
}
