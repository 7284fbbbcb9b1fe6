//! From text to tree.
//!
//! Follows what BibTeX reads (`bibtex.web`, parts 15 to 17), is as tolerant as biber's
//! btparse and more, and never loses an entry because of a bad neighbour.

use super::faults::{Fault, FaultKind};
use super::recover::{self, Depths, Resume, follows_value};
use super::scan::{self, Head, Stop, skip_space, skip_trivia};
use super::tree::{Block, BlockKind, FieldNode, NONE, Part, Tree, ValueKind};
use crate::text::Span;

/// Splits text into blocks. Text past 4 GiB cannot be addressed and is left out; sources
/// refuse it before.
pub(super) fn parse(text: &str) -> (Tree, Vec<Fault>) {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..NONE as usize).unwrap_or(bytes);
    let mut parser = Parser::new(bytes);
    parser.blocks();
    (parser.tree, parser.faults)
}

struct Parser<'a> {
    bytes: &'a [u8],
    tree: Tree,
    faults: Vec<Fault>,
    /// Bytes that may still be looked at in vain.
    budget: usize,
    depths: Option<Depths>,
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

impl<'a> Parser<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut tree = Tree { len: offset(bytes.len()), ..Tree::default() };
        tree.blocks.reserve(bytes.len() / 256);
        tree.fields.reserve(bytes.len() / 64);
        let budget = bytes.len().saturating_mul(4).saturating_add(1 << 16);
        Self { bytes, tree, faults: Vec::new(), budget, depths: None }
    }

    fn at(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn fault(&mut self, kind: FaultKind, start: usize, end: usize) {
        self.faults.push(Fault { kind, span: Span::new(start, end) });
    }

    fn blocks(&mut self) {
        let (mut at, mut text) = (0, 0);
        while let Some(sign) = scan::find(self.bytes, at, b'@') {
            if let Some(end) = self.commented(sign) {
                at = end;
                continue;
            }
            let Some(kind) = self.head(sign) else {
                at = sign + 1;
                continue;
            };
            self.text_block(text, sign);
            at = match kind {
                Start::LineComment(name) => self.line_comment(sign, name),
                Start::Block(head) => self.block(sign, head),
            };
            text = at;
        }
        self.text_block(text, self.bytes.len());
        self.tree.blocks.shrink_to_fit();
        self.tree.fields.shrink_to_fit();
        self.tree.parts.shrink_to_fit();
    }

    /// The end of the line, if a `%` begins the line that holds the `@`: people comment
    /// entries out like this, and biber agrees (BibTeX does not).
    fn commented(&self, sign: usize) -> Option<usize> {
        let floor = sign.saturating_sub(512);
        let before = self.bytes.get(floor..sign)?;
        let start =
            memchr::memrchr2(b'\n', b'\r', before).map_or(floor, |at| floor + at + 1);
        let first = scan::skip_blanks(self.bytes, start);
        (self.at(first) == Some(b'%')).then(|| scan::line_end(self.bytes, sign))
    }

    fn head(&self, sign: usize) -> Option<Start> {
        if let Some(head) = scan::head(self.bytes, sign) {
            let line = scan::line_end(self.bytes, head.name.1);
            if !self.is_word(head.name, b"comment") || head.open < line {
                return Some(Start::Block(head));
            }
        }
        let start = sign + 1;
        let end = scan::skip_name(self.bytes, start.min(self.bytes.len()));
        (end - start < 8 && self.is_word((start, end), b"comment"))
            .then_some(Start::LineComment((start, end)))
    }

    fn is_word(&self, (start, end): (usize, usize), word: &[u8]) -> bool {
        self.bytes.get(start..end).is_some_and(|name| name.eq_ignore_ascii_case(word))
    }

    fn push_block(&mut self, kind: BlockKind, start: usize, name: (usize, usize)) -> usize {
        self.tree.blocks.push(Block {
            kind,
            start: offset(start),
            name: Span::new(name.0, name.1),
            key: Span::at(name.1),
            open: NONE,
            close: NONE,
            fields: offset(self.tree.fields.len()),
        });
        self.tree.blocks.len() - 1
    }

    fn text_block(&mut self, start: usize, end: usize) {
        if start < end {
            self.push_block(BlockKind::Text, start, (start, start));
        }
    }

    fn line_comment(&mut self, sign: usize, name: (usize, usize)) -> usize {
        self.push_block(BlockKind::Comment, sign, name);
        scan::line_end(self.bytes, sign)
    }

    /// Reads a block from its head and returns where it ends.
    fn block(&mut self, sign: usize, head: Head) -> usize {
        let kind = if self.is_word(head.name, b"comment") {
            BlockKind::Comment
        } else if self.is_word(head.name, b"string") {
            BlockKind::StringDef
        } else if self.is_word(head.name, b"preamble") {
            BlockKind::Preamble
        } else {
            BlockKind::Entry
        };
        let node = self.push_block(kind, sign, head.name);
        let close = if self.at(head.open) == Some(b'(') { b')' } else { b'}' };
        let body = Body { node, sign, open: head.open, close };
        self.set_open(node, head.open);
        match kind {
            BlockKind::Comment => self.comment(&body),
            BlockKind::Preamble => self.preamble(&body),
            BlockKind::Entry => match self.key(&body) {
                After::Fields(at) => self.fields(&body, at),
                After::Closed(at) => at,
            },
            BlockKind::StringDef | BlockKind::Text => self.fields(&body, head.open + 1),
        }
    }

    fn set_open(&mut self, node: usize, open: usize) {
        if let Some(block) = self.tree.blocks.get_mut(node) {
            block.open = offset(open);
        }
    }

    fn close(&mut self, node: usize, at: usize) -> usize {
        if let Some(block) = self.tree.blocks.get_mut(node) {
            block.close = offset(at);
        }
        at + 1
    }

    fn comment(&mut self, body: &Body) -> usize {
        if body.close == b')' {
            let end = scan::line_end(self.bytes, body.open);
            let line = self.bytes.get(body.open..end).unwrap_or(&[]);
            return match memchr::memrchr(b')', line) {
                Some(found) => self.close(body.node, body.open + found),
                None => end,
            };
        }
        match self.run_braced(body.open) {
            Ok(end) => self.close(body.node, end - 1),
            Err(limit) => {
                self.fault(FaultKind::UnclosedComment, body.sign, body.open + 1);
                let end = scan::line_end(self.bytes, body.open);
                if limit < self.bytes.len() { end.min(limit) } else { end }
            }
        }
    }

    fn preamble(&mut self, body: &Body) -> usize {
        let at = skip_trivia(self.bytes, body.open + 1);
        let mut field = empty_field(at);
        let end = self.value(&mut field, at, body);
        self.tree.fields.push(field);
        self.fields(body, end)
    }

    /// Reads the cite key.
    fn key(&mut self, body: &Body) -> After {
        let start = skip_space(self.bytes, body.open + 1);
        let end = self.key_end(start, body.close);
        let trimmed = scan::trim_back(self.bytes, start, end);
        match self.at(end) {
            Some(b',') => {
                self.set_key(body, start, trimmed);
                After::Fields(end + 1)
            }
            Some(b'=') => self.key_before_equals(body, start, trimmed),
            Some(byte) if byte == body.close => {
                self.set_key(body, start, trimmed);
                if byte == b'}' && recover::is_extra_close(self.bytes, end) {
                    return After::Fields(end);
                }
                After::Closed(self.close(body.node, end))
            }
            _ => {
                self.set_key(body, start, trimmed);
                let next = skip_space(self.bytes, end);
                if self.at(next) == Some(b',') {
                    return After::Fields(next + 1);
                }
                if self.at(next).is_some_and(|byte| byte != body.close) {
                    self.fault(FaultKind::MissingComma, trimmed, trimmed);
                }
                After::Fields(end)
            }
        }
    }

    /// Where the key stops: at a comma, the closing delimiter, an `=` that makes it a
    /// field, or the end of the line. Keys may hold balanced braces (`Kury\l{}owicz1973`).
    fn key_end(&self, start: usize, close: u8) -> usize {
        let mut at = start;
        let mut depth = 0usize;
        while let Some(byte) = self.at(at) {
            match byte {
                b',' | b'\n' | b'\r' => return at,
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'@' if at == start && scan::head(self.bytes, at).is_some() => return at,
                b'=' => {
                    let value = self.at(skip_space(self.bytes, at + 1));
                    let spaced = self.at(at + 1) == Some(b' ');
                    if matches!(value, Some(b'{' | b'"')) || spaced {
                        return at;
                    }
                }
                byte if byte == close && depth == 0 => return at,
                _ => {}
            }
            at += 1;
        }
        at
    }

    fn set_key(&mut self, body: &Body, start: usize, end: usize) {
        if start == end {
            self.fault(FaultKind::MissingKey, start, end);
        }
        if let Some(block) = self.tree.blocks.get_mut(body.node) {
            block.key = Span::new(start, end);
        }
    }

    /// `@book{title = {…}` has no key; `@book{key title = {…}` no comma after it.
    fn key_before_equals(&mut self, body: &Body, start: usize, end: usize) -> After {
        let text = self.bytes.get(start..end).unwrap_or(&[]);
        let Some(gap) = text.iter().rposition(|byte| scan::is_space(*byte)) else {
            self.set_key(body, start, start);
            return After::Fields(start);
        };
        let key_end = scan::trim_back(self.bytes, start, start + gap);
        self.set_key(body, start, key_end);
        self.fault(FaultKind::MissingComma, key_end, key_end);
        After::Fields(start + gap + 1)
    }

    /// Reads fields up to the closing delimiter and returns where the block ends.
    fn fields(&mut self, body: &Body, mut at: usize) -> usize {
        loop {
            let gap = at;
            at = skip_trivia(self.bytes, at);
            match self.at(at) {
                None => match self.unclosed(body, gap) {
                    After::Fields(next) => at = next,
                    After::Closed(end) => return end,
                },
                Some(b',') => at = self.comma(at),
                Some(b'}')
                    if body.close == b'}' && recover::is_extra_close(self.bytes, at) =>
                {
                    self.fault(FaultKind::ExtraBrace, at, at + 1);
                    at += 1;
                }
                Some(byte) if byte == body.close => return self.close(body.node, at),
                Some(byte @ (b'}' | b')')) => {
                    if self.mismatched(at, byte) {
                        return self.close(body.node, at);
                    }
                    self.fault(FaultKind::StrayText, at, at + 1);
                    at += 1;
                }
                Some(b'@') if scan::head(self.bytes, at).is_some() => {
                    match self.unclosed(body, gap) {
                        After::Fields(next) => at = next,
                        After::Closed(end) => return end,
                    }
                }
                Some(_) => match self.field(body, at) {
                    After::Fields(next) => at = next,
                    After::Closed(end) => return end,
                },
            }
        }
    }

    fn comma(&mut self, at: usize) -> usize {
        let first = self.tree.blocks.last().map_or(0, |block| block.fields as usize);
        if let Some(field) = self.tree.fields.get_mut(first..).and_then(<[_]>::last_mut)
            && field.comma == NONE
        {
            field.comma = offset(at);
        }
        at + 1
    }

    /// Whether `)` for `}` (or the reverse) closes the entry: nothing of it follows.
    fn mismatched(&mut self, at: usize, byte: u8) -> bool {
        let next = skip_space(self.bytes, at + 1);
        let closes = match self.at(next) {
            None => true,
            Some(b'@') => scan::head(self.bytes, next).is_some(),
            Some(_) => false,
        };
        if closes {
            let kind = if byte == b')' {
                FaultKind::ParenthesisForBrace
            } else {
                FaultKind::BraceForParenthesis
            };
            self.fault(kind, at, at + 1);
        }
        closes
    }

    /// The block ends without its delimiter. Often the last value has swallowed it: then
    /// that value is read again.
    fn unclosed(&mut self, body: &Body, gap: usize) -> After {
        if let Some(at) = self.reopen(body) {
            return After::Fields(at);
        }
        let end = scan::trim_back(self.bytes, body.open + 1, gap);
        self.fault(FaultKind::UnclosedBlock, body.sign, body.open + 1);
        After::Closed(end)
    }

    /// Ends the last value before the first line in it that looks like a field.
    fn reopen(&mut self, body: &Body) -> Option<usize> {
        let first = self.tree.blocks.get(body.node)?.fields as usize;
        let field = *self.tree.fields.get(first..)?.last()?;
        let (open, end) = (field.value.start as usize, field.value.end as usize);
        let closed = self.at(end.checked_sub(1)?) == Some(b'}');
        let fits = field.kind == ValueKind::Braced && closed && self.budget > end - open;
        if !fits || !recover::holds_field_line(self.bytes, open, end) {
            return None;
        }
        self.budget -= end - open;
        let cut = recover::braced_end(self.bytes, open, end - 1);
        if cut + 1 >= end {
            return None;
        }
        self.fault(FaultKind::UnclosedBrace, open, open + 1);
        let field = self.tree.fields.last_mut()?;
        field.value.end = offset(cut);
        field.comma = NONE;
        Some(cut)
    }

    /// Reads one field and what follows it, up to and including its comma.
    fn field(&mut self, body: &Body, start: usize) -> After {
        let disabled = self.at(start) == Some(b'@');
        let name = if disabled { skip_space(self.bytes, start + 1) } else { start };
        let end = self.name_end(name);
        let equals = skip_trivia(self.bytes, end);
        let mut field =
            FieldNode { name: Span::new(name, end), disabled, ..empty_field(end) };
        if end == name {
            return self.stray(body, start);
        }
        let after = match self.at(equals) {
            Some(b'=') => {
                field.equals = offset(equals);
                let value = skip_trivia(self.bytes, equals + 1);
                self.value(&mut field, value, body)
            }
            Some(b'{' | b'"') => {
                self.fault(FaultKind::MissingEquals, end, end);
                self.value(&mut field, equals, body)
            }
            Some(byte) if byte == b',' || byte == body.close => {
                self.fault(FaultKind::MissingValue, name, end);
                end
            }
            _ => return self.stray(body, start),
        };
        if disabled {
            self.fault(FaultKind::DisabledField, start, end);
        }
        self.tree.fields.push(field);
        self.after_value(body, after)
    }

    /// The end of a field name: names may hold blanks (`funding_text 1`), if an `=`
    /// follows on the same line.
    fn name_end(&self, start: usize) -> usize {
        let mut end = scan::skip_name(self.bytes, start);
        loop {
            let next = scan::skip_blanks(self.bytes, end);
            match self.at(next) {
                Some(b'\'' | b'\\' | b'(' | b')' | b'#')
                    if next - start < 60 && next > start =>
                {
                    end = scan::skip_name(self.bytes, next + 1);
                }
                Some(byte) if scan::is_name(byte) && next > end && next - start < 60 => {
                    end = scan::skip_name(self.bytes, next);
                }
                Some(b'=') => return end,
                _ => return scan::skip_name(self.bytes, start),
            }
        }
    }

    fn after_value(&mut self, body: &Body, end: usize) -> After {
        let next = skip_trivia(self.bytes, end);
        match self.at(next) {
            Some(b',') => After::Fields(self.comma(next)),
            Some(b'@') | None => After::Fields(end),
            Some(byte) if byte == body.close || matches!(byte, b'}' | b')') => {
                After::Fields(next)
            }
            Some(_) if scan::is_field(self.bytes, next) => {
                self.fault(FaultKind::MissingComma, end, end);
                After::Fields(next)
            }
            Some(_) => self.stray(body, next),
        }
    }

    /// Passes over text that does not belong into an entry.
    fn stray(&mut self, body: &Body, start: usize) -> After {
        match recover::resume(self.bytes, start, body.close) {
            Resume::Inside(at) => {
                self.fault(
                    FaultKind::StrayText,
                    start,
                    scan::trim_back(self.bytes, start, at),
                );
                After::Fields(at)
            }
            Resume::Block(at) => {
                let end = scan::trim_back(self.bytes, start, at);
                self.fault(FaultKind::StrayText, start, end);
                self.fault(FaultKind::UnclosedBlock, body.sign, body.open + 1);
                After::Closed(end)
            }
            Resume::End => {
                // All that is left may be the notes after the last entry: leave it as text.
                let end = scan::line_end(self.bytes, start);
                self.fault(FaultKind::StrayText, start, end);
                self.fault(FaultKind::UnclosedBlock, body.sign, body.open + 1);
                After::Closed(end)
            }
        }
    }

    /// Reads a value and returns where it ends.
    fn value(&mut self, field: &mut FieldNode, start: usize, body: &Body) -> usize {
        let mut at = start;
        let mut end = start;
        let mut first: Option<Part> = None;
        let parts = self.tree.parts.len();
        loop {
            let Some((part, next)) = self.part(at, body) else {
                if first.is_none() {
                    self.fault(FaultKind::MissingValue, field.name.start as usize, start);
                    let end = field.equals().map_or(start, |equals| equals as usize + 1);
                    field.value = Span::at(end);
                    return end;
                }
                self.fault(FaultKind::MissingValue, end, at);
                break;
            };
            match first {
                None => first = Some(part),
                Some(one) => {
                    if self.tree.parts.len() == parts {
                        self.tree.parts.push(one);
                    }
                    self.tree.parts.push(part);
                }
            }
            end = next;
            let sign = skip_trivia(self.bytes, next);
            if self.at(sign) != Some(b'#') {
                break;
            }
            at = skip_trivia(self.bytes, sign + 1);
        }
        field.value = Span::new(start, end);
        field.kind = first.map_or(ValueKind::Missing, |part| part.kind);
        if self.tree.parts.len() > parts {
            field.kind = ValueKind::Concat;
            field.parts = offset(parts);
        }
        end
    }

    /// Reads one part of a value.
    fn part(&mut self, at: usize, body: &Body) -> Option<(Part, usize)> {
        let (kind, end) = match self.at(at)? {
            b'{' => (ValueKind::Braced, self.braced(at)),
            b'"' => (ValueKind::Quoted, self.quoted(at)),
            b',' | b'#' | b'}' | b')' | b'=' => return None,
            b'@' if scan::head(self.bytes, at).is_some() => return None,
            _ => self.bare(at, body)?,
        };
        Some((Part { span: Span::new(at, end), kind }, end))
    }

    /// A number, the name of a string, or text without delimiters.
    fn bare(&mut self, start: usize, body: &Body) -> Option<(ValueKind, usize)> {
        let mut end = self.word_end(start, body.close);
        let word = self.bytes.get(start..end).unwrap_or(&[]);
        if word.is_empty() {
            return None;
        }
        let number = word.iter().all(u8::is_ascii_digit);
        let next = skip_space(self.bytes, end);
        if follows_value(self.bytes, end) || scan::line_end(self.bytes, end) < next {
            let kind = if number { ValueKind::Number } else { ValueKind::Macro };
            return Some((kind, end));
        }
        // `year = in press,`: all of it is meant.
        while let Some(byte) = self.at(end) {
            if matches!(byte, b',' | b'\n' | b'\r' | b'#') || byte == body.close {
                break;
            }
            end += 1;
        }
        end = scan::trim_back(self.bytes, start, end);
        self.fault(FaultKind::UnquotedValue, start, end);
        Some((ValueKind::Macro, end))
    }

    fn word_end(&self, start: usize, close: u8) -> usize {
        let mut at = start;
        while let Some(byte) = self.at(at) {
            if scan::is_space(byte)
                || byte == close
                || matches!(byte, b',' | b'#' | b'{' | b'}' | b'"')
            {
                break;
            }
            at += 1;
        }
        at
    }

    fn braced(&mut self, open: usize) -> usize {
        match self.run_braced(open) {
            Ok(end) => end,
            Err(limit) => {
                self.fault(FaultKind::UnclosedBrace, open, open + 1);
                recover::braced_end(self.bytes, open, limit)
            }
        }
    }

    /// Runs to the brace that closes the one at `open`; an error is where to stop instead.
    fn run_braced(&mut self, open: usize) -> Result<usize, usize> {
        let (mut at, mut depth, mut entry) = (open + 1, 1, None);
        if self.never_closes(at, depth) {
            return Err(self.next_entry(at));
        }
        loop {
            match scan::braced(self.bytes, at, &mut depth) {
                Stop::Closed(close) => {
                    let Some(sign) = entry else { return Ok(close + 1) };
                    if follows_value(self.bytes, close + 1) {
                        return Ok(close + 1);
                    }
                    self.spend(close - sign);
                    return Err(sign);
                }
                Stop::Entry(sign) => {
                    let entry = *entry.get_or_insert(sign);
                    if self.budget < sign - entry + 1 || self.never_closes(sign, depth) {
                        return Err(entry);
                    }
                    at = sign + 1;
                }
                Stop::Unbalanced(_) | Stop::End => {
                    self.depths.get_or_insert_with(|| Depths::new(self.bytes));
                    let limit = entry.unwrap_or(self.bytes.len());
                    self.spend(self.bytes.len() - limit);
                    return Err(limit);
                }
            }
        }
    }

    fn spend(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes);
    }

    fn never_closes(&self, at: usize, depth: usize) -> bool {
        let depths = self.depths.as_ref();
        depths.is_some_and(|depths| !depths.closes(self.bytes, at, depth))
    }

    /// The next `@` that starts an entry, not further than the budget allows.
    fn next_entry(&mut self, from: usize) -> usize {
        let limit =
            self.bytes.len().min(from.saturating_add(self.budget).saturating_add(4096));
        let mut at = from;
        while let Some(sign) = scan::find(self.bytes, at, b'@').filter(|sign| *sign < limit)
        {
            if scan::starts_entry(self.bytes, sign) {
                self.spend(sign - from);
                return sign;
            }
            at = sign + 1;
        }
        self.spend(limit - from);
        limit
    }

    fn quoted(&mut self, open: usize) -> usize {
        let mut depth = 0;
        // Where looking on has been in vain too often, a value is at most this long.
        let reach = if self.budget == 0 { open + 2048 } else { self.bytes.len() };
        let bytes = self.bytes.get(..reach).unwrap_or(self.bytes);
        let limit = match scan::quoted(bytes, open + 1, &mut depth) {
            Stop::Closed(close) if follows_value(self.bytes, close + 1) => {
                return close + 1;
            }
            Stop::Closed(close) => {
                if let Some(end) = recover::later_quote(self.bytes, close + 1) {
                    self.fault(FaultKind::QuoteInQuotes, close, close + 1);
                    return end;
                }
                return close + 1;
            }
            Stop::Unbalanced(_) => bytes.len(),
            Stop::Entry(sign) => sign,
            Stop::End => {
                self.spend(bytes.len() - open);
                bytes.len()
            }
        };
        self.fault(FaultKind::UnclosedQuote, open, open + 1);
        recover::quoted_end(self.bytes, open, limit)
    }
}

/// What begins at an `@`.
enum Start {
    LineComment((usize, usize)),
    Block(Head),
}

/// A block while it is read.
struct Body {
    node: usize,
    sign: usize,
    open: usize,
    close: u8,
}

/// Where reading goes on.
enum After {
    /// With fields, at this place.
    Fields(usize),
    /// Behind the block, at this place.
    Closed(usize),
}

fn empty_field(at: usize) -> FieldNode {
    FieldNode {
        name: Span::at(at),
        value: Span::at(at),
        kind: ValueKind::Missing,
        disabled: false,
        equals: NONE,
        comma: NONE,
        parts: 0,
    }
}
