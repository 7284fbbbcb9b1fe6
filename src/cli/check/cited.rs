//! `--cited-in`: which keys documents cite, compared with those that there are.
//!
//! LaTeX (`\cite…{a,b}`, any command of natbib and BibLaTeX), `.aux` (`\citation`, `\abx@aux@cite`),
//! `.bcf` (`<bcf:citekey>`), Markdown (pandoc, “Citation syntax”), Typst (`@key`, `<key>`).

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::Checked;
use super::target::Target;
use crate::cli::{Error, input};
use crate::diag::Diagnostic;
use crate::diag::catalogue::citations::{UNCITED_ENTRY, UNDEFINED_CITATION};
use crate::model::Field;
use crate::text::{Span, nearest};

/// For so many missing keys of a document the nearest one is looked for, among all keys.
const NEAREST: usize = 100;

/// Adds entries that nobody cites to `checked`; the documents with keys that nobody has.
pub(super) fn check(
    documents: &[PathBuf],
    checked: &mut [Checked],
) -> Result<Vec<Checked>, Error> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let mut known: FxHashSet<String> = FxHashSet::default();
    for entry in checked.iter().flat_map(|file| file.target.entries()) {
        known.insert(entry.key().to_string());
        let ids = entry.text(Field::IDS).unwrap_or_default();
        known.extend(
            ids.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
        );
    }
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_unstable();
    let mut cited: FxHashSet<String> = FxHashSet::default();
    let mut found = Vec::new();
    for path in documents {
        let (source, _) = input::source(path)?;
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let keys = keys(source.text(), ending);
        let missing = keys.iter().filter(|(_, key)| key != "*" && !known.contains(key));
        let findings = missing
            .enumerate()
            .map(|(at, (span, key))| {
                undefined(key, *span, (at < NEAREST).then_some(&names))
            })
            .collect();
        cited.extend(keys.into_iter().map(|(_, key)| key));
        let target = Target::document_only(path, source);
        found.push(Checked { target, found: findings });
    }
    if !cited.contains("*") {
        uncited(checked, &mut cited);
    }
    Ok(found)
}

fn undefined(key: &str, span: Span, names: Option<&Vec<&str>>) -> Diagnostic {
    let finding =
        Diagnostic::new(&UNDEFINED_CITATION, format!("no entry has the key `{key}`"));
    match names.and_then(|names| nearest(key, names.iter().copied())) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    }
    .at(span)
}

/// Reports entries that are not cited, nor pointed to by those that are.
fn uncited(checked: &mut [Checked], cited: &mut FxHashSet<String>) {
    // Links are followed a few steps: a set of a set of a crossref.
    for _ in 0..4 {
        let before = cited.len();
        for entry in checked.iter().flat_map(|file| file.target.entries()) {
            let ids = entry.text(Field::IDS).unwrap_or_default();
            let by_id = ids.split(',').any(|id| cited.contains(id.trim()));
            if by_id {
                cited.insert(entry.key().to_string());
            }
            if !cited.contains(entry.key().as_str()) {
                continue;
            }
            for field in [
                Field::CROSSREF,
                Field::XREF,
                Field::XDATA,
                Field::ENTRYSET,
                Field::RELATED,
            ] {
                let keys = entry.text(field).unwrap_or_default();
                cited.extend(keys.split(',').map(|key| key.trim().to_owned()));
            }
        }
        if cited.len() == before {
            break;
        }
    }
    for file in checked {
        for (index, entry) in file.target.entries().iter().enumerate() {
            if !cited.contains(entry.key().as_str()) {
                let message = format!("`{}` is cited nowhere", entry.key());
                let finding = Diagnostic::new(&UNCITED_ENTRY, message);
                file.found.push(finding.in_entry(index, entry.key()));
            }
        }
    }
}

/// The keys that a document cites, in its order.
fn keys(text: &str, ending: &str) -> Vec<(Span, String)> {
    match ending {
        "md" | "markdown" | "qmd" | "rmd" | "Rmd" | "txt" | "typ" => {
            at_signs(text, ending == "typ")
        }
        "bcf" => between(text, "<bcf:citekey", "</bcf:citekey>"),
        _ => commands(text),
    }
}

fn push_list(text: &str, start: usize, end: usize, keys: &mut Vec<(Span, String)>) {
    let mut at = start;
    for part in text.get(start..end).unwrap_or("").split(',') {
        let from = at + part.len() - part.trim_start().len();
        let key = part.trim();
        if !key.is_empty() && !key.contains(['#', '\\']) {
            keys.push((Span::new(from, from + key.len()), key.to_owned()));
        }
        at += part.len() + 1;
    }
}

/// `\cite[see][4]{a,b}`, `\autocites[1]{a}[2]{b}`, `\citation{a}`, `\abx@aux@cite{0}{a}`.
fn commands(text: &str) -> Vec<(Span, String)> {
    let mut keys = Vec::new();
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'\\', bytes) {
        let rest = text.get(at + 1..).unwrap_or("");
        let len =
            rest.find(|c: char| !c.is_ascii_alphabetic() && c != '@').unwrap_or(rest.len());
        let name = rest.get(..len).unwrap_or("").to_ascii_lowercase();
        let cites = name.contains("cite")
            && !matches!(&*name, "citestyle" | "citereset" | "citename" | "citefield")
            || matches!(&*name, "citation" | "bibentry" | "footfullcite");
        let defines = matches!(
            &*name,
            "bibcite" | "abx@aux@defaultrefcontext" | "newcite" | "nocitemodifier"
        );
        if !cites || defines || is_comment(text, at) {
            continue;
        }
        let several = name.ends_with("cites");
        let mut from = at + 1 + len;
        if bytes.get(from) == Some(&b'*') {
            from += 1;
        }
        let mut lists = Vec::new();
        loop {
            let after = text.get(from..).unwrap_or("");
            let gap = after.len() - after.trim_start().len();
            let open = from + gap;
            let close = match bytes.get(open) {
                Some(b'[') => b']',
                Some(b'(') if lists.is_empty() && several => b')',
                Some(b'{') => b'}',
                _ => break,
            };
            let Some(len) = text.get(open + 1..).and_then(|rest| balanced(rest, close))
            else {
                break;
            };
            if close == b'}' {
                lists.push((open + 1, open + 1 + len));
                if !several && !name.starts_with("abx@") {
                    break;
                }
            }
            from = open + len + 2;
            // A blank line ends a command.
            if gap > 0
                && after.get(..gap).is_some_and(|space| space.matches('\n').count() > 1)
            {
                break;
            }
        }
        if name.starts_with("abx@") {
            lists.drain(..lists.len().saturating_sub(1));
        }
        for (start, end) in lists {
            push_list(text, start, end, &mut keys);
        }
    }
    keys
}

fn is_comment(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let bytes = line.as_bytes();
    line.match_indices('%').any(|(at, _)| at == 0 || bytes.get(at - 1) != Some(&b'\\'))
}

/// Where `close` stands outside braces, within reach.
fn balanced(text: &str, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().take(20_000) {
        match byte {
            byte if byte == close && depth == 0 => return Some(at),
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

fn between(text: &str, open: &str, close: &str) -> Vec<(Span, String)> {
    let mut keys = Vec::new();
    for (at, _) in text.match_indices(open) {
        let rest = text.get(at..).unwrap_or("");
        let Some(start) = rest.find('>').map(|end| at + end + 1) else { continue };
        let Some(len) = text.get(start..).and_then(|rest| rest.find(close)) else {
            continue;
        };
        push_list(text, start, start + len, &mut keys);
    }
    keys
}

/// `@key` that no letter precedes; `@{key}`; in Typst also `<key>` after `cite(`.
fn at_signs(text: &str, typst: bool) -> Vec<(Span, String)> {
    let mut keys = Vec::new();
    let bytes = text.as_bytes();
    let mut code = false;
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        if !code && !fence {
            for at in memchr::memchr_iter(b'@', line.as_bytes()) {
                let at = line_start + at;
                let before =
                    at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
                // An address has a letter before its sign.
                if before.is_ascii_alphanumeric()
                    || matches!(before, b'\\' | b'@' | b'.' | b'/')
                {
                    continue;
                }
                if let Some(span) = key_at(text, at + 1) {
                    keys.push((span, span.of(text).to_owned()));
                }
            }
        }
        line_start += line.len();
    }
    if typst {
        for (at, sign) in text.match_indices("cite(") {
            let from = at + sign.len();
            let rest = text.get(from..).unwrap_or("");
            if let Some(key) = rest.trim_start().strip_prefix('<') {
                let start = text.len() - key.len();
                let start = if rest.starts_with('<') { from + 1 } else { start };
                if let Some(len) = text.get(start..).and_then(|rest| rest.find('>')) {
                    push_list(text, start, start + len, &mut keys);
                }
            }
        }
    }
    keys
}

fn key_at(text: &str, start: usize) -> Option<Span> {
    let rest = text.get(start..)?;
    if let Some(braced) = rest.strip_prefix('{') {
        let len = braced.find('}')?;
        return Some(Span::new(start + 1, start + 1 + len));
    }
    let inside = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let first = rest.chars().next()?;
    if !(first.is_alphanumeric() || first == '_') {
        return None;
    }
    let len = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let key = rest.get(..len)?.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
    Some(Span::new(start, start + key.len()))
}

#[cfg(test)]
mod tests {
    use super::keys;

    fn check(ending: &str, text: &str, expected: &[&str]) {
        let found: Vec<String> =
            keys(text, ending).into_iter().map(|(_, key)| key).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn latex() {
        check(
            "tex",
            r"\cite[see][p.~4]{doe2020, roe} \textcite{x} % \cite{no}",
            &["doe2020", "roe", "x"],
        );
        check("tex", r"\autocites(see)[1]{a}[2]{b} \nocite{*}", &["a", "b", "*"]);
        check(
            "aux",
            r"\citation{a,b} \abx@aux@cite{0}{c} \bibcite{a}{1}",
            &["a", "b", "c"],
        );
    }

    #[test]
    fn other_documents() {
        check(
            "md",
            "As @doe2020 [p. 3] and [see @roe:99; @{x y}]. Mail a@b.org.",
            &["doe2020", "roe:99", "x y"],
        );
        check("md", "```\n@no\n```\n@yes.", &["yes"]);
        check("typ", "See @doe2020 and #cite(<roe>).", &["doe2020", "roe"]);
        check("bcf", "<bcf:citekey order=\"1\">a</bcf:citekey>", &["a"]);
    }
}
