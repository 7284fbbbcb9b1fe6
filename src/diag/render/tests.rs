use super::*;
use crate::diag::{Change, Group, Rule, Safety, Severity};
use crate::model::{CiteKey, Field};

static RULE: Rule = Rule {
    name: "page-range-backwards",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "pages that run backwards",
    doc: "",
};

fn finding(text: &str, marked: &str) -> Diagnostic {
    let start = text.find(marked).unwrap();
    let span = Span::new(start, start + marked.len());
    Diagnostic::new(&RULE, "pages run backwards")
        .in_field(0, &CiteKey::new("doe2020"), Field::PAGE)
        .within(Some(span))
        .help("the first page comes first")
        .fix(
            Safety::Unsafe,
            "swap the pages",
            Change::Edits(vec![Edit { span, text: "12--20".into() }]),
        )
}

fn check(renderer: &str, text: &str, marked: &str, expected: &str) {
    let file = SourceFile::new("a/b.bib", text.into());
    let diagnostic = finding(text, marked);
    let located = Located::new(&diagnostic, &file);
    let render = named(renderer).unwrap().render;
    assert_eq!(render(&[located], Look { color: false, width: 60 }), expected);
}

#[test]
fn people_see_the_line_and_a_caret() {
    check(
        "human",
        "@book{a,\n\tpages = {20--12}}",
        "20--12",
        "warning[page-range-backwards]: pages run backwards\n \
         --> a/b.bib:2:11\n  \
           |\n\
         2 |     pages = {20--12}}\n  \
           |              ^^^^^^\n  \
           |\n  \
           = help: the first page comes first\n  \
           = fix: swap the pages (`--fix --unsafe-fixes`)\n\n",
    );
}

#[test]
fn wide_characters_take_two_columns() {
    check(
        "human",
        "東京 {20}",
        "20",
        "warning[page-range-backwards]: pages run backwards\n \
         --> a/b.bib:1:5\n  \
           |\n\
         1 | 東京 {20}\n  \
           |       ^^\n  \
           |\n  \
           = help: the first page comes first\n  \
           = fix: swap the pages (`--fix --unsafe-fixes`)\n\n",
    );
}

#[test]
fn characters_that_turn_the_line_around_are_spelled_out() {
    check(
        "human",
        "a\u{202e}b 20",
        "20",
        "warning[page-range-backwards]: pages run backwards\n \
         --> a/b.bib:1:5\n  \
           |\n\
         1 | a<U+202E>b 20\n  \
           |            ^^\n  \
           |\n  \
           = help: the first page comes first\n  \
           = fix: swap the pages (`--fix --unsafe-fixes`)\n\n",
    );
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("{}here{}", "x".repeat(5000), "y".repeat(5_000_000));
    let file = SourceFile::new("b.bib", text.as_str().into());
    let diagnostic = finding(&text, "here");
    let render = named("human").unwrap().render;
    let out = render(&[Located::new(&diagnostic, &file)], Look { color: false, width: 40 });
    let lines: Vec<&str> = out.lines().skip(3).take(2).collect();
    assert_eq!(lines, ["1 | …xxxxxxxxhereyyyyyyyyyyyyyyyyyyyyyy…", "  |          ^^^^"]);
}

#[test]
fn one_line_each() {
    check(
        "concise",
        "x 20",
        "20",
        "a/b.bib:1:3: warning[page-range-backwards] pages run backwards\n",
    );
    check(
        "errorformat",
        "x 20",
        "20",
        "a/b.bib:1:3:w: pages run backwards [page-range-backwards]\n",
    );
    check(
        "github",
        "x 20",
        "20",
        "::warning title=ibid (page-range-backwards),file=a/b.bib,line=1,endLine=1,col=3,\
         endColumn=5::pages run backwards%0Athe first page comes first\n",
    );
    check(
        "grouped",
        "x 20",
        "20",
        "a/b.bib:\n  1:3  warning[page-range-backwards] pages run backwards\n",
    );
}

#[test]
fn json_says_all() {
    check(
        "json-lines",
        "ä 20",
        "20",
        "{\"rule\":\"page-range-backwards\",\"group\":\"fields\",\"severity\":\"warning\",\
         \"message\":\"pages run backwards\",\"help\":\"the first page comes first\",\
         \"file\":\"a/b.bib\",\"entry\":\"doe2020\",\"field\":\"page\",\
         \"start\":{\"line\":1,\"column\":3,\"byte\":3},\
         \"end\":{\"line\":1,\"column\":5,\"byte\":5},\
         \"fixes\":[{\"safety\":\"unsafe\",\"title\":\"swap the pages\",\
         \"edits\":[{\"start\":{\"line\":1,\"column\":3,\"byte\":3},\
         \"end\":{\"line\":1,\"column\":5,\"byte\":5},\"text\":\"12--20\"}]}]}\n",
    );
}
