//! The markup inside texts: tags of CSL-JSON, and straight or curly quotation marks that
//! are paired and told apart from apostrophes (“Markup” of the CSL-JSON guide; the
//! `flipflop_…` fixtures of the official suite are the definition).

use crate::csl::node::{Content, Node};
use crate::csl::style::element::{
    Decor, FontStyle, FontVariant, FontWeight, Quotes, Str, VerticalAlign,
};

/// The quotation marks of a locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct QuoteMarks {
    pub(crate) open: Str,
    pub(crate) close: Str,
    pub(crate) open_inner: Str,
    pub(crate) close_inner: Str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    NoCase,
    NoDecor,
    SmallCapsSpan,
    SmallCaps,
    Italic,
    Bold,
    Superscript,
    Subscript,
    Double,
    Single,
    OwnOuter,
    OwnInner,
}

/// The tags with their closers; the first of an opener's spelling wins.
const TAGS: &[(&str, &str, Kind)] = &[
    ("<span class=\"nocase\">", "</span>", Kind::NoCase),
    ("<span class=\"nodecor\">", "</span>", Kind::NoDecor),
    ("<span style=\"font-variant:small-caps;\">", "</span>", Kind::SmallCapsSpan),
    ("<sc>", "</sc>", Kind::SmallCaps),
    ("<i>", "</i>", Kind::Italic),
    ("<b>", "</b>", Kind::Bold),
    ("<sup>", "</sup>", Kind::Superscript),
    ("<sub>", "</sub>", Kind::Subscript),
    (" \"", "\"", Kind::Double),
    (" '", "'", Kind::Single),
    ("(\"", "\"", Kind::Double),
    ("('", "'", Kind::Single),
];

/// A tag, and the characters after it.
struct Token<'a> {
    tag: &'a str,
    opens: Option<Kind>,
    /// A space was put before a quotation mark to make it an opening one.
    forced: bool,
    /// Taken for characters.
    dead: bool,
    text: String,
}

/// What characters a text has, seen in one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letters(u8);

impl Letters {
    const MARKUP: u8 = 1;
    const STRANGE: u8 = 2;
    const DOUBLE: u8 = 4;
    const PERIOD: u8 = 8;

    /// Looks at a text.
    pub(crate) fn of(text: &str) -> Self {
        const KINDS: [u8; 256] = {
            let mut kinds = [0; 256];
            let mut byte = 0x80;
            while byte < 256 {
                kinds[byte] = Letters::STRANGE;
                byte += 1;
            }
            kinds[b'<' as usize] = Letters::MARKUP;
            kinds[b'"' as usize] = Letters::MARKUP;
            kinds[b'\'' as usize] = Letters::MARKUP;
            kinds[b':' as usize] = Letters::DOUBLE;
            kinds[b';' as usize] = Letters::DOUBLE;
            kinds[b'?' as usize] = Letters::DOUBLE;
            kinds[b'!' as usize] = Letters::DOUBLE;
            kinds[b'.' as usize] = Letters::PERIOD;
            kinds
        };
        let kind = |seen: u8, byte: u8| seen | KINDS.get(usize::from(byte)).unwrap_or(&0);
        Self(text.bytes().fold(0, kind))
    }

    /// Whether there are only ASCII letters, digits and marks that nothing changes.
    pub(crate) fn are_plain(self) -> bool {
        self.0 & !Self::PERIOD == 0
    }

    /// Whether a text of these characters is printed as it stands.
    pub(crate) fn are_words(self, text: &str, marks: &QuoteMarks) -> bool {
        self.are_plain()
            || self.0 & (Self::MARKUP | Self::DOUBLE) == 0
                && !text.contains(['»', '«'])
                && !is_marked(text, marks)
    }

    /// Whether there may be a mark that stands apart in French.
    pub(crate) fn may_have_double(self) -> bool {
        self.0 & (Self::DOUBLE | Self::STRANGE) != 0
    }

    /// Whether there is a period.
    pub(crate) fn have_period(self) -> bool {
        self.0 & Self::PERIOD != 0
    }

    /// Whether a text of these characters has anything that needs [`parse`].
    pub(crate) fn are_marked(self, text: &str, marks: &QuoteMarks) -> bool {
        self.0 & Self::MARKUP != 0 || self.0 & Self::STRANGE != 0 && is_marked(text, marks)
    }
}

/// Whether a text has anything that needs [`parse`].
pub(crate) fn is_marked(text: &str, marks: &QuoteMarks) -> bool {
    let bytes = text.as_bytes();
    if memchr::memchr3(b'<', b'"', b'\'', bytes).is_some() {
        return true;
    }
    if text.is_ascii() {
        return false;
    }
    let own = [&marks.open, &marks.close, &marks.open_inner, &marks.close_inner];
    text.contains('’')
        || own.into_iter().any(|mark| !mark.is_empty() && text.contains(&**mark))
}

/// Reads the markup of a text; a text without any stays one piece.
pub(crate) fn parse(text: &str, marks: &QuoteMarks) -> Content {
    let leading_space =
        text.starts_with(' ') && !text.trim_start().starts_with(['\'', '"']);
    let normal = straight_apostrophes(&canonical_spans(text));
    let (head, mut tokens) = tokens(&normal, marks);
    if tokens.is_empty() {
        return Content::Text(text.into());
    }
    let mut head = head;
    pair(&mut tokens, marks);
    fold_dead(&mut head, &mut tokens);
    spaces_of_quotes(&mut head, &mut tokens);
    let head = head.strip_prefix(' ').unwrap_or(&head);
    let head = if leading_space { head } else { head.strip_prefix(' ').unwrap_or(head) };
    build(head, &tokens)
}

/// `<span   style="font-variant: small-caps">` and kin in the one spelling of [`TAGS`].
fn canonical_spans(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("<span") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<span") {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest.get(..end).unwrap_or("");
        let inner: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
        out.push_str(if inner.starts_with("<spanstyle=\"font-variant:small-caps") {
            "<span style=\"font-variant:small-caps;\">"
        } else if inner.starts_with("<spanclass=\"nocase\"") {
            "<span class=\"nocase\">"
        } else if inner.starts_with("<spanclass=\"nodecor\"") {
            "<span class=\"nodecor\">"
        } else {
            tag
        });
        rest = rest.get(end..).unwrap_or("");
    }
    out.push_str(rest);
    out.into()
}

/// A curly apostrophe between letters as a straight one, after a space before all.
fn straight_apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    out.push(' ');
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let between = c == '’'
            && before.is_some_and(is_romanesque)
            && chars.peek().copied().is_some_and(is_romanesque);
        out.push(if between { '\'' } else { c });
        // A letter that closed one pair does not open the next.
        before = Some(c);
    }
    out
}

/// Letters and digits of scripts written with spaces and cases, more or less.
pub(crate) fn is_romanesque(c: char) -> bool {
    matches!(c, '-' | '0'..='9') || is_romanesque_letter(c)
}

/// The same without digits and hyphen.
pub(crate) fn is_romanesque_letter(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z'
        | '\u{e01}'..='\u{e5b}'
        | '\u{c0}'..='\u{17f}'
        | '\u{370}'..='\u{3ff}'
        | '\u{400}'..='\u{52f}'
        | '\u{590}'..='\u{5d4}'
        | '\u{5d6}'..='\u{5ff}'
        | '\u{1f00}'..='\u{1fff}'
        | '\u{600}'..='\u{6ff}'
        | '\u{200c}' | '\u{200d}' | '\u{200e}'
        | '\u{218}'..='\u{21b}'
        | '\u{202a}'..='\u{202e}')
}

/// The openers and closers of the locale's own marks, where they are not straight ones.
fn own_marks(marks: &QuoteMarks) -> impl Iterator<Item = (&str, &str, Kind)> {
    let straight = |mark: &str| matches!(mark, "" | "\"" | "'" | " \"" | " '");
    let outer = (marks.open.as_str(), marks.close.as_str(), Kind::OwnOuter);
    let inner = (marks.open_inner.as_str(), marks.close_inner.as_str(), Kind::OwnInner);
    [outer, inner]
        .into_iter()
        .filter(move |(open, close, _)| !straight(open) && !close.is_empty())
}

fn tokens<'a>(text: &'a str, marks: &'a QuoteMarks) -> (String, Vec<Token<'a>>) {
    let openers: Vec<(&str, &str, Kind)> =
        TAGS.iter().copied().chain(own_marks(marks)).collect();
    let starts = |c: u8| matches!(c, b'<' | b'"' | b'\'' | b' ' | b'(');
    let own_first: Vec<u8> = own_marks(marks)
        .flat_map(|(open, close, _)| [open, close])
        .filter_map(|mark| mark.as_bytes().first().copied())
        .collect();
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token<'a>> = Vec::new();
    let mut head = String::new();
    let mut at = 0;
    let mut from = 0;
    while let Some(byte) = bytes.get(at) {
        if !starts(*byte) && !own_first.contains(byte) {
            at += 1;
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let opener = openers.iter().find(|(open, ..)| rest.starts_with(open));
        let found = match opener {
            Some((open, _, kind)) => Some((open.len(), Some(*kind))),
            None => {
                let closer = openers.iter().find(|(_, close, _)| rest.starts_with(close));
                closer.map(|(_, close, _)| (close.len(), None))
            }
        };
        let Some((length, opens)) = found else {
            at += 1;
            continue;
        };
        let before = text.get(from..at).unwrap_or("");
        match tokens.last_mut() {
            Some(token) => token.text.push_str(before),
            None => head.push_str(before),
        }
        let tag = text.get(at..at + length).unwrap_or("");
        tokens.push(Token { tag, opens, forced: false, dead: false, text: String::new() });
        at += length;
        from = at;
    }
    let tail = text.get(from..).unwrap_or("");
    match tokens.last_mut() {
        Some(token) => token.text.push_str(tail),
        None => head.push_str(tail),
    }
    force_openers(&mut tokens);
    (head, tokens)
}

/// A quotation mark directly after an opening tag opens too.
fn force_openers(tokens: &mut [Token<'_>]) {
    for at in 1..tokens.len() {
        let Some([before, token]) = tokens.get_mut(at - 1..=at) else { continue };
        if before.opens.is_some() && before.text.is_empty() {
            match token.tag {
                "\"" => {
                    (token.tag, token.opens, token.forced) =
                        (" \"", Some(Kind::Double), true)
                }
                "'" => {
                    (token.tag, token.opens, token.forced) =
                        (" '", Some(Kind::Single), true)
                }
                _ => {}
            }
        }
    }
}

fn closer_of<'a>(token: &Token<'_>, marks: &'a QuoteMarks) -> &'a str {
    match token.opens {
        Some(Kind::OwnOuter) => &marks.close,
        Some(Kind::OwnInner) => &marks.close_inner,
        _ => TAGS
            .iter()
            .find(|(open, ..)| *open == token.tag)
            .map_or("", |(_, close, _)| close),
    }
}

/// Pairs openers with closers; what has no partner becomes characters.
fn pair(tokens: &mut [Token<'_>], marks: &QuoteMarks) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        let Some(token) = tokens.get_mut(at) else { continue };
        if apostrophe(token) || token.opens.is_some() {
            if !token.dead {
                open.push(at);
            }
            continue;
        }
        let tag = token.tag;
        loop {
            let Some(top) = open.last().copied() else {
                kill(tokens, at, if tag == "'" { "’" } else { tag });
                break;
            };
            let closes =
                tokens.get(top).is_some_and(|token| closer_of(token, marks) == tag);
            if closes {
                open.pop();
                if tokens.get(top).is_some_and(|token| token.opens == Some(Kind::NoCase)) {
                    kill(tokens, top, "");
                    kill(tokens, at, "");
                }
                break;
            }
            if tag == "'" {
                kill(tokens, at, "’");
                break;
            }
            let literal = literal_of(tokens.get(top));
            kill(tokens, top, &literal);
            open.pop();
        }
    }
    for at in open.into_iter().rev() {
        let literal = match tokens.get(at) {
            Some(token) if token.tag == " '" => " ’".to_owned(),
            token => token.map_or(String::new(), |token| token.tag.to_owned()),
        };
        kill(tokens, at, &literal);
    }
}

fn literal_of(token: Option<&Token<'_>>) -> String {
    let Some(token) = token else { return String::new() };
    let tag = if token.forced { token.tag.trim_start() } else { token.tag };
    tag.to_owned()
}

/// An apostrophe that stands at a word says so by what follows it.
fn apostrophe(token: &mut Token<'_>) -> bool {
    let next = token.text.chars().next();
    let literal = match token.tag {
        "'" if next.is_some_and(|c| !matches!(c, ',' | '.' | '?' | ':' | ';' | ' ')) => "’",
        " '" if next == Some(' ') => " ’",
        _ => return false,
    };
    token.text.insert_str(0, literal);
    token.dead = true;
    true
}

fn kill(tokens: &mut [Token<'_>], at: usize, literal: &str) {
    if let Some(token) = tokens.get_mut(at)
        && !token.dead
    {
        token.text.insert_str(0, literal);
        token.dead = true;
    }
}

fn fold_dead(head: &mut String, tokens: &mut Vec<Token<'_>>) {
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        if token.dead {
            match kept.last_mut() {
                Some(before) => before.text.push_str(&token.text),
                None => head.push_str(&token.text),
            }
        } else {
            kept.push(token);
        }
    }
    *tokens = kept;
}

/// The space or bracket that belongs to an opening quotation mark stands before it.
fn spaces_of_quotes(head: &mut String, tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { continue };
        let quote = matches!(token.opens, Some(Kind::Double | Kind::Single));
        let front = token.tag.chars().next().filter(|_| quote && !token.forced);
        let Some(front) = front else { continue };
        match at.checked_sub(1).and_then(|before| tokens.get_mut(before)) {
            Some(before) => before.text.push(front),
            None => head.push(front),
        }
    }
}

fn build(head: &str, tokens: &[Token<'_>]) -> Content {
    // The form of straight marks that comes first is the outer one.
    let quote =
        |token: &Token<'_>| matches!(token.opens, Some(Kind::Double | Kind::Single));
    let outer = tokens.iter().find(|token| quote(token)).and_then(|token| token.opens);
    let mut stack: Vec<Node> = vec![Node::bare(Vec::new())];
    let push_text = |stack: &mut Vec<Node>, text: &str| {
        if !text.is_empty()
            && let Some(Content::Group(children)) =
                stack.last_mut().map(|node| &mut node.content)
        {
            children.push(Node::text(text));
        }
    };
    push_text(&mut stack, head);
    for token in tokens {
        match token.opens {
            Some(kind) => stack.push(Node { decor: decor(kind, outer), ..Node::default() }),
            None => close(&mut stack),
        }
        push_text(&mut stack, &token.text);
    }
    while stack.len() > 1 {
        close(&mut stack);
    }
    stack.pop().map(|node| node.content).unwrap_or_default()
}

fn close(stack: &mut Vec<Node>) {
    if stack.len() < 2 {
        return;
    }
    if let Some(done) = stack.pop()
        && let Some(Content::Group(children)) =
            stack.last_mut().map(|node| &mut node.content)
    {
        children.push(done);
    }
}

fn decor(kind: Kind, outer: Option<Kind>) -> Decor {
    let mut decor = Decor::default();
    match kind {
        Kind::NoCase => {}
        Kind::NoDecor => decor.plain = true,
        Kind::SmallCapsSpan | Kind::SmallCaps => decor.variant = FontVariant::Flip,
        Kind::Italic => decor.style = FontStyle::Flip,
        Kind::Bold => decor.weight = FontWeight::Flip,
        Kind::Superscript => decor.align = VerticalAlign::Superscript,
        Kind::Subscript => decor.align = VerticalAlign::Subscript,
        Kind::OwnOuter => decor.quotes = Quotes::FlipOuter,
        Kind::OwnInner => decor.quotes = Quotes::FlipInner,
        Kind::Double | Kind::Single => {
            let is_outer = outer == Some(kind);
            decor.quotes = if is_outer { Quotes::FlipOuter } else { Quotes::FlipInner };
        }
    }
    decor
}
