//! Three versions of a `.bib` file in one: by entry and field, not by line.
//!
//! The result is the text of ours with the changes of theirs. Only where both changed the
//! same field in different ways (or one took away what the other changed) stand markers, as
//! git writes them.

mod fields;
mod unit;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::document::Document;
use super::edit::line_end;
use unit::{Unit, Units};

/// How markers are written.
#[derive(Clone, Debug)]
pub struct Markers {
    /// How many signs a marker has.
    pub size: usize,
    /// What is said of our side.
    pub ours: String,
    /// What is said of their side.
    pub theirs: String,
}

impl Default for Markers {
    fn default() -> Self {
        Self { size: 7, ours: "ours".to_owned(), theirs: "theirs".to_owned() }
    }
}

/// What merging has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// How many conflicts stand in it.
    pub conflicts: usize,
}

/// Merges three texts.
#[must_use]
pub fn merge(base: &str, ours: &str, theirs: &str, markers: &Markers) -> Merged {
    // Most files of a merge have changed on one side only.
    if ours == theirs || theirs == base {
        return Merged { text: ours.to_owned(), conflicts: 0 };
    }
    if ours == base {
        return Merged { text: theirs.to_owned(), conflicts: 0 };
    }
    let newline = line_end(ours);
    let parse = |text: &str| Document::parse(Arc::from(text));
    let (base, ours, theirs) = (parse(base), parse(ours), parse(theirs));
    let merge = Merge {
        newline,
        markers,
        base: Units::of(&base),
        ours: Units::of(&ours),
        theirs: Units::of(&theirs),
    };
    let (merged, names) = merge.run();
    if merged.conflicts == 0 {
        let again = parse(&merged.text);
        let read: Vec<String> = Units::of(&again).names().map(str::to_owned).collect();
        if read != names {
            return merge.give_up();
        }
    }
    merged
}

struct Merge<'d> {
    newline: &'static str,
    markers: &'d Markers,
    base: Units<'d>,
    ours: Units<'d>,
    theirs: Units<'d>,
}

/// A part of the result.
struct Part {
    gap: String,
    text: String,
    name: String,
    conflicts: usize,
}

impl Merge<'_> {
    /// The result, and the names of the units in it.
    fn run(&self) -> (Merged, Vec<String>) {
        let mut added = self.added();
        let mut parts: Vec<Part> = added.remove(&None).unwrap_or_default();
        for (at, unit) in self.ours.all().iter().enumerate() {
            let kept = self.kept(unit).map(|part| self.below_added(part, parts.last()));
            parts.extend(kept);
            parts.extend(added.remove(&Some(at)).unwrap_or_default());
        }
        let mut out = String::new();
        let mut conflicts = 0;
        for part in &parts {
            let marked = part.conflicts > 0;
            out.push_str(&self.gap(&out, &part.gap, marked));
            out.push_str(&part.text);
            conflicts += part.conflicts;
        }
        let tail = self.ours.tail();
        let unended = tail.is_empty() && conflicts > 0;
        out.push_str(if unended { self.newline } else { tail });
        let names = parts.into_iter().map(|part| part.name).collect();
        (Merged { text: out, conflicts }, names)
    }

    /// White space that parts what is written from what comes.
    fn gap(&self, out: &str, gap: &str, marked: bool) -> String {
        let has_break = gap.contains(['\n', '\r']);
        if out.is_empty() {
            return if gap.trim().is_empty() && has_break {
                String::new()
            } else {
                gap.to_owned()
            };
        }
        // Markers stand on lines of their own.
        let after_marker =
            out.lines().next_back().is_some_and(|line| line.starts_with(&self.sign('>')));
        if !has_break && (marked || after_marker || gap.is_empty()) {
            return self.newline.to_owned();
        }
        gap.to_owned()
    }

    /// What becomes of a unit of ours.
    fn kept(&self, ours: &Unit<'_>) -> Option<Part> {
        let part = |text: String, conflicts: usize| Part {
            gap: ours.gap.to_owned(),
            text,
            name: ours.name.clone(),
            conflicts,
        };
        let base = self.base.named(&ours.name);
        match (base, self.theirs.named(&ours.name)) {
            (None, None) => Some(part(ours.raw.to_owned(), 0)),
            (Some(base), None) if base.says_the_same(ours) => None,
            (Some(_), None) => Some(part(self.conflict(ours.raw, ""), 1)),
            (base, Some(theirs)) => {
                let (text, conflicts) = self.three_way(base, ours, theirs);
                Some(part(text, conflicts))
            }
        }
    }

    /// What follows an addition as it does in theirs stands as close to it as there.
    fn below_added(&self, part: Part, before: Option<&Part>) -> Part {
        let added = before.filter(|before| self.ours.place(&before.name).is_none());
        let at = added.and_then(|_| self.theirs.place(&part.name));
        let their_before = at.and_then(|at| self.theirs.all().get(at.checked_sub(1)?));
        match (at.and_then(|at| self.theirs.all().get(at)), their_before, added) {
            (Some(theirs), Some(above), Some(added)) if above.name == added.name => {
                Part { gap: self.lines(theirs.gap), ..part }
            }
            _ => part,
        }
    }

    fn three_way(
        &self,
        base: Option<&Unit<'_>>,
        ours: &Unit<'_>,
        theirs: &Unit<'_>,
    ) -> (String, usize) {
        if ours.says_the_same(theirs) || base.is_some_and(|base| base.says_the_same(theirs))
        {
            return (ours.raw.to_owned(), 0);
        }
        if base.is_some_and(|base| base.raw == ours.raw) {
            return (self.lines(theirs.raw), 0);
        }
        fields::merge(self, base, ours, theirs).unwrap_or_else(|| {
            if base.is_some_and(|base| base.says_the_same(ours)) {
                return (self.lines(theirs.raw), 0);
            }
            (self.conflict(ours.raw, theirs.raw), 1)
        })
    }

    /// What theirs has and ours has not, behind the unit of ours that it follows.
    fn added(&self) -> FxHashMap<Option<usize>, Vec<Part>> {
        let mut added: FxHashMap<Option<usize>, Vec<Part>> = FxHashMap::default();
        let mut anchor = None;
        for theirs in self.theirs.all() {
            if let Some(at) = self.ours.place(&theirs.name) {
                anchor = Some(at);
                continue;
            }
            let (text, conflicts) = match self.base.named(&theirs.name) {
                Some(base) if base.says_the_same(theirs) => continue,
                Some(_) => (self.conflict("", theirs.raw), 1),
                None => (self.lines(theirs.raw), 0),
            };
            let gap = self.lines(theirs.gap);
            let name = theirs.name.clone();
            added.entry(anchor).or_default().push(Part { gap, text, name, conflicts });
        }
        added
    }

    /// Text with the line ends of our file.
    fn lines(&self, text: &str) -> String {
        let plain = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.newline == "\n" { plain } else { plain.replace('\n', self.newline) }
    }

    /// Both sides between markers.
    fn conflict(&self, ours: &str, theirs: &str) -> String {
        let newline = self.newline;
        let side = |text: &str| {
            let text = self.lines(text);
            let closed = text.is_empty() || text.ends_with(newline);
            if closed { text } else { format!("{text}{newline}") }
        };
        let Markers { ours: our_name, theirs: their_name, .. } = self.markers;
        format!(
            "{} {our_name}{newline}{}{}{newline}{}{} {their_name}",
            self.sign('<'),
            side(ours),
            self.sign('='),
            side(theirs),
            self.sign('>'),
        )
    }

    fn sign(&self, sign: char) -> String {
        sign.to_string().repeat(self.markers.size)
    }

    /// All of both sides, where the result would not be read as what was meant.
    fn give_up(&self) -> Merged {
        let text = self.conflict(self.ours.text(), self.theirs.text());
        Merged { text: format!("{text}{}", self.newline), conflicts: 1 }
    }
}

#[cfg(test)]
mod tests;
