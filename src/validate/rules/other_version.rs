//! Two entries are one work at two stages.

use crate::model::same_work::{Relation, Verdict};
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "other-version",
    group: Group::Links,
    severity: Severity::Info,
    summary: "two entries are one work at two stages",
    doc: r"A preprint, report, thesis or talk stands beside what was published of it. Cite the later one, unless
the difference matters.

```bib
@article{a, author = {Doe, Jane and Roe, Jim}, title = {Trade on the Coast of the North}, journal = {Crafts}, volume = 3, pages = {12--18}, year = 2002}
@misc{b, author = {Doe, Jane and Roe, Jim}, title = {Trade on the Coast of the North}, eprint = {2001.01234}, archiveprefix = {arXiv}, year = 2001}
```

Source: issue threads of JabRef and Zotero, “preprint now published”; APA Publication Manual, 7th ed., 10.8.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Pairs(check));

fn check(a: &Subject<'_>, b: &Subject<'_>, verdict: &Verdict, sink: &mut Sink<'_>) -> bool {
    if verdict.relation != Relation::OtherVersion || verdict.confidence < 80 {
        return false;
    }
    let message = format!("`{}` is another version of this work", a.entry.key());
    sink.entry(b, b.found(&RULE, message));
    true
}
