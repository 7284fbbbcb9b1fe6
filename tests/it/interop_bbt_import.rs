//! Better BibTeX's imports: `.bib` files through our reader and the CSL-JSON writer, against
//! the Zotero items that its own tests expect.
//!
//! Counted is each value of each item: a text, a name, a date. Items and entries are paired
//! by the most values in common, for Better BibTeX sorts and drops keys. Letters, digits and
//! signs must be equal but for case, markup, kinds of quotation marks and dashes, and spaces
//! beside dashes. Conventions of its own that are mapped: an ISBN is hyphenated (digits are
//! compared), `langid` stays a name (ours is its tag), a DOI keeps its resolver, an abbreviated
//! journal is looked up in a list (what the file says is asked for), a suffix stands behind
//! the given name, and dashes may stay `--`.

use std::collections::{BTreeMap, BTreeSet};

use ibid::model::language;
use serde_json::Value as Json;

use crate::interop::Score;
use crate::interop_hub::{Said, of_file, of_zotero};
use crate::shared;

#[test]
fn bbt_import() {
    let Some(folder) = shared::folder("interop/bbt-import") else { return };
    let mut score = Score::new("bbt-import");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").flatten().collect();
    cases.sort_by_key(std::fs::DirEntry::file_name);
    for case in cases {
        let name = case.file_name().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read(case.path().join("expected.bbt.json")) else {
            continue;
        };
        let expected: Json = serde_json::from_slice(&text).expect("JSON");
        let items = expected["items"].as_array().cloned().unwrap_or_default();
        // What has no type is a note beside the items.
        let items = items.iter().filter(|item| item["itemType"].is_string());
        let wanted: Vec<Said> = items.map(of_zotero).map(plain).collect();
        let found = of_file(&case.path().join("input.bib"));
        let found: Vec<Said> = found.into_iter().map(plain).collect();
        let nothing = Said::new();
        for (wanted, pair) in wanted.iter().zip(pairs(&wanted, &found)) {
            let own = pair.and_then(|at| found.get(at)).unwrap_or(&nothing);
            compare(&name, wanted, own, &mut score);
        }
    }
    score.finish(980);
}

/// For each of the wanted the entry with most values in common, none twice.
fn pairs(wanted: &[Said], found: &[Said]) -> Vec<Option<usize>> {
    let mut holders: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, entry) in found.iter().enumerate() {
        for (field, value) in values(entry) {
            holders.entry((field, value)).or_default().push(at);
        }
    }
    let mut common = Vec::new();
    for (item, entry) in wanted.iter().enumerate() {
        let mut hits: BTreeMap<usize, usize> = BTreeMap::new();
        for pair in values(entry) {
            // What half the file says tells nothing.
            for at in holders.get(&pair).into_iter().flatten().take(40) {
                *hits.entry(*at).or_default() += 1;
            }
        }
        common
            .extend(hits.into_iter().map(|(at, hits)| (hits, item.abs_diff(at), item, at)));
    }
    common.sort_by_key(|(hits, far, ..)| (std::cmp::Reverse(*hits), *far));
    let mut result = vec![None; wanted.len()];
    let mut taken = BTreeSet::new();
    for (_, _, item, at) in common {
        if result[item].is_none() && taken.insert(at) {
            result[item] = Some(at);
        }
    }
    result
}

fn values(said: &Said) -> impl Iterator<Item = (&str, &str)> {
    said.iter().flat_map(|(field, values)| {
        values.iter().map(|value| (field.as_str(), value.as_str()))
    })
}

/// The values in the form in which they are compared.
fn plain(mut said: Said) -> Said {
    for (field, values) in &mut said {
        *values = values.iter().map(|value| plain_value(field, value)).collect();
    }
    said
}

fn plain_value(field: &str, value: &str) -> String {
    match field {
        "ISBN" => value.replace('-', ""),
        "language" => language::tag_of(value)
            .map_or_else(|| value.to_owned(), |tag| tag.to_ascii_lowercase()),
        "DOI" => value.rsplit_once("doi.org/").map_or(value, |(_, doi)| doi).to_owned(),
        _ => {
            let text =
                icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(value);
            let mut text = text.replace('`', "'").replace("---", "-").replace("--", "-");
            for dash in [" -", "- "] {
                text = text.replace(dash, "-");
            }
            text
        }
    }
}

fn compare(case: &str, wanted: &Said, own: &Said, score: &mut Score) {
    let nothing = BTreeSet::new();
    let of = |said: &'_ Said, field: &str| said.get(field).cloned().unwrap_or_default();
    // A journal under the name that the file has for it.
    let short = of(wanted, "container-title-short");
    let by_list = !short.is_empty() && short == of(own, "container-title");
    for (field, values) in wanted {
        let found = own.get(field).unwrap_or(&nothing);
        if by_list && matches!(field.as_str(), "container-title" | "container-title-short")
        {
            continue;
        }
        for value in values.iter().filter(|value| !value.is_empty()) {
            let got = match found.contains(value) {
                true => value.clone(),
                false => found.iter().cloned().collect::<Vec<_>>().join(" & "),
            };
            score.check(&format!("{case}/{field}"), value, &got);
        }
    }
}
