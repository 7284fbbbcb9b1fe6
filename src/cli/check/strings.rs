//! `@string` across the files of a library: `\\bibliography{strings,refs}` reads them as one.

use rustc_hash::FxHashSet;

use super::target::Target;
use crate::diag::Diagnostic;
use crate::diag::catalogue::syntax;

/// The strings that the files of a group define, and those that they use.
pub(super) struct SharedStrings {
    defined: FxHashSet<String>,
    used: FxHashSet<String>,
}

impl SharedStrings {
    pub(super) fn of(group: &[Target]) -> Self {
        let (mut defined, mut used) = (FxHashSet::default(), FxHashSet::default());
        if group.len() > 1 {
            for document in group.iter().filter_map(Target::document) {
                defined.extend(document.defined_strings().map(str::to_ascii_lowercase));
                used.extend(document.used_strings().map(str::to_ascii_lowercase));
            }
        }
        Self { defined, used }
    }

    /// Whether another file answers a finding: it defines the string, or uses it.
    pub(super) fn settle(&self, target: &Target, finding: &Diagnostic) -> bool {
        let names = match finding.rule {
            rule if *rule == syntax::UNDEFINED_STRING
                || *rule == syntax::STRING_OF_STYLES =>
            {
                &self.defined
            }
            rule if *rule == syntax::UNUSED_STRING => &self.used,
            _ => return false,
        };
        !names.is_empty()
            && target.span(finding).is_some_and(|span| {
                names.contains(&span.of(target.source.text()).to_ascii_lowercase())
            })
    }
}
