//! A DOI that is none.

use crate::model::identifier;
use crate::validate::prelude::*;

pub(super) static RULE: Rule = Rule {
    name: "malformed-doi",
    group: Group::Identifiers,
    severity: Severity::Error,
    summary: "a DOI that is none",
    doc: r"A DOI begins with `10.`, the number of a registrant and a slash. Anything else does not
resolve, and styles print a dead link.

```bib
@article{a,
  doi = {10.1000},
}
@article{b,
  doi = {https://doi.org/10.1000/182},
}
```

Source: ISO 26324; DOI Handbook, section 2; shortdoi.org, for `10/abc`; JabRef's check “DOI is invalid”.
",
};

pub(super) const CHECK: Check = Check::new(&RULE, Run::Named(&["doi"], check));

fn check(cell: &Cell<'_>, sink: &mut Sink<'_>) {
    let (_, text) = cell.trimmed();
    let bare = identifier::strip_doi_prefix(text).replace('\\', "");
    let bare = bare.trim_start_matches('{').trim_end_matches('}');
    let fine = identifier::is_doi(bare) || identifier::is_short_doi(bare);
    if text.is_empty() || fine || bare.contains("://") {
        return;
    }
    let help = if bare.contains(char::is_whitespace) {
        "a DOI has no spaces, and a field holds one DOI"
    } else {
        "a DOI begins with `10.`, a registrant's number and a slash"
    };
    let finding = cell.found(&RULE, cell.whole(), format!("`{text}` is no DOI")).help(help);
    let fix = meant(bare).and_then(|doi| cell.replace(cell.whole(), &doi));
    sink.cell(cell, finding.unsafe_("write what seems to be meant", fix));
}

/// The DOI that was meant: without percent codes, a server before it, a space after a stop, or with
/// its first digit.
fn meant(text: &str) -> Option<String> {
    let text = decoded(text);
    let whole = match text.strip_prefix("0.") {
        Some(rest) => format!("10.{rest}"),
        None => text,
    };
    let from = whole.find("10.").filter(|at| {
        let before = whole.get(..*at).unwrap_or("");
        before.is_empty() || before.ends_with(['/', ':', ' '])
    })?;
    let whole = whole.get(from..).unwrap_or("");
    let doi = whole.replace(". ", ".").replace("/ ", "/").replace(" /", "/");
    identifier::is_doi(&doi).then_some(doi)
}

/// `%2F` and the like as their characters (RFC 3986, 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or("");
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
