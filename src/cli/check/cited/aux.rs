//! What LaTeX writes for BibTeX and biber: `.aux` and `.bcf`.

use super::latex::argument;
use super::{Citations, push_list};
use crate::text::Span;

/// `\\citation{a,b}`, BibLaTeX's `\\abx@aux@cite{0}{a}`, and `\\@input{part.aux}`.
pub(super) fn citations(text: &str) -> Citations {
    let mut found = Citations::default();
    for line_at in memchr::memchr_iter(b'\\', text.as_bytes()) {
        let rest = text.get(line_at..).unwrap_or("");
        if let Some(range) = after(text, line_at, "\\citation", 0) {
            push_list(text, range.0, range.1, &mut found.keys);
        } else if let Some(range) = after(text, line_at, "\\abx@aux@cite", 1) {
            push_list(text, range.0, range.1, &mut found.keys);
        } else if rest.starts_with("\\@input{")
            && let Some((start, end)) = after(text, line_at, "\\@input", 0)
        {
            found.files.extend(text.get(start..end).map(str::to_owned));
        }
    }
    found
}

/// An argument of a command, counted from nought.
fn after(text: &str, at: usize, name: &str, nth: usize) -> Option<(usize, usize)> {
    let mut from = at + name.len();
    if !text.get(at..)?.starts_with(name) {
        return None;
    }
    for _ in 0..nth {
        from = argument(text, from, b'{')?.1 + 1;
    }
    argument(text, from, b'{')
}

/// `<bcf:citekey order="1">a</bcf:citekey>`, with the members of sets made in the document.
pub(super) fn control_file(text: &str) -> Citations {
    let mut found = Citations::default();
    for (at, open) in text.match_indices("<bcf:citekey") {
        let Some(tag_end) = text.get(at..).and_then(|rest| rest.find('>')) else {
            continue;
        };
        let start = at + tag_end + 1;
        let tag = text.get(at + open.len()..start).unwrap_or("");
        let Some(len) = text.get(start..).and_then(|rest| rest.find("</bcf:citekey>"))
        else {
            continue;
        };
        let key = text.get(start..start + len).unwrap_or("").trim();
        let key = key.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        if let Some((before, members)) = tag.split_once("members=\"") {
            let from = at + open.len() + before.len() + "members=\"".len();
            let len = members.find('"').unwrap_or(0);
            push_list(text, from, from + len, &mut found.keys);
            found.own.push(key);
        } else if !key.is_empty() {
            found.keys.push((Span::new(start, start + len), key));
        }
    }
    found
}
