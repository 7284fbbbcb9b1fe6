//! Characters that XML reserves and that a careless writer left as they are: `AT&T`,
//! `p < 0.05`. They are found before the text is parsed, so that one costs no record.

/// How long a quoted value may be that holds a `<`, which XML forbids.
const MAX_ODD_VALUE: usize = 256;

/// Where `&` and `<` stand that begin no reference and no tag.
pub(super) fn stray(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'<', b'&', bytes.get(at..).unwrap_or(&[])) {
        let start = at + next;
        let rest = bytes.get(start..).unwrap_or(&[]);
        let length = if rest.starts_with(b"&") { reference(rest) } else { markup(rest) };
        if length == 0 {
            found.push(start);
        }
        at = start + length.max(1);
    }
    found
}

/// The length of a reference; 0 if there is none.
fn reference(rest: &[u8]) -> usize {
    let name = rest.get(1..).unwrap_or(&[]).iter().take(40);
    let length =
        name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    let closed = rest.get(length + 1) == Some(&b';');
    if length > 0 && closed { length + 2 } else { 0 }
}

/// The length of a tag, comment, instruction or CDATA section; 0 if there is none.
fn markup(rest: &[u8]) -> usize {
    let until = |end: &[u8]| {
        memchr::memmem::find(rest, end).map_or(rest.len(), |found| found + end.len())
    };
    match rest.get(1) {
        Some(b'!') if rest.starts_with(b"<!--") => until(b"-->"),
        Some(b'!') if rest.starts_with(b"<![CDATA[") => until(b"]]>"),
        Some(b'?') => until(b"?>"),
        // A document type may hold declarations; the parser knows about them.
        Some(b'!') => 2,
        Some(c) if c.is_ascii_alphabetic() || matches!(c, b'/' | b'_' | b':' | 0x80..) => {
            tag(rest)
        }
        _ => 0,
    }
}

/// The length of a tag; 0 if another one begins before it ends.
fn tag(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(next) = rest.get(at..).unwrap_or(&[]).iter().position(special) {
        at += next;
        match rest.get(at) {
            Some(b'>') => return at + 1,
            Some(quote @ (b'"' | b'\'')) => match value(rest.get(at + 1..), *quote) {
                0 => return 0,
                length => at += length + 1,
            },
            _ => return 0,
        }
    }
    0
}

fn special(byte: &u8) -> bool {
    matches!(byte, b'<' | b'>' | b'"' | b'\'')
}

/// The length of a quoted value with its second quote; 0 if it has none.
fn value(rest: Option<&[u8]>, quote: u8) -> usize {
    let rest = rest.unwrap_or(&[]);
    match memchr::memchr2(quote, b'<', rest) {
        Some(end) if rest.get(end) == Some(&quote) => end + 1,
        Some(odd) => {
            let near = rest.get(odd..).unwrap_or(&[]);
            let near = near.get(..MAX_ODD_VALUE).unwrap_or(near);
            memchr::memchr(quote, near).map_or(0, |end| odd + end + 1)
        }
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::stray;

    fn check(text: &str, expected: &[usize]) {
        assert_eq!(stray(text), expected, "{text}");
    }

    #[test]
    fn what_begins_nothing_is_found() {
        check("AT&T", &[2]);
        check("p < 0.05, N<5", &[2, 11]);
        check("<a>&amp;&#38;&#x26;</a>", &[]);
        check("a <b", &[2]);
        check("<t>x <y and</t>", &[5]);
    }

    #[test]
    fn values_comments_and_sections_keep_theirs() {
        check("<a href=\"x?a=1&b=2\">t</a>", &[]);
        check("<a title='1 > 0 < 2'>t</a>", &[]);
        check("<!-- a & b < c --><![CDATA[a & b < c]]><?php a & b?>", &[]);
    }
}
