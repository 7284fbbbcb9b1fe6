//! An arXiv identifier that is none.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-arxiv-id",
    group: Group::Identifiers,
    severity: Severity::Warning,
    summary: "an arXiv identifier that is none",
    doc: r"Since 2007 an arXiv identifier is two digits of the year, two of the month, a full stop and
four or five digits; before, the archive, a slash and seven digits.

```bib
@misc{a, eprint = {2113.01234}, archiveprefix = {arXiv}}
@misc{b, eprint = {2101.12345v2}, eprinttype = {arxiv}}
@misc{c, eprint = {hep-th/9901001}, archiveprefix = {arXiv}}
```

Source: arXiv help, “Understanding the arXiv identifier”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["eprint", "arxiv", "arxivid"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    let kind =
        ["eprinttype", "archiveprefix"].iter().find_map(|name| cell.subject.cell(name));
    let is_arxiv = &*cell.name != "eprint"
        || kind.is_some_and(|kind| kind.text.trim().eq_ignore_ascii_case("arxiv"));
    if is_arxiv && !text.is_empty() && identifier::arxiv(&text.replace('\\', "")).is_none()
    {
        sink.cell(
            cell,
            cell.found(&RULE, cell.whole(), format!("`{text}` is no arXiv identifier")),
        );
    }
}
