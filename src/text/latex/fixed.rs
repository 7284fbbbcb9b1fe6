//! Runs of LaTeX source whose insides nobody may touch: math, addresses, verbatim text.

use std::ops::Range;

use super::find::Braces;

/// Commands whose first argument is not set as text.
const COMMANDS: [&str; 10] = [
    "url",
    "path",
    "href",
    "nolinkurl",
    "doi",
    "ensuremath",
    "texttt",
    "lstinline",
    "verb",
    "begin",
];

/// The runs, in order; none overlaps another.
#[must_use]
pub fn fixed_runs(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut braces = Braces::default();
    let mut at = 0;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| memchr::memchr2(b'\\', b'$', rest))
    {
        let start = at + found;
        let end = if bytes.get(start) == Some(&b'$') {
            dollars(bytes, start)
        } else {
            command(source, start, &mut braces)
        };
        match end {
            Some(end) => {
                runs.push(start..end);
                at = end;
            }
            // An escaped sign begins nothing.
            None if bytes.get(start) == Some(&b'\\') => at = start + 2,
            // A dollar that nothing closes: what follows may all be math.
            None => {
                runs.push(start..bytes.len());
                break;
            }
        }
    }
    runs
}

/// The end of math in dollars, one or two.
fn dollars(bytes: &[u8], start: usize) -> Option<usize> {
    let double = bytes.get(start + 1) == Some(&b'$');
    let mut at = start + 1 + usize::from(double);
    loop {
        at += memchr::memchr2(b'\\', b'$', bytes.get(at..)?)?;
        match (bytes.get(at), double) {
            (Some(b'\\'), _) => at += 2,
            (_, false) => return Some(at + 1),
            (_, true) if bytes.get(at + 1) == Some(&b'$') => return Some(at + 2),
            _ => at += 1,
        }
    }
}

/// The end of a command whose argument is not set as text.
fn command(source: &str, start: usize, braces: &mut Braces) -> Option<usize> {
    let rest = source.get(start + 1..)?;
    for (open, close) in [('(', "\\)"), ('[', "\\]")] {
        if rest.starts_with(open) {
            return Some(rest.find(close).map_or(source.len(), |end| start + 3 + end));
        }
    }
    let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let name = rest.get(..length)?;
    if !COMMANDS.contains(&name) {
        return None;
    }
    let after = start + 1 + length;
    if name == "begin" {
        // To the end of the source: which `\end` is its own is not worth knowing.
        return Some(source.len());
    }
    let first = source.get(after..)?.trim_start_matches('*').chars().next()?;
    let open = source.get(after..)?.find(first)? + after;
    if first == '{' {
        return braces.close_of(source.as_bytes(), open).map(|close| close + 1);
    }
    if first.is_whitespace() || first.is_alphanumeric() {
        return None;
    }
    let end = source.get(open + first.len_utf8()..)?.find(first)?;
    Some(open + end + 2 * first.len_utf8())
}
