//! The order of fields in an entry.

use super::options::Options;
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::tree::{FieldNode, ValueKind};

/// What people look for first; the rest keeps its order behind it.
const STANDARD: &[&str] = &[
    "crossref",
    "xdata",
    "author",
    "editor",
    "translator",
    "title",
    "subtitle",
    "shorttitle",
    "booktitle",
    "booksubtitle",
    "maintitle",
    "journal",
    "journaltitle",
    "shortjournal",
    "series",
    "edition",
    "volume",
    "number",
    "issue",
    "eid",
    "chapter",
    "pages",
    "publisher",
    "organization",
    "institution",
    "school",
    "address",
    "location",
    "howpublished",
    "date",
    "year",
    "month",
    "day",
    "type",
    "isbn",
    "issn",
    "doi",
    "eprint",
    "eprinttype",
    "eprintclass",
    "archiveprefix",
    "primaryclass",
    "url",
    "urldate",
    "langid",
    "language",
    "keywords",
    "note",
    "abstract",
    "file",
];

/// A list of field names in lower case, with what `standard` stands for.
pub(super) fn expand<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for word in words {
        let word = word.to_lowercase();
        let list: Vec<String> = if word == "standard" {
            STANDARD.iter().map(|name| (*name).to_owned()).collect()
        } else {
            vec![word]
        };
        for name in list {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The numbers of the fields of an entry that are wanted, in their order.
pub(super) fn fields(
    document: &Document,
    nodes: &[FieldNode],
    options: &Options,
) -> Vec<u32> {
    let mut order: Vec<u32> = (0u32..).take(nodes.len()).collect();
    let name =
        |at: &u32| nodes.get(*at as usize).map_or("", |node| node.name.of(document.text()));
    if !options.drop.is_empty() {
        let is_dropped = |at: &u32| {
            options.drop.iter().any(|known| known.eq_ignore_ascii_case(name(at)))
        };
        order.retain(|at| !is_dropped(at));
    }
    if options.drop_empty {
        order.retain(|at| {
            nodes.get(*at as usize).is_some_and(|node| !is_empty(document, node))
        });
    }
    let wanted = &options.field_order;
    if !wanted.is_empty() {
        order.sort_by_cached_key(|at| {
            let place =
                wanted.iter().position(|known| known.eq_ignore_ascii_case(name(at)));
            place.unwrap_or(wanted.len())
        });
    }
    order
}

/// Whether a field says nothing.
fn is_empty(document: &Document, node: &FieldNode) -> bool {
    match node.kind {
        ValueKind::Missing => true,
        ValueKind::Braced | ValueKind::Quoted => {
            node.inner(document.text()).of(document.text()).trim().is_empty()
        }
        _ => false,
    }
}
