//! Rules about entries, one file each.
