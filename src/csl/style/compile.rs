//! From the syntax tree of a style to its compiled form.

use rustc_hash::FxHashMap;

use crate::csl::locale::{Locale, LocaleDate};
use crate::csl::style::attributes;
use crate::csl::style::element::{
    Branch, Class, DateElement, DatePart, Element, GroupElement, LabelElement, Layout,
    Look, MacroCall, Match, NameOptions, NamesElement, NumberElement, Part, PartForm,
    PositionTest, Root, Slot, SlotInfo, SortElement, SortKey, Str, TermElement, Test,
    ValueElement, Variable, VariableElement,
};
use crate::csl::style::names;
use crate::csl::style::xml::{self, Document, ElementId};
use crate::diag::Diagnostic;
use crate::diag::catalogue::style as rules;
use crate::model::{Datatype, EntryKind, Field, variable};

/// Calls of macros in macros deeper than this print nothing.
const MAX_CALLS: usize = 64;

/// A macro.
#[derive(Clone, Debug, Default)]
pub(crate) struct Macro {
    pub(crate) children: Vec<Element>,
    /// Whether it holds a date itself: as a sort key it then gives that date alone.
    pub(crate) has_date: bool,
}

/// What compiling gives besides the layouts.
#[derive(Debug)]
pub(crate) struct Compiler<'a> {
    pub(super) document: &'a Document,
    pub(crate) locale: &'a Locale,
    macro_ids: FxHashMap<&'a str, usize>,
    macro_elements: Vec<ElementId>,
    pub(crate) macros: Vec<Macro>,
    state: Vec<Progress>,
    calls: Vec<usize>,
    pub(crate) slots: Vec<SlotInfo>,
    slot_ids: FxHashMap<Field, Slot>,
    /// The options of citation and bibliography.
    pub(super) outer: [NameOptions; 2],
    pub(crate) has_disambiguate: bool,
    pub(crate) has_year_suffix: bool,
    pub(crate) has_position: bool,
    pub(crate) numeric: bool,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Untouched,
    Open,
    Done,
}

/// What a `<names>` hands down to the `<names>` in its `<substitute>`.
#[derive(Clone, Default)]
pub(super) struct Inherited {
    pub(super) name: Option<ElementId>,
    pub(super) family: Option<Look>,
    pub(super) given: Option<Look>,
    pub(super) et_al: Option<(Look, Str)>,
    /// The `<names>` around a `<substitute>`, with its label.
    pub(super) names: Option<ElementId>,
    pub(super) label: Option<(LabelElement, bool)>,
}

impl<'a> Compiler<'a> {
    /// A compiler for a style in a locale.
    pub(crate) fn new(document: &'a Document, root: ElementId, locale: &'a Locale) -> Self {
        let macros = document.children(root).filter(|(_, child)| &*child.name == "macro");
        let mut macro_ids = FxHashMap::default();
        let mut macro_elements = Vec::new();
        for (id, child) in macros {
            macro_ids
                .entry(child.get("name").unwrap_or(""))
                .or_insert(macro_elements.len());
            macro_elements.push(id);
        }
        let mut style = names::inheritable(document.get(root));
        style.sort_separator.get_or_insert_with(|| ", ".into());
        let area = |name: &str| {
            let own =
                document.child(root, name).map(|id| names::inheritable(document.get(id)));
            names::over(&own.unwrap_or_default(), &style)
        };
        let outer = [area("citation"), area("bibliography")];
        let count = macro_elements.len();
        Self {
            document,
            locale,
            macro_ids,
            macro_elements,
            macros: vec![Macro::default(); count],
            state: vec![Progress::Untouched; count],
            calls: Vec::new(),
            slots: Vec::new(),
            slot_ids: FxHashMap::default(),
            outer,
            has_disambiguate: false,
            has_year_suffix: false,
            has_position: false,
            numeric: false,
            diagnostics: Vec::new(),
        }
    }

    /// The options that names inherit in a part of the style.
    pub(crate) fn outer(&self, root: Root) -> &NameOptions {
        match root {
            Root::Citation => &self.outer[0],
            Root::Bibliography => &self.outer[1],
        }
    }

    fn report(
        &mut self,
        rule: &'static crate::diag::Rule,
        message: String,
        at: &xml::Element,
    ) {
        self.diagnostics.push(Diagnostic::new(rule, message).at(at.span));
    }

    /// The slot of a field.
    pub(crate) fn slot(&mut self, field: Field) -> Slot {
        if let Some(slot) = self.slot_ids.get(&field) {
            return *slot;
        }
        let slot = Slot(u16::try_from(self.slots.len()).unwrap_or(u16::MAX));
        self.slot_ids.insert(field, slot);
        let mut sources = variable::sources(field);
        // What CSL 1.0 called `event`.
        if field.name() == "event" {
            sources.insert(Field::EVENT_TITLE);
        }
        self.slots.push(SlotInfo {
            field,
            name: field.name(),
            class: class(field),
            sources,
            short: None,
        });
        let short = match field {
            Field::TITLE => Some(Field::TITLE_SHORT),
            Field::CONTAINER_TITLE => Some(Field::CONTAINER_TITLE_SHORT),
            _ => None,
        };
        let short = short.or_else(|| {
            let has_short =
                class(field) == Class::Localized && !field.name().ends_with("-short");
            has_short.then(|| Field::named(&format!("{}-short", field.name())))
        });
        if let Some(short) = short {
            let short = self.slot(short);
            if let Some(known) = self.slots.get_mut(usize::from(slot.0)) {
                known.short = Some(short);
            }
        }
        slot
    }

    pub(super) fn variable(
        &mut self,
        name: &str,
        at: &xml::Element,
    ) -> (Variable, &'static str) {
        let variable = match name {
            "citation-number" => Variable::CitationNumber,
            "citation-label" => Variable::CitationLabel,
            "locator" => Variable::Locator,
            "year-suffix" => Variable::YearSuffix,
            "first-reference-note-number" => Variable::FirstNote,
            "hereinafter" => Variable::Hereinafter,
            "page-first" => Variable::PageFirst(self.slot(Field::PAGE)),
            _ => {
                let field = Field::named(name);
                if !field.is_known() && !is_extension(name) {
                    self.report(
                        &rules::UNKNOWN_VARIABLE,
                        format!("unknown variable `{name}`"),
                        at,
                    );
                }
                return (Variable::Field(self.slot(field)), field.name());
            }
        };
        (variable, Field::named(name).name())
    }

    /// Compiles a layout with its sort keys.
    pub(crate) fn layout(&mut self, area: ElementId) -> Layout {
        let mut layout = Layout::default();
        // Of several layouts (CSL-M has one a language) the one without a locale counts.
        let document = self.document;
        let layouts: Vec<(ElementId, &xml::Element)> =
            document.children(area).filter(|(_, child)| &*child.name == "layout").collect();
        let plain = layouts.iter().find(|(_, child)| child.get("locale").is_none());
        if let Some((id, element)) = plain.or(layouts.first()).copied() {
            let look = look_of(element);
            layout.prefix = look.prefix;
            layout.suffix = look.suffix;
            layout.decor = look.decor;
            layout.delimiter = element.get("delimiter").unwrap_or_default().into();
            layout.children = self.children(id, &Inherited::default());
        }
        if let Some(sort) = self.document.child(area, "sort") {
            let keys: Vec<ElementId> =
                self.document.children(sort).map(|(id, _)| id).collect();
            for id in keys {
                let key = self.key(id);
                layout.sort.extend(key);
            }
        }
        layout
    }

    fn key(&mut self, id: ElementId) -> Option<SortKey> {
        let element = self.document.get(id);
        if &*element.name != "key" {
            return None;
        }
        let number = |name: &str| element.get(name).and_then(|value| value.parse().ok());
        let names_min = number("names-min");
        let names_use_first = number("names-use-first");
        let names_use_last = element.get("names-use-last").map(|value| value == "true");
        let made = if let Some(name) = element.get("variable") {
            let (variable, static_name) = self.variable(name.trim(), element);
            match variable {
                Variable::Field(slot) if self.class(slot) == Class::Name => {
                    SortElement::Names(Box::new(self.key_names(slot)))
                }
                _ => SortElement::Variable(variable, static_name),
            }
        } else {
            let number = self.macro_number(element.get("macro")?, element)?;
            SortElement::Macro(number)
        };
        let descending = element.get("sort") == Some("descending");
        Some(SortKey {
            element: made,
            descending,
            names_min,
            names_use_first,
            names_use_last,
        })
    }

    fn class(&self, slot: Slot) -> Class {
        self.slots.get(usize::from(slot.0)).map_or(Class::Text, |info| info.class)
    }

    fn key_names(&self, slot: Slot) -> NamesElement {
        let own = NameOptions {
            inverted: Some(crate::csl::style::element::Inverted::All),
            sort_separator: Some(" ".into()),
            ..NameOptions::default()
        };
        NamesElement {
            look: Look::default(),
            variables: vec![slot],
            options: [names::over(&own, &self.outer[0]), names::over(&own, &self.outer[1])],
            name: Look::default(),
            family: None,
            given: None,
            et_al: None,
            et_al_term: "".into(),
            institution: Look::default(),
            label: None,
            label_first: false,
            substitute: Vec::new(),
            shorthand: false,
        }
    }

    fn children(&mut self, id: ElementId, inherited: &Inherited) -> Vec<Element> {
        let ids: Vec<ElementId> = self.document.children(id).map(|(id, _)| id).collect();
        ids.into_iter().filter_map(|id| self.element(id, inherited)).collect()
    }

    pub(super) fn element(
        &mut self,
        id: ElementId,
        inherited: &Inherited,
    ) -> Option<Element> {
        let element = self.document.get(id);
        Some(match &*element.name {
            "text" => return self.text(element),
            "number" => self.number(element)?,
            "label" => Element::Label(Box::new(self.label(element, true))),
            "date" => Element::Date(Box::new(self.date(id, element))),
            "names" => Element::Names(Box::new(self.names_element(id, inherited))),
            "group" => Element::Group(Box::new(GroupElement {
                look: look_of(element),
                delimiter: element.get("delimiter").unwrap_or_default().into(),
                children: self.children(id, inherited),
            })),
            "choose" => self.choose(id, inherited),
            // Institutions are a matter of CSL-M.
            "institution" => return None,
            name => {
                let message = format!("`<{name}>` is no rendering element");
                self.report(&rules::UNKNOWN_ELEMENT, message, element);
                return None;
            }
        })
    }

    fn text(&mut self, element: &xml::Element) -> Option<Element> {
        let look = look_of(element);
        if let Some(name) = element.get("macro") {
            let number = self.macro_number(name, element)?;
            return Some(Element::Macro(Box::new(MacroCall { look, number })));
        }
        if let Some(name) = element.get("variable") {
            // A `<text>` prints one variable; others are silent, as in citeproc-js.
            let name = name.split_whitespace().next().unwrap_or("");
            let (variable, name) = self.variable(name, element);
            self.has_year_suffix |=
                matches!(variable, Variable::YearSuffix | Variable::CitationLabel);
            self.numeric |= variable == Variable::CitationNumber;
            let short = element.get("form") == Some("short");
            return Some(Element::Variable(Box::new(VariableElement {
                look,
                variable,
                name,
                short,
            })));
        }
        if let Some(term) = element.get("term") {
            let term = if term == "sub verbo" { "sub-verbo" } else { term };
            let form =
                element.get("form").and_then(attributes::term_form).unwrap_or_default();
            let plural = element.get("plural").is_some_and(|plural| plural == "true");
            let text = self.locale.terms.get(term, form, plural, None);
            if text.is_none() {
                self.report(
                    &rules::UNKNOWN_TERM,
                    format!("unknown term `{term}`"),
                    element,
                );
            }
            let text = text.unwrap_or_default();
            return Some(Element::Term(Box::new(TermElement { look, text })));
        }
        let text = element.get("value")?.into();
        Some(Element::Value(Box::new(ValueElement { look, text })))
    }

    fn number(&mut self, element: &xml::Element) -> Option<Element> {
        let name = element.get("variable")?.split_whitespace().next()?;
        let (variable, name) = self.variable(name, element);
        self.numeric |= variable == Variable::CitationNumber;
        Some(Element::Number(Box::new(NumberElement {
            look: look_of(element),
            variable,
            name,
            form: element.get("form").map(attributes::number_form).unwrap_or_default(),
        })))
    }

    pub(super) fn label(
        &mut self,
        element: &xml::Element,
        with_variable: bool,
    ) -> LabelElement {
        let named = element.get("variable").filter(|_| with_variable).map(str::to_owned);
        let variable = named.map(|name| self.variable(name.trim(), element));
        LabelElement {
            look: look_of(element),
            variable: variable.map(|(variable, _)| variable),
            name: variable.map_or("", |(_, name)| name),
            form: element.get("form").and_then(attributes::term_form).unwrap_or_default(),
            has_form: element.get("form").is_some(),
            plural: element.get("plural").map(attributes::plural).unwrap_or_default(),
        }
    }

    fn macro_number(&mut self, name: &str, at: &xml::Element) -> Option<usize> {
        let Some(number) = self.macro_ids.get(name).copied() else {
            self.report(&rules::UNKNOWN_MACRO, format!("there is no macro `{name}`"), at);
            return None;
        };
        match self.state.get(number)? {
            Progress::Done => {}
            Progress::Open => {
                let message = format!("macro `{name}` calls itself");
                self.report(&rules::MACRO_RECURSION, message, at);
                return None;
            }
            Progress::Untouched if self.calls.len() >= MAX_CALLS => {
                let message =
                    format!("macro calls nested deeper than {MAX_CALLS} print nothing");
                self.report(&rules::MACRO_RECURSION, message, at);
                return None;
            }
            Progress::Untouched => self.compile_macro(number),
        }
        Some(number)
    }

    fn compile_macro(&mut self, number: usize) {
        let Some(id) = self.macro_elements.get(number).copied() else { return };
        if let Some(state) = self.state.get_mut(number) {
            *state = Progress::Open;
        }
        self.calls.push(number);
        let children = self.children(id, &Inherited::default());
        self.calls.pop();
        let has_date = holds_date(self.document, id);
        if let Some(slot) = self.macros.get_mut(number) {
            *slot = Macro { children, has_date };
        }
        if let Some(state) = self.state.get_mut(number) {
            *state = Progress::Done;
        }
    }

    fn date(&mut self, id: ElementId, element: &xml::Element) -> DateElement {
        let name = element.get("variable").map(|name| name.trim().to_owned());
        let variable = name.map(|name| self.variable(&name, element).0);
        let variable = match variable {
            Some(Variable::Field(slot)) => Some(slot),
            _ => None,
        };
        let own = own_parts(self.document, id);
        let localized = match element.get("form") {
            Some("text") => self.locale.text_date.as_ref(),
            Some("numeric") => self.locale.numeric_date.as_ref(),
            _ => None,
        };
        match localized {
            Some(date) => localized_date(date, element, variable, &own),
            None => DateElement {
                look: look_of(element),
                variable,
                delimiter: element.get("delimiter").unwrap_or_default().into(),
                parts: own.iter().map(|(part, pairs)| date_part(*part, pairs)).collect(),
            },
        }
    }

    fn choose(&mut self, id: ElementId, inherited: &Inherited) -> Element {
        let ids: Vec<ElementId> = self.document.children(id).map(|(id, _)| id).collect();
        let branches = ids.into_iter().filter_map(|id| self.branch(id, inherited));
        Element::Choose(branches.collect::<Vec<_>>().into_boxed_slice())
    }

    fn branch(&mut self, id: ElementId, inherited: &Inherited) -> Option<Branch> {
        let element = self.document.get(id);
        if !matches!(&*element.name, "if" | "else-if" | "else") {
            return None;
        }
        let matching = match element.get("match") {
            Some("any") => Match::Any,
            Some("none") => Match::None,
            Some("nand") => Match::Nand,
            _ => Match::All,
        };
        let mut tests = Vec::new();
        for attribute in &element.attributes {
            self.tests(&attribute.name, &attribute.value, element, &mut tests);
        }
        Some(Branch { tests, matching, children: self.children(id, inherited) })
    }

    fn tests(&mut self, name: &str, value: &str, at: &xml::Element, tests: &mut Vec<Test>) {
        if name == "type" {
            tests
                .push(Test::Type(value.split_whitespace().map(EntryKind::named).collect()));
            return;
        }
        let value = value.replace("sub verbo", "sub-verbo");
        for word in value.split_whitespace() {
            let test = match name {
                "disambiguate" => {
                    self.has_disambiguate = true;
                    if word == "true" { Test::Disambiguate } else { Test::Never }
                }
                "is-numeric" => {
                    let (variable, name) = self.variable(word, at);
                    Test::IsNumeric(variable, name)
                }
                "is-uncertain-date" => self.slot_test(word, at, Test::IsUncertain),
                "has-year-only" => self.slot_test(word, at, Test::HasYearOnly),
                "has-to-month-or-season" => self.slot_test(word, at, Test::HasMonth),
                "has-day" => self.slot_test(word, at, Test::HasDay),
                "is-plural" => self.slot_test(word, at, Test::IsPlural),
                "locator" => Test::Locator(word.into()),
                "position" => {
                    self.has_position = true;
                    position_test(word)
                }
                "variable" => Test::Variable(self.variable(word, at).0),
                "context" => match word {
                    "citation" => Test::Context(Root::Citation),
                    "bibliography" => Test::Context(Root::Bibliography),
                    _ => Test::Never,
                },
                "match" => return,
                _ => Test::Never,
            };
            tests.push(test);
        }
    }

    fn slot_test(&mut self, name: &str, at: &xml::Element, make: fn(Slot) -> Test) -> Test {
        match self.variable(name, at).0 {
            Variable::Field(slot) => make(slot),
            _ => Test::Never,
        }
    }
}

fn position_test(word: &str) -> Test {
    Test::Position(match word {
        "first" => PositionTest::First,
        "subsequent" => PositionTest::Subsequent,
        "ibid" => PositionTest::Ibid,
        "ibid-with-locator" => PositionTest::IbidWithLocator,
        "near-note" => PositionTest::NearNote,
        "far-note" => PositionTest::FarNote,
        _ => return Test::Never,
    })
}

/// Names of variables that styles use although CSL 1.0.2 lacks them.
fn is_extension(name: &str) -> bool {
    matches!(name, "event" | "journalAbbreviation" | "shortTitle" | "editor-translator")
}

/// How a field is read, by its datatype; `event` and its kin go by their name.
fn class(field: Field) -> Class {
    match field {
        Field::ARCHIVE
        | Field::ARCHIVE_PLACE
        | Field::AUTHORITY
        | Field::COLLECTION_TITLE
        | Field::CONTAINER_TITLE
        | Field::EVENT_PLACE
        | Field::GENRE
        | Field::JURISDICTION
        | Field::MEDIUM
        | Field::PUBLISHER
        | Field::PUBLISHER_PLACE
        | Field::TITLE
        | Field::TITLE_SHORT => return Class::Localized,
        _ => {}
    }
    match field.name() {
        "event" => Class::Localized,
        "editor-translator" => Class::Name,
        _ => match field.datatype() {
            Datatype::Names => Class::Name,
            Datatype::Date => Class::Date,
            Datatype::Number | Datatype::PageRange => Class::Number,
            _ => Class::Text,
        },
    }
}

/// The common attributes of an element.
pub(super) fn look_of(element: &xml::Element) -> Look {
    let mut look = Look::default();
    for attribute in &element.attributes {
        attributes::look(&mut look, &attribute.name, &attribute.value);
    }
    look
}

fn holds_date(document: &Document, id: ElementId) -> bool {
    document
        .children(id)
        .any(|(id, child)| &*child.name == "date" || holds_date(document, id))
}

type Pairs<'a> = Vec<(&'a str, &'a str)>;

fn own_parts(document: &Document, id: ElementId) -> Vec<(Part, Pairs<'_>)> {
    let parts = document.children(id).filter(|(_, child)| &*child.name == "date-part");
    let parts = parts.filter_map(|(_, child)| {
        let part = match child.get("name")? {
            "year" => Part::Year,
            "month" => Part::Month,
            "day" => Part::Day,
            _ => return None,
        };
        let pairs = child.attributes.iter().map(|a| (&*a.name, &*a.value)).collect();
        Some((part, pairs))
    });
    parts.collect()
}

fn date_part(part: Part, pairs: &[(&str, &str)]) -> DatePart {
    let mut made = DatePart {
        part,
        form: PartForm::Long,
        look: Look::default(),
        range_delimiter: None,
    };
    for (name, value) in pairs {
        match *name {
            "form" => made.form = attributes::part_form(value).unwrap_or(made.form),
            "range-delimiter" => made.range_delimiter = Some((*value).into()),
            _ => {
                attributes::look(&mut made.look, name, value);
            }
        }
    }
    made
}

/// A localized date: the locale's parts with the style's attributes over them (CSL 1.0.2,
/// “Localized Date Formats”).
fn localized_date(
    date: &LocaleDate,
    element: &xml::Element,
    variable: Option<Slot>,
    own: &[(Part, Pairs<'_>)],
) -> DateElement {
    let mut look = Look::default();
    let mut delimiter = Str::default();
    for (name, value) in &date.attributes {
        if &**name == "delimiter" {
            delimiter = (&**value).into();
        } else {
            attributes::look(&mut look, name, value);
        }
    }
    for attribute in &element.attributes {
        if &*attribute.name == "delimiter" {
            delimiter = (&*attribute.value).into();
        }
        attributes::look(&mut look, &attribute.name, &attribute.value);
    }
    let mut parts: Vec<DatePart> = Vec::new();
    for part in &date.parts {
        let mut pairs: Pairs<'_> =
            part.attributes.iter().map(|(n, v)| (&**n, &**v)).collect();
        for (_, over) in own.iter().filter(|(name, _)| *name == part.part) {
            pairs.extend(over);
        }
        parts.push(date_part(part.part, &pairs));
    }
    match element.get("date-parts") {
        Some("year") => parts.retain(|part| part.part == Part::Year),
        Some("year-month") => parts.retain(|part| part.part != Part::Day),
        Some("month-day") => {
            let year = parts.iter().position(|part| part.part == Part::Year);
            let before =
                year.and_then(|at| at.checked_sub(1)).and_then(|at| parts.get_mut(at));
            if let Some(before) = before {
                before.look.suffix.clear();
            }
            parts.retain(|part| part.part != Part::Year);
        }
        _ => {}
    }
    DateElement { look, variable, delimiter, parts }
}
