//! A query as tokens with their places.

use crate::query::QueryError;
use crate::text::Span;

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A field and how it is compared: `year>=`.
    Field(String, Op),
    /// A word or a phrase.
    Word(String),
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// `:` or `=`
    Has,
    /// `==`
    Is,
    /// `!=`
    HasNot,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Longest first, so that `<=` is not taken for `<`.
const OPS: &[(&str, Op)] = &[
    ("==", Op::Is),
    ("!=", Op::HasNot),
    ("<=", Op::LessOrEqual),
    (">=", Op::GreaterOrEqual),
    (":", Op::Has),
    ("=", Op::Has),
    ("<", Op::Less),
    (">", Op::Greater),
];

pub(super) fn tokens(query: &str) -> Result<Vec<(Token, Span)>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = query.get(at..).filter(|rest| !rest.is_empty()) {
        let skipped = rest.len() - rest.trim_start().len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let (token, length) = token(rest, at, &tokens)?;
        tokens.push((token, Span::new(at, at + length)));
        at += length;
    }
    Ok(tokens)
}

fn token(
    rest: &str,
    at: usize,
    before: &[(Token, Span)],
) -> Result<(Token, usize), QueryError> {
    // After `field:` everything up to a space is its value, or a phrase.
    let is_value = matches!(before.last(), Some((Token::Field(..), field)) if field.end as usize == at);
    if let Some(phrase) = rest.strip_prefix(['"', '“', '”']) {
        let quote = rest.chars().next().map_or(1, char::len_utf8);
        let Some(end) = phrase.find(['"', '”']) else {
            return Err(QueryError {
                message: "the quotation mark is never closed".to_owned(),
                span: Span::new(at, at + rest.len()),
                help: None,
            });
        };
        let text = phrase.get(..end).unwrap_or("");
        let closing = phrase.get(end..).and_then(|rest| rest.chars().next());
        let length = quote + end + closing.map_or(1, char::len_utf8);
        return Ok((Token::Word(text.to_owned()), length));
    }
    if is_value {
        return Ok(word(rest));
    }
    match rest.as_bytes() {
        [b'(', ..] => return Ok((Token::Open, 1)),
        [b')', ..] => return Ok((Token::Close, 1)),
        [b'!', ..] => return Ok((Token::Not, 1)),
        [b'-', next, ..] if !next.is_ascii_whitespace() => return Ok((Token::Not, 1)),
        _ => {}
    }
    Ok(field(rest).unwrap_or_else(|| word_or_operator(rest)))
}

/// `name` and an operator, without a space between them.
fn field(rest: &str) -> Option<(Token, usize)> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    let end = rest.find(|c| !is_name(c)).filter(|end| *end > 0)?;
    let (name, rest) = rest.split_at(end);
    let (sign, op) = OPS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    Some((Token::Field(name.to_owned(), *op), end + sign.len()))
}

fn word_or_operator(rest: &str) -> (Token, usize) {
    let (token, length) = word(rest);
    let operator = match &token {
        Token::Word(word) if word.eq_ignore_ascii_case("and") => Token::And,
        Token::Word(word) if word.eq_ignore_ascii_case("or") => Token::Or,
        Token::Word(word) if word.eq_ignore_ascii_case("not") => Token::Not,
        _ => return (token, length),
    };
    (operator, length)
}

fn word(rest: &str) -> (Token, usize) {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    let end = end.unwrap_or(rest.len());
    let text = rest.get(..end).unwrap_or("");
    (Token::Word(text.to_owned()), end)
}
