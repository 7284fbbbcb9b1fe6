//! Cite keys.

use std::fmt;
use std::sync::Arc;

/// The name by which a document cites an entry; its bytes are kept as they are.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CiteKey(Arc<str>);

impl CiteKey {
    /// The key with these characters.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(Arc::from(key))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CiteKey {
    fn from(key: &str) -> Self {
        Self::new(key)
    }
}

impl fmt::Debug for CiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CiteKey({})", self.0)
    }
}

impl fmt::Display for CiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
