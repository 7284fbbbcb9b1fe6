//! The compiled form of a style: what the evaluator walks (CSL 1.0.2, “Rendering
//! Elements”).
//!
//! Macros are resolved to numbers, name options inherited, localized dates written out,
//! attributes turned into small enums.

use compact_str::CompactString;

use crate::csl::tree::Display;
use crate::model::{EntryKind, Field, FieldSet};

/// A short string of a style.
pub(crate) type Str = CompactString;

/// A variable that a style asks for: what an entry has, or what the processor knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    /// A field of the entry, by its number in [`crate::csl::Style::fields`].
    Field(Slot),
    /// The first page of `page`; the slot is that of `page`.
    PageFirst(Slot),
    CitationNumber,
    CitationLabel,
    Locator,
    YearSuffix,
    FirstNote,
    /// The short reference of a document's abbreviation list.
    Hereinafter,
}

/// The number of a field among those that a style uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Slot(pub(crate) u16);

/// What is known of a field that a style uses.
#[derive(Clone, Debug)]
pub(crate) struct SlotInfo {
    pub(crate) field: Field,
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    /// The fields of an entry that may answer.
    pub(crate) sources: FieldSet,
    /// The slot of the short form: `title-short` of `title`.
    pub(crate) short: Option<Slot>,
}

/// How a variable is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Text whose title case depends on the entry's language.
    Localized,
    /// Other text.
    Text,
    /// Numbers with affixes, ranges and lists.
    Number,
    Name,
    Date,
}

/// A three-state attribute of formatting: not said, the plain value, the marked values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FontStyle {
    #[default]
    None,
    Normal,
    Italic,
    Oblique,
    /// Italic in upright text, upright in italic.
    Flip,
}

/// `font-variant`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FontVariant {
    #[default]
    None,
    Normal,
    SmallCaps,
    Flip,
}

/// `font-weight`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FontWeight {
    #[default]
    None,
    Normal,
    Bold,
    Light,
    Flip,
}

/// `text-decoration`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Decoration {
    #[default]
    None,
    Plain,
    Underline,
}

/// `vertical-align`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum VerticalAlign {
    #[default]
    None,
    Baseline,
    Superscript,
    Subscript,
}

/// Quotation marks around a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Quotes {
    #[default]
    None,
    /// `quotes="false"`: no marks, and those of the text are outer ones.
    Never,
    /// `quotes="true"`: always the outer marks.
    Outer,
    /// Marks in a text: outer ones unless they stand in outer ones.
    FlipOuter,
    /// Marks in a text: inner ones unless they stand in inner ones.
    FlipInner,
}

/// The formatting of an element or of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decor {
    pub(crate) style: FontStyle,
    pub(crate) variant: FontVariant,
    pub(crate) weight: FontWeight,
    pub(crate) line: Decoration,
    pub(crate) align: VerticalAlign,
    pub(crate) quotes: Quotes,
    pub(crate) display: Option<Display>,
    /// `<span class="nodecor">`: no slant, weight or small capitals.
    pub(crate) plain: bool,
}

impl Decor {
    /// Whether it has any font formatting (not quotation marks).
    pub(crate) fn is_font(&self) -> bool {
        self.style != FontStyle::None
            || self.variant != FontVariant::None
            || self.weight != FontWeight::None
            || self.line != Decoration::None
            || self.align != VerticalAlign::None
    }

    /// Takes over what it does not say itself from formatting around it.
    pub(crate) fn fill(&mut self, outer: &Self) {
        if self.style == FontStyle::None {
            self.style = outer.style;
        }
        if self.variant == FontVariant::None {
            self.variant = outer.variant;
        }
        if self.weight == FontWeight::None {
            self.weight = outer.weight;
        }
        if self.line == Decoration::None {
            self.line = outer.line;
        }
        if self.align == VerticalAlign::None {
            self.align = outer.align;
        }
        if self.quotes == Quotes::None {
            self.quotes = outer.quotes;
        }
    }

    /// Whether it is more than nothing.
    pub(crate) fn is_some(&self) -> bool {
        self.is_font()
            || self.quotes != Quotes::None
            || self.display.is_some()
            || self.plain
    }
}

/// `text-case`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextCase {
    #[default]
    AsIs,
    Lowercase,
    Uppercase,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

/// What most elements have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Look {
    pub(crate) decor: Decor,
    pub(crate) prefix: Str,
    pub(crate) suffix: Str,
    pub(crate) text_case: TextCase,
    pub(crate) strip_periods: bool,
}

/// A rendering element.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    Variable(Box<VariableElement>),
    Macro(Box<MacroCall>),
    Term(Box<TermElement>),
    Value(Box<ValueElement>),
    Number(Box<NumberElement>),
    Label(Box<LabelElement>),
    Date(Box<DateElement>),
    Names(Box<NamesElement>),
    Group(Box<GroupElement>),
    Choose(Box<[Branch]>),
}

/// `<text variable>`.
#[derive(Clone, Debug)]
pub(crate) struct VariableElement {
    pub(crate) look: Look,
    pub(crate) variable: Variable,
    pub(crate) name: &'static str,
    pub(crate) short: bool,
}

/// `<text macro>`.
#[derive(Clone, Debug)]
pub(crate) struct MacroCall {
    pub(crate) look: Look,
    pub(crate) number: usize,
}

/// `<text term>`.
#[derive(Clone, Debug)]
pub(crate) struct TermElement {
    pub(crate) look: Look,
    pub(crate) text: Str,
}

/// `<text value>`.
#[derive(Clone, Debug)]
pub(crate) struct ValueElement {
    pub(crate) look: Look,
    pub(crate) text: Str,
}

/// The form of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberForm {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

/// `<number>`.
#[derive(Clone, Debug)]
pub(crate) struct NumberElement {
    pub(crate) look: Look,
    pub(crate) variable: Variable,
    pub(crate) name: &'static str,
    pub(crate) form: NumberForm,
}

/// The form of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TermForm {
    #[default]
    Long,
    Short,
    Symbol,
    Verb,
    VerbShort,
}

/// `plural` of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Plural {
    #[default]
    Contextual,
    Always,
    Never,
}

/// `<label>`, of a number or of names.
#[derive(Clone, Debug)]
pub(crate) struct LabelElement {
    pub(crate) look: Look,
    pub(crate) variable: Option<Variable>,
    pub(crate) name: &'static str,
    pub(crate) form: TermForm,
    /// Whether the style says the form.
    pub(crate) has_form: bool,
    pub(crate) plural: Plural,
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Year,
    Month,
    Day,
}

/// The form of a part of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PartForm {
    #[default]
    Long,
    Short,
    Numeric,
    LeadingZeros,
    Ordinal,
}

/// `<date-part>`.
#[derive(Clone, Debug)]
pub(crate) struct DatePart {
    pub(crate) part: Part,
    pub(crate) form: PartForm,
    pub(crate) look: Look,
    pub(crate) range_delimiter: Option<Str>,
}

/// `<date>`, a localized one already written out.
#[derive(Clone, Debug)]
pub(crate) struct DateElement {
    pub(crate) look: Look,
    pub(crate) variable: Option<Slot>,
    pub(crate) delimiter: Str,
    pub(crate) parts: Vec<DatePart>,
}

/// `<group>`.
#[derive(Clone, Debug)]
pub(crate) struct GroupElement {
    pub(crate) look: Look,
    pub(crate) delimiter: Str,
    pub(crate) children: Vec<Element>,
}

/// `and` between names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum And {
    #[default]
    None,
    Text,
    Symbol,
}

/// `delimiter-precedes-last` and `delimiter-precedes-et-al`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Precedes {
    #[default]
    Contextual,
    Always,
    Never,
    AfterInvertedName,
}

/// The form of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameForm {
    #[default]
    Long,
    Short,
    Count,
}

/// `name-as-sort-order`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Inverted {
    #[default]
    None,
    First,
    All,
}

/// Options of names, inherited and complete.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameOptions {
    pub(crate) and: Option<And>,
    pub(crate) delimiter: Option<Str>,
    pub(crate) precedes_last: Option<Precedes>,
    pub(crate) precedes_et_al: Option<Precedes>,
    pub(crate) et_al_min: Option<u32>,
    pub(crate) et_al_use_first: Option<u32>,
    pub(crate) et_al_use_last: Option<bool>,
    pub(crate) subsequent_min: Option<u32>,
    pub(crate) subsequent_use_first: Option<u32>,
    pub(crate) form: Option<NameForm>,
    pub(crate) initialize: Option<bool>,
    pub(crate) initialize_with: Option<Str>,
    pub(crate) inverted: Option<Inverted>,
    pub(crate) sort_separator: Option<Str>,
    pub(crate) names_delimiter: Option<Str>,
}

/// Where a name stands: options are inherited from the style's part around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    Citation,
    Bibliography,
}

/// `<names>`.
#[derive(Clone, Debug)]
pub(crate) struct NamesElement {
    pub(crate) look: Look,
    pub(crate) variables: Vec<Slot>,
    /// The options in citations and in the bibliography.
    pub(crate) options: [NameOptions; 2],
    /// The formatting of `<name>`.
    pub(crate) name: Look,
    pub(crate) family: Option<Look>,
    pub(crate) given: Option<Look>,
    /// The formatting of institutions: that of `<name>` and of family names.
    pub(crate) institution: Look,
    /// The formatting of `<et-al>` and its term.
    pub(crate) et_al: Option<Look>,
    pub(crate) et_al_term: Str,
    pub(crate) label: Option<LabelElement>,
    pub(crate) label_first: bool,
    pub(crate) substitute: Vec<Element>,
    /// Whether it stands in `<substitute>` and has no elements, so that it takes those of
    /// the `<names>` around it.
    pub(crate) shorthand: bool,
}

/// `<if>`, `<else-if>`, `<else>`.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) tests: Vec<Test>,
    pub(crate) matching: Match,
    pub(crate) children: Vec<Element>,
}

/// `match`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Match {
    #[default]
    All,
    Any,
    None,
    Nand,
}

/// `position` as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PositionTest {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
    FarNote,
}

/// A condition.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    IsNumeric(Variable, &'static str),
    IsUncertain(Slot),
    Locator(Str),
    Position(PositionTest),
    Type(Vec<EntryKind>),
    Variable(Variable),
    Disambiguate,
    /// Only in the bibliography, or only in citations.
    Context(Root),
    HasYearOnly(Slot),
    HasMonth(Slot),
    HasDay(Slot),
    /// More than one name.
    IsPlural(Slot),
    /// What is not CSL is never true.
    Never,
}

/// A sort key.
#[derive(Clone, Debug)]
pub(crate) struct SortKey {
    pub(crate) element: SortElement,
    pub(crate) descending: bool,
    pub(crate) names_min: Option<u32>,
    pub(crate) names_use_first: Option<u32>,
    pub(crate) names_use_last: Option<bool>,
}

/// What a sort key is made from.
#[derive(Clone, Debug)]
pub(crate) enum SortElement {
    Variable(Variable, &'static str),
    Names(Box<NamesElement>),
    Macro(usize),
}

/// `<layout>` and what is around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) prefix: Str,
    pub(crate) suffix: Str,
    pub(crate) delimiter: Str,
    pub(crate) decor: Decor,
    pub(crate) children: Vec<Element>,
    pub(crate) sort: Vec<SortKey>,
}
