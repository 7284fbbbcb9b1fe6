//! One line a finding: `path:line:column: severity[rule] message`.

use std::fmt::Write;

use super::{Located, Look, Renderer};

pub(super) const RENDERER: Renderer =
    Renderer { id: "concise", about: "one line a finding", render };

fn render(findings: &[Located<'_>], _look: Look) -> String {
    let mut out = String::new();
    for finding in findings {
        let found = finding.diagnostic;
        let (severity, rule) = (found.severity.name(), found.rule.name);
        let message = super::snippet::one_line(&found.message);
        let _ = writeln!(out, "{}: {severity}[{rule}] {message}", finding.place());
    }
    out
}
