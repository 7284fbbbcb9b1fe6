//! XML written: elements indented, text escaped.

use crate::text::xml::escape;
use crate::text::{RichText, markup};

/// An XML file in the making.
#[derive(Debug)]
pub(crate) struct XmlOut {
    out: String,
    open: Vec<String>,
}

impl XmlOut {
    /// A file that begins with the XML declaration.
    pub(crate) fn new() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name.to_owned());
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element with text only; none where the text is empty.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.leaf_with(name, &[], text);
    }

    /// An element with attributes and text; none where the text is empty.
    pub(crate) fn leaf_with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) {
        if text.is_empty() {
            return;
        }
        self.indent();
        self.tag(name, attributes);
        self.out.push('>');
        escape(text, &mut self.out);
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// An element with text and face markup (`i`, `b`, `sup`, `sub`), as Crossref's titles
    /// have it.
    pub(crate) fn rich_leaf(&mut self, name: &str, text: &RichText) {
        let mut content = String::new();
        escape(&markup::from_rich(text), &mut content);
        for tag in ["i", "b", "sup", "sub"] {
            content = content
                .replace(&format!("&lt;{tag}&gt;"), &format!("<{tag}>"))
                .replace(&format!("&lt;/{tag}&gt;"), &format!("</{tag}>"));
        }
        self.indent();
        self.tag(name, &[]);
        self.out.push_str(&format!(">{content}</{name}>\n"));
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push_str(&format!(" {name}=\""));
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }

    /// The file; what is open is closed.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.into_bytes()
    }
}
