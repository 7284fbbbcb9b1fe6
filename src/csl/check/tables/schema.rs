//! What CSL 1.0.2 allows: elements with their attributes and children, attributes with
//! their values (specification, and the schema `csl.rnc` that goes with it).

/// A row: an element.
#[derive(Debug)]
pub(in crate::csl::check) struct ElementRow {
    pub(in crate::csl::check) name: &'static str,
    /// Attributes, and names of groups of them that begin with `+`.
    pub(in crate::csl::check) attributes: &'static [&'static str],
    /// Attributes without which the element says nothing.
    pub(in crate::csl::check) required: &'static [&'static str],
    /// Elements inside; `*` where anything may stand.
    pub(in crate::csl::check) children: &'static [&'static str],
}

/// Groups of attributes that several elements have.
pub(in crate::csl::check) const GROUPS: &[(&str, &[&str])] = &[
    (
        "+font",
        &["font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"],
    ),
    ("+affixes", &["prefix", "suffix"]),
    (
        "+name-options",
        &[
            "and",
            "delimiter-precedes-et-al",
            "delimiter-precedes-last",
            "et-al-min",
            "et-al-subsequent-min",
            "et-al-subsequent-use-first",
            "et-al-use-first",
            "et-al-use-last",
            "initialize",
            "initialize-with",
            "name-as-sort-order",
            "sort-separator",
        ],
    ),
    ("+inherited-name-options", &["name-delimiter", "name-form", "names-delimiter"]),
];

const RENDERING: &[&str] = &["text", "number", "date", "names", "label", "group", "choose"];

const fn row(
    name: &'static str,
    attributes: &'static [&'static str],
    required: &'static [&'static str],
    children: &'static [&'static str],
) -> ElementRow {
    ElementRow { name, attributes, required, children }
}

/// The elements; those of `info` are not looked into.
pub(in crate::csl::check) const ELEMENTS: &[ElementRow] = &[
    row(
        "style",
        &[
            "class",
            "default-locale",
            "version",
            "demote-non-dropping-particle",
            "initialize-with-hyphen",
            "page-range-format",
            "+name-options",
            "+inherited-name-options",
        ],
        &["class", "version"],
        &["info", "locale", "macro", "citation", "bibliography"],
    ),
    row("info", &[], &[], &["*"]),
    row(
        "locale",
        &["xml:lang", "version"],
        &[],
        &["info", "style-options", "date", "terms"],
    ),
    row(
        "style-options",
        &["limit-day-ordinals-to-day-1", "punctuation-in-quote"],
        &[],
        &[],
    ),
    row("terms", &[], &[], &["term"]),
    row(
        "term",
        &["name", "form", "gender", "gender-form", "match"],
        &["name"],
        &["single", "multiple"],
    ),
    row("single", &[], &[], &[]),
    row("multiple", &[], &[], &[]),
    row("macro", &["name"], &["name"], RENDERING),
    row(
        "citation",
        &[
            "after-collapse-delimiter",
            "cite-group-delimiter",
            "collapse",
            "disambiguate-add-givenname",
            "disambiguate-add-names",
            "disambiguate-add-year-suffix",
            "givenname-disambiguation-rule",
            "near-note-distance",
            "year-suffix-delimiter",
            "+name-options",
            "+inherited-name-options",
        ],
        &[],
        &["sort", "layout"],
    ),
    row(
        "bibliography",
        &[
            "entry-spacing",
            "hanging-indent",
            "line-spacing",
            "second-field-align",
            "subsequent-author-substitute",
            "subsequent-author-substitute-rule",
            "+name-options",
            "+inherited-name-options",
        ],
        &[],
        &["sort", "layout"],
    ),
    row("sort", &[], &[], &["key"]),
    row(
        "key",
        &["variable", "macro", "sort", "names-min", "names-use-first", "names-use-last"],
        &[],
        &[],
    ),
    row("layout", &["delimiter", "+font", "+affixes"], &[], RENDERING),
    row(
        "text",
        &[
            "variable",
            "macro",
            "term",
            "value",
            "form",
            "plural",
            "display",
            "quotes",
            "strip-periods",
            "text-case",
            "+font",
            "+affixes",
        ],
        &[],
        &[],
    ),
    row(
        "number",
        &["variable", "form", "display", "text-case", "+font", "+affixes"],
        &["variable"],
        &[],
    ),
    row(
        "date",
        &[
            "variable",
            "form",
            "date-parts",
            "delimiter",
            "display",
            "text-case",
            "+font",
            "+affixes",
        ],
        &[],
        &["date-part"],
    ),
    row(
        "date-part",
        &[
            "name",
            "form",
            "range-delimiter",
            "strip-periods",
            "text-case",
            "+font",
            "+affixes",
        ],
        &["name"],
        &[],
    ),
    row(
        "names",
        &["variable", "delimiter", "display", "+font", "+affixes"],
        &["variable"],
        &["name", "et-al", "label", "substitute"],
    ),
    row(
        "name",
        &["delimiter", "form", "+name-options", "+font", "+affixes"],
        &[],
        &["name-part"],
    ),
    row("name-part", &["name", "text-case", "+font", "+affixes"], &["name"], &[]),
    row("et-al", &["term", "+font"], &[], &[]),
    row(
        "label",
        &["variable", "form", "plural", "strip-periods", "text-case", "+font", "+affixes"],
        &[],
        &[],
    ),
    row("substitute", &[], &[], RENDERING),
    row("group", &["delimiter", "display", "+font", "+affixes"], &[], RENDERING),
    row("choose", &[], &[], &["if", "else-if", "else"]),
    row("if", CONDITIONS, &[], RENDERING),
    row("else-if", CONDITIONS, &[], RENDERING),
    row("else", &[], &[], RENDERING),
];

/// Attributes of conditions.
pub(in crate::csl::check) const CONDITIONS: &[&str] = &[
    "disambiguate",
    "is-numeric",
    "is-uncertain-date",
    "locator",
    "match",
    "position",
    "type",
    "variable",
];

/// Values: element (`*` for all), attribute, values.
pub(in crate::csl::check) const VALUES: &[(&str, &str, &[&str])] = &[
    ("style", "class", &["in-text", "note"]),
    ("style", "demote-non-dropping-particle", &["never", "sort-only", "display-and-sort"]),
    ("style", "initialize-with-hyphen", BOOLEAN),
    (
        "style",
        "page-range-format",
        &["expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16"],
    ),
    ("*", "and", &["text", "symbol"]),
    (
        "*",
        "delimiter-precedes-et-al",
        &["contextual", "after-inverted-name", "always", "never"],
    ),
    (
        "*",
        "delimiter-precedes-last",
        &["contextual", "after-inverted-name", "always", "never"],
    ),
    ("*", "et-al-use-last", BOOLEAN),
    ("*", "initialize", BOOLEAN),
    ("*", "name-as-sort-order", &["first", "all"]),
    ("*", "name-form", &["long", "short", "count"]),
    ("*", "font-style", &["normal", "italic", "oblique"]),
    ("*", "font-variant", &["normal", "small-caps"]),
    ("*", "font-weight", &["normal", "bold", "light"]),
    ("*", "text-decoration", &["none", "underline"]),
    ("*", "vertical-align", &["baseline", "sup", "sub"]),
    ("*", "display", &["block", "left-margin", "right-inline", "indent"]),
    ("*", "quotes", BOOLEAN),
    ("*", "strip-periods", BOOLEAN),
    (
        "*",
        "text-case",
        &[
            "lowercase",
            "uppercase",
            "capitalize-first",
            "capitalize-all",
            "sentence",
            "title",
        ],
    ),
    (
        "citation",
        "collapse",
        &["citation-number", "year", "year-suffix", "year-suffix-ranged"],
    ),
    ("citation", "disambiguate-add-givenname", BOOLEAN),
    ("citation", "disambiguate-add-names", BOOLEAN),
    ("citation", "disambiguate-add-year-suffix", BOOLEAN),
    (
        "citation",
        "givenname-disambiguation-rule",
        &[
            "all-names",
            "all-names-with-initials",
            "primary-name",
            "primary-name-with-initials",
            "by-cite",
        ],
    ),
    ("bibliography", "hanging-indent", BOOLEAN),
    ("bibliography", "second-field-align", &["flush", "margin"]),
    (
        "bibliography",
        "subsequent-author-substitute-rule",
        &["complete-all", "complete-each", "partial-each", "partial-first"],
    ),
    ("key", "sort", &["ascending", "descending"]),
    ("text", "form", &["long", "short", "verb", "verb-short", "symbol"]),
    ("text", "plural", &["true", "false", "contextual"]),
    ("number", "form", &["numeric", "ordinal", "roman", "long-ordinal"]),
    ("date", "form", &["numeric", "text"]),
    ("date", "date-parts", &["year-month-day", "year-month", "year"]),
    ("date-part", "name", &["day", "month", "year"]),
    (
        "date-part",
        "form",
        &["numeric", "numeric-leading-zeros", "ordinal", "long", "short"],
    ),
    ("name", "form", &["long", "short", "count"]),
    ("name-part", "name", &["given", "family"]),
    ("label", "form", &["long", "short", "verb", "verb-short", "symbol"]),
    ("label", "plural", &["contextual", "always", "never"]),
    ("if", "match", MATCH),
    ("else-if", "match", MATCH),
    ("if", "disambiguate", &["true"]),
    ("else-if", "disambiguate", &["true"]),
    ("term", "form", &["long", "short", "verb", "verb-short", "symbol"]),
    ("term", "gender", &["masculine", "feminine"]),
    ("term", "gender-form", &["masculine", "feminine"]),
    ("term", "match", &["last-digit", "last-two-digits", "whole-number"]),
    ("style-options", "limit-day-ordinals-to-day-1", BOOLEAN),
    ("style-options", "punctuation-in-quote", BOOLEAN),
];

const BOOLEAN: &[&str] = &["true", "false"];
const MATCH: &[&str] = &["all", "any", "none", "nand"];

/// Attributes that hold whole numbers.
pub(in crate::csl::check) const NUMBERS: &[&str] = &[
    "entry-spacing",
    "et-al-min",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "et-al-use-first",
    "line-spacing",
    "names-min",
    "names-use-first",
    "near-note-distance",
];

/// Positions of a cite.
pub(in crate::csl::check) const POSITIONS: &[&str] =
    &["first", "subsequent", "ibid", "ibid-with-locator", "near-note"];

/// Variables of the processor's own, which no entry holds.
pub(in crate::csl::check) const OWN_VARIABLES: &[&str] = &[
    "citation-label",
    "citation-number",
    "editor-translator",
    "editortranslator",
    // Until CSL 1.0.2 the name of `event-title`.
    "event",
    "first-reference-note-number",
    "locator",
    "page-first",
    "year-suffix",
];
