//! Text is marked up as HTML.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "html-tag",
    group: Group::Text,
    severity: Severity::Warning,
    summary: "text is marked up as HTML",
    doc: r"`<i>` comes from web pages and databases; BibTeX and its styles print it as it stands.

```bib
@article{a, author = {Doe, Jane}, title = {Trade of <i>Cannabis</i>}, journal = {Crafts}, year = 2001}
```

Source: papis doctor, `html-tags`; JabRef's formatter “HTML to LaTeX”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::ANGLE, check));

const TAGS: [(&str, &str); 12] = [
    ("i", "\\emph{"),
    ("em", "\\emph{"),
    ("b", "\\textbf{"),
    ("strong", "\\textbf{"),
    ("sub", "\\textsubscript{"),
    ("sup", "\\textsuperscript{"),
    ("sc", "\\textsc{"),
    ("p", ""),
    ("br", ""),
    ("span", ""),
    ("jats:p", ""),
    ("div", ""),
];

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    // Other formats have a few of these tags as their own markup.
    if cell.syntax != Syntax::Tex {
        return;
    }
    let mut edits = Vec::new();
    let mut first = None;
    let mut open: Vec<&str> = Vec::new();
    let mut clean = true;
    let mut paragraphs = 0;
    for (at, _) in cell.text.match_indices('<') {
        let rest = cell.text.get(at + 1..).unwrap_or("");
        let Some(end) = rest.bytes().take(60).position(|byte| byte == b'>') else {
            continue;
        };
        let inside = rest.get(..end).unwrap_or("");
        let closes = inside.starts_with('/');
        let name =
            inside.trim_matches('/').split(' ').next().unwrap_or("").to_ascii_lowercase();
        let Some((name, latex)) = TAGS.iter().find(|(tag, _)| *tag == name) else {
            continue;
        };
        first.get_or_insert(at..at + end + 2);
        let text = if *name == "br" {
            clean = false;
            ""
        } else if closes {
            clean &= open.pop() == Some(*name);
            if latex.is_empty() { "" } else { "}" }
        } else {
            paragraphs += usize::from(latex.is_empty() && *name != "span");
            open.push(name);
            latex
        };
        let text = text.to_owned();
        edits.push((at..at + end + 2, text));
    }
    if let Some(range) = first {
        let shown = cell.text.get(range.clone()).unwrap_or("");
        let finding = cell.found(&RULE, range, format!("`{shown}` is HTML"));
        // Two paragraphs would become one.
        let fix = (clean && open.is_empty() && paragraphs < 2)
            .then(|| cell.edits(&edits))
            .flatten();
        sink.cell(cell, finding.unsafe_("write it as LaTeX", fix));
    }
}
