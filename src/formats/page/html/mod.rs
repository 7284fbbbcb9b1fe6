//! Saved web pages: their text as lines, their metadata as claims.

mod boxes;
pub(super) mod cards;
mod claimed;
pub(super) mod claims;
mod coins;
pub(super) mod facts;
pub(super) mod head;
mod issued;
mod jsonld;
mod lines;
mod microdata;
mod parts;
mod people;
mod pieces;
mod titles;
pub(super) mod tokens;
pub(super) mod work;

pub(super) use self::boxes::drop_boxes;
pub(super) use self::lines::read;
