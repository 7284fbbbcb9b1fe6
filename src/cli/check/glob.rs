//! Patterns of paths: `*` within a name, `**` across folders, `?` one character.

/// Whether a path fits a pattern; a pattern without `/` fits the last name.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    if !pattern.contains('/') {
        let name = path.rsplit('/').next().unwrap_or(path);
        return matches(pattern.as_bytes(), name.as_bytes());
    }
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let below = path.match_indices('/').filter_map(|(at, _)| path.get(at + 1..));
    std::iter::once(path)
        .chain(below)
        .any(|tail| matches(pattern.as_bytes(), tail.as_bytes()))
}

/// Goes back only to the last star of each kind: linear for each of the two.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    type Mark = Option<(usize, usize)>;
    let (mut star, mut deep): (Mark, Mark) = (None, None);
    loop {
        let next = pattern.get(p).copied();
        match (next, text.get(t).copied()) {
            (None, None) => return true,
            (Some(b'*'), _) if pattern.get(p + 1) == Some(&b'*') => {
                let slash = pattern.get(p + 2) == Some(&b'/');
                p += if slash { 3 } else { 2 };
                (deep, star) = (Some((p, t)), None);
                continue;
            }
            (Some(b'*'), _) => {
                p += 1;
                star = Some((p, t));
                continue;
            }
            (Some(b'?'), Some(c)) if c != b'/' => {
                (p, t) = (p + 1, t + 1);
                continue;
            }
            (Some(a), Some(b)) if a == b => {
                (p, t) = (p + 1, t + 1);
                continue;
            }
            _ => {}
        }
        if let Some((after, from)) = star
            && text.get(from).is_some_and(|c| *c != b'/')
        {
            star = Some((after, from + 1));
            (p, t) = (after, from + 1);
        } else if let Some((after, from)) = deep
            && from < text.len()
        {
            (deep, star) = (Some((after, from + 1)), None);
            (p, t) = (after, from + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        assert!(fits("*.bib", "a/b.bib"));
        assert!(fits("old/**", "old/a/b.bib"));
        assert!(fits("**/b.bib", "old/a/b.bib"));
        assert!(fits("old/*.bib", "x/old/b.bib"));
        assert!(!fits("old/*.bib", "old/a/b.bib"));
        assert!(!fits("a.bib", "ba.bib"));
        assert!(fits("b?.bib", "ba.bib"));
    }
}
