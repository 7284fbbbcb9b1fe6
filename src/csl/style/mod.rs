//! Styles: as they are written (XML with places), and compiled.

pub(crate) mod attributes;
pub(crate) mod compile;
pub(crate) mod element;
mod names;
pub mod xml;

pub use xml::{Attribute, Document, Element, ElementId};
