//! From what the metadata of a page claims, and what its text says, to the works of the page.

use super::claims::{Claim, Claims, Origin, What};
use super::facts::{apart, is_work};
use super::people::{families, is_nobody, people};
use super::titles::{cut_site, headings, heads, key, same};
use crate::diag::catalogue::page as rules;
use crate::formats::page::clauses::trim_doi;
use crate::formats::page::dates::{self, Order};
use crate::formats::page::document::{Document, Line};
use crate::formats::page::draft::Draft;
use crate::formats::page::entry::{self, Context, Text};
use crate::formats::page::kinds::{self, Venue};
use crate::formats::page::names::{self, Style};
use crate::formats::page::title::short;
use crate::model::date::{Date, DateParts, days_in_month};
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

/// A work from claims: the most believed one of each thing; disagreements are told.
fn draft(claims: &[Claim], site: Option<&str>, empty: usize, span: Span) -> Draft {
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
        let message = format!(
            "{} has the title “{}”, {} “{}”; took the former",
            best.origin.name(),
            short(&best.value),
            other.origin.name(),
            short(&other.value)
        );
        draft.fault(&rules::CONFLICTING_METADATA, message);
    }
}

/// A date in metadata: ISO 8601 with `-`, `/` or `.`, or in words.
fn date(value: &str) -> Result<Date, Option<Date>> {
    let digits = value.trim();
    let day = digits.split(['T', ' ']).next().unwrap_or(digits);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u16>().ok());
    let iso = parts.first().is_some_and(|year| year.len() == 4)
        && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    if !iso {
        let compact = day.len() == 8 && day.chars().all(|c| c.is_ascii_digit());
        if compact {
            let (year, rest) = day.split_at(4);
            let (month, day) = rest.split_at(2);
            return date(&format!("{year}-{month}-{day}"));
        }
        let hit = dates::find(value, Order::Unknown).into_iter().next();
        return match hit {
            Some(hit) if hit.faults.is_empty() => hit.date.ok_or(None),
            Some(hit) => Err(hit.date),
            None => Err(None),
        };
    }
    let year =
        number(0).map(i32::from).filter(|year| (1400..2200).contains(year)).ok_or(None)?;
    let only_year = Date::Single(DateParts::year(year));
    // `2020-00-00` is 2020.
    let Some(month) = number(1).filter(|month| *month > 0) else { return Ok(only_year) };
    let month = u8::try_from(month).ok().filter(|month| *month <= 12);
    let month = month.ok_or(Some(only_year))?;
    let only_month = Date::Single(DateParts::month(year, month));
    let Some(day) = number(2).filter(|day| *day > 0) else { return Ok(only_month) };
    let day = u8::try_from(day).ok().filter(|day| *day <= days_in_month(year, month));
    Ok(Date::Single(DateParts::day(year, month, day.ok_or(Some(only_month))?)))
}

fn dated(claims: &[&Claim], draft: &mut Draft) {
    let mut rows: Vec<&&Claim> =
        claims.iter().filter(|claim| claim.what == What::Issued).collect();
    rows.extend(claims.iter().filter(|claim| claim.what == What::Year));
    rows.extend(claims.iter().filter(|claim| claim.what == What::Online));
    let mut taken: Option<(&Claim, Date)> = None;
    let mut possible = None;
    for claim in rows {
        match date(&claim.value) {
            Ok(date) => match &taken {
                None => taken = Some((claim, date)),
                Some((best, known)) => {
                    let told = claim.what == What::Issued
                        && claim.origin != best.origin
                        && claim.origin < Origin::Time
                        && differ(known, &date, claim.value.contains('T'));
                    if told {
                        let message = format!(
                            "{} is dated {known}, {} {date}; took the former",
                            best.origin.name(),
                            claim.origin.name()
                        );
                        draft.fault(&rules::CONFLICTING_METADATA, message);
                    }
                }
            },
            // “9:05 PM” says nothing of a day.
            Err(None) if !has_year(&claim.value) => {}
            Err(part) => {
                let shown = part.as_ref().map_or("nothing".to_owned(), ToString::to_string);
                let message = format!("“{}” cannot exist; kept {shown}", claim.value);
                draft.fault(&rules::INVALID_PRINTED_DATE, message);
                draft.raw.push(claim.value.clone());
                possible = possible.or(part);
            }
        }
    }
    match (taken, possible) {
        (Some((claim, date)), _) => draft.date(date, claim.origin.confidence(), "metadata"),
        (None, Some(part)) => {
            draft.date(part, 60, "what is possible of an impossible date")
        }
        (None, None) => {}
    }
}

/// Whether a text holds four digits in a row.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 4)
}

/// Whether two dates say different things; the hour can shift a day.
fn differ(a: &Date, b: &Date, timed: bool) -> bool {
    let (Some(a), Some(b)) = (a.start(), b.start()) else { return false };
    if a.year != b.year {
        return true;
    }
    if a.month == 0 || b.month == 0 {
        return false;
    }
    a.month != b.month || a.day > 0 && b.day > 0 && a.day.abs_diff(b.day) > u8::from(timed)
}

fn texts(claims: &[&Claim], draft: &mut Draft) {
    const FIELDS: &[(What, Field)] = &[
        (What::JournalShort, Field::CONTAINER_TITLE_SHORT),
        (What::Volume, Field::VOLUME),
        (What::Issue, Field::ISSUE),
        (What::Number, Field::NUMBER),
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
        let message = format!(
            "{} has “{}”, {} “{}”; took the former",
            best.origin.name(),
            short(&best.value),
            other.origin.name(),
            short(&other.value)
        );
        draft.fault(&rules::CONFLICTING_METADATA, message);
    }
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
    published(claims, container, site, draft);
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
fn named_venue(name: &str) -> Option<(&'static str, u8)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_metadata() {
        let shown = |text: &str| date(text).map(|date| date.to_string());
        assert_eq!(shown("2014/09/01"), Ok("2014-09-01".to_owned()));
        assert_eq!(shown("2015-05-10T04:00:00Z"), Ok("2015-05-10".to_owned()));
        assert_eq!(shown("2020-00-00"), Ok("2020".to_owned()));
        assert_eq!(shown("20200131"), Ok("2020-01-31".to_owned()));
        assert!(shown("2022-06-31").is_err());
        assert!(shown("2022-13-01").is_err());
    }
}
