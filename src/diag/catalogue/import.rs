//! Rules about what an import found in its source.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[&MALFORMED_JSON, &MISSING_ID, &WRONG_JSON_TYPE];

/// Text that is not JSON.
pub static MALFORMED_JSON: Rule = Rule {
    name: "malformed-json",
    group: Group::Import,
    severity: Severity::Error,
    summary: "the text is not JSON at this place",
    doc: "JSON is read up to the fault; the entries before it are kept. Where one entry \
stands on each line, reading goes on with the next line that opens an object.\n\n\
Source: RFC 8259.",
};

/// An entry of CSL-JSON without `id`.
pub static MISSING_ID: Rule = Rule {
    name: "missing-id",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "an entry of CSL-JSON has no `id`",
    doc: "Without `id` nothing can cite the entry. It is read, and called `entry-` and its \
place in the file.\n\nSource: the CSL data schema, which requires `id` and `type`.",
};

/// A value of another type than the schema gives.
pub static WRONG_JSON_TYPE: Rule = Rule {
    name: "wrong-json-type",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "a member of CSL-JSON has a value of another type than its schema gives",
    doc: "For example a string where a list of names is expected, or an object where text \
is. What can be understood is kept, the rest of the entry is not touched.\n\n\
Source: the CSL data schema 1.0.2.",
};
