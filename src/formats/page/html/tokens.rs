//! HTML as tags and text with their places: lenient, linear, without a tree.
//!
//! Follows the tokenisation of the WHATWG HTML standard (13.2.5) as far as saved pages need
//! it. A tree is not built, so nesting costs nothing; an unclosed comment or script ends
//! with the file.

use std::borrow::Cow;

use crate::text::Span;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats::page) enum Token<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag, by its name in lower case.
    Close(String),
    /// Characters between tags, references undone.
    Text(Cow<'a, str>, Span),
    /// What stands in a script, style or title, as it is.
    Raw(&'a str, Span),
}

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::formats::page) struct Tag<'a> {
    /// Its name in lower case.
    pub(in crate::formats::page) name: String,
    /// Its attributes, names in lower case, values with references undone.
    pub(in crate::formats::page) attributes: Vec<(String, Cow<'a, str>)>,
    /// Its place.
    pub(in crate::formats::page) span: Span,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(in crate::formats::page) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_ref())
    }
}

/// Elements whose content is no markup.
const RAW: &[&str] =
    &["script", "style", "title", "textarea", "noscript", "xmp", "template"];

/// More attributes than any real tag has.
const MOST_ATTRIBUTES: usize = 100;

/// Reads a page piece by piece.
pub(in crate::formats::page) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    raw: Option<String>,
}

impl<'a> Tokens<'a> {
    /// Begins at the beginning.
    pub(in crate::formats::page) fn new(source: &'a str) -> Self {
        Self { source, at: 0, raw: None }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn to_end(&self, needle: &str) -> usize {
        self.rest().find(needle).map_or(self.source.len(), |end| self.at + end)
    }

    fn between(&self, end: usize) -> (&'a str, Span) {
        (self.source.get(self.at..end).unwrap_or(""), Span::new(self.at, end))
    }

    /// The content of a script, style or title: up to its end tag.
    fn raw(&mut self, name: &str) -> Option<Token<'a>> {
        let bytes = self.source.as_bytes();
        let mut from = self.at;
        let end = loop {
            let Some(found) = memchr::memchr(b'<', bytes.get(from..).unwrap_or(&[])) else {
                break self.source.len();
            };
            let start = from + found;
            let closes = bytes.get(start + 1) == Some(&b'/')
                && bytes
                    .get(start + 2..start + 2 + name.len())
                    .is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
            if closes {
                break start;
            }
            from = start + 1;
        };
        let (text, span) = self.between(end);
        self.at = end;
        (!text.is_empty()).then_some(Token::Raw(text, span))
    }

    /// Skips a comment, a doctype or a processing instruction.
    fn skip_declaration(&mut self) {
        let rest = self.rest();
        let end = if rest.starts_with("<!--") {
            self.to_end("-->").saturating_add(3)
        } else if rest.starts_with("<![CDATA[") {
            self.to_end("]]>").saturating_add(3)
        } else {
            self.to_end(">").saturating_add(1)
        };
        self.at = end.min(self.source.len());
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = self.rest();
        let closing = rest.as_bytes().get(1) == Some(&b'/');
        let name_at = start + 1 + usize::from(closing);
        let name: String = self
            .source
            .get(name_at..)?
            .chars()
            .take(64)
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'))
            .collect();
        self.at = name_at + name.len();
        let name = name.to_ascii_lowercase();
        let mut tag = Tag { name, ..Tag::default() };
        while let Some(attribute) = self.attribute() {
            if tag.attributes.len() < MOST_ATTRIBUTES {
                tag.attributes.push(attribute);
            }
        }
        tag.span = Span::new(start, self.at);
        if closing {
            return Some(Token::Close(tag.name));
        }
        if RAW.contains(&tag.name.as_str()) {
            self.raw = Some(tag.name.clone());
        }
        Some(Token::Open(tag))
    }

    /// The next attribute; `None` at the end of the tag, which is passed.
    fn attribute(&mut self) -> Option<(String, Cow<'a, str>)> {
        let blank = |c: char| c.is_whitespace() || c == '/';
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(blank).len();
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with('>') {
            self.at += 1;
            return None;
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        // A stray `=` begins a name.
        let skip = usize::from(rest.starts_with('='));
        let length = rest.get(skip..)?.find(ends).map_or(rest.len(), |end| end + skip);
        let name = rest.get(..length)?.to_ascii_lowercase();
        self.at += length.max(1);
        let rest = self.rest();
        let trimmed = rest.trim_start();
        let Some(value) = trimmed.strip_prefix('=') else {
            return Some((name, Cow::Borrowed("")));
        };
        let value = value.trim_start();
        self.at = self.source.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (text, length) = match quote {
            Some(quote) => {
                let inner = value.get(1..)?;
                let end = inner.find(quote).unwrap_or(inner.len());
                (inner.get(..end)?, (end + 2).min(value.len()))
            }
            None => {
                let end = value
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(value.len());
                (value.get(..end)?, end)
            }
        };
        self.at += length;
        Some((name, unescape(text)))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if let Some(name) = self.raw.take()
                && let Some(token) = self.raw(&name)
            {
                return Some(token);
            }
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let second = rest.as_bytes().get(1).copied().unwrap_or(b' ');
            if rest.starts_with('<') && matches!(second, b'!' | b'?') {
                self.skip_declaration();
            } else if rest.starts_with('<')
                && (second.is_ascii_alphabetic()
                    || second == b'/'
                        && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic))
            {
                return self.tag();
            } else {
                // A `<` that begins no tag is a character.
                let skip = usize::from(rest.starts_with('<'));
                let length = rest
                    .get(skip..)
                    .and_then(|rest| rest.find('<'))
                    .map_or(rest.len(), |end| end + skip);
                let (text, span) = self.between(self.at + length);
                self.at += length;
                return Some(Token::Text(unescape(text), span));
            }
        }
    }
}

/// A longer reference than any that exists.
const LONGEST_REFERENCE: usize = 34;

/// Undoes character references: `&amp;`, `&#8217;`, `&#x2019;`; what is none stays.
pub(in crate::formats::page) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        match reference(rest) {
            Some((characters, length)) => {
                out.push_str(&characters);
                rest = rest.get(length..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The reference that a text begins with, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let body = text.get(1..)?;
    let end = body
        .bytes()
        .take(LONGEST_REFERENCE)
        .position(|b| !(b.is_ascii_alphanumeric() || b == b'#'))
        .unwrap_or(body.len().min(LONGEST_REFERENCE));
    let name = body.get(..end)?;
    let closed = body.as_bytes().get(end) == Some(&b';');
    let length = 1 + end + usize::from(closed);
    if let Some(number) = name.strip_prefix('#') {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((numbered(value)?.to_string(), length));
    }
    let known = markup5ever::data::NAMED_ENTITIES.get(&format!("{name};"));
    let (first, second) = *known.filter(|_| closed)?;
    let characters = [first, second].into_iter().filter_map(char::from_u32);
    Some((characters.filter(|c| *c != '\0').collect(), length))
}

/// The character of a number; 128 to 159 are those of windows-1252, as the standard says.
fn numbered(value: u32) -> Option<char> {
    if let Some(byte) = u8::try_from(value).ok().filter(|byte| (128..160).contains(byte)) {
        let bytes = [byte];
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
        return text.chars().next();
    }
    char::from_u32(value).filter(|c| *c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let show = |token: Token<'_>| match token {
            Token::Open(tag) => format!("<{} {:?}>", tag.name, tag.attributes),
            Token::Close(name) => format!("</{name}>"),
            Token::Text(text, span) => format!("{text}@{}", span.start),
            Token::Raw(text, _) => format!("raw:{text}"),
        };
        Tokens::new(source).map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn tags_attributes_and_text() {
        assert_eq!(
            shown("<P Class=a b='c &amp; d' checked>x &lt; y</p>"),
            "<p [(\"class\", \"a\"), (\"b\", \"c & d\"), (\"checked\", \"\")]>|x < y@33|</p>"
        );
    }

    #[test]
    fn broken_markup_ends_with_the_file() {
        assert_eq!(
            shown("a < b<script>if (a<b) x</script>c"),
            "a @0|< b@2|<script []>|raw:if (a<b) x|</script>|c@32"
        );
        assert_eq!(shown("<!-- no end"), "");
        assert_eq!(shown("<a href=\"x"), "<a [(\"href\", \"x\")]>");
    }

    #[test]
    fn references() {
        assert_eq!(
            unescape("&#8217;&#x2019;&eacute;&nbsp;&nosuch; & &#150;"),
            "’’é\u{a0}&nosuch; & –"
        );
    }
}
