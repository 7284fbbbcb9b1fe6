//! Who wrote a RIS entry, where that changes what its tags mean.

use crate::formats::common::tagged::Record;

/// The exporters whose habits differ from the specifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// The specifications.
    Plain,
    /// Elsevier's Scopus: `C7` is an article number.
    Scopus,
    /// Clarivate's Web of Science: `C6` and `C7` likewise.
    WebOfScience,
    /// IEEE Xplore: `AU  - G. O. Author`, `VO`.
    Ieee,
    /// ProQuest: `N1` is full of its own notices.
    ProQuest,
    /// ProCite by way of Reference Manager: `N1  - Label: value`.
    ProCite,
    /// PubMed and its mirrors: `AN` is the PMID.
    PubMed,
}

/// Labels that ProCite puts into notes, whatever the type.
const PROCITE_SIGNS: &[&str] =
    &["Record ID:", "Record Number:", "Connective Phrase:", "Packaging Method:"];

/// Finds the exporter of an entry by what it alone writes.
pub(super) fn of(record: &Record<'_>) -> Dialect {
    let is = |tag: &str, text: &str| {
        record.first(tag).is_some_and(|value| value.trim().eq_ignore_ascii_case(text))
    };
    let notes = |text: &str| record.all("N1").any(|note| note.starts_with(text));
    if is("DB", "Scopus") || record.all("UR").any(|url| url.contains("www.scopus.com")) {
        Dialect::Scopus
    } else if record.first("AN").is_some_and(|value| value.starts_with("WOS:")) {
        Dialect::WebOfScience
    } else if PROCITE_SIGNS.iter().any(|sign| notes(sign)) {
        Dialect::ProCite
    } else if record.first("VO").is_some()
        || record.all("UR").any(|url| url.contains("ieeexplore"))
    {
        Dialect::Ieee
    } else if record.all("UR").any(|url| url.contains("proquest.com")) {
        Dialect::ProQuest
    } else if is("DB", "PubMed") || is("DP", "NLM") || is("DB", "MEDLINE") {
        Dialect::PubMed
    } else {
        Dialect::Plain
    }
}
