//! Letters were read in the wrong encoding.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "mojibake",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "letters were read in the wrong encoding",
    doc: r"`Ã©` is the letter é of UTF-8 read as Windows-1252. The text went through a program that guessed
wrong.

```bib
@article{a, author = {AndrÃ©, Ana}, title = {Trade}, journal = {Crafts}, year = 2001}
```

Source: badness, rule `encoding-hints`; JabRef's check “not UTF-8”; WHATWG Encoding, windows-1252.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::NON_ASCII, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let chars: Vec<(usize, char)> = cell.text.char_indices().collect();
    let mut at = 0;
    while let Some((start, c)) = chars.get(at) {
        let len = match u32::from(*c) {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 0,
        };
        let bytes: Option<Vec<u8>> = (len > 0)
            .then(|| chars.iter().skip(at).take(len).map(|(_, c)| byte(*c)).collect())
            .flatten();
        let letter = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(letter) = letter.filter(|letter| is_likely(*c, letter)) {
            let end = chars.get(at + len).map_or(cell.text.len(), |(end, _)| *end);
            let wrong = cell.text.get(*start..end).unwrap_or("");
            let finding = cell.found(
                &RULE,
                *start..end,
                format!("`{wrong}` is `{letter}` in the wrong encoding"),
            );
            let fix = repaired(&cell.text)
                .and_then(|text| cell.replace(0..cell.text.len(), &text));
            sink.cell(cell, finding.unsafe_("read it as UTF-8", fix));
            return;
        }
        at += 1;
    }
}

/// The whole text with every such letter put right.
fn repaired(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut right = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let letter = (2..=4).find_map(|len| {
            let bytes: Option<Vec<u8>> =
                chars.get(at..at + len)?.iter().map(|c| byte(*c)).collect();
            let letter = String::from_utf8(bytes?).ok()?;
            (letter.chars().count() == 1 && is_likely(*c, &letter)).then_some((len, letter))
        });
        match letter {
            Some((len, letter)) => {
                right.push_str(&letter);
                at += len;
            }
            None => {
                right.push(*c);
                at += 1;
            }
        }
    }
    Some(right)
}

/// One letter, and not two that a text may have: `Â°` and `Ã` before a sign are rare in any language.
fn is_likely(first: char, letter: &str) -> bool {
    letter.chars().count() == 1
        && letter.chars().all(|c| !c.is_control() && (c.is_alphabetic() || !c.is_ascii()))
        && (!first.is_alphabetic()
            || matches!(
                first,
                'Â' | 'Ã' | 'Ä' | 'Å' | 'â' | 'Ð' | 'Ñ' | 'Î' | 'Ï' | 'ï' | 'ð'
            ))
}

/// The byte that Windows-1252 reads as a character.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}',
        'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›',
        'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ (0x80..=0xFF) => u8::try_from(code).ok(),
        _ => HIGH
            .iter()
            .position(|high| *high == c)
            .and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}
