//! Rules about styles, locales and what they are given.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[
    &EMPTY_CITE,
    &EMPTY_ENTRY,
    &MALFORMED_STYLE,
    &MACRO_RECURSION,
    &NOT_A_STYLE,
    &UNKNOWN_ATTRIBUTE_VALUE,
    &UNKNOWN_ELEMENT,
    &UNKNOWN_LOCALE,
    &UNKNOWN_MACRO,
    &UNKNOWN_TERM,
    &UNKNOWN_VARIABLE,
];

/// A cite without output.
pub static EMPTY_CITE: Rule = Rule {
    name: "cite-prints-nothing",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "the style prints nothing where an entry is cited",
    doc: "The entry has none of the fields that the style prints in citations.",
};

/// An entry without output.
pub static EMPTY_ENTRY: Rule = Rule {
    name: "entry-prints-nothing",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "the style prints nothing for an entry",
    doc: "The entry has none of the fields that the style prints for its type. It is left \
          out of the bibliography.",
};

/// Not well-formed XML.
pub static MALFORMED_STYLE: Rule = Rule {
    name: "malformed-style",
    group: Group::Style,
    severity: Severity::Error,
    summary: "a style or locale is not well-formed XML",
    doc: "The file cannot be read to its end as XML. What stands before the fault is used.",
};

/// Macros in a circle.
pub static MACRO_RECURSION: Rule = Rule {
    name: "macro-recursion",
    group: Group::Style,
    severity: Severity::Error,
    summary: "a macro calls itself, directly or through other macros",
    doc: "The call that closes the circle prints nothing.",
};

/// No CSL.
pub static NOT_A_STYLE: Rule = Rule {
    name: "not-a-style",
    group: Group::Style,
    severity: Severity::Error,
    summary: "the file is no CSL style",
    doc: "A style is an XML file whose outermost element is `<style>` in the namespace \
          `http://purl.org/net/xbiblio/csl`, with a `<citation>` or a link to an \
          independent parent.",
};

/// A value that CSL does not know.
pub static UNKNOWN_ATTRIBUTE_VALUE: Rule = Rule {
    name: "unknown-attribute-value",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "an attribute of a style has a value that CSL does not define",
    doc: "The attribute is read as if it were absent.",
};

/// An element that CSL does not know.
pub static UNKNOWN_ELEMENT: Rule = Rule {
    name: "unknown-element",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "a style has an element that CSL does not define at this place",
    doc: "The element and what is inside it are left out.",
};

/// No such locale.
pub static UNKNOWN_LOCALE: Rule = Rule {
    name: "unknown-locale",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "there is no locale for a language",
    doc: "Another locale of the language is used, or American English.",
};

/// No such macro.
pub static UNKNOWN_MACRO: Rule = Rule {
    name: "unknown-macro",
    group: Group::Style,
    severity: Severity::Error,
    summary: "a style calls a macro that it does not define",
    doc: "The call prints nothing.",
};

/// No such term.
pub static UNKNOWN_TERM: Rule = Rule {
    name: "unknown-term",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "a style uses a term that neither it nor the locale defines",
    doc: "The term prints nothing.",
};

/// No such variable.
pub static UNKNOWN_VARIABLE: Rule = Rule {
    name: "unknown-variable",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "a style asks for a variable that CSL does not define",
    doc: "CSL 1.0.2, appendix IV, lists the variables. An unknown one is always empty \
          unless an entry has a field of that name.",
};
