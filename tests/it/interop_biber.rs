//! biber's own assertions as data: names, dates, inheritance, sets, aliases, recoding, and what
//! it warns of.
//!
//! What biber makes for labels, sorting and uniqueness, what depends on its control file
//! (user maps, a data model of its own), and assertions whose input is not recorded are no
//! data: [`is_data`] says which these are.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ibid::diag::Place;
use ibid::formats::bibtex::{Document, inherit, map};
use ibid::model::date::{DateParts, Endpoint, Unspecified};
use ibid::model::{Date, Entry, EntryKind, Field, Name, name};
use ibid::text::{langtag, latex};
use serde_json::Value as Json;

use crate::interop::{Score, json_lines};
use crate::interop_bbl::Bbl;
use crate::rules::findings;
use crate::shared;

#[test]
fn biber() {
    let Some(folder) = shared::folder("interop/biber") else { return };
    let mut score = Score::new("biber");
    let mut files = Files { folder: folder.join("tdata"), read: BTreeMap::new() };
    for case in json_lines(&folder.join("assertions.jsonl")) {
        let kind = case["kind"].as_str().unwrap_or("");
        let id = id(&case);
        if score.leaves_out(&id) {
            continue;
        }
        match kind {
            "name" => names(&case, &id, &mut files, &mut score),
            "date" => dates(&case, &id, &mut files, &mut score),
            "latex-recode/utils" => recode(&case, &id, &mut score),
            "langtag" => tag(&case, &id, &mut score),
            "crossref" | "xdata" | "set" | "related-entries" | "annotation" => {
                linked(&case, &id, &mut files, &mut score);
            }
            "datamodel" => data_model(&case, &id, &mut files, &mut score),
            "bibtex-aliases" => aliases(&case, &id, &mut files, &mut score),
            _ => {}
        }
    }
    score.finish(980);
}

/// `names.t:999`.
fn id(case: &Json) -> String {
    let source = case["source"].as_str().unwrap_or("");
    source.rsplit('/').next().unwrap_or("").to_owned()
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or("")
}

/// The `.bib` files of the tests, each read once.
struct Files {
    folder: std::path::PathBuf,
    read: BTreeMap<String, Arc<Vec<Entry>>>,
}

impl Files {
    /// The entries of the file that a case stands for, with what they inherit.
    fn of(&mut self, case: &Json) -> Arc<Vec<Entry>> {
        let control = text(&case["bcf"][0]).trim_end_matches(".bcf").to_owned();
        // The files of a test are named in its control file.
        let bcf = std::fs::read_to_string(self.folder.join(format!("{control}.bcf")));
        let bcf = bcf.unwrap_or_default();
        let named = bcf.split("<bcf:datasource").skip(1).filter_map(|rest| {
            let name = rest.split('>').nth(1)?.split('<').next()?;
            name.ends_with(".bib").then(|| name.to_owned())
        });
        let mut named: Vec<String> = named.collect();
        if named.is_empty() {
            named.push(format!("{control}.bib"));
        }
        named.dedup();
        let key = named.join(" ");
        let folder = self.folder.clone();
        self.read.entry(key).or_insert_with(|| Arc::new(read(&folder, &named))).clone()
    }

    fn entry(&mut self, case: &Json) -> Option<Entry> {
        let key = text(&case["entry"]).to_owned();
        let entries = self.of(case);
        entries.iter().find(|entry| entry.key().as_str() == key).cloned()
    }
}

fn read(folder: &Path, names: &[String]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for name in names {
        let Ok(bytes) = std::fs::read(folder.join(name)) else { continue };
        let (source, _) = ibid::formats::Source::new(None, bytes);
        // The set of fields that the test's control file defines.
        let set = "\n% ibid: fieldset[nobtitle] booktitle\n";
        let text = format!("{}{set}", source.text());
        entries.extend(Document::parse(text.into()).entries());
    }
    inherit::resolve(entries).entries
}

/// Whether an assertion speaks of data; the rest needs biber's state or has no input.
fn is_data(case: &Json) -> bool {
    let about = text(&case["desc"]).to_lowercase();
    let state = [
        "visibility",
        "terseinitials",
        "unique primary",
        "labelyear",
        "source =",
        "source is",
        "parsename_x 19",
        "citekeys",
        "mincrossrefs",
        "xref test 7",
        "recursive crossref test 1",
        "recursive crossref test 3",
        "related entry test 3",
        "related entry test 8",
        "related entry test 9",
        "biblatexml",
    ];
    // A file in BibLaTeX's XML is another format.
    let xml = text(&case["entry"]).starts_with("bltx");
    !xml && !state.iter().any(|word| about.contains(word))
}

fn names(case: &Json, id: &str, files: &mut Files, score: &mut Score) {
    if !is_data(case) {
        return;
    }
    let input = text(&case["input"]);
    if input.is_empty() {
        return entry(case, id, files, score);
    }
    let parsed = name::parse_bibtex_name(input);
    if let Some(expected) = case["expected"].as_object() {
        let part = |part: &str| plain(text(&expected[part]["string"]));
        let want = ["family", "given", "prefix", "suffix"].map(part).join("|");
        let found = parsed.as_ref().map(parts).unwrap_or_default();
        return score.check(id, &want, &found);
    }
    let expected = text(&case["expected"]);
    if text(&case["desc"]).starts_with("name_to_bibtex") {
        let mut entry = Entry::new("x".into(), EntryKind::BOOK);
        entry.set(Field::AUTHOR, ibid::model::Value::names(parsed.into_iter().collect()));
        let written = ibid::formats::bibtex::write::value_source(
            &entry,
            Field::AUTHOR,
            map::Dialect::Biblatex,
            &ibid::formats::WriteOptions::default(),
        );
        score.check(id, &plain(expected), &plain(&written.unwrap_or_default()));
    } else if input.contains("useprefix=true") {
        let kept =
            matches!(&parsed, Some(Name::Person(p)) if !p.non_dropping_particle.is_empty());
        score.check(id, expected, if kept { "1" } else { "0" });
    }
}

/// `family|given|prefix|suffix`.
pub(crate) fn parts(name: &Name) -> String {
    match name {
        Name::Person(person) => {
            let prefix =
                format!("{}{}", person.dropping_particle, person.non_dropping_particle);
            format!("{}|{}|{prefix}|{}", person.family, person.given, person.suffix)
        }
        Name::Literal(name) => format!("{name}|||"),
        Name::Others => "others".to_owned(),
    }
}

/// Characters as they are compared: without LaTeX, ties and thin spaces are spaces.
pub(crate) fn plain(source: &str) -> String {
    let source = ["a", "b", "c", "d", "i"].iter().fold(source.to_owned(), |text, end| {
        text.replace(&format!("\\bibnamedelim{end} "), " ")
    });
    let text = latex::to_plain(&source).replace(['\u{a0}', '\u{202f}'], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    dotted(&text)
}

/// Accents on a dotless letter are those on the letter (LaTeX's font encodings).
fn dotted(text: &str) -> String {
    let text =
        ["\u{304}", "\u{306}", "\u{302}"].iter().fold(text.to_owned(), |text, mark| {
            text.replace(&format!("ı{mark}"), &format!("i{mark}"))
                .replace(&format!("ȷ{mark}"), &format!("j{mark}"))
        });
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned()
}

/// An entry as biber writes it, compared in what is data.
fn entry(case: &Json, id: &str, files: &mut Files, score: &mut Score) {
    let Some(bbl) = Bbl::read(text(&case["expected"])) else { return };
    let key = bbl.source_key();
    let entries = files.of(case);
    let Some(entry) = entries.iter().find(|entry| entry.key().as_str() == key) else {
        return score.check(id, "an entry", &format!("no {key}"));
    };
    let faults = bbl.differences(entry);
    score.check(id, "", &faults.join("; "));
}

fn dates(case: &Json, id: &str, files: &mut Files, score: &mut Score) {
    if !is_data(case) {
        return;
    }
    let about = text(&case["desc"]);
    if text(&case["expected"]).contains("\\entry") {
        return entry(case, id, files, score);
    }
    let warnings = match &case["expected"] {
        Json::Array(list) => list.iter().map(text).collect::<Vec<_>>().join("\n"),
        other => text(other).to_owned(),
    };
    if warnings.contains("Invalid format") {
        // biber knows EDTF only; what else we understand as a date is not called EDTF.
        let bad =
            warnings.split("Invalid format '").skip(1).filter_map(|w| w.split('\'').next());
        let edtf: Vec<&str> = bad.filter(|bad| !is_literal(&Date::parse(bad))).collect();
        return score.check(id, "", &edtf.join(" "));
    }
    let Some(entry) = files.entry(case) else { return };
    let issued = entry.date(Field::ISSUED).map(std::borrow::Cow::into_owned);
    let start = issued.as_ref().and_then(Date::start);
    let end = issued.as_ref().and_then(Date::end);
    let expected = latin_digits(text(&case["expected"]));
    let number = |part: Option<i64>| part.map_or_else(String::new, |part| part.to_string());
    let value =
        |part: fn(DateParts) -> i64, date: Option<DateParts>| number(date.map(part));
    let found = match about {
        // The year is `1985a`; the month beside it is still understood.
        _ if about.contains("MONTH hacked") => {
            let month = entry.text(Field::MONTH).unwrap_or_default();
            number(ibid::model::date::month_named(&month).map(i64::from))
        }
        _ if about.contains("DATE overrides YEAR")
            || about.starts_with("Extended years") =>
        {
            value(|date| date.year.into(), start)
        }
        _ if about.contains("range with no end") || about.contains("open-ended") => {
            let open = matches!(issued, Some(Date::Range(_, Endpoint::Open)));
            return score.check(id, "open", if open { "open" } else { "closed" });
        }
        _ if about.starts_with("Open") => {
            let open =
                matches!(issued, Some(Date::Range(Endpoint::Open | Endpoint::Unknown, _)));
            return score.check(id, "open", if open { "open" } else { "closed" });
        }
        _ if warnings.starts_with("Overwriting field") => {
            return score.check(
                id,
                "a date",
                if start.is_some() { "a date" } else { "none" },
            );
        }
        _ if about.contains("undef since") => {
            let field =
                if about.contains("ORIG") { Field::ORIGINAL_DATE } else { Field::ACCESSED };
            let date = entry.date(field);
            let bad = date.is_none_or(|date| is_literal(&Date::parse(&date.to_string())));
            let loose = entry.date(field).is_some_and(|date| !is_literal(&date));
            return score.check(
                id,
                "no EDTF",
                if bad || loose { "no EDTF" } else { "EDTF" },
            );
        }
        "Scripts - 1" => value(|date| date.year.into(), start),
        "Scripts - 2" => value(|date| date.month.into(), start),
        "Scripts - 3" => value(|date| date.day.into(), start),
        "Scripts - 4" => value(|date| date.year.into(), end),
        "Scripts - 5" => value(|date| date.month.into(), end),
        "Scripts - 6" => value(|date| date.day.into(), end),
        _ => return,
    };
    score.check(id, expected.trim_start_matches('0'), &found);
}

fn is_literal(date: &Date) -> bool {
    matches!(date, Date::Literal(_))
}

fn latin_digits(text: &str) -> String {
    let digit = |c: char| match u32::from(c) {
        number @ 0x966..=0x96f => char::from_digit(number - 0x966, 10).unwrap_or(c),
        _ => c,
    };
    text.chars().map(digit).collect()
}

/// The parts of a date as biber names them.
pub(crate) fn date_parts(date: &Date) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    match date {
        Date::Literal(text) => drop(parts.insert("year".to_owned(), text.to_string())),
        Date::Single(date) if date.unspecified != Unspecified::None => {
            let (start, end) = span(*date);
            put(&mut parts, "", start);
            put(&mut parts, "end", end);
        }
        Date::Single(date) => put(&mut parts, "", *date),
        Date::Range(start, end) => {
            for (prefix, end) in [("", start), ("end", end)] {
                match end {
                    Endpoint::Date(date) => put(&mut parts, prefix, *date),
                    _ => drop(parts.insert(format!("{prefix}year"), String::new())),
                }
            }
        }
    }
    parts
}

fn put(parts: &mut BTreeMap<String, String>, prefix: &str, date: DateParts) {
    parts.insert(format!("{prefix}year"), date.year.unsigned_abs().to_string());
    if let Some(season) = date.season() {
        let season = ["spring", "summer", "autumn", "winter"][usize::from(season) - 1];
        parts.insert(format!("{prefix}yeardivision"), season.to_owned());
    } else if date.month > 0 {
        parts.insert(format!("{prefix}month"), date.month.to_string());
    }
    if date.day > 0 {
        parts.insert(format!("{prefix}day"), date.day.to_string());
    }
}

/// The first and last dates that unspecified digits stand for (biblatex manual, 2.3.8).
fn span(date: DateParts) -> (DateParts, DateParts) {
    let year = date.year;
    match date.unspecified {
        Unspecified::Decade => (DateParts::year(year), DateParts::year(year + 9)),
        Unspecified::Century => (DateParts::year(year), DateParts::year(year + 99)),
        Unspecified::Month => (DateParts::month(year, 1), DateParts::month(year, 12)),
        Unspecified::MonthAndDay => {
            (DateParts::day(year, 1, 1), DateParts::day(year, 12, 31))
        }
        _ => {
            let last = ibid::model::date::days_in_month(year, date.month);
            (DateParts::day(year, date.month, 1), DateParts::day(year, date.month, last))
        }
    }
}

fn recode(case: &Json, id: &str, score: &mut Score) {
    let (about, expected) = (text(&case["desc"]), text(&case["expected"]));
    // A Perl string in single quotes writes a backslash twice.
    let input = text(&case["input"]).replace("\\\\", "\\");
    if input.is_empty() {
        return;
    }
    let decodes = about.contains("decode") && !about.contains("encode");
    if decodes || about.contains("reversing recoding test 1") || about.contains("hyphens") {
        let found = latex::to_unicode_source(&input);
        let bare = |text: &str| dotted(&text.replace(['{', '}'], ""));
        score.check(id, &bare(expected), &bare(&found));
    } else if about.contains("encode") || about.contains("recoding test 3") {
        // Which command is written is a choice; that it is ASCII and means the same is not.
        let found = latex::to_ascii(&input);
        if !expected.is_ascii() {
            return score.check(id, &plain(expected), &plain(&found));
        }
        let found = if found.is_ascii() { plain(&found) } else { found.into_owned() };
        score.check(id, &plain(expected), &found);
    }
}

/// The tag is put together from its parts, since biber's input is not recorded.
fn tag(case: &Json, id: &str, score: &mut Score) {
    let Some(parts) = case["expected"].as_object() else { return };
    let one = |name: &str| text(parts.get(name).unwrap_or(&Json::Null)).to_owned();
    let list = |name: &str| -> Vec<String> {
        let all = parts.get(name).and_then(Json::as_array);
        all.map(|all| all.iter().map(|part| text(part).to_owned()).collect())
            .unwrap_or_default()
    };
    let mut tag = vec![one("language")];
    tag.extend(list("extlang"));
    tag.extend([one("script"), one("region")]);
    tag.extend(list("variant"));
    for extension in list("extension") {
        tag.extend(["u".to_owned(), extension]);
    }
    for private in list("privateuse") {
        tag.extend(["x".to_owned(), private]);
    }
    tag.retain(|part| !part.is_empty());
    let tag = tag.join("-");
    let Some(read) = langtag::LanguageTag::parse(&tag) else {
        return score.check(id, &tag, "no tag");
    };
    let want = (
        one("language"),
        list("extlang"),
        one("script"),
        one("region"),
        list("variant"),
        list("extension"),
        list("privateuse"),
    );
    let found = (
        read.language.to_owned(),
        owned(read.extlang),
        read.script.unwrap_or("").to_owned(),
        read.region.unwrap_or("").to_owned(),
        owned(read.variants),
        owned(read.extensions.iter().map(|(_, part)| *part).collect()),
        owned(read.private),
    );
    score.check(id, &format!("{want:?}"), &format!("{found:?}"));
}

fn owned(parts: Vec<&str>) -> Vec<String> {
    parts.into_iter().map(str::to_owned).collect()
}

fn linked(case: &Json, id: &str, files: &mut Files, score: &mut Score) {
    if !is_data(case) {
        return;
    }
    if text(&case["expected"]).contains("\\entry") {
        return entry(case, id, files, score);
    }
    if case["expected"].is_array() {
        return data_model(case, id, files, score);
    }
    if text(&case["desc"]).to_lowercase().contains("cyclic") {
        let control = text(&case["bcf"][0]).replace(".bcf", ".bib");
        let source =
            std::fs::read_to_string(files.folder.join(control)).unwrap_or_default();
        let view = inherit::resolve(Document::parse(source.as_str().into()).entries());
        let said = if view.diagnostics.is_empty() { "silence" } else { "a finding" };
        score.check(id, "a finding", said);
    }
}

/// Which of our rules says what biber warns of. What its control file demands of types of its
/// own (mandatory fields, constraints, fields that are no fields) is no data.
const WARNINGS: &[(&str, &[&str])] = &[
    ("Invalid entry type", &["unknown-entry-type"]),
    ("Invalid value of field 'month'", &["malformed-month"]),
    ("Overwriting field 'year'", &["year-differs-from-date", "year-beside-date"]),
    ("Invalid value of field 'gender'", &["unknown-gender"]),
    ("Invalid ISBN", &["malformed-isbn", "isbn-check-digit"]),
    ("Invalid ISSN", &["malformed-issn", "issn-check-digit"]),
    ("that contains no source field", &["unresolved-xdata"]),
    ("this field does not exist", &["unresolved-xdata"]),
    ("this position does not exist", &["unresolved-xdata"]),
];

fn data_model(case: &Json, id: &str, files: &mut Files, score: &mut Score) {
    let warnings = case["expected"].as_array().into_iter().flatten().map(text);
    let control = text(&case["bcf"][0]).replace(".bcf", ".bib");
    let source = std::fs::read_to_string(files.folder.join(control)).unwrap_or_default();
    let key = text(&case["entry"]);
    for warning in warnings {
        let row = WARNINGS.iter().find(|(words, _)| warning.contains(words));
        let Some((words, rules)) = row else { continue };
        let found = rules.iter().flat_map(|rule| findings(&source, rule));
        let found = found.into_iter().any(|found| {
            matches!(&found.place, Place::Entry { key: of, .. } if of.as_str() == key)
        });
        score.check(id, words, if found { words } else { "" });
    }
}

fn aliases(case: &Json, id: &str, files: &mut Files, score: &mut Score) {
    let (key, about) = (text(&case["entry"]), text(&case["desc"]));
    // The other entries are changed by maps of biber's configuration.
    if !matches!(key, "alias1" | "alias2") {
        return;
    }
    let Some(entry) = files.entry(case) else { return };
    match about {
        // `@phdthesis` is `@thesis` of a type (biblatex manual, 2.1.2).
        "Alias - 1" => score.check(id, text(&case["expected"]), entry.kind().csl()),
        "Alias - 2" => {
            let genre =
                ibid::model::variable::text(&entry, Field::GENRE).unwrap_or_default();
            score.check(id, "PhD thesis", &genre);
        }
        "Alias - 3" => {
            let place = entry.text(Field::PUBLISHER_PLACE).unwrap_or_default().into_owned();
            score.check(id, text(&case["expected"][0]), &place);
        }
        "Alias - 5" => {
            let known = entry.kind().is_known();
            score.check(id, "unknown", if known { "known" } else { "unknown" });
        }
        _ => {}
    }
}
