//! A work whose parts stand on lines of their own: title, byline, date, lead.

use super::clauses;
use super::dates::{self, DateHit, Order};
use super::document::Line;
use super::draft::Draft;
use super::entry::{Context, Text};
use super::kinds::{self, Venue};
use super::layout::{self, Page};
use super::names::Names;
use super::series;
use super::site;
use super::tail;
use super::title;
use crate::diag::catalogue::page as rules;
use crate::model::Field;
use crate::text::Span;

/// The parts that were read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Stack {
    draft: Draft,
    open: bool,
    title: Option<(String, u8)>,
    names: bool,
    byline: bool,
    dateline: Option<(DateHit, String)>,
    dated: bool,
    lead: bool,
    genre: bool,
    details: usize,
    book: bool,
    announced: bool,
    subtitled: bool,
}

impl Stack {
    /// Begins a work at a place, unless one is open.
    pub(super) fn begin(&mut self, span: Span) {
        if !self.open {
            self.open = true;
            self.draft.span = span;
        }
        self.draft.span.end = self.draft.span.end.max(span.end);
    }

    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn has_title(&self) -> bool {
        self.title.is_some()
    }

    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_ref().map(|(title, _)| title.as_str())
    }

    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        self.draft.span
    }

    /// Whether it has a date with its year.
    pub(super) fn has_year(&self) -> bool {
        self.dated
            || self.draft.has(Field::ISSUED)
            || self.dateline.as_ref().is_some_and(|(hit, _)| hit.date.is_some())
    }

    pub(super) fn has_names(&self) -> bool {
        self.names
    }

    pub(super) fn has_lead(&self) -> bool {
        self.lead
    }

    pub(super) fn has_date(&self) -> bool {
        self.dated || self.dateline.is_some()
    }

    /// Whether only the date above the title was read.
    pub(super) fn only_date(&self) -> bool {
        self.open && self.has_date() && self.title.is_none() && !self.names && !self.lead
    }

    /// Whether only a title was read.
    pub(super) fn only_title(&self) -> bool {
        self.open
            && self.title.is_some()
            && !self.names
            && !self.has_date()
            && !self.lead
            && self.details == 0
    }

    /// Whether only a publication was read.
    pub(super) fn only_place(&self) -> bool {
        self.open
            && self.title.is_none()
            && !self.names
            && !self.lead
            && !self.has_date()
            && self.draft.has(Field::CONTAINER_TITLE)
    }

    /// Whether a label and one line below it were read.
    pub(super) fn only_labelled(&self) -> bool {
        self.open
            && self.title.is_some()
            && self.draft.has(Field::GENRE)
            && self.details == 1
            && !self.names
            && !self.has_date()
            && !self.lead
    }

    /// Whether only a label or section was read.
    pub(super) fn only_genre(&self) -> bool {
        self.open && self.genre && self.title.is_none() && !self.names && !self.lead
    }

    pub(super) fn set_title(&mut self, text: &str, confidence: u8) {
        self.title = Some((text.to_owned(), confidence));
    }

    pub(super) fn extend_title(&mut self, more: &str) {
        if let Some((title, _)) = &mut self.title {
            title.push(' ');
            title.push_str(more);
        }
    }

    /// Adds a subtitle that stands below the title.
    pub(super) fn subtitle(&mut self, more: &str) {
        if let Some((title, confidence)) = &mut self.title {
            let mark = if title.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
            title.push_str(mark);
            title.push_str(more);
            *confidence = (*confidence).min(86);
            self.subtitled = true;
        }
    }

    /// Whether a subtitle was added.
    pub(super) fn is_subtitled(&self) -> bool {
        self.subtitled
    }

    /// The series of a report, its number and how many pages it has.
    pub(super) fn series(&mut self, name: &str, number: &str, pages: &str) {
        self.draft.text(Field::COLLECTION_TITLE, name, 91, "a numbered series");
        self.draft.text(Field::NUMBER, number, 91, "number in a series");
        self.draft.text(Field::NUMBER_OF_PAGES, pages, 90, "behind the date");
        self.draft.text(Field::GENRE, name, 88, "a numbered series");
        self.draft.kind("report", 91, "a numbered series");
        self.details += 1;
    }

    pub(super) fn names(&mut self, names: Names, confidence: u8) {
        if names.others {
            self.draft.fault(
                &rules::INCOMPLETE_AUTHORS,
                "“et al.” stands for authors that are not named".to_owned(),
            );
        }
        if names.surname_only {
            self.draft.fault(
                &rules::SURNAME_ONLY_AUTHOR,
                format!(
                    "{} without a given name",
                    crate::model::name::display_list(&names.names)
                ),
            );
        }
        let confidence =
            if names.confidence < 45 { confidence.min(70) } else { confidence };
        if names.editors {
            self.draft.names(Field::EDITOR, names.names, confidence, "“edited by”");
            self.draft.kind("book", 90, "it has editors");
        } else {
            self.draft.names(Field::AUTHOR, names.names, confidence, "a line of names");
        }
        self.names = true;
    }

    pub(super) fn with(&mut self, names: Names) {
        self.draft.names(Field::AUTHOR, names.names, 92, "“with”");
        self.details += 1;
        self.names = true;
    }

    pub(super) fn byline(&mut self, line: &Line) {
        self.byline = true;
        if line.glued {
            let names = line.text.trim_start_matches("By ");
            let message = format!("“{names}” runs into the text below it; parted");
            self.draft.fault(&rules::GLUED_FIELDS, message);
        }
    }

    pub(super) fn dateline(&mut self, hit: &DateHit, line: &Line) {
        if self.dateline.is_none() {
            self.dateline = Some((hit.clone(), line.text.clone()));
        } else if !self.dated {
            self.issue(hit, line, None);
        }
    }

    /// A date of publication, with the publication.
    pub(super) fn issue(
        &mut self,
        hit: &DateHit,
        line: &Line,
        publication: Option<(String, u8)>,
    ) {
        tail::store(hit, &printed(hit, &line.text), &mut self.draft);
        self.dated = true;
        self.publication(publication);
    }

    fn publication(&mut self, publication: Option<(String, u8)>) {
        if let Some((name, confidence)) = publication {
            self.draft.text(Field::CONTAINER_TITLE, &name, confidence, "the issue line");
            self.details += 1;
        }
    }

    /// “11/8/2000” or “vol. 8, no. 4” of a publication.
    pub(super) fn numbers(
        &mut self,
        text: &str,
        order: Order,
        publication: Option<(String, u8)>,
    ) {
        let hints = tail::Hints { order, ..tail::Hints::default() };
        let read = tail::read(text, &hints, &mut self.draft);
        self.dated |= read.dated;
        self.publication(publication);
    }

    /// Anything else that belongs to the work.
    pub(super) fn rest(&mut self, line: &Line, text: &str, context: &Context) {
        self.draft.span.end = self.draft.span.end.max(line.span.end);
        read_rest(text, context, &mut self.draft);
        self.dated |= self.draft.has(Field::ISSUED);
        self.names |= self.draft.has(Field::AUTHOR);
        self.details += 1;
    }

    /// Where the work was published first.
    pub(super) fn source(&mut self, venue: &str) {
        self.publication(Some((venue.to_owned(), 92)));
    }

    /// What stands beside the date of many works: their publication, maybe.
    pub(super) fn again(&mut self, venue: &str) {
        self.publication(Some((venue.to_owned(), 78)));
    }

    /// The publication of the page, if the work names none.
    pub(super) fn within(&mut self, venue: &str) {
        if !self.draft.has(Field::CONTAINER_TITLE) {
            self.draft.text(Field::CONTAINER_TITLE, venue, 85, "the heading of the page");
        }
    }

    /// How many pages it has.
    pub(super) fn pages(&mut self, count: &str) {
        self.draft.text(Field::NUMBER_OF_PAGES, count, 90, "behind the date");
    }

    /// Who published it.
    pub(super) fn house(&mut self, name: &str) {
        self.draft.text(Field::PUBLISHER, name, 80, "beside the date");
    }

    pub(super) fn genre(&mut self, section: &str) {
        self.draft.text(Field::GENRE, section, 92, "section of the page");
        self.genre = true;
    }

    pub(super) fn label(&mut self, text: &str) {
        self.details += 1;
        let numbered = kinds::numbered_series(text);
        let number = super::parted::NUMBERED.find(text);
        let text = number.map_or(text, |found| text.get(..found.start()).unwrap_or(text));
        if let Some(label) = kinds::label(text).or(numbered) {
            if let Some(number) = number {
                let digits =
                    number.as_str().trim_start_matches(|c: char| !c.is_ascii_digit());
                self.draft.text(Field::NUMBER, digits, 92, "behind the label");
            }
            self.draft.text(Field::GENRE, text, 94, "label");
            if label.series {
                self.draft.text(Field::COLLECTION_TITLE, text, 94, "label");
            }
            let kind = if label.kind == "op-ed" { "article-magazine" } else { label.kind };
            self.draft.kind(kind, 94, "label");
        }
    }

    pub(super) fn kind(&mut self, kind: &'static str, confidence: u8) {
        self.draft.kind(kind, confidence, "layout");
    }

    pub(super) fn lead(&mut self, text: &str) {
        self.lead = true;
        let (text, glued) = ungluer(text);
        if let Some(file) = glued {
            self.draft.fault(
                &rules::GLUED_LABEL,
                format!("“{file}” runs into the text; cut off"),
            );
        }
        let text = text
            .split_once(':')
            .filter(|(head, _)| {
                matches!(
                    *head,
                    "BACKGROUND"
                        | "Background"
                        | "ABSTRACT"
                        | "Abstract"
                        | "SUMMARY"
                        | "Summary"
                        | "EXECUTIVE SUMMARY"
                        | "Zusammenfassung"
                        | "Sammanfattning"
                        | "Résumé"
                        | "Özet"
                        | "Аннотация"
                )
            })
            .map_or(text, |(_, rest)| rest);
        let text = text
            .strip_prefix("EXECUTIVE SUMMARY ")
            .or_else(|| text.strip_prefix("Abstract "))
            .unwrap_or(text);
        let text = self.published_on(text).unwrap_or(text);
        self.published_by(text);
        self.written_by(text);
        self.draft.text(Field::ABSTRACT, text, 92, "the first paragraph");
    }

    /// “Published on 11/11/2014 in The Harbour Times. The council …”: what precedes the
    /// first sentence.
    fn published_on<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        static ON: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new(r"^[(*)\s]*(?i:(?:this \p{L}+ )?(?:(?:was )?(?:originally |first )?published|appeared)|publicado|publié|publicerad|erschienen|veröffentlicht|опубликовано)(?i: on| el| le| am)?\s+(\d[\p{L}\d./ -]{5,25}?|\p{Lu}\p{Ll}+\.? \d{1,2}, \d{4}),?\s+(?i:in|en|dans|i|в)(?i: the)?\s+(\p{Lu}[^().,–—]{2,50}?)\s*(?:[–—(][^().]*\)?\.?\)?|[.)]+)\s+").expect("a constant")
        });
        let found = ON.captures(text)?;
        let date = found.get(1)?.as_str();
        let hit = dates::find(date, Order::DayFirst).into_iter().find(|hit| hit.exact)?;
        if !self.has_date() {
            tail::store(&hit, date, &mut self.draft);
            self.dated = true;
        }
        self.source(found.get(2)?.as_str());
        text.get(found.get(0)?.end()..)
    }

    /// “This policy brief by Ada Roe and Noel Bird looks at …”.
    fn written_by(&mut self, text: &str) {
        static BY: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new(r"^(?:In )?[Tt]his (?:new |latest )?((?:[Ss]pecial |[Pp]olicy |[Ii]ssue |[Ww]orking )?(?:[Pp]aper|[Bb]rief|[Rr]eport|[Aa]rticle|[Pp]iece|[Ee]ssay|[Bb]ackgrounder|[Mm]emo|[Cc]ommentary)),? (?:written |authored )?by ((?:(?:\p{Lu}[\p{L}.’'-]*|and|de|van|von|der|al),?\s+){2,24})\p{Ll}{3,}").expect("a constant")
        });
        if self.names {
            return;
        }
        let Some(found) = BY.captures(text) else { return };
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        let list = part(2).trim().trim_end_matches(',');
        let people = super::names::pieces(list)
            .iter()
            .all(|name| super::names::person_score(name) >= 60);
        if !people {
            return;
        }
        let names = super::names::parse(list, super::names::Style::GivenFirst);
        self.names(names, 86);
        if let Some(label) = kinds::label(part(1)) {
            let kind = if label.kind == "op-ed" { "article-magazine" } else { label.kind };
            self.draft.kind(kind, 86, "the first paragraph");
        }
    }

    /// “… article “Title” was published by Ahval (23.5).”
    fn published_by(&mut self, text: &str) {
        static BY: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new(r"(?i)\b(?:article|commentary|op-ed|column|essay|analysis|interview|paper|blog)\b.{0,}?\b(?:was|has been|is)\s+(?:originally |first |recently )?published (?:by|in|at|on)\s+(?:the )?([^().,]{2,}?)\s*(?:\(([^()]{2,})\)|on ([^.]{4,}))?\.").expect("a constant")
        });
        let Some(found) = BY.captures(text) else { return };
        self.draft.text(
            Field::CONTAINER_TITLE,
            found.get(1).map_or("", |name| name.as_str()),
            88,
            "“was published by”",
        );
        self.draft.kind("article-magazine", 80, "“was published by”");
        self.details += 1;
        let Some(date) = found.get(2).or_else(|| found.get(3)) else { return };
        match dates::find(date.as_str(), Order::Unknown).into_iter().next() {
            Some(hit) if !self.dated => {
                tail::store(&hit, date.as_str(), &mut self.draft);
                self.dated = true;
            }
            None => {
                self.draft.fault(
                    &rules::MISSING_YEAR,
                    format!("“{}” has no year; not stored", date.as_str()),
                );
                self.draft.raw.push(date.as_str().to_owned());
            }
            Some(_) => {}
        }
    }

    pub(super) fn body(&mut self) {
        self.lead = true;
    }

    pub(super) fn is_book(&mut self) {
        self.book = true;
    }

    /// A work that announces itself: “This Brief presents …”.
    pub(super) fn announced(&mut self) {
        self.announced = true;
    }

    /// The address that the title links to.
    pub(super) fn link(&mut self, line: &Line) {
        if let Some(target) = layout::first_link(line) {
            self.draft.text(Field::URL, target, 90, "link");
        }
    }

    /// The place of a title that nothing follows: it is handed back unread.
    pub(super) fn unread(&self, bylines: bool) -> Option<Span> {
        let alone = self.title.is_some()
            && !self.names
            && !self.has_date()
            && self.details == 0
            && !self.announced;
        (alone && (!self.lead || bylines) && !(self.book && self.lead))
            .then_some(self.draft.span)
    }

    /// Makes it a draft, if it holds a work.
    pub(super) fn finish(mut self, page: &Page<'_>, context: &Context) -> Option<Draft> {
        if !self.open {
            return None;
        }
        let title = self.title.is_some();
        let date = self.has_date();
        let container =
            self.draft.has(Field::CONTAINER_TITLE) || self.draft.has(Field::PUBLISHER);
        let evidence =
            [title, self.names, date, container, self.lead, self.genre || self.details > 0]
                .into_iter()
                .filter(|x| *x)
                .count();
        let core =
            self.names || title && (date || container || self.lead || self.details > 0);
        let lone_lead = title
            && self.lead
            && !self.names
            && !date
            && !container
            && !self.book
            && self.details == 0;
        let article =
            self.byline || !page.habits.bylines || date && self.lead || self.details > 0;
        if !self.announced
            && (!core || evidence < 2 || !article || lone_lead && page.habits.bylines)
        {
            return None;
        }
        if self.names && !title && !date && !container && !self.genre && !self.lead {
            return None;
        }
        if lone_lead
            && !page.listing
            && context.section.is_empty()
            && context.year.is_none()
        {
            return None;
        }
        self.settle(page, context);
        Some(self.draft)
    }

    fn settle(&mut self, page: &Page<'_>, context: &Context) {
        if let Some((hit, text)) = self.dateline.take() {
            if !self.draft.has(Field::ISSUED) {
                tail::store(&hit, &printed(&hit, &text), &mut self.draft);
            } else {
                self.compare(&hit, &text);
            }
        }
        if let Some(year) = context.year.filter(|_| !self.draft.has(Field::ISSUED)) {
            self.draft.date(
                crate::model::Date::Single(crate::model::DateParts::year(year)),
                90,
                "the year above",
            );
        }
        if let Some((text, mut confidence)) = self.title.take() {
            let text = self.numbered_title(&text);
            // Where nothing but its place tells a title, it is doubtful.
            let told = self.byline || self.names || self.draft.has(Field::ISSUED);
            if !told && !self.draft.has(Field::GENRE) && page.article.is_none() {
                confidence = confidence.min(86);
            }
            let mut text = stacked_title(&text);
            series::before_title(&mut text, &mut self.draft);
            title::brackets(&mut text, &mut self.draft);
            if title::inner_unbalanced(&text) {
                self.draft.fault(
                    &rules::UNBALANCED_QUOTE,
                    format!("quotation marks in “{}” do not pair", title::short(&text)),
                );
            }
            self.draft.text(Field::TITLE, &text, confidence, "a line above names and date");
        }
        let mut status = String::new();
        if context.section == "forthcoming" {
            status.clone_from(&context.heading.clone().unwrap_or_default());
        }
        if !status.is_empty() {
            clauses::report_not_out(&status, &mut self.draft);
        }
        super::decide::counted_pages(&mut self.draft);
        self.page_facts(page, context);
        self.kind_of_page(page, context);
    }

    /// Takes number and month off a title: “No. 121: Ports of the Caspian (May 2021)”.
    fn numbered_title(&mut self, text: &str) -> String {
        static NUMBERED: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| {
                regex::Regex::new(
                    r"^(?:No|Nr|Issue|#|№)\.?\s?(\d{1,4})\s*[:.–—-]\s+(.{6,})$",
                )
                .expect("a constant")
            });
        let mut title = text.to_owned();
        if let Some((before, month)) =
            title.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
            && !self.draft.has(Field::ISSUED)
            && let Some(hit) = dates::only_date(month, Order::Unknown)
        {
            tail::store(&hit, month, &mut self.draft);
            title = before.to_owned();
        }
        if let Some(before) = series::placed_title(&title, &mut self.draft) {
            title = before;
        }
        let rest = NUMBERED.captures(&title).map(|found| {
            let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
            self.draft.text(Field::NUMBER, part(1), 90, "before the title");
            part(2).to_owned()
        });
        rest.unwrap_or(title)
    }

    /// A date above the title that differs from the issue's.
    fn compare(&mut self, hit: &DateHit, text: &str) {
        let Some(crate::model::Value::Date(issued)) = self.draft.value(Field::ISSUED)
        else {
            return;
        };
        let differs =
            hit.date.as_ref().is_some_and(|date| match (date.start(), issued.start()) {
                (Some(a), Some(b)) => {
                    a.year != b.year
                        || a.month != b.month && a.month.min(b.month) > 0
                        || a.day != b.day && a.day.min(b.day) > 0
                }
                _ => false,
            });
        if differs {
            let message = format!(
                "two dates, “{}” and {issued}; took the latter, which is that of the issue",
                printed(hit, text).trim()
            );
            self.draft.fault(&rules::CONFLICTING_DATE, message);
        }
    }

    fn page_facts(&mut self, page: &Page<'_>, context: &Context) {
        let report = matches!(self.draft.kind, Some("report" | "book"));
        if !report
            && !self.draft.has(Field::CONTAINER_TITLE)
            && !self.draft.has(Field::PUBLISHER)
        {
            let whole = page
                .site
                .and_then(|site| site.container.clone())
                .map(|name| (name, 94))
                .or_else(|| page.container.clone().map(|name| (name, 82)));
            if let Some(name) = context.container.clone() {
                self.draft.text(Field::CONTAINER_TITLE, &name, 92, "heading");
            } else if let Some((name, confidence)) = whole.filter(|_| {
                context.section.is_empty() || page.habits.bylines || page.site.is_some()
            }) {
                self.draft.text(
                    Field::CONTAINER_TITLE,
                    &name,
                    confidence,
                    "the publication of the page",
                );
            }
        }
        if let Some(address) = page.address.as_deref().filter(|_| !page.listing) {
            self.draft.text(Field::URL, address, 94, "the address of the page");
        }
        if !context.owner.is_empty() && !self.byline {
            let owner = context.owner.clone();
            let known = matches!(self.draft.value(Field::AUTHOR), Some(crate::model::Value::Names(names)) if owner.iter().any(|name| names.contains(name)));
            if !known {
                self.draft.first_names(Field::AUTHOR, &owner, 91, "the owner of the page");
            }
        }
    }

    fn kind_of_page(&mut self, page: &Page<'_>, context: &Context) {
        if self.book && !self.names {
            self.draft.kind("book", 91, "its chapters follow");
        }
        if self.draft.kind.is_some() && self.draft.kind_confidence() > 89 {
            return;
        }
        let numbered = self.draft.has(Field::PAGE)
            || self.draft.has(Field::VOLUME) && page.site.is_none();
        let container = self.draft.get(Field::CONTAINER_TITLE).map(str::to_owned);
        let site_kind = page.site.and_then(|site| site.kind).map(site::Kind::name);
        let own = page
            .site
            .and_then(|site| site.container.as_deref())
            .is_some_and(|own| Some(own) == container.as_deref());
        if own {
            self.draft.kind(site_kind.unwrap_or("article-magazine"), 95, "the site");
        }
        match container.as_deref().map(kinds::venue) {
            _ if numbered && container.is_some() => {
                self.draft.kind("article-journal", 90, "volume and pages")
            }
            Some(Venue::Container("article-journal", 0..=95))
                if self.byline || self.lead =>
            {
                self.draft.kind("article-magazine", 75, "a page of articles")
            }
            Some(Venue::Container(kind, sure)) => {
                self.draft.kind(kind, sure, "publication")
            }
            Some(_) => {
                self.draft.kind("article-magazine", 84, "an article of a publication")
            }
            None => {}
        }
        if self.draft.has(Field::COLLECTION_TITLE) {
            self.draft.kind("report", 92, "a series");
        }
        match context.section {
            "report" | "manuscript" => self.draft.kind(context.section, 88, "section"),
            "book" | "monograph" | "edited" => self.draft.kind("book", 88, "section"),
            "op-ed" => self.draft.kind("article-magazine", 84, "section"),
            _ => {}
        }
        let published = self.draft.has(Field::PUBLISHER) && container.is_none();
        if published {
            let press = matches!(
                kinds::venue(self.draft.get(Field::PUBLISHER).unwrap_or("")),
                Venue::Publisher(88..)
            );
            self.draft.kind(if press { "book" } else { "report" }, 82, "publisher");
        }
        let title = self.draft.get(Field::TITLE).unwrap_or("").to_lowercase();
        let mut words = title.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| matches!(word, "report" | "survey" | "poll")) {
            self.draft.kind("report", 72, "the title says so");
        }
        if let Some(kind) = page.address.as_deref().and_then(site::kind_of_address) {
            self.draft.kind(kind, 76, "the address");
        }
        if matches!(site_kind, Some("report")) && container.is_none() {
            self.draft.kind("report", 70, "the site");
        }
        let report_like = context.year.is_some() || context.section == "report";
        let month_only = matches!(self.draft.value(Field::ISSUED), Some(crate::model::Value::Date(date)) if date.start().is_some_and(|parts| parts.day == 0));
        let report_like = report_like || month_only && !self.byline && container.is_none();
        self.draft.kind(
            if report_like { "report" } else { "article-magazine" },
            60,
            "a page of articles",
        );
    }
}

/// Reads what follows a title in a stack.
fn read_rest(text: &str, context: &Context, draft: &mut Draft) {
    let entry =
        Text { text: text.to_owned(), title: None, runs: Vec::new(), span: draft.span };
    let mut body = text.to_owned();
    super::clauses::identifiers(&mut body, draft);
    let (authors, ..) = super::clauses::with_authors(&mut body, context.style);
    draft.names(Field::AUTHOR, authors, 92, "“with”");
    let hints = tail::Hints { order: context.order, ..tail::Hints::default() };
    let tail = tail::read(&body, &hints, draft);
    super::place::allocate(
        &tail,
        &super::entry::Parts { quoted: true, ..super::entry::Parts::default() },
        &entry,
        &Context { container: None, ..context.clone() },
        draft,
    );
}

/// A title on a line of its own keeps marks that are part of it.
fn stacked_title(text: &str) -> String {
    let text = super::document::collapse(text);
    let trimmed = title::trim_title(&text);
    // “No Deal,” Says the Governor: the first mark belongs to the title.
    if text.starts_with(['“', '"', '‘'])
        && !trimmed.starts_with(['“', '"', '‘'])
        && title::inner_unbalanced(&trimmed)
    {
        return text;
    }
    trimmed
}

/// The printed form of a date within its line.
fn printed(hit: &DateHit, text: &str) -> String {
    let blank: String = " ".repeat(hit.start);
    match text.get(hit.start..hit.end) {
        Some(part) if part.chars().any(|c| c.is_ascii_digit()) => format!("{blank}{part}"),
        _ => text.to_owned(),
    }
}

/// A file name that runs into the first word of a text.
fn ungluer(text: &str) -> (&str, Option<&str>) {
    static FILE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(r"^(Article \d+|\d{6,}|Screen ?[Ss]hot [\d -]+ at [\d.]+ [AP]M|\d{4}-[\p{L}]+(?:-\p{L}*?[Cc]over)?|[\w-]+\.(?:png|jpe?g|gif|pdf))(\p{Lu}\p{Ll}*\s)").expect("a constant")
    });
    match FILE.captures(text).and_then(|found| found.get(1)) {
        Some(file) => (text.get(file.end()..).unwrap_or(text), Some(file.as_str())),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::page::site;

    #[test]
    fn file_names_are_cut_off_the_lead() {
        assert_eq!(ungluer("2206-StarrBy 2015, Asia had").0, "By 2015, Asia had");
        assert_eq!(
            ungluer("2505-Instac-CoverFive states set out").0,
            "Five states set out"
        );
        assert_eq!(
            ungluer("Screen Shot 2023-05-08 at 10.32.15 AMPolicy as seen").0,
            "Policy as seen"
        );
    }

    #[test]
    fn listings_are_known_by_their_address() {
        assert!(site::is_listing("http://www.example.org/articles.html?start=140"));
        assert!(!site::is_listing("http://www.example.org/articles/item/12.html"));
    }
}
