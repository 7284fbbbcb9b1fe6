//! `ibid check`: files are read, checked, filtered, mended, shown.

mod baseline;
mod cited;
mod fix;
mod glob;
mod report;
mod strings;
mod target;
mod watch;
mod wishes;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::cli::{Context, Error, Outcome};
use crate::diag::render::Renderer;
use crate::diag::{Diagnostic, Severity};
use crate::library::keys::{self, Pattern};
use crate::model::{Date, DateParts, Entry, Field};
use crate::validate::{self, Journals, Options};
use strings::SharedStrings;

pub(crate) use baseline::Baseline;
pub(crate) use fix::diff;
pub(crate) use target::{Target, files_of};
pub(crate) use watch::watch;
pub(crate) use wishes::PathWishes;

/// What is to be checked, and what is to be done with the findings.
pub(crate) struct Request {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) wishes: PathWishes,
    pub(crate) fixes: Fixes,
    pub(crate) renderer: &'static Renderer,
    pub(crate) statistics: bool,
    pub(crate) exit_zero: bool,
    pub(crate) max_warnings: Option<usize>,
    pub(crate) cited_in: Vec<PathBuf>,
    pub(crate) style: Option<(String, Box<StyleNeeds>)>,
    pub(crate) pattern: Pattern,
    pub(crate) journals: Option<Journals>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) write_baseline: Option<PathBuf>,
}

/// What a style misses in an entry.
pub(crate) type StyleNeeds = dyn Fn(&Entry) -> Vec<Field> + Sync;

/// Which fixes are made, and how.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fixes {
    /// Write them.
    pub(crate) write: bool,
    /// Show them as a diff.
    pub(crate) diff: bool,
    /// Those too that may change what an entry means.
    pub(crate) unsafe_too: bool,
}

/// A file with what was found in it.
pub(crate) struct Checked {
    pub(crate) target: Target,
    pub(crate) found: Vec<Diagnostic>,
}

/// Runs a check.
pub(crate) fn run(context: &mut Context, request: &Request) -> Result<Outcome, Error> {
    let groups = target::groups(context, &request.paths)?;
    let today = today(context);
    let mut checked = Vec::new();
    let mut mended = 0;
    let mut changed = false;
    for mut group in groups {
        if request.fixes.write || request.fixes.diff {
            let done = fix::group(context, &mut group, request, today)?;
            mended += done.count;
            changed |= done.count > 0;
        }
        checked.append(&mut findings(group, request, today));
    }
    if let Some(path) = &request.write_baseline {
        let count = Baseline::of(&checked).write(path)?;
        let text = format!("{count} findings written to {}", path.display());
        context.out.note("note", &text);
        return Ok(Outcome::Done);
    }
    if let Some(path) = &request.baseline {
        Baseline::read(path)?.apply(&mut checked);
    }
    let documents = cited::check(&request.cited_in, &mut checked)?;
    checked.extend(documents);
    if request.fixes.diff {
        return Ok(Outcome::findings(changed && !request.exit_zero));
    }
    report::show(context, request, &checked, mended)?;
    // What the settings asked for in vain is not “nothing found”.
    let wrong = context.has_wrong_settings() && !request.exit_zero;
    Ok(if wrong { Outcome::findings(true) } else { outcome(request, &checked) })
}

/// All findings of files that belong together, by place, without the suppressed ones.
fn findings(group: Vec<Target>, request: &Request, today: DateParts) -> Vec<Checked> {
    let found = check_group(&group, request, today);
    let pairs = group.into_iter().zip(found);
    pairs.map(|(target, found)| Checked { target, found }).collect()
}

/// Checks files that belong together.
fn check_group(
    group: &[Target],
    request: &Request,
    today: DateParts,
) -> Vec<Vec<Diagnostic>> {
    let selections: Vec<_> =
        group.iter().map(|target| request.wishes.selection(target.path())).collect();
    let Some(union) = selections.iter().cloned().reduce(|a, b| a.or(&b)) else {
        return Vec::new();
    };
    let keys: FxHashSet<&str> = group
        .iter()
        .flat_map(|target| target.entries())
        .map(|e| e.key().as_str())
        .collect();
    let elsewhere = |key: &str| keys.contains(key);
    let style = request.style.as_ref().map(|(name, needs)| (name.as_str(), needs.as_ref()));
    let file_exists = |at: usize, path: &str| {
        let folder = group.get(at).and_then(|target| target.path().parent());
        folder.is_none_or(|folder| folder.join(path).exists())
    };
    let key_of = |entry: &Entry| keys::base(entry, &request.pattern);
    let options = Options {
        key_of: Some(&key_of),
        journals: request.journals.as_ref(),
        selection: &union,
        today,
        elsewhere: &elsewhere,
        file_exists: &file_exists,
        style,
    };
    let files: Vec<_> = group.iter().map(Target::file).collect();
    let found = validate::check(&files, &options);
    let strings = SharedStrings::of(group);
    let with_targets = group.iter().zip(found).zip(&selections);
    with_targets
        .map(|((target, mut found), selection)| {
            found.retain(|finding| selection.has(finding.rule));
            for finding in &mut found {
                finding.severity = selection.severity(finding.rule);
            }
            let read = target.diagnostics(selection);
            found.extend(read.filter(|finding| !strings.settle(target, finding)));
            target.filtered(found, selection)
        })
        .collect()
}

fn today(context: &Context) -> DateParts {
    Date::parse_edtf(&context.today()).and_then(|date| date.start()).unwrap_or_default()
}

/// The exit code: findings, unless few enough are only warnings.
fn outcome(request: &Request, checked: &[Checked]) -> Outcome {
    let all = || checked.iter().flat_map(|file| &file.found);
    let count = |severity| all().filter(|finding| finding.severity == severity).count();
    let failed = match request.max_warnings {
        _ if request.exit_zero => false,
        Some(most) => count(Severity::Error) > 0 || count(Severity::Warning) > most,
        None => all().next().is_some(),
    };
    Outcome::findings(failed)
}

/// A path as it is shown and compared: with `/`, without `./`.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.display().to_string().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}
