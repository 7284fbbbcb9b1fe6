//! The order of pieces: comments go with the entry below them, strings before their uses,
//! and what BibTeX needs to stand later (parents of `crossref`, repeated keys) stays later.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::options::{Options, SortKey};
use super::piece::{Pieces, What};
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::map;
use crate::formats::bibtex::tree::{BlockKind, FieldNode};
use crate::model::date::month_named;
use crate::model::{Datatype, Name, name};
use crate::text::{fold, latex};

/// The pieces in the order in which they are written.
pub(super) fn order(document: &Document, pieces: &Pieces, options: &Options) -> Vec<u32> {
    let all: Vec<u32> = (0u32..).take(pieces.all().len()).collect();
    if options.sort.is_empty() {
        return all;
    }
    // Where an entry that never ends ends depends on what follows it, so that nothing moves
    // from there on.
    let sound = pieces.all().iter().position(|piece| piece.kept).unwrap_or(all.len());
    let (all, rest) = all.split_at(sound);
    let defines = |at: &u32| {
        let piece = pieces.get(*at as usize);
        piece.is_some_and(|piece| piece.what == What::Block(BlockKind::StringDef))
    };
    // Where a name is defined twice, nothing moves past a definition.
    if has_redefinitions(document) {
        let parts = all.chunk_by(|a, b| defines(a) || !defines(b));
        let parts = parts.flat_map(|part| sorted(document, pieces, part, options));
        return parts.chain(rest.iter().copied()).collect();
    }
    let mut order = sorted(document, pieces, all, options);
    order.extend(rest);
    order
}

fn sorted(
    document: &Document,
    pieces: &Pieces,
    part: &[u32],
    options: &Options,
) -> Vec<u32> {
    let (mut head, units, tail) = units(pieces, part);
    let order = ranked(document, pieces, &units, options);
    head.extend(order.iter().filter_map(|unit| units.get(*unit)).flat_map(|u| &u.pieces));
    head.extend(tail);
    head
}

/// An entry with the comments that go with it.
struct Unit {
    pieces: Vec<u32>,
    /// The piece that is the entry.
    entry: u32,
}

/// What stays at the start, the units, and what stays at the end.
fn units(pieces: &Pieces, part: &[u32]) -> (Vec<u32>, Vec<Unit>, Vec<u32>) {
    let (mut head, mut waiting) = (Vec::new(), Vec::new());
    let mut units: Vec<Unit> = Vec::new();
    for at in part.iter().copied() {
        let Some(piece) = pieces.get(at as usize) else { continue };
        let defines =
            matches!(piece.what, What::Block(BlockKind::StringDef | BlockKind::Preamble));
        if piece.is_entry() {
            waiting.push(at);
            if units.is_empty() {
                keep_head(pieces, &mut head, &mut waiting);
            }
            units.push(Unit { pieces: std::mem::take(&mut waiting), entry: at });
        } else if defines {
            // The comments above it go with it.
            head.append(&mut waiting);
            head.push(at);
        } else if let Some(unit) = units
            .last_mut()
            .filter(|_| piece.what == What::Text && piece.breaks == 0 && waiting.is_empty())
        {
            unit.pieces.push(at);
        } else {
            waiting.push(at);
        }
    }
    (head, units, waiting)
}

/// Of what stands before the first entry only the comment right above it goes with it.
fn keep_head(pieces: &Pieces, head: &mut Vec<u32>, waiting: &mut Vec<u32>) {
    let touches =
        |at: &u32| pieces.get(*at as usize).is_some_and(|piece| piece.breaks == 1);
    let own = match waiting.as_slice() {
        [.., comment, entry] if touches(entry) && !is_first(*comment) => 2,
        _ => 1,
    };
    head.extend(waiting.drain(..waiting.len() - own));
}

fn is_first(piece: u32) -> bool {
    piece == 0
}

/// Whether a string is defined twice: then definitions cannot move past entries.
fn has_redefinitions(document: &Document) -> bool {
    let mut seen = rustc_hash::FxHashSet::default();
    let text = document.text();
    let mut names =
        document.strings().definitions().iter().map(|def| def.name.of(text).to_lowercase());
    names.any(|name| !seen.insert(name))
}

/// What an entry is sorted by.
enum Rank {
    Number(i64),
    Text(String),
    Absent,
}

fn ranked(
    document: &Document,
    pieces: &Pieces,
    units: &[Unit],
    options: &Options,
) -> Vec<usize> {
    let block_of = |unit: &Unit| {
        pieces.get(unit.entry as usize).map_or(usize::MAX, |piece| piece.block as usize)
    };
    let ranks: Vec<Vec<Rank>> = units
        .iter()
        .map(|unit| {
            let block = block_of(unit);
            options.sort.iter().map(|key| rank(document, block, key)).collect()
        })
        .collect();
    let keys: Vec<String> = units
        .iter()
        .map(|unit| {
            let block = document.tree().blocks().get(block_of(unit));
            block.map_or(String::new(), |b| b.key.of(document.text()).to_lowercase())
        })
        .collect();
    let late = late(document, units, &keys, block_of);
    let before = |a: usize, b: usize| {
        let place = |unit: usize| late.get(unit).copied().unwrap_or(0);
        let ranked = || match (ranks.get(a), ranks.get(b)) {
            (Some(a), Some(b)) => compare(a, b, &options.sort),
            _ => Ordering::Equal,
        };
        place(a).cmp(&place(b)).then_with(ranked)
    };
    let stand_ins = stand_ins(&keys, before);
    let stand_in = |unit: usize| stand_ins.get(unit).copied().unwrap_or(unit);
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by(|a, b| before(stand_in(*a), stand_in(*b)));
    order
}

fn compare(a: &[Rank], b: &[Rank], by: &[SortKey]) -> Ordering {
    for ((a, b), key) in a.iter().zip(b).zip(by) {
        let order = match (a, b) {
            (Rank::Number(a), Rank::Number(b)) => a.cmp(b),
            (Rank::Text(a), Rank::Text(b)) => a.cmp(b),
            // What is missing comes last, whichever way round.
            (Rank::Absent, Rank::Absent) => continue,
            (Rank::Absent, _) => return Ordering::Greater,
            (_, Rank::Absent) => return Ordering::Less,
            (Rank::Number(_), Rank::Text(_)) => Ordering::Less,
            (Rank::Text(_), Rank::Number(_)) => Ordering::Greater,
        };
        let order = if key.descending { order.reverse() } else { order };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn rank(document: &Document, block: usize, key: &SortKey) -> Rank {
    let text = document.text();
    let Some(node) = document.tree().blocks().get(block) else { return Rank::Absent };
    match key.name.as_str() {
        "key" => Rank::Text(node.key.of(text).to_lowercase()),
        "type" => Rank::Text(node.name.of(text).to_lowercase()),
        _ => {
            let fields = document.tree().fields(block);
            let named = |name: &str| {
                let has = |field: &&FieldNode| {
                    !field.disabled && field.name.of(text).eq_ignore_ascii_case(name)
                };
                fields.iter().find(has)
            };
            let found = named(&key.name).or_else(|| match key.name.as_str() {
                "year" => named("date"),
                "date" => named("year"),
                "journal" => named("journaltitle"),
                "journaltitle" => named("journal"),
                _ => None,
            });
            found.map_or(Rank::Absent, |field| {
                field_rank(document, node.name.of(text), field, key)
            })
        }
    }
}

fn field_rank(document: &Document, kind: &str, node: &FieldNode, key: &SortKey) -> Rank {
    let value = document.value(node);
    let source = document.characters(&value).trim();
    if source.is_empty() {
        return Rank::Absent;
    }
    if key.name == "month"
        && let Some(month) = month_named(source)
    {
        return Rank::Number(i64::from(month));
    }
    if let Ok(number) = source.parse::<i64>() {
        return Rank::Number(number);
    }
    if key.name == "year"
        && let Some(Ok(year)) = source.get(..4).map(str::parse)
    {
        return Rank::Number(year);
    }
    let field = map::field_of(node.name.of(document.text()), map::kind_of(kind));
    if field.datatype() == Datatype::Names {
        let names = name::parse_bibtex(source);
        let sorted: Vec<String> = names.iter().map(turned).collect();
        return Rank::Text(fold(&sorted.join(", ")).into_owned());
    }
    Rank::Text(fold(&latex::to_plain(source)).into_owned())
}

/// A name with the family in front.
fn turned(name: &Name) -> String {
    match name {
        Name::Person(person) => format!("{} {}", person.family, person.given),
        other => other.display(),
    }
}

/// How far behind an entry stands: BibTeX finds a parent only behind its children.
fn late(
    document: &Document,
    units: &[Unit],
    keys: &[String],
    block_of: impl Fn(&Unit) -> usize,
) -> Vec<u32> {
    let mut by_key: FxHashMap<&str, usize> = FxHashMap::default();
    for (unit, key) in keys.iter().enumerate() {
        by_key.entry(key).or_insert(unit);
    }
    let parents: Vec<Option<usize>> = units
        .iter()
        .map(|unit| by_key.get(parent(document, block_of(unit))?.as_str()).copied())
        .collect();
    let mut children = vec![0usize; units.len()];
    for place in parents.iter().flatten() {
        if let Some(count) = children.get_mut(*place) {
            *count += 1;
        }
    }
    let mut late = vec![0; units.len()];
    // From the leaves up; what leads back to itself is never reached and stays where it is.
    let mut ready: Vec<usize> =
        (0..units.len()).filter(|unit| children.get(*unit) == Some(&0)).collect();
    while let Some(unit) = ready.pop() {
        let own = late.get(unit).copied().unwrap_or(0);
        let Some(parent) = parents.get(unit).copied().flatten() else { continue };
        if let (Some(place), Some(open)) = (late.get_mut(parent), children.get_mut(parent))
        {
            *place = (*place).max(own + 1);
            *open -= 1;
            if *open == 0 {
                ready.push(parent);
            }
        }
    }
    late
}

/// The key that `crossref` names, in lower case.
fn parent(document: &Document, block: usize) -> Option<String> {
    let text = document.text();
    let fields = document.tree().fields(block);
    let is_link = |field: &&FieldNode| {
        !field.disabled && field.name.of(text).eq_ignore_ascii_case("crossref")
    };
    let value = document.value(fields.iter().find(is_link)?);
    Some(document.characters(&value).trim().to_lowercase())
}

/// Of entries with the same key the first counts, so that none may come before one that stood
/// before it: it is sorted as if it were that one.
fn stand_ins<'k>(
    keys: &'k [String],
    before: impl Fn(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut last: FxHashMap<&str, usize> = FxHashMap::default();
    let stand_in = |(unit, key): (usize, &'k String)| {
        let previous = last.get(key.as_str()).copied();
        let previous =
            previous.filter(|previous| before(unit, *previous) == Ordering::Less);
        let found = previous.unwrap_or(unit);
        last.insert(key, found);
        found
    };
    keys.iter().enumerate().map(stand_in).collect()
}
