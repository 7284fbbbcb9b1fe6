//! Rules about entries: what is wrong with them, and how it can be mended.
//!
//! A rule is one file in [`rules`] and one row there. Rules about one field see a [`cell`],
//! rules about one entry a [`subject`], and rules about many all files of a group.

mod cell;
pub mod check;
mod classes;
mod journals;
mod plan;
mod prelude;
pub mod rules;
mod scan;
pub mod selection;
mod sink;
mod spelling;
mod subject;
pub mod suppress;
mod tables;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

pub use check::{Check, When};
pub use journals::{JournalForm, Journals};
pub use selection::Selection;

use crate::diag::{Diagnostic, Rule};
use crate::model::same_work::{self, Sketch};
use crate::model::{DateParts, Entry, Field, FileFacts};
use plan::Plan;
use sink::Sink;
use subject::Subject;

/// A file with its entries.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its entries.
    pub entries: &'a [Entry],
    /// How they are written, if the format says so.
    pub facts: Option<&'a FileFacts>,
}

/// What a style prints: a field, and whether an entry of the kind lacks something without it.
pub type Needs = dyn Fn(&Entry) -> Vec<Field> + Sync;

/// What checks need to know besides the entries.
pub struct Options<'a> {
    /// Which rules are on.
    pub selection: &'a Selection,
    /// The day on which the check runs.
    pub today: DateParts,
    /// Keys of other files that entries may point to.
    pub elsewhere: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether a file that an entry names is there; the first number is that of its library file.
    pub file_exists: &'a (dyn Fn(usize, &str) -> bool + Sync),
    /// The cite key that the pattern makes of an entry, before anything tells keys apart.
    pub key_of: Option<&'a (dyn Fn(&Entry) -> String + Sync)>,
    /// The journals that are known.
    pub journals: Option<&'a Journals>,
    /// The name of a style and what it misses in an entry.
    pub style: Option<(&'a str, &'a Needs)>,
}

/// Above this many entries all cores are used.
const MANY: usize = 2000;

/// Checks files that belong together; the findings of each, by entry.
#[must_use]
pub fn check(files: &[File<'_>], options: &Options<'_>) -> Vec<Vec<Diagnostic>> {
    let plan = Plan::new(options.selection);
    let mut found: Vec<Vec<Diagnostic>> =
        (0..).zip(files).map(|(at, file)| entries(at, *file, &plan, options)).collect();
    let mut sink = Sink::new(options.selection);
    for check in &plan.files {
        check(files, options, &mut sink);
    }
    pairs(files, &plan, options, &mut sink);
    for (file, diagnostic) in sink.into_found() {
        if let Some(found) = found.get_mut(file) {
            found.push(diagnostic);
        }
    }
    found
}

/// All entries of all files.
fn subjects<'a>(
    files: &'a [File<'a>],
    options: &'a Options<'a>,
) -> impl Iterator<Item = Subject<'a>> {
    files.iter().enumerate().flat_map(move |(at, file)| {
        let entries = file.entries.iter().enumerate();
        entries
            .map(move |(index, entry)| Subject::new(at, index, entry, file.facts, options))
    })
}

/// Compares entries that may be the same work.
fn pairs(files: &[File<'_>], plan: &Plan, options: &Options<'_>, sink: &mut Sink<'_>) {
    if plan.pairs.is_empty() {
        return;
    }
    let all: Vec<Subject<'_>> = subjects(files, options).collect();
    let sketches: Vec<Sketch> = if all.len() < MANY {
        all.iter().map(|subject| Sketch::of(subject.entry)).collect()
    } else {
        all.par_iter().map(|subject| Sketch::of(subject.entry)).collect()
    };
    // The first of a dozen entries of one work is enough to name.
    let mut told = FxHashSet::default();
    for (a, b) in same_work::candidates(&sketches) {
        let (Some(first), Some(second)) = (sketches.get(a), sketches.get(b)) else {
            continue;
        };
        let verdict = same_work::compare(first, second);
        let (Some(first), Some(second)) = (all.get(a), all.get(b)) else { continue };
        for (number, check) in plan.pairs.iter().enumerate() {
            if !told.contains(&(number, b)) && check(first, second, &verdict, sink) {
                told.insert((number, b));
            }
        }
    }
}

/// The findings about the entries of one file, each by itself.
fn entries(
    at: usize,
    file: File<'_>,
    plan: &Plan,
    options: &Options<'_>,
) -> Vec<Diagnostic> {
    let check = |start: usize, entries: &[Entry]| {
        let mut sink = Sink::new(options.selection);
        for (index, entry) in (start..).zip(entries) {
            let subject = Subject::new(at, index, entry, file.facts, options);
            plan.run(&subject, &mut sink);
        }
        sink.into_found().into_iter().map(|(_, found)| found).collect::<Vec<_>>()
    };
    if file.entries.len() < MANY {
        return check(0, file.entries);
    }
    let chunks = file.entries.par_chunks(MANY).enumerate();
    chunks.flat_map_iter(|(chunk, entries)| check(chunk * MANY, entries)).collect()
}

/// Every rule there is: of readers, writers and styles, then of this layer.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let own = rules::RULES.iter().map(|check| check.rule);
    crate::diag::catalogue::all().chain(own)
}

/// The rule of a name.
#[must_use]
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    all_rules().find(|rule| rule.name == name)
}
