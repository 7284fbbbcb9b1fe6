//! An address in `howpublished`.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "url-in-howpublished",
    group: Group::Identifiers,
    severity: Severity::Info,
    summary: "an address in `howpublished`",
    doc: r"Styles for classic BibTeX had no field for addresses, so people put them there. BibLaTeX and
CSL styles make a link of `url` only.

```bib
@misc{a, howpublished = {\url{https://example.org/a}}}
```

Source: JabRef's clean-up “move URL”; biblatex manual 2.2.2, `url`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["howpublished"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.subject.entry.has(Field::URL) {
        return;
    }
    let (_, text) = cell.trimmed();
    let address =
        text.strip_prefix("\\url{").and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    let alone = (address.starts_with("http://") || address.starts_with("https://"))
        && !address.contains(|c: char| c.is_whitespace() || c == '{' || c == '}');
    if alone {
        let finding = cell.found(&RULE, cell.whole(), "an address in `howpublished`");
        let fix = cell
            .replace(0..cell.text.len(), &address.replace("\\_", "_").replace("\\%", "%"))
            .map(|bare| together(vec![cell.rename("url", Field::URL), bare]));
        sink.cell(cell, finding.unsafe_("move it to `url`", fix));
    }
}
