//! A title is in braces twice.

use crate::text::latex;
use crate::validate::prelude::*;
use crate::validate::tables::languages::{code, spoken};

pub(super) static RULE: Rule = Rule {
    name: "double-braces",
    group: Group::Text,
    severity: Severity::Info,
    summary: "a title is in braces twice",
    doc: r"`{{…}}` keeps every letter of the title as it is typed: a style that wants another case cannot have
it. Protect the words that need it. Titles in other languages than English keep their case, no style changes
the names of journals, and three capitalised words may be a name: these are not looked at.

```bib
@article{a, author = {Doe, Jane}, title = {{Trade in the Sands}}, year = 2001}
```

Source: biblatex manual 4.6.4, `MakeSentenceCase`; bibtex-tidy, `--strip-enclosing-braces`.
",
};

pub(super) const CHECK: Check =
    Check::new(&RULE, Run::Named(&["title", "booktitle"], check));

/// Whether it is so short, and in capitals, that it may be a name: `British National Formulary`.
fn is_name(title: &str) -> bool {
    let words: Vec<&str> = title.split_whitespace().collect();
    let small = |word: &&str| word.starts_with(|c: char| c.is_lowercase());
    words.len() <= 2 || words.len() == 3 && !words.iter().any(small)
}

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if !cell.classes.meets(Classes::BRACE) || cell.syntax != Syntax::Tex {
        return;
    }
    let (start, text) = cell.trimmed();
    let inside = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let Some(inside) =
        inside.filter(|inside| inside.contains(' ') && !inside.starts_with('\\'))
    else {
        return;
    };
    let mut depth = 0i32;
    let whole = inside.bytes().all(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth >= 0
    });
    // Only English titles change their case; a name of two words has none to change.
    let said = ["langid", "language"].iter().find_map(|name| cell.subject.cell(name));
    let said = said.and_then(|said| code(&said.text));
    let foreign = match said {
        Some(code) => code != "en",
        None => spoken(&latex::to_plain(inside), 1, Some("en")).is_some(),
    };
    if foreign || is_name(inside) {
        return;
    }
    if whole && depth == 0 && !inside.contains("\\}") && !inside.contains("\\{") {
        let end = start + text.len();
        let finding =
            cell.found(&RULE, start..end, "no style can change the case of this title");
        let fix =
            cell.edits(&[(start..start + 1, String::new()), (end - 1..end, String::new())]);
        sink.cell(cell, finding.unsafe_("take one pair away", fix));
    }
}
