//! Letters and their accents are stored apart.

use crate::validate::prelude::*;
use icu_normalizer::ComposingNormalizerBorrowed;

pub(super) static RULE: Rule = Rule {
    name: "not-nfc",
    group: Group::Text,
    severity: Severity::Info,
    summary: "letters and their accents are stored apart",
    doc: r"`é` as e and U+0301 looks the same as é, but is found, sorted and compared otherwise by many programs.

```bib
@article{a, author = {Doe, Jane}, title = {Cafe⟨U+0301⟩}, journal = {Crafts}, year = 2001}
```

Source: Unicode Standard Annex 15; JabRef's check “not NFC”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::NON_ASCII, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    if nfc.is_normalized(&cell.text) {
        return;
    }
    let right = nfc.normalize(&cell.text);
    let same = cell.text.bytes().zip(right.bytes()).take_while(|(a, b)| a == b).count();
    let start = (0..=same).rev().find(|at| cell.text.is_char_boundary(*at)).unwrap_or(0);
    let rest = cell.text.get(start..).unwrap_or("");
    let end = start + rest.chars().take(2).map(char::len_utf8).sum::<usize>();
    let finding =
        cell.found(&RULE, start..end, "the letter and its accent are two characters");
    sink.cell(
        cell,
        finding.safe("compose them (NFC)", cell.replace(0..cell.text.len(), &right)),
    );
}
