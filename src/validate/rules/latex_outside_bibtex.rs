//! LaTeX in a format that has none.

use crate::text::latex;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "latex-outside-bibtex",
    group: Group::Text,
    severity: Severity::Info,
    summary: "LaTeX in a format that has none",
    doc: r#"The file is no `.bib` file: its programs print commands of LaTeX as they stand.

Source: CSL-JSON, “rich text”; Zotero issue threads on `{\"u}` in titles.
"#,
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Prose(Classes::BACKSLASH, check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    if cell.syntax == Syntax::Tex {
        return;
    }
    let command = cell.text.match_indices('\\').find(|(at, _)| {
        let rest = cell.text.get(at + 1..).unwrap_or("");
        rest.starts_with(['"', '\'', '`', '^', '~', '&', '%'])
            || rest.starts_with("emph{")
            || rest.starts_with("text") && rest.contains('{')
    });
    if let Some((at, _)) = command {
        let plain = latex::to_plain(&cell.text);
        let finding = cell.found(&RULE, at..at + 2, "a command of LaTeX");
        sink.cell(
            cell,
            finding.unsafe_(
                "write what it stands for",
                cell.replace(0..cell.text.len(), &plain),
            ),
        );
    }
}
