//! Faults of syntax: small while parsing, diagnostics when they are asked for.

use super::scan::is_balanced;
use crate::diag::catalogue::syntax;
use crate::diag::{Change, Diagnostic, Edit, Rule, Safety};
use crate::text::Span;

/// What is wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    pub(super) span: Span,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    MissingComma,
    MissingKey,
    MissingEquals,
    MissingValue,
    UnclosedBlock,
    UnclosedBrace,
    UnclosedQuote,
    UnclosedComment,
    QuoteInQuotes,
    ExtraBrace,
    StrayText,
    UnquotedValue,
    ParenthesisForBrace,
    BraceForParenthesis,
    DisabledField,
}

impl FaultKind {
    fn rule(self) -> &'static Rule {
        match self {
            Self::MissingComma => &syntax::MISSING_COMMA,
            Self::MissingKey => &syntax::MISSING_CITE_KEY,
            Self::MissingEquals => &syntax::MISSING_EQUALS,
            Self::MissingValue => &syntax::MISSING_VALUE,
            Self::UnclosedBlock => &syntax::UNCLOSED_ENTRY,
            Self::UnclosedBrace | Self::UnclosedQuote => &syntax::UNCLOSED_VALUE,
            Self::UnclosedComment => &syntax::UNCLOSED_COMMENT,
            Self::QuoteInQuotes => &syntax::QUOTE_IN_QUOTES,
            Self::ExtraBrace => &syntax::EXTRA_BRACE,
            Self::StrayText => &syntax::STRAY_TEXT,
            Self::UnquotedValue => &syntax::UNQUOTED_VALUE,
            Self::ParenthesisForBrace | Self::BraceForParenthesis => {
                &syntax::MISMATCHED_DELIMITER
            }
            Self::DisabledField => &syntax::DISABLED_FIELD,
        }
    }
}

impl Fault {
    /// The finding for people.
    pub(super) fn diagnostic(self, text: &str) -> Diagnostic {
        let found = quote(self.span.of(text));
        let message = match self.kind {
            FaultKind::MissingComma => "a comma is missing here".to_owned(),
            FaultKind::MissingKey => "the entry has no cite key".to_owned(),
            FaultKind::MissingEquals => "`=` is missing between name and value".to_owned(),
            FaultKind::MissingValue => format!("{found} has no value"),
            FaultKind::UnclosedBlock => format!("{found} is never closed"),
            FaultKind::UnclosedBrace => {
                "the value that `{` opens here is never closed".to_owned()
            }
            FaultKind::UnclosedQuote => {
                "the value that `\"` opens here has no end, or its braces do not match"
                    .to_owned()
            }
            FaultKind::UnclosedComment => "the comment is never closed".to_owned(),
            FaultKind::QuoteInQuotes => "a quote inside a value in quotes".to_owned(),
            FaultKind::ExtraBrace => "a closing brace too many".to_owned(),
            FaultKind::StrayText => format!("{found} does not belong to any field"),
            FaultKind::UnquotedValue => format!("the value {found} has no delimiters"),
            FaultKind::ParenthesisForBrace => "`)` closes what `{` opened".to_owned(),
            FaultKind::BraceForParenthesis => "`}` closes what `(` opened".to_owned(),
            FaultKind::DisabledField => format!("{found} is disabled by `@`"),
        };
        let finding = Diagnostic::new(self.kind.rule(), message).at(self.span);
        match (self.help(), self.fix(text)) {
            (Some(help), _) => finding.help(help),
            (None, Some((title, edits))) => {
                finding.fix(Safety::Safe, title, Change::Edits(edits))
            }
            (None, None) => finding,
        }
    }

    fn help(self) -> Option<&'static str> {
        Some(match self.kind {
            FaultKind::UnclosedBrace | FaultKind::UnclosedQuote => {
                "it was ended before the next line that looks like a field or an entry"
            }
            FaultKind::UnclosedBlock => "it was ended before the next entry",
            FaultKind::QuoteInQuotes => "write it as `{\"}` or put the value in braces",
            FaultKind::UnclosedComment => "it was ended with its line",
            FaultKind::DisabledField => {
                "BibTeX calls this an error; delete the field or keep it in a comment"
            }
            _ => return None,
        })
    }

    fn fix(self, text: &str) -> Option<(&'static str, Vec<Edit>)> {
        let insert = |at: u32, text: &str| Edit {
            span: Span { start: at, end: at },
            text: text.to_owned(),
        };
        let replace = |with: &str| vec![Edit { span: self.span, text: with.to_owned() }];
        Some(match self.kind {
            FaultKind::MissingComma => {
                ("insert the comma", vec![insert(self.span.start, ",")])
            }
            FaultKind::MissingEquals => ("insert `=`", vec![insert(self.span.start, " =")]),
            FaultKind::ExtraBrace => ("remove the brace", replace("")),
            FaultKind::ParenthesisForBrace => ("write `}`", replace("}")),
            FaultKind::BraceForParenthesis => ("write `)`", replace(")")),
            FaultKind::UnquotedValue if is_balanced(self.span.of(text)) => (
                "put it in braces",
                vec![insert(self.span.start, "{"), insert(self.span.end, "}")],
            ),
            _ => return None,
        })
    }
}

/// Quotes what was found, shortened to one line.
fn quote(found: &str) -> String {
    let line = found.lines().next().unwrap_or("").trim_end();
    let short: String = line.chars().take(40).collect();
    let cut = if short.len() < found.trim_end().len() { "…" } else { "" };
    format!("`{short}{cut}`")
}
