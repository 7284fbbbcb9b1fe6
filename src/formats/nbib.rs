//! NBIB: MEDLINE's tagged format, as PubMed exports it (NLM, “MEDLINE/PubMed Data Element
//! (Field) Descriptions”), and Ovid's variant of it.

use crate::formats::common::claims::Breaks;
use crate::formats::common::tagged::{self, Line, Record, Syntax, TaggedOut};
use crate::formats::common::{Claims, Draft, Keys, names, values};
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written};
use crate::model::{Date, DateParts, Entry, EntryKind, Field, Name};

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "nbib",
    about: "NBIB, MEDLINE's tagged format of PubMed",
    extensions: &["nbib", "medline"],
    sniff,
    read: Some(read),
    write: Some(write),
};

pub(crate) const SYNTAX: Syntax = Syntax {
    split,
    opens: |tag| tag == "PMID",
    closes: |_| false,
    opens_anyhow: true,
    begins: |_| false,
    blank_closes: true,
    blank_opens: false,
};

/// Tag, field: what needs no thought.
pub(crate) static FIELDS: &[(&str, Field)] = &[
    ("TI", Field::TITLE),
    ("JT", Field::CONTAINER_TITLE),
    ("BTI", Field::CONTAINER_TITLE),
    ("TA", Field::CONTAINER_TITLE_SHORT),
    ("CTI", Field::COLLECTION_TITLE),
    ("VTI", Field::VOLUME_TITLE),
    ("TT", Field::ORIGINAL_TITLE),
    ("VI", Field::VOLUME),
    ("IP", Field::ISSUE),
    ("EN", Field::EDITION),
    ("AB", Field::ABSTRACT),
    ("LA", Field::LANGUAGE),
    ("PB", Field::PUBLISHER),
    ("PL", Field::PUBLISHER_PLACE),
    ("PMC", Field::PMCID),
    ("CI", Field::LICENSE),
];

/// CSL's example of a `status`, of articles that NLM calls `aheadofprint`.
pub(crate) const AHEAD_OF_PRINT: &str = "advance online publication";

/// Publication type, kind.
pub(crate) static KINDS: &[(&str, EntryKind)] = &[
    ("Journal Article", EntryKind::ARTICLE_JOURNAL),
    ("Book", EntryKind::BOOK),
    ("Book Chapter", EntryKind::CHAPTER),
    ("Book Section", EntryKind::CHAPTER),
    ("Newspaper Article", EntryKind::ARTICLE_NEWSPAPER),
    ("Technical Report", EntryKind::REPORT),
    ("Clinical Conference", EntryKind::PAPER_CONFERENCE),
    ("Consensus Development Conference", EntryKind::PAPER_CONFERENCE),
    ("Dataset", EntryKind::DATASET),
    ("Preprint", EntryKind::ARTICLE),
    ("Academic Dissertation", EntryKind::THESIS),
];

fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let tag = line.get(..4)?;
    // ERIC's own tags: `ISSN - `.
    let rest = line.get(4..)?;
    let value = rest.strip_prefix('-').or_else(|| rest.strip_prefix(" -"))?;
    let tag = tag.trim_end();
    let good = (2..=4).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_uppercase());
    // `PMID-22664220` happens; a word with a hyphen in it is no tag.
    let spaced = value.is_empty() || value.starts_with([' ', '\t']);
    let numbered = tag.starts_with("PM") && value.starts_with(|c: char| c.is_ascii_digit());
    (good && (spaced || numbered)).then(|| (tag, value.trim()))
}

fn sniff(start: &str) -> u8 {
    let mut tags = start.lines().filter(|line| !line.trim().is_empty()).take(60);
    let first = tags.next().and_then(split).map(|(tag, _)| tag);
    let known = tags
        .filter_map(split)
        .filter(|(tag, _)| {
            matches!(
                *tag,
                "OWN" | "STAT" | "FAU" | "JT" | "TA" | "DP" | "PST" | "MH" | "AID"
            )
        })
        .count();
    match (first, known) {
        (Some("PMID"), _) => 95,
        (Some(_), 2..) => 80,
        (Some("PMC" | "PMCR"), _) => 70,
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    // Where every entry begins with its PMID, blank lines may stand anywhere.
    let text = source.text();
    let numbered = text.trim_start_matches(['\u{feff}', '\n', '\r']).starts_with("PMID");
    let syntax = Syntax { blank_closes: !numbered, ..SYNTAX };
    let (records, diagnostics) = tagged::records(text, &syntax);
    let mut keys = Keys::default();
    let entries = records.iter().map(|record| one(record).finish(&mut keys)).collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

fn one(record: &Record<'_>) -> Draft {
    let mut draft = Draft::new(kind(record));
    let full_authors = record.first("FAU").is_some();
    let dated = record.first("DP").is_some();
    let full_editors = record.first("FED").is_some();
    let mut last = Field::AUTHOR;
    for line in &record.lines {
        let value = line.one_line();
        match line.tag {
            "FAU" | "AU" | "CN" => last = Field::AUTHOR,
            "FED" | "ED" => last = Field::EDITOR,
            _ => {}
        }
        match line.tag {
            "PMID" => draft.text(Field::PMID, &value),
            "FAU" => draft.name(Field::AUTHOR, full_name(&value)),
            "AU" if !full_authors => draft.name(Field::AUTHOR, short_name(&value)),
            "FED" => draft.name(Field::EDITOR, full_name(&value)),
            "ED" if !full_editors => draft.name(Field::EDITOR, short_name(&value)),
            "CN" => draft.name(Field::AUTHOR, Name::literal(&value)),
            // It follows the person; in old records it stands alone, above all names.
            "AD" if !draft.names(last).is_empty() => draft.works_at(last, &value),
            "AUID" => draft.stranger("nbib", "AUID", &value),
            "DP" if draft.has(Field::ISSUED) => draft.stranger("nbib", "DP", &value),
            "DP" => published(&mut draft, &value),
            "DEP" if !dated => draft.date(Field::ISSUED, &value),
            "DEP" => draft.date(Field::AVAILABLE_DATE, &value),
            "PST" if value == "aheadofprint" => draft.text(Field::STATUS, AHEAD_OF_PRINT),
            "TT" => draft.text(Field::ORIGINAL_TITLE, value.trim_end_matches('.')),
            "PG" => draft.text(Field::PAGE, &values::full_pages(&value)),
            "IS" | "ISSN" => issn(&mut draft, &value),
            "ISBN" => {
                for isbn in values::isbns(&value) {
                    draft.number(Field::ISBN, &isbn);
                }
            }
            "AID" if values::is_doi(&value) => {
                draft.doi(&value);
            }
            "AB" if !draft.has(Field::ABSTRACT) => {
                draft.text(Field::ABSTRACT, &together(record, "AB", "\n"));
            }
            "TI" if draft.has(Field::TITLE) => {}
            "TI" if record.all("TI").nth(1).is_some() => {
                draft.text(Field::TITLE, &titles(record));
            }
            "LA" if !draft.has(Field::LANGUAGE) => {
                draft.text(Field::LANGUAGE, &together(record, "LA", ", "))
            }
            "AB" | "LA" => {}
            "LID" | "AID" | "SO" => identifier(&mut draft, line.tag, &value),
            // A star marks a major topic: `Foo/*etiology`.
            "OT" | "MH" => draft.keyword(&value.replace('*', "")),
            "GN" => draft.note(&line.value),
            "PT" => {
                if !KINDS.iter().any(|(name, _)| *name == value) {
                    draft.stranger("nbib", "PT", &value);
                }
            }
            tag => field(&mut draft, tag, &value, line),
        }
    }
    // Without pages the publisher's number is where the article is.
    if record.first("PG").is_none()
        && draft.kind == EntryKind::ARTICLE_JOURNAL
        && let Some(number) = draft.take(Field::named("nbib:pii"))
    {
        draft.text(Field::PAGE, &number);
    }
    if draft.kind == EntryKind::BOOK && draft.has(Field::CONTAINER_TITLE) {
        if draft.has(Field::TITLE) {
            draft.kind = EntryKind::CHAPTER;
        } else {
            draft.rename(Field::CONTAINER_TITLE, Field::TITLE);
        }
    }
    draft
}

/// All values of a tag that is repeated.
fn together(record: &Record<'_>, tag: &str, between: &str) -> String {
    record.all(tag).map(values::one_line).collect::<Vec<_>>().join(between)
}

/// A title in several lines with a tag: title and subtitle.
fn titles(record: &Record<'_>) -> String {
    record.all("TI").map(values::one_line).fold(String::new(), |before, title| {
        let closed = before.ends_with([':', '?', '!', '.']);
        let between = if before.is_empty() {
            ""
        } else if closed {
            " "
        } else {
            ": "
        };
        before + between + &title
    })
}

fn kind(record: &Record<'_>) -> EntryKind {
    let mut found = None;
    for name in record.all("PT") {
        if let Some((_, kind)) =
            KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            if *kind != EntryKind::ARTICLE_JOURNAL {
                return *kind;
            }
            found = Some(*kind);
        }
    }
    let book = record.first("BTI").is_some() || record.first("ISBN").is_some();
    found.unwrap_or(if book { EntryKind::BOOK } else { EntryKind::ARTICLE_JOURNAL })
}

/// `Smith JM`; ERIC has `Smith, Tom`.
fn short_name(value: &str) -> Name {
    if value.contains(',') { names::inverted(value) } else { names::medline(value) }
}

/// `Baldwin, Stephen A 3rd`: initials in the given names have no stops.
fn full_name(value: &str) -> Name {
    match value.split_once(',') {
        Some((_, given)) if given.contains(',') => names::inverted(value),
        Some((family, given)) => {
            let (given, suffix) = match given.trim().rsplit_once(' ') {
                Some((given, suffix)) if names::is_suffix(suffix) => (given, suffix),
                _ => (given, ""),
            };
            names::person(family, &names::stopped(given.trim()), suffix)
        }
        None => match names::medline(value) {
            Name::Literal(name) if name.contains(' ') => names::direct(&name),
            name => name,
        },
    }
}

fn published(draft: &mut Draft, value: &str) {
    draft.date(Field::ISSUED, value);
    if let Some(Date::Literal(_)) = draft.get_date(Field::ISSUED)
        && let Some(year) = value.get(..4).and_then(|year| year.parse().ok())
    {
        draft.set_date(Field::ISSUED, Date::Single(crate::model::DateParts::year(year)));
    }
}

/// `0027-8424 (Print)`: the number of the printed and the electronic journal, each once.
fn issn(draft: &mut Draft, value: &str) {
    // ERIC says it twice: `ISSN - ISSN-0027-8424`.
    let value = value.trim_start_matches("ISSN-").trim_start_matches("EISSN-");
    let (issns, isbns) = (values::issns(value), values::isbns(value));
    for isbn in &isbns {
        draft.number(Field::ISBN, isbn);
    }
    for issn in issns.iter().filter(|_| isbns.is_empty()) {
        draft.number(Field::ISSN, issn);
    }
}

/// `10.1000/182 [doi]`, `S0092-8674(93)80004-1 [pii]`
fn identifier(draft: &mut Draft, tag: &str, value: &str) {
    match value.rsplit_once(" [") {
        Some((id, "doi]")) => {
            draft.doi(id);
        }
        Some((id, "pii]")) => {
            let field = Field::named("nbib:pii");
            if draft.get(field).is_none() {
                draft.stranger("nbib", "pii", id);
            }
        }
        Some((id, "bookaccession]")) => draft.stranger("nbib", "bookaccession", id),
        _ => {
            // The citation in words repeats the other tags; its DOI may stand only there.
            if tag == "SO" {
                if let Some((_, rest)) = value.split_once("doi: ") {
                    draft.doi_in(rest);
                }
            } else {
                draft.stranger("nbib", tag, value);
            }
        }
    }
}

fn field(draft: &mut Draft, tag: &str, value: &str, line: &Line<'_>) {
    match FIELDS.iter().find(|(known, _)| *known == tag) {
        Some((_, Field::TITLE)) => {
            let title =
                value.strip_suffix('.').filter(|t| !t.ends_with('.')).unwrap_or(value);
            draft.rich(Field::TITLE, title.trim_start_matches('[').trim_end_matches(']'));
        }
        Some((_, field)) => draft.text(*field, value),
        None => draft.stranger("nbib", tag, &line.one_line()),
    }
}

fn write(entries: &[Entry], _options: &WriteOptions) -> Written {
    let mut out = TaggedOut::default();
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        write_one(
            Claims::new("NBIB", entry, index, &mut diagnostics)
                .without_breaks(Field::ABSTRACT, Breaks::All)
                .without_references(),
            &mut out,
        );
    }
    Written { bytes: out.out.into_bytes(), diagnostics }
}

fn write_one(mut claims: Claims<'_>, out: &mut TaggedOut) {
    let kind = claims.kind();
    // `PMID-` begins an entry, known or not.
    let pmid = claims.text(Field::PMID).unwrap_or_default();
    tag(out, "PMID", &pmid);
    let strangers = claims.strangers("nbib");
    for (field, label) in [(Field::AUTHOR, "FAU"), (Field::EDITOR, "FED")] {
        let names = claims.names(field);
        let affiliations = claims.affiliations(field, names.len());
        for (name, places) in names.into_iter().zip(affiliations) {
            match name {
                Name::Literal(name) if field == Field::AUTHOR => tag(out, "CN", &name),
                // A comma would make a person of an institution.
                Name::Literal(name) if name.contains(',') => {
                    claims.inexact(field);
                    tag(out, label, &name);
                }
                name => tag(out, label, &names::invert(&name)),
            }
            places.iter().for_each(|place| tag(out, "AD", place));
        }
    }
    for number in claims.text(Field::ISSN).iter().flat_map(|text| values::numbers(text)) {
        tag(out, "IS", number);
    }
    for number in claims.text(Field::ISBN).iter().flat_map(|text| values::numbers(text)) {
        tag(out, "ISBN", number);
    }
    if let Some(date) = claims.date(Field::ISSUED) {
        write_date(&date, &mut claims, out)
    }
    if let Some(date) = claims.date(Field::AVAILABLE_DATE) {
        match values::iso(&date) {
            Some(day) => tag(out, "DEP", &day.replace('-', "")),
            None => claims.inexact(Field::AVAILABLE_DATE),
        }
    }
    if claims.entry.text(Field::STATUS).is_some_and(|text| text == AHEAD_OF_PRINT) {
        claims.text(Field::STATUS);
        tag(out, "PST", "aheadofprint");
    }
    let book = matches!(kind.csl(), "book" | "chapter");
    for (label, field) in FIELDS {
        let other = (*label == "JT" && book) || (*label == "BTI" && !book);
        if !other && let Some(text) = claims.text(*field) {
            tag(out, label, &text);
        }
    }
    if let Some(pages) = claims.text(Field::PAGE) {
        tag(out, "PG", &pages);
    }
    if let Some(doi) = claims.text(Field::DOI) {
        tag(out, "AID", &format!("{doi} [doi]"));
    }
    for (label, value) in strangers {
        match label {
            "pii" | "bookaccession" => tag(out, "AID", &format!("{value} [{label}]")),
            label => tag(out, label, &value),
        }
    }
    match KINDS.iter().find(|(_, known)| *known == kind) {
        Some((name, _)) => tag(out, "PT", name),
        None => {
            let line = claims.keep_kind();
            tag(out, "GN", &line);
        }
    }
    for keyword in claims.keywords() {
        tag(out, "OT", &keyword);
    }
    for note in claims.notes() {
        tag(out, "GN", &note);
    }
    for line in claims.keep_rest() {
        tag(out, "GN", &line);
    }
    out.out.push('\n');
}

/// `2001 May 3`, `2018 Summer`, `2010 Jan-Feb`, `1998 Dec-1999 Jan`: as NLM prints dates.
fn write_date(date: &Date, claims: &mut Claims<'_>, out: &mut TaggedOut) {
    let Some(start) = date.start() else {
        if let Date::Literal(text) = date {
            tag(out, "DP", text);
        }
        return claims.inexact(Field::ISSUED);
    };
    let text = match date.end() {
        Some(end) if end.year == start.year && end.month > 0 => {
            format!(
                "{}-{}",
                printed(start),
                printed(end).split_once(' ').map_or("", |(_, m)| m)
            )
        }
        Some(end) => format!("{}-{}", printed(start), printed(end)),
        None => printed(start),
    };
    tag(out, "DP", &text);
    // What reads back otherwise is said.
    if values::date(&text).as_ref() != Some(date) {
        claims.inexact(Field::ISSUED);
    }
}

fn printed(parts: DateParts) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const SEASONS: [&str; 4] = ["Spring", "Summer", "Fall", "Winter"];
    let season = parts.season().and_then(|season| SEASONS.get(usize::from(season) - 1));
    let month = MONTHS.get(usize::from(parts.month.wrapping_sub(1)));
    match (month.or(season), parts.day) {
        (Some(name), 0) => format!("{} {name}", parts.year),
        (Some(name), day) => format!("{} {name} {day}", parts.year),
        (None, _) => parts.year.to_string(),
    }
}

fn tag(out: &mut TaggedOut, label: &str, value: &str) {
    if !value.is_empty() || label == "PMID" {
        out.block(&format!("{label:<4}- "), value, 6);
    }
}
