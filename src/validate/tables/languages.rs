//! Languages: names of BibLaTeX (manual, table 2), tags, small words.

/// What `langid` takes.
pub(in crate::validate) static LANGIDS: &[&str] = &[
    "acadian",
    "afrikaans",
    "american",
    "arabic",
    "armenian",
    "australian",
    "austrian",
    "basque",
    "brazil",
    "brazilian",
    "british",
    "bulgarian",
    "canadian",
    "canadien",
    "catalan",
    "chinese",
    "croatian",
    "czech",
    "danish",
    "dutch",
    "english",
    "esperanto",
    "estonian",
    "ethiop",
    "farsi",
    "finnish",
    "francais",
    "french",
    "galician",
    "german",
    "germanb",
    "greek",
    "hebrew",
    "hindi",
    "hungarian",
    "icelandic",
    "indonesian",
    "interlingua",
    "irish",
    "italian",
    "japanese",
    "kannada",
    "korean",
    "kurmanji",
    "latin",
    "latvian",
    "lithuanian",
    "lsorbian",
    "macedonian",
    "magyar",
    "malay",
    "marathi",
    "mexican",
    "mongolian",
    "naustrian",
    "newzealand",
    "ngerman",
    "norsk",
    "norwegian",
    "nswissgerman",
    "nynorsk",
    "occitan",
    "persian",
    "piedmontese",
    "polish",
    "polutonikogreek",
    "portuges",
    "portuguese",
    "romanian",
    "russian",
    "samin",
    "sanskrit",
    "scottish",
    "serbian",
    "serbianc",
    "slovak",
    "slovene",
    "slovenian",
    "sorbian",
    "spanish",
    "swedish",
    "swissgerman",
    "syriac",
    "tamil",
    "telugu",
    "thai",
    "tibetan",
    "turkish",
    "turkmen",
    "ukrainian",
    "UKenglish",
    "urdu",
    "USenglish",
    "usorbian",
    "vietnamese",
    "welsh",
    "bahasa",
    "bahasai",
    "bahasam",
    "belarusian",
    "bengali",
    "breton",
    "georgian",
    "albanian",
    "azerbaijani",
];

/// Tags of languages and the names that they stand for.
pub(in crate::validate) static TAGS: &[(&str, &str)] = &[
    ("en", "english"),
    ("eng", "english"),
    ("de", "german"),
    ("ger", "german"),
    ("deu", "german"),
    ("fr", "french"),
    ("fre", "french"),
    ("fra", "french"),
    ("es", "spanish"),
    ("spa", "spanish"),
    ("it", "italian"),
    ("ita", "italian"),
    ("pt", "portuguese"),
    ("por", "portuguese"),
    ("nl", "dutch"),
    ("dut", "dutch"),
    ("sv", "swedish"),
    ("swe", "swedish"),
    ("da", "danish"),
    ("fi", "finnish"),
    ("no", "norwegian"),
    ("nb", "norsk"),
    ("nn", "nynorsk"),
    ("pl", "polish"),
    ("ru", "russian"),
    ("rus", "russian"),
    ("uk", "ukrainian"),
    ("cs", "czech"),
    ("hu", "hungarian"),
    ("tr", "turkish"),
    ("ja", "japanese"),
    ("zh", "chinese"),
    ("ko", "korean"),
    ("ar", "arabic"),
    ("he", "hebrew"),
    ("el", "greek"),
    ("la", "latin"),
    ("ca", "catalan"),
    ("ro", "romanian"),
];

/// What languages call themselves and each other, and the names that are meant.
pub(in crate::validate) static OWN_NAMES: &[(&str, &str)] = &[
    ("anglais", "english"),
    ("englisch", "english"),
    ("inglese", "english"),
    ("ingles", "english"),
    ("inglés", "english"),
    ("deutsch", "german"),
    ("allemand", "german"),
    ("tedesco", "german"),
    ("alemán", "german"),
    ("français", "french"),
    ("französisch", "french"),
    ("francese", "french"),
    ("francés", "french"),
    ("español", "spanish"),
    ("espanol", "spanish"),
    ("espagnol", "spanish"),
    ("castellano", "spanish"),
    ("spanisch", "spanish"),
    ("italiano", "italian"),
    ("italien", "italian"),
    ("italienisch", "italian"),
    ("português", "portuguese"),
    ("portugues", "portuguese"),
    ("nederlands", "dutch"),
    ("svenska", "swedish"),
    ("dansk", "danish"),
    ("suomi", "finnish"),
    ("polski", "polish"),
    ("čeština", "czech"),
    ("русский", "russian"),
    ("russe", "russian"),
    ("russisch", "russian"),
    ("українська", "ukrainian"),
    ("türkçe", "turkish"),
    ("中文", "chinese"),
    ("日本語", "japanese"),
];

/// The language whose small words a text has: at least `least`, and none of the language `but`.
pub(in crate::validate) fn spoken(
    text: &str,
    least: usize,
    but: Option<&str>,
) -> Option<(&'static str, usize)> {
    let lower = text.to_lowercase();
    let mut best: Option<(&str, usize)> = None;
    for (language, small) in SMALL_WORDS {
        let words = lower.split(|c: char| !c.is_alphabetic());
        let count = words.filter(|word| small.contains(word)).count();
        if but == Some(language) {
            if count > 0 {
                return None;
            }
        } else if best.is_none_or(|(_, most)| count > most) {
            best = Some((language, count));
        }
    }
    best.filter(|(_, count)| *count >= least)
}

/// Small words of languages: those that no other language of the table has.
static SMALL_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "for", "with", "from", "by", "how", "what", "their", "is",
            "are",
        ],
    ),
    (
        "de",
        &[
            "der", "und", "das", "von", "für", "mit", "zur", "im", "ein", "eine", "auf",
            "zum", "über",
        ],
    ),
    ("fr", &["le", "les", "des", "du", "et", "dans", "une", "aux", "sur", "au", "pour"]),
    ("es", &["el", "los", "las", "y", "del", "una", "en", "por", "para"]),
    ("it", &["il", "della", "dei", "delle", "nel", "gli", "degli", "di", "nella", "alla"]),
    ("sv", &["och", "av", "för", "ett", "till", "som", "på", "från"]),
    ("ru", &["и", "в", "на", "по", "с", "из", "к", "для", "о"]),
];

/// The tag of the language that a field names, if the tables have it.
pub(in crate::validate) fn code(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    let first = text.split(['-', '_']).next().unwrap_or("");
    let named =
        |name: &str| TAGS.iter().find(|(tag, known)| *known == name || *tag == name);
    let name = match first {
        "american" | "british" | "usenglish" | "ukenglish" | "australian" | "canadian" => {
            "english"
        }
        "ngerman" | "austrian" | "naustrian" | "germanb" => "german",
        "francais" | "canadien" => "french",
        first => first,
    };
    let (_, name) = named(name)?;
    TAGS.iter().find(|(_, known)| known == name).map(|(tag, _)| *tag)
}

/// Whether the table has small words of a language.
pub(in crate::validate) fn has_small_words(code: &str) -> bool {
    SMALL_WORDS.iter().any(|(language, _)| *language == code)
}
