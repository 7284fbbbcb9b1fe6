//! Lines of a page that tell nothing of a work: menus, counters, credits of images.

use std::sync::LazyLock;

use regex::Regex;

use super::names;
use super::roles::bare_year;
use super::tables::boxes::{FIELDS, HEADINGS};
use super::tables::words::FURNITURE;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// “Ph. +1 202 555”, “Тел.: +7 727”
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:ph|tel|phone|telephone|telefon|fax|mob|mobile|тел|телефон)\b\.?\s*:?\s*[+(\d]",
    )
});
/// Where somebody is reached, and their ORCID.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\S@\S+\.\p{Ll}{2,}|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\[email.protected\]")
});
/// The number of the journal whose page it is.
static ISSN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:[ep]-?)?issn(?: ?\((?:online|print)\))?\s*:?\s*\d{4}-?\d{3}[\dX]\.?$")
});
/// The heading of a paragraph about those who published it.
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^about (?:the|this) (?:authors?|editors?|contributors?|writers?|speakers?|institute|cent(?:er|re)|project|program(?:me)?|initiative|series|publisher|foundation|organi[sz]ation|journal|paper|report|publication)s?\s*:?$",
    )
});
static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:more$|mehr$|plus$|más$|mais$|ещё$|read \d+ times?|institution: |topic: |political geography: |(?:showing|displaying) \d+|(?:posted|published)?[ :]*(?:\d+|an?|one) (?:minute|hour|day|week|month|year)s? ago$|(?:vor|il y a|hace|há) (?:\d+|einem|einer) \p{L}+$|\d+ (?:gün|saat|ay|yıl|hafta) önce$|\d+ (?:час|дн|день|недел|месяц|год|лет|тижн|міс|рок)\p{L}* (?:назад|тому)$|\d{1,2}[ -]min(?:ute)?s?(?:[ -]read)?$|fot\. |foto\s?[:(]|фото\s?[:(]|last modified|last updated|\d+ (?:comments?|views?|shares?|reads?)\b|hits: ?\d+|page \d+ of \d+|image source|photo|.{0,}\blast updated:|[\p{L} ]{0,}\|\s*[\p{L}? ]{0,}\|?\s*[\p{L} ]*\|?$|\(more…?\)|©|copyright|credits?\s*: ?\p{Lu}|(?:past|recent|upcoming|latest) events? (?:at|of|by|in) |author['’]?s? bio|about the authors?)",
    )
});
static IMAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\w .()%-]{1,}\.(?:png|jpe?g|gif|svg|webp|pdf)$|^\d\d \d\d \d\d\b.{0,6}$|^\d{4}-[\w-]+(?: \w+)? \d+$",
    )
});
/// “The quay in May. / Photo: Harbour Agency”: what an image shows.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[/|(.©][ ]?(?:photo(?:graph)?s?|foto(?:s|graf)?|фото|image|picture|credit|source|bild)(?: credit| by|\s?:)[^.]{2,60}$|/ ?(?:photo|foto|фото) \S{3,40}$|\(?(?:getty images|shutterstock|afp|reuters|wikimedia(?: commons)?|unsplash|istock|depositphotos)\)?\.?$",
    )
});

/// Whether a line is furniture of a page.
pub(super) fn is_furniture(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['•', '*', '-', ' ', '»', '›', '→']);
    if lower.chars().filter(|c| c.is_alphanumeric()).count() == 0 || COUNTER.is_match(text)
    {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let words = text.split_whitespace().count();
    letters == 1
        || words <= 4 && ADDRESS.is_match(text)
        || is_years_menu(text)
        || ISSN.is_match(text)
        || is_caption(text)
        || TELEPHONE.is_match(text)
        || is_menu(text)
        || text.contains("function()")
        || text.contains("window.dataLayer")
        || is_breadcrumb(text)
        || HEADINGS.contains(&lower.trim_end_matches([':', ' ']))
        || FIELDS.contains(&lower.trim_end_matches([':', ' ']))
        || ABOUT.is_match(text)
        || FURNITURE.iter().any(|known| {
            let Some(rest) = lower.strip_prefix(known) else { return false };
            let short = lower.len() <= known.len() + 2;
            let phrase = known.contains(' ') || known.ends_with(':') || known.len() > 11;
            let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
            // A box, but not a paragraph that runs on from its heading.
            let heading = matches!(*known, "executive summary" | "summary" | "abstract");
            ends && (short || phrase && !heading && lower.len() < 160)
        })
}

/// “2013 | 2012 | 2011”: a menu of years.
fn is_years_menu(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(['|', '·', '•', ' ', ',']).filter(|part| !part.is_empty()).collect();
    parts.len() > 2 && parts.iter().all(|part| bare_year(part).is_some())
}

/// “Analyses ● Columns ● Interviews”.
fn is_menu(text: &str) -> bool {
    [" ● ", " • ", " | ", " ∙ "].iter().any(|mark| {
        let parts: Vec<&str> = text.split(mark).collect();
        let small = |part: &&str| {
            part.split_whitespace().count() <= 3
                && !part.contains(|c: char| c.is_ascii_digit())
        };
        let people = parts.iter().filter(|part| names::person_score(part) >= 60).count();
        parts.len() > 2 && parts.iter().all(small) && people * 2 < parts.len()
    })
}

/// “Home > Faculty > Publications”.
fn is_breadcrumb(text: &str) -> bool {
    let short = |part: &str| part.split_whitespace().count() <= 5;
    [" > ", " » ", " › ", " / "].iter().any(|mark| {
        let parts: Vec<&str> = text.split(mark).collect();
        let home = parts.first().is_some_and(|first| {
            matches!(
                first.trim().to_lowercase().as_str(),
                "home"
                    | "start"
                    | "startseite"
                    | "accueil"
                    | "hem"
                    | "inicio"
                    | "ana sayfa"
                    | "главная"
                    | "головна"
            )
        });
        (home && parts.len() > 1 || parts.len() > 2 && *mark != " / ")
            && parts.iter().all(|part| short(part))
    })
}

/// Whether a line says what an image shows or whose it is, or is its file.
pub(super) fn is_of_image(text: &str) -> bool {
    let words = text.split_whitespace().count();
    IMAGE.is_match(text) || words > 5 && CREDIT.is_match(text) || is_caption(text)
}

/// “The quay in May, photo by Ada Roe/Harbour Agency”.
fn is_caption(text: &str) -> bool {
    [", photo by ", ". Photo by ", ", photo courtesy of ", ". Photo: ", ". Foto: "]
        .iter()
        .find_map(|mark| text.rsplit_once(mark))
        .is_some_and(|(shown, by)| {
            shown.split_whitespace().count() > 2 && by.split_whitespace().count() < 10
        })
}

/// “Media coverage: Courier ✓ Forum”: a point of nothing but short links.
pub(super) fn is_row_of_links(line: &super::document::Line) -> bool {
    let links = line.runs.iter().filter(|run| {
        let words = line.text.get(run.start..run.end).unwrap_or("").split(' ').count();
        matches!(run.look, super::document::Look::Link(_)) && words < 7
    });
    let (count, length) = links
        .fold((0, 0), |(count, length), run| (count + 1, length + run.end - run.start));
    line.bullet && count > 1 && line.text.len() < length + 12 * count + 12
}
