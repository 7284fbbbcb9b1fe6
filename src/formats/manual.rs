//! What each format can say: found by writing probes, so that it is true of the writers as
//! they are, and the words of the formats by their tables. `docs/formats.md` is made of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::Place;
use crate::diag::catalogue::conversion::{
    CHANGED_KIND, INEXACT_VALUE, KEPT_IN_NOTE, NO_HOME,
};
use crate::formats::bibtex::map::{self, Dialect};
use crate::formats::{FORMATS, Format, WriteOptions, common};
use crate::model::{CiteKey, Datatype, Date, Entry, EntryKind, Field, Name, Value};

/// What a writer does with fields and kinds.
#[derive(Debug, Default)]
pub struct Holds {
    /// Fields with a place, in entries of one kind at least.
    pub home: Vec<Field>,
    /// Fields that are kept in a note, and come back from there.
    pub note: Vec<Field>,
    /// Fields that are left out and reported.
    pub none: Vec<Field>,
    /// Kinds that the format tells apart.
    pub kinds: Vec<EntryKind>,
}

/// How far a field got.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    None,
    Note,
    Home,
}

/// The kinds that probes are of: one for each shape of entry.
const SHAPES: &[EntryKind] = &[
    EntryKind::ARTICLE_JOURNAL,
    EntryKind::BOOK,
    EntryKind::CHAPTER,
    EntryKind::PAPER_CONFERENCE,
    EntryKind::THESIS,
    EntryKind::REPORT,
    EntryKind::WEBPAGE,
    EntryKind::DATASET,
    EntryKind::PATENT,
    EntryKind::LEGAL_CASE,
    EntryKind::MOTION_PICTURE,
];

/// What a writable format does with each field and kind of the vocabulary.
#[must_use]
pub fn holds(format: &Format) -> Option<Holds> {
    let write = format.write?;
    let fields: Vec<Field> = Field::all().filter(|field| is_said(*field)).collect();
    let probes: Vec<(Field, Entry)> = fields
        .iter()
        .flat_map(|field| SHAPES.iter().map(|kind| (*field, probe(*field, *kind))))
        .collect();
    let entries: Vec<Entry> = probes.iter().map(|(_, entry)| entry.clone()).collect();
    let mut fates = vec![Fate::Home; probes.len()];
    for finding in write(&entries, &WriteOptions::default()).diagnostics {
        let Place::Entry { index, field: Some(about), .. } = finding.place else {
            continue;
        };
        let fate = match finding.rule.name {
            name if name == NO_HOME.name => Fate::None,
            name if name == KEPT_IN_NOTE.name => Fate::Note,
            name if name == INEXACT_VALUE.name => Fate::Home,
            _ => continue,
        };
        if let Some((field, _)) = probes.get(index)
            && *field == about
            && let Some(known) = fates.get_mut(index)
        {
            *known = (*known).min(fate);
        }
    }
    let mut best: BTreeMap<Field, Fate> = BTreeMap::new();
    for ((field, _), fate) in probes.iter().zip(fates) {
        let known = best.entry(*field).or_insert(Fate::None);
        *known = (*known).max(fate);
    }
    let of =
        |fate| best.iter().filter(move |(_, f)| **f == fate).map(|(f, _)| *f).collect();
    Some(Holds {
        home: of(Fate::Home),
        note: of(Fate::Note),
        none: of(Fate::None),
        kinds: kinds(write),
    })
}

/// Fields of the library's own, and pieces of others, are not asked for.
fn is_said(field: Field) -> bool {
    !field.name().starts_with("x-ibid-")
        && !matches!(field, Field::DAY | Field::MONTH | Field::YEAR | Field::PAGE_FIRST)
}

fn probe(field: Field, kind: EntryKind) -> Entry {
    let mut entry = Entry::new(CiteKey::new("probe"), kind);
    let value = match (field, field.datatype()) {
        (Field::DOI, _) => Value::plain("10.5555/12345678"),
        (Field::URL, _) => Value::plain("https://example.org/"),
        (Field::ISBN, _) => Value::plain("978-3-16-148410-0"),
        (Field::ISSN, _) => Value::plain("1234-5679"),
        (_, Datatype::Names) => Value::names(vec![Name::person("Doe", "Jane")]),
        (_, Datatype::Date) => Value::date(Date::parse("2001-02-03")),
        (_, Datatype::Number) => Value::plain("7"),
        (_, Datatype::PageRange) => Value::plain("12-34"),
        _ => Value::plain("Probe"),
    };
    entry.push(field, value);
    if field != Field::TITLE {
        entry.push(Field::TITLE, Value::plain("Title"));
    }
    entry
}

fn kinds(write: fn(&[Entry], &WriteOptions) -> crate::formats::Written) -> Vec<EntryKind> {
    let all: Vec<EntryKind> = EntryKind::all().collect();
    let entries: Vec<Entry> = all.iter().map(|kind| probe(Field::TITLE, *kind)).collect();
    let mut exact = vec![true; all.len()];
    for finding in write(&entries, &WriteOptions::default()).diagnostics {
        let rules =
            [CHANGED_KIND.name, KEPT_IN_NOTE.name, INEXACT_VALUE.name, NO_HOME.name];
        if let Place::Entry { index, field: None, .. } = finding.place
            && rules.contains(&finding.rule.name)
            && let Some(known) = exact.get_mut(index)
        {
            *known = false;
        }
    }
    all.into_iter().zip(exact).filter(|(_, exact)| *exact).map(|(kind, _)| kind).collect()
}

/// A word of a format, where it holds (empty for everywhere), and what it is to us.
pub type Word = (String, &'static str, &'static str);

/// The words of a format that stand in tables: of fields and people.
#[must_use]
pub fn words(id: &str) -> Vec<Word> {
    let pairs = |rows: &[(&'static str, Field)]| -> Vec<Word> {
        rows.iter().map(|(word, field)| ((*word).to_owned(), "", field.name())).collect()
    };
    let triples = |rows: &[(&'static str, &'static str, Field)]| -> Vec<Word> {
        let of = |kinds: &'static str| if kinds == "*" { "" } else { kinds };
        rows.iter()
            .map(|(word, kinds, field)| ((*word).to_owned(), of(kinds), field.name()))
            .collect()
    };
    let joined = |one: Vec<Word>, two: Vec<Word>| [one, two].concat();
    use super::{
        cff, crossref, endnote, hayagriva, nbib, openurl, refworks, ris, word_xml, wos,
        zotero,
    };
    match id {
        "biblatex" | "biblatexml" => dialect(Dialect::Biblatex),
        "bibtex" => dialect(Dialect::Bibtex),
        "ris" => joined(triples(ris::tables::FIELDS), triples(ris::tables::NAMES)),
        "enw" => endnote::tables::TAGS
            .iter()
            .map(|(tag, ris)| (format!("%{tag}"), "", *ris))
            .collect(),
        "endnote-xml" => endnote::tables::ELEMENTS
            .iter()
            .map(|(path, ris)| (path.join("/"), "", *ris))
            .collect(),
        "nbib" => pairs(nbib::FIELDS),
        "wos" => pairs(wos::FIELDS),
        "refworks" => joined(pairs(refworks::FIELDS), pairs(refworks::NAMES)),
        "word-xml" => triples(word_xml::tables::FIELDS),
        "zotero-json" => joined(
            triples(zotero::tables::FIELDS),
            joined(triples(zotero::tables::DATES), pairs(zotero::tables::CREATORS)),
        ),
        "hayagriva" => pairs(hayagriva::FIELDS),
        "cff" => pairs(cff::FIELDS),
        "crossref-json" => pairs(crossref::MEMBERS),
        "coins" | "context-object" => triples(openurl::tables::FIELDS),
        "mods" | "marc" | "marcxml" => common::tables::RELATORS
            .iter()
            .map(|(code, _, field)| ((*code).to_owned(), "role", field.name()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The fields whose name differs from the vocabulary's, in a book and in an article.
fn dialect(dialect: Dialect) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for field in Field::all().filter(|field| is_said(*field)) {
        for (kind, note) in [(EntryKind::BOOK, ""), (EntryKind::ARTICLE_JOURNAL, "article")]
        {
            let name = map::name_of(field, kind, dialect);
            let known =
                out.iter().any(|(word, _, ours)| word == name && *ours == field.name());
            if name != field.name() && !known && map::field_of(name, kind) == field {
                out.push((name.to_owned(), note, field.name()));
            }
        }
    }
    out
}

/// The page of the manual.
#[must_use]
pub fn page() -> String {
    let mut out = String::from(HEAD);
    out.push_str("\n| format | read | write | what it is |\n|---|---|---|---|\n");
    for format in FORMATS {
        let mark = |able: bool| if able { "yes" } else { "" };
        let (read, write) = (mark(format.read.is_some()), mark(format.write.is_some()));
        let _ = writeln!(out, "| `{}` | {read} | {write} | {} |", format.id, format.about);
    }
    out.push_str(LEGEND);
    for format in FORMATS {
        let words = words(format.id);
        let holds = holds(format);
        if words.is_empty() && holds.is_none() {
            continue;
        }
        let _ = write!(out, "\n## {}\n\n{}.\n", format.id, format.about);
        if let Some(holds) = holds {
            lists(&holds, &mut out);
        }
        if !words.is_empty() {
            table(&words, &mut out);
        }
    }
    out
}

fn lists(holds: &Holds, out: &mut String) {
    let names = |fields: &[Field]| fields.iter().map(|f| f.name()).collect::<Vec<_>>();
    let kinds: Vec<&str> = holds.kinds.iter().map(|kind| kind.name()).collect();
    list("Has a place for", &names(&holds.home), out);
    match (holds.note.is_empty(), holds.none.is_empty()) {
        (true, true) => {}
        (false, true) => out.push_str("\nAll other fields are kept in a note.\n"),
        (true, false) => out.push_str("\nAll other fields are left out, and reported.\n"),
        (false, false) => {
            list("Has no place for", &names(&holds.none), out);
            out.push_str("\nAll other fields are kept in a note.\n");
        }
    }
    list("Tells these types apart", &kinds, out);
}

fn list(what: &str, names: &[&str], out: &mut String) {
    if !names.is_empty() {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let _ = write!(out, "\n**{what}:** {}\n", names.join(" "));
    }
}

fn table(words: &[Word], out: &mut String) {
    out.push_str("\n| word | where | field |\n|---|---|---|\n");
    for (word, place, field) in words {
        let _ = writeln!(out, "| `{word}` | {place} | `{field}` |");
    }
}

const HEAD: &str = "\
# Formats

`ibid formats` prints this table, `ibid formats FORMAT` what one format can say, both also with
`--json`. This page is made from the program's tables and from what its writers do with one
probe for each field; a test keeps it true.

What a file is in is found by its content; the extension only tips the scales between formats
that look alike. `-f FORMAT` overrides that. Where the content is another format's than the name
promises, or nothing in a file reads as the format that was asked for, ibid says so. Names that
others have for a format (`isi`, `medline`, `endnote`, `json`) are understood too.
";

const LEGEND: &str = "
Fields are named as in CSL 1.0.2, else as in BibLaTeX. Classic BibTeX's files hold other fields
under their own names, which its styles pass over. What a format has **no word for** is kept
in its notes, a line each (`ibid.original-date: 1867`), wherever it has notes; ibid reads such
lines back as what they were. `ibid convert --report` names each of them by entry and field
(rules `kept-in-note`, `no-home`, `inexact-value`, `changed-kind`).

In the tables below *where* says in which entries a word means the field: in RIS the letters are
J journals and their articles, B books, C chapters, D dictionaries, P conference papers, T theses,
R reports, N patents, standards, bills, hearings, L laws and cases, V films and broadcasts,
S software and data, A graphics and maps, M letters, W web pages, E edited books, O all others;
EndNote's words are given with the RIS tag that they stand for.
";
