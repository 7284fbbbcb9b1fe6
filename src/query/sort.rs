//! The order of an answer.

use std::cmp::Ordering;

use crate::model::{Date, Entry, Field, Number};
use crate::query::{Subject, fields};
use crate::text::fold;

/// What to sort by, and which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    by: SortBy,
    descending: bool,
}

/// What to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// A field, by what it holds: dates as dates, numbers as numbers, names by family.
    Field(Field),
    /// The cite key.
    Key,
    /// The kind of work.
    Kind,
}

impl SortKey {
    /// Reads `year`, `-year,author`.
    ///
    /// # Errors
    /// With what is wrong, if a field does not exist.
    pub fn list(text: &str) -> Result<Vec<Self>, String> {
        text.split(',').map(key).collect()
    }

    /// For people: `issued, last first`.
    pub(super) fn describe(&self) -> String {
        let name = match self.by {
            SortBy::Field(field) => field.name(),
            SortBy::Key => "key",
            SortBy::Kind => "type",
        };
        format!("{name}{}", if self.descending { ", last first" } else { "" })
    }
}

fn key(text: &str) -> Result<SortKey, String> {
    let name = text.trim().trim_start_matches(['-', '+']);
    let descending = text.trim().starts_with('-');
    if name.is_empty() {
        return Err("nothing to sort by".to_owned());
    }
    let by = match fields::subject(name) {
        Ok(Subject::Fields(fields)) => {
            SortBy::Field(fields.first().copied().unwrap_or(Field::TITLE))
        }
        Ok(Subject::Kind) => SortBy::Kind,
        Ok(Subject::Key | Subject::Everything) => SortBy::Key,
        Err(near) => {
            return Err(format!("there is no field `{name}`; did you mean `{near}`?"));
        }
    };
    Ok(SortKey { by, descending })
}

/// What one entry is compared by.
#[derive(PartialEq, PartialOrd)]
enum Rank {
    Date(i32, u8, u8),
    Number(i64),
    Text(String),
    /// Entries without the field come last, whichever way.
    Absent,
}

/// Sorts entries; equals keep their order.
pub(super) fn sort(entries: &mut Vec<Entry>, keys: &[SortKey]) {
    if keys.is_empty() {
        return;
    }
    let order = order(&entries.iter().collect::<Vec<_>>(), keys);
    let mut all: Vec<Option<Entry>> = entries.drain(..).map(Some).collect();
    entries.extend(order.into_iter().filter_map(|at| all.get_mut(at)?.take()));
}

/// The positions of entries in the order of the keys; equals keep theirs.
pub(super) fn order(entries: &[&Entry], keys: &[SortKey]) -> Vec<usize> {
    let ranks = |entry: &Entry| keys.iter().map(|key| rank(entry, &key.by)).collect();
    let mut ranked: Vec<(Vec<Rank>, usize)> =
        entries.iter().enumerate().map(|(at, entry)| (ranks(entry), at)).collect();
    ranked.sort_by(|(a, _), (b, _)| {
        let orders = a.iter().zip(b).zip(keys).map(|((a, b), key)| compare(a, b, key));
        orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    ranked.into_iter().map(|(_, at)| at).collect()
}

fn compare(a: &Rank, b: &Rank, key: &SortKey) -> Ordering {
    let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
    let absent = matches!((a, b), (Rank::Absent, _) | (_, Rank::Absent));
    if key.descending && !absent { order.reverse() } else { order }
}

fn rank(entry: &Entry, by: &SortBy) -> Rank {
    use crate::model::Datatype;
    let field = match by {
        SortBy::Key => return Rank::Text(fold(entry.key().as_str()).into_owned()),
        SortBy::Kind => return Rank::Text(entry.kind().name().to_owned()),
        SortBy::Field(field) => *field,
    };
    match field.datatype() {
        Datatype::Date => match entry.date(field).as_deref() {
            Some(date @ (Date::Single(_) | Date::Range(..))) => {
                let parts = date.start().or_else(|| date.end()).unwrap_or_default();
                Rank::Date(parts.year, parts.month, parts.day)
            }
            Some(Date::Literal(text)) => Rank::Text(text.to_string()),
            None => Rank::Absent,
        },
        Datatype::Names => match entry.names(field) {
            Some(names) => {
                let names = names
                    .iter()
                    .map(|name| format!("{} {}", name.family(), name.display()));
                Rank::Text(fold(&names.collect::<Vec<_>>().join("; ")).into_owned())
            }
            None => Rank::Absent,
        },
        _ => match entry.text(field) {
            Some(text) => match Number::parse(&text) {
                Number::Integer(number) => Rank::Number(number),
                Number::Literal(_) => Rank::Text(fold(&text).into_owned()),
            },
            None => Rank::Absent,
        },
    }
}
