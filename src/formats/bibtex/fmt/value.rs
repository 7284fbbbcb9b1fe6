//! Values: their delimiters, numbers, months.

use std::borrow::Cow;

use super::options::{Characters, Delimiters, Months, Numbers, Options, Wrap};
use super::{encode, wrap};
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::edit::has_bare_quote;
use crate::formats::bibtex::map;
use crate::formats::bibtex::scan::is_balanced;
use crate::formats::bibtex::strings::{self, Meaning};
use crate::formats::bibtex::tree::{FieldNode, Part, ValueKind};
use crate::model::date::month_named;
use crate::model::{Datatype, EntryKind};
use crate::text::latex;

/// Where a value is written.
pub(super) struct Site {
    /// The column that it begins in.
    pub(super) column: usize,
    /// The kind of its entry.
    pub(super) kind: Option<EntryKind>,
}

/// Writes the value of a field.
pub(super) fn write(
    out: &mut String,
    document: &Document,
    node: &FieldNode,
    site: &Site,
    options: &Options,
) {
    if let Some(month) = month(document, node, options) {
        out.push_str(month);
        return;
    }
    let is_pages = options.page_dashes
        && node.kind != ValueKind::Concat
        && node.name.of(document.text()).eq_ignore_ascii_case("pages");
    let name = node.name.of(document.text());
    let (enclose, strip) = match node.kind {
        ValueKind::Braced | ValueKind::Quoted if is_text(name, site) => {
            (named(&options.enclose, name), named(&options.strip_braces, name))
        }
        _ => (false, false),
    };
    let source = |text| {
        let text = if strip { unbraced(text) } else { text };
        // Broken into lines with its braces, so that it is broken there again.
        let coded = match options.characters {
            Characters::Keep => Cow::Borrowed(text),
            _ if enclose && is_prose(document, node, site) => encode::encode(text, options),
            _ => Cow::Borrowed(text),
        };
        match enclosed(&coded).filter(|_| enclose) {
            Some(text) => {
                Cow::Owned(text_of(document, node, &text, site, options).into_owned())
            }
            None => text_of(document, node, text, site, options),
        }
    };
    for (at, part) in document.tree().parts(node).enumerate() {
        if at > 0 {
            out.push_str(" # ");
        }
        write_part(out, document, part, is_pages, source, options);
    }
}

fn write_part<'a>(
    out: &mut String,
    document: &'a Document,
    part: Part,
    is_pages: bool,
    source: impl Fn(&'a str) -> Cow<'a, str>,
    options: &Options,
) {
    let text = document.text();
    let written = part.span.of(text);
    let inner = part.inner(text).of(text);
    let quoted = match part.kind {
        ValueKind::Number => match options.numbers {
            Numbers::Delimited => options.delimiters == Delimiters::Quotes,
            _ => return out.push_str(written),
        },
        ValueKind::Macro | ValueKind::Missing | ValueKind::Concat => {
            return out.push_str(written);
        }
        _ if options.numbers == Numbers::Bare && is_number(inner) => {
            return out.push_str(inner);
        }
        kind => match options.delimiters {
            Delimiters::Braces => false,
            Delimiters::Quotes => true,
            Delimiters::Keep => kind == ValueKind::Quoted,
        },
    };
    let value = if is_pages { with_dashes(inner) } else { source(inner) };
    // Quotes cannot hold quotes; braces can hold all that is balanced.
    let quoted = if quoted { !has_bare_quote(&value) } else { !is_balanced(&value) };
    out.push(if quoted { '"' } else { '{' });
    out.push_str(&value);
    out.push(if quoted { '"' } else { '}' });
}

fn named(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether braces around the whole value of a field say no more than “keep the case”: around
/// names they make an institution.
fn is_text(name: &str, site: &Site) -> bool {
    let Some(kind) = site.kind else { return false };
    let field = map::field_of(name, kind);
    matches!(field.datatype(), Datatype::Rich | Datatype::Plain | Datatype::Number)
}

/// A value without the braces that enclose all of it; a command in braces is one character.
fn unbraced(text: &str) -> &str {
    peeled(text, |inside| !inside.starts_with('\\'))
}

/// A value without any braces around all of it.
pub(super) fn bare(text: &str) -> &str {
    peeled(text, |_| true)
}

/// A value in braces of its own; none where it has them, or is empty. A group that begins
/// with a command is one character, whose case may change.
fn enclosed(text: &str) -> Option<String> {
    let text = text.trim();
    (unbraced(text) == text && !text.is_empty()).then(|| match text.starts_with('\\') {
        true => format!("{{{{{text}}}}}"),
        false => format!("{{{text}}}"),
    })
}

/// Takes whole groups off; a value in more of them than anybody writes stays as it is, so
/// that a wall of braces costs no more than a look at it.
fn peeled(text: &str, counts: impl Fn(&str) -> bool) -> &str {
    let mut left = text.trim();
    for _ in 0..DEEPEST {
        match inside(left).filter(|inside| counts(inside)) {
            Some(inside) => left = inside.trim(),
            None => return left,
        }
    }
    text.trim()
}

/// How many groups around a value are looked at.
const DEEPEST: usize = 16;

/// The inside of a group that is a whole text: `{A} and {B}` is none.
fn inside(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('{')?.strip_suffix('}')?;
    (!inside.ends_with('\\') && is_balanced(inside)).then_some(inside)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 19 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text of a value, broken and encoded as is wanted; what nobody interprets is left
/// alone.
fn text_of<'a>(
    document: &Document,
    node: &FieldNode,
    text: &'a str,
    site: &Site,
    options: &Options,
) -> Cow<'a, str> {
    if options.wrap == Wrap::Keep && options.characters == Characters::Keep {
        return Cow::Borrowed(text);
    }
    if !is_prose(document, node, site) {
        return Cow::Borrowed(text);
    }
    let encoded = encode::encode(text, options);
    match (node.kind, encoded) {
        // The pieces of a joined value are no lines of their own.
        (ValueKind::Concat, encoded) => encoded,
        (_, Cow::Borrowed(text)) => wrap::wrap(text, site.column, options),
        (_, Cow::Owned(text)) => {
            Cow::Owned(wrap::wrap(&text, site.column, options).into_owned())
        }
    }
}

/// Whether the value of a field is text that LaTeX sets. Fields that nobody knows may hold
/// anything.
fn is_prose(document: &Document, node: &FieldNode, site: &Site) -> bool {
    let Some(kind) = site.kind else { return false };
    let field = map::field_of(node.name.of(document.text()), kind);
    field.is_known()
        && !matches!(field.datatype(), Datatype::Verbatim | Datatype::Key | Datatype::Keys)
}

/// The name of a month that a field says in words or as a number.
fn month(document: &Document, node: &FieldNode, options: &Options) -> Option<&'static str> {
    let text = document.text();
    let wanted = options.months == Months::Macros
        && matches!(node.kind, ValueKind::Braced | ValueKind::Quoted | ValueKind::Number)
        && node.name.of(text).eq_ignore_ascii_case("month");
    if !wanted {
        return None;
    }
    let number = month_number(node.inner(text).of(text))?;
    let (name, _) = strings::MONTHS.get(usize::from(number).checked_sub(1)?)?;
    let free =
        matches!(document.strings().meaning(name, node.value.start), Meaning::Month(_));
    free.then_some(*name)
}

/// The number of a month in digits or words.
pub(super) fn month_number(source: &str) -> Option<u8> {
    let written = latex::to_plain(source);
    let number = written.parse::<u8>().ok();
    number.or_else(|| month_named(written.trim_end_matches('.')))
}

/// Page ranges with the two hyphens that classic styles make of one (`n.dashify`).
pub(super) fn with_dashes(text: &str) -> Cow<'_, str> {
    let range = |c: char| c.is_ascii_alphanumeric() || " ,;:+.-–—".contains(c);
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    if !has_digit || !text.chars().all(range) || !text.contains(['-', '–', '—']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut rest = text;
    while let Some(at) = rest.find(['-', '–', '—']) {
        let (before, dashes) = rest.split_at(at);
        rest = dashes.trim_start_matches(['-', '–', '—']);
        let between = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ' ')
            && rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == ' ');
        out.push_str(before);
        if between {
            out.push_str("--");
        } else {
            out.push_str(dashes.get(..dashes.len() - rest.len()).unwrap_or(""));
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}
