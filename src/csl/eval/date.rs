//! `<date>` (CSL 1.0.2, “Date”).

use crate::csl::Collapse;
use crate::csl::eval::{Area, Eval};
use crate::csl::node::Node;
use crate::csl::prepare::{Moment, Parts};
use crate::csl::style::element::{
    DateElement, DatePart, Look, Part, PartForm, Str, TermForm, Variable,
};
use crate::model::Field;

impl<'a> Eval<'_, 'a> {
    /// `<date>`.
    pub(super) fn date(&mut self, element: &'a DateElement, out: &mut Vec<Node>) {
        self.traced(true, |eval| eval.untraced_date(element, out));
    }

    fn untraced_date(&mut self, element: &'a DateElement, out: &mut Vec<Node>) {
        let Some(slot) = element.variable else { return };
        let free = self.take(Variable::Field(slot));
        let date = self.entry.date(slot).filter(|_| free);
        let found = date.is_some_and(|date| {
            !date.literal.is_empty()
                || element.parts.iter().any(|part| value(date.start, part.part) != 0)
        });
        self.outcome.renders_content |= found;
        self.found(found);
        let Some(date) = date else { return };
        if let Area::Sort(_) = self.area {
            let key = super::sort_key::date(date, Some(&element.parts));
            if !key.is_empty() {
                out.push(Node::text(key));
            }
            return;
        }
        let accessed = self.style.slots.get(usize::from(slot.0)).map(|info| info.field)
            == Some(Field::ACCESSED);
        if accessed && self.looking || self.suppressed() {
            return;
        }
        self.probably_rendered = true;
        let mut inside = Vec::new();
        self.parts(element, date, &mut inside);
        if inside.is_empty() {
            return;
        }
        let mut node = Node::group(&element.look, &element.delimiter, inside);
        node.decor.display = None;
        out.push(node);
    }

    fn parts(&mut self, element: &'a DateElement, date: &Moment<'_>, out: &mut Vec<Node>) {
        let mut differing = differing(element, date);
        let mut seen: Vec<Part> = Vec::new();
        let mut end_parts: Vec<Node> = Vec::new();
        for part in &element.parts {
            seen.push(part.part);
            if part.part == Part::Year && !date.literal.is_empty() {
                self.push_text(&date.literal, &part.look, true, out);
            }
            let collapsed = part.part == Part::Year && self.year_collapses(date);
            let ready = !differing.is_empty() && differing.iter().all(|p| seen.contains(p));
            if !collapsed {
                let end = date.end.filter(|_| ready || differing.contains(&part.part));
                if let Some(end) = end {
                    self.end_part(part, end, &mut end_parts);
                }
                let mut inside = Vec::new();
                let text = self.part_text(part, date.start);
                self.push_text(&text, &part.look, true, &mut inside);
                if ready {
                    if let Some(last) = inside.last_mut() {
                        last.suffix.clear();
                    }
                    let locale = &self.style.locale;
                    let dash = part.range_delimiter.clone();
                    let dash = dash.unwrap_or_else(|| locale.term("year-range-delimiter"));
                    self.push_text(&dash, &Look::default(), true, &mut inside);
                    let mut end = Node::bare(std::mem::take(&mut end_parts));
                    end.delimiter.clone_from(&element.delimiter);
                    end.decor = element.look.decor;
                    end.decor.display = None;
                    inside.push(end);
                    differing.clear();
                }
                self.era(part, date.start, &mut inside);
                if !inside.is_empty() {
                    out.push(Node::bare(inside));
                }
            }
            if part.part == Part::Year && date.start.year != 0
                || part.part == Part::Year
                    && self.outcome.have_collapsed
                    && !date.literal.is_empty()
            {
                self.implicit_year_suffix(&part.look, out);
            }
        }
    }

    /// Whether the year is left out, as the cite before has the same names and year.
    fn year_collapses(&mut self, date: &Moment<'_>) -> bool {
        let invoked = matches!(
            self.options.collapse,
            Some(Collapse::YearSuffix | Collapse::YearSuffixRanged)
        );
        let collapses = invoked && self.options.add_year_suffix && !self.looking;
        if !collapses || self.area != Area::Citation {
            return false;
        }
        self.outcome.years.push(date.start.year);
        let at = self.outcome.years.len() - 1;
        self.outcome.have_collapsed && self.before.years.get(at) == Some(&date.start.year)
    }

    fn end_part(&mut self, part: &'a DatePart, end: Parts, out: &mut Vec<Node>) {
        let text = self.part_text(part, end);
        let first = out.is_empty();
        if text.is_empty() {
            return;
        }
        let before = out.len();
        self.push_text(&text, &part.look, true, out);
        if first && let Some(node) = out.get_mut(before) {
            node.prefix.clear();
        }
    }

    /// BC, and AD for years before 500.
    fn era(&mut self, part: &DatePart, parts: Parts, out: &mut Vec<Node>) {
        if part.part != Part::Year {
            return;
        }
        let term = match parts.year {
            year if year < 0 => "bc",
            1..500 => "ad",
            _ => return,
        };
        let text = self.style.locale.term(term);
        self.push_text(&text, &Look::default(), true, out);
    }

    fn part_text(&mut self, part: &DatePart, parts: Parts) -> Str {
        let locale = &self.style.locale;
        match part.part {
            Part::Year => {
                let year = parts.year.unsigned_abs();
                match part.form {
                    _ if year == 0 => Str::default(),
                    PartForm::Short if (1000..10_000).contains(&year) => {
                        compact_str::format_compact!("{:02}", year % 100)
                    }
                    PartForm::Short => Str::default(),
                    _ => compact_str::format_compact!("{year}"),
                }
            }
            Part::Month => {
                let text = month(parts.month, part.form, locale);
                let strip = self.strip_periods > 0 || part.look.strip_periods;
                if strip { text.replace('.', "").into() } else { text }
            }
            Part::Day => {
                let form = match part.form {
                    PartForm::Ordinal
                        if locale.ordinals_on_day_one_only && parts.day != 1 =>
                    {
                        PartForm::Numeric
                    }
                    form => form,
                };
                match form {
                    _ if parts.day == 0 => Str::default(),
                    PartForm::LeadingZeros => {
                        compact_str::format_compact!("{:02}", parts.day)
                    }
                    PartForm::Ordinal => {
                        let name = format!("month-{:02}", parts.month);
                        let gender = locale.terms.gender(&name);
                        let number = u64::from(parts.day);
                        let suffix = locale.ordinals.suffix(&locale.terms, number, gender);
                        compact_str::format_compact!("{number}{suffix}")
                    }
                    _ => compact_str::format_compact!("{}", parts.day),
                }
            }
        }
    }
}

fn value(parts: Parts, part: Part) -> i32 {
    match part {
        Part::Year => parts.year,
        Part::Month => i32::from(parts.month),
        Part::Day => i32::from(parts.day),
    }
}

/// The month, or the season, which takes its place.
fn month(month: u8, form: PartForm, locale: &crate::csl::locale::Locale) -> Str {
    match month {
        0 => Str::default(),
        21..=24 => locale.term(&format!("season-{:02}", month - 20)),
        1..=12 => match form {
            PartForm::Numeric => compact_str::format_compact!("{month}"),
            PartForm::LeadingZeros => compact_str::format_compact!("{month:02}"),
            _ => {
                let form =
                    if form == PartForm::Short { TermForm::Short } else { TermForm::Long };
                let name = format!("month-{month:02}");
                locale.terms.get(&name, form, false, None).unwrap_or_default()
            }
        },
        _ => Str::default(),
    }
}

/// The printed parts from the largest one on in which the ends of a range differ.
fn differing(element: &DateElement, date: &Moment<'_>) -> Vec<Part> {
    let Some(end) = date.end else { return Vec::new() };
    let mut parts: Vec<Part> = Vec::new();
    for part in [Part::Year, Part::Month, Part::Day] {
        let printed = element.parts.iter().any(|printed| printed.part == part);
        let open = end == Parts::default() && part == Part::Year;
        if printed && (value(end, part) != 0 || open) {
            parts.push(part);
        }
    }
    let at = parts.iter().position(|part| value(date.start, *part) != value(end, *part));
    parts.split_off(at.unwrap_or(parts.len().min(2)))
}
