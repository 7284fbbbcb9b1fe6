//! Boxes that only their heading betrays: “Most read”, “Читайте также”, “Upcoming events”.

use crate::formats::page::document::Document;
use crate::formats::page::tables::boxes::{APPARATUS, HEADINGS};

/// Takes the lines of such boxes out of a page, and on the page of one work also what it
/// cites.
pub(in crate::formats::page) fn drop_boxes(document: &mut Document, of_one_work: bool) {
    let mut keep = vec![true; document.lines.len()];
    let mut found = false;
    let owners = owners(document);
    for at in 0..document.lines.len() {
        let Some(line) = document.lines.get(at) else { continue };
        if !keep.get(at).copied().unwrap_or(false)
            || line.text.len() > 60
            || line.bullet
            || !(is_box(&line.text) || of_one_work && is_apparatus(&line.text))
        {
            continue;
        }
        let end = end(document, at, owners.get(at).copied().flatten());
        // A heading without anything below is furniture by itself.
        if let Some(lines) = keep.get_mut(at..end) {
            lines.fill(false);
            found = true;
        }
    }
    if found {
        document.keep(&keep);
    }
}

/// Whether a text heads a box that is no part of the work or list of a page.
fn is_box(text: &str) -> bool {
    let lower =
        text.trim().trim_matches(['»', '›', ':', '…', '.', ' ', '!']).to_lowercase();
    HEADINGS.iter().any(|heading| {
        lower == *heading
            || heading.contains(' ')
                && lower
                    .strip_prefix(heading)
                    .is_some_and(|rest| rest.starts_with([' ', ':']))
    })
}

/// Whether a text heads what a work cites.
fn is_apparatus(text: &str) -> bool {
    // “References (105)”.
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || "() ".contains(c));
    let text = text.trim().trim_matches([':', '.', ' ']).to_lowercase();
    APPARATUS.contains(&text.as_str())
}

/// The innermost block of each line.
fn owners(document: &Document) -> Vec<Option<usize>> {
    let mut owners = vec![None; document.lines.len()];
    // Inner blocks come after outer ones; a block is written over only what it holds, and
    // blocks that hold one line only are passed by.
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for (at, owner) in owners.iter_mut().enumerate() {
        while let Some(block) = document.blocks.get(next).filter(|block| block.first <= at)
        {
            if block.end > at + 1 {
                open.push(next);
            }
            next += 1;
        }
        while let Some(last) = open.last() {
            if document.blocks.get(*last).is_some_and(|block| block.end > at) {
                break;
            }
            open.pop();
        }
        *owner = open.last().copied();
    }
    owners
}

/// One past the last line of the box that a heading begins: the end of the block around it,
/// or the next heading that is no lower.
fn end(document: &Document, at: usize, owner: Option<usize>) -> usize {
    let mut block = owner.and_then(|owner| document.blocks.get(owner));
    // The block of the heading alone ends with it.
    while let Some(own) = block.filter(|own| own.end <= at + 1) {
        block = own.parent.and_then(|parent| document.blocks.get(parent));
    }
    let end = block.map_or(document.lines.len(), |block| block.end);
    let begins = block.is_some_and(|block| block.first == at);
    if begins {
        return end;
    }
    let level = document.lines.get(at).map_or(0, |line| line.heading);
    if level == 0 {
        // Bold words in the middle of a text: only what is listed below them.
        let listed = document.lines.get(at + 1..end).unwrap_or(&[]);
        let run = listed.iter().take_while(|line| line.bullet || line.text.len() < 120);
        return at + 1 + run.take_while(|line| line.heading == 0).count();
    }
    let below = document.lines.get(at + 1..end).unwrap_or(&[]);
    let next = below.iter().position(|line| line.heading > 0 && line.heading <= level);
    next.map_or(end, |next| at + 1 + next)
}
