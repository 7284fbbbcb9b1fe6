//! Options of a style (CSL 1.0.2, “Global Options”, “Citation-specific Options”,
//! “Bibliography-specific Options”).

use crate::csl::eval::number::PageRangeFormat;
use crate::csl::job::SecondFieldAlign;
use crate::csl::style::element::Str;
use crate::csl::style::{Document, Element, ElementId};

/// `demote-non-dropping-particle`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Demote {
    Never,
    SortOnly,
    #[default]
    DisplayAndSort,
}

/// `collapse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Collapse {
    CitationNumber,
    Year,
    YearSuffix,
    YearSuffixRanged,
}

/// `givenname-disambiguation-rule`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum GivennameRule {
    #[default]
    ByCite,
    AllNames,
    AllNamesWithInitials,
    PrimaryName,
    PrimaryNameWithInitials,
}

impl GivennameRule {
    pub(crate) fn is_by_cite(self) -> bool {
        self == Self::ByCite
    }

    pub(crate) fn is_primary(self) -> bool {
        matches!(self, Self::PrimaryName | Self::PrimaryNameWithInitials)
    }

    pub(crate) fn with_initials(self) -> bool {
        matches!(self, Self::AllNamesWithInitials | Self::PrimaryNameWithInitials)
    }
}

/// `subsequent-author-substitute-rule`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SubstituteRule {
    #[default]
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

/// All options.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) demote: Demote,
    pub(crate) initialize_with_hyphen: bool,
    pub(crate) page_range_format: Option<PageRangeFormat>,
    pub(crate) add_names: bool,
    pub(crate) add_givenname: bool,
    pub(crate) add_year_suffix: bool,
    pub(crate) givenname_rule: GivennameRule,
    pub(crate) collapse: Option<Collapse>,
    pub(crate) cite_group_delimiter: Option<Str>,
    pub(crate) year_suffix_delimiter: Option<Str>,
    pub(crate) after_collapse_delimiter: Option<Str>,
    pub(crate) near_note_distance: u32,
    pub(crate) subsequent_author_substitute: Option<Str>,
    pub(crate) substitute_rule: SubstituteRule,
    pub(crate) second_field_align: Option<SecondFieldAlign>,
    pub(crate) hanging_indent: bool,
    pub(crate) entry_spacing: u32,
    pub(crate) line_spacing: u32,
}

impl Options {
    /// Reads the options from the three elements that carry them.
    pub(crate) fn read(document: &Document, root: ElementId) -> Self {
        let style = document.get(root);
        let mut options = Self {
            initialize_with_hyphen: style.get("initialize-with-hyphen") != Some("false"),
            page_range_format: style
                .get("page-range-format")
                .and_then(PageRangeFormat::named),
            near_note_distance: 5,
            entry_spacing: 1,
            line_spacing: 1,
            demote: match style.get("demote-non-dropping-particle") {
                Some("never") => Demote::Never,
                Some("sort-only") => Demote::SortOnly,
                _ => Demote::DisplayAndSort,
            },
            ..Self::default()
        };
        if let Some(id) = document.child(root, "citation") {
            options.citation(document.get(id));
        }
        if let Some(id) = document.child(root, "bibliography") {
            options.bibliography(document.get(id));
        }
        options
    }

    fn citation(&mut self, element: &Element) {
        let flag = |name: &str| element.get(name) == Some("true");
        let text = |name: &str| element.get(name).map(Str::from);
        self.add_names = flag("disambiguate-add-names");
        self.add_givenname = flag("disambiguate-add-givenname");
        self.add_year_suffix = flag("disambiguate-add-year-suffix");
        self.givenname_rule = match element.get("givenname-disambiguation-rule") {
            Some("all-names") => GivennameRule::AllNames,
            Some("all-names-with-initials") => GivennameRule::AllNamesWithInitials,
            Some("primary-name") => GivennameRule::PrimaryName,
            Some("primary-name-with-initials") => GivennameRule::PrimaryNameWithInitials,
            _ => GivennameRule::ByCite,
        };
        self.collapse = match element.get("collapse") {
            Some("citation-number") => Some(Collapse::CitationNumber),
            Some("year") => Some(Collapse::Year),
            Some("year-suffix") => Some(Collapse::YearSuffix),
            Some("year-suffix-ranged") => Some(Collapse::YearSuffixRanged),
            _ => None,
        };
        self.cite_group_delimiter =
            text("cite-group-delimiter").filter(|text| !text.is_empty());
        self.year_suffix_delimiter = text("year-suffix-delimiter");
        self.after_collapse_delimiter = text("after-collapse-delimiter");
        if let Some(distance) = element.get("near-note-distance") {
            self.near_note_distance = distance.trim().parse().unwrap_or(5);
        }
    }

    fn bibliography(&mut self, element: &Element) {
        let number =
            |name: &str| element.get(name).and_then(|value| value.trim().parse().ok());
        self.subsequent_author_substitute =
            element.get("subsequent-author-substitute").map(Str::from);
        self.substitute_rule = match element.get("subsequent-author-substitute-rule") {
            Some("complete-each") => SubstituteRule::CompleteEach,
            Some("partial-each") => SubstituteRule::PartialEach,
            Some("partial-first") => SubstituteRule::PartialFirst,
            _ => SubstituteRule::CompleteAll,
        };
        self.second_field_align = match element.get("second-field-align") {
            Some("flush") => Some(SecondFieldAlign::Flush),
            Some("margin") => Some(SecondFieldAlign::Margin),
            _ => None,
        };
        self.hanging_indent = element.get("hanging-indent") == Some("true");
        self.entry_spacing = number("entry-spacing").unwrap_or(1);
        self.line_spacing = number("line-spacing").unwrap_or(1);
    }
}
