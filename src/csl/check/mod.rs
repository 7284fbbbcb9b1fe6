//! The check of a style for its author: what CSL does not know, what is never used, what
//! is missing, each with its place in the file.
//!
//! It reads the file alone ([`Document`]), not the compiled style, so that it also speaks
//! of what compiling leaves out.

mod macros;
mod tables;
mod words;

use rustc_hash::FxHashSet;

use crate::csl::locale::Locales;
use crate::csl::style::{Document, Element, ElementId};
use crate::diag::catalogue::style as rules;
use crate::diag::catalogue::style_check as own;
use crate::diag::{Diagnostic, Rule};
use crate::text::{Span, nearest};
use tables::schema::{CONDITIONS, ELEMENTS, ElementRow, GROUPS, NUMBERS, VALUES};

/// Everything there is to say about a style or locale file, in the order of the file.
#[must_use]
pub fn style(xml: &str, locales: &dyn Locales) -> Vec<Diagnostic> {
    let (document, faults) = Document::read(xml);
    let mut check = Check { document: &document, found: faults };
    let Some(root) = document.root() else {
        if check.found.is_empty() {
            check
                .found
                .push(Diagnostic::new(&rules::NOT_A_STYLE, "the file holds no element"));
        }
        return check.found;
    };
    let name = &document.get(root).name;
    if !matches!(&**name, "style" | "locale") {
        let what = format!("the outermost element is `<{name}>`, not `<style>`");
        check.say(&rules::NOT_A_STYLE, what, document.get(root).span);
        return check.found;
    }
    check.elements();
    check.parts(root);
    macros::check(&mut check);
    words::check(&mut check, locales);
    check.found.sort_by_key(|diagnostic| match diagnostic.place {
        crate::diag::Place::Span(span) => span.start,
        _ => 0,
    });
    check.found
}

/// A check under way.
struct Check<'a> {
    document: &'a Document,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn say(&mut self, rule: &'static Rule, message: impl Into<String>, span: Span) {
        self.found.push(Diagnostic::new(rule, message).at(span));
    }

    /// Says it with the nearest known word as help.
    fn say_near<'w>(
        &mut self,
        rule: &'static Rule,
        message: String,
        span: Span,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) {
        let mut diagnostic = Diagnostic::new(rule, message).at(span);
        if let Some(near) = nearest(word, known) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.found.push(diagnostic);
    }

    /// Elements at places where CSL has them, with attributes and values that it knows.
    fn elements(&mut self) {
        let document = self.document;
        let mut skipped: FxHashSet<ElementId> = FxHashSet::default();
        for (id, element) in document.all() {
            let parent = element.parent;
            if parent.is_some_and(|parent| skipped.contains(&parent)) {
                skipped.insert(id);
                continue;
            }
            let around = parent.and_then(|parent| row_of(document.get(parent)));
            let allowed = around.is_none_or(|row| allows(row, &element.name));
            let Some(row) = row_of(element).filter(|_| allowed) else {
                self.misplaced(element, around);
                skipped.insert(id);
                continue;
            };
            if row.children == ["*"] {
                skipped.insert(id);
            }
            self.attributes(element, row);
        }
    }

    fn misplaced(&mut self, element: &Element, around: Option<&ElementRow>) {
        let name = &element.name;
        let known = around.map_or(&[][..], |row| row.children);
        let inside = around.map_or("", |row| row.name);
        let what = if row_of(element).is_some() {
            format!("`<{name}>` cannot stand in `<{inside}>`")
        } else {
            format!("CSL has no element `<{name}>`")
        };
        self.say_near(
            &rules::UNKNOWN_ELEMENT,
            what,
            element.span,
            name,
            known.iter().copied(),
        );
    }

    fn attributes(&mut self, element: &Element, row: &ElementRow) {
        for name in row.required.iter().filter(|name| element.get(name).is_none()) {
            // A `names` in `substitute` may be empty, one of a locale has no variable.
            let what = format!("`<{}>` has no `{name}`", row.name);
            self.say(&own::MISSING_PART, what, element.span);
        }
        let known = || row.attributes.iter().flat_map(|name| expanded(name)).copied();
        for attribute in &element.attributes {
            let (name, value) = (&*attribute.name, &*attribute.value);
            if name.starts_with("xmlns") || name.starts_with("xsi:") || name == "xml:space"
            {
                continue;
            }
            if !known().any(|known| known == name) {
                let what = format!("`<{}>` has no attribute `{name}`", row.name);
                self.say_near(&own::UNKNOWN_ATTRIBUTE, what, attribute.span, name, known());
                continue;
            }
            let of = |table: &&(&str, &str, &[&str])| {
                table.1 == name && (table.0 == "*" || table.0 == row.name)
            };
            if let Some((_, _, values)) = VALUES.iter().find(of)
                && !values.contains(&value)
            {
                let what = format!("`{name}` cannot be `{value}`");
                let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE_VALUE, what);
                diagnostic = diagnostic.at(attribute.span);
                diagnostic = diagnostic.help(format!("it is one of {}", listed(values)));
                self.found.push(diagnostic);
            }
            if NUMBERS.contains(&name) && value.trim().parse::<u32>().is_err() {
                let what = format!("`{name}` is `{value}`, not a whole number");
                self.say(&rules::UNKNOWN_ATTRIBUTE_VALUE, what, attribute.span);
            }
        }
        self.sources(element, row);
    }

    /// `text` says what it prints, `key` what it sorts by, a condition what it tests.
    fn sources(&mut self, element: &Element, row: &ElementRow) {
        let one_of: &[&str] = match row.name {
            "text" => &["variable", "macro", "term", "value"],
            "key" => &["variable", "macro"],
            "if" | "else-if" => {
                let tests = CONDITIONS.iter().filter(|name| **name != "match");
                if !tests.into_iter().any(|name| element.get(name).is_some()) {
                    let what = format!("`<{}>` tests nothing", row.name);
                    self.say(&own::MISSING_PART, what, element.span);
                }
                return;
            }
            _ => return,
        };
        let given = one_of.iter().filter(|name| element.get(name).is_some()).count();
        let what = match given {
            1 => return,
            0 => format!("`<{}>` has none of {}", row.name, listed(one_of)),
            _ => format!("`<{}>` has more than one of {}", row.name, listed(one_of)),
        };
        self.say(&own::MISSING_PART, what, element.span);
    }

    /// What every style has: title and id, a citation with a layout.
    fn parts(&mut self, root: ElementId) {
        let document = self.document;
        let style = document.get(root);
        if &*style.name != "style" {
            return;
        }
        if style.get("xmlns") != Some("http://purl.org/net/xbiblio/csl")
            && !style.attributes.iter().any(|a| a.name.starts_with("xmlns:"))
        {
            let what = "the style is not in the namespace of CSL";
            let diagnostic = Diagnostic::new(&own::MISSING_PART, what).at(style.span);
            let help = "write `xmlns=\"http://purl.org/net/xbiblio/csl\"` in `<style>`";
            self.found.push(diagnostic.help(help));
        }
        let head = document.child(root, "info");
        match head {
            None => self.say(&own::MISSING_PART, "the style has no `<info>`", style.span),
            Some(head) => {
                for name in ["title", "id", "updated"] {
                    if document.child(head, name).is_none() {
                        let what = format!("`<info>` has no `<{name}>`");
                        self.say(&own::MISSING_PART, what, document.get(head).span);
                    }
                }
            }
        }
        let dependent = crate::csl::sources::is_dependent(document);
        if dependent {
            return;
        }
        if document.child(root, "citation").is_none() {
            self.say(&own::MISSING_PART, "the style has no `<citation>`", style.span);
        }
        for part in ["citation", "bibliography"] {
            let Some(id) = document.child(root, part) else { continue };
            if document.child(id, "layout").is_none() {
                let what = format!("`<{part}>` has no `<layout>`");
                self.say(&own::MISSING_PART, what, document.get(id).span);
            }
        }
    }
}

fn row_of(element: &Element) -> Option<&'static ElementRow> {
    ELEMENTS.iter().find(|row| row.name == &*element.name)
}

fn allows(row: &ElementRow, child: &str) -> bool {
    row.children == ["*"] || row.children.contains(&child)
}

/// An attribute, or the attributes of a group.
fn expanded(name: &'static &'static str) -> &'static [&'static str] {
    match GROUPS.iter().find(|(group, _)| group == name) {
        Some((_, names)) => names,
        None => std::slice::from_ref(name),
    }
}

/// `` `a`, `b` or `c` ``
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

#[cfg(test)]
mod tests;
