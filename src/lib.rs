//! ibid: citations and bibliographies.
//!
//! Bytes are read by [`formats`] into the [`model`], checked by [`validate`], kept as `.bib`
//! text by [`library`], selected by [`query`], formatted by [`csl`], written by [`output`]
//! and put together as lists by [`publish`]. Lower layers never know the upper ones.

pub mod cli;
pub mod csl;
pub mod diag;
pub mod formats;
pub mod library;
pub mod model;
pub mod output;
pub mod publish;
pub mod query;
pub mod text;
pub mod validate;
