//! The vocabulary of entry kinds: all CSL 1.0.2 types (specification, appendix III), then
//! the BibLaTeX types that CSL does not tell apart (manual, 2.1).

use crate::model::kind::{EntryKind, KindInfo};

/// Declares the constants and the table from one list, so that they cannot differ.
macro_rules! kinds {
    ($($constant:ident $name:literal $csl:literal $biblatex:literal $bibtex:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($constant),* }
        impl EntryKind {
            $(#[doc = concat!("`", $name, "`")]
            pub const $constant: Self = Self(Index::$constant as u32);)*
        }
        /// One row for each known kind, in the order of the constants.
        pub static KINDS: &[KindInfo] = &[$(KindInfo {
            name: $name, csl: $csl, biblatex: $biblatex, bibtex: $bibtex,
        }),*];
    };
}

// constant, name, CSL type, BibLaTeX type, BibTeX type
kinds! {
    ARTICLE "article" "article" "unpublished" "unpublished";
    ARTICLE_JOURNAL "article-journal" "article-journal" "article" "article";
    ARTICLE_MAGAZINE "article-magazine" "article-magazine" "article" "article";
    ARTICLE_NEWSPAPER "article-newspaper" "article-newspaper" "article" "article";
    BILL "bill" "bill" "legislation" "misc";
    BOOK "book" "book" "book" "book";
    BROADCAST "broadcast" "broadcast" "misc" "misc";
    CHAPTER "chapter" "chapter" "incollection" "incollection";
    CLASSIC "classic" "classic" "book" "book";
    COLLECTION "collection" "collection" "misc" "misc";
    DATASET "dataset" "dataset" "dataset" "misc";
    DOCUMENT "document" "document" "misc" "misc";
    ENTRY "entry" "entry" "inreference" "incollection";
    ENTRY_DICTIONARY "entry-dictionary" "entry-dictionary" "inreference" "incollection";
    ENTRY_ENCYCLOPEDIA "entry-encyclopedia" "entry-encyclopedia" "inreference" "incollection";
    EVENT "event" "event" "misc" "misc";
    FIGURE "figure" "figure" "image" "misc";
    GRAPHIC "graphic" "graphic" "image" "misc";
    HEARING "hearing" "hearing" "misc" "misc";
    INTERVIEW "interview" "interview" "misc" "misc";
    LEGAL_CASE "legal_case" "legal_case" "jurisdiction" "misc";
    LEGISLATION "legislation" "legislation" "legislation" "misc";
    MANUSCRIPT "manuscript" "manuscript" "unpublished" "unpublished";
    MAP "map" "map" "misc" "misc";
    MOTION_PICTURE "motion_picture" "motion_picture" "movie" "misc";
    MUSICAL_SCORE "musical_score" "musical_score" "music" "misc";
    PAMPHLET "pamphlet" "pamphlet" "booklet" "booklet";
    PAPER_CONFERENCE "paper-conference" "paper-conference" "inproceedings" "inproceedings";
    PATENT "patent" "patent" "patent" "misc";
    PERFORMANCE "performance" "performance" "performance" "misc";
    PERIODICAL "periodical" "periodical" "periodical" "misc";
    PERSONAL_COMMUNICATION "personal_communication" "personal_communication" "letter" "misc";
    POST "post" "post" "online" "misc";
    POST_WEBLOG "post-weblog" "post-weblog" "online" "misc";
    REGULATION "regulation" "regulation" "legal" "misc";
    REPORT "report" "report" "report" "techreport";
    REVIEW "review" "review" "review" "article";
    REVIEW_BOOK "review-book" "review-book" "review" "article";
    SOFTWARE "software" "software" "software" "misc";
    SONG "song" "song" "audio" "misc";
    SPEECH "speech" "speech" "unpublished" "misc";
    STANDARD "standard" "standard" "standard" "misc";
    THESIS "thesis" "thesis" "thesis" "phdthesis";
    TREATY "treaty" "treaty" "legal" "misc";
    WEBPAGE "webpage" "webpage" "online" "misc";
    ARTWORK "artwork" "graphic" "artwork" "misc";
    AUDIO "audio" "song" "audio" "misc";
    BIBNOTE "bibnote" "document" "bibnote" "misc";
    BOOK_IN_BOOK "bookinbook" "chapter" "bookinbook" "inbook";
    BOOKLET "booklet" "pamphlet" "booklet" "booklet";
    COMMENTARY "commentary" "book" "commentary" "misc";
    CUSTOM_A "customa" "document" "customa" "misc";
    CUSTOM_B "customb" "document" "customb" "misc";
    CUSTOM_C "customc" "document" "customc" "misc";
    CUSTOM_D "customd" "document" "customd" "misc";
    CUSTOM_E "custome" "document" "custome" "misc";
    CUSTOM_F "customf" "document" "customf" "misc";
    EDITED_COLLECTION "edited-collection" "book" "collection" "book";
    IMAGE "image" "figure" "image" "misc";
    IN_BOOK "inbook" "chapter" "inbook" "inbook";
    JURISDICTION "jurisdiction" "legal_case" "jurisdiction" "misc";
    LEGAL "legal" "treaty" "legal" "misc";
    LETTER "letter" "personal_communication" "letter" "misc";
    MANUAL "manual" "report" "manual" "manual";
    MASTERS_THESIS "mastersthesis" "thesis" "mastersthesis" "mastersthesis";
    MISC "misc" "document" "misc" "misc";
    MOVIE "movie" "motion_picture" "movie" "misc";
    MUSIC "music" "musical_score" "music" "misc";
    MV_BOOK "mvbook" "book" "mvbook" "book";
    MV_COLLECTION "mvcollection" "book" "mvcollection" "book";
    MV_PROCEEDINGS "mvproceedings" "book" "mvproceedings" "proceedings";
    MV_REFERENCE "mvreference" "book" "mvreference" "book";
    ONLINE "online" "webpage" "online" "misc";
    PHD_THESIS "phdthesis" "thesis" "phdthesis" "phdthesis";
    PROCEEDINGS "proceedings" "book" "proceedings" "proceedings";
    REFERENCE "reference" "book" "reference" "book";
    SET "set" "document" "set" "misc";
    SUPP_BOOK "suppbook" "chapter" "suppbook" "inbook";
    SUPP_COLLECTION "suppcollection" "chapter" "suppcollection" "incollection";
    SUPP_PERIODICAL "suppperiodical" "article-journal" "suppperiodical" "article";
    TECH_REPORT "techreport" "report" "techreport" "techreport";
    UNPUBLISHED "unpublished" "manuscript" "unpublished" "unpublished";
    VIDEO "video" "motion_picture" "video" "misc";
    XDATA "xdata" "document" "xdata" "misc";
}
