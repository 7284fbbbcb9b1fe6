//! What the metadata of a page says of it as a whole: whether it is about one work, whose it
//! is, and which claims are about its work.

use super::claims::{Claim, Claims, Origin, What};
use super::titles::{cut_site, headings, heads, heads_a_list, key, same};
use super::{head, pieces};
use crate::formats::page::dates::Order;
use crate::formats::page::document::{Document, Line, Look};
use crate::formats::page::kinds::{self, Venue};
use crate::formats::page::{names, title};

/// Whether claims are about one work rather than about any page.
pub(super) fn is_work(page: &[Claim]) -> bool {
    page.iter().any(|claim| {
        claim.origin.describes_a_work()
            && matches!(claim.what, What::Title | What::Author | What::Journal)
            || claim.what == What::OgType && claim.value.eq_ignore_ascii_case("article")
            || claim.origin == Origin::OpenGraph
                && matches!(claim.what, What::Issued | What::Author)
    })
}

/// What the metadata says of a page as a whole.
pub(in crate::formats::page) struct Facts {
    /// Whether it is about one work.
    pub(in crate::formats::page) of_one_work: bool,
    /// Whose it is.
    pub(in crate::formats::page) site: Option<String>,
    /// The titles that it gives the work, for comparison.
    pub(super) titles: Vec<String>,
}

impl Facts {
    /// Many sites say of every page that it is a “website”: a page whose title heads prose and
    /// stands beside a byline or a date is the page of one work all the same.
    pub(in crate::formats::page) fn look(
        &mut self,
        document: &Document,
        claims: &mut Claims,
        order: Order,
    ) {
        if self.of_one_work {
            return;
        }
        let Some(at) = head::title_line(document, &self.titles, order) else { return };
        let Some(line) = document.lines.get(at) else { return };
        let own = key(&line.text);
        let said = self.titles.iter().any(|title| same(title, &own));
        if heads_a_list(&line.text)
            || pieces::is_series(&line.text)
            || names::person_score(&line.text) >= 90
        {
            return;
        }
        let detailed = head::detail(&document.lines, at, order) > head::Detail::None;
        let (paragraphs, size) = told(document, at);
        if said {
            let exact = self.titles.contains(&own);
            self.of_one_work = detailed
                && (paragraphs >= 2 && size >= 350 || exact && size >= 150)
                || exact && paragraphs >= 3 && size >= 800;
        } else if detailed && line.heading == 1 && size >= 250 {
            self.of_one_work = claims.titled_by(&line.text);
            self.titles.push(own);
        }
    }
}

/// How far below its title the text of a work begins, in lines.
const BEGINS: usize = 60;

/// Paragraphs of prose below a title and their size, not parted by what lists have between
/// their abstracts: headings, dates and links.
fn told(document: &Document, title: usize) -> (usize, usize) {
    let (mut most, mut run) = ((0, 0), (0, 0));
    for (number, line) in document.lines.iter().skip(title + 1).enumerate() {
        if is_paragraph(line) {
            run = (run.0 + 1, run.1 + line.text.len());
        } else if line.heading > 0
            || line.bullet
            || is_linked(line)
            || line.text.len() < 60 && pieces::is_date(&line.text, Order::Unknown)
        {
            run = (0, 0);
        }
        if run.1 > most.1 {
            most = run;
        }
        if most.1 > 3000 || number > BEGINS && most.0 == 0 {
            break;
        }
    }
    most
}

/// Whether a line is prose that is not a link.
fn is_paragraph(line: &Line) -> bool {
    line.heading == 0
        && !line.bullet
        && line.text.len() >= 100
        && !is_linked(line)
        && (line.text.len() > 300
            || title::is_prose(&line.text)
            // Chinese and Japanese have no spaces between words.
            || line.text.contains(['。', '，', '、']))
}

/// Whether most of a line is links.
fn is_linked(line: &Line) -> bool {
    let links = line.runs.iter().filter(|run| matches!(run.look, Look::Link(_)));
    let linked: usize = links.map(|run| run.end - run.start).sum();
    linked * 2 >= line.text.len()
}

/// Whether a heading is the name of a publication: its words say so, or the title of the page
/// ends with it.
fn names_page(head: &str, page: &[Claim]) -> bool {
    let own = key(head);
    let bare = ["the", "die", "der", "das", "la", "le", "el"]
        .iter()
        .find_map(|article| own.strip_prefix(article))
        .unwrap_or(&own);
    let ends = page.iter().filter(|claim| claim.what == What::Title).any(|claim| {
        let title = key(&claim.value);
        title.len() > own.len() && bare.len() > 8 && title.ends_with(bare)
    });
    ends || matches!(kinds::venue(head), Venue::Container(_, 78..))
}

/// What the metadata says of the page as a whole.
pub(in crate::formats::page) fn facts(claims: &Claims, document: &Document) -> Facts {
    let (mut page, _) = apart(claims, document);
    let heads = heads(document);
    let site = cut_site(&mut page, &headings(document));
    let named = |claim: &&Claim| {
        matches!(
            claim.what,
            What::Publisher
                | What::Journal
                | What::Magazine
                | What::Newspaper
                | What::Source
        )
    };
    let title = |claim: &&Claim| claim.what == What::Title;
    let of_one_work = is_work(&page) && page.iter().any(|claim| title(&claim));
    let site = site
        .or_else(|| page.iter().find(named).map(|claim| claim.value.clone()))
        .or_else(|| heads.into_iter().find(|head| !of_one_work && names_page(head, &page)));
    Facts {
        of_one_work,
        site,
        titles: page.iter().filter(title).map(|claim| key(&claim.value)).collect(),
    }
}

/// The claims about the page's work, and the other works that are described.
pub(super) fn apart(claims: &Claims, document: &Document) -> (Vec<Claim>, Vec<Vec<Claim>>) {
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
