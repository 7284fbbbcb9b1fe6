//! What the check says of small styles: rule, line and column of each finding.

use crate::csl::sources::Sources;
use crate::diag::Place;
use crate::text::LineIndex;

/// Checks the inside of a style; findings as `line:column rule`.
fn check(inside: &str, expected: &[&str]) {
    let head = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>T</title><id>i</id><updated>2020-01-01T00:00:00Z</updated></info>"#;
    let xml = format!("{head}\n{inside}\n</style>");
    let lines = LineIndex::new(&xml);
    let found = super::style(&xml, &Sources::default());
    let shown: Vec<String> = found
        .iter()
        .map(|finding| match finding.place {
            Place::Span(span) => {
                let at = lines.line_column(&xml, span.start);
                format!("{}:{} {}", at.line, at.column, finding.rule.name)
            }
            _ => finding.rule.name.to_owned(),
        })
        .collect();
    assert_eq!(shown, expected, "{found:#?}");
}

#[test]
fn a_right_style_has_no_findings() {
    check(r#"<citation><layout><text variable="title"/></layout></citation>"#, &[]);
}

#[test]
fn words_that_csl_does_not_know() {
    check(
        "<citation><layout>\n<text variable=\"titel\"/>\n<text term=\"no such\"/>\n<choose><if type=\"boook\"/></choose>\n<blink/>\n<text value=\"x\" colour=\"red\"/>\n</layout></citation>",
        &[
            "3:7 unknown-variable",
            "4:7 unknown-term",
            "5:13 unknown-style-type",
            "6:1 unknown-element",
            "7:17 unknown-attribute",
        ],
    );
}

#[test]
fn macros() {
    check(
        "<macro name=\"a\"><text macro=\"b\"/></macro>\n<macro name=\"b\"><text macro=\"a\"/></macro>\n<macro name=\"dead\"><text value=\"x\"/></macro>\n<citation><layout><text macro=\"a\"/><text macro=\"none\"/></layout></citation>",
        &["2:1 macro-recursion", "4:1 unused-macro", "5:42 unknown-macro"],
    );
}

#[test]
fn missing_parts() {
    check("<macro/>", &["1:1 missing-style-part", "2:1 missing-style-part"]);
    check(
        "<citation><layout><text/><names/><choose><if match=\"all\"/></choose></layout></citation>",
        &["2:19 missing-style-part", "2:26 missing-style-part", "2:42 missing-style-part"],
    );
}

#[test]
fn values() {
    check(
        "<citation et-al-min=\"many\"><layout><text variable=\"title\" font-style=\"bold\"/><date variable=\"title\"/></layout></citation>",
        &[
            "2:11 unknown-attribute-value",
            "2:59 unknown-attribute-value",
            "2:84 wrong-variable-kind",
        ],
    );
}

#[test]
fn what_is_no_style() {
    let check = |xml: &str| {
        super::style(xml, &Sources::default())
            .iter()
            .map(|d| d.rule.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(check("<html/>"), ["not-a-style"]);
    assert_eq!(check(""), ["malformed-style"]);
    assert_eq!(check("<style"), ["malformed-style"]);
}
