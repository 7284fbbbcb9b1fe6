//! One name: order, particles, initials, formatting of its parts (CSL 1.0.2, “Name” and
//! “Name-part”).

use crate::csl::Demote;
use crate::csl::eval::Eval;
use crate::csl::eval::names::initials;
use crate::csl::node::markup::{Letters, is_romanesque_letter};
use crate::csl::node::{Content, Node, Role};
use crate::csl::prepare::Person;
use crate::csl::style::element::{
    Inverted, Look, NameForm, NameOptions, NamesElement, Str, TextCase,
};

/// How a script orders the parts of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Family and given name without a space: 毛泽东.
    Joined,
    /// Family first, with a space.
    FamilyFirst,
    /// As the style says.
    Romanesque,
}

/// The pieces of a name.
struct Parts {
    family: Option<Node>,
    given: Option<Node>,
    dropping: Option<Node>,
    non_dropping: Option<Node>,
    suffix: Option<Node>,
}

impl<'a> Eval<'_, 'a> {
    /// The piece of one name.
    pub(super) fn one_name(
        &mut self,
        element: &'a NamesElement,
        options: &'a NameOptions,
        name: &Person<'_>,
        place: usize,
        at: usize,
    ) -> Option<Node> {
        if name.literal {
            let text = if self.strip_periods > 0 {
                name.family.replace('.', "")
            } else {
                name.family.to_string()
            };
            let mut node = self.text_node(&text, &element.institution, false)?;
            node.role = Role::Institution;
            return Some(node);
        }
        let level = self.given_level(options, place, at);
        let rule = self.options.givenname_rule;
        let highest = if rule.with_initials() { 1 } else { 2 };
        let counts = self.options.add_givenname && !(rule.is_primary() && at > 0);
        self.outcome.open |= counts && !rule.is_by_cite() && level < highest;
        if self.sorting()
            && let Some(text) = self.plain_key(element, options, name, level)
        {
            self.term_predecessor = true;
            return Some(Node { role: Role::Name, ..Node::text(text) });
        }
        let parts = self.name_parts(element, options, name, level);
        let (mut node, inverted) =
            self.ordered(element, options, name, at, level, parts)?;
        self.term_predecessor = true;
        if element.name.decor.is_some()
            || !element.name.prefix.is_empty()
            || !element.name.suffix.is_empty()
        {
            let mut outer = Node::group(&element.name, &Str::default(), vec![node]);
            outer.decor.display = None;
            node = outer;
        }
        node.role = if inverted { Role::Inverted } else { Role::Name };
        Some(node)
    }

    /// The sort key of a name without anything special, as [`Self::as_key`] puts it
    /// together.
    fn plain_key(
        &self,
        element: &NamesElement,
        options: &NameOptions,
        name: &Person<'_>,
        level: u8,
    ) -> Option<Str> {
        let untouched = |look: &Option<Look>| {
            look.as_ref()
                .is_none_or(|look| look.text_case == TextCase::AsIs && !look.strip_periods)
        };
        let bare = element.name.prefix.is_empty()
            && element.name.suffix.is_empty()
            && untouched(&element.family)
            && untouched(&element.given)
            && self.strip_periods == 0
            && name.dropping.is_empty()
            && name.suffix.is_empty();
        let is_plain = |text: &str| Letters::of(text).are_words(text, &self.style.quotes);
        if !bare
            || !is_plain(&name.family)
            || !is_plain(&name.non_dropping)
            || self.script(name) != Script::Romanesque
            || self.is_static(name)
        {
            return None;
        }
        let given = self.given_text(options, name, level);
        if !is_plain(&given) {
            return None;
        }
        let mut key = Str::default();
        let mut add = |delimiter: &str, text: &str| {
            if !text.is_empty() {
                key.push_str(if key.is_empty() { "" } else { delimiter });
                key.push_str(text);
            }
        };
        if self.options.demote == Demote::Never {
            add("", &name.non_dropping);
            add(" ", &name.family);
            add("|", &given);
        } else {
            add("", &name.family);
            add("|", &given);
            add(if given.is_empty() { "|" } else { " " }, &name.non_dropping);
        }
        (!key.is_empty()).then_some(key)
    }

    fn given_level(&self, options: &NameOptions, place: usize, at: usize) -> u8 {
        let default = match options.form.unwrap_or_default() {
            NameForm::Short => 0,
            _ if options.initialize_with.is_some() => 1,
            _ => 2,
        };
        self.outcome
            .settings
            .given_at(place, at)
            .map_or(default, |asked| asked.max(default))
    }

    fn name_parts(
        &mut self,
        element: &'a NamesElement,
        options: &NameOptions,
        name: &Person<'_>,
        level: u8,
    ) -> Parts {
        let given = self.given_text(options, name, level);
        let family_look = bare(element.family.as_ref());
        let given_look = bare(element.given.as_ref());
        let et_al = {
            let plain = name.dropping.trim_end_matches('.');
            plain.len() < name.dropping.len()
                && matches!(plain, "et al" | "et. al" | "et.al" | "etal")
        };
        let quoteless = |text: &str, sorting: bool| match sorting {
            true => text.replacen(['\'', '’'], "", 1),
            false => text.to_owned(),
        };
        let sorting = self.sorting();
        // Short forms have neither a dropping particle nor a suffix.
        let no_given = level == 0;
        let mut piece = |text: &str, look: &Look| self.name_piece(text, look);
        let family = piece(&name.family, &family_look);
        let non_dropping = piece(&quoteless(&name.non_dropping, sorting), &family_look);
        let dropping = match no_given || et_al {
            true => None,
            false => piece(&quoteless(&name.dropping, sorting), &given_look),
        };
        let given = piece(&given, &given_look);
        let suffix = match no_given {
            true => None,
            false => self.suffix_piece(options, name),
        };
        Parts { family, given, dropping, non_dropping, suffix }
    }

    fn name_piece(&mut self, text: &str, look: &Look) -> Option<Node> {
        if text.is_empty() {
            return None;
        }
        let strips = look.strip_periods || self.strip_periods > 0;
        if strips && text.contains('.') {
            let text = text.replace('.', "");
            return self.text_node(&text, look, false);
        }
        self.text_node(text, look, false)
    }

    /// A suffix; its period stands outside, so that it merges with what follows.
    fn suffix_piece(&mut self, options: &NameOptions, name: &Person<'_>) -> Option<Node> {
        let mut text = name.suffix.to_string();
        if let Some(with) = options.initialize_with.as_deref().filter(|_| !text.is_empty())
        {
            text = initials::initialize(
                &text,
                with,
                true,
                self.options.initialize_with_hyphen,
            );
        }
        let period = text.ends_with('.');
        if period {
            text.pop();
        }
        let mut node = self.name_piece(&text, &Look::default())?;
        if period && self.strip_periods == 0 {
            node.suffix.insert(0, '.');
        }
        Some(node)
    }

    fn given_text(&self, options: &NameOptions, name: &Person<'_>, level: u8) -> String {
        let with_initials = self.options.givenname_rule.with_initials();
        let has = options.initialize_with.is_some() || with_initials;
        match level {
            0 => String::new(),
            1 if has && !name.family.is_empty() => {
                let with = options.initialize_with.as_deref().unwrap_or("");
                let keep = options.initialize == Some(false);
                initials::initialize(
                    &name.given,
                    with,
                    keep,
                    self.options.initialize_with_hyphen,
                )
            }
            _ => name.given.to_string(),
        }
    }

    fn is_static(&self, name: &Person<'_>) -> bool {
        let vietnamese = matches!(self.entry.language.as_deref(), Some("vi" | "hu"));
        name.static_ordering || vietnamese || self.script(name) == Script::Joined
    }

    fn script(&self, name: &Person<'_>) -> Script {
        let romanesque =
            |c: char| is_romanesque_letter(c) || c.is_ascii_digit() || c == '-';
        if !name.family.chars().any(romanesque) {
            let given = name.given.chars().next();
            let starts = given.is_some_and(|c| is_romanesque_letter(c) || c == '&');
            return if starts { Script::FamilyFirst } else { Script::Joined };
        }
        match self.entry.language.as_deref().and_then(|language| language.get(..2)) {
            Some("ja" | "zh") => Script::FamilyFirst,
            _ => Script::Romanesque,
        }
    }

    fn ordered(
        &self,
        element: &NamesElement,
        options: &NameOptions,
        name: &Person<'_>,
        at: usize,
        level: u8,
        parts: Parts,
    ) -> Option<(Node, bool)> {
        let Parts { family, given, dropping, non_dropping, suffix } = parts;
        let space = self.joining_space();
        let script = self.script(name);
        if script == Script::Joined {
            return joined([non_dropping, family, given], "").map(|node| (node, false));
        }
        if script == Script::FamilyFirst || self.is_static(name) {
            let family = joined([non_dropping, family], space);
            return joined([family, given], " ").map(|node| (node, false));
        }
        if self.sorting() {
            return self.as_key(Parts { family, given, dropping, non_dropping, suffix });
        }
        let inverted = match options.inverted {
            Some(Inverted::All) => true,
            Some(Inverted::First) => at == 0,
            _ => false,
        };
        if inverted {
            let parts = Parts { family, given, dropping, non_dropping, suffix };
            return self.inverted(element, options, name, parts);
        }
        let mut family = family;
        let mut dropping = dropping;
        let clings = |c: &str| c.ends_with(['\'', 'ʼ', '’', '-']);
        if name.non_dropping.is_empty()
            && clings(&name.dropping)
            && name.dropping.trim_end_matches(['\'', 'ʼ', '’', '-']) != "de"
        {
            family = joined([dropping.take(), family], "");
        }
        let hyphenated = non_dropping.as_ref().is_some_and(ends_joining);
        let last = if hyphenated {
            let family = joined([non_dropping, family], "");
            joined([dropping, family], space)
        } else {
            joined([dropping, non_dropping, family], space)
        };
        let separator = if name.comma_suffix { ", " } else { " " };
        let mut last = joined([last, suffix], separator);
        affixes(&mut last, element.family.as_ref());
        let mut given = given;
        affixes(&mut given, element.given.as_ref());
        let has_prefix = last.as_ref().is_some_and(|node| !node.prefix.is_empty());
        let comma = if name.comma_dropping && !has_prefix { "," } else { "" };
        let with = options.initialize_with.as_deref().unwrap_or("");
        let tight = with.contains(['\u{a0}', '\u{feff}']) && level == 1;
        let space = if tight { space } else { " " };
        let joint = compact_str::format_compact!("{comma}{space}");
        joined([given, last], &joint).map(|node| (node, false))
    }

    fn joining_space(&self) -> &'static str {
        match self.style.locale.language() {
            "fr" | "ru" | "cs" => "\u{a0}",
            _ => " ",
        }
    }

    /// The order of sort keys: spaces that separate parts sort before letters.
    fn as_key(&self, parts: Parts) -> Option<(Node, bool)> {
        let Parts { family, given, dropping, non_dropping, suffix } = parts;
        let merged = if self.options.demote == Demote::Never {
            let family = joined([non_dropping, family], " ");
            let family = joined([family, dropping], " ");
            joined([family, given], "|")
        } else {
            let second = joined([given, dropping, non_dropping], " ");
            joined([family, second], "|")
        };
        joined([merged, suffix], " ").map(|node| (node, false))
    }

    fn inverted(
        &self,
        element: &NamesElement,
        options: &NameOptions,
        name: &Person<'_>,
        parts: Parts,
    ) -> Option<(Node, bool)> {
        let Parts { family, given, dropping, non_dropping, suffix } = parts;
        let separator = options.sort_separator.as_deref().unwrap_or("");
        let separator =
            if matches!(&*name.given, "Lord" | "Lady") { ", " } else { separator };
        let joint = if name.comma_dropping { ", " } else { " " };
        let second = joined([given, dropping], joint);
        let (mut first, mut second) = if self.options.demote == Demote::DisplayAndSort {
            (family, joined([second, non_dropping], " "))
        } else {
            let hyphenated = non_dropping.as_ref().is_some_and(ends_joining);
            let space = if hyphenated { "" } else { self.joining_space() };
            (joined([non_dropping, family], space), second)
        };
        affixes(&mut second, element.given.as_ref());
        affixes(&mut first, element.family.as_ref());
        let merged = joined([first, second], separator);
        joined([merged, suffix], separator).map(|node| (node, true))
    }
}

/// The formatting of a name part without its affixes, which stand around whole groups.
fn bare(look: Option<&Look>) -> Look {
    let mut look = look.cloned().unwrap_or_default();
    look.prefix.clear();
    look.suffix.clear();
    look
}

fn affixes(node: &mut Option<Node>, look: Option<&Look>) {
    if let (Some(node), Some(look)) = (node, look) {
        node.prefix.clone_from(&look.prefix);
        node.suffix.clone_from(&look.suffix);
    }
}

/// Pieces with a delimiter between those that are there.
fn joined<const N: usize>(parts: [Option<Node>; N], delimiter: &str) -> Option<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(parts.iter().flatten().count());
    nodes.extend(parts.into_iter().flatten());
    let last = nodes.len().saturating_sub(1);
    for part in nodes.iter_mut().take(last) {
        // A part that brings its own no-break space needs no other.
        if !(delimiter == " " && part.suffix.ends_with('\u{a0}')) {
            part.suffix.push_str(delimiter);
        }
    }
    (!nodes.is_empty()).then(|| Node::bare(nodes))
}

/// Whether a particle joins what follows it without a space.
fn ends_joining(node: &Node) -> bool {
    match &node.content {
        Content::Text(text) => text.ends_with(['’', '\'', '-', ' ']),
        Content::Group(children) => children.last().is_some_and(ends_joining),
        Content::Count(_) => false,
    }
}
