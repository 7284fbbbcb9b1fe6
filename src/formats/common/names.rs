//! Names as foreign sources write them.

use crate::model::{Name, PersonName};

/// Words that show a name without comma to be an institution's.
const INSTITUTIONS: &[&str] = &[
    "university",
    "institute",
    "association",
    "society",
    "committee",
    "department",
    "ministry",
    "consortium",
    "group",
    "council",
    "agency",
    "organization",
    "organisation",
    "foundation",
    "office",
    "bureau",
    "corporation",
    "commission",
    "collaboration",
    "team",
    "network",
    "center",
    "centre",
    "initiative",
    "company",
    "inc",
    "ltd",
    "gmbh",
    "universität",
];

/// `Family, Given` or `Family, Given, Suffix` (RIS order); without a comma a name of one
/// piece.
pub(crate) fn inverted(text: &str) -> Name {
    let text = text.trim().trim_end_matches([',', ';']);
    let mut parts = text.splitn(3, ',').map(str::trim);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(family), Some(given), suffix) if !family.is_empty() => {
            let suffix = suffix.unwrap_or("");
            // `Smith, Jr., John` is a BibTeX writer's order.
            let (given, suffix) =
                if is_suffix(given) { (suffix, given) } else { (given, suffix) };
            person(family, given, suffix)
        }
        (Some(""), Some(given), _) => Name::literal(given),
        _ => others_or(text),
    }
}

/// A name of one piece, or “et al.”; `Vogel-Heuser B.` of Scopus and Embase is a person.
pub(crate) fn others_or(text: &str) -> Name {
    match text.to_ascii_lowercase().trim_end_matches('.') {
        "et al" | "others" => Name::Others,
        _ => initials_last(text).unwrap_or_else(|| Name::literal(text)),
    }
}

/// `Gao S.-P.`: the family name first and initials after it, without a comma.
pub(crate) fn initials_last(text: &str) -> Option<Name> {
    let text = text.trim();
    let (mut family, mut initials) = text.rsplit_once(' ')?;
    // “Иванов И. И.”
    while let Some((before, last)) = family.rsplit_once(' ')
        && last.ends_with('.')
        && last.chars().count() == 2
    {
        family = before;
        initials = text.get(before.len()..)?.trim_start();
    }
    let stopped = initials.ends_with('.') && initials.len() <= 16;
    let single = |part: &str| {
        part.is_empty() || part.chars().count() == 1 && part.chars().all(char::is_uppercase)
    };
    let all = initials.split(['.', '-', ' ']).all(single);
    // `A. B.` has no family name.
    let named = family.split_whitespace().any(|word| !word.ends_with('.'));
    (stopped && all && named).then(|| person(family, initials, ""))
}

/// A person in parts; particles may hide in the family name.
pub(crate) fn person(family: &str, given: &str, suffix: &str) -> Name {
    let family = family.trim();
    let given = given.trim();
    if family.is_empty() && !given.is_empty() {
        return Name::literal(given);
    }
    Name::Person(Box::new(PersonName {
        family: family.into(),
        given: given.into(),
        suffix: suffix.trim().into(),
        parse_names: true,
        ..PersonName::default()
    }))
}

/// `Given Family` in reading order, or `Family, Given` where there is a comma; institutions
/// are kept whole.
pub(crate) fn direct(text: &str) -> Name {
    let text = text.trim().trim_end_matches([',', ';']);
    if text.contains(',') {
        return inverted(text);
    }
    if is_institution(text) {
        return others_or(text);
    }
    if let Some(name) = initials_last(text) {
        return name;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some((last, before)) = words.split_last() else { return Name::literal(text) };
    if before.is_empty() {
        return others_or(text);
    }
    let (suffix, last, before) = match before.split_last() {
        Some((family, given)) if is_suffix(last) && !given.is_empty() => {
            (*last, *family, given)
        }
        _ => ("", *last, before),
    };
    // Lower-case words before the last one belong to the family name.
    let particles = before.iter().rev().take_while(|word| is_lower(word)).count();
    let (given, particle) = before.split_at(before.len() - particles);
    if given.is_empty() {
        return person(text, "", "");
    }
    let family = if particle.is_empty() {
        last.to_owned()
    } else {
        format!("{} {last}", particle.join(" "))
    };
    person(&family, &given.join(" "), suffix)
}

/// `Smith JM` of MEDLINE: family name, then initials without stops.
pub(crate) fn medline(text: &str) -> Name {
    let text = text.trim();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let suffix = match words.last() {
        Some(last) if words.len() > 2 && is_suffix(last) => words.pop().unwrap_or(""),
        _ => "",
    };
    match words.split_last() {
        Some((initials, family))
            if !family.is_empty()
                && initials.len() <= 6
                && initials.chars().all(|c| c.is_uppercase() || c == '-') =>
        {
            person(&family.join(" "), initials, suffix)
        }
        _ => others_or(text),
    }
}

/// As [`inverted`]; given names of capitals alone are initials: `Shedko, MB` is `M. B.`
pub(crate) fn inverted_initials(text: &str) -> Name {
    match inverted(text) {
        Name::Person(mut person) => {
            let capitals = person.given.chars().all(char::is_uppercase);
            let count = person.given.chars().count();
            let given = if capitals && (1..4).contains(&count) {
                let spaced: Vec<String> = person.given.chars().map(String::from).collect();
                spaced.join(" ")
            } else {
                spaced_initials(&person.given)
            };
            person.given = stopped(&given).into();
            Name::Person(person)
        }
        name => name,
    }
}

/// `V.D.` as `V. D.`
fn spaced_initials(given: &str) -> String {
    let mut out = String::new();
    let mut stop = false;
    for c in given.chars() {
        if stop && c.is_uppercase() {
            out.push(' ');
        }
        stop = c == '.';
        out.push(c);
    }
    out
}

/// Initials with their stops: `Peter O` is `Peter O.`
pub(crate) fn stopped(given: &str) -> String {
    let stop = |word: &str| {
        let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if single { format!("{word}.") } else { word.to_owned() }
    };
    given.split_whitespace().map(stop).collect::<Vec<_>>().join(" ")
}

/// Whether a word is what follows a name: “Jr.”, “III”.
pub(crate) fn is_suffix(word: &str) -> bool {
    let word = word.trim().trim_end_matches('.');
    matches!(
        word,
        "Jr" | "jr"
            | "JR"
            | "Sr"
            | "sr"
            | "SR"
            | "II"
            | "III"
            | "IV"
            | "2nd"
            | "3rd"
            | "4th"
    )
}

/// Whether a name is an institution's, by its words.
pub(crate) fn is_institution(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let word = word.to_lowercase();
        INSTITUTIONS.contains(&word.as_str()) || word == "the"
    })
}

fn is_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// `Family, Given, Suffix`, with the particles where they are printed.
pub(crate) fn invert(name: &Name) -> String {
    match name {
        Name::Person(person) => {
            let family = family(person);
            let given = given(person);
            match (given.is_empty(), person.suffix.is_empty()) {
                (true, true) => family,
                (false, true) => format!("{family}, {given}"),
                (_, false) => format!("{family}, {given}, {}", person.suffix),
            }
        }
        other => other.display(),
    }
}

/// The family name with the particle that stays with it.
pub(crate) fn family(person: &PersonName) -> String {
    spaced(&[&person.non_dropping_particle, &person.family])
}

/// The given names with the particle that may be dropped.
pub(crate) fn given(person: &PersonName) -> String {
    spaced(&[&person.given, &person.dropping_particle])
}

/// Parts with a space between; none after an apostrophe or hyphen.
fn spaced(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() && !out.ends_with(['\'', '’', '-']) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &Name, family: &str, given: &str) {
        match name {
            Name::Person(person) => {
                assert_eq!((&*person.family, &*person.given), (family, given));
            }
            other => assert_eq!((other.display().as_str(), ""), (family, given)),
        }
    }

    #[test]
    fn orders_of_names() {
        check(&inverted("Baldwin,S.A."), "Baldwin", "S.A.");
        check(&inverted("World Health Organization"), "World Health Organization", "");
        check(&direct("Vincent van Gogh"), "van Gogh", "Vincent");
        check(&direct("Ministry of Health"), "Ministry of Health", "");
        check(&medline("van Raaij MJ"), "van Raaij", "MJ");
        check(&direct("Martin Luther King Jr."), "King", "Martin Luther");
        check(&direct("de la Cruz-Ortega S.-P."), "de la Cruz-Ortega", "S.-P.");
        check(&inverted("Tolvanen M.A."), "Tolvanen", "M.A.");
        check(&inverted("Acme Inc."), "Acme Inc.", "");
    }
}
