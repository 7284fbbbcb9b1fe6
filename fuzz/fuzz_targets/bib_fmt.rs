//! Formatting: twice is once, and the entries are those of before.
#![no_main]

use ibid::formats::bibtex::fmt::{self, OPTIONS, Options};
use libfuzzer_sys::fuzz_target;

mod bib_text;

const LINES: [&[(&str, &str)]; 4] = [
    &[],
    &[("sort", "-year,key"), ("field-order", "standard"), ("align", "entry")],
    &[("wrap", "40"), ("months", "macros"), ("characters", "unicode"), ("blank-lines", "keep")],
    &[
        ("delimiters", "quotes"),
        ("numbers", "bare"),
        ("characters", "latex"),
        ("line-ends", "crlf"),
        ("blank-lines", "none"),
        ("wrap", "join"),
        ("trailing-comma", "false"),
        ("names", "title"),
    ],
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, data)) = data.split_first() else { return };
    let mut options = Options::default();
    for (name, value) in LINES[usize::from(choice % 4)] {
        let row = OPTIONS.iter().find(|row| row.name == *name).unwrap();
        assert!((row.set)(&mut options, value));
    }
    let old = bib_text::read(&bib_text::text(data));
    let formatted = fmt::format(&old, &options);
    let new = bib_text::read(&formatted.text);
    let keys = |document: &ibid::formats::bibtex::Document| {
        let mut keys: Vec<(String, usize)> = (0..document.len())
            .map(|at| (document.key(at).to_owned(), document.fields(at).len()))
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&old), keys(&new));
    assert_eq!(fmt::format(&new, &options).text, formatted.text, "formatted twice");
});
