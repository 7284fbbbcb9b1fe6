//! What the writers promise: the characters survive, and marks are what the notation says.

use proptest::prelude::*;

use super::{List, WRITERS, named};
use crate::csl::tree::{Display, Look, Tree};
use crate::csl::{Bibliography, SecondFieldAlign};

/// A tree from `plain <look text> plain`: `i` italic, `b` bold, `s` small capitals, `^`
/// superscript, `m` left margin, `r` right inline.
fn tree(parts: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    for (look, text) in parts {
        let look = match *look {
            "i" => Some(Look::Italic),
            "b" => Some(Look::Bold),
            "s" => Some(Look::SmallCaps),
            "^" => Some(Look::Superscript),
            "m" => Some(Look::Display(Display::LeftMargin)),
            "r" => Some(Look::Display(Display::RightInline)),
            "block" => Some(Look::Display(Display::Block)),
            _ => None,
        };
        let mark = look.map(|look| tree.open(look));
        tree.push_str(text);
        if let Some(mark) = mark {
            tree.close(mark);
        }
    }
    tree
}

fn check(writer: &str, parts: &[(&str, &str)], expected: &str) {
    let writer = named(writer).expect("a writer");
    assert_eq!((writer.inline)(&tree(parts)), expected);
}

#[test]
fn html_is_that_of_citeproc_js() {
    check(
        "html",
        &[("", "A & <b>"), ("i", "T"), ("^", "2")],
        "A &#38; &#60;b&#62;<i>T</i><sup>2</sup>",
    );
    check("html", &[("", "1ᵉʳ  x")], "1<sup>e</sup><sup>r</sup>\u{a0} x");
    check(
        "html",
        &[("m", "[1]"), ("r", " Doe")],
        "\n    <div class=\"csl-left-margin\">[1]</div><div class=\"csl-right-inline\"> Doe</div>\n  ",
    );
}

#[test]
fn text_has_blocks_as_lines() {
    check("text", &[("m", "[1]"), ("r", "Doe")], "[1] Doe");
    check("text", &[("", "A"), ("block", "B")], "A\nB");
}

#[test]
fn markdown_uses_stars_only_where_they_hold() {
    check("markdown", &[("", "A. "), ("i", "Title"), ("", ". 2_b")], "A. *Title*. 2_b");
    check("markdown", &[("", "x"), ("i", "Title"), ("", "y")], "x<em>Title</em>y");
    check("markdown", &[("i", "“T”"), ("b", "c")], "<em>“T”</em><strong>c</strong>");
    check("markdown", &[("", "*a* [b] & &amp; _c_")], "\\*a\\* \\[b\\] & \\&amp; \\_c\\_");
}

#[test]
fn latex_has_no_ligatures_that_nobody_wrote() {
    check(
        "latex",
        &[("", "50% of $5 & #1_a{b}~^\\")],
        "50\\% of \\$5 \\& \\#1\\_a\\{b\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}",
    );
    check("latex", &[("i", "a--b"), ("", "''")], "\\textit{a-{}-b}'{}'");
}

#[test]
fn typst_calls_end_before_what_would_go_on_with_them() {
    check("typst", &[("i", "a"), ("", ".b")], "#emph[a];.b");
    check("typst", &[("i", "a"), ("", ", b [1] -5")], "#emph[a], b \\[1\\] \\-5");
    check("typst", &[("", "https://x.y/a_b")], "https:\\/\\/x.y/a\\_b");
}

#[test]
fn rtf_writes_utf_16() {
    check("rtf", &[("b", "é{😀")], "{\\b \\u233?\\{\\u-10179?\\u-8704?}");
}

#[test]
fn terminals_get_no_codes_from_data() {
    check("ansi", &[("i", "a\u{1b}[31mb"), ("", "\u{202e}c")], "\u{1b}[3ma[31mb\u{1b}[0mc");
}

#[test]
fn text_and_html_leave_control_characters_out() {
    let parts = [("", "Qu\u{1b}[31may\u{7}\n"), ("i", "wall\u{0}s")];
    check("text", &parts, "Qu[31may walls");
    check("html", &parts, "Qu[31may\n<i>walls</i>");
}

#[test]
fn only_web_addresses_are_links() {
    let link = |address: &str| {
        let mut tree = Tree::default();
        let mark = tree.open_link(address);
        tree.push_str("x");
        tree.close(mark);
        tree
    };
    let web = link("https://doi.org/10.1/a%b\"c");
    let script = link("javascript:alert(1)");
    let html = |tree: &Tree| (named("html").expect("a writer").inline)(tree);
    assert_eq!(html(&web), "<a href=\"https://doi.org/10.1/a%b&#34;c\">x</a>");
    assert_eq!(html(&script), "x");
    let latex = (named("latex").expect("a writer").inline)(&web);
    assert_eq!(latex, "\\href{https://doi.org/10.1/a\\%b\\%22c}{x}");
    let mut shown = Tree::default();
    let mark = shown.open_link("https://x.y/a_b");
    shown.push_str("https://x.y/a_b");
    shown.close(mark);
    let latex = (named("latex").expect("a writer").inline)(&shown);
    assert_eq!(latex, "\\href{https://x.y/a_b}{https://x.y/\\allowbreak{}a\\_b}");
    let markdown = (named("markdown").expect("a writer").inline)(&web);
    assert_eq!(markdown, "[x](<https://doi.org/10.1/a%b%22c>)");
}

#[test]
fn lists_wrap_with_a_column_or_a_hanging_indent() {
    let entries = vec![
        (0, tree(&[("m", "[9]"), ("r", "Doe, J. A long title")])),
        (1, tree(&[("m", "[10]"), ("r", "Roe")])),
    ];
    let numbered = Bibliography {
        entries,
        second_field_align: Some(SecondFieldAlign::Flush),
        ..Bibliography::default()
    };
    let list = List { bibliography: &numbered, width: Some(25) };
    let text = (named("text").expect("a writer").list)(&list);
    assert_eq!(text, "[9]  Doe, J. A long title\n[10] Roe\n");
    let hanging = Bibliography {
        entries: vec![(0, tree(&[("", "Doe, John. A title that is long.")]))],
        hanging_indent: true,
        ..Bibliography::default()
    };
    let list = List { bibliography: &hanging, width: Some(24) };
    let text = (named("text").expect("a writer").list)(&list);
    assert_eq!(text, "Doe, John. A title that\n    is long.\n");
}

/// Takes HTML apart again: tags away, references back.
fn html_characters(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('<') { '>' } else { ';' };
        let (piece, after) = rest[at..].split_once(end).expect("closed");
        text.push_str(match piece {
            "&#38" => "&",
            "&#60" => "<",
            "&#62" => ">",
            _ => "",
        });
        rest = after;
    }
    text + rest
}

/// How deep braces are at the end, escaped ones not counted; `None` if one closes nothing.
fn brace_depth(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    Some(depth)
}

fn any_tree() -> impl Strategy<Value = Tree> {
    let looks = prop::sample::select(vec!["i", "b", "s", "^", "", ""]);
    prop::collection::vec((looks, "\\PC{0,12}"), 0..6).prop_map(|parts| {
        let parts: Vec<(&str, &str)> =
            parts.iter().map(|(look, text)| (*look, text.as_str())).collect();
        tree(&parts)
    })
}

proptest! {
    #[test]
    fn no_writer_panics_or_breaks_its_notation(tree in any_tree()) {
        for writer in WRITERS {
            let out = (writer.inline)(&tree);
            if matches!(writer.id, "latex" | "rtf") {
                prop_assert_eq!(brace_depth(&out), Some(0), "{}: {}", writer.id, out);
            }
        }
    }

    #[test]
    fn html_gives_the_characters_back(text in "[a-z<>&;# ]{0,20}") {
        let html = super::escape_html(&text);
        prop_assert_eq!(html_characters(&html).replace('\u{a0}', " "), text);
    }

    #[test]
    fn typst_brackets_balance(tree in any_tree()) {
        let out = (named("typst").expect("a writer").inline)(&tree);
        let mut depth = 0i32;
        let mut chars = out.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => drop(chars.next()),
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            prop_assert!(depth >= 0);
        }
        prop_assert_eq!(depth, 0);
    }

    #[test]
    fn markdown_loses_no_character(text in "[a-z*_\\[\\]`<>&!@ ]{0,20}") {
        let out = (named("markdown").expect("a writer").inline)(&Tree::plain(text.clone()));
        let mut plain = String::new();
        let mut chars = out.chars();
        while let Some(c) = chars.next() {
            plain.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        prop_assert_eq!(plain, text);
    }
}
