//! Cells of tables that say more than one thing, for the readers of tables: dates as people
//! type them, and where a work appeared (“in: Weiß, K. (Hg.): Räume. Bern: Haupt”).

use std::sync::LazyLock;

use regex::Regex;

use super::clauses::CUT;
use super::dates;
pub(in crate::formats) use super::dates::Order;
use super::draft::Draft;
use super::entry::{self, Context, Text};
use super::grid::Column;
use super::kinds::{self, Venue};
use super::tail;
use crate::diag::Rule;
use crate::model::{Field, Value};

/// What a cell says.
#[derive(Default)]
pub(in crate::formats) struct Said {
    /// The CSL type that it speaks for.
    pub(in crate::formats) kind: Option<&'static str>,
    /// Fields, and how sure each is.
    pub(in crate::formats) fields: Vec<(Field, Value, u8)>,
    /// What is wrong with it.
    pub(in crate::formats) faults: Vec<(&'static Rule, String)>,
    /// What was printed but cannot be stored.
    pub(in crate::formats) raw: Vec<String>,
    /// What is left of the cell.
    pub(in crate::formats) rest: String,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Held {
    Title,
    Names,
    Venue,
    Date,
    Link,
    Label,
    Other,
}

/// What the columns of a table hold by their cells; nothing where they are not those of works.
pub(in crate::formats) fn held(rows: &[Vec<String>]) -> Vec<Held> {
    let found = super::columns::guess(rows).unwrap_or_default();
    let held = found.into_iter().map(|column| match column {
        Column::Title => Held::Title,
        Column::Author => Held::Names,
        Column::Venue => Held::Venue,
        Column::Date => Held::Date,
        Column::Link => Held::Link,
        Column::Label => Held::Label,
        _ => Held::Other,
    });
    held.collect()
}

/// The order of day and month that a table's dates in digits prove.
pub(in crate::formats) fn order(table: &str) -> Order {
    dates::proven_order(table)
}

/// A date as people type it; `None` if there is none in the cell, or it is EDTF.
pub(in crate::formats) fn date(cell: &str, order: Order) -> Option<Said> {
    if crate::model::Date::parse_edtf(cell).is_some() {
        return None;
    }
    let hits = dates::find(cell, order);
    let hit = hits.iter().find(|hit| hit.exact).or(hits.first())?;
    let mut draft = Draft::default();
    tail::store(hit, cell, &mut draft);
    let mut rest = cell.to_owned();
    rest.replace_range(hit.start..hit.end, " ");
    let mut said = draft.said();
    let marks =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')' | '|');
    said.rest = rest.trim_matches(marks).to_owned();
    Some(said)
}

/// What a name of where a work appeared is.
pub(in crate::formats) enum Outlet {
    /// A publication, with the type of what appears in it.
    Publication(&'static str),
    /// A house that publishes books and reports.
    House,
    /// A series of reports.
    Series,
    /// Cannot be told.
    Unknown,
}

/// Whether a word is a degree, rank or form of address: `Dr.`, `PhD`.
pub(in crate::formats) fn is_honour(word: &str, leading: bool) -> bool {
    super::names::is_honour(word, leading)
}

/// What a name of where a work appeared is.
pub(in crate::formats) fn outlet(name: &str) -> Outlet {
    match kinds::venue(name) {
        Venue::Container(kind, 85..) => Outlet::Publication(kind),
        Venue::Publisher(85..) => Outlet::House,
        _ if super::decide::is_press(name) => Outlet::House,
        Venue::Series(_) => Outlet::Series,
        // “Coastal Brief No. 14”
        _ => match numbered(name).map(|(series, _)| kinds::venue(series)) {
            Some(Venue::Series(_)) => Outlet::Series,
            _ => Outlet::Unknown,
        },
    }
}

/// Reads the cell of where a work appeared, if it says more than a name; `house` if the work
/// is one that a house publishes.
pub(in crate::formats) fn venue(title: &str, cell: &str, house: bool) -> Option<Said> {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:in|dans|en|w|v|в|у|i)\s?: |^(?:in|dans) \p{Lu}|[(,] ?(?:eds?|hg|hrsg|dirs?|red|ред)\.|\b(?:edited by|hrsg\. von|sous la dir)| — .*\d| // |[,.] ?(?:pp?|s|с)\. ?\d|,\s(?:19|20)\d\d\b")
            .expect("a constant")
    });
    // “Bern: Haupt”, but “Prometheus: Critical Studies”.
    let placed = cell.split_once(": ").is_some_and(|(place, name)| {
        let short = place.len() <= 24 && !place.contains([',', '.']) && !name.contains(':');
        short && (house || matches!(kinds::venue(place), Venue::Place))
    });
    (placed || MORE.is_match(cell)).then(|| read(title, cell))
}

/// “Journal of Quays 6(1), 22-41”: the publication, and the volume, issue and pages.
pub(in crate::formats) fn numbers_of(
    venue: &str,
) -> Option<(String, Vec<(Field, String)>)> {
    let mut draft = Draft::default();
    let found = tail::read(&format!(", {venue}"), &tail::Hints::default(), &mut draft);
    let [name] = found.pieces.as_slice() else { return None };
    let numbers = [Field::VOLUME, Field::ISSUE, Field::PAGE];
    let numbers: Vec<_> = numbers
        .into_iter()
        .filter_map(|field| Some((field, draft.get(field)?.to_owned())))
        .collect();
    (numbers.len() > 1).then(|| (name.clone(), numbers))
}

/// Reads a title that goes on: “Borders in Flux, in P. Klein (ed.), Margins of Empire”, “Walls.
/// Bern: Haupt”.
pub(in crate::formats) fn title(cell: &str) -> Option<(String, Said)> {
    static IN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{4,}?)[,.;]\s+((?:[Ii]n|[Dd]ans):?\s.*\((?:[Ee]ds?|Hg|Hrsg|dirs?)\.?\).*)$")
            .expect("a constant")
    });
    static AT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{4,})\.\s+(\p{Lu}[^:,.]{1,24}): (\p{Lu}[^:.,]+)\.?$")
            .expect("a constant")
    });
    if let Some(found) = AT.captures(cell) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        if matches!(kinds::venue(part(2)), Venue::Place) {
            let mut draft = Draft::default();
            draft.text(Field::PUBLISHER, part(3), 85, "after its place");
            draft.text(Field::PUBLISHER_PLACE, part(2), 85, "before its house");
            return Some((part(1).to_owned(), draft.said()));
        }
    }
    let found = IN.captures(cell)?;
    let (title, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let said = read(title, rest);
    let holds = |field| said.fields.iter().any(|(own, ..)| *own == field);
    (holds(Field::CONTAINER_TITLE) && holds(Field::EDITOR))
        .then(|| (title.to_owned(), said))
}

/// Reads a cell that is a whole reference.
pub(in crate::formats) fn reference(cell: &str) -> Said {
    let text = Text { text: cell.to_owned(), ..Text::default() };
    let context = Context { reference: true, ..Context::default() };
    entry::read(&text, &context).said()
}

/// A series with its number: “Silk Route Paper No. 7”.
pub(in crate::formats) fn numbered(cell: &str) -> Option<(&str, &str)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(.*\p{L}),?\s+(?:[Nn]o\.?|[Nn]r\.?|№|#|[Nn]°)?\s*(\d{1,4}(?:[/-]\d{1,4})?)$",
        )
        .expect("a constant")
    });
    let found = NUMBER.captures(cell)?;
    Some((found.get(1)?.as_str().trim_end_matches(','), found.get(2)?.as_str()))
}

/// A house with its place: “Nordlicht Verlag, Berlin”.
pub(in crate::formats) fn house_and_place(cell: &str) -> Option<(&str, &str)> {
    let (house, place) = cell.rsplit_once(", ")?;
    matches!(kinds::venue(place), Venue::Place).then_some((house, place))
}

fn read(title: &str, rest: &str) -> Said {
    let text = Text {
        text: format!("{CUT} {rest}"),
        title: Some(title.to_owned()),
        ..Text::default()
    };
    let mut draft = entry::read(&text, &Context::default());
    draft.take(Field::TITLE);
    // “М.: Наука”
    let house = draft.get(Field::PUBLISHER).and_then(|house| house.split_once(": "));
    let parts = house.map(|(place, house)| (place.to_owned(), house.to_owned()));
    if let Some((place, house)) = parts.filter(|_| !draft.has(Field::PUBLISHER_PLACE)) {
        draft.take(Field::PUBLISHER);
        draft.text(Field::PUBLISHER, &house, 85, "after its place");
        draft.text(Field::PUBLISHER_PLACE, &place, 85, "before its house");
    }
    draft.said()
}
