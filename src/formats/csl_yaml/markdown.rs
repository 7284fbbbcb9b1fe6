//! Between CSL-JSON's markup and Markdown, which Pandoc reads the texts of its metadata as
//! (Pandoc's manual, “Specifying bibliographic data”: “the strings will be parsed as pandoc
//! Markdown”).

use serde_json::Value as Json;

/// Members that are no text.
const NO_TEXT: &[&str] = &["id", "type", "citation-key", "custom", "date-parts"];

/// All texts of entries from Markdown.
pub(super) fn read(value: &mut Json) {
    each(value, from);
}

/// All texts of entries as Markdown.
pub(super) fn write(value: &mut Json) {
    each(value, to);
}

fn each(value: &mut Json, change: fn(&str) -> String) {
    match value {
        Json::String(text) => *text = change(text),
        // The reader of YAML limits the depth.
        Json::Array(list) => list.iter_mut().for_each(|one| each(one, change)),
        Json::Object(members) => {
            let texts =
                members.iter_mut().filter(|(name, _)| !NO_TEXT.contains(&name.as_str()));
            texts.for_each(|(_, one)| each(one, change));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Marks of Markdown and the tags of CSL-JSON. The longer ones stand first.
const MARKS: &[(&str, &str, &str)] = &[
    ("**", "<b>", "</b>"),
    ("__", "<b>", "</b>"),
    ("*", "<i>", "</i>"),
    ("_", "<i>", "</i>"),
    ("^", "<sup>", "</sup>"),
    ("~", "<sub>", "</sub>"),
];

const NO_CASE: (&str, &str) = ("<span class=\"nocase\">", "</span>");
const SMALL_CAPS: (&str, &str) = ("<span style=\"font-variant:small-caps;\">", "</span>");

/// No text has more marks open at once.
const MOST_OPEN: usize = 64;

/// Characters that a backslash keeps from being marks.
const SPECIAL: &[char] = &['\\', '*', '_', '^', '~', '[', ']', '`', '$', '@'];

/// Markdown's marks as CSL-JSON's tags; marks without a partner are text.
fn from(text: &str) -> String {
    if !text.contains(SPECIAL) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    // The open marks: their sign, where the tag stands in `out`.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(SPECIAL) {
        out.push_str(rest.get(..at).unwrap_or(""));
        let before = out.chars().next_back();
        rest = rest.get(at..).unwrap_or("");
        if let Some(after) = rest.strip_prefix('\\') {
            let kept = after.chars().next().filter(char::is_ascii_punctuation);
            // `\ ` is a space that does not end superscript.
            let kept = kept.or_else(|| after.starts_with(' ').then_some(' '));
            out.push(kept.unwrap_or('\\'));
            rest = after.get(kept.map_or(0, char::len_utf8)..).unwrap_or("");
            continue;
        }
        let taken = marked(rest, before, &mut out, &mut open);
        rest = rest.get(taken..).unwrap_or("");
    }
    out.push_str(rest);
    undo(&mut out, &mut open, 0);
    out
}

/// Makes marks that nothing closed text again, from this one on.
fn undo(out: &mut String, open: &mut Vec<(&str, usize)>, from: usize) {
    for (sign, at) in open.drain(from.min(open.len())..).rev() {
        let tag = MARKS.iter().find(|row| row.0 == sign).map_or(0, |row| row.1.len());
        if tag > 0 {
            out.replace_range(at..at + tag, sign);
        }
    }
}

/// Takes a mark at the beginning of `rest`; how long it is.
fn marked<'a>(
    rest: &'a str,
    before: Option<char>,
    out: &mut String,
    open: &mut Vec<(&'a str, usize)>,
) -> usize {
    if rest.starts_with('[') || rest.starts_with(']') {
        return bracket(rest, out, open);
    }
    let Some((sign, start, end)) = MARKS.iter().find(|row| rest.starts_with(row.0)) else {
        out.extend(rest.chars().next());
        return rest.chars().next().map_or(1, char::len_utf8);
    };
    let after = rest.get(sign.len()..).and_then(|rest| rest.chars().next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inside_word = sign.starts_with('_') && word(before) && word(after);
    let closes = open.iter().rposition(|(known, _)| known == sign);
    match closes {
        Some(at) if before.is_some_and(|c| !c.is_whitespace()) && !inside_word => {
            undo(out, open, at + 1);
            open.truncate(at);
            out.push_str(end);
        }
        None if open.len() < MOST_OPEN
            && after.is_some_and(|c| !c.is_whitespace())
            && !inside_word
            && closes_later(rest, sign) =>
        {
            open.push((rest.get(..sign.len()).unwrap_or(""), out.len()));
            out.push_str(start);
        }
        _ => out.push_str(sign),
    }
    sign.len()
}

/// Whether the sign comes again; between those of super- and subscript is no bare space.
fn closes_later(rest: &str, sign: &str) -> bool {
    let after = rest.get(sign.len()..).unwrap_or("");
    let Some(end) = after.find(sign) else { return false };
    let inside = after.get(..end).unwrap_or("");
    !matches!(sign, "^" | "~") || !inside.replace("\\ ", "").contains(char::is_whitespace)
}

/// `[text]{.nocase}` and `[text]{.smallcaps}`.
fn bracket<'a>(rest: &'a str, out: &mut String, open: &mut Vec<(&'a str, usize)>) -> usize {
    if rest.starts_with('[') {
        if open.len() < MOST_OPEN {
            open.push(("[", out.len()));
        }
        out.push('[');
        return 1;
    }
    let spans = [("]{.nocase}", NO_CASE), ("]{.smallcaps}", SMALL_CAPS)];
    let begun = open.iter().rposition(|(sign, _)| *sign == "[");
    let span = spans.into_iter().find(|(end, _)| rest.starts_with(end));
    if let (Some((end, (tag, close))), Some(begun)) = (span, begun)
        && let Some((_, at)) = open.get(begun).copied()
    {
        undo(out, open, begun);
        out.replace_range(at..=at, tag);
        out.push_str(close);
        return end.len();
    }
    if let Some(begun) = begun {
        open.remove(begun);
    }
    out.push(']');
    1
}

/// Tags of CSL-JSON and what they are in Markdown.
const TAGS: &[(&str, &str)] = &[
    ("<i>", "*"),
    ("</i>", "*"),
    ("<b>", "**"),
    ("</b>", "**"),
    ("<sup>", "^"),
    ("</sup>", "^"),
    ("<sub>", "~"),
    ("</sub>", "~"),
    ("<sc>", "["),
    ("</sc>", "]{.smallcaps}"),
    (NO_CASE.0, "["),
    (SMALL_CAPS.0, "["),
];

/// CSL-JSON's tags as Markdown; what would be a mark is escaped.
fn to(text: &str) -> String {
    if !text.contains(SPECIAL) && !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut spans: Vec<&str> = Vec::new();
    let mut script = 0_usize;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = out.chars().next_back();
        if let Some((tag, mark)) = TAGS.iter().find(|(tag, _)| rest.starts_with(tag)) {
            match *tag {
                tag if tag == NO_CASE.0 => spans.push("]{.nocase}"),
                tag if tag == SMALL_CAPS.0 => spans.push("]{.smallcaps}"),
                "<sup>" | "<sub>" => script += 1,
                "</sup>" | "</sub>" => script = script.saturating_sub(1),
                _ => {}
            }
            out.push_str(mark);
            rest = rest.get(tag.len()..).unwrap_or("");
            continue;
        }
        if let (Some(after), Some(end)) = (rest.strip_prefix("</span>"), spans.last()) {
            out.push_str(end);
            spans.pop();
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside_word = c == '_' && word(before) && word(rest.chars().next());
        if SPECIAL.contains(&c) && !inside_word || c == ' ' && script > 0 {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{from, to};

    /// As Pandoc 3.9 writes and reads it (`-f csljson -t markdown -s`).
    fn check(csl: &str, markdown: &str) {
        assert_eq!(to(csl), markdown);
        assert_eq!(from(markdown), csl);
    }

    #[test]
    fn marks() {
        check("On <i>Homo</i> and <b>b</b>", "On *Homo* and **b**");
        check("H<sub>2</sub>O<sup>x y</sup>", "H~2~O^x\\ y^");
        check("<span class=\"nocase\">NASA</span>’s", "[NASA]{.nocase}’s");
        check("<span style=\"font-variant:small-caps;\">sc</span>", "[sc]{.smallcaps}");
    }

    #[test]
    fn text_that_looks_like_marks() {
        check(
            "a * b _x_ [y] ~z ^k `c` \\ $5 @x",
            "a \\* b \\_x\\_ \\[y\\] \\~z \\^k \\`c\\` \\\\ \\$5 \\@x",
        );
        check("https://example.org/a_b_c", "https://example.org/a_b_c");
    }

    #[test]
    fn marks_without_a_partner_are_text() {
        for text in ["2 * 3", "a *b", "f_ x", "[x] y", "10^ 3 ^", "a ** b"] {
            assert_eq!(from(text), text);
        }
        assert_eq!(from("*a **b"), "*a **b");
        assert_eq!(from("_a *b_ c*"), "<i>a *b</i> c*");
        assert_eq!(from("_a_ and __b__"), "<i>a</i> and <b>b</b>");
    }
}
