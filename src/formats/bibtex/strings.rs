//! `@string` and what its names stand for (btxdoc, section 2).

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::tree::{BlockKind, FieldNode, Tree, ValueKind};
use crate::model::Text;
use crate::text::Span;

/// The months that every style defines, with the words of the standard styles.
pub(crate) const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// The journals that the standard styles define (btxbst.doc, “MACRO”); BibLaTeX does not.
const JOURNALS: [(&str, &str); 20] = [
    ("acmcs", "ACM Computing Surveys"),
    ("acta", "Acta Informatica"),
    ("cacm", "Communications of the ACM"),
    ("ibmjrd", "IBM Journal of Research and Development"),
    ("ibmsj", "IBM Systems Journal"),
    ("ieeese", "IEEE Transactions on Software Engineering"),
    ("ieeetc", "IEEE Transactions on Computers"),
    ("ieeetcad", "IEEE Transactions on Computer-Aided Design of Integrated Circuits"),
    ("ipl", "Information Processing Letters"),
    ("jacm", "Journal of the ACM"),
    ("jcss", "Journal of Computer and System Sciences"),
    ("scp", "Science of Computer Programming"),
    ("sicomp", "SIAM Journal on Computing"),
    ("tocs", "ACM Transactions on Computer Systems"),
    ("tods", "ACM Transactions on Database Systems"),
    ("tog", "ACM Transactions on Graphics"),
    ("toms", "ACM Transactions on Mathematical Software"),
    ("toois", "ACM Transactions on Office Information Systems"),
    ("toplas", "ACM Transactions on Programming Languages and Systems"),
    ("tcs", "Theoretical Computer Science"),
];

/// The longest text that definitions may grow to by naming each other: each step can
/// double it.
const LONGEST: usize = 1 << 16;

/// The strings of a document, in the order of their definitions.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    defs: Vec<StringDef>,
    /// For each name in lower case, its definitions in order.
    by_name: FxHashMap<Box<str>, Vec<u32>>,
}

/// One definition.
#[derive(Clone, Debug)]
pub struct StringDef {
    /// The name as written.
    pub name: Span,
    /// What it stands for.
    pub text: Text,
    /// The block that defines it.
    pub block: usize,
}

/// What a name stands for at some place.
#[derive(Clone, Copy, Debug)]
pub enum Meaning<'a> {
    /// A definition before the place.
    Defined(&'a StringDef),
    /// A definition that comes only after the place.
    Later(&'a StringDef),
    /// A month that is always defined.
    Month(&'static str),
    /// A journal that the standard styles of BibTeX define.
    Journal(&'static str),
    /// Nothing.
    Undefined,
}

/// The English month of an abbreviation that every style defines.
#[must_use]
pub fn month(name: &str) -> Option<&'static str> {
    if name.len() != 3 {
        return None;
    }
    MONTHS.iter().find(|(short, _)| short.eq_ignore_ascii_case(name)).map(|(_, long)| *long)
}

fn journal(name: &str) -> Option<&'static str> {
    if !(3..=8).contains(&name.len()) {
        return None;
    }
    JOURNALS
        .iter()
        .find(|(short, _)| short.eq_ignore_ascii_case(name))
        .map(|(_, long)| *long)
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

impl Strings {
    pub(super) fn new(text: &str, tree: &Tree) -> Self {
        let mut strings = Self::default();
        for (at, block) in tree.blocks().iter().enumerate() {
            if block.kind != BlockKind::StringDef {
                continue;
            }
            for field in tree.fields(at) {
                let value = strings.resolve(text, tree, field, LONGEST);
                let value = value.unwrap_or(Text::Span(field.value));
                let name = lower(field.name.of(text)).into_owned().into_boxed_str();
                let number = u32::try_from(strings.defs.len()).unwrap_or(u32::MAX);
                strings.by_name.entry(name).or_default().push(number);
                strings.defs.push(StringDef { name: field.name, text: value, block: at });
            }
        }
        strings
    }

    /// All definitions, in order.
    #[must_use]
    pub fn definitions(&self) -> &[StringDef] {
        &self.defs
    }

    /// What a name stands for at a place: the last definition before it holds.
    #[must_use]
    pub fn meaning(&self, name: &str, place: u32) -> Meaning<'_> {
        let defs = self.by_name.get(lower(name).as_ref()).map_or(&[][..], Vec::as_slice);
        let def = |number: &u32| self.defs.get(*number as usize);
        let before = defs.partition_point(|number| {
            def(number).is_some_and(|def| def.name.start < place)
        });
        if let Some(def) = defs.get(before.wrapping_sub(1)).and_then(def) {
            return Meaning::Defined(def);
        }
        if let Some(month) = month(name) {
            return Meaning::Month(month);
        }
        if let Some(def) = defs.first().and_then(def) {
            return Meaning::Later(def);
        }
        journal(name).map_or(Meaning::Undefined, Meaning::Journal)
    }

    /// The text of a value: a piece of the source, or its own where parts are joined.
    /// `None` if it would be longer than `longest` and than what is written.
    pub(super) fn resolve(
        &self,
        text: &str,
        tree: &Tree,
        field: &FieldNode,
        longest: usize,
    ) -> Option<Text> {
        match field.kind {
            ValueKind::Concat => {}
            ValueKind::Macro => return Some(self.single(text, field.value)),
            _ => return Some(Text::Span(field.inner(text))),
        }
        let longest = longest.max(field.value.len());
        let mut joined = String::new();
        for part in tree.parts(field) {
            let span = part.inner(text);
            match part.kind {
                ValueKind::Macro => match self.meaning(span.of(text), span.start) {
                    Meaning::Defined(def) | Meaning::Later(def) => match &def.text {
                        Text::Span(span) => joined.push_str(span.of(text)),
                        Text::Owned(text) => joined.push_str(text),
                    },
                    Meaning::Month(word) | Meaning::Journal(word) => {
                        joined.push_str(word);
                    }
                    Meaning::Undefined => joined.push_str(span.of(text)),
                },
                _ => joined.push_str(span.of(text)),
            }
            if joined.len() > longest {
                return None;
            }
        }
        Some(Text::Owned(joined.into()))
    }

    /// A value that is one name. A month stays as it is written: its reader knows it.
    fn single(&self, text: &str, name: Span) -> Text {
        match self.meaning(name.of(text), name.start) {
            Meaning::Defined(def) | Meaning::Later(def) => def.text.clone(),
            Meaning::Journal(title) => Text::Owned(title.into()),
            Meaning::Month(_) | Meaning::Undefined => Text::Span(name),
        }
    }
}
