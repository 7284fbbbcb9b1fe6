//! Particles and suffixes that hide in family and given names (“parse-names” of CSL-JSON).

use super::PersonName;

fn is_small(word: &str) -> bool {
    let first = word.trim_start_matches(['-', '\'', 'ʻ', '’', ' ']).chars().next();
    first.is_some_and(|c| c.to_uppercase().ne(std::iter::once(c)))
}

/// The length of the particles that a family name begins with.
pub(crate) fn leading(family: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = family.get(length..).unwrap_or("");
        // The longest run without spaces that ends in a joint and leaves something.
        let word_end = rest.find(' ').unwrap_or(rest.len());
        let joint = |c: char| matches!(c, '-' | 'ʻ' | '’' | '\'');
        let word = rest.get(..word_end).unwrap_or("");
        let with_space = word_end < rest.len() && word_end > 0;
        let end = if with_space {
            word_end
        } else {
            let inner = word.char_indices().rfind(|(at, c)| joint(*c) && *at > 0);
            match inner {
                Some((at, c)) => at + c.len_utf8(),
                None => return length,
            }
        };
        let spaces = rest.get(end..).unwrap_or("");
        let spaces = spaces.len() - spaces.trim_start_matches(' ').len();
        let whole = end + spaces;
        if whole >= rest.len() || !is_small(rest.get(..end).unwrap_or("")) {
            return length;
        }
        length += whole;
    }
}

/// The length of the particles that a given name ends with, with the space before them.
pub(crate) fn trailing(given: &str) -> usize {
    let mut end = given.len();
    loop {
        let rest = given.get(..end).unwrap_or("");
        let Some(space) = rest.rfind(' ') else { return given.len() - end };
        let word = rest.get(space..).unwrap_or("");
        let before = rest.get(..space).unwrap_or("").trim_end();
        if before.is_empty() || word.trim().is_empty() || !is_small(word) {
            return given.len() - end;
        }
        end = before.len();
    }
}

/// A name whose parts were in two fields, with each part in its own: `Ludwig van` and
/// `Beethoven`, `Martin Luther, Jr.` and `King`.
#[must_use]
pub(crate) fn resolved(name: &PersonName) -> PersonName {
    let mut name = PersonName { parse_names: false, ..name.clone() };
    // Quotation marks say that there is nothing to find (Zotero, citeproc-js).
    if let Some(inner) =
        name.family.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
    {
        name.family = inner.into();
        return name;
    }
    if !name.non_dropping_particle.is_empty()
        || name.family.is_empty()
        || name.given.is_empty()
    {
        return name;
    }
    // `d'Annunzio` in one word stays one: nothing is gained by cutting it.
    let cut = leading(&name.family);
    if let Some((particle, family)) = name.family.split_at_checked(cut)
        && particle.ends_with(' ')
    {
        (name.non_dropping_particle, name.family) = (particle.trim().into(), family.into());
    }
    if name.suffix.is_empty()
        && let Some((given, suffix)) = name.given.split_once(',')
    {
        let small = suffix.trim_start().starts_with(char::is_lowercase);
        let bare = suffix.trim_start_matches('!').trim();
        let (given, comma) = (given.trim_end().to_owned(), suffix.starts_with('!'));
        // “Hédelin, abbé d'” goes on with a title, not with a suffix.
        if !small || bare == "jr" || bare == "jr." {
            (name.suffix, name.comma_suffix) = (bare.into(), comma);
            name.given = given.into();
        }
    }
    let cut = name.given.len() - trailing(&name.given);
    if let Some((given, particle)) =
        name.given.split_at_checked(cut).filter(|(_, p)| !p.is_empty())
    {
        (name.dropping_particle, name.given) =
            (particle.trim().into(), given.trim_end().into());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(family: &str, given: &str, expected: &str) {
        let name = PersonName {
            family: family.into(),
            given: given.into(),
            parse_names: true,
            ..PersonName::default()
        };
        let found = resolved(&name);
        let parts = [
            &found.dropping_particle,
            &found.non_dropping_particle,
            &found.family,
            &found.given,
            &found.suffix,
        ];
        let parts: Vec<&str> = parts.into_iter().map(AsRef::as_ref).collect();
        assert_eq!(parts.join("|"), expected, "{family}, {given}");
    }

    #[test]
    fn each_part_finds_its_place() {
        check("Beethoven", "Ludwig van", "van||Beethoven|Ludwig|");
        check("von Wright", "Georg Henrik", "|von|Wright|Georg Henrik|");
        check("\"Van Dyke\"", "Dick", "||Van Dyke|Dick|");
        check("King", "Martin Luther, Jr.", "||King|Martin Luther|Jr.");
        check("Gooding", "Cuba,! Jr.", "||Gooding|Cuba|Jr.");
        check("d'Annunzio", "Gabriele", "||d'Annunzio|Gabriele|");
    }
}
