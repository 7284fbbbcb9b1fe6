//! What Markdown files hold beside their text: a block of settings at the top, lines of the
//! program that makes the page, HTML tags.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A block of more lines is no block of settings.
const MOST: usize = 200;

/// The block of settings at the top of a file, between lines of `---` or `+++`: where it is,
/// and where the title that it gives stands.
pub(super) fn settings(source: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^title\s*[:=]\s*["'“]?([^"”]*\p{L}[^"”]*?)["'”]?\s*$"#)
            .expect("a constant")
    });
    static KEY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[A-Za-z_][\w.-]*\s*[:=].*|\s+.*|\s*-\s.*|#.*|\s*|[\]}\[].*)$")
            .expect("a constant")
    });
    let start =
        source.len() - source.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let mut at = start;
    let (mut fence, mut title) = ("", None);
    for (number, line) in source.get(start..)?.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if number == 0 {
            fence = ["---", "+++"].into_iter().find(|fence| *fence == bare)?;
        } else if bare == fence || fence == "---" && bare == "..." {
            return Some((start..at + line.len(), title));
        } else if !KEY.is_match(bare) || number > MOST {
            return None;
        } else if let Some(found) = TITLE.captures(bare).and_then(|found| found.get(1)) {
            title = Some(at + found.start()..at + found.end());
        }
        at += line.len();
    }
    None
}

/// Whether a line is for the program that makes the page: `{% include x %}`, `{:toc}`, a
/// fence of code, a comment.
pub(super) fn is_machinery(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("```")
        || line.starts_with("~~~")
        || line.starts_with("{%") && line.ends_with("%}")
        || line.starts_with("{{") && line.ends_with("}}") && line.matches("{{").count() == 1
        || line.starts_with("{:") && line.ends_with('}')
        || line.starts_with("<!--") && line.ends_with("-->")
        || line.starts_with(":::")
}

/// A line with those below it that end the item or link which begins in it.
pub(super) fn whole<'a>(source: &'a str, start: usize, line: &'a str) -> &'a str {
    const OPEN: &[(&str, &str)] =
        &[("<li", "</li>"), ("<a ", "</a>"), ("<summary", "</summary>")];
    if !line.contains('<') {
        return line;
    }
    let lower = line.to_ascii_lowercase();
    let open = OPEN.iter().find(|(open, close)| {
        lower
            .rfind(open)
            .is_some_and(|at| !lower.get(at..).is_some_and(|rest| rest.contains(close)))
    });
    let Some((_, close)) = open else { return line };
    let mut end = start + 800.min(source.len().saturating_sub(start));
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let rest = source.get(start + line.len()..end).unwrap_or("");
    let Some(at) = rest.to_ascii_lowercase().find(close) else { return line };
    let stop = start + line.len() + at + close.len();
    let stop = source
        .get(stop..)
        .and_then(|rest| rest.find('\n'))
        .map_or(source.len(), |at| stop + at);
    source.get(start..stop).map_or(line, |whole| whole.trim_end())
}

/// A line without HTML tags; slanted and heavy parts and links as Markdown writes them.
pub(super) fn untagged(line: &str) -> Cow<'_, str> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?i)<!--.*?-->|<a\s[^<>]*?href\s*=\s*["']?([^"'<>\s]*)["']?[^<>]*>([^<>\[\]]*)</a>|</?(i|em|cite)>|</?(b|strong)>|</?(?:a|div|span|p|br|u|s|sup|sub|small|big|font|ul|ol|li|dl|dt|dd|h[1-6]|section|article|center|details|summary|img|button|hr|figure|blockquote|q|nobr|mark|tt|code|iframe|script|style|i|em|b|strong)(?:\s[^<>]*)?/?>"#,
        )
        .expect("a constant")
    });
    static MADE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{:[^{}]*\}|\{%[^{}]*%\}").expect("a constant"));
    static ENTITY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"&(#?\w{2,8});").expect("a constant"));
    static INNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)</?(?:span|font|b|i|em|strong|u|small|meta)(?:\s[^<>]*)?/?>|\s*\n\s*",
        )
        .expect("a constant")
    });
    static LINKED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?is)<a\s[^<>]*>.*?</a>").expect("a constant"));
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\s|</?(?:ul|ol|div|p|br)(?:\s[^<>]*)?>)*<li(?:\s[^<>]*)?>")
            .expect("a constant")
    });
    if !line.contains(['<', '{', '&']) {
        return Cow::Borrowed(line);
    }
    let line = ENTITY.replace_all(line, |found: &Captures<'_>| {
        let code = found.get(1).map_or("", |code| code.as_str());
        crate::text::xml::entity(code)
            .unwrap_or_else(|| found.get(0).map_or("", |all| all.as_str()).to_owned())
    });
    let line = ITEM.replace(&line, "- ");
    // Tags inside a link say how it looks.
    let line = LINKED.replace_all(&line, |found: &Captures<'_>| {
        INNER.replace_all(found.get(0).map_or("", |all| all.as_str()), " ").into_owned()
    });
    let plain = TAG.replace_all(&line, |found: &Captures<'_>| {
        let part = |at: usize| found.get(at).map(|part| part.as_str());
        match (part(1), part(2)) {
            (Some(target), Some(text)) if !text.trim().is_empty() => {
                format!("[{text}]({target})")
            }
            _ if part(3).is_some() => "*".to_owned(),
            _ if part(4).is_some() => "**".to_owned(),
            _ => " ".to_owned(),
        }
    });
    Cow::Owned(MADE.replace_all(&plain, "").into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_end_at_their_fence() {
        let source =
            "---\nlayout: page\ntitle: \"Writings\"\ntags: [a, b]\n---\n\n# Books\n";
        let (block, title) = settings(source).unwrap();
        assert_eq!(&source[block.end..], "\n# Books\n");
        assert_eq!(&source[title.unwrap()], "Writings");
        assert_eq!(settings("---\nA line of prose that sets nothing\n---\n"), None);
    }

    #[test]
    fn tags_go_and_what_they_say_stays() {
        assert_eq!(
            untagged(
                "<li><i>Tides</i>, <a href=\"https://a.example/\">Quay Press</a></li>"
            ),
            "- *Tides*, [Quay Press](https://a.example/) "
        );
        assert_eq!(untagged("1 < 2 and 3 > 2"), "1 < 2 and 3 > 2");
    }
}
