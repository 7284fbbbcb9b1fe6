//! The syntax tree of a style or locale file: elements, attributes and characters with
//! their byte spans.
//!
//! The tree is an arena: elements know their parent and children by number, so that depth
//! costs no stack.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diag::Diagnostic;
use crate::diag::catalogue::style as rules;
use crate::text::Span;

/// Elements nested deeper than this are left out: no style needs more, and everything that
/// walks the tree may then recurse.
const MAX_DEPTH: usize = 128;

/// The number of an element in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(u32);

/// An element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its local name: `text`, not `cs:text`.
    pub name: Box<str>,
    /// The start tag.
    pub span: Span,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// Its elements in order.
    pub children: Vec<ElementId>,
    /// The element around it.
    pub parent: Option<ElementId>,
    /// Its characters, without those of its elements.
    pub text: String,
}

/// An attribute.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name: `xml:lang`, `variable`.
    pub name: Box<str>,
    /// Its value, references resolved.
    pub value: Box<str>,
    /// Name and value in the source.
    pub span: Span,
}

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    elements: Vec<Element>,
}

impl Element {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| &*attribute.name == name);
        found.map(|attribute| &*attribute.value)
    }
}

impl Document {
    /// The outermost element.
    #[must_use]
    pub fn root(&self) -> Option<ElementId> {
        (!self.elements.is_empty()).then_some(ElementId(0))
    }

    /// An element.
    ///
    /// # Panics
    /// If the number comes from another document.
    #[must_use]
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    /// The elements directly inside one, with their numbers.
    pub fn children(
        &self,
        id: ElementId,
    ) -> impl DoubleEndedIterator<Item = (ElementId, &Element)> {
        self.get(id).children.iter().map(|child| (*child, self.get(*child)))
    }

    /// The first element of a name directly inside one.
    #[must_use]
    pub fn child(&self, id: ElementId, name: &str) -> Option<ElementId> {
        self.children(id).find(|(_, child)| &*child.name == name).map(|(child, _)| child)
    }

    /// All elements in the order of the file.
    pub fn all(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        (0u32..).map(ElementId).zip(&self.elements)
    }

    /// Reads XML. What comes before a fault is kept.
    #[must_use]
    pub fn read(source: &str) -> (Self, Vec<Diagnostic>) {
        let mut builder = Builder::default();
        let mut reader = Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let start = position(&reader);
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    builder.open(&tag, Span::new(start, position(&reader)), source);
                }
                Ok(Event::End(_)) => builder.close(),
                Ok(Event::Text(text)) => builder.characters(&text),
                Ok(Event::GeneralRef(name)) => builder.reference(&name),
                Ok(Event::CData(text)) => builder.characters(&text),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    builder.fault(error.to_string(), Span::at(start.min(source.len())));
                    break;
                }
            }
        }
        builder.finish(source)
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
struct Builder {
    document: Document,
    open: Vec<ElementId>,
    /// How many elements are open that are nested too deep to be kept.
    too_deep: usize,
    told_depth: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    fn open(&mut self, tag: &BytesStart<'_>, span: Span, source: &str) {
        if self.open.len() >= MAX_DEPTH || self.too_deep > 0 {
            self.too_deep += 1;
            if !self.told_depth {
                self.told_depth = true;
                self.fault(
                    format!("elements nested deeper than {MAX_DEPTH} are left out"),
                    span,
                );
            }
            return;
        }
        let id = ElementId(u32::try_from(self.document.elements.len()).unwrap_or(u32::MAX));
        let parent = self.open.last().copied();
        let local = tag.local_name();
        let name: &str = local.as_ref();
        let attributes = self.attributes(tag, span, source);
        self.document.elements.push(Element {
            name: name.into(),
            span,
            attributes,
            children: Vec::new(),
            parent,
            text: String::new(),
        });
        if let Some(parent) = parent
            && let Some(parent) = self.document.elements.get_mut(parent.0 as usize)
        {
            parent.children.push(id);
        }
        self.open.push(id);
    }

    fn attributes(
        &mut self,
        tag: &BytesStart<'_>,
        span: Span,
        source: &str,
    ) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => {
                    self.fault(error.to_string(), span);
                    continue;
                }
            };
            let name: &str = attribute.key.as_ref();
            let raw: &str = &attribute.value;
            let value = match quick_xml::escape::unescape(raw) {
                Ok(value) => value,
                Err(error) => {
                    self.fault(error.to_string(), span);
                    raw.into()
                }
            };
            attributes.push(Attribute {
                name: name.into(),
                value: line_ends(&decoded_again(&value)).into(),
                span: attribute_span(name, raw, span, source),
            });
        }
        attributes
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else {
            self.open.pop();
        }
    }

    fn characters(&mut self, text: &str) {
        let text = &decoded_again(text);
        if self.too_deep == 0
            && let Some(open) = self.open.last()
            && let Some(element) = self.document.elements.get_mut(open.0 as usize)
        {
            element.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let source = format!("&{name};");
        if let Ok(text) = quick_xml::escape::unescape(&source) {
            self.characters(&text);
        }
    }

    fn fault(&mut self, message: String, span: Span) {
        self.diagnostics.push(Diagnostic::new(&rules::MALFORMED_STYLE, message).at(span));
    }

    fn finish(mut self, source: &str) -> (Document, Vec<Diagnostic>) {
        if let Some(open) = self.open.last() {
            let element = self.document.get(*open);
            let message = format!("`<{}>` is not closed", element.name);
            let span = element.span;
            if self.diagnostics.is_empty() {
                self.fault(message, span);
            }
        } else if self.document.elements.is_empty() && self.diagnostics.is_empty() {
            self.fault("no element".to_owned(), Span::at(source.len().min(1)));
        }
        (self.document, self.diagnostics)
    }
}

/// An attribute value with the line ends of Unix. They are kept, against XML 1.0, 3.3.3, as
/// styles and the official fixtures write line breaks of delimiters and affixes literally.
fn line_ends(value: &str) -> std::borrow::Cow<'_, str> {
    if value.contains('\r') {
        value.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        value.into()
    }
}

/// Where an attribute stands in its tag.
fn attribute_span(name: &str, raw: &str, tag: Span, source: &str) -> Span {
    let text = tag.of(source);
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(name)) {
        let start = from + at;
        let rest = text.get(start + name.len()..).unwrap_or("");
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        let quoted = value.and_then(|value| value.get(1..)).filter(|v| v.starts_with(raw));
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        if let (Some(quoted), true) = (quoted, before.is_some_and(char::is_whitespace)) {
            let end = text.len() - quoted.len() + raw.len() + 1;
            return Span::new(tag.start as usize + start, tag.start as usize + end);
        }
        from = start + name.len();
    }
    tag
}

/// Numbers of characters that were escaped twice, `&amp;#160;`, as several public styles
/// have them: nobody means to print them as they stand.
fn decoded_again(text: &str) -> Cow<'_, str> {
    match quick_xml::escape::unescape(text) {
        Ok(decoded) if text.contains("&#") => decoded,
        _ => Cow::Borrowed(text),
    }
}
