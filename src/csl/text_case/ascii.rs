//! The case of texts in ASCII without tags and quotation marks: most are. What is said of
//! parts and words here is what [`super::Caser`] does with any text.

use crate::csl::style::element::TextCase;

/// Whether a text is in ASCII and has neither tags nor quotation marks.
pub(super) fn is_simple(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'<' | b'"' | b'\''))
}

/// Marks at which a text is cut into parts.
fn is_cut(byte: u8) -> bool {
    matches!(
        byte,
        b'-' | b'/' | b'.' | b',' | b';' | b'?' | b'!' | b':' | b'[' | b']' | b'(' | b')'
    )
}

/// Changes the case of a simple text.
pub(super) fn apply(text: &str, case: TextCase) -> String {
    let bytes = text.as_bytes();
    let mut out = text.to_owned();
    let mut caser = Caser {
        case,
        is_first: case != TextCase::CapitalizeAll,
        after_mark: false,
        last_word: None,
    };
    let mut at = 0;
    // A hyphen after the first part counts for the last word before it.
    let head = bytes.iter().position(|byte| is_cut(*byte));
    let head = head.filter(|at| bytes.get(*at) == Some(&b'-'));
    while let Some(byte) = bytes.get(at).copied() {
        if byte == b' ' {
            at += 1;
        } else if is_cut(byte) {
            caser.mark(byte);
            at += 1;
        } else {
            let rest = bytes.get(at..).unwrap_or(&[]);
            let length = rest.iter().position(|byte| *byte == b' ' || is_cut(*byte));
            let end = at + length.unwrap_or(rest.len());
            caser.word(&mut out, at, end, head == Some(end));
            at = end;
        }
    }
    caser.last(&mut out);
    out
}

struct Caser {
    case: TextCase,
    is_first: bool,
    after_mark: bool,
    /// Where the last word of a title stands.
    last_word: Option<(usize, usize)>,
}

impl Caser {
    /// A mark ends a part and begins another.
    fn mark(&mut self, byte: u8) {
        self.after_mark |=
            self.case == TextCase::Title && matches!(byte, b'!' | b'?' | b':');
    }

    fn word(&mut self, out: &mut str, start: usize, end: usize, before_hyphen: bool) {
        let Some(word) = out.get_mut(start..end) else { return };
        let is_lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        let capital = match self.case {
            TextCase::Sentence => {
                if !self.is_first {
                    word.make_ascii_lowercase();
                }
                self.is_first
            }
            TextCase::CapitalizeFirst => self.is_first && is_lower,
            TextCase::CapitalizeAll => is_lower,
            _ => {
                self.last_word = Some((start, end));
                let long = word.len() > 1 && !super::is_skipped(word);
                is_lower && (long || before_hyphen || self.is_first || self.after_mark)
            }
        };
        if capital && let Some(first) = word.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.is_first = false;
        self.after_mark = false;
    }

    /// The last word of a title has a capital letter, whatever it is.
    fn last(&self, out: &mut str) {
        let Some((start, end)) = self.last_word else { return };
        let Some(word) = out.get_mut(start..end) else { return };
        if word.len() > 1
            && super::is_skipped(&word.to_ascii_lowercase())
            && let Some(first) = word.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
    }
}
