//! A list of journals with their abbreviations, as JabRef and others keep them.

use rustc_hash::FxHashMap;

use crate::text::fold_words;

/// Which form of a name is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JournalForm {
    /// `Journal of Kiln Research`.
    #[default]
    Full,
    /// `J. Kiln Res.`.
    Abbreviated,
}

/// Names of journals, each with its abbreviation.
#[derive(Debug, Default)]
pub struct Journals {
    /// The form that entries should have.
    pub form: JournalForm,
    names: Vec<(String, String)>,
    by_name: FxHashMap<String, usize>,
}

impl Journals {
    /// Adds the lines of a list: `Name;Abbreviation` or `Name,Abbreviation`, with quotes where a
    /// name has the separator in it, or `Name = Abbreviation`. More columns are passed over, and
    /// lines that begin with `#` are comments.
    pub fn read(&mut self, list: &str) {
        for line in list.lines().map(str::trim) {
            let Some((name, short)) = columns(line) else { continue };
            let at = self.names.len();
            for name in [&name, &short] {
                self.by_name.entry(fold_words(name)).or_insert(at);
            }
            self.names.push((name, short));
        }
    }

    /// Whether no journal is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name and the abbreviation of a journal, by either of them.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(&str, &str)> {
        let (name, short) = self.names.get(*self.by_name.get(&fold_words(name))?)?;
        Some((name, short))
    }
}

/// The first two columns of a line.
fn columns(line: &str) -> Option<(String, String)> {
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let plain = |text: &str| text.trim().trim_matches('"').replace("\"\"", "\"");
    if !line.starts_with('"')
        && let Some((name, short)) = line.split_once(" = ")
    {
        return Some((plain(name), plain(short)));
    }
    let separator = if outside_quotes(line, ';').is_some() { ';' } else { ',' };
    let at = outside_quotes(line, separator)?;
    let (name, rest) = (line.get(..at)?, line.get(at + 1..)?);
    let short = rest.get(..outside_quotes(rest, separator).unwrap_or(rest.len()))?;
    let (name, short) = (plain(name), plain(short));
    (!name.is_empty() && !short.is_empty()).then_some((name, short))
}

fn outside_quotes(line: &str, separator: char) -> Option<usize> {
    let mut quoted = false;
    line.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == separator && !quoted).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_all_their_forms() {
        let mut journals = Journals::default();
        journals.read(
            "# a comment\nJournal of Kilns;J. Kilns;JK\n\"Salt, Sand and Sea\",\"Salt Sand\",x\nOld Pots = O. Pots\nbroken\n",
        );
        let check = |name: &str, expected: Option<(&str, &str)>| {
            assert_eq!(journals.find(name), expected, "{name}");
        };
        check("journal of kilns", Some(("Journal of Kilns", "J. Kilns")));
        check("J. Kilns", Some(("Journal of Kilns", "J. Kilns")));
        check("Salt, Sand and Sea", Some(("Salt, Sand and Sea", "Salt Sand")));
        check("O Pots", Some(("Old Pots", "O. Pots")));
        check("broken", None);
    }
}
