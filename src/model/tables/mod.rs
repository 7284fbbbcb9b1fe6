//! The vocabularies, one table each.

pub mod fields;
pub mod kinds;
pub mod languages;
pub mod variables;
