//! Cells that no spreadsheet takes for a formula.

use std::borrow::Cow;

/// Whether a spreadsheet would calculate with a cell that begins so.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The cell with `'` in front, if it needs one.
pub(super) fn guard(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) || guarded(cell).is_some() {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

/// The cell without the `'` that [`guard`] put there.
pub(super) fn unguard(cell: &str) -> &str {
    guarded(cell).unwrap_or(cell)
}

/// What follows the `'`, if it guards something: a formula, or another guard.
fn guarded(cell: &str) -> Option<&str> {
    let rest = cell.strip_prefix('\'')?;
    is_formula(rest.trim_start_matches('\'')).then_some(rest)
}

/// A list as Python prints it (`['Roe, Ann', "O'Neil, Kim"]`), with semicolons.
pub(super) fn listed(cell: &str) -> Option<String> {
    let mut rest = cell.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut parts: Vec<&str> = Vec::new();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let inner = rest.get(1..)?;
        let end = inner.find(quote)?;
        parts.push(inner.get(..end)?);
        rest = inner.get(end + 1..)?.trim_start();
        rest = match rest.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if rest.is_empty() => rest,
            None => return None,
        };
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_programs() {
        let check =
            |cell, expected: Option<&str>| assert_eq!(listed(cell).as_deref(), expected);
        check("['Roe, Ann', \"O'Neil, Kim\"]", Some("Roe, Ann; O'Neil, Kim"));
        check("['one']", Some("one"));
        check("[1, 2]", None);
        check("[]", None);
        check("['a' b]", None);
        check("[sic] a title", None);
    }

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("-1985", "'-1985"),
            ("@home", "'@home"),
            ("'=x", "''=x"),
            ("''=x", "'''=x"),
            ("'tis", "'tis"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(guard(cell), written);
            assert_eq!(unguard(written), cell);
        }
    }
}
