//! `<text>`: variables, terms and verbatim text (CSL 1.0.2, “Text”).

use std::borrow::Cow;

use crate::csl::Collapse;
use crate::csl::eval::{Area, Eval};
use crate::csl::job::Mode;
use crate::csl::node::markup::{self, Letters, is_romanesque};
use crate::csl::node::{Content, Count, LinkKind, Node, Role};
use crate::csl::prepare::Prop;
use crate::csl::style::element::{
    Class, FontStyle, Look, MacroCall, Slot, Str, TermElement, TextCase, ValueElement,
    Variable, VariableElement,
};
use crate::csl::text_case;

impl<'a> Eval<'_, 'a> {
    /// Adds a text with the look of its element: text case, quotation marks and tags are
    /// settled here. Serious text decides whether a term begins the output.
    pub(super) fn push_text(
        &mut self,
        text: &str,
        look: &Look,
        serious: bool,
        out: &mut Vec<Node>,
    ) -> bool {
        let node = self.text_node(text, look, serious);
        let some = node.is_some();
        out.extend(node);
        some
    }

    /// The piece of a text, if it may be printed.
    pub(super) fn text_node(
        &mut self,
        text: &str,
        look: &Look,
        serious: bool,
    ) -> Option<Node> {
        self.text_node_with(text, look, serious, false)
    }

    fn text_node_with(
        &mut self,
        text: &str,
        look: &Look,
        serious: bool,
        keep_periods: bool,
    ) -> Option<Node> {
        if serious && (self.suppressed() || self.date_only) {
            return None;
        }
        if text.is_empty() {
            return None;
        }
        if serious {
            self.term_predecessor = true;
            self.in_cite_predecessor = true;
        }
        let mut prefix = look.prefix.clone();
        let letters = Letters::of(text);
        let text = match letters.are_plain() {
            true => Cow::Borrowed(text),
            false => spaced(text, serious, letters),
        };
        let narrowed = matches!(text, Cow::Owned(_));
        let mut rest: &str = &text;
        while let Some(c) = rest.chars().next() {
            if matches!(c, ':' | '.' | ';' | '!' | '?')
                || c == ' ' && rest.len() < text.len()
            {
                prefix.push(c);
                rest = rest.get(1..).unwrap_or("");
            } else {
                break;
            }
        }
        if rest.is_empty() {
            rest = &text;
            prefix.clone_from(&look.prefix);
        }
        let cased;
        if look.text_case != TextCase::AsIs {
            cased = text_case::apply(rest, look.text_case, &self.casing);
            rest = &cased;
        }
        let stripped;
        if self.strip_periods > 0 && !keep_periods && letters.have_period() {
            stripped = strip_periods(rest);
            rest = &stripped;
        }
        let mut decor = look.decor;
        decor.display = None;
        if decor.style != FontStyle::None && !rest.chars().any(is_romanesque) {
            decor.style = FontStyle::None;
        }
        let marks = &self.style.quotes;
        let marked = letters.are_marked(rest, marks);
        let content = if marked || narrowed && markup::is_marked(rest, marks) {
            markup::parse(rest, &self.style.quotes)
        } else {
            Content::Text(rest.into())
        };
        Some(Node {
            prefix,
            suffix: look.suffix.clone(),
            decor,
            content,
            ..Node::default()
        })
    }

    /// `<text variable>`.
    pub(super) fn variable(&mut self, element: &'a VariableElement, out: &mut Vec<Node>) {
        let free = self.take(element.variable);
        let found = free && self.has_output(element);
        if found {
            self.outcome.renders_content |= element.variable != Variable::CitationNumber
                || self.area != Area::Bibliography;
        }
        let counts = matches!(
            element.variable,
            Variable::Locator
                | Variable::CitationNumber
                | Variable::YearSuffix
                | Variable::CitationLabel
        );
        if !counts {
            self.outcome.have_collapsed = false;
        }
        let stands_for_names = self.found_text(element, found);
        if !free {
            return;
        }
        let before = out.len();
        self.by_variable(element, out);
        if stands_for_names && out.len() > before {
            let text = out.split_off(before);
            out.push(Node { role: Role::Names, ..Node::bare(text) });
        }
    }

    fn by_variable(&mut self, element: &'a VariableElement, out: &mut Vec<Node>) {
        match element.variable {
            Variable::CitationNumber => self.citation_number(&element.look, out),
            Variable::YearSuffix => self.year_suffix(&element.look, out),
            Variable::CitationLabel => {
                let label = self.citation_label();
                self.push_text(&label, &element.look, true, out);
            }
            Variable::Locator | Variable::FirstNote | Variable::PageFirst(_) => {
                self.numeric_text(
                    element.variable,
                    element.name,
                    &element.look,
                    Default::default(),
                    out,
                );
                if element.variable == Variable::Locator && !self.looking {
                    self.spent.push(Variable::Locator);
                }
            }
            Variable::Hereinafter => {
                let key = self.entry.entry.key().as_str().to_owned();
                if let Some(short) = self.world.abbreviations.get("hereinafter", &key) {
                    self.push_text(short, &element.look, true, out);
                    self.group_mut().success = true;
                }
            }
            Variable::Field(slot) => self.field(slot, element, out),
        }
    }

    /// Notes what was found; in a substitute of the bibliography the text counts as the
    /// entry's name for `subsequent-author-substitute`.
    fn found_text(&mut self, element: &VariableElement, found: bool) -> bool {
        let substitutes = self.can_substitute.last() == Some(&true);
        self.found(found);
        if found
            && substitutes
            && self.substitute_ok
            && self.area == Area::Bibliography
            && let Variable::Field(slot) = element.variable
            && let Some(text) = self.entry.text(slot)
        {
            let replaces = self.options.subsequent_author_substitute.is_some();
            let text = if replaces { text.to_owned() } else { String::new() };
            self.outcome.rendered_names.push(text);
            return true;
        }
        false
    }

    fn has_output(&self, element: &VariableElement) -> bool {
        match element.variable {
            Variable::CitationNumber | Variable::CitationLabel | Variable::YearSuffix => {
                true
            }
            Variable::Locator => self.locator().is_some(),
            Variable::FirstNote => {
                self.view.and_then(|view| view.first_note).is_some_and(|note| note > 0)
            }
            Variable::PageFirst(slot) => self.entry.text(slot).is_some(),
            Variable::Hereinafter => {
                let key = self.entry.entry.key().as_str();
                self.world.abbreviations.get("hereinafter", key).is_some()
            }
            Variable::Field(slot) => {
                let short = element.short.then(|| self.short_of(slot)).flatten();
                matches!(self.entry.get(slot), Some(Prop::Text(_)))
                    || short.is_some_and(|slot| self.entry.get(slot).is_some())
            }
        }
    }

    pub(super) fn locator(&self) -> Option<&str> {
        let locator = self.view?.locator?;
        let value = locator.value.trim_end();
        (!value.is_empty()).then_some(value)
    }

    fn short_of(&self, slot: Slot) -> Option<Slot> {
        self.style.slots.get(usize::from(slot.0))?.short
    }

    pub(super) fn class_of(&self, slot: Slot) -> Class {
        self.style.slots.get(usize::from(slot.0)).map_or(Class::Text, |info| info.class)
    }

    fn field(&mut self, slot: Slot, element: &'a VariableElement, out: &mut Vec<Node>) {
        let entry = self.entry;
        match self.class_of(slot) {
            Class::Number if super::number::is_counted(element.name) => {
                let form = Default::default();
                self.numeric_text(element.variable, element.name, &element.look, form, out);
            }
            Class::Localized => {
                let hides = self.mode() == Mode::SuppressAuthor && !self.looking;
                if hides && !self.probably_rendered && self.can_substitute.len() > 1 {
                    return;
                }
                let short = element.short.then(|| self.short_of(slot)).flatten();
                let text =
                    short.and_then(|slot| entry.text(slot)).or_else(|| entry.text(slot));
                let Some(text) = text else { return };
                let look = self.title_look(element);
                self.push_text(text, &look, true, out);
                self.probably_rendered = true;
            }
            _ => {
                let Some(text) = entry.text(slot) else { return };
                match element.name {
                    "URL" | "DOI" | "PMID" | "PMCID" => self.identifier(text, element, out),
                    _ if text.contains('\\') && element.name != "section" => {
                        let text = text.replace('\\', "");
                        self.push_text(&text, &element.look, true, out);
                    }
                    _ => {
                        let look = self.title_look(element);
                        self.push_text(text, &look, true, out);
                    }
                }
            }
        }
    }

    /// The look of an element, without title case where a title is not English (CSL 1.0.2,
    /// “Title Case Conversion”: “Non-English Items”).
    fn title_look(&self, element: &'a VariableElement) -> Cow<'a, Look> {
        let title = self.has_title(element);
        let mut look = Cow::Borrowed(&element.look);
        if title && look.text_case == TextCase::Title && !self.is_english() {
            look.to_mut().text_case = TextCase::AsIs;
        }
        look
    }

    fn has_title(&self, element: &VariableElement) -> bool {
        let localized = match element.variable {
            Variable::Field(slot) => self.class_of(slot) == Class::Localized,
            _ => false,
        };
        localized || element.name.ends_with("title")
    }

    /// DOI, URL and their kin: periods stay; they may become links (CSL 1.0.2, appendix VI).
    fn identifier(
        &mut self,
        text: &str,
        element: &'a VariableElement,
        out: &mut Vec<Node>,
    ) {
        let periods = matches!(element.name, "URL" | "DOI");
        let Some(mut node) = self.text_node_with(text, &element.look, true, periods) else {
            return;
        };
        if self.world.links && !self.looking {
            let (kind, root) = match element.name {
                "URL" => (LinkKind::Url, ""),
                "DOI" => (LinkKind::Doi, "https://doi.org/"),
                "PMID" => (LinkKind::Pmid, "https://www.ncbi.nlm.nih.gov/pubmed/"),
                _ => (LinkKind::Pmcid, "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
            };
            let mut inner =
                Node { content: std::mem::take(&mut node.content), ..Node::default() };
            // A prefix that spells the address belongs to the link.
            if !root.is_empty() && node.prefix.ends_with(root) {
                let keep = node.prefix.len() - root.len();
                node.prefix.truncate(keep);
                if let Content::Text(text) = &mut inner.content {
                    text.insert_str(0, root);
                }
            }
            inner.role = Role::Link(kind);
            node.content = Content::Group(vec![inner]);
        }
        out.push(node);
    }

    /// Whether title case applies: the entry's language, else the style's, is English.
    pub(super) fn is_english(&self) -> bool {
        match &self.entry.language {
            Some(language) if !language.is_empty() => {
                language.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("en"))
            }
            _ => self.style.locale.language() == "en",
        }
    }

    /// The citation number; in citations ranges of them may collapse.
    pub(super) fn citation_number(&mut self, look: &Look, out: &mut Vec<Node>) {
        if self.looking && !self.sorting() {
            return;
        }
        let number = self.world.numbers.get(self.index).copied().unwrap_or(0);
        if self.sorting() {
            let text = format!("{number:0>9}");
            self.push_text(&text, look, true, out);
            return;
        }
        if self.mode() == Mode::AuthorOnly {
            if let Some(top) = self.trace.last_mut() {
                *top = super::Trace::Suppress;
            }
            return;
        }
        if self.suppressed() {
            return;
        }
        let style = self.style;
        let range = self.options.collapse == Some(Collapse::CitationNumber);
        let delimiter = match self.area {
            Area::Bibliography => Str::default(),
            _ => style.citation.delimiter.clone(),
        };
        let count = Count {
            value: number,
            letters: false,
            successor_prefix: delimiter.clone(),
            range_prefix: if range {
                style.range_delimiter.clone()
            } else {
                Str::default()
            },
            splice_prefix: delimiter,
            suppress_splice: self.in_cite_predecessor,
            delimited: false,
        };
        // The number counts as no text: a term after it still begins the entry.
        self.push_count(count, look, out);
    }

    fn push_count(&mut self, count: Count, look: &Look, out: &mut Vec<Node>) {
        let mut decor = look.decor;
        decor.display = None;
        out.push(Node {
            prefix: look.prefix.clone(),
            suffix: look.suffix.clone(),
            decor,
            content: Content::Count(Box::new(count)),
            ..Node::default()
        });
    }

    /// The year suffix where the style puts it itself.
    fn year_suffix(&mut self, look: &Look, out: &mut Vec<Node>) {
        let Some(count) = self.suffix_count() else { return };
        if self.suppressed() {
            return;
        }
        // The layout itself counts as begun.
        let mut groups = self.groups.iter().skip(1);
        let first = groups.any(|g| !g.success && (g.attempt || !g.term));
        if first && self.options.year_suffix_delimiter.is_some() && !self.sorting() {
            self.outcome.year_suffix_delimiter = true;
        }
        self.push_count(count, look, out);
    }

    /// The entry's year suffix, unless only its ambiguity is looked at.
    pub(super) fn suffix_count(&self) -> Option<Count> {
        if self.looking {
            return None;
        }
        let value = self.world.disambig.get(self.index)?.year_suffix?;
        let options = self.options;
        let delimiter = options
            .cite_group_delimiter
            .as_ref()
            .or(options.year_suffix_delimiter.as_ref())
            .unwrap_or(&self.style.citation.delimiter);
        let mut count = Count { value, letters: true, ..Count::default() };
        count.successor_prefix = delimiter.clone();
        if options.collapse == Some(Collapse::YearSuffixRanged) {
            count.range_prefix = self.style.range_delimiter.clone();
        }
        Some(count)
    }

    /// The implicit year suffix, after the first year of a cite.
    pub(super) fn implicit_year_suffix(&mut self, look: &Look, out: &mut Vec<Node>) {
        if self.style.has_year_suffix || self.has_done_year_suffix {
            return;
        }
        let Some(mut count) = self.suffix_count() else { return };
        if self.suppressed() {
            return;
        }
        self.has_done_year_suffix = true;
        count.delimited = true;
        self.push_count(count, look, out);
    }

    /// `<text macro>`: a group without formatting inside one that has it.
    pub(super) fn call(&mut self, call: &'a MacroCall, out: &mut Vec<Node>) {
        let style = self.style;
        let Some(found) = style.macros.get(call.number) else { return };
        let was = self.date_only;
        if self.sorting() && found.has_date {
            self.date_only = true;
        }
        let mut inside = Vec::new();
        self.in_group(&mut inside, |eval, out| eval.elements(&found.children, out));
        if self.sorting() && found.has_date {
            self.date_only = was;
        }
        if !inside.is_empty() {
            // The inner group matters where suffixes meet; alone it is the outer one too.
            let bare = call.look.prefix.is_empty() && call.look.suffix.is_empty();
            if !bare {
                inside = vec![Node::bare(inside)];
            }
            let mut node = Node::group(&call.look, &Str::default(), inside);
            node.decor.display = None;
            out.push(node);
        }
    }

    /// `<text term>`; a term that begins a note or an entry gets a capital letter.
    pub(super) fn term(&mut self, element: &'a TermElement, out: &mut Vec<Node>) {
        if !element.text.is_empty() {
            self.group_mut().term = true;
            self.outcome.renders_content = true;
        }
        let in_text = !self.style.note && self.area == Area::Citation;
        let begins = !self.term_predecessor && !in_text;
        let mut text = Cow::Borrowed(element.text.as_str());
        if begins {
            let casing = &self.casing;
            text = text_case::apply(&text, TextCase::CapitalizeFirst, casing).into();
        }
        if self.strip_periods > 0 {
            text = text.replace('.', "").into();
        }
        self.push_text(&text, &element.look, true, out);
        if self.in_substitute {
            self.block_substitute();
        }
    }

    /// `<text value>`.
    pub(super) fn value(&mut self, element: &'a ValueElement, out: &mut Vec<Node>) {
        if element.text.is_empty() {
            return;
        }
        self.group_mut().term = true;
        self.push_text(&element.text, &element.look, true, out);
        if self.in_substitute {
            self.block_substitute();
        }
    }

    /// A label for the entry: name, year and suffix (`citation-label`).
    pub(super) fn citation_label(&self) -> String {
        let mut label =
            match self.entry.entry.text(crate::model::Field::named("citation-label")) {
                Some(label) if !label.is_empty() => label.into_owned(),
                _ => super::sort_key::label(self.entry.entry, &self.style.locale),
            };
        if let Some(count) = self.suffix_count() {
            label.push_str(&count.text());
        }
        label
    }
}

/// Narrow spaces before double marks that stand apart, as in French; and one space before
/// an apostrophe that stands apart.
fn spaced(text: &str, serious: bool, letters: Letters) -> Cow<'_, str> {
    let leading = serious && text.starts_with('\'');
    let apart = |pair: &[u8]| matches!(pair, [b' ', b':' | b';' | b'?' | b'!']);
    let double = letters.may_have_double()
        && (text.as_bytes().windows(2).any(apart) || text.contains(['»', '«']));
    if !leading && !double {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 4);
    if leading {
        out.push(' ');
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            (' ', Some(':' | ';' | '?' | '!' | '»')) => out.push('\u{202f}'),
            ('«', Some(' ')) => {
                chars.next();
                out.push_str("«\u{202f}");
            }
            _ => out.push(c),
        }
    }
    out.into()
}

/// Takes out periods, but not those before a lower-case letter.
fn strip_periods(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '.' && !chars.peek().is_some_and(char::is_ascii_lowercase) {
            // The next character is taken over as it is, a second period too.
            out.extend(chars.next());
            continue;
        }
        out.push(c);
    }
    out
}
