//! Embeds styles and locales.

fn main() {}
