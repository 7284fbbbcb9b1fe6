//! Which rules are on, and how bad each is.

use rustc_hash::FxHashMap;

use super::check::When;
use super::{all_rules, rules::RULES};
use crate::diag::{Group, Rule, Severity};

/// What was asked for: names of rules, names of groups, or `all`.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Only these (`--select`); everything that is on by itself where empty.
    pub select: Vec<String>,
    /// These as well (`--extend-select`).
    pub extend: Vec<String>,
    /// Not these (`--ignore`).
    pub ignore: Vec<String>,
    /// Other severities.
    pub severities: Vec<(String, Severity)>,
    /// Whether rules about publishing are on.
    pub publish: bool,
}

/// The rules that are on, and their severities.
#[derive(Clone, Debug)]
pub struct Selection {
    on: FxHashMap<&'static str, Severity>,
}

impl Selection {
    /// Works out the wishes.
    ///
    /// # Errors
    /// The first name that is neither a rule nor a group nor `all`.
    pub fn new(wishes: &Wishes) -> Result<Self, String> {
        let names = wishes.select.iter().chain(&wishes.extend).chain(&wishes.ignore);
        let names = names.chain(wishes.severities.iter().map(|(name, _)| name));
        if let Some(stranger) = names.into_iter().find(|name| !is_known(name)) {
            return Err(stranger.clone());
        }
        let mut on = FxHashMap::default();
        for rule in all_rules() {
            let selected = if wishes.select.is_empty() {
                on_by_itself(rule, wishes.publish).then_some(0)
            } else {
                strongest(&wishes.select, rule)
            };
            let selected = selected.max(strongest(&wishes.extend, rule));
            let is_on = match (selected, strongest(&wishes.ignore, rule)) {
                (None, _) => false,
                (Some(_), None) => true,
                // The more exact word wins; of equals, `ignore`.
                (Some(on), Some(off)) => on > off,
            };
            if is_on {
                let wish = wishes.severities.iter();
                let wish = wish.filter_map(|(name, s)| Some((strength(name, rule)?, *s)));
                let severity = wish.max_by_key(|(strength, _)| *strength);
                on.insert(rule.name, severity.map_or(rule.severity, |(_, s)| s));
            }
        }
        Ok(Self { on })
    }

    /// What is on in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut on = self.on.clone();
        on.extend(&other.on);
        Self { on }
    }

    /// Whether a rule is on.
    #[must_use]
    pub fn has(&self, rule: &Rule) -> bool {
        self.on.contains_key(rule.name)
    }

    /// How bad a finding of a rule is here.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Severity {
        self.on.get(rule.name).copied().unwrap_or(rule.severity)
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::new(&Wishes::default()).unwrap_or(Self { on: FxHashMap::default() })
    }
}

/// All words that select rules.
pub fn known_names() -> impl Iterator<Item = &'static str> {
    let groups = Group::ALL.iter().map(|group| group.name());
    all_rules().map(|rule| rule.name).chain(groups).chain(["all"])
}

fn is_known(name: &str) -> bool {
    known_names().any(|known| known == name)
}

/// How exactly a word means a rule.
fn strength(name: &str, rule: &Rule) -> Option<u8> {
    if name == rule.name {
        Some(2)
    } else if name == rule.group.name() {
        Some(1)
    } else {
        (name == "all").then_some(0)
    }
}

fn strongest(names: &[String], rule: &Rule) -> Option<u8> {
    names.iter().filter_map(|name| strength(name, rule)).max()
}

fn on_by_itself(rule: &Rule, publish: bool) -> bool {
    let when = RULES.iter().find(|check| check.rule == rule).map(|check| check.when);
    match when {
        Some(When::Selected) => false,
        Some(When::Publish) => publish,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(select: &[&str], ignore: &[&str], rule: &str, expected: bool) {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let wishes =
            Wishes { select: owned(select), ignore: owned(ignore), ..Wishes::default() };
        let selection = Selection::new(&wishes).unwrap();
        let rule = crate::validate::rule_named(rule).unwrap();
        assert_eq!(selection.has(rule), expected, "{select:?} {ignore:?} {}", rule.name);
    }

    #[test]
    fn the_more_exact_word_wins() {
        check(&[], &[], "malformed-doi", true);
        check(&[], &["identifiers"], "malformed-doi", false);
        check(&["malformed-doi"], &["identifiers"], "malformed-doi", true);
        check(&["identifiers"], &["malformed-doi"], "malformed-doi", false);
        check(&["dates"], &[], "malformed-doi", false);
        check(&["all"], &[], "file-path", true);
        check(&[], &[], "file-path", false);
    }

    #[test]
    fn strangers_are_named() {
        let wishes = Wishes { select: vec!["malformed-dio".into()], ..Wishes::default() };
        assert_eq!(Selection::new(&wishes).err().as_deref(), Some("malformed-dio"));
    }
}
