//! How right an import is: field by field, issue by issue, and whether it knows its doubts.

use std::collections::{BTreeMap, BTreeSet};

use ibid::diag::Place;
use ibid::formats::Parsed;
use serde_json::Value;

/// Types that count as equal.
const LENIENT: &[&[&str]] = &[
    &["article-magazine", "article-newspaper", "post-weblog", "webpage", "article", "post"],
    &["report", "document", "manuscript"],
];

/// Fields of the total, as the labels' own scorer has them.
const FIELDS: &[&str] = &[
    "type",
    "title",
    "author",
    "editor",
    "issued",
    "container-title",
    "collection-title",
    "genre",
    "publisher",
    "URL",
    "abstract",
];

/// Fields measured beside the total.
const NUMBERS: &[&str] = &["volume", "issue", "page", "DOI"];

const CORE: &[&str] = &["type", "title", "author", "issued", "container-title"];

#[derive(Default)]
struct Count {
    right: usize,
    extra: usize,
    lacking: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        let twice = 2.0 * self.right as f64;
        twice / (twice + (self.extra + self.lacking) as f64).max(1e-9)
    }
}

fn doubted(parsed: &Parsed, at: usize, field: &str) -> bool {
    parsed.doubts.iter().any(|doubt| {
        let own = doubt.field.map_or("type", |field| field.name());
        doubt.entry == at && own.eq_ignore_ascii_case(field)
    })
}

/// All counts.
#[derive(Default)]
pub(super) struct Score {
    /// Whether labels lack numbers that no record of their file has.
    pub(super) own: bool,
    fields: BTreeMap<&'static str, Count>,
    records: usize,
    exact: usize,
    core: usize,
    missed: usize,
    spurious: usize,
    issues: BTreeMap<String, (usize, usize)>,
    certain: usize,
    certain_wrong: usize,
    doubtful_wrong: usize,
    doubtful: usize,
    worst: Vec<(usize, String)>,
}

fn normal(text: &str) -> String {
    let mut plain = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => {}
            '“' | '”' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            '–' | '—' => plain.push('-'),
            '\u{a0}' => plain.push(' '),
            c => plain.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let words = words.join(" ");
    let text = words.trim_matches(['"', '\'']).trim_end_matches(['.', ',', ';', ':']);
    text.trim_matches(['"', '\'', ' ']).to_owned()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.first().map(text).unwrap_or_default(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn name(value: &Value) -> String {
    if let Some(literal) = value.get("literal") {
        return normal(&text(literal));
    }
    let join = |parts: &[&str]| {
        let parts =
            parts.iter().map(|part| text(&value[*part])).filter(|part| !part.is_empty());
        normal(&parts.collect::<Vec<_>>().join(" "))
    };
    let family = join(&["dropping-particle", "non-dropping-particle", "family"]);
    format!("{family}|{}", join(&["given", "suffix"]))
}

fn date(value: &Value) -> String {
    let mut out = Vec::new();
    for parts in value["date-parts"].as_array().into_iter().flatten() {
        // Seasons stand as month 21 to 24 in CSL-JSON.
        let parts: Vec<String> = parts.as_array().into_iter().flatten().map(text).collect();
        out.push(parts.join("-"));
    }
    if !value["season"].is_null() {
        out.push(format!("season {}", text(&value["season"])));
    }
    out.join("/")
}

fn kind(name: &str) -> String {
    let class = LENIENT.iter().position(|class| class.contains(&name));
    class.map_or(name.to_owned(), |class| format!("class {class}"))
}

fn values(record: &Value, field: &str, gold: bool) -> BTreeSet<String> {
    let one = |text: String| {
        if text.is_empty() { BTreeSet::new() } else { BTreeSet::from([text]) }
    };
    match field {
        "type" => one(kind(&text(&record[field]))),
        "author" | "editor" => {
            record[field].as_array().into_iter().flatten().map(name).collect()
        }
        "issued" => one(date(&record[field])),
        "abstract" => {
            let field = if gold { "abstract-prefix" } else { "abstract" };
            one(normal(&text(&record[field])).chars().take(60).collect())
        }
        "page" => one(normal(&text(&record[field])).replace(' ', "")),
        _ => one(normal(&text(&record[field])).trim_end_matches('/').to_owned()),
    }
}

/// Twice the longest common subsequence by the length of both, of up to 200 characters.
fn alike(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().take(200).collect();
    let b: Vec<char> = b.chars().take(200).collect();
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut before = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    2.0 * row[b.len()] as f64 / ((a.len() + b.len()) as f64).max(1.0)
}

fn similarity(gold: &Value, found: &Value) -> f64 {
    let (a, b) = (normal(&text(&gold["title"])), normal(&text(&found["title"])));
    let families = |record: &Value| -> BTreeSet<String> {
        let names = values(record, "author", false);
        names.iter().map(|name| name.split('|').next().unwrap_or("").to_owned()).collect()
    };
    let (ours, theirs) = (families(found), families(gold));
    let all = ours.union(&theirs).count();
    let shared = ours.intersection(&theirs).count();
    let people = if all == 0 { 0.3 } else { shared as f64 / all as f64 };
    let dated = f64::from(u8::from(date(&gold["issued"]) == date(&found["issued"])));
    if a.is_empty() {
        return 0.6 * people + 0.4 * dated;
    }
    let title = if b.is_empty() { 0.0 } else { alike(&a, &b) };
    0.6 * title + 0.25 * people + 0.15 * dated
}

/// The found record of each labelled one.
fn aligned(gold: &[Value], found: &[Value]) -> BTreeMap<usize, usize> {
    let mut pairs = Vec::new();
    for (i, label) in gold.iter().enumerate() {
        for (j, entry) in found.iter().enumerate() {
            let far = i as f64 / gold.len() as f64 - j as f64 / found.len() as f64;
            pairs.push((similarity(label, entry) - far.abs() * 0.1, i, j));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut matched = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (score, i, j) in pairs {
        if score >= 0.35 && !matched.contains_key(&i) && used.insert(j) {
            matched.insert(i, j);
        }
    }
    matched
}

impl Score {
    /// Counts one file.
    pub(super) fn add(
        &mut self,
        id: &str,
        gold: &[Value],
        found: &[Value],
        parsed: &Parsed,
    ) {
        let matched = aligned(gold, found);
        let labelled = |field: &&&str| gold.iter().any(|label| !label[**field].is_null());
        let numbers: Vec<&'static str> = match self.own {
            true => NUMBERS.iter().filter(labelled).copied().collect(),
            false => NUMBERS.to_vec(),
        };
        let mut wrong = 0;
        let mut shown = String::new();
        for (i, label) in gold.iter().enumerate() {
            let entry = matched.get(&i).copied();
            self.records += 1;
            self.missed += usize::from(entry.is_none());
            let faults =
                self.record(label, entry.map(|at| (at, &found[at])), parsed, &numbers);
            self.exact +=
                usize::from(faults.iter().all(|(field, ..)| NUMBERS.contains(field)));
            let core = faults.iter().any(|(field, ..)| CORE.contains(field));
            self.core += usize::from(!core);
            wrong += faults.len();
            let sure = |field: &str| match entry {
                Some(at) if doubted(parsed, at, field) => "doubtful",
                Some(_) => "certain",
                None => "missed",
            };
            for (field, labelled, read) in faults {
                let sure = sure(field);
                shown +=
                    &format!("    {i} {field} ({sure}): {labelled:?} read as {read:?}\n");
            }
            self.issues_of(label, entry, parsed, &mut shown, i);
        }
        let used: BTreeSet<usize> = matched.values().copied().collect();
        for (at, entry) in found.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            self.spurious += 1;
            wrong += 1;
            shown += &format!("    invented: {} | {}\n", at, text(&entry["title"]));
            for field in CORE {
                self.fields.entry(field).or_default().extra +=
                    values(entry, field, false).len();
            }
        }
        if wrong > 0 || !shown.is_empty() {
            self.worst.push((wrong, format!("{id}\n{shown}")));
        }
    }

    /// Counts one record; gives back what is wrong.
    fn record(
        &mut self,
        label: &Value,
        entry: Option<(usize, &Value)>,
        parsed: &Parsed,
        numbers: &[&'static str],
    ) -> Vec<(&'static str, BTreeSet<String>, BTreeSet<String>)> {
        let mut faults = Vec::new();
        for field in FIELDS.iter().chain(numbers).copied() {
            let mut gold = values(label, field, true);
            let mut read =
                entry.map_or(BTreeSet::new(), |(_, entry)| values(entry, field, false));
            let optional = ["publisher", "abstract", "genre", "URL"].contains(&field);
            if optional && gold.is_empty() {
                continue;
            }
            let impossible = label["issues"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|issue| issue == "invalid-date");
            if field == "issued" && impossible && read.is_empty() {
                gold.clear();
            }
            if field == "abstract" {
                let (a, b) = (gold.first().cloned(), read.first().cloned());
                if let (Some(a), Some(b)) = (a, b)
                    && (a.starts_with(&b) || b.starts_with(&a))
                {
                    read = gold.clone();
                }
            }
            let count = self.fields.entry(field).or_default();
            count.right += gold.intersection(&read).count();
            count.extra += read.difference(&gold).count();
            count.lacking += gold.difference(&read).count();
            if let Some((at, _)) = entry.filter(|_| !read.is_empty()) {
                self.certainty(at, field, gold == read, parsed);
            }
            if gold != read {
                faults.push((field, gold, read));
            }
        }
        faults
    }

    fn certainty(&mut self, at: usize, field: &str, right: bool, parsed: &Parsed) {
        match (doubted(parsed, at, field), right) {
            (true, right) => {
                self.doubtful += 1;
                self.doubtful_wrong += usize::from(!right);
            }
            (false, right) => {
                self.certain += 1;
                self.certain_wrong += usize::from(!right);
            }
        }
    }

    fn issues_of(
        &mut self,
        label: &Value,
        entry: Option<usize>,
        parsed: &Parsed,
        shown: &mut String,
        at: usize,
    ) {
        let span = entry.and_then(|at| parsed.spans.get(at));
        for issue in label["issues"].as_array().into_iter().flatten() {
            let issue = issue.as_str().unwrap();
            let told = parsed.diagnostics.iter().any(|finding| {
                let Place::Span(place) = finding.place else { return false };
                finding.rule.name == issue && span.is_some_and(|span| span.contains(place))
            });
            let count = self.issues.entry(issue.to_owned()).or_default();
            count.0 += usize::from(told);
            count.1 += 1;
            if !told {
                *shown += &format!("    {at} not told: {issue}\n");
            }
        }
    }

    /// Micro-F1 over the fields of the total.
    pub(super) fn f1(&self) -> f64 {
        let mut total = Count::default();
        for (_, count) in self.fields.iter().filter(|(field, _)| FIELDS.contains(field)) {
            total.right += count.right;
            total.extra += count.extra;
            total.lacking += count.lacking;
        }
        total.f1()
    }

    /// Records right in every field.
    pub(super) fn fully_right(&self) -> f64 {
        self.exact as f64 / self.records as f64
    }

    /// Records right in type, title, authors, date and container.
    pub(super) fn core_right(&self) -> f64 {
        self.core as f64 / self.records as f64
    }

    /// Labelled defects that were told.
    pub(super) fn recall_of_issues(&self) -> f64 {
        let told: usize = self.issues.values().map(|(told, _)| told).sum();
        let all: usize = self.issues.values().map(|(_, all)| all).sum();
        told as f64 / all as f64
    }

    /// Certain fields that are right.
    pub(super) fn certain_right(&self) -> f64 {
        1.0 - self.certain_wrong as f64 / self.certain as f64
    }

    /// Wrong fields that are among the doubtful ones.
    pub(super) fn wrong_doubted(&self) -> f64 {
        let wrong = self.certain_wrong + self.doubtful_wrong;
        self.doubtful_wrong as f64 / wrong.max(1) as f64
    }

    /// Prints the figures.
    pub(super) fn print(&self) {
        for (field, count) in &self.fields {
            eprintln!(
                "{field:18} F1 {:.3}  (extra {}, lacking {})",
                count.f1(),
                count.extra,
                count.lacking
            );
        }
        for (issue, (told, all)) in &self.issues {
            eprintln!("{issue:24} told {told} of {all}");
        }
        let show = std::env::var("IBID_INSTITUTE_SHOW").ok().and_then(|n| n.parse().ok());
        let mut worst: Vec<&(usize, String)> = self.worst.iter().collect();
        worst.sort_by_key(|(wrong, _)| std::cmp::Reverse(*wrong));
        for (_, text) in worst.iter().take(show.unwrap_or(0)) {
            eprint!("{text}");
        }
        eprintln!(
            "records {} missed {} invented {} | micro-F1 {:.4} fully right {:.4} core right {:.4}",
            self.records,
            self.missed,
            self.spurious,
            self.f1(),
            self.fully_right(),
            self.core_right()
        );
        eprintln!(
            "issues told {:.4} | certain fields {} right {:.4} | doubtful {}, of the wrong ones {:.4}",
            self.recall_of_issues(),
            self.certain,
            self.certain_right(),
            self.doubtful,
            self.wrong_doubted()
        );
    }
}
