//! From syntax to meaning: kinds, fields and values of the model.
//!
//! Values stay pieces of the source; only dates are read at once, because BibTeX spreads
//! them over fields.

use std::borrow::Cow;

use super::document::Document;
use super::map;
use super::tables::fields::Target;
use crate::model::date::{month_named, season_named};
use crate::model::{
    CiteKey, Datatype, Date, DateParts, Entry, EntryKind, Field, Syntax, Text, Value,
};
use crate::text::latex;

/// The kind of a type name.
pub(super) fn kind(name: &str) -> EntryKind {
    map::kind_of(name)
}

/// The field of a name, in an entry of a kind.
pub(super) fn field(name: &str, kind: EntryKind) -> Field {
    map::field_of(name, kind)
}

/// One entry of a document.
pub(super) fn entry(document: &Document, at: usize) -> Entry {
    let kind = kind(document.kind_name(at));
    let key = CiteKey::new(document.key(at));
    let mut cook = Cook {
        document,
        kind,
        entry: Entry::in_source(key, kind, document.text().clone()),
        seen: Seen::default(),
        container: "",
        issued: Issued::default(),
    };
    let fields = document.fields(at);
    cook.entry.reserve(fields.len());
    for node in fields.iter().filter(|node| !node.disabled) {
        let name = node.name.of(document.text());
        cook.field(name, document.value(node));
    }
    cook.finish()
}

/// The parts of the date of issue, as they are met.
#[derive(Default)]
struct Issued {
    date: Option<Text>,
    year: Option<Text>,
    month: Option<Text>,
    day: Option<Text>,
    /// Where among the fields the date belongs: where its first part stood.
    place: Option<usize>,
}

/// The fields that are taken; an entry may have a million fields.
#[derive(Default)]
struct Seen {
    known: [u64; 4],
    /// Fields that were read from another name of theirs.
    aliased: Vec<(Field, Box<str>)>,
    strangers: Vec<Field>,
    many: rustc_hash::FxHashSet<Field>,
}

impl Seen {
    fn insert(&mut self, field: Field) -> bool {
        let (word, bit) = (field.index() / 64, field.index() % 64);
        if let Some(word) = self.known.get_mut(word).filter(|_| field.is_known()) {
            let new = *word & (1 << bit) == 0;
            *word |= 1 << bit;
            return new;
        }
        if self.strangers.len() < 24 {
            let new = !self.strangers.contains(&field);
            if new {
                self.strangers.push(field);
            }
            return new;
        }
        !self.strangers.contains(&field) && self.many.insert(field)
    }
}

/// Whether a value has nothing in it but blanks and braces.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'}'))
}

struct Cook<'d> {
    document: &'d Document,
    kind: EntryKind,
    entry: Entry,
    seen: Seen,
    /// The name that the container title was read from.
    container: &'d str,
    issued: Issued,
}

impl<'d> Cook<'d> {
    fn field(&mut self, name: &'d str, text: Text) {
        // `publisher = {}` says nothing, and must not stand before what does: `institution`,
        // or what a `crossref` gives. The bytes of the file stay.
        if is_blank(self.document.characters(&text)) {
            return;
        }
        let part = match map::target_in(name, self.kind) {
            Target::Is(field) => return self.put(name, field, text),
            Target::Number => return self.put(name, map::number_of(self.kind), text),
            Target::Issue => return self.put(name, Field::ISSUENAME, text),
            Target::Date => &mut self.issued.date,
            Target::Year => &mut self.issued.year,
            Target::Month => &mut self.issued.month,
            Target::Day => &mut self.issued.day,
        };
        // Of a field that stands twice the first counts (BibTeX says so and ignores the rest).
        part.get_or_insert(text);
        self.issued.place.get_or_insert(self.entry.fields().len());
    }

    fn put(&mut self, name: &'d str, field: Field, text: Text) {
        if self.seen.insert(field) {
            if field == Field::CONTAINER_TITLE {
                self.container = name;
            }
            if map::is_alias(name, field) {
                self.seen.aliased.push((field, name.into()));
            }
            let value = self.value(field, text);
            self.entry.push(field, value);
            return;
        }
        // A field's own name counts before its other names (biblatex manual, 2.2.5).
        let at = self.seen.aliased.iter().position(|(aliased, _)| *aliased == field);
        if let Some(at) = at.filter(|_| !map::is_alias(name, field)) {
            let (_, alias) = self.seen.aliased.swap_remove(at);
            let old = self.entry.value(field).cloned();
            let value = self.value(field, text);
            self.entry.set(field, value);
            if let Some(old) = old {
                self.under_own_name(&alias, old);
            }
            return;
        }
        // `journal` and `booktitle` in one entry: one is the container, both are kept.
        if field == Field::CONTAINER_TITLE && !self.container.eq_ignore_ascii_case(name) {
            let journal = name.get(..7).is_some_and(|n| n.eq_ignore_ascii_case("journal"));
            let other = if journal == map::is_article(self.kind) {
                let old = self.entry.value(field).cloned();
                let value = self.value(field, text);
                self.entry.set(field, value);
                old.map(|old| (std::mem::replace(&mut self.container, name), old))
            } else {
                Some((name, Value::Source(Syntax::Tex, text)))
            };
            if let Some((name, value)) = other {
                self.under_own_name(name, value);
            }
            return;
        }
        // ACM writes the place of the conference into `location` beside the publisher's
        // `address`.
        if field == Field::PUBLISHER_PLACE && name.eq_ignore_ascii_case("address") {
            let old = self.entry.value(field).cloned();
            self.entry.set(field, Value::Source(Syntax::Tex, text));
            if let Some(old) = old {
                self.second_place("location", old);
            }
            return;
        }
        let value = Value::Source(Syntax::Tex, text);
        if field == Field::PUBLISHER_PLACE {
            return self.second_place(name, value);
        }
        self.under_own_name(name, value);
    }

    /// A place beside the publisher's: of papers, where the conference was.
    fn second_place(&mut self, name: &str, value: Value) {
        let conference = matches!(self.kind.csl(), "paper-conference")
            || self.kind == EntryKind::PROCEEDINGS;
        let held = conference && name.eq_ignore_ascii_case("location");
        if held && self.seen.insert(Field::EVENT_PLACE) {
            self.entry.push(Field::EVENT_PLACE, value);
            return;
        }
        self.under_own_name(name, value);
    }

    /// Keeps a value whose field is taken under the name it had.
    fn under_own_name(&mut self, name: &str, value: Value) {
        let own = Field::named(&name.to_ascii_lowercase());
        if self.seen.insert(own) {
            self.entry.push(own, value);
        }
    }

    fn value(&self, field: Field, text: Text) -> Value {
        match field.datatype() {
            Datatype::Date => {
                let source = self.document.characters(&text);
                Value::date(date(source))
            }
            Datatype::Verbatim if matches!(field, Field::URL | Field::DOI) => {
                let source = self.document.characters(&text);
                match address(source) {
                    Cow::Owned(address) => {
                        Value::Source(Syntax::Plain, Text::Owned(address.into()))
                    }
                    Cow::Borrowed(_) => Value::Source(Syntax::Tex, text),
                }
            }
            // Several values of a tag of another format, a line each: no TeX, no wrapping.
            _ if !field.is_known() && field.name().contains(':') => {
                let source = self.document.characters(&text);
                if !source.contains('\n') {
                    return Value::Source(Syntax::Tex, text);
                }
                let lines: Vec<_> =
                    source.lines().map(|line| latex::to_plain(line.trim())).collect();
                Value::plain(&lines.join("\n"))
            }
            _ => Value::Source(Syntax::Tex, text),
        }
    }

    fn finish(mut self) -> Entry {
        let issued = std::mem::take(&mut self.issued);
        if let Some(place) = issued.place {
            let leftovers = self.issued(issued, place);
            for (field, text) in leftovers {
                if self.seen.insert(field) {
                    let place = place + 1;
                    self.entry.insert(place, field, Value::Source(Syntax::Tex, text));
                }
            }
        }
        // Without a number of its own, what `issue` says is the issue.
        if self.entry.has(Field::ISSUENAME) && !self.entry.has(Field::ISSUE) {
            self.entry.rename(Field::ISSUENAME, Field::ISSUE);
        }
        self.proceedings_in_journal();
        self.entry
    }

    /// Proceedings that came out in a journal: beside `booktitle` it is their series.
    fn proceedings_in_journal(&mut self) {
        let paper = matches!(self.kind.csl(), "paper-conference" | "chapter");
        if !paper || self.entry.has(Field::COLLECTION_TITLE) {
            return;
        }
        let journals = ["journal", "journaltitle"].map(Field::named);
        if let Some(journal) = journals.into_iter().find(|field| self.entry.has(*field)) {
            self.entry.rename(journal, Field::COLLECTION_TITLE);
        }
    }

    /// Puts the date of issue together; gives back the parts that it could not use.
    fn issued(&mut self, issued: Issued, place: usize) -> Vec<(Field, Text)> {
        let Issued { date: full, year, month, day, .. } = issued;
        let mut leftovers = Vec::new();
        let mut keep = |field: Field, text: Option<Text>| {
            leftovers.extend(text.map(|text| (field, text)));
        };
        let characters = |text: &Option<Text>| {
            text.as_ref()
                .map_or("", |text| self.document.characters(text).trim())
                .to_owned()
        };
        let full_text = characters(&full);
        let found = if full_text.is_empty() {
            let (year_text, month_text, day_text) =
                (characters(&year), characters(&month), characters(&day));
            let found = from_parts(&year_text, &month_text, &day_text);
            if !found.month_used {
                keep(Field::MONTH, month);
            }
            if !found.day_used {
                keep(Field::DAY, day);
            }
            found.date
        } else {
            // BibLaTeX: `date` overrides `year` and `month` (manual, 2.3.9).
            keep(Field::YEAR, year);
            keep(Field::MONTH, month);
            keep(Field::DAY, day);
            Some(date(&full_text))
        };
        if let Some(found) = found
            && self.seen.insert(Field::ISSUED)
        {
            self.entry.insert(place, Field::ISSUED, Value::date(found));
        }
        leftovers
    }
}

/// A date as BibLaTeX writes it, or as people do.
fn date(source: &str) -> Date {
    // `2004-06~`: the tilde is EDTF's, not LaTeX's (biblatex manual, 2.3.8).
    if let Some(date) = Date::parse_edtf(source.trim()) {
        return date;
    }
    let text = latex::to_plain(source);
    if text.contains('\u{a0}') {
        return Date::parse_loose(&text.replace('\u{a0}', " "));
    }
    Date::parse_loose(&text)
}

/// A date from the fields of classic BibTeX.
struct FromParts {
    date: Option<Date>,
    month_used: bool,
    day_used: bool,
}

fn from_parts(year: &str, month: &str, day: &str) -> FromParts {
    let nothing = |date| FromParts { date, month_used: false, day_used: false };
    if year.is_empty() {
        // BibTeX prints the month alone; there is no date without a year.
        let whole = (!month.is_empty()).then(|| date(month));
        return match whole {
            Some(date @ (Date::Single(_) | Date::Range(..))) => {
                FromParts { date: Some(date), month_used: true, day_used: false }
            }
            _ => nothing(None),
        };
    }
    let whole = match plain_year(year) {
        Some(year) => Date::Single(DateParts::year(year)),
        None => date(year),
    };
    let Date::Single(DateParts { year: number, month: 0, approximate, uncertain, .. }) =
        whole
    else {
        return nothing(Some(whole));
    };
    if month.is_empty() {
        return nothing(Some(whole));
    }
    let month_text = latex::to_plain(month).replace(['\u{a0}', '{', '}'], " ");
    let month_text = month_text.trim();
    let digits = month_text.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let season = season_named(month_text).map(|season| season + 20);
    if let Some(month) = digits.or_else(|| month_named(month_text)).or(season) {
        let day_number = day.trim().parse::<u8>().ok().filter(|_| month <= 12);
        let day_number = day_number
            .filter(|day| *day > 0 && DateParts::day(number, month, *day).exists());
        let parts = DateParts {
            approximate,
            uncertain,
            ..DateParts::day(number, month, day_number.unwrap_or(0))
        };
        return FromParts {
            date: Some(Date::Single(parts)),
            month_used: true,
            day_used: day_number.is_some(),
        };
    }
    // `month = {April 1}`, `10~jan`, `May--June`.
    match Date::parse_loose(&format!("{month_text} {number}")) {
        Date::Literal(_) => nothing(Some(whole)),
        date => FromParts { date: Some(date), month_used: true, day_used: false },
    }
}

fn plain_year(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// An address without the escapes that classic styles need.
fn address(source: &str) -> Cow<'_, str> {
    let trimmed = source.trim();
    let escaped = trimmed.contains('\\') || trimmed.starts_with(['{', '<']);
    if !escaped {
        return Cow::Borrowed(source);
    }
    let mut text = trimmed;
    for command in ["\\url", "\\href", "\\path"] {
        text = text.strip_prefix(command).unwrap_or(text);
    }
    let text = text.trim_matches(['{', '}', '<', '>']);
    let text = text.replace("{\\textunderscore}", "_").replace("\\textunderscore{}", "_");
    let text = text.replace("{\\_}", "_").replace("{\\%}", "%").replace("{\\&}", "&");
    let text = text.replace("{\\#}", "#").replace("{\\textasciitilde}", "~");
    let text = text.replace("\\textasciitilde{}", "~").replace("\\~{}", "~");
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let escape =
            c == '\\' && characters.peek().is_some_and(|next| "_%&#~{}/$-".contains(*next));
        if !escape {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The name of a field in a file, in an entry of a kind.
pub(super) fn name(field: Field, kind: EntryKind) -> String {
    let article = kind == EntryKind::ARTICLE_JOURNAL;
    let known = match field {
        Field::CONTAINER_TITLE if article => "journal",
        Field::CONTAINER_TITLE => "booktitle",
        Field::ISSUED => "date",
        Field::ACCESSED => "urldate",
        Field::PAGE => "pages",
        Field::PUBLISHER_PLACE => "address",
        Field::COLLECTION_TITLE => "series",
        Field::KEYWORD => "keywords",
        Field::ISSUE => "number",
        _ => return field.name().to_ascii_lowercase(),
    };
    known.to_owned()
}

/// A name as BibTeX writes it.
pub(super) fn name_source(name: &crate::model::Name) -> String {
    let plain = |text: &str| crate::text::latex::from_plain(text).into_owned();
    match name {
        crate::model::Name::Person(_) => plain(&name.display()),
        crate::model::Name::Others => "others".to_owned(),
        crate::model::Name::Literal(text) => format!("{{{}}}", plain(text)),
    }
}
