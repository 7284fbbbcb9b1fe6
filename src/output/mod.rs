//! The writers: one output tree, many notations, one file each and one row in [`WRITERS`].
//!
//! A writer gets settled text with nested marks ([`Tree`]); what a notation cannot say
//! (light type in Markdown) is left out, never the characters.

mod ansi;
pub mod document;
mod html;
mod latex;
mod markdown;
mod rtf;
mod tables;
mod text;
mod typst;
mod walk;
mod wrap;

use crate::csl::{Bibliography, Tree};

pub use html::escape as escape_html;

/// A notation that styled text is written in.
#[derive(Debug)]
pub struct Writer {
    /// The name on the command line: `html`.
    pub id: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Writes a citation or the inside of a bibliography entry.
    pub inline: fn(&Tree) -> String,
    /// Writes a whole bibliography, ending in a line end.
    pub list: fn(&List<'_>) -> String,
}

/// A bibliography to be written.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// The entries and how they are laid out.
    pub bibliography: &'a Bibliography,
    /// How many columns a line has, where text is wrapped.
    pub width: Option<usize>,
}

impl<'a> List<'a> {
    /// The trees of the entries that have output.
    fn trees(&self) -> impl Iterator<Item = &'a Tree> {
        self.bibliography
            .entries
            .iter()
            .map(|(_, tree)| tree)
            .filter(|tree| !tree.is_empty())
    }

    /// Each entry written by a writer of inline text.
    fn lines(&self, inline: fn(&Tree) -> String) -> impl Iterator<Item = String> {
        self.trees().map(inline)
    }
}

/// All writers, in the order that help shows.
pub static WRITERS: &[Writer] = &[
    Writer {
        id: "text",
        about: "plain text, as citeproc-js writes it",
        inline: text::inline,
        list: text::list,
    },
    Writer {
        id: "html",
        about: "HTML, as citeproc-js writes it",
        inline: html::inline,
        list: html::list,
    },
    Writer {
        id: "markdown",
        about: "Markdown (CommonMark)",
        inline: markdown::inline,
        list: markdown::list,
    },
    Writer { id: "latex", about: "LaTeX", inline: latex::inline, list: latex::list },
    Writer { id: "typst", about: "Typst markup", inline: typst::inline, list: typst::list },
    Writer { id: "rtf", about: "Rich Text Format", inline: rtf::inline, list: rtf::list },
    Writer {
        id: "ansi",
        about: "text for a terminal, with its escape codes",
        inline: ansi::inline,
        list: ansi::list,
    },
];

/// The writer of a name on the command line.
#[must_use]
pub fn named(id: &str) -> Option<&'static Writer> {
    let id = match id {
        "md" | "commonmark" => "markdown",
        "tex" => "latex",
        "plain" | "txt" => "text",
        "terminal" => "ansi",
        id => id,
    };
    WRITERS.iter().find(|writer| writer.id == id)
}

#[cfg(test)]
mod tests;
