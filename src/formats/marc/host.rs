//! The work that a part is in (773), and its volume, issue, pages and date in one text (`$g`).

use std::sync::LazyLock;

use regex::Regex;

use super::{Marc, Variable, clean};
use crate::formats::common::{Draft, catalogue, names, values};
use crate::model::Field;

/// Volume, issue, pages and date of `Vol. 24, pt. B no. 9 (Sept. 1993), p. 235-48`, of
/// `Jahrgang 12 (2010), Heft 3, Seite 1-20`, and of `pages:235-248`.
struct Forms {
    volume: Regex,
    issue: Regex,
    pages: Regex,
    date: Regex,
    year: Regex,
    short: Regex,
    bare: Regex,
}

static FORMS: LazyLock<Option<Forms>> = LazyLock::new(|| {
    let form = |pattern: &str| Regex::new(pattern).ok();
    Some(Forms {
        volume: form(
            r"(?i)(?:^|[^\p{L}])(?:volume|vol|v|band|bd|tome|tomo|t|jahrgang|jg|årg|roč|год|т)[.:]?\s*([\p{L}\d][\w./-]*)",
        )?,
        issue: form(
            r"(?i)(?:^|[^\p{L}])(?:number|num|no|nr|n°|nº|№|issue|iss|heft|h|č|вып)[.:]?\s*(\d[\w./-]*)",
        )?,
        pages: form(
            r"(?i)(?:^|[^\p{L}])(?:pages?|pp|p|pgs|seiten?|s|str|с)[.:]?\s*([A-Za-z]?\d+(?:\s*[-–]\s*[A-Za-z]?\d+)?(?:,\s*\d+(?:-\d+)?)*)",
        )?,
        date: form(r"\(([^()]*\d{4}[^()]*)\)")?,
        year: form(
            r"(?i)(?:^|[^\p{L}])(?:year:|jahr:?)\s*(\d{4})|(?:^|[,;]\s*)((?:\d{1,2} )?(?:\p{L}+\.? )?\d{4})(?:\s*[,;]|$)",
        )?,
        // SICI's enumeration in $q: `24:9<235`.
        short: form(r"^(\d+)(?::([^<]+))?(?:<(.+))?$")?,
        // `12(2004), 3, Seite 1-19`
        bare: form(r"^(\d+)\s*\(\d{4}\)(?:,\s*(\d[\d/-]*)\s*(?:,|$))?")?,
    })
});

/// Whether a host is numbered as journals are.
pub(super) fn has_volume_and_issue(field: &Variable) -> bool {
    let text = field.joined("g", ", ");
    FORMS
        .as_ref()
        .is_some_and(|forms| forms.volume.is_match(&text) && forms.issue.is_match(&text))
}

/// 773: the work that this one is in; danMARC2 says it in parts of 557.
pub(super) fn host(draft: &mut Draft, marc: &Marc) {
    for field in marc.all("557") {
        let part = |code: char| clean(field.part(code).unwrap_or(""));
        draft.text(Field::CONTAINER_TITLE, &part('a'));
        draft.date(Field::ISSUED, &part('j'));
        draft.text(Field::ISSUE, &part('v'));
        draft.text(Field::PAGE, &part('k'));
    }
    let Some(field) = marc.all("773").next() else { return };
    let title = clean(field.part('t').unwrap_or(""));
    draft.text(Field::CONTAINER_TITLE, title.trim_end_matches('.'));
    draft.text(Field::CONTAINER_TITLE_SHORT, &clean(field.part('p').unwrap_or("")));
    let issns = values::issns(field.part('x').unwrap_or(""));
    issns.iter().for_each(|n| draft.number(Field::ISSN, n));
    let isbns = values::isbns(field.part('z').unwrap_or(""));
    isbns.iter().for_each(|n| draft.number(Field::ISBN, n));
    draft.text(Field::EDITION, clean(field.part('b').unwrap_or("")).trim_end_matches('.'));
    if let Some(heading) = field.part('a') {
        draft.name(Field::CONTAINER_AUTHOR, names::inverted(heading.trim_end_matches('.')));
    }
    if let Some(series) = field.part('k') {
        draft.text(Field::COLLECTION_TITLE, clean(series).trim_end_matches('.'));
    }
    // German catalogues say the same again for machines, in a 773 of its own.
    for field in marc.all("773") {
        place_in(draft, &field.joined("g", ", "), field.part('q').unwrap_or(""));
    }
    imprint(draft, field.part('d').unwrap_or(""));
    if let Some(number) = field.part('o') {
        draft.stranger("marc", "773o", number);
    }
}

/// `$g` and `$q`.
fn place_in(draft: &mut Draft, text: &str, short: &str) {
    let Some(forms) = FORMS.as_ref() else { return };
    let of = |form: &Regex| -> String {
        let found = form.captures(text);
        let part = found.and_then(|found| found.get(1).or_else(|| found.get(2)));
        part.map_or("", |part| part.as_str()).trim_end_matches(['.', '/', '-']).to_owned()
    };
    if let Some(found) = forms.bare.captures(text) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        draft.text(Field::VOLUME, part(1));
        draft.text(Field::ISSUE, part(2));
    }
    draft.text(Field::VOLUME, &of(&forms.volume));
    draft.text(Field::ISSUE, &of(&forms.issue));
    draft.text(Field::PAGE, &values::full_pages(&of(&forms.pages).replace('–', "-")));
    for form in [&forms.date, &forms.year] {
        if let Some(date) = catalogue::date(&of(form))
            && !draft.has(Field::ISSUED)
        {
            draft.set_date(Field::ISSUED, date);
        }
    }
    if let Some(found) = forms.short.captures(short) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        draft.text(Field::VOLUME, part(1));
        draft.text(Field::ISSUE, part(2));
        draft.text(Field::PAGE, part(3));
    }
}

/// `Amsterdam : Elsevier, 1993`
fn imprint(draft: &mut Draft, text: &str) {
    let (place, rest) = text.split_once(" : ").unwrap_or(("", text));
    let (name, date) = rest.rsplit_once(", ").unwrap_or((rest, ""));
    let dated = catalogue::date(date).is_some_and(|date| date.start().is_some());
    let name = if dated || date.is_empty() { name } else { rest };
    draft.text(Field::PUBLISHER_PLACE, &clean(place));
    if catalogue::date(name).is_none_or(|date| date.start().is_none()) {
        draft.text(Field::PUBLISHER, &clean(name));
    }
    if let Some(date) = catalogue::date(date).or_else(|| catalogue::date(name))
        && !draft.has(Field::ISSUED)
        && date.start().is_some()
    {
        draft.set_date(Field::ISSUED, date);
    }
}
