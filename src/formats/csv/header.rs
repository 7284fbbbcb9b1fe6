//! Which row of a table names its columns, and what they hold: by the names, by what else
//! the table has, and by what stands below.

use csv::StringRecord;

use crate::formats::csv::Column;
use crate::formats::csv::guess;
use crate::formats::csv::tables::headers::{COUNTS, LOOSE};
use crate::formats::page::cells::{Held, held};
use crate::model::Field;

/// Rows above the names of the columns that may say what the table is.
const ABOVE: usize = 5;

/// Rows that are looked at.
const SAMPLE: usize = 100;

/// More columns than people keep by hand: a database's, whose names are exact.
const KEPT_BY_HAND: usize = 14;

/// The first rows of a table.
pub(super) fn sample(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let rows = guess::reader(text, delimiter).into_records().filter_map(Result::ok);
    rows.filter(|row| !is_empty(row)).take(SAMPLE).collect()
}

pub(super) fn is_empty(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// Which of the rows names the columns: the first, but for titles above it.
pub(super) fn row(rows: &[StringRecord]) -> usize {
    let named = |at: &usize| {
        let (above, row) = (rows.get(..*at).unwrap_or(&[]), rows.get(*at));
        above.iter().all(is_title) && row.is_some_and(|row| known(row).count() > 1)
    };
    (0..rows.len().min(ABOVE)).find(named).unwrap_or(0)
}

/// Whether a row only says what the table is: “Publications 2024”.
pub(super) fn is_title(row: &StringRecord) -> bool {
    let mut said = row.iter().filter(|cell| !cell.trim().is_empty());
    let (Some(cell), None) = (said.next(), said.next()) else { return false };
    guess::column(cell).is_none()
}

/// The columns that a row names, in table order.
pub(super) fn known(row: &StringRecord) -> impl Iterator<Item = Column> {
    let named = |cell: &str| guess::column(cell).or_else(|| loose(cell));
    row.iter().filter_map(move |cell| named(cell).or_else(|| guess::first_word(cell)))
}

/// What the columns below a header hold. `mapped` are columns of which somebody said it.
pub(super) fn columns(
    header: &StringRecord,
    rows: &[StringRecord],
    mapped: &[Option<Column>],
) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = (header.iter().enumerate())
        .map(|(at, name)| {
            let said = mapped.get(at).copied().flatten();
            said.or_else(|| guess::column(name)).or_else(|| guess::first_word(name))
        })
        .collect();
    if columns.len() > KEPT_BY_HAND {
        return columns;
    }
    by_other_words(header, mapped, &mut columns);
    by_cells(rows, &mut columns);
    columns
}

/// Whether a column only counts the rows: “No.”, 1, 2, 3.
pub(super) fn counts(name: &str, at: usize, rows: &[StringRecord]) -> bool {
    if !COUNTS.contains(&guess::plain(name).as_str()) || rows.is_empty() {
        return false;
    }
    let number =
        |row: &StringRecord| row.get(at)?.trim().trim_end_matches('.').parse().ok();
    let numbers: Option<Vec<u32>> = rows.iter().map(number).collect();
    numbers.is_some_and(|numbers| {
        numbers.first().is_some_and(|first| *first < 2)
            && numbers.windows(2).all(|two| matches!(two, [a, b] if a + 1 == *b))
    })
}

/// What a word says that means one thing in one table and another in the next.
fn loose(name: &str) -> Option<Column> {
    let find = |name: &str| LOOSE.iter().find(|(known, _)| *known == name);
    find(&guess::plain(name)).map(|(_, field)| Column::Field(*field))
}

/// Fields that nearly each table has, told by other words where no column is named plainly.
fn by_other_words(
    header: &StringRecord,
    mapped: &[Option<Column>],
    columns: &mut [Option<Column>],
) {
    let is_mapped = |at: usize| mapped.get(at).copied().flatten().is_some();
    for field in [Field::TITLE, Field::AUTHOR, Field::CONTAINER_TITLE, Field::ISSUED] {
        let has = |field| columns.contains(&Some(Column::Field(field)));
        let dated = field == Field::ISSUED && columns.contains(&Some(Column::Year));
        if has(field) || dated {
            continue;
        }
        let whole = |name: &str| loose(name) == Some(Column::Field(field));
        let part = |name: &str| name.split(|c: char| !c.is_alphabetic()).any(whole);
        let free = |at: &usize| match columns.get(*at).copied().flatten() {
            // “Publication” is a title where no other column is one.
            Some(Column::Field(Field::CONTAINER_TITLE)) => {
                field == Field::TITLE && !is_mapped(*at)
            }
            said => said.is_none(),
        };
        let names: Vec<(usize, &str)> = header.iter().enumerate().collect();
        let find = |fits: &dyn Fn(&str) -> bool| {
            names.iter().find(|(at, name)| free(at) && fits(name)).map(|(at, _)| *at)
        };
        let found = find(&whole).or_else(|| find(&part));
        if let Some(column) = found.and_then(|at| columns.get_mut(at)) {
            *column = Some(Column::Field(field));
        }
    }
}

/// What is not named is told by its cells, where the title or both author and publication
/// are missing.
fn by_cells(rows: &[StringRecord], columns: &mut [Option<Column>]) {
    let has = |field| columns.contains(&Some(Column::Field(field)));
    let told = has(Field::AUTHOR) || has(Field::CONTAINER_TITLE);
    if rows.len() < 2 || has(Field::TITLE) && told {
        return;
    }
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(str::to_owned).collect()).collect();
    for (at, found) in held(&cells).into_iter().enumerate() {
        let found = match found {
            Held::Title => Column::Field(Field::TITLE),
            Held::Names => Column::Field(Field::AUTHOR),
            Held::Venue => Column::Field(Field::CONTAINER_TITLE),
            Held::Date => Column::Field(Field::ISSUED),
            Held::Link => Column::Field(Field::URL),
            Held::Label => Column::Kind,
            Held::Other => continue,
        };
        let dated =
            found == Column::Field(Field::ISSUED) && columns.contains(&Some(Column::Year));
        if dated || columns.contains(&Some(found)) {
            continue;
        }
        if let Some(column) = columns.get_mut(at).filter(|column| column.is_none()) {
            *column = Some(found);
        }
    }
}
