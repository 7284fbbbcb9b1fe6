//! Identifiers of works and people: their forms and check digits.
//!
//! DOI (ISO 26324; DOI Handbook, 2), ISBN (ISO 2108), ISSN (ISO 3297), ISMN (ISO 10957),
//! ORCID (ISO 27729, ISO 7064 MOD 11-2), arXiv identifiers (arXiv help, “Understanding the
//! arXiv identifier”), PubMed.

/// Ways to write a DOI other than bare.
const DOI_PREFIXES: [&str; 12] = [
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "http://www.doi.org/",
    "http://doi.acm.org/",
    "https://doi.acm.org/",
    "doi.org/",
    "dx.doi.org/",
    "doi:",
    "doi ",
];

/// A text without the resolver or `doi:` before a DOI.
#[must_use]
pub fn strip_doi_prefix(text: &str) -> &str {
    let mut text = text.trim();
    for prefix in DOI_PREFIXES {
        if text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix)) {
            text = text.get(prefix.len()..).unwrap_or("").trim_start();
        }
    }
    text
}

/// Whether a text is a bare DOI: `10.` and a registrant, a slash, and something.
#[must_use]
pub fn is_doi(text: &str) -> bool {
    let Some((prefix, suffix)) = text.split_once('/') else { return false };
    let Some(registrant) = prefix.strip_prefix("10.") else { return false };
    let digits = registrant.split('.').next().unwrap_or("");
    (4..=9).contains(&digits.len())
        && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !suffix.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a text is a shortened DOI of shortdoi.org, which resolves like any other: `10/abcde`.
#[must_use]
pub fn is_short_doi(text: &str) -> bool {
    text.strip_prefix("10/").is_some_and(|code| {
        code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A DOI as it is compared: bare, in lower case, without LaTeX escapes.
#[must_use]
pub fn doi(text: &str) -> Option<String> {
    let bare = strip_doi_prefix(text).replace('\\', "").to_lowercase();
    is_doi(&bare).then_some(bare)
}

/// What is wrong with an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdFault {
    /// It has another length or other characters.
    Form,
    /// The last digit does not fit the others; the one that would.
    CheckDigit(char),
}

/// Digits, and `X` at the end, without hyphens and spaces; `None` for anything else.
fn digits(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(13);
    for c in text.chars() {
        match c {
            '0'..='9' => out.push(c as u8 - b'0'),
            'X' | 'x' => out.push(10),
            '-' | ' ' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{a0}' => {}
            _ => return None,
        }
        if out.len() > 24 {
            return None;
        }
    }
    let before = out.len().saturating_sub(1);
    out.iter().take(before).all(|digit| *digit < 10).then_some(out)
}

fn as_char(digit: u32) -> char {
    if digit == 10 { 'X' } else { char::from_digit(digit, 10).unwrap_or('?') }
}

fn weighted(digits: &[u8], weight: impl Fn(u32) -> u32) -> u32 {
    (0u32..).zip(digits).map(|(at, digit)| weight(at) * u32::from(*digit)).sum()
}

/// The check digit of EAN-13.
fn ean13(digits: &[u8]) -> u32 {
    let sum =
        weighted(digits.get(..12).unwrap_or(&[]), |at| if at % 2 == 0 { 1 } else { 3 });
    (10 - sum % 10) % 10
}

fn verdict(digits: &[u8], expected: u32) -> Result<(), IdFault> {
    match digits.last() {
        Some(last) if u32::from(*last) == expected => Ok(()),
        _ => Err(IdFault::CheckDigit(as_char(expected))),
    }
}

/// Checks an ISBN of 10 or 13 digits.
///
/// # Errors
/// If it is none, or its check digit is wrong.
pub fn check_isbn(text: &str) -> Result<(), IdFault> {
    let digits = digits(text).ok_or(IdFault::Form)?;
    match digits.len() {
        10 => verdict(&digits, isbn10_check(&digits)),
        13 if digits.starts_with(&[9, 7, 8]) || digits.starts_with(&[9, 7, 9]) => {
            verdict(&digits, ean13(&digits))
        }
        _ => Err(IdFault::Form),
    }
}

fn isbn10_check(digits: &[u8]) -> u32 {
    let sum = weighted(digits.get(..9).unwrap_or(&[]), |at| 10 - at);
    (11 - sum % 11) % 11
}

/// An ISBN as it is compared: 13 digits.
#[must_use]
pub fn isbn13(text: &str) -> Option<String> {
    check_isbn(text).ok()?;
    let mut digits = digits(text)?;
    if digits.len() == 10 {
        digits.splice(0..0, [9, 7, 8]);
        digits.pop();
        let check = ean13(&digits);
        digits.push(u8::try_from(check).unwrap_or(0));
    }
    Some(digits.iter().map(|digit| as_char(u32::from(*digit))).collect())
}

/// Checks an ISSN.
///
/// # Errors
/// If it is none, or its check digit is wrong.
pub fn check_issn(text: &str) -> Result<(), IdFault> {
    let digits = digits(text).filter(|digits| digits.len() == 8).ok_or(IdFault::Form)?;
    let sum = weighted(digits.get(..7).unwrap_or(&[]), |at| 8 - at);
    verdict(&digits, (11 - sum % 11) % 11)
}

/// Checks an ISMN of 13 digits (`979-0-…`) or in the old form (`M-…`).
///
/// # Errors
/// If it is none, or its check digit is wrong.
pub fn check_ismn(text: &str) -> Result<(), IdFault> {
    let text = text.trim();
    let long = match text.strip_prefix(['M', 'm']) {
        Some(rest) => format!("9790{rest}"),
        None => text.to_owned(),
    };
    let digits = digits(&long).ok_or(IdFault::Form)?;
    if digits.len() != 13 || !digits.starts_with(&[9, 7, 9, 0]) {
        return Err(IdFault::Form);
    }
    verdict(&digits, ean13(&digits))
}

/// Checks an ORCID iD, bare or as an address.
///
/// # Errors
/// If it is none, or its check digit is wrong.
pub fn check_orcid(text: &str) -> Result<(), IdFault> {
    let text = text.trim();
    let bare = ["https://orcid.org/", "http://orcid.org/", "orcid.org/", "orcid:"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    let digits = digits(bare).filter(|digits| digits.len() == 16).ok_or(IdFault::Form)?;
    let total = digits.iter().take(15).fold(0, |sum, digit| (sum + u32::from(*digit)) * 2);
    verdict(&digits, (12 - total % 11) % 11)
}

/// The bare arXiv identifier in a text, without its version: `2101.12345`, `hep-th/9901001`.
#[must_use]
pub fn arxiv(text: &str) -> Option<&str> {
    arxiv_version(text).map(without_version)
}

/// The arXiv identifier in a text, with the version that stands there: `2101.12345v2`.
#[must_use]
pub fn arxiv_version(text: &str) -> Option<&str> {
    let mut text = text.trim();
    for prefix in [
        "https://arxiv.org/abs/",
        "http://arxiv.org/abs/",
        "https://arxiv.org/pdf/",
        "http://arxiv.org/pdf/",
        "arxiv.org/abs/",
        "arXiv:",
        "arxiv:",
        "ArXiv:",
        "arXiv preprint arXiv:",
    ] {
        if let Some(rest) = text.strip_prefix(prefix) {
            text = rest.trim_start();
        }
    }
    let text = text.strip_suffix(".pdf").unwrap_or(text);
    let text = text.split_once(" [").map_or(text, |(id, _)| id);
    is_arxiv(without_version(text)).then_some(text)
}

fn without_version(id: &str) -> &str {
    match id.rfind('v') {
        Some(at) if is_number(id.get(at + 1..).unwrap_or("")) => id.get(..at).unwrap_or(id),
        _ => id,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a bare arXiv identifier without a version.
fn is_arxiv(text: &str) -> bool {
    let month = |yymm: &str| {
        yymm.get(2..4)
            .and_then(|mm| mm.parse::<u8>().ok())
            .is_some_and(|m| (1..=12).contains(&m))
    };
    if let Some((yymm, number)) = text.split_once('.')
        && yymm.len() == 4
        && is_number(yymm)
    {
        return (4..=5).contains(&number.len()) && is_number(number) && month(yymm);
    }
    let Some((archive, number)) = text.split_once('/') else { return false };
    let archive_ok = archive.len() >= 2
        && archive.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'.');
    archive_ok && number.len() == 7 && is_number(number) && month(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois() {
        assert_eq!(doi("https://doi.org/10.1000/ABC").as_deref(), Some("10.1000/abc"));
        assert_eq!(doi("doi:10.1000/182").as_deref(), Some("10.1000/182"));
        assert_eq!(doi("10.100/1"), None);
        assert_eq!(doi("10.1000/a b"), None);
    }

    #[test]
    fn isbns() {
        assert_eq!(check_isbn("978-0-306-40615-7"), Ok(()));
        assert_eq!(check_isbn("0-306-40615-2"), Ok(()));
        assert_eq!(check_isbn("0-8044-2957-X"), Ok(()));
        assert_eq!(check_isbn("978-0-306-40615-8"), Err(IdFault::CheckDigit('7')));
        assert_eq!(check_isbn("12345"), Err(IdFault::Form));
        assert_eq!(isbn13("0-306-40615-2").as_deref(), Some("9780306406157"));
    }

    #[test]
    fn other_check_digits() {
        assert_eq!(check_issn("0378-5955"), Ok(()));
        assert_eq!(check_issn("2434-561X"), Ok(()));
        assert_eq!(check_issn("0378-5954"), Err(IdFault::CheckDigit('5')));
        assert_eq!(check_ismn("979-0-060-11561-5"), Ok(()));
        assert_eq!(check_ismn("M-060-11561-5"), Ok(()));
        assert_eq!(check_orcid("https://orcid.org/0000-0002-1825-0097"), Ok(()));
        assert_eq!(check_orcid("0000-0001-5109-3700"), Ok(()));
        assert_eq!(check_orcid("0000-0002-1694-233X"), Ok(()));
        assert_eq!(check_orcid("0000-0002-1825-0098"), Err(IdFault::CheckDigit('7')));
    }

    #[test]
    fn arxiv_identifiers() {
        assert_eq!(arxiv("arXiv:0706.0001v2"), Some("0706.0001"));
        assert_eq!(arxiv("hep-th/9901001"), Some("hep-th/9901001"));
        assert_eq!(arxiv("math.GT/0309136"), Some("math.GT/0309136"));
        assert_eq!(arxiv("1313.0001"), None);
        assert_eq!(arxiv("https://arxiv.org/abs/2101.12345v1"), Some("2101.12345"));
    }
}
