//! From what the metadata of a page claims, and what its text says, to the works of the page.

use super::claimed::{draft, named_venue};
use super::claims::{Claim, Claims, Origin, What};
use super::facts::{apart, is_work};
use super::issued::differ;
use super::people::{families, is_nobody};
use super::titles::{cut_site, headings, heads, key, same};
use crate::diag::catalogue::page as rules;
use crate::formats::page::document::{Document, Line};
use crate::formats::page::draft::Draft;
use crate::formats::page::kinds::{self};
use crate::formats::page::names::{self, Style};
use crate::model::date::Date;
use crate::model::{Field, Name, Value};
use crate::text::Span;

/// Joins what the text of a page says with what its metadata claims.
pub(in crate::formats::page) fn join(
    claims: &Claims,
    document: &Document,
    address: Option<&str>,
    of_one_work: bool,
    head: Option<Draft>,
    mut drafts: Vec<Draft>,
) -> Vec<Draft> {
    let (mut page, listed) = apart(claims, document);
    let heads = heads(document);
    let site = cut_site(&mut page, &headings(document));
    let is_work = of_one_work || is_work(&page);
    let span = document.lines.first().map_or(Span::default(), |line| line.span);
    if is_work && page.iter().any(|claim| claim.what == What::Title) {
        let mut main = draft(&page, site.as_deref(), claims.empty, span);
        if let Some(address) = address {
            main.text(Field::URL, address, 80, "the address of the page");
        }
        // What stands beside a paper of a journal or repository is what it cites.
        if page.iter().any(|claim| claim.origin == Origin::Citation) {
            drafts.retain(|draft| !draft.listed);
        }
        return with_main(main, head, drafts);
    }
    if drafts.is_empty() && !listed.is_empty() {
        return listed.iter().map(|work| draft(work, site.as_deref(), 0, span)).collect();
    }
    if drafts.is_empty() {
        drafts.extend(plain_page(&page, &heads, site, span));
    } else if let [only] = drafts.as_mut_slice() {
        // A page about one work says where it is.
        let address = page.iter().find(|claim| claim.what == What::Url);
        if let Some(address) = address.filter(|_| !only.listed) {
            only.text(Field::URL, &address.value, 90, "the address of the page");
        }
        let bare = ![Field::CONTAINER_TITLE, Field::PUBLISHER, Field::COLLECTION_TITLE]
            .iter()
            .any(|field| only.has(*field));
        let article =
            bare && only.has(Field::AUTHOR) && only.kind == Some("article-magazine");
        if let Some(site) = site.filter(|_| article && !only.listed) {
            only.text(Field::CONTAINER_TITLE, &site, 84, "the site");
        }
    }
    drafts
}

/// The page's work joined with what the text says of it; the lists beside it stay.
fn with_main(mut main: Draft, head: Option<Draft>, drafts: Vec<Draft>) -> Vec<Draft> {
    let title = key(main.get(Field::TITLE).unwrap_or(""));
    let is_main = |draft: &Draft| {
        !draft.listed && draft.get(Field::TITLE).is_some_and(|own| same(&key(own), &title))
    };
    let at = drafts.iter().position(is_main).or_else(|| {
        drafts.iter().position(|draft| !draft.listed && !draft.has(Field::TITLE))
    });
    let listed = drafts.iter().filter(|draft| draft.listed).count();
    // Points in a text have no names of their own, those of its author at most.
    let other = |draft: &Draft| {
        let names = |draft: &Draft| match draft.value(Field::AUTHOR) {
            Some(Value::Names(names)) => families(names),
            _ => Vec::new(),
        };
        draft.has(Field::ISSUED) || names(draft) != names(&main)
    };
    let is_told = |draft: &Draft| draft.listed && is_reference(draft) && other(draft);
    let told = drafts.iter().filter(|draft| is_told(draft)).count();
    let mut out = Vec::new();
    let mut text = None;
    for (number, draft) in drafts.into_iter().enumerate() {
        if Some(number) == at {
            text = Some(draft);
        } else if draft.listed && listed > 1 && told * 5 >= listed * 3 {
            out.push(draft);
        }
    }
    if let Some(span) = text.as_ref().or(head.as_ref()).map(|draft| draft.span) {
        main.span = span;
    }
    let believed = head.as_ref().is_some_and(|head| head.confidence(Field::AUTHOR) > 90);
    if let Some(text) = text.as_mut() {
        bounded(text, &main, believed);
    }
    for mut text in [head, text].into_iter().flatten() {
        longer_title(&mut text, &main);
        disagree(&mut text, &mut main);
        main.merge(text);
    }
    out.insert(0, main);
    out
}

/// Takes out of what the text says what better sources say: names beside the title, and the
/// publication, unless it is a known one.
fn bounded(text: &mut Draft, main: &Draft, named: bool) {
    // A line of names alone can be anything.
    let nobody = match text.value(Field::AUTHOR) {
        Some(Value::Names(names)) => {
            names.iter().all(|name| is_nobody(&name.display(), &[]))
        }
        _ => false,
    };
    if named || nobody || text.confidence(Field::AUTHOR) <= 80 {
        text.take(Field::AUTHOR);
    }
    let known = text.get(Field::CONTAINER_TITLE).and_then(named_venue);
    if main.has(Field::CONTAINER_TITLE) && known.is_none_or(|(_, sure)| sure < 88) {
        text.take(Field::CONTAINER_TITLE);
    }
}

/// “The title Subscribers only”: words that a heading adds to the title are no part of it, but
/// a subtitle is.
fn longer_title(text: &mut Draft, main: &Draft) {
    let (Some(own), Some(title)) = (text.get(Field::TITLE), main.get(Field::TITLE)) else {
        return;
    };
    let rest = own.strip_prefix(title).map(str::trim_start);
    if rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        text.take(Field::TITLE);
    }
}

/// Whether a draft of a list names what references name; points in a text do not.
fn is_reference(draft: &Draft) -> bool {
    let people = draft.has(Field::AUTHOR) || draft.has(Field::EDITOR);
    let placed = [Field::CONTAINER_TITLE, Field::PUBLISHER, Field::ISSUED];
    draft.has(Field::TITLE) && people && placed.iter().any(|field| draft.has(*field))
}

/// Tells where byline and metadata name different people or days; the metadata is believed,
/// unless the byline names more people.
fn disagree(text: &mut Draft, main: &mut Draft) {
    people_disagree(text, main);
    let (Some(Value::Date(printed)), Some(Value::Date(claimed))) =
        (text.value(Field::ISSUED), main.value(Field::ISSUED))
    else {
        return;
    };
    // “December 2013” says no more than “2013-12-30”.
    let parts = |date: &Date| date.start().map(|at| (at.month > 0, at.day > 0));
    if !differ(printed, claimed, true) && parts(printed) < parts(claimed) {
        text.take(Field::ISSUED);
        return;
    }
    if differ(printed, claimed, true) {
        let message = format!("the text is dated {printed}, the metadata {claimed}");
        if !main.faulty(&rules::CONFLICTING_METADATA) {
            main.fault(&rules::CONFLICTING_METADATA, message);
        }
        main.doubt(Field::ISSUED, 85, "text and metadata disagree");
        text.doubt(Field::ISSUED, 84, "text and metadata disagree");
    }
}

fn people_disagree(text: &mut Draft, main: &mut Draft) {
    let (Some(Value::Names(printed)), Some(Value::Names(claimed))) =
        (text.value(Field::AUTHOR), main.value(Field::AUTHOR))
    else {
        return;
    };
    let (told, known) = (families(printed), families(claimed));
    if told == known {
        text.take(Field::AUTHOR);
        return;
    }
    let message = format!(
        "the text names {}, the metadata {}",
        crate::model::name::display_list(printed),
        crate::model::name::display_list(claimed)
    );
    main.fault(&rules::CONFLICTING_METADATA, message);
    let believed = main.confidence(Field::AUTHOR) >= 85;
    let more = told.len() > known.len() && known.iter().all(|name| told.contains(name));
    if more {
        main.take(Field::AUTHOR);
        text.doubt(Field::AUTHOR, 88, "text and metadata disagree");
    } else if believed {
        text.take(Field::AUTHOR);
        main.doubt(Field::AUTHOR, 85, "text and metadata disagree");
    } else {
        main.doubt(Field::AUTHOR, 50, "text and metadata disagree");
    }
}

/// Whose page of cards it is, where no card names anybody: “Articles by Jane Doe”, or a
/// person's name as the heading.
pub(in crate::formats::page) fn owner(document: &Document) -> Vec<Name> {
    let person = |text: &str, least: u8| {
        let text = text.trim();
        (names::person_score(text) >= least && text.split_whitespace().count() > 1)
            .then(|| names::person(text, Style::GivenFirst))
            .flatten()
    };
    let by = |text: &str| {
        let parts = [" by ", " von ", " par ", " av ", " de ", " por "];
        parts.iter().find_map(|part| {
            let (head, name) = text.split_once(part)?;
            kinds::section(head)?;
            person(name, 45)
        })
    };
    let mut heads = document.lines.iter().filter(|line| line.heading > 0).take(6);
    let of_head = |line: &Line| {
        by(&line.text).or_else(|| person(&line.text, 90).filter(|_| line.heading == 1))
    };
    heads.find_map(of_head).into_iter().collect()
}

/// The publication of listed articles that name none and whose kind nothing tells: the site,
/// if that is so of most.
pub(in crate::formats::page) fn of_site(site: &str, drafts: &mut [Draft]) {
    let bare = |draft: &Draft| {
        draft.has(Field::TITLE)
            && draft.has(Field::AUTHOR)
            && draft.has(Field::ISSUED)
            && (draft.kind_confidence() < 60 || draft.kind == Some("document"))
            && ![Field::CONTAINER_TITLE, Field::PUBLISHER, Field::COLLECTION_TITLE]
                .iter()
                .any(|field| draft.has(*field))
    };
    let some = drafts.iter().filter(|draft| bare(draft)).count();
    if some < 3 || some * 2 < drafts.len() {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| bare(draft)) {
        draft.text(Field::CONTAINER_TITLE, site, 84, "the site");
        draft.kind_doubt(50);
        draft.kind("article-magazine", 80, "an article in a list");
    }
}

/// A page that is no article of anything: its heading, and whose it is.
fn plain_page(
    page: &[Claim],
    heads: &[String],
    site: Option<String>,
    span: Span,
) -> Option<Draft> {
    let heading = heads.first().cloned();
    let title = heading.or_else(|| {
        page.iter().find(|claim| claim.what == What::Title).map(|claim| claim.value.clone())
    })?;
    let site = site.filter(|site| key(site) != key(&title))?;
    let mut draft = Draft::at(span);
    draft.kind("webpage", 85, "a page that says of no work");
    draft.text(Field::TITLE, &title, 90, "the heading of the page");
    draft.text(Field::CONTAINER_TITLE, &site, 88, "the title of the page");
    if let Some(address) = page.iter().find(|claim| claim.what == What::Url) {
        draft.text(Field::URL, &address.value, 90, "the address of the page");
    }
    Some(draft)
}
