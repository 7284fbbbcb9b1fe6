//! Rules for authors of styles, which only `ibid style check` asks about.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[
    &DUPLICATE_MACRO,
    &MISSING_PART,
    &UNKNOWN_ATTRIBUTE,
    &UNKNOWN_TYPE,
    &UNUSED_MACRO,
    &WRONG_VARIABLE,
];

/// Two macros of one name.
pub static DUPLICATE_MACRO: Rule = Rule {
    name: "duplicate-macro",
    group: Group::Style,
    severity: Severity::Error,
    summary: "a style defines two macros of the same name",
    doc: "Macros are called by name (CSL 1.0.2, “Macro”); processors differ in which of two \
          they take.",
};

/// Something that CSL requires.
pub static MISSING_PART: Rule = Rule {
    name: "missing-style-part",
    group: Group::Style,
    severity: Severity::Error,
    summary: "a style lacks an element or attribute that CSL requires",
    doc: "CSL 1.0.2 requires `<info>` with title, id and date, `<citation>` with a \
          `<layout>`, and of many elements an attribute that says what they print, as in \
          `<text variable=\"title\"/>`.",
};

/// An attribute that CSL does not know.
pub static UNKNOWN_ATTRIBUTE: Rule = Rule {
    name: "unknown-attribute",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "an element of a style has an attribute that CSL does not define for it",
    doc: "The attribute has no effect. It may be misspelt, belong to another element, or to \
          an extension of CSL such as CSL-M.",
};

/// A type that CSL does not know.
pub static UNKNOWN_TYPE: Rule = Rule {
    name: "unknown-style-type",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "a condition of a style names a type that CSL does not define",
    doc: "CSL 1.0.2, appendix III, lists the types. No entry has another one, so the \
          condition never holds.",
};

/// A macro that nothing uses.
pub static UNUSED_MACRO: Rule = Rule {
    name: "unused-macro",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "a style defines a macro that neither layout nor sort reaches",
    doc: "Nothing calls the macro, or only macros that are never used themselves. It can be \
          removed.",
};

/// A variable in an element of another kind.
pub static WRONG_VARIABLE: Rule = Rule {
    name: "wrong-variable-kind",
    group: Group::Style,
    severity: Severity::Warning,
    summary: "an element of a style prints variables of another kind",
    doc: "`<names>` prints names, `<date>` dates, `<text>` and `<number>` the others \
          (CSL 1.0.2, “Rendering Elements”). A variable of another kind prints nothing.",
};
