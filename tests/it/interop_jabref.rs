//! JabRef's unit tests as data: names, dates, pages, identifiers, LaTeX and key patterns.
//!
//! What JabRef's formatters do to a string in a way of its own (export filters, file links,
//! regular expressions) is no data and not counted.

use std::collections::HashSet;

use ibid::library::keys::{Pattern, assign};
use ibid::model::{
    CiteKey, Date, Entry, EntryKind, Field, Name, PageRange, Value, identifier, name,
};
use ibid::text::{Format, latex, rich::Event};
use serde_json::Value as Json;

use crate::interop::{Score, json_lines};
use crate::interop_jabref_text;
use crate::shared;

#[test]
fn jabref_unit() {
    let Some(folder) = shared::folder("interop/jabref-unit") else { return };
    let mut score = Score::new("jabref-unit");
    for case in json_lines(&folder.join("cases.jsonl")) {
        one(&case, &mut score);
    }
    score.finish(980);
}

/// The class a case stands in, its line, and the name of its test.
fn place(case: &Json) -> (String, String, String) {
    let source = case["source"].as_str().unwrap_or("");
    let file = source.rsplit('/').next().unwrap_or("");
    let class = file.split(".java").next().unwrap_or("").trim_end_matches("Test");
    let test = case["test"].as_str().or(case["call"].as_str()).unwrap_or("");
    (class.to_owned(), file.to_owned(), test.to_owned())
}

/// The values of a row: arguments, then what is expected of them.
fn values(case: &Json) -> Vec<String> {
    if let Some(row) = case["row"].as_str() {
        return row_of(row, case["delimiter"].as_str().unwrap_or(","));
    }
    let text =
        |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut all: Vec<String> = case["args"]
        .as_array()
        .map(|args| args.iter().map(text).collect())
        .unwrap_or_default();
    if case["kind"] == "assertEquals" {
        all.push(text(&case["expected"]));
    }
    all
}

/// JUnit's CSV: single quotes hold separators and spaces, doubled they are themselves.
fn row_of(row: &str, delimiter: &str) -> Vec<String> {
    let delimiter = delimiter.chars().next().unwrap_or(',');
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = row.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\'' if quoted && characters.peek() == Some(&'\'') => {
                characters.next();
                cell.push('\'');
            }
            '\'' if quoted => quoted = false,
            '\'' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            c if c == delimiter && !quoted => cells.push(std::mem::take(&mut cell)),
            c if c.is_whitespace() && !quoted && cell.is_empty() => {}
            c => cell.push(c),
        }
    }
    cells.push(cell.trim_end().to_owned());
    cells
}

/// Whether the row begins with what is expected.
fn expected_first(case: &Json) -> bool {
    case["params"].as_str().is_some_and(|params| {
        let first = params.split(',').next().unwrap_or("").to_lowercase();
        ["expected", "formatted", "expand"].iter().any(|word| first.contains(word))
    })
}

fn one(case: &Json, score: &mut Score) {
    let (class, line, test) = place(case);
    let mut values = values(case);
    if expected_first(case) && !values.is_empty() {
        values.rotate_left(1);
    }
    let Some((expected, args)) = values.split_last() else { return };
    let arg = |at: usize| args.get(at).map_or("", String::as_str);
    let found = match class.as_str() {
        "BracketedPattern" | "CitationKeyGenerator" => match key(&test, args) {
            Some(found) => {
                let want = folded(expected);
                let line = format!("{line} {}", args.join(" "));
                return score.check(&line, &want, &found);
            }
            None => return,
        },
        "LatexToUnicodeFormatter" => {
            let found = characters(&latex::to_rich(arg(0)));
            return score.check(&line, &dotted(expected), &found);
        }
        "HTMLChars" if arg(0).contains('\\') => {
            let found = html(arg(0));
            return score.check(&line, &entities(expected), &entities(&found));
        }
        "UnicodeToLatexFormatter" => {
            // Which of several spellings LaTeX has is a choice; that they mean the same is not.
            let written = latex::to_ascii(arg(0));
            let found = characters(&latex::to_rich(&written));
            return score.check(&line, &characters(&latex::to_rich(expected)), &found);
        }
        "NormalizePagesFormatter" => {
            let found = pages(&latex::to_plain(arg(0)).replace('–', "-"));
            latex::to_plain(&found).replace('–', "--")
        }
        "NormalizeDateFormatter" => Date::parse_loose(arg(0)).to_string(),
        "Date" => {
            let text = arg(0);
            let literal = matches!(Date::parse_loose(text), Date::Literal(_));
            return score.check(&line, "no date", if literal { "no date" } else { text });
        }
        "RisMonth" => month(arg(0)).map_or_else(String::new, |month| format!("{month:02}")),
        "DOICheck" | "DOIStrip" => {
            let bare = identifier::doi(arg(0)).unwrap_or_else(|| arg(0).to_owned());
            let wanted =
                expected.split_once("org/").map_or(expected.as_str(), |(_, doi)| doi);
            return score.check(&line, &wanted.to_lowercase(), &bare.to_lowercase());
        }
        "NormalizeISSN" => {
            let text = arg(0);
            let digits = text.replace('-', "");
            let eight = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
            if eight {
                format!("{}-{}", &digits[..4], &digits[4..])
            } else {
                text.to_owned()
            }
        }
        "FirstPage" => end_of(arg(0), true),
        "LastPage" => end_of(arg(0), false),
        "AuthorList" if test == "parseNameWithSpecialCharacters" => {
            return parts(&line, &values, score);
        }
        "AuthorFirstLastCommas" | "AuthorLastFirst" | "AuthorAndToSemicolonReplacer" => {
            // The layout is JabRef's; the parts of the names are what is compared.
            let found = plain_parts(arg(0));
            let want = plain_parts(&expected.replace("; ", " and "));
            if expected.contains(" and ") && !expected.contains(", ") {
                return score.check(&line, &want, &found);
            }
            return;
        }
        class => {
            interop_jabref_text::one(class, &line, args, expected, score);
            return;
        }
    };
    score.check(&line, expected, &found);
}

/// The key that a marker of a test makes; `None` for tests of other things.
fn key(test: &str, args: &[String]) -> Option<String> {
    let arg = |at: usize| args.get(at).map_or("", String::as_str);
    let (field, pattern, value) = match test {
        // The rows before a test belong to the one named before it.
        "allAuthors" => (Field::AUTHOR, "[authors]", arg(0)),
        "authorsAlpha" => (Field::AUTHOR, "[authorsAlpha]", arg(0)),
        "authorsAlphaLNI" => (Field::AUTHOR, "[authorsAlphaLNI]", arg(0)),
        "oneAuthorPlusInitials" => (Field::AUTHOR, "[authorIni]", arg(0)),
        "authIni1" => (Field::AUTHOR, "[authshort]", arg(0)),
        "authIni2" => (Field::AUTHOR, "[authIni1]", arg(0)),
        "authIni3" => (Field::AUTHOR, "[authIni2]", arg(0)),
        "authIni4" => (Field::AUTHOR, "[authIni3]", arg(0)),
        "authEtAlDotDotEal" => (Field::AUTHOR, "[authIni4]", arg(0)),
        "authAuthEa" => (Field::AUTHOR, "[auth.etal]", arg(0)),
        "authShort" => (Field::AUTHOR, "[auth.auth.ea]", arg(0)),
        "authLast" => (Field::AUTHOR, "[authorLast]", arg(0)),
        "authorFieldMarkers" => (Field::AUTHOR, arg(0), arg(1)),
        "editorFieldMarkers" => (Field::EDITOR, arg(0), arg(1)),
        "expandBracketsCamelTitleModifier" => (Field::TITLE, "[title:camel]", arg(0)),
        "expandBracketsVeryShortTitleModifier" => {
            (Field::TITLE, "[title:veryshorttitle]", arg(0))
        }
        "expandBracketsShortTitleModifier" => (Field::TITLE, "[title:shorttitle]", arg(0)),
        "expandBracketsWithFallback" => (Field::ABSTRACT, arg(0), ""),
        "generateInstitutionKeyTest" => {
            let braced = format!("{{{}}}", arg(0).trim_matches(['{', '}']));
            return made(Field::AUTHOR, "[auth]", &braced);
        }
        "pagePrefix" => (Field::PAGE, "[firstpage]", arg(0)),
        "lastPage" => (Field::PAGE, "[pageprefix]", arg(0)),
        "veryShortTitle" => (Field::PAGE, "[lastpage]", arg(0)),
        "keywordsNKeywordsSeparatedBySpace" | "checkLegalKeyUnwantedCharacters" => {
            (Field::KEYWORD, arg(0), "w1, w2a w2b, w3")
        }
        "checkLegalKeyNoUnwantedCharacters" | "applyModifiers" => {
            (Field::TITLE, "[title:clean]", arg(0))
        }
        _ => return None,
    };
    made(field, pattern, value)
}

fn made(field: Field, pattern: &str, value: &str) -> Option<String> {
    let mut entry = Entry::new(CiteKey::new("x"), EntryKind::MISC);
    if !value.is_empty() {
        entry.set(field, Value::tex(value));
    }
    if field == Field::ABSTRACT {
        entry.set(Field::ISSUED, Value::date(Date::parse("2021")));
        entry.set(Field::EPRINT, Value::plain("2105.02891"));
    }
    // A pattern that cannot be read makes no key.
    let Ok(pattern) = Pattern::parse(pattern, &[]) else { return Some(String::new()) };
    let keys = assign(&[&entry], &pattern, &HashSet::new());
    let key = keys.first().map(ToString::to_string).unwrap_or_default();
    // An entry that says nothing is called after its type.
    Some(if key == "misc" { String::new() } else { folded(&key) })
}

/// JabRef cleans a key after its markers: accents, spaces.
fn folded(text: &str) -> String {
    let marks = |c: &char| !('\u{300}'..='\u{36f}').contains(c) && !c.is_whitespace();
    let normalizer = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
    normalizer.normalize(text).chars().filter(marks).collect()
}

/// Rich text with raised and lowered characters where Unicode has them, as JabRef writes it.
fn characters(rich: &ibid::text::RichText) -> String {
    let mut out = String::new();
    let mut open: Vec<Format> = Vec::new();
    for event in rich.events() {
        match event {
            Event::Open(format) => open.push(format),
            Event::Close(_) => drop(open.pop()),
            Event::Text(text) if open.last() == Some(&Format::Superscript) => {
                out.extend(text.chars().map(|c| shifted(c, SUPERSCRIPTS)));
            }
            Event::Text(text) if open.last() == Some(&Format::Subscript) => {
                out.extend(text.chars().map(|c| shifted(c, SUBSCRIPTS)));
            }
            Event::Text(text) => out.push_str(text),
        }
    }
    dotted(&out)
}

/// `\={\i}` is the letter with the accent (LaTeX's font encodings), with or without dot.
fn dotted(text: &str) -> String {
    let dotted =
        text.replace('\u{a0}', " ").replace("ı\u{304}", "ī").replace("ı\u{308}", "ï");
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&dotted).into_owned()
}

const SUPERSCRIPTS: &str =
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ";
const SUBSCRIPTS: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

fn shifted(c: char, table: &str) -> char {
    let mut pairs = table.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// LaTeX as HTML, by our own writer's tags.
fn html(source: &str) -> String {
    let mut out = String::new();
    let rich = latex::to_rich(source);
    for event in rich.events() {
        let (format, close) = match event {
            Event::Text(text) => {
                out.push_str(text);
                continue;
            }
            Event::Open(format) => (format, ""),
            Event::Close(format) => (format, "/"),
        };
        let tag = match format {
            Format::Italic => "em",
            Format::Bold => "b",
            Format::Underline => "u",
            Format::Code => "tt",
            _ => continue,
        };
        out.push_str(&format!("<{close}{tag}>"));
    }
    out
}

/// HTML's entities as characters, its two tags for slanted text as one.
fn entities(text: &str) -> String {
    let text = text.replace("<i>", "<em>").replace("</i>", "</em>");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').map(|end| at + end);
        let name = end.map_or("", |end| &rest[at + 1..end]);
        match markup5ever::data::NAMED_ENTITIES.get(&format!("{name};")) {
            Some((character, _)) => {
                out.extend(char::from_u32(*character));
                rest = &rest[end.unwrap_or(at) + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    // Braces are JabRef's way to keep what it formats whole.
    out.replace(['{', '}'], "")
}

/// Pages as `.bib` files hold them.
fn pages(text: &str) -> String {
    let mut entry = Entry::new(CiteKey::new("x"), EntryKind::ARTICLE_JOURNAL);
    entry.set(Field::PAGE, Value::plain(text));
    let options = ibid::formats::WriteOptions::default();
    ibid::formats::bibtex::write::value_source(
        &entry,
        Field::PAGE,
        ibid::formats::bibtex::map::Dialect::Biblatex,
        &options,
    )
    .unwrap_or_default()
}

fn month(text: &str) -> Option<u8> {
    ibid::model::date::month_named(text)
}

fn end_of(text: &str, first: bool) -> String {
    let PageRange::Pages(ranges) = PageRange::parse(text) else { return String::new() };
    let range = if first { ranges.first() } else { ranges.last() };
    range.map_or_else(String::new, |(start, end)| match end {
        Some(end) if !first => end.to_string(),
        _ => start.to_string(),
    })
}

/// `input, given, abbreviated given, prefix, family, suffix`.
fn parts(line: &str, values: &[String], score: &mut Score) {
    let value =
        |at: usize| latex::to_plain(values.get(at).map_or("", String::as_str)).into_owned();
    let want = [value(1), value(3), value(4), value(5)].join("|");
    let found = match name::parse_bibtex_name(values.first().map_or("", String::as_str)) {
        Some(Name::Person(person)) => [
            person.given.to_string(),
            person.non_dropping_particle.to_string(),
            person.family.to_string(),
            person.suffix.to_string(),
        ]
        .join("|"),
        other => format!("{other:?}"),
    };
    score.check(line, &want, &found);
}

fn plain_parts(names: &str) -> String {
    name::parse_bibtex(names).iter().map(Name::display).collect::<Vec<_>>().join(" & ")
}
