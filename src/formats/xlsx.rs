//! Excel's workbooks (Office Open XML, SpreadsheetML): the first sheet that has cells is a
//! table as in `docs/csv.md`.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use crate::diag::catalogue::import::MALFORMED_ARCHIVE;
use crate::diag::{Diagnostic, Place};
use crate::formats::common::zipped;
use crate::formats::{Format, Parsed, ReadOptions, Source, WriteOptions, Written, csv};
use crate::model::Entry;
use crate::text::xml::escape;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "xlsx",
    about: "Excel workbook, one row an entry",
    extensions: &["xlsx", "xlsm"],
    sniff: |text| if is_workbook(text) { 95 } else { 0 },
    read: Some(read),
    write: Some(write),
};

fn is_workbook(text: &str) -> bool {
    text.starts_with(crate::formats::source::ARCHIVE_TEXT)
        && text.lines().any(|name| name == "xl/workbook.xml")
}

/// Columns further right than this are no columns of a table of references.
const COLUMNS: u32 = 1000;

fn read(source: &Source, options: &ReadOptions) -> Parsed {
    let table = match source.archive() {
        Some(bytes) => zipped::check(bytes).and_then(|()| cells(bytes)),
        None => {
            Err(Diagnostic::new(&MALFORMED_ARCHIVE, "the file is no workbook").at(0..0))
        }
    };
    match table {
        Ok(rows) => rows_as_table(&rows, options),
        Err(fault) => Parsed { diagnostics: vec![fault], ..Parsed::default() },
    }
}

/// The cells of the first sheet that has any.
fn cells(bytes: &[u8]) -> Result<Vec<Vec<String>>, Diagnostic> {
    let fault = |error: calamine::XlsxError| {
        let message = format!("the workbook cannot be read: {error}");
        Diagnostic::new(&MALFORMED_ARCHIVE, message).at(0..0)
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    for sheet in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&sheet).map_err(fault)?;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut last = None;
        while let Some(cell) = reader.next_cell().map_err(fault)? {
            let (row, column) = cell.get_position();
            let text = text(cell.get_value());
            if text.trim().is_empty() || column >= COLUMNS {
                continue;
            }
            // Rows come in order; a row number of its own may be anything.
            if last != Some(row) {
                rows.push(Vec::new());
                last = Some(row);
            }
            if let Some(cells) = rows.last_mut() {
                let column = column as usize;
                cells.resize(cells.len().max(column + 1), String::new());
                if let Some(place) = cells.get_mut(column) {
                    *place = text;
                }
            }
        }
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}

/// What a cell shows; dates as ISO 8601, whole numbers without a point.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The rows as a table of text; places in it are rows of the sheet.
fn rows_as_table(rows: &[Vec<String>], options: &ReadOptions) -> Parsed {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = ::csv::WriterBuilder::new().from_writer(Vec::new());
    let mut ends = Vec::new();
    for row in rows {
        let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
        // A vector takes every byte, so writing cannot fail.
        let _ = out.write_record(cells);
        let _ = out.flush();
        ends.push(out.get_ref().len());
    }
    let text = String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default();
    let mut parsed = csv::read::table(&Source::of(None, text.into()), options);
    for finding in &mut parsed.diagnostics {
        if let Place::Span(span) = finding.place {
            let row = ends.partition_point(|end| *end <= span.start as usize);
            finding.message = format!("row {}: {}", row + 1, finding.message);
            finding.place = Place::Whole;
        }
    }
    // The bytes of the made text are nobody's.
    parsed.spans.clear();
    parsed.unread.clear();
    parsed
}

fn write(entries: &[Entry], options: &WriteOptions) -> Written {
    let mut diagnostics = Vec::new();
    let rows = csv::write::rows(entries, options, &mut diagnostics);
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (number, row) in (1..).zip(&rows) {
        sheet.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = column_name(column);
            sheet.push_str(&format!(
                "<c r=\"{name}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            ));
            escape(cell, &mut sheet);
            sheet.push_str("</t></is></c>");
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let members: Vec<(&str, &[u8])> = PARTS
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .chain([("xl/worksheets/sheet1.xml", sheet.as_bytes())])
        .collect();
    Written { bytes: zipped::write(&members), diagnostics }
}

/// `A`, `B`, … `Z`, `AA`
fn column_name(mut column: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    out.iter().rev().collect()
}

/// What every workbook with one sheet holds.
const PARTS: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
</Types>",
    ),
    (
        "_rels/.rels",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
</Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
<sheets><sheet name=\"References\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
</Relationships>",
    ),
];
