//! Page ranges (CSL 1.0.2, appendix V).

/// `page-range-format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageRangeFormat {
    Expanded,
    Minimal,
    MinimalTwo,
    Chicago15,
    Chicago16,
}

impl PageRangeFormat {
    /// The format of an attribute's value.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "expanded" => Self::Expanded,
            "minimal" => Self::Minimal,
            "minimal-two" => Self::MinimalTwo,
            "chicago" | "chicago-15" => Self::Chicago15,
            "chicago-16" => Self::Chicago16,
            _ => return None,
        })
    }
}

/// The two ends of a range: letters before the digits, digits (and letters).
pub(super) struct Ends<'a> {
    pub(super) first_particle: &'a str,
    pub(super) first: &'a str,
    pub(super) last_particle: &'a str,
    pub(super) last: &'a str,
}

/// The last page as the format shows it, with its particle; none where the ends do not
/// make a range that runs forward with one particle.
pub(super) fn shorten(
    ends: &Ends<'_>,
    format: Option<PageRangeFormat>,
) -> Option<(String, String)> {
    if !ends.last_particle.is_empty() && ends.last_particle != ends.first_particle {
        return None;
    }
    let full = match ends.first.len().checked_sub(ends.last.len()) {
        Some(missing) => format!("{}{}", ends.first.get(..missing)?, ends.last),
        None => ends.last.to_owned(),
    };
    let begin = leading(ends.first)?;
    let end = leading(&full)?;
    if begin >= end {
        return None;
    }
    let particle = ends.first_particle.to_owned();
    Some(match format {
        None | Some(PageRangeFormat::Expanded) => (particle, full),
        Some(PageRangeFormat::Minimal) => (String::new(), minimal(ends.first, &full, 1)),
        Some(PageRangeFormat::MinimalTwo) => (String::new(), minimal(ends.first, &full, 2)),
        Some(PageRangeFormat::Chicago15) => {
            let short =
                if begin > 100 && !begin.is_multiple_of(100) && begin / 100 == end / 100 {
                    (end % 100).to_string()
                } else if begin >= 10_000 {
                    (end % 1000).to_string()
                } else {
                    full
                };
            (String::new(), short)
        }
        Some(PageRangeFormat::Chicago16) => (String::new(), chicago_16(begin, end, full)),
    })
}

fn leading(text: &str) -> Option<u64> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    text.get(..digits)?.parse().ok()
}

/// The digits of the last page that differ, at least so many.
fn minimal(first: &str, last: &str, least: usize) -> String {
    let (first, last): (Vec<char>, Vec<char>) =
        (first.chars().collect(), last.chars().collect());
    if first.len() != last.len() {
        return last.into_iter().collect();
    }
    let same = first.iter().zip(&last).take_while(|(a, b)| a == b).count();
    let kept = same.min(last.len().saturating_sub(least));
    last.into_iter().skip(kept).collect()
}

fn chicago_16(begin: u64, end: u64, full: String) -> String {
    if begin > 100 && !begin.is_multiple_of(100) {
        let mut divisor: u64 = 100;
        while divisor <= end {
            if begin / divisor == end / divisor {
                return (end % divisor).to_string();
            }
            let Some(next) = divisor.checked_mul(10) else { break };
            divisor = next;
        }
    }
    full
}
