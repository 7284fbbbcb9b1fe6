//! The grammar:
//!
//! ```text
//! query   = [ or ]
//! or      = and { "or" and }
//! and     = not { [ "and" ] not }
//! not     = ( "not" | "-" | "!" ) not | "(" or ")" | test | word | phrase
//! test    = field ( ":" | "=" | "==" | "!=" | "<" | "<=" | ">" | ">=" ) ( word | phrase )
//! ```

use crate::model::date::{DateParts, Unspecified};
use crate::model::{Datatype, Date, Field};
use crate::query::lex::{self, Op, Token};
use crate::query::{Bounds, Comparison, Condition, Pattern, Query, QueryError, Subject};
use crate::query::{SortKey, fields};
use crate::text::{Span, fold};

/// How deep parentheses and negations may go.
const DEPTH: usize = 100;

pub(super) fn parse(query: &str) -> Result<Query, QueryError> {
    let tokens = lex::tokens(query)?;
    let mut parser =
        Parser { tokens, at: 0, end: query.len(), depth: 0, query: Query::default() };
    if !parser.tokens.is_empty() {
        parser.query.condition = parser.any()?;
        if let Some((_, span)) = parser.peek() {
            return Err(error("there is no `(` for this", span));
        }
    }
    Ok(parser.query)
}

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    end: usize,
    depth: usize,
    query: Query,
}

fn error(message: impl Into<String>, span: Span) -> QueryError {
    QueryError { message: message.into(), span, help: None }
}

impl Parser {
    fn peek(&self) -> Option<(&Token, Span)> {
        self.tokens.get(self.at).map(|(token, span)| (token, *span))
    }

    fn next(&mut self) -> Option<(Token, Span)> {
        let next = self.tokens.get(self.at).cloned();
        self.at += usize::from(next.is_some());
        next
    }

    fn any(&mut self) -> Result<Option<Condition>, QueryError> {
        let mut parts = vec![self.all()?];
        while let Some((Token::Or, span)) = self.peek() {
            self.at += 1;
            if parts.iter().any(Option::is_none) {
                return Err(error("`or` needs a condition on its left", span));
            }
            parts.push(self.all()?);
        }
        if parts.len() > 1 && parts.iter().any(Option::is_none) {
            return Err(error("`or` needs a condition on its right", self.here()));
        }
        Ok(join(parts.into_iter().flatten().collect(), Condition::Any))
    }

    fn all(&mut self) -> Result<Option<Condition>, QueryError> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some((Token::Or | Token::Close, _)) => break,
                Some((Token::And, span)) => {
                    self.at += 1;
                    let follows = !matches!(
                        self.peek(),
                        None | Some((Token::Or | Token::Close | Token::And, _))
                    );
                    if parts.is_empty() || !follows {
                        return Err(error("`and` needs a condition on both sides", span));
                    }
                }
                Some(_) => parts.extend(self.not()?),
            }
        }
        Ok(join(parts, Condition::All))
    }

    fn not(&mut self) -> Result<Option<Condition>, QueryError> {
        let Some((token, span)) = self.next() else {
            return Err(error("a condition is missing here", self.here()));
        };
        match token {
            Token::Not => {
                self.deeper(span)?;
                let inner =
                    self.not()?.ok_or_else(|| error("`not` needs a condition", span))?;
                self.depth -= 1;
                Ok(Some(Condition::Not(Box::new(inner))))
            }
            Token::Open => {
                self.deeper(span)?;
                let inner = self.any()?;
                match self.next() {
                    Some((Token::Close, _)) => {}
                    _ => return Err(error("this `(` is never closed", span)),
                }
                self.depth -= 1;
                inner
                    .map(Some)
                    .ok_or_else(|| error("there is nothing between `(` and `)`", span))
            }
            Token::Word(word) => Ok(Some(Condition::Anywhere(pattern(&word)))),
            Token::Field(name, op) => self.field(&name, op, span),
            Token::And | Token::Or | Token::Close => {
                Err(error("a condition is missing before this", span))
            }
        }
    }

    fn deeper(&mut self, span: Span) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(error(format!("more than {DEPTH} levels deep"), span));
        }
        Ok(())
    }

    fn field(
        &mut self,
        name: &str,
        op: Op,
        span: Span,
    ) -> Result<Option<Condition>, QueryError> {
        let value = match self.next() {
            Some((Token::Word(value), place)) if place.start == span.end => (value, place),
            _ => return Err(error(format!("`{name}` is compared with nothing"), span)),
        };
        let (value, place) = value;
        match name.to_lowercase().as_str() {
            "sort" => {
                self.at_top("sort", span)?;
                self.query.sort =
                    SortKey::list(&value).map_err(|wrong| error(wrong, place))?;
                return Ok(None);
            }
            "limit" => {
                self.at_top("limit", span)?;
                let limit = value.parse().map_err(|_| {
                    error(format!("`limit` needs a whole number, not `{value}`"), place)
                })?;
                self.query.limit = Some(limit);
                return Ok(None);
            }
            _ => {}
        }
        let lower = name.to_lowercase();
        if lower == "has" || lower == "missing" {
            let has = Condition::Has(subject(&value, place)?);
            let wanted = lower == "has";
            return Ok(Some(if wanted { has } else { Condition::Not(Box::new(has)) }));
        }
        test(subject(name, span)?, op, &value, place).map(Some)
    }

    /// `sort:` and `limit:` are about the whole answer.
    fn at_top(&self, name: &str, span: Span) -> Result<(), QueryError> {
        if self.depth == 0 {
            return Ok(());
        }
        let message = format!("`{name}:` is about the whole answer");
        Err(QueryError {
            help: Some("put it outside the parentheses".to_owned()),
            ..error(message, span)
        })
    }

    fn here(&self) -> Span {
        self.peek().map_or(Span::at(self.end), |(_, span)| span)
    }
}

fn join(
    mut parts: Vec<Condition>,
    all: fn(Vec<Condition>) -> Condition,
) -> Option<Condition> {
    if parts.len() > 1 { Some(all(parts)) } else { parts.pop() }
}

fn subject(name: &str, span: Span) -> Result<Subject, QueryError> {
    fields::subject(name).map_err(|near| QueryError {
        help: Some(format!("did you mean `{near}`?")),
        ..error(format!("there is no field `{name}`"), span)
    })
}

/// The condition of a comparison, by what the field holds.
fn test(
    subject: Subject,
    op: Op,
    value: &str,
    span: Span,
) -> Result<Condition, QueryError> {
    let first = match &subject {
        Subject::Fields(fields) => fields.first().copied(),
        _ => None,
    };
    let condition = match first.map(|field| (field, field.datatype())) {
        Some((field, Datatype::Date)) => date(field, op, value, span)?,
        Some((field, Datatype::Number | Datatype::PageRange)) => number(field, op, value),
        _ => None,
    };
    if let Some(condition) = condition {
        return Ok(negated(op == Op::HasNot, condition));
    }
    let comparison = match op {
        Op::Has | Op::HasNot => Comparison::Contains,
        Op::Is => Comparison::Is,
        _ => {
            let name = subject.name();
            return Err(error(
                format!("`{name}` cannot be smaller or larger than `{value}`"),
                span,
            ));
        }
    };
    if subject == Subject::Kind
        && let Some(near) = fields::near_kind(value)
    {
        return Err(QueryError {
            help: Some(format!("did you mean `{near}`?")),
            ..error(format!("there is no type `{value}`"), span)
        });
    }
    let pattern = pattern(value);
    let names = first.is_some_and(|field| field.datatype() == Datatype::Names);
    let condition = if names {
        Condition::Name(subject, comparison, pattern)
    } else {
        Condition::Text(subject, comparison, pattern)
    };
    Ok(negated(op == Op::HasNot, condition))
}

fn negated(negated: bool, condition: Condition) -> Condition {
    if negated { Condition::Not(Box::new(condition)) } else { condition }
}

fn pattern(typed: &str) -> Pattern {
    let parts = typed.split('*').map(|part| fold(part).into_owned()).collect();
    Pattern { typed: typed.to_owned(), parts }
}

/// A date condition; `None` if the value is no date and may be text (`date:forthcoming`).
fn date(
    field: Field,
    op: Op,
    value: &str,
    span: Span,
) -> Result<Option<Condition>, QueryError> {
    let Some(mut bounds) = date_bounds(value) else {
        let words = value.chars().any(char::is_alphabetic)
            && !value.contains(|c: char| c.is_ascii_digit());
        let text = words && matches!(op, Op::Has | Op::HasNot | Op::Is);
        return if text {
            Ok(None)
        } else {
            Err(QueryError {
                help: Some(
                    "write 2019, 2019-05, 2019-05-31 or a range 2019..2023".to_owned(),
                ),
                ..error(format!("`{value}` is no date"), span)
            })
        };
    };
    apply(op, &mut bounds);
    Ok(Some(Condition::Date(field, bounds)))
}

/// `2019`, `2019..2023`, `2019..`, `..2023-05`.
fn date_bounds(value: &str) -> Option<Bounds<Date>> {
    let typed = value.to_owned();
    let parse = |text: &str| {
        let year =
            text.len() < 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if year {
            return text.parse().ok().map(|year| Date::Single(DateParts::year(year)));
        }
        let date = Date::parse_edtf(text)?;
        let whole = date.start().is_some_and(|d| d.unspecified == Unspecified::None);
        (whole && matches!(date, Date::Single(_))).then_some(date)
    };
    match value.split_once("..") {
        Some(("", "")) => None,
        Some((from, to)) => {
            let end = |text: &str| match text {
                "" => Some(None),
                text => parse(text).map(Some),
            };
            Some(Bounds { from: end(from)?, to: end(to)?, typed })
        }
        None => {
            let date = parse(value)?;
            Some(Bounds { from: Some(date.clone()), to: Some(date), typed })
        }
    }
}

fn number(field: Field, op: Op, value: &str) -> Option<Condition> {
    let typed = value.to_owned();
    let mut bounds = match value.split_once("..") {
        Some(("", "")) => return None,
        Some((from, to)) => {
            let end = |text: &str| match text {
                "" => Some(None),
                text => text.parse().ok().map(Some),
            };
            Bounds { from: end(from)?, to: end(to)?, typed }
        }
        // `number:12` also finds “12a”: that is a question about text.
        None if matches!(op, Op::Has | Op::HasNot | Op::Is) => return None,
        None => {
            let number: i64 = value.parse().ok()?;
            Bounds { from: Some(number), to: Some(number), typed }
        }
    };
    match op {
        Op::Less => bounds.to = bounds.to.map(|n| n.saturating_sub(1)),
        Op::Greater => bounds.from = bounds.from.map(|n| n.saturating_add(1)),
        _ => {}
    }
    open(op, &mut bounds);
    Some(Condition::Number(field, bounds))
}

/// Moves the bounds past the date for `<` and `>`, and opens the end that is not bound.
fn apply(op: Op, bounds: &mut Bounds<Date>) {
    match op {
        Op::Less => bounds.to = bounds.from.as_ref().and_then(before),
        Op::Greater => bounds.from = bounds.to.as_ref().and_then(after),
        _ => {}
    }
    open(op, bounds);
}

fn open<T>(op: Op, bounds: &mut Bounds<T>) {
    match op {
        Op::Less | Op::LessOrEqual => bounds.from = None,
        Op::Greater | Op::GreaterOrEqual => bounds.to = None,
        _ => {}
    }
}

/// The last date of the same precision before this one.
fn before(date: &Date) -> Option<Date> {
    let parts = date.start()?;
    Some(Date::Single(match (parts.month, parts.day) {
        (0, _) => DateParts::year(parts.year.saturating_sub(1)),
        (1, 0) => DateParts::month(parts.year.saturating_sub(1), 12),
        (month, 0) => DateParts::month(parts.year, month.saturating_sub(1)),
        (1, 1) => DateParts::day(parts.year.saturating_sub(1), 12, 31),
        (month, 1) => DateParts::day(parts.year, month.saturating_sub(1), 31),
        (month, day) => DateParts::day(parts.year, month, day.saturating_sub(1)),
    }))
}

/// The first date of the same precision after this one.
fn after(date: &Date) -> Option<Date> {
    let parts = date.start()?;
    Some(Date::Single(match (parts.month, parts.day) {
        (0, _) => DateParts::year(parts.year.saturating_add(1)),
        (12, 0) => DateParts::month(parts.year.saturating_add(1), 1),
        (month, 0) => DateParts::month(parts.year, month.saturating_add(1)),
        (12, 31) => DateParts::day(parts.year.saturating_add(1), 1, 1),
        (month, 31) => DateParts::day(parts.year, month.saturating_add(1), 1),
        (month, day) => DateParts::day(parts.year, month, day.saturating_add(1)),
    }))
}
