//! Names as pages print them: lists in any order, with ranks, degrees and affiliations.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::tables::given::MORE_GIVEN;
use super::tables::headings::{LANDS, REGIONS, SIDES};
use super::tables::names::{
    DOUBLE_FAMILIES, EAST_ASIAN, GIVEN, HONOURS, OPENERS, PARTICLES, PATRONYMS, POSTS,
    SUFFIXES,
};
use super::tables::venues::PUBLISHER_WORDS;
use super::tables::words::{EDITORS, PROSE, SMALL};
use crate::model::Name;
use crate::model::name::PersonName;

/// In which order the names of a list stand where no comma tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// “Svante E. Cornell”.
    #[default]
    GivenFirst,
    /// “Alpan Başak”.
    FamilyFirst,
}

/// Names that were read from a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names {
    /// The names in order.
    pub(super) names: Vec<Name>,
    /// “et al.” stood after them.
    pub(super) others: bool,
    /// 0 to 100: that these are names at all.
    pub(super) confidence: u8,
    /// A name has no given part.
    pub(super) surname_only: bool,
    /// “(eds.)” stood after them.
    pub(super) editors: bool,
}

static GIVEN_SET: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| GIVEN.iter().copied().chain(MORE_GIVEN.split_whitespace()).collect());
pub(super) static EAST_SET: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| EAST_ASIAN.iter().copied().collect());
static HONOUR_SET: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| HONOURS.iter().copied().collect());
static PUBLISHER_SET: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| PUBLISHER_WORDS.iter().copied().collect());
pub(super) static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[,;]?\s*(?:\bet\.?\s?al\b\.?,?|\band others\b|\bu\.\s?a\.|\bm\.\s?fl\.|\bи др\.|\bvd\.|\bet autres)\.?\s*$")
        .expect("a constant")
});
pub(super) static EDITOR_MARK: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<String> = EDITORS.iter().map(|word| regex::escape(word)).collect();
    Regex::new(&format!(r"(?i)[,\s]*[(\[]\s*(?:{})\s*[)\]]\.?,?\s*$|[,\s]*[(\[]\s*(?:orgs?|coords?|comps?|сост|ред)\.?\s*[)\]]\.?,?\s*$|,\s*(?:eds?|editors?|hrsg|red|dir)\.?,?\s*$", words.join("|")))
        .expect("a constant")
});
pub(super) static AND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*,?\s+(?:and|und|et|och|ve|og|ja|en|и|та|і|мен|және)\s+|\s*,?\s*&\s*|\s*/\s+|\s+/\s*|\s+(?-i:[Yye])\s+")
        .expect("a constant")
});
pub(super) static PARENS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]").expect("a constant"));

/// Houses that bear a family name.
const HOUSES: &[&str] = &[
    "harper",
    "norton",
    "wiley",
    "springer",
    "knopf",
    "hurst",
    "longman",
    "scribner",
    "sage",
    "simon",
    "palgrave",
    "macmillan",
    "penguin",
    "blackwell",
    "reuters",
    "mcgraw",
    "hill",
];

/// Whether a word is a given name that we know.
pub(super) fn is_given(word: &str) -> bool {
    let lower = word.trim_matches(['.', ',']).to_lowercase();
    GIVEN_SET.contains(lower.as_str())
        || lower.split_once('-').is_some_and(|(a, _)| GIVEN_SET.contains(a))
}

/// Whether a token is made of initials: `S.`, `C.L.`, `J.-P.`, `Ö`.
pub(super) fn is_initials(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 || letters > 4 {
        return false;
    }
    let dotted = token.contains('.');
    let mut run = 0;
    for c in token.chars() {
        match c {
            '.' | '-' | '‐' | '’' | '\'' => run = 0,
            c if c.is_uppercase() => run = 0,
            // `Sh.`, `Yu.`, `Th.`
            c if c.is_alphabetic() && dotted && run < 1 => run += 1,
            _ => return false,
        }
    }
    dotted || letters <= 2
}

pub(super) fn is_honour(token: &str, leading: bool) -> bool {
    let bare = token.trim_matches([',', '(', ')']);
    let lower: String = bare
        .to_lowercase()
        .replace('.', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if !HONOUR_SET.contains(lower.as_str()) {
        return false;
    }
    // “Ma” and “Ba” are names, “MA” and “M.A.” degrees.
    let caps = bare.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    match lower.as_str() {
        "ma" | "ba" | "m a" | "b a" | "jd" | "md" | "mba" | "llm" | "esq" | "msc"
        | "ing" => caps && bare.len() > 1 && !leading,
        // “Dr. phil.”, but Phil Cook.
        "phil" | "pol" | "jur" | "rer" | "oec" | "iur" | "habil" | "lic" | "hc" => {
            bare.starts_with(char::is_lowercase)
        }
        "ret" | "doc" | "rep" | "sen" | "rev" | "mag" | "gen" | "col" | "lt" | "hon"
        | "amb" | "adm" | "capt" | "brig" | "maj" => bare.contains('.') || leading,
        _ => true,
    }
}

/// Whether a token may be part of a person's name.
fn fits_name(token: &str) -> bool {
    let mut chars = token.chars();
    let Some(first) = chars.next() else { return false };
    let lower = token.to_lowercase();
    if PARTICLES.contains(&lower.as_str()) || PATRONYMS.contains(&lower.as_str()) {
        return true;
    }
    let elided = [
        "d’", "d'", "l’", "l'", "al-", "el-", "ul-", "ad-", "ar-", "as-", "at-", "o’", "o'",
    ];
    let joined = elided.iter().any(|prefix| lower.starts_with(prefix));
    let letters = token.chars().all(|c| {
        c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '\'' | '’' | '`' | 'ʻ' | 'ʿ')
    });
    // “IranUS”: words that run together.
    let glued = token.as_bytes().windows(3).any(|three| {
        three[0].is_ascii_lowercase() && three[1..].iter().all(u8::is_ascii_uppercase)
    });
    let possessive = token.ends_with("’s") || token.ends_with("'s");
    letters
        && !possessive
        && !glued
        && (first.is_uppercase() || joined)
        && !token.ends_with("..")
}

/// “Dr. Ada van roe”: a title makes small letters a name.
fn is_titled(tokens: &[&str]) -> bool {
    let small = |token: &&str| token.starts_with(char::is_lowercase);
    (3..=4).contains(&tokens.len())
        && tokens
            .first()
            .is_some_and(|first| first.ends_with('.') && is_honour(first, true))
        && tokens.iter().skip(1).all(|token| token.chars().all(char::is_alphabetic))
        && tokens.get(1).is_some_and(|token| token.starts_with(char::is_uppercase))
        && !tokens.iter().any(|token| SMALL.contains(token) || PROSE.contains(token))
        && tokens.iter().skip(1).any(small)
}

/// Whether a text names a region: “Middle East”, “West Asia”.
fn is_region(text: &str) -> bool {
    let lower = text.to_lowercase();
    REGIONS.contains(&lower.as_str())
        || lower
            .split_once([' ', '-'])
            .is_some_and(|(side, land)| SIDES.contains(&side) && LANDS.contains(&land))
}

/// How much a text without separators looks like one person's name, 0 to 100.
pub(super) fn person_score(text: &str) -> u8 {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    if tokens.is_empty() || tokens.len() > 6 || text.len() > 70 || is_region(text) {
        return 0;
    }
    if is_titled(&tokens) {
        return 60;
    }
    let mut initials = 0;
    let mut given = false;
    let mut full = 0;
    for (at, token) in tokens.iter().enumerate() {
        let token = token.trim_end_matches(',');
        let lower = token.to_lowercase();
        if is_honour(token, at == 0) || SUFFIXES.contains(&lower.as_str()) {
            continue;
        }
        if !fits_name(token) {
            return 0;
        }
        let particle = PARTICLES.contains(&lower.as_str());
        let lower_case = token.chars().next().is_some_and(char::is_lowercase);
        let eastern = tokens.len() == 2
            && tokens
                .first()
                .is_some_and(|first| EAST_SET.contains(first.to_lowercase().as_str()));
        if !particle
            && at > 0
            && !eastern
            && (SMALL.contains(&lower.as_str()) || PROSE.contains(&lower.as_str()))
        {
            return 0;
        }
        // “A Quay Without Ships” is no A. Quay.
        if at == 0 && matches!(token, "A" | "I") && tokens.len() > 2 {
            return 0;
        }
        // “Die Brücke”, “Les Ports”
        if at == 0
            && tokens.len() == 2
            && matches!(token, "Die" | "Der" | "Das" | "Les" | "Los" | "Las")
        {
            return 0;
        }
        if !particle
            && at == 0
            && tokens.len() > 1
            && OPENERS.contains(&lower.as_str())
            && token.len() > 1
        {
            return 0;
        }
        if is_initials(token) {
            initials += 1;
        } else if !(particle && lower_case) {
            full += 1;
            given |= is_given(token);
        }
    }
    if full > 1 && super::patronymics::gone_on(&tokens) {
        return 0;
    }
    let post =
        tokens.last().is_some_and(|last| POSTS.contains(&last.to_lowercase().as_str()));
    if is_institution(text) || post && tokens.len() > 1 {
        return 0;
    }
    match (full, initials, given) {
        (0, _, _) => 0,
        (1, 1.., _) => 92,
        (2..=4, 1.., _) => 94,
        (2..=4, 0, true) => 90,
        (1, 0, true) => 45,
        (1, 0, false) => 30,
        (2, 0, false) => 60,
        (3, 0, false) => 50,
        _ => 20,
    }
}

/// Whether a text says what somebody is or has: “Executive Editor”, “MA”.
pub(super) fn is_post(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',');
    let post = words.any(|word| POSTS.contains(&word.to_lowercase().as_str()));
    post || text.split_whitespace().all(|token| is_honour(token, false))
}

/// Whether a name is an institution's.
pub(super) fn is_institution(text: &str) -> bool {
    // “Louise Harper” is no house of that name.
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [given, family] = words.as_slice()
        && is_given(given)
        && !is_given(family)
        && HOUSES.contains(&family.to_lowercase().as_str())
    {
        return false;
    }
    let lower = text.to_lowercase();
    let strong = lower.split(|c: char| c.is_whitespace() || c == ',').any(|word| {
        PUBLISHER_SET.contains(word)
            || matches!(
                word,
                "nations"
                    | "ministry"
                    | "government"
                    | "bureau"
                    | "forum"
                    | "fund"
                    | "trust"
                    | "party"
                    | "parliament"
                    | "senate"
                    | "congress"
                    | "state"
                    | "federation"
                    | "republic"
                    | "collectif"
                    | "staff"
                    | "team"
                    | "editors"
                    | "group"
                    | "consortium"
                    | "collaboration"
                    | "investigators"
                    | "collaborators"
                    | "observatorio"
                    | "observatory"
                    | "observatoire"
                    | "centro"
                    | "instituto"
                    | "fundación"
                    | "fundação"
                    | "fondation"
                    | "comisión"
                    | "commissione"
                    | "secretaría"
                    | "secrétariat"
                    | "secretariat"
                    | "banco"
                    | "banque"
                    | "gobierno"
                    | "gouvernement"
                    | "министерство"
                    | "центр"
                    | "фонд"
                    | "комитет"
                    | "академия"
                    | "міністерство"
                    | "академія"
                    | "bakanlığı"
                    | "merkezi"
                    | "derneği"
                    | "myndigheten"
                    | "utredningen"
            )
    });
    strong && text.chars().next().is_some_and(char::is_uppercase)
}

/// Where the full stop of a sentence ends a list of names: “Ada Roe. Quay Press”.
pub(super) fn sentence_end(list: &str) -> Option<usize> {
    list.match_indices(". ").map(|(at, _)| at).find(|at| {
        let word = list.get(..*at).and_then(|head| head.rsplit([' ', '-', '.']).next());
        word.is_some_and(|word| word.chars().count() > 2 && !is_honour(word, true))
    })
}

/// Whether a whole line is a list of names; the confidence that it is.
pub(super) fn list_score(text: &str) -> u8 {
    let text = text.trim().trim_end_matches(['.', ',', ';', ':']);
    if text.is_empty()
        || text.len() > 600
        || text.contains(['“', '”', '"', '?', '!', ':', '»', '«'])
    {
        return 0;
    }
    let text = OTHERS.replace(text, "").replace(", with ", ", ");
    // “Maxims of History. [Private print 1996]”
    if text.split_once('[').is_some_and(|(_, said)| said.contains(|c: char| c.is_numeric()))
    {
        return 0;
    }
    let text = PARENS.replace_all(&text, "");
    let pieces = pieces(&text);
    if pieces.is_empty() {
        return 0;
    }
    let scores: Vec<u8> = pieces
        .iter()
        .filter(|piece| !piece.split_whitespace().all(|t| is_honour(t, false)))
        .map(|piece| person_score(piece))
        .collect();
    let least = scores.iter().copied().min().unwrap_or(0);
    let most = scores.iter().copied().max().unwrap_or(0);
    if least >= 45 && scores.len() > 1 {
        return most.clamp(70, 95);
    }
    if least == 30 && scores.len() == 2 && most >= 90 { 70 } else { least }
}

/// A list cut at “and”, “&”, commas and semicolons.
pub(super) fn pieces(text: &str) -> Vec<String> {
    AND.split(text)
        .flat_map(|chunk| {
            chunk.split([',', ';']).map(|piece| piece.trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Reads a list of names.
pub(super) fn parse(text: &str, style: Style) -> Names {
    let mut result = Names::default();
    let mut text = text.trim().trim_end_matches([',', ';', ':']).trim().to_owned();
    if let Some(found) = EDITOR_MARK.find(&text) {
        result.editors = true;
        text.truncate(found.start());
    }
    if let Some(found) = OTHERS.find(&text) {
        result.others = true;
        text.truncate(found.start());
    }
    let text = PARENS.replace_all(&text, "").trim().trim_end_matches([',', ';']).to_owned();
    if is_institution(&text) && !has_people(&text) {
        result.confidence = 80;
        let name =
            text.strip_suffix('.').filter(|_| !text.ends_with("c.")).unwrap_or(&text);
        result.names.push(Name::literal(name));
        return result;
    }
    let chunks: Vec<String> = if text.contains(';') {
        text.split(';')
            .flat_map(|c| AND.split(c).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    } else {
        AND.split(&text).map(str::to_owned).collect()
    };
    let mut inverted = all_inverted(&chunks) || first_inverted(&chunks);
    for chunk in chunks {
        chunk_names(chunk.trim(), style, &mut inverted, &mut result);
    }
    result.surname_only = result
        .names
        .iter()
        .any(|name| matches!(name, Name::Person(p) if p.given.is_empty()));
    result.confidence = confidence(&result.names);
    result
}

/// Reads “Roe, Ada; Quay Bird, Noel”: family names first, a semicolon between names.
pub(super) fn inverted(text: &str) -> Names {
    let parted = text.split(';').filter_map(|name| name.split_once(','));
    let names: Vec<Name> = parted
        .map(|(family, given)| inverted_person(family.trim(), given.trim()))
        .collect();
    Names { confidence: confidence(&names), names, ..Names::default() }
}

/// Whether each of several chunks has a comma, and one of them parts a family name from a
/// given name: “Garmendia Ruiz, Íñigo y Solís, Pilar”.
fn all_inverted(chunks: &[String]) -> bool {
    let halves = |chunk: &String| {
        let (family, given) = chunk.trim().split_once(", ")?;
        (!given.contains(',') && given.split_whitespace().count() <= 3)
            .then(|| (family.to_owned(), given.to_owned()))
    };
    let parted: Vec<_> = chunks.iter().map(halves).collect();
    parted.len() > 1
        && parted.iter().all(Option::is_some)
        && parted.iter().flatten().any(|(family, given)| {
            let one = family.split_whitespace().count() == 1;
            one && is_given(first_token(given)) && !is_given(family)
        })
}

/// “Roe, Zong-qi, Max Lind and Ada Hart”: only the first name of the list is turned round.
fn first_inverted(chunks: &[String]) -> bool {
    let parts: Vec<&str> =
        chunks.iter().flat_map(|chunk| chunk.split(',')).map(str::trim).collect();
    let words = |text: &&str| text.split_whitespace().count();
    let [family, given, rest @ ..] = parts.as_slice() else { return false };
    words(family) == 1
        && words(given) <= 2
        && !rest.is_empty()
        && rest.iter().all(|name| words(name) > 1 && person_score(name) >= 50)
        && !is_given(family)
}

fn has_people(text: &str) -> bool {
    pieces(text).iter().filter(|piece| person_score(piece) >= 90).count() > 0
}

fn confidence(names: &[Name]) -> u8 {
    let score = |name: &Name| match name {
        Name::Literal(_) => 75,
        name => person_score(&name.display()),
    };
    names.iter().map(score).min().unwrap_or(0)
}

/// The names of a chunk between two “and”s: commas separate names or the parts of one.
fn chunk_names(chunk: &str, style: Style, inverted: &mut bool, result: &mut Names) {
    let parts: Vec<&str> =
        chunk.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        at += 1;
        if part.split_whitespace().all(|token| is_honour(token, false)) {
            continue;
        }
        let lower = part.to_lowercase();
        if SUFFIXES.contains(&lower.as_str()) {
            if let Some(Name::Person(last)) = result.names.last_mut() {
                last.suffix = (*part).into();
            }
            continue;
        }
        let next = parts.get(at).copied();
        if let Some(given) =
            next.filter(|next| takes_given(part, next, parts.len(), *inverted))
        {
            at += 1;
            *inverted = true;
            let (family, given) = if is_given(part)
                && !is_given(given)
                && !initials_only(given)
                && !part.contains('-')
                && parts.len() == 2
                && !result.names.is_empty()
            {
                (given, *part)
            } else {
                (*part, given)
            };
            result.names.push(inverted_person(family, given));
            continue;
        }
        // What follows a name and is none: an affiliation.
        if !result.names.is_empty() && person_score(part) == 0 && !is_institution(part) {
            break;
        }
        if !result.names.is_empty() && is_institution(part) {
            break;
        }
        if let Some(name) = person(part, style) {
            result.names.push(name);
        }
    }
}

fn initials_only(text: &str) -> bool {
    text.split_whitespace().all(is_initials)
}

/// Whether `family, given` is one name rather than two.
fn takes_given(family: &str, given: &str, parts: usize, inverted: bool) -> bool {
    let tokens = |text: &str| text.split_whitespace().count();
    if initials_only(family) || is_honour(given, false) && !initials_only(given) {
        return false;
    }
    // “Obi-Larsson E” is a whole name.
    let mut words = family.split_whitespace();
    let whole = words.next_back().is_some_and(is_initials)
        && words.next().is_some_and(|first| !is_initials(first));
    if whole {
        return false;
    }
    let particles = family
        .split_whitespace()
        .filter(|token| !PARTICLES.contains(&token.to_lowercase().as_str()))
        .count();
    if initials_only(given) {
        return particles <= 2 && !family.contains('.');
    }
    if particles > 2 || tokens(given) > 3 || family.contains('.') {
        return false;
    }
    let caps = is_caps(family) && !is_caps(given);
    if caps {
        return true;
    }
    if particles == 1 {
        return inverted
            || parts == 2
            || (is_given(first_token(given)) && !is_given(family))
            || (tokens(given) == 1 && parts.is_multiple_of(2) && is_given(given));
    }
    // “Ibáñez Ruiz, Carmen”, “Ibáñez Ruiz, Carmen J.”: a given name alone after two names that
    // begin with none.
    let alone = tokens(given) == 1
        || tokens(given) == 2 && given.split(' ').next_back().is_some_and(is_initials);
    let double = parts == 2 && alone && is_given(first_token(given));
    inverted && parts <= 2 || double && !is_given(first_token(family))
}

fn first_token(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// Whether a word is written in capitals and is no initial.
pub(super) fn is_caps(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= 3 && letters.iter().all(|c| !c.is_lowercase())
}

fn inverted_person(family: &str, given: &str) -> Name {
    let mut name = PersonName::default();
    let mut tokens: Vec<&str> =
        family.split_whitespace().filter(|t| !is_honour(t, true)).collect();
    let mut particles = Vec::new();
    while tokens.len() > 1 {
        let first = tokens.first().copied().unwrap_or("");
        let lower_case = first.chars().next().is_some_and(char::is_lowercase);
        if !lower_case || !PARTICLES.contains(&first.to_lowercase().as_str()) {
            break;
        }
        particles.push(tokens.remove(0));
    }
    let mut given_tokens: Vec<&str> = given
        .split_whitespace()
        .filter(|t| !is_honour(t, false) || is_initials(t))
        .collect();
    let mut tail = Vec::new();
    while given_tokens.len() > 1 {
        let last = given_tokens.last().copied().unwrap_or("");
        let lower_case = last.chars().next().is_some_and(char::is_lowercase);
        if !lower_case || !PARTICLES.contains(&last) {
            break;
        }
        tail.insert(0, last);
        given_tokens.pop();
    }
    if let Some(last) = given_tokens.last().copied()
        && given_tokens.len() > 1
        && SUFFIXES.contains(&last.to_lowercase().as_str())
    {
        name.suffix = last.into();
        given_tokens.pop();
    }
    particles.extend(tail);
    name.non_dropping_particle = particles.join(" ").into();
    name.family = tokens.join(" ").into();
    name.given = without_stop(&given_tokens.join(" ")).into();
    Name::Person(Box::new(name))
}

/// A given name without the full stop that ends the list of authors: “Tolvanen, Maren.”, not
/// that of “Doe, J.” or “Doe, Chas.”.
fn without_stop(given: &str) -> &str {
    const SHORT: &[&str] = &["Alex", "Benj", "Chas", "Geof", "Robt", "Theo", "Thos"];
    let Some(bare) = given.strip_suffix('.') else { return given };
    let word = bare.rsplit([' ', '-', '.']).next().unwrap_or("");
    // “Roe, Ada.”: three letters are a name if it is a known one or ends as names do.
    let vowel = word.ends_with(['a', 'e', 'i', 'y']);
    let long =
        word.chars().count() > 3 || word.chars().count() == 3 && (vowel || is_given(word));
    let whole = long && word.chars().skip(1).all(char::is_lowercase);
    if whole && !SHORT.contains(&word) { bare } else { given }
}

/// Reads one name without separators.
pub(super) fn person(text: &str, style: Style) -> Option<Name> {
    let mut tokens: Vec<&str> = text
        .split_whitespace()
        .map(|token| token.trim_matches([',', ';', ':', '(', ')']))
        .collect();
    tokens.retain(|token| !token.is_empty());
    while tokens.len() > 1 && tokens.first().is_some_and(|token| is_honour(token, true)) {
        tokens.remove(0);
    }
    while tokens.len() > 1 && tokens.last().is_some_and(|token| is_honour(token, false)) {
        tokens.pop();
    }
    if tokens.is_empty() {
        return None;
    }
    let whole = tokens.join(" ");
    if is_institution(&whole) {
        return Some(Name::literal(&whole));
    }
    let mut name = PersonName::default();
    if tokens.len() > 2
        && tokens.last().is_some_and(|t| SUFFIXES.contains(&t.to_lowercase().as_str()))
    {
        name.suffix = tokens.pop().unwrap_or("").into();
    }
    let (family, given) = split_person(&tokens, style);
    let mut family: Vec<&str> = family.to_vec();
    let mut particles = Vec::new();
    while family.len() > 1 {
        let first = family.first().copied().unwrap_or("");
        let lower_case = first.chars().next().is_some_and(char::is_lowercase);
        if !lower_case || PATRONYMS.contains(&first) {
            break;
        }
        particles.push(family.remove(0));
    }
    // The full stop of a sentence, not of an initial.
    let last = family.join(" ");
    let last = last
        .strip_suffix('.')
        .filter(|rest| rest.chars().count() > 2)
        .unwrap_or(&last)
        .to_owned();
    name.non_dropping_particle = particles.join(" ").into();
    name.family = last.into();
    name.given = given.join(" ").into();
    Some(Name::Person(Box::new(name)))
}

/// Where family and given name part.
fn split_person<'a>(tokens: &'a [&'a str], style: Style) -> (&'a [&'a str], &'a [&'a str]) {
    let count = tokens.len();
    if count == 1 {
        return (tokens, &[]);
    }
    let first = tokens.first().copied().unwrap_or("");
    let last = tokens.last().copied().unwrap_or("");
    let lower = last.contains(char::is_lowercase);
    let one_caps = is_caps(first) && lower && !is_initials(first);
    // “Zhang L”, “Gu FX”: initials last, and no full name after.
    let initials_last =
        tokens.iter().skip(1).all(|token| is_initials(token)) && !is_initials(first);
    // “DAN LU” in a list printed in capitals is a whole name.
    let initials_last = initials_last && !(is_caps(first) && is_given(first));
    if let Some(at) = super::patronymics::particles_lead(tokens) {
        return tokens.split_at(at);
    }
    // “Riasanovsky Nicholas V.”: an initial ends given names.
    let initial_ends = count == 3
        && is_initials(last)
        && tokens.iter().take(2).all(|token| !is_initials(token))
        && !is_given(first)
        && tokens.get(1).is_some_and(|token| is_given(token));
    if one_caps || initials_last || initial_ends {
        let (family, given) = tokens.split_at(1);
        return (family, given);
    }
    // “Merry E. Wiesner-Hanks” says its order by its initial.
    let middle = count > 2
        && !is_initials(last)
        && is_initials(tokens.get(count - 2).unwrap_or(&""));
    let known = is_given(first) && !is_given(last);
    let flipped = style == Style::FamilyFirst && !is_initials(first) && !middle && !known;
    if flipped || super::patronymics::family_leads(tokens) {
        let (family, given) = tokens.split_at(1);
        return (family, given);
    }
    let mut start = count - 1;
    if PATRONYMS.contains(&last.to_lowercase().as_str()) && count > 2 {
        start = count - 2;
    } else if count > 2 {
        let before = tokens.get(count - 2).copied().unwrap_or("");
        let middle_name = is_initials(before) || is_given(before);
        if DOUBLE_FAMILIES.contains(&before.to_lowercase().as_str()) && !middle_name {
            start = count - 2;
        }
    }
    let at = with_particles(tokens, start);
    let (given, family) = tokens.split_at(at);
    (family, given)
}

/// Where the particles before a family name begin; the first token is always a given name.
fn with_particles(tokens: &[&str], start: usize) -> usize {
    // Particles that also stand in capitals: “Pilar De la Vega”.
    const CAPITALS: &[&str] = &[
        "Van", "Von", "De", "Della", "Del", "Di", "Da", "Le", "La", "Des", "Du", "El",
        "Al", "Ter", "Ten", "Den", "Der", "Dos", "St.", "Ibn", "Bin", "Abu",
    ];
    let mut at = start;
    while at > 1 {
        let before = tokens.get(at - 1).copied().unwrap_or("");
        let known = PARTICLES.contains(&before.to_lowercase().as_str());
        let small = before.starts_with(char::is_lowercase);
        let capital = CAPITALS.contains(&before);
        if !(known && (small || capital) || before == "St.") {
            break;
        }
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
