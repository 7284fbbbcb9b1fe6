//! Rules about documents that cite (`ibid check --cited-in`).

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[&UNCITED_ENTRY, &UNDEFINED_CITATION];

/// A key that is cited, but that no entry has.
pub static UNDEFINED_CITATION: Rule = Rule {
    name: "undefined-citation",
    group: Group::Links,
    severity: Severity::Error,
    summary: "a cite key that no entry has",
    doc: "\
A document cites a key that none of the files checked has. It is printed as `[?]` or left
out. The nearest key is named where one is near.

```tex
\\cite{doe2020}   % the entry is doe2021
```

Source: LaTeX’s warning “Citation … undefined”; biber’s “I didn't find a database entry”.
",
};

/// An entry that no document cites.
pub static UNCITED_ENTRY: Rule = Rule {
    name: "uncited-entry",
    group: Group::Links,
    severity: Severity::Info,
    summary: "an entry that no document cites",
    doc: "\
None of the documents given with `--cited-in` cites the entry. It is not printed, unless
`\\nocite` names it. Entries that a cited one points to count as cited.

Source: texlab’s “unused entry”.
",
};
