//! A work from what the metadata of its page claims.

use super::claims::{Claim, Origin, What};
use super::issued::dated;
use super::people::people;
use super::titles::{key, same};
use crate::diag::catalogue::page as rules;
use crate::formats::page::clauses::trim_doi;
use crate::formats::page::draft::Draft;
use crate::formats::page::entry::{self, Context, Text};
use crate::formats::page::kinds::{self, Venue};
use crate::formats::page::title::short;
use crate::model::Field;
use crate::text::Span;

/// A work from claims: the most believed one of each thing; disagreements are told.
pub(super) fn draft(
    claims: &[Claim],
    site: Option<&str>,
    empty: usize,
    span: Span,
) -> Draft {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by_key(|claim| claim.origin);
    let mut draft = Draft::at(span);
    if empty > 0 {
        let message = format!("{empty} tags of metadata are empty; left out");
        draft.fault(&rules::DUPLICATE_METADATA, message);
    }
    title(&claims, &mut draft);
    dated(&claims, &mut draft);
    texts(&claims, &mut draft);
    identifiers(&claims, &mut draft);
    let container = container(&claims, site, &mut draft);
    kind(&claims, container.as_ref(), site, &mut draft);
    people(&claims, site, &mut draft);
    if let Some(claim) = first(&claims, What::Citation) {
        cited(&claim.value, &mut draft);
    }
    draft
}

/// What only the reference in the metadata says.
fn cited(reference: &str, draft: &mut Draft) {
    let context = Context { reference: true, authored: true, ..Context::default() };
    let text = Text { text: reference.to_owned(), span: draft.span, ..Text::default() };
    let read = entry::read(&text, &context);
    let fits = match (read.get(Field::TITLE), draft.get(Field::TITLE)) {
        (Some(own), Some(title)) => same(&key(own), &key(title)),
        _ => false,
    };
    if !fits {
        return;
    }
    for field in
        [Field::CONTAINER_TITLE, Field::VOLUME, Field::ISSUE, Field::PAGE, Field::PUBLISHER]
    {
        if let (Some(text), false) = (read.get(field), draft.has(field)) {
            draft.text(field, text, 88, "the reference in the metadata");
        }
    }
    if let Some(kind) = read.kind.filter(|kind| *kind == "article-journal") {
        draft.kind(kind, 90, "the reference in the metadata");
    }
}

fn first<'a>(claims: &[&'a Claim], what: What) -> Option<&'a Claim> {
    claims.iter().find(|claim| claim.what == what).copied()
}

fn title(claims: &[&Claim], draft: &mut Draft) {
    let titles: Vec<&&Claim> =
        claims.iter().filter(|claim| claim.what == What::Title).collect();
    let Some(best) = titles.first() else { return };
    let title = crate::formats::page::title::trim_title(&best.value);
    // A mark at the start that the title needs is no delimiter.
    let title = if best.value.starts_with(['‘', '“', '"']) {
        best.value.clone()
    } else {
        title
    };
    draft.text(Field::TITLE, &title, best.origin.confidence(), "metadata");
    let other = titles.iter().find(|other| {
        other.origin < Origin::Card && !same(&key(&other.value), &key(&best.value))
    });
    if let Some(other) = other {
        took_former(best, "the title ", other, draft);
    }
}

fn texts(claims: &[&Claim], draft: &mut Draft) {
    const FIELDS: &[(What, Field)] = &[
        (What::JournalShort, Field::CONTAINER_TITLE_SHORT),
        (What::Volume, Field::VOLUME),
        (What::Issue, Field::ISSUE),
        (What::Number, Field::NUMBER),
        (What::Degree, Field::GENRE),
        (What::Series, Field::COLLECTION_TITLE),
        (What::Issn, Field::ISSN),
        (What::Isbn, Field::ISBN),
        (What::Language, Field::LANGUAGE),
    ];
    for (what, field) in FIELDS {
        if let Some(claim) = first(claims, *what) {
            draft.text(*field, &claim.value, claim.origin.confidence(), "metadata");
            if matches!(what, What::Volume | What::Issue) {
                contradicted(claims, claim, |other| other.what == *what, draft);
            }
        }
    }
    if let Some(claim) = first(claims, What::Abstract) {
        let whole = !claim.value.ends_with("...") && !claim.value.ends_with('…');
        if whole {
            draft.text(Field::ABSTRACT, &claim.value, 90, "metadata");
        }
    }
    if let Some(claim) = first(claims, What::Section) {
        draft.text(Field::GENRE, &claim.value, 90, "metadata");
    }
    let pages = first(claims, What::Pages).map(|claim| claim.value.clone());
    let from = first(claims, What::FirstPage).map(|claim| claim.value.clone());
    let to = first(claims, What::LastPage).map(|claim| claim.value.clone());
    let pages = match (from, to) {
        (Some(from), Some(to)) if from != to => Some(format!("{from}-{to}")),
        (Some(from), _) => Some(from),
        (None, _) => pages,
    };
    if let Some(pages) = pages {
        let pages = pages.trim_start_matches("pp.").trim_start_matches("p.").trim();
        draft.text(Field::PAGE, &pages.replace(['–', '‐'], "-"), 95, "metadata");
    }
}

/// Tells of another source that says something else than the best one.
fn contradicted(
    claims: &[&Claim],
    best: &Claim,
    of_it: impl Fn(&Claim) -> bool,
    draft: &mut Draft,
) {
    let own = key(&best.value);
    let other = claims.iter().find(|other| {
        other.origin != best.origin
            && other.origin.describes_a_work()
            && of_it(other)
            && !same(&key(&other.value), &own)
    });
    if let Some(other) = other {
        took_former(best, "", other, draft);
    }
}

/// Tells that one source was believed and another was not.
fn took_former(best: &Claim, what: &str, other: &Claim, draft: &mut Draft) {
    let message = format!(
        "{} has {what}“{}”, {} “{}”; took the former",
        best.origin.name(),
        short(&best.value),
        other.origin.name(),
        short(&other.value)
    );
    draft.fault(&rules::CONFLICTING_METADATA, message);
}

/// The DOI in a text, if it is one.
fn doi(value: &str) -> Option<&str> {
    let at = value.find("10.")?;
    let doi = trim_doi(value.get(at..)?.trim());
    let before = value.get(..at)?.to_lowercase();
    let fits = before.is_empty()
        || before.ends_with("doi.org/")
        || before.ends_with("doi:")
        || before.ends_with("doi: ")
        || before.ends_with("doi/");
    (fits && doi.contains('/') && !doi.contains(char::is_whitespace)).then_some(doi)
}

fn identifiers(claims: &[&Claim], draft: &mut Draft) {
    let found = claims
        .iter()
        .filter(|claim| matches!(claim.what, What::Doi | What::Identifier | What::Url));
    for claim in found {
        if let Some(doi) = doi(&claim.value) {
            let known = draft.get(Field::DOI).map(str::to_lowercase);
            if known.as_ref().is_some_and(|known| *known != doi.to_lowercase()) {
                let message = format!("{} has another DOI, {doi}", claim.origin.name());
                draft.fault(&rules::CONFLICTING_METADATA, message);
            }
            draft.text(Field::DOI, doi, claim.origin.confidence(), "metadata");
        } else if claim.what == What::Identifier
            && claim.value.to_lowercase().starts_with("issn")
        {
            let issn = claim.value.get(4..).unwrap_or("").trim_start_matches([':', ' ']);
            draft.text(Field::ISSN, issn, 90, "metadata");
        }
    }
    let web = |claim: &&&Claim| {
        claim.what == What::Url
            && claim.value.starts_with("http")
            && doi(&claim.value).is_none()
    };
    let canonical = claims.iter().filter(web).find(|claim| claim.origin == Origin::Page);
    if let Some(claim) = canonical.or_else(|| claims.iter().find(web)) {
        draft.text(Field::URL, &claim.value, 94, "the address of the page");
    }
    for (what, field) in
        [(What::Pmid, Field::named("PMID")), (What::Arxiv, Field::named("arxiv"))]
    {
        if let Some(claim) = first(claims, what) {
            draft.text(field, &claim.value, 94, "metadata");
        }
    }
}

/// The publication, and what sort it says it is.
fn container<'a>(
    claims: &[&'a Claim],
    site: Option<&str>,
    draft: &mut Draft,
) -> Option<&'a Claim> {
    const KINDS: &[What] = &[
        What::Book,
        What::Conference,
        What::Journal,
        What::Magazine,
        What::Newspaper,
        What::Source,
    ];
    let fits = |claim: &&&Claim| {
        KINDS.contains(&claim.what)
            && (claim.what != What::Source
                || claim.value.len() < 100
                    && !claim.value.contains(|c: char| c.is_ascii_digit()))
            && !claim.value.starts_with("http")
    };
    let best = claims.iter().find(fits).copied()?;
    // “The Review Company” publishes “The Review”.
    let site = site.map(key).filter(|site| !site.is_empty());
    let own = key(&best.value);
    if best.what == What::Source
        && site.is_some_and(|site| own != site && own.starts_with(&site))
    {
        return None;
    }
    draft.text(Field::CONTAINER_TITLE, &best.value, best.origin.confidence(), "metadata");
    let brief = first(claims, What::JournalShort).map(|claim| key(&claim.value));
    let named = |other: &Claim| {
        KINDS.contains(&other.what)
            && other.what != What::Source
            && brief.as_deref() != Some(key(&other.value).as_str())
    };
    contradicted(claims, best, named, draft);
    Some(best)
}

fn kind(
    claims: &[&Claim],
    container: Option<&&Claim>,
    site: Option<&str>,
    draft: &mut Draft,
) {
    let csl = first(claims, What::Csl).map(|claim| claim.value.clone());
    let what = container.map(|claim| claim.what);
    let cited = claims.iter().any(|claim| claim.origin == Origin::Citation);
    let scholarly =
        draft.has(Field::VOLUME) || draft.has(Field::ISSN) || draft.has(Field::PAGE);
    let popular = container
        .and_then(|claim| named_venue(&claim.value))
        .filter(|(kind, sure)| *kind != "article-journal" && *sure > 92)
        .map(|(kind, _)| kind);
    match what {
        Some(What::Journal) => match popular.filter(|_| !draft.has(Field::PAGE)) {
            Some(kind) => draft.kind(kind, 90, "publication"),
            None => draft.kind(
                "article-journal",
                if scholarly || cited { 95 } else { 85 },
                "metadata names a journal",
            ),
        },
        Some(What::Source) if scholarly && popular.is_none() => {
            draft.kind("article-journal", 90, "metadata numbers its volume or pages");
        }
        Some(What::Magazine) => draft.kind("article-magazine", 95, "metadata"),
        Some(What::Newspaper) => draft.kind("article-newspaper", 95, "metadata"),
        Some(What::Conference) => draft.kind("paper-conference", 95, "metadata"),
        Some(What::Book) => draft.kind("chapter", 95, "metadata names a book"),
        _ => {}
    }
    if let Some(institution) = first(claims, What::Thesis) {
        draft.kind("thesis", 95, "metadata");
        draft.text(Field::PUBLISHER, &institution.value, 94, "metadata");
    }
    if let Some(institution) = first(claims, What::ReportBy) {
        draft.kind("report", 94, "metadata");
        draft.text(Field::PUBLISHER, &institution.value, 94, "metadata");
    }
    if let Some(word) = first(claims, What::Kind).and_then(|claim| worded(&claim.value)) {
        draft.kind(word, 91, "metadata");
    }
    if let Some(kind) = csl {
        draft.kind(stated(&kind), 94, "metadata");
    }
    if draft.has(Field::ISBN) && container.is_none() {
        draft.kind("book", 88, "an ISBN");
    }
    if container.is_none()
        && let Some(Venue::Series(label)) =
            draft.get(Field::COLLECTION_TITLE).map(kinds::venue)
    {
        draft.kind(label.kind, 88, "its series");
    }
    if container.is_none() && draft.has(Field::VOLUME) && draft.has(Field::PAGE) {
        draft.kind("article-journal", 86, "volume and pages");
    }
    published(claims, container, site, draft);
    // A report has a number, not an issue.
    if matches!(draft.kind, Some("report" | "thesis")) && container.is_none() {
        draft.rename_missing(Field::ISSUE, Field::NUMBER);
    }
}

/// Who published it, and the publication of articles that name none.
fn published(
    claims: &[&Claim],
    container: Option<&&Claim>,
    site: Option<&str>,
    draft: &mut Draft,
) {
    let publisher = first(claims, What::Publisher);
    let cited = claims.iter().any(|claim| claim.origin == Origin::Citation);
    let own = |draft: &Draft| {
        matches!(
            draft.kind,
            None | Some(
                "article-newspaper"
                    | "article-magazine"
                    | "post-weblog"
                    | "webpage"
                    | "post"
                    | "broadcast"
            )
        )
    };
    if !own(draft) || cited && draft.kind.is_none() {
        if let Some(claim) = publisher.filter(|_| {
            !matches!(draft.kind, Some("article-journal")) || container.is_none()
        }) {
            draft.text(
                Field::PUBLISHER,
                &claim.value,
                claim.origin.confidence(),
                "metadata",
            );
        }
        let published =
            matches!(draft.kind, Some("report" | "book" | "thesis" | "dataset"));
        if let Some(site) = site.filter(|_| published && !draft.has(Field::PUBLISHER)) {
            draft.text(Field::PUBLISHER, site, 85, "the site");
        }
        if draft.kind.is_none() {
            draft.kind("article-journal", 70, "citation_* without a publication");
        }
        return;
    }
    // Articles of sites: the site is the publication.
    let name =
        site.map(str::to_owned).or_else(|| publisher.map(|claim| claim.value.clone()));
    if let Some(name) = name.filter(|_| container.is_none()) {
        draft.text(Field::CONTAINER_TITLE, &name, 88, "the site");
    }
    let by_venue = draft.get(Field::CONTAINER_TITLE).and_then(named_venue);
    match by_venue {
        // What stands to be read on the site of a radio station is an article.
        Some((kind, sure)) if kind != "broadcast" => {
            draft.kind(kind, sure.max(84), "publication");
        }
        _ => draft.kind("article-magazine", 84, "an article of a site"),
    }
}

/// What appears in a publication, if its name tells.
pub(super) fn named_venue(name: &str) -> Option<(&'static str, u8)> {
    match kinds::venue(name) {
        Venue::Container(kind, sure) => Some((kind, sure)),
        _ => None,
    }
}

/// A CSL type that was claimed.
fn stated(kind: &str) -> &'static str {
    let known = crate::formats::page::tables::meta::WORKS.iter().map(|(_, kind)| *kind);
    let more = ["webpage", "paper-conference", "article-magazine"];
    known.chain(more).find(|own| *own == kind).unwrap_or("document")
}

/// A type in words, as Dublin Core and EPrints have it.
fn worded(value: &str) -> Option<&'static str> {
    let lower = value.to_lowercase();
    const WORDS: &[(&str, &str)] = &[
        ("thesis", "thesis"),
        ("dissertation", "thesis"),
        ("book_section", "chapter"),
        ("book section", "chapter"),
        ("bookpart", "chapter"),
        ("book part", "chapter"),
        ("chapter", "chapter"),
        ("conference", "paper-conference"),
        ("journal", "article-journal"),
        ("working paper", "report"),
        ("workingpaper", "report"),
        ("technical report", "report"),
        ("report", "report"),
        ("monograph", "report"),
        ("policy brief", "report"),
        ("dataset", "dataset"),
        ("blog", "post-weblog"),
        ("book", "book"),
    ];
    WORDS.iter().find(|(word, _)| lower.contains(word)).map(|(_, kind)| *kind)
}
