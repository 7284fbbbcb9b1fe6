//! Reading a table.

use crate::diag::Diagnostic;
use crate::diag::catalogue::csv::{BROKEN_ROW, UNKNOWN_COLUMN, UNMAPPED_COLUMN};
use crate::formats::common::draft;
use crate::formats::csv::{Column, cells, guess, names};
use crate::formats::{Doubt, Parsed, ReadOptions, Source};
use crate::model::date::{DateParts, month_named};
use crate::model::{CiteKey, Datatype, Date, Entry, EntryKind, Field, Value};
use crate::text::Span;

/// What is known of a column.
struct Place {
    holds: Column,
    /// Where cells go that this has no room for: a field of the table's own.
    spare: Field,
}

impl Place {
    fn is_known(&self) -> bool {
        self.holds != Column::Field(self.spare)
    }
}

pub(in crate::formats) fn table(source: &Source, options: &ReadOptions) -> Parsed {
    let whole = source.text();
    let (delimiter, text) = guess::delimiter(whole);
    let offset = whole.len() - text.len();
    let mut parsed = Parsed::default();
    let mut reader = guess::reader(text, delimiter);
    let mut row = csv::StringRecord::new();
    let mut columns: Option<Vec<Option<Place>>> = None;
    loop {
        let start = offset + usize::try_from(reader.position().byte()).unwrap_or(0);
        let more = reader.read_record(&mut row);
        let end = offset + usize::try_from(reader.position().byte()).unwrap_or(0);
        let span = trimmed(whole, start, end);
        match more {
            Ok(false) => break,
            // The text is UTF-8 and rows may have any length, so this cannot be; if it is,
            // it is said.
            Err(error) => {
                let message = format!("the row cannot be read: {error}");
                parsed.diagnostics.push(Diagnostic::new(&BROKEN_ROW, message).at(span));
                break;
            }
            Ok(true) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(true) => match &columns {
                None if is_title(&row, options) => parsed.unread.push(span),
                None => {
                    columns = Some(headers(&row, options, span, &mut parsed.diagnostics))
                }
                Some(columns) => {
                    unclosed(whole, start, end, &mut parsed.diagnostics);
                    entry(&row, columns, span, &mut parsed);
                }
            },
        }
    }
    parsed
}

/// A quote that the end of the table closes has taken all rows after it into one cell.
fn unclosed(text: &str, start: usize, end: usize, diagnostics: &mut Vec<Diagnostic>) {
    let row = text.get(start..end).unwrap_or("");
    let several = row.trim().contains('\n');
    if end >= text.trim_end().len() && several && row.matches('"').count() % 2 == 1 {
        let at = row.rfind('"').map_or(start, |at| start + at);
        let message =
            "a quote opens here and is not closed: the rows after it are one cell";
        diagnostics.push(Diagnostic::new(&BROKEN_ROW, message).at(Span::at(at)));
    }
}

/// Whether a row above the headers only says what the table is: “Publications 2024”.
fn is_title(row: &csv::StringRecord, options: &ReadOptions) -> bool {
    let mut said = row.iter().filter(|cell| !cell.trim().is_empty());
    let (Some(cell), None) = (said.next(), said.next()) else { return false };
    let mapped = options.columns.iter().any(|(column, _)| same(cell, column));
    row.len() > 1 && !mapped && guess::column(cell).is_none()
}

/// The bytes of a row without the line ends around it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let row = text.get(start..end).unwrap_or("");
    let before = row.len() - row.trim_start_matches(['\r', '\n']).len();
    let after = row.trim_end_matches(['\r', '\n']).len();
    Span::new(start + before, start + after.max(before))
}

/// What each column holds; those that hold nothing known are reported.
fn headers(
    row: &csv::StringRecord,
    options: &ReadOptions,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Place>> {
    for (column, field) in &options.columns {
        if !row.iter().any(|header| same(header, column)) {
            let message =
                format!("`--map {column}={field}`: there is no column `{column}`");
            diagnostics.push(Diagnostic::new(&UNKNOWN_COLUMN, message).at(span));
        }
    }
    let has_item_type = row.iter().any(|header| same(header, "Item Type"));
    let mut columns = Vec::new();
    for header in row.iter().map(cells::unguard) {
        let mapped = options.columns.iter().find(|(column, _)| same(header, column));
        let column = match mapped {
            Some((_, field)) => Some(target(field)),
            // Zotero's `Type` says which kind of report or thesis.
            None if has_item_type && same(header, "Type") => {
                Some(Column::Field(Field::GENRE))
            }
            None => guess::column(header).or_else(|| guess::first_word(header)),
        };
        let header = header.trim();
        if header.is_empty() {
            columns.push(None);
            continue;
        }
        let spare = spare(header);
        if column.is_none() {
            let message = format!("the column `{header}` is kept as `{}`", spare.name());
            diagnostics.push(
                Diagnostic::new(&UNMAPPED_COLUMN, message)
                    .at(span)
                    .help(format!("--map '{header}=FIELD' says what it holds")),
            );
        }
        let holds = column.unwrap_or(Column::Field(spare));
        columns.push(Some(Place { holds, spare }));
    }
    columns
}

/// The field of the table's own that a header names: `csv:Cited_by`.
fn spare(header: &str) -> Field {
    let word = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = header.chars().take(60).map(word).collect();
    Field::named(&format!("csv:{}", name.trim_matches('_')))
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// What `--map` names: a field of our own or BibLaTeX's name, or what a header could be.
fn target(name: &str) -> Column {
    guess::named(name).unwrap_or_else(|| Column::Field(Field::named(name)))
}

/// The date, in the pieces that tables have.
#[derive(Default)]
struct Pieces {
    year: String,
    month: String,
    day: String,
    first_page: String,
    last_page: String,
}

fn entry(
    row: &csv::StringRecord,
    columns: &[Option<Place>],
    span: Span,
    parsed: &mut Parsed,
) {
    let index = parsed.entries.len();
    let key = format!("row{}", index + 2);
    let mut entry = Entry::new(CiteKey::new(&key), EntryKind::DOCUMENT);
    let mut pieces = Pieces::default();
    let mut kind = None;
    let mut known = false;
    for (cell, place) in row.iter().zip(columns) {
        let cell = cells::unguard(cell).trim();
        let (Some(place), false) = (place, cell.is_empty()) else { continue };
        known |= place.is_known();
        match &place.holds {
            Column::Key => entry.set_key(CiteKey::new(cell)),
            Column::Kind => kind = Some(cell),
            Column::Year => cell.clone_into(&mut pieces.year),
            Column::Month => cell.clone_into(&mut pieces.month),
            Column::Day => cell.clone_into(&mut pieces.day),
            Column::FirstPage => cell.clone_into(&mut pieces.first_page),
            Column::LastPage => cell.clone_into(&mut pieces.last_page),
            // Scopus' number of a record is none of an article.
            Column::Field(Field::EID) if cell.starts_with("2-s2.0-") => {
                entry.set(place.spare, Value::plain(cell));
            }
            Column::Field(field) => {
                let doubt = set(&mut entry, *field, cell, place.spare);
                let doubt =
                    doubt.map(|reason| doubtful(index, Some(*field), 75, reason, span));
                parsed.doubts.extend(doubt);
            }
        }
    }
    compose(&mut entry, &pieces);
    if let Some(named) = kind.and_then(guess::kind) {
        entry.set_kind(named);
    } else {
        entry.set_kind(guessed_kind(&entry));
        let reason = match kind {
            Some(word) => format!("`{word}` is no type that ibid knows"),
            None => "the table does not say which type".to_owned(),
        };
        parsed.doubts.push(doubtful(index, None, 60, reason, span));
    }
    let doubts = venue(&mut entry).into_iter();
    parsed.doubts.extend(doubts.map(|field| {
        doubtful(index, Some(field), 75, "read out of the cell of the venue", span)
    }));
    if known && entry.fields().len() > 0 {
        parsed.entries.push(entry);
    }
}

fn doubtful(
    entry: usize,
    field: Option<Field>,
    confidence: u8,
    reason: impl Into<String>,
    span: Span,
) -> Doubt {
    Doubt { entry, field, confidence, reason: reason.into(), span }
}

/// Sets a field from a cell; why it may be wrong. What differs from an earlier column goes
/// into the spare field.
fn set(entry: &mut Entry, field: Field, cell: &str, spare: Field) -> Option<&'static str> {
    match field.datatype() {
        Datatype::Names => {
            let read = names::read(cell);
            // `Author 1`, `Author 2` are one list.
            let before =
                entry.names(field).map(|names| names.into_owned()).unwrap_or_default();
            let names = match names::same_people(&before, &read.names) {
                true => names::fuller(before, read.names),
                false => [before, read.names].concat(),
            };
            entry.set(field, Value::names(names));
            read.doubt
        }
        Datatype::Date => {
            entry.set(field, Value::date(Date::parse_loose(cell)));
            None
        }
        Datatype::Keywords => {
            let parts = cell.split([';', '|', '\n']).map(str::trim);
            let words: Vec<String> =
                parts.filter(|word| !word.is_empty()).map(str::to_owned).collect();
            let several = cell.contains([';', '|', '\n']);
            let list = if several { draft::list(&words) } else { words.concat() };
            match entry.text(field) {
                None => entry.set(field, Value::plain(&list)),
                Some(before) if before == list => {}
                Some(_) => entry.set(spare, Value::plain(cell)),
            }
            None
        }
        _ if entry.has(field) => {
            let before = entry.text(field).map(|text| text.to_string());
            if before.as_deref() != Some(cell) {
                entry.set(spare, Value::plain(cell));
            }
            None
        }
        Datatype::Rich | Datatype::RichList => {
            entry.set(field, Value::csl(cell));
            None
        }
        _ => {
            let cell = if field == Field::DOI { bare_doi(cell) } else { cell };
            entry.set(field, Value::plain(cell));
            None
        }
    }
}

/// What stands in one cell as people write it: “Journal of Quays 6(1), 22-41”, or the
/// publisher of a book. Gives back the fields that it set.
fn venue(entry: &mut Entry) -> Vec<Field> {
    let mut set = Vec::new();
    let Some(cell) = entry.text(Field::CONTAINER_TITLE).map(|cell| cell.to_string()) else {
        return set;
    };
    let numbered = [Field::VOLUME, Field::ISSUE, Field::PAGE];
    let kind = entry.kind();
    if [EntryKind::BOOK, EntryKind::REPORT, EntryKind::THESIS].contains(&kind) {
        if !entry.has(Field::PUBLISHER) {
            entry.remove(Field::CONTAINER_TITLE);
            entry.set(Field::PUBLISHER, Value::plain(&cell));
            set.push(Field::PUBLISHER);
        }
    } else if !numbered.iter().any(|field| entry.has(*field)) {
        let Some((name, found)) = crate::formats::page::numbers_of(&cell) else {
            return set;
        };
        entry.set(Field::CONTAINER_TITLE, Value::plain(&name));
        set.push(Field::CONTAINER_TITLE);
        for (field, text) in found {
            entry.set(field, Value::plain(&text));
            set.push(field);
        }
    }
    set
}

/// A DOI without the resolver's address.
fn bare_doi(cell: &str) -> &str {
    cell.find("10.").and_then(|at| cell.get(at..)).unwrap_or(cell)
}

/// Puts dates and pages together that stand in several columns.
fn compose(entry: &mut Entry, pieces: &Pieces) {
    if !pieces.first_page.is_empty() && !entry.has(Field::PAGE) {
        let pages = match pieces.last_page.as_str() {
            last if last.is_empty() || last == pieces.first_page => {
                pieces.first_page.clone()
            }
            last => format!("{}-{last}", pieces.first_page),
        };
        entry.set(Field::PAGE, Value::plain(&pages));
    }
    // A date column says more than a year beside it.
    let dated = matches!(
        entry.date(Field::ISSUED).as_deref(),
        Some(Date::Single(_) | Date::Range(..))
    );
    if pieces.year.is_empty() || dated {
        return;
    }
    let number = |text: &str| text.trim_end_matches('.').parse::<u8>().ok();
    let month = number(&pieces.month).or_else(|| month_named(&pieces.month)).unwrap_or(0);
    let day = number(&pieces.day).filter(|_| month > 0).unwrap_or(0);
    let parts = |year| DateParts::day(year, month, day);
    let date = match pieces.year.parse().map(parts) {
        Ok(parts) if parts.exists() => Date::Single(parts),
        _ => Date::parse_loose(&pieces.year),
    };
    entry.set(Field::ISSUED, Value::date(date));
}

/// The kind that the fields speak for.
fn guessed_kind(entry: &Entry) -> EntryKind {
    let has = |fields: &[Field]| fields.iter().any(|field| entry.has(*field));
    if entry.has(Field::CONTAINER_TITLE) {
        let chapter =
            has(&[Field::PUBLISHER, Field::ISBN]) && !has(&[Field::ISSN, Field::ISSUE]);
        // A day and neither volume nor pages: a newspaper or magazine.
        let date = entry.date(Field::ISSUED);
        let day = date.and_then(|date| date.start().map(|parts| parts.day > 0));
        let day = day == Some(true);
        let numbered =
            has(&[Field::VOLUME, Field::ISSUE, Field::PAGE, Field::DOI, Field::ISSN]);
        return match (chapter, day && !numbered) {
            (true, _) => EntryKind::CHAPTER,
            (_, true) => EntryKind::ARTICLE_MAGAZINE,
            _ => EntryKind::ARTICLE_JOURNAL,
        };
    }
    if has(&[Field::INSTITUTION, Field::NUMBER, Field::COLLECTION_TITLE])
        && !entry.has(Field::ISBN)
    {
        return EntryKind::REPORT;
    }
    if has(&[Field::PUBLISHER, Field::ISBN, Field::EDITION]) {
        return EntryKind::BOOK;
    }
    if entry.has(Field::URL) { EntryKind::WEBPAGE } else { EntryKind::DOCUMENT }
}
