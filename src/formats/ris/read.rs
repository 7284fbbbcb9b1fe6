//! From RIS to entries.

use super::dialect::{self, Dialect};
use super::tables::{FIELDS, KINDS, NAMES, PROCITE, STRANGERS, class, fits};
use crate::diag::Diagnostic;
use crate::diag::catalogue::import::UNKNOWN_TYPE;
use crate::formats::Parsed;
use crate::formats::common::tagged::{self, Line, Record};
use crate::formats::common::{Draft, Keys, names, values};
use crate::model::{EntryKind, Field, Name};
use crate::text::Span;

/// Reads all entries.
pub(super) fn all(text: &str) -> Parsed {
    let (records, mut diagnostics) = tagged::records(text, &super::SYNTAX);
    for record in records.iter().filter(|record| record.first("TY").is_none()) {
        let message = "the record has no type (`TY`); read as a document";
        diagnostics.push(Diagnostic::new(&UNKNOWN_TYPE, message).at(Span::at(record.at)));
    }
    from_records(&records, diagnostics)
}

/// Reads entries whose lines have RIS's tags, wherever they come from.
pub(crate) fn from_records(records: &[Record<'_>], diagnostics: Vec<Diagnostic>) -> Parsed {
    watched(records, diagnostics, |_, _| {})
}

/// [`from_records`] for a reader that looks at what each record became.
pub(crate) fn watched(
    records: &[Record<'_>],
    mut diagnostics: Vec<Diagnostic>,
    mut look: impl FnMut(usize, &Draft),
) -> Parsed {
    let mut keys = Keys::default();
    let entries = records.iter().enumerate().map(|(at, record)| {
        let draft = one(record, &mut diagnostics);
        look(at, &draft);
        draft.finish(&mut keys)
    });
    let entries = entries.collect();
    Parsed { entries, diagnostics, ..Parsed::default() }
}

/// What is known of an entry while its lines are read.
struct Reader<'a> {
    draft: Draft,
    dialect: Dialect,
    class: &'static str,
    record: &'a Record<'a>,
    /// The tag that has the number of a report, patent or law.
    numbered: Option<&'static str>,
    first_page: String,
    last_page: String,
}

fn one(record: &Record<'_>, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let kind = kind(record, diagnostics);
    let mut reader = Reader {
        draft: Draft::new(kind),
        dialect: dialect::of(record),
        class: class(kind),
        record,
        numbered: numbered(record, class(kind)),
        first_page: String::new(),
        last_page: String::new(),
    };
    for line in &record.lines {
        reader.line(line);
    }
    reader.settle();
    reader.draft
}

/// The type of an entry; where it has several, the last.
fn kind(record: &Record<'_>, diagnostics: &mut Vec<Diagnostic>) -> EntryKind {
    let Some(line) = record.lines.iter().rfind(|line| line.tag == "TY") else {
        return EntryKind::DOCUMENT;
    };
    let name = line.value.split_whitespace().next().unwrap_or("").to_ascii_uppercase();
    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == name) {
        if name == "SER" && dialect::of(record) == Dialect::Scopus {
            return part_of_series(record);
        }
        let journal = ["JF", "JO", "JA"].iter().any(|tag| record.first(tag).is_some());
        let vague = *kind == EntryKind::DOCUMENT && name == "GEN" && journal;
        return if vague { EntryKind::ARTICLE_JOURNAL } else { *kind };
    }
    let message = format!("RIS has no type `{}`; read as a document", line.value);
    diagnostics.push(Diagnostic::new(&UNKNOWN_TYPE, message).at(Span::at(line.at)));
    EntryKind::DOCUMENT
}

/// Scopus calls a series what it has papers of: `M3` says what they are.
fn part_of_series(record: &Record<'_>) -> EntryKind {
    match record.first("M3").unwrap_or("").trim() {
        "Conference Paper" => EntryKind::PAPER_CONFERENCE,
        "Article" | "Review" => EntryKind::ARTICLE_JOURNAL,
        "Book" => EntryKind::BOOK,
        _ => EntryKind::CHAPTER,
    }
}

/// Which of the tags of a numbered thing has its number: programs differ, and an entry may
/// have several (EndNote's reference types: “Report Number”, “Patent Number”, “Bill Number”).
fn numbered(record: &Record<'_>, class: &str) -> Option<&'static str> {
    let order: &[&str] = match class {
        "pN" => &["SN", "IS", "M1", "VL"],
        "bN" | "hN" => &["M1", "VL", "IS", "SN"],
        "N" | "R" => &["SN", "M1", "IS"],
        _ => return None,
    };
    let is_number = |tag: &str| record.all(tag).any(|value| is_number(tag, value));
    order.iter().find(|tag| is_number(tag)).copied()
}

/// Whether a value is a number of its kind; `SN` may be an ISBN or ISSN.
pub(super) fn is_number(tag: &str, value: &str) -> bool {
    let serial = || !values::isbns(value).is_empty() || !values::issns(value).is_empty();
    !value.trim().is_empty() && (tag != "SN" || !serial())
}

/// Whether a text has a year in it.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4)
}

impl Reader<'_> {
    fn line(&mut self, line: &Line<'_>) {
        let value = line.one_line();
        if value.is_empty() {
            return;
        }
        if self.dialect == Dialect::ProCite && self.of_procite(line.tag, &value) {
            return;
        }
        if self.numbers(line.tag, &value) || self.of_type(line.tag, &value) {
            return;
        }
        if self.of_dialect(line.tag, &value) {
            return;
        }
        if let Some((_, _, field)) =
            NAMES.iter().find(|(tag, kinds, _)| *tag == line.tag && fits(kinds, self.class))
        {
            return self.names(*field, &value);
        }
        match line.tag {
            "TY" => {
                // Lines without a tag that follow the type.
                let rest = line.value.trim_start().split_once(char::is_whitespace);
                self.note(rest.map_or("", |(_, rest)| rest));
            }
            "PMID" => self.put(line.tag, Field::PMID, &value),
            "PY" | "Y1" | "DA" | "Y2" => self.date(line.tag, &value),
            // PsycINFO's “No Specified” and “No Pagination”, parted at the space.
            "SP" | "EP" if ["No", "Specified", "Pagination"].contains(&value.as_str()) => {}
            "SP" => self.first_page = value,
            "EP" => self.last_page = value,
            "SN" => self.serial(&value),
            "UR" | "LK" => self.address(&value),
            "L1" | "L2" | "L4" => self.link(line.tag, &line.value),
            "KW" => self.keywords(&line.value),
            "N1" | "M2" => self.note(&line.value),
            // EndNote's “Research Notes” are the reader's own.
            "RN" if !self.draft.has(Field::ANNOTE) => {
                self.draft.text(Field::ANNOTE, line.value.trim());
            }
            "RN" => self.note(&line.value),
            "AB" | "N2" => self.put(line.tag, Field::ABSTRACT, &line.value),
            "ID" => self.draft.key = value,
            "LB" if !value.contains(' ') && self.draft.key.is_empty() => {
                self.draft.key = value
            }
            "DO" => {
                if !self.draft.doi_in(&value) {
                    self.draft.stranger("ris", "DO", &value);
                }
            }
            // Tags of the Web of Science, put into RIS as they are.
            "DI" if values::is_doi(&value) => {
                self.draft.doi(&value);
            }
            "BP" if self.record.first("SP").is_none() => self.first_page = value,
            "SO" if fits("J", self.class)
                && ["T2", "JF", "JO", "JA"]
                    .iter()
                    .all(|t| self.record.first(t).is_none()) =>
            {
                self.put("SO", Field::CONTAINER_TITLE, &value);
            }
            "M3" if values::is_doi(&value) => {
                self.draft.doi(&value);
            }
            "M1" => self.number(&value),
            // EndNote's “Access Date” of a web page, “Original Publication” of others.
            "IS" if self.class == "W"
                && has_year(&value)
                && values::date(&value).is_some() =>
            {
                self.draft.date(Field::ACCESSED, &value);
            }
            "OP" if value.len() == 4 && has_year(&value) => {
                self.draft.date(Field::ORIGINAL_DATE, &value);
            }
            "PG" if self.first_page.is_empty() && self.record.first("SP").is_none() => {
                self.first_page = value;
            }
            "PG" => self.draft.stranger("ris", "PG", &value),
            tag => self.field(tag, &value),
        }
    }

    /// Tags that exporters use in ways of their own; whether it was one.
    fn of_dialect(&mut self, tag: &str, value: &str) -> bool {
        match tag {
            "AN" if self.dialect == Dialect::PubMed => self.put(tag, Field::PMID, value),
            "C2" if value.starts_with("PMC") => self.put(tag, Field::PMCID, value),
            "C2" if self.dialect == Dialect::Scopus
                && value.bytes().all(|b| b.is_ascii_digit()) =>
            {
                self.put(tag, Field::PMID, value);
            }
            // “Early access”.
            "C6" if self.dialect == Dialect::WebOfScience && has_year(value) => {
                self.put_date(tag, Field::AVAILABLE_DATE, value);
            }
            "C7" if self.article_numbers() => self.put(tag, Field::EID, value),
            "VL" if self.dialect == Dialect::ProCite && !fits("JPL", self.class) => {
                let field =
                    if fits("N", self.class) { Field::NUMBER } else { Field::EDITION };
                self.put(tag, field, value);
            }
            "IS" if self.dialect == Dialect::ProCite && fits("BVA", self.class) => {
                self.put(tag, Field::VOLUME, value);
            }
            // The source of what stands in a series; elsewhere `C3` is for conferences.
            "C3" if self.dialect == Dialect::Scopus => {
                self.put(tag, Field::CONTAINER_TITLE, value);
            }
            "T2" if self.class == "P" && self.record.first("C3").is_some() => {
                self.put(tag, Field::EVENT_TITLE, value);
            }
            // Two abbreviations of one journal.
            "J9" if self.record.first("JI").is_none() => {
                self.put(tag, Field::CONTAINER_TITLE_SHORT, value);
            }
            "JO" if self.class == "W" => self.put(tag, Field::CONTAINER_TITLE, value),
            "CY" if self.dialect == Dialect::ProCite
                && (fits("L", self.class) || self.draft.kind == EntryKind::BILL) =>
            {
                self.put(tag, Field::CONTAINER_TITLE, value);
            }
            _ => return false,
        }
        true
    }

    /// Sets a field; a second value that differs is kept under its tag.
    fn put(&mut self, tag: &str, field: Field, value: &str) {
        match self.draft.get(field) {
            None => self.draft.text(field, value),
            Some(known) if known == value.trim() => {}
            Some(_) => self.draft.stranger("ris", tag, value),
        }
    }

    fn put_date(&mut self, tag: &str, field: Field, value: &str) {
        match self.draft.has(field) {
            false => self.draft.date(field, value),
            true => self.draft.stranger("ris", tag, value),
        }
    }

    /// Names that ProCite has under other tags; whether it was one.
    fn of_procite(&mut self, tag: &str, value: &str) -> bool {
        let field = match (tag, self.draft.kind) {
            // Its “Assignee”; elsewhere an international author.
            ("A2", EntryKind::PATENT) => {
                self.put(tag, Field::AUTHORITY, value);
                return true;
            }
            ("A1" | "AU", EntryKind::SONG | EntryKind::MUSICAL_SCORE) => Field::COMPOSER,
            ("A2", EntryKind::SONG) => Field::PERFORMER,
            _ => return false,
        };
        self.names(field, value);
        true
    }

    /// The number of a report, patent or law, and the other tags that could have had it.
    fn numbers(&mut self, tag: &str, value: &str) -> bool {
        match (tag, self.class) {
            (tag, _) if self.numbered == Some(tag) && is_number(tag, value) => {
                self.put(tag, Field::NUMBER, value);
            }
            ("IS" | "M1", _) if self.numbered.is_some() => {
                self.draft.stranger("ris", tag, value);
            }
            ("VL", "pN") => self.draft.stranger("ris", tag, value),
            ("VL", _) if self.numbered.is_some() => self.put(tag, Field::VOLUME, value),
            _ => return false,
        }
        true
    }

    /// Tags that mean something else in this type than elsewhere; whether it was one.
    fn of_type(&mut self, tag: &str, value: &str) -> bool {
        let is = |letters: &str| fits(letters, self.class);
        match tag {
            // A true edition, if there is such a thing here.
            "ET" if is("pk") && value.len() < 4 => return false,
            _ if STRANGERS.iter().any(|(known, kinds)| *known == tag && is(kinds)) => {
                self.draft.stranger("ris", tag, value);
            }
            "A2" if is("p") && self.dialect != Dialect::ProCite => {
                let office = value.trim_end_matches(',');
                self.put(tag, Field::AUTHORITY, office);
            }
            // “Issue Date”; the year stands in `PY`.
            "C2" if is("p") && !value.starts_with("PMC") => self.date("DA", value),
            // “Filed Date”.
            "SE" if is("pk") && has_year(value) => {
                self.put_date(tag, Field::SUBMITTED, value);
            }
            // “Epub Date”.
            "ET" if is("J") && has_year(value) => {
                self.put_date(tag, Field::AVAILABLE_DATE, value);
            }
            // EndNote has two places for a conference: where it was, where it was printed.
            "C1" if is("P") && self.dialect == Dialect::Plain => {
                self.put(tag, Field::PUBLISHER_PLACE, value);
            }
            "CY" if is("P")
                && self.dialect == Dialect::Plain
                && self.record.first("C1").is_some() =>
            {
                self.put(tag, Field::EVENT_PLACE, value);
            }
            // “Degree”.
            "VL" if is("T") && !value.contains(|c: char| c.is_ascii_digit()) => {
                if self.record.first("M3").is_some() {
                    self.draft.stranger("ris", tag, value);
                } else {
                    self.put(tag, Field::GENRE, value);
                }
            }
            _ => return false,
        }
        true
    }

    fn article_numbers(&self) -> bool {
        matches!(self.dialect, Dialect::Scopus | Dialect::WebOfScience)
            || fits("J", self.class)
    }

    fn field(&mut self, tag: &str, value: &str) {
        let row = FIELDS
            .iter()
            .find(|(known, kinds, _)| *known == tag && fits(kinds, self.class));
        match row {
            Some((_, _, Field::TITLE)) => self.title(value),
            Some((_, _, field)) if self.draft.has(*field) => {
                if self.draft.get(*field).as_deref() != Some(value) {
                    self.draft.stranger("ris", tag, value);
                }
            }
            Some((_, _, field)) => self.draft.rich(*field, value),
            None => self.draft.stranger("ris", tag, value),
        }
    }

    fn title(&mut self, value: &str) {
        match self.draft.get(Field::TITLE) {
            None => self.draft.rich(Field::TITLE, value),
            Some(before) if before == value => {}
            Some(_) => self.draft.stranger("ris", "T1", value),
        }
    }

    fn names(&mut self, field: Field, value: &str) {
        for name in value.split(';').filter(|name| !name.trim().is_empty()) {
            let name = match self.dialect {
                // EndNote's sign of an institution; not `Smith, J.,`.
                _ if name.trim().strip_suffix(',').is_some_and(|n| !n.contains(',')) => {
                    Name::literal(name.trim().trim_end_matches(','))
                }
                Dialect::Ieee => names::direct(name),
                Dialect::WebOfScience => names::inverted_initials(name),
                _ => names::inverted(name),
            };
            self.draft.name(field, name);
        }
    }

    /// `Y1` is of 2001 and gives way to `DA` and `PY`; `Y2` is when it was read.
    fn date(&mut self, tag: &str, value: &str) {
        // Web of Science has the year by itself: `DA  - MAY 4` and `PY  - 2023`.
        let year = self.record.first("PY").filter(|_| tag == "DA" && !has_year(value));
        let value = year.map_or(value.to_owned(), |year| format!("{value} {year}"));
        let Some(date) = values::date(&value) else { return };
        let field = match tag {
            // The older specification has no date of access; laws have two dates.
            "Y2" if fits("NL", self.class) && self.is_decision() => Field::ISSUED,
            "Y2" if self.dialect == Dialect::ProCite && fits("P", self.class) => {
                Field::EVENT_DATE
            }
            "Y2" => Field::ACCESSED,
            _ => Field::ISSUED,
        };
        let exact = |date: &crate::model::Date| match date {
            crate::model::Date::Literal(_) => 0,
            date => {
                date.start().map_or(1, |p| 2 + u8::from(p.month > 0) + u8::from(p.day > 0))
            }
        };
        let better = match self.draft.get_date(field) {
            None => true,
            Some(known) => {
                let newer = tag == "DA" && !self.record.lines.iter().any(|l| l.tag == "PY");
                newer && exact(&date) > 1 || exact(&date) > exact(&known)
            }
        };
        // What the other date does not say is kept: `Y1  - 1999` beside `PY  - 2001`.
        let year = |date: &crate::model::Date| date.start().map(|parts| parts.year);
        let before = self.draft.get_date(field).filter(|known| year(known) != year(&date));
        match before {
            Some(before) if better => self.draft.stranger("ris", tag, &before.to_string()),
            Some(_) => self.draft.stranger("ris", tag, &value),
            None => {}
        }
        if better {
            self.draft.set_date(field, date);
        }
    }

    /// Whether `Y2` is the date that counts, as ProCite has it, or the only one.
    fn is_decision(&self) -> bool {
        let dated = |line: &Line<'_>| matches!(line.tag, "PY" | "Y1" | "DA");
        self.dialect == Dialect::ProCite || !self.record.lines.iter().any(dated)
    }

    /// ISSN, ISBN, or the number of a report: by form, else by type.
    fn serial(&mut self, value: &str) {
        let (isbns, issns) = (values::isbns(value), values::issns(value));
        if fits("RN", self.class) && isbns.is_empty() && issns.is_empty() {
            return self.put("SN", Field::NUMBER, value);
        }
        for isbn in &isbns {
            self.draft.number(Field::ISBN, isbn);
        }
        for issn in issns.iter().filter(|_| isbns.is_empty()) {
            self.draft.number(Field::ISSN, issn);
        }
        if isbns.is_empty() && issns.is_empty() {
            let journal = fits("J", self.class);
            self.put("SN", if journal { Field::ISSN } else { Field::ISBN }, value);
        }
    }

    fn address(&mut self, value: &str) {
        for address in value.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            if values::is_doi(address) && !self.record.lines.iter().any(|l| l.tag == "DO") {
                self.draft.doi_in(address);
            }
            let known = self.draft.get(Field::URL);
            match known {
                None => self.draft.text(Field::URL, address),
                Some(known) if known == address => {}
                Some(_) => self.draft.stranger("ris", "UR", address),
            }
        }
    }

    fn link(&mut self, tag: &str, value: &str) {
        for link in value.lines().map(str::trim).filter(|link| !link.is_empty()) {
            if tag == "L1" {
                match self.draft.get(Field::FILE) {
                    Some(before) => {
                        self.draft.replace(Field::FILE, &format!("{before};{link}"))
                    }
                    None => self.draft.text(Field::FILE, link),
                }
            } else if tag == "L2" && link.starts_with("http") && !self.draft.has(Field::URL)
            {
                self.draft.text(Field::URL, link);
            } else {
                self.draft.stranger("ris", tag, link);
            }
        }
    }

    fn keywords(&mut self, value: &str) {
        // One keyword a line; several lines without their own tag are several keywords.
        for keyword in value.lines().flat_map(|line| line.split(';')) {
            self.draft.keyword(keyword);
        }
    }

    fn note(&mut self, value: &str) {
        let kept = |line: &str| -> Option<(&'static str, String)> {
            let (tag, value) = line.trim().strip_prefix("ibid.ris:")?.split_once(": ")?;
            let fields =
                FIELDS.iter().map(|row| row.0).chain(NAMES.iter().map(|row| row.0));
            let tag = fields.chain(["IS", "EP", "TY"]).find(|known| *known == tag)?;
            Some((tag, value.to_owned()))
        };
        // Tags of RIS that EndNote's own formats have no place for.
        let (lines, rest): (Vec<_>, Vec<&str>) =
            value.lines().fold((Vec::new(), Vec::new()), |(mut lines, mut rest), line| {
                match kept(line) {
                    Some(line) => lines.push(line),
                    None => rest.push(line),
                }
                (lines, rest)
            });
        for (tag, value) in lines {
            self.line(&Line { tag, value, at: self.record.at });
        }
        let value = &rest.join("\n");
        if self.dialect == Dialect::ProCite
            && let Some((label, text)) = value.split_once(':')
        {
            if let Some((_, field)) =
                PROCITE.iter().find(|(known, _)| *known == label.trim())
            {
                return match field.datatype() {
                    crate::model::Datatype::Names => {
                        self.draft.name(*field, names::inverted(text));
                    }
                    crate::model::Datatype::Date => self.draft.date(*field, text),
                    _ => self.draft.text(*field, text),
                };
            }
            if label.trim() == "Notes" {
                return self.draft.note(text);
            }
        }
        self.draft.note(value);
    }

    fn number(&mut self, value: &str) {
        let journal = fits("J", self.class);
        if journal && (self.draft.has(Field::ISSUE) || value.contains(' ')) {
            return self.draft.note(value);
        }
        match self.class {
            "J" => self.put("M1", Field::ISSUE, value),
            _ => self.field("M1", value),
        }
    }

    /// What only the whole entry can tell.
    fn settle(&mut self) {
        let draft = &mut self.draft;
        let pages = values::pages(&self.first_page, &self.last_page);
        let row =
            FIELDS.iter().find(|(tag, kinds, _)| *tag == "SP" && fits(kinds, self.class));
        let field = match row {
            Some((_, _, field)) if self.last_page.is_empty() && !pages.contains('-') => {
                *field
            }
            _ => Field::PAGE,
        };
        // “146p” counts them; page 146 would be “p. 146”.
        match counted(&pages).filter(|_| self.last_page.is_empty()) {
            Some(count) => draft.text(Field::NUMBER_OF_PAGES, count),
            None => draft.text(field, &pages),
        }
        // “Year Cited” and “Date Cited” of EndNote's electronic sources.
        let kind = self.record.first("TY").unwrap_or("").trim();
        if (self.class == "W" || matches!(kind, "EJOUR" | "EBOOK" | "ECHAP"))
            && !draft.has(Field::ACCESSED)
            && let Some(year) = self.record.first("C1").filter(|year| has_year(year))
        {
            let day = self.record.first("C2").unwrap_or("");
            draft.date(Field::ACCESSED, &format!("{day} {year}"));
        }
        // A whole journal is its own title.
        if draft.kind == EntryKind::PERIODICAL && !draft.has(Field::TITLE) {
            draft.rename(Field::CONTAINER_TITLE, Field::TITLE);
        }
        // A journal that is only known by its abbreviation is known by it.
        if fits("J", self.class)
            && !draft.has(Field::CONTAINER_TITLE)
            && let Some(short) = draft.get(Field::CONTAINER_TITLE_SHORT)
        {
            draft.text(Field::CONTAINER_TITLE, &short);
        }
        // A book has one series: the second title of it is another thing.
        if fits("B", self.class)
            && !draft.names(Field::COLLECTION_EDITOR).is_empty()
            && draft.names(Field::EDITOR).is_empty()
            && !draft.has(Field::COLLECTION_TITLE)
            && draft.names(Field::AUTHOR).is_empty()
        {
            draft.rename_names(Field::COLLECTION_EDITOR, Field::EDITOR);
        }
    }
}

/// How many pages “146p” and “146 pp.” are.
fn counted(pages: &str) -> Option<&str> {
    let number = pages.trim_end_matches('.').trim_end_matches(['p', 'P']).trim_end();
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (digits && pages.ends_with(['p', 'P', '.'])).then_some(number)
}
