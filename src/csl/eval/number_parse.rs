//! Number variables taken apart: lists and ranges with affixes and labels of their own
//! (CSL 1.0.2, “Number”; the `number_…`, `label_…` and `plural_…` fixtures of the official
//! suite).

use crate::csl::locale::Locale;
use crate::csl::style::element::Str;

/// A number variable in its parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) parts: Vec<NumberPart>,
    pub(crate) numeric: bool,
    pub(crate) plural: bool,
    /// The label that the first part brings: `chapter` of `ch. 3`.
    pub(crate) label: Option<&'static str>,
}

/// One number of a variable.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberPart {
    /// The abbreviation that stands for its label: `p.`, `ch.`.
    pub(crate) label: Option<Str>,
    pub(crate) label_space: Str,
    /// Whether the label is printed with the number.
    pub(crate) label_shown: bool,
    /// Letters before the digits: `S` of `S12`.
    pub(crate) particle: Str,
    pub(crate) value: Str,
    /// What joins it to the next one.
    pub(crate) joint: Str,
    pub(crate) plural: bool,
    pub(crate) numeric: bool,
    /// Whether it can be printed as an ordinal and be in a range.
    pub(crate) countable: bool,
}

/// Abbreviations that locators and numbers may carry, with the term they stand for.
const LABELS: &[(&str, &str)] = &[
    ("add.", "addendum"),
    ("amend.", "amendment"),
    ("annot.", "annotation"),
    ("app.", "appendix"),
    ("art.", "article"),
    ("bibliog.", "bibliography"),
    ("bk.", "book"),
    ("ch.", "chapter"),
    ("cl.", "clause"),
    ("cmt.", "comment"),
    ("col.", "column"),
    ("dec.", "decision"),
    ("dept.", "department"),
    ("ex.", "example"),
    ("fig.", "figure"),
    ("fld.", "field"),
    ("fol.", "folio"),
    ("hypo.", "hypothetical"),
    ("illus.", "illustration"),
    ("intro.", "introduction"),
    ("l.", "line"),
    ("n.", "note"),
    ("no.", "issue"),
    ("op.", "opus"),
    ("p.", "page"),
    ("para.", "paragraph"),
    ("pmbl.", "preamble"),
    ("pp.", "page"),
    ("princ.", "principle"),
    ("pt.", "part"),
    ("pub.", "publication"),
    ("r.", "rule"),
    ("rn.", "randnummer"),
    ("sched.", "schedule"),
    ("sec.", "section"),
    ("ser.", "series,"),
    ("subch.", "subchapter"),
    ("subdiv.", "subdivision"),
    ("subpara.", "subparagraph"),
    ("subsec.", "subsection"),
    ("supp.", "supplement"),
    ("sv.", "sub-verbo"),
    ("tbl.", "table"),
    ("tit.", "title"),
    ("vol.", "volume"),
    ("vrs.", "verse"),
];

/// The term that an abbreviation stands for.
pub(super) fn term_of(label: &str) -> Option<&'static str> {
    LABELS.iter().find(|(short, _)| *short == label).map(|(_, term)| *term)
}

fn short_of(term: &str) -> Option<&'static str> {
    LABELS.iter().find(|(_, known)| *known == term).map(|(short, _)| *short)
}

/// The first page of a page field.
pub(super) fn first_page(pages: &str) -> String {
    let end = pages.find(['&', '-', '–']).unwrap_or(pages.len());
    let end = pages.find(", ").map_or(end, |comma| comma.min(end));
    let first = pages.get(..end).unwrap_or("").trim_end();
    if first.ends_with('\\') { pages.to_owned() } else { first.to_owned() }
}

/// Takes a number variable apart.
pub(super) fn parse(
    text: &str,
    name: &'static str,
    locator: Option<&'static str>,
    locale: &Locale,
) -> Parsed {
    let name = if name == "page-first" { "page" } else { name };
    if let Some(parsed) = plain(text.trim(), name, locator, locale) {
        return parsed;
    }
    let labelled = with_label(text.trim(), name, locator);
    let escaped = labelled.contains("\\-");
    let text = if name == "page" { labelled.replace('–', "-") } else { labelled };
    let text = if escaped {
        let parts: Vec<String> =
            text.split("\\-").map(|part| part.replace('-', "–")).collect();
        parts.join("\u{1}")
    } else {
        text
    };
    let elements = split(&text, locale);
    let mut parts = Vec::new();
    let mut state = LabelState { label: String::new(), own: String::new() };
    for (at, (value, joint)) in elements.iter().enumerate() {
        let value = value.replace('\u{1}', "-");
        state.element(&value, joint, at, name, locale, &mut parts);
    }
    for at in 1..parts.len() {
        if let Some([before, next]) = parts.get_mut(at - 1..=at)
            && before.joint.is_empty()
            && next.label.is_some()
        {
            before.joint = " ".into();
        }
    }
    plurals(&mut parts, name, locale);
    finish(parts, name, locale)
}

fn finish(mut parts: Vec<NumberPart>, name: &str, locale: &Locale) -> Parsed {
    if name.starts_with("number-of-")
        && let Some(first) = parts.first_mut().filter(|first| first.numeric)
        && leading_number(&first.value).is_some_and(|number| number > 1)
    {
        first.plural = true;
    }
    for part in &mut parts {
        part.plural &= part.numeric;
    }
    if let [only] = parts.as_mut_slice() {
        let mut numbers = only.value.split('/');
        let fraction = only.value.contains('/')
            && numbers.all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if fraction {
            only.numeric = true;
            only.plural = false;
            only.countable = false;
        }
    }
    let first = parts.first();
    let mut label = first.and_then(|part| part.label.as_deref()).and_then(term_of);
    if name == "number" && label == Some("issue") && locale.terms.has("number") {
        label = Some("number");
    }
    Parsed {
        numeric: first.is_some_and(|part| part.numeric),
        plural: first.is_some_and(|part| part.plural),
        label,
        parts,
    }
}

/// `12` and `12-15`: most variables hold one number or one range.
fn plain(
    text: &str,
    name: &'static str,
    locator: Option<&'static str>,
    locale: &Locale,
) -> Option<Parsed> {
    let is_dash = |c: char| c == '-' || c == '–' && name == "page";
    let (first, last) = match text.split_once(is_dash) {
        Some((first, last)) => (first, Some(last)),
        None => (text, None),
    };
    let is_number = |text: &str| {
        (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(first) || !last.is_none_or(is_number) {
        return None;
    }
    let short = own_label(name, locator);
    let term = short.and_then(term_of);
    if short.is_some() && !term.is_some_and(|term| locale.terms.has(term)) {
        return None;
    }
    let several = last.is_some();
    let label = match short {
        Some(short) => short.into(),
        None => compact_str::format_compact!("var:{name}"),
    };
    let part = |value: &str, joint: &str, plural: bool| NumberPart {
        label: Some(label.clone()),
        label_space: if short.is_some() { " ".into() } else { Str::default() },
        value: value.into(),
        joint: joint.into(),
        plural,
        numeric: true,
        countable: true,
        ..NumberPart::default()
    };
    let counted = name.starts_with("number-of-")
        && leading_number(first).is_some_and(|number| number > 1);
    let mut parts = Vec::with_capacity(1 + usize::from(several));
    parts.push(part(first, if several { "-" } else { "" }, several || counted));
    parts.extend(last.map(|last| part(last, "", true)));
    Some(Parsed { parts, numeric: true, plural: several || counted, label: term })
}

/// The abbreviation that stands for the label of a variable.
fn own_label(name: &str, locator: Option<&'static str>) -> Option<&'static str> {
    match name {
        "locator" => locator.map_or(Some("p."), short_of),
        "page" => Some("p."),
        _ => short_of(name),
    }
}

/// The text with the label of its variable in front, unless it brings its own.
fn with_label(text: &str, name: &str, locator: Option<&'static str>) -> String {
    let first = text.split(' ').next().unwrap_or("");
    if first.is_empty() || term_of(first).is_some() {
        return text.to_owned();
    }
    let label = own_label(name, locator);
    label.map_or_else(|| text.to_owned(), |label| format!("{label} {text}"))
}

/// Numbers with what stands between them: commas, ampersands, “and”, hyphens.
fn split(text: &str, locale: &Locale) -> Vec<(String, String)> {
    let mut ands = vec!["and".to_owned()];
    if locale.language() != "en" {
        ands.push(locale.term("and").to_string());
    }
    let mut elements: Vec<(String, String)> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        let Some(length) = joint(rest, &ands) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let raw = rest.get(..length).unwrap_or("");
        let value = text.get(start..at).unwrap_or("").to_owned();
        elements.push((value, raw.to_owned()));
        at += length;
        start = at;
    }
    elements.push((text.get(start..).unwrap_or("").to_owned(), String::new()));
    let symbol = ampersand(locale);
    for (value, joint) in &mut elements {
        if joint.trim() == "&" {
            let tight = value.starts_with(|c: char| c.is_ascii_alphabetic())
                && value.ends_with(|c: char| c.is_ascii_alphabetic());
            *joint = if tight { symbol.clone() } else { format!(" {symbol} ") };
        }
    }
    subsections(elements)
}

fn ampersand(locale: &Locale) -> String {
    let form = crate::csl::style::element::TermForm::Symbol;
    let symbol = locale.terms.get("and", form, false, None).unwrap_or_default();
    let word = locale.term("and");
    if symbol.is_empty() || symbol == word { "&".to_owned() } else { symbol.to_string() }
}

/// The length of what joins two numbers, at the beginning of a text.
fn joint(rest: &str, ands: &[String]) -> Option<usize> {
    let space = rest.len() - rest.trim_start().len();
    let after = rest.trim_start();
    let trailing = |text: &str| text.len() - text.trim_start().len();
    if let Some(next) = after.strip_prefix('&') {
        return Some(space + 1 + trailing(next));
    }
    let comma = usize::from(after.starts_with(','));
    let word = after.get(comma..).unwrap_or("");
    let before_word = trailing(word);
    let spaced =
        if comma == 1 && space == 0 { before_word > 0 } else { comma == 0 && space > 0 };
    if spaced {
        let bare = word.trim_start();
        for and in ands.iter().filter(|and| !and.is_empty()) {
            if let Some(next) = bare.strip_prefix(and.as_str())
                && next.starts_with(char::is_whitespace)
            {
                return Some(space + comma + before_word + and.len() + trailing(next));
            }
        }
    }
    if space == 0 && after.starts_with([',', ';']) {
        let next = after.get(1..).unwrap_or("");
        if trailing(next) > 0 {
            return Some(1 + trailing(next));
        }
    }
    let slashes = after.len() - after.trim_start_matches('\\').len();
    let dashes = after.get(slashes..).unwrap_or("");
    let count = dashes.len() - dashes.trim_start_matches(['-', '–']).len();
    (count > 0).then(|| {
        let next = dashes.get(count..).unwrap_or("");
        space + slashes + count + trailing(next)
    })
}

/// `12a-c` is one number, not a range.
fn subsections(elements: Vec<(String, String)>) -> Vec<(String, String)> {
    let letters = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c == ',' || c.is_ascii_alphabetic())
    };
    let lettered = |text: &str| {
        let number = text.rsplit(' ').next().unwrap_or("");
        let digits =
            number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        digits > 0 && letters(number.get(digits..).unwrap_or(""))
    };
    let mut merged: Vec<(String, String)> = Vec::with_capacity(elements.len());
    for (value, joint) in elements {
        match merged.last_mut() {
            Some(before) if before.1 == "-" && lettered(&before.0) && letters(&value) => {
                before.0.push('-');
                before.0.push_str(&value);
                before.1 = joint;
            }
            _ => merged.push((value, joint)),
        }
    }
    merged
}

struct LabelState {
    label: String,
    own: String,
}

impl LabelState {
    /// One element of the list: labels in it split it further.
    fn element(
        &mut self,
        value: &str,
        joint: &str,
        at: usize,
        name: &str,
        locale: &Locale,
        out: &mut Vec<NumberPart>,
    ) {
        let (mut texts, mut labels) = cut_labels(value);
        if labels.is_empty() {
            out.push(part(&self.label, value, joint, name, None));
            return;
        }
        let plain = |text: &str| {
            let digits =
                text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = text.get(digits..).unwrap_or("");
            let joined =
                |c: char| matches!(c, '-' | ';' | ',' | ':') || c.is_ascii_alphabetic();
            digits > 0 && rest.chars().all(joined)
        };
        for j in (1..texts.len()).rev() {
            let (Some(before), Some(this)) =
                (texts.get(j - 1).cloned(), texts.get(j).cloned())
            else {
                continue;
            };
            if !before.is_empty() && (!plain(&this) || !plain(&before)) {
                let label = labels.remove(j - 1);
                texts.remove(j);
                if let Some(slot) = texts.get_mut(j - 1) {
                    *slot = format!("{before}{label}{this}");
                }
            }
        }
        if let Some(slug) = labels.first().map(|label| label.trim().to_owned()) {
            let term = term_of(&slug);
            let free = matches!(name, "locator" | "number" | "page");
            let known =
                term.is_some_and(|term| locale.terms.has(term) && (free || term == name));
            if known {
                self.own = slug;
            } else if at == 0 {
                labels.remove(0);
                let joined = format!(
                    "{} {slug} {}",
                    texts.first().map_or("", String::as_str),
                    texts.get(1).map_or("", String::as_str)
                );
                if texts.len() > 1 {
                    texts.remove(1);
                }
                if let Some(first) = texts.first_mut() {
                    *first = joined;
                }
            }
        }
        let last = texts.len().saturating_sub(1);
        for (j, text) in texts.iter().enumerate() {
            if text.is_empty() && j != last {
                continue;
            }
            if let Some(label) = j.checked_sub(1).and_then(|before| labels.get(before)) {
                self.label.clone_from(label);
            }
            let joint = if j == last { joint } else { "" };
            out.push(part(&self.label, text.trim(), joint, name, Some(at)));
        }
    }
}

/// Cuts an element at labels: words of up to four lower-case letters (or some longer ones)
/// before a period or space.
fn cut_labels(value: &str) -> (Vec<String>, Vec<String>) {
    const LONG: &[&str] = &[
        "subpara", "subch", "amend", "bibliog", "annot", "illus", "princ", "intro",
        "sched", "subdiv", "subsec",
    ];
    let mut texts = Vec::new();
    let mut labels = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < value.len() {
        let rest = value.get(at..).unwrap_or("");
        let at_word = at == 0 || rest.starts_with(' ');
        let word_start = usize::from(rest.starts_with(' '));
        let word = rest.get(word_start..).unwrap_or("");
        let length =
            word.len() - word.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
        let fits =
            (1..=4).contains(&length) || LONG.contains(&word.get(..length).unwrap_or(""));
        let after = word.get(length..).unwrap_or("");
        if at_word && fits && after.starts_with(['.', ' ']) {
            let tail = after.get(1..).unwrap_or("");
            let spaces = tail.len() - tail.trim_start_matches(' ').len();
            let total = word_start + length + 1 + spaces;
            texts.push(value.get(start..at).unwrap_or("").to_owned());
            labels.push(value.get(at..at + total).unwrap_or("").to_owned());
            at += total;
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    texts.push(value.get(start..).unwrap_or("").to_owned());
    (texts, labels)
}

fn part(
    label: &str,
    value: &str,
    joint: &str,
    name: &str,
    at: Option<usize>,
) -> NumberPart {
    let mut part = NumberPart::default();
    let core = label.trim();
    if !core.is_empty() {
        let page = name == "page" && at == Some(0) && !matches!(core, "p." | "pp.");
        part.label_shown = page;
        part.label_space = label.get(label.trim_end().len()..).unwrap_or("").into();
        part.label = Some(core.into());
    } else if short_of(name).is_none() {
        part.label = Some(compact_str::format_compact!("var:{name}"));
    }
    let (particle, number) = particle(value);
    part.particle = particle.into();
    part.value = number.into();
    part.joint = tight_hyphen(joint).into();
    part
}

fn tight_hyphen(joint: &str) -> &str {
    let trimmed = joint.trim();
    if trimmed == "-" { trimmed } else { joint }
}

/// `S12` as `S` and `12`.
fn particle(value: &str) -> (&str, &str) {
    let letters = value.find(|c: char| c.is_ascii_alphabetic());
    let Some(first) = letters else { return ("", value) };
    if !value.get(..first).unwrap_or("").bytes().all(|b| b.is_ascii_digit()) {
        return ("", value);
    }
    let rest = value.get(first..).unwrap_or("");
    let after = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let zeros = after.len() - after.trim_start_matches('0').len();
    let mut number = after.get(zeros..).unwrap_or("");
    if !number.starts_with(|c: char| c.is_ascii_digit()) && zeros > 0 {
        number = after.get(zeros - 1..).unwrap_or("");
    }
    let digits =
        number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let tail = number.get(digits..).unwrap_or("");
    let fits = tail.chars().all(|c| matches!(c, '-' | ',') || c.is_ascii_alphabetic());
    if digits == 0 || !fits {
        return ("", value);
    }
    value.split_at_checked(value.len() - number.len()).unwrap_or(("", value))
}

fn leading_number(text: &str) -> Option<u64> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    text.get(..digits)?.parse().ok()
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "ivxlcmIVXLCM".contains(c))
}

/// Whether a value counts as a number: digits or a small roman numeral, with letters.
fn is_numeric(value: &str) -> bool {
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let roman = value.len() - value.trim_start_matches(['i', 'x', 'v']).len();
    let rest = value.get(digits.max(roman)..).unwrap_or("");
    let letters =
        rest.chars().all(|c| matches!(c, '-' | ',' | ':') || c.is_ascii_alphabetic());
    let range = rest.strip_prefix('-').is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c == '-' || c.is_ascii_digit())
    });
    digits.max(roman) > 0 && (letters || range)
}

/// Parts with the same label count together.
fn plurals(parts: &mut [NumberPart], name: &str, locale: &Locale) {
    let mut start = 0;
    while start < parts.len() {
        let label = parts.get(start).and_then(|part| part.label.clone());
        let same =
            parts.get(start..).unwrap_or(&[]).iter().take_while(|p| p.label == label);
        let count = same.count().max(1);
        let Some(group) = parts.get_mut(start..start + count) else { return };
        let numeric = group.first().is_some_and(|first| is_numeric(&first.value));
        let countable = group.first().is_some_and(|first| {
            leading_number(&first.value).is_some() || is_roman(&first.value)
        });
        for part in group.iter_mut() {
            part.plural = count > 1 && countable;
            part.numeric = numeric;
            part.countable = countable;
        }
        if let (Some(label), Some(first)) = (&label, group.first_mut())
            && !label.starts_with("var:")
        {
            let term = term_of(label);
            first.label_shown |= start > 0
                || match name {
                    "locator" | "number" | "page" => {
                        !term.is_some_and(|term| locale.terms.has(term))
                    }
                    _ => term != Some(name),
                };
        }
        start += count;
    }
}
