//! Styles as they are written: XML with places, checked on the way in.

pub mod xml;

pub use xml::{Attribute, Document, Element, ElementId};
