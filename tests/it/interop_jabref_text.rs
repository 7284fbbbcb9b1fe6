//! The rest of JabRef's unit tests that are about data: what its formatters do to a text, as
//! far as ibid has the same (rules with fixes, `fmt`, reading and writing of LaTeX, keys).
//!
//! “Means the same” is asked of formatters that write a text in another way: both read alike.
//!
//! Not asked, by cause: layouts of names and dates of its export filters (`Authors*`,
//! `PersonName*`, `NameFormatter`, `BstNameFormatter`, `DateFormatter`, `Ordinal`, `*NatBib`,
//! `*OrgSci`, `Minify*`, `RTFChars`, cases of letters), which are a style's work here; its comparison of two
//! versions of a field (`*PlausibilityComparator`, `StringSimilarity`); its own file names,
//! regular expressions, tables of abbreviations and classifications, addresses and messages
//! (`FileNameCleaner`, `Regex*`, `Abbreviation`, `ConvertMSCCodes`, `Journal*`,
//! `Localization*`, `Wrap*`, `Replace`, `IfPlural`, `Default`); rows whose expectation was
//! not extracted (`TitleChecker`, `BibDatabase*`: they stand on a database made before).

use ibid::formats::bibtex::Document;
use ibid::formats::bibtex::fmt::{self, OPTIONS, Options};
use ibid::model::{CiteKey, Entry, EntryKind, Field, Name, Value, name};
use ibid::text::{fold, latex};

use crate::interop::Score;
use crate::rules::{findings, mended};

/// Compares a row of a class; false if the class is none of these.
pub(crate) fn one(
    class: &str,
    line: &str,
    args: &[String],
    expected: &str,
    score: &mut Score,
) -> bool {
    let input = args.first().map_or("", String::as_str);
    // What has an odd brace cannot be a value.
    if input.matches('{').count() != input.matches('}').count() {
        return true;
    }
    let (wanted, found) = match class {
        // Writes a text in another way.
        "RemoveTilde"
        | "LatexCleanupFormatter"
        | "ProtectTermsFormatter"
        | "UnprotectTermsFormatter"
        | "AddBracesFormatter"
        | "OrdinalsToSuperscriptFormatter" => (words(expected), words(input)),
        "EscapeDollarSignFormatter"
        | "EscapeAmpersandsFormatter"
        | "EscapeUnderscoresFormatter" => {
            (expected.to_owned(), latex::from_rich(&latex::to_rich(input)))
        }
        "RemoveNewlinesFormatter"
        | "RemoveRedundantSpacesFormatter"
        | "ReplaceTabsBySpaceFormater" => {
            (expected.to_owned(), latex::to_plain(input).into_owned())
        }
        "RemoveEnclosingBracesFormatter"
        | "RemoveWordEnclosingAndOuterEnclosingBracesFormatter" => {
            (expected.to_owned(), without_braces(input))
        }
        "HtmlToLatexFormatter" | "HtmlToUnicodeFormatter" => {
            let found = fixed("title", input, &["html-entity", "html-tag"]);
            (words(expected), words(&found))
        }
        "NormalizeNamesFormatter" => {
            let rules = [
                "semicolon-between-names",
                "commas-between-names",
                "initials-as-family-name",
            ];
            (people(expected), people(&fixed("author", input, &rules)))
        }
        "ReplaceUnicodeLigaturesFormatter" | "NormalizeUnicodeFormatter" => {
            (fold(expected).into_owned(), fold(input).into_owned())
        }
        "ShortMonthFormatter" | "NormalizeMonthFormatter" => {
            (expected.to_owned(), month(input))
        }
        "NoBibTexFieldChecker" => {
            let name = expected.to_lowercase();
            // In a file of classic BibTeX.
            let classic = "@misc{a, year = 2001}\n".repeat(5);
            let bib = format!("{classic}@article{{x, {name} = {{y}}}}");
            let found = findings(&bib, "biblatex-only-field");
            ("1".to_owned(), found.len().to_string())
        }
        "BibEntry" => match args {
            [author, title, year] => (expected.to_owned(), cited(author, title, year)),
            _ => return true,
        },
        _ => return false,
    };
    score.check(line, &wanted, &found);
    true
}

/// What a LaTeX text reads, without ties and runs of spaces.
fn words(source: &str) -> String {
    let plain = latex::to_plain(source).replace('\u{a0}', " ");
    let plain = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&plain);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn people(names: &str) -> String {
    let parts = |name: &Name| match name {
        // Stops and spaces of initials are the style's.
        Name::Person(person) => {
            let given = person.given.to_string().replace(['.', ' ', '-'], "");
            format!("{}|{given}", name.family())
        }
        name => name.display(),
    };
    name::parse_bibtex(names).iter().map(parts).collect::<Vec<_>>().join(" & ")
}

fn without_braces(input: &str) -> String {
    let bib = format!("@misc{{x, title = {{{input}}}}}");
    let mut options = Options::default();
    let row = OPTIONS.iter().find(|row| row.name == "strip-braces").expect("an option");
    assert!((row.set)(&mut options, "title"));
    value(&fmt::format(&Document::parse(bib.as_str().into()), &options).text)
}

fn month(input: &str) -> String {
    let bib = format!("@misc{{x, month = {{{input}}}}}");
    let mut options = Options::default();
    let row = OPTIONS.iter().find(|row| row.name == "months").expect("an option");
    assert!((row.set)(&mut options, "macros"));
    value(&fmt::format(&Document::parse(bib.as_str().into()), &options).text)
}

/// The value of the only field of the only entry, as it is written.
fn value(bib: &str) -> String {
    let document = Document::parse(bib.into());
    let node = document.fields(0).first().expect("a field");
    node.inner(bib).of(bib).to_owned()
}

/// A value after the fixes of some rules.
fn fixed(field: &str, input: &str, rules: &[&str]) -> String {
    let mut bib = format!("@misc{{x, {field} = {{{input}}}}}");
    for rule in rules {
        bib = mended(&bib, rule);
    }
    value(&bib)
}

/// `Doe: "Some Title" (2023)`.
fn cited(author: &str, title: &str, year: &str) -> String {
    let mut entry = Entry::new(CiteKey::new("x"), EntryKind::MISC);
    for (field, text) in [(Field::AUTHOR, author), (Field::TITLE, title)] {
        entry.set(field, Value::tex(text));
    }
    let families: Vec<String> =
        name::parse_bibtex(author).iter().map(Name::family).collect();
    let said = |text: String| if text.is_empty() { "N/A".to_owned() } else { text };
    let title = entry.text(Field::TITLE).unwrap_or_default().into_owned();
    format!("{}: \"{}\" ({})", families.join(" and "), said(title), said(year.to_owned()))
}
