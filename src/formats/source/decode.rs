//! Decoding and encoding (WHATWG Encoding Standard; IBM code page 850).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::map::OffsetMap;

/// A character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// One of the Encoding Standard.
    Standard(&'static Encoding),
    /// IBM code page 850, as DOS wrote western European text.
    Cp850,
    /// Catalogue records of ISO 2709, each in MARC-8 or as it is.
    Marc,
}

/// The upper half of code page 850.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Charset {
    pub(super) const UTF8: Self = Self::Standard(UTF_8);

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Standard(encoding) => encoding.name(),
            Self::Cp850 => "IBM850",
            Self::Marc => "MARC-8",
        }
    }

    /// Whether escape sequences change what the bytes after them mean.
    pub(super) fn has_states(self) -> bool {
        matches!(self, Self::Standard(encoding) if encoding == encoding_rs::ISO_2022_JP)
    }

    /// The upper half of a character set of single bytes.
    pub(super) fn upper_half(self) -> Option<Vec<char>> {
        match self {
            Self::Cp850 => Some(CP850.chars().collect()),
            Self::Standard(encoding) if encoding.is_single_byte() => {
                let bytes: Vec<u8> = (0x80..=0xff).collect();
                Some(encoding.decode_without_bom_handling(&bytes).0.chars().collect())
            }
            Self::Standard(_) | Self::Marc => None,
        }
    }
}

/// Decodes bytes after the mark. What cannot be decoded becomes U+FFFD, or in UTF-8 the
/// Windows-1252 character of its byte; the map leads back to the original bytes.
pub(super) fn decode(bytes: &[u8], mark: usize, charset: Charset) -> (String, OffsetMap) {
    let body = bytes.get(mark..).unwrap_or(&[]);
    if let Some(table) = charset.upper_half() {
        return single_bytes(body, mark, &table);
    }
    match charset {
        Charset::Standard(encoding) if encoding == UTF_8 => mixed_utf8(body, mark),
        Charset::Standard(encoding) if encoding == UTF_16LE => {
            utf16(body, mark, u16::from_le_bytes)
        }
        Charset::Standard(encoding) if encoding == UTF_16BE => {
            utf16(body, mark, u16::from_be_bytes)
        }
        Charset::Standard(encoding) => multi_bytes(body, mark, encoding),
        Charset::Cp850 => single_bytes(body, mark, &[]),
        Charset::Marc => super::marc8::decode(body, mark),
    }
}

fn single_bytes(body: &[u8], mark: usize, table: &[char]) -> (String, OffsetMap) {
    let mut text = String::with_capacity(body.len() + body.len() / 8);
    let mut map = OffsetMap::new(mark, 1);
    for (at, byte) in body.iter().enumerate() {
        if byte.is_ascii() {
            text.push(char::from(*byte));
        } else {
            let character = table.get(usize::from(*byte & 0x7f)).copied();
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            map.push(text.len(), mark + at + 1);
        }
    }
    (text, map)
}

fn mixed_utf8(body: &[u8], mark: usize) -> (String, OffsetMap) {
    let mut text = String::with_capacity(body.len() + 64);
    let mut map = OffsetMap::new(mark, 1);
    let table =
        Charset::Standard(encoding_rs::WINDOWS_1252).upper_half().unwrap_or_default();
    let mut at = mark;
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        for byte in chunk.invalid() {
            let character = table.get(usize::from(*byte & 0x7f)).copied();
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            at += 1;
            map.push(text.len(), at);
        }
    }
    (text, map)
}

fn utf16(body: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> (String, OffsetMap) {
    let mut text = String::with_capacity(body.len());
    let mut map = OffsetMap::new(mark, 2);
    let units = body.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    let mut at = mark;
    for character in char::decode_utf16(units) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(character);
        at += 2 * if character == char::REPLACEMENT_CHARACTER {
            1
        } else {
            character.len_utf16()
        };
        if !character.is_ascii() {
            map.push(text.len(), at);
        }
    }
    if at < mark + body.len() {
        text.push(char::REPLACEMENT_CHARACTER);
        map.push(text.len(), mark + body.len());
    }
    (text, map)
}

/// Character sets of the Far East: byte by byte, to know where each character ends.
fn multi_bytes(
    body: &[u8],
    mark: usize,
    encoding: &'static Encoding,
) -> (String, OffsetMap) {
    let mut text = String::with_capacity(body.len() * 2);
    let mut map = OffsetMap::new(mark, 1);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut whole = true;
    for (at, byte) in body.iter().enumerate() {
        if whole && byte.is_ascii() && encoding.is_ascii_compatible() {
            text.push(char::from(*byte));
            continue;
        }
        let before = text.len();
        text.reserve(16);
        let _ = decoder.decode_to_string(std::slice::from_ref(byte), &mut text, false);
        whole = text.len() > before;
        if whole {
            map.push(text.len(), mark + at + 1);
        }
    }
    if !whole {
        text.reserve(16);
        let _ = decoder.decode_to_string(&[], &mut text, true);
        map.push(text.len(), mark + body.len());
    }
    (text, map)
}

/// Encodes text; an error is the first character that has no place.
pub(super) fn encode(text: &str, charset: Charset, out: &mut Vec<u8>) -> Result<(), char> {
    match charset {
        Charset::Standard(encoding) if encoding == UTF_8 => {
            out.extend_from_slice(text.as_bytes());
        }
        Charset::Standard(encoding) if encoding == UTF_16LE => {
            out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        }
        Charset::Standard(encoding) if encoding == UTF_16BE => {
            out.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        }
        Charset::Standard(encoding) if charset.has_states() => {
            let (bytes, _, lost) = encoding.encode(text);
            if lost {
                let alone = |c: &char| encoding.encode(c.encode_utf8(&mut [0; 4])).2;
                return Err(text
                    .chars()
                    .find(alone)
                    .unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            out.extend_from_slice(&bytes);
        }
        Charset::Standard(encoding) => {
            for character in text.chars() {
                let mut buffer = [0; 4];
                let (bytes, _, lost) = encoding.encode(character.encode_utf8(&mut buffer));
                if lost {
                    return Err(character);
                }
                out.extend_from_slice(&bytes);
            }
        }
        Charset::Marc => match text.chars().find(|c| !c.is_ascii()) {
            Some(character) => return Err(character),
            None => out.extend_from_slice(text.as_bytes()),
        },
        Charset::Cp850 => {
            for character in text.chars() {
                let high = || CP850.chars().position(|known| known == character);
                let byte = match u8::try_from(character) {
                    Ok(byte) if byte.is_ascii() => byte,
                    _ => u8::try_from(high().ok_or(character)? + 0x80)
                        .map_err(|_| character)?,
                };
                out.push(byte);
            }
        }
    }
    Ok(())
}
