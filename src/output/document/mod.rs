//! Whole documents: a title and sections of references, one file a notation and one row in
//! [`NOTATIONS`].

mod docx;
mod html;
mod marked;
mod odt;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod runs;
#[cfg(test)]
mod tests;
mod zipped;

use crate::csl::Tree;

/// A document to be written.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The language of its own words, as a BCP 47 tag.
    pub language: String,
    /// Paragraphs below the title.
    pub intro: Vec<String>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The last line.
    pub footer: String,
    /// How it looks.
    pub look: Look,
    /// The heading of a table of contents, if there is to be one.
    pub contents: Option<String>,
    /// Whether lines after the first of an entry are indented.
    pub hanging_indent: bool,
}

/// How a document looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// A plain list.
    #[default]
    Plain,
    /// A web page of an institute.
    Institute,
    /// An academic's CV.
    Cv,
    /// An annual report.
    Report,
}

/// A heading and what stands below it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading; a list without one begins at once.
    pub heading: String,
    /// A name for links to it, unique in the document.
    pub anchor: String,
    /// Paragraphs below the heading.
    pub intro: Vec<String>,
    /// The references.
    pub items: Vec<Item>,
    /// Sections inside it.
    pub sections: Vec<Section>,
}

/// One reference.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// A name for links to it, unique in the document.
    pub anchor: String,
    /// Its number.
    pub number: Option<usize>,
    /// What is printed.
    pub tree: Tree,
    /// Its language where that is not the document's.
    pub language: Option<String>,
    /// What a reader can do with it (web pages only).
    pub buttons: Vec<Button>,
}

impl Item {
    /// The text with the number before it.
    fn numbered(&self) -> Tree {
        let Some(number) = self.number else { return self.tree.clone() };
        let mut tree = Tree::plain(format!("{number}. "));
        tree.append(&self.tree);
        tree
    }
}

/// A link of a reference.
#[derive(Clone, Debug)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What it does.
    pub action: Action,
}

/// What a button does.
#[derive(Clone, Debug)]
pub enum Action {
    /// It leads to an address.
    Open(String),
    /// It hands over a file that stands in the page itself.
    Save {
        /// The name of the file.
        name: String,
        /// Its media type.
        media: &'static str,
        /// What is in it.
        text: String,
    },
}

/// A notation of documents.
#[derive(Debug)]
pub struct Notation {
    /// The name on the command line.
    pub id: &'static str,
    /// File name extensions, the usual one first.
    pub extensions: &'static [&'static str],
    /// Writes a document.
    pub write: fn(&Document) -> Vec<u8>,
}

/// All notations, in the order that help shows.
pub static NOTATIONS: &[Notation] = &[
    Notation { id: "html", extensions: &["html", "htm", "xhtml"], write: html::write },
    Notation { id: "docx", extensions: &["docx"], write: docx::write },
    Notation { id: "odt", extensions: &["odt"], write: odt::write },
    Notation { id: "markdown", extensions: &["md", "markdown"], write: marked::markdown },
    Notation { id: "latex", extensions: &["tex"], write: marked::latex },
    Notation { id: "typst", extensions: &["typ"], write: marked::typst },
    Notation { id: "rtf", extensions: &["rtf"], write: marked::rtf },
    Notation { id: "text", extensions: &["txt"], write: plain::write },
    #[cfg(feature = "pdf")]
    Notation { id: "pdf", extensions: &["pdf"], write: pdf::write },
];

/// The notation of a name on the command line or an extension of a file.
#[must_use]
pub fn notation(name: &str) -> Option<&'static Notation> {
    let name = name.to_ascii_lowercase();
    NOTATIONS.iter().find(|notation| {
        notation.id == name || notation.extensions.contains(&name.as_str())
    })
}

/// Walks over sections with their depth, outer before inner.
fn walk<'a>(
    sections: &'a [Section],
    depth: usize,
    visit: &mut dyn FnMut(&'a Section, usize),
) {
    for section in sections {
        visit(section, depth);
        // Sections come from a description with a limit on its depth.
        walk(&section.sections, depth + usize::from(!section.heading.is_empty()), visit);
    }
}
