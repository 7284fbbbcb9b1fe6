//! Two changes of one entry, field by field.

use std::sync::Arc;

use super::Merge;
use super::unit::{Unit, named, said};
use crate::diag::Edit;
use crate::formats::bibtex::document::Document;
use crate::formats::bibtex::fmt::What;
use crate::formats::bibtex::scan;
use crate::formats::bibtex::tree::{BlockKind, FieldNode};
use crate::formats::source;
use crate::text::Span;

/// Entries with more fields than this are merged as a whole.
const MOST: usize = 500;

/// A field of a version.
#[derive(Clone, Copy)]
struct Side<'d> {
    document: &'d Document,
    node: &'d FieldNode,
}

impl Side<'_> {
    fn says(&self, other: &Self) -> bool {
        said(self.document, self.node) == said(other.document, other.node)
    }

    fn name(&self) -> &str {
        self.node.name.of(self.document.text())
    }

    fn value(&self) -> &str {
        self.node.value.of(self.document.text())
    }
}

/// What is to be done with a field.
struct Task<'d> {
    name: (String, bool),
    /// Which of the fields of this name.
    number: usize,
    what: Step<'d>,
}

enum Step<'d> {
    Set(Side<'d>),
    Remove,
    Insert(Side<'d>),
    Conflict(Option<Side<'d>>),
}

/// The entry of ours with the changes of theirs, and how many conflicts stand in it; `None`
/// if it can only be taken as a whole.
pub(super) fn merge(
    merge: &Merge<'_>,
    base: Option<&Unit<'_>>,
    ours: &Unit<'_>,
    theirs: &Unit<'_>,
) -> Option<(String, usize)> {
    let whole = ours.piece.what != What::Block(BlockKind::Entry)
        || ours.fields().len().max(theirs.fields().len()) > MOST;
    if whole {
        return None;
    }
    let (our_notes, their_notes) = (ours.comments()?, theirs.comments()?);
    let base_notes = base.and_then(Unit::comments).unwrap_or_default();
    if their_notes != base_notes && their_notes != our_notes {
        return None;
    }
    let mut text = ours.raw.to_owned();
    text = with_kind(text, base, ours, theirs)?;
    let tasks = tasks(base, ours, theirs);
    let mut conflicts = Vec::new();
    for task in &tasks {
        if matches!(task.what, Step::Conflict(_)) {
            conflicts.push(task);
            continue;
        }
        let document = Document::parse(Arc::from(text.as_str()));
        let edits = edits(merge, &document, task)?;
        text = source::apply(&text, &edits).ok()?;
    }
    if conflicts.is_empty() {
        return Some((text, 0));
    }
    let document = Document::parse(Arc::from(text.as_str()));
    let mut edits = Vec::new();
    for task in &conflicts {
        edits.push(marked(merge, &document, task)?);
    }
    Some((source::apply(&text, &edits).ok()?, conflicts.len()))
}

/// The text with the type of theirs, if only theirs changed it.
fn with_kind(
    text: String,
    base: Option<&Unit<'_>>,
    ours: &Unit<'_>,
    theirs: &Unit<'_>,
) -> Option<String> {
    let (old, new) = (ours.kind(), theirs.kind());
    let before = base.map(Unit::kind);
    if old == new || before.as_ref() == Some(&new) {
        return Some(text);
    }
    if before.as_ref() != Some(&old) {
        return None;
    }
    let document = Document::parse(Arc::from(text.as_str()));
    let name = theirs.block()?.name.of(theirs.document.text());
    let edit = Edit { span: document.kind_span(0), text: name.to_owned() };
    source::apply(&text, &[edit]).ok()
}

/// The fields of a version, each with its name and its number among those of that name.
struct Listed<'d>(Vec<((String, bool), usize, Side<'d>)>);

impl<'d> Listed<'d> {
    fn of(unit: &Unit<'d>) -> Self {
        let mut listed = Self(Vec::new());
        for node in unit.fields() {
            let name = named(unit.document, node);
            let number = listed.0.iter().filter(|(known, ..)| *known == name).count();
            listed.0.push((name, number, Side { document: unit.document, node }));
        }
        listed
    }

    fn find(&self, name: &(String, bool), number: usize) -> Option<Side<'d>> {
        let mut sides =
            self.0.iter().filter(|(known, at, _)| known == name && *at == number);
        sides.next().map(|(.., side)| *side)
    }
}

/// What is to be done, field by field.
fn tasks<'d>(base: Option<&Unit<'d>>, ours: &Unit<'d>, theirs: &Unit<'d>) -> Vec<Task<'d>> {
    let base = base.map_or(Listed(Vec::new()), Listed::of);
    let (ours, theirs) = (Listed::of(ours), Listed::of(theirs));
    let only_theirs =
        theirs.0.iter().filter(|(name, number, _)| ours.find(name, *number).is_none());
    let mut tasks = Vec::new();
    for (name, number, _) in ours.0.iter().chain(only_theirs) {
        let sides = [&base, &ours, &theirs].map(|list| list.find(name, *number));
        if let Some(what) = decide(sides) {
            tasks.push(Task { name: name.clone(), number: *number, what });
        }
    }
    tasks
}

fn decide([base, ours, theirs]: [Option<Side<'_>>; 3]) -> Option<Step<'_>> {
    let same = |a: &Option<Side<'_>>, b: &Option<Side<'_>>| match (a, b) {
        (Some(a), Some(b)) => a.says(b),
        (None, None) => true,
        _ => false,
    };
    if same(&ours, &theirs) || same(&theirs, &base) {
        return None;
    }
    if !same(&ours, &base) {
        return Some(Step::Conflict(theirs));
    }
    Some(match (ours, theirs) {
        (Some(_), Some(theirs)) => Step::Set(theirs),
        (Some(_), None) => Step::Remove,
        (None, Some(theirs)) => Step::Insert(theirs),
        (None, None) => return None,
    })
}

/// The node of a task in our entry as it stands now.
fn node<'d>(document: &'d Document, task: &Task<'_>) -> Option<&'d FieldNode> {
    let mut nodes =
        document.fields(0).iter().filter(|node| named(document, node) == task.name);
    nodes.nth(task.number)
}

fn edits(merge: &Merge<'_>, document: &Document, task: &Task<'_>) -> Option<Vec<Edit>> {
    Some(match &task.what {
        Step::Set(theirs) => {
            let node = node(document, task)?;
            vec![Edit { span: node.value, text: merge.lines(theirs.value()) }]
        }
        Step::Remove => vec![document.remove_node(0, node(document, task)?)],
        Step::Insert(theirs) if !theirs.node.disabled => {
            document.insert_written(0, theirs.name(), &merge.lines(theirs.value()))
        }
        Step::Insert(_) | Step::Conflict(_) => return None,
    })
}

/// The edit that puts both sides of a field between markers; `None` if the field does not
/// have lines of its own.
fn marked(merge: &Merge<'_>, document: &Document, task: &Task<'_>) -> Option<Edit> {
    let Step::Conflict(theirs) = &task.what else { return None };
    let text = document.text();
    let bytes = text.as_bytes();
    let (span, indent) = match node(document, task) {
        Some(node) => own_lines(bytes, node)?,
        None => {
            let close = document.block(0)?.close()? as usize;
            let start = scan::trim_blanks_back(bytes, close);
            let closed =
                document.fields(0).last().is_none_or(|last| last.comma().is_some());
            let owns = matches!(bytes.get(start.checked_sub(1)?), Some(b'\n' | b'\r'));
            if !owns || !closed {
                return None;
            }
            let first = document.fields(0).first()?;
            let (_, indent) = own_lines(bytes, first)?;
            (Span::at(start), indent)
        }
    };
    let indent = indent.of(text);
    let theirs = theirs.map_or(String::new(), |side| {
        let sign = if side.node.disabled { "@" } else { "" };
        let written = side.node.span().of(side.document.text());
        format!("{indent}{sign}{written},{}", merge.newline)
    });
    let both = merge.conflict(span.of(text), &theirs);
    Some(Edit { span, text: format!("{both}{}", merge.newline) })
}

/// The whole lines of a field, and its indentation.
fn own_lines(bytes: &[u8], node: &FieldNode) -> Option<(Span, Span)> {
    let name = node.name.start as usize - usize::from(node.disabled);
    let start = scan::trim_blanks_back(bytes, name);
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let comma = node.comma()? as usize + 1;
    let end = scan::skip_blanks(bytes, comma);
    let owns = matches!(before, Some(b'\n' | b'\r'))
        && matches!(bytes.get(end), Some(b'\n' | b'\r'));
    let span = Span::new(start, scan::after_line_end(bytes, end));
    owns.then_some((span, Span::new(start, name)))
}
