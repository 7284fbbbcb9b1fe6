//! Every setting that there is: one row each. `docs/settings.md` shows them to people.

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A path, relative to the folder of its `ibid.toml`, or a list of them.
    Paths,
    /// A list of texts.
    List,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// A word or a whole number: a column, or `none`.
    Word,
    /// A table with keys of its own: what is inside belongs to the command that reads it.
    Table,
}

impl Kind {
    /// For messages: “a list of texts”.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Text => "text in quotes",
            Self::Paths => "a path in quotes, or a list of them",
            Self::List => "a list of texts",
            Self::Flag => "true or false",
            Self::Number => "a whole number",
            Self::Word => "a word in quotes, or a whole number",
            Self::Table => "a table",
        }
    }
}

/// A row: a setting.
#[derive(Debug)]
pub(crate) struct Setting {
    /// Its dotted name: `keys.pattern`.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Its value where nobody sets it, as TOML; empty for none.
    pub(crate) default: &'static str,
    /// One sentence for people.
    pub(crate) about: &'static str,
}

const fn row(
    name: &'static str,
    kind: Kind,
    default: &'static str,
    about: &'static str,
) -> Setting {
    Setting { name, kind, default, about }
}

/// All settings, in the order of `ibid config show`.
pub(crate) static SETTINGS: &[Setting] = &[
    row("library", Kind::Paths, "", "the .bib files or folders that are the library"),
    row("inbox", Kind::Text, "\"imported.bib\"", "the file that new entries go to"),
    row(
        "style",
        Kind::Text,
        "\"apa\"",
        "the style of bib and cite where --style is not given",
    ),
    row(
        "locale",
        Kind::Text,
        "",
        "the language of bib and cite where --locale is not given",
    ),
    row(
        "keys.pattern",
        Kind::Text,
        "\"[auth:lower][year][titleword:lower]\"",
        "how new cite keys are made",
    ),
    row("keys.skip-words", Kind::List, "[]", "more words that titleword passes over"),
    row(
        "import.keep-bio",
        Kind::Flag,
        "false",
        "whether an author's biography is kept as a note",
    ),
    row("check.select", Kind::List, "[]", "only these rules or groups are checked"),
    row("check.extend-select", Kind::List, "[]", "rules or groups checked as well"),
    row("check.ignore", Kind::List, "[]", "rules or groups not checked"),
    row("check.severity", Kind::Table, "", "rule = \"error\", \"warning\" or \"info\""),
    row(
        "check.path",
        Kind::Table,
        "",
        "for some files: match, ignore, extend-select, severity, as [[check.path]]",
    ),
    row("check.baseline", Kind::Paths, "", "known findings that are not reported"),
    row("check.max-warnings", Kind::Number, "", "how many warnings check lets pass"),
    row(
        "check.journals",
        Kind::Paths,
        "",
        "lists of journals with their abbreviations, `Name;Abbreviation` a line",
    ),
    row(
        "check.journal-names",
        Kind::Text,
        "\"full\"",
        "which form of a listed journal is wanted: full, abbreviated",
    ),
    row("check.unsafe-fixes", Kind::Flag, "false", "whether --fix makes unsafe fixes too"),
    row("check.output-format", Kind::Text, "", "how check shows findings"),
    row(
        "fmt.sort",
        Kind::List,
        "[]",
        "how entries are sorted: key, type, fields, `-year` to turn one round",
    ),
    row("fmt.field-order", Kind::List, "[]", "the fields that come first, or `standard`"),
    row(
        "fmt.indent",
        Kind::Word,
        "2",
        "what fields begin with: a number of blanks, or `tab`",
    ),
    row("fmt.align", Kind::Word, "13", "the column of `=`, or `entry`, or `none`"),
    row(
        "fmt.names",
        Kind::Text,
        "\"lower\"",
        "how types and field names are spelt: lower, upper, title, keep",
    ),
    row(
        "fmt.delimiters",
        Kind::Text,
        "\"braces\"",
        "what stands around values: braces, quotes, keep",
    ),
    row(
        "fmt.numbers",
        Kind::Text,
        "\"delimited\"",
        "how numbers are written: delimited, bare, keep",
    ),
    row("fmt.months", Kind::Text, "\"keep\"", "how months are written: macros, keep"),
    row(
        "fmt.wrap",
        Kind::Word,
        "\"keep\"",
        "where long values are broken: a column, join, keep",
    ),
    row(
        "fmt.trailing-comma",
        Kind::Flag,
        "true",
        "whether a comma stands behind the last field",
    ),
    row(
        "fmt.blank-lines",
        Kind::Text,
        "\"one\"",
        "what stands between entries: one, none, keep",
    ),
    row(
        "fmt.characters",
        Kind::Text,
        "\"keep\"",
        "how characters outside ASCII are written: unicode, latex, keep",
    ),
    row(
        "fmt.classes",
        Kind::List,
        "[]",
        "which of them: letters, dashes, quotes, spaces, greek, cyrillic, symbols",
    ),
    row("fmt.line-ends", Kind::Text, "\"keep\"", "how lines end: lf, crlf, keep"),
    row("fmt.page-dashes", Kind::Flag, "false", "whether page ranges get two hyphens"),
    row("fmt.enclose", Kind::List, "[]", "fields whose values get braces of their own"),
    row("fmt.strip-braces", Kind::List, "[]", "fields whose values lose such braces"),
    row("fmt.drop", Kind::List, "[]", "fields that are left out"),
    row(
        "fmt.drop-empty",
        Kind::Flag,
        "false",
        "whether fields without a value are left out",
    ),
    row("fmt.encoding", Kind::Text, "\"keep\"", "the encoding that fmt writes: utf8, keep"),
    row(
        "site",
        Kind::Table,
        "",
        "what pages of a site look like (for import), as [[site]]",
    ),
];

/// The row of a name.
pub(crate) fn named(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}
