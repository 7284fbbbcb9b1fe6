//! arXiv's Atom feed (arXiv API User's Manual, 3.3 and 4).

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::EMPTY_RECORD;
use crate::formats::common::claims::Breaks;
use crate::formats::common::unread::Unread;
use crate::formats::common::xml::{self, Element};
use crate::formats::common::xml_out::XmlOut;
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, Entry, EntryKind, Field};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "arxiv",
    about: "arXiv's Atom feed",
    extensions: &["atom", "xml"],
    sniff,
    read: Some(read),
    write: Some(write),
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
    // An entry of ours may have no title.
    let titled = titled
        .filter(|entry| entry.child("title").is_some() || entry.child("key").is_some());
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
    draft.key = entry.text_of("key");
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
    if !address.starts_with(OWN) {
        draft.text(Field::URL, &address);
    }
    let class =
        entry.child("primary_category").map(|category| category.attr("term").to_owned());
    draft.text(Field::EPRINTCLASS, &class.unwrap_or_default());
    for category in entry.children("category") {
        draft.keyword(category.attr("term"));
    }
    draft.doi(&entry.text_of("doi"));
    for comment in entry.children("comment") {
        draft.note(&comment.lines());
    }
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

/// What stands before the key where a work has no address: an entry of Atom needs one.
const OWN: &str = "urn:ibid:";

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let mut xml = XmlOut::new();
    xml.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:arxiv", "http://arxiv.org/schemas/atom"),
            ("xmlns:ibid", "urn:ibid"),
        ],
    );
    for (index, entry) in entries.iter().enumerate() {
        let claims = Claims::new("arXiv's feed", entry, index, &mut diagnostics);
        work(claims.without_breaks(Field::NOTE, Breaks::Spaces), &mut xml);
    }
    xml.close();
    Written { bytes: xml.finish(), diagnostics }
}

fn work(mut claims: Claims<'_>, xml: &mut XmlOut) {
    let mut notes = claims.notes();
    if claims.kind() != EntryKind::ARTICLE {
        notes.push(claims.keep_kind());
    }
    xml.open("entry", &[]);
    xml.leaf("id", &address(&mut claims));
    xml.leaf("ibid:key", claims.entry.key().as_str());
    xml.leaf("title", &claims.text(Field::TITLE).unwrap_or_default());
    for (tag, text) in claims.strangers_that("arxiv", |tag| tag == "updated") {
        xml.leaf(tag, &text);
    }
    // A feed dates by the day; what says less or more goes with the comments.
    let date = claims.entry.date(Field::ISSUED);
    let day = date.filter(|date| {
        let whole =
            |parts: crate::model::DateParts| parts.day > 0 && values::is_plain(parts);
        matches!(**date, Date::Single(parts) if whole(parts))
    });
    if let Some(day) = day.map(|date| date.to_string()) {
        claims.date(Field::ISSUED);
        xml.leaf("published", &format!("{day}T00:00:00Z"));
    }
    let text = claims.entry.text(Field::ABSTRACT).unwrap_or_default();
    if values::one_line(&text) == *text {
        xml.leaf("summary", &claims.text(Field::ABSTRACT).unwrap_or_default());
    }
    people(&mut claims, xml);
    if let Some(class) = claims.text(Field::EPRINTCLASS) {
        xml.empty("arxiv:primary_category", &[("term", &class)]);
    }
    for word in claims.keywords() {
        xml.empty("category", &[("term", &word)]);
    }
    xml.leaf("arxiv:doi", &claims.text(Field::DOI).unwrap_or_default());
    for (_, text) in claims.strangers_that("arxiv", |tag| tag == "journal_ref") {
        xml.leaf("arxiv:journal_ref", &text);
    }
    notes.extend(claims.keep_rest());
    for note in notes {
        xml.leaf("arxiv:comment", &note);
    }
    xml.close();
}

/// The address that names the work: of arXiv, else its own.
fn address(claims: &mut Claims<'_>) -> String {
    let text = |field: Field| claims.entry.text(field).unwrap_or_default().into_owned();
    let (id, url) = (text(Field::EPRINT), text(Field::URL));
    let arxiv = text(Field::EPRINTTYPE).eq_ignore_ascii_case("arxiv") && !id.is_empty();
    let own = url.split("/abs/").nth(1);
    if arxiv && (url.is_empty() || own == Some(id.as_str())) {
        for field in [Field::EPRINT, Field::EPRINTTYPE, Field::URL] {
            claims.text(field);
        }
        // Where the number is from is said by the address.
        if text(Field::ARCHIVE).eq_ignore_ascii_case("arxiv") {
            claims.text(Field::ARCHIVE);
        }
        return if url.is_empty() { format!("http://arxiv.org/abs/{id}") } else { url };
    }
    if own.is_none()
        && let Some(url) = claims.text(Field::URL)
    {
        return url;
    }
    format!("{OWN}{}", claims.entry.key().as_str())
}

fn people(claims: &mut Claims<'_>, xml: &mut XmlOut) {
    let list = claims.names(Field::AUTHOR);
    let places = claims.affiliations(Field::AUTHOR, list.len());
    // One text for a name: where it would be parted otherwise, a comment keeps the parts.
    if list.iter().any(|name| names::direct(&name.display()) != *name) {
        claims.inexact(Field::AUTHOR);
    }
    for (name, places) in list.iter().zip(places) {
        xml.open("author", &[]);
        xml.leaf("name", &name.display());
        for place in places {
            xml.leaf("arxiv:affiliation", &place);
        }
        xml.close();
    }
}
