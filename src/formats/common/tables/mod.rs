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
    ("wpr", "writer of preface", F::FOREWORD),
    ("win", "writer of introduction", F::INTRODUCTION),
    ("wfs", "writer of supplementary textual content", F::AFTERWORD),
    ("wac", "writer of added commentary", F::COMMENTATOR),
    ("cmm", "commentator", F::COMMENTATOR),
    ("mod", "moderator", F::CHAIR),
    ("edc", "editor of compilation", F::EDITOR),
    ("red", "redaktor", F::EDITOR),
    ("att", "attributed name", F::AUTHOR),
    ("dub", "dubious author", F::AUTHOR),
    ("rpt", "reporter", F::AUTHOR),
    ("crp", "correspondent", F::AUTHOR),
    ("lbt", "librettist", F::AUTHOR),
    ("lyr", "lyricist", F::AUTHOR),
    ("rev", "reviewer", F::AUTHOR),
    ("stn", "standards body", F::AUTHOR),
    ("rpy", "responsible party", F::AUTHOR),
    ("pta", "patent applicant", F::AUTHOR),
    ("wam", "writer of accompanying material", F::CONTRIBUTOR),
    ("scl", "sculptor", F::AUTHOR),
    ("etr", "etcher", F::AUTHOR),
    ("egr", "engraver", F::AUTHOR),
    ("ltg", "lithographer", F::AUTHOR),
    ("prm", "printmaker", F::AUTHOR),
    ("drm", "draftsman", F::AUTHOR),
    ("srv", "surveyor", F::AUTHOR),
    ("fmd", "film director", F::DIRECTOR),
    ("fmk", "filmmaker", F::DIRECTOR),
    ("tld", "television director", F::DIRECTOR),
    ("rdd", "radio director", F::DIRECTOR),
    ("fmp", "film producer", F::PRODUCER),
    ("tlp", "television producer", F::PRODUCER),
    ("rpc", "radio producer", F::PRODUCER),
    ("act", "actor", F::PERFORMER),
    ("cnd", "conductor", F::PERFORMER),
    ("dnc", "dancer", F::PERFORMER),
    ("itr", "instrumentalist", F::PERFORMER),
    ("mus", "musician", F::PERFORMER),
    ("sng", "singer", F::PERFORMER),
    ("voc", "vocalist", F::PERFORMER),
    ("vac", "voice actor", F::PERFORMER),
    ("stl", "storyteller", F::NARRATOR),
    ("osp", "onscreen presenter", F::HOST),
    ("ilu", "illuminator", F::ILLUSTRATOR),
    ("ant", "bibliographic antecedent", F::ORIGINAL_AUTHOR),
];

/// The variable of a relator's code or term.
pub(crate) fn role(text: &str) -> Option<F> {
    let text = text.trim().trim_end_matches(['.', ',', ':']).to_ascii_lowercase();
    let text = text.rsplit('/').next().unwrap_or("");
    // “author of introduction, etc.” is the term of the list; catalogues leave the rest off.
    let text = text.split_once(", ").map_or(text, |(head, _)| head);
    RELATORS
        .iter()
        .find(|(code, term, _)| *code == text || *term == text)
        .map(|(_, _, field)| *field)
        .or_else(|| printed(text))
}

/// The variable of a role as title pages and older rules print it.
fn printed(text: &str) -> Option<F> {
    match text {
        "ed"
        | "eds"
        | "hrsg"
        | "hg"
        | "herausgeber"
        | "herausgeberin"
        | "joint editor"
        | "general editor"
        | "volume editor"
        | "éditeur"
        | "éditeur scientifique"
        | "redactor"
        | "edited by"
        | "(editor)"
        | "editors" => Some(F::EDITOR),
        "series editor" => Some(F::COLLECTION_EDITOR),
        "tr" | "trans" | "übers" | "übersetzer" | "übersetzerin" | "traducteur"
        | "traductor" | "joint translator" => Some(F::TRANSLATOR),
        "verfasser" | "verfasserin" | "verf" | "joint author" | "auteur" | "autor"
        | "authors" | "co-author" | "coauthor" | "main author" | "primary author"
        | "scriptor" => Some(F::AUTHOR),
        "mitwirkender" | "mitwirkende" | "mitarb" => Some(F::CONTRIBUTOR),
        "illus" | "illust" | "illustrateur" => Some(F::ILLUSTRATOR),
        "comp" | "joint compiler" => Some(F::COMPILER),
        "komponist" | "komponistin" | "compositeur" => Some(F::COMPOSER),
        "regisseur" | "regisseurin" => Some(F::DIRECTOR),
        "writer of foreword" | "foreword" | "author of foreword" | "préfacier" => {
            Some(F::FOREWORD)
        }
        "screenplay" | "screenwriter" | "writer" => Some(F::SCRIPT_WRITER),
        _ => None,
    }
}

/// Whether a relator says who gave a degree (`dgg`).
pub(crate) fn gives_degrees(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',', ':']).to_ascii_lowercase();
    let text = text.rsplit('/').next().unwrap_or("");
    matches!(
        text,
        "dgg" | "dgc" | "degree grantor" | "degree granting institution" | "grantor"
    )
}

/// Whether a relator says who published (`pbl`).
pub(crate) fn publishes(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',', ':']).to_ascii_lowercase();
    let text = text.rsplit('/').next().unwrap_or("");
    matches!(text, "pbl" | "publisher" | "verlag" | "verleger")
}
