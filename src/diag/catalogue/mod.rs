//! The rules of readers, writers and styles, one file a subject. Rules about entries stand
//! in `validate`, each beside its check.

use crate::diag::Rule;

pub mod citations;
pub mod config;
pub mod conversion;
pub mod csv;
pub mod import;
pub mod page;
pub mod style;
pub mod style_check;
pub mod syntax;

/// Every rule of this catalogue.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        syntax::RULES,
        import::RULES,
        page::RULES,
        conversion::RULES,
        style::RULES,
        csv::RULES,
        style_check::RULES,
        config::RULES,
        citations::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
