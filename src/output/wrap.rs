//! Wrapping and indenting a bibliography for lines of fixed width.

use unicode_width::UnicodeWidthChar;

use crate::csl::Tree;
use crate::output::List;

/// Stands between a left margin and what is beside it; no text holds it.
pub(super) const COLUMN: &str = "\t";

/// The indentation of a hanging indent, in columns.
const HANG: usize = 4;

/// Lays out entries: hanging indent or a left column, wrapped, apart as the style says.
pub(super) fn list(list: &List<'_>, inline: fn(&Tree) -> String) -> String {
    let layout = list.bibliography;
    let entries: Vec<String> = list.lines(inline).collect();
    let margin = |entry: &String| {
        entry.split_once(COLUMN).map_or(0, |(first, _)| width(first.trim_end()))
    };
    let margin = entries.iter().map(margin).max().unwrap_or(0);
    let hang = match (margin, layout.hanging_indent) {
        (0, true) => HANG,
        (0, false) => 0,
        (margin, _) => margin + 1,
    };
    let limit = list.width.unwrap_or(usize::MAX).max(hang + 20);
    // Without any indent only a blank line tells where an entry begins.
    let apart = layout.entry_spacing > 0 || hang == 0;
    let mut out = String::new();
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 && apart {
            out.push('\n');
        }
        lay(entry, hang, margin > 0, limit, &mut out);
    }
    out
}

/// Lays out one entry.
fn lay(entry: &str, hang: usize, has_margin: bool, limit: usize, out: &mut String) {
    let (first, rest) = match entry.split_once(COLUMN) {
        Some((first, rest)) => (Some(first.trim()), rest),
        None => (None, entry),
    };
    let indent = " ".repeat(hang);
    let mut column = 0;
    if let Some(first) = first {
        out.push_str(first);
        column = width(first);
    }
    if has_margin {
        out.extend(std::iter::repeat_n(' ', hang.saturating_sub(column)));
        column = column.max(hang);
    }
    let mut begun = false;
    for (at, line) in rest.trim().split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
            out.push_str(&indent);
            (column, begun) = (hang, false);
        }
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let size = width(word);
            if begun && column + 1 + size > limit {
                out.push('\n');
                out.push_str(&indent);
                column = hang;
            } else if begun {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += size;
            begun = true;
        }
    }
    out.push('\n');
}

/// The columns that a text takes, escape codes not counted.
fn width(text: &str) -> usize {
    let mut columns = 0;
    let mut code = false;
    for c in text.chars() {
        match c {
            '\u{1b}' => code = true,
            'm' if code => code = false,
            _ if code => {}
            c => columns += c.width().unwrap_or(0),
        }
    }
    columns
}
