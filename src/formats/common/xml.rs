//! XML as a tree, tolerant of faults and limited in depth. Declared entities are never
//! expanded (XML 1.0, 4.1: only character and predefined references, and HTML's names).

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::diag::Diagnostic;
use crate::diag::catalogue::import::MALFORMED_XML;
use crate::text::Span;
pub(crate) use crate::text::xml::entity;
use crate::text::xml::windows;

/// How deep elements may nest; deeper ones are left out.
const MAX_DEPTH: usize = 128;

/// An element with what is in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// The name without its prefix.
    pub(crate) name: Box<str>,
    /// The namespace prefix as written, empty if there is none.
    pub(crate) prefix: Box<str>,
    /// Attributes by their names with prefix, references resolved.
    pub(crate) attributes: Vec<(Box<str>, Box<str>)>,
    /// What is inside, in order.
    pub(crate) children: Vec<Node>,
    /// The first byte of its tag.
    pub(crate) at: usize,
}

/// A piece of an element's content.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Characters, references resolved.
    Text(String),
}

impl Element {
    /// The elements directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether characters stand between the child elements.
    pub(crate) fn has_characters(&self) -> bool {
        let spoken =
            |node: &Node| matches!(node, Node::Text(text) if !text.trim().is_empty());
        self.children.iter().any(spoken)
    }

    /// The elements of a name directly inside.
    pub(crate) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| &*element.name == name)
    }

    /// The first element of a name directly inside.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| &*element.name == name)
    }

    /// The first element at a path of names.
    pub(crate) fn path(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements of a name anywhere inside, in order, not looking into those found.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    /// Whether an element of a name is anywhere inside.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.elements().any(|element| &*element.name == name || element.holds(name))
    }

    /// The elements anywhere inside that hold one of a name directly.
    pub(crate) fn holders<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.collect_holders(name, &mut found);
        found
    }

    fn collect_holders<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        // The depth is limited by the reader.
        for element in self.elements() {
            if element.child(name).is_some() {
                found.push(element);
            } else {
                element.collect_holders(name, found);
            }
        }
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        // The depth is limited by the reader.
        for element in self.elements() {
            if &*element.name == name {
                found.push(element);
            } else {
                element.collect(name, found);
            }
        }
    }

    /// An attribute's value; `xlink:href` is found by `href` too.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let local = |full: &str| full.rsplit(':').next().map(str::to_owned);
        self.attributes
            .iter()
            .find(|(full, _)| &**full == name)
            .or_else(|| {
                self.attributes
                    .iter()
                    .find(|(full, _)| local(full).as_deref() == Some(name))
            })
            .map(|(_, value)| &**value)
    }

    /// An attribute's value, or nothing.
    pub(crate) fn attr(&self, name: &str) -> &str {
        self.attribute(name).unwrap_or("")
    }

    /// All characters inside, spaces run together.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.add_text(&mut out);
        super::values::one_line(&out)
    }

    /// All characters inside; line ends that are not the file's own indentation are kept.
    pub(crate) fn lines(&self) -> String {
        super::values::lines(&self.raw_text())
    }

    /// All characters inside, line ends kept.
    pub(crate) fn raw_text(&self) -> String {
        let mut out = String::new();
        self.add_text(&mut out);
        out
    }

    fn add_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => match &*element.name {
                    "tex-math" | "annotation" | "annotation-xml" => {}
                    "math" => super::mathml::add_plain(element, out),
                    _ => element.add_text(out),
                },
            }
        }
    }

    /// The text of the first child of a name, or nothing.
    pub(crate) fn text_of(&self, name: &str) -> String {
        self.child(name).map(Self::text).unwrap_or_default()
    }

    /// The text at a path of names, or nothing.
    pub(crate) fn text_at(&self, names: &[&str]) -> String {
        self.path(names).map(Self::text).unwrap_or_default()
    }

    /// The content with CSL's markup for raised, lowered, slanted and heavy parts.
    pub(crate) fn rich(&self) -> String {
        let mut out = String::new();
        self.add_rich(&mut out);
        super::values::one_line(&out)
    }

    fn add_rich(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) if &*element.name == "math" => {
                    super::mathml::add(element, out);
                }
                Node::Element(element) => {
                    let tag = match element.name.to_ascii_lowercase().as_str() {
                        "i" | "em" | "italic" => "i",
                        "b" | "strong" | "bold" => "b",
                        "sup" => "sup",
                        "sub" | "inf" => "sub",
                        // TeX beside the same formula in MathML.
                        "tex-math" | "annotation" | "annotation-xml" => continue,
                        _ => "",
                    };
                    // Indented XML: nobody puts a new line before an index.
                    let end = out.trim_end().len();
                    if matches!(tag, "sup" | "sub")
                        && out.get(end..).is_some_and(|space| space.contains('\n'))
                    {
                        out.truncate(end);
                    }
                    if tag.is_empty() {
                        element.add_rich(out);
                    } else {
                        out.push_str(&format!("<{tag}>"));
                        element.add_rich(out);
                        out.push_str(&format!("</{tag}>"));
                    }
                }
            }
        }
    }
}

/// Reads XML; the result stands for the document and holds its outermost elements.
pub(crate) fn read(source: &str) -> (Element, Vec<Diagnostic>) {
    let mut builder = Builder::default();
    let mut from = 0;
    for stray in super::stray::stray(source) {
        parse(&mut builder, source.get(from..stray).unwrap_or(""), from);
        from = stray + 1;
        let character = source.get(stray..from).unwrap_or("");
        builder.fault(
            format!("`{character}` by itself is to be written as a reference"),
            stray,
        );
        builder.characters(character);
    }
    parse(&mut builder, source.get(from..).unwrap_or(""), from);
    builder.finish(source.len())
}

/// Parses a part of a document that begins at a place of it. After a fault it goes on with
/// the next tag.
fn parse(builder: &mut Builder, source: &str, from: usize) {
    let mut done = 0;
    while let Some(fault) = parse_on(builder, source.get(done..).unwrap_or(""), from + done)
    {
        let after = source.get(done + fault + 1..).unwrap_or("");
        let Some(next) = memchr::memchr(b'<', after.as_bytes()) else { break };
        if builder.restarts == MAX_RESTARTS {
            break;
        }
        builder.restarts += 1;
        done += fault + 1 + next;
    }
}

/// Parses up to the end or a fault, whose place it gives back.
fn parse_on(builder: &mut Builder, source: &str, from: usize) -> Option<usize> {
    let mut reader = Reader::from_str(source);
    let settings = reader.config_mut();
    settings.expand_empty_elements = true;
    settings.check_end_names = false;
    settings.allow_unmatched_ends = true;
    loop {
        let at = position(&reader).min(source.len());
        let start = from + at;
        match reader.read_event() {
            Ok(Event::Start(tag)) => builder.open(&tag, start),
            Ok(Event::End(tag)) => builder.close(tag.local_name().as_ref(), start),
            Ok(Event::Text(text)) => builder.characters(&text),
            Ok(Event::CData(text)) => builder.characters(&text),
            Ok(Event::GeneralRef(name)) => builder.reference(&name, start),
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => {
                builder.fault(error.to_string(), start);
                return Some(at);
            }
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
struct Builder {
    document: Element,
    open: Vec<Element>,
    too_deep: usize,
    /// How often the parser was started again after a fault.
    restarts: usize,
    diagnostics: Vec<Diagnostic>,
}

/// More findings than this help nobody.
const MAX_FAULTS: usize = 20;

/// A file with more faults of syntax is not worth it: each may cost a look at the rest.
const MAX_RESTARTS: usize = 200;

impl Builder {
    fn fault(&mut self, message: String, at: usize) {
        if self.diagnostics.len() < MAX_FAULTS {
            self.diagnostics
                .push(Diagnostic::new(&MALFORMED_XML, message).at(Span::at(at)));
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, at: usize) {
        if self.open.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                self.fault(
                    format!("elements nested deeper than {MAX_DEPTH} are left out"),
                    at,
                );
            }
            self.too_deep += 1;
            return;
        }
        let full = tag.name();
        let full: &str = full.as_ref();
        let (prefix, name) = full.split_once(':').unwrap_or(("", full));
        let mut attributes: Vec<(Box<str>, Box<str>)> = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            match attribute {
                Ok(attribute) => {
                    let name: &str = attribute.key.as_ref();
                    attributes.push((name.into(), resolved(&attribute.value).into()));
                }
                Err(error) => {
                    self.fault(error.to_string(), at);
                    break;
                }
            }
        }
        self.open.push(Element {
            name: name.into(),
            prefix: prefix.into(),
            attributes,
            children: Vec::new(),
            at,
        });
    }

    fn close(&mut self, name: &str, at: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(depth) = self.open.iter().rposition(|element| &*element.name == name)
        else {
            self.fault(format!("`</{name}>` closes nothing"), at);
            return;
        };
        while self.open.len() > depth + 1 {
            if let Some(inner) = self.open.last() {
                let message =
                    format!("`<{}>` is not closed before `</{name}>`", inner.name);
                self.fault(message, at);
            }
            self.pop();
        }
        self.pop();
    }

    fn pop(&mut self) {
        if let Some(element) = self.open.pop() {
            let parent = self.open.last_mut().unwrap_or(&mut self.document);
            parent.children.push(Node::Element(element));
        }
    }

    fn characters(&mut self, text: &str) {
        if self.too_deep > 0 {
            return;
        }
        let Some(element) = self.open.last_mut() else { return };
        let recovered = windows(text);
        let text = recovered.as_deref().unwrap_or(text);
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.to_owned())),
        }
    }

    fn reference(&mut self, name: &BytesRef<'_>, at: usize) {
        let code: &str = name.as_ref();
        match entity(code) {
            Some(text) => self.characters(&text),
            None => {
                self.fault(format!("`&{code};` is no entity that XML or HTML defines"), at);
                self.characters(&format!("&{code};"));
            }
        }
    }

    fn finish(mut self, end: usize) -> (Element, Vec<Diagnostic>) {
        if let Some(element) = self.open.last() {
            let message = format!("the text ends within `<{}>`", element.name);
            self.fault(message, end);
        }
        while !self.open.is_empty() {
            self.pop();
        }
        (self.document, self.diagnostics)
    }
}

/// Text with its references resolved; what is none stays.
pub(crate) fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at + 1..).unwrap_or("");
        let named = rest.find(';').filter(|end| *end < 32);
        match named.and_then(|end| Some((end, entity(rest.get(..end)?)?))) {
            Some((end, text)) => {
                out.push_str(&text);
                rest = rest.get(end + 1..).unwrap_or("");
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_with_faults_is_read() {
        let (document, faults) = read("<a x='1'>t&#233;xt<b>in</a><c/>");
        let a = document.child("a").unwrap();
        assert_eq!((a.attr("x"), a.text().as_str()), ("1", "téxtin"));
        assert!(document.child("c").is_some());
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn declared_entities_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY lol \"lolol\">]><a>&lol;&nbsp;</a>";
        let (document, faults) = read(bomb);
        assert_eq!(document.child("a").unwrap().raw_text(), "&lol;\u{a0}");
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn entities_of_html() {
        let (document, _) = read("<a>&sigma;&imath;&Ecaron;&nbsp;&amp;&#150;\u{97}</a>");
        assert_eq!(document.child("a").unwrap().raw_text(), "σıĚ\u{a0}&–—");
    }

    #[test]
    fn depth_is_limited() {
        let deep = "<a>".repeat(100_000);
        let (_, faults) = read(&deep);
        assert!(!faults.is_empty());
    }
}
