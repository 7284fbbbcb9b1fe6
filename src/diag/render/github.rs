//! Workflow commands of GitHub Actions (“Workflow commands”, setting messages).

use std::fmt::Write;

use super::{Located, Look, Renderer};
use crate::diag::Severity;

pub(super) const RENDERER: Renderer =
    Renderer { id: "github", about: "annotations of GitHub Actions", render };

fn render(findings: &[Located<'_>], _look: Look) -> String {
    let mut out = String::new();
    for finding in findings {
        let found = finding.diagnostic;
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let file = property(finding.file.name());
        let _ = write!(out, "::{command} title=ibid ({}),file={file}", found.rule.name);
        if let (Some(start), Some(end)) = (finding.start(), finding.end()) {
            let _ = write!(
                out,
                ",line={},endLine={},col={},endColumn={}",
                start.line, end.line, start.column, end.column
            );
        }
        let help = found.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
        let _ = writeln!(out, "::{}", data(&format!("{}{help}", found.message)));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
