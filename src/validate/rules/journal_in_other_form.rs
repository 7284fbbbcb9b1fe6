//! A journal is abbreviated where it should be written out, or the other way round.

use crate::text::latex;
use crate::validate::JournalForm;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "journal-in-other-form",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "a journal is abbreviated, or written out, against the settings",
    doc: r#"`check.journals` in `ibid.toml` names lists of journals with their abbreviations; `check.journal-names`
says which form is wanted, `"full"` (the default) or `"abbreviated"`. Without a list nothing is reported.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {J. Kilns}, year = 2001}
```

Source: JabRef's checks of abbreviated journals; biblatex manual 2.2.2, `shortjournal`.
"#,
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["journal", "journaltitle"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let Some(journals) = cell.subject.options.journals else { return };
    let plain = latex::to_plain(&cell.text);
    let Some((full, short)) = journals.find(&plain) else { return };
    let (wanted, other) = match journals.form {
        JournalForm::Full => (full, short),
        JournalForm::Abbreviated => (short, full),
    };
    // One letter of case or a full stop is another rule's.
    let folded = crate::text::fold_words;
    if folded(&plain) == folded(wanted) || folded(&plain) != folded(other) {
        return;
    }
    let finding =
        cell.found(&RULE, cell.whole(), format!("the list has `{wanted}` for it"));
    let text = match cell.syntax {
        Syntax::Tex => latex::from_plain(wanted).into_owned(),
        _ => wanted.to_owned(),
    };
    sink.cell(
        cell,
        finding.unsafe_("write it as in the list", cell.replace(cell.whole(), &text)),
    );
}
