//! Evaluation: one entry in one layout becomes a tree of pieces (CSL 1.0.2, “Rendering
//! Elements”).
//!
//! Each element is a file. What the elements of one cite share stands in [`Eval`]: which
//! variables are spent, whether a term would begin the text, what groups have seen.

mod choose;
mod date;
mod group;
mod label;
mod names;
pub(crate) mod number;
mod number_parse;
mod page_range;
mod sort_key;
mod text;

use smallvec::{SmallVec, smallvec};

use crate::csl::disambiguate::{Disambig, Register};
use crate::csl::job::{Abbreviations, Mode, Position};
use crate::csl::node::Node;
use crate::csl::prepare::Prepared;
use crate::csl::style::element::{Element, Root, Slot, Str, TermForm, Variable};
use crate::csl::text_case::Casing;
use crate::csl::{Options, Style};
use crate::model::Locator;

pub(crate) use names::initials;

/// The number of elements that one cite may evaluate; hostile styles call macros in
/// macros without end.
const MAX_STEPS: u32 = 200_000;
/// Elements nested deeper than this print nothing.
const MAX_DEPTH: u32 = 250;

/// What is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    Citation,
    Bibliography,
    /// A sort key of cites or of the bibliography.
    Sort(Root),
}

impl Area {
    pub(crate) fn root(self) -> Root {
        match self {
            Self::Citation => Root::Citation,
            Self::Bibliography => Root::Bibliography,
            Self::Sort(root) => root,
        }
    }
}

/// A cite as the evaluator sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct View<'a> {
    pub(crate) locator: Option<&'a Locator>,
    pub(crate) position: Position,
    pub(crate) near_note: bool,
    pub(crate) first_note: Option<u32>,
    pub(crate) mode: Mode,
    pub(crate) prefix: &'a str,
    pub(crate) suffix: &'a str,
}

/// What all cites of a document share.
#[derive(Debug)]
pub(crate) struct World<'a> {
    pub(crate) style: &'a Style,
    pub(crate) entries: Vec<Prepared<'a>>,
    pub(crate) abbreviations: &'a Abbreviations,
    pub(crate) links: bool,
    pub(crate) marks_empty: bool,
    /// Citation numbers by entry; 0 where it is not registered.
    pub(crate) numbers: Vec<u32>,
    /// What disambiguation found for each entry.
    pub(crate) disambig: Vec<Disambig>,
    pub(crate) register: Register,
}

/// What earlier cites of a cluster leave behind for collapsing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Before {
    pub(crate) names: Option<String>,
    pub(crate) years: Vec<i32>,
}

/// What an evaluation found besides its pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// How many names each list shows, and how far each given name is spelt out.
    pub(crate) settings: Disambig,
    /// How many names the first list has.
    pub(crate) names_max: Option<u32>,
    /// How many `disambiguate` conditions were met, and how many there were.
    pub(crate) conditions_met: u32,
    pub(crate) conditions: u32,
    /// The names that lead the cite, as text.
    pub(crate) names_text: Option<String>,
    pub(crate) years: Vec<i32>,
    pub(crate) have_collapsed: bool,
    pub(crate) group_delimiter: bool,
    pub(crate) year_suffix_delimiter: bool,
    /// The first names of the entry, unformatted, for substitution.
    pub(crate) rendered_names: Vec<String>,
    pub(crate) renders_content: bool,
    /// Whether a given name would be spelt out further if its family name were shared.
    pub(crate) open: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    term: bool,
    attempt: bool,
    success: bool,
}

/// Whether what follows is printed when names are suppressed or alone wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trace {
    Style,
    Suppress,
    Keep,
}

/// The evaluation of one entry in one layout.
pub(crate) struct Eval<'e, 'a> {
    world: &'e World<'a>,
    register: &'e mut Register,
    style: &'a Style,
    options: &'a Options,
    entry: &'e Prepared<'a>,
    index: usize,
    area: Area,
    view: Option<View<'e>>,
    /// Only looking whether the cite is ambiguous, or making a sort key: no formatting.
    looking: bool,
    request: Option<&'e Disambig>,
    before: Before,
    pub(crate) outcome: Outcome,

    steps: u32,
    depth: u32,
    /// How many rendering elements are around this one.
    nesting: u32,
    term_predecessor: bool,
    in_cite_predecessor: bool,
    groups: SmallVec<[Group; 16]>,
    can_substitute: SmallVec<[bool; 16]>,
    in_substitute: bool,
    spent: SmallVec<[Variable; 8]>,
    strip_periods: u32,
    trace: SmallVec<[Trace; 8]>,
    probably_rendered: bool,
    /// Names printed so far, by list.
    nameset_base: usize,
    nameset_offset: usize,
    has_done_year_suffix: bool,
    substitute_ok: bool,
    /// `second-field-align`: the first field has been rendered.
    first_done: bool,
    /// Inside a macro that a sort key takes for its date alone.
    date_only: bool,
    label_forms: Vec<(Variable, TermForm)>,
    key_et_al: Option<KeyEtAl>,
    first_creator: Option<Slot>,
    /// Looking at what names are printed.
    for_names: bool,
    /// How the entry's language changes the case of letters.
    casing: Casing,
}

/// `names-min` and its kin, of a sort key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyEtAl {
    pub(crate) min: Option<u32>,
    pub(crate) use_first: Option<u32>,
    pub(crate) use_last: Option<bool>,
}

/// What to evaluate.
#[derive(Clone, Copy)]
pub(crate) struct Task<'e> {
    pub(crate) index: usize,
    pub(crate) area: Area,
    pub(crate) view: Option<View<'e>>,
    pub(crate) looking: bool,
    pub(crate) request: Option<&'e Disambig>,
}

impl<'e, 'a> Eval<'e, 'a> {
    /// Prepares an evaluation; `None` if there is no such entry.
    pub(crate) fn new(
        world: &'e World<'a>,
        register: &'e mut Register,
        task: Task<'e>,
    ) -> Option<Self> {
        let collapses = world.style.options.collapse.is_some();
        let have_collapsed = task.area == Area::Citation && collapses;
        let entry = world.entries.get(task.index)?;
        Some(Self {
            world,
            register,
            style: world.style,
            options: &world.style.options,
            entry,
            casing: Casing::of_entry(entry.language.as_deref(), &world.style.casing),
            index: task.index,
            area: task.area,
            view: task.view,
            looking: task.looking,
            request: task.request,
            before: Before::default(),
            outcome: Outcome {
                have_collapsed,
                settings: task.request.cloned().unwrap_or_default(),
                ..Outcome::default()
            },
            steps: 0,
            depth: 0,
            nesting: 0,
            term_predecessor: false,
            in_cite_predecessor: false,
            groups: smallvec![Group::default()],
            can_substitute: smallvec![false],
            in_substitute: false,
            spent: SmallVec::new(),
            strip_periods: 0,
            trace: smallvec![Trace::Style],
            probably_rendered: false,
            nameset_base: 0,
            nameset_offset: 0,
            has_done_year_suffix: false,
            substitute_ok: !task.looking,
            first_done: false,
            date_only: false,
            label_forms: Vec::new(),
            key_et_al: None,
            first_creator: None,
            for_names: false,
        })
    }

    /// Notes the names of a cite that is only looked at.
    pub(crate) fn for_names(mut self) -> Self {
        self.for_names = true;
        self
    }

    /// What earlier cites of the cluster left.
    pub(crate) fn after(mut self, before: Before, term_predecessor: bool) -> Self {
        self.before = before;
        self.term_predecessor = term_predecessor;
        self
    }

    /// Whether the text so far would make a term begin in lower case.
    pub(crate) fn term_predecessor(&self) -> bool {
        self.term_predecessor
    }

    fn mode(&self) -> Mode {
        self.view.map(|view| view.mode).unwrap_or_default()
    }

    fn sorting(&self) -> bool {
        matches!(self.area, Area::Sort(_))
    }

    fn root_index(&self) -> usize {
        match self.area.root() {
            Root::Citation => 0,
            Root::Bibliography => 1,
        }
    }

    /// Evaluates a layout with the cite's own prefix and suffix.
    pub(crate) fn layout(&mut self) -> Node {
        let mut out = Vec::new();
        if self.mode() == Mode::AuthorOnly {
            self.spent.push(Variable::Locator);
        }
        if let Some(view) = self.view.filter(|_| self.area == Area::Citation) {
            self.prefix(view.prefix, &mut out);
        }
        let style = self.style;
        let elements = match self.area {
            Area::Bibliography => {
                style.bibliography.as_ref().map(|layout| &layout.children)
            }
            _ if self.mode() == Mode::AuthorOnly => Some(
                style.intext.as_ref().map_or(&style.citation.children, |l| &l.children),
            ),
            _ => Some(&style.citation.children),
        };
        self.elements(elements.map_or(&[], Vec::as_slice), &mut out);
        if let Some(view) = self.view.filter(|_| self.area == Area::Citation) {
            self.suffix(view.suffix, &mut out);
        }
        Node::bare(out)
    }

    fn prefix(&mut self, prefix: &str, out: &mut Vec<Node>) {
        if prefix.is_empty() {
            return;
        }
        let prefix = affix::prefix(prefix);
        let ends_sentence = affix::ends_sentence(&prefix);
        if ends_sentence {
            self.term_predecessor = false;
        }
        let before = (self.term_predecessor, self.in_cite_predecessor);
        self.push_text(&prefix, &Default::default(), true, out);
        if ends_sentence {
            (self.term_predecessor, self.in_cite_predecessor) = before;
        }
    }

    fn suffix(&mut self, suffix: &str, out: &mut Vec<Node>) {
        if !suffix.is_empty() {
            let suffix = affix::suffix(suffix);
            self.push_text(&suffix, &Default::default(), true, out);
        }
    }

    fn elements(&mut self, elements: &'a [Element], out: &mut Vec<Node>) {
        for element in elements {
            self.element(element, out);
        }
    }

    fn element(&mut self, element: &'a Element, out: &mut Vec<Node>) {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.depth > MAX_DEPTH {
            return;
        }
        self.depth += 1;
        match element {
            Element::Choose(branches) => self.choose(branches, out),
            _ => self.rendering(element, out),
        }
        self.depth -= 1;
    }

    /// A rendering element: with its block, if it stands directly in the layout.
    fn rendering(&mut self, element: &'a Element, out: &mut Vec<Node>) {
        let look = look_of(element);
        let strips = look.is_some_and(|look| look.strip_periods);
        self.strip_periods += u32::from(strips);
        let display = look.and_then(|look| look.decor.display);
        let top = self.nesting == 0 && !self.sorting();
        self.nesting += 1;
        if !top {
            self.by_kind(element, out);
        } else if self.area == Area::Bibliography
            && self.options.second_field_align.is_some()
        {
            self.aligned(element, out);
        } else if let Some(display) = display {
            let mut inside = Vec::new();
            self.by_kind(element, &mut inside);
            let mut block = Node::bare(inside);
            block.decor.display = Some(display);
            out.push(block);
        } else {
            self.by_kind(element, out);
        }
        self.nesting -= 1;
        self.strip_periods -= u32::from(strips);
    }

    /// The first field goes into the margin, all others stand beside it.
    fn aligned(&mut self, element: &'a Element, out: &mut Vec<Node>) {
        if self.first_done {
            if let Some(children) = out.last_mut().and_then(Node::children_mut) {
                let mut rest = std::mem::take(children);
                self.by_kind(element, &mut rest);
                if let Some(children) = out.last_mut().and_then(Node::children_mut) {
                    *children = rest;
                }
            }
            return;
        }
        let mut inside = Vec::new();
        self.by_kind(element, &mut inside);
        let mut margin = Node::bare(inside);
        margin.decor.display = Some(crate::csl::tree::Display::LeftMargin);
        out.push(margin);
        let mut beside = Node::bare(Vec::new());
        beside.decor.display = Some(crate::csl::tree::Display::RightInline);
        out.push(beside);
        self.first_done = true;
    }

    fn by_kind(&mut self, element: &'a Element, out: &mut Vec<Node>) {
        match element {
            Element::Variable(text) => self.traced(false, |eval| eval.variable(text, out)),
            Element::Macro(call) => self.call(call, out),
            Element::Term(term) => self.traced(false, |eval| eval.term(term, out)),
            Element::Value(value) => self.traced(false, |eval| eval.value(value, out)),
            Element::Number(number) => self.traced(false, |eval| eval.number(number, out)),
            Element::Label(label) => self.label(label, out),
            Element::Date(date) => self.date(date, out),
            Element::Names(names) => self.names(names, out),
            Element::Group(group) => self.group(group, out),
            Element::Choose(branches) => self.choose(branches, out),
        }
    }

    /// Runs a text or number element under the rules of author-only and suppress-author.
    fn traced(&mut self, date: bool, run: impl FnOnce(&mut Self)) {
        let mode = self.mode();
        let push = match mode {
            _ if self.looking => None,
            Mode::AuthorOnly if date => self.probably_rendered.then_some(Trace::Suppress),
            Mode::AuthorOnly => {
                let first = !self.probably_rendered && self.in_substitute;
                (!first).then_some(Trace::Suppress)
            }
            Mode::SuppressAuthor if !date => Some(Trace::Keep),
            _ => None,
        };
        self.trace.extend(push);
        run(self);
        if push.is_some() {
            self.trace.pop();
        }
    }

    fn suppressed(&self) -> bool {
        self.trace.last() == Some(&Trace::Suppress)
    }

    fn group_mut(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    /// Marks a variable of an element as used; whether it may be printed.
    fn take(&mut self, variable: Variable) -> bool {
        let free = !self.spent.contains(&variable);
        if self.in_substitute {
            self.spent.push(variable);
        }
        free
    }

    /// Notes that a variable had something to print, or had not.
    fn found(&mut self, found: bool) {
        if found {
            self.group_mut().success = true;
            self.block_substitute();
        } else {
            self.group_mut().attempt = true;
        }
    }

    fn block_substitute(&mut self) {
        if let Some(top) = self.can_substitute.last_mut() {
            *top = false;
        }
    }

    /// A localized term for labels.
    fn term_text(&mut self, name: &str, form: TermForm, plural: bool) -> Str {
        let text =
            self.style.locale.terms.get(name, form, plural, None).unwrap_or_default();
        self.outcome.renders_content |= !text.is_empty();
        text
    }
}

fn look_of(element: &Element) -> Option<&crate::csl::style::element::Look> {
    Some(match element {
        Element::Variable(element) => &element.look,
        Element::Macro(element) => &element.look,
        Element::Term(element) => &element.look,
        Element::Value(element) => &element.look,
        Element::Number(element) => &element.look,
        Element::Label(element) => &element.look,
        Element::Date(element) => &element.look,
        Element::Names(element) => &element.look,
        Element::Group(element) => &element.look,
        Element::Choose(_) => return None,
    })
}

/// The affixes that an author wrote at a cite.
mod affix {
    use crate::csl::node::markup::is_romanesque_letter;

    /// The last character that counts: not a tag, quotation mark or space.
    fn last(text: &str) -> Option<char> {
        let mut bare = String::with_capacity(text.len());
        let mut inside = false;
        for c in text.chars() {
            match c {
                '<' => inside = true,
                '>' if inside => inside = false,
                _ if !inside => bare.push(c),
                _ => {}
            }
        }
        let quotes = ['"', '\'', '”', '’', '»', '\u{202f}', '\u{a0}', ' '];
        bare.trim_end_matches(quotes).chars().next_back()
    }

    /// A prefix with a space after letters, digits and punctuation.
    pub(super) fn prefix(text: &str) -> String {
        let spaced = last(text).is_some_and(|c| {
            is_romanesque_letter(c)
                || matches!(c, '.' | ';' | ':' | '&' | '!' | '?' | ')' | ']' | ',')
                || c.is_ascii_digit()
        });
        let text = if spaced { format!("{text} ") } else { text.to_owned() };
        squeeze(&text)
    }

    /// Runs of white space as one space.
    fn squeeze(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut space = false;
        for c in text.chars() {
            if c.is_whitespace() {
                if !space {
                    out.push(' ');
                }
                space = true;
            } else {
                out.push(c);
                space = false;
            }
        }
        out
    }

    /// A suffix with a space before letters and brackets.
    pub(super) fn suffix(text: &str) -> String {
        let spaced = text
            .chars()
            .next()
            .is_some_and(|c| is_romanesque_letter(c) || matches!(c, '&' | '[' | '('));
        if spaced { format!(" {text}") } else { text.to_owned() }
    }

    /// Whether a prefix of several words ends a sentence, so that a term begins one.
    pub(super) fn ends_sentence(prefix: &str) -> bool {
        last(prefix).is_some_and(|c| matches!(c, ':' | '.' | ';' | '!' | '?'))
            && prefix.trim().contains(' ')
    }
}
