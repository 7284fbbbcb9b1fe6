//! The number of pages of a whole book stands in pages.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "page-count-in-pages",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the number of pages of a whole book stands in pages",
    doc: r"`pages` says which pages are cited; the size of a book is `pagetotal`. Styles print “p. 350” of it.

```bib
@book{a, title = {Trade}, pages = {350 pp.}, year = 2001}
```

Source: biblatex manual 2.2.2, `pages`, `pagetotal`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["pages"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let kinds = [
        "book",
        "mvbook",
        "collection",
        "proceedings",
        "phdthesis",
        "mastersthesis",
        "thesis",
    ];
    if !kinds.contains(&&*cell.subject.type_name()) {
        return;
    }
    let text = cell.text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = text.get(..digits).and_then(|n| n.parse().ok()).unwrap_or(0);
    let rest = text.get(digits..).unwrap_or("").trim().trim_end_matches('.').to_lowercase();
    let labelled = matches!(&*rest, "p" | "pp" | "pages" | "s" | "seiten");
    if number >= 40 && (rest.is_empty() || labelled) {
        let message = "the size of the book, not the pages that are meant";
        let finding = cell.found(&RULE, cell.whole(), message);
        let fix = (!cell.subject.entry.has(Field::NUMBER_OF_PAGES)).then(|| {
            let rename = cell.rename("pagetotal", Field::NUMBER_OF_PAGES);
            match cell.replace(cell.whole(), &number.to_string()).filter(|_| labelled) {
                Some(bare) => together(vec![rename, bare]),
                None => rename,
            }
        });
        sink.cell(cell, finding.unsafe_("name it `pagetotal`", fix));
    }
}
