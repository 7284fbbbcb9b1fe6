//! From what the metadata of a page claims, and what its text says, to the works of the page.

use super::claims::{Claim, Claims, Origin, What};
use crate::diag::catalogue::page as rules;
use crate::formats::page::clauses::trim_doi;
use crate::formats::page::dates::{self, Order};
use crate::formats::page::document::{Document, Hint};
use crate::formats::page::draft::Draft;
use crate::formats::page::entry::{self, Context, Text};
use crate::formats::page::kinds::{self, Venue};
use crate::formats::page::names::{self, Style};
use crate::formats::page::tables::meta::CMS_USERS;
use crate::formats::page::title::short;
use crate::model::date::{Date, DateParts, days_in_month};
use crate::model::{Field, Name, Value};
use crate::text::Span;

/// Joins what the text of a page says with what its metadata claims.
pub(in crate::formats::page) fn join(
    claims: &Claims,
    document: &Document,
    address: Option<&str>,
    mut drafts: Vec<Draft>,
) -> Vec<Draft> {
    let (mut page, listed) = apart(claims, document);
    let heads = heads(document);
    let site = cut_site(&mut page, &heads);
    let is_work = page.iter().any(|claim| {
        claim.origin.describes_a_work() && matches!(claim.what, What::Title | What::Author)
            || claim.what == What::OgType && claim.value.eq_ignore_ascii_case("article")
            || claim.origin == Origin::OpenGraph
                && matches!(claim.what, What::Issued | What::Author)
    });
    let span = document.lines.first().map_or(Span::default(), |line| line.span);
    if is_work && page.iter().any(|claim| claim.what == What::Title) {
        let mut main = draft(&page, site.as_deref(), claims.empty, span);
        if let Some(address) = address {
            main.text(Field::URL, address, 80, "the address of the page");
        }
        return with_main(main, drafts);
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
    }
    drafts
}

/// The claims about the page's work, and the other works that are described.
fn apart(claims: &Claims, document: &Document) -> (Vec<Claim>, Vec<Vec<Claim>>) {
    let mut page = claims.page.clone();
    let mut listed = Vec::new();
    let known: Vec<String> = page
        .iter()
        .filter(|claim| claim.what == What::Title && claim.origin != Origin::Page)
        .map(|claim| key(&claim.value))
        .chain(heads(document).iter().map(|head| key(head)))
        .collect();
    for origin in [Origin::JsonLd, Origin::Microdata, Origin::Coins] {
        let of =
            |work: &&Vec<Claim>| work.first().is_some_and(|claim| claim.origin == origin);
        let works: Vec<&Vec<Claim>> = claims.works.iter().filter(of).collect();
        let fits = |work: &&&Vec<Claim>| {
            let title = work.iter().find(|claim| claim.what == What::Title);
            title.is_some_and(|title| {
                known.iter().any(|known| same(known, &key(&title.value)))
            })
        };
        match works.as_slice() {
            [only] => page.extend((*only).iter().cloned()),
            works => match works.iter().find(fits) {
                Some(main) => page.extend((*main).iter().cloned()),
                None => listed.extend(works.iter().map(|work| (*work).clone())),
            },
        }
    }
    (page, listed)
}

/// Headings of the first level, and those that call themselves the title.
fn heads(document: &Document) -> Vec<String> {
    let first = document.lines.iter().filter(|line| line.heading == 1);
    let titled = document.lines.iter().filter(|line| line.hint == Hint::Title);
    titled.take(2).chain(first.take(4)).map(|line| line.text.clone()).collect()
}

/// Letters and digits, lower case, for comparison.
fn key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two keys are of one title: equal, or one is the main title of the other.
fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (short == long || short.len() > 8 && long.starts_with(short))
}

/// What parts the title of a work from the name of its site.
const SEPARATORS: &[&str] =
    &[" | ", " » ", " :: ", " · ", " • ", " – ", " — ", " - ", " « ", " / "];

/// Cuts the name of the site off titles; gives it back.
fn cut_site(page: &mut [Claim], heads: &[String]) -> Option<String> {
    let said = page
        .iter()
        .filter(|claim| matches!(claim.what, What::Site))
        .map(|claim| claim.value.clone())
        .next();
    let mut titles: Vec<String> = heads.iter().map(|head| key(head)).collect();
    let mut sites: Vec<String> = said.iter().map(|site| key(site)).collect();
    for claim in page.iter() {
        match claim.what {
            What::Title => titles.push(key(&claim.value)),
            What::Journal
            | What::Magazine
            | What::Newspaper
            | What::Publisher
            | What::Source => {
                sites.push(key(&claim.value));
            }
            _ => {}
        }
    }
    let mut found = said;
    for claim in page.iter_mut().filter(|claim| claim.what == What::Title) {
        if let Some((title, site)) = parted(&claim.value, &titles, &sites) {
            claim.value = title;
            found = found.or(Some(site));
        }
    }
    found
}

/// A title and the name of the site that stands before or after it.
fn parted(text: &str, titles: &[String], sites: &[String]) -> Option<(String, String)> {
    let whole = key(text);
    for separator in SEPARATORS {
        for (at, _) in text.match_indices(separator) {
            let (head, tail) =
                (text.get(..at)?.trim(), text.get(at + separator.len()..)?.trim());
            let (head_key, tail_key) = (key(head), key(tail));
            let title = |key: &String| titles.iter().any(|own| own == key && *own != whole);
            if sites.contains(&tail_key) || title(&head_key) {
                return Some((head.to_owned(), last_part(tail)));
            }
            if sites.contains(&head_key) || title(&tail_key) {
                return Some((tail.to_owned(), head.to_owned()));
            }
        }
    }
    // Nothing else says it: a bar parts nothing but names of sites.
    for separator in [" | ", " » ", " :: "] {
        if let Some((head, tail)) = text.split_once(separator) {
            let words = |text: &str| text.split_whitespace().count();
            let named = words(tail) <= 8 && !head.is_empty();
            return named.then(|| (head.trim().to_owned(), last_part(tail)));
        }
    }
    for separator in [" – ", " — ", " - "] {
        if let Some((head, tail)) = text.rsplit_once(separator) {
            let known = matches!(
                kinds::venue(tail),
                Venue::Container(_, 80..) | Venue::Publisher(_)
            );
            if known && head.split_whitespace().count() > 1 {
                return Some((head.trim().to_owned(), tail.trim().to_owned()));
            }
        }
    }
    None
}

/// “Opinion | The Site”: the last part is the site.
fn last_part(tail: &str) -> String {
    let mut last = tail;
    for separator in [" | ", " » ", " :: "] {
        last = last.rsplit(separator).next().unwrap_or(last);
    }
    last.trim().to_owned()
}

/// The page's work joined with what the text says of it; the lists beside it stay.
fn with_main(mut main: Draft, drafts: Vec<Draft>) -> Vec<Draft> {
    let title = key(main.get(Field::TITLE).unwrap_or(""));
    let is_main = |draft: &Draft| {
        !draft.listed && draft.get(Field::TITLE).is_some_and(|own| same(&key(own), &title))
    };
    let at = drafts.iter().position(is_main).or_else(|| {
        drafts.iter().position(|draft| !draft.listed && !draft.has(Field::TITLE))
    });
    let listed = drafts.iter().filter(|draft| draft.listed).count();
    let mut out = Vec::new();
    let mut text = None;
    for (number, draft) in drafts.into_iter().enumerate() {
        if Some(number) == at {
            text = Some(draft);
        } else if draft.listed && listed > 1 {
            out.push(draft);
        }
    }
    if let Some(text) = text {
        main.span = text.span;
        disagree(&text, &mut main);
        main.merge(text);
    }
    out.insert(0, main);
    out
}

/// Tells where byline and metadata name different people.
fn disagree(text: &Draft, main: &mut Draft) {
    let (Some(Value::Names(printed)), Some(Value::Names(claimed))) =
        (text.value(Field::AUTHOR), main.value(Field::AUTHOR))
    else {
        return;
    };
    if families(printed) != families(claimed) {
        let message = format!(
            "the text names {}, the metadata {}",
            crate::model::name::display_list(printed),
            crate::model::name::display_list(claimed)
        );
        main.fault(&rules::CONFLICTING_METADATA, message);
        main.doubt(Field::AUTHOR, 85, "text and metadata disagree");
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
    let container = container(&claims, &mut draft);
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
fn container<'a>(claims: &[&'a Claim], draft: &mut Draft) -> Option<&'a Claim> {
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
    draft.text(Field::CONTAINER_TITLE, &best.value, best.origin.confidence(), "metadata");
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
    match what {
        Some(What::Journal) => {
            let sure = container.and_then(|claim| named(&claim.value));
            let popular =
                sure.filter(|(kind, sure)| *kind != "article-journal" && *sure > 92);
            match popular.filter(|_| !draft.has(Field::PAGE)) {
                Some((kind, _)) => draft.kind(kind, 90, "publication"),
                None => draft.kind(
                    "article-journal",
                    if scholarly || cited { 95 } else { 85 },
                    "metadata names a journal",
                ),
            }
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
    let by_venue = draft.get(Field::CONTAINER_TITLE).and_then(named);
    match by_venue {
        Some((kind, sure)) => draft.kind(kind, sure.max(84), "publication"),
        None => draft.kind("article-magazine", 84, "an article of a site"),
    }
}

/// What appears in a publication, if its name tells.
fn named(name: &str) -> Option<(&'static str, u8)> {
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

fn people(claims: &[&Claim], site: Option<&str>, draft: &mut Draft) {
    for (what, field) in [
        (What::Author, Field::AUTHOR),
        (What::Editor, Field::EDITOR),
        (What::Translator, Field::TRANSLATOR),
    ] {
        let mut taken: Option<(Origin, Vec<Name>)> = None;
        for origin in origins(claims, what) {
            let own = claims.iter().filter(|claim| {
                claim.origin == origin
                    && (claim.what == what
                        || what == What::Author && claim.what == What::Authors)
            });
            let (names, twice) =
                read_people(own.map(|claim| claim.value.as_str()), site, claims);
            if twice {
                let message = format!("{} names an author twice; kept once", origin.name());
                draft.fault(&rules::DUPLICATE_METADATA, message);
            }
            if names.is_empty() {
                continue;
            }
            match &taken {
                None => taken = Some((origin, names)),
                Some((best, known)) => {
                    let weak = matches!(origin, Origin::Plain | Origin::Card);
                    if !weak && families(known) != families(&names) {
                        let message = format!(
                            "{} names {}, {} {}; took the former",
                            best.name(),
                            crate::model::name::display_list(known),
                            origin.name(),
                            crate::model::name::display_list(&names)
                        );
                        draft.fault(&rules::CONFLICTING_METADATA, message);
                    }
                }
            }
        }
        if let Some((origin, names)) = taken {
            draft.names(field, names, origin.confidence(), "metadata");
        }
    }
}

fn origins(claims: &[&Claim], what: What) -> Vec<Origin> {
    let mut origins: Vec<Origin> = claims
        .iter()
        .filter(|claim| {
            claim.what == what || what == What::Author && claim.what == What::Authors
        })
        .map(|claim| claim.origin)
        .collect();
    origins.dedup();
    origins
}

/// The people that tags name; users of the CMS and the site itself are none.
fn read_people<'a>(
    values: impl Iterator<Item = &'a str>,
    site: Option<&str>,
    claims: &[&Claim],
) -> (Vec<Name>, bool) {
    let mut all: Vec<Name> = Vec::new();
    let mut twice = false;
    let institutions: Vec<String> = claims
        .iter()
        .filter(|claim| {
            matches!(
                claim.what,
                What::Publisher | What::Site | What::Journal | What::Newspaper
            )
        })
        .map(|claim| key(&claim.value))
        .chain(site.map(key))
        .collect();
    for value in values {
        let value = value.trim().trim_start_matches("By ").trim_start_matches("by ").trim();
        let lower = value.to_lowercase();
        let handle =
            value.starts_with('@') || lower.starts_with("http") || value.contains('@');
        let login = !value.contains(' ')
            && value.chars().all(|c| !c.is_uppercase() || !c.is_alphabetic());
        if handle
            || login
            || CMS_USERS.contains(&lower.as_str())
            || institutions.contains(&key(value))
        {
            continue;
        }
        let names = names::parse(value, Style::GivenFirst);
        for name in names.names {
            let name = recased(name);
            if all.contains(&name) {
                twice = true;
            } else {
                all.push(name);
            }
        }
    }
    (all, twice)
}

/// A name that is printed in capitals in lower case; Turkish where its letters are.
fn recased(name: Name) -> Name {
    let Name::Person(mut person) = name else { return name };
    let shown = format!("{}{}", person.family, person.given);
    let capitals = !shown.contains(char::is_lowercase)
        && names::is_caps(&person.family)
        && names::is_caps(&person.given);
    if capitals {
        let turkish = shown.contains(['İ', 'Ş', 'Ğ', 'ı']);
        person.family = capitalised(&person.family, turkish).into();
        person.given = capitalised(&person.given, turkish).into();
    }
    Name::Person(person)
}

fn capitalised(text: &str, turkish: bool) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in text.chars() {
        match c {
            c if start => out.push(c),
            'I' if turkish => out.push('ı'),
            'İ' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
        start = !c.is_alphabetic() && c != '’' && c != '\'';
    }
    out
}

/// Family names, for comparison.
fn families(names: &[Name]) -> Vec<String> {
    let last = |name: &Name| match name {
        Name::Person(person) => key(&person.family),
        other => key(&other.display()),
    };
    names.iter().map(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_parted(
        text: &str,
        titles: &[&str],
        sites: &[&str],
        expected: Option<(&str, &str)>,
    ) {
        let keys = |texts: &[&str]| texts.iter().map(|text| key(text)).collect::<Vec<_>>();
        let found = parted(text, &keys(titles), &keys(sites));
        let found = found.as_ref().map(|(title, site)| (title.as_str(), site.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        check_parted(
            "The Review - On Dams",
            &["On Dams"],
            &[],
            Some(("On Dams", "The Review")),
        );
        check_parted(
            "On Dams – The Review",
            &[],
            &["The Review"],
            Some(("On Dams", "The Review")),
        );
        check_parted(
            "On Dams | Opinion | The Review",
            &[],
            &[],
            Some(("On Dams", "The Review")),
        );
        check_parted("On Dams - A History", &[], &[], None);
    }

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

    #[test]
    fn users_of_a_cms_are_no_authors() {
        let read =
            |name: &str| read_people([name].into_iter(), Some("The Review"), &[]).0.len();
        assert_eq!(
            ["Super User", "admin", "jdoe12", "The Review", "@jane", "Jane Doe"].map(read),
            [0, 0, 0, 0, 0, 1]
        );
    }
}
