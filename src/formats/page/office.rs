//! Files of word processors (`.docx`, `.odt`): their text, headings, lists and tables as a
//! page of HTML, which the one reader of pages reads.
//!
//! ECMA-376 part 1 (WordprocessingML, section 17) and OpenDocument 1.3 part 3.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diag::catalogue::import::MALFORMED_XML;
use crate::diag::catalogue::page::NESTING_TOO_DEEP;
use crate::diag::{Diagnostic, Rule};
use crate::formats::common::{xml, zipped};

/// Elements nested deeper are read as if they were not.
const DEPTH: usize = 256;

/// Whether a decoded file looks like a packed document of a word processor.
pub(super) fn is_office(text: &str) -> bool {
    text.starts_with("PK\u{3}\u{4}")
        && ["word/", "[Content_Types].xml", "\ncontent.xml\n"]
            .iter()
            .any(|name| text.contains(name))
}

/// The document as a page of HTML; `None` if it is no document of a word processor.
pub(super) fn as_page(bytes: &[u8]) -> Option<Result<String, Diagnostic>> {
    let names = match zipped::names(bytes) {
        Ok(names) => names,
        Err(fault) => return Some(Err(fault)),
    };
    let has = |name: &str| names.iter().any(|own| own == name);
    let (part, word) = match () {
        () if has("word/document.xml") => ("word/document.xml", true),
        () if has("content.xml") && !has("xl/workbook.xml") => ("content.xml", false),
        () => return None,
    };
    let unpacked = zipped::check(bytes).and_then(|()| zipped::member(bytes, part));
    Some(unpacked.and_then(|text| {
        let text = String::from_utf8_lossy(&text);
        let mut page = Page::new(word);
        page.read(&text);
        page.finish().map_err(|(rule, fault)| {
            Diagnostic::new(rule, format!("{part}: {fault}; no text is left")).at(0..0)
        })
    }))
}

/// A rule, and what breaks it.
type Fault = (&'static Rule, String);

struct Page {
    word: bool,
    out: String,
    /// The paragraph so far.
    text: String,
    /// What encloses the paragraph: `p`, `li`, `h1` …
    block: String,
    bold: bool,
    italic: bool,
    list: usize,
    cells: usize,
    depth: usize,
    in_text: usize,
    /// Whether any text was read.
    told: bool,
    /// Why there may be none.
    fault: Option<Fault>,
}

impl Page {
    fn new(word: bool) -> Self {
        Self {
            word,
            out: "<!DOCTYPE html>\n<body>\n".to_owned(),
            text: String::new(),
            block: "p".to_owned(),
            bold: false,
            italic: false,
            list: 0,
            cells: 0,
            depth: 0,
            in_text: 0,
            told: false,
            fault: None,
        }
    }

    fn read(&mut self, source: &str) {
        let mut reader = Reader::from_str(source);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth < DEPTH {
                        self.open(&tag);
                    } else if self.fault.is_none() {
                        let message = format!("elements are nested more than {DEPTH} deep");
                        self.fault = Some((&NESTING_TOO_DEEP, message));
                    }
                }
                Ok(Event::Empty(tag)) => {
                    self.open(&tag);
                    self.close(tag.local_name().as_ref());
                }
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.close(tag.local_name().as_ref());
                }
                Ok(Event::Text(text)) if self.in_text > 0 => {
                    self.push(&text);
                }
                Ok(Event::GeneralRef(name)) if self.in_text > 0 => {
                    if let Some(text) = xml::entity(&name) {
                        self.push(&escaped(&text));
                    } else {
                        let name: &str = name.as_ref();
                        let message = format!("the entity `{name}` is not expanded");
                        self.fault = Some((&MALFORMED_XML, message));
                    }
                }
                // A document that breaks off is read up to there.
                Ok(Event::Eof) => {
                    if self.depth > 0 && self.fault.is_none() {
                        self.fault = Some((&MALFORMED_XML, "it breaks off".to_owned()));
                    }
                    return;
                }
                Err(error) => {
                    self.fault = Some((&MALFORMED_XML, error.to_string()));
                    return;
                }
                Ok(_) => {}
            }
        }
    }

    /// Adds characters, escaped already, as they look.
    fn push(&mut self, text: &str) {
        let (before, after) = match (self.bold, self.italic) {
            (true, _) => ("<b>", "</b>"),
            (_, true) => ("<i>", "</i>"),
            _ => ("", ""),
        };
        self.text.push_str(before);
        self.text.push_str(text);
        self.text.push_str(after);
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        match (tag.local_name().as_ref(), self.word) {
            ("t", true) => self.in_text += 1,
            ("p" | "h", false) => {
                self.in_text += 1;
                self.block = match (tag.local_name().as_ref(), self.list) {
                    ("h", _) => format!("h{}", level(&attribute(tag, "outline-level"))),
                    (_, 1..) => "li".to_owned(),
                    _ => "p".to_owned(),
                };
            }
            ("p", true) => self.block = if self.list > 0 { "li" } else { "p" }.to_owned(),
            ("pStyle", true) => {
                let style = attribute(tag, "val").to_lowercase();
                if let Some(number) = style.strip_prefix("heading") {
                    self.block = format!("h{}", level(number));
                } else if style == "title" {
                    self.block = "h1".to_owned();
                } else if style.starts_with("list") {
                    self.block = "li".to_owned();
                }
            }
            ("numPr", true) => self.block = "li".to_owned(),
            ("b", true) => self.bold = on(tag),
            ("i", true) => self.italic = on(tag),
            ("r", true) => (self.bold, self.italic) = (false, false),
            ("tab" | "s", _) => self.text.push(' '),
            ("br" | "line-break", _) => self.text.push_str("<br>"),
            ("a", false) => {
                let href = attribute(tag, "href");
                self.text.push_str(&format!("<a href=\"{}\">", escaped(&href)));
            }
            ("list-item", false) => self.list += 1,
            ("tbl", true) | ("table", false) => self.out.push_str("<table>\n"),
            ("tr", true) | ("table-row", false) => self.out.push_str("<tr>"),
            ("tc", true) | ("table-cell", false) => {
                self.cells += 1;
                self.out.push_str("<td>");
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match (name, self.word) {
            ("t", true) => self.in_text = self.in_text.saturating_sub(1),
            ("p", true) => self.paragraph(),
            ("p" | "h", false) => {
                self.in_text = self.in_text.saturating_sub(1);
                self.paragraph();
            }
            ("a", false) => self.text.push_str("</a>"),
            ("list-item", false) => self.list = self.list.saturating_sub(1),
            ("tbl", true) | ("table", false) => self.out.push_str("</table>\n"),
            ("tr", true) | ("table-row", false) => self.out.push_str("</tr>\n"),
            ("tc", true) | ("table-cell", false) => {
                self.cells = self.cells.saturating_sub(1);
                self.out.push_str("</td>");
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.told |= !text.trim().is_empty();
        if self.cells > 0 {
            self.out.push_str(&text);
            self.out.push(' ');
        } else if !text.trim().is_empty() {
            let block = &self.block;
            self.out.push_str(&format!("<{block}>{text}</{block}>\n"));
        } else {
            self.out.push_str("<p></p>\n");
        }
        (self.bold, self.italic) = (false, false);
    }

    /// The page, or what was wrong if no text was read.
    fn finish(mut self) -> Result<String, Fault> {
        self.paragraph();
        self.out.push_str("</body>\n");
        match self.fault.filter(|_| !self.told) {
            Some(fault) => Err(fault),
            None => Ok(self.out),
        }
    }
}

/// `<w:b/>` and `<w:b w:val="true"/>`, but not `<w:b w:val="0"/>`.
fn on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_str(), "0" | "false" | "off")
}

fn level(number: &str) -> u8 {
    number.trim().parse().unwrap_or(1).clamp(1, 6)
}

/// The value of an attribute by its local name.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found =
        tag.attributes().flatten().find(|own| own.key.local_name().as_ref() == name);
    let value = found.map(|own| own.value.into_owned());
    value.map(|value| xml::resolved(&value)).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(part: &str, xml: &str, expected: &str) {
        let bytes = zipped::write(&[(part, xml.as_bytes())]);
        let page = as_page(&bytes).unwrap().unwrap();
        let body = page.trim_start_matches("<!DOCTYPE html>\n<body>\n");
        assert_eq!(body.replace("<p></p>\n", "").trim_end_matches("</body>\n"), expected);
    }

    #[test]
    fn word() {
        check(
            "word/document.xml",
            "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Books</w:t></w:r></w:p>\
             <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>A &amp; B</w:t></w:r><w:r><w:t>, 2020</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
            "<h2>Books</h2>\n<li><i>A </i><i>&amp;</i><i> B</i>, 2020</li>\n<table>\n<tr><td>x </td></tr>\n</table>\n",
        );
    }

    #[test]
    fn a_document_without_text_says_why() {
        let told = |body: &str| {
            let part = ("word/document.xml", body.as_bytes());
            as_page(&zipped::write(&[part])).unwrap().unwrap_err().rule.name
        };
        assert_eq!(told(&"<w:p><w:r>".repeat(1000)), "nesting-too-deep");
        assert_eq!(told("<w:body><w:p>"), "malformed-xml");
        assert_eq!(told("<w:p><w:t>&a;</w:t></w:p>"), "malformed-xml");
    }

    #[test]
    fn open_document() {
        check(
            "content.xml",
            "<o><text:h text:outline-level=\"1\">Books</text:h><text:list><text:list-item><text:p>One<text:s/>\
             <text:a xlink:href=\"https://a.example/\">two</text:a></text:p></text:list-item></text:list></o>",
            "<h1>Books</h1>\n<li>One <a href=\"https://a.example/\">two</a></li>\n",
        );
    }
}
