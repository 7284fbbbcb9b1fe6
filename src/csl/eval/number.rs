//! `<number>`, and `<text>` of number variables (CSL 1.0.2, “Number”).

use crate::csl::eval::number_parse::{NumberPart, Parsed, term_of};
use crate::csl::eval::page_range::{self, Ends};
use crate::csl::eval::{Area, Eval};
use crate::csl::node::{Content, Count, Node};
use crate::csl::style::element::{
    Look, NumberElement, NumberForm, Quotes, Str, TermForm, TextCase, Variable,
};
use crate::csl::text_case;

pub(crate) use crate::csl::eval::page_range::PageRangeFormat;

/// Variables that `<text>` prints as numbers: ranges with the locale's delimiter.
pub(super) fn is_counted(name: &str) -> bool {
    matches!(
        name,
        "page"
            | "page-first"
            | "chapter-number"
            | "collection-number"
            | "edition"
            | "issue"
            | "number"
            | "number-of-pages"
            | "number-of-volumes"
            | "volume"
    )
}

impl<'a> Eval<'_, 'a> {
    /// `<number>`.
    pub(super) fn number(&mut self, element: &'a NumberElement, out: &mut Vec<Node>) {
        let free = self.take(element.variable);
        let is_number = element.variable == Variable::CitationNumber;
        let found = free && (is_number || self.number_source(element.variable).is_some());
        self.outcome.renders_content |= found;
        self.found(found);
        if !found || element.variable == Variable::Locator && self.looking {
            return;
        }
        if is_number && element.form == NumberForm::Numeric {
            self.citation_number(&element.look, out);
            return;
        }
        self.numeric_text(element.variable, element.name, &element.look, element.form, out);
        if element.variable == Variable::Locator && !self.looking {
            self.spent.push(Variable::Locator);
        }
    }

    /// Prints a number variable: each number for itself, the look around them all.
    pub(super) fn numeric_text(
        &mut self,
        variable: Variable,
        name: &'static str,
        look: &Look,
        form: NumberForm,
        out: &mut Vec<Node>,
    ) {
        let Some(mut parsed) = self.parsed_number(variable, name) else { return };
        if self.suppressed() || self.date_only {
            return;
        }
        self.ranges(&mut parsed, name);
        let name = if name == "page-first" { "page" } else { name };
        let quoted = unquote(&mut parsed);
        let mut inside = Vec::new();
        let inner = Look { text_case: look.text_case, ..Look::default() };
        let first_label = parsed.parts.first().and_then(|part| part.label.clone());
        // citeproc-js: tags inside a number are characters (`flipflop_NumericField`).
        let literal = matches!(variable, Variable::Field(slot)
            if self.entry.is_as_written(slot)
                && self.entry.text(slot).is_some_and(|text| text.contains('<')));
        for part in &parsed.parts {
            self.part_label(part, variable, &mut inside);
            let form = if part.label == first_label { form } else { NumberForm::Numeric };
            let node = match literal && part.countable {
                true => Some(self.literal_node(part, &inner)),
                false => self.part_node(part, name, form, &inner),
            };
            inside.extend(node);
        }
        if inside.is_empty() {
            return;
        }
        let mut node = Node::group(look, &Str::default(), inside);
        node.decor.display = None;
        if quoted {
            node.decor.quotes = Quotes::Outer;
        }
        out.push(node);
    }

    /// The label that a number brings with it: `ch. 3, p. 5`.
    fn part_label(&mut self, part: &NumberPart, variable: Variable, out: &mut Vec<Node>) {
        let Some(label) = part.label.as_deref().filter(|_| part.label_shown) else {
            return;
        };
        let known = self.label_forms.iter().find(|(known, _)| *known == variable);
        let form = match known {
            Some((_, form)) => *form,
            None => TermForm::Short,
        };
        let name = label.strip_prefix("var:").or_else(|| term_of(label));
        let mut text = match name {
            Some(name) => self.term_text(name, form, part.plural),
            None => Str::default(),
        };
        if text.is_empty() {
            text.push_str(label);
        }
        text.push_str(&part.label_space);
        self.push_text(&text, &Look::default(), true, out);
    }

    fn literal_node(&mut self, part: &NumberPart, look: &Look) -> Node {
        let text = format!("{}{}", part.particle, part.value);
        let text = text_case::apply(&text, look.text_case, &self.casing);
        self.term_predecessor = true;
        self.in_cite_predecessor = true;
        Node { suffix: bare_hyphen(&part.joint), ..Node::text(text) }
    }

    fn part_node(
        &mut self,
        part: &NumberPart,
        name: &'static str,
        form: NumberForm,
        look: &Look,
    ) -> Option<Node> {
        let whole = part.countable
            && !part.value.starts_with('0')
            && !part.value.is_empty()
            && part.value.bytes().all(|byte| byte.is_ascii_digit());
        let number: Option<u64> = part.value.parse().ok().filter(|_| whole);
        let counts = self.area == Area::Citation
            && !self.looking
            && form == NumberForm::Numeric
            && part.particle.is_empty();
        let count = number.filter(|_| counts).and_then(|number| u32::try_from(number).ok());
        let mut node = match (count, number) {
            (Some(value), _) => {
                // Next to a citation number or year suffix it may decide what joins them.
                self.term_predecessor = true;
                self.in_cite_predecessor = true;
                let count = Count { value, ..Count::default() };
                Node { content: Content::Count(Box::new(count)), ..Node::default() }
            }
            (None, Some(number)) => {
                let mut text = match part.particle.is_empty() {
                    true => self.formed(number, form, name),
                    false => compact_str::format_compact!("{}{number}", part.particle),
                };
                if look.text_case != TextCase::AsIs {
                    text = text_case::apply(&text, look.text_case, &self.casing).into();
                }
                self.term_predecessor = true;
                self.in_cite_predecessor = true;
                Node { content: Content::Text(text), number: true, ..Node::default() }
            }
            (None, None) => {
                let mut text = part.particle.clone();
                text.push_str(&part.value);
                self.text_node(&text, look, true)?
            }
        };
        node.suffix.push_str(&bare_hyphen(&part.joint));
        Some(node)
    }

    /// A whole number in a form.
    pub(super) fn formed(&mut self, number: u64, form: NumberForm, name: &str) -> Str {
        let locale = &self.style.locale;
        let gender = || locale.terms.gender(name);
        match form {
            NumberForm::Numeric => compact_str::format_compact!("{number}"),
            NumberForm::Roman => roman(number).into(),
            NumberForm::LongOrdinal => {
                let term = format!("long-ordinal-{number:02}");
                let word = locale.terms.get(&term, TermForm::Long, false, gender());
                match word.filter(|word| !word.is_empty()) {
                    Some(word) => word,
                    None => self.formed(number, NumberForm::Ordinal, name),
                }
            }
            NumberForm::Ordinal => {
                let suffix = locale.ordinals.suffix(&locale.terms, number, gender());
                compact_str::format_compact!("{number}{suffix}")
            }
        }
    }

    /// Gives ranges their delimiter and their short form.
    fn ranges(&self, parsed: &mut Parsed, name: &str) {
        let ranged = name == "locator" || is_counted(name);
        if !ranged {
            return;
        }
        let name = if name == "page-first" { "page" } else { name };
        let mut count = 0;
        let mut label: Option<Option<Str>> = None;
        for at in 0..parsed.parts.len() {
            let Some(part) = parsed.parts.get_mut(at) else { continue };
            if !part.countable {
                count = 0;
                label = None;
                let joint = self.range_joint(name, part, &part.joint, part.numeric);
                part.joint = joint;
            } else if label.as_ref() != Some(&part.label) {
                label = Some(part.label.clone());
                count = 1;
            } else if part.joint == "-" {
                count = 1;
            } else {
                count += 1;
                if count == 2 {
                    count = self.range(parsed, name, at);
                }
            }
        }
    }

    /// Sets the range that ends with a part; how many numbers then count as begun.
    fn range(&self, parsed: &mut Parsed, name: &str, at: usize) -> u32 {
        let numeric = parsed.numeric;
        let Some([before, part]) =
            at.checked_sub(1).and_then(|b| parsed.parts.get_mut(b..=at))
        else {
            return 2;
        };
        if before.particle != part.particle {
            return 2;
        }
        if before.joint != "-" {
            return 1;
        }
        let number = |text: &str| {
            text.parse::<u64>().ok().or_else(|| {
                let digits = text.len()
                    - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                text.get(..digits)?.parse().ok()
            })
        };
        let (first, last) = (number(&before.value), number(&part.value));
        if self.options.page_range_format.is_none()
            && let (Some(first), Some(last)) = (first, last)
            && first > last
        {
            before.joint = self.range_joint(name, part, "-", true);
            return 2;
        }
        // Digits with small letters: only between such ends is a hyphen sure to be a range.
        let simple = |text: &str| {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < text.len() && rest.bytes().all(|c| c.is_ascii_lowercase())
        };
        let both_simple = simple(&before.value) && simple(&part.value);
        let delimiter = self.style.locale.term("page-range-delimiter");
        if self.is_page(name, part) && first.is_some() && last.is_some() {
            if !both_simple {
                return 0;
            }
            let ends = Ends {
                first_particle: &before.particle,
                first: &before.value,
                last_particle: &part.particle,
                last: &part.value,
            };
            if let Some((particle, value)) =
                page_range::shorten(&ends, self.options.page_range_format)
            {
                part.particle = particle.into();
                part.value = value.into();
            }
            before.joint = delimiter;
            return 0;
        }
        let plain = |text: &str| {
            text.bytes().all(|b| b.is_ascii_digit())
                || text.chars().all(|c| "ivxlcmIVXLCM".contains(c))
        };
        if plain(&before.value) && plain(&part.value) {
            before.joint = delimiter;
        }
        if both_simple {
            before.joint = self.range_joint(name, part, &before.joint, numeric);
        }
        0
    }

    fn is_page(&self, name: &str, part: &NumberPart) -> bool {
        name == "page" || name == "locator" && part.label.as_deref() == Some("p.")
    }

    /// A hyphen between numbers as the locale's dash.
    fn range_joint(
        &self,
        name: &str,
        part: &NumberPart,
        joint: &str,
        numeric: bool,
    ) -> Str {
        if joint != "-" || !numeric {
            return joint.into();
        }
        let locale = &self.style.locale;
        let has_term = match name {
            "locator" | "page" => {
                let term = part.label.as_deref().and_then(term_of);
                term.is_some_and(|term| locale.terms.has(term))
            }
            _ => true,
        };
        if !has_term {
            return joint.into();
        }
        match name {
            "page" | "locator" | "issue" | "volume" | "edition" | "number" => {
                locale.term("page-range-delimiter")
            }
            "collection-number" => locale.term("year-range-delimiter"),
            _ => joint.into(),
        }
    }
}

/// A joint as it is printed: a hyphen that was escaped is one.
fn bare_hyphen(joint: &Str) -> Str {
    match joint.contains('\\') {
        true => joint.replace("\\-", "-").into(),
        false => joint.clone(),
    }
}

/// Takes straight quotation marks off a number; they become real ones around it.
fn unquote(parsed: &mut Parsed) -> bool {
    let opens = parsed.parts.first().is_some_and(|part| part.value.starts_with('"'));
    let closes = parsed.parts.last().is_some_and(|part| part.value.ends_with('"'));
    let long =
        parsed.parts.len() > 1 || parsed.parts.first().is_some_and(|p| p.value.len() > 1);
    if !opens || !closes || !long {
        return false;
    }
    if let Some(first) = parsed.parts.first_mut() {
        first.value.remove(0);
    }
    if let Some(last) = parsed.parts.last_mut() {
        last.value.pop();
    }
    true
}

/// A roman numeral in lower case; numbers past 5,999 stay as they are.
fn roman(mut number: u64) -> String {
    if number >= 6000 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, letters) in [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}
