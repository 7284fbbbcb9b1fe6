//! A field of BibLaTeX in a file for BibTeX.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "biblatex-only-field",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a field of BibLaTeX in a file for BibTeX",
    doc: r"The file is written for BibTeX, whose styles do not read this field: what it says is lost.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@book{b, author = {Doe, Jane}, title = {Crafts}, publisher = {Example}, location = {Uppsala}, year = 2002}
@article{c, author = {Doe, Jane}, title = {Kilns}, journal = {Trade}, year = 2003}
```

Source: JabRef's check “biblatex field only”; btxdoc 3.2; biblatex manual 2.2.5.
",
};

pub(super) const CHECK: Check = Check::new(
    &RULE,
    Run::Named(
        &["journaltitle", "location", "date", "institution", "subtitle", "maintitle"],
        check,
    ),
);

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.subject.dialect() != Dialect::Bibtex || cell.text.trim().is_empty() {
        return;
    }
    let kind = cell.subject.type_name();
    let classic = match &*cell.name {
        "journaltitle" => "journal",
        "location" => "address",
        "date" => "year",
        "institution" if kind.ends_with("thesis") => "school",
        "institution" => return,
        _ => "",
    };
    if !classic.is_empty() && cell.subject.cell(classic).is_some() {
        return;
    }
    let message = format!("BibTeX does not read `{}`", cell.name);
    let year =
        cell.text.trim().len() == 4 && cell.text.trim().bytes().all(|b| b.is_ascii_digit());
    let can = !classic.is_empty() && (classic != "year" || year);
    let fix = can.then(|| cell.rename(classic, cell.field));
    sink.cell(
        cell,
        cell.found_name(&RULE, message).unsafe_(&format!("name it `{classic}`"), fix),
    );
}
