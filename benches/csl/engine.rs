//! The engine by itself: entries read and style compiled before the clock starts.
//!
//! `cargo bench --bench csl_engine [-- COUNT… STYLE… crowd]`; the entries come from
//! `generate.py`. Memory is the peak of a run over what the process held before it.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ibid::csl::sources::Sources;
use ibid::csl::{self, Cite, Cluster, EntryArena, Job, Session, Style};
use ibid::formats::csl_json;
use ibid::model::Entry;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let counts: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![1_000, 10_000] } else { counts };
    let wanted = |style: &&&str| args.iter().any(|arg| arg == **style);
    let mut styles: Vec<&str> = STYLES.iter().filter(wanted).copied().collect();
    if styles.is_empty() {
        styles = STYLES.to_vec();
    }
    println!(
        "{:<26} {:>8} {:>7} {:>10} {:>10} {:>9}",
        "style", "entries", "crowd", "ms", "µs/entry", "KB/entry"
    );
    let crowds =
        if args.iter().any(|arg| arg == "crowd") { &[true][..] } else { &[false, true] };
    for crowd in crowds {
        for count in &counts {
            let entries = entries(*count, *crowd);
            for style in &styles {
                let (took, memory) = best_of(3, style, &entries);
                let each = took.as_secs_f64() * 1e6 / entries.len() as f64;
                let ms = took.as_secs_f64() * 1e3;
                let kb = memory as f64 / entries.len() as f64;
                println!(
                    "{style:<26} {count:>8} {crowd:>7} {ms:>10.1} {each:>10.2} {kb:>9.2}"
                );
            }
        }
    }
    cold_start();
    for style in &styles {
        document(style, 10_000);
    }
}

/// A document of so many clusters, set as a whole; then edits of it, each followed by an
/// update: another cite of a known work, and a work that is new to the document.
fn document(style: &str, count: usize) {
    let sources = Sources::default();
    let xml = sources.style(style).unwrap().xml;
    let style_name = style;
    let style = Style::load(&xml, Some("en-US"), &sources).0.unwrap();
    let entries = entries(count / 4, false);
    let cluster = |at: usize| Cluster {
        id: at.to_string(),
        note_index: if style.is_note() { u32::try_from(at + 1).unwrap() } else { 0 },
        // Works recur, as they do in documents; the last hundred are not cited.
        cites: vec![Cite::of(at * 7919 % (entries.len() - 100))],
        ..Cluster::default()
    };
    let clusters: Vec<Cluster> = (0..count).map(cluster).collect();
    let start = Instant::now();
    let processed =
        csl::process(&style, &Job { clusters: &clusters, ..Job::new(&entries) });
    let batch = start.elapsed();
    assert_eq!(processed.citations.len(), count);

    let arena = EntryArena::new();
    let mut session = Session::new(&style, &arena);
    for entry in &entries {
        session.insert_entry(entry.clone());
    }
    for (at, cluster) in clusters.into_iter().enumerate() {
        session.insert_cluster(at, cluster);
    }
    let start = Instant::now();
    session.update();
    let first = start.elapsed();
    let edits = 20;
    let mut edit = |entry: &dyn Fn(usize) -> usize| {
        let start = Instant::now();
        for at in 0..edits {
            let mut other = cluster(count / 2 + at);
            other.cites = vec![Cite::of(entry(at))];
            session.replace_cluster(count / 2 + at, other);
            session.update();
        }
        start.elapsed().as_secs_f64() * 1e3 / edits as f64
    };
    let known = edit(&|at| at);
    let new = edit(&|at| entries.len() - 1 - at);
    println!(
        "{style_name:<26} {count} clusters: batch {:.0} ms, session {:.0} ms, then an edit {known:.2} ms, a new work {new:.2} ms",
        batch.as_secs_f64() * 1e3,
        first.as_secs_f64() * 1e3,
    );
}

const STYLES: [&str; 4] =
    ["apa", "chicago-author-date", "chicago-notes-bibliography", "ieee"];

/// A figure of this process in KB, as Linux has it.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let figure =
        line.and_then(|rest| rest.trim_matches([':', '\t', ' ']).split(' ').next());
    figure.and_then(|figure| figure.parse().ok()).unwrap_or(0)
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
fn best_of(runs: usize, style: &str, entries: &[Entry]) -> (Duration, u64) {
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
    // Writing 5 there makes the peak start again.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = memory("VmRSS");
    let first = run();
    let peak = memory("VmHWM").saturating_sub(before);
    ((1..runs).map(|_| run()).fold(first, Duration::min), peak)
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
