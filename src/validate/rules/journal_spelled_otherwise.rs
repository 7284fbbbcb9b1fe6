//! A journal is spelled in several ways.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "journal-spelled-otherwise",
    group: Group::Links,
    severity: Severity::Info,
    summary: "a journal is spelled in several ways",
    doc: r"In one list the same journal should look the same: full stops, capitals, “&” and “and”, “The”.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Journal of Kilns and Crafts}, year = 2001}
@article{b, author = {Doe, Jane}, title = {Pots}, journal = {Journal of Kilns and Crafts}, year = 2002}
@article{c, author = {Doe, Jane}, title = {Bowls}, journal = {Journal of Kilns \& Crafts}, year = 2003}
```

Source: issue threads of JabRef, “mixed abbreviations of one journal”; JabRef's journal lists.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    crate::validate::spelling::check(files, options, &RULE, Field::CONTAINER_TITLE, sink);
}
