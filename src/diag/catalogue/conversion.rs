//! Rules about what a format could not hold or had to change.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] =
    &[&CHANGED_KEY, &CHANGED_KIND, &INEXACT_VALUE, &KEPT_IN_NOTE, &NO_HOME, &NOT_READ];

/// A value that the format cannot hold exactly.
pub static INEXACT_VALUE: Rule = Rule {
    name: "inexact-value",
    group: Group::Conversion,
    severity: Severity::Info,
    summary: "the format can hold the value, but not all that it says",
    doc: "For example a date with digits left open (`199X`): classic BibTeX and CSL-JSON have \
no way to say so. The nearest value is written.",
};

/// A field that the format has no place for.
pub static NO_HOME: Rule = Rule {
    name: "no-home",
    group: Group::Conversion,
    severity: Severity::Info,
    summary: "the format has no place for the field, which was not written",
    doc: "Formats differ in what they can say. What the target cannot hold is left out of the \
written file, and named in the report of `ibid convert --report`. The source keeps it.",
};

/// A part of the source that no field of ours holds.
pub static NOT_READ: Rule = Rule {
    name: "not-read",
    group: Group::Conversion,
    severity: Severity::Info,
    summary: "a part of the source that ibid has no field for",
    doc: "Databases say more than a bibliography needs: the references of a work, the \
institutions of its authors, its funders. Such parts are not read; each is named once for a \
source, with the number of works that have it.",
};

/// A field that the format has no place for, kept in its notes.
pub static KEPT_IN_NOTE: Rule = Rule {
    name: "kept-in-note",
    group: Group::Conversion,
    severity: Severity::Info,
    summary: "the format has no place for the field, which is kept in a note",
    doc: "What the target has no field for is written into its notes, a line each: \
`ibid.original-date: 1867`. Other programs show the line as a note; ibid reads it back as the \
field it was.",
};

/// Links that lead back to where they come from.
pub static INHERITANCE_CYCLE: Rule = Rule {
    name: "inheritance-cycle",
    group: Group::Links,
    severity: Severity::Error,
    summary: "an entry inherits from itself through `crossref`, `xdata` or `entryset`",
    doc: "Following the links leads back to the entry, so nobody can say which of them gives \
and which takes. The link that closes the circle is not followed.\n\n\
Source: biblatex manual, 2.4.1.",
};

/// A cite key that the format cannot hold.
pub static CHANGED_KEY: Rule = Rule {
    name: "changed-cite-key",
    group: Group::Conversion,
    severity: Severity::Warning,
    summary: "the cite key has characters that the format cannot hold",
    doc: "Spaces, commas, braces and the like end a cite key in a .bib file. They are written \
as `_`; documents that cite the entry must follow.",
};

/// A kind of work that the format does not tell apart.
pub static CHANGED_KIND: Rule = Rule {
    name: "changed-kind",
    group: Group::Conversion,
    severity: Severity::Info,
    summary: "the format does not tell this kind of work from others",
    doc: "CSL, BibLaTeX and classic BibTeX know different kinds of works. The nearest one is \
written: a radio broadcast becomes `@misc` in classic BibTeX.",
};
