//! Reading a table.

use crate::diag::Diagnostic;
use crate::diag::catalogue::csv::{BROKEN_ROW, UNKNOWN_COLUMN, UNMAPPED_COLUMN};
use crate::formats::csv::row::{Place, Row, Table};
use crate::formats::csv::{Column, cells, guess, header};
use crate::formats::{Parsed, ReadOptions, Source, page};
use crate::model::Field;
use crate::text::Span;

pub(in crate::formats) fn table(source: &Source, options: &ReadOptions) -> Parsed {
    let mut parsed = Parsed::default();
    sheet(source, options, "", &mut parsed);
    parsed
}

/// Reads a table whose name may say what its works are: “Op-eds”.
pub(in crate::formats) fn sheet(
    source: &Source,
    options: &ReadOptions,
    name: &str,
    parsed: &mut Parsed,
) {
    let kind = guess::kind_of_table(name);
    let whole = source.text();
    let (delimiter, text) = guess::delimiter(whole);
    let offset = whole.len() - text.len();
    let mut reader = guess::reader(text, delimiter);
    let mut row = csv::StringRecord::new();
    let sample = header::sample(text, delimiter);
    let named = header::row(&sample);
    let mut seen = 0;
    let mut columns: Option<Vec<Option<Place>>> = None;
    let about = Table {
        order: page::cells::order(whole),
        kind,
        by_hand: sample.get(named).is_some_and(header::is_by_hand),
        ours: sample.get(named).is_some_and(header::is_ours),
    };
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
            Ok(true) if header::is_empty(&row) => {}
            Ok(true) => match &columns {
                // Rows above the header only say what the table is.
                None if seen < named || is_title(&row, options) => {
                    seen += 1;
                    parsed.unread.push(span);
                }
                None => {
                    let below = sample.get(seen + 1..).unwrap_or(&[]);
                    let found =
                        headers(&row, below, options, span, &mut parsed.diagnostics);
                    columns = Some(found);
                }
                Some(columns) => {
                    unclosed(whole, start, end, &mut parsed.diagnostics);
                    Row::new(parsed, span, about).read(&row, columns);
                }
            },
        }
    }
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
    let is_mapped =
        |cell: &str| options.columns.iter().any(|(column, _)| same(cell, column));
    row.len() > 1 && header::is_title(row) && !row.iter().any(is_mapped)
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
    below: &[csv::StringRecord],
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
    let row: csv::StringRecord = row.iter().map(cells::unguard).collect();
    let said: Vec<Option<Column>> = (row.iter())
        .map(|header| {
            let mapped = options.columns.iter().find(|(column, _)| same(header, column));
            // Zotero's `Type` says which kind of report or thesis.
            let genre = has_item_type && same(header, "Type");
            let genre = genre.then_some(Column::Field(Field::GENRE));
            mapped.map(|(_, field)| target(field)).or(genre)
        })
        .collect();
    let found = header::columns(&row, below, &said);
    let mut columns = Vec::new();
    for (at, (header, column)) in row.iter().zip(found).enumerate() {
        let is_said = said.get(at).copied().flatten().is_some();
        let counts = !is_said && header::counts(header, at, below);
        let filled =
            below.iter().any(|row| row.get(at).is_some_and(|c| !c.trim().is_empty()));
        if counts || header.trim().is_empty() && !filled {
            columns.push(None);
            continue;
        }
        let numbered = format!("column {}", at + 1);
        let header = if header.trim().is_empty() { &numbered } else { header.trim() };
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
