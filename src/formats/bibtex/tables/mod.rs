//! The words of BibTeX and BibLaTeX for kinds and fields.

pub(super) mod fields;
pub(super) mod inheritance;
pub(super) mod kinds;
