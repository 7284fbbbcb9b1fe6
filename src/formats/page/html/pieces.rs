//! One card: which of its pieces are title, names, date, label and lead.

use std::sync::LazyLock;

use regex::Regex;

use super::people::is_nobody;
use super::titles::key;
use crate::formats::page::dates::{self, DateHit, Order};
use crate::formats::page::document::{Hint, Line, Look, Part};
use crate::formats::page::draft::Draft;
use crate::formats::page::kinds::{self, Venue};
use crate::formats::page::names::{self, Names, Style};
use crate::formats::page::{roles, tail, title};
use crate::model::{Date, DateParts, Field, Name};
use crate::text::Span;

/// What a card holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Card {
    pub(super) title: String,
    sure: bool,
    names: Option<(Names, u8)>,
    date: Option<(DateHit, String)>,
    label: Option<String>,
    section: Option<String>,
    series: Option<(String, String)>,
    container: Option<String>,
    lead: Option<String>,
    link: Option<String>,
    /// Whether the markup parts it.
    pub(super) marked: bool,
    /// The date of the issue, which beats others.
    issue: Option<(DateHit, String)>,
    /// Whose page it is, for comparison.
    site: String,
    /// What a label of its own line announces: “Authors”, “Date”.
    announced: Option<Part>,
    /// Whether its byline names the site or a user of the CMS.
    nobody: bool,
    /// Whether it is read far from its title, where names that nothing marks are anybody's.
    pub(super) far: bool,
}

/// What stands above a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above<'a> {
    /// The heading.
    pub(super) heading: Option<&'a str>,
    /// The year, if it is one by which the list is parted.
    pub(super) year: Option<i32>,
}

/// A piece of a line.
struct Piece<'a> {
    text: &'a str,
    part: Option<Part>,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant")
}

/// “5 min read”, “12 views”, “Download PDF (1.2 MB)”, “0 comments”.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\d+(?:[.,]\d+)? ?(?:min|mins|minutes?|minuten|minutos?|мин|хв|dk|dakika|views?|comments?|shares?|likes?|kommentare?|commentaires?|comentarios?|pages?|pp|s|seiten|kb|mb)\b.{0,20}|(?:download|pdf|herunterladen|télécharger|скачать|завантажити|descargar|indir|ladda ner|жүктеу|read|view|open|mehr|more|lire|leer|читать|читати)\b.{0,40}|\(?(?:pdf)?[ ,:(]*\d+(?:[.,]\d+)? ?(?:kb|mb)\)*)$",
    )
});
/// “Caspian Paper No. 14”.
static SERIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(\p{Lu}[A-Za-zÀ-\u{1FFF}’'& -]{2,50}?)[,:]?\s*(?:[Nn]o\.?|[Nn]r\.?|#|№|[Nn]°|[Vv]ol\.?)?\s*(\d{1,4}(?:[/-]\d{2,4})?)$",
    )
});
/// “Authors”, “Date of publication”: what stands on the next line.
static AUTHORS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:authors?|author\(s\)|written by|posted by|by|skriven av|geschrieben von|verfasst von|von|écrit par|par|escrito por|por|av|yazan|autor(?:en|in|es|a)?|auteurs?|auteure?s?|författare|yazar(?:lar)?|автор(?:ы|и|лар)?|авторка|autori|autore|kirjoittajat?|de|nga|di|door|oleh|af|írta|szerző|autorka|autoři|autorzy|przez|作者|記者|记者|文|글)\s*[:：]?$",
    )
});
static DATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:date|published|published on|publication date|date of publication|date published|datum|veröffentlicht(?: am)?|erschienen(?: am)?|publié le|date de publication|fecha(?: de publicación)?|publicado(?: el)?|publicerad|publiceringsdatum|yayın tarihi|tarih|дата(?: публикации| публікації)?|опубликовано|опубліковано|жарияланған(?: күні)?|күні)\s*:?$",
    )
});
/// “(PDF, 1.2 MB)” behind something else.
static FILE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*[(\[](?:pdf|epub|docx?)\b[^()\[\]]{0,30}[)\]]\s*$"));
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s*\(\p{Ll}[A-Za-zÀ-\u{1FFF} ]{2,30}\)|\s*\(Autor(?:in)?\)")
});
static WITH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r" (?:with|mit|avec|med|con|ile|совместно с|разом з) "));
/// Words between the pieces of a byline.
static GLUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:posted|published|publication date|date|on|am|le|el|den|from|in|veröffentlicht|publié|publicado|publicerad|опубликовано|опубліковано|дата|дата публикации|yayın tarihi|tarih|жарияланған|by|von|par|por|av|by:|updated|last updated|last modified|letzte aktualisierung|zuletzt aktualisiert|aktualisiert|stand|mis à jour|dernière mise à jour|actualizado|uppdaterad|senast uppdaterad|обновлено|оновлено|güncelleme|son güncelleme)?[\s:,.·|•–—-]*(?:on|am|le|el|den|in)?[\s:,.·|•–—-]*$",
    )
});

/// Reads a card; `None` where nothing is its title.
///
/// What a heading begins has that for its title.
pub(super) fn read(lines: &[Line], order: Order, headed: bool) -> Option<Card> {
    let mut card = Card::default();
    let (at, cut) = title_of(lines).filter(|(at, _)| !headed || *at == 0)?;
    let head = lines.get(at)?;
    card.title = head.text.get(cut.clone())?.trim().to_owned();
    card.sure = head.heading > 0 || head.hint == Hint::Title;
    card.link = link_of(head);
    for (number, line) in lines.iter().enumerate() {
        if number == at {
            let before = line.text.get(..cut.start).unwrap_or("");
            let after = line.text.get(cut.end..).unwrap_or("");
            card.marked |= cut.len() < line.text.len();
            card.pieces(line, before, 0, order);
            card.pieces(line, after, cut.end, order);
        } else if line.heading > 0 && line.heading <= head.heading {
            // Two headings: a section with works of its own.
            return None;
        } else {
            card.pieces(line, &line.text, 0, order);
        }
    }
    Some(card)
}

/// The line of the title and the place of the title in it.
fn title_of(lines: &[Line]) -> Option<(usize, std::ops::Range<usize>)> {
    let whole = |at: usize| Some((at, 0..lines.get(at)?.text.len()));
    let fits = |text: &str| {
        text.len() < 300
            && text.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !roles::is_furniture(text)
            && !COUNT.is_match(text.trim())
            && dates::only_date(text, Order::Unknown).is_none()
            && kinds::label(text).is_none()
    };
    let named = lines
        .iter()
        .position(|line| line.hint == Hint::Title && line.heading > 0 && fits(&line.text))
        .or_else(|| lines.iter().position(|line| line.heading > 0 && fits(&line.text)));
    if let Some(at) = named {
        return whole(at);
    }
    let part = |line: &Line, wanted: fn(&Look) -> bool| {
        let runs = line.runs.iter().filter(|run| wanted(&run.look));
        let longest = runs.max_by_key(|run| run.end - run.start)?;
        let range = longest.start..longest.end;
        fits(line.text.get(range.clone())?).then_some(range)
    };
    let title: fn(&Look) -> bool = |look| matches!(look, Look::Part(Part::Title));
    let link: fn(&Look) -> bool = |look| matches!(look, Look::Link(_));
    // A name that links to its page is no title, unless nothing else is linked.
    for (wanted, linked) in [(title, false), (link, true), (link, false)] {
        for (at, line) in lines.iter().enumerate() {
            let names = line.runs.iter().any(|run| {
                matches!(run.look, Look::Part(Part::Author | Part::Label | Part::Date))
                    && run.start == 0
                    && run.end >= line.text.len()
            });
            if let Some(range) = part(line, wanted).filter(|_| !names) {
                let text = line.text.get(range.clone()).unwrap_or("");
                let person = linked && range.len() < 40 && names::person_score(text) >= 90;
                if !person {
                    return Some((at, range));
                }
            }
        }
    }
    None
}

fn link_of(line: &Line) -> Option<String> {
    line.runs.iter().find_map(|run| match &run.look {
        Look::Link(target) if target.starts_with("http") => Some(target.clone()),
        _ => None,
    })
}

/// The date at the beginning of a paragraph: in brackets, or before a dash behind no more than a
/// place (“GENEVA, 3 July 2018 –”).
pub(super) fn opening_date(text: &str) -> Option<&str> {
    if let Some((inner, _)) = text.strip_prefix('(').and_then(|text| text.split_once(')')) {
        return (inner.len() < 40).then_some(inner);
    }
    let dash = |text: &str| [" -- ", " – ", " — ", " - "].iter().find_map(|d| text.find(d));
    let line = text.get(..dash(text)?)?;
    if line.len() > 60 {
        return None;
    }
    let digit = |c: char| c.is_ascii_digit();
    let place = |c: char| c.is_uppercase() || c.is_whitespace();
    match line.split_once(", ") {
        Some((before, date)) if before.chars().all(place) => Some(date),
        _ => line
            .split_whitespace()
            .take(2)
            .any(|word| word.starts_with(digit))
            .then_some(line),
    }
}

/// Whether a text is a date and nothing else but words around it.
pub(super) fn is_date(text: &str, order: Order) -> bool {
    dates::only_date(text, order).is_some()
}

/// A text cut where its marked parts begin and end, and at bars and dots.
fn cut<'a>(line: &Line, text: &'a str, offset: usize) -> Vec<Piece<'a>> {
    let mut ends = vec![0, text.len()];
    let parts: Vec<_> = line
        .runs
        .iter()
        .filter_map(|run| match run.look {
            Look::Part(part) => Some((run.start, run.end, part)),
            _ => None,
        })
        .collect();
    for (start, end, _) in &parts {
        ends.push(start.saturating_sub(offset).min(text.len()));
        ends.push(end.saturating_sub(offset).min(text.len()));
    }
    ends.sort_unstable();
    ends.dedup();
    let mut pieces = Vec::new();
    for pair in ends.windows(2) {
        let [start, end] = pair else { continue };
        let Some(span) = text.get(*start..*end) else { continue };
        // The innermost part names the piece.
        let part = parts
            .iter()
            .rev()
            .filter(|(from, to, _)| *from <= start + offset && *to >= end + offset)
            .min_by_key(|(from, to, _)| to - from)
            .map(|(.., part)| *part);
        for piece in span.split(['|', '·', '•', '∙', '●']) {
            let piece =
                piece.trim_matches(|c: char| c.is_whitespace() || ",–—-/;".contains(c));
            if !piece.is_empty() {
                pieces.push(Piece { text: piece, part });
            }
        }
    }
    pieces
}

impl Card {
    /// The head of a page.
    pub(super) fn of_page(title: &str, site: Option<&str>) -> Self {
        let site = site.map(key).unwrap_or_default();
        Self { title: title.to_owned(), sure: true, site, ..Self::default() }
    }

    pub(super) fn has_lead(&self) -> bool {
        self.lead.is_some()
    }

    /// Whether anything but the title was read.
    pub(super) fn is_read(&self) -> bool {
        self.is_told() || self.label.is_some() || self.section.is_some()
    }

    /// Reads a line of the head of a page.
    pub(super) fn line(&mut self, line: &Line, order: Order) {
        if AUTHORS.is_match(&line.text) {
            self.announced = Some(Part::Author);
        } else if DATES.is_match(&line.text) {
            self.announced = Some(Part::Date);
        } else {
            self.issue(&line.text, order);
            let announced = self.announced;
            self.pieces(line, &line.text, 0, order);
            // Several authors stand one below the other.
            if announced != Some(Part::Author) || names::list_score(&line.text) < 45 {
                self.announced = None;
            }
        }
    }

    /// A label that stands anywhere on the page.
    pub(super) fn label_line(&mut self, line: &Line) {
        if self.section.is_some() || line.text.len() > 80 {
            return;
        }
        let marked = line.runs.iter().find(|run| {
            matches!(run.look, Look::Part(Part::Label)) && run.end - run.start < 60
        });
        let marked = marked.and_then(|run| line.text.get(run.start..run.end));
        let said = roles::published_in(&line.text);
        let section = said.or(marked.map(|text| roles::published_in(text).unwrap_or(text)));
        self.section = section.map(|text| text.trim().to_owned());
    }

    /// “January 14, 2022, The Review”: the date of the issue.
    fn issue(&mut self, text: &str, order: Order) {
        if text.len() > 160 || self.site.is_empty() {
            return;
        }
        let hits = dates::find(text, order);
        let [hit] = hits.as_slice() else { return };
        let before = text.get(..hit.start).unwrap_or("");
        let after = text.get(hit.end..).unwrap_or("");
        let article = ["the", "die", "der", "das", "la", "le"];
        let own = |text: &str| {
            let own = key(text);
            let bare = article.iter().find_map(|the| own.strip_prefix(the));
            own == self.site
                || bare.is_some_and(|bare| {
                    bare == self.site || self.site.strip_prefix("the") == Some(bare)
                })
        };
        let issue =
            own(before) && key(after).is_empty() || key(before).is_empty() && own(after);
        if issue && self.issue.is_none() {
            self.issue = Some((hit.clone(), text.to_owned()));
        }
    }

    /// Whether somebody or a day is named.
    pub(super) fn is_told(&self) -> bool {
        self.names.is_some() || self.date.is_some()
    }

    pub(super) fn has_names(&self) -> bool {
        self.names.is_some()
    }

    pub(super) fn has_date(&self) -> bool {
        self.date.is_some() || self.issue.is_some()
    }

    /// “Geneva, 3 July 2018 — Statement”: a date among few other words beside the title.
    pub(super) fn beside(&mut self, text: &str, order: Order) {
        if text.len() > 80 || self.has_date() {
            return;
        }
        let hits = dates::find(text, order);
        if let [hit] = hits.as_slice()
            && hit.exact
            && hit.faults.is_empty()
        {
            self.date = Some((hit.clone(), text.to_owned()));
        }
    }

    /// “(18.01.2018) For years …”: the date at the beginning of the text.
    pub(super) fn opening(&mut self, text: &str, order: Order) {
        let Some(date) = opening_date(text) else { return };
        if let Some(hit) = dates::only_date(date, order) {
            self.date = Some((hit, date.to_owned()));
        }
    }

    fn pieces(&mut self, line: &Line, text: &str, offset: usize, order: Order) {
        if text.len() > 500 {
            self.lead(text);
            return;
        }
        let pieces = cut(line, text, offset);
        self.marked |= pieces.iter().any(|piece| piece.part.is_some());
        let author = line.hint == Hint::Author;
        for piece in pieces {
            let part = piece.part.or(author.then_some(Part::Author)).or(self.announced);
            self.piece(piece.text, part, order, 0);
        }
    }

    fn piece(&mut self, text: &str, part: Option<Part>, order: Order, depth: usize) {
        let text = FILE.splitn(text, 2).next().unwrap_or(text).trim();
        if text.is_empty() || COUNT.is_match(text) || roles::is_furniture(text) {
            return;
        }
        if AUTHORS.is_match(text) {
            self.announced = Some(Part::Author);
            return;
        }
        if let Some(section) = roles::published_in(text).filter(|text| text.len() < 60) {
            self.section.get_or_insert_with(|| section.to_owned());
            return;
        }
        if self.dated(text, part, order, depth) || self.named(text, part) {
            return;
        }
        if let Some(label) = kinds::label(text) {
            let better = self.label.is_none() || label.series;
            if better {
                self.label = Some(text.to_owned());
            }
            return;
        }
        if let Some(found) = SERIES.captures(text)
            && let (Some(name), Some(number)) = (found.get(1), found.get(2))
            && is_series(name.as_str())
        {
            self.series =
                Some((name.as_str().trim().to_owned(), number.as_str().to_owned()));
            return;
        }
        if part == Some(Part::Label) && text.len() < 60 {
            self.section.get_or_insert_with(|| text.to_owned());
            return;
        }
        if matches!(kinds::venue(text), Venue::Container(_, 88..))
            && self.container.is_none()
        {
            self.container = Some(text.to_owned());
            return;
        }
        if title::is_prose(text) || title::is_sentence(text) {
            self.lead(text);
        }
    }

    fn lead(&mut self, text: &str) {
        self.lead.get_or_insert_with(|| text.trim().to_owned());
    }

    /// A date, alone or between other pieces.
    fn dated(
        &mut self,
        text: &str,
        part: Option<Part>,
        order: Order,
        depth: usize,
    ) -> bool {
        if self.date.is_some() && part != Some(Part::Date) {
            // What stands beside a second date is no news.
            return dates::only_date(text, order).is_some();
        }
        if text.len() > 160 {
            return false;
        }
        let hits = dates::find(text, order);
        let [hit, ..] = hits.as_slice() else { return false };
        let marks = |c: char| c.is_whitespace() || ",;|–—-()".contains(c);
        let before = text.get(..hit.start).unwrap_or("").trim_matches(marks);
        let after = text.get(hit.end..).unwrap_or("").trim_matches(marks);
        let glue = |text: &str| GLUE.is_match(text);
        let alone = glue(before) && (glue(after) || clock(after));
        if !(hit.exact || alone || part == Some(Part::Date)) {
            return false;
        }
        let by = roles::after_by(before).is_some() || roles::after_by(after).is_some();
        let people = |text: &str| names::list_score(text) >= 60;
        let beside = by || glue(before) && people(after) || glue(after) && people(before);
        if !(alone || part == Some(Part::Date) || beside) || depth > 2 {
            return false;
        }
        if self.date.is_none() {
            self.date = Some((hit.clone(), text.to_owned()));
        }
        for rest in [before, after] {
            let rest =
                rest.trim_matches(|c: char| c.is_whitespace() || ",;|–—-".contains(c));
            if !glue(rest) && !clock(rest) {
                self.piece(
                    rest,
                    part.filter(|part| *part == Part::Author),
                    order,
                    depth + 1,
                );
            }
        }
        true
    }

    fn named(&mut self, text: &str, part: Option<Part>) -> bool {
        if text.len() > 300 {
            return false;
        }
        let by = roles::after_by(text);
        let list = by.unwrap_or(text).trim().trim_end_matches(['.', ',', ':']);
        // “By Jane Doe (text) and John Roe (photographs)”, “and John Roe”.
        let bare = ROLE.replace_all(list, "");
        let list = bare.trim();
        let list = ["and ", "und ", "et ", "y ", "och ", "& "]
            .iter()
            .find_map(|and| list.strip_prefix(and))
            .unwrap_or(list);
        // “By Jane Doe with John Roe”.
        let joined = by.map(|_| WITH.replace(list, " and "));
        let list = joined.as_deref().unwrap_or(list);
        // “Jane Doe, Halden Institute”.
        let list = match list.split_once(", ") {
            Some((person, place))
                if names::person_score(person) >= 60
                    && (names::is_institution(place) || names::is_post(place)) =>
            {
                person
            }
            _ => list,
        };
        let author = part == Some(Part::Author);
        let list = if author { without_agency(list) } else { list };
        let score = names::list_score(list);
        let sure = match (author, by.is_some()) {
            (true, _) => {
                (score >= 30 || list.split_whitespace().count() <= 4).then_some(94)
            }
            (_, true) => (score >= 45).then_some(93),
            _ => {
                let venue = matches!(
                    kinds::venue(text),
                    Venue::Container(..) | Venue::Publisher(_) | Venue::Place
                );
                let words = list.split_whitespace().count();
                let open = part.is_none() && !self.far && !self.nobody;
                (score >= 60 && words > 1 && !venue && open).then_some(80)
            }
        };
        let Some(sure) = sure else { return false };
        let mut read = names::parse(list, Style::GivenFirst);
        read.names.retain(|name| {
            let shown = name.display();
            // “Jane Doe/Reuters” made a picture.
            !is_nobody(&shown, std::slice::from_ref(&self.site))
                && !shown.contains(|c: char| c.is_ascii_digit() || c == '/')
        });
        without_affiliations(list, &mut read.names);
        // “Jane Doe, USA Today”.
        if read.names.len() + usize::from(self.names.is_some()) > 1 {
            let venue = |name: &Name| {
                matches!(kinds::venue(&name.display()), Venue::Container(_, 80..))
            };
            read.names.retain(|name| !venue(name));
        }
        if is_nobody(list, std::slice::from_ref(&self.site)) || read.names.is_empty() {
            if by.is_some() {
                self.nobody = true;
                self.names.take_if(|(_, sure)| *sure == 80);
            }
            return author || by.is_some();
        }
        match &mut self.names {
            None => self.names = Some((read, sure)),
            // Names that nothing marks were somebody else's.
            Some((_, 80)) if author || by.is_some() => self.names = Some((read, sure)),
            // One element an author.
            Some((known, least)) if author || by.is_some() => {
                // Below a name stands what she does: “Business reporter”.
                let person = |name: &Name| names::person_score(&name.display()) >= 45;
                read.names.retain(person);
                *least = sure.min(*least);
                for name in read.names {
                    if !known.names.contains(&name) {
                        known.names.push(name);
                    }
                }
            }
            Some(_) => {}
        }
        true
    }

    /// The work.
    pub(super) fn draft(
        self,
        lines: &[Line],
        above: &Above<'_>,
        site: Option<&str>,
    ) -> Draft {
        let start = lines.first().map_or(Span::default(), |line| line.span);
        let end = lines.last().map_or(start.end, |line| line.span.end);
        let mut draft = Draft::at(Span { start: start.start, end: end.max(start.end) });
        let titled = if self.sure { 94 } else { 90 };
        draft.text(Field::TITLE, &title::trim_title(&self.title), titled, "a card");
        if let Some((names, sure)) = self.names {
            draft.names(Field::AUTHOR, names.names, sure, "names in a card");
        }
        if let Some((hit, text)) = self.issue.as_ref().or(self.date.as_ref()) {
            tail::store(hit, text, &mut draft);
        }
        if let Some(lead) = &self.lead {
            draft.text(Field::ABSTRACT, lead, 85, "the text of a card");
        }
        if let Some(link) = &self.link {
            draft.text(Field::URL, link, 90, "link");
        }
        if let Some(venue) = &self.container {
            draft.text(Field::CONTAINER_TITLE, venue, 91, "a publication in a card");
        }
        let labels = [self.label.as_deref(), self.section.as_deref()];
        if let Some(year) = above.year.filter(|_| !draft.has(Field::ISSUED)) {
            let year = Date::Single(DateParts::year(year));
            draft.date(year, 90, "the year above");
        }
        let section = above.heading.and_then(kinds::section).unwrap_or("");
        labelled(labels, self.series, section, &mut draft);
        if above.heading.is_some_and(|name| name.contains(' ') && is_series(name)) {
            draft.kind("report", 86, "the heading names a series");
        }
        of_site(site, &mut draft);
        draft
    }
}

/// “Jane Doe Bloomberg”: the agency behind the name of its reporter.
fn without_agency(list: &str) -> &str {
    let Some((person, agency)) = list.rsplit_once(' ') else { return list };
    let known = matches!(kinds::venue(agency), Venue::Container(_, 80..));
    let whole = person.contains(' ') && names::person_score(person) >= 45;
    if known && whole && names::list_score(list) < 90 { person } else { list }
}

/// “Jane Doe, Halden Institute”: where somebody works, not who wrote with her.
fn without_affiliations(list: &str, names: &mut Vec<Name>) {
    let joined = [" and ", " und ", " et ", " y ", " och ", " & ", " и "];
    let first = names.first().is_some_and(|name| matches!(name, Name::Person(_)));
    if first && !joined.iter().any(|and| list.contains(and)) {
        names.retain(|name| matches!(name, Name::Person(_)));
    }
}

/// Whether a text is a time of day, or nothing.
fn clock(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || ":.,hUTCAPMapm|-".contains(c))
}

/// Whether the name before a number is that of a series of papers.
pub(super) fn is_series(name: &str) -> bool {
    let last = name.trim().rsplit([' ', '-']).next().unwrap_or("").to_lowercase();
    const LAST: &[&str] = &[
        "paper",
        "papers",
        "report",
        "reports",
        "brief",
        "briefs",
        "briefing",
        "memo",
        "memos",
        "study",
        "studies",
        "monograph",
        "monographs",
        "note",
        "notes",
        "policy",
        "analysis",
        "series",
        "commentary",
        "backgrounder",
        "insight",
        "insights",
        "bericht",
        "berichte",
        "studie",
        "studien",
        "hefte",
        "schriften",
        "cahier",
        "cahiers",
        "note",
        "étude",
        "études",
        "rapport",
        "rapporter",
        "skrift",
        "rapor",
        "raporu",
        "доклад",
        "записка",
        "отчёт",
        "доповідь",
        "informe",
        "cuaderno",
        "documento",
        "occasional",
        "perspectives",
    ];
    LAST.contains(&last.as_str()) || last.ends_with("papier") || last.ends_with("bericht")
}

/// What labels, a number of a series and the heading above say of a work.
fn labelled(
    labels: [Option<&str>; 2],
    series: Option<(String, String)>,
    section: &'static str,
    draft: &mut Draft,
) {
    if let Some((name, number)) = series {
        draft.text(Field::COLLECTION_TITLE, &name, 91, "the series in a card");
        draft.text(Field::NUMBER, &number, 91, "the number in a card");
        draft.text(Field::GENRE, &name, 90, "the series in a card");
        draft.kind("report", 91, "a series");
    }
    for text in labels.into_iter().flatten() {
        draft.text(Field::GENRE, text, 90, "label of a card");
        let Some(label) = kinds::label(text) else { continue };
        if label.series {
            draft.text(Field::COLLECTION_TITLE, text, 93, "label");
        }
        let kind = if label.kind == "op-ed" { "article-magazine" } else { label.kind };
        draft.kind(kind, 92, "label");
    }
    match section {
        "report" | "manuscript" => draft.kind(section, 88, "section"),
        "book" | "monograph" | "edited" => draft.kind("book", 88, "section"),
        _ => {}
    }
}

/// The publication of articles that name none is the site.
fn of_site(site: Option<&str>, draft: &mut Draft) {
    let own = matches!(
        draft.kind,
        None | Some("article-magazine" | "article-newspaper" | "post-weblog")
    );
    if let Some(site) = site.filter(|_| own) {
        draft.text(Field::CONTAINER_TITLE, site, 86, "the site");
    }
    match draft.get(Field::CONTAINER_TITLE).map(kinds::venue) {
        Some(Venue::Container(kind, sure)) if kind != "article-journal" => {
            draft.kind(kind, sure, "publication");
        }
        _ => draft.kind("article-magazine", 84, "an article in a list"),
    }
}
