//! arXiv's Atom feed (arXiv API User's Manual, 3.3 and 4).

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::EMPTY_RECORD;
use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::{Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::{EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "arxiv",
    about: "arXiv's Atom feed",
    extensions: &["atom", "xml"],
    sniff,
    read: Some(read),
    write: None,
};

fn sniff(start: &str) -> u8 {
    let feed = start.contains("<feed") || start.contains("<entry");
    if feed
        && (start.contains("arxiv.org/schemas/atom") || start.contains("arxiv.org/abs/"))
    {
        94
    } else {
        0
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let (document, mut diagnostics) = xml::read(source.text());
    let mut keys = Keys::default();
    let titled = document.all("entry").into_iter();
    let titled = titled.filter(|entry| entry.child("title").is_some());
    // The API answers a wrong query with an entry that says what is wrong.
    let (works, errors): (Vec<_>, Vec<_>) =
        titled.partition(|entry| !entry.text_of("id").contains("/api/errors"));
    diagnostics.extend(errors.iter().map(|error| {
        let message = format!("arXiv answers: {}", error.text_of("summary"));
        Diagnostic::new(&EMPTY_RECORD, message)
    }));
    let mut unread = Unread::default();
    let entries = works.into_iter().map(|entry| {
        let draft = one(entry);
        unread.unsaid_xml(entry, &draft.said(), &["id", "published", "updated"]);
        draft.finish(&mut keys)
    });
    let entries = entries.collect();
    diagnostics.extend(unread.findings());
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(entry: &Element) -> Draft {
    let mut draft = Draft::new(EntryKind::ARTICLE);
    draft.text(Field::TITLE, &entry.text_of("title"));
    for author in entry.children("author") {
        draft.name(Field::AUTHOR, names::direct(&author.text_of("name")));
        for place in author.children("affiliation") {
            draft.works_at(Field::AUTHOR, &place.text());
        }
    }
    draft.date(Field::ISSUED, &entry.text_of("published"));
    draft.text(Field::ABSTRACT, &entry.text_of("summary"));
    let address = entry.text_of("id");
    let id = address.split("/abs/").nth(1).unwrap_or("");
    draft.text(Field::EPRINT, id);
    if !id.is_empty() {
        draft.text(Field::EPRINTTYPE, "arxiv");
    }
    draft.text(Field::URL, &address);
    let class =
        entry.child("primary_category").map(|category| category.attr("term").to_owned());
    draft.text(Field::EPRINTCLASS, &class.unwrap_or_default());
    for category in entry.children("category") {
        draft.keyword(category.attr("term"));
    }
    draft.doi(&entry.text_of("doi"));
    draft.note(&entry.text_of("comment"));
    journal(&mut draft, &entry.text_of("journal_ref"));
    if !entry.text_of("updated").is_empty()
        && entry.text_of("updated") != entry.text_of("published")
    {
        draft.stranger("arxiv", "updated", &entry.text_of("updated"));
    }
    draft
}

/// `Phys.Rev. D76 (2007) 013009`: kept as printed; it has no fixed form.
fn journal(draft: &mut Draft, text: &str) {
    draft.stranger("arxiv", "journal_ref", &values::one_line(text));
}
