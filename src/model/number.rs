//! Numbers and page ranges, each with a literal twin.

/// A number field: “3”, “2nd”, “12a”, or text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// A plain whole number.
    Integer(i64),
    /// Anything else, as it is printed.
    Literal(Box<str>),
}

impl Number {
    /// Reads a number; what is none stays text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let trimmed = text.trim();
        let canonical = |n: &i64| n.to_string() == trimmed;
        match trimmed.parse().ok().filter(canonical) {
            Some(number) => Self::Integer(number),
            None => Self::Literal(trimmed.into()),
        }
    }
}

/// A page field: pages and ranges of pages, or text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PageRange {
    /// First page and, if it is a range, last page of each part.
    Pages(Vec<(Box<str>, Option<Box<str>>)>),
    /// Anything else, as it is printed.
    Literal(Box<str>),
}

impl PageRange {
    /// Reads pages: `12`, `12-20`, `12--20, 25`, `xi–xv`, `S12-S20`, `e1234`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = without_label(text);
        let is_page = |page: &str| {
            let roman =
                !page.is_empty() && page.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
            let numbered = page.contains(|c: char| c.is_ascii_digit())
                && page
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '.' | ':' | '*' | '/'));
            roman || numbered
        };
        let part = |part: &str| {
            let mut ends = part
                .split(['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}'])
                .map(str::trim)
                .filter(|end| !end.is_empty());
            let first = ends.next().filter(|page| is_page(page))?;
            let last = match ends.next() {
                Some(page) if is_page(page) => Some(page.into()),
                Some(_) => return None,
                None => None,
            };
            ends.next().is_none().then(|| (first.into(), last))
        };
        let pages: Option<Vec<_>> = text.split([',', ';', '&']).map(part).collect();
        match pages {
            Some(pages) if !pages.is_empty() => Self::Pages(pages),
            _ => Self::Literal(text.trim().into()),
        }
    }
}

/// Pages without the label that styles print themselves: `pp. 12–20`.
#[must_use]
pub fn without_label(text: &str) -> &str {
    let text = text.trim();
    let bare =
        ["pp.", "p.", "pp ", "p ", "Pp.", "P.", "pages ", "Pages ", "page ", "Page "]
            .into_iter()
            .find_map(|label| text.strip_prefix(label))
            .map(str::trim_start);
    bare.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_with_any_dash() {
        for text in ["12-20", "12--20", "12–20", "12 — 20"] {
            let expected = PageRange::Pages(vec![("12".into(), Some("20".into()))]);
            assert_eq!(PageRange::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_page_stays_text() {
        assert_eq!(
            PageRange::parse("forthcoming"),
            PageRange::Literal("forthcoming".into())
        );
        assert_eq!(Number::parse("2nd"), Number::Literal("2nd".into()));
        assert_eq!(Number::parse("007"), Number::Literal("007".into()));
    }
}
