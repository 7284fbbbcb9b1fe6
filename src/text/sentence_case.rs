//! Title case back to sentence case, for titles of `.bib` files.
//!
//! A BibTeX title is written in title case with its proper nouns in braces, and the style
//! decides (BibTeX's `change.case$` with `t`, biblatex's `\MakeSentenceCase*`). CSL wants the
//! opposite: sentence case in the data, title case by the style (CSL 1.0.2, “text-case”).

use crate::text::rich::{Format, RichText};

/// Whether the writer of a title protected some of its capitals and not the whole of it:
/// the sign that the rest may change its case.
#[must_use]
pub fn is_partly_protected(title: &RichText) -> bool {
    let protected: usize = title
        .marks()
        .iter()
        .filter(|mark| mark.format == Format::NoCase)
        .map(|mark| mark.end.saturating_sub(mark.start) as usize)
        .sum();
    protected > 0 && protected < title.text().trim().len()
}

/// Lowers the capitals of title case: of every word that begins with one and has no other,
/// but not of the first word, nor of the first after a colon or the end of a sentence, nor
/// of what is protected.
#[must_use]
pub fn from_title_case(title: &RichText) -> RichText {
    let text = title.text();
    let mut lowered = String::with_capacity(text.len());
    let mut begins = true;
    let mut from = 0;
    while let Some(word) = next_word(text, from) {
        let (start, end) = word;
        lowered.push_str(text.get(from..start).unwrap_or(""));
        let between = text.get(from..start).unwrap_or("");
        let before = text.get(..from).unwrap_or("");
        begins = begins || from == 0 || ends_sentence(before, between);
        let characters = text.get(start..end).unwrap_or("");
        if begins || is_protected(title, start) || !is_capitalised(characters) {
            lowered.push_str(characters);
        } else {
            lower_first(characters, &mut lowered);
        }
        begins = false;
        from = end;
    }
    lowered.push_str(text.get(from..).unwrap_or(""));
    // A capital whose small form has another length would shift the marks: keep those.
    if lowered.len() == text.len() { title.with_text(lowered) } else { title.clone() }
}

/// The next run of letters, digits, apostrophes and inner points, as `start..end`.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let word = text.get(start..)?;
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.');
    let end = word.find(|c| !inner(c)).unwrap_or(word.len());
    let word = word.get(..end)?.trim_end_matches(['.', '\'', '’']);
    Some((start, start + word.len()))
}

/// Whether a sentence or title ends between two words; an abbreviation's point does not.
fn ends_sentence(before: &str, between: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    let abbreviated = last.contains('.') || last.chars().count() <= 3;
    between.contains([':', '?', '!', '¿', '¡'])
        || between.contains(" — ")
        || between.contains('.') && !abbreviated
}

/// One capital at the start, and a small letter after it: `Peace`, `A`, not `NATO`, `U.S`, `I`.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    first
        && word != "I"
        && !letters.any(char::is_uppercase)
        && !word.chars().any(|c| c.is_ascii_digit())
}

fn is_protected(title: &RichText, at: usize) -> bool {
    title.marks().iter().any(|mark| {
        matches!(mark.format, Format::NoCase | Format::Math)
            && (mark.start as usize..mark.end as usize).contains(&at)
    })
}

fn lower_first(word: &str, out: &mut String) {
    let mut letters = word.chars();
    if let Some(first) = letters.next() {
        out.extend(first.to_lowercase());
    }
    out.push_str(letters.as_str());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Braces protect, as in a `.bib` file.
    fn check(source: &str, expected: &str) {
        let mut title = RichText::default();
        let mut open = Vec::new();
        for piece in source.split_inclusive(['{', '}']) {
            title.push_str(piece.trim_end_matches(['{', '}']));
            match piece.chars().last() {
                Some('{') => open.push(title.open(Format::NoCase)),
                Some('}') => title.close(open.pop().unwrap()),
                _ => {}
            }
        }
        assert_eq!(from_title_case(&title).text(), expected);
    }

    #[test]
    fn unprotected_capitals_are_lowered() {
        check("The {Art} of Computer Programming", "The Art of computer programming");
    }

    #[test]
    fn a_subtitle_begins_with_its_capital() {
        check("War and {Peace}: A Reader's Guide", "War and Peace: A reader's guide");
        check("Who Wins? The Case of {Oslo}", "Who wins? The case of Oslo");
    }

    #[test]
    fn hyphenated_parts_are_words() {
        check("{Kazakh} Anti-{Chinese} Protests", "Kazakh anti-Chinese protests");
    }

    #[test]
    fn abbreviations_and_the_pronoun_stay() {
        check(
            "What I Told NATO and the U.S. in {Kyiv}",
            "What I told NATO and the U.S. in Kyiv",
        );
    }

    #[test]
    fn the_point_of_an_abbreviation_ends_no_sentence() {
        check("{U.S.} Policy in {Asia}. A Study", "U.S. policy in Asia. A study");
    }

    #[test]
    fn only_partly_protected_titles_ask_for_it() {
        let mut whole = RichText::default();
        let mark = whole.open(Format::NoCase);
        whole.push_str("All of It");
        whole.close(mark);
        assert!(!is_partly_protected(&whole));
        assert!(!is_partly_protected(&RichText::plain("None of It")));
    }
}
