//! What the class of an element says: a box that is no text of the page, a part of a work,
//! or a sort of element that comes again.

use super::tokens::Tag;
use crate::formats::page::document::{Hint, Part};
use crate::formats::page::tables::meta::{
    BOX_PAIRS, BOXES, NEUTRAL, NO_AUTHOR, NO_DATE, NO_TITLE, PART_WORDS,
};

/// Elements without text of the page.
const SKIPPED: &[&str] = &[
    "nav", "footer", "form", "button", "select", "svg", "iframe", "object", "audio",
    "video", "head",
];

/// The words of a name in a class: `itemDateCreated`, `post-date`, `views_row`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        let starts = c.is_uppercase() && small;
        if (!c.is_alphanumeric() || starts) && words.last().is_some_and(|w| !w.is_empty()) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Classes are read so far.
const LONGEST_CLASS: usize = 1000;

fn names<'a>(tag: &'a Tag<'_>, attribute: &str) -> impl Iterator<Item = &'a str> {
    let value = tag.get(attribute).unwrap_or("");
    let value = value.get(..LONGEST_CLASS).unwrap_or(value);
    value.split_whitespace().take(40)
}

/// Whether an element holds nothing of the page's text.
///
/// In an article a footer holds its byline, date and labels; a form right in the body is
/// the whole page (ASP.NET).
pub(super) fn skipped(tag: &Tag<'_>, around: &str, in_article: bool) -> bool {
    let name = tag.name.as_str();
    let text = match name {
        "footer" => in_article,
        "form" => around == "body",
        _ => false,
    };
    if SKIPPED.contains(&name) && !text {
        return true;
    }
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    tag.get("hidden").is_some()
        || tag.get("aria-hidden") == Some("true")
        || matches!(tag.get("role"), Some("navigation" | "dialog" | "alertdialog"))
        || tag.get("style").filter(|style| style.len() < LONGEST_CLASS).is_some_and(
            |style| style.replace(' ', "").to_lowercase().contains("display:none"),
        )
}

/// Whether the class of an element calls it a box beside the text: what is shared, promoted,
/// listed.
pub(super) fn is_boxed(tag: &Tag<'_>) -> bool {
    !matches!(tag.name.as_str(), "html" | "body" | "main" | "article")
        && names(tag, "class").chain(names(tag, "id")).any(boxed)
}

fn boxed(name: &str) -> bool {
    if name.to_lowercase().contains("no-") {
        return false;
    }
    if BOXES.contains(&name.to_lowercase().as_str()) {
        return true;
    }
    let words = words(name);
    let of_entry = words.iter().any(|word| {
        matches!(word.as_str(), "entry" | "post" | "article" | "card" | "item" | "node")
    });
    let one = words.iter().any(|word| match word.as_str() {
        "hidden" | "print" => false,
        "footer" => !of_entry,
        word => BOXES.contains(&word),
    });
    let last = words.iter().rev().find(|word| !NEUTRAL.contains(&word.as_str()));
    let tags = last.is_some_and(|last| matches!(last.as_str(), "tags" | "keywords"));
    let pair = words.windows(2).any(
        |pair| matches!(pair, [a, b] if BOX_PAIRS.contains(&(a.as_str(), b.as_str()))),
    );
    one || tags || pair
}

/// What class and relation call an element that is a line or more.
pub(super) fn hint(tag: &Tag<'_>) -> Hint {
    if tag.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("author")) {
        return Hint::Author;
    }
    let heading = matches!(tag.name.as_str(), "h1" | "h2" | "h3" | "h4");
    let titled = |name: &str| {
        let words = words(name);
        words.iter().any(|word| matches!(word.as_str(), "title" | "headline"))
    };
    if heading && names(tag, "class").any(titled) {
        return Hint::Title;
    }
    const AUTHORS: &[&str] =
        &["author", "byline", "authors", "author-name", "entry-author", "post-author"];
    let author =
        names(tag, "class").any(|name| AUTHORS.contains(&name.to_lowercase().as_str()));
    if author { Hint::Author } else { Hint::None }
}

/// Which part of a work an element holds, by its class or property.
pub(super) fn part(tag: &Tag<'_>) -> Option<Part> {
    let name = tag.name.as_str();
    if matches!(name, "html" | "body" | "main" | "article" | "ul" | "ol" | "table") {
        return None;
    }
    if tag.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("author")) {
        return Some(Part::Author);
    }
    let of_class = names(tag, "class").find_map(part_of);
    let property = tag.get("itemprop").or_else(|| tag.get("property"));
    let property = property.and_then(|name| name.rsplit([':', '/', ' ']).next());
    of_class
        .or(match property {
            Some("datePublished" | "dateCreated") => Some(Part::Date),
            Some("author" | "creator") => Some(Part::Author),
            Some("headline") => Some(Part::Title),
            _ => None,
        })
        .or_else(|| {
            let changed = names(tag, "class").any(|name| {
                words(name).iter().any(|word| NO_DATE.contains(&word.as_str()))
            });
            (name == "time" && !changed).then_some(Part::Date)
        })
}

fn part_of(name: &str) -> Option<Part> {
    let words = words(name);
    let last = words.iter().rev().find(|word| !NEUTRAL.contains(&word.as_str()))?;
    let part = PART_WORDS.iter().find(|(word, _)| word == last).map(|(_, part)| *part)?;
    let but = match part {
        Part::Author => NO_AUTHOR,
        Part::Date => NO_DATE,
        Part::Title => NO_TITLE,
        Part::Label => &["widget", "menu", "nav"],
    };
    (!words.iter().any(|word| but.contains(&word.as_str()))).then_some(part)
}

/// The sort of an element: equal for the elements of a list.
pub(super) fn sort(tag: &Tag<'_>) -> String {
    const VARIES: &[&str] =
        &["odd", "even", "first", "last", "alt", "active", "left", "right", "row", "col"];
    if matches!(tag.name.as_str(), "article" | "li" | "tr" | "dt" | "dd") {
        return tag.name.clone();
    }
    let stable = names(tag, "class").find(|name| {
        !name.contains(|c: char| c.is_ascii_digit()) && !VARIES.contains(name)
    });
    format!("{} {}", tag.name, stable.unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_class_names() {
        assert_eq!(words("itemDateCreated"), ["item", "date", "created"]);
        assert_eq!(words("views-field_title"), ["views", "field", "title"]);
    }

    #[test]
    fn classes_name_parts_of_works() {
        assert_eq!(part_of("post-info__item--type-author"), Some(Part::Author));
        assert_eq!(part_of("article__byline"), Some(Part::Author));
        assert_eq!(part_of("author-bio"), None);
        assert_eq!(part_of("itemDateCreated"), Some(Part::Date));
        assert_eq!(part_of("itemDateModified"), None);
        assert_eq!(part_of("news-list-category"), Some(Part::Label));
        assert_eq!(part_of("category-analysis"), None);
        assert_eq!(part_of("widget-title"), None);
        assert_eq!(part_of("card__title"), Some(Part::Title));
    }

    #[test]
    fn boxes_are_no_text() {
        for name in ["itemRelated", "post-tags", "most-read", "widget_recent_entries"] {
            assert!(boxed(name), "{name}");
        }
        for name in ["item", "readable", "tag-elbe", "staff", "author"] {
            assert!(!boxed(name), "{name}");
        }
    }
}
