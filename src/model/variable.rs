//! What an entry answers to a CSL variable.
//!
//! BibLaTeX splits what CSL holds together (`title` and `subtitle`, `publisher` and
//! `institution`), and CSL's own fields always win. This view is what the processor and the
//! writers of CSL-like formats read.

use std::borrow::Cow;

use crate::model::date::Date;
use crate::model::entry::Entry;
use crate::model::field::{Datatype, Field};
use crate::model::field_set::FieldSet;
use crate::model::identifier::strip_doi_prefix;
use crate::model::kind::EntryKind;
use crate::model::language;
use crate::model::name::Name;
use crate::model::number::without_label;
use crate::model::tables::variables::{
    FALLBACKS, ORDINALS, ROLES, SUBTITLES, THESIS_TYPES,
};
use crate::model::value::{Syntax, Value};
use crate::text::{RichText, fold_words, sentence_case};

/// The field that answers for a CSL variable in this entry.
#[must_use]
pub fn answering(entry: &Entry, variable: Field) -> Option<Field> {
    // MathSciNet writes the abbreviation into `journal` and the full title beside it.
    if entry.has(Field::FJOURNAL) {
        match variable {
            Field::CONTAINER_TITLE => return Some(Field::FJOURNAL),
            Field::CONTAINER_TITLE_SHORT if entry.has(Field::CONTAINER_TITLE) => {
                return Some(Field::CONTAINER_TITLE);
            }
            _ => {}
        }
    }
    if entry.has(variable) {
        return Some(variable);
    }
    let (_, fallbacks) = FALLBACKS.iter().find(|(field, _)| *field == variable)?;
    let answers = |field: &Field| entry.has(*field) && answers(entry, *field, variable);
    fallbacks.iter().copied().find(answers)
}

/// All fields that [`text`], [`names`] and [`date`] look at for a variable: an entry that has
/// none of them has no answer, save a thesis, whose kind is its `genre`.
#[must_use]
pub fn sources(variable: Field) -> FieldSet {
    let fallbacks = FALLBACKS.iter().filter(|(field, _)| *field == variable);
    let roles = ROLES.iter().map(|(_, role)| role);
    let fields = fallbacks.flat_map(|(_, fields)| *fields).chain(roles);
    let mut sources: FieldSet = fields.copied().collect();
    sources.insert(variable);
    match variable {
        Field::CONTAINER_TITLE | Field::CONTAINER_TITLE_SHORT => {
            sources.insert(Field::FJOURNAL);
        }
        Field::URL => sources.insert(Field::HOWPUBLISHED),
        _ => {}
    }
    sources
}

/// Whether a field may answer for a variable in this entry.
fn answers(entry: &Entry, field: Field, variable: Field) -> bool {
    match field {
        // `howpublished = {\url{…}}` is an address, not a publisher.
        Field::HOWPUBLISHED => entry.raw(field).is_some_and(|(_, text)| {
            !text.contains("\\url") && !text.contains("://") && !text.contains("\\href")
        }),
        // An article's number is another thing than where its preprint lies.
        Field::EPRINT => {
            let article = entry.kind().csl() == "article-journal";
            article == (variable == Field::ARCHIVE_LOCATION)
        }
        // An article number is printed in the place of pages, or beside them.
        Field::EID if entry.has(Field::NUMBER) => false,
        Field::EID => (variable == Field::PAGE) != entry.has(Field::PAGE),
        _ => true,
    }
}

/// The finer CSL type that `entrysubtype` names of entries of a kind (biblatex manual,
/// 2.2.3): one that is written as the same type in `.bib` files.
#[must_use]
pub fn refined(kind: EntryKind, subtype: &str) -> Option<EntryKind> {
    let finer = match (kind, subtype) {
        (EntryKind::ARTICLE_JOURNAL, "magazine") => EntryKind::ARTICLE_MAGAZINE,
        (EntryKind::ARTICLE_JOURNAL, "newspaper") => EntryKind::ARTICLE_NEWSPAPER,
        _ => EntryKind::known(subtype).filter(|finer| finer.csl() == subtype)?,
    };
    let (coarse, fine) = (kind.info()?, finer.info()?);
    let same = coarse.biblatex == fine.biblatex
        || [coarse.bibtex, coarse.biblatex].contains(&fine.bibtex);
    same.then_some(finer)
}

/// The kind of work with BibLaTeX's `entrysubtype` and CSL's finer types told apart.
#[must_use]
pub fn kind(entry: &Entry) -> EntryKind {
    let kind = entry.kind();
    if entry.has(Field::ENTRYSUBTYPE)
        && let Some(subtype) = entry.text(Field::ENTRYSUBTYPE)
        && let Some(finer) = refined(kind, subtype.trim())
    {
        return finer;
    }
    match kind {
        // `@book` with the `booktitle` of another book is a part of it.
        EntryKind::BOOK if is_tex(entry, Field::CONTAINER_TITLE) && is_part(entry) => {
            EntryKind::CHAPTER
        }
        kind if !kind.is_known() => stranger(entry),
        // A preprint, as BibLaTeX says it (manual, 2.2.2, `pubstate`).
        EntryKind::ONLINE
            if entry
                .text(Field::STATUS)
                .is_some_and(|state| state.trim() == "prepublished") =>
        {
            EntryKind::ARTICLE
        }
        EntryKind::UNPUBLISHED => kind_of_unpublished(entry),
        _ => kind,
    }
}

/// What was read at an event is a talk.
#[must_use]
pub fn kind_of_unpublished(entry: &Entry) -> EntryKind {
    let event = [Field::EVENT_TITLE, Field::EVENT_DATE, Field::EVENT_PLACE];
    match event.into_iter().any(|field| entry.has(field)) {
        true => EntryKind::SPEECH,
        false => EntryKind::UNPUBLISHED,
    }
}

/// Whether an entry has a title of its own and stands in another work. Classic BibTeX
/// repeats the title of a book in `booktitle` for those that link to it.
#[must_use]
pub fn is_part(entry: &Entry) -> bool {
    let title = entry.text(Field::TITLE).unwrap_or_default();
    entry
        .text(Field::CONTAINER_TITLE)
        .is_some_and(|container| fold_words(&container) != fold_words(&title))
}

/// What an entry of an unknown kind looks like.
fn stranger(entry: &Entry) -> EntryKind {
    let has = |fields: &[Field]| fields.iter().any(|field| entry.has(*field));
    let in_journal = has(&[Field::ISSUE, Field::ISSN]);
    let in_book = has(&[Field::PUBLISHER, Field::EDITOR, Field::ISBN]);
    match entry.has(Field::CONTAINER_TITLE) {
        true if in_book && !in_journal => EntryKind::CHAPTER,
        true => EntryKind::ARTICLE_JOURNAL,
        false if entry.has(Field::URL) => EntryKind::WEBPAGE,
        false => EntryKind::DOCUMENT,
    }
}

/// The title that stands before a title and is joined to it, and the one after it.
fn subtitle_of(entry: &Entry, answering: Field) -> Option<Field> {
    let (_, subtitles) = SUBTITLES.iter().find(|(field, _)| *field == answering)?;
    subtitles.iter().copied().find(|field| entry.has(*field))
}

/// Whether a variable is answered by exactly its own field.
#[must_use]
pub fn is_simple(entry: &Entry, variable: Field) -> bool {
    entry.has(variable)
        && answering(entry, variable) == Some(variable)
        && subtitle_of(entry, variable).is_none()
        && !(variable == Field::TITLE && entry.has(Field::MAINTITLE))
}

/// Whether the text of a variable may be formatted.
#[must_use]
pub fn is_rich(variable: Field) -> bool {
    matches!(variable.datatype(), Datatype::Rich | Datatype::RichList | Datatype::Keywords)
}

/// A CSL text variable of an entry as rich text: title and subtitle joined, and so on.
#[must_use]
pub fn rich(entry: &Entry, variable: Field) -> Option<Cow<'_, RichText>> {
    if let Some(text) = made(entry, variable) {
        return Some(Cow::Owned(RichText::plain(text)));
    }
    let field = answering(entry, variable)?;
    let main = entry.rich(field)?;
    let subtitle = subtitle_of(entry, field).and_then(|field| entry.rich(field));
    Some(match subtitle {
        Some(subtitle) if !subtitle.is_empty() => Cow::Owned(joined(&main, &subtitle)),
        _ => main,
    })
}

/// A CSL text variable as a style prints it: English titles of `.bib` files, which stand in
/// title case with their proper nouns in braces, in the sentence case that CSL builds on.
#[must_use]
pub fn citable(entry: &Entry, variable: Field) -> Option<Cow<'_, RichText>> {
    let text = rich(entry, variable)?;
    let is_title = matches!(variable, Field::TITLE | Field::TITLE_SHORT);
    if is_title
        && is_tex(entry, variable)
        && sentence_case::is_partly_protected(&text)
        && language::is_english(entry, text.text())
    {
        return Some(Cow::Owned(sentence_case::from_title_case(&text)));
    }
    Some(text)
}

fn is_tex(entry: &Entry, field: Field) -> bool {
    matches!(entry.value(field), Some(Value::Source(Syntax::Tex, _)))
}

/// A CSL text variable as plain text.
#[must_use]
pub fn text(entry: &Entry, variable: Field) -> Option<Cow<'_, str>> {
    let simple = is_simple(entry, variable)
        && !matches!(variable.datatype(), Datatype::PageRange | Datatype::Number);
    if simple && made(entry, variable).is_none() {
        return entry.text(variable);
    }
    if let Some(text) = made(entry, variable) {
        return Some(Cow::Owned(text));
    }
    let field = answering(entry, variable)?;
    if subtitle_of(entry, field).is_some() {
        return rich(entry, variable).map(|rich| Cow::Owned(rich.text().to_owned()));
    }
    let text = entry.text(field)?;
    Some(match variable.datatype() {
        Datatype::PageRange => pages(text),
        _ => text,
    })
}

/// Pages as CSL wants them: one hyphen between the ends.
fn pages(text: Cow<'_, str>) -> Cow<'_, str> {
    let bare = without_label(&text);
    if bare.len() < text.trim().len() {
        return Cow::Owned(pages(Cow::Owned(bare.to_owned())).into_owned());
    }
    let dash = |c: char| matches!(c, '–' | '—' | '‐' | '‑' | '−');
    if !text.contains("--") && !text.contains(dash) && !text.contains(" -") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if dash(c) { '-' } else { c };
        match c {
            '-' => {
                out.truncate(out.trim_end().len());
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            ' ' if out.ends_with('-') => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The names of a CSL name variable.
#[must_use]
pub fn names(entry: &Entry, variable: Field) -> Option<Cow<'_, [Name]>> {
    if entry.has(variable) && !redirected(entry, variable) {
        return entry.names(variable);
    }
    // `editora = {…}, editoratype = {translator}`.
    ROLES
        .iter()
        .find(|(field, role)| entry.has(*field) && role_of(entry, *role) == Some(variable))
        .and_then(|(field, _)| entry.names(*field))
        .or_else(|| {
            answering(entry, variable)
                .filter(|field| *field != variable)
                .and_then(|field| entry.names(field))
        })
}

/// Whether the entry says that its editor is something else.
fn redirected(entry: &Entry, variable: Field) -> bool {
    variable == Field::EDITOR
        && role_of(entry, Field::EDITORTYPE).is_some_and(|role| role != Field::EDITOR)
}

/// The CSL role that an `editor…type` field names.
fn role_of(entry: &Entry, role: Field) -> Option<Field> {
    let role = entry.text(role)?;
    match role.trim() {
        "editor" => Some(Field::EDITOR),
        "compiler" => Some(Field::COMPILER),
        "director" => Some(Field::DIRECTOR),
        "organizer" | "organiser" => Some(Field::ORGANIZER),
        "producer" => Some(Field::PRODUCER),
        "performer" => Some(Field::PERFORMER),
        "narrator" => Some(Field::NARRATOR),
        "illustrator" => Some(Field::ILLUSTRATOR),
        "translator" => Some(Field::TRANSLATOR),
        "collaborator" | "contributor" => Some(Field::CONTRIBUTOR),
        _ => None,
    }
}

/// The date of a CSL date variable.
#[must_use]
pub fn date(entry: &Entry, variable: Field) -> Option<Cow<'_, Date>> {
    entry.date(answering(entry, variable)?)
}

/// Texts that no field holds as such.
fn made(entry: &Entry, variable: Field) -> Option<String> {
    let own = entry.has(variable);
    match variable {
        Field::GENRE => match entry.raw(variable) {
            Some((_, word)) => THESIS_TYPES
                .iter()
                .find(|(id, _)| *id == word.trim())
                .map(|(_, text)| (*text).to_owned()),
            None => match kind(entry) {
                EntryKind::PHD_THESIS => Some("PhD thesis".to_owned()),
                EntryKind::MASTERS_THESIS => Some("Master’s thesis".to_owned()),
                _ => None,
            },
        },
        Field::LANGUAGE if is_tex(entry, variable) || !own => {
            let text = entry.text(answering(entry, variable)?)?;
            // Codes stay codes; names are made tags.
            let name = text.trim().len() > 3;
            language::tag_of(&text).filter(|_| name).map(str::to_owned)
        }
        Field::EDITION => {
            let text = entry.text(variable)?;
            edition_number(&text).map(|number| number.to_string())
        }
        Field::URL if !own => address(entry),
        // CSL wants the bare DOI (specification, appendix IV).
        Field::DOI => {
            let text = entry.text(variable)?;
            let bare = strip_doi_prefix(&text);
            (bare.len() < text.trim().len()).then(|| bare.to_owned())
        }
        _ => None,
    }
}

/// What an ordinal counts: classic BibTeX wants “Second” in `edition` (btxdoc, 3.2), BibLaTeX
/// and CSL a number (biblatex manual, 2.2.2).
fn edition_number(text: &str) -> Option<u8> {
    let lower = text.trim().to_ascii_lowercase();
    let word = lower.as_str();
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return u8::try_from(at + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    digits.unwrap_or(word).parse().ok().filter(|number| *number > 0)
}

/// The address that stands for one: in `howpublished`, or of an eprint.
fn address(entry: &Entry) -> Option<String> {
    if let Some((_, source)) = entry.raw(Field::HOWPUBLISHED)
        && !answers(entry, Field::HOWPUBLISHED, Field::PUBLISHER)
    {
        let from = source.find("://")?;
        let scheme = source.get(..from)?.rfind(|c: char| !c.is_ascii_alphabetic());
        let start = scheme.map_or(0, |at| at + 1);
        let rest = source.get(start..)?;
        let end = rest.find(['}', ' ', '\n', '\t']).unwrap_or(rest.len());
        return rest
            .get(..end)
            .map(|address| address.replace("\\_", "_").replace("\\%", "%"));
    }
    None
}

/// `Title: Subtitle`; a title that ends with its own mark takes none.
fn joined(main: &RichText, subtitle: &RichText) -> RichText {
    let mut both = main.clone();
    let closed = main.text().ends_with([':', '?', '!', '.', '—', '–']);
    both.push_str(if closed { " " } else { ": " });
    both.append(subtitle);
    both
}

/// What of an entry CSL has a variable for, and what not.
#[derive(Debug, Default)]
pub struct Variables {
    present: Vec<Field>,
    homeless: Vec<Field>,
}

impl Variables {
    /// The variables that are answered, in the order of the entry's fields.
    pub fn present(&self) -> impl Iterator<Item = Field> {
        self.present.iter().copied()
    }

    /// The fields that no variable shows.
    pub fn homeless(&self) -> impl Iterator<Item = Field> {
        self.homeless.iter().copied()
    }
}

/// Sorts the fields of an entry by the CSL variables they answer for.
#[must_use]
pub fn all(entry: &Entry) -> Variables {
    let mut found = Variables::default();
    let mut seen = [0u64; 4];
    let mut add = |present: &mut Vec<Field>, variable: Field| {
        let (word, bit) = (variable.index() / 64, variable.index() % 64);
        if let Some(word) = seen.get_mut(word)
            && *word & (1 << bit) == 0
        {
            *word |= 1 << bit;
            present.push(variable);
        }
    };
    let kind = kind(entry);
    let told_by_kind = kind != entry.kind();
    for (field, _) in entry.fields() {
        if field == Field::ENTRYSUBTYPE && told_by_kind {
            continue;
        }
        match served(entry, field) {
            Some(variable) => add(&mut found.present, variable),
            None => found.homeless.push(field),
        }
    }
    if matches!(kind, EntryKind::PHD_THESIS | EntryKind::MASTERS_THESIS) {
        add(&mut found.present, Field::GENRE);
    }
    found
}

/// The CSL variable that shows a field of this entry.
fn served(entry: &Entry, field: Field) -> Option<Field> {
    let info = field.info()?;
    if field == Field::EDITOR && redirected(entry, field) {
        return role_of(entry, Field::EDITORTYPE);
    }
    if field == Field::FJOURNAL {
        return Some(Field::CONTAINER_TITLE);
    }
    if field == Field::CONTAINER_TITLE && entry.has(Field::FJOURNAL) {
        return Some(Field::CONTAINER_TITLE_SHORT);
    }
    if info.csl == Some(info.name) {
        return Some(field);
    }
    if let Some((_, role)) = ROLES.iter().find(|(names, _)| *names == field) {
        return role_of(entry, *role).filter(|role| !entry.has(*role));
    }
    if field == Field::HOWPUBLISHED && !answers(entry, field, Field::PUBLISHER) {
        return (!entry.has(Field::URL)).then_some(Field::URL);
    }
    let fallback = FALLBACKS.iter().find(|(variable, fields)| {
        fields.contains(&field) && answering(entry, *variable) == Some(field)
    });
    if let Some((variable, _)) = fallback {
        return Some(*variable);
    }
    let (title, _) = SUBTITLES
        .iter()
        .find(|(title, subtitles)| subtitles.contains(&field) && entry.has(*title))?;
    title_shown(entry, *title)
}

/// The CSL variable that shows a title and its subtitle.
fn title_shown(entry: &Entry, title: Field) -> Option<Field> {
    if title.info().is_some_and(|info| info.csl == Some(info.name)) {
        return Some(title);
    }
    let shown =
        FALLBACKS.iter().find(|(variable, _)| answering(entry, *variable) == Some(title));
    shown.map(|(variable, _)| *variable)
}
