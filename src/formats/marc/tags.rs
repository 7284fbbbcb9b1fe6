//! The fields that are read, of MARC 21 and UNIMARC together; others are named as not read.
//! Notes (500 to 589) are read whole.

use super::Marc;
use crate::formats::common::unread::Unread;

#[rustfmt::skip]
static READ: &[&str] = &[
    "001", "003", "005", "006", "007", "008", "010", "011", "013", "017", "020", "022",
    "024", "027", "028", "035", "040", "041", "050", "070", "072", "075", "080", "082",
    "084", "086", "088", "090", "099", "100", "101", "110", "111", "130", "180", "200",
    "205", "206", "210", "212", "214", "215", "220", "225", "230", "240", "245", "246",
    "250", "255", "260", "264", "295", "300", "305", "310", "328", "330", "340", "350",
    "410", "440", "454", "460", "461", "463", "464", "470", "480", "490", "500", "502",
    "506", "520", "530", "531", "534", "540", "545", "550", "590", "595", "600", "605",
    "610", "620", "630", "635", "650", "651", "655", "660", "675", "676", "680", "686",
    "690", "700", "701", "702", "710", "711", "712", "720", "721", "730", "755", "765",
    "773", "780", "785", "787", "830", "852", "856", "880", "930",
];

/// Counts the fields of a record that are not read, each once.
pub(super) fn look(unread: &mut Unread, marc: &Marc) {
    let mut seen: Vec<&str> = Vec::new();
    for field in &marc.fields {
        let tag = field.tag.as_str();
        let note = ("500".."590").contains(&tag);
        if !note && !READ.contains(&tag) && !seen.contains(&tag) && seen.len() < 100 {
            seen.push(tag);
            unread.count(tag);
        }
    }
}
