//! The order of fields in an entry.

use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::tree::FieldNode;

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

/// The numbers of the fields of an entry in the order that is wanted.
pub(super) fn fields(
    document: &Document,
    nodes: &[FieldNode],
    wanted: &[String],
) -> Vec<u32> {
    let mut order: Vec<u32> = (0u32..).take(nodes.len()).collect();
    if wanted.is_empty() {
        return order;
    }
    let rank = |at: &u32| {
        let name = nodes.get(*at as usize).map_or("", |node| node.name.of(document.text()));
        let place = wanted.iter().position(|known| known.eq_ignore_ascii_case(name));
        place.unwrap_or(wanted.len())
    };
    order.sort_by_cached_key(rank);
    order
}
