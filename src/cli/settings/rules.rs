//! The settings that name rules (`[check]`): what is wrong in them is said at its place, and passed
//! over, so that one slip does not cost the rest.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::catalogue::config::{UNKNOWN_SETTING, WRONG_SETTING};
use crate::diag::{Diagnostic, Severity};
use crate::text::nearest;
use crate::validate::selection::known_names;

/// The keys of a `[[check.path]]`.
pub(crate) const PATH_KEYS: [&str; 4] = ["match", "ignore", "extend-select", "severity"];

/// What is wrong in a setting of `[check]`, and the value without it.
pub(super) fn checked(
    name: &str,
    value: &Spanned<DeValue<'_>>,
    found: &mut Vec<Diagnostic>,
) -> Option<toml::Value> {
    match (name, value.get_ref()) {
        ("check.select" | "check.extend-select" | "check.ignore", DeValue::Array(_)) => {
            Some(names(value, found))
        }
        ("check.severity", DeValue::Table(table)) => Some(severities(table, found)),
        ("check.path", DeValue::Array(rows)) => {
            let rows = rows.iter().filter_map(|row| path(row, found));
            Some(toml::Value::Array(rows.collect()))
        }
        _ => None,
    }
}

/// A list of rules and groups.
fn names(list: &Spanned<DeValue<'_>>, found: &mut Vec<Diagnostic>) -> toml::Value {
    let DeValue::Array(names) = list.get_ref() else {
        let message = "this is a list of rules and groups, and was passed over";
        found.push(Diagnostic::new(&WRONG_SETTING, message).at(list.span()));
        return toml::Value::Array(Vec::new());
    };
    let known = names.iter().filter_map(|name| {
        let text = name.get_ref().as_str().unwrap_or("");
        is_rule(text, name.span(), found).then(|| text.into())
    });
    toml::Value::Array(known.collect())
}

fn is_rule(name: &str, span: std::ops::Range<usize>, found: &mut Vec<Diagnostic>) -> bool {
    let known = known_names().any(|known| known == name);
    if !known {
        let message = format!("there is no rule or group `{name}`");
        let finding = Diagnostic::new(&WRONG_SETTING, message).at(span);
        found.push(match nearest(name, known_names()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("`ibid explain --all` lists them"),
        });
    }
    known
}

fn severities(table: &DeTable<'_>, found: &mut Vec<Diagnostic>) -> toml::Value {
    let mut kept = toml::Table::new();
    for (name, value) in table {
        let word = value.get_ref().as_str().unwrap_or("");
        if !Severity::ALL.iter().any(|severity| severity.name() == word) {
            let message = format!("`{}` cannot have this severity", name.get_ref());
            let finding = Diagnostic::new(&WRONG_SETTING, message).at(value.span());
            let words = Severity::ALL.iter().map(|severity| severity.name());
            found.push(match nearest(word, words) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("write error, warning or info"),
            });
        } else if is_rule(name.get_ref(), name.span(), found) {
            kept.insert(name.get_ref().to_string(), word.into());
        }
    }
    toml::Value::Table(kept)
}

/// A `[[check.path]]`.
fn path(row: &Spanned<DeValue<'_>>, found: &mut Vec<Diagnostic>) -> Option<toml::Value> {
    let DeValue::Table(table) = row.get_ref() else {
        let message = "`check.path` is a list of tables: write `[[check.path]]`";
        found.push(Diagnostic::new(&WRONG_SETTING, message).at(row.span()));
        return None;
    };
    let mut kept = toml::Table::new();
    for (key, value) in table {
        let value = match (&**key.get_ref(), value.get_ref()) {
            ("match", DeValue::String(pattern)) => pattern.to_string().into(),
            ("ignore" | "extend-select", _) => names(value, found),
            ("severity", DeValue::Table(table)) => severities(table, found),
            (name, _) if PATH_KEYS.contains(&name) => {
                let message = format!("`{name}` cannot be this, and was passed over");
                found.push(Diagnostic::new(&WRONG_SETTING, message).at(value.span()));
                continue;
            }
            (name, _) => {
                let message = format!("there is no setting `{name}` in `[[check.path]]`");
                let finding = Diagnostic::new(&UNKNOWN_SETTING, message).at(key.span());
                found.push(match nearest(name, PATH_KEYS) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None => finding.help(format!("there are {}", PATH_KEYS.join(", "))),
                });
                continue;
            }
        };
        kept.insert(key.get_ref().to_string(), value);
    }
    if !kept.contains_key("match") {
        let finding = Diagnostic::new(&WRONG_SETTING, "a `[[check.path]]` has no `match`");
        found.push(finding.at(row.span()).help("write `match = \"old/**\"`"));
        return None;
    }
    Some(toml::Value::Table(kept))
}
