//! Rules about what the import of an institute's page or list found in its source.

use crate::diag::Rule;
use crate::diag::rule::{Group, Severity};

/// Declares the rules and their list from one table.
macro_rules! rules {
    ($($constant:ident $name:literal $severity:ident $summary:literal $doc:literal;)*) => {
        $(#[doc = concat!("`", $name, "`: ", $summary)]
        pub static $constant: Rule = Rule {
            name: $name, group: Group::Import, severity: Severity::$severity,
            summary: $summary, doc: $doc,
        };)*
        /// All of them, by name.
        pub static RULES: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    ALL_CAPS_TITLE "all-caps-title" Info "the title is printed in capitals"
        "The source prints the title in capitals. It is kept as printed: which words are names or abbreviations cannot be known. Put it into sentence or title case by hand.\n\n```text\nAKSY: A TURNING POINT\n```";
    AMBIGUOUS_DATE "ambiguous-date" Warning "day and month of a date in digits cannot be told apart"
        "`4/7/2017` is 7 April or 4 July. The order that other dates on the page prove is used, else month first. Check the source.";
    BROKEN_METADATA "broken-metadata" Warning "metadata in the page cannot be read"
        "A JSON-LD block or another source of metadata is not well formed. It is left out; the other sources of the page are used.";
    CONFLICTING_DATE "conflicting-date" Warning "the source gives two dates of publication"
        "Two different dates are printed. The message says which was taken.";
    CONFLICTING_METADATA "conflicting-metadata" Warning "two sources of metadata in the page disagree"
        "The sources are asked in this order: `citation_*`, JSON-LD, microdata and RDFa, PRISM, Dublin Core, eprints, OpenGraph and `article:`, COinS, parsely, `<time>`, bylines. The first that has a field wins; the message quotes the others.";
    DATE_TYPO "date-typo" Warning "a month is misspelt, or a quarter stands for a month"
        "`Deceber 15, 2021` is read as December. A quarter (`Q3 2020`) is kept as its year.";
    DUPLICATE_ENTRY "duplicate-entry" Warning "the same work stands twice in the source"
        "Title, authors and date are the same as those of another entry of the same source. Both are kept.";
    DUPLICATE_METADATA "duplicate-metadata" Info "a metadata tag is repeated or empty"
        "The same author or date is given twice, or an author tag is empty. Repetitions are left out.";
    DUPLICATE_PLACE "duplicate-place" Info "the place of publication is printed twice"
        "`London: I.B. Tauris, London, 2005`. It is kept once.";
    FORTHCOMING "forthcoming" Info "the work is not published yet"
        "The source says “forthcoming”, “in press”, “under contract” or the like. Look for the date of publication.";
    GENERIC_TITLE "generic-title" Warning "the title is only the name of a series"
        "`Policy Brief No. 221` names a series and a number, not a work.";
    GLUED_FIELDS "glued-fields" Warning "two fields run into each other"
        "Author and abstract (or other fields) have no space between them.";
    GLUED_LABEL "glued-label" Warning "the name of an image or file runs into the label"
        "`2206-StarrSilk Road Paper`: saved pages put the name of a cover image before the text. It is cut off.";
    INCOMPLETE_AUTHORS "incomplete-authors" Info "not all authors are named"
        "“et al.”, “co-author” or “co-edited” says that there are more.";
    INVALID_PRINTED_DATE "invalid-date" Error "the printed date cannot exist"
        "`January 34, 2022`. What is possible of it is kept (January 2022), the printed text goes into `x-ibid-raw`. An impossible date never becomes a possible one.";
    MISSING_AUTHOR "missing-author" Info "the source names no author"
        "No author stands in the text, and no heading names the owner of the list.";
    MISSING_CONTAINER "missing-container" Info "the source names no publication"
        "The other entries of the list name one.";
    MISSING_DATE "missing-date" Info "the source gives no date"
        "No date stands in the text of the entry or above it.";
    MISSING_FINAL_PERIOD "missing-final-period" Info "the entry does not end with a full stop"
        "The other entries of the list do. It may have been cut off.";
    MISSING_SEPARATOR "missing-separator" Warning "nothing stands between two fields"
        "No comma, full stop or space parts author and title, or title and venue. The message says where it was parted.";
    MISSING_TITLE "missing-title" Warning "the source gives no title"
        "A byline or a label stands there without a title.";
    MISSING_YEAR "missing-year" Warning "day and month have no year"
        "`(23.5)`: the date is not stored.";
    NESTING_TOO_DEEP "nesting-too-deep" Warning "elements are nested too deeply"
        "What stands deeper than the limit is read as if it stood at the limit.";
    REPEATED_AUTHOR_DASH "repeated-author-dash" Info "a dash stands for the authors of the entry above"
        "`———.` is read as the authors of the entry above.";
    STRAY_MARKUP "stray-markup" Info "marks of a markup language stand in the text"
        "Backslashes, tags or asterisks that belong to no markup are left out.";
    SURNAME_ONLY_AUTHOR "surname-only-author" Info "an author has no given name"
        "`(w/Cornell & Barro)`. Given names are not guessed.";
    TWO_DIGIT_YEAR "two-digit-year" Info "the year has two digits"
        "`28.07.20`: 00 to 49 are read as 2000 to 2049.";
    UNBALANCED_PARENTHESIS "unbalanced-parenthesis" Warning "a parenthesis has no partner"
        "A stray closing parenthesis at the end of the title is left out; one that opens is kept.";
    UNBALANCED_QUOTE "unbalanced-quote" Warning "a quotation mark has no partner"
        "Marks that only delimit the title are left out.";
    UNREAD_TEXT "unread-text" Info "text was not understood"
        "It is handed back as it stands.";
}
