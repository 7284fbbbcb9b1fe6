//! A gender that BibLaTeX does not know.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-gender",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "a gender that BibLaTeX does not know",
    doc: r"`gender` takes `sf`, `sm`, `sn`, `pf`, `pm`, `pn` or `pp`; biber drops anything else.

```bib
@book{a, author = {Doe, Jane}, title = {Trade}, gender = {f}, date = 2001}
```

Source: biblatex manual 2.2.3, `gender`; biber's data model.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["gender"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    if !text.is_empty() && !["sf", "sm", "sn", "pf", "pm", "pn", "pp"].contains(&text) {
        let finding =
            cell.found(&RULE, cell.whole(), format!("there is no gender `{text}`"));
        let fix = match text.to_lowercase().as_str() {
            "f" | "female" | "feminine" => cell.replace(cell.whole(), "sf"),
            "m" | "male" | "masculine" => cell.replace(cell.whole(), "sm"),
            _ => None,
        };
        let help = "sf, sm, sn: one woman, man, thing; pf, pm, pn, pp: several, mixed";
        sink.cell(cell, finding.help(help).unsafe_("use the code", fix));
    }
}
