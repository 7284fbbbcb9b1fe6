//! EndNote: its tagged import format (`%0 Journal Article`, as Refer and BibIX before it) and
//! its XML (`RSXML.dtd`). Both are read and written by way of RIS's tags of 2011, which are
//! EndNote's own names of its fields.

mod enw;
pub(crate) mod tables;
mod xml;

pub use enw::FORMAT as ENW;
pub use xml::FORMAT as XML;
