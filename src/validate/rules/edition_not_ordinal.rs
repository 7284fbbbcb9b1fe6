//! The edition is not written as the program of the file wants it.

use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "edition-not-ordinal",
    group: Group::Fields,
    severity: Severity::Info,
    summary: "the edition is not written as the program of the file wants it",
    doc: r"BibTeX prints the field as it stands, so that it should be an ordinal: `Second`. BibLaTeX makes an
ordinal of a number, in the language of the document: `2`.

```bib
@article{a, author = {Doe, Jane}, title = {Trade}, journal = {Trade}, year = 2001}
@book{b, title = {Trade}, edition = {2}, publisher = {Example}, year = 2001}
```

Source: btxdoc 3.2, `edition`; biblatex manual 2.2.2; JabRef's check “edition”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["edition"], check));

const WORDS: [&str; 13] = [
    "", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth",
    "Ninth", "Tenth", "Eleventh", "Twelfth",
];

/// `Second` for 2, `27th` for 27.
fn ordinal(number: &str) -> Option<String> {
    let n: usize = number.parse().ok().filter(|n| *n > 0)?;
    let end = match (n % 10, n % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    Some(WORDS.get(n).map_or_else(|| format!("{n}{end}"), |word| (*word).to_owned()))
}

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let text = cell.text.trim();
    let number: String = text.chars().take_while(char::is_ascii_digit).collect();
    match cell.subject.dialect() {
        Dialect::Bibtex
            // “2014 edition” is a year, and stays.
            if (1..4).contains(&number.len())
                && number.len() == text.len()
                && number != "1" =>
        {
            let message = format!("a classic style prints “{text} edition”");
            // The ordinals of other languages are not ours to write.
            let english = ["language", "langid"].iter().all(|name| {
                cell.subject.cell(name).is_none_or(|language| {
                    language.text.trim().to_ascii_lowercase().starts_with("en")
                })
            });
            let fix = ordinal(&number).and_then(|word| match cell.fact {
                Some((_, fact)) if fact.written == Written::Number => {
                    cell.replace_value(&format!("{{{word}}}"))
                }
                _ => cell.replace(cell.whole(), &word),
            });
            let fix = fix.filter(|_| english);
            let finding = cell.found(&RULE, cell.whole(), message);
            sink.cell(cell, finding.unsafe_("write it as an ordinal", fix));
        }
        Dialect::Biblatex => {
            let rest = text.get(number.len()..).unwrap_or("");
            let spelled =
                WORDS.iter().skip(1).position(|word| word.eq_ignore_ascii_case(text));
            let plain = match (&*number, rest.to_ascii_lowercase().as_str(), spelled) {
                (_, _, Some(at)) => (at + 1).to_string(),
                ("", ..) => return,
                (number, "st" | "nd" | "rd" | "th", _) => number.to_owned(),
                _ => return,
            };
            let message =
                "BibLaTeX makes the ordinal itself, in the language of the document";
            let finding = cell.found(&RULE, cell.whole(), message);
            sink.cell(
                cell,
                finding.unsafe_("write the number", cell.replace(cell.whole(), &plain)),
            );
        }
        _ => {}
    }
}
