//! An eprint with `arXiv:` or an address before it.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "arxiv-prefix-in-eprint",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an eprint with `arXiv:` or an address before it",
    doc: r"The field holds the bare identifier; styles print the prefix from `eprinttype`.

```bib
@misc{a,
  eprint = {arXiv:2101.12345},
  eprinttype = {arxiv},
}
```

Source: biblatex manual 3.14.7, electronic publishing information.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["eprint"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (start, text) = cell.trimmed();
    let Some(id) = identifier::arxiv(text) else { return };
    let at = text.find(id).unwrap_or(0);
    if at > 0 {
        let range = start..start + at;
        let finding = cell.found(
            &RULE,
            range.clone(),
            format!(
                "`{}` does not belong to the identifier",
                text.get(..at).unwrap_or("").trim()
            ),
        );
        let typed = ["eprinttype", "archiveprefix"]
            .iter()
            .any(|name| cell.subject.cell(name).is_some());
        let fix = cell.replace(range, "");
        sink.cell(
            cell,
            match typed {
                true => finding.safe("keep the bare identifier", fix),
                false => finding.unsafe_("keep the bare identifier", fix),
            },
        );
    }
}
