//! What columns and types are called in the tables of people and programs.

pub(super) mod headers;
pub(super) mod kinds;
