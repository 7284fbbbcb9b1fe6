//! Entries as the evaluator reads them: each field that the style asks for, once.
//!
//! Texts are in the markup of CSL-JSON, names have their particles found, dates are
//! numbers; everything is borrowed from the entry where it can be.

mod note;
mod particles;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::csl::job::Abbreviations;
use crate::csl::style::element::{Class, Slot, SlotInfo};
use crate::model::date::{Endpoint, Unspecified};
use crate::model::{
    Datatype, Date, DateParts, Entry, EntryKind, Field, FieldSet, Name, PersonName, Syntax,
    language, variable,
};
use crate::text::markup;

/// An entry, prepared.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) kind: EntryKind,
    pub(crate) language: Option<Cow<'a, str>>,
    /// For each slot of the style 0, or one more than the place among the values.
    slots: Box<[u8]>,
    values: Vec<Prop<'a>>,
}

/// The value of a field.
#[derive(Debug)]
pub(crate) enum Prop<'a> {
    Text(Cow<'a, str>),
    Names(Box<[Person<'a>]>),
    Date(Box<Moment<'a>>),
}

/// A name with its parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person<'a> {
    pub(crate) family: Cow<'a, str>,
    pub(crate) given: Cow<'a, str>,
    pub(crate) dropping: Cow<'a, str>,
    pub(crate) non_dropping: Cow<'a, str>,
    pub(crate) suffix: Cow<'a, str>,
    pub(crate) comma_suffix: bool,
    pub(crate) comma_dropping: bool,
    pub(crate) static_ordering: bool,
    /// An institution, or a name without parts; it stands in `family`.
    pub(crate) literal: bool,
    /// “and others”: only “et al.” stands for it.
    pub(crate) others: bool,
    /// Its numbers in the register of names.
    pub(crate) ids: Ids,
}

/// The numbers of a name's family, initials and full given names among all names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    pub(crate) family: u32,
    pub(crate) initials: u32,
    pub(crate) given: u32,
}

/// A date as CSL prints it: years before 1 are negative, absent parts are none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moment<'a> {
    pub(crate) start: Parts,
    pub(crate) end: Option<Parts>,
    pub(crate) literal: Cow<'a, str>,
    pub(crate) uncertain: bool,
}

/// Year, month, day; a season is a month from 21 on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl<'a> Prepared<'a> {
    /// The value of a slot.
    pub(crate) fn get(&self, slot: Slot) -> Option<&Prop<'a>> {
        let place = *self.slots.get(usize::from(slot.0))?;
        self.values.get(usize::from(place).checked_sub(1)?)
    }

    /// The text of a slot.
    pub(crate) fn text(&self, slot: Slot) -> Option<&str> {
        match self.get(slot)? {
            Prop::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the text of a slot stands as its source has it: its tags are not made from
    /// rich text.
    pub(crate) fn is_as_written(&self, slot: Slot) -> bool {
        matches!(self.get(slot), Some(Prop::Text(Cow::Borrowed(_))))
    }

    /// The names of a slot.
    pub(crate) fn names(&self, slot: Slot) -> &[Person<'a>] {
        match self.get(slot) {
            Some(Prop::Names(names)) => names,
            _ => &[],
        }
    }

    /// All names.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &Person<'a>> {
        self.name_lists().flatten()
    }

    /// The names, list by list.
    pub(crate) fn name_lists(&self) -> impl Iterator<Item = &[Person<'a>]> {
        self.values.iter().filter_map(|value| match value {
            Prop::Names(names) => Some(&**names),
            _ => None,
        })
    }

    /// Whether a name has one of these family names (by their numbers).
    pub(crate) fn has_family(&self, families: &FxHashSet<u32>) -> bool {
        !families.is_empty()
            && self
                .all_names()
                .any(|name| !name.literal && families.contains(&name.ids.family))
    }

    /// The names of a slot, to be numbered.
    pub(crate) fn all_names_mut(&mut self) -> impl Iterator<Item = &mut Person<'a>> {
        self.values.iter_mut().flat_map(|value| match value {
            Prop::Names(names) => names.iter_mut(),
            _ => [].iter_mut(),
        })
    }

    /// The date of a slot.
    pub(crate) fn date(&self, slot: Slot) -> Option<&Moment<'a>> {
        match self.get(slot)? {
            Prop::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The name of the CSL type.
    pub(crate) fn kind_is(&self, kinds: &[EntryKind]) -> bool {
        kinds.contains(&self.kind)
    }
}

/// Reads the fields of an entry that a style asks for.
pub(crate) fn entry<'a>(
    entry: &'a Entry,
    slots: &[SlotInfo],
    abbreviations: &Abbreviations,
) -> Prepared<'a> {
    let mut found: Vec<(usize, Prop<'a>)> = Vec::with_capacity(entry.fields().len() + 1);
    let mut fields = FieldSet::of(entry);
    if matches!(entry.kind(), EntryKind::PHD_THESIS | EntryKind::MASTERS_THESIS) {
        fields.insert(Field::GENRE);
    }
    let mut kind = kind(variable::kind(entry));
    for (at, info) in slots.iter().enumerate() {
        if info.sources.meets(&fields)
            && let Some(value) = read(entry, info)
        {
            found.push((at, value));
        }
    }
    if let Some((_, text)) = entry.raw(Field::NOTE)
        && note::is_likely(text)
    {
        let rest = note::lines(text).take(|name, value| {
            override_with(&mut found, slots, &mut kind, name, value);
            is_taken(entry, name)
        });
        let note = |(at, _): &(usize, Prop<'_>)| {
            slots.get(*at).is_some_and(|info| info.field == Field::NOTE)
        };
        if let Some(at) = found.iter().position(note) {
            match rest.is_empty() {
                true => drop(found.remove(at)),
                false => {
                    let (slot, _) = found.remove(at);
                    found.push((slot, Prop::Text(Cow::Owned(rest))));
                }
            }
        }
    }
    if !abbreviations.is_empty() {
        abbreviate(&mut found, slots, abbreviations);
    }
    let mut places = vec![0u8; slots.len()];
    let mut values = Vec::with_capacity(found.len());
    for (at, value) in found {
        values.push(value);
        if let (Some(place), Ok(number)) = (places.get_mut(at), u8::try_from(values.len()))
        {
            *place = number;
        }
    }
    let language = language::of(entry);
    Prepared { entry, kind, language, slots: places.into_boxed_slice(), values }
}

fn kind(kind: EntryKind) -> EntryKind {
    match kind.info() {
        Some(info) => EntryKind::named(info.csl),
        None => kind,
    }
}

/// The value of a field as its class asks for it; none where it is empty.
fn read<'a>(entry: &'a Entry, info: &SlotInfo) -> Option<Prop<'a>> {
    match info.class {
        Class::Name => {
            let names = match variable::names(entry, info.field)? {
                Cow::Borrowed(names) => names.iter().map(person).collect::<Vec<_>>(),
                Cow::Owned(names) => names.iter().map(|name| owned(person(name))).collect(),
            };
            (!names.is_empty()).then(|| Prop::Names(names.into()))
        }
        Class::Date => {
            let date = variable::date(entry, info.field)?;
            Some(Prop::Date(Box::new(moment(&date))))
        }
        _ => {
            let text = text(entry, info.field).or_else(|| event(entry, info));
            text.filter(|text| !text.is_empty()).map(Prop::Text)
        }
    }
}

/// `event` is what CSL 1.0 called `event-title`, and many styles still do. CSL-JSON says
/// itself which of the two an item has, and citeproc-js keeps them apart.
fn event<'a>(entry: &'a Entry, info: &SlotInfo) -> Option<Cow<'a, str>> {
    let is_csl = matches!(entry.raw(Field::EVENT_TITLE), Some((Syntax::Csl, _)));
    (info.name == "event" && !is_csl).then(|| text(entry, Field::EVENT_TITLE)).flatten()
}

fn text(entry: &Entry, field: Field) -> Option<Cow<'_, str>> {
    let answering = variable::answering(entry, field);
    if answering == Some(field)
        && let Some((Syntax::Csl | Syntax::Plain, text)) = entry.raw(field)
        && !has_parts(entry, field)
    {
        return Some(Cow::Borrowed(text));
    }
    if matches!(field.datatype(), Datatype::PageRange) {
        return variable::text(entry, field);
    }
    let rich = variable::citable(entry, field)?;
    Some(Cow::Owned(match rich.marks().is_empty() {
        true => rich.text().to_owned(),
        false => markup::from_rich(&rich),
    }))
}

/// Whether a field's text is put together from several fields or has marks of its own.
fn has_parts(entry: &Entry, field: Field) -> bool {
    let joined = match field {
        Field::TITLE => entry.has(Field::SUBTITLE),
        Field::CONTAINER_TITLE => {
            entry.has(Field::BOOKSUBTITLE) || entry.has(Field::JOURNALSUBTITLE)
        }
        _ => false,
    };
    joined || matches!(entry.value(field), Some(crate::model::Value::Rich(_)))
}

fn owned(name: Person<'_>) -> Person<'static> {
    let own = |part: Cow<'_, str>| Cow::Owned(part.into_owned());
    Person {
        family: own(name.family),
        given: own(name.given),
        dropping: own(name.dropping),
        non_dropping: own(name.non_dropping),
        suffix: own(name.suffix),
        ..Person {
            comma_suffix: name.comma_suffix,
            comma_dropping: name.comma_dropping,
            static_ordering: name.static_ordering,
            literal: name.literal,
            others: name.others,
            ..Person::default()
        }
    }
}

/// The parts of a name, with those that hide in others.
pub(crate) fn person(name: &Name) -> Person<'_> {
    match name {
        Name::Person(person) => particles::find(parts(person), person.parse_names),
        Name::Literal(text) => {
            Person { family: Cow::Borrowed(text), literal: true, ..Person::default() }
        }
        Name::Others => Person { others: true, literal: true, ..Person::default() },
    }
}

fn parts(person: &PersonName) -> Person<'_> {
    Person {
        family: Cow::Borrowed(&person.family),
        given: Cow::Borrowed(&person.given),
        dropping: Cow::Borrowed(&person.dropping_particle),
        non_dropping: Cow::Borrowed(&person.non_dropping_particle),
        suffix: Cow::Borrowed(&person.suffix),
        comma_suffix: person.comma_suffix,
        static_ordering: person.static_ordering,
        ..Person::default()
    }
}

fn moment(date: &Date) -> Moment<'static> {
    let mut moment = Moment::default();
    match date {
        Date::Single(parts) => {
            moment.start = numbers(*parts);
            moment.uncertain = parts.approximate || parts.uncertain;
        }
        Date::Range(start, end) => {
            for parts in [start, end].into_iter().filter_map(|end| match end {
                Endpoint::Date(parts) => Some(parts),
                _ => None,
            }) {
                moment.uncertain |= parts.approximate || parts.uncertain;
            }
            if let Endpoint::Date(parts) = start {
                moment.start = numbers(*parts);
            }
            moment.end = Some(match end {
                Endpoint::Date(parts) => numbers(*parts),
                _ => Parts::default(),
            });
        }
        Date::Literal(text) => moment.literal = Cow::Owned(text.to_string()),
    }
    moment
}

fn numbers(parts: DateParts) -> Parts {
    match parts.unspecified {
        Unspecified::Month | Unspecified::MonthAndDay => {
            Parts { year: parts.year, month: 0, day: 0 }
        }
        Unspecified::Day => Parts { year: parts.year, month: parts.month, day: 0 },
        _ => Parts { year: parts.year, month: parts.month, day: parts.day },
    }
}

/// Whether a variable from the note counts: not where the entry has it, unless it is a date.
fn is_taken(entry: &Entry, name: &str) -> bool {
    let field = Field::known(name);
    field.is_none_or(|field| {
        field.datatype() == Datatype::Date || variable::answering(entry, field).is_none()
    })
}

/// A variable from the note: it never wins over a field, a date does.
fn override_with<'a>(
    found: &mut Vec<(usize, Prop<'a>)>,
    slots: &[SlotInfo],
    kind: &mut EntryKind,
    name: &str,
    value: &str,
) {
    if name == "type" {
        *kind = EntryKind::named(value);
        return;
    }
    let Some(at) = slots.iter().position(|info| info.name == name) else { return };
    let Some(info) = slots.get(at) else { return };
    let there = found.iter().position(|(place, _)| *place == at);
    let value: Prop<'a> = match info.class {
        Class::Date => Prop::Date(Box::new(moment(&Date::parse_loose(value)))),
        Class::Name => {
            let mut parts = value.split("||").map(str::trim);
            let family = parts.next().unwrap_or("").to_owned();
            let name = match parts.next() {
                Some(given) => owned(particles::find(
                    Person {
                        family: Cow::Owned(family),
                        given: Cow::Owned(given.to_owned()),
                        ..Person::default()
                    },
                    true,
                )),
                None => Person {
                    family: Cow::Owned(family),
                    literal: true,
                    ..Person::default()
                },
            };
            match there.and_then(|there| found.get_mut(there)) {
                Some((_, Prop::Names(names))) if note::marks(names) => {
                    let mut all = std::mem::take(names).into_vec();
                    all.push(name);
                    *names = all.into();
                    return;
                }
                _ => Prop::Names([name].into()),
            }
        }
        _ => Prop::Text(Cow::Owned(value.to_owned())),
    };
    match there {
        Some(there) if info.class == Class::Date => {
            if let Some(slot) = found.get_mut(there) {
                slot.1 = value;
            }
        }
        Some(_) => {}
        None => found.push((at, value)),
    }
}

/// Which category of an abbreviation list answers for a variable.
fn category(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "title",
        "container-title" => "container-title",
        "collection-title" => "collection-title",
        "publisher" | "authority" => "institution-part",
        "publisher-place" | "event-place" | "archive-place" | "jurisdiction" => "place",
        "archive" => "container-title",
        "genre" | "event" | "event-title" | "medium" => "title",
        "number" | "volume" | "issue" | "page" | "edition" | "collection-number" => {
            "number"
        }
        _ => return None,
    })
}

/// Gives short forms from the list to the slots of short forms.
fn abbreviate(
    found: &mut Vec<(usize, Prop<'_>)>,
    slots: &[SlotInfo],
    list: &Abbreviations,
) {
    let mut shorts: FxHashMap<usize, String> = FxHashMap::default();
    for (at, value) in &*found {
        let (Some(info), Prop::Text(text)) = (slots.get(*at), value) else { continue };
        let Some(category) = category(info.name) else { continue };
        let Some(short) = list.get(category, text) else { continue };
        match info.short {
            Some(slot) => shorts.insert(usize::from(slot.0), short.to_owned()),
            None => shorts.insert(*at, short.to_owned()),
        };
    }
    let mut shorts: Vec<(usize, String)> = shorts.into_iter().collect();
    shorts.sort_unstable();
    for (at, short) in shorts {
        found.retain(|(place, _)| *place != at);
        found.push((at, Prop::Text(Cow::Owned(short))));
    }
}
