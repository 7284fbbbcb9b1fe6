//! What `ibid process` answers (DESIGN 7).

use serde::Serialize;

use crate::csl::{Bibliography, SecondFieldAlign};
use crate::diag::{Diagnostic, Place};
use crate::text::LineIndex;

/// An answer: the document, or why there is none.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    /// The document.
    Document(Document),
    /// Why there is none.
    Failure {
        /// The fault.
        error: Message,
    },
}

/// A document, set and written.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Document {
    pub(crate) citations: Vec<Written>,
    pub(crate) bibliography: Option<WrittenBibliography>,
    pub(crate) warnings: Vec<Message>,
}

/// A citation or bibliography entry.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// A bibliography.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct WrittenBibliography {
    pub(crate) entries: Vec<Written>,
    hanging_indent: bool,
    entry_spacing: u32,
    line_spacing: u32,
    second_field_align: Option<&'static str>,
}

impl WrittenBibliography {
    pub(crate) fn new(entries: Vec<Written>, layout: &Bibliography) -> Self {
        Self {
            entries,
            hanging_indent: layout.hanging_indent,
            entry_spacing: layout.entry_spacing,
            line_spacing: layout.line_spacing,
            second_field_align: layout.second_field_align.map(|align| match align {
                SecondFieldAlign::Flush => "flush",
                SecondFieldAlign::Margin => "margin",
            }),
        }
    }
}

/// A finding.
#[derive(Debug, Serialize)]
pub(crate) struct Message {
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<At>,
}

/// A place in a style.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct At {
    line: u32,
    column: u32,
    byte: u32,
}

impl Message {
    /// A finding about the request as a whole.
    pub(crate) fn new(rule: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { rule, message, help: None, entry: None, field: None, start: None }
    }

    /// A diagnostic; `source` is what its bytes are bytes of.
    pub(crate) fn of(diagnostic: &Diagnostic, source: Option<&str>) -> Self {
        let mut message = Self::new(diagnostic.rule.name, diagnostic.message.clone());
        message.help.clone_from(&diagnostic.help);
        match (&diagnostic.place, source) {
            (Place::Span(span), Some(source)) => {
                let at = LineIndex::new(source).line_column(source, span.start);
                let (line, column) = (at.line, at.column);
                message.start = Some(At { line, column, byte: span.start });
            }
            (Place::Entry { key, field, .. }, _) => {
                message.entry = Some(key.to_string());
                message.field = field.map(|field| field.to_string());
            }
            _ => {}
        }
        message
    }
}
