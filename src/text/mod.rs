//! Text and nothing about references: spans, lines, rich text, case, collation,
//! and the way between LaTeX and Unicode.

mod fold;
pub mod langtag;
pub mod latex;
pub mod line_index;
pub mod markup;
mod nearest;
pub mod rich;
pub mod sentence_case;
pub mod span;
pub(crate) mod xml;

pub use fold::{fold, fold_words};
pub use line_index::{LineColumn, LineIndex};
pub use nearest::nearest;
pub use rich::{Format, Mark, RichText};
pub use span::Span;
