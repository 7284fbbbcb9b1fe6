//! Rules about the text of files.

use crate::diag::{Group, Rule, Severity};

/// All of them, by name.
pub static RULES: &[&Rule] = &[
    &BYTE_ORDER_MARK,
    &CONTROL_CHARACTER,
    &DISABLED_FIELD,
    &DUPLICATE_FIELD,
    &ENCODING_MISMATCH,
    &EXTRA_BRACE,
    &INVALID_UTF8,
    &MISMATCHED_DELIMITER,
    &MISSING_CITE_KEY,
    &MISSING_COMMA,
    &MISSING_EQUALS,
    &MISSING_VALUE,
    &NOT_FORMATTED,
    &NOT_UTF8,
    &OVERLAPPING_EDITS,
    &QUOTE_IN_QUOTES,
    &STRING_SHADOWS_MONTH,
    &REDEFINED_STRING,
    &SOURCE_TOO_LARGE,
    &STRAY_TEXT,
    &STRING_BEFORE_DEFINITION,
    &UNBALANCED_VALUE,
    &UNCLOSED_COMMENT,
    &UNCLOSED_ENTRY,
    &UNCLOSED_VALUE,
    &UNDEFINED_STRING,
    &STRING_OF_STYLES,
    &UNENCODABLE_CHARACTER,
    &UNQUOTED_VALUE,
    &UNUSED_STRING,
];

/// `missing-comma`
pub static MISSING_COMMA: Rule = Rule {
    name: "missing-comma",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a comma is missing between two fields or after the cite key",
    doc: r#"BibTeX reads `{` as part of the field before it and skips the entry.

```bibtex
@book{knuth1984
  title = {The TeXbook}
  year = 1984
}
```

Put a comma after the cite key and after each value. Source: `bibtex.web`,
“I was expecting a `,' or a `}'”."#,
};

/// `missing-cite-key`
pub static MISSING_CITE_KEY: Rule = Rule {
    name: "missing-cite-key",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "an entry has no cite key",
    doc: r#"Without a key the entry cannot be cited.

```bibtex
@book{,
  title = {The TeXbook},
}
```

Source: JabRef's check “empty citation key”; bibtex-tidy, “missing key”."#,
};

/// `missing-equals`
pub static MISSING_EQUALS: Rule = Rule {
    name: "missing-equals",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "`=` is missing between the name of a field and its value",
    doc: r#"```bibtex
@book{knuth1984, title {The TeXbook}}
```

BibTeX skips the rest of the entry. Source: `bibtex.web`,
“I was expecting an "="”."#,
};

/// `missing-value`
pub static MISSING_VALUE: Rule = Rule {
    name: "missing-value",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a field has a name but no value",
    doc: r#"```bibtex
@book{knuth1984, title = , year = 1984}
```

Write the value or take the field out. A field that is known to be empty is written
`{}`. Source: `bibtex.web`, “You're missing a field part”."#,
};

/// `unclosed-entry`
pub static UNCLOSED_ENTRY: Rule = Rule {
    name: "unclosed-entry",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "an entry has no closing delimiter",
    doc: r#"The entry runs into the next one or the end of the file. It was ended there, so that the
next entry is not lost; BibTeX would lose it. Check that the braces of each value match,
then close the entry."#,
};

/// `unclosed-value`
pub static UNCLOSED_VALUE: Rule = Rule {
    name: "unclosed-value",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a value has no closing brace or quote",
    doc: r#"The braces of the value do not match, so that it would swallow what follows. It was
ended before the next line that looks like a field or an entry. BibTeX counts escaped
braces too: write `\{` only together with `\}`, or `\textbraceleft`.

Source: btxdoc, section 4; `bibtex.web`, section 255."#,
};

/// `unclosed-comment`
pub static UNCLOSED_COMMENT: Rule = Rule {
    name: "unclosed-comment",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "a comment has no closing brace",
    doc: r#"`@comment{` was ended with its line, so that the entries after it are not lost."#,
};

/// `quote-in-quotes`
pub static QUOTE_IN_QUOTES: Rule = Rule {
    name: "quote-in-quotes",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a bare quote stands inside a value in quotes",
    doc: r#"BibTeX ends the value at the quote and skips the rest.

```bibtex
title = "The "best" of"
```

Write `{"}` or delimit the value by braces. Source: `bibtex.web`,
“I was expecting a `,' or a `}'”."#,
};

/// `extra-brace`
pub static EXTRA_BRACE: Rule = Rule {
    name: "extra-brace",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a closing brace too many ends an entry before its last field",
    doc: r#"```bibtex
@book{knuth1984, title = {The TeXbook}}, year = 1984}
```

The fields after it are kept by ibid but lost by BibTeX."#,
};

/// `stray-text`
pub static STRAY_TEXT: Rule = Rule {
    name: "stray-text",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "text inside an entry belongs to no field",
    doc: r#"Mostly a brace that closes a value too early: the rest of the value is left over. ibid
keeps the text and goes on with the next field."#,
};

/// `unquoted-value`
pub static UNQUOTED_VALUE: Rule = Rule {
    name: "unquoted-value",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a value of several words has no delimiters",
    doc: r#"```bibtex
month = 12 March,
```

Only numbers and names of strings may stand without braces or quotes. Source: `bibtex.web`,
“You're missing a field part”."#,
};

/// `mismatched-delimiter`
pub static MISMATCHED_DELIMITER: Rule = Rule {
    name: "mismatched-delimiter",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "an entry is closed by another delimiter than it was opened by",
    doc: r#"`@book{…)` and `@book(…}` are errors to BibTeX. Source: `bibtex.web`,
“I was expecting a `,' or a `)'”."#,
};

/// `disabled-field`
pub static DISABLED_FIELD: Rule = Rule {
    name: "disabled-field",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "a field is disabled by `@` before its name",
    doc: r#"Some people switch a field off by writing `@url = {…}`. BibTeX calls it an error and
drops the rest of the entry; ibid leaves it out and reads on."#,
};

/// `duplicate-field`
pub static DUPLICATE_FIELD: Rule = Rule {
    name: "duplicate-field",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "an entry has a field twice",
    doc: r#"BibTeX takes the first and ignores the second, biber the last. ibid takes the first.
Keep one. Source: `bibtex.web`, section 245."#,
};

/// `undefined-string`
pub static UNDEFINED_STRING: Rule = Rule {
    name: "undefined-string",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "a value names a string that is not defined",
    doc: r#"`journal = tugboat` needs `@string{tugboat = {…}}` before it. BibTeX takes it as empty;
ibid keeps the name as text. Put it in braces if it is meant as it stands. The months
`jan` to `dec` are always defined. Source: `bibtex.web`, “string name … is undefined”."#,
};

/// `string-of-styles`
pub static STRING_OF_STYLES: Rule = Rule {
    name: "string-of-styles",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "a value names a string that only the standard styles of BibTeX define",
    doc: r#"`journal = jacm` is “Journal of the ACM” in `plain.bst` and its kin; BibLaTeX and most other
programs have no such string and print nothing. Write the title out, or define the string
in the file. Source: `btxbst.doc`, `MACRO {jacm}`; btxdoc, section 3.2 on abbreviations."#,
};

/// `string-before-definition`
pub static STRING_BEFORE_DEFINITION: Rule = Rule {
    name: "string-before-definition",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "a string is used before it is defined",
    doc: r#"BibTeX reads a file once: `@string` must stand above the entries that use it. Source: `bibtex.web`,
“string name … is undefined”."#,
};

/// `unused-string`
pub static UNUSED_STRING: Rule = Rule {
    name: "unused-string",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "a string is defined and never used",
    doc: r#"Nothing in this file uses the `@string`. Other files may."#,
};

/// `string-shadows-month`
pub static STRING_SHADOWS_MONTH: Rule = Rule {
    name: "string-shadows-month",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "a string takes the name of a month that every style defines",
    doc: r#"`@string{jan = "Januar"}` holds for `month = jan` in all that follows: the style can no longer
choose the word, and BibLaTeX can no longer sort or translate it. Source: btxdoc, section 3.2
on `month`; biblatex manual 2.3.9, “Year, Month and Date Fields”."#,
};

/// `redefined-string`
pub static REDEFINED_STRING: Rule = Rule {
    name: "redefined-string",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "a string is defined twice with different values",
    doc: r#"The second definition holds from there on. Source: btparse (which biber
reads with), “overriding existing definition of macro”."#,
};

/// `not-utf8`
pub static NOT_UTF8: Rule = Rule {
    name: "not-utf8",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "a file is not UTF-8",
    doc: r#"The text was converted for reading; where the encoding was guessed, check a name with an
accent. Untouched text is written back byte for byte, and changes in the encoding of the
file. `ibid fmt --encoding utf8` converts the file for good; biber wants UTF-8 unless it is
told otherwise (biblatex manual, section 2.4.3)."#,
};

/// `invalid-utf8`
pub static INVALID_UTF8: Rule = Rule {
    name: "invalid-utf8",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "some bytes of a UTF-8 file are not UTF-8",
    doc: r#"Mostly text that was pasted from an old file. The bytes were read as Windows-1252 and stay
as they are in the file; biber refuses such a file."#,
};

/// `byte-order-mark`
pub static BYTE_ORDER_MARK: Rule = Rule {
    name: "byte-order-mark",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "a UTF-8 file begins with a byte order mark",
    doc: r#"UTF-8 needs no mark; classic BibTeX prints it. ibid keeps it."#,
};

/// `encoding-mismatch`
pub static ENCODING_MISMATCH: Rule = Rule {
    name: "encoding-mismatch",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "a file declares another encoding than it is in",
    doc: r#"The first line (`% Encoding: …`, `coding: …`) says one thing and the bytes another. The bytes
were believed. Correct the line."#,
};

/// `control-character`
pub static CONTROL_CHARACTER: Rule = Rule {
    name: "control-character",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "a control character stands in the text",
    doc: r#"Such characters come from broken copies of PDF files. Nothing prints them, and XML cannot
hold them."#,
};

/// `source-too-large`
pub static SOURCE_TOO_LARGE: Rule = Rule {
    name: "source-too-large",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a source has 4 GiB or more",
    doc: r#"Places in a source are 32-bit numbers. Split the file."#,
};

/// `unencodable-character`
pub static UNENCODABLE_CHARACTER: Rule = Rule {
    name: "unencodable-character",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a change cannot be written in the encoding of its file",
    doc: r#"The file is not UTF-8 and its encoding has no such character. Make it UTF-8 first:
`ibid fmt --encoding utf8`."#,
};

/// `overlapping-edits`
pub static OVERLAPPING_EDITS: Rule = Rule {
    name: "overlapping-edits",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "two changes touch the same text",
    doc: r#"Nothing was written. Apply the changes one after the other."#,
};

/// `unbalanced-value`
pub static UNBALANCED_VALUE: Rule = Rule {
    name: "unbalanced-value",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "the braces of a new value do not match",
    doc: r#"BibTeX counts all braces, escaped ones too: a value whose braces do not match would
swallow what follows. Nothing was written. Source: btxdoc, section 4."#,
};

/// `not-formatted`
pub static NOT_FORMATTED: Rule = Rule {
    name: "not-formatted",
    group: Group::Syntax,
    severity: Severity::Info,
    summary: "`ibid fmt` leaves something as it is written",
    doc: r#"What is not sound (an entry that never ends, text that belongs to no field), or
what would be read otherwise afterwards, keeps its bytes; all else is formatted. `ibid check`
says what is wrong with it."#,
};
