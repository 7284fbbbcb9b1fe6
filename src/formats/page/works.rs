//! The works of a page as a whole: what is none, what they have in common, and the one work
//! of a page that says little.

use super::draft::Draft;
use super::layout::{Found, Page};
use super::roles::Role;
use super::tables::headings::{COUNTRIES, REGIONS};
use super::{names, roster, title};
use crate::model::{Field, Value};

/// The heading of a list and what stands below it are no work, where all others name their
/// authors and dates.
fn heading(found: &mut Found) {
    let small = |field: Field| matches!(field, Field::TITLE | Field::ABSTRACT | Field::URL);
    let bare = |draft: &Draft| !draft.listed && draft.fields().all(small);
    let whole = |draft: &Draft| draft.has(Field::AUTHOR) && draft.has(Field::ISSUED);
    let others = found.drafts.get(1..).unwrap_or_default();
    if others.len() > 1
        && others.iter().all(whole)
        && found.drafts.first().is_some_and(bare)
    {
        found.unread.push(found.drafts.remove(0).span);
    }
}

/// Whether what was read is no work: a number or a sentence alone, a place of somebody, an
/// example of how to cite, a title with nothing but a guessed house.
fn is_none(draft: &Draft, teasers: bool) -> bool {
    let Some(title) = draft.get(Field::TITLE) else { return false };
    let only = |known: &[Field]| draft.fields().all(|field| known.contains(&field));
    // A year that was taken for the title of an entry leaves an entry all the same.
    let year = draft.listed && title.len() == 4;
    if !title.contains(char::is_alphabetic) && !year {
        return true;
    }
    let quoted = draft.confidence(Field::TITLE) >= 95;
    let house = [Field::TITLE, Field::ABSTRACT, Field::PUBLISHER, Field::PUBLISHER_PLACE];
    let verbs = |text: &str| text.split_whitespace().any(title::is_verb);
    let publisher = draft.get(Field::PUBLISHER);
    let guessed = publisher.is_some() && draft.confidence(Field::PUBLISHER) < 88;
    let sentence = title.split_whitespace().count() > 8 && verbs(title);
    let prose = publisher.is_some_and(verbs);
    let told = teasers && draft.has(Field::ABSTRACT);
    let alone = guessed || sentence && draft.kind_confidence() < 70 && !told;
    if prose && !draft.has(Field::ISSUED)
        || only(&house) && alone && !quoted
        || roster::has_mailbox(title)
    {
        return true;
    }
    let people = [Field::TITLE, Field::AUTHOR, Field::PUBLISHER, Field::ISSUED];
    let house = || !title.contains(',') && names::is_institution(title);
    only(&people) && !quoted && draft.has(Field::AUTHOR) && house() || is_example(draft)
}

/// “Surname, Name, Title of the Book”: how authors are told to cite.
fn is_example(draft: &Draft) -> bool {
    let Some(Value::Names(names)) = draft.value(Field::AUTHOR) else { return false };
    names.first().is_some_and(|name| {
        let family = name.family().to_lowercase();
        matches!(
            family.as_str(),
            "surname"
                | "lastname"
                | "last name"
                | "familyname"
                | "nachname"
                | "nom"
                | "soyadı"
                | "фамилия"
                | "прізвище"
                | "apellido"
                | "efternamn"
        )
    })
}

/// Whether a page is one of questions and answers.
fn is_of_questions(drafts: &[Draft]) -> bool {
    let said = |field: Field| matches!(field, Field::TITLE | Field::ABSTRACT);
    let asks = |draft: &&Draft| draft.get(Field::TITLE).is_some_and(|t| t.ends_with('?'));
    drafts.len() > 1
        && drafts.iter().all(|draft| draft.fields().all(said))
        && drafts.iter().filter(asks).count() * 3 > drafts.len() * 2
}

/// Hands back what is no work.
pub(super) fn none(found: &mut Found) {
    let questions = is_of_questions(&found.drafts);
    // Titles of a list of articles may be sentences.
    let teaser = |draft: &&Draft| {
        !draft.listed && draft.has(Field::TITLE) && draft.has(Field::ABSTRACT)
    };
    let teasers = found.drafts.iter().filter(teaser).count() > 2;
    let (out, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut found.drafts)
        .into_iter()
        .partition(|draft| questions || is_none(draft, teasers));
    found.drafts = kept;
    found.unread.extend(out.into_iter().map(|draft| draft.span));
    let alone = |draft: &&mut Draft| {
        !draft.listed && !draft.has(Field::ISSUED) && !draft.has(Field::AUTHOR)
    };
    for draft in found.drafts.iter_mut().filter(alone) {
        draft.doubt(Field::TITLE, 84, "neither names nor a date beside it");
        draft.kind_doubt(84);
    }
}

/// Points of a list that say no more than a title are no works, where no heading tells what
/// they are and all works of the page that there are say more: “Energy in the Caspian region”.
pub(super) fn untold(found: &mut Found) {
    heading(found);
    // The name of a publication is no work of it.
    let named = |draft: &Draft| {
        let title = draft.get(Field::TITLE);
        // “Central Asia” and a paragraph: what the page is about.
        let subject = || {
            let lower = title.unwrap_or("").to_lowercase();
            REGIONS.contains(&lower.as_str()) || COUNTRIES.contains(&lower.as_str())
        };
        title.is_some()
            && (title == draft.get(Field::CONTAINER_TITLE) || subject())
            && !draft.has(Field::AUTHOR)
            && !draft.has(Field::ISSUED)
    };
    if found.drafts.len() > 1 {
        let (out, kept) = std::mem::take(&mut found.drafts).into_iter().partition(named);
        found.drafts = kept;
        let out: Vec<Draft> = out;
        found.unread.extend(out.into_iter().map(|draft| draft.span));
    }
    let bare = |draft: &Draft| {
        draft.listed
            && draft.fields().all(|field| field == Field::TITLE)
            && draft.kind_confidence() < 70
            // A title between quotation marks is one.
            && draft.confidence(Field::TITLE) < 95
    };
    let told = |draft: &Draft| draft.has(Field::ISSUED) && draft.fields().count() > 2;
    let bares = found.drafts.iter().filter(|draft| bare(draft)).count();
    let tolds = found.drafts.iter().filter(|draft| told(draft)).count();
    if bares < 2 || tolds < 2 && bares < found.drafts.len() {
        return;
    }
    let (out, kept) = std::mem::take(&mut found.drafts).into_iter().partition(bare);
    found.drafts = kept;
    let out: Vec<Draft> = out;
    found.unread.extend(out.into_iter().map(|draft| draft.span));
}

/// The address of a page is that of a work only if it is about one.
pub(super) fn not_of_all(page: &Page<'_>, drafts: &mut [Draft]) {
    let Some(address) = page.address.as_deref() else { return };
    let here = |draft: &Draft| draft.get(Field::URL) == Some(address);
    let several = drafts.iter().filter(|draft| here(draft)).count() > 1;
    let listed = drafts.len() > 1;
    for draft in drafts.iter_mut().filter(|draft| here(draft)) {
        let article = draft.has(Field::AUTHOR) || draft.has(Field::ABSTRACT);
        if several || listed && !article {
            draft.take(Field::URL);
        }
    }
}

/// An article's page without title, byline and date: what address and site tell of it.
pub(super) fn lone(page: &Page<'_>) -> Option<Draft> {
    let address = page.address.as_deref().filter(|_| !page.listing)?;
    if let Some(line) = page.article.and_then(|at| page.document.lines.get(at)) {
        let mut draft = Draft::at(line.span);
        draft.kind("article-magazine", 60, "a page of articles");
        draft.text(
            Field::TITLE,
            &super::title::trim_title(&line.text),
            90,
            "the address spells it",
        );
        draft.text(Field::URL, address, 94, "the address of the page");
        return Some(draft);
    }
    let container = page.site?.container.clone()?;
    let article = address.trim_end_matches('/').matches('/').count() > 3;
    let prose = page.roles.iter().filter(|role| matches!(role, Role::Prose)).count();
    if !article || prose < 2 {
        return None;
    }
    let mut draft = Draft::at(page.document.lines.first()?.span);
    draft.kind("article-magazine", 85, "the site");
    draft.text(Field::CONTAINER_TITLE, &container, 91, "the site");
    draft.text(Field::URL, address, 94, "the address of the page");
    Some(draft)
}

/// What has neither a date nor a sure publication, publisher, number or address may be no
/// work at all: all of it is doubtful.
pub(super) fn bare(drafts: &mut [Draft]) {
    const SIGNS: [Field; 7] = [
        Field::ISSUED,
        Field::CONTAINER_TITLE,
        Field::PUBLISHER,
        Field::DOI,
        Field::ISBN,
        Field::PAGE,
        Field::STATUS,
    ];
    for draft in drafts {
        if SIGNS.iter().any(|field| draft.confidence(*field) >= 90) {
            continue;
        }
        draft.kind_doubt(85);
        for field in
            [Field::TITLE, Field::AUTHOR, Field::EDITOR, Field::ABSTRACT, Field::GENRE]
        {
            draft.doubt(field, 85, "nothing beside it tells that it is a work");
        }
    }
}

/// Works of one listing have the same parts; where they do not, lines were taken for what
/// they are not, and what was read is doubtful.
pub(super) fn unlike(drafts: &mut [Draft]) {
    const PARTS: [Field; 5] = [
        Field::TITLE,
        Field::AUTHOR,
        Field::ISSUED,
        Field::CONTAINER_TITLE,
        Field::ABSTRACT,
    ];
    let shape = |draft: &Draft| PARTS.map(|field| draft.has(field));
    let stacked: Vec<_> = drafts.iter().filter(|draft| !draft.listed).map(shape).collect();
    let alike = |one: &[bool; 5]| stacked.iter().filter(|other| *other == one).count();
    let Some(common) = stacked.iter().max_by_key(|one| alike(one)) else { return };
    let all = stacked.len() < 3 || alike(common) * 10 < stacked.len() * 6;
    if stacked.len() < 2 || stacked.len() == 2 && alike(common) == 2 {
        return;
    }
    let common = *common;
    for draft in drafts.iter_mut().filter(|draft| !draft.listed) {
        if all || shape(draft) != common {
            draft.kind_doubt(84);
            for field in PARTS {
                draft.doubt(field, 84, "the works of the page differ");
            }
        }
    }
}
