//! Rules about styles, locales and what they are given.

use crate::diag::Rule;

/// All of them, by name.
pub static RULES: &[&Rule] = &[];
