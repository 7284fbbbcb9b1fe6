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
    if !line.contains(['<', '{']) {
        return Cow::Borrowed(line);
    }
    let plain = TAG.replace_all(line, |found: &Captures<'_>| {
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
            " *Tides*, [Quay Press](https://a.example/) "
        );
        assert_eq!(untagged("1 < 2 and 3 > 2"), "1 < 2 and 3 > 2");
    }
}
