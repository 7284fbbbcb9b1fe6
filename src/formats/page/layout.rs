//! From the lines of a page to drafts: stacks of lines (title, byline, date, lead) and
//! entries that stand on a line of their own.

use super::dates::{DateHit, Order};
use super::document::{Document, Line, Look};
use super::draft::Draft;
use super::entry::Context;
use super::habits::{Habits, NamesStand};
use super::kinds::{self, Venue};
use super::lists;
use super::names::Names;
use super::roles::{self, Role};
use super::site::Site;
use super::stack::Stack;
use super::works;
use crate::model::Field;
use crate::text::Span;

/// What the whole page says.
pub(super) struct Page<'a> {
    /// Its lines.
    pub(super) document: &'a Document,
    /// What each line is.
    pub(super) roles: Vec<Role>,
    /// The institute, if it is known.
    pub(super) site: Option<&'a Site>,
    /// The publication of the page.
    pub(super) container: Option<String>,
    /// The order of dates in digits.
    pub(super) order: Order,
    /// What is the same in all its works.
    pub(super) habits: Habits,
    /// Whether the address is that of a list of articles, or it is one of leads.
    pub(super) listing: bool,
    /// The line with the title of the page's article, if its address spells it.
    pub(super) article: Option<usize>,
    /// The address, if it is known.
    pub(super) address: Option<String>,
}

/// What was read of a page.
#[derive(Default)]
pub(super) struct Found {
    /// The works in order.
    pub(super) drafts: Vec<Draft>,
    /// Places of lines that were not understood.
    pub(super) unread: Vec<Span>,
}

/// Reads all works of a page.
pub(super) fn read(page: &Page<'_>) -> Found {
    let (owner, skip) = super::owner::owner(page);
    let context = Context { owner, order: page.order, ..Context::default() };
    let list_lines = lists::entry_lines(page, &context);
    let known = lists::known(page, &list_lines, &context);
    let context = Context {
        style: known.style,
        known: known.names,
        authored: known.authored,
        years_first: known.years_first,
        ..context
    };
    let mut builder = Builder::new(page, context, list_lines);
    builder.by_person = super::owner::is_one_of_many(page, &builder.list_lines, skip);
    builder.run(skip);
    if builder.found.drafts.is_empty() {
        builder.found.drafts.extend(works::lone(page));
    }
    works::none(&mut builder.found);
    works::untold(&mut builder.found);
    super::owner::agree(&mut builder.found.drafts);
    works::unlike(&mut builder.found.drafts);
    works::bare(&mut builder.found.drafts);
    works::not_of_all(page, &mut builder.found.drafts);
    builder.found
}

pub(super) struct Builder<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) context: Context,
    pub(super) list_lines: Vec<bool>,
    pub(super) stack: Stack,
    pub(super) found: Found,
    /// The work whose chapters follow.
    pub(super) book: Option<String>,
    pub(super) volume: Option<(String, Option<i32>)>,
    pub(super) label: Option<String>,
    /// Whether the year above stands below the heading above.
    year_in_section: bool,
    /// Whether names stand above their titles in the list of chapters.
    pub(super) names_first: bool,
    /// Whether it is the page of one article, with one byline.
    single: bool,
    /// Whether names stand as headings above the works of each person.
    by_person: bool,
}

impl<'a> Builder<'a> {
    fn new(page: &'a Page<'a>, context: Context, list_lines: Vec<bool>) -> Self {
        Self {
            page,
            context,
            list_lines,
            stack: Stack::default(),
            found: Found::default(),
            book: None,
            volume: None,
            label: None,
            year_in_section: false,
            names_first: false,
            single: is_single(page),
            by_person: false,
        }
    }

    fn run(&mut self, skip: usize) {
        let mut listings = super::repeats::find(self.page).into_iter().peekable();
        let mut at = skip;
        while at < self.page.document.lines.len() {
            if let Some(listing) = listings.next_if(|listing| listing.first <= at) {
                self.flush();
                self.found.drafts.extend(listing.drafts(self.page, &self.context));
                at = listing.end;
                continue;
            }
            at = self.line(at);
        }
        self.flush();
    }

    pub(super) fn role(&self, at: usize) -> Option<&'a Role> {
        self.page.roles.get(at)
    }

    pub(super) fn source_line(&self, at: usize) -> Option<&'a Line> {
        self.page.document.lines.get(at)
    }

    /// Reads the line at a place; gives back the next place.
    fn line(&mut self, at: usize) -> usize {
        let (Some(line), Some(role)) = (self.source_line(at), self.role(at)) else {
            return at + 1;
        };
        if self.volume.is_some()
            && let Some(next) = self.pair(at, line)
        {
            return next;
        }
        if self.abstract_of_last(line) {
            return at + 1;
        }
        let contents = at > 0 && matches!(self.role(at - 1), Some(Role::Contents));
        if let Some(next) = contents.then(|| self.chapters(at)).flatten() {
            return next;
        }
        let listed = self.list_lines.get(at).copied().unwrap_or(false);
        let stanza =
            listed && (line.bullet || lists::is_quoted_alone(line, self.page.order));
        if let Some(next) = stanza.then(|| self.stanza(at, line, role)).flatten() {
            return next;
        }
        if self.list_lines.get(at).copied().unwrap_or(false) {
            return self.entry(at, line);
        }
        if self.next_person(at) {
            return at + 1;
        }
        if let Some(next) = self.stanza(at, line, role) {
            return next;
        }
        if (self.book.is_some() || self.volume.is_some())
            && let Some(next) = self.pair(at, line)
        {
            return next;
        }
        self.by_role(at, line, role);
        at + 1
    }

    /// Takes a line for what its role says.
    fn by_role(&mut self, at: usize, line: &Line, role: &Role) {
        match role {
            Role::Furniture => {}
            Role::Section(kind) => self.section(kind, &line.text),
            Role::Year(year) => {
                self.flush();
                self.context.year = Some(*year);
                self.year_in_section = self.context.heading.is_some();
            }
            Role::Volume(name, volume, year) => {
                self.flush();
                let earlier = self.context.container.take();
                self.context.container = name.clone().or(earlier);
                self.volume = Some((volume.clone(), *year));
            }
            Role::Contents => {
                let last = || self.found.drafts.last()?.get(Field::TITLE);
                let book = self.stack.title().or_else(last).unwrap_or("");
                self.book = Some(book.to_owned());
                let named = |at: usize| matches!(self.role(at), Some(Role::Names(_)));
                self.names_first = named(at + 1) && !named(at + 2) && named(at + 3);
                self.stack.is_book();
                self.flush();
            }
            Role::Date(hit) => self.date(at, line, hit),
            Role::Dateline(hit, venue) => {
                let above = self.stack.only_title()
                    && matches!(self.role(at + 1), Some(Role::Short | Role::Names(_)))
                    && matches!(self.role(at + 2), Some(Role::Prose));
                if self.stack.has_lead() || above {
                    self.flush();
                }
                self.stack.begin(line.span);
                self.stack.issue(hit, line, self.publication(venue));
            }
            Role::Source(venue) => {
                if self.stack.is_open() && !self.stack.has_lead() {
                    self.stack.source(venue);
                }
            }
            Role::Series { .. } => self.series(line, role),
            Role::Venue(name) => {
                self.flush();
                self.stack.begin(line.span);
                self.stack.source(name);
            }
            Role::PublishedIn(section) => self.published_in(at, line, section),
            Role::Byline(names, rest) => self.byline(line, names, rest),
            Role::NamesDate(names, hit) => {
                // Below a title they are its own.
                if !self.stack.only_title() {
                    self.flush();
                }
                self.stack.begin(line.span);
                self.stack.names(names.clone(), 92);
                self.stack.issue(hit, line, None);
            }
            Role::NameTitle(names, title) => {
                self.flush();
                self.stack.begin(line.span);
                self.stack.names(names.clone(), 88);
                self.stack.set_title(title, 90);
            }
            Role::LabelDate(label, hit) => self.label_date(at, line, label, hit),
            Role::Names(names) => self.names(at, line, names),
            Role::With(names) => {
                if self.stack.is_open() {
                    self.stack.with(names.clone());
                }
            }
            Role::Label => self.label(at, line),
            Role::Prose => self.prose(at, line),
            Role::Short => self.short(at, line),
        }
    }

    /// Whether a line is the abstract of the work above.
    fn abstract_of_last(&mut self, line: &Line) -> bool {
        let Some(lead) =
            line.text.strip_prefix("Abstract: ").filter(|_| !self.stack.is_open())
        else {
            return false;
        };
        if let Some(last) = self.found.drafts.last_mut() {
            last.text(Field::ABSTRACT, lead, 92, "“Abstract:”");
        }
        true
    }

    /// Whether a line names the person whose works follow.
    fn next_person(&mut self, at: usize) -> bool {
        if !self.context.owner.is_empty() && !self.by_person {
            return false;
        }
        let Some(owner) = super::owner::above(self.page, &self.list_lines, at) else {
            return false;
        };
        self.flush();
        self.context.owner = owner;
        self.by_person = true;
        true
    }

    fn section(&mut self, kind: &'static str, text: &str) {
        self.flush();
        // Years below a heading end with it.
        if kind == "forthcoming" || std::mem::take(&mut self.year_in_section) {
            self.context.year = None;
        }
        self.context.section = kind;
        self.context.heading = Some(text.trim().trim_end_matches(':').to_owned());
        if self.volume.is_none() {
            self.context.container = None;
        }
        self.label = None;
        self.context.previous.clear();
    }

    /// A date alone: the dateline of the next article, or the date of this one.
    fn date(&mut self, at: usize, line: &Line, hit: &DateHit) {
        // The day on which a list of titles was saved.
        let days = self
            .page
            .roles
            .iter()
            .filter(|role| matches!(role, Role::Date(_)))
            .take(2)
            .count();
        if self.page.habits.leads && days == 1 && at + 1 == self.page.roles.len() {
            return;
        }
        let next = self.role(at + 1);
        let above = self.stack.only_title() && !self.follows_directly(at);
        if above && matches!(next, Some(Role::Short)) {
            self.flush();
        }
        // Dates that close each work: title, paragraph, date.
        if self.page.habits.dates_close && self.stack.has_lead() && !self.stack.has_date() {
            self.stack.dateline(hit, line);
            self.flush();
            return;
        }
        let complete = self.stack.has_date() || self.stack.has_lead();
        if complete
            && !(self.stack.has_date()
                && !self.stack.has_lead()
                && self.follows_directly(at))
        {
            self.flush();
        }
        self.stack.begin(line.span);
        self.stack.dateline(hit, line);
    }

    fn follows_directly(&self, at: usize) -> bool {
        at > 0 && self.source_line(at).is_some_and(|line| !line.gap)
    }

    fn published_in(&mut self, at: usize, line: &Line, section: &str) {
        let byline_next = matches!(self.role(at + 1), Some(Role::Byline(..)));
        if self.stack.has_lead() && self.page.habits.sections_close {
            self.stack.genre(section);
            self.flush();
            return;
        }
        if self.stack.has_lead() {
            if byline_next {
                self.flush();
            } else {
                return;
            }
        }
        self.stack.begin(line.span);
        self.stack.genre(section);
    }

    fn byline(&mut self, line: &Line, names: &Names, rest: &str) {
        // A byline that closes its work: title, paragraph, names.
        let closes = self.page.habits.bylines_close
            && self.stack.has_title()
            && self.stack.has_lead()
            && !self.stack.has_names();
        if closes {
            self.stack.begin(line.span);
            self.stack.names(names.clone(), 88);
            self.stack.byline(line);
            self.flush();
            return;
        }
        let over = self.page.habits.titles_follow && self.stack.has_title();
        if over || self.stack.has_names() || self.stack.has_lead() {
            self.flush();
        }
        self.stack.begin(line.span);
        self.stack.names(names.clone(), 95);
        self.stack.byline(line);
        let rest = rest.trim().trim_start_matches(['.', ',', ' ']);
        if !rest.is_empty() {
            self.issue_line(line, rest);
        }
    }

    /// “(11/8/2000 issue of the CACI Analyst)”, “The Weekly Standard. May 24, 2017.”
    fn issue_line(&mut self, line: &Line, rest: &str) {
        if let Some((start, _)) = rest
            .find("issue of")
            .map(|at| (at, ()))
            .or_else(|| rest.find(" of the ").map(|at| (at, ())))
        {
            let name = rest
                .get(start..)
                .and_then(|part| part.split_once("of "))
                .map_or("", |(_, name)| name);
            let name = name.trim().trim_end_matches([')', '.', ' ']);
            let publication = self.publication(name);
            let before = rest
                .get(..start)
                .unwrap_or("")
                .trim_start_matches(['(', ' '])
                .trim_start_matches("the ");
            self.stack.numbers(before, self.page.order, publication);
            return;
        }
        self.stack.rest(line, rest, &self.context);
    }

    /// The publication that a short name stands for.
    fn publication(&self, name: &str) -> Option<(String, u8)> {
        let name = name.trim().trim_end_matches(['.', ')', ',']);
        let bare =
            name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        if bare.is_empty() {
            return None;
        }
        if let Some(site) = self.page.site {
            let known = site.acronym.iter().any(|short| short.eq_ignore_ascii_case(bare));
            if let Some(container) = site.container.clone().filter(|_| known) {
                return Some((container, 97));
            }
            if let Some(full) = site.venues.get(bare) {
                return Some((full.clone(), 97));
            }
        }
        // The masthead names it in full: the last word is the same.
        if let Some(full) = self.page.container.as_deref() {
            let last = |text: &str| text.rsplit(' ').next().unwrap_or("").to_lowercase();
            if last(full) == last(bare) {
                return Some((full.to_owned(), 92));
            }
        }
        let article = name.starts_with("the ") || name.starts_with("The ");
        Some((if article { format!("The {bare}") } else { bare.to_owned() }, 80))
    }

    fn names(&mut self, at: usize, line: &Line, names: &Names) {
        let stand = self.page.habits.names_stand;
        let sure = names.confidence >= 45;
        if stand == NamesStand::First && sure {
            if self.stack.has_names() && !self.stack.has_title() && !self.stack.has_lead() {
                self.stack.begin(line.span);
                self.stack.set_title(&line.text, 80);
                return;
            }
            if !self.stack.only_date() && !self.stack.only_genre() {
                self.flush();
            }
            self.stack.begin(line.span);
            if let Some(label) = self.label.take() {
                self.stack.genre(&label);
            }
            self.stack.names(names.clone(), 85);
            return;
        }
        let closes = self.stack.has_title() && self.stack.has_lead();
        let post = |line: &Line| !line.gap && super::names::is_post(&line.text);
        let signed =
            self.page.article.is_some() && self.source_line(at + 1).is_some_and(post);
        if signed && sure && closes && !self.stack.has_names() {
            self.stack.names(names.clone(), 85);
            return;
        }
        if stand == NamesStand::Last && sure && closes && !self.stack.has_names() {
            self.stack.begin(line.span);
            self.stack.names(names.clone(), 85);
            return;
        }
        // “Ada Roe”, a date and a paragraph, again and again.
        let dated = matches!(self.role(at + 1), Some(Role::Date(_)))
            && matches!(self.role(at + 2), Some(Role::Prose));
        let begins = !self.stack.is_open() || self.stack.has_lead();
        if dated && begins && names.confidence >= 85 {
            self.flush();
            self.stack.begin(line.span);
            self.stack.names(names.clone(), 90);
            return;
        }
        // In a list of titles with a paragraph each, what may be a name is a title.
        let title = self.page.habits.leads && names.confidence < 85;
        if self.stack.has_title()
            && !self.stack.has_names()
            && !self.stack.has_lead()
            && !title
        {
            self.stack.names(names.clone(), names.confidence.max(80));
            return;
        }
        if let Some(label) = self.label.clone()
            && !self.stack.has_names()
        {
            self.stack.begin(line.span);
            self.stack.genre(&label);
            self.stack.names(names.clone(), 85);
            self.label = None;
            return;
        }
        // Two words may be a title.
        self.title(at, line);
    }

    fn label(&mut self, at: usize, line: &Line) {
        // “Issue Brief”, a date, a title and a byline: what stood above is no title.
        let begins = matches!(self.role(at + 1), Some(Role::Date(_)))
            && matches!(self.role(at + 2), Some(Role::Short | Role::Prose))
            && matches!(self.role(at + 3), Some(Role::Byline(..)));
        if begins {
            self.flush();
            self.label = Some(label_text(line));
            return;
        }
        let named_below =
            matches!(self.role(at + 1), Some(Role::Names(_) | Role::Byline(..)));
        if named_below && !self.stack.has_names() {
            self.flush();
        }
        if self.stack.has_names() && !self.stack.has_lead() {
            self.stack.label(&label_text(line));
            return;
        }
        if self.stack.has_lead() || !self.stack.has_title() {
            self.flush();
            self.label = Some(label_text(line));
            let next_named =
                matches!(self.role(at + 1), Some(Role::Names(_) | Role::Byline(..)));
            if next_named {
                self.stack.begin(line.span);
            }
            return;
        }
        self.stack.label(&label_text(line));
    }

    fn prose(&mut self, at: usize, line: &Line) {
        let titled = self.stack.only_date() || self.stack.only_genre();
        if titled && matches!(self.role(at + 1), Some(Role::Byline(..))) {
            self.title(at, line);
            return;
        }
        if self.stack.is_open() && !self.stack.has_lead() {
            self.stack.lead(&line.text);
        } else if !self.stack.is_open() {
            self.phrase(line);
        }
    }

    fn short(&mut self, at: usize, line: &Line) {
        if let Some(heading) = self.venue_heading(at, line) {
            self.flush();
            self.context.container = Some(heading);
            return;
        }
        if roles::is_furniture(&line.text) {
            return;
        }
        if self.stack.has_lead()
            && !self.stack.has_title()
            && let Some(title) = super::title::downloaded(&line.text)
        {
            self.stack.set_title(title, 88);
            self.stack.link(line);
            return;
        }
        let open = self.stack.is_open() && !self.stack.has_lead();
        let follow = self.page.habits.titles_follow
            || self.page.habits.names_stand == NamesStand::First;
        if follow && open && self.stack.has_names() && !self.stack.has_title() {
            self.stack.begin(line.span);
            self.stack.set_title(&line.text, 88);
            self.stack.link(line);
            return;
        }
        if open && self.stack.has_title() {
            if self.stack.title().is_some_and(|title| title.ends_with(':')) {
                self.stack.extend_title(&line.text);
                return;
            }
            if self.detail(at, line) {
                self.stack.rest(line, &line.text, &self.context);
                return;
            }
            // A subtitle between the title and the series.
            let series_next = matches!(self.role(at + 1), Some(Role::Series { .. }));
            let below = self.page.habits.subtitled
                && matches!(self.role(at.wrapping_sub(1)), Some(Role::Short))
                && !self.stack.is_subtitled();
            if self.stack.only_title()
                && (series_next || below)
                && !line.text.ends_with('.')
            {
                self.stack.subtitle(&line.text);
                return;
            }
            let byline_next = matches!(self.role(at + 1), Some(Role::Byline(..)));
            if self.stack.has_names() && self.page.habits.bylines && !byline_next {
                if super::title::is_sentence(&line.text) {
                    self.stack.lead(&line.text);
                } else {
                    self.stack.body();
                }
                return;
            }
        } else if open && self.stack.has_names() && (self.detail(at, line)) {
            self.stack.rest(line, &line.text, &self.context);
            return;
        }
        let byline_next = matches!(self.role(at + 1), Some(Role::Byline(..)));
        let lead = self.stack.has_names()
            || self.stack.has_title() && (self.stack.has_date() || self.page.habits.leads);
        if open && lead && !byline_next && super::title::is_sentence(&line.text) {
            self.stack.lead(&line.text);
            return;
        }
        if open
            && self.stack.has_names()
            && !self.stack.has_title()
            && self.page.habits.bylines
            && !byline_next
        {
            // A line between byline and lead.
            return;
        }
        self.title(at, line);
    }

    /// Whether a short line is a publication, publisher, date or numbers of the work above.
    fn detail(&self, at: usize, line: &Line) -> bool {
        let text = line.text.as_str();
        let name = text.split(" (").next().unwrap_or(text).trim_end_matches([',', '.']);
        let first = text.split(", ").next().unwrap_or(text);
        let venue = |name: &str| {
            matches!(
                kinds::venue(name),
                Venue::Container(_, 78..) | Venue::Publisher(_) | Venue::Series(_)
            )
        };
        let dated = super::dates::find(text, self.page.order).iter().any(|hit| hit.exact);
        let sure = matches!(kinds::venue(name), Venue::Container(_, 88..));
        let paged = ["pp.", "pp", " pages", " p."].iter().any(|end| text.ends_with(end));
        // “Insights from the quay.”
        if text.ends_with('.') && self.page.habits.bylines && !sure && !dated && !paged {
            return false;
        }
        if self.page.habits.bylines && !self.stack.has_names() && !sure && !dated {
            return false;
        }
        let short = text.split_whitespace().count() <= 14;
        let names_next = matches!(self.role(at + 1), Some(Role::Byline(..)));
        // “About the Institute” below a heading of the page.
        let bare = !self.stack.has_names() && !self.stack.has_date() && !dated;
        let thin = match kinds::venue(name) {
            Venue::Publisher(_) => !kinds::is_press(name),
            // “On Harbours and International Affairs”
            Venue::Container(_, ..80) => {
                name.starts_with("On ") || name.starts_with("About ")
            }
            _ => false,
        };
        if bare && thin {
            return false;
        }
        let typed = ["Vol", "vol", "pp", "ISBN", "ISSN", "DOI", "doi", "https://doi.org/"]
            .iter()
            .any(|start| text.starts_with(start));
        // “(Quay House, 2019, 288 p.)”
        let year =
            super::dates::find(text, self.page.order).iter().any(|hit| hit.date.is_some());
        let typed = typed
            || super::dialects::is_status(text)
            || year && paged
            || year && text.starts_with('(') && text.ends_with([')', '.']);
        let long_title = name.contains(": ") && name.split_whitespace().count() > 7;
        short
            && !names_next
            && (dated || !super::title::is_sentence(text))
            && !long_title
            && (venue(name) && !text.ends_with(['?', '!'])
                || venue(first) && dated
                || typed
                || (dated
                    && self.stack.has_title()
                    && first.len() < 60
                    && !self.stack.has_date()
                    && !line.gap))
    }

    fn title(&mut self, at: usize, line: &Line) {
        let told = matches!(
            self.role(at + 1),
            Some(
                Role::Date(_)
                    | Role::Byline(..)
                    | Role::Names(_)
                    | Role::NamesDate(..)
                    | Role::Prose
            )
        );
        // “Policy Brief”, “Iran, Energy” and only then the title.
        let topic = told && self.stack.only_labelled();
        let placed = self.stack.only_place();
        let keep = topic || placed || self.stack.only_date() || self.stack.only_genre();
        if !keep {
            self.flush();
        }
        self.stack.begin(line.span);
        if let Some(label) = self.label.take() {
            self.stack.label(&label);
        }
        self.stack.set_title(
            &line.text,
            if line.heading > 0 || line.hint == super::document::Hint::Title {
                95
            } else {
                92
            },
        );
        self.stack.link(line);
        if let Some((title, names)) = super::clauses::titled_byline(&line.text) {
            self.stack.set_title(&title, 92);
            self.stack.names(names, 90);
        }
    }

    /// Whether a heading with a day is a part of the article of the page.
    fn is_part(&self, stack: &Stack) -> bool {
        let [article] = self.found.drafts.as_slice() else { return false };
        let whole = [Field::TITLE, Field::AUTHOR, Field::ISSUED, Field::ABSTRACT];
        self.single
            && whole.iter().all(|field| article.has(*field))
            && stack.has_lead()
            && !stack.has_names()
            && !stack.has_year()
    }

    /// Emits the stack, if it holds a work.
    pub(super) fn flush(&mut self) {
        let stack = std::mem::take(&mut self.stack);
        let part = self.is_part(&stack).then_some(stack.span());
        if let Some(span) = stack.unread(self.page.habits.bylines).or(part) {
            self.found.unread.push(span);
            return;
        }
        // What has a title and more, and is no work for all that, is not lost.
        let told = stack.has_title() && (stack.has_lead() || stack.has_year());
        let span = stack.span();
        match stack.finish(self.page, &self.context) {
            Some(draft) => self.found.drafts.push(draft),
            None if told => self.found.unread.push(span),
            None => {}
        }
    }
}

/// Whether a page is that of one article: its address is known, and there is one byline.
fn is_single(page: &Page<'_>) -> bool {
    let bylines = page.roles.iter().filter(|role| matches!(role, Role::Byline(..)));
    page.address.is_some() && !page.listing && bylines.take(2).count() == 1
}

/// The text of a label without what marks it.
fn label_text(line: &Line) -> String {
    line.text.trim_matches([super::clauses::CUT, ',', ':', ' ']).to_owned()
}

/// Looks of a line that are links.
pub(super) fn first_link(line: &Line) -> Option<&str> {
    line.runs.iter().find_map(|run| match &run.look {
        Look::Link(target) if target.starts_with("http") => Some(target.as_str()),
        _ => None,
    })
}
