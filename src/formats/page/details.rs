//! Points below an entry of a list that say more of it: `* *Journal:* Harbours` under the
//! title, and counters that stand as points of their own above it.

use super::document::{Document, Line, Look, Run};
use crate::text::Span;

/// What a labelled point says of the entry above it.
#[derive(Clone, Copy, PartialEq)]
enum Detail {
    /// Who wrote it with the owner of the list.
    People,
    /// Where it was published.
    Venue,
    /// When.
    Date,
    /// What it is about, or where it can be read.
    More,
}

/// Labels before a colon, lower case.
const LABELS: &[(&str, Detail)] = &[
    ("co-author", Detail::People),
    ("co-authors", Detail::People),
    ("coauthor", Detail::People),
    ("coauthors", Detail::People),
    ("with", Detail::People),
    ("author", Detail::People),
    ("authors", Detail::People),
    ("journal", Detail::Venue),
    ("platform", Detail::Venue),
    ("publisher", Detail::Venue),
    ("publisher/platform", Detail::Venue),
    ("published in", Detail::Venue),
    ("publication", Detail::Venue),
    ("outlet", Detail::Venue),
    ("venue", Detail::Venue),
    ("newspaper", Detail::Venue),
    ("magazine", Detail::Venue),
    ("conference", Detail::Venue),
    ("date", Detail::Date),
    ("year", Detail::Date),
    ("published", Detail::Date),
    ("link", Detail::More),
    ("links", Detail::More),
    ("url", Detail::More),
    ("pdf", Detail::More),
    ("topic", Detail::More),
    ("thesis/topic", Detail::More),
    ("abstract", Detail::More),
    ("summary", Detail::More),
    ("description", Detail::More),
    ("keywords", Detail::More),
    ("key findings", Detail::More),
    ("code", Detail::More),
    ("note", Detail::More),
    ("notes", Detail::More),
    ("status", Detail::More),
];

/// Puts what such points say into the entry above them; gives back the places of those that
/// an entry has no field for.
pub(super) fn join(document: &mut Document) -> Vec<Span> {
    counters(document);
    let top = document.lines.first().map(|line| line.text.clone()).unwrap_or_default();
    let mut keep = vec![true; document.lines.len()];
    let mut above: Option<usize> = None;
    let mut left = Vec::new();
    for at in 0..document.lines.len() {
        let Some(line) = document.lines.get(at) else { break };
        let parent = above.and_then(|above| document.lines.get(above));
        let detail = parent
            .filter(|parent| line.bullet && line.indent > parent.indent + 1)
            .and_then(|_| labelled(line));
        let Some((detail, said)) = detail else {
            above = if line.bullet { Some(at) } else { above.filter(|_| !line.gap) };
            continue;
        };
        let (said, span) = (said.to_owned(), line.span);
        let link = line.runs.iter().find(|run| matches!(run.look, Look::Link(_)));
        let link = link.map(|run| run.look.clone());
        if let Some(parent) = above.and_then(|above| document.lines.get_mut(above)) {
            // The owner of the list is an author anyway.
            match detail {
                Detail::People if top.contains(&said) => {}
                Detail::People => parent.text.push_str(&format!(" (with {said})")),
                Detail::Venue | Detail::Date => parent.text.push_str(&format!(", {said}")),
                Detail::More => match link {
                    Some(look) => {
                        let end = parent.text.len();
                        parent.runs.push(Run { start: end, end, look });
                    }
                    None => left.push(span),
                },
            }
            parent.span.end = span.end;
        }
        if let Some(keep) = keep.get_mut(at) {
            *keep = false;
        }
    }
    document.keep(&keep);
    left
}

/// `Journal: Harbours` in its parts.
fn labelled(line: &Line) -> Option<(Detail, &str)> {
    let (label, said) = line.text.split_once(':')?;
    let label = label.trim().to_lowercase();
    let (_, detail) = LABELS.iter().find(|(known, _)| *known == label)?;
    Some((*detail, said.trim()))
}

/// A point that is only a number, with the entry below it: `• 267`.
fn counters(document: &mut Document) {
    let number = |line: &Line| line.bullet && line.text.parse::<u32>().is_ok();
    let found = document.lines.iter().filter(|line| number(line)).count();
    if found < 2 {
        return;
    }
    let mut keep = vec![true; document.lines.len()];
    for at in 0..document.lines.len() {
        let is_counter = document.lines.get(at).is_some_and(number);
        if let Some(next) =
            document.lines.get_mut(at + 1).filter(|next| is_counter && !next.bullet)
        {
            next.bullet = true;
            next.gap = true;
            if let Some(keep) = keep.get_mut(at) {
                *keep = false;
            }
        }
    }
    document.keep(&keep);
}

#[cfg(test)]
mod tests {
    use super::super::document::from_text;
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let mut document = from_text(text);
        join(&mut document);
        document.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn labelled_points_belong_to_the_entry_above() {
        let text = "# Ada Roe\n\n* **Tides** (2021)\n    * *Journal:* *Harbours*\n    * *Co-Author:* Max Lind\n    * *Link:* here\n";
        assert_eq!(lines(text), ["Ada Roe", "Tides (2021), Harbours (with Max Lind)"]);
    }

    #[test]
    fn points_without_a_field_are_handed_back() {
        let text = "# Ada Roe\n\n* **Tides** (2021)\n    * *Topic:* ports\n    * *Link:* [here](https://a.example/)\n";
        let mut document = from_text(text);
        let left: Vec<&str> =
            join(&mut document).iter().map(|span| span.of(text)).collect();
        assert_eq!(left, ["* *Topic:* ports"]);
        let target = Look::Link("https://a.example/".to_owned());
        assert!(document.lines.iter().any(|l| l.runs.iter().any(|run| run.look == target)));
    }

    #[test]
    fn counters_are_no_entries() {
        let text = "• 267\n  Quays and tides\n  Harbours 2, 2011.\n• 31\n  Ports\n  Harbours 3, 2012.\n";
        assert_eq!(
            lines(text),
            ["Quays and tides", "Harbours 2, 2011.", "Ports", "Harbours 3, 2012."]
        );
    }
}
