//! Sources: bytes with their encoding found and undone, and how to write them back.
//!
//! Text that nobody changed is written back byte for byte, whatever its encoding; changed
//! text is written in the encoding of its file.

mod decode;
mod guess;
mod map;
mod marc8;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::decode::Charset;
use self::map::OffsetMap;
use crate::diag::catalogue::syntax;
use crate::diag::{Diagnostic, Edit};
use crate::text::Span;

/// Sources must be shorter than this: places are 32-bit numbers.
const LIMIT: usize = u32::MAX as usize - 1;

/// What a zip archive begins with.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// What stands for a zip archive in its text.
pub const ARCHIVE_TEXT: &str = "PK\u{3}\u{4} archive of\n";

/// A file or stream that entries are read from.
#[derive(Clone, Debug)]
pub struct Source {
    path: Option<PathBuf>,
    text: Arc<str>,
    charset: Charset,
    /// Bytes of the mark at the start of the file.
    mark: usize,
    /// The bytes of the file and the way to them, where they are not those of the text.
    original: Option<(Arc<[u8]>, Arc<OffsetMap>)>,
}

impl Source {
    /// Decodes bytes: by their mark, by what they declare, as UTF-8, else as what fits
    /// best, with a report.
    #[must_use]
    pub fn new(path: Option<&Path>, bytes: Vec<u8>) -> (Self, Vec<Diagnostic>) {
        if bytes.len() > LIMIT {
            let message = "the file has 4 GiB or more; split it";
            let found = vec![Diagnostic::new(&syntax::SOURCE_TOO_LARGE, message)];
            return (Self::of(path, "".into()), found);
        }
        if bytes.starts_with(ARCHIVE) {
            return Self::archived(path, bytes);
        }
        let found = guess::charset(&bytes);
        let mut diagnostics = found.diagnostics;
        let charset = found.charset;
        let mut source = if charset == Charset::UTF8 {
            match String::from_utf8(bytes) {
                Ok(text) => Self::plain(path, text, found.mark),
                Err(error) => {
                    Self::converted(path, error.into_bytes(), charset, found.mark)
                }
            }
        } else {
            Self::converted(path, bytes, charset, found.mark)
        };
        if source.text.len() > LIMIT {
            let message = "the file has 4 GiB or more as UTF-8; split it";
            source = Self::of(path, "".into());
            diagnostics.push(Diagnostic::new(&syntax::SOURCE_TOO_LARGE, message));
        }
        source.report(&mut diagnostics);
        (source, diagnostics)
    }

    /// A source of text that was made, not read.
    #[must_use]
    pub fn of(path: Option<&Path>, text: Arc<str>) -> Self {
        let path = path.map(Path::to_owned);
        Self { path, text, charset: Charset::UTF8, mark: 0, original: None }
    }

    fn plain(path: Option<&Path>, text: String, mark: usize) -> Self {
        let text: Arc<str> = text.get(mark..).unwrap_or("").into();
        Self { mark, ..Self::of(path, text) }
    }

    fn converted(
        path: Option<&Path>,
        bytes: Vec<u8>,
        charset: Charset,
        mark: usize,
    ) -> Self {
        let (text, map) = decode::decode(&bytes, mark, charset);
        let original = Some((bytes.into(), Arc::new(map)));
        Self { charset, mark, original, ..Self::of(path, text.into()) }
    }

    /// A zip archive: its text is [`ARCHIVE_TEXT`] and the names of its members, a line each.
    fn archived(path: Option<&Path>, bytes: Vec<u8>) -> (Self, Vec<Diagnostic>) {
        let mut text = ARCHIVE_TEXT.to_owned();
        let names = crate::formats::common::zipped::names(&bytes);
        for name in names.iter().flatten() {
            text.push_str(name);
            text.push('\n');
        }
        let mut source = Self::of(path, text.into());
        source.original = Some((bytes.into(), Arc::new(OffsetMap::new(0, 0))));
        (source, names.err().into_iter().collect())
    }

    /// The bytes of a zip archive.
    #[must_use]
    pub fn archive(&self) -> Option<&[u8]> {
        let (bytes, _) = self.original.as_ref()?;
        self.text.starts_with(ARCHIVE_TEXT).then_some(bytes)
    }

    /// The path, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The name of the encoding: `UTF-8`, `windows-1252`, `UTF-16LE`, …
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.charset.name()
    }

    /// Whether the file begins with a byte order mark.
    #[must_use]
    pub fn has_mark(&self) -> bool {
        self.mark > 0
    }

    /// The byte of the file on disk for a byte of the text.
    #[must_use]
    pub fn file_offset(&self, offset: u32) -> u32 {
        match &self.original {
            Some((_, map)) => map.file(offset),
            None => offset.saturating_add(u32::try_from(self.mark).unwrap_or(0)),
        }
    }

    /// The bytes of the file on disk for a span of the text.
    #[must_use]
    pub fn file_span(&self, span: Span) -> Span {
        Span { start: self.file_offset(span.start), end: self.file_offset(span.end) }
    }

    /// The file with edits of the text applied: all other bytes are those of the file.
    ///
    /// # Errors
    /// If edits overlap or lie outside the text, or if a character has no place in the
    /// encoding of the file.
    pub fn edited(&self, edits: &[Edit]) -> Result<Vec<u8>, Diagnostic> {
        let edits = ordered(&self.text, edits)?;
        let Some((bytes, _)) = &self.original else {
            let mut out = Vec::with_capacity(self.text.len() + 64);
            out.extend_from_slice(if self.has_mark() {
                "\u{feff}".as_bytes()
            } else {
                b""
            });
            out.extend_from_slice(splice(&self.text, &edits).as_bytes());
            return Ok(out);
        };
        let lines;
        let edits = match self.charset.has_states() {
            true => {
                lines = self.whole_lines(&edits);
                lines.iter().collect()
            }
            false => edits,
        };
        let mut out = Vec::with_capacity(bytes.len() + 64);
        let mut at = 0;
        for edit in edits {
            let place = self.file_span(edit.span).range();
            out.extend_from_slice(bytes.get(at..place.start).unwrap_or(&[]));
            decode::encode(&edit.text, self.charset, &mut out)
                .map_err(|character| self.unencodable(character, edit.span))?;
            at = place.end;
        }
        out.extend_from_slice(bytes.get(at..).unwrap_or(&[]));
        Ok(out)
    }

    /// Edits as one of whole lines: what a byte means depends on the bytes before it, in its
    /// line (RFC 1468: lines begin and end in ASCII).
    fn whole_lines(&self, edits: &[&Edit]) -> Option<Edit> {
        let (first, last) = (edits.first()?, edits.last()?);
        let text = &*self.text;
        let start =
            text.get(..first.span.range().start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = last.span.range().end;
        let end = end + text.get(end..)?.find('\n').unwrap_or(text.len() - end);
        let new = splice(text, edits);
        let kept = text.len() - end;
        let text = new.get(start..new.len() - kept)?.to_owned();
        Some(Edit { span: Span::new(start, end), text })
    }

    /// The file with another text: what both texts have at their start and end keeps its
    /// bytes.
    ///
    /// # Errors
    /// If a character has no place in the encoding of the file.
    pub fn rewritten(&self, text: &str) -> Result<Vec<u8>, Diagnostic> {
        let old = self.text.as_bytes();
        let same = |(a, b): &(&u8, &u8)| a == b;
        let mut start = old.iter().zip(text.as_bytes()).take_while(same).count();
        while !self.text.is_char_boundary(start) || !text.is_char_boundary(start) {
            start -= 1;
        }
        let rest = old.len().min(text.len()) - start;
        let backwards = old.iter().rev().zip(text.as_bytes().iter().rev());
        let mut end = backwards.take(rest).take_while(same).count();
        while !self.text.is_char_boundary(old.len() - end)
            || !text.is_char_boundary(text.len() - end)
        {
            end -= 1;
        }
        let span = Span::new(start, old.len() - end);
        let text = text.get(start..text.len() - end).unwrap_or("").to_owned();
        self.edited(&[Edit { span, text }])
    }

    /// Whether every character of a text has a place in the encoding of the file.
    #[must_use]
    pub fn can_hold(&self, text: &str) -> bool {
        text.is_ascii() || decode::encode(text, self.charset, &mut Vec::new()).is_ok()
    }

    fn unencodable(&self, character: char, span: Span) -> Diagnostic {
        let message = format!("`{character}` cannot be written in {}", self.encoding());
        Diagnostic::new(&syntax::UNENCODABLE_CHARACTER, message)
            .at(span)
            .help("make the file UTF-8 first: `ibid fmt --encoding utf8`")
    }

    /// Bytes that no text file should have.
    fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        let control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f);
        let mut chunks = (0usize..).step_by(4096).zip(self.text.as_bytes().chunks(4096));
        let dirty = chunks.find(|(_, chunk)| {
            chunk.iter().fold(false, |found, byte| found | control(byte))
        });
        let Some((at, chunk)) = dirty else { return };
        // The marks of ISO 2709 are meant.
        if marc8::is_iso2709(self.text.as_bytes()) {
            return self.report_unknown(diagnostics);
        }
        let Some(first) = chunk.iter().position(control).map(|found| at + found) else {
            return;
        };
        let rest = self.text.as_bytes().get(first..).unwrap_or(&[]);
        let count = rest.iter().filter(|byte| control(byte)).count();
        let byte = rest.first().copied().unwrap_or(0);
        let more = match count {
            1 => String::new(),
            _ => format!(", the first of {count} control characters"),
        };
        let message = format!("control character U+{byte:04X}{more}");
        let rule = &syntax::CONTROL_CHARACTER;
        diagnostics.push(Diagnostic::new(rule, message).at(first..first + 1));
    }
}

impl Source {
    /// Characters of records that no table here knows: MARC-8's East Asian set, or no set.
    fn report_unknown(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut unknown = self.text.match_indices(char::REPLACEMENT_CHARACTER);
        let Some((first, sign)) = unknown.next() else { return };
        let count = 1 + unknown.count();
        let message = format!(
            "{count} {} of an unknown set became U+FFFD",
            if count == 1 { "character" } else { "characters" }
        );
        diagnostics.push(
            Diagnostic::new(&syntax::NOT_UTF8, message)
                .at(first..first + sign.len())
                .help("MARC-8’s East Asian set (EACC) is not read: have the records exported as UTF-8"),
        );
    }
}

/// Text with edits applied.
///
/// # Errors
/// If edits overlap or lie outside the text.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Diagnostic> {
    Ok(splice(text, &ordered(text, edits)?))
}

/// Edits in the order of the text. Several at one place keep their order.
fn ordered<'a>(text: &str, edits: &'a [Edit]) -> Result<Vec<&'a Edit>, Diagnostic> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut last = 0;
    for edit in &edits {
        let span = edit.span;
        let fits = span.start >= last
            && span.end >= span.start
            && text.is_char_boundary(span.start as usize)
            && text.is_char_boundary(span.end as usize);
        if !fits {
            let message = "two changes touch the same text";
            return Err(Diagnostic::new(&syntax::OVERLAPPING_EDITS, message).at(span));
        }
        last = span.end;
    }
    Ok(edits)
}

fn splice(text: &str, edits: &[&Edit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes bytes and expects this text and encoding; writes back the same bytes, and
    /// with `!` put before the first `x`, just that.
    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let (source, _) = Source::new(None, bytes.to_vec());
        assert_eq!((source.encoding(), &**source.text()), (encoding, text));
        assert_eq!(source.edited(&[]).unwrap(), bytes);
        assert_eq!(source.rewritten(text).unwrap(), bytes);
        let Some(at) = text.find('x') else { return };
        let edit = Edit { span: Span::at(at), text: "!é".to_owned() };
        let changed = source.edited(&[edit]).unwrap();
        let (again, _) = Source::new(None, changed);
        assert_eq!(**again.text(), text.replacen('x', "!éx", 1));
    }

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check("aäx".as_bytes(), "UTF-8", "aäx");
        check("\u{feff}aäx".as_bytes(), "UTF-8", "aäx");
        check(b"", "UTF-8", "");
    }

    #[test]
    fn smart_quotes_alone_are_of_windows() {
        let bytes = b"@book{a, title = {\x93Smart\x94 \x96 quotes\x85 \x80 5 x}}";
        check(bytes, "windows-1252", "@book{a, title = {“Smart” – quotes… € 5 x}}");
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "@book{a,\n title = {Türme x 😀},\n}\n";
        check(&utf16(text, false, true), "UTF-16LE", text);
        check(&utf16(text, true, true), "UTF-16BE", text);
        check(&utf16(text, false, false), "UTF-16LE", text);
        check(&utf16(text, true, false), "UTF-16BE", text);
    }

    #[test]
    fn latin_1_is_told_from_mac_roman() {
        check(
            b"author = {J\xf6rg M\xfcller and Andr\xe9 x}",
            "windows-1252",
            "author = {Jörg Müller and André x}",
        );
        check(
            b"author = {J\x9arg M\x9fller and Andr\x8e x}",
            "macintosh",
            "author = {Jörg Müller and André x}",
        );
    }

    #[test]
    fn a_declared_encoding_is_respected() {
        check(b"% Encoding: MacRoman\nx \x8e", "macintosh", "% Encoding: MacRoman\nx é");
        check(
            b"% Encoding: Cp1251\ntitle = {\xcc\xee}",
            "windows-1251",
            "% Encoding: Cp1251\ntitle = {Мо}",
        );
    }

    #[test]
    fn cyrillic_pages_are_read_whatever_they_declare() {
        let text = "<title>Торговля на Каспии и её будущее</title>";
        for (declared, encoding) in [
            ("<meta charset=\"windows-1251\">", encoding_rs::WINDOWS_1251),
            ("<meta content=\"text/html; charset=koi8-r\">", encoding_rs::KOI8_R),
            ("<?xml version='1.0' encoding='ISO-8859-5'?>", encoding_rs::ISO_8859_5),
            ("<meta charset=utf-8>", encoding_rs::WINDOWS_1251),
            ("<meta charset=iso-8859-1>", encoding_rs::WINDOWS_1251),
            ("", encoding_rs::WINDOWS_1251),
        ] {
            let page = format!("{declared}{text}");
            let (bytes, _, _) = encoding.encode(&page);
            let (source, _) = Source::new(None, bytes.into_owned());
            assert_eq!((source.encoding(), &**source.text()), (encoding.name(), &*page));
        }
    }

    #[test]
    fn text_of_the_far_east_is_read_and_edited() {
        let text = "@book{k,\n  title = {日本語の本},\n  author = {山田 太郎},\n}\n";
        for encoding in
            [encoding_rs::ISO_2022_JP, encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP]
        {
            let (bytes, _, _) = encoding.encode(text);
            let (source, _) = Source::new(None, bytes.into_owned());
            assert_eq!((source.encoding(), &**source.text()), (encoding.name(), text));
            let at = text.find("語の").expect("it is there");
            let edit =
                Edit { span: Span::new(at, at + "語の".len()), text: "文".to_owned() };
            let new = text.replace("語の", "文");
            assert_eq!(source.edited(&[edit]).expect("it fits"), &*encoding.encode(&new).0);
        }
    }

    #[test]
    fn stray_bytes_in_utf8_are_kept() {
        check(b"M\xc3\xbcller, J\xc3\xb6rg, Andr\xe9 x", "UTF-8", "Müller, Jörg, André x");
    }

    #[test]
    fn a_character_without_a_place_is_refused() {
        let (source, _) = Source::new(None, b"J\xf6rg und M\xfcller".to_vec());
        let edit = Edit { span: Span::at(0), text: "ő".to_owned() };
        let refused = source.edited(&[edit]).unwrap_err();
        assert_eq!(refused.message, "`ő` cannot be written in windows-1252");
    }

    #[test]
    fn offsets_are_those_of_the_file() {
        let (source, _) = Source::new(None, b"J\xf6rg M\xfcller".to_vec());
        assert_eq!(source.file_span(Span::new(6, 9)), Span::new(5, 7));
        let (source, _) = Source::new(None, utf16("aöb", false, true));
        assert_eq!(source.file_span(Span::new(1, 4)), Span::new(4, 8));
    }

    #[test]
    fn overlapping_edits_are_refused() {
        let edit = |start, end| Edit { span: Span::new(start, end), text: "x".to_owned() };
        assert!(apply("abcdef", &[edit(0, 3), edit(2, 4)]).is_err());
        assert_eq!(apply("abcdef", &[edit(3, 4), edit(0, 3)]).unwrap(), "xxef");
    }
}
