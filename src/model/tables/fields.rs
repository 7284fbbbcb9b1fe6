//! The vocabulary of fields: all CSL 1.0.2 variables that an entry can have
//! (specification, appendix IV), then the BibLaTeX fields that CSL lacks (manual, 2.2.2 and
//! 2.2.3), then our own. The order is that of [`Field`] and of written files nowhere.

use crate::model::field::{Datatype, Field, FieldInfo};

/// Declares the constants and the table from one list, so that they cannot differ.
macro_rules! fields {
    ($($constant:ident $name:literal $datatype:ident $csl:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($constant),* }
        impl Field {
            $(#[doc = concat!("`", $name, "`")]
            pub const $constant: Self = Self(Index::$constant as u32);)*
        }
        /// One row for each known field, in the order of the constants.
        pub static FIELDS: &[FieldInfo] = &[$(FieldInfo {
            name: $name, datatype: Datatype::$datatype, csl: $csl,
        }),*];
    };
}

fields! {
    ABSTRACT "abstract" Rich Some("abstract");
    ANNOTE "annote" Rich Some("annote");
    ARCHIVE "archive" Rich Some("archive");
    ARCHIVE_COLLECTION "archive_collection" Rich Some("archive_collection");
    ARCHIVE_LOCATION "archive_location" Plain Some("archive_location");
    ARCHIVE_PLACE "archive-place" Rich Some("archive-place");
    AUTHORITY "authority" Rich Some("authority");
    CALL_NUMBER "call-number" Plain Some("call-number");
    CITATION_KEY "citation-key" Plain Some("citation-key");
    COLLECTION_TITLE "collection-title" Rich Some("collection-title");
    CONTAINER_TITLE "container-title" Rich Some("container-title");
    CONTAINER_TITLE_SHORT "container-title-short" Rich Some("container-title-short");
    DIMENSIONS "dimensions" Plain Some("dimensions");
    DIVISION "division" Plain Some("division");
    DOI "DOI" Verbatim Some("DOI");
    EVENT_TITLE "event-title" Rich Some("event-title");
    EVENT_PLACE "event-place" Rich Some("event-place");
    GENRE "genre" Rich Some("genre");
    ISBN "ISBN" Plain Some("ISBN");
    ISSN "ISSN" Plain Some("ISSN");
    JURISDICTION "jurisdiction" Plain Some("jurisdiction");
    KEYWORD "keyword" Keywords Some("keyword");
    LANGUAGE "language" Plain Some("language");
    LICENSE "license" Plain Some("license");
    MEDIUM "medium" Rich Some("medium");
    NOTE "note" Rich Some("note");
    ORIGINAL_PUBLISHER "original-publisher" Rich Some("original-publisher");
    ORIGINAL_PUBLISHER_PLACE "original-publisher-place" Rich Some("original-publisher-place");
    ORIGINAL_TITLE "original-title" Rich Some("original-title");
    PART_TITLE "part-title" Rich Some("part-title");
    PMCID "PMCID" Plain Some("PMCID");
    PMID "PMID" Plain Some("PMID");
    PUBLISHER "publisher" Rich Some("publisher");
    PUBLISHER_PLACE "publisher-place" Rich Some("publisher-place");
    REFERENCES "references" Rich Some("references");
    REVIEWED_GENRE "reviewed-genre" Plain Some("reviewed-genre");
    REVIEWED_TITLE "reviewed-title" Rich Some("reviewed-title");
    SCALE "scale" Plain Some("scale");
    SOURCE "source" Plain Some("source");
    STATUS "status" Rich Some("status");
    TITLE "title" Rich Some("title");
    TITLE_SHORT "title-short" Rich Some("title-short");
    URL "URL" Verbatim Some("URL");
    VOLUME_TITLE "volume-title" Rich Some("volume-title");
    CHAPTER_NUMBER "chapter-number" Number Some("chapter-number");
    COLLECTION_NUMBER "collection-number" Number Some("collection-number");
    EDITION "edition" Number Some("edition");
    ISSUE "issue" Number Some("issue");
    NUMBER "number" Number Some("number");
    NUMBER_OF_PAGES "number-of-pages" Number Some("number-of-pages");
    NUMBER_OF_VOLUMES "number-of-volumes" Number Some("number-of-volumes");
    PAGE "page" PageRange Some("page");
    PAGE_FIRST "page-first" Number Some("page-first");
    PART_NUMBER "part-number" Number Some("part-number");
    PRINTING_NUMBER "printing-number" Number Some("printing-number");
    SECTION "section" Number Some("section");
    SUPPLEMENT_NUMBER "supplement-number" Number Some("supplement-number");
    VERSION "version" Number Some("version");
    VOLUME "volume" Number Some("volume");
    ACCESSED "accessed" Date Some("accessed");
    AVAILABLE_DATE "available-date" Date Some("available-date");
    EVENT_DATE "event-date" Date Some("event-date");
    ISSUED "issued" Date Some("issued");
    ORIGINAL_DATE "original-date" Date Some("original-date");
    SUBMITTED "submitted" Date Some("submitted");
    AUTHOR "author" Names Some("author");
    CHAIR "chair" Names Some("chair");
    COLLECTION_EDITOR "collection-editor" Names Some("collection-editor");
    COMPILER "compiler" Names Some("compiler");
    COMPOSER "composer" Names Some("composer");
    CONTAINER_AUTHOR "container-author" Names Some("container-author");
    CONTRIBUTOR "contributor" Names Some("contributor");
    CURATOR "curator" Names Some("curator");
    DIRECTOR "director" Names Some("director");
    EDITOR "editor" Names Some("editor");
    EDITORIAL_DIRECTOR "editorial-director" Names Some("editorial-director");
    EXECUTIVE_PRODUCER "executive-producer" Names Some("executive-producer");
    GUEST "guest" Names Some("guest");
    HOST "host" Names Some("host");
    ILLUSTRATOR "illustrator" Names Some("illustrator");
    INTERVIEWER "interviewer" Names Some("interviewer");
    NARRATOR "narrator" Names Some("narrator");
    ORGANIZER "organizer" Names Some("organizer");
    ORIGINAL_AUTHOR "original-author" Names Some("original-author");
    PERFORMER "performer" Names Some("performer");
    PRODUCER "producer" Names Some("producer");
    RECIPIENT "recipient" Names Some("recipient");
    REVIEWED_AUTHOR "reviewed-author" Names Some("reviewed-author");
    SCRIPT_WRITER "script-writer" Names Some("script-writer");
    SERIES_CREATOR "series-creator" Names Some("series-creator");
    TRANSLATOR "translator" Names Some("translator");
    ADDENDUM "addendum" Rich None;
    AFTERWORD "afterword" Names None;
    ANNOTATOR "annotator" Names None;
    BOOKPAGINATION "bookpagination" Plain None;
    BOOKSUBTITLE "booksubtitle" Rich None;
    BOOKTITLEADDON "booktitleaddon" Rich None;
    COMMENTATOR "commentator" Names None;
    CROSSREF "crossref" Key None;
    EDITORA "editora" Names None;
    EDITORB "editorb" Names None;
    EDITORC "editorc" Names None;
    EDITORATYPE "editoratype" Plain None;
    EDITORBTYPE "editorbtype" Plain None;
    EDITORCTYPE "editorctype" Plain None;
    EDITORTYPE "editortype" Plain None;
    EID "eid" Plain None;
    ENTRYSET "entryset" Keys None;
    ENTRYSUBTYPE "entrysubtype" Plain None;
    EPRINT "eprint" Verbatim None;
    EPRINTCLASS "eprintclass" Plain None;
    EPRINTTYPE "eprinttype" Plain None;
    EVENTTITLEADDON "eventtitleaddon" Rich None;
    EXECUTE "execute" Verbatim None;
    FILE "file" Verbatim None;
    FOREWORD "foreword" Names None;
    FJOURNAL "fjournal" Rich None;
    GENDER "gender" Plain None;
    HOLDER "holder" Names None;
    HOWPUBLISHED "howpublished" Rich Some("publisher");
    IDS "ids" Keys None;
    INDEXSORTTITLE "indexsorttitle" Rich None;
    INDEXTITLE "indextitle" Rich None;
    INSTITUTION "institution" RichList Some("publisher");
    INTRODUCTION "introduction" Names None;
    ISAN "isan" Plain None;
    ISMN "ismn" Plain None;
    ISRN "isrn" Plain None;
    ISSUENAME "issuename" Rich None;
    ISSUESUBTITLE "issuesubtitle" Rich None;
    ISSUETITLE "issuetitle" Rich None;
    ISSUETITLEADDON "issuetitleaddon" Rich None;
    ISWC "iswc" Plain None;
    JOURNALSUBTITLE "journalsubtitle" Rich None;
    JOURNALTITLEADDON "journaltitleaddon" Rich None;
    KEY "key" Plain None;
    LABEL "label" Plain None;
    LANGID "langid" Plain Some("language");
    LANGIDOPTS "langidopts" Verbatim None;
    LIBRARY "library" Rich None;
    MAINSUBTITLE "mainsubtitle" Rich None;
    MAINTITLE "maintitle" Rich None;
    MAINTITLEADDON "maintitleaddon" Rich None;
    NAMEADDON "nameaddon" Rich None;
    NAMEA "namea" Names None;
    NAMEB "nameb" Names None;
    NAMEC "namec" Names None;
    NAMEATYPE "nameatype" Plain None;
    NAMEBTYPE "namebtype" Plain None;
    NAMECTYPE "namectype" Plain None;
    OPTIONS "options" Verbatim None;
    ORGANIZATION "organization" RichList Some("publisher");
    ORIGLANGUAGE "origlanguage" Plain None;
    PAGINATION "pagination" Plain None;
    PRESORT "presort" Plain None;
    RELATED "related" Keys None;
    RELATEDOPTIONS "relatedoptions" Verbatim None;
    RELATEDSTRING "relatedstring" Rich None;
    RELATEDTYPE "relatedtype" Plain None;
    REPRINTTITLE "reprinttitle" Rich None;
    SHORTAUTHOR "shortauthor" Names None;
    SHORTEDITOR "shorteditor" Names None;
    SHORTHAND "shorthand" Rich None;
    SHORTHANDINTRO "shorthandintro" Rich None;
    SHORTSERIES "shortseries" Rich None;
    SORTKEY "sortkey" Plain None;
    SORTNAME "sortname" Names None;
    SORTSHORTHAND "sortshorthand" Plain None;
    SORTTITLE "sorttitle" Plain None;
    SORTYEAR "sortyear" Plain None;
    SUBTITLE "subtitle" Rich None;
    TITLEADDON "titleaddon" Rich None;
    LISTA "lista" RichList None;
    LISTB "listb" RichList None;
    LISTC "listc" RichList None;
    LISTD "listd" RichList None;
    LISTE "liste" RichList None;
    LISTF "listf" RichList None;
    USERA "usera" Rich None;
    USERB "userb" Rich None;
    USERC "userc" Rich None;
    USERD "userd" Rich None;
    USERE "usere" Rich None;
    USERF "userf" Rich None;
    VERBA "verba" Verbatim None;
    VERBB "verbb" Verbatim None;
    VERBC "verbc" Verbatim None;
    XDATA "xdata" Keys None;
    XREF "xref" Key None;
    DAY "day" Plain None;
    MONTH "month" Plain None;
    YEAR "year" Plain None;
    X_IBID_RAW "x-ibid-raw" Verbatim None;
    X_IBID_SOURCE "x-ibid-source" Verbatim None;
}
