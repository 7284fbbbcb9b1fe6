//! Lines for `errorformat` of Vim and reviewdog: `path:line:column:t: message [rule]`, with
//! `t` one of `e`, `w`, `i` (`%f:%l:%c:%t: %m`).

use std::fmt::Write;

use super::{Located, Look, Renderer};
use crate::diag::Severity;

pub(super) const RENDERER: Renderer =
    Renderer { id: "errorformat", about: "lines for editors: %f:%l:%c:%t: %m", render };

fn render(findings: &[Located<'_>], _look: Look) -> String {
    let mut out = String::new();
    for finding in findings {
        let found = finding.diagnostic;
        let (line, column) = finding.start().map_or((1, 1), |at| (at.line, at.column));
        let letter = match found.severity {
            Severity::Error => 'e',
            Severity::Warning => 'w',
            Severity::Info => 'i',
        };
        let (file, rule) = (finding.file.name(), found.rule.name);
        let message = super::snippet::one_line(&found.message);
        let _ = writeln!(out, "{file}:{line}:{column}:{letter}: {message} [{rule}]");
    }
    out
}
