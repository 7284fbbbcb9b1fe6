//! Zotero: the JSON of its web API (which Better BibTeX writes too) and its RDF.

mod collections;
mod json;
mod rdf;
pub(crate) mod tables;

pub use json::FORMAT as JSON;
pub use rdf::FORMAT as RDF;
