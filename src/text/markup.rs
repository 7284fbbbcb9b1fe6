//! The HTML-like markup inside CSL-JSON text (citeproc-js manual, “HTML-like formatting
//! tags”): `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>`,
//! `<span style="font-variant:small-caps;">`, `<span class="nocase">`.

use crate::text::{Format, RichText, rich::Event};

/// A tag at its place in a source.
#[derive(Clone, Copy)]
struct Tag {
    start: usize,
    end: usize,
    name: Name,
    closes: bool,
    format: Format,
    /// Whether its partner was found; others stay characters.
    paired: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    Span,
}

/// Reads CSL-JSON text as rich text; tags that CSL does not know, and those without a
/// partner, stay as characters.
#[must_use]
pub fn to_rich(source: &str) -> RichText {
    let mut tags = tags(source);
    if tags.is_empty() {
        return RichText::plain(source);
    }
    pair(&mut tags);
    let mut rich = RichText::default();
    let mut open = Vec::new();
    let mut from = 0;
    for tag in tags.iter().filter(|tag| tag.paired) {
        rich.push_str(source.get(from..tag.start).unwrap_or(""));
        from = tag.end;
        if tag.closes {
            if let Some(mark) = open.pop() {
                rich.close(mark);
            }
        } else {
            open.push(rich.open(tag.format));
        }
    }
    rich.push_str(source.get(from..).unwrap_or(""));
    rich.close_all();
    rich
}

/// All tags that CSL knows.
fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for start in memchr::memchr_iter(b'<', source.as_bytes()) {
        let rest = source.get(start..).unwrap_or("");
        // The longest tag that counts has 44 characters.
        let window = rest.as_bytes().get(..rest.len().min(64)).unwrap_or_default();
        let Some(length) = memchr::memchr(b'>', window) else { continue };
        let Some(inside) = rest.get(1..length) else { continue };
        if let Some((name, closes, format)) = known(inside) {
            let end = start + length + 1;
            tags.push(Tag { start, end, name, closes, format, paired: false });
        }
    }
    tags
}

/// What stands between `<` and `>`.
fn known(inside: &str) -> Option<(Name, bool, Format)> {
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let (name, format) = match inside {
        "i" => (Name::Italic, Format::Italic),
        "b" => (Name::Bold, Format::Bold),
        "sup" => (Name::Superscript, Format::Superscript),
        "sub" => (Name::Subscript, Format::Subscript),
        "sc" => (Name::SmallCaps, Format::SmallCaps),
        "span" if closes => (Name::Span, Format::NoCase),
        _ => {
            let attribute = inside.strip_prefix("span ")?.trim();
            let plain: String = attribute
                .chars()
                .filter(|c| !matches!(c, ' ' | '"' | '\'' | ';'))
                .collect();
            match plain.as_str() {
                "class=nocase" => (Name::Span, Format::NoCase),
                "style=font-variant:small-caps" => (Name::Span, Format::SmallCaps),
                _ => return None,
            }
        }
    };
    Some((name, closes, format))
}

/// Finds the partners; what is opened between two partners and not closed has none.
fn pair(tags: &mut [Tag]) {
    let mut open: Vec<usize> = Vec::new();
    let mut waiting = [0usize; 6];
    let mut partners = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some(count) = waiting.get_mut(tag.name as usize) else { continue };
        if !tag.closes {
            *count += 1;
            open.push(at);
        } else if *count > 0 {
            while let Some(last) = open.pop() {
                let Some(opener) = tags.get(last) else { continue };
                if let Some(count) = waiting.get_mut(opener.name as usize) {
                    *count -= 1;
                }
                if opener.name == tag.name {
                    partners.push((last, at));
                    break;
                }
            }
        }
    }
    for (opener, closer) in partners {
        for at in [opener, closer] {
            if let Some(tag) = tags.get_mut(at) {
                tag.paired = true;
            }
        }
    }
}

/// Writes rich text as CSL-JSON text. Underline, code, quotations and math have no tag:
/// their characters stay.
#[must_use]
pub fn from_rich(rich: &RichText) -> String {
    if rich.marks().is_empty() {
        return rich.text().to_owned();
    }
    let mut out = String::with_capacity(rich.text().len() + rich.marks().len() * 8);
    for event in rich.events() {
        match event {
            Event::Text(text) => out.push_str(text),
            Event::Open(format) => out.push_str(tag_pair(format).0),
            Event::Close(format) => out.push_str(tag_pair(format).1),
        }
    }
    out
}

/// The tags of CSL-JSON around a kind of formatting.
#[must_use]
pub fn tag_pair(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Italic => ("<i>", "</i>"),
        Format::Bold => ("<b>", "</b>"),
        Format::Superscript => ("<sup>", "</sup>"),
        Format::Subscript => ("<sub>", "</sub>"),
        Format::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        Format::NoCase => ("<span class=\"nocase\">", "</span>"),
        Format::Underline | Format::Code | Format::Quote | Format::Math => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(source: &str, text: &str) {
        assert_eq!(to_rich(source).text(), text);
    }

    #[test]
    fn tags_become_marks_and_come_back() {
        for source in [
            "a <i>b <b>c</b></i> d",
            "H<sub>2</sub>O and 10<sup>3</sup>",
            "<span class=\"nocase\">DNA</span> and <span style=\"font-variant:small-caps;\">x</span>",
        ] {
            assert_eq!(from_rich(&to_rich(source)), source);
        }
    }

    #[test]
    fn tags_without_partner_stay() {
        plain("a < b > c", "a < b > c");
        plain("<i>open", "<i>open");
        plain("close</i>", "close</i>");
        plain("<i>a <b>b</i>", "a <b>b");
        plain("<u>a</u>", "<u>a</u>");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(source in "(<i>|</i>|<b>|</b>|<sc>|</span>|<span class=\"nocase\">|[a-z <>/]){0,30}") {
            let rich = to_rich(&source);
            let again = to_rich(&from_rich(&rich));
            proptest::prop_assert_eq!(again.text(), rich.text());
        }
    }
}
