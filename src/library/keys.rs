//! Cite keys.
