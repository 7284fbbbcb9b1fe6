//! Tables of rules: as long as their subjects.

pub(super) mod required;
