//! Lines that belong together, and the names of images that run into the first of them.

use super::document::{Document, Line};
use super::draft::Draft;
use super::entry::Context;
use super::names::is_caps;
use crate::diag::catalogue::page as rules;

/// Joins a line that begins with a comma to the one above, and that to a line that ends with
/// one: “Ada Roe, eds.,” “Tides of the North” “, Harwick: Quay House, 2005”.
pub(super) fn commas(document: &mut Document) {
    let goes_on = |line: &Line| line.text.starts_with([',', ';']) && line.heading == 0;
    if !document.lines.iter().any(goes_on) {
        return;
    }
    let mut lines: Vec<Line> = Vec::with_capacity(document.lines.len());
    for line in std::mem::take(&mut document.lines) {
        if !goes_on(&line) {
            lines.push(line);
            continue;
        }
        let Some(mut above) = lines.pop() else {
            lines.push(line);
            continue;
        };
        append(&mut above, &line, "");
        let opens = lines.last().is_some_and(|first| first.text.ends_with(','));
        match lines.last_mut().filter(|_| opens && !above.gap && !above.bullet) {
            Some(first) => append(first, &above, " "),
            None => lines.push(above),
        }
    }
    document.lines = lines;
}

/// Puts a line behind another.
fn append(line: &mut Line, more: &Line, glue: &str) {
    let shift = line.text.len() + glue.len();
    line.text.push_str(glue);
    line.text.push_str(&more.text);
    line.runs.extend(more.runs.iter().map(|run| {
        let mut run = run.clone();
        run.start += shift;
        run.end += shift;
        run
    }));
    line.span.end = line.span.end.max(more.span.end);
}

/// The name of an image is at most so long.
const LONGEST: usize = 14;

/// Cuts the name of an image off that runs into authors whom other entries of the list name:
/// “CoverAda Roe, Tides”, “TIDE Ada Roe, Tides”.
pub(super) fn image_name(text: &mut String, context: &Context, draft: &mut Draft) {
    if context.known.heads.is_empty() {
        return;
    }
    let Some(end) = text.char_indices().take(LONGEST + 1).skip(2).find_map(|(at, c)| {
        let mark = text.get(..at)?;
        let letters = mark.trim_end();
        let parted = letters.len() < mark.len();
        let name =
            letters.chars().all(char::is_alphabetic) && (!parted || is_caps(letters));
        (name && c.is_uppercase() && begins_with_known(text.get(at..)?, context))
            .then_some(at)
    }) else {
        return;
    };
    let mark = text.get(..end).unwrap_or("").trim_end().to_owned();
    let message = format!("“{mark}” runs into the names; cut off");
    draft.fault(&rules::GLUED_LABEL, message);
    text.drain(..end);
}

/// Whether a text begins with the authors of another entry.
fn begins_with_known(text: &str, context: &Context) -> bool {
    let mut end = 0;
    text.split_inclusive(' ').take(4).any(|word| {
        end += word.len();
        let head = text.get(..end).unwrap_or("").trim_end();
        let bare = head.trim_end_matches([',', ':', ';']);
        bare.contains(' ') && context.known.heads.contains(bare)
    })
}
