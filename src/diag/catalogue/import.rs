//! Rules about what an import found in its source.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[
    &ARCHIVE_TOO_LARGE,
    &EMPTY_RECORD,
    &MALFORMED_ARCHIVE,
    &MALFORMED_JSON,
    &MALFORMED_XML,
    &MALFORMED_YAML,
    &MISSING_ID,
    &MIXED_FORMATS,
    &STRAY_LINE,
    &TRUNCATED_RECORD,
    &UNKNOWN_TYPE,
    &WRONG_JSON_TYPE,
];

/// A zip archive that would unfold to too much.
pub static ARCHIVE_TOO_LARGE: Rule = Rule {
    name: "archive-too-large",
    group: Group::Import,
    severity: Severity::Error,
    summary: "a zip archive would unfold to more than is sensible",
    doc: "Workbooks and Citavi's projects are zip archives. A small one can be made so that it \
unfolds to fill a computer's memory; it is not read.",
};

/// A record that says there is nothing.
pub static EMPTY_RECORD: Rule = Rule {
    name: "empty-record",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "a record of the source has nothing to read",
    doc: "The answer of a server can hold an error where a record was asked for, for example of \
a DOI that nobody registered. The other records are read.",
};

/// A zip archive that cannot be opened.
pub static MALFORMED_ARCHIVE: Rule = Rule {
    name: "malformed-archive",
    group: Group::Import,
    severity: Severity::Error,
    summary: "a zip archive is damaged or cut off",
    doc: "The file begins like a zip archive (a workbook, a Citavi project), but its table of \
contents at the end is missing or wrong. Fetch the file again.",
};

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

/// Text that is not well-formed XML.
pub static MALFORMED_XML: Rule = Rule {
    name: "malformed-xml",
    group: Group::Import,
    severity: Severity::Error,
    summary: "the text is not well-formed XML at this place",
    doc: "What stands before the fault is read, and what follows as far as it can be made \
out. Entities that a file declares itself are never expanded: that is how small files are \
made to fill a computer's memory.\n\nSource: Extensible Markup Language 1.0.",
};

/// Entries of another format in the same file.
pub static MIXED_FORMATS: Rule = Rule {
    name: "mixed-formats",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "a file also has entries of another format, which are not read",
    doc: "Somebody has put exports of several programs into one file. It is read as one of \
their formats; `-f` reads the entries of another.",
};

/// A line that belongs to no entry.
pub static STRAY_LINE: Rule = Rule {
    name: "stray-line",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "a line of a tagged file belongs to no entry",
    doc: "The line stands before the first entry or between two, and has no tag that opens \
one. It is not read.",
};

/// An entry that the end of the file cuts off.
pub static TRUNCATED_RECORD: Rule = Rule {
    name: "truncated-entry",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "the file ends within an entry",
    doc: "The tag that ends an entry is missing at the end of the file, or before the next \
entry. What was there is read; the rest may be lost.",
};

/// A type of entry that the format does not define.
pub static UNKNOWN_TYPE: Rule = Rule {
    name: "unknown-type",
    group: Group::Import,
    severity: Severity::Warning,
    summary: "an entry has no type, or one that its format does not define",
    doc: "The entry is read as a document, its fields by their general meaning.",
};

/// Text that is not YAML.
pub static MALFORMED_YAML: Rule = Rule {
    name: "malformed-yaml",
    group: Group::Import,
    severity: Severity::Error,
    summary: "the text is not YAML at this place",
    doc: "YAML is read as a whole: indentation decides what belongs together, so that nothing \
can be read where it is wrong.\n\nSource: YAML 1.2.2.",
};
