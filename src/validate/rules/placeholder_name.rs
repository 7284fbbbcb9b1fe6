//! A name says that the name is not known.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "placeholder-name",
    group: Group::Names,
    severity: Severity::Info,
    summary: "a name says that the name is not known",
    doc: r"A work without a known author has no author; styles then begin with its title. “Anonymous” is right
only where the work itself is signed so.

```bib
@misc{a, author = {Anonymous}, title = {Trade}, year = 2001}
```

Source: APA Publication Manual, 7th ed., 9.12; Chicago Manual of Style, 17th ed., 14.79.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Names(check));

fn check(cell: &Cell<'_>, people: &[Person<'_>], sink: &mut Sink<'_>) {
    for person in people {
        let bare = person
            .text
            .trim_matches(|c| matches!(c, '{' | '}' | '.' | '[' | ']' | '?' | ' '));
        let lower = bare.to_lowercase();
        let unknown = matches!(
            &*lower,
            "anonymous"
                | "anon"
                | "no author"
                | "unknown"
                | "n.n"
                | "n. n"
                | "author unknown"
                | "various"
                | "unknown author"
                | "various authors"
                | "several"
                | "n/a"
                | "none"
                | "anonym"
                | "anónimo"
                | "nn"
        ) || bare.is_empty() && person.text.contains('?');
        if unknown {
            let message = format!("`{}` is nobody", person.text);
            let finding = cell.found(&RULE, person.range.clone(), message);
            let fix = (people.len() == 1).then(|| cell.remove());
            sink.cell(cell, finding.unsafe_("remove the field", fix));
        }
    }
}
