//! The CSL 1.0.2 processor.

pub mod embedded;
pub mod sources;
