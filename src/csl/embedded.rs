//! The styles and locales that the binary carries, inflated one at a time.
//!
//! `build.rs` writes the blob and its table. The files are under CC BY-SA 3.0, except our
//! own: see `styles/NOTICE.md`.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// A file in the blob.
#[derive(Debug)]
pub struct Embedded {
    /// The public style id, or the language tag of a locale.
    pub name: &'static str,
    /// The style's title; empty for locales.
    pub title: &'static str,
    /// Whether it is one of our own.
    pub own: bool,
    start: usize,
    end: usize,
    size: usize,
}

impl Embedded {
    /// The file's XML.
    #[must_use]
    pub fn xml(&self) -> String {
        let packed = BLOB.get(self.start..self.end).unwrap_or_default();
        let bytes = decompress_to_vec_with_limit(packed, self.size).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.bin"));

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// All embedded styles, by name.
#[must_use]
pub fn styles() -> &'static [Embedded] {
    STYLES
}

/// All embedded locales, by language tag.
#[must_use]
pub fn locales() -> &'static [Embedded] {
    LOCALES
}

/// The names that stand for another style's name.
#[must_use]
pub fn aliases() -> &'static [(&'static str, &'static str)] {
    ALIASES
}

/// The embedded style of a name or alias.
#[must_use]
pub fn style(name: &str) -> Option<&'static Embedded> {
    let name = match ALIASES.binary_search_by_key(&name, |(alias, _)| alias) {
        Ok(at) => ALIASES.get(at)?.1,
        Err(_) => name,
    };
    let at = STYLES.binary_search_by_key(&name, |style| style.name).ok()?;
    STYLES.get(at)
}

/// The embedded locale of exactly this language tag.
#[must_use]
pub fn locale(tag: &str) -> Option<&'static Embedded> {
    LOCALES.iter().find(|locale| locale.name.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_inflates_to_xml() {
        for file in styles().iter().chain(locales()) {
            let xml = file.xml();
            assert_eq!(xml.len(), file.size, "{}", file.name);
            let root = if file.title.is_empty() { "locale" } else { "style" };
            let head = format!("<{root} xmlns=\"http://purl.org/net/xbiblio/csl\"");
            assert!(xml.contains(&head) || file.own, "{}", file.name);
            assert!(xml.trim_end().ends_with(&format!("</{root}>")), "{}", file.name);
        }
    }

    #[test]
    fn public_names_come_before_aliases() {
        assert_eq!(style("apa").map(|style| style.name), Some("apa"));
        let alias = style("public-library-of-science").map(|style| style.name);
        assert_eq!(alias, Some("plos"));
        // A public style that is not embedded, though the archive calls another one so.
        assert!(style("chicago-notes").is_none());
    }

    #[test]
    fn rights_are_kept() {
        let public =
            styles().iter().filter(|style| !style.own && style.name != "alphanumeric");
        for style in public {
            assert!(
                style.xml().contains("creativecommons.org/licenses/by-sa"),
                "{}",
                style.name
            );
        }
    }
}
