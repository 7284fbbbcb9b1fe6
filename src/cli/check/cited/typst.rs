//! Typst: `@key`, `#cite(<key>)`, `#cite(label("any key"))`; labels of the document are no citations.

use super::mask::{Mask, past};
use super::{Citations, push_list};
use crate::text::Span;

/// What a document cites, defines and reads.
pub(super) fn citations(text: &str) -> Citations {
    let text = masked(text);
    let mut found = Citations::default();
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        let before =
            at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        // An address has a letter before its sign.
        if before.is_ascii_alphanumeric()
            || matches!(before, b'\\' | b'@' | b'.' | b'/' | b'"')
        {
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or("");
        let len = rest.find(|c| !is_label(c)).unwrap_or(rest.len());
        let key = rest.get(..len).unwrap_or("").trim_end_matches(['.', ':']);
        if !key.is_empty() {
            found.keys.push((Span::new(at + 1, at + 1 + key.len()), key.to_owned()));
        }
    }
    functions(&text, &mut found);
    labels(&text, &mut found);
    found.keys.sort_by_key(|(span, _)| *span);
    found
}

fn is_label(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':')
}

/// `cite(…)`, `bibliography(…, full: true)` and `include "…"`.
fn functions(text: &str, found: &mut Citations) {
    for (at, sign) in text.match_indices("cite(") {
        let from = at + sign.len();
        let rest = text.get(from..).unwrap_or("");
        let inner = rest.trim_start();
        let start = from + rest.len() - inner.len();
        if inner.starts_with('<') {
            let len = inner.find('>').unwrap_or(0);
            push_list(text, start + 1, start + len.max(1), &mut found.keys);
        } else if let Some(key) = inner.strip_prefix("label(\"") {
            let start = start + "label(\"".len();
            let len = key.find('"').unwrap_or(0);
            if let Some(key) = text.get(start..start + len).filter(|key| !key.is_empty()) {
                found.keys.push((Span::new(start, start + len), key.to_owned()));
            }
        }
    }
    for (at, _) in text.match_indices("bibliography(") {
        let call = text.get(at..past(text, at, ")")).unwrap_or("");
        let compact: String = call.split_whitespace().collect();
        if compact.contains("full:true") {
            found.keys.push((Span::new(at, at + call.len()), "*".to_owned()));
        }
    }
    for (at, sign) in text.match_indices("include \"") {
        let name = text.get(at + sign.len()..).and_then(|rest| rest.split('"').next());
        let typst = name.filter(|name| name.ends_with(".typ"));
        found.files.extend(typst.map(|name| name.trim_start_matches('/').to_owned()));
    }
}

/// `<label>` where it names a part of the document.
fn labels(text: &str, found: &mut Citations) {
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or("");
        let len = rest.find(|c| !is_label(c)).unwrap_or(rest.len());
        let before = text.get(..at).unwrap_or("").trim_end();
        let asked = before.ends_with('(') || before.ends_with(',');
        if len > 0 && rest.get(len..).is_some_and(|rest| rest.starts_with('>')) && !asked {
            found.own.extend(rest.get(..len).map(str::to_owned));
        }
    }
}

/// The text without comments and raw text.
fn masked(text: &str) -> String {
    let mut mask = Mask::new(text);
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|r| r.find(['/', '`'])).map(|o| at + o)
    {
        let rest = text.get(start..).unwrap_or("");
        let in_address = text.get(..start).is_some_and(|before| before.ends_with(':'));
        let run = rest.len() - rest.trim_start_matches('`').len();
        let end = if rest.starts_with("/*") {
            past(text, start, "*/")
        } else if rest.starts_with("//") && !in_address {
            start + rest.find('\n').unwrap_or(rest.len())
        } else if run == 2 {
            start + 2
        } else if run > 0 {
            past(text, start + run, &"`".repeat(run))
        } else {
            // `https://` goes on to its end.
            at = start + if in_address { 2 } else { 1 };
            continue;
        };
        mask.blank(start..end);
        at = end.max(start + 1);
    }
    mask.into_text()
}
