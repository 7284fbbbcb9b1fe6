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

/// Whether people keep a table: it has few columns, and their names are not just those of
/// fields, as our own writer has them.
pub(super) fn is_by_hand(header: &StringRecord) -> bool {
    const OURS: &[&str] = &["key", "type", "year", "month", "day"];
    let ours = |name: &str| OURS.contains(&name) || Field::known(name).is_some();
    header.len() <= KEPT_BY_HAND && !header.iter().all(ours)
}

/// Whether our own writer wrote a header.
pub(super) fn is_ours(header: &StringRecord) -> bool {
    header.get(0) == Some("key") && header.get(1) == Some("type")
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
            let plain = || guess::column(name).or_else(|| either(name));
            said.or_else(plain).or_else(|| guess::first_word(name))
        })
        .collect();
    if !is_by_hand(header) {
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
    find(&guess::plain(name)).map(|(_, column)| *column)
}

/// What nearly each table has, told by other words where no column is named plainly.
fn by_other_words(
    header: &StringRecord,
    mapped: &[Option<Column>],
    columns: &mut [Option<Column>],
) {
    const WANTED: &[Column] = &[
        Column::Field(Field::TITLE),
        Column::Field(Field::AUTHOR),
        Column::Field(Field::CONTAINER_TITLE),
        Column::Field(Field::ISSUED),
        Column::Field(Field::URL),
        Column::Kind,
        Column::Reference,
    ];
    let is_mapped = |at: usize| mapped.get(at).copied().flatten().is_some();
    for wanted in WANTED {
        if has(columns, *wanted) {
            continue;
        }
        let whole = |name: &str| loose(name) == Some(*wanted);
        let part = |name: &str| {
            !guess::is_about(name) && name.split(|c: char| !c.is_alphabetic()).any(whole)
        };
        let free = |at: &usize| match columns.get(*at).copied().flatten() {
            // “Publication” is a title where no other column is one.
            Some(Column::Field(Field::CONTAINER_TITLE)) => {
                *wanted == Column::Field(Field::TITLE) && !is_mapped(*at)
            }
            said => said.is_none(),
        };
        let names: Vec<(usize, &str)> = header.iter().enumerate().collect();
        let find = |fits: &dyn Fn(&str) -> bool| {
            names.iter().find(|(at, name)| free(at) && fits(name)).map(|(at, _)| *at)
        };
        let found = find(&whole).or_else(|| find(&part));
        if let Some(column) = found.and_then(|at| columns.get_mut(at)) {
            *column = Some(*wanted);
        }
    }
}

/// Whether a table has a column, or others that say the same.
fn has(columns: &[Option<Column>], wanted: Column) -> bool {
    let title = Some(Column::Field(Field::TITLE));
    columns.contains(&Some(wanted))
        || wanted == Column::Field(Field::ISSUED) && columns.contains(&Some(Column::Year))
        || wanted == Column::Reference && columns.contains(&title)
}

/// “Publisher/Journal”: where a work appeared, whichever it is.
fn either(name: &str) -> Option<Column> {
    let mut parts = name.split('/').filter_map(|part| guess::column(part.trim()));
    let both = [parts.next()?, parts.next()?];
    let fields = [Field::PUBLISHER, Field::CONTAINER_TITLE];
    let is_either = fields.iter().all(|field| both.contains(&Column::Field(*field)));
    is_either.then_some(Column::Field(Field::CONTAINER_TITLE))
}

/// What is not named is told by its cells, where the title or both author and publication
/// are missing.
fn by_cells(rows: &[StringRecord], columns: &mut [Option<Column>]) {
    let named = |field| columns.contains(&Some(Column::Field(field)));
    let told = named(Field::AUTHOR) || named(Field::CONTAINER_TITLE);
    let whole = columns.contains(&Some(Column::Reference));
    if rows.len() < 2 || whole || named(Field::TITLE) && told {
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
        if has(columns, found) {
            continue;
        }
        if let Some(column) = columns.get_mut(at).filter(|column| column.is_none()) {
            *column = Some(found);
        }
    }
}
