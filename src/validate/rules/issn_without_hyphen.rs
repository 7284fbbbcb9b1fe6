//! An ISSN without its hyphen.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "issn-without-hyphen",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an ISSN without its hyphen",
    doc: r"An ISSN is written as two groups of four.

```bib
@article{a,
  issn = {03785955},
}
```

Source: ISO 3297; JabRef's formatter “normalize ISSN”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["issn"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    for (range, text) in scan::issns(&cell.text) {
        if text.len() == 8 && identifier::check_issn(text).is_ok() && !text.contains('-') {
            let finding =
                cell.found(&RULE, range.clone(), format!("ISSN `{text}` lacks its hyphen"));
            let middle = range.start + 4;
            sink.cell(cell, finding.safe("insert it", cell.replace(middle..middle, "-")));
        }
    }
}
