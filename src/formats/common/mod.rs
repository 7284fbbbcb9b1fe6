//! What several formats share: XML trees, tagged lines, drafts of entries, names, dates,
//! pages, cite keys, and the account of what a writer had no place for.

pub(crate) mod catalogue;
pub(crate) mod claims;
pub(crate) mod draft;
pub(crate) mod extension;
pub(crate) mod json;
pub(crate) mod keys;
pub(crate) mod mathml;
pub(crate) mod names;
mod stray;
pub(crate) mod tables;
pub(crate) mod tagged;
pub(crate) mod unread;
pub(crate) mod values;
pub(crate) mod xml;
pub(crate) mod xml_out;
pub(crate) mod zipped;

pub(crate) use claims::Claims;
pub(crate) use draft::Draft;
pub(crate) use keys::Keys;
