//! Names as BibTeX and BibLaTeX write them (`bibtex.web`, “name_ends”; btxdoc, section 4;
//! T. Bahls and N. Markey, *Tame the BeaST*, 9; biblatex manual, 2.3.3 and 3.6).

use std::borrow::Cow;

use super::{Name, PersonName};
use crate::text::latex;

/// Reads a list of names.
pub(super) fn list(source: &str) -> Vec<Name> {
    let mut names = split(source);
    // `Abel, K.; Bibel, U.` is no list to BibTeX, but it is what people copy.
    if let [one] = names.as_slice()
        && one.contains(';')
        && !one.contains('=')
    {
        let listed = pieces(one, b';');
        if listed.len() > 1 {
            names = listed;
        }
    }
    names.into_iter().filter_map(one).collect()
}

/// The pieces between ` and ` outside braces, without the spaces around them.
pub(super) fn split(source: &str) -> Vec<&str> {
    let bytes = source.as_bytes();
    let mut pieces = Vec::new();
    let mut depth = 0u32;
    let mut from = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 => {
                let word = bytes.get(at..at + 3).unwrap_or_default();
                let alone = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
                let before = at.checked_sub(1).and_then(|at| bytes.get(at));
                if word.eq_ignore_ascii_case(b"and")
                    && alone(before)
                    && alone(bytes.get(at + 3))
                {
                    pieces.push(source.get(from..at).unwrap_or("").trim());
                    from = at + 3;
                    at += 2;
                }
            }
            _ => {}
        }
        at += 1;
    }
    pieces.push(source.get(from..).unwrap_or("").trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Reads one name; `None` if nothing is left of it.
pub(super) fn one(source: &str) -> Option<Name> {
    let source = source.trim().trim_matches(',').trim();
    if source.is_empty() {
        return None;
    }
    if source.eq_ignore_ascii_case("others") || source == "et al." || source == "et al" {
        return Some(Name::Others);
    }
    if let Some(inside) = in_braces(source) {
        let text = clean(inside);
        return (!text.is_empty()).then(|| Name::Literal(text.into()));
    }
    if let Some(name) = extended(source) {
        return Some(name);
    }
    let mut parts = pieces(source, b',');
    let commas = parts.len() - 1;
    let mut person = match commas {
        0 => reading_order(&words(source)),
        1 => family_first(parts.first()?, "", parts.get(1)?),
        2 => {
            // “King, Martin Luther, Jr.” is not BibTeX's order, but what people write.
            if is_suffix(parts.get(2)?) && !is_suffix(parts.get(1)?) {
                parts.swap(1, 2);
            }
            family_first(parts.first()?, parts.get(1)?, parts.get(2)?)
        }
        // Too many commas: the first piece is a family name, more cannot be said.
        _ => family_first(parts.first()?, "", &parts.get(1..)?.join(", ")),
    };
    if person.family.is_empty() {
        std::mem::swap(&mut person.family, &mut person.given);
    }
    (!person.family.is_empty()).then(|| Name::Person(Box::new(person)))
}

fn is_suffix(text: &str) -> bool {
    matches!(
        text.trim().trim_end_matches('.'),
        "Jr" | "jr" | "Sr" | "sr" | "II" | "III" | "IV" | "V" | "{Jr.}" | "{Jr}"
    )
}

/// `von Last, Jr, First`.
fn family_first(family: &str, suffix: &str, given: &str) -> PersonName {
    let family = words(family);
    let last = family.len().saturating_sub(1);
    let before = family.get(..last).unwrap_or_default();
    let particle = before.iter().rposition(|word| is_lower(word)).map_or(0, |at| at + 1);
    PersonName {
        non_dropping_particle: joined(family.get(..particle).unwrap_or_default()),
        family: joined(family.get(particle..).unwrap_or_default()),
        suffix: clean(suffix).into(),
        given: joined(&words(given)),
        ..PersonName::default()
    }
}

/// `First von Last`.
fn reading_order(words: &[&str]) -> PersonName {
    let last = words.len().saturating_sub(1);
    let before = words.get(..last).unwrap_or_default();
    let first_lower = before.iter().position(|word| is_lower(word));
    let last_lower = before.iter().rposition(|word| is_lower(word));
    let (from, to) = match (first_lower, last_lower) {
        (Some(from), Some(to)) => (from, to + 1),
        _ => (last, last),
    };
    PersonName {
        given: joined(words.get(..from).unwrap_or_default()),
        non_dropping_particle: joined(words.get(from..to).unwrap_or_default()),
        family: joined(words.get(to..).unwrap_or_default()),
        ..PersonName::default()
    }
}

/// BibLaTeX's `family=Simpson, given=Bart, prefix=von, useprefix=false`.
fn extended(source: &str) -> Option<Name> {
    if !source.contains('=') {
        return None;
    }
    let mut person = PersonName::default();
    let mut prefix = String::new();
    let mut useprefix = true;
    let mut known = false;
    for piece in pieces(source, b',') {
        let piece = unquoted(piece.trim());
        let (key, value) = piece.split_once('=')?;
        let value = unquoted(value.trim());
        match key.trim().trim_start_matches('{').to_ascii_lowercase().as_str() {
            "family" => person.family = clean_value(value).into(),
            "given" => person.given = clean_value(value).into(),
            "suffix" => person.suffix = clean_value(value).into(),
            "prefix" => prefix = clean_value(value),
            "useprefix" => useprefix = value != "false",
            // Initials, options and parts of a data model of one's own say nothing of these.
            key if is_key(key) => continue,
            _ => return None,
        }
        known = true;
    }
    let particle = prefix.into();
    if useprefix {
        person.non_dropping_particle = particle;
    } else {
        person.dropping_particle = particle;
    }
    let named = !person.family.is_empty() || !person.given.is_empty();
    (known && named).then(|| Name::Person(Box::new(person)))
}

/// Whether a word can be the key of a name part or option.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// A value of an extended name, whose braces only hold commas together.
fn clean_value(text: &str) -> String {
    clean(in_braces(text).unwrap_or(text))
}

/// The inside of a name that is in braces as a whole and does not begin with a command.
fn in_braces(source: &str) -> Option<&str> {
    let inside = source.strip_prefix('{')?.strip_suffix('}')?;
    if inside.starts_with('\\') && !inside.contains(char::is_whitespace) {
        return None;
    }
    let mut depth = 0i32;
    let mut escaped = false;
    for byte in inside.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    Some(inside)
}

/// The pieces between a separator outside braces and quotation marks of values.
fn pieces(source: &str, separator: u8) -> Vec<&str> {
    let bytes = source.as_bytes();
    let mut pieces = Vec::new();
    let mut depth = 0u32;
    let mut from = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            byte if *byte == separator && depth == 0 => {
                pieces.push(source.get(from..at).unwrap_or("").trim());
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    pieces.push(source.get(from..).unwrap_or("").trim());
    pieces
}

/// The words of a part: separated by spaces and ties outside braces.
fn words(source: &str) -> Vec<&str> {
    let bytes = source.as_bytes();
    let mut words = Vec::new();
    let mut depth = 0u32;
    let mut from = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            // `\~n` is no tie, and the space in `\c c` separates nothing.
            b'\\' => {
                at += 1;
                let accent = bytes.get(at).is_some_and(|b| b"cbdHkrtuv".contains(b));
                if accent && bytes.get(at + 1) == Some(&b' ') {
                    at += 1;
                }
            }
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b' ' | b'\t' | b'\n' | b'\r' | b'~' if depth == 0 => {
                words.push(source.get(from..at).unwrap_or(""));
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    words.push(source.get(from..).unwrap_or(""));
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a word begins with a small letter: BibTeX looks at the first letter outside
/// braces, or inside a special character (`{\'e}`).
fn is_lower(word: &str) -> bool {
    let characters = word.char_indices();
    for (at, c) in characters {
        if c.is_alphabetic() {
            return c.is_lowercase();
        }
        match c {
            '{' if word.get(at + 1..).is_some_and(|rest| rest.starts_with('\\')) => {
                let rest = word.get(at..).unwrap_or("");
                let end = rest.find('}').map_or(rest.len(), |end| end + 1);
                let special = latex::to_plain(rest.get(..end).unwrap_or(""));
                let first = special.chars().find(|c| c.is_alphabetic());
                return first.is_some_and(char::is_lowercase);
            }
            // A group without command has no case.
            '{' => return false,
            '\\' => {
                let text = latex::to_plain(word.get(at..).unwrap_or(""));
                let first = text.chars().find(|c| c.is_alphabetic());
                return first.is_some_and(char::is_lowercase);
            }
            // “ʿAbd”, “'t”, “d'”: the letter behind counts.
            _ => {}
        }
    }
    false
}

fn joined(words: &[&str]) -> Box<str> {
    match words {
        [] => "".into(),
        [word] => clean(word).into(),
        words => {
            let words: Vec<_> = words.iter().map(|word| clean(word)).collect();
            words.join(" ").into()
        }
    }
}

/// The characters of a piece; ties are spaces.
fn clean(source: &str) -> String {
    let text = latex::to_plain(source);
    let text = match text {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    };
    if text.contains('\u{a0}') { text.replace('\u{a0}', " ") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `dropping|non-dropping|family|given|suffix`, or `=literal`.
    fn check(source: &str, expected: &str) {
        let names: Vec<_> = list(source)
            .into_iter()
            .map(|name| match name {
                Name::Literal(name) => format!("={name}"),
                Name::Others => "…".to_owned(),
                Name::Person(p) => {
                    let parts = [
                        p.dropping_particle,
                        p.non_dropping_particle,
                        p.family,
                        p.given,
                        p.suffix,
                    ];
                    parts.join("|")
                }
            })
            .collect();
        assert_eq!(names.join("; "), expected, "{source}");
    }

    #[test]
    fn three_orders() {
        check("Donald E. Knuth", "||Knuth|Donald E.|");
        check("Ludwig van Beethoven", "|van|Beethoven|Ludwig|");
        check("van Beethoven, Ludwig", "|van|Beethoven|Ludwig|");
        check("de la Fontaine, Jr, Jean", "|de la|Fontaine|Jean|Jr");
        check(
            "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
            "|de la|Vallée Poussin|Charles Louis Xavier Joseph|",
        );
        check("Plato", "||Plato||");
    }

    #[test]
    fn braces_and_ties() {
        check("{World Health Organization}", "=World Health Organization");
        check("{Barnes and Noble, Inc.} and others", "=Barnes and Noble, Inc.; …");
        check("Jean~Paul {de la} Sartre", "||Sartre|Jean Paul de la|");
        check("{\\'E}mile Zola", "||Zola|Émile|");
        check("{\\'e}x de {\\O}x", "|éx de|Øx||");
    }

    #[test]
    fn extended_names() {
        check(
            "family=Humboldt, given=Alexander, prefix=von, useprefix=false",
            "von||Humboldt|Alexander|",
        );
        check("given={Jean}, family={{Doe, Inc}}, suffix=III", "||Doe, Inc|Jean|III");
    }

    #[test]
    fn bad_names_are_tolerated() {
        check(" and Doe, Jane and ", "||Doe|Jane|");
        check("Smith, John,", "||Smith|John|");
        check("King, Martin Luther, Jr.", "||King|Martin Luther|Jr.");
        check("a, b, c, d", "||a|b, c, d|");
        check("", "");
    }

    proptest::proptest! {
        #[test]
        fn any_list_is_read(source in r"( and |[{}\\,~= ]|von|[A-Za-zé'-]){0,40}") {
            list(&source);
        }
    }
}
