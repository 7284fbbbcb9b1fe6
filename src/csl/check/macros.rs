//! Macros: called but not there, there but not called, calling themselves, defined twice.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::csl::style::{Attribute, ElementId};
use crate::diag::Diagnostic;
use crate::diag::catalogue::style as rules;
use crate::diag::catalogue::style_check as own;
use crate::text::Span;

/// Deeper calls than this are not followed; they would be circles.
const DEPTH: usize = 200;

/// The macros of a style by name, and who calls whom.
#[derive(Default)]
struct Macros<'a> {
    defined: BTreeMap<&'a str, (ElementId, Span)>,
    /// Calls: the macro that holds the call (none for layouts and sorts), the one called.
    calls: Vec<(Option<&'a str>, &'a str, Span)>,
}

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    let mut macros = Macros::default();
    for (id, element) in document.all() {
        if &*element.name == "macro"
            && let Some(name) = element.get("name")
        {
            if macros.defined.contains_key(name) {
                let what = format!("the macro `{name}` is defined twice");
                check.say(&own::DUPLICATE_MACRO, what, element.span);
            } else {
                macros.defined.insert(name, (id, element.span));
            }
        }
    }
    for (id, element) in document.all() {
        let called = element.attributes.iter().find(|a| &*a.name == "macro");
        if let (Some(Attribute { value, span, .. }), "text" | "key") =
            (called, &*element.name)
        {
            macros.calls.push((holder(check, id), value, *span));
        }
    }
    undefined(check, &macros);
    circles(check, &macros);
    unused(check, &macros);
}

/// The macro that an element stands in.
fn holder<'a>(check: &Check<'a>, id: ElementId) -> Option<&'a str> {
    let mut around = check.document.get(id).parent;
    while let Some(id) = around {
        let element = check.document.get(id);
        if &*element.name == "macro" {
            return element.get("name");
        }
        around = element.parent;
    }
    None
}

fn undefined(check: &mut Check<'_>, macros: &Macros<'_>) {
    for (_, called, span) in &macros.calls {
        if !macros.defined.contains_key(called) {
            let what = format!("there is no macro `{called}`");
            let known = macros.defined.keys().copied();
            check.say_near(&rules::UNKNOWN_MACRO, what, *span, called, known);
        }
    }
}

/// Macros that lead back to themselves: each once, at its definition.
fn circles(check: &mut Check<'_>, macros: &Macros<'_>) {
    let mut called_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (holder, called, _) in &macros.calls {
        if let Some(holder) = holder {
            called_by.entry(holder).or_default().insert(called);
        }
    }
    let mut state: BTreeMap<&str, bool> = BTreeMap::new();
    for name in macros.defined.keys() {
        // The path with what is left to visit of each macro on it: no recursion.
        let calls_of = |name: &str| -> Vec<&str> {
            called_by.get(name).into_iter().flatten().copied().collect()
        };
        if state.contains_key(name) {
            continue;
        }
        let mut path: Vec<(&str, Vec<&str>)> = vec![(name, calls_of(name))];
        state.insert(name, false);
        while let Some((at, left)) = path.last_mut() {
            let at = *at;
            let Some(next) = left.pop() else {
                state.insert(at, true);
                path.pop();
                continue;
            };
            match state.get(next) {
                Some(true) => {}
                Some(false) => {
                    let from = path.iter().position(|(name, _)| *name == next).unwrap_or(0);
                    let circle = path.iter().skip(from).map(|(name, _)| *name);
                    let circle: Vec<&str> = circle.chain([next]).collect();
                    if let Some((_, span)) = macros.defined.get(next) {
                        let way = circle.join("` → `");
                        let what = format!("the macro `{next}` calls itself: `{way}`");
                        check.say(&rules::MACRO_RECURSION, what, *span);
                    }
                }
                None if macros.defined.contains_key(next) && path.len() < DEPTH => {
                    state.insert(next, false);
                    path.push((next, calls_of(next)));
                }
                None => {}
            }
        }
    }
}

/// Macros that no layout or sort reaches.
fn unused(check: &mut Check<'_>, macros: &Macros<'_>) {
    let from_layout = macros.calls.iter().filter(|(holder, _, _)| holder.is_none());
    let mut reached: BTreeSet<&str> = from_layout.map(|(_, called, _)| *called).collect();
    let mut left: Vec<&str> = reached.iter().copied().collect();
    let mut inside: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (holder, called, _) in &macros.calls {
        if let Some(holder) = holder {
            inside.entry(holder).or_default().push(called);
        }
    }
    while let Some(name) = left.pop() {
        for called in inside.get(name).into_iter().flatten() {
            if reached.insert(called) {
                left.push(called);
            }
        }
    }
    for (name, (_, span)) in &macros.defined {
        if !reached.contains(name) {
            let what = format!("the macro `{name}` is never used");
            check.found.push(Diagnostic::new(&own::UNUSED_MACRO, what).at(*span));
        }
    }
}
