//! Institutes' pages and lists: `page` (pages of articles, lists of publications) and
//! `strings` (references, one a line).
//!
//! A file becomes lines with what their markup says ([`document`], [`html`], [`office`]);
//! each line gets a role ([`roles`]); stacks of lines ([`stack`]) and entries on one line
//! ([`entry`]) become drafts ([`draft`]) with how sure each field is; what is wrong with the
//! source is told, what is doubtful too. Layouts and labels are data in `tables` and
//! `sites.toml`.

mod asides;
mod blocks;
pub(in crate::formats) mod cells;
mod chapters;
mod clauses;
mod columns;
mod dates;
mod decide;
mod details;
mod dialects;
mod document;
mod draft;
mod entry;
mod faults;
mod furniture;
mod grid;
mod habits;
mod heads;
mod html;
mod issue;
mod italics;
mod kinds;
mod label;
mod layout;
mod leads;
mod lists;
mod markdown;
mod names;
mod numbers;
mod office;
mod owner;
mod parted;
mod patronymics;
mod place;
mod posts;
mod record;
mod repeats;
mod roles;
mod roster;
mod second;
mod series;
mod settled;
mod site;
mod stack;
mod strings;
mod tables;
mod tail;
mod tidy;
mod title;
mod unmarked;
mod works;
mod wrapped;

pub use site::fault as site_fault;
#[doc(hidden)]
pub use strings::training;
#[doc(hidden)]
pub use tables::forgotten;

use crate::formats::{Format, Parsed, ReadOptions, Source};
use crate::model::Field;

/// Pages and lists.
pub const PAGE: Format = Format {
    id: "page",
    about: "an institute's page or publication list",
    extensions: &["html", "htm", "xhtml", "txt", "md", "markdown", "docx", "odt"],
    sniff,
    read: Some(read),
    write: None,
};

/// References as free text.
pub const STRINGS: Format = Format {
    id: "strings",
    about: "references as free text, one a line",
    extensions: &[],
    sniff: |_| 0,
    read: Some(strings::read),
    write: None,
};

/// HTML is ours; any text could be.
fn sniff(text: &str) -> u8 {
    if is_html(text) {
        return 75;
    }
    if office::is_office(text) {
        return 60;
    }
    if text.trim().is_empty() || is_data(text) { 0 } else { 5 }
}

/// Whether a text is JSON, or XML that is no page: of another program, and no list.
fn is_data(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}');
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"')) | (Some('['), Some('{' | '[')) => true,
        (Some('<'), Some('?' | '!' | 'a'..='z' | 'A'..='Z')) => {
            let text = text.to_ascii_lowercase();
            let tags =
                ["<p>", "<p ", "<li", "<a ", "<div", "<td", "<br", "<span", "<h1", "<h2"];
            !tags.iter().any(|tag| text.contains(tag))
        }
        _ => false,
    }
}

/// Whether a text begins as a web page does.
fn is_html(text: &str) -> bool {
    let start: String =
        text.trim_start().chars().take(600).collect::<String>().to_lowercase();
    let whole = ["<!doctype html", "<html", "<head", "<body"];
    // Markdown may hold tags of its own.
    let parts = ["<meta ", "<div", "<p>", "<article"];
    whole.iter().any(|tag| start.contains(tag))
        || start.starts_with('<') && parts.iter().any(|tag| start.contains(tag))
}

/// The text of a word processor's file as a page, or why it cannot be read; `None` for
/// other files.
///
/// Places in what is read from it are those of this page.
#[must_use]
pub fn unpacked(bytes: &[u8]) -> Option<Result<String, crate::diag::Diagnostic>> {
    bytes.starts_with(b"PK\x03\x04").then(|| office::as_page(bytes)).flatten()
}

/// Reads a word processor's file that was not unpacked before.
fn read_office(source: &Source, options: &ReadOptions) -> Parsed {
    let bytes = source.edited(&[]).unwrap_or_default();
    match unpacked(&bytes) {
        Some(Ok(page)) => read(&Source::of(source.path(), page.into()), options),
        Some(Err(fault)) => Parsed { diagnostics: vec![fault], ..Parsed::default() },
        None => Parsed::default(),
    }
}

/// What the markup of a saved page tells by itself.
#[derive(Default)]
struct Marked {
    /// The works of its lists.
    cards: Vec<draft::Draft>,
    /// What stands around the title of its work.
    head: Option<draft::Draft>,
    /// Whose page it is.
    site: Option<String>,
    /// Whether it is the page of one work.
    of_one_work: bool,
}

/// Takes boxes and lists of articles out of a saved page; the latter are its works, if it is
/// not about one.
fn marked(
    document: &mut document::Document,
    claims: &mut html::claims::Claims,
    order: dates::Order,
) -> Marked {
    let mut facts = html::facts::facts(claims, document);
    facts.look(document, claims, order);
    html::drop_boxes(document, facts.of_one_work);
    let mut cards = html::cards::find(document, order).take(document, &facts);
    if !cards.iter().any(|card| card.has(Field::AUTHOR)) {
        let owner = html::work::owner(document);
        for card in &mut cards {
            card.names(Field::AUTHOR, owner.clone(), 88, "the owner of the page");
        }
    }
    let head = html::head::read(document, &facts, order);
    Marked { cards, head, site: facts.site, of_one_work: facts.of_one_work }
}

/// The order of dates in digits: what is known of the site, what a date proves, or what the
/// language of the months tells.
fn order_of(site: Option<&site::Site>, text: &str) -> dates::Order {
    match site.and_then(|site| site.dates) {
        Some(site::Dates::DayFirst) => dates::Order::DayFirst,
        Some(site::Dates::MonthFirst) => dates::Order::MonthFirst,
        None => match dates::proven_order(text) {
            dates::Order::Unknown => dates::spoken_order(text),
            proven => proven,
        },
    }
}

/// What the lines of a page are, and which one its address spells.
fn roles_of(
    document: &document::Document,
    order: dates::Order,
    address: Option<&str>,
) -> (Vec<roles::Role>, Option<usize>) {
    let mut roles = roles::of_page(document, order);
    let Some(address) = address else { return (roles, None) };
    if site::is_listing(address) {
        settled::headings(document, address, &mut roles);
        return (roles, None);
    }
    let article = settled::article(document, address, &mut roles);
    (roles, article)
}

/// Hands back what stands beside the record of a work.
fn beside_record(found: &mut layout::Found) {
    let own = |draft: &draft::Draft| !draft.listed && draft.has(Field::AUTHOR);
    let (kept, other): (Vec<_>, Vec<_>) =
        std::mem::take(&mut found.drafts).into_iter().partition(own);
    found.drafts = kept;
    found.unread.extend(other.into_iter().map(|draft| draft.span));
}

/// The lines of a text, and what its labels claim.
fn of_text(
    source: &Source,
    parsed: &mut Parsed,
) -> (document::Document, html::claims::Claims) {
    let mut document = document::from_text(source.text());
    faults::unread(&details::join(&mut document), parsed);
    tidy::tidy(&mut document);
    let claims = record::read(&document);
    (document, claims)
}

/// Reads a page.
fn read(source: &Source, options: &ReadOptions) -> Parsed {
    let mut parsed = Parsed::default();
    let (sites, broken) = site::read(&options.site_tables, !options.no_builtin_sites);
    faults::tables(&broken, &mut parsed);
    if office::is_office(source.text()) {
        return read_office(source, options);
    }
    let html = is_html(source.text());
    let (mut document, mut claims) =
        if html { html::read(source.text()) } else { of_text(source, &mut parsed) };
    faults::metadata(&claims, &mut parsed);
    let said = document.address.clone().or_else(|| claims.address().map(str::to_owned));
    let address = options.address.clone().or(said);
    let site = site::of_page(&sites, &document, address.as_deref());
    let order = order_of(site, source.text());
    let marked =
        if html { marked(&mut document, &mut claims, order) } else { Marked::default() };
    columns::align(&mut document);
    wrapped::commas(&mut document);
    if html {
        tidy::tidy(&mut document);
    }
    faults::unread(&parted::bylines(&mut document), &mut parsed);
    let text_of = address.as_deref().filter(|_| !html);
    let (mut roles, article) = roles_of(&document, order, text_of);
    let issues = issue::headings(&document, order, &mut roles);
    let habits = habits::Habits::of(&document, &roles);
    let page = layout::Page {
        listing: habits.leads || address.as_deref().is_some_and(site::is_listing),
        habits,
        container: site::masthead(&document),
        document: &document,
        article,
        roles,
        site,
        order,
        address,
    };
    let owned = !owner::owner(&page).0.is_empty();
    let mut found = layout::read(&page);
    issue::settle(&issues, &page, &mut found.drafts);
    if !marked.cards.is_empty() {
        found.drafts.extend(marked.cards);
        found.drafts.sort_by_key(|draft| draft.span.start);
    } else if html || !claims.page.is_empty() {
        let address = page.address.as_deref();
        // What a record says of its work is no other work.
        let record = !html;
        if record {
            beside_record(&mut found);
        }
        found.drafts = html::work::join(
            &claims,
            &document,
            address,
            marked.of_one_work || record,
            marked.head,
            found.drafts,
        );
    }
    if let Some(site) = marked.site.filter(|_| !owned) {
        html::work::of_site(&site, &mut found.drafts);
    }
    faults::of_list(&mut found.drafts, source.text());
    faults::unread(&found.unread, &mut parsed);
    for (number, draft) in found.drafts.into_iter().enumerate() {
        draft.finish(&format!("import-{}", number + 1), &mut parsed);
    }
    faults::narrow(&mut parsed.diagnostics, source.text());
    parsed
}
