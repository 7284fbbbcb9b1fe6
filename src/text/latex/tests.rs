//! Both ways, by the LaTeX manuals (kernel, `textcomp`, `amssymb`, biblatex 3.12.5).

use proptest::prelude::{prop_assert_eq, proptest};

use super::{from_rich, from_rich_ascii, to_ascii, to_plain, to_rich, to_unicode_source};
use crate::text::{RichText, markup};

fn plain(source: &str, expected: &str) {
    assert_eq!(to_plain(source), expected, "{source}");
}

/// The marks, as CSL-JSON writes them.
fn marked(source: &str, expected: &str) {
    assert_eq!(markup::from_rich(&to_rich(source)), expected, "{source}");
}

fn ascii(text: &str, expected: &str) {
    assert_eq!(from_rich_ascii(&RichText::plain(text)), expected, "{text}");
    plain(expected, text);
}

#[test]
fn accents_in_all_spellings() {
    for source in [r"\'e", r"\'{e}", r"{\'e}", r"{\'{e}}", r"\' e"] {
        plain(source, "é");
    }
    for source in [r"\'\i", r"\'{\i}", r"{\'\i}", r"{\'{\i}}", r"\'i"] {
        plain(source, "í");
    }
    plain(r"\c c\c{c}{\c c}", "ççç");
    plain(r"\k{a}\v{s}\v s\H{o}\u{g}\r{a}\d{h}\b{h}", "ąššőğåḥẖ");
    plain(r"\t{oo}", "o͡o");
    plain(r#"M{\"u}ller, \"{O}zg\"ur"#, "Müller, Özgür");
    plain(r"\'{\^e}", "ế");
    plain(r#"\"{\i}"#, "ï");
    plain(r"\~{}x \^{}", "~x ^");
}

#[test]
fn letters_and_signs() {
    plain(r"\ss \o \ae{} {\l}\L{}x", "ßøæ łŁx");
    plain(r#"Stra\ss{}e, Stra{\ss}e, {\AA}ngstr\"om"#, "Straße, Straße, Ångström");
    plain(r"a\&b \% \$ \# \_ \{x\}", "a&b % $ # _ {x}");
    plain("EECS, %\n  University; 50% of\nall", "EECS, University; 50% of all");
    plain(r"NASA\@. jane\@example.org", "NASA. jane@example.org");
    plain("``a'' `b' --- 1--2", "“a” ‘b' — 1–2");
    plain(r"a~b\,c\ d\@.e\-f", "a\u{a0}b\u{202f}c d.e\u{ad}f");
    plain(r"\textendash\textquotedblleft x\textquotedblright{} \textregistered", "–“x” ®");
    plain(r"\cyrm\cyri\cyrr \CYRZH", "мирЖ");
    plain("?`Qu\\'e? !`Ay!", "¿Qué? ¡Ay!");
    plain("one\n   two", "one two");
}

#[test]
fn simple_math_is_text_and_formulas_stay() {
    marked(r"$\alpha$-decay of $^{14}$C", "α-decay of <sup>14</sup>C");
    marked(r"H$_2$O at 10$^{-3}$ $\pm$ 2", "H<sub>2</sub>O at 10<sup>-3</sup> ± 2");
    marked(r"\ensuremath{\beta}", "β");
    // A letter of a formula has the case that it has.
    marked(
        r"on $E=mc^2$, $n = 1$",
        "on <span class=\"nocase\"><i>E</i>=<i>mc</i><sup>2</sup></span>, \
         <span class=\"nocase\"><i>n</i> = 1</span>",
    );
    marked(
        r"$k$-space, Cu$_\mathrm{ads}$",
        "<span class=\"nocase\"><i>k</i></span>-space, \
         Cu<span class=\"nocase\"><sub>ads</sub></span>",
    );
    marked(r"$\frac{1}{2}$", r"$\frac{1}{2}$");
    plain(r"costs $5 or so", "costs $5 or so");
}

#[test]
fn formats() {
    marked(
        r"\emph{a \textbf{b}} {\it c} {\bf d} e",
        "<i>a <b>b</b></i> <i>c</i> <b>d</b> e",
    );
    marked(r"\textsc{x}", "<span style=\"font-variant:small-caps;\">x</span>");
    marked(r"\textsuperscript{2}\textsubscript{3}", "<sup>2</sup><sub>3</sub>");
    plain(r"\enquote{a} \mkbibquote{b}", "“a” “b”");
    plain(
        r"\href{http://x.org/a_b}{text} \url{http://x.org/a\_b}",
        "text http://x.org/a_b",
    );
}

#[test]
fn case_is_protected_where_bibtex_protects() {
    marked("The {DNA} of {\\\"U}bung", "The <span class=\"nocase\">DNA</span> of Übung");
    marked("{The {Whole}}", "<span class=\"nocase\">The Whole</span>");
    marked("{\\emph{Homo sapiens}}", "<i>Homo sapiens</i>");
}

#[test]
fn unknown_commands_stay() {
    for source in [r"\foo{bar} x", r"a \foo b", r"\foo{\'e}{y}", r"\cite{a}"] {
        plain(source, source);
        assert_eq!(from_rich(&to_rich(source)), source);
    }
}

#[test]
fn sorting_aids_vanish() {
    plain(r"{\noopsort{1973b}}1973", "1973");
    plain(r"\relax Abc", "Abc");
    plain(r"\switchargs{\noopsort{a}}{b}", "b");
}

#[test]
fn broken_source_is_read_to_its_end() {
    plain(r"a} b {c", "a b c");
    plain(r"\", r"\");
    plain(r"\emph", r"\emph");
    plain(r"\'", "´");
    plain("$", "$");
    let deep = "{".repeat(100_000);
    plain(&deep, "");
    let deep = r"\'{".repeat(20_000);
    let _ = to_plain(&deep);
    let deep = r"\emph{".repeat(20_000);
    let _ = to_plain(&deep);
    let deep = "\\foo{$".repeat(20_000);
    let _ = to_plain(&deep);
}

#[test]
fn ascii_escapes() {
    ascii("Müller é", "M{\\\"u}ller {\\'e}");
    ascii("ç ą š ő", "{\\c{c}} {\\k{a}} {\\v{s}} {\\H{o}}");
    ascii("Straße Łódź í", "Stra{\\ss}e {\\L}{\\'o}d{\\'z} {\\'\\i}");
    ascii("α – “x”", "\\ensuremath{\\alpha} -- ``x''");
    ascii("Мир", "{\\CYRM}{\\cyri}{\\cyrr}");
    assert_eq!(to_ascii("\\emph{Müller}"), "\\emph{M{\\\"u}ller}");
}

#[test]
fn commands_as_characters_in_source() {
    let check = |source: &str, expected: &str| {
        assert_eq!(to_unicode_source(source), expected, "{source}");
    };
    check("M{\\\"u}ller \\emph{x}", "Müller \\emph{x}");
    check("\\'etude \\& {\\'E}", "étude \\& É");
    check("{\\ss} \\o{} \\foo", "ß ø \\foo");
}

proptest! {
    #[test]
    fn plain_text_comes_back(text in r"[\PC]{0,40}") {
        let text = text.trim().replace(|c: char| c.is_whitespace() && c != ' ', " ");
        let rich = RichText::plain(text);
        let source = from_rich(&rich);
        let again = to_rich(&source);
        prop_assert_eq!(again.text(), rich.text(), "{}", source);
    }

    #[test]
    fn special_characters_come_back(text in r"[-'`~ \\{}$&#%_^a-z“”é?!]{0,40}") {
        let rich = RichText::plain(text);
        let source = from_rich(&rich);
        let again = to_rich(&source);
        prop_assert_eq!(again.text(), rich.text(), "{}", source);
    }

    #[test]
    fn any_source_is_read(source in r"([\\{}$~`'^_ -]|\\emph|\\'|\\c|\\href|\\it|\\foo|\\ensuremath|[a-zé]){0,40}") {
        let rich = to_rich(&source);
        let again = to_rich(&from_rich(&rich));
        if !rich.text().contains(['$', '\\']) {
            prop_assert_eq!(again.text().trim(), rich.text().trim(), "{}", source);
        }
    }
}
