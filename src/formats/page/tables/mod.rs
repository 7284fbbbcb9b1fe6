//! What the importer knows about the world, as data: months, labels, venues, names, sites.

pub(super) mod boxes;
pub mod forgotten;
pub(super) mod given;
pub(super) mod headings;
pub(super) mod labels;
pub(super) mod meta;
pub(super) mod months;
pub(super) mod names;
pub(super) mod venues;
pub(super) mod words;
