//! An entry has a type that neither program knows.

use crate::model::EntryKind;
use crate::text::nearest;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "unknown-entry-type",
    group: Group::Fields,
    severity: Severity::Warning,
    summary: "an entry has a type that neither program knows",
    doc: r"Styles print an entry of an unknown type as if it were `@misc`, and say so. Types that a published
package brings along (biblatex-software, biblatex-bookinother, bib2gls) and entries that only set options
of a style (`@control`) are not reported.

```bib
@artcle{a, author = {Doe, Jane}, title = {Trade}, year = 2001}
```

Source: btxdoc 3.1; biblatex manual 2.1; biber's data model; papis doctor, `bibtex-type`.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Entry(check));

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.entry.kind().is_known() {
        return;
    }
    let name = subject.type_name();
    if is_of_package(&name) || is_of_glossary(subject) {
        return;
    }
    let finding = subject.found_type(&RULE, format!("no style knows the type `@{name}`"));
    let known = EntryKind::all().filter_map(EntryKind::info);
    // A container is no work: `@data` is not meant to be `@xdata`.
    let works = known
        .flat_map(|info| [info.bibtex, info.biblatex])
        .filter(|known| !matches!(*known, "xdata" | "set"));
    let near = nearest(&name, works);
    sink.entry(
        subject,
        match near {
            Some(near) => finding
                .help(format!("did you mean `@{near}`?"))
                .unsafe_("use that type", subject.set_type(near)),
            None => finding,
        },
    );
}

/// Types of published packages, and entries that set options of a style.
fn is_of_package(name: &str) -> bool {
    // biblatex-software 2; biblatex-gb7714; biblatex-sbl 3; biblatex-mla; jurabib; IEEEtran, REVTeX and abnTeX.
    const NAMES: [&str; 25] = [
        "softwareversion",
        "softwaremodule",
        "codefragment",
        "newspaper",
        "standard",
        "archive",
        "map",
        "atlas",
        "database",
        "ancienttext",
        "classictext",
        "lexicon",
        "mvlexicon",
        "commentary",
        "mvcommentary",
        "conferencepaper",
        "seminarpaper",
        "control",
        "ieeetranbstctl",
        "abnt-options",
        "bibnote",
        "incommentary",
        "mlasource",
        "commented",
        "bibtexcontrol",
    ];
    // biblatex-bookinother: `@bookinarticle`, `@bookininproceedings`.
    NAMES.contains(&name) || name.starts_with("bookin")
}

/// Whether an entry is one of a glossary (bib2gls 5): it has a meaning and no title.
fn is_of_glossary(subject: &Subject<'_>) -> bool {
    let meaning = ["description", "long", "short", "name", "category", "see"];
    let bare = subject.type_name() == "index" || subject.type_name() == "indexplural";
    !subject.says(Field::TITLE)
        && (bare || meaning.iter().any(|name| subject.cell(name).is_some()))
}
