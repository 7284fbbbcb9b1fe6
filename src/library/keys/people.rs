//! What markers say of people (JabRef's manual, “Customize the citation key generator”,
//! “Author-related markers” and “Institutional authors”).

use crate::library::keys::words::{self, letters};
use crate::model::Name;

/// The people of an entry, as keys need them.
pub(super) struct People {
    people: Vec<Name>,
    /// Families with their particles; institutions shortened.
    families: Vec<String>,
    /// Families without their particles.
    bare: Vec<String>,
    /// Whether there are more whom the entry does not name.
    others: bool,
}

impl People {
    pub(super) fn new(mut people: Vec<Name>) -> Self {
        let all = people.len();
        people.retain(|name| !matches!(name, Name::Others));
        Self {
            families: people.iter().map(family).collect(),
            bare: people.iter().map(bare).collect(),
            others: people.len() < all,
            people,
        }
    }

    /// The families put together as the marker says; `None` if it is no marker of people.
    pub(super) fn marker(&self, marker: &str, numbers: &[usize]) -> Option<String> {
        let number = numbers.first().copied();
        let nth = |at: usize| self.families.get(at).cloned().unwrap_or_default();
        Some(match marker {
            "auth" => {
                let at = numbers.get(1).copied().unwrap_or(1).saturating_sub(1);
                cut(&nth(at), number.unwrap_or(usize::MAX))
            }
            "authors" => self.first(number.unwrap_or(usize::MAX)),
            "authorLast" | "authLast" => self.bare.last().cloned().unwrap_or_default(),
            "auth.etal" => self.etal(".", ".etal"),
            "authEtAl" | "authorsEtAl" | "authEtal2" => self.etal("", "EtAl"),
            "auth.auth.ea" | "authAuthEa" => {
                let two =
                    self.families.iter().take(2).cloned().collect::<Vec<_>>().join(".");
                if self.families.len() > 2 || self.others {
                    format!("{two}.ea")
                } else {
                    two
                }
            }
            "authshort" => self.short(),
            "authorsAlpha" => self.alpha(),
            "authorsAlphaLNI" => self.alpha_lni(),
            "authIni" if number.is_some() => self.initials(number.unwrap_or(0)),
            "authorIni" | "authIni" => {
                let rest: String = self.bare.iter().skip(1).filter_map(initial).collect();
                let first = self.bare.first().map_or("", String::as_str);
                cut(first, number.unwrap_or(5)) + &rest + self.plus()
            }
            "authForeIni" | "authorForeIni" => given_initial(self.people.first()),
            "authLastForeIni" | "authorLastForeIni" => given_initial(self.people.last()),
            "authFirstFull" => nth(0),
            _ => return None,
        })
    }

    fn plus(&self) -> &'static str {
        if self.others { "+" } else { "" }
    }

    fn first(&self, count: usize) -> String {
        let shown = count.min(self.families.len());
        let rest = if shown < self.families.len() || self.others { "EtAl" } else { "" };
        self.families.iter().take(shown).cloned().collect::<String>() + rest
    }

    fn etal(&self, between: &str, more: &str) -> String {
        match (self.families.as_slice(), self.others) {
            ([], _) => String::new(),
            ([one], false) => one.clone(),
            ([one, two], false) => format!("{one}{between}{two}"),
            ([one, ..], _) => format!("{one}{more}"),
        }
    }

    /// One name, or the initials of up to three.
    fn short(&self) -> String {
        if let ([one], false) = (self.families.as_slice(), self.others) {
            return one.clone();
        }
        let initials: String = self.bare.iter().take(3).filter_map(initial).collect();
        initials + if self.bare.len() > 3 || self.others { "+" } else { "" }
    }

    /// BibTeX's `alpha` labels: three letters of one author, else initials, with those of
    /// the particles.
    fn alpha(&self) -> String {
        let labelled = |name: &Name, letters_shown: usize| {
            let particle = match name {
                Name::Person(person) => person.non_dropping_particle.to_string(),
                _ => String::new(),
            };
            let initials: String =
                particle.split_whitespace().filter_map(initial).collect();
            initials + &cut(&bare(name), letters_shown)
        };
        if let ([one], false) = (self.people.as_slice(), self.others) {
            return labelled(one, 3);
        }
        let many = self.people.len() > 4;
        let shown = self.people.iter().take(if many { 3 } else { 4 });
        let initials: String = shown.map(|name| labelled(name, 1)).collect();
        initials + if many || self.others { "+" } else { "" }
    }

    /// The labels of the Lecture Notes in Informatics.
    fn alpha_lni(&self) -> String {
        match self.bare.as_slice() {
            [one] => match self.people.first() {
                Some(Name::Literal(name)) => {
                    let words = words::significant(name, &[]);
                    words.iter().filter_map(initial).filter(|c| c.is_uppercase()).collect()
                }
                _ => cut(one, 2),
            },
            [one, ..] if self.others => cut(one, 2),
            many => many.iter().take(4).filter_map(initial).collect(),
        }
    }

    /// The beginning of each name, in so many letters together.
    fn initials(&self, length: usize) -> String {
        let count = self.bare.len();
        let plus = if self.others && count < length { "+" } else { "" };
        let length = length - plus.len();
        let (each, rest) = (length.checked_div(count).unwrap_or(0), length % count.max(1));
        let part = |(at, name): (usize, &String)| cut(name, each + usize::from(at < rest));
        self.bare.iter().take(length).enumerate().map(part).collect::<String>() + plus
    }
}

fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}

fn initial(text: impl AsRef<str>) -> Option<char> {
    text.as_ref().chars().next()
}

fn family(name: &Name) -> String {
    match name {
        Name::Literal(literal) => institution(literal),
        name => letters(&name.family()),
    }
}

fn bare(name: &Name) -> String {
    match name {
        Name::Person(person) => letters(&person.family),
        name => family(name),
    }
}

fn given_initial(name: Option<&Name>) -> String {
    match name {
        Some(Name::Person(person)) => letters(&person.given).chars().take(1).collect(),
        _ => String::new(),
    }
}

/// What a part of an institution's name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    University,
    School,
    Department,
    Other,
}

/// An institution in a few letters: `University of X, Department of Y Z` is `UniXYZ`; the
/// first part that is neither stands for the rest.
fn institution(name: &str) -> String {
    let (mut university, mut other) = (String::new(), String::new());
    let (mut school, mut department) = (String::new(), String::new());
    for part in name.split(',') {
        let words = words::significant(part, &[]);
        let kind = kind_of(&words);
        let own = || words.iter().filter(|word| kind_of_word(word) == Part::Other);
        let capitals = || own().filter_map(initial).filter(|c| c.is_uppercase()).collect();
        match kind {
            Part::University => {
                university = format!("Uni{}", own().cloned().collect::<String>())
            }
            Part::School => school = capitals(),
            Part::Department => department = capitals(),
            Part::Other if !other.is_empty() => {}
            Part::Other if words.len() > 2 => other = capitals(),
            // Only an article is passed over in a name this short.
            Part::Other => {
                let all = words::words(part);
                let article =
                    |word: &&String| !matches!(word.to_lowercase().as_str(), "the" | "a");
                other = all.iter().filter(article).map(String::as_str).collect();
            }
        }
    }
    let before = if university.is_empty() { other } else { university };
    before + &school + &department
}

fn kind_of(words: &[String]) -> Part {
    let kinds = words.iter().map(|word| kind_of_word(word));
    kinds.into_iter().find(|kind| *kind != Part::Other).unwrap_or(Part::Other)
}

fn kind_of_word(word: &str) -> Part {
    let lower = word.to_lowercase();
    let begins = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    if begins(&["universi", "univ"]) || lower == "uni" {
        Part::University
    } else if begins(&["school", "faculty", "fakultat", "college"]) {
        Part::School
    } else if begins(&["department", "departement", "dept", "lehrstuhl", "abteilung"]) {
        Part::Department
    } else {
        Part::Other
    }
}
