//! The walk that simple writers share: what opens and closes a part, how characters are
//! escaped.

use crate::csl::Tree;
use crate::csl::tree::{Event, Look};

/// Writes a tree: `around` says what stands before and after a part, `escape` adds
/// characters.
pub(super) fn write(
    tree: &Tree,
    around: fn(Look) -> (&'static str, &'static str),
    escape: fn(&str, &mut String),
) -> String {
    let mut out = String::with_capacity(tree.text().len() + tree.marks().len() * 8);
    for event in tree.events() {
        match event {
            Event::Open(look) => out.push_str(around(look).0),
            Event::Text(text) => escape(text, &mut out),
            Event::Close(look) => out.push_str(around(look).1),
        }
    }
    out
}

/// The address of a link if it leads to the web; anything else (`javascript:`) is no link.
pub(super) fn address(tree: &Tree, number: u32) -> Option<&str> {
    let address = tree.link(number);
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "ftp"));
    (known && !address.chars().any(|c| c.is_control() || c.is_whitespace()))
        .then_some(address)
}

/// An address with the characters that no URL has by itself as `%XX`, so that it cannot
/// end the notation it stands in.
pub(super) fn percent_encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | ' ') {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}
