//! Writers of the processor's output tree.
