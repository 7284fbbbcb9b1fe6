//! Whose page it is.

use super::dates;
use super::draft::Draft;
use super::kinds;
use super::layout::Page;
use super::names::{self, Style};
use super::roles::{self, Role};
use crate::model::{Field, Name, Value};

/// The owner of a page: “Charles King – Articles & Commentary”, or a name alone at the top;
/// with it the first line after the heading.
pub(super) fn owner(page: &Page<'_>) -> (Vec<Name>, usize) {
    let lines = &page.document.lines;
    let passed = |at: usize, text: &str| {
        is_letterhead(text) || matches!(page.roles.get(at), Some(Role::Furniture))
    };
    let first = lines
        .iter()
        .enumerate()
        .take(6)
        .take_while(|(at, line)| passed(*at, &line.text))
        .count();
    if let Some(found) = of_address(page) {
        return found;
    }
    for (at, line) in lines.iter().enumerate().take(first + 4) {
        let byline = matches!(page.roles.get(at), Some(Role::Byline(..)));
        if let Some(owner) = in_heading(&line.text).filter(|_| !byline) {
            return (owner, at + 1);
        }
        if at != first {
            continue;
        }
        // “Dr. Henrik Solvang, Professor of Geography”
        if let Some((head, post)) = line.text.split_once(", ")
            && !byline
            && names_post(post)
            && let Some(owner) = single(head)
        {
            return (owner, at + 1);
        }
        if let Some(found) = alone(page, at) {
            return found;
        }
    }
    (Vec::new(), 0)
}

/// The page of an author, as its address says: `/author/ada-roe/` and “Ada Roe” at the top.
fn of_address(page: &Page<'_>) -> Option<(Vec<Name>, usize)> {
    const SORTS: &[&str] = &[
        "author",
        "authors",
        "autor",
        "autoren",
        "autores",
        "auteur",
        "auteurs",
        "yazar",
        "avtor",
        "expert",
        "experts",
        "contributor",
        "contributors",
        "people",
        "person",
        "columnist",
        "columnists",
        "staff",
        "team",
        "profile",
        "profil",
        "writer",
    ];
    let address = page.address.as_deref()?.to_lowercase();
    let parts: Vec<&str> = address.split(['?', '#']).next()?.split('/').skip(3).collect();
    let at = parts.iter().position(|part| SORTS.contains(part))?;
    let slug = parts.get(at + 1..)?.join("/");
    let lines = page.document.lines.iter().zip(&page.roles).enumerate().take(6);
    let plain = lines
        .take_while(|(_, (_, role))| !matches!(role, Role::Prose | Role::Date(_)))
        .filter(|(_, (_, role))| matches!(role, Role::Names(_) | Role::Short));
    plain.take(2).find_map(|(at, (line, _))| {
        let owner = single(&line.text)?;
        let lower = line.text.to_lowercase();
        let shared = lower.split(' ').any(|word| word.len() > 2 && slug.contains(word));
        shared.then_some((owner, at + 1))
    })
}

/// One person, without degrees: “Robert K. Moore, M.D., Ph.D.”
fn single(text: &str) -> Option<Vec<Name>> {
    let text = names::PARENS.replace_all(text, "");
    let text = text.trim().trim_end_matches([':', ',']);
    let (name, degrees) = text.split_once(',').unwrap_or((text, ""));
    let titles = |part: &str| part.split_whitespace().all(|t| names::is_honour(t, false));
    // “Оксани Петрівни Заболотної” is in the genitive: whose list it is, not a name.
    const GENITIVES: &[&str] = &["вны", "вни", "вича", "ича"];
    let genitive =
        name.split(' ').any(|word| GENITIVES.iter().any(|end| word.ends_with(end)));
    let listed = kinds::section(text).is_some()
        || text.to_lowercase().starts_with("спис")
        || roles::is_heading_words(name);
    // “Ideas. Action. Results.”
    let sentences = name.matches(". ").count() > 0
        && name.split(' ').all(|word| word.ends_with('.') && word.chars().count() > 4);
    (degrees.split(',').all(titles)
        && !genitive
        && !sentences
        && !listed
        && names::person_score(name) >= 50
        && name.split_whitespace().count() >= 2)
        .then(|| names::person(name, Style::GivenFirst))?
        .filter(|name| matches!(name, Name::Person(_)))
        .map(|name| vec![name])
}

/// “Charles King – Articles”, “Publications of Charles King”, “Selected Commentary by …”.
fn in_heading(text: &str) -> Option<Vec<Name>> {
    // “Publications List — K. Mensah (2010–2024)”
    let text = text.trim().trim_end_matches(':');
    let text = match text.rsplit_once(" (") {
        Some((head, years)) if !years.contains(char::is_alphabetic) => head,
        _ => text,
    };
    for separator in [" – ", " — ", " - ", " | ", ": "] {
        let Some((head, rest)) = text.split_once(separator) else { continue };
        let named = |list: &str, name: &str| {
            kinds::section(list).is_some().then(|| single(name)).flatten()
        };
        // “Interviews on: Saving Yellowstone”: behind a list a name must be a clear one.
        let clear = separator != ": " || names::person_score(rest.trim()) >= 85;
        if let Some(owner) =
            named(rest, head).or_else(|| named(head, rest).filter(|_| clear))
        {
            return Some(owner);
        }
        // “Name: Dr. Ada Roe”, “Chercheur associé : Bastien Moreau”
        const NAMED: &[&str] =
            &["name", "nom", "nombre", "author", "namn", "isim", "имя", "ф.и.о.", "фио"];
        let called =
            NAMED.contains(&head.trim().to_lowercase().as_str()) || names_post(head);
        if called
            && separator == ": "
            && let Some(owner) = single(rest)
        {
            return Some(owner);
        }
    }
    // “Papers and Op-eds (Noemi Castellucci)”
    if let Some((list, name)) =
        text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && kinds::section(list).is_some()
        && let Some(owner) = single(name)
    {
        return Some(owner);
    }
    // “Publikationsverzeichnis Prof. Dr. Hartmut Weidlich”: the name behind the first words.
    for (at, _) in text.match_indices(' ').take(3) {
        let (list, name) = (text.get(..at)?, text.get(at + 1..)?);
        let titled =
            name.split_whitespace().next().is_some_and(|w| names::is_honour(w, true));
        if titled && kinds::section(list).is_some() {
            return single(name);
        }
    }
    for mark in ["'s ", "’s "] {
        let Some((head, rest)) = text.rsplit_once(mark) else { continue };
        if kinds::section(rest).is_some() {
            return single(head);
        }
    }
    const OF: &[&str] =
        &[" by ", " of ", " von ", " de ", " d’", " d'", " av ", " af ", " di ", " por "];
    OF.iter().find_map(|word| {
        let (head, rest) = text.split_once(word)?;
        let listed = kinds::section(head).is_some() && head.split_whitespace().count() <= 5;
        listed.then(|| single(rest)).flatten()
    })
}

/// A name alone at the top, before headings and lists, and the line after what is said of it.
fn alone(page: &Page<'_>, at: usize) -> Option<(Vec<Name>, usize)> {
    let lines = &page.document.lines;
    let line = lines.get(at)?;
    let plain = matches!(page.roles.get(at), Some(Role::Names(_) | Role::Short));
    if !plain || page.habits.bylines {
        return None;
    }
    let below = (at + 1..at + 4).any(|below| {
        matches!(page.roles.get(below), Some(Role::Section(_)))
            || lines.get(below).is_some_and(|l| kinds::section(&l.text).is_some())
    });
    let next = lines.get(at + 1);
    let post = next.is_some_and(|next| {
        !next.bullet
            && !next.text.starts_with(['“', '"', '«', '„'])
            && names_post(&next.text)
            && kinds::section(&next.text).is_none()
            // “Tides of the North, Harwick University Press, 2018” is a work.
            && dates::find(&next.text, page.order).is_empty()
    });
    const ABOUT: &[&str] = &[
        "about the author",
        "sobre el autor",
        "sobre o autor",
        "über den autor",
        "à propos de l’auteur",
        "à propos de l'auteur",
        "об авторе",
        "про автора",
        "yazar hakkında",
        "om författaren",
    ];
    let stated = next.is_some_and(|next| {
        ABOUT.contains(&next.text.to_lowercase().as_str())
            || next.text.starts_with('*')
            || next.text.contains(" | ")
            || next.bullet
    });
    // “NORTHERN INTERNATIONAL” and below it “PEACE INSTITUTE”: a name over two lines.
    if names::is_caps(&line.text)
        && next.is_some_and(|next| {
            !next.gap && names::is_caps(&next.text) && names::is_institution(&next.text)
        })
    {
        return None;
    }
    let owner = single(&line.text)?;
    // The page of an author: titles with a paragraph each below the name.
    let listed = (page.habits.leads || is_list(page))
        && at == 0
        && names::person_score(&line.text) >= 90;
    (below || post || stated || listed || line.heading > 0)
        .then(|| (owner, at + 1 + usize::from(post)))
}

/// Whether a page is a list: lines that begin with a quotation and hold a year.
fn is_list(page: &Page<'_>) -> bool {
    let cited = page.document.lines.iter().filter(|line| {
        line.text.starts_with(['“', '"', '«', '„'])
            && dates::find(&line.text, page.order).iter().any(|hit| hit.date.is_some())
    });
    cited.take(3).count() == 3
}

/// A name that stands above the entries of one person in a list of many: “Hagen Trautwein”
/// and its works below it.
pub(super) fn above(page: &Page<'_>, list_lines: &[bool], at: usize) -> Option<Vec<Name>> {
    let is_entry = |at: usize| list_lines.get(at).copied().unwrap_or(false);
    let line = page.document.lines.get(at)?;
    let next = page.document.lines.get(at + 1)?;
    let sectioned =
        matches!(page.roles.get(at + 1), Some(Role::Section(_) | Role::Year(_)));
    let entry_below = is_entry(at + 1) || sectioned && is_entry(at + 2);
    let apart = !line.bullet && (line.gap || next.bullet) || line.heading > 0;
    if !apart || page.habits.bylines || is_entry(at) || !entry_below {
        return None;
    }
    // A title with its authors above it is no entry of a list.
    let lower = next.text.to_lowercase();
    let coming = super::tables::words::FORTHCOMING.iter().any(|word| lower.contains(word));
    let whole = dates::find(&next.text, page.order).iter().any(|hit| hit.date.is_some())
        || coming
        || sectioned;
    (whole && names::person_score(line.text.split(',').next()?) >= 60)
        .then(|| single(&line.text))
        .flatten()
}

/// Whether the name found at the top of a page is only the first of several people whose
/// works follow: a list of a department.
pub(super) fn is_one_of_many(page: &Page<'_>, list_lines: &[bool], skip: usize) -> bool {
    let first = skip.checked_sub(1).and_then(|at| above(page, list_lines, at));
    let rest = (skip..page.document.lines.len())
        .filter(|at| above(page, list_lines, *at).is_some_and(|name| Some(name) != first));
    first.is_some() && rest.take(2).count() == 2
}

/// Whether a line at the top says whose paper it is or what it is, before any name.
fn is_letterhead(text: &str) -> bool {
    is_heading(text)
        || matches!(kinds::venue(text), kinds::Venue::Publisher(_))
        || names::is_institution(text) && !text.contains(", ")
}

/// “Marchetti Élodie” on the page of Élodie Marchetti: the family name leads.
pub(super) fn turn(name: &mut Name, owner: &[Name]) {
    let Name::Person(person) = name else { return };
    let same = |one: &str, other: &str| crate::text::fold(one) == crate::text::fold(other);
    let turned = owner.iter().any(|owner| {
        matches!(owner, Name::Person(owner)
            if same(&person.given, &owner.family) && same(&person.family, &owner.given))
    });
    if turned {
        std::mem::swap(&mut person.given, &mut person.family);
    }
}

/// Whether two names have the same family name, and given names that may be the same.
pub(super) fn is_same(one: &Name, other: &Name) -> bool {
    let (Name::Person(one), Name::Person(other)) = (one, other) else { return false };
    use crate::text::fold;
    let first = |text: &str| fold(text).chars().next();
    fold(&one.family) == fold(&other.family) && first(&one.given) == first(&other.given)
}

/// The end of the owner's name at the beginning of a text, as “Marchetti Élodie,” or
/// “H. Solvang:”.
pub(super) fn head(text: &str, owner: &[Name]) -> Option<usize> {
    let [Name::Person(owner)] = owner else { return None };
    let family = crate::text::fold(&owner.family);
    let end = text.char_indices().take(60).find(|(at, c)| {
        matches!(c, '“' | '"' | '«' | '„')
            || matches!(c, ',' | ':' | '(')
                && text.get(..*at).is_some_and(|t| t.contains(' '))
    });
    let end = end?.0;
    let words: Vec<&str> = text.get(..end)?.split_whitespace().collect();
    let known =
        words.iter().any(|word| crate::text::fold(word.trim_matches([',', '.'])) == family);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    (known && words.len() <= 4 && words.iter().all(capital)).then_some(end)
}

/// “Íñigo Garmendia Ruiz” where another entry says “Garmendia Ruiz, Í.”: a family name of
/// two words is one in the whole list.
pub(super) fn agree(drafts: &mut [Draft]) {
    use crate::text::fold;
    let initial = |given: &str| fold(given).chars().next();
    let fields = [Field::AUTHOR, Field::EDITOR];
    let mut doubles = rustc_hash::FxHashSet::default();
    for value in
        drafts.iter().flat_map(|draft| fields.iter().filter_map(|f| draft.value(*f)))
    {
        let Value::Names(names) = value else { continue };
        for name in names.iter() {
            if let Name::Person(person) = name
                && person.family.contains(' ')
                && let Some(first) = initial(&person.given)
            {
                doubles.insert((fold(&person.family).into_owned(), first));
            }
        }
    }
    if doubles.is_empty() {
        return;
    }
    for draft in drafts {
        for field in fields {
            let Some(Value::Names(names)) = draft.value(field) else { continue };
            let mut names = names.to_vec();
            let mut changed = false;
            for name in &mut names {
                let Name::Person(person) = name else { continue };
                let Some((given, middle)) = person.given.rsplit_once(' ') else { continue };
                let family = format!("{middle} {}", person.family);
                let known = initial(given).is_some_and(|first| {
                    doubles.contains(&(fold(&family).into_owned(), first))
                });
                if known {
                    let given = given.to_owned();
                    person.given = given.as_str().into();
                    person.family = family.as_str().into();
                    changed = true;
                }
            }
            if changed {
                let sure = draft.confidence(field);
                draft.take(field);
                draft.names(field, names, sure, "as other entries part the name");
            }
        }
    }
}

/// Whether a line says what the paper is: “CURRICULUM VITAE”.
pub(super) fn is_heading(text: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "curriculum vitae",
        "cv",
        "c.v.",
        "vita",
        "lebenslauf",
        "résumé",
        "resume",
        "currículum",
        "currículum vítae",
        "meritförteckning",
        "özgeçmiş",
        "резюме",
        "автобиография",
    ];
    HEADINGS.contains(&text.trim().trim_end_matches([':', '.']).to_lowercase().as_str())
}

/// Whether a line says what somebody is: “Senior Fellow, Northern Institute”.
fn names_post(text: &str) -> bool {
    const POSTS: &[&str] = &[
        "fellow",
        "faculty member",
        "forscher",
        "leiter",
        "docent",
        "doktorand",
        "редактор",
        "доцент",
        "professor",
        "institute",
        "university",
        "director",
        "@",
        "researcher",
        "analyst,",
        "lecturer",
        "scholar",
        "centre ",
        "center ",
        "chercheu",
        "maître de conférences",
        "directeur",
        "directrice",
        "wissenschaftliche",
        "institut",
        "universit",
        "forskare",
        "investigador",
        "profesor",
        "üniversitesi",
        "öğretim",
        "профессор",
        "научный сотрудник",
        "институт",
        "университет",
    ];
    let lower = text.to_lowercase();
    POSTS.iter().any(|word| lower.contains(word))
}
