//! An arXiv number in the place of the journal.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "arxiv-in-journal",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an arXiv number in the place of the journal",
    doc: r"The name of the journal holds an arXiv identifier. A preprint has no journal; its number
belongs into `eprint`, where styles make a link of it and tools find it.

```bib
@article{a,
  journal = {arXiv preprint arXiv:1706.03762},
}
```

Source: biblatex manual 3.14.7; arXiv help, “Hypertex bibstyles”.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["journal", "journaltitle", "container-title"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(at) = scan::find_ignoring_case(&cell.text, "arxiv:") else { return };
    let rest = cell.text.get(at + 6..).unwrap_or("").trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '}' | ',' | ';'))
        .unwrap_or(rest.len());
    let Some(id) = identifier::arxiv(rest.get(..end).unwrap_or("")) else { return };
    let message = format!("the journal is the arXiv number `{id}`");
    let finding = cell.found(&RULE, cell.whole(), message);
    let fix = (!cell.subject.entry.has(Field::EPRINT)).then(|| match cell.fact {
        Some(_) => together(vec![
            cell.add_after("eprint", id, Field::EPRINT),
            cell.add_after("archiveprefix", "arXiv", Field::EPRINTTYPE),
        ]),
        None => Change::SetField(Field::EPRINT, Value::plain(id)),
    });
    sink.cell(cell, finding.unsafe_("add it as `eprint`", fix));
}
