//! Excel's workbooks (Office Open XML, SpreadsheetML): each sheet is a table as in
//! `docs/csv.md`, and its name may say what its works are (“Op-eds”).

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use crate::diag::catalogue::conversion::NOT_READ;
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
    let sheets = match source.archive() {
        Some(bytes) => zipped::check(bytes).and_then(|()| sheets(bytes)),
        None => {
            Err(Diagnostic::new(&MALFORMED_ARCHIVE, "the file is no workbook").at(0..0))
        }
    };
    let mut parsed = Parsed::default();
    match sheets {
        Ok(sheets) => {
            let only = sheets.len() == 1;
            for sheet in &sheets {
                sheet.read(only, options, &mut parsed);
            }
        }
        Err(fault) => parsed.diagnostics.push(fault),
    }
    parsed
}

/// A sheet with what its cells show.
struct Sheet {
    name: String,
    /// Each row with its number, from 1.
    rows: Vec<(u32, Vec<String>)>,
}

/// The sheets that have cells.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Diagnostic> {
    let fault = |error: calamine::XlsxError| {
        let message = format!("the workbook cannot be read: {error}");
        Diagnostic::new(&MALFORMED_ARCHIVE, message).at(0..0)
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name).map_err(fault)?;
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        while let Some(cell) = reader.next_cell().map_err(fault)? {
            let (row, column) = cell.get_position();
            let text = text(cell.get_value());
            if text.trim().is_empty() || column >= COLUMNS {
                continue;
            }
            // Rows come in order; a row number of its own may be anything.
            if rows.last().map(|(last, _)| *last) != Some(row.saturating_add(1)) {
                rows.push((row.saturating_add(1), Vec::new()));
            }
            if let Some((_, cells)) = rows.last_mut() {
                let column = column as usize;
                cells.resize(cells.len().max(column + 1), String::new());
                if let Some(place) = cells.get_mut(column) {
                    *place = text;
                }
            }
        }
        if !rows.is_empty() {
            sheets.push(Sheet { name, rows });
        }
    }
    Ok(sheets)
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

impl Sheet {
    /// Reads the rows as a table of text; places in it are rows of the sheet.
    fn read(&self, only: bool, options: &ReadOptions, parsed: &mut Parsed) {
        let width = self.rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let mut out = ::csv::WriterBuilder::new().from_writer(Vec::new());
        let mut ends = Vec::new();
        for (_, row) in &self.rows {
            let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
            // A vector takes every byte, so writing cannot fail.
            let _ = out.write_record(cells);
            let _ = out.flush();
            ends.push(out.get_ref().len());
        }
        let bytes = out.into_inner().unwrap_or_default();
        let source = Source::of(None, String::from_utf8(bytes).unwrap_or_default().into());
        let (entries, told) = (parsed.entries.len(), parsed.diagnostics.len());
        csv::read::sheet(&source, options, &self.name, parsed);
        let place = if only { String::new() } else { format!("sheet `{}`, ", self.name) };
        for finding in parsed.diagnostics.iter_mut().skip(told) {
            if let Place::Span(span) = finding.place {
                let at = ends.partition_point(|end| *end <= span.start as usize);
                let row = self.rows.get(at).map_or(1, |(number, _)| *number);
                finding.message = format!("{place}row {row}: {}", finding.message);
                finding.place = Place::Whole;
            }
        }
        if parsed.entries.len() == entries && !only {
            parsed.diagnostics.truncate(told);
            let message = format!("the sheet `{}` has no table of works", self.name);
            let fault = Diagnostic::new(&NOT_READ, message);
            parsed
                .diagnostics
                .push(fault.help("a row must name the columns: Title, Author …"));
        }
        // The bytes of the made text are nobody's.
        parsed.spans.clear();
        parsed.unread.clear();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of rows with cells as text.
    fn sheet(rows: &[(u32, &[&str])]) -> String {
        let row = |(number, cells): &(u32, &[&str])| {
            let cells = cells.iter().enumerate().map(|(at, cell)| {
                let name = column_name(at);
                format!(
                    "<c r=\"{name}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"
                )
            });
            format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
        };
        let rows: String = rows.iter().map(row).collect();
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!("<worksheet xmlns=\"{space}\"><sheetData>{rows}</sheetData></worksheet>")
    }

    #[test]
    fn all_sheets_are_read_and_their_names_heeded() {
        let texts = [
            (
                "Op-eds",
                sheet(&[
                    (1, &["Staff publications"]),
                    (3, &["#", "Author", "Headline", "Where", "When"]),
                    (4, &["1", "Ida Holm", "Sail!", "Ferry Post", "31 June 2023"]),
                ]),
            ),
            ("Books", sheet(&[(1, &["Title", "Pages"]), (2, &["On Wood", "240"])])),
            ("References", sheet(&[(1, &["Title", "Journal"]), (2, &["Ice", "Quays"])])),
            ("Notes", sheet(&[(1, &["ask Olof in May"])])),
        ];
        let names: String = (1..)
            .zip(&texts)
            .map(|(id, (name, _))| {
                format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>")
            })
            .collect();
        let links: String = (1..=texts.len())
            .map(|id| {
                format!(
                    "<Relationship Id=\"rId{id}\" Type=\"http://schemas.openxmlformats.org/\
                     officeDocument/2006/relationships/worksheet\" \
                     Target=\"worksheets/sheet{id}.xml\"/>"
                )
            })
            .collect();
        let one_sheet = "<sheet name=\"References\" sheetId=\"1\" r:id=\"rId1\"/>";
        let parts: Vec<(String, String)> = PARTS
            .iter()
            .map(|(name, text)| {
                let start = text.find("<Relationship Id").unwrap_or(text.len());
                let linked =
                    format!("{}{links}</Relationships>", text.get(..start).unwrap_or(text));
                let text = match *name {
                    "xl/_rels/workbook.xml.rels" => linked,
                    _ => text.replace(one_sheet, &names),
                };
                ((*name).to_owned(), text)
            })
            .chain(
                (1..).zip(texts).map(|(id, (_, sheet))| {
                    (format!("xl/worksheets/sheet{id}.xml"), sheet)
                }),
            )
            .collect();
        let members: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let (source, _) = Source::new(None, zipped::write(&members));
        let parsed = read(&source, &ReadOptions::default());
        let kinds: Vec<&str> =
            parsed.entries.iter().map(|entry| entry.kind().name()).collect();
        assert_eq!(kinds, ["article-newspaper", "book", "article-journal"]);
        let told: Vec<&str> =
            parsed.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "sheet `Op-eds`, row 4: “31 June 2023” cannot exist; kept 2023-06",
                "the sheet `Notes` has no table of works",
            ]
        );
    }
}
