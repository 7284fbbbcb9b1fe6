//! SARIF 2.1.0 (OASIS standard, errata 01).

use serde_json::{Value, json};

use super::gitlab::fingerprint;
use super::{Located, Look, Renderer};
use crate::diag::{Edit, Rule, Severity};
use crate::text::Span;

pub(super) const RENDERER: Renderer =
    Renderer { id: "sarif", about: "SARIF 2.1 for code scanning", render };

fn render(findings: &[Located<'_>], _look: Look) -> String {
    let mut rules: Vec<&'static Rule> =
        findings.iter().map(|finding| finding.diagnostic.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup();
    let results: Vec<Value> =
        findings.iter().map(|finding| result(finding, &rules)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "ibid",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.doc, "markdown": rule.doc},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.group.name()]},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Located<'_>, rules: &[&'static Rule]) -> Value {
    let found = finding.diagnostic;
    let mut physical = json!({"artifactLocation": artifact(finding)});
    if let Some(span) = finding.span {
        physical["region"] = region(finding, span);
    }
    let mut location = json!({"physicalLocation": physical});
    if let Some(key) = finding.key() {
        let path = finding.field().map_or(key.to_owned(), |field| format!("{key}.{field}"));
        location["logicalLocations"] =
            json!([{"name": key, "fullyQualifiedName": path, "kind": "member"}]);
    }
    let text = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let mut result = json!({
        "ruleId": found.rule.name,
        "ruleIndex": rules.binary_search_by_key(&found.rule.name, |rule| rule.name).unwrap_or(0),
        "level": level(found.severity),
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"ibid/v1": format!("{:016x}", fingerprint(finding, 0))},
    });
    let fixes: Vec<Value> = found
        .fixes
        .iter()
        .zip(&finding.fixes)
        .filter(|(_, edits)| !edits.is_empty())
        .map(|(fix, edits)| {
            let edits: Vec<Value> =
                edits.iter().map(|edit| replacement(finding, edit)).collect();
            json!({
                "description": {"text": fix.title},
                "artifactChanges": [{
                    "artifactLocation": artifact(finding),
                    "replacements": edits,
                }],
            })
        })
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    result
}

fn replacement(finding: &Located<'_>, edit: &Edit) -> Value {
    json!({
        "deletedRegion": region(finding, edit.span),
        "insertedContent": {"text": edit.text},
    })
}

fn region(finding: &Located<'_>, span: Span) -> Value {
    let start = finding.file.line_column(span.start);
    let end = finding.file.line_column(span.end.max(span.start));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": finding.file.byte(span.start),
        "byteLength": finding.file.byte(span.end.max(span.start)) - finding.file.byte(span.start),
    })
}

/// A relative reference as RFC 3986 wants it.
fn artifact(finding: &Located<'_>) -> Value {
    let mut uri = String::new();
    for byte in finding.file.name().replace('\\', "/").bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        if plain {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    if uri.starts_with('/') {
        uri.insert_str(0, "file://");
    }
    json!({"uri": uri})
}
