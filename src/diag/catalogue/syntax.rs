//! Rules about the text of files.

use crate::diag::Rule;

/// All of them, by name.
pub static RULES: &[&Rule] = &[];
