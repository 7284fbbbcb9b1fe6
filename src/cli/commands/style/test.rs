//! `ibid style test`: fixtures run through the processor, what differs shown as a diff.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::fixture::Fixture;
use crate::cli::processor::Processor;
use crate::cli::{Context, Error, Outcome};

/// How one fixture went.
struct Run {
    name: String,
    verdict: Verdict,
}

enum Verdict {
    Passed,
    Failed { expected: String, got: String },
    Unreadable(String),
}

pub(super) fn run(
    context: &mut Context,
    paths: &[PathBuf],
    skip: Option<&Path>,
    names_only: bool,
) -> Result<Outcome, Error> {
    let skipped = skip.map(skipped).transpose()?.unwrap_or_default();
    let files = fixtures(paths)?;
    let files = files.into_iter().filter(|path| !skipped.contains(&stem(path)));
    let mut processor = Processor::new();
    let mut results = Vec::new();
    for path in files {
        results.push(Run { name: stem(&path), verdict: verdict(&mut processor, &path)? });
    }
    let passed = results.iter().filter(|r| matches!(r.verdict, Verdict::Passed)).count();
    let total = results.len();
    if context.json() {
        let rows: Vec<Value> = results.iter().map(as_json).collect();
        context.out.json(&json!({"passed": passed, "total": total, "fixtures": rows}))?;
    } else {
        for result in &results {
            let text = if names_only {
                short(result)
            } else {
                long(result, context.out.color_answers)
            };
            context.out.answer(&text)?;
        }
        if !names_only {
            context.out.line(&format!("{passed} of {total} pass"))?;
        }
    }
    if total == 0 {
        return Err(Error::new("there are no fixtures")
            .next("a fixture is a .txt file with sections like `>>===== CSL =====>>`"));
    }
    Ok(Outcome::findings(passed < total))
}

fn verdict(processor: &mut Processor, path: &Path) -> Result<Verdict, Error> {
    let bytes = fs::read(path).map_err(|error| Error::read(path, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let fixture = match Fixture::read(&text.replace("\r\n", "\n")) {
        Ok(fixture) => fixture,
        Err(fault) => return Ok(Verdict::Unreadable(fault)),
    };
    let answer = processor.answer_json(&fixture.request.to_string());
    let (expected, got) = (fixture.expected(), fixture.got(&answer));
    Ok(if expected == got { Verdict::Passed } else { Verdict::Failed { expected, got } })
}

/// The `.txt` files of folders, and the files named, in order.
fn fixtures(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|error| Error::read(path, &error))?;
        let inside = entries.flatten().map(|entry| entry.path());
        let mut inside: Vec<PathBuf> = inside
            .filter(|path| path.extension().is_some_and(|end| end == "txt"))
            .collect();
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}

fn skipped(path: &Path) -> Result<HashSet<String>, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::read(path, &error))?;
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let names = lines.filter_map(|line| line.split_whitespace().next());
    Ok(names.map(|name| name.trim_end_matches(".txt").to_owned()).collect())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn as_json(result: &Run) -> Value {
    let name = &result.name;
    match &result.verdict {
        Verdict::Passed => json!({"name": name, "result": "pass"}),
        Verdict::Failed { expected, got } => {
            json!({"name": name, "result": "fail", "expected": expected, "got": got})
        }
        Verdict::Unreadable(fault) => {
            json!({"name": name, "result": "unreadable", "fault": fault})
        }
    }
}

fn short(result: &Run) -> String {
    match result.verdict {
        Verdict::Passed => String::new(),
        _ => format!("{}\n", result.name),
    }
}

/// The name and, of a failed fixture, the lines that differ.
fn long(result: &Run, color: bool) -> String {
    let paint = |code: &str, text: &str| {
        if color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let name = &result.name;
    match &result.verdict {
        Verdict::Passed => String::new(),
        Verdict::Unreadable(fault) => {
            format!("{} {name}: {fault}\n", paint("31", "unreadable"))
        }
        Verdict::Failed { expected, got } => {
            let mut text = format!("{} {name}\n", paint("31", "fail"));
            for change in
                TextDiff::from_lines(expected.as_str(), got.as_str()).iter_all_changes()
            {
                let line = change.value().trim_end_matches('\n');
                text += &match change.tag() {
                    ChangeTag::Equal => format!("    {line}\n"),
                    ChangeTag::Delete => paint("31", &format!("  - {line}")) + "\n",
                    ChangeTag::Insert => paint("32", &format!("  + {line}")) + "\n",
                };
            }
            text
        }
    }
}
