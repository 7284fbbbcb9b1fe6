//! The checks that are on, sorted by what they look at, so that an entry is read once.

use rustc_hash::FxHashMap;

use super::Selection;
use super::cell::Cell;
use super::check::{FilesCheck, PairCheck, Run};
use super::classes::Classes;
use super::rules::RULES;
use super::sink::Sink;
use super::subject::{Person, Subject, people};
use crate::model::Datatype;

type CellCheck = fn(&Cell<'_>, &mut Sink<'_>);

/// What runs.
pub(super) struct Plan {
    named: FxHashMap<&'static str, Vec<CellCheck>>,
    prose: Vec<(Classes, CellCheck)>,
    each: Vec<CellCheck>,
    names: Vec<fn(&Cell<'_>, &[Person<'_>], &mut Sink<'_>)>,
    entry: Vec<fn(&Subject<'_>, &mut Sink<'_>)>,
    pub(super) files: Vec<FilesCheck>,
    pub(super) pairs: Vec<PairCheck>,
}

impl Plan {
    pub(super) fn new(selection: &Selection) -> Self {
        let mut plan = Self {
            named: FxHashMap::default(),
            prose: Vec::new(),
            each: Vec::new(),
            names: Vec::new(),
            entry: Vec::new(),
            files: Vec::new(),
            pairs: Vec::new(),
        };
        for check in RULES.iter().filter(|check| selection.has(check.rule)) {
            match check.run {
                Run::Named(names, check) => {
                    for name in names {
                        plan.named.entry(name).or_default().push(check);
                    }
                }
                Run::Prose(classes, check) => plan.prose.push((classes, check)),
                Run::Each(check) => plan.each.push(check),
                Run::Names(check) => plan.names.push(check),
                Run::Entry(check) => plan.entry.push(check),
                Run::Files(check) => plan.files.push(check),
                Run::Pairs(check) => plan.pairs.push(check),
            }
        }
        plan
    }

    /// Runs everything about one entry.
    pub(super) fn run(&self, subject: &Subject<'_>, sink: &mut Sink<'_>) {
        for cell in subject.cells() {
            if cell.is_undefined() {
                continue;
            }
            for check in self.named.get(&*cell.name).into_iter().flatten() {
                check(&cell, sink);
            }
            for check in &self.each {
                check(&cell, sink);
            }
            if cell.is_prose() {
                for (_, check) in self.prose.iter().filter(|(c, _)| c.meets(cell.classes)) {
                    check(&cell, sink);
                }
            }
            if cell.field.datatype() == Datatype::Names && !self.names.is_empty() {
                let people = people(&cell.text);
                for check in &self.names {
                    check(&cell, &people, sink);
                }
            }
        }
        for check in &self.entry {
            check(subject, sink);
        }
    }
}
