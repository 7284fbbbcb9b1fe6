//! The kind of a MARC 21 record: leader 06 and 07, field 008, and what the fields say.

use super::Marc;
use crate::model::EntryKind as K;

/// The kind by the leader: 06 is the type of record, 07 the bibliographic level.
pub(super) fn kind(marc: &Marc) -> K {
    let (form, level) = (marc.byte(6), marc.byte(7));
    let thesis = marc.all("502").next().is_some();
    match (form, level) {
        _ if thesis => K::THESIS,
        (b'e' | b'f', _) => K::MAP,
        (b'g', _) => projected(marc),
        (b'i' | b'j', _) => K::SONG,
        (b'c' | b'd', _) => K::MUSICAL_SCORE,
        (b'k' | b'r', _) => K::GRAPHIC,
        (b'm', _) => electronic(marc),
        (b't', b'a' | b'b' | b'm') => K::BOOK,
        (b'p', b'c') => K::COLLECTION,
        (b'p', _) => K::MANUSCRIPT,
        _ if marc.all("013").next().is_some() => K::PATENT,
        (_, b'a' | b'b') => part(marc, level),
        (_, b's') => K::PERIODICAL,
        (_, b'i') if marc.all("856").next().is_some() => K::WEBPAGE,
        _ => book(marc),
    }
}

/// Films and videos, or slides and transparencies (008/33).
fn projected(marc: &Marc) -> K {
    match marc.control("008").as_bytes().get(33) {
        Some(b's' | b't' | b'f') => K::GRAPHIC,
        Some(b'v') => K::VIDEO,
        _ => K::MOTION_PICTURE,
    }
}

/// A component part: of a serial, or of a book.
fn part(marc: &Marc, level: u8) -> K {
    let host = || marc.all("773");
    let is = |code| host().any(|field| field.part(code).is_some());
    // 773 $7, position 3: the level of the host.
    let of_serial = host().any(|field| {
        field.part('7').is_some_and(|code| code.as_bytes().get(3) == Some(&b's'))
    });
    match level {
        _ if is('z') => K::CHAPTER,
        _ if is('x') || of_serial => K::ARTICLE_JOURNAL,
        b'b' => K::ARTICLE_JOURNAL,
        _ if host().any(super::host::has_volume_and_issue) => K::ARTICLE_JOURNAL,
        _ => K::CHAPTER,
    }
}

/// A monograph: 008/24–27 are the nature of contents, 008/29 says proceedings.
fn book(marc: &Marc) -> K {
    let fixed = marc.control("008").as_bytes();
    let contents = fixed.get(24..28).unwrap_or(b"");
    match fixed.get(29) {
        _ if contents.contains(&b't') || marc.all("088").next().is_some() => K::REPORT,
        _ if contents.contains(&b'j') => K::PATENT,
        _ if contents.contains(&b'u') => K::STANDARD,
        Some(b'1') => K::PROCEEDINGS,
        _ => K::BOOK,
    }
}

/// What a computer file is: 008/26 says it of what it is (b, f and g are programs and games,
/// a is numbers); what has an ISBN or pages is a book that is read on a screen.
fn electronic(marc: &Marc) -> K {
    let pages = marc.first("300", 'a').is_some_and(|extent| extent.contains(" p"));
    match marc.control("008").as_bytes().get(26) {
        Some(b'b' | b'f' | b'g' | b'h') => K::SOFTWARE,
        Some(b'a') => K::DATASET,
        Some(b'd') => K::BOOK,
        _ if pages || marc.all("020").next().is_some() => K::BOOK,
        _ => K::SOFTWARE,
    }
}
