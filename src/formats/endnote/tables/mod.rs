//! EndNote's tables: reference types, the tags of its import format, the elements of its
//! XML. What the fields mean is what RIS's tags of 2011 mean, which are EndNote's own.

/// Type, its number in XML, RIS's code. The first row of a code is the one that is written.
pub(crate) static TYPES: &[(&str, u8, &str)] = &[
    ("Journal Article", 17, "JOUR"),
    ("Magazine Article", 19, "MGZN"),
    ("Newspaper Article", 23, "NEWS"),
    ("Book", 6, "BOOK"),
    ("Book Section", 5, "CHAP"),
    ("Edited Book", 28, "EDBOOK"),
    ("Conference Paper", 47, "CPAPER"),
    ("Conference Proceedings", 10, "CONF"),
    ("Report", 27, "RPRT"),
    ("Thesis", 32, "THES"),
    ("Patent", 25, "PAT"),
    ("Map", 20, "MAP"),
    ("Web Page", 12, "ELEC"),
    ("Web Page", 12, "WEB"),
    ("Blog", 56, "BLOG"),
    ("Generic", 13, "GEN"),
    ("Generic", 13, "OTHER"),
    ("Electronic Article", 43, "EJOUR"),
    ("Electronic Book", 44, "EBOOK"),
    ("Electronic Book Section", 60, "ECHAP"),
    ("Electronic Source", 12, "ELEC"),
    ("Film or Broadcast", 21, "MPCT"),
    ("Audiovisual Material", 3, "ADVS"),
    ("Audiovisual Material", 3, "SOUND"),
    ("Audiovisual Material", 3, "VIDEO"),
    ("Music", 61, "MUSIC"),
    ("Audio", 61, "SOUND"),
    ("Artwork", 2, "ART"),
    ("Computer Program", 9, "COMP"),
    ("Dataset", 59, "DATA"),
    ("Data Set", 59, "DATA"),
    ("Online Database", 45, "DBASE"),
    ("Online Multimedia", 48, "MULTI"),
    ("Aggregated Database", 55, "AGGR"),
    ("Encyclopedia", 53, "ENCYC"),
    ("Dictionary", 52, "DICT"),
    ("Case", 7, "CASE"),
    ("Statute", 31, "STAT"),
    ("Bill", 4, "BILL"),
    ("Hearing", 14, "HEAR"),
    ("Legal Rule or Regulation", 50, "LEGAL"),
    ("Personal Communication", 26, "PCOMM"),
    ("Interview", 64, "PCOMM"),
    ("Manuscript", 36, "MANSCPT"),
    ("Unpublished Work", 34, "UNPB"),
    ("Chart or Table", 38, "CHART"),
    ("Figure", 37, "FIGURE"),
    ("Equation", 39, "EQUA"),
    ("Classical Work", 49, "CLSWK"),
    ("Ancient Text", 51, "ANCIENT"),
    ("Government Document", 46, "GOVDOC"),
    ("Grant", 54, "GRANT"),
    ("Pamphlet", 24, "PAMP"),
    ("Serial", 57, "SER"),
    ("Standard", 58, "STAND"),
    ("Catalog", 8, "CTLG"),
    ("Podcast", 63, "SOUND"),
    ("Press Release", 65, "NEWS"),
    ("Review", 17, "JOUR"),
    ("Journal", 17, "JOUR"),
    ("Conference", 10, "CONF"),
];

/// The RIS tag of EndNote's “Number”: of a book it is the volume of the series.
pub(crate) fn number_of(kind: &str) -> &'static str {
    match kind {
        "BOOK" | "EDBOOK" | "EBOOK" | "CHAP" | "ECHAP" | "CLSWK" | "ANCIENT" | "SER" => {
            "M1"
        }
        _ => "IS",
    }
}

/// `%` tag, RIS's tag. The first row of a RIS tag is written.
pub(crate) static TAGS: &[(char, &str)] = &[
    ('A', "AU"),
    ('E', "A2"),
    ('Y', "A3"),
    ('?', "A4"),
    ('H', "TA"),
    ('T', "TI"),
    ('B', "T2"),
    ('J', "JF"),
    ('S', "T3"),
    ('!', "ST"),
    ('O', "J2"),
    ('Q', "TT"),
    ('D', "PY"),
    ('8', "DA"),
    ('[', "Y2"),
    ('V', "VL"),
    ('N', "IS"),
    ('6', "NV"),
    ('P', "SP"),
    ('&', "SE"),
    ('I', "PB"),
    ('C', "CY"),
    ('7', "ET"),
    ('9', "M3"),
    ('@', "SN"),
    ('R', "DO"),
    ('U', "UR"),
    ('X', "AB"),
    ('K', "KW"),
    ('Z', "N1"),
    ('<', "RN"),
    ('G', "LA"),
    ('L', "CN"),
    ('M', "AN"),
    ('W', "DP"),
    ('~', "DB"),
    ('F', "LB"),
    ('(', "OP"),
    (')', "RP"),
    ('*', "RI"),
    ('+', "AD"),
    ('^', "CA"),
    ('>', "L1"),
    ('1', "C1"),
    ('2', "C2"),
    ('3', "C3"),
    ('4', "C4"),
    ('#', "C5"),
    ('$', "C6"),
    (']', "C7"),
];

/// Path of XML elements, RIS's tag. The first row of a RIS tag is written.
pub(crate) static ELEMENTS: &[(&[&str], &str)] = &[
    (&["contributors", "authors", "author"], "AU"),
    (&["contributors", "secondary-authors", "author"], "A2"),
    (&["contributors", "tertiary-authors", "author"], "A3"),
    (&["contributors", "subsidiary-authors", "author"], "A4"),
    (&["contributors", "translated-authors", "author"], "TA"),
    (&["auth-address"], "AD"),
    (&["titles", "title"], "TI"),
    (&["titles", "secondary-title"], "T2"),
    (&["titles", "tertiary-title"], "T3"),
    (&["titles", "alt-title"], "J2"),
    (&["titles", "short-title"], "ST"),
    (&["titles", "translated-title"], "TT"),
    (&["periodical", "full-title"], "JF"),
    (&["periodical", "abbr-1"], "J2"),
    (&["periodical", "abbr-2"], "J2"),
    (&["alt-periodical", "full-title"], "J2"),
    (&["pages"], "SP"),
    (&["volume"], "VL"),
    (&["number"], "IS"),
    (&["num-vols"], "NV"),
    (&["section"], "SE"),
    (&["edition"], "ET"),
    (&["reprint-edition"], "RP"),
    (&["reprint-status"], "RP"),
    (&["keywords", "keyword"], "KW"),
    (&["dates", "year"], "PY"),
    (&["dates", "pub-dates", "date"], "DA"),
    (&["pub-location"], "CY"),
    (&["publisher"], "PB"),
    (&["orig-pub"], "OP"),
    (&["isbn"], "SN"),
    (&["accession-num"], "AN"),
    (&["call-num"], "CN"),
    (&["electronic-resource-num"], "DO"),
    (&["abstract"], "AB"),
    (&["label"], "LB"),
    (&["caption"], "CA"),
    (&["notes"], "N1"),
    (&["research-notes"], "RN"),
    (&["work-type"], "M3"),
    (&["reviewed-item"], "RI"),
    (&["remote-database-name"], "DB"),
    (&["remote-database-provider"], "DP"),
    (&["language"], "LA"),
    (&["access-date"], "Y2"),
    // EndNote itself writes the related ones.
    (&["urls", "related-urls", "url"], "UR"),
    (&["urls", "web-urls", "url"], "UR"),
    (&["urls", "pdf-urls", "url"], "L1"),
    (&["urls", "text-urls", "url"], "L2"),
    (&["urls", "image-urls", "url"], "L4"),
    (&["custom1"], "C1"),
    (&["custom2"], "C2"),
    (&["custom3"], "C3"),
    (&["custom4"], "C4"),
    (&["custom5"], "C5"),
    (&["custom6"], "C6"),
    (&["custom7"], "C7"),
    (&["custom8"], "C8"),
];

/// RIS's code of a type by its name, however it is spelt.
pub(crate) fn code(name: &str) -> Option<&'static str> {
    let plain = |text: &str| {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
    };
    let wanted = plain(name);
    TYPES.iter().find(|(name, ..)| plain(name) == wanted).map(|(_, _, code)| *code)
}

/// The line that keeps RIS's code where EndNote has one type for several.
pub(crate) const KEPT_TYPE: &str = "ibid.ris:TY: ";

/// RIS's code that a note keeps.
pub(crate) fn kept_code(note: &str) -> Option<&'static str> {
    let kept = note.lines().find_map(|line| line.trim().strip_prefix(KEPT_TYPE))?;
    let codes = crate::formats::ris::tables::KINDS.iter().map(|row| row.0);
    codes.into_iter().find(|code| *code == kept.trim())
}

/// Name and number of the type with RIS's code.
pub(crate) fn named(code: &str) -> (&'static str, u8) {
    let row = TYPES.iter().find(|(_, _, known)| *known == code);
    row.map_or(("Generic", 13), |(name, number, _)| (name, *number))
}
