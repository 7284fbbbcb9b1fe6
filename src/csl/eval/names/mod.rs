//! `<names>`: lists of people and institutions (CSL 1.0.2, “Names”).

pub(crate) mod initials;
mod one;

use crate::csl::eval::{Area, Eval, Trace};
use crate::csl::job::{Mode, Position};
use crate::csl::node::markup::is_romanesque_letter;
use crate::csl::node::{Node, Role, pieces};
use crate::csl::prepare::Person;
use crate::csl::style::element::{
    And, Element, Look, NameForm, NameOptions, NamesElement, Plural, Precedes, Slot, Str,
    TermForm, Variable,
};

/// What decides how many names of a list are shown.
#[derive(Clone, Copy)]
struct EtAl {
    min: usize,
    use_first: usize,
    use_last: bool,
}

/// A list of names, cut.
struct List<'e, 'a> {
    slot: Slot,
    shown: Vec<(usize, &'e Person<'a>)>,
    total: usize,
    /// 0: whole, 1: “et al.”, 2: the last name after an ellipsis.
    cut: u8,
    place: usize,
}

impl<'e, 'a> Eval<'e, 'a> {
    /// `<names>`.
    pub(super) fn names(&mut self, element: &'a NamesElement, out: &mut Vec<Node>) {
        if element.shorthand {
            if self.can_substitute.last() == Some(&true) {
                self.shorthand(element, element, out);
            }
            return;
        }
        let pushed = self.trace_names();
        self.can_substitute.push(true);
        self.begin_names();
        let slots = self.free_slots(&element.variables);
        self.group_mut().attempt = true;
        if slots.iter().any(|slot| !self.entry.names(*slot).is_empty()) {
            self.block_substitute();
            self.name_lists(element, element, &slots, out);
        } else {
            let before = out.len();
            self.substitute(element, out);
            let options = element.options.get(self.root_index());
            let counts = options.is_some_and(|o| o.form == Some(NameForm::Count));
            if counts && self.sorting() && out.len() == before {
                self.push_text("000000", &Look::default(), true, out);
                self.group_mut().success = true;
            }
        }
        self.substitute_author();
        let open = self.can_substitute.pop().unwrap_or(true);
        if !open {
            self.block_substitute();
        }
        if self.can_substitute.len() == 1 {
            self.in_substitute = false;
        }
        if pushed {
            self.trace.pop();
        }
    }

    fn trace_names(&mut self) -> bool {
        let suppress = match self.mode() {
            _ if self.looking => false,
            Mode::AuthorOnly => self.probably_rendered,
            Mode::SuppressAuthor => !self.probably_rendered,
            _ => false,
        };
        if suppress {
            self.trace.push(Trace::Suppress);
        }
        suppress
    }

    fn begin_names(&mut self) {
        if self.term_predecessor {
            self.substitute_ok = false;
        }
        self.nameset_base += self.nameset_offset;
        self.nameset_offset = 0;
    }

    fn free_slots(&mut self, variables: &[Slot]) -> Vec<Slot> {
        let mut free = Vec::with_capacity(variables.len());
        for slot in variables {
            if self.take(Variable::Field(*slot)) {
                free.push(*slot);
            }
        }
        free
    }

    /// The first substitute with output stands for the names.
    fn substitute(&mut self, element: &'a NamesElement, out: &mut Vec<Node>) {
        if element.substitute.is_empty() {
            return;
        }
        self.in_substitute = true;
        self.substitutes(element, &element.substitute, out);
    }

    /// The children of a branch of `<choose>` are substitutes one by one.
    fn substitutes(
        &mut self,
        element: &'a NamesElement,
        substitutes: &'a [Element],
        out: &mut Vec<Node>,
    ) {
        for substitute in substitutes {
            if self.can_substitute.last() != Some(&true) {
                return;
            }
            match substitute {
                Element::Names(inner) if inner.shorthand => {
                    self.shorthand(element, inner, out);
                }
                Element::Choose(branches) => {
                    if let Some(branch) = self.branch(branches) {
                        self.substitutes(element, &branch.children, out);
                    }
                }
                other => self.element(other, out),
            }
        }
    }

    /// Other names in the way of those that they stand for.
    fn shorthand(
        &mut self,
        element: &'a NamesElement,
        inner: &'a NamesElement,
        out: &mut Vec<Node>,
    ) {
        let slots = self.free_slots(&inner.variables);
        if slots.iter().any(|slot| !self.entry.names(*slot).is_empty()) {
            self.block_substitute();
            self.name_lists(element, inner, &slots, out);
        }
    }

    /// Prints lists of names with the options of one element and the variables of another.
    fn name_lists(
        &mut self,
        element: &'a NamesElement,
        from: &'a NamesElement,
        slots: &[Slot],
        out: &mut Vec<Node>,
    ) {
        let Some(options) = element.options.get(self.root_index()) else { return };
        let et_al = self.et_al(options);
        let mut lists = Vec::with_capacity(slots.len());
        for (at, slot) in slots.iter().enumerate() {
            let place = self.nameset_base + at;
            let list = self.list(*slot, place, options, et_al);
            if list.total > 0 {
                self.nameset_offset += 1;
            }
            lists.push(list);
        }
        if options.form == Some(NameForm::Count) {
            let count: usize = lists.iter().map(|list| list.shown.len()).sum();
            if self.sorting() || count != 0 {
                let text =
                    if self.sorting() { format!("{count:0>6}") } else { count.to_string() };
                self.push_text(&text, &Look::default(), true, out);
                self.group_mut().success = true;
            }
            return;
        }
        let common = self.common_term(element, from, &lists);
        let mut blocks = Vec::new();
        for list in lists.iter().filter(|list| !list.shown.is_empty()) {
            let block = self.name_list(element, options, list);
            let block = self.labelled(element, list, common.as_deref(), block);
            blocks.push(block);
            if common.is_some() {
                break;
            }
        }
        if blocks.is_empty() {
            return;
        }
        self.probably_rendered |= !self.looking;
        self.finish_names(element, options, slots, blocks, out);
    }

    fn finish_names(
        &mut self,
        element: &NamesElement,
        options: &NameOptions,
        slots: &[Slot],
        blocks: Vec<Node>,
        out: &mut Vec<Node>,
    ) {
        let mut inner = Node::bare(blocks);
        inner.delimiter = options.names_delimiter.clone().unwrap_or_default();
        inner.role = Role::Names;
        if self.suppressed() {
            self.collapse(slots, Some(&inner));
            return;
        }
        if self.date_only {
            return;
        }
        self.term_predecessor = true;
        let kept = self.collapse(slots, Some(&inner));
        if kept {
            let mut node = Node::group(&element.look, &Str::default(), vec![inner]);
            node.decor.display = None;
            out.push(node);
        }
    }

    /// Names that the cite before had already are left out when cites collapse; whether
    /// these are printed.
    fn collapse(&mut self, slots: &[Slot], names: Option<&Node>) -> bool {
        if self.nameset_base == 0 && self.first_creator.is_none() {
            self.first_creator = slots.first().copied();
        }
        if self.area != Area::Citation || self.looking && !self.for_names {
            return true;
        }
        let collapses = self.options.collapse.is_some();
        let grouped = self.options.cite_group_delimiter.is_some();
        if !collapses && !grouped {
            return true;
        }
        let text = names.map(pieces::plain).unwrap_or_default();
        if self.looking {
            self.outcome.names_text = Some(text);
            return true;
        }
        let current = self.outcome.names_text.as_ref().or(self.before.names.as_ref());
        let same = current.is_some_and(|before| *before == text);
        let suppress = self.mode() == Mode::SuppressAuthor;
        if same {
            if grouped {
                self.outcome.group_delimiter = true;
            }
            self.outcome.names_text = Some(text);
            return !(suppress || collapses);
        }
        self.outcome.names_text = Some(text);
        self.outcome.have_collapsed = false;
        self.outcome.group_delimiter = false;
        let first = slots.first().copied() == self.first_creator;
        if first && suppress {
            self.term_predecessor = false;
            return false;
        }
        true
    }

    /// Notes the entry's first names for `subsequent-author-substitute`, once.
    fn substitute_author(&mut self) {
        if self.area == Area::Bibliography && !self.outcome.rendered_names.is_empty() {
            self.substitute_ok = false;
        }
    }

    fn et_al(&self, options: &NameOptions) -> EtAl {
        let later = self.view.is_some_and(|view| view.position != Position::First);
        let key = self.key_et_al.unwrap_or_default();
        let min = match later {
            true => options.subsequent_min.filter(|min| *min > 0).or(options.et_al_min),
            false => key.min.filter(|min| *min > 0).or(options.et_al_min),
        };
        let use_first = match later {
            true => {
                options.subsequent_use_first.filter(|n| *n > 0).or(options.et_al_use_first)
            }
            false => key.use_first.filter(|n| *n > 0).or(options.et_al_use_first),
        };
        let use_last = match later {
            true => false,
            false => key.use_last.or(options.et_al_use_last).unwrap_or(false),
        };
        // Only the two attributes together abbreviate.
        EtAl {
            min: min.filter(|_| use_first.is_some()).map_or(0, |min| min as usize),
            use_first: use_first.map_or(1, |first| first as usize),
            use_last,
        }
    }

    /// Cuts a list to what is shown, and registers its names.
    fn list(
        &mut self,
        slot: Slot,
        place: usize,
        options: &NameOptions,
        et_al: EtAl,
    ) -> List<'e, 'a> {
        let entry = self.entry;
        let all = entry.names(slot);
        let others = all.iter().any(|name| name.others);
        let names: Vec<(usize, &'e Person<'a>)> =
            all.iter().enumerate().filter(|(_, name)| !name.others).collect();
        let total = names.len();
        if total == 0 {
            return List { slot, shown: names, total, cut: 0, place };
        }
        if self.outcome.names_max.is_none() {
            self.outcome.names_max = u32::try_from(total).ok();
        }
        self.levels(&names, place, options);
        let shown = self.shown(total, place, et_al);
        self.outcome.settings.set_names(place, shown);
        let mut list = names;
        let mut cut = 0;
        if shown < total {
            cut = if et_al.use_last { 2 } else { 1 };
            let last = list.last().copied().filter(|_| et_al.use_last);
            list.truncate(shown);
            list.extend(last);
        } else if others {
            cut = 1;
        }
        if self.sorting() {
            cut = 0;
        }
        List { slot, shown: list, total, cut, place }
    }

    /// How many names of a list are shown before “et al.”.
    fn shown(&self, total: usize, place: usize, et_al: EtAl) -> usize {
        let asked = self.request.and_then(|request| request.names_at(place));
        let abbreviates = et_al.min > 0 && total >= et_al.min;
        let mut shown = total;
        if self.looking {
            match asked.filter(|asked| *asked > 0) {
                Some(asked) => shown = asked,
                None if abbreviates => shown = et_al.use_first,
                None => {}
            }
        } else {
            match asked.filter(|asked| *asked > et_al.use_first) {
                Some(_) if total < et_al.min || et_al.min == 0 => {}
                Some(asked) => shown = asked,
                None if abbreviates => shown = et_al.use_first,
                None => {}
            }
            if et_al.use_last && abbreviates && shown + 2 > et_al.min {
                shown = et_al.min.saturating_sub(2);
            }
        }
        if et_al.min == 0 && asked.is_none()
            || et_al.min != 0 && et_al.min < et_al.use_first
        {
            return total;
        }
        shown.min(total)
    }

    /// How far each given name is spelt out: not at all, initials, in full.
    fn levels(
        &mut self,
        names: &[(usize, &Person<'_>)],
        place: usize,
        options: &NameOptions,
    ) {
        let dag = self.options.add_givenname;
        let by_cite = self.options.givenname_rule.is_by_cite();
        let form = options.form.unwrap_or_default();
        let initials = options.initialize_with.is_some();
        let first_position = self.view.is_some_and(|view| view.position == Position::First);
        for (at, name) in names {
            if name.literal {
                continue;
            }
            let default = match form {
                NameForm::Short => 0,
                _ if initials => 1,
                _ => 2,
            };
            if dag {
                let rule = self.options.givenname_rule;
                self.register.add(self.index, name, *at, rule);
            }
            let plain = self.level(name, *at, 0, default, initials);
            let mut level = plain;
            if self.request.is_some() {
                let mut value = self.outcome.settings.given_at(place, *at).unwrap_or(plain);
                if value == 1 && by_cite && (!initials || name.given.is_empty()) {
                    value = 2;
                }
                level = value;
                if dag && !name.given.is_empty() {
                    level = self.level(name, *at, value, default, initials);
                }
            }
            if !self.looking && first_position {
                level = level.max(plain);
            }
            self.outcome.settings.set_given(place, *at, level);
        }
    }

    fn level(
        &self,
        name: &Person<'_>,
        at: usize,
        base: u8,
        default: u8,
        initials: bool,
    ) -> u8 {
        let rule = self.options.givenname_rule;
        let by_cite = rule.is_by_cite();
        if by_cite && default <= base {
            return base;
        }
        if !self.options.add_givenname || rule.is_primary() && at > 0 {
            return default;
        }
        let (families, givens) = self.register.counts(self.index, name, rule);
        if families == 0 {
            return default;
        }
        if rule.with_initials() {
            return u8::from(families > 1);
        }
        let mut level = default;
        if families > 1 {
            level = 1;
        }
        if givens > 1 || families > 1 && !initials {
            level = 2;
        }
        level
    }

    /// `editor translator` with the same names and a term of its own are printed once.
    fn common_term(
        &self,
        element: &NamesElement,
        from: &NamesElement,
        lists: &[List<'_, '_>],
    ) -> Option<String> {
        let label = element.label.as_ref()?;
        let [one, two] = lists else { return None };
        let mut names: Vec<&str> = from
            .variables
            .iter()
            .filter_map(|slot| self.style.slots.get(usize::from(slot.0)))
            .map(|info| info.name)
            .collect();
        names.sort_unstable();
        let term = names.concat();
        let text = self.style.locale.terms.get(&term, label.form, false, None)?;
        let same = one.cut == two.cut
            && one.shown.len() == two.shown.len()
            && one.shown.iter().zip(&two.shown).all(|((_, a), (_, b))| same_name(a, b));
        (same && !text.is_empty()).then_some(term)
    }

    fn labelled(
        &mut self,
        element: &'a NamesElement,
        list: &List<'_, '_>,
        common: Option<&str>,
        block: Node,
    ) -> Node {
        let Some(label) = element.label.as_ref().filter(|_| !self.sorting()) else {
            return Node::bare(vec![block]);
        };
        let plural = match label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => list.total > 1,
        };
        let slot = self.style.slots.get(usize::from(list.slot.0));
        let name = common.unwrap_or_else(|| slot.map_or("", |info| info.name)).to_owned();
        let mut text = self.term_text(&name, label.form, plural);
        if self.strip_periods > 0 || label.look.strip_periods {
            text = text.replace('.', "").into();
        }
        let Some(mut term) = self.text_node(&text, &label.look, false) else {
            return Node::bare(vec![block]);
        };
        term.role = Role::Label;
        Node::bare(if element.label_first { vec![term, block] } else { vec![block, term] })
    }

    fn name_list(
        &mut self,
        element: &'a NamesElement,
        options: &'a NameOptions,
        list: &List<'e, 'a>,
    ) -> Node {
        self.group_mut().success = true;
        self.block_substitute();
        let delimiter = options.delimiter.clone().unwrap_or_else(|| ", ".into());
        let mut cut = list.cut;
        let mut names: Vec<Node> = Vec::with_capacity(list.shown.len());
        for (at, name) in &list.shown {
            if self.area == Area::Bibliography && self.substitute_ok {
                // What the names are matters only where they may be replaced.
                let replaces = self.options.subsequent_author_substitute.is_some();
                let raw = if replaces { raw(name) } else { String::new() };
                self.outcome.rendered_names.push(raw);
            }
            let node = self.one_name(element, options, name, list.place, *at);
            if name.comma_dropping && name.dropping.trim_end_matches('.').ends_with("al") {
                cut = 1;
            }
            names.extend(node);
        }
        if self.sorting() {
            return join(names, &delimiter, None);
        }
        match cut {
            1 => self.with_et_al(element, options, names, &delimiter),
            2 => {
                let single = names.len() < 3;
                let prefix = if single { " ".into() } else { delimiter.clone() };
                let ellipsis = Node {
                    prefix: after_inverted(&names, options, &delimiter).unwrap_or(prefix),
                    suffix: " ".into(),
                    ..Node::text("…")
                };
                join(names, &delimiter, Some(ellipsis))
            }
            _ => {
                let and = self.and(options, &names, &delimiter);
                join(names, &delimiter, and)
            }
        }
    }

    /// “and” before the last of several names, if the style asks for it.
    fn and(
        &mut self,
        options: &NameOptions,
        names: &[Node],
        delimiter: &Str,
    ) -> Option<Node> {
        if names.len() < 2 {
            return None;
        }
        let word: Str = match options.and.unwrap_or_default() {
            And::None => return None,
            And::Text => self.term_text("and", TermForm::Long, false),
            And::Symbol => "&".into(),
        };
        let spaced =
            word.chars().next().is_some_and(|c| is_romanesque_letter(c) || c == '&');
        let (mut single, mut multiple): (Str, Str) = match spaced {
            true => (" ".into(), delimiter.clone()),
            false => (Str::default(), Str::default()),
        };
        match options.precedes_last.unwrap_or_default() {
            Precedes::Contextual => {}
            Precedes::Always => single = delimiter.clone(),
            Precedes::Never if !multiple.is_empty() => multiple = " ".into(),
            Precedes::Never => {}
            Precedes::AfterInvertedName => {
                if !single.is_empty() {
                    single = delimiter.clone();
                }
                if !multiple.is_empty() {
                    multiple = " ".into();
                }
            }
        }
        let prefix = if names.len() > 2 { multiple } else { single };
        // A list of two with an inverted name first keeps the delimiter only after it.
        let inverted = after_inverted(names, options, delimiter);
        let mut node = self.text_node(&word, &Look::default(), false)?;
        node.prefix = inverted.unwrap_or(prefix);
        node.suffix = if spaced { " ".into() } else { Str::default() };
        Some(node)
    }

    fn with_et_al(
        &mut self,
        element: &'a NamesElement,
        options: &NameOptions,
        names: Vec<Node>,
        delimiter: &Str,
    ) -> Node {
        let count = names.len();
        let term = &element.et_al_term;
        let (mut single, mut multiple): (Str, Str) = (" ".into(), delimiter.clone());
        match options.precedes_et_al.unwrap_or_default() {
            Precedes::Contextual => {}
            Precedes::Always => single = delimiter.clone(),
            Precedes::Never => multiple = " ".into(),
            Precedes::AfterInvertedName => {
                single = delimiter.clone();
                multiple = " ".into();
            }
        }
        let spaced =
            term.chars().next().is_some_and(|c| is_romanesque_letter(c) || c == '&');
        if !spaced {
            for prefix in [&mut single, &mut multiple] {
                if prefix == " " {
                    prefix.clear();
                }
            }
        }
        let look = element.et_al.clone().unwrap_or_default();
        let et_al = self.text_node(term, &look, false).map(|mut node| {
            node.prefix = if count > 1 { multiple } else { single };
            node.suffix.clear();
            node
        });
        let mut children = vec![join(names, delimiter, None)];
        children.extend(et_al);
        let mut node = Node::bare(children);
        node.prefix.clone_from(&element.name.prefix);
        node.suffix.clone_from(&element.name.suffix);
        node.decor = element.name.decor;
        node.decor.display = None;
        node
    }
}

/// `after-inverted-name` looks at whether the name before the last was inverted.
fn after_inverted(names: &[Node], options: &NameOptions, delimiter: &Str) -> Option<Str> {
    if options.precedes_last != Some(Precedes::AfterInvertedName) {
        return None;
    }
    let (last, before) = (names.last()?, names.get(names.len().checked_sub(2)?)?);
    match before.role {
        Role::Inverted => Some(delimiter.clone()),
        _ if last.role == Role::Institution => Some(" ".into()),
        _ => None,
    }
}

/// Names one after the other; what joins the last two, if anything special.
fn join(mut names: Vec<Node>, delimiter: &Str, last: Option<Node>) -> Node {
    let count = names.len();
    let special = usize::from(last.is_some());
    for name in names.iter_mut().take(count.saturating_sub(1 + special)) {
        name.suffix.push_str(delimiter);
    }
    if let (Some(node), true) = (last, count > 1) {
        names.insert(count - 1, node);
    }
    Node::bare(names)
}

fn same_name(a: &Person<'_>, b: &Person<'_>) -> bool {
    a.family == b.family
        && a.given == b.given
        && a.dropping == b.dropping
        && a.non_dropping == b.non_dropping
        && a.suffix == b.suffix
        && a.literal == b.literal
}

/// A name as one string, to be compared.
fn raw(name: &Person<'_>) -> String {
    [&name.non_dropping, &name.family, &name.given, &name.dropping, &name.suffix]
        .into_iter()
        .map(AsRef::as_ref)
        .collect()
}
