//! Saved web pages: their text as lines, their metadata as claims.

pub(super) mod claims;
mod coins;
mod jsonld;
mod lines;
mod microdata;
mod people;
mod titles;
pub(super) mod tokens;
pub(super) mod work;

pub(super) use self::lines::read;
