//! From entries to fresh `.bib` text, for BibLaTeX or for classic BibTeX.
//!
//! What the dialect has no word for is written under its own name, so that reading brings
//! it back; the report says so.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::map::{self, Dialect};
use super::scan::is_balanced;
use super::tables::fields::CLASSIC;
use super::{dates, names};
use crate::diag::Diagnostic;
use crate::diag::catalogue::conversion::{
    CHANGED_KEY, CHANGED_KIND, INEXACT_VALUE, NO_HOME,
};
use crate::formats::{WriteOptions, Written};
use crate::model::identifier::{self, strip_doi_prefix};
use crate::model::number::without_label;
use crate::model::{
    Datatype, Date, Entry, EntryKind, Field, PageRange, Syntax, Value, variable,
};
use crate::text::{latex, markup};

/// Fills names up to where values begin.
const PAD: &str = "            ";

/// Writes entries as BibLaTeX.
pub(super) fn biblatex(entries: &[Entry], options: &WriteOptions) -> Written {
    all(entries, Dialect::Biblatex, options)
}

/// Writes entries for classic styles.
pub(super) fn bibtex(entries: &[Entry], options: &WriteOptions) -> Written {
    all(entries, Dialect::Bibtex, options)
}

fn all(entries: &[Entry], dialect: Dialect, options: &WriteOptions) -> Written {
    let mut out = String::with_capacity(entries.len() * 400);
    let mut diagnostics = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let mut writer = Writer {
            entry,
            index,
            dialect,
            options,
            read: entry.kind(),
            used: FxHashSet::default(),
            diagnostics: &mut diagnostics,
        };
        writer.entry(&mut out);
    }
    Written { bytes: out.into_bytes(), diagnostics }
}

/// The value of a field as it is written between braces, and whether it is a name that
/// stands without them (`month = jan`).
#[must_use]
pub fn value_source(
    entry: &Entry,
    field: Field,
    dialect: Dialect,
    options: &WriteOptions,
) -> Option<String> {
    let value = entry.value(field)?;
    let text = match value {
        Value::Names(names) => names::write(names, dialect),
        Value::Date(date) => date.to_string(),
        Value::Rich(rich) => latex::from_rich(rich),
        Value::Source(..) => text_source(entry, field, dialect)?,
    };
    let verbatim = field.datatype() == Datatype::Verbatim;
    if options.latex_escapes && !verbatim && !text.is_ascii() {
        return Some(latex::to_ascii(&text).into_owned());
    }
    Some(text)
}

fn text_source(entry: &Entry, field: Field, dialect: Dialect) -> Option<String> {
    let (syntax, text) = entry.raw(field)?;
    // BibLaTeX makes the address of a bare DOI (manual, 2.2.2, `doi`).
    let text = match syntax {
        Syntax::Tex => text,
        _ if field == Field::DOI => strip_doi_prefix(text),
        _ => text,
    };
    if field.datatype() == Datatype::Verbatim {
        return Some(if is_balanced(text) {
            text.to_owned()
        } else {
            text.replace(['{', '}'], "")
        });
    }
    Some(match syntax {
        Syntax::Tex if field.datatype() == Datatype::Names => {
            let extended = text.contains('=') && text.contains("family");
            if dialect == Dialect::Bibtex && extended {
                names::write(&entry.names(field)?, dialect)
            } else {
                balanced(text).into_owned()
            }
        }
        Syntax::Tex => balanced(text).into_owned(),
        Syntax::Plain | Syntax::Csl if is_pages(field, text) => paged(text),
        Syntax::Plain => latex::from_plain(text).into_owned(),
        Syntax::Csl => latex::from_rich(&markup::to_rich(text)),
    })
}

fn is_pages(field: Field, text: &str) -> bool {
    field.datatype() == Datatype::PageRange
        && matches!(PageRange::parse(text), PageRange::Pages(_))
}

/// Page ranges with the dash that LaTeX prints.
fn paged(text: &str) -> String {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '‐' | '‑' | '‒' | '−');
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = without_label(text);
    while let Some(at) = rest.find(dash) {
        out.push_str(rest.get(..at).unwrap_or("").trim_end());
        out.push_str("--");
        rest = rest.get(at..).unwrap_or("").trim_start_matches(|c| dash(c) || c == ' ');
    }
    out.push_str(rest);
    latex::from_plain(&out.replace("--", "–")).replace('–', "--")
}

/// LaTeX source whose braces will not end the field too soon.
fn balanced(text: &str) -> Cow<'_, str> {
    if is_balanced(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(latex::from_rich(&latex::to_rich(text)))
    }
}

/// The fields of editorial roles, each with a `…type` beside it.
const EDITORS: [&str; 4] = ["editor", "editora", "editorb", "editorc"];

struct Writer<'w> {
    entry: &'w Entry,
    index: usize,
    dialect: Dialect,
    options: &'w WriteOptions,
    /// The kind that the type is read as: what `number` counts depends on it.
    read: EntryKind,
    /// The names that are written already.
    used: FxHashSet<Cow<'static, str>>,
    diagnostics: &'w mut Vec<Diagnostic>,
}

impl Writer<'_> {
    fn entry(&mut self, out: &mut String) {
        out.push('@');
        let kind = self.kind_name();
        self.read = map::kind_of(&kind);
        out.push_str(&kind);
        out.push('{');
        out.push_str(&self.key());
        out.push_str(",\n");
        if let Some(subtype) = self.subtype(&kind) {
            self.line("entrysubtype".into(), subtype, true, out);
        }
        if self.is_online_preprint() && !self.entry.has(Field::STATUS) {
            self.line("pubstate".into(), "prepublished", true, out);
        }
        let fields: Vec<Field> = self.entry.fields().map(|(field, _)| field).collect();
        for field in fields {
            self.field(field, out);
        }
        out.push_str("}\n");
    }

    /// The type, with what makes a thesis of this or that degree.
    fn kind_name(&mut self) -> String {
        let kind = self.entry.kind();
        let Some(info) = kind.info() else {
            let name: String = kind.name().chars().filter(|c| is_name(*c)).collect();
            return if name.is_empty() { "misc".to_owned() } else { name };
        };
        if self.is_online_preprint() {
            return "online".to_owned();
        }
        let name = match self.dialect {
            Dialect::Biblatex => info.biblatex,
            Dialect::Bibtex if kind == EntryKind::THESIS => {
                let degree =
                    self.entry.text(Field::GENRE).unwrap_or_default().to_lowercase();
                if degree.contains("master") || degree.contains("mathesis") {
                    "mastersthesis"
                } else {
                    "phdthesis"
                }
            }
            Dialect::Bibtex => info.bibtex,
        };
        let read = map::kind_of(name);
        let subtype = self.subtype(name);
        if read.csl() != kind.csl()
            && (subtype.is_none() || self.dialect == Dialect::Bibtex)
        {
            let message = format!(
                "`{kind}` is written as `@{name}`, which is read as `{}`",
                read.csl()
            );
            let at = Diagnostic::new(&CHANGED_KIND, message);
            self.diagnostics.push(at.in_entry(self.index, self.entry.key()));
        }
        name.to_owned()
    }

    /// What tells a kind from others that are written as the same type.
    fn subtype(&self, name: &str) -> Option<&'static str> {
        if self.entry.has(Field::ENTRYSUBTYPE) {
            return None;
        }
        let (kind, read) = (self.entry.kind(), map::kind_of(name));
        match kind {
            EntryKind::ARTICLE_MAGAZINE => Some("magazine"),
            EntryKind::ARTICLE_NEWSPAPER => Some("newspaper"),
            // `@phdthesis` says which degree; this one is of none.
            EntryKind::THESIS if name == "phdthesis" && !self.entry.has(Field::GENRE) => {
                Some("thesis")
            }
            EntryKind::ARTICLE if self.is_online_preprint() => None,
            // In a `.bib` file it would be a part of the other book.
            EntryKind::BOOK
                if variable::kind(self.entry) == kind && variable::is_part(self.entry) =>
            {
                Some("book")
            }
            EntryKind::MANUSCRIPT
                if variable::kind_of_unpublished(self.entry) == EntryKind::SPEECH =>
            {
                Some("manuscript")
            }
            kind if kind.csl() == read.csl() => None,
            // BibLaTeX's own types have no finer name for classic styles.
            kind if self.dialect == Dialect::Bibtex && kind.name() != kind.csl() => None,
            kind => variable::refined(read, kind.csl()).map(EntryKind::csl),
        }
    }

    fn key(&mut self) -> String {
        let key = self.entry.key().as_str();
        let breaks =
            |c: char| c.is_whitespace() || c.is_control() || ",{}()\"#%~\\=".contains(c);
        if !key.contains(breaks) {
            return key.to_owned();
        }
        let written = key.replace(breaks, "_");
        let message =
            format!("cite key `{key}` cannot stand in a .bib file; written as `{written}`");
        let at = Diagnostic::new(&CHANGED_KEY, message);
        self.diagnostics.push(at.in_entry(self.index, self.entry.key()));
        written
    }

    fn report(&mut self, rule: &'static crate::diag::Rule, field: Field, message: String) {
        let at = Diagnostic::new(rule, message);
        self.diagnostics.push(at.in_field(self.index, self.entry.key(), field));
    }

    /// The name of a field; words in the place of a date stand in `year`, which is a literal
    /// (biblatex manual, 2.2.2).
    fn name_of(&self, field: Field) -> Option<Cow<'static, str>> {
        let words = |date: &Date| match date {
            Date::Literal(text) => !text.contains(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        match self.entry.value(field) {
            Some(Value::Date(date)) if field == Field::ISSUED && words(date) => {
                Some("year".into())
            }
            _ => self.name(field),
        }
    }

    /// The number of an article itself, where `number` counts issues: `eid`. Without pages
    /// that would be read as the place of the article, so a field of our own says it again.
    fn own_number(&mut self, out: &mut String) {
        let value = value_source(self.entry, Field::NUMBER, self.dialect, self.options);
        let Some(value) = value else { return };
        let eid = self.entry.has(Field::EID);
        if !eid {
            self.line("eid".into(), value.trim(), true, out);
        }
        if eid || !self.entry.has(Field::PAGE) {
            self.line("csl-number".into(), value.trim(), true, out);
        }
        if self.dialect == Dialect::Bibtex {
            let message = "classic styles do not know `eid`; they pass over it";
            self.report(&NO_HOME, Field::NUMBER, message.to_owned());
        }
    }

    fn field(&mut self, field: Field, out: &mut String) {
        if self.joins(field) {
            return;
        }
        if let Some(Value::Date(date)) = self.entry.value(field)
            && self.dialect == Dialect::Bibtex
            && field == Field::ISSUED
        {
            let parts = dates::classic(date);
            for (name, value, braced) in parts.fields {
                self.line(name.into(), &value, braced, out);
            }
            if let Some(what) = parts.lost {
                let message = format!("classic BibTeX cannot hold {what} of `{field}`");
                self.report(&INEXACT_VALUE, field, message);
            }
            return;
        }
        if field == Field::NUMBER && self.repeats_eprint() {
            return;
        }
        if field == Field::NUMBER && map::number_of(self.read) != field {
            return self.own_number(out);
        }
        if let Some((name, text)) = self.eprint(field) {
            self.line(name.into(), &text, true, out);
            if !self.entry.has(Field::ARCHIVE) && !self.entry.has(Field::EPRINTTYPE) {
                let (name, text) = self.arxiv();
                self.line(name.into(), text, true, out);
            }
            return;
        }
        let Some(mut text) = value_source(self.entry, field, self.dialect, self.options)
        else {
            return;
        };
        if self.dialect == Dialect::Bibtex
            && let Some(subtitle) = subtitle(self.entry, field)
            && let Some(more) =
                value_source(self.entry, subtitle, self.dialect, self.options)
        {
            let closed = text.ends_with([':', '?', '!', '.']);
            text = format!("{text}{}{more}", if closed { " " } else { ": " });
        }
        if let Some(role) = self.editorial_role(field) {
            let slot = EDITORS.into_iter().find(|slot| {
                !self.used.contains(&Cow::Borrowed(*slot)) && !self.taken(slot)
            });
            if let Some(slot) = slot {
                self.line(slot.into(), text.trim(), true, out);
                self.line(format!("{slot}type").into(), role, true, out);
                return;
            }
        }
        let Some(name) = self.name_of(field) else {
            let message = format!("`{field}` is no name that a .bib file can have");
            return self.report(&NO_HOME, field, message);
        };
        if self.dialect == Dialect::Bibtex && !CLASSIC.contains(&name.as_ref()) {
            let message = format!("classic styles do not know `{name}`; they pass over it");
            self.report(&NO_HOME, field, message);
        }
        if field == Field::EVENT_TITLE && name == "booktitle" {
            let message =
                "the conference is written as `booktitle`, which classic styles print";
            self.report(&INEXACT_VALUE, field, message.to_owned());
        }
        let macro_month =
            field == Field::MONTH && super::strings::month(text.trim()).is_some();
        self.line(name, text.trim(), !macro_month, out);
    }

    /// CSL's `archive` with a number or place in it, where it is arXiv: BibLaTeX has fields
    /// of its own for that (manual, 3.14.7).
    fn eprint(&self, field: Field) -> Option<(&'static str, String)> {
        let entry = self.entry;
        if !matches!(field, Field::ARCHIVE | Field::ARCHIVE_LOCATION | Field::NUMBER)
            || entry.has(Field::EPRINT)
        {
            return None;
        }
        let foreign = |field: Field| match entry.value(field)? {
            Value::Source(Syntax::Tex, _) => None,
            _ => entry.text(field),
        };
        let in_arxiv = foreign(Field::ARCHIVE)
            .is_some_and(|name| name.trim().eq_ignore_ascii_case("arxiv"));
        let says_so =
            |text: &str| text.get(..6).is_some_and(|p| p.eq_ignore_ascii_case("arxiv:"));
        let number = |field: Field| {
            let text = foreign(field)?;
            let id = identifier::arxiv_version(&text);
            let id = id.filter(|_| in_arxiv || says_so(text.trim()));
            id.map(str::to_owned)
        };
        let places = [Field::ARCHIVE_LOCATION, Field::NUMBER];
        let (place, id) =
            places.into_iter().find_map(|place| Some((place, number(place)?)))?;
        match field {
            Field::ARCHIVE if in_arxiv => {
                let (name, text) = self.arxiv();
                Some((name, text.to_owned()))
            }
            field if field == place => Some(("eprint", id)),
            _ => None,
        }
    }

    /// Whether the number only says again where the preprint lies.
    fn repeats_eprint(&self) -> bool {
        let text = |field| self.entry.text(field).unwrap_or_default();
        let (number, eprint) = (text(Field::NUMBER), text(Field::EPRINT));
        !eprint.is_empty() && identifier::arxiv(&number) == identifier::arxiv(&eprint)
    }

    fn arxiv(&self) -> (&'static str, &'static str) {
        match self.dialect {
            Dialect::Bibtex => ("archiveprefix", "arXiv"),
            Dialect::Biblatex => ("eprinttype", "arxiv"),
        }
    }

    /// Whether a preprint lies where everybody can read it: `@online` then, with the state
    /// that tells it apart (manual, 2.1.1 and 2.2.2, `pubstate`).
    fn is_online_preprint(&self) -> bool {
        self.dialect == Dialect::Biblatex
            && self.entry.kind() == EntryKind::ARTICLE
            && self.entry.text(Field::STATUS).is_none_or(|s| s.trim() == "prepublished")
            && [Field::URL, Field::DOI, Field::EPRINT]
                .into_iter()
                .any(|field| self.entry.has(field))
    }

    /// What BibLaTeX calls a role that it has no field for (manual, 2.3.6).
    fn editorial_role(&self, field: Field) -> Option<&'static str> {
        let known = matches!(self.entry.value(field), Some(Value::Names(_)))
            && self.dialect == Dialect::Biblatex;
        Some(match field {
            _ if !known => return None,
            Field::COMPILER => "compiler",
            Field::DIRECTOR => "director",
            Field::ORGANIZER => "organizer",
            Field::PRODUCER => "producer",
            Field::PERFORMER => "performer",
            Field::NARRATOR => "narrator",
            Field::ILLUSTRATOR => "illustrator",
            Field::CONTRIBUTOR => "collaborator",
            _ => return None,
        })
    }

    /// Whether the entry itself has a field of this name.
    fn taken(&self, name: &str) -> bool {
        Field::known(name).is_some_and(|field| self.entry.has(field))
    }

    /// Whether classic BibTeX has this subtitle in another field.
    fn joins(&self, field: Field) -> bool {
        self.dialect == Dialect::Bibtex
            && [Field::TITLE, Field::CONTAINER_TITLE]
                .into_iter()
                .any(|title| subtitle(self.entry, title) == Some(field))
    }

    /// The name that a field has here: the dialect's, else its own.
    fn name(&self, field: Field) -> Option<Cow<'static, str>> {
        let kind = self.entry.kind();
        let from_tex =
            matches!(self.entry.value(field), Some(Value::Source(Syntax::Tex, _)));
        // CSL's publisher of a thesis or report is an institution.
        let institution = field == Field::PUBLISHER
            && !from_tex
            && matches!(kind.csl(), "thesis" | "report")
            && !self.entry.has(Field::INSTITUTION);
        let known = if institution { Field::INSTITUTION } else { field };
        let known = if field == Field::ISSUENAME && self.entry.has(Field::ISSUE) {
            Field::ISSUENAME
        } else {
            known
        };
        let first = match known {
            // `number` is a number (manual, 2.2.2); a season or a name is an `issue`.
            Field::ISSUE
                if self.dialect == Dialect::Biblatex
                    && self.entry.text(field).is_some_and(|text| !has_digit(&text)) =>
            {
                "issue"
            }
            // Classic styles print the name of a conference as the title of its book.
            Field::EVENT_TITLE if self.holds_proceedings() => "booktitle",
            known => map::name_of(known, self.read, self.dialect),
        };
        let first = Cow::Borrowed(first);
        let own = Cow::Borrowed(field.name());
        [first, own].into_iter().find(|name| {
            !self.used.contains(name) && !name.is_empty() && name.chars().all(is_name)
        })
    }

    /// Whether the conference is all that says where a paper stands, for classic styles.
    fn holds_proceedings(&self) -> bool {
        self.dialect == Dialect::Bibtex
            && self.entry.kind().csl() == "paper-conference"
            && ![Field::CONTAINER_TITLE, Field::CROSSREF, Field::MAINTITLE]
                .into_iter()
                .any(|field| self.entry.has(field))
    }

    fn line(
        &mut self,
        name: Cow<'static, str>,
        value: &str,
        braced: bool,
        out: &mut String,
    ) {
        if value.is_empty() && braced {
            return;
        }
        out.push_str("  ");
        out.push_str(&name);
        out.push_str(PAD.get(name.len().min(PAD.len())..).unwrap_or(""));
        out.push_str(if braced { " = {" } else { " = " });
        out.push_str(value);
        out.push_str(if braced { "},\n" } else { ",\n" });
        self.used.insert(name);
    }
}

/// The subtitle that classic BibTeX has no field for.
fn subtitle(entry: &Entry, title: Field) -> Option<Field> {
    let subtitles: &[Field] = match title {
        Field::TITLE => &[Field::SUBTITLE],
        Field::CONTAINER_TITLE => &[Field::BOOKSUBTITLE, Field::JOURNALSUBTITLE],
        _ => &[],
    };
    subtitles.iter().copied().find(|field| entry.has(title) && entry.has(*field))
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a character may stand in the name of a type or field.
fn is_name(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"{}(),=\"#%'\\~@".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::bibtex::Document;
    use crate::formats::csl_json;

    fn written(source: &str, dialect: Dialect, latex_escapes: bool) -> String {
        let entries = Document::parse(source.into()).entries();
        let options = WriteOptions { latex_escapes, ..WriteOptions::default() };
        let bytes = all(&entries, dialect, &options).bytes;
        let text = String::from_utf8(bytes).unwrap();
        // Alignment says nothing.
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn to_classic(source: &str, expected: &str) {
        assert_eq!(written(source, Dialect::Bibtex, false), expected);
    }

    fn to_biblatex(source: &str, expected: &str) {
        assert_eq!(written(source, Dialect::Biblatex, false), expected);
    }

    #[test]
    fn biblatex_to_classic() {
        to_classic(
            "@article{a, title={T}, subtitle={S}, journaltitle={J}, date={2001-05-03}, location={P}}",
            "@article{a, title = {T: S}, journal = {J}, year = {2001}, month = may, day = {3}, address = {P}, }",
        );
        to_classic(
            "@thesis{a, type={mathesis}, institution={U}, date={199X}}",
            "@mastersthesis{a, type = {mathesis}, school = {U}, year = {199X}, }",
        );
        to_classic(
            "@online{a, author={family=Humboldt, given=Alexander, prefix=von}, eprinttype={arxiv}}",
            "@misc{a, author = {von Humboldt, Alexander}, archiveprefix = {arxiv}, }",
        );
    }

    #[test]
    fn classic_to_biblatex() {
        to_biblatex(
            "@inproceedings{a, booktitle={P}, year=2001, month=jun # {--} # jul, address={X}, number=3, series={S}}",
            "@inproceedings{a, booktitle = {P}, date = {2001-06/2001-07}, location = {X}, number = {3}, series = {S}, }",
        );
        to_biblatex(
            "@phdthesis{a, school={U}, year={in press}, month={First Quarter}, annote={N}}",
            "@phdthesis{a, institution = {U}, year = {in press}, month = {First Quarter}, annotation = {N}, }",
        );
    }

    #[test]
    fn escapes_on_request() {
        let source = "@book{a, title={Über \\emph{x}}, url={http://x/ü}}";
        assert_eq!(
            written(source, Dialect::Biblatex, true),
            "@book{a, title = {{\\\"U}ber \\emph{x}}, url = {http://x/ü}, }"
        );
    }

    /// Through CSL-JSON and back, all that CSL has is the same.
    #[test]
    fn through_csl_json_and_back() {
        for source in [
            "@article{a, author = {van der Berg, Jr, Jan and {WHO} and others}, title = {The {DNA} of \\emph{x}}, journaltitle = {J}, volume = {3}, number = {4}, pages = {1--20}, date = {2001-05-03}, doi = {10.1/x}, }",
            "@book{a, author = {Doe, Jane}, title = {T}, publisher = {P \\& Q}, location = {L}, edition = {2}, date = {1999/2001}, series = {S}, number = {7}, }",
            "@inproceedings{a, editor = {Roe, R.}, title = {H\\textsubscript{2}O}, booktitle = {B}, eventtitle = {E}, venue = {V}, eventdate = {2001-01-02/2001-01-04}, date = {2001~}, }",
        ] {
            let entries = Document::parse(source.into()).entries();
            let json =
                (csl_json::FORMAT.write.unwrap())(&entries, &WriteOptions::default());
            let json: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
            let (again, faults) = csl_json::from_value(&json);
            assert!(faults.is_empty(), "{faults:?}");
            let bytes = all(&again, Dialect::Biblatex, &WriteOptions::default()).bytes;
            let text = String::from_utf8(bytes).unwrap();
            let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let expected = written(source, Dialect::Biblatex, false);
            assert_eq!(joined.trim(), expected, "{json}");
        }
    }
}
