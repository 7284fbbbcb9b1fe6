//! OpenURL ContextObjects (ANSI/NISO Z39.88-2004): as COinS in web pages, as XML documents.

mod coins;
mod context;
mod pairs;
pub(crate) mod tables;

pub use coins::FORMAT as COINS;
pub use context::FORMAT as CONTEXT;
