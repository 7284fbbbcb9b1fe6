//! The name of a field is nearly one that styles know.

use crate::validate::prelude::*;
use crate::validate::tables::field_names::FIELD_NAMES;

pub(super) static RULE: Rule = Rule {
    name: "misspelt-field",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "the name of a field is nearly one that styles know",
    doc: r"Fields that nobody knows are ignored without a word. This one is so near to a known name that it is
probably meant to be it.

```bib
@article{a, auhtor = {Doe, Jane}, title = {Trade}, year = 2001}
```

Source: badness, rule `unknown-field`; biblatex manual 2.2.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Each(check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.field.is_known() || cell.name.len() < 4 || cell.text.trim().is_empty() {
        return;
    }
    let near = FIELD_NAMES.iter().find(|name| is_slip(&cell.name, name));
    let Some(near) = near.filter(|near| !is_numbered(&cell.name, near)) else { return };
    let message = format!("no style knows `{}`", cell.name);
    let finding = cell.found_name(&RULE, message).help(format!("did you mean `{near}`?"));
    let free = cell.subject.cell(near).is_none();
    let fix = free.then(|| cell.rename(near, Field::named(near)));
    sink.cell(cell, finding.unsafe_("rename it", fix));
}

/// Whether a name counts: `title1` and `locationb` are second fields of their kind.
fn is_numbered(word: &str, name: &str) -> bool {
    let tail = word.strip_prefix(name).unwrap_or("");
    matches!(tail.as_bytes(), [b'0'..=b'9' | b'a' | b'b' | b'c'])
}

/// Whether one word is the other with one letter too many, too few, wrong, or two swapped.
fn is_slip(word: &str, name: &str) -> bool {
    // A letter before a known name (`eissn`, `rpages`) makes a name of its own.
    if word.len().abs_diff(name.len()) > 1 || word == name || word.get(..1) != name.get(..1)
    {
        return false;
    }
    let same = word.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    // `month` and `months`, `tag` and `tags`: a plural is often a field of its own.
    let rest =
        |text: &str, from: usize| text.as_bytes().get(from..).unwrap_or(b"").to_vec();
    let (a, b) = (rest(word, same), rest(name, same));
    let tail = |text: &[u8], from: usize| text.get(from..).unwrap_or(b"").to_vec();
    let swapped = a.len() >= 2
        && a.len() == b.len()
        && a.first() == b.get(1)
        && a.get(1) == b.first()
        && tail(&a, 2) == tail(&b, 2);
    swapped
        || tail(&a, 1) == tail(&b, 1) && !a.is_empty() && !b.is_empty()
        || tail(&a, 1) == b && !a.is_empty()
        || a == tail(&b, 1) && !b.is_empty()
}
