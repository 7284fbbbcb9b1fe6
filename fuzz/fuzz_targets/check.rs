//! All rules over any text: every finding has its place, every fix can be made.
#![no_main]

use ibid::diag::Change;
use ibid::formats::source;
use ibid::model::DateParts;
use ibid::validate::selection::{Selection, Wishes};
use ibid::validate::{self, File, Options, rules::RULES};
use libfuzzer_sys::fuzz_target;

mod bib_text;

fuzz_target!(|data: &[u8]| {
    let text = bib_text::text(data);
    let document = bib_text::read(&text);
    let (entries, facts) = (document.entries(), document.facts());
    let select = RULES.iter().map(|check| check.rule.name.to_owned()).collect();
    let selection = Selection::new(&Wishes { select, ..Wishes::default() }).unwrap();
    let options = Options {
        selection: &selection,
        today: DateParts::day(2026, 11, 24),
        elsewhere: &|_| false,
        file_exists: &|_, _| false,
        key_of: None,
        journals: None,
        style: None,
    };
    let found = validate::check(&[File { entries: &entries, facts: Some(&facts) }], &options);
    for finding in found.iter().flatten() {
        if let Some(span) = finding.within {
            assert!(text.get(span.start as usize..span.end as usize).is_some());
        }
        for fix in &finding.fixes {
            if let Change::Edits(edits) = &fix.change {
                assert!(source::apply(&text, edits).is_ok(), "{}", finding.rule.name);
            }
        }
    }
});
