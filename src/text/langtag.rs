//! Language tags (RFC 5646, section 2.1), and those of babel's language names.

/// A tag in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageTag<'t> {
    /// `zh`.
    pub language: &'t str,
    /// `cmn` in `zh-cmn-Hans`.
    pub extlang: Vec<&'t str>,
    /// `Hans`.
    pub script: Option<&'t str>,
    /// `CN`, `419`.
    pub region: Option<&'t str>,
    /// `rozaj`, `1996`.
    pub variants: Vec<&'t str>,
    /// The letter of an extension and its subtags as they are written.
    pub extensions: Vec<(&'t str, &'t str)>,
    /// What follows `x`.
    pub private: Vec<&'t str>,
}

impl<'t> LanguageTag<'t> {
    /// Reads a well-formed tag; `None` for anything else.
    #[must_use]
    pub fn parse(text: &'t str) -> Option<Self> {
        let mut subtags = text.split('-').peekable();
        let mut tag = Self { language: subtags.next()?, ..Self::default() };
        if tag.language.eq_ignore_ascii_case("x") {
            tag.private = rest(subtags)?;
            return Some(tag);
        }
        if !letters(tag.language, 2..=8) {
            return None;
        }
        while let Some(extlang) = subtags.next_if(|s| {
            tag.language.len() < 4 && tag.extlang.len() < 3 && letters(s, 3..=3)
        }) {
            tag.extlang.push(extlang);
        }
        tag.script = subtags.next_if(|subtag| letters(subtag, 4..=4));
        tag.region = subtags.next_if(|subtag| {
            letters(subtag, 2..=2) || (subtag.len() == 3 && digits(subtag))
        });
        while let Some(variant) = subtags.next_if(|subtag| is_variant(subtag)) {
            // No variant stands twice.
            if tag.variants.iter().any(|known: &&str| known.eq_ignore_ascii_case(variant)) {
                return None;
            }
            tag.variants.push(variant);
        }
        while let Some(singleton) = subtags.next() {
            if singleton.eq_ignore_ascii_case("x") {
                tag.private = rest(subtags)?;
                return Some(tag);
            }
            let new = singleton.len() == 1
                && singleton.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && tag
                    .extensions
                    .iter()
                    .all(|(known, _)| !known.eq_ignore_ascii_case(singleton));
            let first =
                subtags.next_if(|subtag| alphanumeric(subtag, 2..=8)).filter(|_| new)?;
            tag.extensions.push((singleton, first));
            while let Some(more) = subtags.next_if(|subtag| alphanumeric(subtag, 2..=8)) {
                tag.extensions.push((singleton, more));
            }
        }
        Some(tag)
    }
}

fn rest<'t>(subtags: impl Iterator<Item = &'t str>) -> Option<Vec<&'t str>> {
    let all: Vec<&str> = subtags.collect();
    (!all.is_empty() && all.iter().all(|subtag| alphanumeric(subtag, 1..=8))).then_some(all)
}

fn letters(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn alphanumeric(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_variant(subtag: &str) -> bool {
    alphanumeric(subtag, 5..=8)
        || (alphanumeric(subtag, 4..=4) && subtag.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5646, appendix A.
    #[test]
    fn the_examples_of_the_rfc() {
        let tag = LanguageTag::parse("zh-cmn-Hans-CN").unwrap();
        assert_eq!((tag.language, tag.extlang.as_slice()), ("zh", ["cmn"].as_slice()));
        assert_eq!((tag.script, tag.region), (Some("Hans"), Some("CN")));
        let tag = LanguageTag::parse("sl-rozaj-biske-1994").unwrap();
        assert_eq!(tag.variants, ["rozaj", "biske", "1994"]);
        let tag = LanguageTag::parse("en-a-myext-b-another").unwrap();
        assert_eq!(tag.extensions, [("a", "myext"), ("b", "another")]);
        let tag = LanguageTag::parse("x-whatever").unwrap();
        assert_eq!(tag.private, ["whatever"]);
        for wrong in ["de-419-DE", "a-DE", "ar-a-aaa-b-bbb-a-ccc", "", "de-", "de-x"] {
            assert_eq!(LanguageTag::parse(wrong), None, "{wrong}");
        }
    }
}
