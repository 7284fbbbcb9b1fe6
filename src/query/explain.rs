//! A query as a tree for people.

use crate::query::{Bounds, Comparison, Condition, Query};

pub(super) fn explain(query: &Query) -> String {
    let mut text = String::new();
    match &query.condition {
        None => text.push_str("every entry\n"),
        Some(condition) => write(condition, "", "", &mut text),
    }
    for key in &query.sort {
        text.push_str(&format!("sorted by {}\n", key.describe()));
    }
    if let Some(limit) = query.limit {
        text.push_str(&format!("at most {limit}\n"));
    }
    text
}

fn write(condition: &Condition, first: &str, rest: &str, text: &mut String) {
    let (label, parts): (String, &[Condition]) = match condition {
        Condition::All(parts) => ("all of".to_owned(), parts),
        Condition::Any(parts) => ("any of".to_owned(), parts),
        Condition::Not(inner) => ("not".to_owned(), std::slice::from_ref(inner)),
        other => (leaf(other), &[]),
    };
    text.push_str(&format!("{first}{label}\n"));
    for (at, part) in parts.iter().enumerate() {
        let (branch, below) = match at + 1 == parts.len() {
            true => ("└─ ", "   "),
            false => ("├─ ", "│  "),
        };
        write(part, &format!("{rest}{branch}"), &format!("{rest}{below}"), text);
    }
}

fn leaf(condition: &Condition) -> String {
    let verb = |comparison: Comparison| match comparison {
        Comparison::Contains => "contains",
        Comparison::Is => "is",
    };
    match condition {
        Condition::Anywhere(pattern) => format!("any field contains “{}”", pattern.typed),
        Condition::Has(subject) => format!("has {}", subject.name()),
        Condition::Text(subject, comparison, pattern) => {
            format!("{} {} “{}”", subject.name(), verb(*comparison), pattern.typed)
        }
        Condition::Name(subject, Comparison::Contains, pattern) => {
            format!("{} is somebody whose name has “{}”", subject.name(), pattern.typed)
        }
        Condition::Name(subject, Comparison::Is, pattern) => {
            format!("{} is “{}”", subject.name(), pattern.typed)
        }
        Condition::Number(field, bounds) => format!("{} {}", field.name(), range(bounds)),
        Condition::Date(field, bounds) => format!("{} {}", field.name(), range(bounds)),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => String::new(),
    }
}

fn range<T: std::fmt::Display + PartialEq>(bounds: &Bounds<T>) -> String {
    match (&bounds.from, &bounds.to) {
        (Some(from), Some(to)) if from == to => format!("is in {from}"),
        (Some(from), Some(to)) => format!("is from {from} to {to}"),
        (Some(from), None) => format!("is {from} or later"),
        (None, Some(to)) => format!("is {to} or earlier"),
        (None, None) => "is anything".to_owned(),
    }
}
