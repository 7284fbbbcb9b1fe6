//! The pattern that repeats between the dates of a listing, and which line of a work stands at
//! which place of it.

use super::{Group, Sort, Work};

/// The sorts of lines between most dates.
pub(super) fn pattern(groups: &[Group], dated: &[usize]) -> Option<Vec<Sort>> {
    let between: Vec<Vec<Sort>> = dated
        .windows(2)
        .filter_map(|pair| match pair {
            [above, below] => groups.get(above + 1..*below),
            _ => None,
        })
        .map(|between| between.iter().map(|group| group.sort).collect())
        .collect();
    let mut candidates: Vec<&Vec<Sort>> =
        between.iter().filter(|sorts| sorts.len() < 7).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let support =
        |pattern: &[Sort]| between.iter().filter(|sorts| covers(pattern, sorts)).count();
    let exact = |pattern: &[Sort]| between.iter().filter(|sorts| *sorts == pattern).count();
    let best = candidates
        .into_iter()
        .take(40)
        .max_by_key(|pattern| (support(pattern), exact(pattern)))?;
    let few = between.len() < 4;
    let enough = support(best) * 10 >= between.len() * 6 && (exact(best) > 1 || few);
    (enough && best.contains(&Sort::Short)).then(|| best.clone())
}

/// Whether sorts are the same, or both are text.
fn like(one: Sort, other: Sort) -> bool {
    let text = |sort: Sort| matches!(sort, Sort::Short | Sort::Lead);
    one == other || text(one) && text(other)
}

/// Whether lines fit a pattern but for paragraphs that are missing, or titles that look like
/// sentences.
fn covers(pattern: &[Sort], sorts: &[Sort]) -> bool {
    let same = pattern.len() == sorts.len()
        && pattern.iter().zip(sorts).all(|(one, other)| like(*one, *other));
    let bare = |sorts: &[Sort]| -> Vec<Sort> {
        sorts.iter().copied().filter(|sort| *sort != Sort::Lead).collect()
    };
    same || sorts.len() < pattern.len() && bare(pattern) == bare(sorts)
}

/// Where in the pattern a work begins: what precedes belongs to the date above it.
pub(super) fn cut(groups: &[Group], dated: &[usize], pattern: &[Sort]) -> Option<usize> {
    let same = |at: usize, sorts: &[Sort]| {
        let found = groups.get(at..at + sorts.len());
        found.is_some_and(|found| {
            found.iter().zip(sorts).all(|(g, sort)| like(g.sort, *sort))
        })
    };
    let (first, last) = (*dated.first()?, *dated.last()?);
    let whole: Vec<usize> = dated
        .windows(2)
        .filter_map(|pair| match pair {
            [above, below] if below - above - 1 == pattern.len() => Some(above + 1),
            _ => None,
        })
        .filter(|at| same(*at, pattern))
        .collect();
    let share = |place: usize, holds: &dyn Fn(&Group) -> bool| {
        let found = whole.iter().filter(|at| groups.get(*at + place).is_some_and(holds));
        i32::try_from(found.count() * 10 / whole.len().max(1)).unwrap_or(0)
    };
    let score = |cut: usize| {
        let (after, before) = pattern.split_at(cut);
        let mut score = 0;
        if first >= before.len() && same(first - before.len(), before) {
            score += 10;
        }
        if same(last + 1, after) {
            score += 20;
        }
        // The group that would begin a work, and the one that would end it.
        score += share(cut, &|group| group.bullet) * 3;
        let gaps = (0..=pattern.len()).map(|at| share(at, &|group| group.gap)).sum::<i32>();
        let mean = gaps / i32::try_from(pattern.len() + 1).unwrap_or(1);
        score += share(cut, &|group| group.gap) - mean;
        score += match cut.checked_sub(1) {
            Some(above) => share(above, &|group| group.closes) * 2,
            None => {
                let closes =
                    |at: &&usize| groups.get(**at).is_some_and(|group| group.closes);
                let closed = dated.iter().filter(closes).count();
                i32::try_from(closed * 20 / dated.len()).unwrap_or(0)
            }
        };
        if before.first() == Some(&Sort::Lead) {
            score -= 30;
        }
        if after.last() == Some(&Sort::Lead) {
            score += 15;
        }
        score
    };
    (0..=pattern.len()).max_by_key(|cut| score(*cut))
}

/// How well groups fit the places of a pattern, and which group stands at which place: the
/// best alignment of the two, from their ends.
fn fit(pattern: &[Sort], groups: &[Group], shift: usize) -> (i32, Vec<Option<usize>>) {
    let worth = |sort: Sort, group: &Group| match (sort, group.sort) {
        (one, other) if one == other => 10,
        (Sort::Short, Sort::Lead) | (Sort::Lead, Sort::Short) => 3,
        _ => -100,
    };
    // A title is missed more than a paragraph.
    let missing = |sort: Sort| if sort == Sort::Short { 8 } else { 0 };
    let width = groups.len() + 1;
    let mut best = vec![0_i32; (pattern.len() + 1) * width];
    let value = |best: &[i32], row: usize, column: usize| {
        best.get(row * width + column).copied().unwrap_or(i32::MIN / 2)
    };
    // What each step is worth: no group at the place, no place for the group, both.
    let steps = |best: &[i32], row: usize, column: usize| {
        let (sort, group) = (pattern.get(row), groups.get(column));
        let none = sort.map(|sort| value(best, row + 1, column) - missing(*sort));
        let extra = group.map(|_| value(best, row, column + 1) - 4);
        let pair = sort
            .zip(group)
            .map(|(sort, group)| value(best, row + 1, column + 1) + worth(*sort, group));
        (none, extra, pair)
    };
    for row in (0..=pattern.len()).rev() {
        for column in (0..=groups.len()).rev() {
            let (none, extra, pair) = steps(&best, row, column);
            let most = [none, extra, pair].into_iter().flatten().max().unwrap_or(0);
            if let Some(cell) = best.get_mut(row * width + column) {
                *cell = most;
            }
        }
    }
    let mut places = vec![None; pattern.len()];
    let (mut row, mut column) = (0, 0);
    while row < pattern.len() && column < groups.len() {
        let whole = Some(value(&best, row, column));
        let (none, _, pair) = steps(&best, row, column);
        if pair == whole {
            if let Some(place) = places.get_mut(row) {
                *place = Some(shift + column);
            }
            row += 1;
            column += 1;
        } else if none == whole {
            row += 1;
        } else {
            column += 1;
        }
    }
    (value(&best, 0, 0), places)
}

/// More groups than this between two dates belong to no work.
const FAR: usize = 24;

/// The groups between two dates: those that close the work above, and those that open the
/// next one.
fn parted(
    after: &[Sort],
    before: &[Sort],
    between: &[Group],
    from: usize,
    is_first: bool,
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    if between.len() > FAR {
        let (one, rest) = between.split_at(FAR / 2);
        let (_, other) = rest.split_at(rest.len() - FAR / 2);
        let shift = from + between.len() - other.len();
        return (fit(after, one, from).1, fit(before, other, shift).1);
    }
    let mut best = (i32::MIN, Vec::new(), Vec::new());
    let last = if is_first { 0 } else { between.len() };
    for split in 0..=last {
        let (one, other) = between.split_at(split);
        let (close, closing) = fit(after, one, from);
        let (open, opening) = fit(before, other, from + split);
        let gap = other.first().is_some_and(|group| group.gap || group.bullet);
        let closed = one.last().is_some_and(|group| group.closes);
        let sum = close + open + i32::from(gap) + 3 * i32::from(closed);
        if sum > best.0 {
            best = (sum, closing, opening);
        }
    }
    (best.1, best.2)
}

/// Which groups belong to which date.
pub(super) fn works(
    groups: &[Group],
    dated: &[usize],
    pattern: &[Sort],
    cut: usize,
) -> Vec<Work> {
    let (after, before) = pattern.split_at(cut);
    let mut works: Vec<Work> = Vec::with_capacity(dated.len());
    for (place, at) in dated.iter().copied().enumerate() {
        let from = match place.checked_sub(1).and_then(|above| dated.get(above)) {
            Some(above) => above + 1,
            None => at.saturating_sub(before.len()),
        };
        let between = groups.get(from..at).unwrap_or_default();
        let (closing, opening) = parted(after, before, between, from, place == 0);
        if let Some(above) = works.last_mut() {
            above.after = closing;
        }
        works.push(Work { dated: at, before: opening, after: vec![None; after.len()] });
    }
    if let Some(last) = works.last_mut() {
        let from = last.dated + 1;
        let more = groups.get(from..groups.len().min(from + after.len()));
        last.after = fit(after, more.unwrap_or_default(), from).1;
    }
    works
}
