//! Diagnostics: what was found, where, why it matters, and how it can be mended.

pub mod catalogue;
pub mod diagnostic;
pub mod render;
pub mod rule;

pub use diagnostic::{Change, Diagnostic, Edit, Fix, Place, Safety};
pub use rule::{Group, Rule, Severity};
