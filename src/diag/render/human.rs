//! Findings as people read them: what, where, the line with a caret under the place, what to
//! do. The layout is that of rustc and ruff.

use std::fmt::Write;

use super::snippet::{self, Ink};
use super::{Located, Look, Renderer};
use crate::diag::{Fix, Safety};

pub(super) const RENDERER: Renderer =
    Renderer { id: "human", about: "for people: the line, a caret, help", render };

fn render(findings: &[Located<'_>], look: Look) -> String {
    let mut out = String::new();
    for finding in findings {
        one(finding, look, &mut out);
        out.push('\n');
    }
    out
}

fn one(finding: &Located<'_>, look: Look, out: &mut String) {
    let found = finding.diagnostic;
    let head = format!("{}[{}]", found.severity.name(), found.rule.name);
    let head = snippet::painted(&head, Ink::of(found.severity), look);
    let message = snippet::visible(&found.message);
    let _ = writeln!(out, "{head}: {}", snippet::painted(&message, Ink::Strong, look));
    let margin = finding.start().map_or(1, |at| at.line.to_string().len());
    let arrow = snippet::painted("-->", Ink::Frame, look);
    let _ = writeln!(out, "{:margin$}{arrow} {}", "", finding.place());
    if let Some(span) = finding.span {
        snippet::draw(finding.file, span, found.severity, margin, look, out);
    }
    let fixes = found.fixes.iter().map(note);
    let help = found.help.as_deref().map(|help| ("help", help.to_owned()));
    for (word, text) in help.into_iter().chain(fixes) {
        let room = look.width.saturating_sub(margin + 5 + word.len()).max(20);
        let mut lines = snippet::wrapped(&text, room).into_iter();
        let first = lines.next().unwrap_or_default();
        let sign = snippet::painted("=", Ink::Frame, look);
        let word = snippet::painted(word, Ink::Strong, look);
        let _ = writeln!(out, "{:margin$} {sign} {word}: {first}", "");
        for line in lines {
            let _ = writeln!(out, "{:margin$}         {line}", "");
        }
    }
}

/// `fix: swap the pages`, with the flag that it takes.
fn note(fix: &Fix) -> (&'static str, String) {
    let flag = match fix.safety {
        Safety::Safe => "`--fix`",
        Safety::Unsafe => "`--fix --unsafe-fixes`",
    };
    ("fix", format!("{} ({flag})", fix.title))
}
