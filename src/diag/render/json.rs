//! JSON: an array of findings, or one a line (DESIGN 4). [`SCHEMA`] describes one.

use serde_json::{Value, json};

use super::{Located, Look, Renderer, SourceFile};
use crate::diag::Safety;

pub(super) const RENDERER: Renderer =
    Renderer { id: "json", about: "a JSON array (`ibid schema diagnostics`)", render };

pub(super) const LINES: Renderer =
    Renderer { id: "json-lines", about: "one JSON object a line", render: render_lines };

/// The JSON Schema (2020-12) of the array.
pub const SCHEMA: &str = include_str!("diagnostics.schema.json");

fn render(findings: &[Located<'_>], _look: Look) -> String {
    let rows: Vec<Value> = findings.iter().map(finding).collect();
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}

fn render_lines(findings: &[Located<'_>], _look: Look) -> String {
    findings.iter().map(|found| format!("{}\n", finding(found))).collect()
}

/// One finding.
#[must_use]
pub fn finding(finding: &Located<'_>) -> Value {
    let found = finding.diagnostic;
    let at = |offset: u32| place(finding.file, offset);
    let fixes: Vec<Value> = found
        .fixes
        .iter()
        .zip(&finding.fixes)
        .filter(|(_, edits)| !edits.is_empty())
        .map(|(fix, edits)| {
            let edits: Vec<Value> = edits
                .iter()
                .map(|edit| {
                    let (start, end) = (at(edit.span.start), at(edit.span.end));
                    json!({"start": start, "end": end, "text": edit.text})
                })
                .collect();
            let safety = match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            };
            json!({"safety": safety, "title": fix.title, "edits": edits})
        })
        .collect();
    json!({
        "rule": found.rule.name,
        "group": found.rule.group.name(),
        "severity": found.severity.name(),
        "message": found.message,
        "help": found.help,
        "file": finding.file.name(),
        "entry": finding.key(),
        "field": finding.field(),
        "start": finding.span.map(|span| at(span.start)),
        "end": finding.span.map(|span| at(span.end.max(span.start))),
        "fixes": fixes,
    })
}

fn place(file: &SourceFile, offset: u32) -> Value {
    let at = file.line_column(offset);
    json!({"line": at.line, "column": at.column, "byte": file.byte(offset)})
}
