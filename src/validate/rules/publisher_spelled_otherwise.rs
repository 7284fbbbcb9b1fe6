//! A publisher is spelled in several ways.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "publisher-spelled-otherwise",
    group: Group::Links,
    severity: Severity::Info,
    summary: "a publisher is spelled in several ways",
    doc: r"In one list the same publisher should look the same.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, publisher = {Kiln and Sons}, year = 2001}
@book{b, author = {Doe, Jane}, title = {Pots}, publisher = {Kiln and Sons}, year = 2002}
@book{c, author = {Doe, Jane}, title = {Bowls}, publisher = {Kiln \& Sons}, year = 2003}
```

Source: Chicago Manual of Style, 17th ed., 14.133; JabRef's consistency check.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    crate::validate::spelling::check(files, options, &RULE, Field::PUBLISHER, sink);
}
