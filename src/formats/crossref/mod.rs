//! Crossref: its JSON (REST API, “works”) and the XML that publishers deposit and resolvers
//! answer (unixref 1.1).

mod json;
mod unixref;

pub use json::FORMAT as JSON;
pub(in crate::formats) use json::{KINDS, MEMBERS};
pub use unixref::FORMAT as XML;
