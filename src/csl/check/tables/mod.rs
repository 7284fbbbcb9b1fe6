//! Tables of the style check.

pub(super) mod schema;
