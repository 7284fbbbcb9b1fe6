//! Guessing: the delimiter, and what the columns hold.

use crate::formats::csv::Column;
use crate::formats::csv::header;
use crate::formats::csv::tables::headers::HEADERS;
use crate::formats::csv::tables::kinds::KINDS;
use crate::model::tables::kinds::KINDS as VOCABULARY;
use crate::model::{EntryKind, Field};
use crate::text::fold;

/// How sure we are that a text is a table with such a delimiter.
pub(super) fn sniff(text: &str, is_ours: fn(u8) -> bool) -> u8 {
    let (delimiter, table) = delimiter(text);
    if !is_ours(delimiter) {
        return 0;
    }
    let rows = header::sample(table, delimiter);
    let at = header::row(&rows);
    let Some(names) = rows.get(at) else { return 0 };
    // A line of prose has commas too, but not between the names of fields.
    if names.iter().any(|name| name.len() > 60) {
        return 0;
    }
    // A line of dashes below the names is Markdown's: a page's table, with its headings.
    if rows.get(at + 1).is_some_and(is_rule) {
        return 0;
    }
    let known: Vec<Column> = names.iter().filter_map(column).collect();
    let is_reference = |known: &[Column]| {
        known.iter().any(|column| {
            matches!(
                column,
                Column::Field(Field::TITLE | Field::AUTHOR | Field::DOI | Field::ISBN)
            )
        })
    };
    match (known.len() * 2 >= names.len(), known.len()) {
        (true, 2..) if is_reference(&known) => 85,
        (false, 3..) if is_reference(&known) => 70,
        _ if is_loose(&rows, at) => 40,
        _ if !is_reference(&known) => 0,
        (true, 1) if names.len() == 1 => 20,
        _ => 10,
    }
}

fn is_rule(row: &csv::StringRecord) -> bool {
    row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')))
}

/// Whether rows are those of a table whose header only says roughly what it holds.
fn is_loose(rows: &[csv::StringRecord], at: usize) -> bool {
    let (Some(names), Some(below)) = (rows.get(at), rows.get(at + 1..)) else {
        return false;
    };
    let fit = below.iter().filter(|row| row.len() == names.len()).count();
    let known = header::known(names).count();
    // Two columns could be two halves of a sentence: both must be known.
    let wide = names.len() > 2 || names.len() == 2 && known == 2;
    wide && fit > 0 && fit * 10 >= below.len() * 8 && known * 2 >= names.len()
}

/// The delimiter, and the text after Excel's `sep=;` line.
pub(super) fn delimiter(text: &str) -> (u8, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r');
    if let Some(&[sign]) = first.strip_prefix("sep=").map(str::as_bytes) {
        return (sign, rest);
    }
    let signs = [b',', b';', b'\t', b'|'];
    // The last of equals is taken, so the comma stands first and needs one to win.
    let best = |line: &str| {
        let count = |sign: &u8| outside_quotes(line, *sign);
        let best = signs.into_iter().rev().max_by_key(count);
        best.filter(|sign| count(sign) > 0)
    };
    // A title above the names of the columns has no say.
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(5);
    let names = lines.filter_map(|line| {
        let sign = best(line)?;
        let row = reader(line, sign).into_records().next()?.ok()?;
        (header::known(&row).count() > 1).then_some(sign)
    });
    let named = names.into_iter().next();
    (named.or_else(|| best(first)).unwrap_or(b','), text)
}

fn outside_quotes(line: &str, sign: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(!quoted && byte == sign);
    }
    count
}

/// A reader of rows that takes everything: ragged rows, stray quotes.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// What a column of this header holds.
pub(super) fn column(header: &str) -> Option<Column> {
    let name = plain(header);
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = |name: &str| HEADERS.iter().find(|(known, _)| *known == name);
    if let Some((_, column)) = known(&name).or_else(|| known(numbered)) {
        return Some(*column);
    }
    field_named(header.trim()).or_else(|| foreign(header.trim())).map(Column::Field)
}

/// “Titel des Beitrags”, “Author / editor”: what the first word of a header says.
pub(super) fn first_word(header: &str) -> Option<Column> {
    let header = header.trim();
    if is_about(header) {
        return None;
    }
    let first = header.split([' ', '/', '(', ',']).next().unwrap_or("");
    if first.len() > 3 { column(first) } else { None }
}

/// “Author(s) ID”, “Authors with affiliations” are no names.
pub(super) fn is_about(header: &str) -> bool {
    let about = |word: &str| {
        let word = word.to_lowercase();
        matches!(word.as_str(), "id" | "ids" | "with" | "address" | "addresses" | "count")
            || ["affiliation", "email", "e-mail", "institution", "cit"]
                .iter()
                .any(|start| word.starts_with(start))
    };
    let mut words = header.split_whitespace();
    // “Number of citations”
    let counted = words.next().is_some_and(|first| {
        ["number", "times", "anzahl", "nombre"].contains(&first.to_lowercase().as_str())
    });
    let more = words.clone().next().is_some();
    counted && more || words.any(about)
}

/// The header that is read as a field: its name, or the first of the words for it.
pub(super) fn header(field: Field) -> Option<&'static str> {
    let is_own = |name: &str| column(name) == Some(Column::Field(field));
    let listed = || HEADERS.iter().find(|(name, _)| is_own(name)).map(|(name, _)| *name);
    if is_own(field.name()) { Some(field.name()) } else { listed() }
}

/// The word that is read as a kind: its name, or the first of the words for it.
pub(super) fn word(of: EntryKind) -> &'static str {
    let name = of.name();
    if kind(name) == Some(of) {
        return name;
    }
    let listed = KINDS.iter().find(|(_, kind)| *kind == of);
    listed.map_or(name, |(word, _)| *word)
}

/// A field of another format that our own writer made a column of: `ris:C7`.
fn foreign(header: &str) -> Option<Field> {
    let (format, tag) = header.split_once(':')?;
    let word = |text: &str| {
        let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        !text.is_empty() && text.chars().all(rest)
    };
    (word(format) && word(tag)).then(|| Field::named(header))
}

/// What a name on the command line means: our own words, a field's name, or a header's.
pub(super) fn named(name: &str) -> Option<Column> {
    match name.to_lowercase().as_str() {
        "key" | "type" | "year" | "month" | "day" => column(name),
        _ => field_named(name).map(Column::Field).or_else(|| column(name)),
    }
}

/// The field of its own name, whatever the case.
fn field_named(name: &str) -> Option<Field> {
    Field::known(name).or_else(|| Field::known(&name.to_lowercase()))
}

/// The kind that a word stands for.
pub(super) fn kind(word: &str) -> Option<EntryKind> {
    let trimmed = word.trim();
    let name = plain(trimmed);
    let plural = name.strip_suffix('s').unwrap_or(&name);
    let ours =
        || EntryKind::known(trimmed).or_else(|| EntryKind::known(&trimmed.to_lowercase()));
    let listed =
        |name: &str| KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    let vocabulary = || {
        let same = |known: &str| plain(known) == name || plain(known) == plural;
        EntryKind::all()
            .zip(VOCABULARY)
            .find(|(_, row)| same(row.name) || same(row.csl) || same(row.biblatex))
            .map(|(kind, _)| kind)
    };
    // Programs that read RIS leave its codes in their tables.
    let code = || {
        let mut rows = crate::formats::ris::tables::KINDS.iter();
        rows.find(|(code, _)| *code == trimmed).map(|(_, kind)| *kind)
    };
    // “article” is CSL's preprint, but in a table of people's a journal article.
    listed(&name).or_else(|| listed(plural)).or_else(ours).or_else(vocabulary).or_else(code)
}

/// The kind that the name of a table says its works are: “Op-eds”, but not “References”.
pub(super) fn kind_of_table(name: &str) -> Option<EntryKind> {
    const OF_ANY: &[&str] = &[
        "reference",
        "data",
        "other",
        "collection",
        "misc",
        "online",
        "web",
        "internet",
        "document",
        "entry",
        "website",
        "set",
        "list",
    ];
    let plain = plain(name);
    let single = plain.strip_suffix('s').unwrap_or(&plain);
    if OF_ANY.contains(&single) { None } else { kind(name) }
}

/// Folded, letters and digits only: `Author(s)` becomes `authors`.
pub(super) fn plain(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
