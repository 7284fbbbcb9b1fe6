//! One row of a table: its cells become the fields of an entry.

use crate::diag::Diagnostic;
use crate::formats::common::draft;
use crate::formats::csv::{Column, cells, guess, names};
use crate::formats::page::cells::{self as page, Order, Outlet, Said};
use crate::formats::{Doubt, Parsed};
use crate::model::date::{DateParts, month_named};
use crate::model::{CiteKey, Datatype, Date, Entry, EntryKind, Field, Value};
use crate::text::Span;

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

/// A row while it is read.
pub(super) struct Row<'a> {
    entry: Entry,
    /// Which entry it is, and where it stands.
    index: usize,
    span: Span,
    /// The order of day and month in the table's dates.
    order: Order,
    /// What the name of the table says of its works.
    table_kind: Option<EntryKind>,
    /// What the cell of the title says of the book that the work stands in.
    inside: Option<Said>,
    parsed: &'a mut Parsed,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        parsed: &'a mut Parsed,
        span: Span,
        order: Order,
        table_kind: Option<EntryKind>,
    ) -> Self {
        let index = parsed.entries.len();
        let key = CiteKey::new(&format!("row{}", index + 2));
        let entry = Entry::new(key, EntryKind::DOCUMENT);
        Self { entry, index, span, order, table_kind, inside: None, parsed }
    }

    /// Reads the cells of a row; an entry if there is anything in a known column.
    pub(super) fn read(mut self, row: &csv::StringRecord, columns: &[Option<Place>]) {
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
                Column::Field(Field::TITLE) => self.title(cell, place.spare),
                Column::Field(field) if field.datatype() == Datatype::Date => {
                    self.date(*field, cell, place.spare);
                }
                Column::Field(field) => {
                    if let Some(reason) = set(&mut self.entry, *field, cell, place.spare) {
                        self.doubt(Some(*field), 75, reason);
                    }
                }
            }
        }
        self.compose(&pieces);
        if let Some(cell) = whole {
            self.reference(cell);
        }
        self.kind(kind);
        match self.inside.take() {
            Some(said) => {
                let cell =
                    self.entry.text(Field::CONTAINER_TITLE).map(|cell| cell.to_string());
                if let Some(cell) = cell {
                    self.moved(Field::PUBLISHER, &cell, "the title names the book");
                }
                self.take(said, "read out of the cell of the title");
            }
            None => self.venue(),
        }
        self.series();
        self.count_of_pages();
        if known && self.entry.fields().len() > 0 {
            self.parsed.entries.push(self.entry);
        }
    }

    fn doubt(&mut self, field: Option<Field>, confidence: u8, reason: impl Into<String>) {
        let (entry, reason, span) = (self.index, reason.into(), self.span);
        self.parsed.doubts.push(Doubt { entry, field, confidence, reason, span });
    }

    /// Takes over what the words of a cell say, but for what the row has already.
    fn take(&mut self, said: Said, reason: &str) {
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

    /// “Borders, in P. Klein (ed.), Margins of Empire” is a chapter and its book.
    fn title(&mut self, cell: &str, spare: Field) {
        let bare = unquoted(cell);
        let (title, said) = match page::title(bare) {
            Some((title, said)) => (title, Some(said)),
            None => (bare.to_owned(), None),
        };
        let _ = set(&mut self.entry, Field::TITLE, &title, spare);
        if said.is_some() {
            self.entry.set_kind(EntryKind::CHAPTER);
            self.doubt(Some(Field::TITLE), 80, "the cell of the title says more");
        }
        self.inside = said;
    }

    /// A whole reference; what other columns say goes before it.
    fn reference(&mut self, cell: &str) {
        const REASON: &str = "read out of the reference";
        let said = page::reference(cell);
        let title = said.fields.iter().any(|(field, ..)| *field == Field::TITLE);
        if !title {
            self.entry.set(Field::TITLE, Value::plain(cell));
            self.doubt(Some(Field::TITLE), 50, "the whole reference");
            return;
        }
        if let Some(kind) = said.kind {
            self.entry.set_kind(EntryKind::named(kind));
        }
        self.take(said, REASON);
    }

    /// A date as people type it; what stands beside it is read as pages and numbers, or kept.
    fn date(&mut self, field: Field, cell: &str, spare: Field) {
        let said = page::date(cell, self.order);
        let dated = said.as_ref().is_some_and(|said| !said.fields.is_empty());
        let Some(mut said) = said.filter(|_| dated) else {
            let date = serial_day(cell).unwrap_or_else(|| Date::parse_loose(cell));
            if serial_day(cell).is_some() {
                self.doubt(Some(field), 75, "a spreadsheet's number of a day");
            }
            self.entry.set(field, Value::date(date));
            return;
        };
        for (own, ..) in &mut said.fields {
            if *own == Field::ISSUED {
                *own = field;
            }
        }
        let rest = std::mem::take(&mut said.rest);
        self.take(said, "the printed date has a fault");
        if rest.is_empty() {
            return;
        }
        match crate::formats::page::numbers_of(&rest) {
            Some((_, numbers)) => {
                for (field, text) in numbers {
                    self.entry.set(field, Value::plain(&text));
                }
            }
            None if pages(&rest).is_some() && !self.entry.has(Field::PAGE) => {
                self.entry.set(Field::PAGE, Value::plain(pages(&rest).unwrap_or("")));
            }
            None => self.entry.set(spare, Value::plain(cell)),
        }
    }

    /// `12(2)`, `12/2`, `12, no. 2`.
    fn volume_and_issue(&mut self, cell: &str, spare: Field) {
        let part = |c: char| !c.is_alphanumeric() && c != '-' && c != '–';
        let numbers: Vec<&str> = cell
            .split(part)
            .filter(|part| part.chars().any(|c| c.is_ascii_digit()) || is_roman(part))
            .collect();
        match numbers.as_slice() {
            [volume] => self.entry.set(Field::VOLUME, Value::plain(volume)),
            [volume, issue] => {
                self.entry.set(Field::VOLUME, Value::plain(volume));
                self.entry.set(Field::ISSUE, Value::plain(issue));
            }
            _ => self.entry.set(spare, Value::plain(cell)),
        }
    }

    /// The kind that the table names, or that the fields and the publication speak for.
    fn kind(&mut self, word: Option<&str>) {
        if let Some(named) = word.and_then(guess::kind) {
            self.entry.set_kind(named);
            return;
        }
        if let Some(kind) = self.table_kind.filter(|_| word.is_none()) {
            self.entry.set_kind(kind);
            self.doubt(None, 85, "the name of the sheet");
            return;
        }
        if self.entry.kind() == EntryKind::DOCUMENT {
            let guessed = guessed_kind(&self.entry);
            let venue =
                self.entry.text(Field::CONTAINER_TITLE).map(|name| name.to_string());
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

    /// What stands in the cell of the publication as people write it: “Journal of Quays 6(1),
    /// 22-41”, the publisher of a book, “in: Weiß, K. (Hg.): Räume. Bern: Haupt”.
    fn venue(&mut self) {
        const REASON: &str = "read out of the cell of the venue";
        let Some(cell) =
            self.entry.text(Field::CONTAINER_TITLE).map(|cell| cell.to_string())
        else {
            return;
        };
        let title = self.entry.text(Field::TITLE).map(|title| title.to_string());
        let house = [EntryKind::BOOK, EntryKind::REPORT, EntryKind::THESIS]
            .contains(&self.entry.kind());
        if let Some(said) = page::venue(title.as_deref().unwrap_or("Title"), &cell) {
            let has = |field| said.fields.iter().any(|(own, ..)| *own == field);
            let (book, press) = (has(Field::CONTAINER_TITLE), has(Field::PUBLISHER));
            if book || press {
                self.entry.remove(Field::CONTAINER_TITLE);
                let kind = match book && (press || has(Field::EDITOR)) {
                    true => Some(EntryKind::CHAPTER),
                    false => said.kind.filter(|_| !house).map(EntryKind::named),
                };
                self.take(said, REASON);
                self.entry.set_kind(kind.unwrap_or(self.entry.kind()));
                self.doubt(Some(Field::CONTAINER_TITLE).filter(|_| book), 75, REASON);
                return;
            }
        }
        if house && matches!(page::outlet(&cell), Outlet::Series) {
            self.moved(Field::COLLECTION_TITLE, &cell, REASON);
        } else if house {
            let (name, place) = page::house_and_place(&cell).unwrap_or((&cell, ""));
            self.moved(Field::PUBLISHER, name, REASON);
            if !place.is_empty() && !self.entry.has(Field::PUBLISHER_PLACE) {
                self.entry.set(Field::PUBLISHER_PLACE, Value::plain(place));
                self.doubt(Some(Field::PUBLISHER_PLACE), 75, REASON);
            }
        } else if ![Field::VOLUME, Field::ISSUE].iter().any(|field| self.entry.has(*field))
            && let Some((name, found)) = crate::formats::page::numbers_of(&cell)
        {
            self.entry.set(Field::CONTAINER_TITLE, Value::plain(&name));
            self.doubt(Some(Field::CONTAINER_TITLE), 75, REASON);
            for (field, text) in found {
                if !self.entry.has(field) {
                    self.entry.set(field, Value::plain(&text));
                    self.doubt(Some(field), 75, REASON);
                }
            }
        }
    }

    /// “Turkey Notes, Vol. 12 No. 3”, “Silk Route Paper 7”: a series and its number.
    fn series(&mut self) {
        const REASON: &str = "read out of the cell of the series";
        let Some(cell) =
            self.entry.text(Field::COLLECTION_TITLE).map(|cell| cell.to_string())
        else {
            return;
        };
        if self.entry.has(Field::COLLECTION_NUMBER) || self.entry.has(Field::NUMBER) {
            return;
        }
        let (name, numbers) = match crate::formats::page::numbers_of(&cell) {
            Some(found) => found,
            None => {
                let Some((name, number)) = page::numbered(&cell) else { return };
                (name.to_owned(), vec![(Field::COLLECTION_NUMBER, number.to_owned())])
            }
        };
        self.entry.set(Field::COLLECTION_TITLE, Value::plain(&name));
        for (field, number) in numbers {
            if !self.entry.has(field) {
                self.entry.set(field, Value::plain(&number));
                self.doubt(Some(field), 75, REASON);
            }
        }
    }

    /// One number in the column of pages is how many pages a book has.
    fn count_of_pages(&mut self) {
        let pages = self.entry.text(Field::PAGE).map(|pages| pages.to_string());
        let book = [EntryKind::BOOK, EntryKind::THESIS].contains(&self.entry.kind());
        let one = pages.filter(|pages| pages.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(pages) = one.filter(|_| book && !self.entry.has(Field::NUMBER_OF_PAGES))
        {
            self.entry.remove(Field::PAGE);
            self.entry.set(Field::NUMBER_OF_PAGES, Value::plain(&pages));
        }
    }

    /// The publication is another field, if that is free.
    fn moved(&mut self, to: Field, cell: &str, reason: &str) {
        if !self.entry.has(to) {
            self.entry.remove(Field::CONTAINER_TITLE);
            self.entry.set(to, Value::plain(cell));
            self.doubt(Some(to), 75, reason);
        }
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

/// A cell without the quotation marks around it.
fn unquoted(cell: &str) -> &str {
    let pairs = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('”', '”')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = cell.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner.trim())
    });
    inner.filter(|inner| !inner.is_empty()).unwrap_or(cell)
}

/// The pages that a text is: “pp. 33-51”, “S. 7”.
fn pages(text: &str) -> Option<&str> {
    let bare = ["pp.", "pp", "p.", "S.", "s.", "ss.", "с.", "стр.", "pages"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))?
        .trim();
    let page = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | ',');
    (bare.starts_with(|c: char| c.is_ascii_digit()) && bare.chars().all(page))
        .then_some(bare)
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// The day that a spreadsheet's number stands for: days since the end of 1899, after 1954.
fn serial_day(cell: &str) -> Option<Date> {
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    let days: i64 = cell.parse().ok().filter(|_| cell.len() == 5)?;
    use chrono::Datelike;
    let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = start
        .checked_add_signed(chrono::Duration::days(days))
        .filter(|_| days >= 20_000)?;
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    let parts = DateParts::day(day.year(), part(day.month()), part(day.day()));
    Some(Date::Single(parts))
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
            let cell = match field {
                Field::DOI => bare_doi(cell),
                Field::PAGE => pages(cell).unwrap_or(cell),
                _ => cell,
            };
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
