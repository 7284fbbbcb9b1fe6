//! Writing a table.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::{CHANGED_KIND, INEXACT_VALUE, NO_HOME};
use crate::diag::catalogue::csv::UNKNOWN_COLUMN;
use crate::formats::csv::{Column, DEFAULT, cells, guess, names};
use crate::formats::{WriteOptions, Written};
use crate::model::{Datatype, Entry, Field, variable};
use crate::text::{Format, RichText, markup};

pub(super) fn table(entries: &[Entry], options: &WriteOptions, delimiter: u8) -> Written {
    let mut written = Written::default();
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows(entries, options, &mut written.diagnostics) {
        // A vector takes every byte, so writing cannot fail.
        let _ = table.write_record(row.iter().map(|cell| cells::guard(cell).into_owned()));
    }
    written.bytes = table.into_inner().unwrap_or_default();
    written
}

/// The headers, then a row for each entry.
pub(in crate::formats) fn rows(
    entries: &[Entry],
    options: &WriteOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<String>> {
    let columns = columns(entries, options, diagnostics);
    let mut rows = vec![columns.iter().map(|(header, _)| header.to_string()).collect()];
    for (index, entry) in entries.iter().enumerate() {
        let row = columns.iter().map(|(_, column)| cell(entry, *column).into_owned());
        rows.push(row.collect());
        report(entry, index, &columns, diagnostics);
    }
    rows
}

/// The names of the columns that hold all of these entries: the usual ones, then one for each
/// further field that any of them has.
pub(in crate::formats) fn names_of(entries: &[Entry]) -> Vec<String> {
    let mut names: Vec<String> = DEFAULT.iter().map(|name| (*name).to_owned()).collect();
    let columns: Vec<_> = usual().collect();
    let at_home = at_home_in_all(&columns);
    let mut more = BTreeSet::new();
    for entry in entries {
        let own = at_home_of(entry, &columns);
        for (field, _) in entry.fields() {
            let name = field.name();
            let kept = at_home.contains(&field)
                || own.contains(&field)
                || name.starts_with("x-ibid-");
            if let (false, Some(header)) = (kept, guess::header(field)) {
                more.insert(header.to_owned());
            }
        }
    }
    names.extend(more);
    names
}

fn usual() -> impl Iterator<Item = (Cow<'static, str>, Column)> {
    DEFAULT.iter().filter_map(|name| Some((Cow::Borrowed(*name), guess::column(name)?)))
}

fn columns<'a>(
    entries: &[Entry],
    options: &'a WriteOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Cow<'a, str>, Column)> {
    if options.columns.is_empty() {
        let named = |name: String| Some((guess::column(&name)?, name));
        let all = names_of(entries).into_iter().filter_map(named);
        return all.map(|(column, name)| (Cow::Owned(name), column)).collect();
    }
    let mut columns = Vec::new();
    for name in
        options.columns.iter().map(|name| name.trim()).filter(|name| !name.is_empty())
    {
        let column = guess::named(name);
        if column.is_none() {
            let message = format!("`{name}` is no field that ibid knows");
            diagnostics.push(
                Diagnostic::new(&UNKNOWN_COLUMN, message).help(
                    "the column holds the field of that very name, if entries have it",
                ),
            );
        }
        let column = column.unwrap_or_else(|| Column::Field(Field::named(name)));
        columns.push((Cow::Borrowed(name), column));
    }
    columns
}

fn cell(entry: &Entry, column: Column) -> Cow<'_, str> {
    let date = || variable::date(entry, Field::ISSUED);
    let start = |part: fn(crate::model::DateParts) -> u8| {
        let parts = date().and_then(|date| date.start());
        let number = parts.map(part).filter(|number| *number > 0);
        number.map_or(Cow::Borrowed(""), |number| Cow::Owned(number.to_string()))
    };
    match column {
        Column::Key => Cow::Borrowed(entry.key().as_str()),
        Column::Kind => Cow::Borrowed(guess::word(variable::kind(entry))),
        Column::Year => {
            let parts = date().and_then(|date| date.start());
            parts.map_or(Cow::Borrowed(""), |parts| Cow::Owned(parts.year.to_string()))
        }
        Column::Month => start(|parts| parts.month),
        Column::Day => start(|parts| parts.day),
        Column::FirstPage => Cow::Owned(page(entry, 0)),
        Column::LastPage => Cow::Owned(page(entry, 1)),
        Column::Reference => Cow::Borrowed(""),
        Column::VolumeIssue => {
            let (volume, issue) = (value(entry, Field::VOLUME), value(entry, Field::ISSUE));
            if issue.is_empty() { volume } else { Cow::Owned(format!("{volume}({issue})")) }
        }
        Column::Field(field) => value(entry, field),
    }
}

fn page(entry: &Entry, end: usize) -> String {
    let pages = entry.text(Field::PAGE).unwrap_or_default();
    pages
        .split(['-', '–'])
        .filter(|page| !page.is_empty())
        .nth(end)
        .unwrap_or("")
        .trim()
        .to_owned()
}

/// A field as text: names and dates as the manual says, formatting as CSL's tags.
fn value(entry: &Entry, field: Field) -> Cow<'_, str> {
    match field.datatype() {
        Datatype::Names => match variable::names(entry, field) {
            Some(list) => Cow::Owned(names::write(&list)),
            None => Cow::Borrowed(""),
        },
        Datatype::Date => match variable::date(entry, field) {
            Some(date) => Cow::Owned(date.to_string()),
            None => Cow::Borrowed(""),
        },
        Datatype::Rich | Datatype::RichList => match variable::rich(entry, field) {
            Some(rich) if rich.marks().iter().any(|mark| is_written(mark.format)) => {
                Cow::Owned(markup::from_rich(&shown(&rich)))
            }
            Some(rich) => Cow::Owned(rich.text().to_owned()),
            None => Cow::Borrowed(""),
        },
        _ => variable::text(entry, field).or_else(|| entry.text(field)).unwrap_or_default(),
    }
}

/// Formats that are worth a tag in a cell that people read.
fn is_written(format: Format) -> bool {
    matches!(
        format,
        Format::Italic
            | Format::Bold
            | Format::SmallCaps
            | Format::Superscript
            | Format::Subscript
    )
}

/// The text with those formats alone.
fn shown(rich: &RichText) -> RichText {
    use crate::text::rich::Event;
    let mut shown = RichText::default();
    let mut open = Vec::new();
    for event in rich.events() {
        match event {
            Event::Open(format) => {
                open.push(is_written(format).then(|| shown.open(format)));
            }
            Event::Text(text) => shown.push_str(text),
            Event::Close(_) => {
                if let Some(Some(mark)) = open.pop() {
                    shown.close(mark);
                }
            }
        }
    }
    shown
}

/// Names what an entry has and the table has not.
fn report(
    entry: &Entry,
    index: usize,
    columns: &[(Cow<'_, str>, Column)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut at_home = at_home_in_all(columns);
    at_home.extend(at_home_of(entry, columns));
    let kind = entry.kind();
    if guess::kind(guess::word(kind)) != Some(kind) {
        let message = format!("a table cannot tell the type `{kind}` from others");
        diagnostics
            .push(Diagnostic::new(&CHANGED_KIND, message).in_entry(index, entry.key()));
    }
    for (field, _) in entry.fields() {
        if !at_home.contains(&field) {
            let message = format!("`{field}` has no column");
            let finding =
                Diagnostic::new(&NO_HOME, message).in_field(index, entry.key(), field);
            diagnostics.push(finding.help(format!("--columns …,{field} gives it one")));
        } else if protects_case(entry, field) {
            let message =
                format!("the protected capitals of `{field}` are not marked in a table");
            let finding = Diagnostic::new(&INEXACT_VALUE, message);
            diagnostics.push(finding.in_field(index, entry.key(), field));
        }
    }
}

/// The fields that these columns hold, whatever the entry.
fn at_home_in_all(columns: &[(Cow<'_, str>, Column)]) -> BTreeSet<Field> {
    let mut at_home = BTreeSet::new();
    for (_, column) in columns {
        match column {
            Column::Field(field) => {
                at_home.insert(*field);
                at_home.extend(joined(*field).iter().copied());
            }
            Column::Year | Column::Month | Column::Day => {
                at_home.insert(Field::ISSUED);
            }
            Column::FirstPage | Column::LastPage => {
                at_home.insert(Field::PAGE);
            }
            Column::VolumeIssue => at_home.extend([Field::VOLUME, Field::ISSUE]),
            Column::Key | Column::Kind | Column::Reference => {}
        }
    }
    at_home
}

/// The fields of an entry that answer to the variables of these columns.
fn at_home_of(entry: &Entry, columns: &[(Cow<'_, str>, Column)]) -> BTreeSet<Field> {
    let fields = columns.iter().filter_map(|(_, column)| match column {
        Column::Field(field) => Some(*field),
        _ => None,
    });
    fields.flat_map(|field| variable::answering(entry, field)).collect()
}

/// Fields that are written as a part of another.
fn joined(field: Field) -> &'static [Field] {
    match field {
        Field::TITLE => &[Field::SUBTITLE],
        Field::CONTAINER_TITLE => &[Field::BOOKSUBTITLE, Field::JOURNALSUBTITLE],
        _ => &[],
    }
}

fn protects_case(entry: &Entry, field: Field) -> bool {
    matches!(field.datatype(), Datatype::Rich | Datatype::RichList)
        && entry.rich(field).is_some_and(|rich| {
            rich.marks().iter().any(|mark| mark.format == Format::NoCase)
        })
}
