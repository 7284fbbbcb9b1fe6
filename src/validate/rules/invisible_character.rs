//! A character that nobody sees.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "a character that nobody sees",
    doc: r"Zero-width spaces, soft hyphens and byte order marks come with copies from web pages and PDF files.
They break searching, sorting and comparing. Joiners between letters of scripts that need them are
left alone.

```bib
@article{a, author = {Doe, Jane}, title = {Tra⟨U+200B⟩de}, journal = {Crafts}, year = 2001}
```

Source: Unicode 16, 23.2 and 5.21; papis doctor, `string-cleaner`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::NON_ASCII) {
        return;
    }
    let hidden: Vec<(usize, char)> = cell
        .text
        .char_indices()
        .filter(|(at, c)| is_hidden(*c, cell.text.get(..*at).unwrap_or("")))
        .collect();
    let Some((at, first)) = hidden.first() else { return };
    let name = match first {
        '\u{ad}' => "a soft hyphen",
        '\u{feff}' => "a byte order mark",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a joiner",
        _ => "an invisible character",
    };
    let message = format!("{name} (U+{:04X})", u32::from(*first));
    let finding = cell.found(&RULE, *at..at + first.len_utf8(), message);
    let edits: Vec<_> =
        hidden.iter().map(|(at, c)| (*at..at + c.len_utf8(), String::new())).collect();
    let fix = cell.edits(&edits);
    // `54⟨U+00AD⟩61`: the hyphen is all that is left of a dash.
    let finding = if hidden.iter().all(|(at, c)| *c != '\u{ad}' || breaks_word(cell, *at)) {
        finding.safe("remove it", fix)
    } else {
        finding
    };
    sink.cell(cell, finding);
}

/// Whether a soft hyphen stands inside a word, or before another hyphen.
fn breaks_word(cell: &Cell<'_>, at: usize) -> bool {
    let before = cell.text.get(..at).and_then(|text| text.chars().next_back());
    let after =
        cell.text.get(at + '\u{ad}'.len_utf8()..).and_then(|text| text.chars().next());
    let joins = |c: char| c.is_alphabetic() || c == '-';
    after.is_some_and(joins)
        && before.is_some_and(|c| c.is_alphabetic() || after == Some('-'))
}

fn is_hidden(c: char, before: &str) -> bool {
    match c {
        // `Ã` and a soft hyphen are `í` in the wrong encoding, and can still be mended.
        '\u{ad}' if before.ends_with(['Ã', 'Â', 'Ä', 'Å', 'Ð', 'Ñ']) => false,
        '\u{ad}'
        | '\u{feff}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2064}'
        | '\u{180e}'
        | '\u{fff9}'..='\u{fffb}' => true,
        // Persian, the scripts of India and emoji need joiners.
        '\u{200c}' | '\u{200d}' => {
            before.chars().next_back().is_none_or(|c| (c as u32) < 0x600)
        }
        _ => false,
    }
}
