//! Rules about tables.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[&BROKEN_ROW, &UNKNOWN_COLUMN, &UNMAPPED_COLUMN];

/// A row that is no row.
pub static BROKEN_ROW: Rule = Rule {
    name: "broken-row",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a row of a table that cannot be read",
    doc: "A row of a CSV or TSV table breaks the rules of quoting (RFC 4180) so that it cannot \
be told where its cells end. Nothing after it is read.",
};

/// A column that was asked for and is not known.
pub static UNKNOWN_COLUMN: Rule = Rule {
    name: "unknown-column",
    group: Group::Conversion,
    severity: Severity::Warning,
    summary: "a column was named that does not exist",
    doc: "`--columns` names a field that is not in ibid's vocabulary, or `--map` names a column \
that the table does not have. It is usually misspelt; `docs/csv.md` lists the fields.",
};

/// A column of the table that no field is known for.
pub static UNMAPPED_COLUMN: Rule = Rule {
    name: "unmapped-column",
    group: Group::Conversion,
    severity: Severity::Warning,
    summary: "a column of the table whose header is not known, and which is kept as it is",
    doc: "The header of a column is none of the names that ibid knows for fields, in any of its \
languages, so that its cells are kept in a field of the table's own (`csv:Shelf`).

Say what it holds: `ibid convert refs.csv -t biblatex --map 'Where published=container-title'`.",
};
