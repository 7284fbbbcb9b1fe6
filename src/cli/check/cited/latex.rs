//! LaTeX: the commands of natbib, BibLaTeX, apacite and their like (`\\cite…{a,b}`), without comments,
//! verbatim text, and what stands after the end of the document.

use super::mask::{Mask, past};
use super::{Citations, push_list};

/// Environments that LaTeX does not read.
const VERBATIM: [&str; 9] = [
    "verbatim",
    "verbatim*",
    "Verbatim",
    "lstlisting",
    "minted",
    "comment",
    "filecontents",
    "filecontents*",
    "alltt",
];

/// What a document cites, defines and reads.
pub(super) fn citations(text: &str) -> Citations {
    let text = masked(text);
    let mut found = Citations::default();
    commands(&text, &mut found);
    found
}

/// The text without what LaTeX passes over.
fn masked(text: &str) -> String {
    let mut mask = Mask::new(text);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) =
        bytes.get(at..).and_then(|rest| memchr::memchr2(b'\\', b'%', rest))
    {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or("");
        let end = if rest.starts_with('%') {
            start + rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("\\end{document}") {
            text.len()
        } else if let Some(end) = skipped(text, start) {
            end
        } else {
            // `\\%` is a sign, and `\\\\` a line end.
            at = start + 1 + bytes.get(start + 1).map_or(0, |b| usize::from(b.is_ascii()));
            continue;
        };
        mask.blank(start..end);
        at = end.max(start + 1);
    }
    mask.into_text()
}

/// The end of verbatim text that begins here.
fn skipped(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    if let Some(name) = rest.strip_prefix("\\begin{") {
        let name = name.split('}').next()?;
        let end = format!("\\end{{{name}}}");
        return VERBATIM.contains(&name).then(|| past(text, start, &end));
    }
    if let Some(after) = rest.strip_prefix("\\iffalse") {
        let whole = !after.starts_with(|c: char| c.is_ascii_alphabetic());
        return whole.then(|| past(text, start, "\\fi"));
    }
    let after = rest.strip_prefix("\\verb").or_else(|| rest.strip_prefix("\\lstinline"))?;
    let after = after.trim_start_matches('*');
    let sign = after.chars().next()?;
    if sign.is_alphanumeric() || sign.is_whitespace() || matches!(sign, '{' | '[') {
        return None;
    }
    let from = start + rest.len() - after.len() + sign.len_utf8();
    let line = text.get(from..)?.split('\n').next()?;
    line.find(sign).map(|len| from + len + sign.len_utf8())
}

/// How the arguments of a command are read.
enum Reads {
    /// One list of keys.
    Keys,
    /// Lists of keys until there is no more brace: `\\autocites{a}{b}`.
    Lists,
    /// A volume before each list: `\\volcite{2}{a}`.
    Volumes,
}

fn reads(name: &str) -> Option<Reads> {
    const SETTING: [&str; 13] = [
        "setcitestyle",
        "citestyle",
        "citesetup",
        "citereset",
        "citetext",
        "newcite",
        "bibcite",
        "nocitemodifier",
        "citepunct",
        "citedelim",
        "citeindex",
        "citecounter",
        "citemid",
    ];
    let lower = name.to_ascii_lowercase();
    if lower == "bibentry" {
        return Some(Reads::Keys);
    }
    let defines = ["declare", "atnext", "atevery", "if", "renew", "new", "set"];
    if !lower.contains("cite")
        || SETTING.contains(&&*lower)
        || defines.iter().any(|prefix| lower.starts_with(prefix))
    {
        return None;
    }
    Some(match lower.ends_with("cites") {
        _ if lower.contains("volcite") => Reads::Volumes,
        true => Reads::Lists,
        false => Reads::Keys,
    })
}

fn commands(text: &str, found: &mut Citations) {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'\\', bytes) {
        let rest = text.get(at + 1..).unwrap_or("");
        let len = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let name = rest.get(..len).unwrap_or("");
        let mut from = at + 1 + len;
        if bytes.get(from) == Some(&b'*') {
            from += 1;
        }
        if let Some(reads) = reads(name) {
            cited(text, from, &reads, found);
            continue;
        }
        match name {
            "bibitem" => {
                let from = argument(text, from, b'[').map_or(from, |(_, end)| end + 1);
                if let Some((start, end)) = argument(text, from, b'{') {
                    found.own.extend(text.get(start..end).map(|key| key.trim().to_owned()));
                }
            }
            "input" | "include" | "subfile" | "subfileinclude" | "includestandalone" => {
                found.files.extend(file(text, from));
            }
            "import" | "subimport" | "includefrom" | "inputfrom" | "subinputfrom" => {
                let Some((start, end)) = argument(text, from, b'{') else { continue };
                let folder = text.get(start..end).unwrap_or("");
                let name = file(text, end + 1);
                found.files.extend(name.map(|name| format!("{folder}{name}")));
            }
            _ => {}
        }
    }
}

/// The name of a file: in braces, or a word after a space.
fn file(text: &str, from: usize) -> Option<String> {
    if let Some((start, end)) = argument(text, from, b'{') {
        return Some(text.get(start..end)?.trim().trim_matches('"').to_owned());
    }
    let rest = text.get(from..)?;
    let word = rest.strip_prefix([' ', '\t'])?.split_whitespace().next()?;
    (!word.contains(['\\', '{', '}', '#'])).then(|| word.to_owned())
}

/// The keys that stand after the name of a command.
fn cited(text: &str, mut from: usize, reads: &Reads, found: &mut Citations) {
    let bytes = text.as_bytes();
    let mut braces = 0;
    loop {
        let after = text.get(from..).unwrap_or("");
        let gap = after.get(..after.len() - after.trim_start().len()).unwrap_or("");
        let open = from + gap.len();
        // A blank line ends a command; after the first list its like stands close by.
        let Some(sign) = bytes.get(open).copied().filter(|_| gap.matches('\n').count() < 2)
        else {
            return;
        };
        let optional = match sign {
            b'[' => true,
            b'(' | b'<' => braces == 0,
            _ => false,
        };
        if sign != b'{' && !optional {
            return;
        }
        let Some((start, end)) = argument(text, open, sign) else { return };
        from = end + 1;
        if optional {
            continue;
        }
        braces += 1;
        let is_list = !matches!(reads, Reads::Volumes) || braces % 2 == 0;
        if is_list {
            push_list(text, start, end, &mut found.keys);
            if !matches!(reads, Reads::Lists) {
                return;
            }
        }
    }
}

/// The inside of an argument that begins with `open` at or after a place, within reach.
pub(super) fn argument(text: &str, from: usize, open: u8) -> Option<(usize, usize)> {
    let close = match open {
        b'{' => b'}',
        b'[' => b']',
        b'(' => b')',
        _ => b'>',
    };
    let rest = text.get(from..)?;
    let start = from + rest.len() - rest.trim_start().len();
    if text.as_bytes().get(start) != Some(&open) {
        return None;
    }
    let mut depth = 0usize;
    for (at, byte) in text.get(start + 1..)?.bytes().enumerate().take(20_000) {
        match byte {
            byte if byte == close && depth == 0 => {
                return Some((start + 1, start + 1 + at));
            }
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}
