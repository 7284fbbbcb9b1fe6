//! Documents as plain text, headings underlined.

use super::{Document, Section, walk};
use crate::output::named;

/// Writes text.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let mut out = format!("{}\n\n", underlined(&document.title, '='));
    document.intro.iter().for_each(|text| out.push_str(&format!("{text}\n\n")));
    walk(&document.sections, 1, &mut |section: &Section, depth| {
        if !section.heading.is_empty() {
            let line = if depth == 1 { '-' } else { '~' };
            out.push_str(&format!("{}\n\n", underlined(&section.heading, line)));
        }
        section.intro.iter().for_each(|text| out.push_str(&format!("{text}\n\n")));
        for item in &section.items {
            let text = named("text").map(|writer| (writer.inline)(&item.numbered()));
            out.push_str(&format!("{}\n\n", text.unwrap_or_default().trim()));
        }
    });
    out.push_str(&document.footer);
    format!("{}\n", out.trim_end()).into_bytes()
}

fn underlined(text: &str, line: char) -> String {
    let width = text.chars().count();
    format!("{text}\n{}", std::iter::repeat_n(line, width).collect::<String>())
}
