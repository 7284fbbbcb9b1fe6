//! Clauses that can be taken out of an entry wherever they stand: addresses, identifiers,
//! co-authors after “with”, reprints, what is not out yet.

use std::sync::LazyLock;

use regex::Regex;

use super::draft::Draft;
use super::kinds;
use super::names::{self, Style};
use super::tables::words::FORTHCOMING;
use crate::diag::catalogue::page as rules;
use crate::model::{Field, Name};

/// What stood between parentheses, or after a comma, and was taken out.
pub(super) const CUT: char = '\u{1}';

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

static DOI: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:\bdoi\s*:?\s*|https?://(?:dx\.)?doi\.org/|\bdoi\.org/)+\s*(10\.\d{4,9}/[^\s"“”<>]+)|\b(10\.\d{4,9}/[^\s"“”<>]+)"#,
    )
});
static URL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)[\[<(]?(?:(?:available (?:at|from|online)|retrieved (?:\w+ \d+, \d{4},? )?from|url|online|accessed at|accessible at|disponible (?:en|sur|à)|verfügbar unter|erişim|режим доступа)\s*:?\s*)?[<(]?(https?://[^\s<>"“”]+|www\.[^\s<>"“”]+\.[^\s<>"“”]+)[>)]?[\])>]?"#,
    )
});
static ACCESSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b(?:last )?(?:accessed|retrieved|visited|viewed|zugriff(?: am)?|consultado el|erişim|consulté le|abgerufen am|erişim tarihi|дата обращения|hämtad|dernière consultation)\s*:?\s*(?:on\s+)?[^\])]{0,}?\d{2,4}[\])]?\.?",
    )
});
static ISBN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bISBN(?:-1[03])?:?\s*([\d][\d\s–-]{8,16}[\dX])"));
static WITH_PARENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[,\s]*[(\[](?:(?:volume |book |edited volume )?co-?edited with|co-?authored\s+with|co-?written\s+with|together with|jointly with|co-?authors?:?(?:\s+with)?|with|w/|med|mit|gemeinsam mit|zusammen mit|tillsammans med|samen met|insieme (?:a|con)|junto con|em coautoria com|avec|con|ile|совместно с|в соавт(?:орстве)?\.? с|у співавт(?:орстві)?\.? з|z)\s*([^()\[\]]{2,})[)\]]",
    )
});
static WITH_COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?:[,;.”"»’?!\])]|^)\s*(?:[Cc]o-?(?:authored|written)\s+|(?:(?:blog )?post|essay|report|article|paper|written|joint work|joint)\s+|[Gg]emeinsam\s+|[Zz]usammen\s+|[Ss]amen\s+|[Tt]illsammans\s+|[Tt]ogether\s+|[Jj]ointly\s+)?\b(?:[Ww]ith|w/|[Aa]vec|[Mm]it|[Mm]ed|(?:en )?[Mm]et|[Cc]on|[Сс]овместно с|[Уу] співавторстві з)\s+((?:\p{Lu}[\p{L}’'-]*\.?(?:\s*,\s*(?:(?:and|et|und|och|y|и|en|e)\s+|&\s*)?|\s+(?:and|et|und|och|y|и|en|e)\s+|\s*&\s*|\s+)?(?:(?:de|van|von|der|la|al|bin)\s+)*){2,})"#,
    )
});
static WITH_CAPS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s+WITH\s+((?:\p{Lu}[\p{Lu}’'.-]+[\s,&]*){2,})$"));
static REPUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*\([^()]*\b(?:republished|reprinted|cross-?posted|translations?|translated (?:in|as)|übersetzung|traduction|traducción)\b[^()]*\)",
    )
});
static REPRINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[.;,(]?\s+(?:\(?(?:reprinted|republished|also (?:published|available|appeared)|translated|cross-?posted|originally published|excerpted|wiederabdruck|nachdruck|repris dans))\s.*$|;\s*(?:paperback|2nd|second|rev\.|revised)\s[^()]*",
    )
});
static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*\(?(?:available upon request|available on request|\(?online only\)?|in (?:english|german|russian|french|turkish|swedish|chinese|spanish|kazakh|ukrainian)|translation of [^.]*|\((?:english|german|russian|french|turkish|swedish|chinese|spanish|kazakh|ukrainian|auf deutsch|in german)\)|\(pdf\)|\[pdf\]|→\s*read|→ ?pdf|read here|\[link\]|\(link\)|click (?:here|on|for|to|link|the)\b[^.;]{0,90}|\[[^\[\]]*(?:online|order|flyer|pdf)[^\[\]]*\]|revise and resubmit,?[^,]*(?:,\s*[A-Z][A-Z -]*?)?)\)?\.?\s*$",
    )
});
static REVIEW_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[,\s]*[(\[]\s*(?:book )?review(?:\s+essay)?\s+of:?\s+([^()]{3,})[)\]]")
});
static NOT_OUT: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<String> = FORTHCOMING.iter().map(|word| regex::escape(word)).collect();
    pattern(&format!(
        r"(?i)[,;.\s(\[]*\b({})\b(\s+(?:with|in|by|at|to|bei|chez|dans)\s+)?[)\]]?",
        words.join("|")
    ))
});

/// Takes addresses and identifiers out.
pub(super) fn identifiers(text: &mut String, draft: &mut Draft) {
    // Most entries have neither, and the two patterns are dear.
    let has_doi = text.contains("10.");
    let has_url = ["://", "www.", "WWW.", "Www."].iter().any(|mark| text.contains(mark));
    if let Some(found) = has_doi.then(|| DOI.captures(text)).flatten() {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let doi = found.get(1).or_else(|| found.get(2)).map_or("", |doi| doi.as_str());
        let doi = trim_doi(doi);
        let from_url = text.get(whole.clone()).is_some_and(|part| part.contains("http"));
        draft.text(Field::DOI, doi, if from_url { 96 } else { 95 }, "printed");
        let end = text
            .get(whole.clone())
            .and_then(|part| part.rfind(doi))
            .map_or(whole.end, |at| whole.start + at + doi.len());
        text.replace_range(whole.start..end, &CUT.to_string());
    }
    if let Some(found) = has_url.then(|| URL.captures(text)).flatten() {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let url = found
            .get(1)
            .map_or("", |url| url.as_str())
            .trim_end_matches(['.', ',', ';', ')', ']', '>']);
        draft.text(Field::URL, url, 95, "printed");
        text.replace_range(whole, &format!(".{CUT}"));
    }
    if let Some(found) = ACCESSED.find(text) {
        text.replace_range(found.range(), &CUT.to_string());
    }
    if let Some(found) = ISBN.captures(text) {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let isbn = found.get(1).map_or("", |isbn| isbn.as_str()).to_owned();
        draft.text(Field::ISBN, &isbn, 95, "printed");
        text.replace_range(whole, &CUT.to_string());
    }
}

/// A DOI without the punctuation of the sentence around it.
pub(super) fn trim_doi(doi: &str) -> &str {
    let mut doi = doi.trim_end_matches(['.', ',', ';', ':', '’', '”', '\'']);
    while doi.ends_with([')', ']']) {
        let (open, close) = if doi.ends_with(')') { ('(', ')') } else { ('[', ']') };
        if doi.matches(close).count() <= doi.matches(open).count() {
            break;
        }
        doi = doi.get(..doi.len() - 1).unwrap_or("").trim_end_matches(['.', ',', ';']);
    }
    doi
}

/// Takes out what is said of other printings and of availability.
pub(super) fn comments(text: &mut String, draft: &mut Draft) {
    if let Some(found) = REVIEW_OF.captures(text) {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let of = found.get(1).map_or("", |of| of.as_str()).trim().to_owned();
        draft.kind("review-book", 98, "“review of”");
        draft.text(Field::NOTE, &format!("review of: {of}"), 92, "“review of”");
        text.replace_range(whole, &CUT.to_string());
    }
    static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\s*[(\[](?:(?:(?:in|auf|en|em|på|на|originally in) )?(?:english|german|russian|french|turkish|swedish|chinese|spanish|kazakh|ukrainian|arabic|persian|farsi|hebrew|japanese|korean|hindi|urdu|polish|czech|hungarian|georgian|armenian|azerbaijani|uzbek|kyrgyz|tajik|finnish|norwegian|danish|dutch|italian|portuguese|greek|serbian|croatian|romanian|bulgarian|deutsch|englisch|französisch|russisch|anglais|allemand|russe|arabe|inglés|alemán|engelska|ryska|английском|английском языке|türkçe|ingilizce|vietnamese|thai|indonesian|mongolian|estonian|latvian|lithuanian|slovak|albanian|belarusian|espa[nñ]ol|italiano|fran[cç]ais|portugu[eê]s)[,;]?\s?)+[)\]]",
        )
    });
    if let Some(found) = LANGUAGE.find(text).filter(|found| found.start() > 8) {
        draft
            .rest
            .push(found.as_str().trim().trim_matches(['(', ')', '[', ']']).to_owned());
        let range = found.range();
        text.replace_range(range, "");
    }
    // “Title” (“Title in another language”), …
    static TRANSLATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r#"[”"»](\s*[(\[][“"«„][^()“”"«»„]{3,200}[”"»“]?,?[)\]],?[”"»]?)"#)
    });
    if let Some(found) = TRANSLATED.captures(text).and_then(|found| found.get(1)) {
        let said =
            found.as_str().trim_matches([' ', '(', ')', '[', ']', ',', '”', '"', '»']);
        draft.rest.push(said.trim_matches(['“', '„', '«']).to_owned());
        let range = found.range();
        text.replace_range(range, "");
    }
    remarks(text, draft);
    for pattern in [&REPUBLISHED, &REPRINT, &COMMENT] {
        let found =
            pattern.find(text).filter(|found| found.start() > 8).map(|found| found.range());
        if let Some(range) = found {
            let cut = text
                .get(range.clone())
                .unwrap_or("")
                .trim_matches([' ', '.', ';', ',', '(', ')'])
                .to_owned();
            let keeps = cut.contains(')') && !cut.contains('(');
            if !cut.is_empty() && !cut.starts_with('→') {
                draft.rest.push(cut);
            }
            text.replace_range(range, if keeps { ")." } else { "." });
        }
    }
}

/// Takes off what an entry adds in parentheses at its end: “(full text here)”, “(and in
/// paperback with Quay)”, “(co-author)”.
fn remarks(text: &mut String, draft: &mut Draft) {
    static REMARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\s*[(\[](?-i:(?:and |also |full text|text |see |now |available|link|pdf|open access|peer[- ]review|refereed|paperback|hardcover|reprinted|second |revised |winner|shortlist|awarded|cited |nominated|published |trans\.|supplement|pre-?print|download|click|here|abstract|online))[^()\[\]]*[)\]][\s.]*$",
        )
    });
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\s*[(\[](?:co-?|lead |co-?lead |first |senior |corresponding |main |sole )author[)\]]",
        )
    });
    buttons(text);
    for _ in 0..3 {
        let Some(found) = REMARK.find(text).filter(|found| found.start() > 8) else {
            break;
        };
        draft
            .rest
            .push(found.as_str().trim_matches([' ', '.', '(', ')', '[', ']']).to_owned());
        let start = found.start();
        text.truncate(start);
    }
    if let Some(found) = ROLE.find(text) {
        if found.as_str().to_lowercase().contains("co-") {
            let said = found.as_str().trim().trim_matches(['(', ')', '[', ']']);
            draft.fault(
                &rules::INCOMPLETE_AUTHORS,
                format!("“{said}” does not name all authors"),
            );
        }
        let range = found.range();
        text.replace_range(range, "");
    }
}

/// Takes links off that stand in brackets: “[pdf]”, “[slides]”.
pub(super) fn buttons(text: &mut String) {
    static BUTTON: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\[([^\[\]]{2,30})\]"));
    for _ in 0..6 {
        let Some(found) = BUTTON.captures_iter(text).find(|found| {
            found.get(1).is_some_and(|said| super::place::is_button(said.as_str()))
        }) else {
            break;
        };
        let range = found.get(0).map_or(0..0, |whole| whole.range());
        text.replace_range(range, "");
    }
}

/// Takes out the co-authors named after “with”; their place if they were found.
pub(super) fn with_authors(
    text: &mut String,
    style: Style,
) -> (Vec<Name>, Option<usize>, bool, bool) {
    let mut authors = Vec::new();
    let mut place = None;
    let (mut incomplete, mut surnames) = (false, false);
    for _ in 0..3 {
        let Some(found) = with_clause(text, style) else { break };
        surnames |= found.names.surname_only;
        let said = text.get(found.range.clone()).unwrap_or("").to_lowercase();
        incomplete |=
            found.names.others || said.contains("author:") || said.contains("co-author ");
        authors.extend(found.names.names);
        place = place.or(Some(found.range.start));
        let closes = text.get(found.range.end..).is_some_and(|rest| rest.starts_with(')'));
        let cut = if closes { String::new() } else { format!("{CUT}{}", found.tail) };
        text.replace_range(found.range, &cut);
    }
    (authors, place, incomplete, surnames)
}

/// “Marchetti (É.)” as “Marchetti É.”, a French order of names.
pub(super) fn bare_initials(text: String) -> String {
    static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^((?:, | et | & | and | und )?\p{Lu}[\p{L}’'-]+),? \(((?:\p{Lu}\.[ -]?){1,3})\)",
        )
    });
    let mut names = String::new();
    let mut rest = text.as_str();
    while let Some(found) = INITIALS.captures(rest) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        names.push_str(part(1));
        names.push(' ');
        names.push_str(part(2));
        rest = rest.get(part(0).len()..).unwrap_or("");
    }
    if names.is_empty() { text } else { format!("{names}{rest}") }
}

/// A clause of co-authors.
struct With {
    names: names::Names,
    range: std::ops::Range<usize>,
    /// What stands in its place: a separator where it held one.
    tail: &'static str,
}

fn with_clause(text: &str, style: Style) -> Option<With> {
    if let Some(found) = WITH_PARENS.captures(text) {
        let names = names::parse(found.get(1)?.as_str(), style);
        if !names.names.is_empty() && names.confidence >= 20 {
            return Some(With { names, range: found.get(0)?.range(), tail: "" });
        }
    }
    if let Some(found) = WITH_COMMA.captures(text) {
        let list = found.get(1)?;
        let cut = people(list.as_str());
        let names = names::parse(list.as_str().get(..cut)?, style);
        let full = |name: &Name| matches!(name, Name::Person(p) if !p.given.is_empty());
        if cut > 0 && names.names.iter().all(full) && names.confidence >= 45 {
            let start = found.get(0)?.start();
            let lead = text.get(start..)?.chars().next().map_or(0, char::len_utf8);
            let quote = text.get(start..)?.starts_with(['”', '"', '»', '’', '?', '!']);
            let range = if quote { start + lead } else { start }..list.start() + cut;
            let parted =
                text.get(range.end..)?.trim_start().starts_with([',', '.', ';', ')']);
            return Some(With { names, range, tail: if parted { "" } else { "," } });
        }
    }
    let found = WITH_CAPS.captures(text)?;
    let names = names::parse(found.get(1)?.as_str(), style);
    let known = names.names.iter().any(|name| {
        matches!(name, Name::Person(p) if !p.given.is_empty() && names::is_given(&p.given))
    });
    let full = |name: &Name| matches!(name, Name::Person(p) if !p.given.is_empty());
    (names.names.iter().all(full) && (names.names.len() > 1 || known)).then_some(With {
        names,
        range: found.get(0)?.range(),
        tail: "",
    })
}

/// The end of the people at the beginning of a list: what follows may be a publication.
fn people(list: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for (number, piece) in list.split_inclusive(',').enumerate() {
        let start = at;
        at += piece.len();
        let bare = piece.trim().trim_end_matches(',').trim();
        let stop = names::sentence_end(bare);
        let bare = stop.map_or(bare, |stop| bare.get(..stop).unwrap_or(bare));
        let joined = format!(" {bare}");
        let lead = names::AND.find(&joined).filter(|found| found.start() == 0);
        let bare = lead.map_or(bare, |lead| joined.get(lead.end()..).unwrap_or(bare));
        let more = list.get(at..).unwrap_or("");
        let last = lead.is_some() || names::AND.is_match(bare);
        let enumerated = last || names::AND.is_match(more);
        let venue = kinds::venue(bare) != kinds::Venue::Unknown;
        if venue || names::list_score(bare) < 45 || (number > 0 && !enumerated) {
            break;
        }
        end = start + piece.trim_end().trim_end_matches(',').len();
        if let Some(stop) = stop {
            end = start + (piece.len() - piece.trim_start().len()) + stop;
            break;
        }
        if last {
            break;
        }
    }
    // The full stop of the sentence is no part of a name.
    let people = list.get(..end).unwrap_or("").trim_end();
    let stop = people.ends_with('.')
        && people.rsplit(' ').next().is_some_and(|word| word.len() > 3);
    people.len() - usize::from(stop)
}

/// Takes “forthcoming” and its like out of the text after the title.
pub(super) fn not_out(text: &mut String, draft: &mut Draft) -> bool {
    let mut any = false;
    for _ in 0..3 {
        let Some(found) = NOT_OUT.captures(text) else { break };
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let word = found.get(1).map_or("", |word| word.as_str()).to_owned();
        report_not_out(&word, draft);
        any = true;
        text.replace_range(whole, &format!(", {CUT}"));
    }
    any
}

/// A reference without its “forthcoming in”.
pub(super) fn without_status(text: &str) -> String {
    let with = |found: &regex::Captures<'_>| match found.get(2) {
        Some(_) => ", ".to_owned(),
        None => found.get(0).map_or("", |whole| whole.as_str()).to_owned(),
    };
    NOT_OUT.replace(text, with).into_owned()
}

/// Reports that a work is not out yet.
pub(super) fn report_not_out(word: &str, draft: &mut Draft) {
    draft.text(Field::STATUS, &word.to_lowercase(), 92, "printed");
    draft.fault(&rules::FORTHCOMING, format!("the source says “{word}”; status set to it"));
}

/// “Title, by Ada Roe and Max Lind, date” in a list of works of many: the authors, taken out.
pub(super) fn byline(text: &mut String, style: Style, draft: &mut Draft) {
    static BY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"([?!,;.”"»–—|-])\s+(?:by|By)\s+(\p{Lu})"#));
    if draft.has(Field::AUTHOR) || text.to_lowercase().contains("review") {
        return;
    }
    let Some(found) = BY.captures(text) else {
        bare_byline(text, style, draft);
        return;
    };
    let (Some(sign), Some(first)) = (found.get(1), found.get(2)) else { return };
    // “ed. by P. Hart”, “trans. by Ada Roe”: neither wrote it.
    let before = text.get(..sign.start()).unwrap_or("").to_lowercase();
    let role = before.rsplit([' ', '(', ',']).next().unwrap_or("");
    if sign.as_str() == "."
        && matches!(role, "ed" | "eds" | "trans" | "transl" | "tr" | "comp")
    {
        return;
    }
    // The sign before “by” stays: it ends the title.
    let (head, start) = (sign.end(), first.start());
    let mut end = start;
    for piece in text.get(start..).unwrap_or("").split_inclusive([',', ';', '(', '“', CUT])
    {
        let list = piece.trim_end_matches([',', ';', '(', '“', CUT, ' ', '.']);
        let stop = names::sentence_end(list);
        let list = stop.map_or(list, |stop| list.get(..stop).unwrap_or(list));
        let unknown = matches!(kinds::venue(list), kinds::Venue::Unknown);
        if !unknown || names::list_score(list) < 60 {
            break;
        }
        end += list.len();
        let last = list.contains(" and ") || list.contains(" & ");
        if last || stop.is_some() || !piece.ends_with(',') {
            break;
        }
        end += piece.len() - list.len();
    }
    let list = text.get(start..end).unwrap_or("").trim_end_matches([',', ' ']);
    if list.is_empty() {
        return;
    }
    let end = start + list.len();
    draft.names(Field::AUTHOR, names::parse(list, style).names, 92, "“by”");
    text.replace_range(head..end, "");
}

/// “Title by Ada Roe and Max Lind (date)”: only clear names, and not “edited by”.
fn bare_byline(text: &mut String, style: Style, draft: &mut Draft) {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(\p{L}+)(\s+by\s+)(\p{Lu}[^(\x01,;:\d–—|]{4,}(?:,\s+\p{Lu}[^(\x01,;:\d–—|]{4,}){0,3})\s*(?:$|[(\x01,;–—|])",
        )
    });
    let Some(found) = BY.captures(text) else { return };
    let (Some(word), Some(by), Some(list)) = (found.get(1), found.get(2), found.get(3))
    else {
        return;
    };
    let what = word.as_str().to_lowercase();
    let other =
        ["foreword", "preface", "introduction", "afterword", "photos", "photographs"];
    let list = list.as_str().trim_end_matches([' ', '.']);
    let score = |name: &String| match name.split_whitespace().count() {
        0 | 1 => 0,
        _ => names::person_score(name),
    };
    let least = names::pieces(list).iter().map(score).min().unwrap_or(0);
    if what.ends_with("ed") || other.contains(&what.as_str()) || least < 60 {
        return;
    }
    let (from, to) = (by.start(), by.end() + list.len());
    let sure = if least < 85 { 84 } else { 90 };
    draft.names(Field::AUTHOR, names::parse(list, style).names, sure, "“by”");
    text.replace_range(from..to, ",");
}

/// Puts the missing comma before a place that runs into the title: “Tides of War New York:
/// Quay Press”.
pub(super) fn part_place(text: &mut String, draft: &mut Draft) {
    let found = text.match_indices(": ").find_map(|(colon, _)| {
        let house = text.get(colon + 2..)?.split([',', '(', ')', ';', CUT]).next()?;
        if !super::decide::is_press(house) || house.split_whitespace().count() > 6 {
            return None;
        }
        let before = text.get(..colon)?;
        // “London, New York: Quay Press”
        let before = match before.rsplit_once(", ") {
            Some((first, last)) if kinds::venue(last) == kinds::Venue::Place => first,
            _ => before,
        };
        let spaces: Vec<usize> =
            before.rmatch_indices(' ').map(|(at, _)| at).take(3).collect();
        let at = spaces.into_iter().rev().find(|at| {
            let place = before.get(at + 1..).unwrap_or("");
            kinds::venue(place) == kinds::Venue::Place
        })?;
        let word = before.get(..at)?.rsplit(' ').next()?;
        let title =
            word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
        title.then_some((at, before.len()))
    });
    let Some((at, end)) = found else { return };
    let place = text.get(at + 1..end).unwrap_or("").to_owned();
    draft
        .fault(&rules::MISSING_SEPARATOR, format!("“{place}” runs into the title; parted"));
    text.insert(at, ',');
}

/// A line that holds a title and its byline: “Title – by Ada Roe”.
pub(super) fn titled_byline(text: &str) -> Option<(String, names::Names)> {
    static BY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(.{3,}?)(\s*[,;–—|-])?\s+[Bb]y:?\s+(\p{Lu}.{4,})$"));
    let found = BY.captures(text)?;
    let (title, list) = (found.get(1)?.as_str(), found.get(3)?.as_str());
    let least = if found.get(2).is_some() { 60 } else { 85 };
    let whole = |name: &String| {
        name.split_whitespace().count() > 1 && names::person_score(name) >= least
    };
    (names::pieces(list).iter().all(whole) && !title.ends_with("ed"))
        .then(|| (title.to_owned(), names::parse(list, Style::GivenFirst)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_lose_the_punctuation_around_them() {
        assert_eq!(trim_doi("10.9999/hw.2020.(2).7)."), "10.9999/hw.2020.(2).7");
        assert_eq!(trim_doi("10.9999/hw.9.1.5)"), "10.9999/hw.9.1.5");
    }

    fn check_with(text: &str, rest: &str, authors: &str) {
        let mut text = text.to_owned();
        let (names, ..) = with_authors(&mut text, Style::GivenFirst);
        assert_eq!(crate::model::name::display_list(&names), authors);
        assert_eq!(text.replace(CUT, ""), rest);
    }

    #[test]
    fn co_authors_after_with() {
        check_with(
            "The Title (with Laura Gamboa), Venue, 2020",
            "The Title, Venue, 2020",
            "Laura Gamboa",
        );
        check_with("The Title (w/Cornell & Barro)", "The Title", "Cornell, Barro");
        check_with(
            "TRADE POLICY WITH YAN BAI, DAN LU AND HANXI WANG",
            "TRADE POLICY",
            "YAN BAI, DAN LU, HANXI WANG",
        );
        check_with(
            "Borderlands by Degree, with Leila Samadzade, under contract",
            "Borderlands by Degree, under contract",
            "Leila Samadzade",
        );
        check_with(
            "With referendum, Kazakh President pushes for reforms",
            "With referendum, Kazakh President pushes for reforms",
            "",
        );
    }

    #[test]
    fn authors_behind_by_are_taken_out() {
        let check = |text: &str, left: &str, authors: &[&str]| {
            let mut draft = Draft::default();
            let mut text = text.to_owned();
            byline(&mut text, Style::GivenFirst, &mut draft);
            let names = match draft.value(Field::AUTHOR) {
                Some(crate::model::Value::Names(names)) => {
                    names.iter().map(Name::display).collect()
                }
                _ => Vec::new(),
            };
            assert_eq!(
                (text.as_str(), names),
                (left, authors.iter().map(|n| (*n).into()).collect())
            );
        };
        check(
            "“Small Boats,” by Ada Wren and Max Lind, North Sea Journal, 2015",
            "“Small Boats,”, North Sea Journal, 2015",
            &["Ada Wren", "Max Lind"],
        );
        check(
            "Timetables, by Ada Wren, Max Lind and Ida Moe, June 2015",
            "Timetables,, June 2015",
            &["Ada Wren", "Max Lind", "Ida Moe"],
        );
        for text in ["Passing by Kabul, June 2015", "Review of The Port, by Ada Wren, 2015"]
        {
            check(text, text, &[]);
        }
    }
}
