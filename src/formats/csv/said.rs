//! Cells of a table that say several things, as people write them.

use crate::formats::csv::row::{Row, set};
use crate::formats::page::cells::{self as page, Outlet};
use crate::model::date::DateParts;
use crate::model::{Date, EntryKind, Field, Value};

impl Row<'_> {
    /// “Borders, in P. Klein (ed.), Margins of Empire” is a chapter and its book, “Walls. Bern:
    /// Haupt” a book and its house.
    pub(super) fn title(&mut self, cell: &str, spare: Field) {
        let bare = unquoted(cell);
        let (title, said) = match page::title(bare) {
            Some((title, said)) => (title, Some(said)),
            None => (bare.to_owned(), None),
        };
        let _ = set(&mut self.entry, Field::TITLE, &title, spare);
        if let Some(said) = &said {
            let inside = said.fields.iter().any(|(own, ..)| *own == Field::CONTAINER_TITLE);
            let kind = if inside { EntryKind::CHAPTER } else { EntryKind::BOOK };
            self.entry.set_kind(kind);
            self.doubt(Some(Field::TITLE), 80, "the cell of the title says more");
        }
        self.inside = said;
    }

    /// A whole reference; what other columns say goes before it.
    pub(super) fn reference(&mut self, cell: &str) {
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
    pub(super) fn date(&mut self, field: Field, cell: &str, spare: Field) {
        let said =
            if self.table.by_hand { page::date(cell, self.table.order) } else { None };
        let dated = said.as_ref().is_some_and(|said| !said.fields.is_empty());
        let Some(mut said) = said.filter(|_| dated) else {
            let serial = serial_day(cell).filter(|_| self.table.by_hand);
            if serial.is_some() {
                self.doubt(Some(field), 75, "a spreadsheet's number of a day");
            }
            let date = serial.unwrap_or_else(|| Date::parse_loose(cell));
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
        let numbers = match (page::numbers_of(&rest), pages(&rest)) {
            (Some((_, numbers)), _) => numbers,
            (None, Some(pages)) => vec![(Field::PAGE, pages.to_owned())],
            (None, None) => Vec::new(),
        };
        if numbers.is_empty() || numbers.iter().any(|(field, _)| self.entry.has(*field)) {
            self.entry.set(spare, Value::plain(cell));
        } else {
            self.numbers(numbers, "read out of the cell of the date");
        }
    }

    /// `12(2)`, `12/2`, `12, no. 2`.
    pub(super) fn volume_and_issue(&mut self, cell: &str, spare: Field) {
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

    /// What stands in the cell of the publication as people write it: “Journal of Quays 6(1),
    /// 22-41”, the publisher of a book, “in: Weiß, K. (Hg.): Räume. Bern: Haupt”.
    pub(super) fn venue(&mut self) {
        const REASON: &str = "read out of the cell of the venue";
        let inside = self.inside.take();
        let Some(cell) = self.said(Field::CONTAINER_TITLE) else {
            return inside.into_iter().for_each(|said| self.take(said, REASON));
        };
        if let Some(found) = embase(&cell) {
            return found
                .into_iter()
                .for_each(|(field, value)| self.entry.set(field, value));
        }
        if let Some(said) = inside {
            self.moved(Field::PUBLISHER, &cell, "the title names the book");
            return self.take(said, REASON);
        }
        let house = [EntryKind::BOOK, EntryKind::REPORT, EntryKind::THESIS]
            .contains(&self.entry.kind());
        if self.table.by_hand && self.book(&cell, house) {
            return;
        }
        if house && self.table.by_hand && matches!(page::outlet(&cell), Outlet::Series) {
            self.moved(Field::COLLECTION_TITLE, &cell, REASON);
        } else if house {
            self.house(&cell, REASON);
        } else if ![Field::VOLUME, Field::ISSUE].iter().any(|field| self.entry.has(*field))
            && let Some((name, found)) = page::numbers_of(&cell)
        {
            self.entry.set(Field::CONTAINER_TITLE, Value::plain(&name));
            self.doubt(Some(Field::CONTAINER_TITLE), 75, REASON);
            self.numbers(found, REASON);
        }
    }

    /// “in: Weiß, K. (Hg.): Räume. Bern: Haupt”, “Bern: Haupt”: whether the cell is of that sort.
    fn book(&mut self, cell: &str, house: bool) -> bool {
        const REASON: &str = "read out of the cell of the venue";
        let title = self.said(Field::TITLE);
        let Some(said) = page::venue(title.as_deref().unwrap_or("Title"), cell, house)
        else {
            return false;
        };
        let has = |field| said.fields.iter().any(|(own, ..)| *own == field);
        let (book, press) = (has(Field::CONTAINER_TITLE), has(Field::PUBLISHER));
        if !(book || press) {
            return false;
        }
        self.entry.remove(Field::CONTAINER_TITLE);
        let kind = match book && (press || has(Field::EDITOR)) {
            true => Some(EntryKind::CHAPTER),
            false => said.kind.filter(|_| !house).map(EntryKind::named),
        };
        self.take(said, REASON);
        self.entry.set_kind(kind.unwrap_or(self.entry.kind()));
        if book {
            self.doubt(Some(Field::CONTAINER_TITLE), 75, REASON);
        }
        true
    }

    /// The publisher of a book, maybe with its place.
    fn house(&mut self, cell: &str, reason: &str) {
        let parts = page::house_and_place(cell).filter(|_| self.table.by_hand);
        let (name, place) = parts.unwrap_or((cell, ""));
        self.moved(Field::PUBLISHER, name, reason);
        if !place.is_empty() {
            self.numbers(vec![(Field::PUBLISHER_PLACE, place.to_owned())], reason);
        }
    }

    /// “Turkey Notes, Vol. 12 No. 3”, “Silk Route Paper 7”: a series and its number.
    pub(super) fn series(&mut self) {
        const REASON: &str = "read out of the cell of the series";
        let Some(cell) = self.said(Field::COLLECTION_TITLE) else { return };
        if self.entry.has(Field::COLLECTION_NUMBER) || self.entry.has(Field::NUMBER) {
            return;
        }
        let (name, numbers) = match page::numbers_of(&cell) {
            Some(found) => found,
            None => {
                let Some((name, number)) = page::numbered(&cell) else { return };
                (name.to_owned(), vec![(Field::COLLECTION_NUMBER, number.to_owned())])
            }
        };
        self.entry.set(Field::COLLECTION_TITLE, Value::plain(&name));
        self.numbers(numbers, REASON);
    }

    /// What was read out of a cell, but for what the row has already.
    fn numbers(&mut self, found: Vec<(Field, String)>, reason: &str) {
        for (field, text) in found {
            if !self.entry.has(field) {
                self.entry.set(field, Value::plain(&text));
                self.doubt(Some(field), 75, reason);
            }
        }
    }

    /// The text of a field.
    fn said(&self, field: Field) -> Option<String> {
        self.entry.text(field).map(|text| text.into_owned())
    }

    /// One number in the column of pages is how many pages a book has.
    pub(super) fn count_of_pages(&mut self) {
        let pages = self.said(Field::PAGE);
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
}

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
pub(super) fn pages(text: &str) -> Option<&str> {
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

/// Embase's “Source”: `Quays (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004`.
fn embase(cell: &str) -> Option<Vec<(Field, Value)>> {
    let (cell, date) = cell.split_once(". Date of Publication: ")?;
    let (rest, pages) = match cell.rsplit_once(" (") {
        Some((rest, pages)) if rest.contains(") ") => (rest, pages.strip_suffix(')')?),
        _ => (cell, ""),
    };
    let (name, rest) = rest.rsplit_once(" (")?;
    let (year, numbers) = rest.split_once(')')?;
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (volume, issue) = numbers.trim().split_once(':').unwrap_or((numbers.trim(), ""));
    let texts = [
        (Field::CONTAINER_TITLE, name),
        (Field::VOLUME, volume),
        (Field::ISSUE, issue),
        (Field::PAGE, pages),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let mut found: Vec<(Field, Value)> =
        texts.map(|(field, text)| (field, Value::plain(text))).collect();
    let date = Date::parse_loose(date.trim());
    let date = if date.start().is_some() { date } else { Date::parse_loose(year) };
    found.push((Field::ISSUED, Value::date(date)));
    Some(found)
}
