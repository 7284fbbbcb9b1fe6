//! Rich text: plain text with marks on parts of it.
//!
//! The characters are all in `text`, quotation marks included, so that searching,
//! sorting and comparing need no second form. Marks nest properly.

/// What a mark says of its part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Slanted: `<i>`, `\emph`, `\textit`.
    Italic,
    /// Heavy: `<b>`, `\textbf`.
    Bold,
    /// Small capitals.
    SmallCaps,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Underlined.
    Underline,
    /// Fixed width.
    Code,
    /// A quotation; the part includes its quotation marks.
    Quote,
    /// Case is protected: BibTeX's `{…}`, `<span class="nocase">`.
    NoCase,
    /// TeX math, kept verbatim with its delimiters.
    Math,
}

/// One formatted part of a rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What it is.
    pub format: Format,
    /// Its first byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// Text with properly nested marks, ordered by start, outer before inner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RichText {
    text: String,
    marks: Vec<Mark>,
    /// Which marks are open, outer before inner.
    open: Vec<usize>,
}

/// A step of a walk over a rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A format begins.
    Open(Format),
    /// Characters in the formats that are open.
    Text(&'a str),
    /// The format that was opened last ends.
    Close(Format),
}

impl RichText {
    /// Text without any mark.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// All characters, without marks.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The marks, by start, outer before inner.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether there is no character.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds characters in the formats that are open.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds another rich text with its marks.
    pub fn append(&mut self, other: &Self) {
        let shift = self.here();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.iter().map(|mark| Mark {
            format: mark.format,
            start: mark.start + shift,
            end: mark.end + shift,
        }));
    }

    /// The same marks on another text of the same length in bytes.
    #[must_use]
    pub(crate) fn with_text(&self, text: String) -> Self {
        debug_assert_eq!(text.len(), self.text.len(), "marks would shift");
        Self { text, marks: self.marks.clone(), open: Vec::new() }
    }

    /// Opens a format at the end of the text; give the result to [`RichText::close`].
    #[must_use = "a mark that is not closed has no end"]
    pub fn open(&mut self, format: Format) -> usize {
        let here = self.here();
        let mark = self.marks.len();
        self.marks.push(Mark { format, start: here, end: u32::MAX });
        self.open.push(mark);
        mark
    }

    /// Closes what [`RichText::open`] opened, and everything opened inside it.
    ///
    /// A mark that holds nothing is taken back, and so is one that keeps the case of what
    /// has none (`{\\&}`, `{---}`).
    pub fn close(&mut self, mark: usize) {
        let here = self.here();
        // Each mark is closed once, however deep they nest.
        while let Some(open) = self.open.pop_if(|open| *open >= mark) {
            if let Some(open) = self.marks.get_mut(open) {
                open.end = here;
            }
        }
        let Some(closed) = self.marks.get(mark) else { return };
        let idle = || {
            let inside = self.text.get(closed.start as usize..).unwrap_or("");
            closed.format == Format::NoCase
                && self.marks.len() == mark + 1
                && !inside.contains(char::is_alphabetic)
        };
        if closed.start == closed.end || idle() {
            self.marks.truncate(mark);
        }
    }

    /// Closes everything that is open.
    pub fn close_all(&mut self) {
        let here = self.here();
        for open in std::mem::take(&mut self.open) {
            if let Some(open) = self.marks.get_mut(open) {
                open.end = here;
            }
        }
        self.marks.retain(|mark| mark.start < mark.end);
    }

    /// The text as a sequence of openings, characters and closings.
    #[must_use]
    pub fn events(&self) -> Vec<Event<'_>> {
        let mut events = Vec::with_capacity(self.marks.len() * 3 + 1);
        let mut open: Vec<Mark> = Vec::new();
        let mut at = 0;
        for mark in &self.marks {
            self.close_until(&mut events, &mut open, &mut at, mark.start);
            self.text_until(&mut events, &mut at, mark.start);
            events.push(Event::Open(mark.format));
            open.push(*mark);
        }
        let end = self.here();
        self.close_until(&mut events, &mut open, &mut at, end);
        self.text_until(&mut events, &mut at, end);
        events
    }

    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX - 1)
    }

    fn close_until<'a>(
        &'a self,
        events: &mut Vec<Event<'a>>,
        open: &mut Vec<Mark>,
        at: &mut u32,
        limit: u32,
    ) {
        while let Some(mark) = open.pop_if(|mark| mark.end <= limit) {
            self.text_until(events, at, mark.end);
            events.push(Event::Close(mark.format));
        }
    }

    fn text_until<'a>(&'a self, events: &mut Vec<Event<'a>>, at: &mut u32, end: u32) {
        let part = self.text.get(*at as usize..end as usize).unwrap_or("");
        if !part.is_empty() {
            events.push(Event::Text(part));
            *at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_is_linear_in_depth() {
        let mut rich = RichText::default();
        let marks: Vec<usize> = (0..300_000).map(|_| rich.open(Format::Italic)).collect();
        rich.push_str("x");
        marks.into_iter().rev().for_each(|mark| rich.close(mark));
        assert!(rich.marks().iter().all(|mark| mark.end == 1));
    }

    #[test]
    fn marks_nest_in_events() {
        let mut rich = RichText::default();
        rich.push_str("a ");
        let italic = rich.open(Format::Italic);
        rich.push_str("b ");
        let bold = rich.open(Format::Bold);
        rich.push_str("c");
        rich.close(bold);
        rich.close(italic);
        rich.push_str(" d");
        assert_eq!(
            rich.events(),
            [
                Event::Text("a "),
                Event::Open(Format::Italic),
                Event::Text("b "),
                Event::Open(Format::Bold),
                Event::Text("c"),
                Event::Close(Format::Bold),
                Event::Close(Format::Italic),
                Event::Text(" d"),
            ]
        );
    }

    #[test]
    fn an_empty_mark_is_taken_back() {
        let mut rich = RichText::default();
        let italic = rich.open(Format::Italic);
        rich.close(italic);
        assert_eq!(rich, RichText::default());
    }
}
