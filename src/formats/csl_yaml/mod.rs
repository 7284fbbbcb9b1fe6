//! CSL-YAML: CSL-JSON's entries as YAML, as Pandoc reads and writes them (`references:`).

mod markdown;

use serde_json::{Map, Value as Json};

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::MALFORMED_YAML;
use crate::formats::{
    Format, Parsed, ReadOptions, Source, WriteOptions, Written, csl_json,
};
use crate::model::Entry;

/// The row of this format.
pub const FORMAT: Format = Format {
    id: "csl-yaml",
    about: "CSL-YAML, Pandoc's metadata",
    extensions: &["yaml", "yml"],
    sniff,
    read: Some(read),
    write: Some(write),
};

fn sniff(start: &str) -> u8 {
    let line = |head: &str| start.lines().any(|line| line.trim_end() == head);
    let id = start.lines().any(|line| {
        line.trim_start_matches([' ', '-']).starts_with("id:") && line.contains("id:")
    });
    match (line("references:"), id) {
        (true, true) if !start.contains("cff-version:") => 95,
        (false, true)
            if start.trim_start().starts_with("- ") && start.contains("type:") =>
        {
            60
        }
        _ => 0,
    }
}

fn read(source: &Source, _options: &ReadOptions) -> Parsed {
    let mut value = match parse(source.text()) {
        Ok(value) => value,
        Err(finding) => return Parsed { diagnostics: vec![*finding], ..Parsed::default() },
    };
    markdown::read(&mut value);
    let list = value.get("references").unwrap_or(&value);
    let (entries, diagnostics) = csl_json::from_value(list);
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// YAML as a JSON value; a fence of dashes around it, as in Pandoc's documents, is taken off.
pub(crate) fn parse(text: &str) -> Result<Json, Box<Diagnostic>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let text = text.strip_prefix("---").unwrap_or(text);
    let text =
        text.strip_suffix("---").or_else(|| text.strip_suffix("...")).unwrap_or(text);
    if let Some(at) = too_deep(text) {
        let message = format!("brackets nested deeper than {MAX_DEPTH} are not read");
        let finding = Diagnostic::new(&MALFORMED_YAML, message);
        return Err(Box::new(finding.at(crate::text::Span::at(at))));
    }
    serde_yaml_ng::from_str::<Json>(text).map_err(|error| {
        let at = error.location().map_or(0, |place| place.index());
        let finding = Diagnostic::new(&MALFORMED_YAML, error.to_string());
        Box::new(finding.at(crate::text::Span::at(at)))
    })
}

/// A value as YAML.
pub(crate) fn print(value: &Json) -> Vec<u8> {
    serde_yaml_ng::to_string(value).unwrap_or_default().into_bytes()
}

fn write(entries: &[Entry], options: &WriteOptions) -> Written {
    let written = (csl_json::FORMAT.write).map(|write| write(entries, options));
    let Written { bytes, diagnostics } = written.unwrap_or_default();
    let mut list: Json = serde_json::from_slice(&bytes).unwrap_or_default();
    markdown::write(&mut list);
    let mut outer = Map::new();
    outer.insert("references".to_owned(), list);
    Written { bytes: print(&Json::Object(outer)), diagnostics }
}

/// How deep flow collections may nest. The YAML crate needs time that grows with the square
/// of the depth, and hangs on a file of brackets.
const MAX_DEPTH: usize = 100;

/// Where brackets nest too deep; those in strings count too, for nobody's title has so many.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            // Text may hold a bracket without its partner.
            b'\n' if depth < 10 => depth = 0,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}
