//! Attribute values as enums. A value that CSL does not define is none.

use crate::csl::style::element::{
    And, Decor, Decoration, FontStyle, FontVariant, FontWeight, Inverted, Look, NameForm,
    NumberForm, PartForm, Plural, Precedes, Quotes, TermForm, TextCase, VerticalAlign,
};
use crate::csl::tree::Display;

/// `form` of terms and labels.
pub(crate) fn term_form(value: &str) -> Option<TermForm> {
    Some(match value {
        "long" => TermForm::Long,
        "short" => TermForm::Short,
        "symbol" => TermForm::Symbol,
        "verb" => TermForm::Verb,
        "verb-short" => TermForm::VerbShort,
        _ => return None,
    })
}

/// `form` of numbers.
pub(super) fn number_form(value: &str) -> NumberForm {
    match value {
        "ordinal" => NumberForm::Ordinal,
        "long-ordinal" => NumberForm::LongOrdinal,
        "roman" => NumberForm::Roman,
        _ => NumberForm::Numeric,
    }
}

/// `form` of date parts.
pub(super) fn part_form(value: &str) -> Option<PartForm> {
    Some(match value {
        "long" => PartForm::Long,
        "short" => PartForm::Short,
        "numeric" => PartForm::Numeric,
        "numeric-leading-zeros" => PartForm::LeadingZeros,
        "ordinal" => PartForm::Ordinal,
        _ => return None,
    })
}

/// `plural` of labels.
pub(super) fn plural(value: &str) -> Plural {
    match value {
        "always" | "true" => Plural::Always,
        "never" | "false" => Plural::Never,
        _ => Plural::Contextual,
    }
}

/// `and` of names.
pub(super) fn and(value: &str) -> Option<And> {
    match value {
        "text" => Some(And::Text),
        "symbol" => Some(And::Symbol),
        _ => None,
    }
}

/// `delimiter-precedes-last`, `delimiter-precedes-et-al`.
pub(super) fn precedes(value: &str) -> Option<Precedes> {
    Some(match value {
        "contextual" => Precedes::Contextual,
        "always" => Precedes::Always,
        "never" => Precedes::Never,
        "after-inverted-name" => Precedes::AfterInvertedName,
        _ => return None,
    })
}

/// `form` of names.
pub(super) fn name_form(value: &str) -> Option<NameForm> {
    Some(match value {
        "long" => NameForm::Long,
        "short" => NameForm::Short,
        "count" => NameForm::Count,
        _ => return None,
    })
}

/// `name-as-sort-order`.
pub(super) fn inverted(value: &str) -> Option<Inverted> {
    match value {
        "first" => Some(Inverted::First),
        "all" => Some(Inverted::All),
        _ => None,
    }
}

/// Lays one attribute over the common look of an element; whether it was one of those.
pub(crate) fn look(look: &mut Look, name: &str, value: &str) -> bool {
    match name {
        "prefix" => look.prefix = value.into(),
        "suffix" => look.suffix = value.into(),
        "text-case" => look.text_case = text_case(value),
        "strip-periods" => look.strip_periods = value == "true",
        _ => return decor(&mut look.decor, name, value),
    }
    true
}

fn text_case(value: &str) -> TextCase {
    match value {
        "lowercase" => TextCase::Lowercase,
        "uppercase" => TextCase::Uppercase,
        "capitalize-first" => TextCase::CapitalizeFirst,
        "capitalize-all" => TextCase::CapitalizeAll,
        "sentence" => TextCase::Sentence,
        "title" => TextCase::Title,
        _ => TextCase::AsIs,
    }
}

fn decor(decor: &mut Decor, name: &str, value: &str) -> bool {
    match name {
        "font-style" => {
            decor.style = match value {
                "normal" => FontStyle::Normal,
                "italic" => FontStyle::Italic,
                "oblique" => FontStyle::Oblique,
                _ => FontStyle::None,
            }
        }
        "font-variant" => {
            decor.variant = match value {
                "normal" => FontVariant::Normal,
                "small-caps" => FontVariant::SmallCaps,
                _ => FontVariant::None,
            }
        }
        "font-weight" => {
            decor.weight = match value {
                "normal" => FontWeight::Normal,
                "bold" => FontWeight::Bold,
                "light" => FontWeight::Light,
                _ => FontWeight::None,
            }
        }
        "text-decoration" => {
            decor.line = match value {
                "none" => Decoration::Plain,
                "underline" => Decoration::Underline,
                _ => Decoration::None,
            }
        }
        "vertical-align" => {
            decor.align = match value {
                "baseline" => VerticalAlign::Baseline,
                "sup" => VerticalAlign::Superscript,
                "sub" => VerticalAlign::Subscript,
                _ => VerticalAlign::None,
            }
        }
        "quotes" => {
            decor.quotes = if value == "true" { Quotes::Outer } else { Quotes::Never }
        }
        "display" => {
            decor.display = match value {
                "block" => Some(Display::Block),
                "left-margin" => Some(Display::LeftMargin),
                "right-inline" => Some(Display::RightInline),
                "indent" => Some(Display::Indent),
                _ => None,
            }
        }
        _ => return false,
    }
    true
}
