//! A type of BibLaTeX in a file for BibTeX.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "biblatex-only-type",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a type of BibLaTeX in a file for BibTeX",
    doc: r"The other entries of the file are written for BibTeX, whose styles do not know this type and print
the entry as `@misc`.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@article{b, author = {Doe, Jane}, title = {Crafts}, journal = {Trade}, year = 2002}
@thesis{c, author = {Doe, Jane}, title = {Kilns}, school = {Example University}, year = 2003}
```

Source: JabRef's check “biblatex entry type”; btxdoc 3.1.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.dialect() != Dialect::Bibtex {
        return;
    }
    let kind = subject.type_name();
    let modern = matches!(
        &*kind,
        "thesis"
            | "report"
            | "collection"
            | "mvbook"
            | "mvcollection"
            | "mvproceedings"
            | "mvreference"
            | "inreference"
            | "reference"
            | "bookinbook"
            | "suppbook"
            | "suppcollection"
            | "suppperiodical"
            | "dataset"
            | "software"
            | "artwork"
            | "audio"
            | "video"
            | "movie"
            | "music"
            | "image"
            | "jurisdiction"
            | "legislation"
            | "letter"
            | "performance"
            | "review"
            | "xdata"
    );
    if !modern {
        return;
    }
    let message = format!("BibTeX does not know the type `@{kind}`");
    let classic = match &*kind {
        "thesis" => "phdthesis",
        "xdata" => "",
        _ => subject.entry.kind().info().map_or("", |info| info.bibtex),
    };
    let fix = (!classic.is_empty()).then(|| subject.set_type(classic)).flatten();
    let title = format!("use `@{classic}`");
    sink.entry(subject, subject.found_type(&RULE, message).unsafe_(&title, fix));
}
