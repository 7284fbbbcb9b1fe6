//! Findings under the name of their file, in columns.

use std::fmt::Write;

use super::snippet::{self, Ink};
use super::{Located, Look, Renderer};

pub(super) const RENDERER: Renderer =
    Renderer { id: "grouped", about: "findings under the name of their file", render };

fn render(findings: &[Located<'_>], look: Look) -> String {
    let mut out = String::new();
    let mut rest = findings;
    while let Some(first) = rest.first() {
        let same = |finding: &&Located<'_>| finding.file.name() == first.file.name();
        let count = rest.iter().take_while(same).count();
        let (here, after) = rest.split_at(count.max(1));
        if !out.is_empty() {
            out.push('\n');
        }
        let name = first.file.name();
        let _ = writeln!(out, "{}:", snippet::painted(name, Ink::Strong, look));
        file(here, look, &mut out);
        rest = after;
    }
    out
}

fn file(findings: &[Located<'_>], look: Look, out: &mut String) {
    let place = |finding: &Located<'_>| match finding.start() {
        Some(at) => format!("{}:{}", at.line, at.column),
        None => finding.key().unwrap_or("-").to_owned(),
    };
    let width = findings.iter().map(|f| snippet::width(&place(f))).max().unwrap_or(0);
    for finding in findings {
        let found = finding.diagnostic;
        let place = place(finding);
        let pad = " ".repeat(width.saturating_sub(snippet::width(&place)));
        let head = format!("{}[{}]", found.severity.name(), found.rule.name);
        let head = snippet::painted(&head, Ink::of(found.severity), look);
        let message = snippet::one_line(&found.message);
        let _ = writeln!(out, "  {pad}{place}  {head} {message}");
    }
}
