//! How alike titles, people and names of containers are.

use super::Sketch;

/// How alike two titles are, 0 to 100; a subtitle that only one has does not count.
pub(super) fn likeness(a: &Sketch, b: &Sketch) -> u8 {
    if a.title.is_empty() || b.title.is_empty() {
        return 0;
    }
    if a.title == b.title {
        return 100;
    }
    let whole = |s: &Sketch| {
        if s.subtitle.is_empty() {
            s.title.clone()
        } else {
            format!("{} {}", s.title, s.subtitle)
        }
    };
    let (x, y) = (whole(a), whole(b));
    if x == y {
        return 100;
    }
    if !numbers(&x).eq(numbers(&y)) {
        // “Part 1” and “Part 2” are two works.
        return 50;
    }
    let (x, y): (Vec<char>, Vec<char>) =
        (x.chars().take(300).collect(), y.chars().take(300).collect());
    let longest = x.len().max(y.len()).max(1);
    let limit = longest / 5;
    let distance = distance(&x, &y, limit).unwrap_or(longest);
    u8::try_from(100 - 100 * distance / longest).unwrap_or(0)
}

/// The words of a title that count its parts: “part 2”, “vol. B”, “IV”.
fn numbers(title: &str) -> impl Iterator<Item = &str> {
    let roman = |word: &str| {
        matches!(word, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x")
    };
    let label =
        |word: &str| matches!(word, "vol" | "volume" | "part" | "band" | "teil" | "tome");
    let before = std::iter::once("").chain(title.split(' '));
    before.zip(title.split(' ')).filter_map(move |(before, word)| {
        let letter = word.len() == 1 && label(before);
        let counts = roman(word) || letter || word.bytes().any(|b| b.is_ascii_digit());
        counts.then_some(word)
    })
}

/// The edit distance, if it is at most `limit`; the band keeps it linear.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = last.clone();
    for (i, x) in a.iter().enumerate() {
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let (from, to) = (i.saturating_sub(limit), (i + limit + 1).min(b.len()));
        if let Some(before) = row.get_mut(from)
            && from > 0
        {
            *before = usize::MAX / 2;
        }
        let mut least = usize::MAX;
        for j in from..to {
            let y = b.get(j)?;
            let swap = last.get(j)? + usize::from(x != y);
            let cost = swap.min(last.get(j + 1)? + 1).min(row.get(j)? + 1);
            least = least.min(cost);
            *row.get_mut(j + 1)? = cost;
        }
        if let Some(after) = row.get_mut(to + 1) {
            *after = usize::MAX / 2;
        }
        if least > limit {
            return None;
        }
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// Whether the people are the same; `None` if one names nobody.
pub(super) fn shared_people(a: &Sketch, b: &Sketch) -> Option<bool> {
    let (x, y) = (&a.authors, &b.authors);
    if x.is_empty() || y.is_empty() {
        return None;
    }
    let near = |one: &String, other: &String| {
        one == other || one.ends_with(other.as_str()) || other.ends_with(one.as_str())
    };
    let fewer = x.len().min(y.len());
    let shared = x.iter().filter(|one| y.iter().any(|other| near(one, other))).count();
    Some(shared * 2 > fewer)
}

/// Whether one has fewer people and stands elsewhere: series have the same title again and again.
pub(super) fn unlike_groups(a: &Sketch, b: &Sketch) -> bool {
    let (x, y) = (a.authors.len(), b.authors.len());
    let other =
        !a.container.is_empty() && !b.container.is_empty() && a.container != b.container;
    x != y && x > 0 && y > 0 && x.min(y) < 3 && other
}

/// Whether two names of journals or books share no word, not even in an abbreviation.
pub(super) fn unlike_names(a: &str, b: &str) -> bool {
    let words = |name: &str| {
        let words = name.split(' ').filter(|word| word.len() >= 3 && !is_of_any_name(word));
        words.filter_map(|word| word.get(..3).map(str::to_owned)).collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    // A name that is initials alone (`JACM`) may mean anything.
    a.len() > 1 && b.len() > 1 && !a.iter().any(|word| b.contains(word))
}

/// Whether two publishers share no word, not even in an abbreviation; `OUP` may be anybody.
pub(super) fn unlike_houses(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(' ').filter_map(|word| word.get(..3).map(str::to_owned)).collect()
    };
    let long = a.len() > 4 && b.len() > 4;
    let (a, b) = (words(a), words(b));
    long && !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
}

/// Words that say nothing of which journal or conference it is, and numbers.
fn is_of_any_name(word: &str) -> bool {
    const WORDS: [&str; 27] = [
        "the",
        "and",
        "for",
        "der",
        "die",
        "und",
        "des",
        "les",
        "del",
        "proc",
        "proceedings",
        "conference",
        "conf",
        "international",
        "intern",
        "intl",
        "int",
        "national",
        "annual",
        "workshop",
        "symposium",
        "symp",
        "meeting",
        "congress",
        "world",
        "journal",
        "lecture",
    ];
    WORDS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the titles differ by one word that is another one: “English support”, “Polish support”.
pub(super) fn swapped(a: &Sketch, b: &Sketch) -> bool {
    if a.title == b.title {
        return false;
    }
    let other = |x: &str, y: &str| {
        let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
        x.len().min(y.len()) > 1
            && distance(&x, &y, (x.len().max(y.len()) / 3).max(1)).is_none()
    };
    let (mut x, mut y) = (a.title.split(' '), b.title.split(' '));
    let mut found = 0;
    loop {
        match (x.next(), y.next()) {
            (None, None) => return found == 1,
            (Some(one), Some(two)) if one == two => {}
            (Some(one), Some(two)) if other(one, two) => found += 1,
            _ => return false,
        }
    }
}

pub(super) fn is_generic(title: &str) -> bool {
    matches!(
        title,
        "introduction"
            | "editorial"
            | "preface"
            | "foreword"
            | "conclusion"
            | "conclusions"
            | "book review"
            | "book reviews"
            | "review"
            | "review untitled"
            | "untitled"
            | "erratum"
            | "corrigendum"
            | "letter to the editor"
            | "letters to the editor"
            | "obituary"
            | "index"
            | "table of contents"
            | "front matter"
            | "acknowledgments"
            | "personal communication"
            | "einleitung"
            | "vorwort"
            | "announcements"
            | "reply"
            | "comment"
            | "discussion"
    )
}
