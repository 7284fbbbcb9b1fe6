//! Initials of given names (CSL 1.0.2, “Name”: `initialize-with`; the fixtures
//! `name_Initials…` of the official suite are the definition).

/// Given names as initials, or, where only existing initials are wanted, with those
/// normalized.
pub(crate) fn initialize(
    name: &str,
    with: &str,
    keep_names: bool,
    hyphens: bool,
) -> String {
    if name.is_empty() || matches!(name, "Lord" | "Lady") {
        return name.to_owned();
    }
    let first = untagged(name).chars().next();
    let romanesque = first.is_some_and(|c| c == '&' || super::is_romanesque_letter(c));
    if !romanesque && !with.contains("%s") {
        return name.to_owned();
    }
    let plain = if keep_names { plain_names(name, with) } else { plain(name, with) };
    if let Some(plain) = plain {
        return plain;
    }
    let elements = elements(name, hyphens);
    let joined =
        if keep_names { normalize(elements, with) } else { abbreviate(elements, with) };
    tidy(&joined).replace('\u{1}', "-")
}

/// What ends initials and is not printed.
const BLANKS: [char; 8] = ['\t', '\n', '\u{b}', '\u{c}', '\r', ' ', '\u{feff}', '\u{a0}'];

/// The initials of a name that is only words and initials, `Jane Q.`: most are.
fn plain(name: &str, with: &str) -> Option<String> {
    let spaced = with == "%s";
    if !spaced && with.contains(['-', '%']) || with.contains("  ") {
        return None;
    }
    let mut out = String::with_capacity(2 * (with.len() + 1));
    for word in name.split(' ') {
        let (first, _) = plain_word(word)?;
        if spaced && !out.is_empty() {
            out.push(' ');
        }
        out.push(char::from(first));
        if !spaced {
            out.push_str(with);
        }
    }
    out.truncate(out.trim_end_matches(BLANKS).len());
    Some(out)
}

/// The first letter of `Jane` or `Q.`, and whether it is an initial.
fn plain_word(word: &str) -> Option<(u8, bool)> {
    let (first, rest) = word.as_bytes().split_first()?;
    let dotted = rest == b".";
    let small = !rest.is_empty() && rest.iter().all(u8::is_ascii_lowercase);
    (first.is_ascii_uppercase() && (dotted || small)).then_some((*first, dotted))
}

/// The same where names stay and only initials get their form.
fn plain_names(name: &str, with: &str) -> Option<String> {
    let odd = ['-', '%', '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{feff}'];
    if with.contains(odd) || with.contains("  ") {
        return None;
    }
    let mut out = String::with_capacity(name.len() + with.len() + 2);
    let mut after_initial = false;
    let mut untidy = false;
    for word in name.split(' ') {
        let (_, dotted) = plain_word(word)?;
        if after_initial {
            out.push_str(with);
            if !dotted {
                out.push_str("  ");
                untidy = true;
            }
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(if dotted { word.get(..1)? } else { word });
        after_initial = dotted;
    }
    if after_initial {
        out.push_str(with);
        out.truncate(out.trim_end_matches(BLANKS).len());
    }
    Some(if untidy { tidy(&out) } else { out })
}

/// A text without the tags that it begins with.
fn untagged(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with('<') {
        match rest.find('>') {
            Some(end) => rest = rest.get(end + 1..).unwrap_or(""),
            None => break,
        }
    }
    rest
}

/// Names and what is between them, in turn: names at even places.
fn elements(name: &str, hyphens: bool) -> Vec<String> {
    let mut text = if hyphens { name.to_owned() } else { name.replace('-', " ") };
    text = squeeze(&text);
    text = lower_hyphens(&text);
    text = space_after_periods(&text);
    let mut elements = vec![String::new()];
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = separator(rest);
        if length > 0 {
            elements.push(rest.get(..length).unwrap_or("").to_owned());
            elements.push(String::new());
            rest = rest.get(length..).unwrap_or("");
        } else {
            if let Some(last) = elements.last_mut() {
                last.push(c);
            }
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    if let [only] = elements.as_mut_slice() {
        let tail = only.rsplit('.').next().unwrap_or("");
        let mut chars = tail.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && c.is_uppercase()
        {
            only.push('.');
        }
    }
    elements
}

/// No spaces around hyphens, one space elsewhere.
fn squeeze(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(" -", "-").replace("- ", "-")
}

/// A hyphen before a small letter does not separate names: `Abd al-rahman`.
fn lower_hyphens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let lower = c == '-' && chars.peek().is_some_and(char::is_ascii_lowercase);
        out.push(if lower { '\u{1}' } else { c });
    }
    out
}

fn space_after_periods(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if c == '.' && chars.peek().is_some_and(|next| *next != ' ') {
            out.push(' ');
        }
    }
    out
}

/// The length of what separates names: spaces, hyphens, tags.
fn separator(rest: &str) -> usize {
    let run = |text: &str| text.len() - text.trim_start_matches(['-', ' ', '\u{a0}']).len();
    let mut length = run(rest);
    let after = rest.get(length..).unwrap_or("");
    let tags = [
        "<i>", "</i>", "<b>", "</b>", "<sc>", "</sc>", "<sup>", "</sup>", "<sub>", "</sub>",
    ];
    let tag = tags.iter().find(|tag| after.starts_with(**tag));
    if let Some(tag) = tag {
        length += tag.len();
        length += run(rest.get(length..).unwrap_or(""));
    }
    length
}

/// The tags of a separator.
fn tags_of(separator: &str) -> String {
    match (separator.find('<'), separator.rfind('>')) {
        (Some(start), Some(end)) => separator.get(start..=end).unwrap_or("").to_owned(),
        _ => String::new(),
    }
}

/// The tags of a separator with the new text before them, its spaces after.
fn merge_tags(separator: &str, text: &str) -> String {
    let tags = tags_of(separator);
    if tags.is_empty() {
        return text.to_owned();
    }
    let bare = text.trim_end();
    format!("{bare}{tags}{}", text.get(bare.len()..).unwrap_or(""))
}

fn is_upper_only(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.to_uppercase().eq(std::iter::once(c)),
        _ => false,
    }
}

/// Initials get their period form, names stay.
fn normalize(mut elements: Vec<String>, with: &str) -> String {
    let mut short = Vec::with_capacity(elements.len());
    for element in &mut elements {
        let bare = untagged(element);
        let abbreviated = bare.chars().nth(1).is_some() && bare.ends_with('.');
        if abbreviated {
            element.pop();
        }
        let one = is_upper_only(element);
        short.push(abbreviated || one);
    }
    let count = elements.len();
    for at in (0..count).step_by(2) {
        if !short.get(at).copied().unwrap_or(false) {
            continue;
        }
        if at + 2 < count {
            let next_short = short.get(at + 2).copied().unwrap_or(false);
            let next_long =
                elements.get(at + 2).is_some_and(|next| next.chars().nth(1).is_some());
            let Some(separator) = elements.get_mut(at + 1) else { continue };
            // Between names only tags stay of a separator without any: all of it.
            let mut kept = if separator.contains('<') {
                tags_of(separator)
            } else {
                separator.clone()
            };
            if !next_short {
                kept = tags_or(&kept) + " ";
            }
            *separator = if next_long {
                format!("{}{kept}", with.trim_end_matches('\u{feff}'))
            } else {
                merge_tags(&kept, with)
            };
        }
        if at + 1 == count
            && let Some(last) = elements.last_mut()
        {
            last.push_str(with);
        }
    }
    elements.concat()
}

fn tags_or(separator: &str) -> String {
    if separator.contains('<') { tags_of(separator) } else { separator.to_owned() }
}

/// A letter that can be an initial.
fn is_initial(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '\u{e01}'..='\u{e5b}' | '\u{c0}'..='\u{17f}' | '\u{400}'..='\u{42f}'
        | '\u{590}'..='\u{5d4}' | '\u{5d6}'..='\u{5ff}' | '\u{600}'..='\u{6ff}' | '\u{370}'
        | '\u{372}' | '\u{376}' | '\u{386}' | '\u{388}'..='\u{3ab}' | '\u{3e2}' | '\u{3e4}'
        | '\u{3e6}' | '\u{3e8}' | '\u{3ea}' | '\u{3ec}' | '\u{3ee}' | '\u{3f4}' | '\u{3f7}'
        | '\u{3fd}'..='\u{3ff}')
}

fn is_name_letter(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z' | '\u{e01}'..='\u{e5b}' | '\u{c0}'..='\u{17f}'
        | '\u{400}'..='\u{52f}' | '\u{600}'..='\u{6ff}' | '\u{370}'..='\u{3ff}'
        | '\u{1f00}'..='\u{1fff}')
}

fn upper(c: char) -> bool {
    c.to_uppercase().eq(std::iter::once(c))
}

/// The initial of a name: its first letter; capitals that follow it directly show that it
/// has several, `MJ` or `PJ`, in lower case.
fn initial(name: &str) -> Option<String> {
    let mut chars = name.chars();
    let first = chars.next().filter(|c| is_initial(*c) && upper(*c))?;
    let rest: String = chars.as_str().chars().take_while(|c| is_name_letter(*c)).collect();
    let after = chars.as_str().get(rest.len()..).unwrap_or("");
    if after.starts_with('.') && !rest.is_empty() {
        return Some(format!("{first}{rest}"));
    }
    let capitals: String = rest.chars().take_while(|c| upper(*c)).collect();
    let extra =
        if capitals.len() < rest.len() { capitals.to_lowercase() } else { String::new() };
    Some(format!("{first}{extra}"))
}

fn abbreviate(mut elements: Vec<String>, with: &str) -> String {
    let count = elements.len();
    for at in (0..count).step_by(2) {
        let Some(name) = elements.get(at).cloned().filter(|name| !name.is_empty()) else {
            continue;
        };
        let has_romanesque = name.chars().any(super::is_romanesque_letter);
        let found = initial(&name).or_else(|| {
            let foreign =
                !name.starts_with(super::is_romanesque_letter) && with.contains("%s");
            (foreign && name.chars().nth(1).is_some())
                .then(|| name.chars().next().map(String::from))
                .flatten()
        });
        let Some(found) = found else {
            let abbreviated = name.trim_end_matches('.').len() < name.len();
            if has_romanesque
                && !(abbreviated && name.starts_with(is_initial))
                && let Some(slot) = elements.get_mut(at)
            {
                slot.insert(0, ' ');
            }
            continue;
        };
        let formed =
            if with.contains("%s") { with.replacen("%s", &found, 1) } else { found };
        if let Some(slot) = elements.get_mut(at) {
            *slot = formed;
        }
        if with.contains("%s") {
            continue;
        }
        match elements.get_mut(at + 1) {
            Some(separator) if separator.contains('-') => {
                let tags = separator.replacen('-', "", 1);
                *separator = merge_tags(&tags, with) + "-";
            }
            Some(separator) => *separator = merge_tags(separator, with),
            None => elements.push(with.to_owned()),
        }
    }
    elements.concat()
}

/// No white space at the end or around hyphens, single spaces.
fn tidy(text: &str) -> String {
    let trimmed = text.trim_end_matches(BLANKS);
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        let after_hyphen = c.is_whitespace() && out.ends_with('-');
        let double =
            matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ') && out.ends_with(' ');
        if after_hyphen || double {
            continue;
        }
        if c == '-' {
            let length = out.trim_end().len();
            out.truncate(length);
        }
        out.push(c);
    }
    out
}
