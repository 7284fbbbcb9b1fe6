//! COinS: OpenURL context objects in the title of a span.

use super::claims::{Claim, Origin, What, clean};

/// Keys of a context object.
const KEYS: &[(&str, What)] = &[
    ("rft.atitle", What::Title),
    ("rft.jtitle", What::Journal),
    ("rft.stitle", What::JournalShort),
    ("rft.au", What::Author),
    ("rft.aucorp", What::Author),
    ("rft.date", What::Issued),
    ("rft.volume", What::Volume),
    ("rft.issue", What::Issue),
    ("rft.spage", What::FirstPage),
    ("rft.epage", What::LastPage),
    ("rft.pages", What::Pages),
    ("rft.issn", What::Issn),
    ("rft.isbn", What::Isbn),
    ("rft.pub", What::Publisher),
    ("rft.series", What::Series),
    ("rft.language", What::Language),
    ("rft.identifier", What::Url),
    ("rft.source", What::Source),
];

/// Reads a context object.
pub(super) fn read(title: &str) -> Vec<Claim> {
    let pairs: Vec<(String, String)> = title
        .replace("&amp;", "&")
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_lowercase(), decode(value)))
        .collect();
    let get = |key: &str| {
        pairs.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    };
    let mut claims = Vec::new();
    let mut add = |what, value: &str| {
        let value = clean(value);
        if !value.is_empty() {
            claims.push(Claim { origin: Origin::Coins, what, value });
        }
    };
    if let Some(last) = get("rft.aulast") {
        let first = get("rft.aufirst").or_else(|| get("rft.auinit")).unwrap_or("");
        add(What::Author, &format!("{last}, {first}"));
    }
    for (key, value) in &pairs {
        if let Some((_, what)) = KEYS.iter().find(|(own, _)| own == key) {
            add(*what, value);
        }
        if key == "rft_id" {
            add(What::Identifier, value);
        }
    }
    let whole = get("rft.btitle").or_else(|| get("rft.title"));
    match (get("rft.atitle"), whole) {
        (Some(_), Some(book)) if get("rft.jtitle").is_none() => {
            let genre = get("rft.genre").unwrap_or("");
            let what = if genre == "proceeding" { What::Conference } else { What::Book };
            let format = get("rft_val_fmt").unwrap_or("");
            add(if format.ends_with("journal") { What::Journal } else { what }, book);
        }
        (None, Some(title)) => add(What::Title, title),
        _ => {}
    }
    let kind = match (get("rft.genre").unwrap_or(""), get("rft_val_fmt").unwrap_or("")) {
        ("article" | "preprint", _) => "article-journal",
        ("bookitem", _) => "chapter",
        ("proceeding", _) => "paper-conference",
        ("report", _) => "report",
        ("dissertation", _) => "thesis",
        ("book", _) => "book",
        (_, format) if format.ends_with(":dissertation") => "thesis",
        (_, format) if format.ends_with(":book") => "book",
        (_, format) if format.ends_with(":journal") => "article-journal",
        (_, format) if format.ends_with(":dc") => match get("rft.type").unwrap_or("") {
            "blogPost" => "post-weblog",
            "newspaperArticle" => "article-newspaper",
            "magazineArticle" => "article-magazine",
            _ => "webpage",
        },
        _ => "",
    };
    if !kind.is_empty() {
        add(What::Csl, kind);
    }
    claims
}

/// Undoes percent encoding and `+`.
fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let coded = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, coded) {
            (b'+', _) => bytes.push(b' '),
            (b'%', Some(coded)) => {
                bytes.push(coded);
                rest = after.get(2..).unwrap_or(&[]);
            }
            (byte, _) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article() {
        let claims = read(
            "ctx_ver=Z39.88-2004&rft.genre=article&rft.atitle=One+%26+Two&rft.jtitle=Journal&rft.aulast=Doe&rft.aufirst=J%C3%B6rg&rft.au=Ann+Roe",
        );
        let shown: Vec<(What, &str)> =
            claims.iter().map(|claim| (claim.what, claim.value.as_str())).collect();
        assert_eq!(
            shown,
            [
                (What::Author, "Doe, Jörg"),
                (What::Title, "One & Two"),
                (What::Journal, "Journal"),
                (What::Author, "Ann Roe"),
                (What::Csl, "article-journal"),
            ]
        );
    }
}
