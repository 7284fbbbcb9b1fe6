//! What the metadata of a page claims, by whom it is claimed.

use crate::formats::page::tables::meta::{META, PREFIXES};

/// More claims than any page makes: works of 5,000 authors are the largest there are.
const MOST_CLAIMS: usize = 10_000;

/// A source of metadata, in the order in which they are believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::formats::page) enum Origin {
    /// Highwire `citation_*`.
    Citation,
    /// JSON-LD of schema.org.
    JsonLd,
    /// Microdata and RDFa.
    Microdata,
    /// PRISM.
    Prism,
    /// Dublin Core.
    DublinCore,
    /// EPrints.
    Eprints,
    /// OpenGraph and `article:`.
    OpenGraph,
    /// COinS.
    Coins,
    /// Parsely and its like.
    Parsely,
    /// Twitter's cards.
    Card,
    /// `<time>`.
    Time,
    /// `meta` names without a vocabulary: often the CMS user.
    Plain,
    /// `<title>`, `<h1>`, `rel=canonical`.
    Page,
}

impl Origin {
    /// How sure its claims are.
    pub(in crate::formats::page) fn confidence(self) -> u8 {
        match self {
            Self::Citation => 97,
            Self::JsonLd | Self::Coins => 95,
            Self::Microdata | Self::Prism | Self::Eprints => 94,
            Self::DublinCore | Self::Parsely => 92,
            Self::OpenGraph => 90,
            Self::Card | Self::Time => 80,
            Self::Page => 85,
            Self::Plain => 60,
        }
    }

    /// What it is called in messages.
    pub(in crate::formats::page) fn name(self) -> &'static str {
        match self {
            Self::Citation => "citation_*",
            Self::JsonLd => "JSON-LD",
            Self::Microdata => "microdata",
            Self::Prism => "PRISM",
            Self::DublinCore => "Dublin Core",
            Self::Eprints => "eprints",
            Self::OpenGraph => "OpenGraph",
            Self::Coins => "COinS",
            Self::Parsely => "parsely",
            Self::Card => "twitter:",
            Self::Time => "<time>",
            Self::Plain => "meta author or date",
            Self::Page => "the page",
        }
    }

    /// Whether it describes a work rather than any page.
    pub(in crate::formats::page) fn describes_a_work(self) -> bool {
        self < Self::OpenGraph || matches!(self, Self::Coins | Self::Parsely)
    }
}

/// What is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub(in crate::formats::page) enum What {
    Title,
    Author,
    /// Several in one value, between semicolons.
    Authors,
    Editor,
    Translator,
    Issued,
    Year,
    Online,
    Journal,
    JournalShort,
    Magazine,
    Newspaper,
    Conference,
    Book,
    Thesis,
    Degree,
    ReportBy,
    Number,
    Series,
    /// A container of any kind.
    Source,
    Site,
    Section,
    Volume,
    Issue,
    FirstPage,
    LastPage,
    Pages,
    Publisher,
    Doi,
    Isbn,
    Issn,
    Pmid,
    Arxiv,
    Identifier,
    /// The work as a reference.
    Citation,
    Url,
    Language,
    Abstract,
    /// A CSL type.
    Csl,
    /// A type in words.
    Kind,
    OgType,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::formats::page) struct Claim {
    /// By whom.
    pub(in crate::formats::page) origin: Origin,
    /// Of what.
    pub(in crate::formats::page) what: What,
    /// What.
    pub(in crate::formats::page) value: String,
}

/// All that the metadata of a page says.
#[derive(Clone, Debug, Default)]
pub(in crate::formats::page) struct Claims {
    /// Of the work of the page.
    pub(in crate::formats::page) page: Vec<Claim>,
    /// Of several works, each by itself.
    pub(in crate::formats::page) works: Vec<Vec<Claim>>,
    /// What could not be read.
    pub(in crate::formats::page) broken: Vec<String>,
    /// Whether elements are nested deeper than is read.
    pub(in crate::formats::page) deep: bool,
    /// Whether there are more claims than are read.
    cut: bool,
    /// Tags that say nothing or the same again.
    pub(in crate::formats::page) empty: usize,
}

impl Claims {
    /// Adds a claim of the page's work.
    pub(in crate::formats::page) fn add(
        &mut self,
        origin: Origin,
        what: What,
        value: &str,
    ) {
        if self.page.len() >= MOST_CLAIMS {
            if !std::mem::replace(&mut self.cut, true) {
                self.broken.push(format!("more than {MOST_CLAIMS} tags of metadata"));
            }
            return;
        }
        let value = clean(value);
        if value.chars().any(char::is_alphanumeric) {
            self.page.push(Claim { origin, what, value });
        } else {
            self.empty += 1;
        }
    }

    /// Adds what a named tag says, if its name is known.
    pub(in crate::formats::page) fn tag(&mut self, name: &str, content: &str) {
        let mut name = name.to_lowercase().replace([':', '_', '-'], ".");
        for (prefix, meant) in PREFIXES {
            if let Some(rest) = name.strip_prefix(prefix) {
                name = format!("{meant}{rest}");
            }
        }
        for (prefix, origin, rows) in META {
            let Some(rest) = name.strip_prefix(prefix) else { continue };
            if let Some((_, what)) = rows.iter().find(|(own, _)| *own == rest) {
                // A handle or a name.
                if *origin == Origin::Card
                    && *what == What::Author
                    && !content.contains(' ')
                {
                    return;
                }
                self.add(*origin, *what, content);
                return;
            }
        }
    }

    /// Takes a heading for the title of the work, where the title of the page is a few words
    /// that name its site; whether it is so.
    pub(in crate::formats::page) fn titled_by(&mut self, heading: &str) -> bool {
        let mut titles = self.page.iter_mut().filter(|claim| claim.what == What::Title);
        let only = match (titles.next(), titles.next()) {
            (Some(only), None) if only.origin == Origin::Page => only,
            _ => return false,
        };
        if only.value.split_whitespace().count() > 4 {
            return false;
        }
        only.what = What::Site;
        self.add(Origin::Page, What::Title, heading);
        true
    }

    /// The address that the page gives itself.
    pub(in crate::formats::page) fn address(&self) -> Option<&str> {
        let web =
            |claim: &&Claim| claim.what == What::Url && claim.value.starts_with("http");
        self.page.iter().find(web).map(|claim| claim.value.as_str())
    }

    /// The first claim of something.
    pub(in crate::formats::page) fn first(
        &self,
        origin: Origin,
        what: What,
    ) -> Option<&str> {
        let found =
            self.page.iter().find(|claim| claim.origin == origin && claim.what == what);
        found.map(|claim| claim.value.as_str())
    }
}

/// A value with white space collapsed, references undone that were escaped twice, and tags
/// taken off.
pub(in crate::formats::page) fn clean(value: &str) -> String {
    use crate::formats::page::document::collapse;
    let once = super::tokens::unescape(value);
    if !once.contains('<') || !once.contains('>') {
        return collapse(&once);
    }
    let text: String = super::tokens::Tokens::new(&once)
        .filter_map(|token| match token {
            super::tokens::Token::Text(text, _) => Some(text.into_owned()),
            _ => None,
        })
        .collect();
    collapse(&text)
}
