//! What a CV lists beside works: posts, degrees, membership, prizes.

use std::sync::LazyLock;

use regex::Regex;

/// “Visiting Fellow, Quay Institute, 2023”, “PhD, Political Science, …”.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d|[Pp]resent|[Nn]ow))?[:.,]?\s+)?(?:(?:Non-?[Rr]esident|Visiting|Senior|Junior|Research|Associate|Assistant|Adjunct|Post-?[Dd]octoral|Honorary|Guest|Board|Founding|Deputy|Executive|Advisory|Editorial|Full|Teaching|Academic|Managing|Former|Policy|Program(?:me)?|Affiliated?|Distinguished|Principal|Public|Global|Fulbright|Doctoral)[ -]){0,3}(?:Fellow|Member|Professor|Lecturer|Researcher|Director|Chair(?:man|person)?|Instructor|Reviewer|Referee|Intern|Postdoc|Consultant|Coordinator|Research Assistant|Teaching Assistant|Expert|Mitglied|Stipendiat(?:in)?|Professeur|Membre|Chercheur|Docent|Forskare|Ph\.?D\.?|M\.?A\.?|M\.?Sc\.?|B\.?A\.?|B\.?Sc\.?|M\.?Phil\.?|LL\.?[MB]\.?)(?:\s(?:and|of|at|in|for|to|der|des|du|de|the|vid|an)\b|[,;(-]|\s?[–—:|]|$)").expect("a constant")
});
/// “Richard Roe Fellowship - Quay Academy, 2023”, “Best Paper Award, 2019”.
static PRIZE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^.:]{0,80}\b(?:Fellowships?|Awards?|Prize|Scholarships?|Grants?|Medal|Stipend(?:ium)?|Ödülü|Bursu|Visiting Chair|Visiting Professorship)\b(?:[,;(]|\s?[–—-]\s|\s\(| from | of | by | for | in |$)").expect("a constant")
});

/// Whether a line without quotation marks says what somebody is, was or won.
pub(super) fn is_of_person(text: &str) -> bool {
    text.len() < 240 && (POST.is_match(text) || text.len() < 160 && PRIZE.is_match(text))
}

/// Whether a line begins with a degree: “MSc, European Politics, …”.
pub(super) fn is_degree(text: &str) -> bool {
    static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Ph\.?D|DPhil|M\.?A|M\.?Sc|B\.?A|B\.?Sc|M\.?Phil|LL\.?[MB]|MPA|MBA)\.?(?: in|,|:| \()").expect("a constant")
    });
    DEGREE.is_match(text)
}

/// Whether such a line cites nothing.
pub(super) fn stands_alone(text: &str) -> bool {
    !text.contains(['“', '"', '«', '„']) && !text.contains("pp. ") && is_of_person(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_and_prizes_are_no_works() {
        let posts = [
            "Visiting Fellow, Quay Institute, 2023",
            "2019–2021 Senior Research Fellow at the Harbour Centre",
            "Board Member of the Tide Society 2020",
            "PhD, Political Science, Lund",
            "Ada Roe Fellowship - Quay Academy, Berlin 2023",
            "Fellow — Quay Institute",
        ];
        for post in posts {
            assert!(is_of_person(post), "{post}");
        }
        let works = [
            "Members of Parliament and their ports, Journal of Tides, 2014",
            "Directors and Seamen: Essays. Quay Press, 2011",
            "The Prize: How Ports Are Won, Quay Press, 2011",
            "Fellow Travellers, Quay Press, 2011",
        ];
        for work in works {
            assert!(!is_of_person(work), "{work}");
        }
    }
}
