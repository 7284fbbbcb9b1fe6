//! Suffixes of ordinals (CSL 1.0.2, “Ordinal Suffixes”).

use rustc_hash::FxHashMap;

use crate::csl::locale::terms::{Gender, Terms};
use crate::csl::style::element::{Str, TermForm};

/// What of a number an ordinal term looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Matching {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}

/// Which ordinal terms there are, by the numbers that they are for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ordinals {
    /// Whether the generic term `ordinal` is there: the scheme of CSL 1.0.1.
    generic: bool,
    terms: FxHashMap<(Matching, Box<str>, Option<bool>), Box<str>>,
    names: Vec<Box<str>>,
}

impl Ordinals {
    /// Forgets all terms, as an element with new ones asks for.
    pub(crate) fn clear(&mut self, terms: &mut Terms) {
        for name in self.names.drain(..) {
            terms.remove(&name);
        }
        self.terms.clear();
        self.generic = false;
    }

    /// Notes an ordinal term.
    pub(crate) fn add(
        &mut self,
        name: &str,
        matching: Option<&str>,
        gender: Option<Gender>,
    ) {
        self.names.push(name.into());
        let Some(digits) = name.strip_prefix("ordinal-") else {
            self.generic = true;
            return;
        };
        let matching = match matching {
            Some("last-digit") => Matching::LastDigit,
            Some("last-two-digits") => Matching::LastTwoDigits,
            Some("whole-number") => Matching::WholeNumber,
            _ if digits.starts_with('0') => Matching::LastDigit,
            _ => Matching::LastTwoDigits,
        };
        let digits = digits.strip_prefix('0').unwrap_or(digits);
        self.terms.insert((matching, digits.into(), key(gender)), name.into());
    }

    /// The suffix of a number.
    pub(crate) fn suffix(&self, terms: &Terms, number: u64, gender: Option<Gender>) -> Str {
        if !self.generic {
            return legacy(terms, number, gender);
        }
        let get =
            |name: &str| terms.get(name, TermForm::Long, false, gender).unwrap_or_default();
        let text = number.to_string();
        let last =
            |count: usize| text.get(text.len().saturating_sub(count)..).unwrap_or("");
        let generic = get("ordinal");
        let tries = if gender.is_some() { vec![gender, None] } else { vec![None] };
        let mut suffix = generic;
        for gender in tries {
            let found = [
                (Matching::WholeNumber, text.as_str()),
                (Matching::LastTwoDigits, last(2)),
                (Matching::LastDigit, last(1)),
            ]
            .into_iter()
            .find_map(|(matching, digits)| {
                self.terms.get(&(matching, digits.into(), key(gender)))
            });
            if let Some(name) = found {
                suffix = get(name);
            }
            if !suffix.is_empty() {
                break;
            }
        }
        suffix
    }
}

fn key(gender: Option<Gender>) -> Option<bool> {
    gender.map(|gender| gender == Gender::Feminine)
}

/// The four suffixes of CSL 1.0.
fn legacy(terms: &Terms, number: u64, gender: Option<Gender>) -> Str {
    let teens =
        (11..=19).contains(&(number % 100)) && number < 100 || (number / 10) % 10 == 1;
    let name = match number % 10 {
        _ if teens => "ordinal-04",
        1 => "ordinal-01",
        2 => "ordinal-02",
        3 => "ordinal-03",
        _ => "ordinal-04",
    };
    terms.get(name, TermForm::Long, false, gender).unwrap_or_default()
}
