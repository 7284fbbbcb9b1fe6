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

#[cfg(test)]
mod tests {
    use super::*;

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
