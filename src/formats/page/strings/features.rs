//! What the model looks at: for each word a set of hashed features of the word, its
//! neighbours, the part of the sentence that it stands in and the whole reference.

use super::token::{
    EDITOR, Ending, GIVEN_NAME, INITIAL, JOURNAL, MONTH, Number, PLACE, PUBLISHER, Token,
};

/// The features of each word.
pub(super) fn of(tokens: &[Token<'_>]) -> Vec<Vec<u32>> {
    let facts: Vec<Facts> = tokens.iter().map(Facts::of).collect();
    let states = states(tokens);
    let commas =
        segments(tokens, |ending| !matches!(ending, Ending::Open | Ending::Initial));
    let stops = segments(tokens, |ending| {
        matches!(ending, Ending::Stop | Ending::Question | Ending::ParenMark)
    });
    let whole = signature(tokens);
    (0..tokens.len())
        .map(|at| word(at, tokens, &facts, &states, (&commas, &stops), whole))
        .collect()
}

/// What is hashed once for each word.
#[derive(Clone, Copy, Default)]
struct Facts {
    word: u64,
    shape: u64,
    lead: u64,
    trail: u64,
    sort: u64,
    ending: u64,
}

impl Facts {
    fn of(token: &Token<'_>) -> Self {
        Self {
            word: hash(&token.word),
            shape: hash(&token.shape),
            lead: hash(token.lead),
            trail: hash(token.trail),
            sort: u64::from(token.lists) * 16 + token.number as u64 + 1,
            ending: token.ending as u64 + 1,
        }
    }
}

/// FNV-1a: the weights depend on it, so it may not change.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// One feature: its template and what it holds.
fn mix(template: u64, values: [u64; 3]) -> u32 {
    let mut hash = template.wrapping_mul(0xd6e8_feb8_6659_fd93);
    for value in values {
        hash = (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    (hash >> 32) as u32
}

/// What came before a word.
#[derive(Clone, Copy, Default)]
struct State {
    /// 0 before any quotation, 1 in one, 2 after one.
    quote: u64,
    /// Inside parentheses.
    paren: u64,
    /// A year came before.
    year: u64,
    /// “in” came before; an editor's mark came before.
    inside: u64,
    /// Words to the next year, as a bucket.
    next_year: u64,
    /// The last of the telling words before.
    cue: u64,
}

fn states(tokens: &[Token<'_>]) -> Vec<State> {
    let mut state = State::default();
    let mut states = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token.lead.contains(['“', '«', '„', '"', '‘', '”'])
            || token.word.is_empty() && token.trail.contains(['«', '“'])
        {
            state.quote = 1;
        }
        if token.lead.contains(['(', '[']) {
            state.paren = 1;
        }
        states.push(state);
        if state.quote == 1 && token.trail.contains(['”', '»', '"', '“', '’']) {
            state.quote = 2;
        }
        if token.trail.contains([')', ']']) || token.ending == Ending::Stop {
            state.paren = 0;
        }
        if token.number == Number::Year {
            state.year = (state.year + 1).min(2);
        }
        match token.word.as_str() {
            "in" | "dans" | "en" | "i" if token.text.starts_with(char::is_uppercase) => {
                state.inside |= 1;
            }
            "in" if token.ending == Ending::Colon => state.inside |= 1,
            _ => {}
        }
        if token.lists & EDITOR != 0 {
            state.inside |= 2;
        }
        let telling = matches!(
            token.word.as_str(),
            "in" | "vol"
                | "no"
                | "pp"
                | "p"
                | "s"
                | "ed"
                | "eds"
                | "from"
                | "at"
                | "press"
                | "university"
                | "université"
                | "thesis"
                | "doi"
                | "bd"
                | "hrsg"
                | "dir"
                | "accessed"
                | "retrieved"
                | "available"
                | "issn"
                | "isbn"
                | "trans"
        );
        if telling {
            state.cue = hash(&token.word);
        } else if token.number != Number::None {
            state.cue = token.number as u64;
        }
    }
    let mut distance = 9;
    for (state, token) in states.iter_mut().zip(tokens).rev() {
        if token.number == Number::Year {
            distance = 0;
        }
        state.next_year = match distance {
            0..=3 => distance,
            4..=6 => 4,
            7..=8 => 5,
            _ => 6,
        };
        distance = (distance + 1).min(9);
    }
    states
}

/// A part between two marks.
#[derive(Clone, Copy, Default)]
struct Segment {
    /// Which one.
    index: u64,
    /// Words from its start, and to its end.
    from: u64,
    to: u64,
    /// What it is made of.
    summary: u64,
}

fn segments(tokens: &[Token<'_>], ends: impl Fn(Ending) -> bool) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(tokens.len());
    let mut start = 0;
    let mut index = 0;
    for (at, token) in tokens.iter().enumerate() {
        if !ends(token.ending) && at + 1 < tokens.len() {
            continue;
        }
        let part = tokens.get(start..=at).unwrap_or(&[]);
        let summary = summary(part);
        for place in 0..part.len() {
            segments.push(Segment {
                index: u64::min(index, 7),
                from: place.min(4) as u64,
                to: (part.len() - 1 - place).min(4) as u64,
                summary,
            });
        }
        start = at + 1;
        index += 1;
    }
    segments
}

/// Length, share of capitals, numbers and known words.
fn summary(part: &[Token<'_>]) -> u64 {
    let length = match part.len() {
        length @ 0..=3 => length as u64,
        4..=5 => 4,
        6..=9 => 5,
        _ => 6,
    };
    let words = part.iter().filter(|t| t.word.chars().any(char::is_alphabetic)).count();
    let capital = |token: &&Token<'_>| {
        token.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    };
    let capitals = part.iter().filter(capital).count();
    let share = (capitals * 3).checked_div(words).map_or(4, |share| share as u64);
    let numbers = part.iter().fold(0_u64, |all, token| {
        all | match token.number {
            Number::None | Number::Roman | Number::Mixed => 0,
            Number::Year => 1,
            Number::Url | Number::Doi => 4,
            _ => 2,
        }
    });
    let lists = part.iter().fold(0, |all, token| all | token.lists)
        & (INITIAL | GIVEN_NAME | MONTH | PLACE | EDITOR | PUBLISHER | JOURNAL);
    ((u64::from(lists) * 8 + length) * 8 + share) * 8 + numbers
}

/// What sort of reference it is, as far as marks tell.
fn signature(tokens: &[Token<'_>]) -> u64 {
    let quotes = tokens.iter().any(|token| token.lead.contains(['“', '«', '„', '"']));
    let last = tokens.len().saturating_sub(1);
    let year = tokens.iter().position(|token| token.number == Number::Year);
    let year = match year {
        None => 0,
        Some(at) if at + 2 >= last => 1,
        Some(at) if at * 2 < last => 2,
        Some(_) => 3,
    };
    let range = tokens.iter().any(|token| token.number == Number::Range);
    let issue = tokens.iter().any(|token| token.number == Number::Issue);
    let place = tokens
        .iter()
        .any(|token| token.ending == Ending::Colon && token.lists & PLACE != 0);
    ((u64::from(quotes) * 4 + year) * 2 + u64::from(range)) * 4
        + u64::from(issue) * 2
        + u64::from(place)
}

/// The start and end of a word, up to some letters.
fn affixes(word: &str, templates: u64, out: &mut Vec<u32>) {
    let ends: Vec<usize> =
        word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let count = ends.len() - 1;
    for length in 2..=4 {
        if count <= length {
            break;
        }
        let head = ends.get(length).and_then(|end| word.get(..*end)).unwrap_or("");
        let tail = ends.get(count - length).and_then(|at| word.get(*at..)).unwrap_or("");
        out.push(mix(templates + length as u64, [hash(head), 0, 0]));
        out.push(mix(templates + 8 + length as u64, [hash(tail), 0, 0]));
    }
}

fn word(
    at: usize,
    tokens: &[Token<'_>],
    facts: &[Facts],
    states: &[State],
    (commas, stops): (&[Segment], &[Segment]),
    whole: u64,
) -> Vec<u32> {
    let none = Facts::default();
    let near = |step: isize| {
        let at = at.checked_add_signed(step);
        at.and_then(|at| facts.get(at)).unwrap_or(&none)
    };
    let (a, b, c, d, e) = (near(-2), near(-1), near(0), near(1), near(2));
    let state = states.get(at).copied().unwrap_or_default();
    let comma = commas.get(at).copied().unwrap_or_default();
    let stop = stops.get(at).copied().unwrap_or_default();
    let next_comma = commas.get(at + comma.to as usize + 1).copied().unwrap_or_default();
    let from_start = at.min(5) as u64;
    let place = (at * 8 / tokens.len().max(1)) as u64;
    let to_end = (tokens.len() - 1 - at).min(5) as u64;
    let templates = [
        [c.word, 0, 0],
        [b.word, 0, 0],
        [d.word, 0, 0],
        [a.word, 0, 0],
        [e.word, 0, 0],
        [b.word, c.word, 0],
        [c.word, d.word, 0],
        [c.word, b.ending, c.ending],
        [c.shape, 0, 0],
        [b.shape, 0, 0],
        [d.shape, 0, 0],
        [b.shape, c.shape, 0],
        [c.shape, d.shape, 0],
        [b.shape, c.shape, d.shape],
        [a.shape, b.shape, c.shape],
        [c.shape, d.shape, e.shape],
        [c.trail, c.lead, place],
        [b.trail, c.lead, c.sort],
        [b.trail, c.trail, c.sort],
        [c.sort, 0, 0],
        [b.sort, c.sort, 0],
        [c.sort, d.sort, 0],
        [b.sort, c.sort, d.sort],
        [a.sort, b.sort, c.sort],
        [state.quote * 2 + state.paren, b.trail, c.lead],
        [state.quote * 2 + state.paren, c.sort, whole],
        [from_start, c.shape, 0],
        [to_end, c.shape, 0],
        [place, c.sort, 0],
        [state.year, state.next_year, b.ending],
        [state.year, state.inside, c.sort],
        [state.inside, state.quote, b.ending],
        [whole, b.ending, stop.index],
        [whole, state.quote, place],
        [stop.index, comma.index, b.ending],
        [stop.summary, stop.index, state.year],
        [stop.summary, stop.from, stop.to],
        [comma.summary, comma.index, state.year],
        [comma.summary, comma.from, comma.to],
        [comma.summary, next_comma.summary, state.quote],
        [state.cue, c.sort, b.ending],
        [state.cue, c.shape, 0],
        [c.word, stop.index, state.quote],
        [b.ending, c.ending, d.ending],
        [d.word, b.ending, c.ending],
        [c.shape, state.year, state.inside],
    ];
    let mut out = Vec::with_capacity(templates.len() + 6);
    for (template, values) in templates.into_iter().enumerate() {
        out.push(mix(template as u64 + 1, values));
    }
    if let Some(token) = tokens.get(at) {
        affixes(&token.word, 100, &mut out);
    }
    out
}
