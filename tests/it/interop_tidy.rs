//! bibtex-tidy's own specs: its options as ours, its outputs against ours.
//!
//! Where every option of a case is one of `ibid fmt` the layout must be the same to the byte;
//! everywhere the entries must read the same. What bibtex-tidy refuses is read, with a
//! finding. Dropping authors, turning capitals and merging entries are not what `fmt` does.

use std::collections::BTreeMap;

use ibid::formats::bibtex::Document;
use ibid::formats::bibtex::fmt::{self, OPTIONS, Options};
use ibid::model::DateParts;
use ibid::text::latex;
use ibid::validate::{self, File, Options as Checks, Selection};
use serde_json::Value;

use crate::interop::{Score, json_lines};
use crate::shared;

/// bibtex-tidy's layout where no option says otherwise (its manual, “CLI options”).
const DEFAULTS: &[(&str, &str)] = &[
    ("indent", "2"),
    ("align", "14"),
    ("names", "lower"),
    ("delimiters", "keep"),
    ("numbers", "keep"),
    ("months", "keep"),
    ("wrap", "join"),
    ("trailing-comma", "false"),
    ("blank-lines", "none"),
    ("page-dashes", "true"),
    ("drop-empty", "true"),
];

/// The order of fields where `sortFields` names none (its manual).
const FIELDS: &str = "title,shorttitle,author,year,month,day,journal,booktitle,location,on,\
                      publisher,address,series,volume,number,pages,doi,isbn,issn,url,urldate,\
                      copyright,category,note,metadata";

#[test]
fn bibtex_tidy() {
    let Some(path) = shared::folder("interop/bibtex-tidy") else { return };
    let mut score = Score::new("bibtex-tidy");
    let mut named = BTreeMap::<String, usize>::new();
    for case in json_lines(&path.join("cases.jsonl")) {
        let test = case["test"].as_str().unwrap_or_default();
        let count = named.entry(test.to_owned()).or_default();
        *count += 1;
        let name = format!("{test} {count}");
        let input = case["input"].as_str().or(case["input"][0].as_str()).unwrap_or("");
        let Some(expected) = case["expected"].as_str() else {
            score.check(&format!("{name} (refused)"), "true", &faulty(input).to_string());
            continue;
        };
        let Some(options) = options(&case["options"]) else { continue };
        if score.leaves_out(&name) {
            continue;
        }
        let ours = fmt::format(&Document::parse(input.into()), &options);
        score.check(&format!("{name} (values)"), &values(expected), &values(&ours.text));
        if !score.leaves_out(&format!("{name} (layout)")) {
            let (expected, ours) = (characters(expected), characters(&ours.text));
            score.check(&format!("{name} (layout)"), &expected, &ours);
        }
    }
    score.finish(980);
}

/// A text with its characters as they read: `escape` writes them for TeX in a way of its own.
fn characters(text: &str) -> String {
    latex::to_unicode_source(text).replace("\\@", "@")
}

/// The options as ours; none where one has no like.
fn options(theirs: &Value) -> Option<Options> {
    let mut ours: BTreeMap<&str, String> =
        DEFAULTS.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    for (name, value) in theirs.as_object().into_iter().flatten() {
        let yes = *value != Value::Bool(false);
        let list = |standard: &str| match value.as_array() {
            Some(names) => {
                names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",")
            }
            None if yes => standard.to_owned(),
            None => String::new(),
        };
        let choice = |on: &str, off: &str| if yes { on } else { off }.to_owned();
        let (option, value) = match name.as_str() {
            "months" => ("months", choice("macros", "keep")),
            "align" => {
                ("align", value.as_u64().map_or("none".to_owned(), |n| n.to_string()))
            }
            "blankLines" => ("blank-lines", choice("one", "none")),
            "numeric" => ("numbers", choice("bare", "keep")),
            "space" => ("indent", value.as_u64().unwrap_or(2).to_string()),
            "tab" => ("indent", choice("tab", "2")),
            "lowercase" => ("names", choice("lower", "keep")),
            "omit" => ("drop", list("")),
            "removeEmptyFields" => ("drop-empty", choice("true", "false")),
            "sort" => ("sort", list("key")),
            "sortFields" => ("field-order", list(FIELDS)),
            "trailingCommas" => ("trailing-comma", choice("true", "false")),
            "enclosingBraces" => ("enclose", list("title")),
            "stripEnclosingBraces" => ("strip-braces", choice("title", "")),
            "wrap" => ("wrap", value.as_u64().map_or("join".to_owned(), |n| n.to_string())),
            "curly" => {
                ours.insert("numbers", choice("delimited", "keep"));
                ("delimiters", choice("braces", "keep"))
            }
            "escape" | "encodeUrls" if !yes => continue,
            _ => return None,
        };
        ours.insert(option, value);
    }
    let mut options = Options::default();
    for (name, value) in ours {
        let row = OPTIONS.iter().find(|row| row.name == name).expect("an option of ours");
        assert!((row.set)(&mut options, &value), "{name} = {value}");
    }
    Some(options)
}

/// Whether a reader, or the rule about keys that cannot be cited, finds a fault.
fn faulty(input: &str) -> bool {
    let document = Document::parse(input.into());
    let (entries, facts) = (document.entries(), document.facts());
    let options = Checks {
        key_of: None,
        journals: None,
        selection: &Selection::default(),
        today: DateParts::year(2026),
        elsewhere: &|_| false,
        file_exists: &|_, _| true,
        style: None,
    };
    let found =
        validate::check(&[File { entries: &entries, facts: Some(&facts) }], &options);
    let keys = found.iter().flatten().any(|f| f.rule.name == "malformed-cite-key");
    keys || !document.diagnostics().is_empty()
}

/// What the entries of a text say: keys, fields and values, as they are read.
fn values(text: &str) -> String {
    let mut out = String::new();
    for entry in Document::parse(text.into()).entries() {
        out.push_str(&format!("{} {}\n", entry.kind().name(), entry.key().as_str()));
        let mut fields: Vec<String> = entry
            .fields()
            .map(|(field, _)| {
                let text = entry.text(field).unwrap_or_default();
                let words: Vec<&str> = text.split_whitespace().collect();
                format!("  {}: {}\n", field.name(), words.join(" "))
            })
            .collect();
        fields.sort();
        out.extend(fields);
    }
    out
}
