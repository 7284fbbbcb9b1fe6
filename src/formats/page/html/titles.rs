//! Titles of pages: compared, and parted from the name of the site.

use super::claims::{Claim, Origin, What};
use super::people::is_nobody;
use crate::formats::page::dates::{self, Order};
use crate::formats::page::document::{Document, Hint};
use crate::formats::page::kinds::{self, Venue};

/// What parts the title of a work from the name of its site.
const SEPARATORS: &[&str] = &[
    " | ", " » ", " :: ", " · ", " • ", " – ", " — ", " - ", " « ", " ‹ ", " › ", " / ",
    " : ", " _", "_",
];

/// Headings of the first level, and those that call themselves the title.
pub(super) fn heads(document: &Document) -> Vec<String> {
    let first = document.lines.iter().filter(|line| line.heading == 1);
    let titled = document.lines.iter().filter(|line| line.hint == Hint::Title);
    titled.take(2).chain(first.take(4)).map(|line| line.text.clone()).collect()
}

/// Headings of any level at the beginning of a page: many sites head a text with their second
/// or third.
pub(super) fn headings(document: &Document) -> Vec<String> {
    let mut all = heads(document);
    let lower = document.lines.iter().filter(|line| matches!(line.heading, 2..=3));
    all.extend(lower.take(8).map(|line| line.text.clone()));
    all
}

/// Letters and digits, lower case, for comparison.
pub(super) fn key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two keys are of one title: equal, or one is the main title of the other.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (short == long || short.len() > 8 && long.starts_with(short))
}

/// Cuts the name of the site off titles; gives it back.
pub(super) fn cut_site(page: &mut Vec<Claim>, heads: &[String]) -> Option<String> {
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
    let authors: Vec<String> = page
        .iter()
        .filter(|claim| claim.what == What::Author)
        .map(|claim| key(&claim.value))
        .collect();
    let mut found = said.filter(|site| !site.starts_with("http"));
    let mut dated = Vec::new();
    for claim in page.iter_mut().filter(|claim| claim.what == What::Title) {
        if let Some((title, site)) = parted(&claim.value, &titles, &sites) {
            dated.extend(date_in(&claim.value));
            dated.extend(date_in(&claim.value));
            claim.value = first_part(&title, &titles).to_owned();
            // “Title - by Jane Doe” names no site.
            let by = site.to_lowercase().starts_with("by ")
                || authors.contains(&key(&site))
                    && !is_nobody(&site, &[])
                    && !is_domain(&site);
            found = found.or(Some(site).filter(|_| !by));
        }
    }
    page.extend(dated);
    found.or_else(|| by_address(page)).or_else(|| by_title(page, heads))
}

/// “Title - 07.12.2017 - The Site”: the date.
fn date_in(title: &str) -> Option<Claim> {
    let is_date = |part: &&str| dates::only_date(part, Order::Unknown).is_some();
    let date = title.split(['-', '–', '|']).map(str::trim).find(is_date)?;
    Some(Claim { origin: Origin::Page, what: What::Issued, value: date.to_owned() })
}

/// The title of a page that is the name of its site, where a heading and better metadata have
/// that of the work. It is no title of the work.
fn by_title(page: &mut Vec<Claim>, heads: &[String]) -> Option<String> {
    let best = page
        .iter()
        .filter(|claim| claim.what == What::Title)
        .min_by_key(|claim| claim.origin)?;
    let title = key(&best.value);
    let headed = |title: &str| heads.iter().any(|head| same(&key(head), title));
    if best.origin == Origin::Page || !headed(&title) {
        return None;
    }
    let other = |claim: &Claim| {
        let own = key(&claim.value);
        claim.what == What::Title
            && claim.origin >= Origin::OpenGraph
            && claim.value.split_whitespace().count() <= 4
            && !same(&own, &title)
            && !title.contains(&own)
    };
    let sites = page.iter().filter(|claim| other(claim));
    let site = sites.map(|claim| claim.value.clone()).min_by_key(String::len)?;
    page.retain(|claim| !other(claim));
    Some(site)
}

/// The title of a page that is the name of its host: “halden.info”. It is no title of a work.
fn by_address(page: &mut Vec<Claim>) -> Option<String> {
    let address = page.iter().find(|claim| claim.what == What::Url)?.value.clone();
    let host = address.split('/').nth(2)?.trim_start_matches("www.");
    let name = host.rsplit_once('.').map_or(host, |(name, _)| name);
    let named = |text: &str| key(text) == key(host) || key(text) == key(name);
    let titles = page.iter().filter(|claim| claim.what == What::Title).count();
    let at = page.iter().position(|claim| {
        claim.what == What::Title && claim.origin == Origin::Page && named(&claim.value)
    })?;
    let site = page.get(at)?.value.clone();
    if titles > 1 {
        page.remove(at);
    }
    Some(site)
}

/// “Title | Section”: the title, where the name of the site was cut off behind.
fn first_part<'a>(title: &'a str, titles: &[String]) -> &'a str {
    let mut short = title;
    for separator in [" | ", " » ", " :: "] {
        let first = short.split(separator).next().unwrap_or(short);
        if !titles.contains(&key(short)) || titles.contains(&key(first)) {
            short = first;
        }
    }
    short.trim()
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
            // “Archive – The Review”, under the heading “The Review”.
            if title(&tail_key) && heads_a_list(head) {
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
            if let Some((title, site)) = with_domain(text, separator) {
                return Some((title, site.to_owned()));
            }
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

/// Whether a text is the address of a site: “halden.info”.
fn is_domain(text: &str) -> bool {
    let end = text.rsplit_once('.').map_or("", |(_, end)| end);
    (2..=6).contains(&end.len())
        && end.chars().all(|c| c.is_ascii_lowercase())
        && !text.contains(char::is_whitespace)
}

/// “Title - halden.info - Halden”: the title, and the site that is called by its address.
fn with_domain<'a>(text: &'a str, separator: &str) -> Option<(String, &'a str)> {
    let parts = text.split(separator).map(str::trim);
    let (at, site) = parts.enumerate().skip(1).find(|(_, part)| is_domain(part))?;
    let title: Vec<&str> = text.split(separator).take(at).collect();
    Some((title.join(separator).trim().to_owned(), site))
}

/// Whether a title is that of a list: “Archive”, “Articles 2018”, “Публікації”.
pub(super) fn heads_a_list(title: &str) -> bool {
    const WORDS: &[&str] = &[
        "archive",
        "archives",
        "archiv",
        "archivo",
        "archivos",
        "arkiv",
        "arşiv",
        "архив",
        "архів",
        "мұрағат",
        "статті",
        "статей",
        "статьи",
        "мақалалар",
        "makaleler",
        "yazılar",
        "artículos",
        "articles",
        "artikel",
        "artiklar",
        "issues",
        "выпуски",
        "випуски",
        "all",
        "latest",
        "news",
        "новини",
        "новости",
        "haberler",
        "nyheter",
        "noticias",
        "actualités",
        "blog",
        "home",
        "startseite",
        "accueil",
        "inicio",
        "hem",
        "главная",
        "головна",
        "ana sayfa",
    ];
    let lower = title.to_lowercase();
    let word =
        |word: &str| WORDS.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
    lower.split_whitespace().count() <= 4 && lower.split_whitespace().any(word)
        || kinds::section(title).is_some()
}

/// “Opinion | The Site”, “07.12.2017 - The Site”: the last part is the site.
fn last_part(tail: &str) -> String {
    let mut last = tail;
    for separator in [" – ", " — ", " - "] {
        if let Some((before, after)) = last.split_once(separator)
            && dates::only_date(before, Order::Unknown).is_some()
        {
            last = after;
        }
    }
    // “halden.info - Your window on Halden”.
    if let Some((first, _)) = last.split_once(" - ").filter(|(first, _)| is_domain(first)) {
        return first.to_owned();
    }
    for separator in [" | ", " » ", " :: ", " / ", " : ", " _", "_"] {
        last = last.rsplit(separator).next().unwrap_or(last);
    }
    last.trim().to_owned()
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
        check_parted(
            "On Dams - halden.info - Halden",
            &[],
            &[],
            Some(("On Dams", "halden.info")),
        );
    }
}
