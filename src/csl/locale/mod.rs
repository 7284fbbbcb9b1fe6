//! Locales: terms, date formats and options of a language (CSL 1.0.2, “Locale”).

use std::borrow::Cow;

/// Where locale files come from.
pub trait Locales {
    /// The XML of the locale with exactly this tag (`de-AT`, `la`), if there is one.
    fn xml(&self, tag: &str) -> Option<Cow<'_, str>>;
}

impl Locales for crate::csl::sources::Sources {
    fn xml(&self, tag: &str) -> Option<Cow<'_, str>> {
        self.locale_exactly(tag).map(Cow::Owned)
    }
}
