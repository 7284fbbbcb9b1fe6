//! Tables of the writers.

pub(super) mod superscripts;
