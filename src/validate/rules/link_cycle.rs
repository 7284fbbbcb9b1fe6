//! Entries inherit from each other in a circle.

use crate::validate::prelude::*;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    name: "link-cycle",
    group: Group::Links,
    severity: Severity::Error,
    summary: "entries inherit from each other in a circle",
    doc: r"Programs stop with an error or hang.

```bib
@book{a, title = {Trade}, crossref = {b}}
@book{b, title = {Kilns}, crossref = {a}}
```

Source: biber, “circular”; biblatex manual 2.4.1; issue threads on `xdata` cycles.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Files(check));

fn check(files: &[File<'_>], options: &Options<'_>, sink: &mut Sink<'_>) {
    let all: Vec<Subject<'_>> = subjects(files, options).collect();
    let links: Vec<Vec<String>> = all.iter().map(|subject| links(subject.entry)).collect();
    if links.iter().all(Vec::is_empty) {
        return;
    }
    let places: FxHashMap<&str, usize> =
        all.iter().enumerate().rev().map(|(at, s)| (s.entry.key().as_str(), at)).collect();
    // 0: not seen, 1: on the way, 2: done.
    let mut state = vec![0u8; all.len()];
    for start in 0..all.len() {
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let node = *at;
            if *next == 0 {
                if state.get(node) != Some(&0) {
                    way.pop();
                    continue;
                }
                set(&mut state, node, 1);
            }
            let link = links.get(node).and_then(|links| links.get(*next));
            *next += 1;
            match link.map(|key| places.get(key.as_str())) {
                None => {
                    set(&mut state, node, 2);
                    way.pop();
                }
                Some(Some(target)) if state.get(*target) == Some(&1) => {
                    if let (Some(subject), Some(other)) = (all.get(node), all.get(*target))
                    {
                        let message =
                            format!("the links lead back to `{}`", other.entry.key());
                        sink.entry(subject, subject.found(&RULE, message));
                    }
                }
                Some(Some(target)) if state.get(*target) == Some(&0) => {
                    way.push((*target, 0))
                }
                Some(_) => {}
            }
        }
    }
}

fn set(state: &mut [u8], at: usize, value: u8) {
    if let Some(state) = state.get_mut(at) {
        *state = value;
    }
}

fn links(entry: &Entry) -> Vec<String> {
    let mut keys = Vec::new();
    for field in [Field::CROSSREF, Field::XDATA] {
        if let Some(text) = entry.text(field) {
            keys.extend(
                text.split(',')
                    .map(|key| key.trim().to_owned())
                    .filter(|key| !key.is_empty()),
            );
        }
    }
    keys
}
