//! Names that a reference begins with, and where they end.

use std::sync::LazyLock;

use regex::Regex;

use super::kinds::{self, Venue};
use super::names::{
    AND, EDITOR_MARK, Names, OTHERS, PARENS, Style, is_given, is_honour, is_initials,
    parse, person_score, pieces,
};
use super::tables::names::SUFFIXES;
use crate::model::Name;

/// The list of authors that a reference begins with: its end and the names.
///
/// A boundary that is decisive (an opening quotation mark, a year in parentheses) is tried
/// first; else the longest start that is made of names wins.
pub(super) fn head(text: &str, style: Style) -> Option<(usize, Names)> {
    let bounds = boundaries(text);
    let mut best: Option<(usize, Names)> = None;
    for (end, decisive) in bounds {
        let Some(start) = text.get(..end) else { continue };
        let Some(names) = strict(start, style, decisive) else { continue };
        if decisive {
            return Some((end, names));
        }
        best = Some((end, names));
    }
    best
}

/// Ends that a list of authors may have, in order, and whether each is decisive.
fn boundaries(text: &str) -> Vec<(usize, bool)> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\(?(?:1[5-9]|20)\d\d\b|^\((?:forthcoming|n\.d\.|in press)")
            .expect("a constant")
    });
    let mut ends = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < 900) {
        let rest = text.get(at..).unwrap_or("");
        let next = rest.chars().nth(1).unwrap_or(' ');
        match c {
            // A mark that only closes ends a title, not names.
            '”' if at > 2 && text.matches('”').count() % 2 == 1 => break,
            '“' | '«' | '„' | '"' | '”' if at > 2 => {
                ends.push((at, true));
                break;
            }
            '‘' | '\''
                if at > 2 && (before == ' ' || before == '.') && next.is_alphanumeric() =>
            {
                ends.push((at, true));
                break;
            }
            '(' | '1' | '2'
                if at > 2 && !before.is_alphanumeric() && YEAR.is_match(rest) =>
            {
                ends.push((at, true));
            }
            ',' | ';' => ends.push((at, false)),
            '.' if next == ' ' || !next.is_ascii_punctuation() => {
                ends.push((at + 1, false))
            }
            ':' if next == ' ' => ends.push((at, false)),
            ' ' if rest.starts_with(" – ")
                || rest.starts_with(" - ")
                || rest.starts_with(" — ") =>
            {
                ends.push((at, false));
            }
            _ => {}
        }
        before = c;
        if ends.len() > 60 {
            break;
        }
    }
    ends
}

/// Reads a text that must be a list of names and nothing else.
pub(super) fn strict(text: &str, style: Style, decisive: bool) -> Option<Names> {
    let trimmed = text.trim().trim_end_matches([',', ':', ';', '(', '-', '–']).trim();
    if trimmed.is_empty()
        || trimmed.len() > 900
        || trimmed.contains(['?', '!', '“', '”', '"', '«', '»'])
    {
        return None;
    }
    let bare = EDITOR_MARK.replace(trimmed, "");
    let bare = OTHERS.replace(&bare, "");
    let bare = PARENS.replace_all(&bare, "");
    let bare = bare.trim().trim_end_matches([',', ';']);
    if bare.chars().any(|c| c.is_ascii_digit()) || bare.contains([':', '=']) {
        return None;
    }
    // “Cornell, Svante E. Between bandits.” has gone too far.
    if sentence_inside(bare) {
        return None;
    }
    let names = parse(trimmed, style);
    if names.names.is_empty() {
        return None;
    }
    // Without an “and”, a second name must be a clear one: “Emre Koçhisar, Transit Monitor”.
    let listed = AND.is_match(bare) || bare.contains(';');
    let guessed = names.names.iter().skip(1).any(|name| person_score(&name.display()) < 85);
    if !decisive && !listed && guessed {
        return None;
    }
    // “V. Aviout, Géopolitique du Caucase, Armand Colin, Paris” has gone too far.
    if !decisive && !listed && beyond_names(&names.names) {
        return None;
    }
    let weak = |name: &Name| match name {
        Name::Person(person) => {
            let shown = name.display();
            let score = person_score(&shown);
            score < 45 && !(decisive && !person.family.is_empty() && score >= 30)
        }
        // “Ports, Trade and Growth, in Max Lind, Ports, Quay Press, May” is no institution.
        Name::Literal(text) => {
            !decisive || text.matches(',').count() > 1 || text.len() > 90
        }
        Name::Others => false,
    };
    if names.names.iter().any(weak) {
        return None;
    }
    // Every piece of the text must have become part of a name.
    let read: usize =
        names.names.iter().map(|name| name.display().split_whitespace().count()).sum();
    let written = AND
        .replace_all(bare, " ")
        .split([' ', ',', ';'])
        .filter(|token| {
            !token.is_empty() && !is_honour(token, true) && !is_honour(token, false)
        })
        .count();
    (read >= written).then_some(names)
}

/// Whether a list that begins with initials goes on without them, or names a place or a
/// publisher: a title, a house, a city.
fn beyond_names(names: &[Name]) -> bool {
    let shown: Vec<String> = names.iter().map(Name::display).collect();
    let initials = |name: &String| {
        let mut tokens = name.split(' ');
        tokens.any(|token| token.ends_with('.') && is_initials(token))
    };
    let venue =
        |name: &String| matches!(kinds::venue(name), Venue::Place | Venue::Publisher(86..));
    let more = || shown.iter().skip(1);
    shown.len() > 1
        && (more().any(venue)
            || shown.first().is_some_and(initials)
                && shown.last().is_some_and(|last| !initials(last) && last.contains(' ')))
}

/// Whether a full stop ends a sentence inside a list of names.
fn sentence_inside(text: &str) -> bool {
    let mut tokens = text.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        if tokens.peek().is_none() {
            return false;
        }
        let stopped =
            token.ends_with('.') && !is_initials(token) && !is_honour(token, true);
        let suffix = SUFFIXES.contains(&token.to_lowercase().as_str());
        if stopped && !suffix && token.chars().count() > 3 {
            return true;
        }
    }
    false
}

/// Whether most two-word names of a list have a known given name last.
pub(super) fn style_of(heads: &[&str]) -> Style {
    let mut votes = 0_i32;
    for head in heads {
        for piece in pieces(head) {
            let tokens: Vec<&str> = piece.split_whitespace().collect();
            if let [first, last] = tokens.as_slice()
                && !is_initials(first)
                && !is_initials(last)
            {
                votes += i32::from(is_given(last) && !is_given(first));
                votes -= i32::from(is_given(first) && !is_given(last));
            }
        }
    }
    if votes > 1 { Style::FamilyFirst } else { Style::GivenFirst }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_head(text: &str, expected: Option<&str>) {
        let found = head(text, Style::GivenFirst).and_then(|(end, _)| text.get(..end));
        assert_eq!(
            found.map(|head| head.trim().trim_end_matches([',', ':']).trim()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn heads() {
        check_head(
            "S. Frederick Starr, Putin's War In Ukraine",
            Some("S. Frederick Starr"),
        );
        check_head("Svante E. Cornell, No, The War in Ukraine", Some("Svante E. Cornell"));
        check_head(
            "Engvall, Johan. Between Bandits and Bureaucrats: 30 Years",
            Some("Engvall, Johan."),
        );
        check_head(
            "Cornell, S. E., & Barro, A. (2022, June 3). With referendum.",
            Some("Cornell, S. E., & Barro, A."),
        );
        check_head("Allsen, Thomas T. 1989.‘Mongol Princes", Some("Allsen, Thomas T."));
        check_head(
            "D. Wright, C.L. Tracy, \"Hypersonic cruise missiles,\"",
            Some("D. Wright, C.L. Tracy"),
        );
        check_head("More than half of some US weapons stockpiles, Fox News", None);
    }
}
