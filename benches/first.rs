//! The first benches: reading, checking and formatting, and the start of the program.
//!
//! `cargo bench --bench first` prints the best of some runs. Input is generated, the same each
//! time, with what real files have: LaTeX, particles, institutions, months, long titles.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ibid::formats::{ReadOptions, Source, named};

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (small, large) = (bib(1_000), bib(10_000));
    let small_path = folder.path().join("1000.bib");
    let large_path = folder.path().join("10000.bib");
    std::fs::write(&small_path, small).unwrap();
    std::fs::write(&large_path, &large).unwrap();
    let (small_path, large_path) =
        (small_path.to_str().unwrap(), large_path.to_str().unwrap());

    let read = best(10, || {
        let (source, _) = Source::new(None, large.clone().into_bytes());
        let read = named("biblatex").unwrap().read.unwrap();
        assert_eq!(read(&source, &ReadOptions::default()).entries.len(), 10_000);
    });
    let megabytes = large.len() as f64 / 1e6;
    row(
        "read 10,000 entries",
        read,
        &format!("{:.0} MB/s", megabytes / read.as_secs_f64()),
    );

    let start = best(10, || run(&["bib", "--style", "apa", "--library", "library"]));
    row("cold `bib` of the shipped library", start, "whole process");

    let apa = best(3, || run(&["bib", small_path, "--style", "apa"]));
    row("APA bibliography of 1,000", apa, &each(apa, 1_000));

    let check = best(3, || run(&["check", large_path]));
    row("check 10,000 entries", check, &each(check, 10_000));

    let convert = best(3, || run(&["convert", large_path, "-t", "csl-json"]));
    row("10,000 entries to CSL-JSON", convert, &each(convert, 10_000));
}

fn best(times: usize, mut work: impl FnMut()) -> Duration {
    let measured = (0..times).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    measured.min().unwrap()
}

/// Runs the built program to its end; 1 says that there are findings.
fn run(args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let command = command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
    let code = command.status().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{args:?} exited with {code:?}");
}

fn row(name: &str, time: Duration, note: &str) {
    println!("{name:36} {:>9.2} ms   {note}", time.as_secs_f64() * 1e3);
}

fn each(time: Duration, entries: u32) -> String {
    format!("{:.1} µs an entry", time.as_secs_f64() * 1e6 / f64::from(entries))
}

/// A file of so many different entries.
fn bib(entries: usize) -> String {
    let families =
        ["M{\\\"u}ller", "van der Berg", "O'Neill", "Garc{\\'\\i}a", "Smith", "Zhang"];
    let given = ["Anna B.", "Charles", "Dmitri", "Eva-Maria", "F. G."];
    let subjects =
        ["Rivers", "{Kazakhstan}", "the State", "Markets in {Europe}", "Mathematics"];
    let mut text = String::from("@string{jot = {Journal of Things}}\n\n");
    for n in 0..entries {
        let name = |k: usize| {
            let (family, given) = (families[(n + k) % 6], given[(n / 5 + k) % 5]);
            format!("{family}{}, {given}", n / 30 + k)
        };
        let title = format!(
            "{} and {}: A Study of Number {n}",
            subjects[n % 5],
            subjects[n / 7 % 5]
        );
        let people = (0..=n % 4).map(name).collect::<Vec<_>>().join(" and ");
        let year = 1950 + n % 75;
        let rest = match n % 4 {
            0 | 1 => format!(
                "journal = jot,\n  volume = {{{}}},\n  number = {{{}}},\n  pages = {{{n}--{}}},\n  \
                 month = may,\n  doi = {{10.1000/jot.{n}}}",
                n % 90, n % 12 + 1, n + 12
            ),
            2 => "publisher = {Thing {\\&} Sons},\n  address = {London}".to_owned(),
            _ => "booktitle = {Proceedings of Things},\n  publisher = {ACM},\n  pages = {1--9}".to_owned(),
        };
        let kind = ["article", "article", "book", "inproceedings"][n % 4];
        writeln!(
            text,
            "@{kind}{{key{n},\n  author = {{{people}}},\n  title = {{{title}}},\n  year = {year},\n  {rest}\n}}\n"
        )
        .unwrap();
    }
    text
}
