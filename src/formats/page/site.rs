//! What is known of institutes: the `[[site]]` tables, ours and a user's.

use serde::Deserialize;

use super::document::Document;

/// One institute.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Site {
    /// Ends of the hosts its pages come from.
    pub(super) host: Vec<String>,
    /// Phrases that betray it.
    pub(super) says: Vec<String>,
    /// The publication its articles belong to.
    pub(super) container: Option<String>,
    /// Short names of the publication.
    pub(super) acronym: Vec<String>,
    /// The CSL type of its articles.
    pub(super) kind: Option<Kind>,
    /// The series its papers belong to.
    pub(super) series: Option<String>,
    /// Who publishes them.
    pub(super) publisher: Option<String>,
    /// How it writes dates in digits.
    pub(super) dates: Option<Dates>,
    /// Names printed on the site and what they stand for.
    pub(super) venues: std::collections::BTreeMap<String, String>,
}

/// What an institute publishes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Report,
    ArticleMagazine,
    ArticleNewspaper,
    ArticleJournal,
    PostWeblog,
}

impl Kind {
    /// Its name in CSL.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::ArticleMagazine => "article-magazine",
            Self::ArticleNewspaper => "article-newspaper",
            Self::ArticleJournal => "article-journal",
            Self::PostWeblog => "post-weblog",
        }
    }
}

/// Which part of `3/4/2020` is the day.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Dates {
    MonthFirst,
    DayFirst,
}

#[derive(Deserialize)]
struct Table {
    #[serde(default)]
    site: Vec<Site>,
}

/// Reads tables of sites; a table that cannot be read is told.
pub(super) fn read(tables: &[String], builtin: bool) -> (Vec<Site>, Vec<String>) {
    let own = if builtin { Some(include_str!("sites.toml")) } else { None };
    let mut sites = Vec::new();
    let mut faults = Vec::new();
    for text in tables.iter().map(String::as_str).chain(own) {
        match toml::from_str::<Table>(text) {
            Ok(table) => sites.extend(table.site),
            Err(error) => faults.push(error.to_string()),
        }
    }
    (sites, faults)
}

/// What is wrong in a file of `[[site]]` tables, with its line and column; `None` if nothing is.
#[must_use]
pub fn fault(table: &str) -> Option<String> {
    match toml::from_str::<Table>(table) {
        Err(error) => Some(error.to_string()),
        Ok(table) if table.site.is_empty() => {
            Some("there is no `[[site]]` in it".to_owned())
        }
        Ok(_) => None,
    }
}

/// The site a page belongs to: by its address, else by what it says.
pub(super) fn of_page<'a>(
    sites: &'a [Site],
    document: &Document,
    address: Option<&str>,
) -> Option<&'a Site> {
    let host = address.and_then(host);
    let by_host = host.as_deref().and_then(|host| {
        sites.iter().find(|site| {
            site.host.iter().any(|end| host == end || host.ends_with(&format!(".{end}")))
        })
    });
    by_host.or_else(|| {
        sites.iter().find(|site| {
            document.lines.iter().take(5000).any(|line| {
                site.says.iter().any(|phrase| line.text.contains(phrase.as_str()))
            })
        })
    })
}

/// The host of an address, lower case, without a final dot.
pub(super) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.trim_end_matches('.').to_lowercase();
    Some(host.strip_prefix("www.").map_or(host.clone(), str::to_owned))
}

/// Whether an address is that of a list of articles rather than of one.
pub(super) fn is_listing(address: &str) -> bool {
    let lower = address.to_lowercase();
    [
        "?start=",
        "&start=",
        "?page=",
        "&page=",
        "/page/",
        "/tag/",
        "/tags/",
        "/category/",
        "/author/",
        "/authors/",
        "taxonomy/term",
        "limitstart",
        "itemlist",
        "/archive",
        "category",
        "/search",
        "listing",
        "?q=taxonomy",
    ]
    .iter()
    .any(|part| lower.contains(part))
}

/// The kind of articles that a part of an address tells: `/commentary/`, `/blog/`.
pub(super) fn kind_of_address(address: &str) -> Option<&'static str> {
    const PARTS: &[(&str, &str)] = &[
        ("commentary", "article-magazine"),
        ("commentaries", "article-magazine"),
        ("opinion", "article-magazine"),
        ("opinions", "article-magazine"),
        ("op-ed", "article-magazine"),
        ("op-eds", "article-magazine"),
        ("oped", "article-magazine"),
        ("articles", "article-magazine"),
        ("expert-comment", "article-magazine"),
        ("analysis", "article-magazine"),
        ("blog", "post-weblog"),
        ("blogs", "post-weblog"),
        ("policy-briefs", "report"),
        ("reports", "report"),
        ("working-papers", "report"),
    ];
    let lower = address.to_lowercase();
    let parts = lower.split_once("://")?.1.split(['?', '#']).next()?.split('/').skip(1);
    parts
        .filter_map(|part| PARTS.iter().find(|(name, _)| *name == part))
        .map(|(_, kind)| *kind)
        .next()
}

/// The name of a publication that a page names in its own masthead: “The X is a biweekly
/// publication of …”.
pub(super) fn masthead(document: &Document) -> Option<String> {
    document.lines.iter().rev().take(60).chain(document.lines.iter().take(40)).find_map(
        |line| {
            let found = MASTHEAD.captures(&line.text)?;
            Some(found.get(1)?.as_str().to_owned())
        },
    )
}

/// Whether a line is the masthead of a publication.
pub(super) fn is_masthead(text: &str) -> bool {
    MASTHEAD.is_match(text)
}

/// Where the masthead runs into the text before it: “… is growing.The Courier is a weekly
/// publication of …”.
pub(super) fn glued_masthead(text: &str) -> Option<usize> {
    text.match_indices(['.', '!', '?', '…', '”']).find_map(|(at, mark)| {
        let start = at + mark.len();
        let rest = text.get(start..)?;
        (rest.starts_with(char::is_uppercase) && is_masthead(rest)).then_some(start)
    })
}

static MASTHEAD: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    regex::Regex::new(r"^((?:The |Die |Le |La )?\p{Lu}[\p{L} ’'&–-]{3,}?) (?:is|ist|est) (?:a|an|the|eine|une) (?:[\p{L}-]+ ){0,4}(?:publication|journal|magazine|newsletter|review|bulletin|periodical|Zeitschrift|revue)\b").expect("a constant")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_tables_are_told_with_their_place() {
        let whole = "[[site]]\nhost = [\"tide.example\"]\nkind = \"report\"\n";
        assert_eq!(fault(whole), None);
        for (slip, said) in [
            ("contaner = \"Tides\"\n", "unknown field `contaner`"),
            ("kind = \"reports\"\n", "unknown variant `reports`"),
            ("dates = \"day\"\n", "unknown variant `day`"),
        ] {
            let why = fault(&format!("[[site]]\n{slip}")).unwrap();
            assert!(why.contains("line 2") && why.contains(said), "{why}");
        }
        assert!(fault("[[sites]]\n").unwrap().contains("`[[site]]`"));
    }
}
