//! The tables of LaTeX commands.

pub(super) mod commands;
pub(super) mod symbols;
