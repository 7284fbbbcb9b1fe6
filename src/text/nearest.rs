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
    let word: Vec<char> = word.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).max(usize::from(word.len() > 2));
    let with_distance = candidates.into_iter().filter_map(|candidate| {
        let other: Vec<char> =
            candidate.chars().take(64).flat_map(char::to_lowercase).collect();
        let prefix = word.len() > 2 && other.starts_with(&word);
        let distance = if prefix { 1 } else { distance(&word, &other) };
        (distance <= limit).then_some((distance, candidate))
    });
    with_distance.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The edit distance of optimal string alignment.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at =
                |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(x != y))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
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
