//! Buttons of an entry: files that stand in the page itself, and links.

use crate::formats::{self, WriteOptions};
use crate::model::{Entry, Field};
use crate::output::document::{Action, Button};

/// All buttons.
pub(super) const KNOWN: &[&str] = &["bibtex", "ris", "csl-json", "doi", "url"];

/// The buttons that an entry has something for.
pub(super) fn of(entry: &Entry, wanted: &[String]) -> Vec<Button> {
    wanted.iter().filter_map(|name| button(entry, name)).collect()
}

fn button(entry: &Entry, name: &str) -> Option<Button> {
    let text = |field| entry.text(field).map(std::borrow::Cow::into_owned);
    match name {
        "bibtex" => save(entry, "biblatex", "BibTeX", "bib", "application/x-bibtex"),
        "ris" => save(entry, "ris", "RIS", "ris", "application/x-research-info-systems"),
        "csl-json" => save(
            entry,
            "csl-json",
            "JSON",
            "json",
            "application/vnd.citationstyles.csl+json",
        ),
        "doi" => {
            let doi = text(Field::DOI)?;
            let bare = doi.trim_start_matches("https://doi.org/");
            open("DOI", &format!("https://doi.org/{bare}"))
        }
        "url" => open("Link", &text(Field::URL)?),
        _ => None,
    }
}

fn open(label: &str, address: &str) -> Option<Button> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let safe = web && !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let action = Action::Open(address.to_owned());
    safe.then(|| Button { label: label.to_owned(), action })
}

fn save(
    entry: &Entry,
    format: &str,
    label: &str,
    extension: &str,
    media: &'static str,
) -> Option<Button> {
    let write = formats::named(format)?.write?;
    let public = public(entry);
    let bytes = write(std::slice::from_ref(&public), &WriteOptions::default()).bytes;
    let text = String::from_utf8(bytes).ok()?;
    let name =
        format!("{}.{extension}", entry.key().as_str().replace(['/', '\\', ':'], "-"));
    let action = Action::Save { name, media, text };
    Some(Button { label: label.to_owned(), action })
}

/// An entry without what is nobody else's business: files, notes, our own fields.
fn public(entry: &Entry) -> Entry {
    let mut public = entry.clone();
    let private: Vec<Field> = entry
        .fields()
        .map(|(field, _)| field)
        .filter(|field| {
            let name = field.name();
            name.starts_with("x-ibid-")
                || matches!(
                    name,
                    "file" | "owner" | "timestamp" | "groups" | "annote" | "annotation"
                )
        })
        .collect();
    for field in private {
        public.remove(field);
    }
    public
}
