//! “Did you mean”: the known word that is nearest to a misspelt one.

/// The candidate that a person most probably meant, if any is near enough.
///
/// A word is near if at most a third of its characters (at least one, for words of more
/// than two) were mistyped; swapped neighbours count once.
#[must_use]
pub fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let len = word.len();
    let word: Vec<char> = word.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).max(usize::from(word.len() > 2));
    let mut rows = Rows::default();
    let mut other = Vec::new();
    let with_distance = candidates.into_iter().filter_map(|candidate| {
        // A letter takes one byte at least.
        if candidate.len() + limit < word.len() {
            return None;
        }
        other.clear();
        other.extend(candidate.chars().take(64).flat_map(char::to_lowercase));
        let prefix = word.len() > 2 && other.starts_with(&word);
        let distance = if prefix { 1 } else { rows.distance(&word, &other, limit)? };
        (distance <= limit).then_some((distance, !prefix, candidate))
    });
    // Of two as near, the one that goes on with the word, then the one of its length.
    let closest = |(distance, other, near): &(usize, bool, &str)| {
        (*distance, *other, near.len().abs_diff(len))
    };
    with_distance.min_by_key(closest).map(|(.., candidate)| candidate)
}

/// The last rows of the table of distances, the latest last.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Rows {
    /// The edit distance of optimal string alignment; nothing where it is above a limit.
    fn distance(&mut self, a: &[char], b: &[char], limit: usize) -> Option<usize> {
        if a.len().abs_diff(b.len()) > limit {
            return None;
        }
        self.before.clear();
        self.last.clear();
        self.last.extend(0..=b.len());
        for (i, x) in a.iter().enumerate() {
            self.row.clear();
            self.row.push(i + 1);
            for (j, y) in b.iter().enumerate() {
                let at =
                    |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
                let mut best = (at(&self.last, j) + usize::from(x != y))
                    .min(at(&self.last, j + 1) + 1)
                    .min(at(&self.row, j) + 1);
                let swapped =
                    i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
                if swapped {
                    best = best.min(at(&self.before, j - 1) + 1);
                }
                self.row.push(best);
            }
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.row);
            // Whatever comes builds on one of these two rows.
            if self.before.iter().chain(&self.last).all(|far| *far > limit) {
                return None;
            }
        }
        self.last.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(word: &str, expected: Option<&str>) {
        assert_eq!(
            nearest(word, ["biblatex", "bibtex", "csl-json", "csv"]),
            expected,
            "{word}"
        );
    }

    #[test]
    fn slips_are_understood() {
        check("bibtx", Some("bibtex"));
        check("csl-jsno", Some("csl-json"));
        check("CSV", Some("csv"));
        check("csl", Some("csl-json"));
    }

    #[test]
    fn strangers_are_not() {
        check("endnote", None);
        check("", None);
    }
}
