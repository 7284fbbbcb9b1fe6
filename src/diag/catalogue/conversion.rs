//! Rules about what a format could not hold or had to change.

use crate::diag::Rule;

/// All of them, by name.
pub static RULES: &[&Rule] = &[];
