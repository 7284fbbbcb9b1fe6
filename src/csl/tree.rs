//! The output tree: what the processor hands to the writers.
//!
//! It is flat: all characters in one string, and properly nested marks on parts of it.
//! Quotation marks and punctuation are settled; flip-flop of nested formats is resolved, so
//! that a mark says what is meant at its place ([`Look::NormalStyle`] is upright inside
//! italic).

/// What a mark says of its part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// `font-style="italic"`.
    Italic,
    /// `font-style="oblique"`.
    Oblique,
    /// Upright inside something slanted.
    NormalStyle,
    /// `font-variant="small-caps"`.
    SmallCaps,
    /// No small capitals inside small capitals.
    NormalVariant,
    /// `font-weight="bold"`.
    Bold,
    /// `font-weight="light"`.
    Light,
    /// Normal weight inside something bold.
    NormalWeight,
    /// `text-decoration="underline"`.
    Underline,
    /// No line inside something underlined.
    NoUnderline,
    /// `vertical-align="sup"`.
    Superscript,
    /// `vertical-align="sub"`.
    Subscript,
    /// `vertical-align="baseline"`.
    Baseline,
    /// A block of a bibliography entry (`display`).
    Display(Display),
    /// A link; the number leads to [`Tree::link`].
    Link(u32),
}

/// Blocks of a bibliography entry (CSL 1.0.2, “Display”).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Display {
    /// A block of its own.
    Block,
    /// In the left margin, beside a right-inline block.
    LeftMargin,
    /// Beside the left margin.
    RightInline,
    /// An indented block.
    Indent,
}

/// One marked part of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What it means.
    pub look: Look,
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// Styled text: characters and properly nested marks, by start, outer before inner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tree {
    text: String,
    marks: Vec<Mark>,
    links: Vec<Box<str>>,
}

/// A step of a walk over a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A part begins.
    Open(Look),
    /// Characters in the parts that are open.
    Text(&'a str),
    /// The part that was opened last ends.
    Close(Look),
}

impl Tree {
    /// A tree of plain characters.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new(), links: Vec::new() }
    }

    /// All characters without marks.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The marks, by start, outer before inner.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The address of a link.
    #[must_use]
    pub fn link(&self, number: u32) -> &str {
        self.links.get(number as usize).map_or("", AsRef::as_ref)
    }

    /// Whether nothing would be printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds characters in the parts that are open.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Opens a part at the end of the text; give the result to [`Tree::close`].
    #[must_use = "a part that is not closed has no end"]
    pub fn open(&mut self, look: Look) -> usize {
        let here = self.here();
        self.marks.push(Mark { look, start: here, end: u32::MAX });
        self.marks.len() - 1
    }

    /// Opens a link.
    #[must_use = "a part that is not closed has no end"]
    pub fn open_link(&mut self, address: &str) -> usize {
        let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        self.links.push(address.into());
        self.open(Look::Link(number))
    }

    /// Closes what was opened with this number, the innermost open part; a part that holds
    /// nothing is taken back.
    pub fn close(&mut self, mark: usize) {
        let here = self.here();
        if let Some(open) = self.marks.get_mut(mark) {
            open.end = here;
            if open.start == here {
                self.marks.truncate(mark);
            }
        }
    }

    /// Makes an open link lead to what it stands on, after a root: `https://doi.org/` and
    /// what is printed.
    pub(crate) fn link_to_own_text(&mut self, mark: usize, root: &str) {
        if let Some(Mark { look: Look::Link(number), start, .. }) = self.marks.get(mark)
            && let Some(link) = self.links.get_mut(*number as usize)
        {
            let text = self.text.get(*start as usize..).unwrap_or("");
            let whole = text.starts_with("http://") || text.starts_with("https://");
            let root = if whole { "" } else { root };
            *link = format!("{root}{text}").into();
        }
    }

    /// The state of the tree, to go [`Tree::back_to`].
    pub(crate) fn mark(&self) -> (usize, usize) {
        (self.text.len(), self.marks.len())
    }

    /// Takes back what was added since a [`Tree::mark`].
    pub(crate) fn back_to(&mut self, mark: (usize, usize)) {
        self.text.truncate(mark.0);
        self.marks.truncate(mark.1);
    }

    /// Adds another tree at the end.
    pub fn append(&mut self, other: &Self) {
        let shift = self.here();
        let links = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        self.text.push_str(&other.text);
        self.links.extend(other.links.iter().cloned());
        self.marks.extend(other.marks.iter().map(|mark| Mark {
            look: match mark.look {
                Look::Link(number) => Look::Link(number.saturating_add(links)),
                look => look,
            },
            start: mark.start + shift,
            end: mark.end + shift,
        }));
    }

    /// Gives back memory that is not needed any more.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.links.shrink_to_fit();
    }

    /// The tree as a sequence of openings, characters and closings.
    #[must_use]
    pub fn events(&self) -> Vec<Event<'_>> {
        let mut events = Vec::with_capacity(self.marks.len() * 3 + 1);
        let mut open: Vec<Mark> = Vec::new();
        let mut at = 0;
        for mark in &self.marks {
            self.close_until(&mut events, &mut open, &mut at, mark.start);
            self.text_until(&mut events, &mut at, mark.start);
            events.push(Event::Open(mark.look));
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
            events.push(Event::Close(mark.look));
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
