//! Findings on their way to stdout, and what is said about all of them.

use std::collections::BTreeMap;

use super::{Checked, Request};
use crate::cli::{Context, Error};
use crate::diag::render::{Located, Look};
use crate::diag::{Safety, Severity};

/// Shows the findings, or how many there are of each rule.
pub(super) fn show(
    context: &mut Context,
    request: &Request,
    checked: &[Checked],
    mended: usize,
) -> Result<(), Error> {
    let located: Vec<Located<'_>> = checked
        .iter()
        .flat_map(|file| file.found.iter().map(|found| file.target.located(found)))
        .collect();
    let stdin = checked.iter().any(|file| file.target.path().as_os_str() == "-");
    if request.statistics {
        statistics(context, &located)?;
    } else if stdin && request.fixes.write {
        // The answer is the mended text.
        let look = Look { color: context.out.color_talk, width: width() };
        context.out.say(((request.renderer.render)(&located, look)).trim_end());
    } else {
        let look = Look { color: context.out.color_answers, width: width() };
        let text = (request.renderer.render)(&located, look);
        context.out.answer(&text)?;
    }
    if matches!(request.renderer.id, "human" | "concise" | "grouped") {
        let files = checked.len();
        context.out.flush()?;
        let mut text = summary(&located, files, mended);
        if context.has_wrong_settings() {
            text.push_str("; the settings have errors");
        }
        context.out.say(&text);
    }
    Ok(())
}

fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    columns.filter(|columns| *columns >= 40).unwrap_or(100)
}

/// `2 errors, 1 warning in 3 files; 1 can be mended with --fix`
fn summary(located: &[Located<'_>], files: usize, mended: usize) -> String {
    let counted = |count: usize, word: &str| {
        format!("{count} {word}{}", if count == 1 { "" } else { "s" })
    };
    let of = |severity: Severity| {
        let count = located.iter().filter(|f| f.diagnostic.severity == severity).count();
        (count > 0).then(|| match severity {
            Severity::Info => counted(count, "remark"),
            severity => counted(count, severity.name()),
        })
    };
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .filter_map(of)
        .collect();
    let mut text = if parts.is_empty() {
        format!("nothing found in {}", counted(files, "file"))
    } else {
        format!("{} in {}", parts.join(", "), counted(files, "file"))
    };
    if mended > 0 {
        text.push_str(&format!("; {mended} mended"));
    }
    let with = |safety: Safety| {
        let fixable = |found: &&Located<'_>| {
            let mut fixes = found.diagnostic.fixes.iter().zip(&found.fixes);
            let first = fixes.find(|(_, edits)| !edits.is_empty());
            first.is_some_and(|(fix, _)| fix.safety == safety)
        };
        located.iter().filter(fixable).count()
    };
    match (with(Safety::Safe), with(Safety::Unsafe)) {
        (0, 0) => {}
        (0, more) => {
            text.push_str(&format!("; {more} can be mended with --fix --unsafe-fixes"));
        }
        (safe, 0) => text.push_str(&format!("; {safe} can be mended with --fix")),
        (safe, more) => text.push_str(&format!(
            "; {safe} can be mended with --fix, {more} more with --unsafe-fixes"
        )),
    }
    text
}

fn statistics(context: &mut Context, located: &[Located<'_>]) -> Result<(), Error> {
    let mut counts: BTreeMap<&str, (usize, Option<Safety>)> = BTreeMap::new();
    for found in located {
        let row = counts.entry(found.diagnostic.rule.name).or_default();
        row.0 += 1;
        let fixes = found.diagnostic.fixes.iter().zip(&found.fixes);
        for (fix, _) in fixes.filter(|(_, edits)| !edits.is_empty()) {
            if row.1 != Some(Safety::Safe) {
                row.1 = Some(fix.safety);
            }
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(name, (count, _))| (usize::MAX - count, *name));
    if context.json() {
        let rows: Vec<_> = rows
            .iter()
            .map(|(rule, (count, fix))| {
                serde_json::json!({"rule": rule, "count": count, "fixable": fix.is_some()})
            })
            .collect();
        return context.out.json(&rows);
    }
    for (rule, (count, fixable)) in rows {
        let mark = match fixable {
            Some(Safety::Safe) => "[*]",
            Some(Safety::Unsafe) => "[-]",
            None => "[ ]",
        };
        context.out.line(&format!("{count:>7}  {mark}  {rule}"))?;
    }
    Ok(())
}
