//! Options of names and their inheritance (CSL 1.0.2, “Inheritable Name Options”).

use crate::csl::style::attributes;
use crate::csl::style::element::NameOptions;
use crate::csl::style::xml::Element;

/// The options that stand on `<name>`.
pub(super) fn on_name(element: &Element) -> NameOptions {
    let mut options = shared(element);
    options.delimiter = element.get("delimiter").map(Into::into);
    options.form = element.get("form").and_then(attributes::name_form);
    options
}

/// The options that stand on `<style>`, `<citation>` or `<bibliography>`.
pub(super) fn inheritable(element: &Element) -> NameOptions {
    let mut options = shared(element);
    options.delimiter = element.get("name-delimiter").map(Into::into);
    options.form = element.get("name-form").and_then(attributes::name_form);
    options.names_delimiter = element.get("names-delimiter").map(Into::into);
    options
}

fn shared(element: &Element) -> NameOptions {
    let number = |name: &str| element.get(name).and_then(|value| value.trim().parse().ok());
    NameOptions {
        and: element.get("and").and_then(attributes::and),
        precedes_last: element
            .get("delimiter-precedes-last")
            .and_then(attributes::precedes),
        precedes_et_al: element
            .get("delimiter-precedes-et-al")
            .and_then(attributes::precedes),
        et_al_min: number("et-al-min"),
        et_al_use_first: number("et-al-use-first"),
        et_al_use_last: element.get("et-al-use-last").map(|value| value == "true"),
        subsequent_min: number("et-al-subsequent-min"),
        subsequent_use_first: number("et-al-subsequent-use-first"),
        initialize: element.get("initialize").map(|value| value != "false"),
        initialize_with: element.get("initialize-with").map(Into::into),
        inverted: element.get("name-as-sort-order").and_then(attributes::inverted),
        sort_separator: element.get("sort-separator").map(Into::into),
        ..NameOptions::default()
    }
}

/// Options over those that they inherit.
pub(super) fn over(own: &NameOptions, outer: &NameOptions) -> NameOptions {
    NameOptions {
        and: own.and.or(outer.and),
        delimiter: own.delimiter.clone().or_else(|| outer.delimiter.clone()),
        precedes_last: own.precedes_last.or(outer.precedes_last),
        precedes_et_al: own.precedes_et_al.or(outer.precedes_et_al),
        et_al_min: own.et_al_min.or(outer.et_al_min),
        et_al_use_first: own.et_al_use_first.or(outer.et_al_use_first),
        et_al_use_last: own.et_al_use_last.or(outer.et_al_use_last),
        subsequent_min: own.subsequent_min.or(outer.subsequent_min),
        subsequent_use_first: own.subsequent_use_first.or(outer.subsequent_use_first),
        form: own.form.or(outer.form),
        initialize: own.initialize.or(outer.initialize),
        initialize_with: own
            .initialize_with
            .clone()
            .or_else(|| outer.initialize_with.clone()),
        inverted: own.inverted.or(outer.inverted),
        sort_separator: own.sort_separator.clone().or_else(|| outer.sort_separator.clone()),
        names_delimiter: own
            .names_delimiter
            .clone()
            .or_else(|| outer.names_delimiter.clone()),
    }
}
