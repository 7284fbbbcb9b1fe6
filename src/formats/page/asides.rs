//! Asides of an entry: who asked in an interview, who edited it with the owner of the list,
//! the collection it stands in.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::draft::Draft;
use super::kinds;
use super::names::{self, Style};
use crate::model::{Field, Name};

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// “entretien avec Lise Fabre”, “(interview by Dan Ross)” after the title: taken out.
pub(super) fn interview(text: &mut String, draft: &mut Draft) {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)([,.;?!(\[–—”"»\x01])\s*(?:(?:an |a |radio |tv |video )?interview(?:ed)?(?: with| by| mit| von| auf| in)|entretien (?:avec|accordé à|réalisé par)|propos recueillis par|entrevista (?:con|de|por)|intervju (?:med|av|i)|интервью (?:с|для)|беседа с|інтерв[’']ю (?:з|для)|im gespräch mit|söyleşi:?|intervista (?:a|di))\s+[«“„"]?([^,.;()\[\]«»“”"]{3,60}?)[»”“"]?\s*([,.;)\]]|$)"#,
        )
    });
    let Some(found) = ASKED.captures(text) else { return };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    draft.kind("interview", 93, "an interview");
    // “interview auf Radio Nord”: the station stays as the publication.
    let station =
        matches!(super::kinds::venue(part(2)), super::kinds::Venue::Container(..));
    let person = !station && names::person_score(part(2)) >= 50;
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    let first = part(1).trim_start_matches(['(', '[', '–', '—']);
    let last = part(3).trim_start_matches([')', ']']);
    let left = if person { String::new() } else { format!(", {}", part(2)) };
    let left = format!("{first}{left}{CUT}{last}");
    text.replace_range(range, &left);
}

/// “coll. « Littoraux »”, “Collection « Horizons », n° 4”: taken out.
pub(super) fn collection(text: &mut String, draft: &mut Draft) {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)[,.;(]\s*(?:coll(?:ection|ana|ección)?\.?|reihe|schriftenreihe|serie|seria|серия|серія)\s*:?\s*[«“„"]\s*([^«»“”„"]{3,80}?)\s*[»”“"](?:,?\s*(?:n[°º]|no\.?|nr\.?|bd\.?|t\.|вып\.)\s*(\d+))?\)?"#,
        )
    });
    let Some(found) = NAMED.captures(text) else { return };
    draft.text(
        Field::COLLECTION_TITLE,
        found.get(1).map_or("", |name| name.as_str()),
        92,
        "called a collection",
    );
    if let Some(number) = found.get(2) {
        draft.text(Field::COLLECTION_NUMBER, number.as_str(), 92, "called a collection");
    }
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    text.replace_range(range, &CUT.to_string());
}

/// “La Mer Noire, dir. avec Tanguy Lescure, …”: the co-editors, taken out.
pub(super) fn edited_with(text: &mut String, style: Style) -> Option<Vec<Name>> {
    static WITH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)([,.;”»(])\s*(?:sous la |co-?)?(?:dir\.|direction|hrsg\.|hg\.|eds?\.|edited|edited volume|coord\.|red\.|ред\.)\s+(?:together |jointly |gemeinsam |zusammen )?(?:avec|with|w/|mit|con|med|с)\s+([^,.;()]{4,80}(?:,[^,.;()]{4,40},? (?:and|et|und|y|och|&) [^,.;()]{4,40})?)\s*([,.;()])",
        )
    });
    let found = WITH.captures(text)?;
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let people = names::parse(part(2), style);
    if people.confidence < 45 {
        return None;
    }
    let left = format!(
        "{}{CUT}{}",
        part(1).trim_start_matches('('),
        part(3).trim_start_matches(')')
    );
    let range = found.get(0)?.range();
    text.replace_range(range, &left);
    Some(people.names)
}

/// Volume, journal and first page as lawyers cite: `71 Larkfield Law Review 455`.
pub(super) const LAW_REVIEW: &str = r"(\d{1,3}) (\p{Lu}[A-Za-zÀ-\u{1FFF}.’'& -]{2,60}?(?:\.|\p{Ll})) (\d{1,4})(?:,? \d{1,4}(?:[–-]\d+)?)?\b\s*(?:\((?:\p{Lu}[\p{L}.]+ )?(?:19|20)\d\d\)|\(forthcoming)";

/// Takes volume, journal and first page out; whether they stood there.
pub(super) fn law_review(text: &mut String, draft: &mut Draft) -> bool {
    static LAW: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^[\s,.;:\x01]*{LAW_REVIEW}")));
    let Some(found) = LAW.captures(text) else { return false };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
    let reason = "volume, journal, page";
    draft.text(Field::VOLUME, part(1), 93, reason);
    draft.text(Field::CONTAINER_TITLE, part(2), 93, reason);
    draft.text(Field::PAGE, part(3), 92, reason);
    let end = found.get(3).map_or(0, |page| page.end());
    text.replace_range(..end, ", ");
    true
}

/// Takes journal, volume and page out where nothing but the year stands with them behind the
/// authors: `Europhys. Lett. 88, 37001 (2018)`; also where only a kind of thesis stands there.
pub(super) fn only_venue(
    text: &mut String,
    parts: &super::entry::Parts,
    draft: &mut Draft,
) -> bool {
    static JOURNAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\s,.:\x01]*((?:\p{Lu}[\p{L}]*\.?[\s-]+){1,6}?[A-Z]?)\s?(\d{1,4})\s?(?:\((\d+)\))?[,:]\s?([A-Z]?\d[\d–-]*)\s+(\((?:19|20)\d\d\)[\s.\x01]*)$",
        )
    });
    static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[\s,.:]*(?:(?:ph\.?\s?d\.?|doctoral|master'?s?) )?(?:thesis|dissertation),",
        )
    });
    if parts.authors.is_none() || DEGREE.is_match(text) {
        return parts.authors.is_some();
    }
    let Some(found) = JOURNAL.captures(text).filter(|_| text.contains(". ")) else {
        return false;
    };
    let part = |at: usize| found.get(at).map_or("", |part| part.as_str().trim());
    let reason = "journal, volume, page";
    draft.text(Field::CONTAINER_TITLE, part(1), 92, reason);
    draft.text(Field::VOLUME, part(2), 92, reason);
    draft.text(Field::ISSUE, part(3), 90, reason);
    draft.text(Field::PAGE, part(4), 92, reason);
    draft.kind("article-journal", 92, reason);
    *text = format!(", {}", part(5));
    true
}

/// “US Patent 9,999,999”: taken out, with its number.
pub(super) fn patent(text: &mut String, draft: &mut Draft) {
    static PATENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[,.;(]\s*((?:U\.?S\.?|European|EP|WO|PCT|German|DE|JP|Chinese|CN)?\s?[Pp]atent(?: [Aa]pplication)?)(?: (?:No\.?|Nr\.?))?\s*([A-Z]{0,3}\s?\d[\d,./]*\d(?:\s?[A-Z]\d)?)\)?",
        )
    });
    let Some(found) = PATENT.captures(text) else { return };
    let number = found.get(2).map_or("", |number| number.as_str());
    draft.kind("patent", 95, "a patent");
    draft.text(Field::NUMBER, number, 92, "number of a patent");
    let range = found.get(0).map_or(0..0, |whole| whole.range());
    text.replace_range(range, &format!(",{CUT}"));
}

/// “Title (2021, book chapter)”, “Title [Buchkapitel, 2021]”: takes year and kind off the end.
pub(super) fn year_and_kind(text: &mut String, draft: &mut Draft) -> Option<i32> {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\s,.]*[(\[]\s*(?:((?:19|20)\d\d)\s*[,:;–-]\s*(\p{L}[^()\[\],]{3,40})|(\p{L}[^()\[\],]{3,40}),\s*((?:19|20)\d\d))\s*[)\]][\s.]*$").expect("a constant")
    });
    let found = BOTH.captures(text)?;
    let said = found.get(2).or(found.get(3))?.as_str().trim();
    let year = found.get(1).or(found.get(4))?.as_str().parse().ok()?;
    let label = kinds::label(said).map(|label| label.kind);
    let kind = label.or_else(|| kinds::section(said).filter(|kind| !kind.is_empty()))?;
    draft.text(Field::GENRE, said, 90, "in parentheses with the year");
    if !matches!(kind, "op-ed" | "article" | "press" | "paper" | "forthcoming") {
        let kind = if matches!(kind, "edited" | "monograph") { "book" } else { kind };
        draft.kind(kind, 94, "in parentheses with the year");
    }
    let start = found.get(0)?.start();
    text.truncate(start);
    Some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_are_taken_out() {
        let mut draft = Draft::default();
        let mut text =
            "« La Caspienne », entretien avec Lise Fabre, Radio Horizon, 2021".to_owned();
        interview(&mut text, &mut draft);
        assert_eq!(text.replace(CUT, ""), "« La Caspienne »,, Radio Horizon, 2021");
        assert_eq!(draft.kind, Some("interview"));
        let mut text = "La Mer, Rennes, Aber, coll. « Littoraux », 2020".to_owned();
        collection(&mut text, &mut draft);
        assert_eq!(text.replace(CUT, ""), "La Mer, Rennes, Aber, 2020");
        assert_eq!(draft.get(Field::COLLECTION_TITLE), Some("Littoraux"));
        let mut text = "La Mer Noire, dir. avec Tanguy Lescure, Rennes, 2020".to_owned();
        let found = edited_with(&mut text, Style::GivenFirst).expect("an editor");
        assert_eq!(crate::model::name::display_list(&found), "Tanguy Lescure");
        assert_eq!(text.replace(CUT, ""), "La Mer Noire,, Rennes, 2020");
    }
}
