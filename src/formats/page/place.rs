//! Titles that no mark delimits, and what the pieces after a title are: publication,
//! series, publisher, place. From these, the kind of work.

use std::sync::LazyLock;

use regex::Regex;

use super::document::Look;
use super::draft::Draft;
use super::entry::{Context, Parts, Text};
use super::kinds::{self, Venue};
use super::names;
use super::tables::words::STATES;
use super::tail::Tail;
use crate::diag::catalogue::page as rules;
use crate::model::Field;

pub(super) static THESIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ph\.?\s?d\.?|doctoral|doktora|master'?s?|m\.?a\.?|yüksek lisans|bachelor)\b.*\b(?:thesis|dissertation|tezi|diss\.?)|\bdissertation\b|\bthèse\b|\bdiss\.|^diss(?:\s|$)|\btezi\b|avhandling|tesis doctoral|doktorarbeit|habilitation|диссертаци|дисертаці|автореф\.|автореферат|\bдисс?\. (?:канд|д-ра|докт)|tese de doutorado|dissertação|tesi di (?:dottorato|laurea)|proefschrift|\bthesis\b").expect("a constant")
});

/// “Rapport 2023:4”, “Policy Brief No. 221”, “Global Economics Paper”.
pub(super) fn label_and_number(segment: &str) -> bool {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{3,}?)[,\s]+(?:No[.:]?|Nr[.:]?|#|№|[Nn][°º]|N\.º|n\.º|núm\.)?\s*[A-Z]{0,3}\d[\d/:-]*$")
            .expect("a constant")
    });
    if let Some(name) = NUMBERED.captures(segment).and_then(|found| found.get(1)) {
        return kinds::label(name.as_str()).is_some() || ends_with_label(name.as_str());
    }
    let words = segment.split_whitespace().count();
    words <= 6
        && words > 1
        && ends_with_label(segment)
        && segment.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a piece calls the author an editor; the piece is taken out.
pub(super) fn editor_role(tail: &mut Tail) -> bool {
    let role = |piece: &String| {
        matches!(
            piece.to_lowercase().trim_end_matches('.'),
            "editor"
                | "editors"
                | "co-editor"
                | "ed"
                | "eds"
                | "hrsg"
                | "herausgeber"
                | "red"
                | "redaktör"
                | "editör"
        )
    };
    let at = tail.pieces.iter().position(role);
    at.map(|at| tail.pieces.remove(at)).is_some()
}

/// Stores the pieces after a title.
pub(super) fn allocate(
    tail: &Tail,
    parts: &Parts,
    entry: &Text,
    context: &Context,
    draft: &mut Draft,
) {
    let mut pieces = tail.pieces.clone();
    pieces.retain(|piece| !is_scrap(piece));
    possessive(&mut pieces, entry, draft);
    if tail.inside || parts.quoted {
        super::italics::join(&mut pieces, entry, draft);
    }
    italics(&mut pieces, entry, draft);
    if let Some(name) = tail.lead.as_deref().filter(|_| parts.quoted)
        && draft.has(Field::VOLUME) | tail.inside | tail.edited
        && !draft.has(Field::CONTAINER_TITLE)
    {
        // The commas are a guess.
        draft.text(Field::CONTAINER_TITLE, name, 84, "all before the numbers or the press");
        while pieces.first().is_some_and(|piece| name.contains(piece.as_str())) {
            pieces.remove(0);
        }
    }
    place_and_publisher(&mut pieces, draft);
    testimony(&mut pieces, draft);
    if !tail.numbered && !tail.inside {
        house(&mut pieces, context, draft);
    }
    let mut left = Left::default();
    for piece in &pieces {
        // What stands first behind “in” is the book, whatever its words.
        let book = tail.inside
            && !draft.has(Field::CONTAINER_TITLE)
            && left.pending.is_empty()
            && kinds::label(piece).is_none()
            && matches!(kinds::venue(piece), Venue::Publisher(_))
            && pieces.len() > 1;
        if book {
            container(piece, 85, tail, draft);
        } else {
            one_piece(piece, tail, parts, draft, &mut left);
        }
    }
    let Left { places, pending } = left;
    leftovers(pending, tail, parts, context, draft);
    super::numbers::of_report(draft);
    let publisher_place = draft.get(Field::PUBLISHER_PLACE).map(str::to_lowercase);
    for place in places {
        match &publisher_place {
            Some(known) if *known == place.to_lowercase() => {
                draft.fault(&rules::DUPLICATE_PLACE, format!("“{place}” is printed twice"));
            }
            Some(_) => {}
            None if draft.has(Field::CONTAINER_TITLE) && !draft.has(Field::PUBLISHER) => {}
            None => draft.text(Field::PUBLISHER_PLACE, &place, 85, "a known place"),
        }
    }
    if tail.numbered
        && draft.has(Field::ISSUE)
        && !draft.has(Field::VOLUME)
        && draft.has(Field::COLLECTION_TITLE)
    {
        draft.rename(Field::ISSUE, Field::NUMBER);
    }
    if let Some(container) = context
        .container
        .as_deref()
        .filter(|_| !draft.has(Field::CONTAINER_TITLE) && !draft.has(Field::PUBLISHER))
    {
        draft.text(Field::CONTAINER_TITLE, container, 92, "the publication of the page");
    }
}

/// “No.” or “(XXII)”, of which the number was read or says nothing.
fn is_scrap(piece: &str) -> bool {
    let bare = piece.trim_matches(['.', ',', '(', ')', ' ']);
    let roman = bare.len() > 1 && bare.bytes().all(|byte| b"IVXLC".contains(&byte));
    roman
        || super::dialects::is_season(bare)
        || matches!(bare, "No" | "Nr" | "Nos" | "Vol" | "№" | "n°")
}

/// The institution whose list it is published the work: “Corvallis Policy Forum”, “Corvallis
/// Policy Forum Report”.
fn house(pieces: &mut Vec<String>, context: &Context, draft: &mut Draft) {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { return };
        let lower = piece.to_lowercase();
        let Some(rest) = context
            .known
            .houses
            .iter()
            .find_map(|house| lower.strip_prefix(house.as_str()))
        else {
            continue;
        };
        let label = piece.get(piece.len() - rest.len()..).unwrap_or("").trim().to_owned();
        if !label.is_empty() && kinds::label(&label).is_none() {
            continue;
        }
        let name = piece.get(..piece.len() - rest.len()).unwrap_or(piece).trim().to_owned();
        draft.text(Field::PUBLISHER, &name, 90, "the institution whose list it is");
        draft.text(Field::GENRE, &label, 88, "a label");
        pieces.remove(at);
        return;
    }
}

/// “Foreign Policy Research Institute's _Geopoliticus_ Blog”.
fn possessive(pieces: &mut Vec<String>, entry: &Text, draft: &mut Draft) {
    let italic = |part: &str| {
        entry.runs.iter().any(|(look, run)| {
            matches!(look, Look::Italic) && run.trim_matches([',', '.', ' ']) == part
        })
    };
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at).cloned() else { break };
        for mark in ["’s ", "'s ", "’ ", "' "] {
            let Some((owner, work)) = piece.split_once(mark) else { continue };
            let name = work
                .strip_suffix(" Blog")
                .or_else(|| work.strip_suffix(" blog"))
                .or_else(|| work.strip_suffix(" weblog"))
                .unwrap_or(work);
            if !italic(name) {
                continue;
            }
            draft.text(Field::PUBLISHER, owner, 90, "owner of the publication");
            draft.text(Field::CONTAINER_TITLE, name, 95, "italics");
            draft.kind("post-weblog", 91, "a publication that an institute owns");
            pieces.remove(at);
            return;
        }
    }
}

/// “Brookings Institution, Future Development”: the last of two italic names is the
/// publication, the institution before it the publisher.
fn italics(pieces: &mut Vec<String>, entry: &Text, draft: &mut Draft) {
    let whole = entry.runs.iter().any(|(look, run)| {
        matches!(look, Look::Italic)
            && pieces.len() == 2
            && pieces.iter().all(|piece| run.contains(piece.as_str()))
    });
    if !whole {
        return;
    }
    if let [first, second] = pieces.as_slice()
        && matches!(kinds::venue(first), Venue::Publisher(_))
        && !matches!(
            kinds::venue(second),
            Venue::Publisher(_) | Venue::Place | Venue::Series(_)
        )
        && kinds::label(second).is_none()
        && !second.contains(char::is_numeric)
    {
        draft.text(
            Field::PUBLISHER,
            &first.clone(),
            88,
            "an institution before its publication",
        );
        draft.text(
            Field::CONTAINER_TITLE,
            &second.clone(),
            86,
            "after the institution that publishes it",
        );
        draft.kind("post-weblog", 80, "a publication of an institution");
        pieces.clear();
    }
}

/// “New York : Larkspur University Press”.
fn place_and_publisher(pieces: &mut Vec<String>, draft: &mut Draft) {
    let Some(at) = pieces.iter().position(|piece| piece == ":") else { return };
    if at == 0 {
        pieces.remove(at);
        return;
    }
    let reversed = pieces
        .get(at + 1)
        .is_some_and(|after| kinds::venue(after) == Venue::Place)
        && pieces.get(at - 1).is_some_and(|before| kinds::venue(before) != Venue::Place);
    if reversed {
        pieces.swap(at - 1, at + 1);
    }
    let mut place = pieces.remove(at - 1);
    pieces.remove(at - 1);
    // “Cambridge, MA : Harvard”, “Armonk, NY: Sharpe”: the state belongs to the city.
    let state = STATES.contains(&place.as_str());
    let is_city = |city: &&String| {
        kinds::venue(city) == Venue::Place
            || state && at == 2 && city.split_whitespace().count() <= 2
    };
    if at >= 2
        && (place.len() <= 6 || state)
        && let Some(city) = pieces.get(at - 2).filter(is_city).cloned()
    {
        pieces.remove(at - 2);
        place = format!("{city}, {place}");
    }
    let after = at - if place.contains(", ") { 2 } else { 1 };
    draft.text(Field::PUBLISHER_PLACE, place.trim_start_matches('('), 93, "before a colon");
    if after < pieces.len() {
        let publisher = pieces.remove(after);
        match kinds::venue(&publisher) {
            Venue::Container("article-newspaper" | "article-magazine", 97..)
                if !names::is_institution(&publisher) =>
            {
                pieces.insert(after, publisher)
            }
            _ => draft.text(Field::PUBLISHER, &publisher, 93, "after place and colon"),
        }
    }
}

/// “testimony before the Subcommittee on Inland Trade”.
fn testimony(pieces: &mut Vec<String>, draft: &mut Draft) {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(testimony|written testimony|statement|hearing|speech|lecture|keynote|remarks|address|talk|presentation|vortrag|föredrag|conférence)\s+(?:delivered |given )?(?:before|to|at|for|bei|vid|à)\s+(?:the\s+)?(.+)$").expect("a constant")
    });
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if let Some(found) = BEFORE.captures(piece) {
            let (genre, body) = (
                found.get(1).map_or("", |g| g.as_str()).to_owned(),
                found.get(2).map_or("", |b| b.as_str()).to_owned(),
            );
            draft.kind("speech", 93, "given before a body");
            draft.text(Field::GENRE, &genre, 90, "printed");
            draft.text(Field::PUBLISHER, &body, 85, "the body that heard it");
            pieces.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Words of links and media that are no data.
pub(super) fn is_button(piece: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "audio",
        "slides",
        "pdf",
        "link",
        "video",
        "html",
        "full",
        "text",
        "read",
        "→",
        "download",
        "doi",
        "press",
        "book",
        "amazon",
        "order",
        "buy",
        "transcript",
        "abstract",
        "appendix",
        "code",
        "data",
        "replication",
        "online",
        "open",
        "access",
        "paywall",
        "here",
        "podcast",
    ];
    piece.to_lowercase().split([' ', '/', '|']).all(|word| {
        BUTTONS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric() && c != '→'))
    })
}

static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:first )?(published|prepared|appeared|erschienen|publicerad|commissioned)\s+(in|by|for|at|with)\s+(?-i:the\s+)?(.+?)(?:\s+(?:magazine|newsletter|newspaper))?$").expect("a constant")
});

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(.+?)[,\s]+(?:No[.:]?|Nr[.:]?|#|№|[Nn][°º]|N\.º|n\.º|núm\.)?\s*([A-Z]{0,3}\d[\d/-]*)$")
        .expect("a constant")
});

// “debattartikel i Dagens Kust”
static LABEL_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(debattartikel|debatt|krönika|ledare|gastbeitrag|gastkommentar|kommentar|op-?ed|opinion|column|beitrag|tribune|chronique|columna|artículo|artikel|колонка|статья|интервью|interview)\s+(?:i|in|för|für|für die|dans|en|for|в|у|в газете)\s+(.{3,60})$").expect("a constant")
});

static LABEL_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^((?:nber |cepr )?working paper|discussion paper|policy brief|policy paper|research paper|occasional paper|report|rapport)\s+(?:[A-Z]{2,8}\s+)?(?:no\.?\s*|nr\.?\s*|#)?(\d[\d-]*)$").expect("a constant")
});

/// A piece that a label, a number or a word like “published” explains; whether it was one.
fn explained(piece: &str, tail: &Tail, parts: &Parts, draft: &mut Draft) -> bool {
    let said = tail.pieces.first().is_some_and(|first| first == piece) && parts.quoted;
    if is_button(piece) && !(said && kinds::label(piece).is_some()) {
        return true;
    }
    if let Some(found) = LABEL_NUMBER.captures(piece) {
        let name = found.get(1).map_or("", |name| name.as_str());
        draft.text(Field::GENRE, name, 90, "a label");
        draft.text(
            Field::NUMBER,
            found.get(2).map_or("", |number| number.as_str()),
            90,
            "number of a paper",
        );
        let kind = kinds::label(name).map_or("report", |label| label.kind);
        draft.kind(kind, 90, "a label");
        return true;
    }
    if THESIS.is_match(piece) {
        draft.kind("thesis", 95, "a thesis");
        draft.text(Field::GENRE, piece, 92, "printed");
        return true;
    }
    if let Some(found) = PUBLISHED.captures(piece) {
        let word = found.get(2).map_or("", |word| word.as_str()).to_lowercase();

        let name = found.get(3).map_or("", |name| name.as_str());
        let field = if word == "in" { Field::CONTAINER_TITLE } else { Field::PUBLISHER };
        draft.text(field, name, 92, "“published”");
        return true;
    }
    if let Some(label) = kinds::label(piece) {
        let placed = draft.has(Field::VOLUME) && draft.has(Field::PAGE);
        if label.series && label.name.is_empty() && placed {
            // “Harbour Papers, vol. 46, no. 2”
            container(piece, 85, tail, draft);
        } else if label.series {
            draft.text(Field::COLLECTION_TITLE, piece, 94, "a known series");
            draft.kind("report", 93, "a known series");
        } else if label.kind == "report" && report_number(draft) {
            draft.text(Field::COLLECTION_TITLE, piece, 90, "a label with a number");
            draft.kind("report", 91, "a numbered series");
        } else if !draft.has(Field::GENRE) {
            draft.text(Field::GENRE, piece, 85, "a label");
            draft.kind(
                if label.kind == "op-ed" { "article-magazine" } else { label.kind },
                if matches!(label.kind, "broadcast" | "interview" | "speech") {
                    90
                } else {
                    86
                },
                "a label",
            );
        }
        return true;
    }
    let numbered = NUMBERED
        .captures(piece)
        .and_then(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())));
    if let Some((name, number)) =
        numbered.filter(|(name, _)| kinds::label(name).is_some() || ends_with_label(name))
    {
        draft.text(Field::COLLECTION_TITLE, name, 90, "a numbered series");
        draft.text(Field::NUMBER, number, 90, "number in a series");
        draft.kind("report", 91, "a numbered series");
        return true;
    }
    named(piece, tail, parts, draft) || labelled(piece, tail, draft)
}

/// A piece that begins with a label or names a series of books, a talk, or a label and a
/// publication; whether it was one.
fn named(piece: &str, tail: &Tail, parts: &Parts, draft: &mut Draft) -> bool {
    let placed = [Field::CONTAINER_TITLE, Field::VOLUME, Field::PAGE];
    let placed = placed.iter().any(|field| draft.has(*field));
    if starts_with_label(piece) && !tail.inside && !placed {
        if report_number(draft) || draft.has(Field::NUMBER_OF_PAGES) {
            draft.text(Field::COLLECTION_TITLE, piece, 88, "named as a series");
        } else {
            draft.text(Field::GENRE, piece, 80, "a label");
        }
        draft.kind("report", 91, "named as a report");
        return true;
    }
    if let Some((name, number)) = super::series::book_series(piece)
        && (draft.has(Field::PUBLISHER)
            || draft.has(Field::PUBLISHER_PLACE)
            || tail.pieces.len() > 2)
        && !tail.numbered
    {
        draft.text(Field::COLLECTION_TITLE, &name, 88, "a series of books");
        if !number.is_empty() {
            draft.text(Field::COLLECTION_NUMBER, &number, 88, "a series of books");
        }
        return true;
    }
    static TALK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\S+ ){0,2}(?:talk|keynote(?: address| speech)?|lecture|speech|vortrag|föredrag|conférence|konferans|доклад на \S+|panel(?: discussion)?)$").expect("a constant")
    });
    if TALK.is_match(piece) && parts.quoted {
        draft.text(Field::GENRE, piece, 88, "a talk");
        draft.kind("speech", 90, "a talk");
        return true;
    }
    if let Some(found) = LABEL_IN.captures(piece) {
        let name = found.get(2).map_or("", |name| name.as_str());
        draft.text(Field::GENRE, found.get(1).map_or("", |l| l.as_str()), 88, "a label");
        draft.text(Field::CONTAINER_TITLE, name, 90, "after a label");
        return true;
    }
    false
}

/// A piece that ends with a label; whether it was one.
fn labelled(piece: &str, tail: &Tail, draft: &mut Draft) -> bool {
    if ends_with_label(piece) && !tail.inside {
        let venue = kinds::venue(piece);
        let words: Vec<&str> = piece.rsplitn(3, ' ').collect();
        let pair = words.get(..2).map(|pair| format!("{} {}", pair[1], pair[0]));
        let called = words.len() > 2
            && pair
                .and_then(|pair| kinds::label(&pair))
                .is_some_and(|l| l.kind == "report");
        if (called || !matches!(venue, Venue::Container(_, 71..)))
            && (draft.has(Field::ISSUE)
                || draft.has(Field::NUMBER)
                || called && draft.has(Field::NUMBER_OF_PAGES))
        {
            draft.text(Field::COLLECTION_TITLE, piece, 86, "named as a series");
            draft.kind("report", 91, "a series of reports");
            return true;
        }
        publisher_and_label(piece, draft);
        if draft.has(Field::PUBLISHER) && draft.has(Field::GENRE) {
            return true;
        }
    }
    false
}

/// Whether a number of a report was read; one that was taken for an issue becomes it.
fn report_number(draft: &mut Draft) -> bool {
    let alone = [Field::VOLUME, Field::PAGE, Field::CONTAINER_TITLE];
    if !draft.has(Field::NUMBER) && !alone.iter().any(|field| draft.has(*field)) {
        draft.rename(Field::ISSUE, Field::NUMBER);
    }
    draft.has(Field::NUMBER)
}

/// Pieces of a tail whose field is not settled one by one.
#[derive(Default)]
struct Left {
    places: Vec<String>,
    pending: Vec<String>,
}

fn one_piece(piece: &str, tail: &Tail, parts: &Parts, draft: &mut Draft, left: &mut Left) {
    if explained(piece, tail, parts, draft) {
        return;
    }
    match kinds::venue(piece) {
        Venue::Place => left.places.push(piece.to_owned()),
        _ if !left.places.is_empty()
            && (piece.starts_with("Republic of")
                || piece.len() == 2 && names::is_caps(&format!("{piece}X"))) =>
        {
            if let Some(last) = left.places.last_mut() {
                last.push_str(", ");
                last.push_str(piece);
            }
        }
        Venue::Container(_, sure)
            if !draft.has(Field::CONTAINER_TITLE)
                && (!tail.inside || sure > 90 || left.pending.is_empty()) =>
        {
            container(piece, sure, tail, draft);
        }
        Venue::Publisher(_)
            if tail.numbered
                && parts.quoted
                && !draft.has(Field::CONTAINER_TITLE)
                && !tail.inside
                && draft.has(Field::VOLUME) =>
        {
            container(piece, 80, tail, draft);
        }
        Venue::Publisher(sure) if !draft.has(Field::PUBLISHER) => {
            draft.text(Field::PUBLISHER, piece, sure.max(86), "a name like a publisher's");
        }
        // “Centre for Trade, University of Bexley”: the second is the larger house.
        Venue::Publisher(_) if draft.has(Field::COLLECTION_TITLE) => {
            draft.rest.push(piece.to_owned());
        }
        _ => left.pending.push(piece.to_owned()),
    }
}

pub(super) fn ends_with_label(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let lower =
        lower.strip_suffix('s').filter(|l| !l.ends_with("studie")).unwrap_or(&lower);
    [
        "paper",
        "working paper",
        "policy brief",
        "brief",
        "research briefs in economic policy",
        "discussion paper",
        "memo",
        "issue briefing",
        "briefing",
        "essay",
        "report",
        "insight",
        "comment",
        "fact sheet",
        "backgrounder",
        "research brief",
        "analysis",
        "e-note",
        "rapport",
        "bericht",
        "studie",
        "arbeitspapier",
        "documento de trabajo",
        "document de travail",
        "note",
        "aktuell",
        "analyse",
        "analysen",
        "raporu",
        "analizi",
        "politika notu",
        "dispatch",
        "factsheet",
        "schrift",
        "препринт",
        "рабочий доклад",
        "доповідь",
        "nota de política",
    ]
    .iter()
    .any(|label| lower.ends_with(label) && lower.len() > label.len())
        || lower.contains("research briefs")
        || lower.contains("working papers")
}

/// “Note de l'Observatoire des Océans”, “Notes du CMEI”: a piece that a label begins.
pub(super) fn starts_with_label(piece: &str) -> bool {
    const FIRST: &[&str] = &[
        "note",
        "notes",
        "rapport",
        "rapports",
        "cahier",
        "cahiers",
        "document",
        "documents",
        "informe",
        "informes",
        "documento",
        "documentos",
        "bericht",
        "studie",
        "policy brief",
        "policy paper",
        "working paper",
        "research paper",
        "report of",
        "аналитическая записка",
        "аналитический доклад",
        "доклад",
        "рабочий документ",
        "аналітична записка",
        "rapor",
        "politika notu",
        "analyse de",
        "étude de",
        "études de",
    ];
    let lower = piece.to_lowercase();
    let known = |first: &&str| {
        lower
            .strip_prefix(*first)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    piece.split_whitespace().count() <= 8
        && piece.starts_with(char::is_uppercase)
        && FIRST.iter().any(known)
}

/// “Miller Center essay”, “Asia Democracy Research Network (ADRN) Issue Briefing”.
fn publisher_and_label(piece: &str, draft: &mut Draft) {
    let piece = if piece.ends_with(')') {
        piece.rsplit_once(" (").map_or(piece, |(head, _)| head)
    } else {
        piece
    };
    let words: Vec<&str> = piece.split(' ').collect();
    for cut in (1..words.len()).rev().take(3).rev() {
        let (head, label) = (
            words.get(..cut).unwrap_or(&[]).join(" "),
            words.get(cut..).unwrap_or(&[]).join(" "),
        );
        if kinds::label(&label).is_some()
            && matches!(
                kinds::venue(head.split(" (").next().unwrap_or("")),
                Venue::Publisher(_)
            )
        {
            draft.text(Field::PUBLISHER, &head, 88, "before a label");
            draft.text(Field::GENRE, &label, 88, "after the institution");
            draft.kind("report", 87, "an institution and a label");
            return;
        }
    }
}

fn container(piece: &str, sure: u8, tail: &Tail, draft: &mut Draft) {
    let piece =
        ["In: ", "in: ", "featured in ", "Featured in ", "appeared in ", "published in "]
            .iter()
            .find_map(|start| piece.strip_prefix(start))
            .unwrap_or(piece);
    // “Kafkasya'da Güvenlik içinde”: “in” stands behind.
    let piece = piece.strip_suffix(" içinde").unwrap_or(piece);
    let mut name = piece.to_owned();
    if (!draft.has(Field::VOLUME) || tail.numbered && !draft.has(Field::VOLUME))
        && let Some((head, volume)) = super::numbers::trailing_volume(piece)
        && kinds::venue(&head) != Venue::Place
    {
        draft.text(Field::VOLUME, &volume, 88, "a number after the publication");
        name = head;
    }
    // “Asia Major (Third Series)”.
    static SERIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*\((?:third|second|fourth|new|\w+) series\)")
            .expect("a constant")
    });
    let name = SERIES.replace(&name, "");
    // “VoxEU column”
    let name = name.strip_suffix(" column").map_or_else(|| name.to_string(), str::to_owned);
    // “38 Steps (blog)”
    let name = match name.rsplit_once(" (") {
        Some((bare, said))
            if ["blog)", "weblog)", "podcast)", "radio)", "tv)"]
                .contains(&said.to_lowercase().as_str()) =>
        {
            let kind = if said.to_lowercase().contains("blog") {
                "post-weblog"
            } else {
                "broadcast"
            };
            draft.kind(kind, 93, "said after the publication");
            bare.to_owned()
        }
        _ => name,
    };
    draft.text(
        Field::CONTAINER_TITLE,
        &name,
        sure.clamp(80, 97),
        "a name like a publication's",
    );
}

/// Pieces that no word tells apart: by their position.
fn leftovers(
    pending: Vec<String>,
    tail: &Tail,
    parts: &Parts,
    context: &Context,
    draft: &mut Draft,
) {
    let book = parts.label.is_some_and(|label| label.kind == "book")
        || matches!(context.section, "book" | "edited" | "monograph");
    let series = parts.label.is_some_and(|label| label.series);
    for (at, piece) in pending.into_iter().enumerate() {
        let words = piece.split_whitespace().count();
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            continue;
        }
        if super::numbers::trailing_volume(&piece).is_some()
            && !draft.has(Field::CONTAINER_TITLE)
            && !book
        {
            container(&piece, 85, tail, draft);
            continue;
        }
        if context.section == "speech" && !tail.inside && !draft.has(Field::EVENT_TITLE) {
            draft.text(Field::EVENT_TITLE, &piece, 82, "where it was given");
            continue;
        }
        let interview = parts.label.is_some_and(|label| label.kind == "interview");
        if interview && !draft.has(Field::AUTHOR) && names::person_score(&piece) >= 60 {
            let asked = names::parse(&piece, context.style);
            draft.names(Field::AUTHOR, asked.names, 85, "who asked, in an interview");
            continue;
        }
        let capital = piece
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase());
        if words > 14 || !capital {
            draft.rest.push(piece);
            continue;
        }
        let series_place = draft.kind == Some("report")
            && draft.has(Field::COLLECTION_TITLE)
            && words == 1
            && piece.chars().any(char::is_lowercase);
        if series_place && !draft.has(Field::PUBLISHER_PLACE) {
            draft.text(Field::PUBLISHER_PLACE, &piece, 75, "one word after a series");
            continue;
        }
        let wants_publisher = book
            || draft.kind == Some("report") && draft.has(Field::NUMBER)
            || draft.has(Field::PUBLISHER_PLACE)
                && !tail.inside
                && !parts.quoted
                && !tail.numbered;
        if wants_publisher
            && !draft.has(Field::PUBLISHER)
            && !draft.has(Field::CONTAINER_TITLE)
        {
            draft.text(Field::PUBLISHER, &piece, 80, "by its position");
        } else if !draft.has(Field::CONTAINER_TITLE)
            && !series
            && (at == 0 || parts.quoted)
            && !(draft.has(Field::PUBLISHER)
                && !tail.inside
                && !tail.numbered
                && !parts.quoted)
        {
            let sure = if parts.quoted && (tail.dated || tail.numbered) { 89 } else { 78 };
            container(&piece, sure, tail, draft);
        } else if !draft.has(Field::PUBLISHER) && words <= 8 {
            draft.text(Field::PUBLISHER, &piece, 70, "by its position");
        } else {
            draft.rest.push(piece);
        }
    }
}
