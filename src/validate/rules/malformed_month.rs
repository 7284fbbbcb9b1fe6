//! The month is no month.

use crate::model::{Date, date};
use crate::text::nearest;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-month",
    group: Group::Dates,
    severity: Severity::Warning,
    summary: "the month is no month",
    doc: r"A month is one of `jan` to `dec`; BibLaTeX also takes 1 to 12. Whatever else stands there is printed
as it is, or dropped.

```bib
@article{a, title = {Trade}, journal = {Crafts}, year = 2001, month = {Januray}}
```

Source: btxdoc 3.2, `month`; biblatex manual 2.3.9; JabRef's check “month”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["month"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let plain = cell.plain();
    let text = plain.trim();
    // Names in another script are meant for styles of that language.
    let foreign = text.chars().any(|c| c.is_alphabetic() && (c as u32) > 0x24F);
    if text.is_empty() || text.len() > 40 || text.contains('?') || foreign {
        return;
    }
    // Days and ranges of months are another matter; so are seasons and quarters.
    let known = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| {
            date::month_named(word).is_some()
                || ELSEWHERE.contains(&&*word.to_lowercase())
                || date::season_named(word).is_some()
                || word.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n))
        });
    let lower = text.to_lowercase();
    let season = [
        "quarter",
        "semester",
        "trimester",
        "half",
        "holiday",
        "easter",
        "christmas",
        "term",
    ];
    let dated = !matches!(Date::parse_loose(text), Date::Literal(_));
    if known || dated || season.iter().any(|word| lower.contains(word)) {
        return;
    }
    let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is no month"));
    let near = nearest(&lower, MONTHS).filter(|_| lower.len() > 4);
    sink.cell(
        cell,
        match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")).unsafe_(
                &format!("write `{}`", near.get(..3).unwrap_or(near)),
                cell.replace_value(near.get(..3).unwrap_or(near)),
            ),
            None => finding,
        },
    );
}

/// Months and seasons as styles of other languages print them.
const ELSEWHERE: [&str; 40] = [
    "ene", "fev", "févr", "abr", "avr", "mai", "juil", "ago", "aoû", "aout", "set", "out", "dez",
    "dic", "déc", "gen", "mag", "giu", "lug", "ott", "styczeń", "luty", "marzec", "kwiecień",
    "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
    "spr", "aut", "primavera", "verano", "otoño", "printemps", "automne", "hiver",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
