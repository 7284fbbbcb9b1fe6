//! Counting how many expectations of peers hold (`interop/README.md` of the shared data).
//!
//! An expectation may be left out by a line of `tests/interop-skip.csv` (case, reason,
//! section of the manual), at most one in twenty of a group.

use std::collections::BTreeMap;
use std::path::Path;

/// How a group stands.
pub(crate) struct Score {
    group: &'static str,
    skipped: BTreeMap<String, String>,
    right: usize,
    wrong: Vec<String>,
    left_out: usize,
}

impl Score {
    pub(crate) fn new(group: &'static str) -> Self {
        let list = include_str!("../interop-skip.csv");
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let rows = reader.records().map(|row| row.expect("tests/interop-skip.csv is CSV"));
        let skipped = rows
            .filter_map(|row| {
                let case = row.get(0)?.strip_prefix(group)?.strip_prefix('/')?;
                Some((case.to_owned(), row.get(1)?.to_owned()))
            })
            .collect();
        Self { group, skipped, right: 0, wrong: Vec::new(), left_out: 0 }
    }

    /// Whether a case is left out; counts it if so.
    pub(crate) fn leaves_out(&mut self, case: &str) -> bool {
        let out = self.skipped.contains_key(case);
        self.left_out += usize::from(out);
        out
    }

    /// Compares one value of a case.
    pub(crate) fn check(&mut self, case: &str, expected: &str, found: &str) {
        if expected == found {
            self.right += 1;
        } else if !self.leaves_out(case) {
            self.wrong.push(format!("{case}: expected {expected:?}, found {found:?}"));
        }
    }

    /// Fails where fewer than `floor` of a thousand are right, and shows the rest.
    pub(crate) fn finish(self, floor: usize) {
        let all = self.right + self.wrong.len();
        let share = (self.right * 1000).checked_div(all).unwrap_or(1000);
        let report = format!(
            "{}: {} of {all} right ({share} in a thousand), {} left out\n  {}",
            self.group,
            self.right,
            self.left_out,
            self.wrong.join("\n  ")
        );
        eprintln!("{report}");
        assert!(share >= floor, "less than {floor} in a thousand\n{report}");
        let most = (all + self.left_out) / 20 + 1;
        assert!(self.left_out <= most, "{}: too many left out", self.group);
    }
}

/// The lines of a file of JSON lines.
pub(crate) fn json_lines(path: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(path).expect("the file of cases is there");
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}
