//! Text that XML can hold, and what its references stand for.

/// Escapes what XML keeps for itself; characters that XML 1.0 cannot hold are left out.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !('\u{80}'..='\u{9f}').contains(&c) => {}
            c => out.push(c),
        }
    }
}

/// Text with the controls U+0080–9F as the characters of Windows-1252 that they were before
/// somebody took them for Latin-1 (as HTML reads `&#150;`: Living Standard, 13.2.5.80).
pub(crate) fn windows(text: &str) -> Option<String> {
    let control = |c: char| ('\u{80}'..='\u{9f}').contains(&c) && c != '\u{85}';
    // Most texts are ASCII; the lead byte is rare in others.
    if !text.as_bytes().contains(&0xc2) || !text.contains(control) {
        return None;
    }
    let one = |c: char| {
        let Some(byte) = u8::try_from(c).ok().filter(|_| control(c)) else { return c };
        let byte = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
        text.chars().next().unwrap_or(c)
    };
    Some(text.chars().map(one).collect())
}

/// What a reference stands for: a character, one of XML's five, one of HTML's.
pub(crate) fn entity(code: &str) -> Option<String> {
    if let Some(number) = code.strip_prefix('#') {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let c = char::from_u32(value)?.to_string();
        let c = windows(&c).unwrap_or(c);
        return Some(c)
            .filter(|c| !c.contains(|c: char| c.is_control() && !c.is_whitespace()));
    }
    // HTML's table has the five of XML too. (quick-xml's own copy of it cuts code points
    // short: `&sigma;` is `<` there.)
    let (first, second) = *markup5ever::data::NAMED_ENTITIES.get(&format!("{code};"))?;
    let characters = [first, second].into_iter().filter(|c| *c != 0);
    characters
        .map(char::from_u32)
        .collect::<Option<String>>()
        .filter(|text| !text.is_empty())
}

/// Undoes the references of a text that is no XML and yet has them (`Tides &amp; walls`);
/// `None` if it has none.
pub(crate) fn without_entities(text: &str) -> Option<String> {
    // Longer names exist and are written by nobody.
    const LONGEST: usize = 12;
    if !text.contains('&') || !text.contains(';') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, false);
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        let code = end.and_then(|end| after.get(..end));
        match code.and_then(entity) {
            Some(sign) => {
                out.push_str(&sign);
                rest = code.and_then(|code| after.get(code.len() + 1..)).unwrap_or("");
                found = true;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}
