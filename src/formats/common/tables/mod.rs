//! MARC's relators (Library of Congress, MARC Code List for Relators) and what they are to us.

use crate::model::Field as F;

/// Code, term, name variable. The first row of a variable is written.
pub(crate) static RELATORS: &[(&str, &str, F)] = &[
    ("aut", "author", F::AUTHOR),
    ("edt", "editor", F::EDITOR),
    ("trl", "translator", F::TRANSLATOR),
    ("ctb", "contributor", F::CONTRIBUTOR),
    ("com", "compiler", F::COMPILER),
    ("cmp", "composer", F::COMPOSER),
    ("drt", "director", F::DIRECTOR),
    ("ill", "illustrator", F::ILLUSTRATOR),
    ("ivr", "interviewer", F::INTERVIEWER),
    ("rcp", "recipient", F::RECIPIENT),
    ("addressee", "addressee", F::RECIPIENT),
    ("prf", "performer", F::PERFORMER),
    ("pro", "producer", F::PRODUCER),
    ("nrt", "narrator", F::NARRATOR),
    ("hst", "host", F::HOST),
    ("cur", "curator", F::CURATOR),
    ("orm", "organizer", F::ORGANIZER),
    ("aus", "screenwriter", F::SCRIPT_WRITER),
    ("aft", "author of afterword", F::AFTERWORD),
    ("aui", "author of introduction", F::INTRODUCTION),
    ("ann", "annotator", F::ANNOTATOR),
    ("cwt", "commentator for written text", F::COMMENTATOR),
    ("cph", "copyright holder", F::HOLDER),
    ("cre", "creator", F::AUTHOR),
    ("pht", "photographer", F::AUTHOR),
    ("art", "artist", F::AUTHOR),
    ("ctg", "cartographer", F::AUTHOR),
    ("prg", "programmer", F::AUTHOR),
    ("inv", "inventor", F::AUTHOR),
    ("spk", "speaker", F::AUTHOR),
    ("ive", "interviewee", F::AUTHOR),
    ("dis", "dissertant", F::AUTHOR),
    ("arc", "architect", F::AUTHOR),
    ("pbd", "publishing director", F::EDITOR),
    ("sce", "scenarist", F::SCRIPT_WRITER),
    ("ths", "thesis advisor", F::CONTRIBUTOR),
    ("dgs", "degree supervisor", F::CONTRIBUTOR),
];

/// The variable of a relator's code or term.
pub(crate) fn role(text: &str) -> Option<F> {
    let text = text.trim().trim_end_matches(['.', ',', ':']).to_ascii_lowercase();
    let text = text.rsplit('/').next().unwrap_or("");
    let short = |text: &str| match text {
        "ed" | "eds" | "hrsg" | "herausgeber" | "joint editor" => Some(F::EDITOR),
        "tr" | "trans" | "übers" | "übersetzer" => Some(F::TRANSLATOR),
        "verfasser" | "joint author" => Some(F::AUTHOR),
        _ => None,
    };
    RELATORS
        .iter()
        .find(|(code, term, _)| *code == text || *term == text)
        .map(|(_, _, field)| *field)
        .or_else(|| short(text))
}
