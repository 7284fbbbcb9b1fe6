//! An eprint whose archive is not named.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "eprint-without-type",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an eprint whose archive is not named",
    doc: r"Without `eprinttype` (or `archiveprefix`) nobody knows which archive the number is of, and
no link can be made. Publishers' exports put the address of their file there: it is no number at all.

```bib
@misc{a,
  eprint = {1706.03762},
}
```

Source: biblatex manual 3.14.7.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["eprint"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if cell.fact.is_none() || text.is_empty() {
        return;
    }
    // Oxford's exports have their own path there, others the address of the file.
    if text.contains("://") || text.starts_with('/') {
        let message = "an address, not the number of an eprint";
        let finding = cell.found(&RULE, cell.whole(), message);
        let found_otherwise =
            ["doi", "url"].iter().any(|name| cell.subject.cell(name).is_some());
        let fix = found_otherwise.then(|| cell.remove());
        sink.cell(cell, finding.unsafe_("remove the field", fix));
        return;
    }
    if ["eprinttype", "archiveprefix"].iter().any(|name| cell.subject.cell(name).is_some())
    {
        return;
    }
    let finding =
        cell.found(&RULE, cell.whole(), "the archive of this eprint is not named");
    let is_arxiv = identifier::arxiv(&cell.text).is_some();
    let name = if cell.subject.dialect() == Dialect::Biblatex {
        "eprinttype"
    } else {
        "archiveprefix"
    };
    let fix = is_arxiv.then(|| cell.add_after(name, "arXiv", Field::EPRINTTYPE));
    sink.cell(cell, finding.unsafe_("say that it is arXiv", fix));
}
