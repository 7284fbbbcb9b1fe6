//! Fixes: chosen, checked one by one, made together, until nothing more is to be done.

use std::path::Path;

use similar::TextDiff;

use super::target::Target;
use super::{Request, check_group};
use crate::cli::{Context, Error, rewrite};
use crate::diag::{Diagnostic, Edit, Fix, Safety};
use crate::formats::bibtex::Document;
use crate::formats::{Source, source};
use crate::library;
use crate::library::disk::Snapshot;
use crate::library::journal::NewFile;
use crate::model::DateParts;
use crate::text::Span;

/// Fixes that make room for others are followed this often.
const ROUNDS: usize = 10;

/// What was done.
#[derive(Default)]
pub(super) struct Done {
    pub(super) count: usize,
}

/// Mends the files of a group; shows the diff or writes them.
pub(super) fn group(
    context: &mut Context,
    group: &mut [Target],
    request: &Request,
    today: DateParts,
) -> Result<Done, Error> {
    let before: Vec<Source> = group.iter().map(|target| target.source.clone()).collect();
    let mut done = Done::default();
    for _ in 0..ROUNDS {
        let found = check_group(group, request, today);
        let mut round = 0;
        for ((target, file), found) in group.iter_mut().zip(&before).zip(&found) {
            let (edits, count) = chosen(target, file, found, request.fixes.unsafe_too);
            let made = source::apply(target.source.text(), &edits).ok();
            if let Some(text) = made.filter(|_| count > 0) {
                let mended = target.with_text(&text);
                if mended.entries().len() >= target.entries().len() {
                    *target = mended;
                    round += count;
                }
            }
        }
        done.count += round;
        if round == 0 {
            break;
        }
    }
    let mut files = Vec::new();
    for (target, before) in group.iter().zip(&before) {
        let (before, after) = (before.text(), target.source.text());
        if after == before {
            continue;
        }
        if request.fixes.diff {
            context.out.answer(&diff(target.shown.name(), before, after))?;
        } else if target.path() == Path::new("-") {
            context.out.answer(after)?;
        } else {
            files.push(mended(target.path(), before, after)?);
        }
    }
    let summary =
        |count| format!("mend {} findings in {count} of the library's files", done.count);
    rewrite::write(context, "check --fix", summary, files)?;
    Ok(done)
}

/// The edits of a round, in order, none touching another, and how many findings they mend.
fn chosen(
    target: &Target,
    file: &Source,
    found: &[Diagnostic],
    unsafe_too: bool,
) -> (Vec<Edit>, usize) {
    let mut all: Vec<Edit> = Vec::new();
    let mut count = 0;
    let mut taken: Vec<Span> = Vec::new();
    let mut wanted: Vec<(Vec<Edit>, &Diagnostic, &Fix)> = found
        .iter()
        .filter_map(|finding| {
            let fix =
                finding.fixes.iter().find(|f| unsafe_too || f.safety == Safety::Safe)?;
            let mut edits = target.edits(finding, &fix.change);
            edits.sort_by_key(|edit| edit.span);
            edits.dedup();
            // What the encoding of the file has no place for stays a finding.
            let fits = edits.iter().all(|edit| file.can_hold(&edit.text));
            (fits && !edits.is_empty()).then_some((edits, finding, fix))
        })
        .collect();
    wanted.sort_by_key(|(edits, ..)| edits.first().map(|edit| edit.span));
    // Each fix is tried on its entry: a list of ten thousand names is mended bit by bit.
    let mut tried: (u32, usize) = (0, 0);
    for (edits, finding, _) in wanted {
        // One finding an entry and field at a time: what comes next is seen in the next round.
        let reach = edits.iter().fold(None, |reach: Option<Span>, edit| {
            let (start, end) = reach.map_or((edit.span.start, edit.span.end), |r| {
                (r.start.min(edit.span.start), r.end.max(edit.span.end))
            });
            Some(Span { start, end })
        });
        let Some(reach) = reach else { continue };
        let entry = target.document().and_then(|document| document.entry_at(reach.start));
        let entry = entry.map_or(reach.start, |at| u32::try_from(at).unwrap_or(u32::MAX));
        tried = if tried.0 == entry { (entry, tried.1 + 1) } else { (entry, 1) };
        if tried.1 > 100 {
            continue;
        }
        let free = taken.last().is_none_or(|last| last.end < reach.start);
        if free && keeps_the_rest(target, finding, &edits) {
            taken.push(reach);
            all.extend(edits);
            count += 1;
        }
    }
    (all, count)
}

/// Whether the entry that is changed is read as before, but for what is meant to change.
fn keeps_the_rest(target: &Target, finding: &Diagnostic, edits: &[Edit]) -> bool {
    let (Some(document), Some(first), Some(last)) =
        (target.document(), edits.first(), edits.last())
    else {
        return false;
    };
    // Faults of syntax change how an entry is read: that is what their fixes are for.
    if finding.rule.group == crate::diag::Group::Syntax
        || finding.rule.group == crate::diag::Group::Config
    {
        return true;
    }
    let Some(entry) = document.entry_at(first.span.start) else { return false };
    let span = document.entry_span(entry);
    if last.span.end > span.end {
        return false;
    }
    let moved: Vec<Edit> = edits
        .iter()
        .map(|edit| Edit {
            span: Span {
                start: edit.span.start - span.start,
                end: edit.span.end - span.start,
            },
            text: edit.text.clone(),
        })
        .collect();
    let text = span.of(document.text());
    let Ok(changed) = source::apply(text, &moved) else { return false };
    let (old, new) =
        (Document::parse(text.into()), Document::parse(changed.as_str().into()));
    new.len() == 1 && same_but(&old, &new, &moved)
}

/// Whether two readings of one entry differ only in fields that edits touch.
fn same_but(old: &Document, new: &Document, edits: &[Edit]) -> bool {
    let touches = |span: Span| {
        edits.iter().any(|edit| edit.span.start <= span.end && span.start <= edit.span.end)
    };
    let key_kept = old.key(0) == new.key(0) || touches(old.key_span(0));
    let kind_kept = old.kind_name(0) == new.kind_name(0) || touches(old.kind_span(0));
    let kept = old.fields(0).iter().filter(|node| !touches(node.span())).all(|node| {
        let name = node.name.of(old.text());
        let value = node.value.of(old.text());
        let mut others = new.fields(0).iter();
        others.any(|o| o.name.of(new.text()) == name && o.value.of(new.text()) == value)
    });
    let faults = new.diagnostics().len() <= old.diagnostics().len();
    key_kept
        && kind_kept
        && kept
        && faults
        && new.fields(0).len() + edits.len() >= old.fields(0).len()
}

/// A unified diff.
pub(crate) fn diff(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let name = name.trim_start_matches('/');
    let old = format!("a/{name}");
    let new = format!("b/{name}");
    diff.unified_diff().context_radius(3).header(&old, &new).to_string()
}

/// What a mended file is to hold, in its own encoding.
fn mended(path: &Path, before: &str, after: &str) -> Result<NewFile, Error> {
    let snapshot = Snapshot::read(path)?;
    let (source, _) = source::Source::new(Some(path), snapshot.bytes().to_vec());
    if **source.text() != *before {
        let path = snapshot.path().to_owned();
        return Err(library::Error::Moved { path }.into());
    }
    let bytes = source.rewritten(after).map_err(|finding| Error::new(finding.message))?;
    Ok(NewFile { snapshot, bytes: Some(bytes) })
}
