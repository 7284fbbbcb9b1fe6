//! Code Quality reports of GitLab (“Code Quality report format”).

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::{Located, Look, Renderer};
use crate::diag::Severity;

pub(super) const RENDERER: Renderer =
    Renderer { id: "gitlab", about: "a Code Quality report of GitLab", render };

fn render(findings: &[Located<'_>], _look: Look) -> String {
    // Equal findings in one file need fingerprints of their own.
    let mut seen: FxHashMap<u64, u64> = FxHashMap::default();
    let rows: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let count = seen.entry(fingerprint(finding, 0)).or_default();
            let fingerprint = fingerprint(finding, *count);
            *count += 1;
            row(finding, fingerprint)
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}

fn row(finding: &Located<'_>, fingerprint: u64) -> Value {
    let found = finding.diagnostic;
    let severity = match found.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": found.message,
        "check_name": found.rule.name,
        "fingerprint": format!("{fingerprint:016x}"),
        "severity": severity,
        "location": {
            "path": finding.file.name(),
            "lines": {
                "begin": finding.start().map_or(1, |at| at.line),
                "end": finding.end().map_or(1, |at| at.line),
            },
        },
    })
}

/// Stays the same while the finding moves in its file: FNV-1a of rule, file, entry, field
/// and message.
pub(super) fn fingerprint(finding: &Located<'_>, count: u64) -> u64 {
    let found = finding.diagnostic;
    let parts = [
        found.rule.name,
        finding.file.name(),
        finding.key().unwrap_or(""),
        finding.field().unwrap_or(""),
        &found.message,
    ];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.chain(count.to_le_bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
