//! One row of a table: its cells become the fields of an entry.

use crate::diag::Diagnostic;
use crate::formats::common::draft;
use crate::formats::csv::said::pages;
use crate::formats::csv::{Column, cells, citation, guess, names};
use crate::formats::page::cells::{self as page, Order, Outlet, Said};
use crate::formats::{Doubt, Parsed};
use crate::model::date::{DateParts, month_named};
use crate::model::{CiteKey, Datatype, Date, Entry, EntryKind, Field, Value};
use crate::text::Span;
use crate::text::xml::without_entities;

/// What is known of a column.
pub(super) struct Place {
    pub(super) holds: Column,
    /// Where cells go that this has no room for: a field of the table's own.
    pub(super) spare: Field,
}

impl Place {
    fn is_known(&self) -> bool {
        self.holds != Column::Field(self.spare)
    }
}

/// Dates and pages, in the pieces that tables have.
#[derive(Default)]
struct Pieces {
    year: String,
    month: String,
    day: String,
    first_page: String,
    last_page: String,
}

/// What is known of a whole table.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// The order of day and month in its dates.
    pub(super) order: Order,
    /// What its name says of its works.
    pub(super) kind: Option<EntryKind>,
    /// Whether people keep it: cells may say several things. A program's hold what their
    /// column is called.
    pub(super) by_hand: bool,
    /// Whether our own writer made it: its cells are what they say.
    pub(super) ours: bool,
}

/// A row while it is read.
pub(super) struct Row<'a> {
    pub(super) entry: Entry,
    /// Which entry it is, and where it stands.
    index: usize,
    span: Span,
    pub(super) table: Table,
    /// What the cell of the title says of the book that the work stands in.
    pub(super) inside: Option<Said>,
    parsed: &'a mut Parsed,
}

impl<'a> Row<'a> {
    pub(super) fn new(parsed: &'a mut Parsed, span: Span, table: Table) -> Self {
        let index = parsed.entries.len();
        let key = CiteKey::new(&format!("row{}", index + 2));
        let entry = Entry::new(key, EntryKind::DOCUMENT);
        Self { entry, index, span, table, inside: None, parsed }
    }

    /// Reads the cells of a row; an entry if there is anything in a known column.
    pub(super) fn read(mut self, row: &csv::StringRecord, columns: &[Option<Place>]) {
        // Tables that were filled from web pages have HTML's references.
        let plain = |cell: &str| without_entities(cell).unwrap_or_else(|| cell.to_owned());
        let odd = !self.table.ours && row.iter().any(|cell| cell.contains('&'));
        let decoded: Option<csv::StringRecord> =
            odd.then(|| row.iter().map(plain).collect());
        let row = decoded.as_ref().unwrap_or(row);
        let mut pieces = Pieces::default();
        let (mut kind, mut whole) = (None, None);
        let mut known = false;
        for (cell, place) in row.iter().zip(columns) {
            let cell = cells::unguard(cell).trim();
            let (Some(place), false) = (place, cell.is_empty()) else { continue };
            known |= place.is_known();
            match &place.holds {
                Column::Key => self.entry.set_key(CiteKey::new(cell)),
                Column::Kind => kind = Some(cell),
                Column::Year => cell.clone_into(&mut pieces.year),
                Column::Month => cell.clone_into(&mut pieces.month),
                Column::Day => cell.clone_into(&mut pieces.day),
                Column::FirstPage => cell.clone_into(&mut pieces.first_page),
                Column::LastPage => cell.clone_into(&mut pieces.last_page),
                Column::Reference => whole = Some(cell),
                Column::VolumeIssue => self.volume_and_issue(cell, place.spare),
                // Scopus' number of a record is none of an article.
                Column::Field(Field::EID) if cell.starts_with("2-s2.0-") => {
                    self.entry.set(place.spare, Value::plain(cell));
                }
                Column::Field(Field::TITLE) if self.table.by_hand => {
                    self.title(cell, place.spare);
                }
                Column::Field(field) if field.datatype() == Datatype::Date => {
                    self.date(*field, cell, place.spare);
                }
                Column::Field(field) => {
                    let listed = cells::listed(cell);
                    let cell = listed.as_deref().unwrap_or(cell);
                    let page = *field == Field::PAGE && self.table.by_hand;
                    let cell = pages(cell).filter(|_| page).unwrap_or(cell);
                    if let Some(reason) = set(&mut self.entry, *field, cell, place.spare) {
                        self.doubt(Some(*field), 75, reason);
                    }
                }
            }
        }
        self.compose(&pieces);
        citation::complete(&mut self.entry);
        if let Some(cell) = whole {
            self.reference(cell);
        }
        self.kind(kind);
        self.venue();
        if self.table.by_hand {
            self.series();
            self.count_of_pages();
        }
        if known && self.entry.fields().len() > 0 {
            self.parsed.entries.push(self.entry);
        }
    }

    pub(super) fn doubt(
        &mut self,
        field: Option<Field>,
        confidence: u8,
        reason: impl Into<String>,
    ) {
        let (entry, reason, span) = (self.index, reason.into(), self.span);
        // Of two doubts about a field the greater counts.
        let mut own =
            self.parsed.doubts.iter_mut().rev().take_while(|old| old.entry == entry);
        if let Some(old) = own.find(|old| old.field == field) {
            if confidence < old.confidence {
                *old = Doubt { entry, field, confidence, reason, span };
            }
            return;
        }
        self.parsed.doubts.push(Doubt { entry, field, confidence, reason, span });
    }

    /// Takes over what the words of a cell say, but for what the row has already.
    pub(super) fn take(&mut self, said: Said, reason: &str) {
        for (field, value, confidence) in said.fields {
            if !self.entry.has(field) {
                self.entry.set(field, value);
                if confidence < CERTAIN {
                    self.doubt(Some(field), confidence, reason);
                }
            }
        }
        for (rule, message) in said.faults {
            let fault = Diagnostic::new(rule, message).at(self.span);
            self.parsed.diagnostics.push(fault);
        }
        if !said.raw.is_empty() {
            self.entry.set(Field::X_IBID_RAW, Value::plain(&said.raw.join("; ")));
        }
    }

    /// The kind that the table names, or that the fields and the publication speak for.
    fn kind(&mut self, word: Option<&str>) {
        if let Some(named) = word.and_then(guess::kind) {
            self.entry.set_kind(named);
            return;
        }
        if let Some(kind) = self.table.kind.filter(|_| word.is_none()) {
            self.entry.set_kind(kind);
            self.doubt(None, 85, "the name of the sheet");
            return;
        }
        if self.entry.kind() == EntryKind::DOCUMENT {
            let guessed = guessed_kind(&self.entry);
            let venue =
                self.entry.text(Field::CONTAINER_TITLE).map(|name| name.to_string());
            let venue = venue.filter(|_| self.table.by_hand);
            let known = match venue.as_deref().map(page::outlet) {
                Some(Outlet::Publication(kind)) => Some(EntryKind::named(kind)),
                Some(Outlet::House) if guessed != EntryKind::CHAPTER => {
                    Some(EntryKind::BOOK)
                }
                Some(Outlet::Series) => Some(EntryKind::REPORT),
                _ => None,
            };
            self.entry.set_kind(known.unwrap_or(guessed));
        }
        let reason = match word {
            Some(word) => format!("`{word}` is no type that ibid knows"),
            None => "the table does not say which type".to_owned(),
        };
        self.doubt(None, 60, reason);
    }

    /// Puts dates and pages together that stand in several columns.
    fn compose(&mut self, pieces: &Pieces) {
        let entry = &mut self.entry;
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
        let month =
            number(&pieces.month).or_else(|| month_named(&pieces.month)).unwrap_or(0);
        let day = number(&pieces.day).filter(|_| month > 0).unwrap_or(0);
        let parts = |year| DateParts::day(year, month, day);
        let date = match pieces.year.parse().map(parts) {
            Ok(parts) if parts.exists() => Date::Single(parts),
            _ => Date::parse_loose(&pieces.year),
        };
        entry.set(Field::ISSUED, Value::date(date));
    }
}

/// Below this a field is doubtful.
const CERTAIN: u8 = 90;

/// Sets a field from a cell; why it may be wrong. What differs from an earlier column goes
/// into the spare field.
pub(super) fn set(
    entry: &mut Entry,
    field: Field,
    cell: &str,
    spare: Field,
) -> Option<&'static str> {
    // “Roe, Ada; Lind, Max (eds.)” in a column of authors.
    let (field, cell) = match names::without_mark(cell).filter(|_| field == Field::AUTHOR) {
        Some(editors) => (Field::EDITOR, editors),
        None => (field, cell),
    };
    match field.datatype() {
        Datatype::Names => {
            let read = names::read(cell);
            // `Author 1`, `Author 2` are one list.
            let before =
                entry.names(field).map(|names| names.into_owned()).unwrap_or_default();
            let names = match names::same_people(&before, &read.names) {
                true => names::fuller(before, read.names),
                false => names::joined(before, read.names),
            };
            entry.set(field, Value::names(names));
            read.doubt
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

/// A DOI without the resolver's address.
fn bare_doi(cell: &str) -> &str {
    cell.find("10.").and_then(|at| cell.get(at..)).unwrap_or(cell)
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
