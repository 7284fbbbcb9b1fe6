//! All rules over texts that nobody would write: no panic, every finding has its place, every
//! fix can be made, and a safe one costs no entry of a sound file.

use ibid::diag::{Change, Diagnostic, Safety};
use ibid::formats::bibtex::Document;
use ibid::formats::source::{self, Source};
use ibid::model::DateParts;
use ibid::validate::selection::{Selection, Wishes};
use ibid::validate::suppress::Suppressions;
use ibid::validate::{self, File, Journals, Options, rules::RULES};
use proptest::prelude::*;

fn check(text: &str) -> (Document, Vec<Diagnostic>) {
    let document = Document::parse(text.into());
    let (entries, facts) = (document.entries(), document.facts());
    let select = RULES.iter().map(|check| check.rule.name.to_owned()).collect();
    let selection =
        Selection::new(&Wishes { select, publish: true, ..Wishes::default() }).unwrap();
    let mut journals = Journals::default();
    journals.read(text);
    let options = Options {
        selection: &selection,
        today: DateParts::day(2026, 11, 24),
        elsewhere: &|key| key.len() % 2 == 0,
        file_exists: &|_, path| path.len() % 2 == 0,
        key_of: Some(&|entry| entry.kind().name().to_owned()),
        journals: Some(&journals),
        style: Some(("a style", &|_| vec![ibid::model::Field::PUBLISHER])),
    };
    let file = File { entries: &entries, facts: Some(&facts) };
    let found = validate::check(&[file, file], &options).swap_remove(0);
    let _ = Suppressions::find(&facts).leftovers(text, &selection);
    (document, found)
}

fn sound(text: &str) {
    let (document, found) = check(text);
    for finding in &found {
        let rule = finding.rule.name;
        if let Some(span) = finding.within {
            let range = span.start as usize..span.end as usize;
            assert!(text.get(range).is_some(), "{rule} of {text:?}: {span:?}");
        }
        for fix in &finding.fixes {
            let Change::Edits(edits) = &fix.change else { continue };
            let fixed = source::apply(text, edits);
            let fixed =
                fixed.unwrap_or_else(|wrong| panic!("{rule} of {text:?}: {wrong:?}"));
            // In a broken file the command line looks at each fix before it makes it.
            if fix.safety == Safety::Safe && document.diagnostics().is_empty() {
                let after = Document::parse(fixed.as_str().into());
                assert!(after.len() >= document.len(), "{rule} of {text:?}: {fixed:?}");
            }
        }
    }
}

/// Pieces of `.bib` files, with what rules look for.
fn piece() -> impl Strategy<Value = String> {
    const NAMES: &str = "(author|editor|title|booktitle|journal|year|date|month|pages|volume|number|edition|doi|url|isbn|issn|eprint|note|howpublished|langid|crossref|xdata|ids|file|gender|urldate|abstract|orcid|ismn|pmid|keywords|noinherit|sortname)";
    prop_oneof![
        2 => "@(article|book|inproceedings|misc|string|set|xdata|comment|nonsense)[{(]k[a-c]?,",
        3 => NAMES.prop_map(|name| format!("\n {name} = ")),
        2 => "[{}\"#,=()%$\\\\~ ]{1,3}",
        2 => "(and| and |others|et al\\.|, |von|Jr\\.|\\(eds\\.\\)|Doe|DOE, J|J\\. ?R\\.|[{]+)",
        2 => "([0-9]{1,5}|--|–|/|\\.|1[0-9]{3}-[01][0-9]-[0-3][0-9]|jan|spring|X)",
        1 => "(10\\.1000/|https?://|www\\.|doi:|arXiv:|978-0-306-40615-7|0378-5955|&amp;|&#|<i>|file://)",
        1 => "[^\u{0}]",
        1 => "[\u{ad}\u{200b}\u{301}\u{fffd}ﬁÃâ€“”ßжé中\u{202e}]{1,3}",
        1 => "\\\\(emph|url|'|\"|c|verb|bf|&|_)[{]?[a-z]?",
        1 => "(\\}|\"|\\)),?\n?\\}?\n",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
    ))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (source, _) = Source::new(None, bytes);
        sound(source.text());
    }

    #[test]
    fn any_pieces(pieces in proptest::collection::vec(piece(), 0..40)) {
        sound(&pieces.concat());
    }
}
