//! The fixtures of the official CSL test suite, used in place: a list of those that pass,
//! which only grows.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::shared;

/// One name a line.
const PASSING: &str = include_str!("../fixtures/csl-suite.txt");

/// All fixtures of a folder.
fn all(folder: &Path) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect()
}

/// The fixtures of a folder that fail.
fn failing(folder: &Path) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["style", "test", "--list"])
        .arg(folder)
        .output()
        .expect("the binary starts");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn the_fixtures_that_pass_are_listed_and_those_listed_pass() {
    let Some(folder) = shared::folder("csl/test-suite") else { return };
    let (all, failing) = (all(&folder), failing(&folder));
    let listed: BTreeSet<String> = PASSING.lines().map(str::to_owned).collect();
    let passing: BTreeSet<String> = all.difference(&failing).cloned().collect();
    let lost: Vec<_> = listed.difference(&passing).collect();
    let new: Vec<_> = passing.difference(&listed).collect();
    assert!(lost.is_empty(), "listed in tests/fixtures/csl-suite.txt, but fail: {lost:?}");
    assert!(
        new.is_empty(),
        "pass, but are not listed in tests/fixtures/csl-suite.txt: {new:?}"
    );
}
