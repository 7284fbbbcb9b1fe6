//! JUnit XML: one suite a file, one failed case a finding.

use std::fmt::Write;

use super::xml::escaped;
use super::{Located, Look, Renderer};

pub(super) const RENDERER: Renderer =
    Renderer { id: "junit", about: "JUnit XML for build servers", render };

fn render(findings: &[Located<'_>], _look: Look) -> String {
    let count = findings.len();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"ibid\" tests=\"{count}\" failures=\"{count}\" errors=\"0\">"
    );
    let mut rest = findings;
    while let Some(first) = rest.first() {
        let same = |finding: &&Located<'_>| finding.file.name() == first.file.name();
        let (here, after) = rest.split_at(rest.iter().take_while(same).count().max(1));
        suite(first.file.name(), here, &mut out);
        rest = after;
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(file: &str, findings: &[Located<'_>], out: &mut String) {
    let (name, count) = (escaped(file), findings.len());
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{count}\" errors=\"0\">"
    );
    for finding in findings {
        let found = finding.diagnostic;
        let at = finding.start().map_or(String::new(), |at| {
            format!(" line=\"{}\" column=\"{}\"", at.line, at.column)
        });
        let (rule, severity) = (found.rule.name, found.severity.name());
        let place = escaped(&finding.place());
        let message = escaped(&found.message);
        let _ = writeln!(
            out,
            "    <testcase name=\"{rule}\" classname=\"{name}\" file=\"{name}\"{at}>\n      \
             <failure type=\"{severity}\" message=\"{message}\">{place}: {message}</failure>\n    \
             </testcase>"
        );
    }
    out.push_str("  </testsuite>\n");
}
