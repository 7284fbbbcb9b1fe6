//! Characters outside ASCII in LaTeX source: as they are, or as commands, class by class.

use std::borrow::Cow;

use super::options::{Characters, Options};
use crate::text::latex;

/// A class of characters outside ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Latin letters with accents, ligatures, `ß`, `ø`.
    Letters,
    /// `–` and `—`.
    Dashes,
    /// `“”‘’„«»`.
    Quotes,
    /// White space that does not break, or is narrow.
    Spaces,
    /// Greek letters.
    Greek,
    /// Cyrillic letters.
    Cyrillic,
    /// Everything else.
    Symbols,
}

impl Class {
    /// The class of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "letters" => Self::Letters,
            "dashes" => Self::Dashes,
            "quotes" => Self::Quotes,
            "spaces" => Self::Spaces,
            "greek" => Self::Greek,
            "cyrillic" => Self::Cyrillic,
            "symbols" => Self::Symbols,
            _ => return None,
        })
    }

    /// The class of a character.
    #[must_use]
    pub fn of(c: char) -> Self {
        match c {
            '–' | '—' => Self::Dashes,
            '“' | '”' | '‘' | '’' | '„' | '‚' | '«' | '»' | '‹' | '›' => {
                Self::Quotes
            }
            'Ͱ'..='Ͽ' | 'ἀ'..='῿' => Self::Greek,
            'Ѐ'..='ԯ' => Self::Cyrillic,
            c if c.is_whitespace() => Self::Spaces,
            c if c.is_alphabetic() => Self::Letters,
            _ => Self::Symbols,
        }
    }
}

/// The source with the characters of the wanted classes in the wanted form. Math, addresses
/// and verbatim text stay.
pub(super) fn encode<'a>(source: &'a str, options: &Options) -> Cow<'a, str> {
    let touched = match options.characters {
        Characters::Keep => false,
        Characters::Unicode => source.contains('\\'),
        Characters::Latex => !source.is_ascii(),
    };
    if !touched {
        return Cow::Borrowed(source);
    }
    let wanted =
        |c: char| options.classes.is_empty() || options.classes.contains(&Class::of(c));
    let convert = |piece: &str| match options.characters {
        Characters::Latex => latex::to_ascii_where(piece, wanted),
        _ => latex::to_unicode_where(piece, wanted),
    };
    let mut out = String::with_capacity(source.len() + 16);
    let mut from = 0;
    for run in latex::fixed_runs(source) {
        out.push_str(&convert(source.get(from..run.start).unwrap_or("")));
        out.push_str(source.get(run.clone()).unwrap_or(""));
        from = run.end;
    }
    out.push_str(&convert(source.get(from..).unwrap_or("")));
    Cow::Owned(out)
}
