//! The engine by itself: entries read and style compiled before the clock starts.
//!
//! `cargo bench --bench csl_engine [-- COUNT…]`; the entries come from `generate.py`.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ibid::csl::sources::Sources;
use ibid::csl::{self, Cite, Cluster, Job, Style};
use ibid::formats::csl_json;
use ibid::model::Entry;

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![1_000, 10_000] } else { counts };
    println!(
        "{:<26} {:>8} {:>7} {:>10} {:>10}",
        "style", "entries", "crowd", "ms", "µs/entry"
    );
    for crowd in [false, true] {
        for count in &counts {
            let entries = entries(*count, crowd);
            for style in
                ["apa", "chicago-author-date", "chicago-notes-bibliography", "ieee"]
            {
                let took = best_of(3, style, &entries);
                let each = took.as_secs_f64() * 1e6 / entries.len() as f64;
                let ms = took.as_secs_f64() * 1e3;
                println!("{style:<26} {count:>8} {crowd:>7} {ms:>10.1} {each:>10.2}");
            }
        }
    }
    cold_start();
}

fn entries(count: usize, crowd: bool) -> Vec<Entry> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/csl/generate.py");
    let mut command = Command::new("python3");
    command.args([script, &count.to_string()]).args(crowd.then_some("--crowd"));
    let output = command.output().expect("python3 runs generate.py");
    let text: Arc<str> = String::from_utf8(output.stdout).unwrap().into();
    csl_json::from_text(&text).entries
}

/// A bibliography of all entries, and a cluster for every tenth of them.
fn best_of(runs: usize, style: &str, entries: &[Entry]) -> Duration {
    let sources = Sources::default();
    let xml = sources.style(style).unwrap().xml;
    let style = Style::load(&xml, Some("en-US"), &sources).0.unwrap();
    let cited = (0..entries.len()).step_by(10).zip(1..);
    let clusters: Vec<Cluster> = cited
        .map(|(entry, note)| Cluster {
            id: note.to_string(),
            note_index: if style.is_note() { note } else { 0 },
            cites: vec![Cite { entry, ..Cite::default() }],
            ..Cluster::default()
        })
        .collect();
    let all: Vec<usize> = (0..entries.len()).collect();
    let job = Job { clusters: &clusters, uncited: &all, ..Job::new(entries) };
    let run = || {
        let start = Instant::now();
        let processed = csl::process(&style, &job);
        let took = start.elapsed();
        assert_eq!(processed.citations.len(), clusters.len());
        took
    };
    (0..runs).map(|_| run()).min().unwrap_or_default()
}

/// Inflating, reading and compiling a style and its locale.
fn cold_start() {
    let sources = Sources::default();
    for style in ["apa", "chicago-author-date", "ieee"] {
        let run = || {
            let start = Instant::now();
            let xml = sources.style(style).unwrap().xml;
            assert!(Style::load(&xml, Some("en-US"), &sources).0.is_some());
            start.elapsed()
        };
        let best = (0..10).map(|_| run()).min().unwrap_or_default();
        println!(
            "{style:<26} compiled with its locale in {:.2} ms",
            best.as_secs_f64() * 1e3
        );
    }
}
