//! All rules over a library, beyond reading it, on one core.
//!
//! `cargo bench --bench check [-- COUNT… | FILE.bib…] [--each]`; `--each` times every rule by
//! itself.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use ibid::formats::Source;
use ibid::formats::bibtex::Document;
use ibid::model::{DateParts, Entry, FileFacts};
use ibid::validate::selection::{Selection, Wishes};
use ibid::validate::{self, File, Options, rules::RULES};

fn main() {
    let args: Vec<String> =
        std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let each = args.iter().any(|arg| arg == "--each");
    let mut texts: Vec<(String, String)> = Vec::new();
    for arg in args.iter().filter(|arg| !arg.starts_with("--")) {
        match arg.parse() {
            Ok(count) => texts.push((arg.clone(), library(count))),
            Err(_) => {
                let bytes = std::fs::read(arg).unwrap();
                let (source, _) = Source::new(None, bytes);
                texts.push((arg.clone(), source.text().to_string()));
            }
        }
    }
    if texts.is_empty() {
        texts.extend([10_000, 100_000].map(|n| (n.to_string(), library(n))));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    println!(
        "{:<40} {:>8} {:>9} {:>9} {:>9}",
        "library", "entries", "findings", "ms", "µs/entry"
    );
    for (name, text) in &texts {
        let document = Document::parse(text.as_str().into());
        let (entries, facts) = (document.entries(), document.facts());
        let (took, found) = pool.install(|| time(&entries, &facts, &[]));
        row(name, entries.len(), found, took);
        if each {
            let mut rows: Vec<_> = RULES
                .iter()
                .map(|check| {
                    let name = check.rule.name;
                    let (took, found) =
                        pool.install(|| time(&entries, &facts, &[name.to_owned()]));
                    (took, found, name)
                })
                .collect();
            rows.sort_by_key(|(took, ..)| std::cmp::Reverse(*took));
            for (took, found, name) in rows.iter().take(25) {
                row(name, entries.len(), *found, *took);
            }
        }
    }
}

fn row(name: &str, entries: usize, found: usize, took: Duration) {
    let each = took.as_secs_f64() * 1e6 / entries.max(1) as f64;
    let ms = took.as_secs_f64() * 1e3;
    println!("{name:<40} {entries:>8} {found:>9} {ms:>9.1} {each:>9.2}");
}

/// The best of three runs, with what was found.
fn time(entries: &[Entry], facts: &FileFacts, rules: &[String]) -> (Duration, usize) {
    let wishes = Wishes { select: rules.to_vec(), ..Wishes::default() };
    let selection = Selection::new(&wishes).unwrap();
    let options = Options {
        key_of: None,
        journals: None,
        selection: &selection,
        today: DateParts::day(2026, 11, 26),
        elsewhere: &|_| true,
        file_exists: &|_, _| true,
        style: None,
    };
    let mut best = Duration::MAX;
    let mut count = 0;
    for _ in 0..3 {
        let start = Instant::now();
        let found = validate::check(&[File { entries, facts: Some(facts) }], &options);
        best = best.min(start.elapsed());
        count = found.iter().map(Vec::len).sum();
    }
    (best, count)
}

/// A library of articles, books and papers, one entry in ten with a fault.
fn library(count: usize) -> String {
    const WORDS: [&str; 16] = [
        "Trade", "Kilns", "Pottery", "Routes", "Coast", "Steppe", "Harbours", "Markets",
        "Crafts", "Glass", "Bronze", "Salt", "Silk", "Rivers", "Bridges", "Letters",
    ];
    let word = |n: usize| WORDS[n % WORDS.len()];
    let mut text = String::with_capacity(count * 500);
    for n in 0..count {
        let (a, b, c) = (word(n), word(n / 16 + 3), word(n / 256 + 7));
        let title = format!("{a} and {{{b}}} of the {c}: Study {n}");
        let pages = if n % 10 == 0 { "187--178" } else { "178--187" };
        let year = 1950 + n % 75;
        let _ = match n % 3 {
            0 => writeln!(
                text,
                "@article{{doe{n},\n  author = {{Doe, Jane and M{{\\\"u}}ller, Jan and Roe{n}, Jim}},\n  title = {{{title}}},\n  journal = {{Journal of {a} Research}},\n  volume = {{{}}},\n  number = {{{}}},\n  pages = {{{pages}}},\n  year = {{{year}}},\n  doi = {{10.1000/{n}}},\n  issn = {{0378-5955}},\n  url = {{https://example.org/{n}}},\n  abstract = {{We describe {a}, {b} and {c} in the light of the finds of the last ten years, with tables, maps and an appendix of {n} letters.}},\n}}\n",
                n % 90,
                n % 12,
            ),
            1 => writeln!(
                text,
                "@book{{roe{n},\n  author = {{Jim Roe{n}}},\n  title = {{{title}}},\n  publisher = {{{b} Press}},\n  address = {{Uppsala}},\n  year = {{{year}}},\n  isbn = {{978-0-306-40615-7}},\n  note = {{With {n} plates}},\n}}\n",
            ),
            _ => writeln!(
                text,
                "@inproceedings{{poe{n},\n  author = {{Poe, Edgar and Doe{n}, J. and others}},\n  title = {{{title}}},\n  booktitle = {{Proceedings of the {a} Days}},\n  editor = {{Stone, Ann}},\n  pages = {{{pages}}},\n  year = {{{year}}},\n  publisher = {{{c} Press}},\n  keywords = {{{a}, {b}}},\n}}\n",
            ),
        };
    }
    text
}
