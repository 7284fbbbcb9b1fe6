//! How the canonical layout may differ, and the table of the names that people give.

use super::encode::Class;
use super::order;

/// All choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What a field begins with.
    pub indent: String,
    /// Where the `=` stands.
    pub align: Align,
    /// How types and field names are spelt.
    pub names: NameCase,
    /// What stands around values.
    pub delimiters: Delimiters,
    /// How numbers are written.
    pub numbers: Numbers,
    /// How months are written.
    pub months: Months,
    /// How long values are broken.
    pub wrap: Wrap,
    /// Whether a comma stands behind the last field.
    pub trailing_comma: bool,
    /// What stands between blocks.
    pub blank_lines: BlankLines,
    /// By what entries are sorted; not at all if it is empty.
    pub sort: Vec<SortKey>,
    /// The fields that come first, in this order; the others keep theirs.
    pub field_order: Vec<String>,
    /// How characters outside ASCII are written in values.
    pub characters: Characters,
    /// Which of them; all if it is empty.
    pub classes: Vec<Class>,
    /// How lines end.
    pub line_ends: LineEnds,
    /// Whether page ranges have the dash that classic styles make of them.
    pub page_dashes: bool,
    /// Fields whose values get braces of their own, so that no style changes their case.
    pub enclose: Vec<String>,
    /// Fields whose values lose such braces.
    pub strip_braces: Vec<String>,
    /// Fields that are left out.
    pub drop: Vec<String>,
    /// Whether fields without a value are left out.
    pub drop_empty: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            indent: "  ".to_owned(),
            align: Align::Column(13),
            names: NameCase::Lower,
            delimiters: Delimiters::Braces,
            numbers: Numbers::Delimited,
            months: Months::Keep,
            wrap: Wrap::Keep,
            trailing_comma: true,
            blank_lines: BlankLines::One,
            sort: Vec::new(),
            field_order: Vec::new(),
            characters: Characters::Keep,
            classes: Vec::new(),
            line_ends: LineEnds::Keep,
            page_dashes: false,
            enclose: Vec::new(),
            strip_braces: Vec::new(),
            drop: Vec::new(),
            drop_empty: false,
        }
    }
}

/// Where the `=` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// One blank behind the name.
    None,
    /// One blank behind the longest name of the entry.
    Entry,
    /// So many characters behind the indentation, at least one behind the name.
    Column(usize),
}

/// How names of types and fields are spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameCase {
    /// `title`
    Lower,
    /// `TITLE`
    Upper,
    /// `Title`
    Title,
    /// As they are.
    Keep,
}

/// What stands around values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiters {
    /// `{…}`
    Braces,
    /// `"…"` where they can hold the value.
    Quotes,
    /// As they are.
    Keep,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// `{1999}`
    Delimited,
    /// `1999`
    Bare,
    /// As they are.
    Keep,
}

/// How months are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// `month = jan`, for `January`, `Jan.` and `1` too.
    Macros,
    /// As they are.
    Keep,
}

/// How long values are broken into lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// As they are.
    Keep,
    /// Not at all; paragraphs stay apart.
    Join,
    /// Before this column, where there is white space.
    At(usize),
}

/// What stands between blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankLines {
    /// One blank line around entries; elsewhere at most one.
    One,
    /// None.
    None,
    /// As many as there are.
    Keep,
}

/// How characters outside ASCII are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// As they are.
    Keep,
    /// `ü` for `{\"u}`.
    Unicode,
    /// `{\"u}` for `ü`.
    Latex,
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnds {
    /// As the first line does.
    Keep,
    /// `\n`
    Lf,
    /// `\r\n`
    Crlf,
}

/// By what entries are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// `key`, `type`, or the name of a field.
    pub name: String,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A row: an option by name.
#[derive(Debug)]
pub struct OptionRow {
    /// Its name: `trailing-comma`.
    pub name: &'static str,
    /// What it may be, for people.
    pub values: &'static str,
    /// Sets it; `false` if it cannot be that.
    pub set: fn(&mut Options, &str) -> bool,
}

/// All options by name.
pub static OPTIONS: &[OptionRow] = &[
    row("indent", "a number of blanks, or tab", |o, text| put(&mut o.indent, indent(text))),
    row("align", "a column, entry, or none", |o, text| put(&mut o.align, align(text))),
    row("names", "lower, upper, title, or keep", |o, text| {
        use NameCase::{Keep, Lower, Title, Upper};
        let known = [("lower", Lower), ("upper", Upper), ("title", Title), ("keep", Keep)];
        put(&mut o.names, among(text, &known))
    }),
    row("delimiters", "braces, quotes, or keep", |o, text| {
        use Delimiters::{Braces, Keep, Quotes};
        let known = [("braces", Braces), ("quotes", Quotes), ("keep", Keep)];
        put(&mut o.delimiters, among(text, &known))
    }),
    row("numbers", "delimited, bare, or keep", |o, text| {
        use Numbers::{Bare, Delimited, Keep};
        let known = [("delimited", Delimited), ("bare", Bare), ("keep", Keep)];
        put(&mut o.numbers, among(text, &known))
    }),
    row("months", "macros or keep", |o, text| {
        put(
            &mut o.months,
            among(text, &[("macros", Months::Macros), ("keep", Months::Keep)]),
        )
    }),
    row("wrap", "a column, join, or keep", |o, text| put(&mut o.wrap, wrap(text))),
    row("trailing-comma", "true or false", |o, text| {
        put(&mut o.trailing_comma, text.parse().ok())
    }),
    row("blank-lines", "one, none, or keep", |o, text| {
        use BlankLines::{Keep, None, One};
        put(
            &mut o.blank_lines,
            among(text, &[("one", One), ("none", None), ("keep", Keep)]),
        )
    }),
    row(
        "sort",
        "key, type, or fields, each with - before it to turn it round",
        |o, text| {
            o.sort = words(text).map(sort_key).collect();
            true
        },
    ),
    row("field-order", "names of fields, or standard", |o, text| {
        o.field_order = order::expand(words(text));
        true
    }),
    row("characters", "unicode, latex, or keep", |o, text| {
        use Characters::{Keep, Latex, Unicode};
        let known = [("unicode", Unicode), ("latex", Latex), ("keep", Keep)];
        put(&mut o.characters, among(text, &known))
    }),
    row(
        "classes",
        "letters, dashes, quotes, spaces, greek, cyrillic, symbols",
        |o, text| put(&mut o.classes, words(text).map(Class::named).collect()),
    ),
    row("line-ends", "lf, crlf, or keep", |o, text| {
        use LineEnds::{Crlf, Keep, Lf};
        put(&mut o.line_ends, among(text, &[("lf", Lf), ("crlf", Crlf), ("keep", Keep)]))
    }),
    row("page-dashes", "true or false", |o, text| {
        put(&mut o.page_dashes, text.parse().ok())
    }),
    row("enclose", "names of fields", |o, text| names(&mut o.enclose, text)),
    row("strip-braces", "names of fields", |o, text| names(&mut o.strip_braces, text)),
    row("drop", "names of fields", |o, text| names(&mut o.drop, text)),
    row("drop-empty", "true or false", |o, text| put(&mut o.drop_empty, text.parse().ok())),
];

const fn row(
    name: &'static str,
    values: &'static str,
    set: fn(&mut Options, &str) -> bool,
) -> OptionRow {
    OptionRow { name, values, set }
}

fn put<T>(place: &mut T, value: Option<T>) -> bool {
    let known = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    known
}

fn names(place: &mut Vec<String>, text: &str) -> bool {
    *place = words(text).map(str::to_lowercase).collect();
    true
}

fn among<T: Copy>(text: &str, known: &[(&str, T)]) -> Option<T> {
    known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty())
}

fn indent(text: &str) -> Option<String> {
    if text == "tab" {
        return Some("\t".to_owned());
    }
    let blanks = text.parse::<usize>().ok().filter(|blanks| *blanks <= 80)?;
    Some(" ".repeat(blanks))
}

fn align(text: &str) -> Option<Align> {
    match text {
        "none" => Some(Align::None),
        "entry" => Some(Align::Entry),
        _ => text.parse().ok().filter(|column| *column <= 200).map(Align::Column),
    }
}

fn wrap(text: &str) -> Option<Wrap> {
    match text {
        "keep" => Some(Wrap::Keep),
        "join" => Some(Wrap::Join),
        _ => text.parse().ok().filter(|column| (20..=1000).contains(column)).map(Wrap::At),
    }
}

fn sort_key(word: &str) -> SortKey {
    let name = word.strip_prefix('-');
    SortKey { name: name.unwrap_or(word).to_lowercase(), descending: name.is_some() }
}
