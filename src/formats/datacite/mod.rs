//! DataCite's metadata (schema 4.5): as JSON and as XML.

mod crosscite;
mod json;
mod xml;

pub use json::FORMAT as JSON;
pub use xml::FORMAT as XML;
