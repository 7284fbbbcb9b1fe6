//! Rules about what an import found in its source.

use crate::diag::Rule;

/// All of them, by name.
pub static RULES: &[&Rule] = &[];
