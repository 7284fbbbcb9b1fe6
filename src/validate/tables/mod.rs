//! Tables that rules read.

pub(super) mod field_names;
pub(super) mod languages;
pub(super) mod places;
pub(super) mod required;
